#ifndef RQ_RESUME_FOLD_H
#define RQ_RESUME_FOLD_H

/*
 * A text as its reader takes it in: letters without case and marks (NFKC, "Ø" is
 * "o", "ß" is "ss"), digits of all scripts as ASCII, nothing that is invisible;
 * and for each character the bytes it came from.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rq_folded_char {
	int32_t character;
	uint32_t start, end; /* bytes of the text */
	bool word;           /* a letter or digit */
	bool capital;        /* an upper-case letter, or one of a script without case */
	bool dense;          /* of a script that sets no spaces between words */
};

struct rq_folded {
	struct rq_folded_char *at;
	size_t count, capacity;
};

/*
 * Folds text (below 4 GiB). spelled_out: umlauts become two letters, as in "Mueller" and
 * "Soerensen". Free it.
 */
void rq_fold_init(struct rq_folded *folded, const char *text, size_t length, bool spelled_out);
void rq_fold_free(struct rq_folded *folded);

/*
 * The character at i, 0 behind the last; whether it is a letter or digit, or a digit. Asked
 * of every character of every request, so the compiler is to see them.
 */
static inline int32_t rq_fold_at(const struct rq_folded *folded, size_t i)
{
	return i < folded->count ? folded->at[i].character : 0;
}

static inline bool rq_fold_is_word(const struct rq_folded *folded, size_t i)
{
	return i < folded->count && folded->at[i].word;
}

static inline bool rq_fold_is_digit(const struct rq_folded *folded, size_t i)
{
	return rq_fold_at(folded, i) >= '0' && rq_fold_at(folded, i) <= '9';
}

/* Whether text, folded already and of ASCII, stands at i. */
static inline bool rq_fold_stands(const struct rq_folded *folded, size_t i, const char *text)
{
	for (; *text; text++, i++)
		if (rq_fold_at(folded, i) != (unsigned char)*text)
			return false;
	return true;
}

/* Whether a word begins, or ends, between i - 1 and i; in dense scripts one may anywhere. */
static inline bool rq_fold_is_edge(const struct rq_folded *folded, size_t i)
{
	if (i == 0 || i >= folded->count)
		return true;
	return !folded->at[i - 1].word || !folded->at[i].word || folded->at[i - 1].dense ||
	       folded->at[i].dense;
}

#endif
