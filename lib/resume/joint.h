#ifndef RQ_RESUME_JOINT_H
#define RQ_RESUME_JOINT_H

/*
 * The small words by which people say for whom and where ("at", "bei", "chez", "à"): they part one
 * piece of an entry's header from the next. All look at byte i of a line's key; rest is what the
 * piece in hand and all behind it have of the line.
 */

#include <stdbool.h>
#include <stdint.h>

#include "resume/header.h"
#include "resume/sheet.h"

/* What a joint says of the piece behind it. */
enum rq_joint {
	RQ_JOINT_NONE,
	RQ_JOINT_BEFORE_EMPLOYER,
	RQ_JOINT_BEFORE_TOWN,
	RQ_JOINT_BEFORE_EITHER,
	RQ_JOINT_TYPE, /* there is none: the type alone turns (resume/typeset.h) */
};

/*
 * "Danggeun Pay Inc. (KarrotPay)", "BSc (Hons) Nursing": what stands in brackets, opened at i,
 * belongs to the name or degree before it. The end of the brackets, or 0 where it does not.
 */
uint32_t rq_joint_aside(const struct rq_sheet *sheet, struct rq_slice rest, uint32_t i);

/*
 * " at ", " @ ", " bei " between a title and an employer: the end of it, or 0. The word is kept
 * as glue of the header, what it says goes to joint.
 */
uint32_t rq_joint_employer(const struct rq_sheet *sheet, struct rq_header *header,
			   struct rq_slice rest, uint32_t i, enum rq_joint *joint);

/*
 * "aan Universiteit Gent", "bei der Acme GmbH" at the beginning of a line: the end of the words in
 * front of the name, or 0 where it does not begin so.
 */
uint32_t rq_joint_leading(const struct rq_sheet *sheet, struct rq_slice slice);

/* " te " and " à " in front of a town, as Dutch and French say where: likewise. */
uint32_t rq_joint_town(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice rest,
		       uint32_t i);

/* "Acme Engineering — Brest, France": whether a line names a place behind something else. */
bool rq_joint_ends_with_place(const struct rq_sheet *sheet, size_t line);

#endif
