#include "document/word.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/word_state.h"

/* --- events ------------------------------------------------------------------------ */

/* mc:AlternateContent: the first choice, or the fallback when that has no text. */
static void begin_alternative(struct rq_word *word, const char *name)
{
	size_t *choice = word->choice_count > 0 && word->choice_count <= RQ_WORD_ALTERNATIVES
			     ? &word->choices[word->choice_count - 1]
			     : NULL;

	if (strcmp(name, "AlternateContent") == 0) {
		if (word->choice_count < RQ_WORD_ALTERNATIVES)
			word->choices[word->choice_count] = word->written;
		word->choice_count++;
	} else if ((strcmp(name, "Choice") == 0 || strcmp(name, "Fallback") == 0) && choice &&
		   *choice != word->written) {
		word->skip = 1;
	}
}

/* Notes are those that people wrote; the others are lines that set them apart. */
static bool is_separator(const struct rq_xml_element *element)
{
	char type[32];

	return rq_xml_attribute(element, "type", type, sizeof type) && strcmp(type, "normal") != 0;
}

/* Where the lines of a header, footer or note go that stands in what it belongs to. */
static struct rq_block *margin_of(const struct rq_word_part *part, enum rq_word_name name)
{
	if (name == RQ_W_HDR)
		return part->headers;
	return name == RQ_W_FTR ? part->footers : part->notes;
}

static void begin_margin(struct rq_word *word, enum rq_word_name name,
			 const struct rq_xml_element *element)
{
	struct rq_block *margin = margin_of(word->part, name);

	if (name != RQ_W_HDR && name != RQ_W_FTR && is_separator(element))
		word->skip = 1;
	else if (margin)
		rq_word_begin_margin(word, margin);
}

/* aml:annotation: of what reviewers did, only what was put in is text (Word 2003). */
static void begin_annotation(struct rq_word *word, const struct rq_xml_element *element)
{
	char type[32];

	(void)rq_xml_attribute(element, "type", type, sizeof type);
	word->skip = strcmp(type, "Word.Insertion") != 0;
}

/* How something looks, and what else has no elements inside of it. */
static void begin_property(struct rq_word *word, enum rq_word_name name,
			   const struct rq_xml_element *element)
{
	if (name == RQ_W_TBL_PR || name == RQ_W_TBL_PR_EX || name == RQ_W_TR_PR ||
	    name == RQ_W_TC_PR)
		word->in_table = name;
	else if (name == RQ_W_BACKGROUND && word->part->colored)
		word->paper = rq_word_color_page(element, &word->part->styles->theme);
	else if (word->in_table != RQ_W_OTHER)
		rq_word_table_property(word, name, element);
	else if (word->in_properties && word->paragraph)
		rq_word_paragraph_property(word, name, element);
	else
		rq_word_add_content(word, name, element);
}

static void begin_element(struct rq_word *word, enum rq_word_name name,
			  const struct rq_xml_element *element)
{
	switch ((int)name) {
	case RQ_W_DEL: /* deleted, moved away, … */
	case RQ_W_MOVE_FROM:
	case RQ_W_DEL_TEXT:
	case RQ_W_DEL_INSTR_TEXT:
	case RQ_W_RT:          /* … a reading above characters, … */
	case RQ_W_P_PR_CHANGE: /* … how it was before a change */
	case RQ_W_R_PR_CHANGE:
	case RQ_W_SECT_PR_CHANGE:
	case RQ_W_TBL_PR_CHANGE:
	case RQ_W_TBL_PR_EX_CHANGE:
	case RQ_W_TBL_GRID_CHANGE:
	case RQ_W_TC_PR_CHANGE:
	case RQ_W_TR_PR_CHANGE:
		word->skip = 1;
		break;
	case RQ_W_HDR:
	case RQ_W_FTR:
	case RQ_W_FOOTNOTE:
	case RQ_W_ENDNOTE:
		begin_margin(word, name, element);
		break;
	case RQ_W_P:
		rq_word_begin_paragraph(word);
		break;
	case RQ_W_P_PR:
		word->in_properties = true;
		break;
	case RQ_W_R:
		memset(&word->run, 0, sizeof word->run);
		break;
	case RQ_W_T:
		word->in_text = true;
		break;
	case RQ_W_INSTR_TEXT:
		word->in_code = true;
		break;
	case RQ_W_TBL:
		rq_word_begin_table(word);
		break;
	case RQ_W_TXBX_CONTENT:
		rq_word_begin_box(word);
		break;
	case RQ_W_HYPERLINK:
	case RQ_W_HLINK:
		rq_word_begin_link(word, element);
		break;
	case RQ_W_FLD_SIMPLE:
		rq_word_begin_field(word, element);
		break;
	default:
		begin_property(word, name, element);
		break;
	}
}

