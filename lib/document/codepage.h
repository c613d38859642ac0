#ifndef RQ_DOCUMENT_CODEPAGE_H
#define RQ_DOCUMENT_CODEPAGE_H

/*
 * Windows' numbers for character sets, to names that document/encoding.h knows
 * ([MS-WMF] 2.1.1.5 for those of fonts).
 */

enum {
	RQ_CODEPAGE_NAME_SIZE = 24,
	RQ_CODEPAGE_WESTERN = 1252,
	RQ_CODEPAGE_SYMBOL = 42, /* pictures, no letters: Wingdings and its like */
};

/* The code page of a font's character set; 0 for "default" and what nobody knows. */
unsigned rq_codepage_of_charset(int charset);

/* The name of a code page; returns name. */
const char *rq_codepage_name(unsigned page, char name[RQ_CODEPAGE_NAME_SIZE]);

#endif
