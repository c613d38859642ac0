#include "document/rtf_word.h"

#include <stdlib.h>
#include <string.h>

#include "document/field.h"
#include "document/rtf_property.h"

enum {
	MAX_NESTED = 8, /* tables inside tables */
	APART = 100,    /* twips of space that set paragraphs apart */
};

/* --- lines, cells and characters ------------------------------------------------- */

static enum rq_line_kind kind_of_line(struct rq_rtf *rtf)
{
	if (rq_rtf_now(rtf)->heading)
		return RQ_LINE_HEADING;
	return rtf->item ? RQ_LINE_ITEM : RQ_LINE_TEXT;
}

static size_t nesting(struct rq_rtf *rtf, int least)
{
	int nested = rq_rtf_now(rtf)->nested > least ? rq_rtf_now(rtf)->nested : least;

	return (size_t)(nested < MAX_NESTED ? nested : MAX_NESTED);
}

static bool stands_apart(struct rq_rtf *rtf)
{
	return rq_rtf_now(rtf)->above >= APART || rtf->below >= APART;
}

static int finish_paragraph(struct rq_rtf *rtf, struct rq_error *err)
{
	int result;

	rq_composer_level(rtf->composer, rq_rtf_now(rtf)->level);
	result = rq_composer_end(rtf->composer, kind_of_line(rtf), stands_apart(rtf), err);

	rtf->below = rq_rtf_now(rtf)->below;
	rtf->item = false;
	return result;
}

int rq_rtf_end_paragraph(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)value;
	/* A row that the paragraph is not said to be in goes on: "\row" ends it. */
	if (rq_rtf_now(rtf)->in_table &&
	    rq_composer_set_rows(rtf->composer, nesting(rtf, 1), err) == -1)
		return -1;
	return finish_paragraph(rtf, err);
}

static int break_line(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	enum rq_line_kind kind = kind_of_line(rtf);

	(void)number;
	(void)value;
	rtf->item = false;
	return rq_composer_break(rtf->composer, kind, stands_apart(rtf), err);
}

/* value: how deep such a cell or row is at least. */
static int end_cell(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	if (rq_composer_set_rows(rtf->composer, value == 1 ? 1 : nesting(rtf, value), err) == -1 ||
	    rq_composer_break(rtf->composer, kind_of_line(rtf), false, err) == -1 ||
	    rq_composer_end_cell(rtf->composer, err) == -1)
		return -1;
	rtf->item = false;
	rtf->below = 0;
	rtf->cell += value == 1;
	return 0;
}

static int end_row(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	size_t rows = rq_composer_rows(rtf->composer);

	(void)number;
	if (value == 1)
		rtf->cell = 0;
	if (rows < (size_t)value)
		return 0;
	return rq_composer_set_rows(rtf->composer, value == 1 ? 0 : rows - 1, err);
}

int rq_rtf_put(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	if (rtf->ignore > 0) {
		rtf->ignore--;
		return 0;
	}
	if (rq_rtf_now(rtf)->to != RQ_RTF_TO_BODY)
		return 0;
	return rq_rtf_text_character(&rtf->text, &rq_rtf_now(rtf)->look, value, err);
}

static int put_unicode(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)value;
	rtf->ignore = rq_rtf_now(rtf)->fallback;
	if (rq_rtf_now(rtf)->to != RQ_RTF_TO_BODY)
		return 0;
	return rq_rtf_text_unicode(&rtf->text, &rq_rtf_now(rtf)->look, number, err);
}

/* --- destinations ------------------------------------------------------------------- */

static int skip(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)err;
	if (rq_rtf_now(rtf)->skip < (enum rq_rtf_skip)value)
		rq_rtf_now(rtf)->skip = (enum rq_rtf_skip)value;
	return 0;
}

static int define_inner(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)value;
	(void)err;
	rq_rtf_now(rtf)->inner = true;
	return 0;
}

/* What stands apart is not where the paragraph is that it hangs on. */
static void leave_paragraph(struct rq_rtf_state *state)
{
	state->in_table = state->heading = false;
	state->shading = (struct rq_rtf_shading) { 0 };
}

