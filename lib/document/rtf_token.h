#ifndef RQ_DOCUMENT_RTF_TOKEN_H
#define RQ_DOCUMENT_RTF_TOKEN_H

/* RTF as tokens (Rich Text Format 1.9.1, "RTF Syntax"). Nothing is copied. */

#include <stdbool.h>
#include <stddef.h>

enum rq_rtf_kind {
	RQ_RTF_END,    /* of the file */
	RQ_RTF_OPEN,   /* "{" */
	RQ_RTF_CLOSE,  /* "}" */
	RQ_RTF_WORD,   /* "\name12", without the space that ends it */
	RQ_RTF_SYMBOL, /* "\~": one byte that is no letter, in text */
	RQ_RTF_BYTE,   /* "\'e9", as one byte in text */
	RQ_RTF_TEXT,   /* bytes that stand for themselves; line ends are in none */
};

enum { RQ_RTF_WORD_SIZE = 33 }; /* the specification's limit of 32 letters, and a NUL */

struct rq_rtf_token {
	enum rq_rtf_kind kind;
	char word[RQ_RTF_WORD_SIZE]; /* empty when it is longer than that: nobody's word */
	bool numbered;
	int number; /* 0 without one; brought into the range of int */
	const char *text;
	size_t length;
	char byte; /* what text points to, when the file does not hold it */
};

struct rq_rtf_reader {
	const char *at, *end;
	size_t lies; /* "\bin" that claims more than there is; such a one is not skipped */
};

/* The next token; those of "\bin" are skipped with their bytes. */
void rq_rtf_next(struct rq_rtf_reader *reader, struct rq_rtf_token *token);

#endif
