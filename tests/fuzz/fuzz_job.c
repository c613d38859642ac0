/*
 * A posting from a stranger, as text or as JSON: it becomes a job whose
 * requirements stand in it and that survives being printed and read again, or
 * an error with a message.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "match/job.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 14 };

static void check_job(const struct rq_job *job, const struct rq_vocabulary *vocabulary)
{
	json_t *record = rq_job_to_json(job);
	struct rq_error err = { 0 };
	struct rq_job again;

	if (job->count > RQ_MAX_REQUIREMENTS)
		abort();
	if (rq_job_from_json(record, "again", vocabulary, &again, &err) == -1 ||
	    strcmp(again.version, job->version) != 0)
		abort();
	rq_job_free(&again);
	json_decref(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rq_vocabulary *vocabulary; /* opened once, for speed */
	struct rq_error err = { 0 };
	struct rq_job job;
	char *text;
	json_t *json;
	int made;

	if (size > MAX_INPUT || !rq_text_is_utf8((const char *)data, size) ||
	    memchr(data, '\0', size))
		return 0;
	if (!vocabulary && rq_vocabulary_open(NULL, &vocabulary, &err) == -1)
		abort();
	text = rq_strndup((const char *)data, size);
	if (rq_json_parse(text, size, &json, &err) == 0) {
		made = rq_job_from_json(json, "fuzz", vocabulary, &job, &err);
		json_decref(json);
	} else {
		err = (struct rq_error) { 0 };
		made = rq_job_from_text(text, "fuzz", vocabulary, &job, &err);
	}
	if (made == 0) {
		check_job(&job, vocabulary);
		rq_job_free(&job);
	} else if (err.message[0] == '\0') {
		abort();
	}
	free(text);
	return 0;
}
