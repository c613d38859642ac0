#ifndef RQ_EDIT_WORDING_H
#define RQ_EDIT_WORDING_H

/*
 * What the guard knows of ordinary words, in the seven languages of our résumés:
 * small words, negations, words that hold a claim back, how much a verb claims,
 * words of reach and rank, months, numerals. Words that take freedom away count
 * in every language; words that give it (small words, numerals) only in English and in
 * the language of the text; other wordings only in that language: "en run" is no "running".
 */

#include <stdint.h>

enum rq_word_class {
	RQ_WORD_STOP = 1 << 0,     /* says nothing by itself: the, with, wir */
	RQ_WORD_PLAIN = 1 << 1,    /* wording that claims nothing: using, including */
	RQ_WORD_NEGATION = 1 << 2, /* not, without, kein */
	RQ_WORD_HEDGE = 1 << 3,    /* holds the claim behind it back: helped, basic, co- */
	RQ_WORD_BREAK = 1 << 4,    /* begins another clause: but, while */
	RQ_WORD_REACH = 1 << 5,    /* how far, how much: daily, every, largest */
	RQ_WORD_SENIOR = 1 << 6,   /* rank: senior, director */
	RQ_WORD_RELATIVE = 1 << 7, /* somebody else is the subject: who, which */
	RQ_WORD_NOUN = 1 << 8,     /* a verb that is a noun or adjective as well: lead, own */
	RQ_WORD_AND = 1 << 9,      /* joins equals: and, or */
	RQ_WORD_LEGAL = 1 << 10,   /* the form of a company: Ltd, GmbH */
	RQ_WORD_SCALE = 1 << 11,   /* number is a power of ten that multiplies: thousand */
	RQ_WORD_NUMERAL = 1 << 12, /* number is its value: five */
	RQ_WORD_LIMIT = 1 << 13,   /* makes a claim smaller where it stands: small, together */
	RQ_WORD_OPENS = 1 << 14,   /* a phrase may begin with it: took (part) */
	RQ_WORD_PEER = 1 << 15,    /* whom one does something with: colleague */
};

/* How much a verb claims; RQ_TIER_NONE for all that are no such verb. */
enum rq_tier { RQ_TIER_NONE, RQ_TIER_HELP, RQ_TIER_DO, RQ_TIER_BUILD, RQ_TIER_LEAD, RQ_TIER_FOUND };

/* Units that have several spellings; a currency's symbol is its unit. */
enum rq_unit { RQ_UNIT_NONE, RQ_UNIT_PERCENT, RQ_UNIT_TIMES, RQ_UNIT_CURRENCY };

/* What binds a number, of those that wording.tsv numbers: the ones that are asked for. */
enum rq_binder {
	RQ_BINDER_FROM = 1,
	RQ_BINDER_TO = 2,
	RQ_BINDER_BY = 3,
	RQ_BINDER_OVER = 4,
	RQ_BINDER_THAN = 5,
	RQ_BINDER_NEARLY = 9,
	RQ_BINDER_ABOUT = 10,
	RQ_BINDER_BETWEEN = 13,
	RQ_BINDER_UP_TO = 30, /* of no word by itself in English */
	RQ_BINDER_AVERAGE = 31,
};

struct rq_lexeme {
	unsigned class; /* of enum rq_word_class */
	uint8_t tier;   /* enum rq_tier */
	uint8_t month;  /* 1 to 12, or 0 */
	uint8_t binder; /* what it does to a number behind it (from, over, almost); 0: nothing */
	uint8_t unit;   /* enum rq_unit */
	char currency;  /* what stands for it in a quantity: $ E L ...; 0: none */
	int number;
};

struct rq_stemmer;
struct rq_thesaurus;
struct rq_wording;

/* The words for a text in that language (ISO 639-1; NULL: English). Free it. */
struct rq_wording *rq_wording_new(const char *language);
void rq_wording_free(struct rq_wording *wording);

/* The words of every language that was asked for, each made once. Free them. */
struct rq_wordings;
struct rq_wordings *rq_wordings_new(void);
void rq_wordings_free(struct rq_wordings *wordings);

/* As of rq_wording_new(); borrowed. */
const struct rq_wording *rq_wordings_get(struct rq_wordings *wordings, const char *language);

/* What is known of a word that rq_text_fold() has folded; never NULL. Borrowed. */
const struct rq_lexeme *rq_wording_find(const struct rq_wording *wording, const char *word);

/*
 * What makes stems of that language and remembers them from one text to the next; NULL when it is
 * another one that is asked for. Borrowed.
 */
const struct rq_stemmer *rq_wording_stemmer(const struct rq_wording *wording, const char *language);

/* The hash of a folded word's stem in that language (match/stem.h). */
uint64_t rq_wording_stem(const struct rq_wording *wording, const char *word);

/* The hash of a folded word's root in that language (edit/root.h). */
uint64_t rq_wording_root(const struct rq_wording *wording, const char *word);

/* What may stand for words in that language. Borrowed. */
const struct rq_thesaurus *rq_wording_thesaurus(const struct rq_wording *wording);

#endif
