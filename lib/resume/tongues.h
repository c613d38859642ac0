#ifndef RQ_RESUME_TONGUES_H
#define RQ_RESUME_TONGUES_H

/*
 * A text that tells of languages, to the entries of "languages": what parts one from the next
 * ("English (B1) - Spanish (basic)"), and to which of them it belongs how well they are spoken
 * ("Allemand, Russe : notions"). One language by itself is for spoken.h; how the lines of a
 * section hang together, for fluency.h.
 */

#include "resume/sheet.h"

/* Where the languages go; both are the caller's. */
struct rq_tongues {
	struct rq_sheet *sheet;
	json_t *array; /* its path is "/languages" */
};

/* Adds the languages of a text, which may be one or a list. */
void rq_tongues_read(struct rq_tongues *tongues, const struct rq_slices *text);

/* The same for a slice that no comma parts: one language, or two that a dash or a word joins. */
void rq_tongues_add(struct rq_tongues *tongues, struct rq_slice slice);

/* Puts how well into the last language, when that does not say so yet; false: it does. */
bool rq_tongues_put_fluency(struct rq_tongues *tongues, const struct rq_slice *slices,
			    size_t count);

#endif
