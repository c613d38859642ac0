#ifndef RQ_EDIT_WORDS_H
#define RQ_EDIT_WORDS_H

/* The lists of words that wording.c looks up. */

#include <stddef.h>

enum rq_words_language { EN = 1, DE = 2, FR = 4, ES = 8, PT = 16, IT = 32, NL = 64 };

/* Which member of struct rq_lexeme the value is for. */
enum rq_words_field { CLASS, TIER, MONTH, BINDER, GROUP, UNIT, CURRENCY, NUMERAL, SCALE };

struct rq_words {
	unsigned languages; /* 0: words that take freedom away, in every language */
	enum rq_words_field field;
	int value;
	const char *words; /* folded ("ss" for "ß", no capitals), a space between them */
};

extern const struct rq_words rq_words[];
extern const size_t rq_words_count;

#endif
