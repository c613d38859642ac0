#ifndef RQ_RESUME_EPITHET_H
#define RQ_RESUME_EPITHET_H

/*
 * What stands around a name in its piece: degrees, an age, pronouns, a trade, what the
 * document is, a heading that a layout set in front.
 */

#include "resume/piece.h"

/*
 * What of a piece may be the name; behind a label, all of it but what is in brackets. email
 * may be empty (start == end).
 */
struct rq_slice rq_epithet_strip(const struct rq_sheet *sheet, const struct rq_piece *piece,
				 struct rq_slice email);

#endif