/* Inside something that is skipped: what is meant for readers like this one. */
static void keep_on(struct rq_rtf *rtf, const char *word)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	if (state->skip != RQ_RTF_SKIP_SOFT)
		return;
	if (strcmp(word, "ud") == 0 || strcmp(word, "result") == 0) {
		state->skip = RQ_RTF_KEEP;
	} else if (strcmp(word, "shptxt") == 0 || strcmp(word, "dptxbxtext") == 0) {
		state->skip = RQ_RTF_KEEP;
		state->leave = RQ_RTF_LEAVE_SHAPE;
		leave_paragraph(state);
		rtf->shapes++;
		rq_composer_open_box(rtf->composer);
	}
}

static int skip_bullet(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	rtf->item = true;
	return skip(rtf, number, value, err);
}

static int skip_background(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	rtf->backed = true;
	return skip(rtf, number, value, err);
}

static int go_to(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)err;
	rq_rtf_now(rtf)->to = (enum rq_rtf_destination)value;
	if (value == RQ_RTF_TO_FIELD)
		rq_buffer_clear(&rtf->field);
	return 0;
}

static int open_story(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	(void)number;
	if (state->leave != RQ_RTF_LEAVE_NOTHING || state->to != RQ_RTF_TO_BODY)
		return skip(rtf, number, RQ_RTF_SKIP_HARD, err);
	state->leave = RQ_RTF_LEAVE_STORY;
	leave_paragraph(state);
	rq_composer_open(rtf->composer, (enum rq_place)value);
	return 0;
}

static int page_number(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)value;
	(void)err;
	rq_composer_page_number(rtf->composer);
	return 0;
}

static int open_result(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	bool is_page = rq_field_is_page_number(rtf->field.data);
	char *url = rtf->url ? NULL : rq_field_url(rtf->field.data);

	(void)value;
	rq_buffer_clear(&rtf->field);
	if (is_page) {
		rq_composer_page_number(rtf->composer);
		return skip(rtf, number, RQ_RTF_SKIP_HARD, err);
	}
	if (!url || rq_rtf_now(rtf)->leave != RQ_RTF_LEAVE_NOTHING) {
		free(url);
		return 0;
	}
	rtf->url = url;
	rq_rtf_now(rtf)->leave = RQ_RTF_LEAVE_LINK;
	rq_composer_open_link(rtf->composer);
	return 0;
}

/* --- the words ------------------------------------------------------------------------ */

struct word {
	const char *name;
	rq_rtf_handler *run;
	int value;
	int implied;      /* the number of a word without one */
	bool destination; /* it says where its group's text goes */
};

