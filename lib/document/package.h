#ifndef RQ_DOCUMENT_PACKAGE_H
#define RQ_DOCUMENT_PACKAGE_H

/*
 * Which kind of document a zip is, by the names in its directory (APPNOTE.TXT,
 * 4.3): office formats are zips, and a zip of documents is none of them. Only
 * names are looked at; reading members is for document/archive.
 */

#include <stddef.h>

enum rq_package {
	RQ_PACKAGE_NONE, /* a zip like others */
	RQ_PACKAGE_WORD,
	RQ_PACKAGE_SHEET,
	RQ_PACKAGE_SLIDES,
	RQ_PACKAGE_OPENDOCUMENT_TEXT,
	RQ_PACKAGE_OPENDOCUMENT, /* tables, slides, drawings */
	RQ_PACKAGE_EPUB,
	RQ_PACKAGE_APPLE,
};

/* Works on damaged zips too, by the headers in front of the members. */
enum rq_package rq_package_kind(const char *bytes, size_t length);

#endif
