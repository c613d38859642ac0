#ifndef RQ_RESUME_INTAKE_H
#define RQ_RESUME_INTAKE_H

/*
 * Paths in, records out: folders and containers are walked, every document is
 * read in a sandboxed worker, and what comes back is checked again. Records
 * come in the order of the input, one for each document found: nothing is lost,
 * what cannot be read is an "error" record. A
 * résumé that was met before in another file has "duplicate_of", the resume_id
 * of the first (resume/twin.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum rq_intake_want {
	RQ_INTAKE_RESUMES, /* "resume" records (resume/resume.h) */
	RQ_INTAKE_TEXTS,   /* {"type":"text","v":1,"source":{…},"text":…} or, of a JSON file,
			      {"type":"text","v":1,"source":{…},"json":…}: for job postings; what
			      reads as a résumé (resume/kind.h) is RQ_BAD_JOB */
};

struct rq_ocr;

struct rq_intake_options {
	enum rq_intake_want want;
	size_t workers;     /* 0: two a processor */
	const char *stage;  /* of error records: "ingest", "enqueue" */
	struct rq_ocr *ocr; /* reads scans (document/ocr.h), the caller's; NULL: they are errors */
};

struct rq_intake;

/* Forks the workers: call it before a store is open. Free it. */
int rq_intake_open(const struct rq_intake_options *options, struct rq_intake **intake,
		   struct rq_error *err);
void rq_intake_free(struct rq_intake *intake);

/*
 * Adds a path to be walked: a document, a folder or a container; "-" is
 * standard input, a single document or container. What is wrong with it comes
 * out as an error record in its place. The path is copied.
 */
void rq_intake_add(struct rq_intake *intake, const char *path);

/* One record: its JSON, which is valid. */
struct rq_intake_item {
	const char *text; /* terminated; the intake's, until the next call */
	size_t length;
	const char *source; /* for progress; likewise */
	bool failed;        /* it is an error record */
};

/* The next record: 1, 0 when all paths are done, -1 when the system failed. */
int rq_intake_next(struct rq_intake *intake, struct rq_intake_item *item, struct rq_error *err);

/* Files that were skipped so far because they are no documents: ".DS_Store", "~$cv.docx", … */
size_t rq_intake_skipped(const struct rq_intake *intake);

#endif
