#ifndef RQ_EDIT_READING_H
#define RQ_EDIT_READING_H

/*
 * A text as the guard reads it: words with what is known of them, the skills
 * and tools among them, quantities, sentences and clauses, and which words a
 * negation or a hedge governs. The new text and all that supports it are read
 * by the same code, so that what did not change reads the same.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edit/numeral.h"
#include "edit/thesaurus.h"
#include "edit/wording.h"
#include "match/mention.h"
#include "match/vocabulary.h"

/*
 * How far a negation or a hedge reaches: near, to the end of its clause, for
 * certain; far, to the end of its sentence, perhaps ("helped design, build and
 * run"). A word is only as free as its far flags allow and as bound as its near
 * flags prove.
 */
enum rq_govern {
	RQ_NEGATED_NEAR = 1,
	RQ_NEGATED_FAR = 2,
	RQ_HEDGED_NEAR = 4,
	RQ_HEDGED_FAR = 8,
	RQ_OF_OTHERS = 16, /* a verb of somebody else: who led, led by */
};

struct rq_word {
	const char *text;               /* folded */
	uint64_t stem;                  /* its hash; of a phrase, of all its words */
	uint64_t root;                  /* edit/root.h; likewise */
	size_t doer;                    /* bytes that name who does something: edit/root.h */
	const struct rq_senses *senses; /* edit/thesaurus.h */
	const struct rq_lexeme *lexeme; /* of a word inside a term: unknown */
	const struct rq_term *term;     /* the term that it is part of, or NULL */
	const char *spelling;           /* how the vocabulary spells what stands here */
	bool foreign;                   /* which is of no English text */
	size_t term_first, term_last;   /* its first and last word */
	size_t term_end;                /* one past its last byte: "C++" has a word of one letter */
	long quantity;                  /* the quantity that it is part of, or -1 */
	size_t start, end;              /* bytes of the text */
	unsigned sentence, clause;      /* numbers that rise */
	unsigned govern;                /* of enum rq_govern */
	bool initial;                   /* begins a sentence */
	bool upper;                     /* begins with a capital */
	bool symbol;                    /* an acronym, or letters mixed with digits: SAP, p99 */
	bool joined;                    /* by a hyphen to the word before */
	bool phrase;                    /* begins one: took part, schloss ... an */
};

/* "about $2.4 million": a value, a unit, and what binds it. */
struct rq_quantity {
	char value[RQ_NUMERAL_SIZE]; /* edit/numeral.h */
	char unit[8];                /* "%" "x" "$" ... or empty */
	bool plus;                   /* "40+" */
	uint8_t binder;              /* of its lexeme: from, over, almost; 0: none */
	bool date;                   /* a year, by its looks */
	bool opens;                  /* the next one ends a range or a change that this begins */
	size_t first, last;          /* words */
};

struct rq_reading {
	const char *source; /* the text; borrowed */
	struct rq_word *word;
	size_t count, capacity;
	struct rq_quantity *quantity;
	size_t quantity_count, quantity_capacity;
	char *texts;        /* what word.text points into */
	bool capital_nouns; /* as German has */
	bool verb_last;     /* as in German and Dutch: "Briefe geschrieben" */
};

struct rq_reader {
	const struct rq_vocabulary *vocabulary;
	const struct rq_wording *wording;
	const char *language; /* ISO 639-1, or NULL */
};

/* Reads a text, which must outlive the reading. prose as in match/mention.h. Free it. */
void rq_reading_init(struct rq_reading *reading, const struct rq_reader *reader, const char *text,
		     bool prose);
void rq_reading_free(struct rq_reading *reading);

/* Whether the word says something of its own: no small word, no part of a quantity. */
bool rq_word_is_content(const struct rq_word *word);

/* Whether there is a word at a place, and it is of the clause of the first. */
bool rq_reading_is_of_clause(const struct rq_reading *reading, size_t at, size_t first);

/*
 * Where the words from first end that are not joined by "and" or a comma: what is said of
 * one thing.
 */
size_t rq_reading_unit(const struct rq_reading *reading, size_t first);

/* Where the sentence of the word first ends. */
size_t rq_reading_sentence(const struct rq_reading *reading, size_t first);

/* Whether the sentence of the word at stands in a cited text, whole and word for word. */
bool rq_reading_has_sentence(const struct rq_reading *cited, const struct rq_reading *after,
			     size_t at);

#endif
