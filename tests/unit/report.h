#ifndef RQ_TESTS_REPORT_H
#define RQ_TESTS_REPORT_H

/* Records for the tests of reports: a file of them, and single ones. */

#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/ndjson.h"
#include "report/html.h"
#include "report/summary.h"

#define MIXED "tests/data/report/mixed.ndjson"
#define MADE_AT INT64_C(1795482000000) /* 2026-11-24T01:00:00Z */

/* Takes one record into the summary and, unless it is NULL, the page. */
static inline void take_text(struct rq_summary *summary, struct rq_page *page, const char *text)
{
	struct rq_error err = { 0 };
	json_t *record;

	assert_works(rq_json_parse_object(text, strlen(text), &record, &err), err);
	rq_summary_add(summary, record);
	if (page)
		assert_works(rq_page_add(page, summary, record, &err), err);
	json_decref(record);
}

static inline void take_file(struct rq_summary *summary, struct rq_page *page, const char *path)
{
	struct rq_error err = { 0 };
	struct rq_input input;
	struct rq_ndjson line;
	int fd = open(path, O_RDONLY | O_CLOEXEC), got;

	assert_true(fd >= 0);
	rq_input_init(&input, fd, -1, RQ_MAX_RECORD_BYTES);
	while ((got = rq_ndjson_read(&input, &line, &err)) == 1) {
		rq_summary_add(summary, line.record);
		if (page)
			assert_works(rq_page_add(page, summary, line.record, &err), err);
		json_decref(line.record);
	}
	assert_works(got, err);
	rq_input_free(&input);
	(void)close(fd);
}

/* How often a piece stands in a text. */
static inline size_t occurrences(const char *text, const char *piece)
{
	size_t count = 0;

	for (; (text = strstr(text, piece)) != NULL; text += strlen(piece))
		count++;
	return count;
}

#endif
