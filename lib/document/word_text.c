#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "document/color.h"

enum {
	GAP_TWIPS = 120, /* space above that shows: 6 points */
	TWIPS = 20,      /* in a point */
};

static const float SMALLEST = 4; /* points: nobody reads less */

static bool is_on(const struct rq_xml_element *element)
{
	char value[16];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	return rq_word_is_on(value);
}

static long twips(const struct rq_xml_element *element, const char *name)
{
	char value[16];

	(void)rq_xml_attribute(element, name, value, sizeof value);
	return strtol(value, NULL, 10);
}

static float run_size(const struct rq_word *word)
{
	if (word->run.size > 0)
		return word->run.size;
	if (word->run.style.size > 0)
		return word->run.style.size;
	return word->style.size > 0 ? word->style.size : word->part->styles->size;
}

/* What the run says, or its style, or the paragraph's. */
static bool is_set(enum rq_tristate run, enum rq_tristate style, enum rq_tristate paragraph)
{
	if (run != RQ_UNSET)
		return run == RQ_YES;
	return (style != RQ_UNSET ? style : paragraph) == RQ_YES;
}

static unsigned run_face(const struct rq_word *word)
{
	const struct rq_word_run *run = &word->run;

	return rq_face(is_set(run->bold, run->style.bold, word->style.bold),
		       is_set(run->italic, run->style.italic, word->style.italic));
}

/*
 * Whether nobody sees the run, and why. White counts only where nothing can
 * stand behind it: in tables and boxes something may.
 */
static bool run_is_hidden(const struct rq_word *word, enum rq_hidden_kind *kind)
{
	float size = run_size(word);
	enum rq_tristate hidden = word->run.hidden;

	if (hidden == RQ_UNSET)
		hidden = word->run.style.hidden ? word->run.style.hidden : word->style.hidden;
	if (hidden == RQ_YES)
		*kind = RQ_HIDDEN_VANISH;
	else if (size > 0 && size < SMALLEST)
		*kind = RQ_HIDDEN_TINY;
	else if (word->run.white && !word->run.shaded && !word->shaded && word->depth == 0)
		*kind = RQ_HIDDEN_WHITE;
	else
		return false;
	return true;
}

void rq_word_add_text(struct rq_word *word, const char *text, size_t length)
{
	enum rq_hidden_kind kind;

	if (!word->paragraph || rq_paragraph_in_code(word->paragraph) || word->err->code != RQ_OK)
		return;
	if (run_is_hidden(word, &kind)) {
		rq_hidden_add(word->part->hidden, kind, 0, text, length);
		return;
	}
	word->written += length;
	(void)rq_forming_add(&word->paragraph->line, text, length, run_face(word), run_size(word),
			     word->err);
}

static void add_symbol(struct rq_word *word, const struct rq_xml_element *element)
{
	char value[16], bytes[4];
	long character;

	(void)rq_xml_attribute(element, "char", value, sizeof value);
	character = strtol(value, NULL, 16);
	if (character > ' ' && character < 0x110000 && (character < 0xd800 || character > 0xdfff))
		rq_word_add_text(word, bytes, rq_text_encode((int32_t)character, bytes));
}

static void add_break(struct rq_word *word, const struct rq_xml_element *element)
{
	char type[16];

	(void)rq_xml_attribute(element, "type", type, sizeof type);
	if (word->paragraph)
		rq_word_end_line(word);
	if (strcmp(type, "page") == 0)
		word->page++;
}

static void note_field(struct rq_word *word, const struct rq_xml_element *element)
{
	char type[16];

	if (!word->paragraph)
		return;
	(void)rq_xml_attribute(element, "fldCharType", type, sizeof type);
	if (strcmp(type, "begin") == 0)
		rq_paragraph_begin_field(word->paragraph);
	else if (strcmp(type, "separate") == 0)
		rq_paragraph_show_field(word->paragraph);
	else if (strcmp(type, "end") == 0)
		(void)rq_paragraph_end_field(word->paragraph, word->err);
}

void rq_word_begin_field(struct rq_word *word, const struct rq_xml_element *element)
{
	char code[RQ_FIELD_CODE];

	if (!word->paragraph)
		return;
	(void)rq_xml_attribute(element, "instr", code, sizeof code);
	rq_paragraph_begin_field(word->paragraph);
	rq_paragraph_field_code(word->paragraph, code, strlen(code));
	rq_paragraph_show_field(word->paragraph);
}

