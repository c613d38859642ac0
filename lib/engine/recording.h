#ifndef RQ_ENGINE_RECORDING_H
#define RQ_ENGINE_RECORDING_H

/*
 * Exchanges with a server, kept in files and answered from them, so that a
 * night can be run again without a server, to the same bytes. An exchange is
 * known by the digest of the request's body and the number of the attempt; the
 * last of each is kept. Two files hold it: DIGEST-ATTEMPT.request is the body
 * as it was sent (redacted; the key is in no body), DIGEST-ATTEMPT.response an
 * HTTP message (RFC 9112) with the times, and whose it is, in headers of ours.
 */

#include <stddef.h>

#include "base/error.h"
#include "io/http.h"

/* What was sent, by which it is known, and of whom it speaks. Borrowed. */
struct rq_recorded {
	const char *body;
	size_t length;
	int attempt;
	const char *candidate_id; /* NULL: of nobody */
};

/*
 * Makes the folder, 0700, where there is none. RQ_SYSTEM when nothing could be written there:
 * asked before anything is sent, for what comes back is paid for.
 */
int rq_recording_begin(const char *folder, struct rq_error *err);

/* Writes both files, 0600. RQ_SYSTEM when the folder cannot take them. */
int rq_recording_keep(const char *folder, const struct rq_recorded *sent,
		      const struct rq_http_answer *answer, struct rq_error *err);

/*
 * The answer that was recorded; new, rq_http_answer_free(). RQ_NOT_FOUND when
 * there is none, RQ_UNREADABLE when it is damaged.
 */
int rq_recording_find(const char *folder, const struct rq_recorded *sent,
		      struct rq_http_answer **answer, struct rq_error *err);

/*
 * Removes the exchanges that speak of a candidate, and adds to *count how many
 * there were. RQ_NOT_FOUND when there is no such folder; RQ_SYSTEM.
 */
int rq_recording_withdraw(const char *folder, const char *candidate_id, size_t *count,
			  struct rq_error *err);

#endif
