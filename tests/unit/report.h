#ifndef RQ_TESTS_REPORT_H
#define RQ_TESTS_REPORT_H

/* Records for the tests of reports: a file of them, and single ones. */

#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/ndjson.h"
#include "report/gather.h"
#include "report/html.h"
#include "report/summary.h"

#define MIXED "tests/data/report/mixed.ndjson"
#define MADE_AT INT64_C(1795482000000) /* 2026-11-24T01:00:00Z */

struct report_parts {
	struct rq_summary *summary;
	struct rq_roster *roster; /* NULL: only the figures */
};

static inline int take_part(const json_t *record, const struct rq_gist *gist, void *context,
			    struct rq_error *err)
{
	const struct report_parts *parts = context;
	const char *type = gist ? "result" : rq_json_string(record, "type");

	rq_summary_add(parts->summary, record, gist);
	if (!parts->roster)
		return 0;
	if (gist)
		return rq_roster_result(parts->roster, rq_summary_job(parts->summary, gist->job_id),
					record, gist, err);
	return type && strcmp(type, "error") == 0 ? rq_roster_error(parts->roster, record, err) : 0;
}

static inline void take_record(struct rq_summary *summary, struct rq_roster *roster,
			       const json_t *record)
{
	struct report_parts parts = { summary, roster };
	struct rq_error err = { 0 };

	assert_works(rq_gather_record(record, take_part, &parts, &err), err);
}

/* Takes one record into the summary and, unless it is NULL, the roster. */
static inline void take_text(struct rq_summary *summary, struct rq_roster *roster, const char *text)
{
	struct rq_error err = { 0 };
	json_t *record;

	assert_works(rq_json_parse_object(text, strlen(text), &record, &err), err);
	take_record(summary, roster, record);
	json_decref(record);
}

static inline void take_file(struct rq_summary *summary, struct rq_roster *roster, const char *path)
{
	struct rq_error err = { 0 };
	struct rq_input input;
	struct rq_ndjson line;
	int fd = open(path, O_RDONLY | O_CLOEXEC), got;

	assert_true(fd >= 0);
	rq_input_init(&input, fd, -1, RQ_MAX_RECORD_BYTES);
	while ((got = rq_ndjson_read(&input, &line, &err)) == 1) {
		take_record(summary, roster, line.record);
		json_decref(line.record);
	}
	assert_works(got, err);
	rq_input_free(&input);
	(void)close(fd);
}

/* How often a piece stands in a text. */
static inline size_t occurrences(const char *text, const char *piece)
{
	size_t count = 0, length = strlen(piece);

	/* strstr() under a sanitizer looks each time for the end of the page */
	for (; *text; text++)
		if (*text == *piece && strncmp(text, piece, length) == 0)
			count++;
	return count;
}

#endif
