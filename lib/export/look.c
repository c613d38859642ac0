#include "export/look.h"

#define A4 .width = 595.28, .height = 841.89
#define LETTER .width = 612, .height = 792

/*
 * An entry's text stands nearer to its details than paragraphs to each other: it is no new entry.
 */
enum { BLACK = 0x000000, INK = 0x20262e, ACCENT = 0x1d4f76, GREY = 0x5b6570 };

#define PLAIN                                                                                      \
	.margin = 56.7,                                                                            \
	.fonts = "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Liberation Sans,sans-serif",         \
	.office_font = "Arial", .link = BLACK, .soft = BLACK, .between = " | ", .joint = " | ",    \
	.indent = 13, .rule = 0, .leading = 1.35,                                                  \
	.line = {                                                                                  \
		[RQ_ROLE_NAME] = { 18, 0, 1, BLACK, true },                                        \
		[RQ_ROLE_LABEL] = { 11.5, 0, 1, BLACK, false },                                    \
		[RQ_ROLE_CONTACT] = { 9.5, 2, 2, BLACK, false },                                   \
		[RQ_ROLE_HEADING] = { 13, 12, 2, BLACK, true },                                    \
		[RQ_ROLE_ENTRY] = { 11.4, 8, 0, BLACK, true },                                     \
		[RQ_ROLE_DETAIL] = { 10.7, 0, 1, BLACK, false },                                   \
		[RQ_ROLE_TEXT] = { 10, 2, 3.5, BLACK, false },                                     \
		[RQ_ROLE_ITEM] = { 10, 1, 1, BLACK, false },                                       \
	}

#define MODERN                                                                                     \
	.margin = 53, .fonts = "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Carlito,sans-serif",   \
	.office_font = "Calibri", .link = ACCENT, .soft = GREY, .between = " · ", .indent = 13,    \
	.rule = 0.75, .leading = 1.39,                                                             \
	.line = {                                                                                  \
		[RQ_ROLE_NAME] = { 25, 0, 0, ACCENT, true },                                       \
		[RQ_ROLE_LABEL] = { 12.5, 0, 2, GREY, false },                                     \
		[RQ_ROLE_CONTACT] = { 9.25, 3, 3, INK, false },                                    \
		[RQ_ROLE_HEADING] = { 12.75, 13.5, 3.5, ACCENT, true },                            \
		[RQ_ROLE_ENTRY] = { 11.2, 8, 0, INK, true },                                       \
		[RQ_ROLE_DETAIL] = { 10.4, 0, 1.5, GREY, false },                                  \
		[RQ_ROLE_TEXT] = { 9.75, 1.75, 3.75, INK, false },                                 \
		[RQ_ROLE_ITEM] = { 9.75, 1, 1, INK, false },                                       \
	}

static const struct rq_look looks[2][2] = {
	[RQ_TEMPLATE_PLAIN] = { [RQ_PAPER_A4] = { A4, PLAIN },
				[RQ_PAPER_LETTER] = { LETTER, PLAIN } },
	[RQ_TEMPLATE_MODERN] = { [RQ_PAPER_A4] = { A4, MODERN },
				 [RQ_PAPER_LETTER] = { LETTER, MODERN } },
};

const struct rq_look *rq_look(enum rq_template template, enum rq_paper paper)
{
	return &looks[template][paper];
}

struct rq_look rq_look_dense(const struct rq_look *look)
{
	static const double TYPE = 0.86, SPACE = 0.6, MARGIN = 0.7;
	struct rq_look dense = *look;

	dense.margin *= MARGIN;
	dense.indent *= TYPE;
	dense.leading = 1 + (dense.leading - 1) * MARGIN;
	for (size_t i = 0; i < sizeof dense.line / sizeof dense.line[0]; i++) {
		dense.line[i].size *= TYPE;
		dense.line[i].above *= SPACE;
		dense.line[i].below *= SPACE;
	}
	return dense;
}

struct rq_look rq_look_tighter(const struct rq_look *look, double by)
{
	static const double SPACE = 0.4, LEADING = 0.3;
	struct rq_look tighter = *look;

	tighter.leading = 1 + (look->leading - 1) * (1 - LEADING * by);
	for (size_t i = 0; i < sizeof tighter.line / sizeof tighter.line[0]; i++) {
		if (i == RQ_ROLE_TEXT)
			continue; /* by its space a paragraph is told from the next */
		tighter.line[i].above *= 1 - SPACE * by;
		tighter.line[i].below *= 1 - SPACE * by;
	}
	return tighter;
}
