#ifndef RQ_DOCUMENT_DETECT_H
#define RQ_DOCUMENT_DETECT_H

/*
 * What a file is, by its content; its name only tells Markdown from plain text.
 */

#include <stddef.h>

enum rq_format {
	RQ_FORMAT_EMPTY,
	RQ_FORMAT_TEXT,
	RQ_FORMAT_MARKDOWN,
	RQ_FORMAT_HTML,
	RQ_FORMAT_JSON,
	RQ_FORMAT_DOCX,
	RQ_FORMAT_PDF,
	RQ_FORMAT_RTF,
	RQ_FORMAT_DOC,
	RQ_FORMAT_ODT,
	RQ_FORMAT_ODT_FLAT, /* OpenDocument in one XML file */
	RQ_FORMAT_WORD_XML, /* a document of Word in one XML file */
	RQ_FORMAT_EUROPASS,
	RQ_FORMAT_PICTURE,   /* PNG, JPEG, TIFF: perhaps a scan */
	RQ_FORMAT_CONTAINER, /* has members: document/archive.h, document/mail.h */
	RQ_FORMAT_ENCRYPTED, /* a document that needs a password */
	RQ_FORMAT_OTHER,     /* rq does not read it */
};

struct rq_detected {
	enum rq_format format;
	const char *name; /* for records ("pdf") and, of what is not read, for people
			     ("a picture (PNG)"). Static */
};

/*
 * Looks at the bytes, all of the file or, when it is larger than a document may
 * be, its beginning. name may be NULL.
 */
struct rq_detected rq_detect(const char *bytes, size_t length, const char *name);

#endif
