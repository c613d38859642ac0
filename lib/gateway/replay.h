#ifndef RQ_GATEWAY_REPLAY_H
#define RQ_GATEWAY_REPLAY_H

/*
 * Idempotency keys (draft-ietf-httpapi-idempotency-key-header): a client that heard no answer sends
 * its request again under the same key, and is answered as it was. Nothing would be done twice
 * without them, for a task is known by what it is made of; but the client hears the same words, and
 * a key that is used for something else is found out. What is kept are ids and states, for a day or
 * two.
 */

#include "base/digest.h"
#include "base/error.h"
#include "gateway/answer.h"

struct rq_replay {
	int fd; /* -1: there is no key */
	char fingerprint[RQ_DIGEST_SIZE];
};

/*
 * Begins a request of a token under a key (NULL: none), for that its client has to use one key at a
 * time: 0 go on; 1 it was answered before, and answer is that; -1 with a problem (a bad
 * key, one that is in use, one of another request, or nowhere to keep it). fingerprint is the
 * digest of all that matters of the request.
 */
int rq_replay_begin(struct rq_replay *replay, const char *folder, const char *token,
		    const char *key, const char fingerprint[RQ_DIGEST_SIZE],
		    struct rq_answer *answer);

/* Keeps an answer, if it is one of success, and ends. */
int rq_replay_end(struct rq_replay *replay, const struct rq_answer *answer, struct rq_error *err);

#endif
