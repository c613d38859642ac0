#ifndef RQ_RESUME_TYPESET_H
#define RQ_RESUME_TYPESET_H

/*
 * What the type alone parts in an entry's header: of "Engineer Acme" whose first word is bold, or
 * in italics, that is the title, though nothing stands between the two.
 */

#include <stdbool.h>
#include <stdint.h>

#include "resume/sheet.h"

/*
 * Whether the byte at i of a line's key parts two names by their type; rest is what the piece in
 * hand and all behind it have of the line.
 */
bool rq_typeset_parts(const struct rq_sheet *sheet, struct rq_slice rest, uint32_t i);

#endif