/* In the order of strcmp(). */
static const struct word words[] = {
	{ "annotation", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "ansicpg", rq_rtf_set_file, RQ_RTF_CODEPAGE, 0, false },
	{ "b", rq_rtf_set_text, RQ_RTF_BOLD, 1, false },
	{ "background", skip_background, RQ_RTF_SKIP_HARD, 0, true },
	{ "bullet", rq_rtf_put, 0x2022, 0, false },
	{ "cb", rq_rtf_shade_text, RQ_RTF_SHADING_PAPER, 0, false },
	{ "cbpat", rq_rtf_shade_paragraph, RQ_RTF_SHADING_PAPER, 0, false },
	{ "cell", end_cell, 1, 0, false },
	{ "cellx", rq_rtf_define_cell, RQ_RTF_CELL_ENDS, 0, false },
	{ "cf", rq_rtf_set_text, RQ_RTF_COLOR, 0, false },
	{ "cfpat", rq_rtf_shade_paragraph, RQ_RTF_SHADING_INK, 0, false },
	{ "charscalex", rq_rtf_set_text, RQ_RTF_STRETCH, 100, false },
	{ "chcbpat", rq_rtf_shade_text, RQ_RTF_SHADING_PAPER, 0, false },
	{ "chcfpat", rq_rtf_shade_text, RQ_RTF_SHADING_INK, 0, false },
	{ "chpgn", page_number, 0, 0, false },
	{ "chshdng", rq_rtf_shade_text, RQ_RTF_SHADING_SHARE, 0, false },
	{ "clcbpat", rq_rtf_shade_cell, RQ_RTF_SHADING_PAPER, 0, false },
	{ "clcfpat", rq_rtf_shade_cell, RQ_RTF_SHADING_INK, 0, false },
	{ "clshdng", rq_rtf_shade_cell, RQ_RTF_SHADING_SHARE, 0, false },
	{ "colortbl", go_to, RQ_RTF_TO_COLORS, 0, true },
	{ "column", break_line, 0, 0, false },
	{ "deff", rq_rtf_set_file, RQ_RTF_DEFAULT_FONT, 0, false },
	{ "deleted", rq_rtf_set_text, RQ_RTF_DELETED, 1, false },
	{ "dn", rq_rtf_set_text, RQ_RTF_RAISED, 6, false },
	{ "do", skip, RQ_RTF_SKIP_SOFT, 0, true },
	{ "emdash", rq_rtf_put, 0x2014, 0, false },
	{ "emspace", rq_rtf_put, 0x2003, 0, false },
	{ "endash", rq_rtf_put, 0x2013, 0, false },
	{ "enspace", rq_rtf_put, 0x2002, 0, false },
	{ "expnd", rq_rtf_set_text, RQ_RTF_QUARTERS, 0, false },
	{ "expndtw", rq_rtf_set_text, RQ_RTF_SPACING, 0, false },
	{ "f", rq_rtf_set_text, RQ_RTF_FONT, 0, false },
	{ "fi", rq_rtf_set_paragraph, RQ_RTF_FIRST, 0, false },
	{ "filetbl", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "fldinst", go_to, RQ_RTF_TO_FIELD, 0, true },
	{ "fldrslt", open_result, 0, 0, true },
	{ "fontemb", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "fonttbl", go_to, RQ_RTF_TO_FONTS, 0, true },
	{ "footer", open_story, RQ_PLACE_FOOTER, 0, true },
	{ "footerf", open_story, RQ_PLACE_FOOTER, 0, true },
	{ "footerl", open_story, RQ_PLACE_FOOTER, 0, true },
	{ "footerr", open_story, RQ_PLACE_FOOTER, 0, true },
	{ "footnote", open_story, RQ_PLACE_NOTES, 0, true },
	{ "fs", rq_rtf_set_text, RQ_RTF_SIZE, RQ_RTF_DEFAULT_SIZE, false },
	{ "header", open_story, RQ_PLACE_HEADER, 0, true },
	{ "headerf", open_story, RQ_PLACE_HEADER, 0, true },
	{ "headerl", open_story, RQ_PLACE_HEADER, 0, true },
	{ "headerr", open_story, RQ_PLACE_HEADER, 0, true },
	{ "highlight", rq_rtf_set_text, RQ_RTF_HIGHLIGHT, 0, false },
	{ "i", rq_rtf_set_text, RQ_RTF_ITALIC, 1, false },
	{ "info", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "intbl", rq_rtf_set_paragraph, RQ_RTF_IN_TABLE, 0, false },
	{ "itap", rq_rtf_set_paragraph, RQ_RTF_NESTED, 0, false },
	{ "lbr", break_line, 0, 0, false },
	{ "ldblquote", rq_rtf_put, 0x201c, 0, false },
	{ "levelnumbers", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "leveltext", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "li", rq_rtf_set_paragraph, RQ_RTF_LEFT, 0, false },
	{ "line", break_line, 0, 0, false },
	{ "listname", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "listpicture", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "liststylename", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "listtext", skip_bullet, RQ_RTF_SKIP_HARD, 0, true },
	{ "lquote", rq_rtf_put, 0x2018, 0, false },
	{ "mac", rq_rtf_set_code_page, 10000, 0, false },
	{ "mvf", rq_rtf_set_text, RQ_RTF_DELETED, 1, false },
	{ "nestcell", end_cell, 2, 0, false },
	{ "nestrow", end_row, 2, 0, false },
	{ "nesttableprops", define_inner, 0, 0, true },
	{ "nonesttables", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "nonshppict", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "object", skip, RQ_RTF_SKIP_SOFT, 0, true },
	{ "outlinelevel", rq_rtf_set_paragraph, RQ_RTF_OUTLINE, 0, false },
	{ "page", break_line, 0, 0, false },
	{ "par", rq_rtf_end_paragraph, 0, 0, false },
	{ "pard", rq_rtf_reset_paragraph, 0, 0, false },
	{ "pc", rq_rtf_set_code_page, 437, 0, false },
	{ "pca", rq_rtf_set_code_page, 850, 0, false },
	{ "pict", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "plain", rq_rtf_reset_text, 0, 0, false },
	{ "pntext", skip_bullet, RQ_RTF_SKIP_HARD, 0, true },
	{ "private", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "qmspace", rq_rtf_put, 0x2005, 0, false },
	{ "rdblquote", rq_rtf_put, 0x201d, 0, false },
	{ "row", end_row, 1, 0, false },
	{ "rquote", rq_rtf_put, 0x2019, 0, false },
	{ "rxe", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "s", rq_rtf_set_paragraph, RQ_RTF_STYLE, 0, false },
	{ "sa", rq_rtf_set_paragraph, RQ_RTF_BELOW, 0, false },
	{ "sb", rq_rtf_set_paragraph, RQ_RTF_ABOVE, 0, false },
	{ "sect", rq_rtf_end_paragraph, 0, 0, false },
	{ "shading", rq_rtf_shade_paragraph, RQ_RTF_SHADING_SHARE, 0, false },
	{ "shpinst", skip, RQ_RTF_SKIP_SOFT, 0, true },
	{ "shprslt", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "sl", rq_rtf_set_paragraph, RQ_RTF_LINE, 0, false },
	{ "stylesheet", go_to, RQ_RTF_TO_STYLES, 0, true },
	{ "tab", rq_rtf_put, '\t', 0, false },
	{ "tc", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "template", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "trowd", rq_rtf_define_cell, RQ_RTF_ROW_BEGINS, 0, false },
	{ "txe", skip, RQ_RTF_SKIP_HARD, 0, true },
	{ "u", put_unicode, 0, 0, false },
	{ "uc", rq_rtf_set_file, RQ_RTF_FALLBACK, 1, false },
	{ "up", rq_rtf_set_text, RQ_RTF_RAISED, 6, false },
	{ "upr", skip, RQ_RTF_SKIP_SOFT, 0, true },
	{ "v", rq_rtf_set_text, RQ_RTF_VANISHED, 1, false },
	{ "xe", skip, RQ_RTF_SKIP_HARD, 0, true },
};

