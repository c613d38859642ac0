#include "match/posting.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/record.h"
#include "resume/intake.h"

struct reading {
	const struct rq_vocabulary *vocabulary;
	const struct rq_refusals *refusals;
	struct rq_postings *postings;
};

static bool is_known(const struct rq_postings *postings, const struct rq_job *job)
{
	for (size_t i = 0; i < postings->count; i++)
		if (strcmp(postings->job[i].version, job->version) == 0)
			return true;
	return false;
}

static void keep(struct rq_postings *postings, struct rq_job *job)
{
	if (is_known(postings, job)) {
		rq_job_free(job);
		return;
	}
	postings->job =
	    rq_grow(postings->job, postings->count, &postings->capacity, sizeof *postings->job);
	postings->job[postings->count++] = *job;
}

static int pass_on(struct reading *reading, const char *record, size_t length, struct rq_error *err)
{
	reading->postings->failed++;
	return reading->refusals->take(reading->refusals->context, record, length, err);
}

static int refuse(struct reading *reading, const char *source, const struct rq_error *failure,
		  struct rq_error *err)
{
	json_t *record = rq_record_error("enqueue", source, failure);
	struct rq_buffer text;
	int result;

	rq_buffer_init(&text, RQ_MAX_RECORD_BYTES);
	result = rq_json_append(record, &text, err);
	if (result == 0)
		result = pass_on(reading, text.data, text.length, err);
	rq_buffer_free(&text);
	json_decref(record);
	return result;
}

/* The last part of a path, without its ending: the title of last resort. */
static char *name_of(const char *source)
{
	const char *slash = strrchr(source, '/');
	const char *name = slash ? slash + 1 : source;
	const char *dot = strrchr(name, '.');

	return rq_strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static int take_json(struct reading *reading, const json_t *json, const char *source,
		     struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_job job;
	char *name = name_of(source);
	int made = rq_job_from_json(json, name, reading->vocabulary, &job, &failure);

	free(name);
	if (made == -1)
		return refuse(reading, source, &failure, err);
	keep(reading->postings, &job);
	return 0;
}

/* A text whose lines are all job records is several jobs: what --print-job prints. */
static int take_lines(struct reading *reading, const char *text, const char *source,
		      struct rq_error *err)
{
	for (size_t number = 1; *text; number++) {
		size_t length = strcspn(text, "\n");
		struct rq_error failure = { 0 };
		char *place = rq_printf("%s: line %zu", source, number);
		json_t *json;
		int result = 0;

		if (length > 0 && rq_json_parse_object(text, length, &json, &failure) == 0) {
			result = take_json(reading, json, place, err);
			json_decref(json);
		} else if (length > 0) {
			result = refuse(reading, place, &failure, err);
		}
		free(place);
		if (result == -1)
			return -1;
		text += length + (text[length] == '\n');
	}
	return 0;
}

static int take_text(struct reading *reading, const char *text, const char *source,
		     struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_job job;
	char *name;
	int made;

	if (text[0] == '{')
		return take_lines(reading, text, source, err);
	name = name_of(source);
	made = rq_job_from_text(text, name, reading->vocabulary, &job, &failure);
	free(name);
	if (made == -1)
		return refuse(reading, source, &failure, err);
	keep(reading->postings, &job);
	return 0;
}

static int take(struct reading *reading, const struct rq_intake_item *item, struct rq_error *err)
{
	const char *text;
	json_t *record;
	int result;

	if (item->failed)
		return pass_on(reading, item->text, item->length, err);
	if (rq_json_parse_object(item->text, item->length, &record, err) == -1)
		return -1;
	text = rq_json_string(record, "text");
	if (text)
		result = take_text(reading, text, item->source, err);
	else
		result = take_json(reading, json_object_get(record, "json"), item->source, err);
	json_decref(record);
	return result;
}

int rq_postings_read(const char *const *paths, size_t count, const struct rq_vocabulary *vocabulary,
		     const struct rq_refusals *refusals, struct rq_postings *postings,
		     struct rq_error *err)
{
	struct reading reading = { vocabulary, refusals, postings };
	struct rq_intake_options options = { .want = RQ_INTAKE_TEXTS,
					     .workers = 1,
					     .stage = "enqueue" };
	struct rq_intake_item item;
	struct rq_intake *intake;
	int got;

	*postings = (struct rq_postings) { 0 };
	if (rq_intake_open(&options, &intake, err) == -1)
		return -1;
	for (size_t i = 0; i < count; i++)
		rq_intake_add(intake, paths[i]);
	while ((got = rq_intake_next(intake, &item, err)) == 1)
		if (take(&reading, &item, err) == -1) {
			got = -1;
			break;
		}
	rq_intake_free(intake);
	return got;
}

void rq_postings_free(struct rq_postings *postings)
{
	for (size_t i = 0; i < postings->count; i++)
		rq_job_free(&postings->job[i]);
	free(postings->job);
	*postings = (struct rq_postings) { 0 };
}
