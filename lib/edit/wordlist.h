#ifndef RQ_EDIT_WORDLIST_H
#define RQ_EDIT_WORDLIST_H

/*
 * The tables of words beside this file: lines of tab-separated columns, of which
 * the first names languages ("en", "fr,es", "*" for all, "-pt" for all but one), the last holds
 * words with a blank between them, and a column between them, if there is one, says what the words
 * are. Lines that begin with # are for people.
 */

#include <stdbool.h>
#include <stddef.h>

enum { RQ_WORDLIST_BYTES = 64 }; /* more than any word or column of the tables has */

struct rq_wordlist {
	const char *at, *end, *words; /* of the table; words: what is left of this line's */
	char language[3];
	bool english; /* the lines for English as well */
};

/* Walks the table from start to end for a language (ISO 639-1; NULL: English). */
void rq_wordlist_init(struct rq_wordlist *list, const char *start, const char *end,
		      const char *language, bool english);

/* The next line that is for the list; its middle column in what, unless NULL. */
bool rq_wordlist_next_line(struct rq_wordlist *list, char what[RQ_WORDLIST_BYTES]);

/* The next word of the line, in the table and not terminated. */
bool rq_wordlist_next_word(struct rq_wordlist *list, const char **word, size_t *length);

#endif
