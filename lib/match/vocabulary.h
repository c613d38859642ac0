#ifndef RQ_MATCH_VOCABULARY_H
#define RQ_MATCH_VOCABULARY_H

/*
 * The skills, tools, methods and certificates that rq knows, with their
 * aliases: K8s is Kubernetes, Postgres is PostgreSQL. An alias is another
 * spelling of the same thing, never something near it, because the guard takes
 * it as proof. A term may show broader ones, which it does not name: who worked
 * with Jenkins did CI/CD. A short form with several meanings (GCP) is a term of its own, until
 * it is settled what it stands for in one résumé (match/sense.h). The built-in list is
 * vocabulary.tsv in this folder, linked into the program; a file of the same form can add to it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "match/token.h"

struct rq_vocabulary;

struct rq_term {
	const char *canonical; /* the usual spelling: "Kubernetes" */
	const char *kind;      /* skill tool method standard certificate language occupation */
	const char *field;     /* software data ... */
	/* the vocabulary's own: where its spellings, its narrower terms and its meanings begin,
	 * how many there are */
	size_t first, count;
	size_t narrower, narrowers;
	size_t meaning, meanings;
};

struct rq_spelling {
	const char *text;
	bool exact;    /* also an everyday word: in prose, only in this case ("Go") */
	bool foreign;  /* of other languages than English */
	bool several;  /* of a short form with meanings: an exact one is so in lists, too */
	uint64_t hash; /* of its first part: where that stands nowhere, neither does it */
};

/*
 * The built-in list, plus the text of a user's file (NULL for none; same form).
 * There a canonical name that is known already takes more aliases. A line that
 * is wrong fails with RQ_USAGE and its number, a file over
 * RQ_MAX_VOCABULARY_BYTES with RQ_TOO_LARGE. Free it.
 */
int rq_vocabulary_open(const char *extra, struct rq_vocabulary **vocabulary, struct rq_error *err);
void rq_vocabulary_free(struct rq_vocabulary *vocabulary);

/* Digest of all entries: part of the recipe. Borrowed. */
const char *rq_vocabulary_id(const struct rq_vocabulary *vocabulary);

/*
 * The longest term, canonical or alias, that stands in tokens (or parts) from
 * index at, in any case; *used is how many tokens it takes and *spelling (may
 * be NULL) the entry's own spelling of what stood there. NULL when none does.
 * Borrowed. For all terms of a text see match/mention.h.
 */
const struct rq_term *rq_vocabulary_at(const struct rq_vocabulary *vocabulary,
				       const struct rq_tokens *tokens, size_t at, size_t *used,
				       const struct rq_spelling **spelling);

/* The term that this phrase as a whole names, in any case, or NULL. Borrowed. */
const struct rq_term *rq_vocabulary_find(const struct rq_vocabulary *vocabulary,
					 const char *phrase);

/*
 * The i-th spelling of the term (0 is the canonical one), or NULL past the
 * last. Borrowed.
 */
const struct rq_spelling *rq_vocabulary_spelling(const struct rq_vocabulary *vocabulary,
						 const struct rq_term *term, size_t i);

/*
 * The i-th term that shows this one without naming it (Jenkins of CI/CD), or
 * NULL past the last. Evidence for a score; to the guard it proves nothing.
 * Borrowed.
 */
const struct rq_term *rq_vocabulary_narrower(const struct rq_vocabulary *vocabulary,
					     const struct rq_term *term, size_t i);

/* The i-th term that this short form may stand for, or NULL past the last. Borrowed. */
const struct rq_term *rq_vocabulary_meaning(const struct rq_vocabulary *vocabulary,
					    const struct rq_term *term, size_t i);

/*
 * The same vocabulary, where each short form is another spelling of the one of its meanings that
 * meant() gives, and itself where that gives NULL. It borrows all from the other one, which must
 * outlive it. Free it.
 */
struct rq_vocabulary *rq_vocabulary_settle(
    const struct rq_vocabulary *vocabulary,
    const struct rq_term *(*meant)(const struct rq_term *form, const void *context),
    const void *context);

#endif
