#ifndef RQ_ENGINE_BATCH_API_H
#define RQ_ENGINE_BATCH_API_H

/*
 * A provider's Batch API (OpenAI's, as Groq has it too): files go up, a batch is
 * made of one, files come down. One call a function; nothing is remembered here.
 *
 * Calls that change nothing, or nothing that is paid, are repeated a few times
 * when the network or the server fails. Making a batch is not: whether it was
 * made is found out by its metadata.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/server.h"
#include "store/store.h"

enum rq_progress_of_batch {
	RQ_BATCH_WORKING,   /* more answers may come */
	RQ_BATCH_COMPLETED, /* every line was answered or refused */
	RQ_BATCH_STOPPED,   /* expired, cancelled or failed: what was not answered costs nothing */
};

/* What the provider says of a batch. */
struct rq_batch_report {
	enum rq_progress_of_batch progress;
	char remote_id[RQ_MAX_PROVIDER_ID + 1];
	char output_file[RQ_MAX_PROVIDER_ID + 1]; /* "": none */
	char error_file[RQ_MAX_PROVIDER_ID + 1];
	int64_t expires_at; /* ms; 0: it does not say */
	char why[160];      /* RQ_BATCH_STOPPED: its words, "" for none */
};

/* Puts lines (JSONL) up as a file; its id goes to file. */
int rq_batch_upload(struct rq_server *server, const char *name, const char *lines, size_t length,
		    char file[RQ_MAX_PROVIDER_ID + 1], struct rq_error *err);

/*
 * Makes a batch of a file, with batch_id in its metadata. RQ_NETWORK and
 * RQ_HTTP_5XX leave open whether it was made.
 */
int rq_batch_create(struct rq_server *server, const char *file, const char *batch_id,
		    struct rq_batch_report *report, struct rq_error *err);

/* The batch with batch_id in its metadata: 1, 0 when the provider has none, -1. */
int rq_batch_find(struct rq_server *server, const char *batch_id, struct rq_batch_report *report,
		  struct rq_error *err);

/* The batch that the provider knows by that id. */
int rq_batch_show(struct rq_server *server, const char *remote_id, struct rq_batch_report *report,
		  struct rq_error *err);

/* Asks for its end; it may still take some minutes. */
int rq_batch_cancel(struct rq_server *server, const char *remote_id, struct rq_error *err);

/* The bytes of a file; rq_http_answer_free(). RQ_NOT_FOUND. */
int rq_batch_fetch(struct rq_server *server, const char *file, struct rq_http_answer **answer,
		   struct rq_error *err);

/* Deletes a file there; one that is gone already is well. "" is no file. */
int rq_batch_delete(struct rq_server *server, const char *file, struct rq_error *err);

/* Deletes the files of that name: what an upload left behind of which nobody saw the answer. */
int rq_batch_delete_named(struct rq_server *server, const char *name, struct rq_error *err);

#endif
