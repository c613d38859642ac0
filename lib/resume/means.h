#ifndef RQ_RESUME_MEANS_H
#define RQ_RESUME_MEANS_H

/*
 * How to reach the person: e-mail address, phone number, links and profiles are
 * taken out of the lines of the head before anything else is read there. Of
 * several numbers, the one that a label calls a phone is it, then the one whose
 * form does: a box at the post office has digits too.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

struct rq_means {
	struct rq_sheet *sheet;
	json_t *basics; /* its path is "/basics" */
	json_t *profiles;
	struct rq_slice email; /* empty when there is none */
	struct rq_slice phone[2];
	size_t parts; /* of the phone number so far; 0: none was seen */
	int weight;   /* what speaks for it */
};

/* Takes addresses and links out of the lines from first to end, and remembers their numbers. */
void rq_means_read(struct rq_means *means, size_t first, size_t end);

/* Puts the number that is most likely one; then what stands elsewhere and leaves no doubt. */
void rq_means_finish(struct rq_means *means);

/* "LinkedIn: jane", "GitHub jane": a profile without its address; false when it is none. */
bool rq_means_put_named(struct rq_means *means, struct rq_slice slice);

#endif
