#ifndef RQ_DOCUMENT_ENVELOPE_H
#define RQ_DOCUMENT_ENVELOPE_H

/*
 * Whether bytes begin a mail (RFC 5322), a web page that was saved as one (RFC 2557, "MHTML"), or
 * a mailbox (RFC 4155, "mbox"): by the fields in front of the text. A résumé may begin with "Name:
 * …" and "Date: …", too, so one field that only mail programs write is needed.
 */

#include <stddef.h>

enum rq_envelope { RQ_ENVELOPE_NONE, RQ_ENVELOPE_MAIL, RQ_ENVELOPE_MAILBOX };

enum rq_envelope rq_envelope_kind(const char *bytes, size_t length);

#endif
