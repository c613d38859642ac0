#ifndef RQ_RESUME_PERSONA_H
#define RQ_RESUME_PERSONA_H

/*
 * What a resume record says of who somebody is, in the form in which it is looked for:
 * folded (resume/fold.h), with one ' ' for whatever stands between words.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "resume/opening.h"

/* What is hidden. The names make placeholders: "[NAME-1]". */
#define RQ_TRAITS(X)                                                                               \
	X(RQ_TRAIT_NAME, "NAME")                                                                   \
	X(RQ_TRAIT_EMAIL, "EMAIL")                                                                 \
	X(RQ_TRAIT_PHONE, "PHONE")                                                                 \
	X(RQ_TRAIT_ADDRESS, "ADDRESS")                                                             \
	X(RQ_TRAIT_LINK, "LINK")                                                                   \
	X(RQ_TRAIT_USER, "USER")                                                                   \
	X(RQ_TRAIT_BIRTH, "BIRTH")                                                                 \
	X(RQ_TRAIT_PHOTO, "PHOTO")                                                                 \
	X(RQ_TRAIT_PAPER, "PAPER")                                                                 \
	X(RQ_TRAIT_FAMILY, "FAMILY")                                                               \
	X(RQ_TRAIT_TEXT, "TEXT") /* what looks like a placeholder */

enum rq_trait {
#define RQ_TRAIT_ENUM(trait, name) trait,
	RQ_TRAITS(RQ_TRAIT_ENUM)
#undef RQ_TRAIT_ENUM
	    RQ_TRAIT_COUNT
};

/* "NAME"; static. */
const char *rq_trait_name(enum rq_trait trait);

/* Folded characters; the persona's. */
struct rq_letters {
	int32_t *at;
	size_t count;
};

struct rq_name_word {
	struct rq_letters letters;
	bool part; /* tells who it is: two letters or more, no "van", no "Dr." */
};

struct rq_clue { /* a text that is looked for in any case */
	enum rq_trait trait;
	struct rq_letters letters;
	bool handle; /* an ordinary word: a user name only behind "@" */
};

/* What the letters of something may be the first of. */
enum rq_beginning { RQ_BEGINS_NAME = 1, RQ_BEGINS_CLUE = 2 };

struct rq_persona {
	struct rq_name_word *words;
	size_t word_count, word_capacity;
	struct rq_clue *clues;
	size_t clue_count, clue_capacity;
	char **phones; /* digits without leading zeros */
	size_t phone_count, phone_capacity;
	unsigned char begins[256];   /* enum rq_beginning, by the low byte of a first letter */
	struct rq_openings openings; /* zeroed, or of rq_sighting_prepare() */
};

/* Whether a name, or a clue, may begin with the letter: of most words neither does. */
static inline bool rq_persona_begins(const struct rq_persona *persona, enum rq_beginning what,
				     int32_t letter)
{
	return (persona->begins[letter & 0xff] & what) != 0;
}

/* Free it. The record need not outlive it. */
void rq_persona_init(struct rq_persona *persona, const json_t *record);
void rq_persona_free(struct rq_persona *persona);

#endif
