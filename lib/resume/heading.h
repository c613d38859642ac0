#ifndef RQ_RESUME_HEADING_H
#define RQ_RESUME_HEADING_H

/*
 * Whether a line is a heading: its words are known (section.h), or it looks like the lines whose
 * words are.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "resume/sheet.h"
#include "resume/word.h"

/* By how much larger than the text a heading is, whatever stands in front of it. */
#define RQ_HEADING_LARGER 1.2f

/* How the known headings look. Begin with { 0 }. */
struct rq_heading_style {
	size_t count;
	size_t capitals;
	size_t headings; /* by the file's own word */
	size_t bold;
	unsigned level; /* the deepest of all */
	bool leveled;   /* the file tells each one's */
	size_t gaps;
	float size; /* of the first; 0 when that is not known */
	bool sizes_differ;
};

/*
 * Whether headings stand in the margin beside what they head: those of several sections are
 * the first cell of a row, and that of jobs or schools has a time in its row.
 */
bool rq_heading_in_margin(const struct rq_sheet *sheet);

/*
 * Whether the line begins with a heading whose words are known: its section, where its words end,
 * and whether the line goes on behind them. inside is the section that the line stands in; margin
 * is what rq_heading_in_margin says.
 */
enum rq_section rq_heading_known(const struct rq_sheet *sheet, size_t index, enum rq_section inside,
				 bool margin, uint32_t *end, bool *goes_on);

/* "References available on request": a section of one line, which is all it says. */
bool rq_heading_offers_references(const struct rq_sheet_line *line);

void rq_heading_style_add(struct rq_heading_style *style, const struct rq_sheet_line *line);

/*
 * Whether a line whose words no list knows looks like the headings of the style; inside is the
 * section that it stands in.
 */
bool rq_heading_looks(const struct rq_sheet *sheet, size_t index,
		      const struct rq_heading_style *style, enum rq_section inside);

/* How many words a line has, without its bullet. */
size_t rq_heading_words(const struct rq_sheet_line *line);

/* Whether there is a date in the line. */
bool rq_heading_has_date(const struct rq_sheet *sheet, size_t index);

#endif
