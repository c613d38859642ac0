#ifndef FAKE_REPLY_H
#define FAKE_REPLY_H

/* An answer before it is sent: what it says, when, and how its connection ends. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

enum ending {
	WHOLE,
	RESET_BEFORE, /* the connection is reset instead of an answer */
	RESET_IN,     /* after half of the body */
	RESET_AFTER,  /* after the body: it cannot be used again */
	HALF,         /* half of the body, and an orderly end before the promised length */
	DRIP,         /* a few bytes at a time */
	STALL,        /* never */
};

struct reply {
	char id[32]; /* x-request-id, as the ledger has it */
	int status;
	const char *type; /* content-type; static */
	char *body;
	size_t length;
	int64_t delay;       /* ms */
	int64_t retry_after; /* ms, for the header; -1: none */
	double give_back;    /* tokens, when it is sent */
	enum ending ending;
};

/* Nothing yet, to the request of that number. */
void reply_begin(struct reply *reply, long number);

/* The value is swallowed. */
void reply_json(struct reply *reply, int status, json_t *value);

/* A provider's error: {"error":{"message":...,"type":...,"code":...}}; code may be NULL. */
void reply_error(struct reply *reply, int status, const char *type, const char *code,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Any bytes; copied. */
void reply_bytes(struct reply *reply, int status, const char *type, const char *bytes,
		 size_t length);

void reply_free(struct reply *reply);

#endif
