#ifndef RQ_RESUME_EPITHET_H
#define RQ_RESUME_EPITHET_H

/*
 * What stands around a name in its piece: degrees, an age, pronouns, a trade, what the
 * document is, a heading that a layout set in front.
 */

#include <stdbool.h>
#include <stdint.h>

#include "resume/piece.h"

/*
 * What of a piece may be the name; behind a label, all of it but what is in brackets. email
 * may be empty (start == end).
 */
struct rq_slice rq_epithet_strip(const struct rq_sheet *sheet, const struct rq_piece *piece,
				 struct rq_slice email);

/*
 * Where a nickname between the other names ends, 'Robert "Bob" Smith', that opens at byte i of the
 * key; 0: there is none.
 */
uint32_t rq_epithet_nickname(const struct rq_sheet_line *line, struct rq_slice slice, uint32_t i);

/* "Dr. rer. nat.": whether a word is an abbreviation in small letters behind another. */
bool rq_epithet_goes_on(const struct rq_sheet_line *line, struct rq_slice slice, uint32_t start,
			uint32_t end);

#endif
