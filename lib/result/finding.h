#ifndef RQ_RESULT_FINDING_H
#define RQ_RESULT_FINDING_H

/*
 * What a result record says about a candidate, read leniently: records in a
 * pipe may be filtered, merged or of a later version, and a report of the rest
 * is better than none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

enum rq_finding_status {
	RQ_FINDING_OK,         /* tailored */
	RQ_FINDING_OK_REDUCED, /* tailored, without the edits that the guard rejected */
	RQ_FINDING_UNCHANGED,  /* nothing true to improve */
	RQ_FINDING_REVIEW,     /* a person must look first */
	RQ_FINDING_QUARANTINE, /* held back */
	RQ_FINDING_FAILED,
	RQ_FINDING_OTHER, /* a status that this program does not know */
};
enum { RQ_FINDING_STATUSES = RQ_FINDING_OTHER + 1 };

enum { RQ_FINDING_NO_SCORE = -1 };

/* Strings are borrowed from the record, and NULL where it has none. */
struct rq_finding {
	enum rq_finding_status status;
	const char *candidate; /* the name; else the file, else an id; never NULL */
	const char *name, *source, *job_id, *title, *company, *engine, *model;
	bool cached, fallback;
	int evidence, evidence_after; /* basis points or RQ_FINDING_NO_SCORE, here and below */
	int literal, literal_after, ceiling;
	const json_t *gaps, *edits, *rejected, *questions, *warnings; /* arrays or NULL */
	const json_t *terms;
};

void rq_finding_read(const json_t *record, struct rq_finding *finding);

/* What a reader calls the candidate: the name, else the file, else an id; never NULL. Borrowed. */
const char *rq_finding_candidate(const char *name, const char *source, const char *id);

/* By its name, which may be NULL. */
enum rq_finding_status rq_finding_status(const char *name);

/* "ok_reduced"; static. And for people: "tailored in part". */
const char *rq_finding_status_name(enum rq_finding_status status);
const char *rq_finding_status_words(enum rq_finding_status status);

/* Whether nobody's approval lets it out: its résumé hides something, or there is no answer. */
bool rq_finding_is_held(enum rq_finding_status status);

/*
 * The i-th gap as the posting spells it ("PostgreSQL or MySQL"), at most
 * size - 1 bytes into label; returns label. *must tells whether it was a must.
 */
const char *rq_finding_gap(const struct rq_finding *finding, size_t i, char *label, size_t size,
			   bool *must);

/* The alternatives of a term ("PostgreSQL or MySQL"); returns label. */
const char *rq_finding_term(const json_t *term, char *label, size_t size);

/* Where a record comes from: a path, an id, else "unknown"; borrowed. */
const char *rq_finding_origin(const json_t *record);

/* A member that is a time (ms); 0 when it is none. */
int64_t rq_finding_time(const json_t *record, const char *key);

/* What an element of an array of strings or of {"code","message"} says; "" for neither. */
const char *rq_finding_message(const json_t *element);

#endif
