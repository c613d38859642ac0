#ifndef RQ_BASE_ERROR_H
#define RQ_BASE_ERROR_H

/*
 * How failure travels. A function that can fail returns 0 or -1 (or, for
 * something that is read one by one, 1 for "got one" and 0 for "no more") and
 * takes a struct rq_error as its last argument, never NULL. Success leaves it
 * untouched, so calls chain with "||". The library never prints and never
 * exits; only a tool's main() does (and memory.c, when there is none left).
 */

/* What the caller can do about it; also decides the exit status. */
enum rq_kind {
	RQ_REJECTED,  /* this input is bad: report it, go on with the next */
	RQ_LIMIT,     /* this input is too big, too deep, too slow: likewise */
	RQ_TEMPORARY, /* the same call may work later */
	RQ_FATAL,     /* the system, the store or the configuration is broken */
};

/*
 * Every error code: its name is stable, printed in error records and documented
 * in rq(7). A new code is one line here and one there.
 */
#define RQ_CODES(X)                                                                                \
	X(RQ_BAD_RECORD, "bad-record", RQ_REJECTED)     /* NDJSON that is no valid record */       \
	X(RQ_BAD_JOB, "bad-job", RQ_REJECTED)           /* a posting without text or title */      \
	X(RQ_BAD_ANSWER, "bad-answer", RQ_REJECTED)     /* an engine's answer breaks its schema */ \
	X(RQ_NOT_FOUND, "not-found", RQ_REJECTED)       /* no such file, task, candidate */        \
	X(RQ_UNREADABLE, "unreadable", RQ_REJECTED)     /* permission, I/O error, not a file */    \
	X(RQ_EMPTY, "empty", RQ_REJECTED)               /* a file or archive with nothing in it */ \
	X(RQ_NO_TEXT, "no-text", RQ_REJECTED)           /* a document without text: a scan */      \
	X(RQ_GARBLED_TEXT, "garbled-text", RQ_REJECTED) /* text that cannot be what was meant */   \
	X(RQ_ENCRYPTED, "encrypted", RQ_REJECTED)       /* needs a password */                     \
	X(RQ_UNSUPPORTED, "unsupported", RQ_REJECTED)   /* a type that rq does not read */         \
	X(RQ_DAMAGED, "damaged", RQ_REJECTED)           /* truncated, bad checksum, bad syntax */  \
	X(RQ_UNSAFE_NAME, "unsafe-name", RQ_REJECTED) /* an archive member that climbs or links */ \
	X(RQ_STALE_RECIPE, "stale-recipe", RQ_REJECTED) /* enqueued for another version of rq */   \
	X(RQ_CANCELLED, "cancelled", RQ_REJECTED)       /* somebody cancelled the task */          \
	X(RQ_TOO_LARGE, "too-large", RQ_LIMIT)          /* over a size limit */                    \
	X(RQ_TOO_DEEP, "too-deep", RQ_LIMIT)            /* nested over a depth limit */            \
	X(RQ_TOO_MANY, "too-many", RQ_LIMIT)            /* over a limit of number */               \
	X(RQ_TIMEOUT, "timeout", RQ_LIMIT)              /* over a limit of time */                 \
	X(RQ_CRASHED, "crashed", RQ_LIMIT)              /* the worker died of it */                \
	X(RQ_LEASE_LOST, "lease-lost", RQ_TEMPORARY)    /* somebody else has the task now */       \
	X(RQ_AGAIN, "again", RQ_TEMPORARY)              /* work is left, try later */              \
	X(RQ_INTERRUPTED, "interrupted", RQ_TEMPORARY)  /* a signal asked to stop */               \
	X(RQ_PIPE_CLOSED, "pipe-closed", RQ_TEMPORARY)  /* nobody reads the output any more */     \
	X(RQ_RATE_LIMITED, "rate-limited",                                                         \
	  RQ_TEMPORARY)                          /* a server says that it was asked too often */   \
	X(RQ_LEAK, "leak", RQ_REJECTED)          /* a request would tell who it is */              \
	X(RQ_HTTP_4XX, "http-4xx", RQ_REJECTED)  /* a server refused this request */               \
	X(RQ_HTTP_5XX, "http-5xx", RQ_TEMPORARY) /* a server failed */                             \
	X(RQ_NETWORK, "network", RQ_TEMPORARY)   /* no answer, or none that is whole */            \
	X(RQ_OVER_BUDGET, "over-budget", RQ_TEMPORARY) /* would cost more than was allowed */      \
	X(RQ_UNAUTHORIZED, "unauthorized", RQ_FATAL)   /* no key, or one that is refused */        \
	X(RQ_UNTRUSTED, "untrusted", RQ_FATAL)   /* a server that does not prove who it is */      \
	X(RQ_SPEND_CAP, "spend-cap", RQ_FATAL)   /* the account may not spend more */              \
	X(RQ_MODEL_GONE, "model-gone", RQ_FATAL) /* the server has no such model */                \
	X(RQ_CANARY, "canary", RQ_FATAL)         /* the first answers were no good */              \
	X(RQ_USAGE, "usage", RQ_FATAL)           /* called wrongly */                              \
	X(RQ_STORE, "store", RQ_FATAL)           /* the store cannot be used */                    \
	X(RQ_SYSTEM, "system", RQ_FATAL)         /* a system call failed */

enum rq_code {
	RQ_OK = 0,
#define RQ_CODE_ENUM(code, name, kind) code,
	RQ_CODES(RQ_CODE_ENUM)
#undef RQ_CODE_ENUM
};

/* Lives on the caller's stack, begins as { 0 } and owns nothing. */
struct rq_error {
	enum rq_code code;
	char message[240]; /* one line of UTF-8, no newline, complete enough to print */
};

/*
 * Fills *err and returns -1, so that "return rq_fail(...)" reads well. The
 * first failure wins: a caller that cleans up afterwards cannot hide it.
 */
int rq_fail(struct rq_error *err, enum rq_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, with ": " and the text of errno behind the message. */
int rq_fail_errno(struct rq_error *err, enum rq_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The stable name of a code ("too-large"); "ok" for RQ_OK. Static. */
const char *rq_code_name(enum rq_code code);

/* The code with that name, or RQ_OK when there is none. */
enum rq_code rq_code_find(const char *name);

/* What the caller of a failed function may do. */
enum rq_kind rq_code_kind(enum rq_code code);

#endif