/* Of another language: a shape, and what letters are filled with. */
static void begin_foreign(struct rq_word *word, const struct rq_xml_element *element)
{
	if (element->space && strstr(element->space, "office/word/2010/wordml")) {
		word->in_fill = word->in_fill || strcmp(element->name, "textFill") == 0;
		if (word->in_fill)
			rq_word_fill_letters(word, element);
		return;
	}
	rq_word_shape_start(&word->shape, element, &word->part->styles->theme);
	if (word->part->backed && word->shape.backs)
		*word->part->backed = true;
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct rq_word *word = context;
	enum rq_word_name name;

	if (word->skip > 0) {
		word->skip++;
		return;
	}
	name = rq_word_name(&word->names, element->name, element->space);
	if (name == RQ_W_FOREIGN) {
		if (element->space && strstr(element->space, "markup-compatibility"))
			begin_alternative(word, element->name);
		else if (strcmp(element->name, "annotation") == 0)
			begin_annotation(word, element);
		else
			begin_foreign(word, element);
	} else if (name != RQ_W_OTHER) {
		begin_element(word, name, element);
	}
}

static void end_element(struct rq_word *word, enum rq_word_name name)
{
	switch ((int)name) {
	case RQ_W_T:
		word->in_text = false;
		break;
	case RQ_W_INSTR_TEXT:
		word->in_code = false;
		break;
	case RQ_W_P_PR:
		word->in_properties = word->in_mark = false;
		break;
	case RQ_W_R_PR:
		word->in_mark = false;
		break;
	case RQ_W_TBL_PR:
	case RQ_W_TBL_PR_EX:
	case RQ_W_TR_PR:
	case RQ_W_TC_PR:
		word->in_table = RQ_W_OTHER;
		break;
	case RQ_W_P:
		rq_word_end_paragraph(word);
		break;
	case RQ_W_TC:
		rq_word_end_cell(word);
		break;
	case RQ_W_TR:
		rq_word_end_row(word);
		break;
	case RQ_W_TBL:
		rq_word_end_table(word);
		break;
	case RQ_W_TXBX_CONTENT:
		rq_word_end_box(word);
		break;
	case RQ_W_HDR:
	case RQ_W_FTR:
	case RQ_W_FOOTNOTE:
	case RQ_W_ENDNOTE:
		if (word->part->headers)
			rq_word_end_box(word);
		break;
	case RQ_W_HYPERLINK:
	case RQ_W_HLINK:
		if (word->paragraph)
			(void)rq_paragraph_end_link(word->paragraph, word->err);
		break;
	case RQ_W_FLD_SIMPLE:
		if (word->paragraph)
			(void)rq_paragraph_end_field(word->paragraph, word->err);
		break;
	default:
		break;
	}
}

static void on_end(void *context, const char *name, const char *space)
{
	struct rq_word *word = context;
	enum rq_word_name is;

	if (word->skip > 0) {
		word->skip--;
		return;
	}
	is = rq_word_name(&word->names, name, space);
	if (is != RQ_W_FOREIGN)
		end_element(word, is);
	else if (word->choice_count > 0 && strcmp(name, "AlternateContent") == 0)
		word->choice_count--;
	else if (strcmp(name, "textFill") == 0)
		word->in_fill = false;
	else
		rq_word_shape_end(&word->shape, name);
}

static void on_text(void *context, const char *text, size_t length)
{
	struct rq_word *word = context;

	if (word->skip > 0)
		return;
	if (word->in_text)
		rq_word_add_text(word, text, length);
	else if (word->in_code && word->paragraph)
		rq_paragraph_field_code(word->paragraph, text, length);
	else
		rq_word_shape_text(&word->shape, text, length);
}

static void free_word(struct rq_word *word)
{
	struct rq_paragraph *open[2] = { word->paragraph, word->spare };

	for (size_t i = 0; i < word->depth; i++) {
		rq_block_free(&word->levels[i].row);
		if (word->levels[i].host)
			rq_paragraph_free(word->levels[i].host);
		free(word->levels[i].host);
	}
	for (size_t i = 0; i < 2; i++) {
		if (open[i])
			rq_paragraph_free(open[i]);
		free(open[i]);
	}
	free(word);
}

int rq_word_read(const char *bytes, size_t length, struct rq_word_part *part,
		 struct rq_block *block, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct rq_word *word = rq_alloc(1, sizeof *word);
	struct rq_xml_handler handler = { on_start, on_end, on_text, word, &handler_error };
	int result;

	word->part = part;
	word->block = block;
	word->err = &handler_error;
	word->page = 1;
	word->paper.said = part->colored && part->margin; /* by the body, which comes later */
	result = rq_xml_parse(bytes, length, &handler, err);
	free_word(word);
	return result;
}