static int compare_word(const void *name, const void *word)
{
	return strcmp(name, ((const struct word *)word)->name);
}

static void run_in_table(struct rq_rtf *rtf, const struct rq_rtf_token *token)
{
	switch (rq_rtf_now(rtf)->to) {
	case RQ_RTF_TO_FONTS:
		rq_rtf_tables_word(&rtf->tables, RQ_RTF_FONTS, token->word, token->number);
		break;
	case RQ_RTF_TO_COLORS:
		rq_rtf_tables_word(&rtf->tables, RQ_RTF_COLORS, token->word, token->number);
		break;
	case RQ_RTF_TO_STYLES:
		rq_rtf_tables_word(&rtf->tables, RQ_RTF_STYLES, token->word, token->number);
		break;
	case RQ_RTF_TO_BODY:
	case RQ_RTF_TO_FIELD:
	default:
		break;
	}
}

int rq_rtf_run_word(struct rq_rtf *rtf, const struct rq_rtf_token *token, bool star,
		    struct rq_error *err)
{
	const struct word *word;

	if (rq_rtf_now(rtf)->skip != RQ_RTF_KEEP) {
		keep_on(rtf, token->word);
		return 0;
	}
	word = bsearch(token->word, words, sizeof words / sizeof words[0], sizeof words[0],
		       compare_word);
	if (star && !(word && word->destination))
		return skip(rtf, 0, RQ_RTF_SKIP_HARD, err);
	if (word && word->run != rq_rtf_put)
		rtf->ignore = 0;
	if (rq_rtf_now(rtf)->to != RQ_RTF_TO_BODY &&
	    !(word && (word->destination || word->run == put_unicode))) {
		run_in_table(rtf, token);
		return 0;
	}
	if (!word)
		return 0;
	return word->run(rtf, token->numbered ? token->number : word->implied, word->value, err);
}
