#include "document/rtf_property.h"

#include "document/codepage.h"

enum {
	LAST_OUTLINE_LEVEL = 8, /* 9 is text */
};

static int set_font(struct rq_rtf *rtf, int number)
{
	rq_rtf_now(rtf)->look.page = rq_rtf_tables_page(&rtf->tables, number);
	return 0;
}

int rq_rtf_set_text(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	struct rq_rtf_look *look = &rq_rtf_now(rtf)->look;

	(void)err;
	switch ((enum rq_rtf_text_property)value) {
	case RQ_RTF_BOLD:
		look->bold = number != 0;
		break;
	case RQ_RTF_ITALIC:
		look->italic = number != 0;
		break;
	case RQ_RTF_VANISHED:
		look->vanished = number != 0;
		break;
	case RQ_RTF_DELETED:
		look->deleted = number != 0;
		break;
	case RQ_RTF_SIZE:
		look->size = number;
		break;
	case RQ_RTF_COLOR:
		look->color = number;
		break;
	case RQ_RTF_HIGHLIGHT:
		look->highlight = number;
		break;
	case RQ_RTF_STRETCH:
		look->stretch = number;
		break;
	case RQ_RTF_SPACING:
		look->spacing = number;
		break;
	case RQ_RTF_QUARTERS:
		look->spacing = 5L * number;
		break;
	case RQ_RTF_RAISED:
		look->raised = number;
		break;
	case RQ_RTF_FONT:
	default:
		return set_font(rtf, number);
	}
	return 0;
}

int rq_rtf_set_paragraph(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	(void)err;
	switch ((enum rq_rtf_paragraph_property)value) {
	case RQ_RTF_STYLE:
		state->heading = rq_rtf_tables_is_heading(&rtf->tables, number);
		state->level = rq_rtf_tables_level(&rtf->tables, number);
		break;
	case RQ_RTF_OUTLINE:
		state->heading = number >= 0 && number <= LAST_OUTLINE_LEVEL;
		state->level = state->heading ? (unsigned)number + 1 : 0;
		break;
	case RQ_RTF_IN_TABLE:
		state->in_table = true;
		break;
	case RQ_RTF_NESTED:
		state->nested = number;
		break;
	case RQ_RTF_ABOVE:
		state->above = number;
		break;
	case RQ_RTF_LEFT:
		state->left = number;
		break;
	case RQ_RTF_FIRST:
		state->first = number;
		break;
	case RQ_RTF_LINE:
		state->line = number;
		break;
	case RQ_RTF_BELOW:
	default:
		state->below = number;
	}
	return 0;
}

int rq_rtf_set_file(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)err;
	switch ((enum rq_rtf_file_property)value) {
	case RQ_RTF_FALLBACK:
		rq_rtf_now(rtf)->fallback = number >= 0 ? number : 0;
		break;
	case RQ_RTF_CODEPAGE:
		rtf->text.page = number > 0 ? (unsigned)number : RQ_CODEPAGE_WESTERN;
		break;
	case RQ_RTF_DEFAULT_FONT:
	default:
		rtf->default_font = number;
	}
	return 0;
}

int rq_rtf_set_code_page(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	return rq_rtf_set_file(rtf, value, RQ_RTF_CODEPAGE, err);
}

int rq_rtf_reset_text(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)number;
	(void)value;
	(void)err;
	rq_rtf_now(rtf)->look =
	    (struct rq_rtf_look) { .size = RQ_RTF_DEFAULT_SIZE, .color = RQ_RTF_NOT_KNOWN };
	return set_font(rtf, rtf->default_font);
}

int rq_rtf_reset_paragraph(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	(void)number;
	(void)value;
	(void)err;
	state->in_table = state->heading = false;
	state->nested = state->above = state->below = 0;
	state->left = state->first = state->line = 0;
	state->shading = (struct rq_rtf_shading) { 0 };
	return 0;
}

/* --- what is behind the text ------------------------------------------------------ */

static int shade(struct rq_rtf_shading *shading, int number, int value)
{
	switch ((enum rq_rtf_shading_property)value) {
	case RQ_RTF_SHADING_PAPER:
		shading->paper = number;
		break;
	case RQ_RTF_SHADING_INK:
		shading->ink = number;
		break;
	case RQ_RTF_SHADING_SHARE:
	default:
		shading->share = number;
	}
	return 0;
}

int rq_rtf_shade_text(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)err;
	return shade(&rq_rtf_now(rtf)->look.shading, number, value);
}

int rq_rtf_shade_paragraph(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)err;
	return shade(&rq_rtf_now(rtf)->shading, number, value);
}

int rq_rtf_shade_cell(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)err;
	return shade(&rtf->shading, number, value);
}

int rq_rtf_define_cell(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	bool inner = rq_rtf_now(rtf)->inner;

	(void)number;
	(void)err;
	if (value == RQ_RTF_ROW_BEGINS && !inner)
		rtf->defined = 0;
	else if (rtf->defined < RQ_RTF_MAX_CELLS && !inner)
		rtf->cells[rtf->defined++] = rq_rtf_shading_color(&rtf->shading, &rtf->tables);
	rtf->shading = (struct rq_rtf_shading) { 0 };
	return 0;
}
