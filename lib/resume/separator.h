#ifndef RQ_RESUME_SEPARATOR_H
#define RQ_RESUME_SEPARATOR_H

/*
 * The signs that part one piece of an entry's header from the next: "Engineer | Acme", the end of
 * a sentence, a colon or a loose hyphen where the words beside it are not one name.
 */

#include <stdbool.h>
#include <stdint.h>

#include "resume/header.h"
#include "resume/sheet.h"

/* Whether the byte always parts: a tab, a bar, a dash between spaces, a bracket. */
bool rq_separator_is(const struct rq_sheet_line *line, uint32_t i, struct rq_slice slice);

/*
 * Whether byte i parts two pieces; slice is the whole of the line that is cut, rest what the piece
 * in hand and all behind it have of it.
 */
bool rq_separator_parts(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice rest,
			uint32_t i);

/*
 * Whether the stop at byte i may be an abbreviation's: the word before it, from byte start on at
 * the most, is short, or one of those kinds (word.h).
 */
bool rq_separator_abbreviates(const char *key, uint32_t start, uint32_t i, uint32_t kinds);

#endif