void rq_word_begin_link(struct rq_word *word, const struct rq_xml_element *element)
{
	const struct rq_relation *relation;
	char id[64], target[RQ_TARGET];

	if (!word->paragraph)
		return;
	if (rq_xml_attribute(element, "dest", target, sizeof target))
		rq_paragraph_begin_link(word->paragraph, target);
	if (!word->part->relations || !rq_xml_attribute(element, "id", id, sizeof id))
		return;
	relation = rq_relations_find(word->part->relations, id);
	if (relation && relation->external)
		rq_paragraph_begin_link(word->paragraph, relation->target);
}

/* --- properties ------------------------------------------------------------------- */

static void set_style(struct rq_word *word, const struct rq_xml_element *element)
{
	char id[64];

	(void)rq_xml_attribute(element, "val", id, sizeof id);
	word->style = rq_styles_resolve(word->part->styles, id);
	if (word->style.heading) {
		word->paragraph->kind = RQ_LINE_HEADING;
		word->paragraph->level = word->style.level;
	} else if (word->style.list == RQ_YES) {
		word->paragraph->kind = RQ_LINE_ITEM;
	}
}

static enum rq_line_kind listed(const struct rq_paragraph *paragraph,
				const struct rq_xml_element *element)
{
	char value[32];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	if (paragraph->kind == RQ_LINE_HEADING)
		return RQ_LINE_HEADING;
	return strcmp(value, "0") == 0 ? RQ_LINE_TEXT : RQ_LINE_ITEM;
}

static void set_outline(struct rq_paragraph *paragraph, const struct rq_xml_element *element)
{
	char value[32];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	if (rq_word_outline_level(value) == 0)
		return;
	paragraph->kind = RQ_LINE_HEADING;
	paragraph->level = rq_word_outline_level(value);
}

void rq_word_paragraph_property(struct rq_word *word, enum rq_word_name name,
				const struct rq_xml_element *element)
{
	struct rq_paragraph *paragraph = word->paragraph;

	switch ((int)name) {
	case RQ_W_P_STYLE:
		set_style(word, element);
		break;
	case RQ_W_NUM_ID:
	case RQ_W_LIST_PR:
		paragraph->kind = listed(paragraph, element);
		break;
	case RQ_W_OUTLINE_LVL:
		set_outline(paragraph, element);
		break;
	case RQ_W_SPACING:
		paragraph->gap = paragraph->gap || twips(element, "before") >= GAP_TWIPS;
		break;
	case RQ_W_IND:
		paragraph->left = (float)twips(element, "left") / TWIPS;
		break;
	case RQ_W_SHD:
		word->shaded = true;
		break;
	case RQ_W_PAGE_BREAK_BEFORE:
		word->page += is_on(element);
		break;
	default:
		break;
	}
}

static void run_property(struct rq_word *word, enum rq_word_name name,
			 const struct rq_xml_element *element)
{
	struct rq_color color;
	char value[64];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	switch ((int)name) {
	case RQ_W_B:
		word->run.bold = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_I:
		word->run.italic = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_VANISH:
		word->run.hidden = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_SZ:
		word->run.size = rq_word_points(value);
		break;
	case RQ_W_R_STYLE:
		word->run.style = rq_styles_resolve(word->part->styles, value);
		break;
	case RQ_W_COLOR:
		word->run.white = rq_color_read_digits(value, &color) && rq_color_is_white(&color);
		break;
	case RQ_W_SHD:
	case RQ_W_HIGHLIGHT:
		word->run.shaded = true;
		break;
	default:
		break;
	}
}

void rq_word_add_content(struct rq_word *word, enum rq_word_name name,
			 const struct rq_xml_element *element)
{
	switch ((int)name) {
	case RQ_W_TAB:
	case RQ_W_PTAB:
		rq_word_add_text(word, "\t", 1);
		break;
	case RQ_W_BR:
	case RQ_W_CR:
		add_break(word, element);
		break;
	case RQ_W_NO_BREAK_HYPHEN:
		rq_word_add_text(word, "-", 1);
		break;
	case RQ_W_SYM:
		add_symbol(word, element);
		break;
	case RQ_W_FLD_CHAR:
		note_field(word, element);
		break;
	case RQ_W_RENDERED_BREAK:
		word->page++;
		break;
	case RQ_W_ALT_CHUNK:
		rq_word_add_chunk(word, element);
		break;
	default:
		run_property(word, name, element);
		break;
	}
}
