#include "resume/hearing.h"

#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/record.h"
#include "resume/resume.h"

static int check_record(json_t *record, bool resumes, const char *source, struct rq_error *err)
{
	const char *type = NULL, *path;

	if (rq_record_type(record, &type, err) == -1)
		return -1;
	if (strcmp(type, resumes ? "resume" : "text") != 0)
		return rq_fail(err, RQ_BAD_RECORD, "the reader's answer is of another type");
	if (resumes && rq_resume_check(record, err) == -1)
		return -1;
	path = rq_json_string(rq_json_object(record, "source"), "path");
	if (!path || strcmp(path, source) != 0)
		return rq_fail(err, RQ_BAD_RECORD, "the reader's answer is about another file");
	return 0;
}

int rq_hearing_record(const struct rq_frame *frame, enum rq_intake_want want, const char *source,
		      struct rq_twin *twin, struct rq_error *err)
{
	bool resumes = want == RQ_INTAKE_RESUMES;
	json_t *record;
	int result;

	if (memchr(frame->data, '\n', frame->length) || frame->length >= RQ_MAX_RECORD_BYTES)
		return rq_fail(err, RQ_CRASHED, "the reader's answer is no record");
	if (rq_json_parse_object(frame->data, frame->length, &record, err) == -1)
		return -1;
	result = check_record(record, resumes, source, err);
	if (result == 0 && resumes)
		rq_twin_of(record, twin);
	json_decref(record);
	return result;
}

char *rq_hearing_failure(const struct rq_frame *frame, struct rq_error *why)
{
	struct rq_error ignored = { 0 };
	json_t *failure;
	const char *text, *name;
	enum rq_code code = RQ_CRASHED;
	char clean[sizeof why->message], *copy = NULL;

	if (rq_json_parse_object(frame->data, frame->length, &failure, &ignored) == -1) {
		(void)rq_fail(why, RQ_CRASHED, "the reader's answer is no answer");
		return NULL;
	}
	text = rq_json_string(failure, "code");
	if (text && rq_code_find(text) != RQ_OK)
		code = rq_code_find(text);
	text = rq_json_string(failure, "message");
	(void)rq_fail(why, code, "%s", rq_text_escape(text ? text : "?", clean, sizeof clean));
	name = rq_json_string(failure, "name");
	if (name && strlen(name) <= (size_t)RQ_MAX_NAME_BYTES * RQ_MAX_ARCHIVE_DEPTH)
		copy = rq_strdup(name);
	json_decref(failure);
	return copy;
}
