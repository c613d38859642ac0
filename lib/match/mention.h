#ifndef RQ_MATCH_MENTION_H
#define RQ_MATCH_MENTION_H

/*
 * The terms of the vocabulary that stand in a text: the longest at each place,
 * compounds as a whole before their parts, everyday words only as they are
 * spelled ("Go" in "services in Go", not in "ready to go").
 */

#include <stdbool.h>
#include <stddef.h>

#include "match/vocabulary.h"

struct rq_mention {
	const struct rq_term *term; /* lives in the vocabulary */
	const char *spelling;       /* the entry's spelling of what stands there; likewise */
	bool exact;                 /* an everyday word */
	bool foreign;               /* spelled as in other languages than English */
	size_t start;               /* where it stands in the text, in bytes */
	size_t end;
	size_t at; /* index of its first part; rq_tokens_init_parts() of the text */
	size_t used;
};

struct rq_mentions {
	struct rq_mention *mention; /* in the order of the text */
	size_t count;
};

/*
 * All mentions in text. In prose an everyday word counts only in its own case;
 * in a list of skills (prose false) in any, unless it is a short form that may stand for another
 * term: "can" is no bus. Free them.
 */
void rq_mentions_init(struct rq_mentions *mentions, const struct rq_vocabulary *vocabulary,
		      const char *text, bool prose);
void rq_mentions_free(struct rq_mentions *mentions);

/* The same over parts of text that the caller has already. */
void rq_mentions_init_parts(struct rq_mentions *mentions, const struct rq_vocabulary *vocabulary,
			    const char *text, const struct rq_tokens *parts, bool prose);

/* Whether it is a whole line of work, which résumés tell by job titles. */
bool rq_mention_is_occupation(const struct rq_mention *mention);

/*
 * Whether the bytes from start to end spell an everyday word as its entry does:
 * the same letters in the same case, whatever stands between the words.
 */
bool rq_mention_is_as_spelled(const char *text, size_t start, size_t end, const char *spelling);

#endif
