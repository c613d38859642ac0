#ifndef RQ_REPORT_WRITER_H
#define RQ_REPORT_WRITER_H

/*
 * Writing a report of hundreds of small pieces: after a failure the rest is
 * skipped, and rq_writer_end() tells. A writer owns nothing.
 */

#include <stdbool.h>
#include <stdint.h>

#include "io/output.h"

struct rq_writer {
	struct rq_output *out;
	struct rq_error *err;
	uint64_t written; /* bytes since it began */
	bool failed;
};

/* Begin with { out, err }. 0, or -1 when anything failed: err tells. */
int rq_writer_end(const struct rq_writer *writer);

void rq_writer_bytes(struct rq_writer *writer, const char *bytes, size_t count);
void rq_writer_text(struct rq_writer *writer, const char *text);
void rq_writer_format(struct rq_writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A stranger's text inside HTML, between tags or in a quoted attribute: what
 * could end it is a character reference, what is unsafe to show is U+FFFD.
 * NULL writes nothing.
 */
void rq_writer_escaped(struct rq_writer *writer, const char *text);
void rq_writer_escaped_bytes(struct rq_writer *writer, const char *text, size_t count);

/* Text in a column of a terminal: cut with "…", or filled with spaces. */
void rq_writer_cell(struct rq_writer *writer, const char *text, size_t width);

/* A link to a file beside this one, by its path: its name, where needed as %XX. */
void rq_writer_link(struct rq_writer *writer, const char *path);

/* Basis points as a percentage with one decimal ("76.8"); "–" below 0. Returns text. */
const char *rq_percent(int basis_points, char text[16]);

/* A share of a whole as a percentage; "–" of nothing. Returns text. */
const char *rq_share(int64_t part, int64_t whole, char text[16]);

/* A count in four digits at most: "987", "12.3k", "4.5M". Returns text. */
const char *rq_short_count(int64_t count, char text[16]);

/* Milliseconds as "12 ms", "3.4 s", "5 min 20 s", "2 h 5 min", "3 d 4 h". Returns text. */
const char *rq_duration(int64_t milliseconds, char text[32]);

#endif
