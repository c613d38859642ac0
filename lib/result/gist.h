#ifndef RQ_RESULT_GIST_H
#define RQ_RESULT_GIST_H

/*
 * What reports add up of a result, in a twentieth of its size: a store keeps it
 * beside the result, so that figures of 100,000 results need no JSON. It holds
 * what a row of a table shows; texts are whole, never cut.
 *
 * As bytes: a version, the numbers (LEB128, zigzag), then the texts and the
 * members of the lists, each with a NUL. Decoding takes nothing for granted.
 */

#include "base/buffer.h"
#include "base/json.h"
#include "base/span.h"
#include "result/finding.h"

/* Texts one behind another, each with its NUL. */
struct rq_texts {
	const char *first, *end;
	size_t count;
};

/* A view of the bytes. Texts that the result does not have are "". */
struct rq_gist {
	const char *bytes;
	size_t length;
	const char *task_id, *candidate_id, *job_id;
	const char *status_name, *name, *source, *title, *company, *engine, *model;
	struct rq_texts gaps;     /* as the posting spells them */
	struct rq_texts rules;    /* that rejected edits broke, one for each */
	struct rq_texts warnings; /* codes, or what they say */
	enum rq_finding_status status;
	const char *candidate; /* the name; else the file, else an id; never "" */
	int64_t musts;         /* bit i: the i-th gap is a must */
	int64_t cached, fallback;
	int64_t evidence, evidence_after, literal, literal_after, ceiling; /* as in a finding */
	int64_t edits, questions, terms, notes;
	int64_t new_characters; /* in the edits: what a reviewer has to read */
	/* Of the usage; -1: it does not say. */
	int64_t attempts, calls, prompt_tokens, cached_tokens, completion_tokens, reasoning_tokens;
	int64_t cost_microusd, saved_microusd, latency_ms, refused, batch_calls;
	int64_t created_at, finished_at;                    /* ms; 0: it does not say */
	int64_t cache_saved_microusd, batch_saved_microusd; /* of what was saved */

	/* Not in the bytes, but joined (below): */
	const json_t *review; /* what a person decided, or NULL; borrowed */
	int64_t declined;     /* edits that a person refused */
};

/* Appends the gist of a result record. RQ_TOO_LARGE when the buffer's limit is too small. */
int rq_gist_make(const json_t *result, struct rq_buffer *bytes, struct rq_error *err);

/*
 * The same, of the version that another gist has, as far as this rq knows it: what a store
 * holds one against (rq_gist_maker).
 */
int rq_gist_make_like(const json_t *result, struct rq_span like, struct rq_buffer *bytes,
		      struct rq_error *err);

/* Reads it; the view borrows the bytes. RQ_BAD_RECORD when they are none, or of another version. */
int rq_gist_read(const char *bytes, size_t length, struct rq_gist *gist, struct rq_error *err);

/*
 * Joins what a person decided, which is borrowed. A declined result is the candidate's own
 * résumé again: it has its scores, and each edit was refused under the rule "person".
 */
void rq_gist_review(struct rq_gist *gist, const json_t *review, bool declined);

/* How many edits were rejected, by rules and by a person. */
int64_t rq_gist_rejected(const struct rq_gist *gist);

/* The next text: text is NULL at first; returns NULL behind the last. */
const char *rq_texts_next(const struct rq_texts *list, const char *text);

#endif
