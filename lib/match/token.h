#ifndef RQ_MATCH_TOKEN_H
#define RQ_MATCH_TOKEN_H

/*
 * Words as a recruiter's search sees them. Text is NFKC-normalised and
 * case-folded; a token is a run of letters and digits that may hold . + # / & -
 * inside and end in + or #, and ".net" is one: go is not going, java is not
 * javascript, and c++ c# node.js ci/cd r at&t survive whole. Matching is by
 * whole tokens, in a row.
 */

#include <stdbool.h>
#include <stddef.h>

struct rq_token {
	const char *text; /* folded; lives in the rq_tokens; NUL-terminated */
	size_t start;     /* where it stands in the original text, in bytes */
	size_t end;       /* one past its last byte there */
	bool upper;       /* the original begins with an upper-case letter */
};

struct rq_tokens {
	struct rq_token *token;
	size_t count;
	char *folded; /* what the tokens point into */
};

/* Cuts valid UTF-8 into tokens. Free them; text need not outlive the call. */
void rq_tokens_init(struct rq_tokens *tokens, const char *text);
void rq_tokens_free(struct rq_tokens *tokens);

/* Whether phrase stands in tokens from index at, token by token. */
bool rq_tokens_match_at(const struct rq_tokens *tokens, size_t at, const struct rq_tokens *phrase);

/* The first index at which phrase stands, or -1. An empty phrase stands nowhere. */
long rq_tokens_find(const struct rq_tokens *tokens, const struct rq_tokens *phrase);

/*
 * Also the parts of compounds: a "/" or "-" token ("python/django",
 * "docker-based") matches a phrase that is one of its parts. False for parts
 * that only a compound gives meaning ("ci" in "ci/cd" is found, "c" in "c++" is not).
 */
long rq_tokens_find_loose(const struct rq_tokens *tokens, const struct rq_tokens *phrase);

#endif
