#include "document/rtf_property.h"

#include "document/codepage.h"

enum {
	SOLID = 1000,           /* of 10000: shading from here on is no paper */
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
	case RQ_RTF_BACK:
		look->back = number;
		break;
	case RQ_RTF_PAPER:
		look->paper = number;
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
	case RQ_RTF_SHADING:
		state->shaded = number >= SOLID;
		break;
	case RQ_RTF_ABOVE:
		state->above = number;
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
	int paper = rq_rtf_now(rtf)->look.paper;

	(void)number;
	(void)value;
	(void)err;
	rq_rtf_now(rtf)->look =
	    (struct rq_rtf_look) { .size = RQ_RTF_DEFAULT_SIZE, .paper = paper };
	return set_font(rtf, rtf->default_font);
}

int rq_rtf_reset_paragraph(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	(void)number;
	(void)value;
	(void)err;
	state->in_table = state->heading = state->shaded = false;
	state->nested = state->above = state->below = 0;
	state->look.paper = 0;
	return 0;
}

/* The definition of a row: which of its cells are dark. */
int rq_rtf_define_cell(struct rq_rtf *rtf, int number, int value, struct rq_error *err)
{
	(void)err;
	switch ((enum rq_rtf_cell_property)value) {
	case RQ_RTF_ROW_BEGINS:
		rtf->defined = 0;
		rtf->darkness = false;
		break;
	case RQ_RTF_CELL_COLOR:
		rtf->darkness = number > 0 && !rq_rtf_tables_is_white(&rtf->tables, number);
		break;
	case RQ_RTF_CELL_SHADING:
		rtf->darkness = rtf->darkness || number >= SOLID;
		break;
	case RQ_RTF_CELL_ENDS:
	default:
		if (rtf->defined < RQ_RTF_MAX_CELLS)
			rtf->dark[rtf->defined++] = rtf->darkness;
		rtf->darkness = false;
	}
	return 0;
}
