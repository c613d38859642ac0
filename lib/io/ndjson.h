#ifndef RQ_IO_NDJSON_H
#define RQ_IO_NDJSON_H

/*
 * Records in, records out: one JSON object a line (NDJSON), UTF-8. Blank lines
 * are skipped.
 */

#include "base/json.h"
#include "io/input.h"
#include "io/output.h"

struct rq_ndjson {
	json_t *record;   /* new: yours */
	const char *type; /* borrowed from record */
	const char *text; /* the line as it came; the input's, until the next call */
	size_t length;
};

/*
 * The next record: 1, 0 at the end, -1. RQ_BAD_RECORD, RQ_TOO_LARGE and
 * RQ_TOO_DEEP concern one line only: input->number says which, and the next
 * call reads the next one.
 */
int rq_ndjson_read(struct rq_input *input, struct rq_ndjson *line, struct rq_error *err);

/* Writes a record and a newline. */
int rq_ndjson_write(struct rq_output *output, const json_t *record, struct rq_error *err);

/* The same for JSON text that is known to be one record. */
int rq_ndjson_write_text(struct rq_output *output, const char *text, size_t length,
			 struct rq_error *err);

#endif
