#ifndef RQ_MATCH_TOKEN_H
#define RQ_MATCH_TOKEN_H

/*
 * Words as a recruiter's search sees them. Text is NFKC-normalised and
 * case-folded; a token is a run of letters and digits that may hold . + # / & -
 * inside and end in + or #, and ".net" is one: go is not going, java is not
 * javascript, and c++ c# node.js ci/cd r at&t survive whole. A possessive 's
 * is no part of a word. Matching is by whole tokens, in a row, with no comma or
 * bracket between them that the phrase does not have.
 *
 * Parts are the same with the compounds cut at / and -: "Python/Django" is two,
 * "React-Native" reads like "React Native". They are what is searched.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rq_token {
	const char *text; /* folded; lives in the rq_tokens; NUL-terminated */
	size_t start;     /* where it stands in the original text, in bytes */
	size_t end;       /* one past its last byte there */
	uint64_t hash;    /* of text: rq_token_hash() */
	bool upper;       /* the original begins with an upper-case letter */
	bool apart;       /* a comma, bracket, full stop or the like stands before it */
	char joint;       /* parts: '/' or '-' when that joins it to the part before, else 0 */
};

struct rq_tokens {
	struct rq_token *token;
	size_t count;
	char *folded; /* what the tokens point into */
};

/* Cuts UTF-8 into tokens, or parts. Free them; text need not outlive the call. */
void rq_tokens_init(struct rq_tokens *tokens, const char *text);
void rq_tokens_init_parts(struct rq_tokens *tokens, const char *text);
void rq_tokens_free(struct rq_tokens *tokens);

/* FNV-1a, 64 bits: of a NUL-terminated string. */
uint64_t rq_token_hash(const char *text);

/* Whether a folded word is one of a list, which has a space before and behind each. */
bool rq_token_is_one_of(const char *word, const char *list);

/* Whether a folded word ends in one of a list, each of which has a space behind it. */
bool rq_token_ends_in_one_of(const char *word, const char *list);

/* Whether phrase stands in tokens from index at, token by token. */
bool rq_tokens_match_at(const struct rq_tokens *tokens, size_t at, const struct rq_tokens *phrase);

/* The first index at which phrase stands, or -1. An empty phrase stands nowhere. */
long rq_tokens_find(const struct rq_tokens *tokens, const struct rq_tokens *phrase);

/*
 * Whether count parts from index at mean in their compound what they mean
 * outside of it: "docker" in "docker-based" and "python" in "python/django" do;
 * "go" in "go-to-market", "c" in "objective-c" and "sql" in "no-sql" do not.
 */
bool rq_tokens_stand_free(const struct rq_tokens *parts, size_t at, size_t count);

/* rq_tokens_find() in parts, standing free. Both are parts. */
long rq_tokens_find_free(const struct rq_tokens *parts, const struct rq_tokens *phrase);

#endif
