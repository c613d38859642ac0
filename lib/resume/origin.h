#ifndef RQ_RESUME_ORIGIN_H
#define RQ_RESUME_ORIGIN_H

/*
 * Degrees and jobs told in a sentence: "B.Sc. in Physics from Example University with first
 * division in 2011". "from" parts the degree from the school, and "with" the school from how well
 * it went.
 */

#include "resume/header.h"
#include "resume/sheet.h"

/*
 * Where one of the two words stands at byte i, behind a degree or a school: the end of the word,
 * which is kept as glue of the header; else 0. rest is what the piece in hand and all behind it
 * have of the line.
 */
uint32_t rq_origin_joint(const struct rq_sheet *sheet, struct rq_header *header,
			 struct rq_slice rest, uint32_t i);

/*
 * "Worked as Accountant": the end of such words by which a slice begins, or 0; what follows is who
 * somebody was.
 */
uint32_t rq_origin_leading(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
