#ifndef RQ_STORE_PARCEL_MEMBER_H
#define RQ_STORE_PARCEL_MEMBER_H

/*
 * Members of a parcel (parcel.h), each checked by itself, for a stranger may have written it. All
 * failures are RQ_BAD_RECORD and name the key.
 */

#include <stdbool.h>

#include "base/error.h"
#include "base/json.h"
#include "base/span.h"

/* Of what a parcel holds bytes: a gist, a permit, limits. */
enum { RQ_MAX_PARCEL_BYTES = 1 << 16 };

/* A text of size - 1 bytes at the most; what is optional may be missing or empty, and is "" then.
 */
int rq_parcel_text(const json_t *object, const char *key, char *text, size_t size, bool optional,
		   struct rq_error *err);

/* A number from 0 to most. */
int rq_parcel_number(const json_t *object, const char *key, int64_t most, int64_t *number,
		     struct rq_error *err);

/* A time after 1970; 0 when it was left out (rq_record_set_time()). */
int rq_parcel_time(const json_t *object, const char *key, int64_t *when, struct rq_error *err);

/* Bytes as hexadecimal digits. */
void rq_parcel_set_bytes(json_t *object, const char *key, struct rq_span bytes);

/* *bytes are the caller's (free()); NULL when the member is missing. */
int rq_parcel_bytes(const json_t *object, const char *key, unsigned char **bytes, size_t *size,
		    struct rq_error *err);

/* The text of an object that is kept as it is; free(); NULL when it is missing. */
char *rq_parcel_record(const json_t *object, const char *key);

#endif
