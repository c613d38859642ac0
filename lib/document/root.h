#ifndef RQ_DOCUMENT_ROOT_H
#define RQ_DOCUMENT_ROOT_H

/*
 * Which element an XML file begins with, told from its first bytes: every
 * program that writes its documents as one XML file calls it ".xml".
 */

#include <stdbool.h>
#include <stddef.h>

enum rq_root {
	RQ_ROOT_NONE,         /* no XML file */
	RQ_ROOT_PAGE,         /* XHTML */
	RQ_ROOT_OPENDOCUMENT, /* flat, or the part with the text alone */
	RQ_ROOT_WORD,         /* WordprocessingML of Word 2003, or all parts of a DOCX */
	RQ_ROOT_EUROPASS,
	RQ_ROOT_OTHER,
};

enum rq_root rq_root_kind(const char *bytes, size_t length);

#endif
