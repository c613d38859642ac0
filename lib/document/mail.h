#ifndef RQ_DOCUMENT_MAIL_H
#define RQ_DOCUMENT_MAIL_H

/*
 * A mail, or a mailbox of them, as a container (MIME, RFC 2045 to 2049; by
 * GMime): what is attached are its members, in order; the body is one, too, when
 * nothing else is a document, or when it is so long that it is no mere letter.
 * Signatures, pictures of the layout, calendars are none. A mail inside a mail
 * is a member that is a container.
 */

#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/archive.h"

struct rq_mail;

/* How a mail inside a mail is named: detection looks for it. */
#define RQ_MAIL_SUFFIX ".eml"

/*
 * Opens what fd holds (stays the caller's, must stay open), from its start. The
 * budget counts members; decoding never makes more than there was. RQ_SYSTEM,
 * RQ_UNREADABLE. Free it.
 */
int rq_mail_open(int fd, struct rq_archive_budget *budget, struct rq_mail **mail,
		 struct rq_error *err);
void rq_mail_free(struct rq_mail *mail);

/*
 * The next member, as rq_archive_next(): 1, 0 at the end, -1 (RQ_DAMAGED,
 * RQ_TOO_MANY). Names are decoded (RFC 2047, 2231), without folders.
 */
int rq_mail_next(struct rq_mail *mail, struct rq_member *member, struct rq_error *err);

/*
 * The bytes of the member just got are appended to the buffer, whose limit
 * holds; text is UTF-8 when its encoding is told.
 */
int rq_mail_read(struct rq_mail *mail, struct rq_buffer *buffer, struct rq_error *err);

#endif
