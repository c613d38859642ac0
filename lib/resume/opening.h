#ifndef RQ_RESUME_OPENING_H
#define RQ_RESUME_OPENING_H

/*
 * With which two letters the labels begin that tell who somebody is. Few words of a text begin like
 * any of them, and that is told at once, for all lists of labels together.
 */

#include <stddef.h>

#include "resume/fold.h"

/* What may begin at a word. */
enum rq_opening {
	RQ_OPENS_BIRTH = 1,
	RQ_OPENS_AGE = 1 << 1,
	RQ_OPENS_REFEREE = 1 << 2,
	RQ_OPENS_POSTAL = 1 << 3,
	RQ_OPENS_TOLD = 1 << 4,
	RQ_OPENS_STREET = 1 << 5,
	RQ_OPENS_FAMILY = 1 << 6,
};

enum { RQ_OPENING_LETTERS = 27 }; /* a to z, and whatever else */

/* By first and second letter, of enum rq_opening what does not begin so. Zeroed: all may. */
struct rq_openings {
	unsigned char shut[RQ_OPENING_LETTERS][RQ_OPENING_LETTERS];
};

/* Nothing may begin anywhere, but for what is added then: text is folded, and of ASCII. */
void rq_openings_init(struct rq_openings *openings);
void rq_opening_add(struct rq_openings *openings, enum rq_opening opening, const char *text);

static inline size_t rq_opening_letter(int32_t character)
{
	return character >= 'a' && character <= 'z' ? (size_t)(character - 'a')
						    : RQ_OPENING_LETTERS - 1;
}

/* What may begin at i, of enum rq_opening. */
static inline unsigned rq_openings_at(const struct rq_openings *openings,
				      const struct rq_folded *folded, size_t i)
{
	size_t first = rq_opening_letter(rq_fold_at(folded, i));

	return ~(unsigned)openings->shut[first][rq_opening_letter(rq_fold_at(folded, i + 1))];
}

#endif
