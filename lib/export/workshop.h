#ifndef RQ_EXPORT_WORKSHOP_H
#define RQ_EXPORT_WORKSHOP_H

/*
 * Documents made by several workers at once and handed out in the order in
 * which they were wanted. Workers are jailed children (io/worker, io/sandbox):
 * texts of strangers go through libraries that shape and compress them. One
 * that takes too long or dies costs one document.
 */

#include "export/printer.h"

struct rq_workshop;

struct rq_workshop_options {
	enum rq_print_work work;
	const struct rq_look *look;
	bool fonts;     /* whether a format needs the machine's fonts */
	size_t workers; /* 0: one a processor */
};

struct rq_made {
	json_t *about; /* as it was given; yours */
	enum rq_print_format format;
	struct rq_buffer bytes;  /* yours, also after a failure */
	json_t *warnings;        /* yours */
	struct rq_error failure; /* RQ_OK: the document is there */
};

/* Forks the workers; before anything valuable is open. RQ_SYSTEM. Free it. */
int rq_workshop_open(const struct rq_workshop_options *options, struct rq_workshop **workshop,
		     struct rq_error *err);
void rq_workshop_free(struct rq_workshop *workshop);

/* Whether enough is wanted for all to be busy: fetch before you want more. */
bool rq_workshop_full(const struct rq_workshop *workshop);

/* Wants a document of a result record (its line, copied); about is swallowed. */
int rq_workshop_want(struct rq_workshop *workshop, enum rq_print_format format, const char *text,
		     size_t length, json_t *about, struct rq_error *err);

/* The first that is wanted, waited for: 1, 0 when nothing is, -1. */
int rq_workshop_fetch(struct rq_workshop *workshop, struct rq_made *made, struct rq_error *err);

void rq_made_free(struct rq_made *made);

#endif
