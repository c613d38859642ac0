#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	GAP_TWIPS = 120, /* space above that shows: 6 points */
	TWIPS = 20,      /* in a point */
};

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

	return rq_face(is_set(run->bold, run->style.bold, word->setting.style.bold),
		       is_set(run->italic, run->style.italic, word->setting.style.italic));
}

void rq_word_add_text(struct rq_word *word, const char *text, size_t length)
{
	enum rq_hidden_kind kind;

	if (!word->paragraph || rq_paragraph_in_code(word->paragraph) || word->err->code != RQ_OK)
		return;
	word->written += length; /* of a choice that is hidden, no other one is read */
	if (rq_word_hides(word, &kind)) {
		rq_hidden_add(word->part->hidden, kind, 0, text, length);
		return;
	}
	(void)rq_forming_add(&word->paragraph->line, text, length, run_face(word),
			     rq_word_size(word), word->err);
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
	word->setting.style = rq_styles_resolve(word->part->styles, id);
	word->setting.styled = true;
	if (word->setting.style.heading) {
		word->paragraph->kind = RQ_LINE_HEADING;
		word->paragraph->level = word->setting.style.level;
	} else if (word->setting.style.list == RQ_YES) {
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
	case RQ_W_R_PR:
		word->in_mark = true;
		break;
	case RQ_W_PAGE_BREAK_BEFORE:
		word->page += is_on(element);
		break;
	default:
		break;
	}
	if (!word->in_mark)
		rq_word_place_paragraph(word, name, element);
}

static void run_property(struct rq_word *word, enum rq_word_name name,
			 const struct rq_xml_element *element)
{
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
	default:
		rq_word_set_run(word, name, element);
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
