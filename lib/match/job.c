#include "match/job.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "match/field.h"
#include "match/heading.h"
#include "match/requirement.h"

enum { MAX_MONTHS = 720, DEFAULT_WEIGHT = 2 };

static int set_text(struct rq_job *job, const char *text, struct rq_error *err)
{
	if (strlen(text) > RQ_MAX_TEXT_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "a posting of more than %zu bytes",
			       RQ_MAX_TEXT_BYTES);
	if (!rq_text_is_utf8(text, strlen(text)))
		return rq_fail(err, RQ_BAD_JOB, "the posting is not UTF-8");
	job->text = rq_field_clean(text, false);
	if (!rq_field_has_words(job->text))
		return rq_fail(err, RQ_BAD_JOB, "the posting has no text");
	return 0;
}

/* Title and company, where they are not given, from the text. */
static void set_heading(struct rq_job *job, bool company)
{
	char *found[2];

	rq_heading_read(job->text, &found[0], &found[1]);
	if (!job->title && found[0])
		job->title = rq_field_clean(found[0], true);
	if (company && found[1])
		job->company = rq_field_clean(found[1], true);
	free(found[0]);
	free(found[1]);
}

/* The name of the file is a title, but no word of the posting: it comes after the drawing. */
static void finish_heading(struct rq_job *job, const char *name)
{
	if (!job->title) {
		bool good = name && rq_text_is_utf8(name, strlen(name)) && rq_field_has_words(name);

		job->title = rq_field_clean(good ? name : "untitled", true);
		for (char *c = job->title; *c; c++)
			if (*c == '_')
				*c = ' ';
	}
	rq_field_shorten(job->title, RQ_MAX_TITLE_BYTES);
	if (job->company)
		rq_field_shorten(job->company, RQ_MAX_TITLE_BYTES);
}

static void digest_folded(struct rq_digest *digest, const char *text)
{
	char *folded = text ? rq_text_fold(text, strlen(text)) : NULL;

	rq_digest_add_field(digest, folded);
	free(folded);
}

static void digest_number(struct rq_digest *digest, size_t number)
{
	char text[24];

	(void)snprintf(text, sizeof text, "%zu", number);
	rq_digest_add_field(digest, text);
}

static void identify(struct rq_job *job, const char *given)
{
	struct rq_digest digest;

	if (given && rq_digest_is_id(given)) {
		memcpy(job->id, given, RQ_ID_SIZE);
	} else {
		rq_digest_init(&digest);
		rq_digest_add_field(&digest, given ? "given" : "job");
		digest_folded(&digest, given ? given : job->title);
		digest_folded(&digest, given ? NULL : job->company);
		rq_digest_id(&digest, job->id);
	}
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, job->title);
	rq_digest_add_field(&digest, job->company);
	rq_digest_add_field(&digest, job->text);
	digest_number(&digest, (size_t)job->months);
	digest_number(&digest, (size_t)job->education);
	digest_number(&digest, job->count);
	for (size_t i = 0; i < job->count; i++) {
		const struct rq_requirement *requirement = &job->requirements[i];

		rq_digest_add_field(&digest, requirement->id);
		digest_number(&digest, requirement->kind);
		digest_number(&digest, (size_t)requirement->weight);
		digest_number(&digest, requirement->count);
		for (size_t k = 0; k < requirement->count; k++)
			rq_digest_add_field(&digest, requirement->any[k]);
	}
	rq_digest_id(&digest, job->version);
}

int rq_job_from_text(const char *text, const char *name, const struct rq_vocabulary *vocabulary,
		     struct rq_job *job, struct rq_error *err)
{
	*job = (struct rq_job) { 0 };
	if (set_text(job, text, err) == -1) {
		rq_job_free(job);
		return -1;
	}
	set_heading(job, true);
	rq_requirements_draw(job, vocabulary);
	finish_heading(job, name);
	identify(job, NULL);
	return 0;
}

/* An optional string member; *value is NULL when it is absent, null or blank. */
static int read_line(const json_t *json, const char *key, char **value, struct rq_error *err)
{
	const json_t *member = json_object_get(json, key);

	*value = NULL;
	if (!member || json_is_null(member))
		return 0;
	if (!json_is_string(member))
		return rq_fail(err, RQ_BAD_JOB, "\"%s\" of a job is not a string", key);
	*value = rq_field_clean(json_string_value(member), true);
	if (strlen(*value) > RQ_MAX_TITLE_BYTES)
		return rq_fail(err, RQ_BAD_JOB, "\"%s\" of a job is longer than %d bytes", key,
			       RQ_MAX_TITLE_BYTES);
	if (!rq_field_has_words(*value)) {
		free(*value);
		*value = NULL;
	}
	return 0;
}

static int read_text(const json_t *json, struct rq_job *job, struct rq_error *err)
{
	static const char *const keys[] = { "text", "description" };

	for (size_t i = 0; i < 2; i++) {
		const json_t *member = json_object_get(json, keys[i]);

		if (!member || json_is_null(member))
			continue;
		if (!json_is_string(member))
			return rq_fail(err, RQ_BAD_JOB, "\"%s\" of a job is not a string", keys[i]);
		return set_text(job, json_string_value(member), err);
	}
	return rq_fail(err, RQ_BAD_JOB, "a job without \"text\" or \"description\"");
}

/* Where in the requirements something is wrong. */
static int fail_at(size_t index, const char *what, struct rq_error *err)
{
	return rq_fail(err, RQ_BAD_JOB, "requirement %zu of a job: %s", index + 1, what);
}

static int read_alternative(const json_t *value, size_t index, struct rq_requirement *requirement,
			    struct rq_error *err)
{
	char *term;

	if (!json_is_string(value))
		return fail_at(index, "\"any\" is not made of strings", err);
	term = rq_field_clean(json_string_value(value), true);
	requirement->any[requirement->count++] = term;
	if (strlen(term) > RQ_MAX_TERM_BYTES)
		return fail_at(index, "a term is too long", err);
	if (!rq_field_has_words(term))
		return fail_at(index, "a term has no letters", err);
	return 0;
}

static int read_any(const json_t *any, size_t index, struct rq_requirement *requirement,
		    struct rq_error *err)
{
	const json_t *value;
	size_t i, count = json_is_string(any) ? 1 : json_array_size(any);

	if (count == 0)
		return fail_at(index, "\"any\" is not a list of terms", err);
	if (count > RQ_MAX_ALTERNATIVES)
		return fail_at(index, "too many alternatives", err);
	requirement->any = rq_alloc(count, sizeof *requirement->any);
	if (json_is_string(any))
		return read_alternative(any, index, requirement, err);
	json_array_foreach (any, i, value)
		if (read_alternative(value, index, requirement, err) == -1)
			return -1;
	return 0;
}

static int read_id(const json_t *json, size_t index, struct rq_job *job, struct rq_error *err)
{
	struct rq_requirement *requirement = &job->requirements[index];
	const json_t *id = json_object_get(json, "id");

	if (id && (!json_is_string(id) || !rq_field_has_words(json_string_value(id)) ||
		   json_string_length(id) > RQ_MAX_TERM_BYTES))
		return fail_at(index, "\"id\" is not a short string", err);
	requirement->id =
	    id ? rq_field_clean(json_string_value(id), true)
	       : rq_printf("%c%zu", requirement->kind == RQ_MUST ? 'm' : 'n', index + 1);
	for (size_t i = 0; i < index; i++)
		if (strcmp(job->requirements[i].id, requirement->id) == 0)
			return fail_at(index, "its \"id\" is that of another one", err);
	return 0;
}

static int read_requirement(const json_t *json, size_t index, struct rq_job *job,
			    struct rq_error *err)
{
	struct rq_requirement *requirement = &job->requirements[index];
	const json_t *kind = json_object_get(json, "kind");
	const json_t *weight = json_object_get(json, "weight");
	const char *name = kind ? json_string_value(kind) : "must";

	job->count = index + 1;
	requirement->weight = DEFAULT_WEIGHT;
	if (!json_is_object(json) && !json_is_string(json))
		return fail_at(index, "neither an object nor a string", err);
	if (!name || (strcmp(name, "must") != 0 && strcmp(name, "nice") != 0))
		return fail_at(index, "\"kind\" is not \"must\" or \"nice\"", err);
	requirement->kind = name[0] == 'm' ? RQ_MUST : RQ_NICE;
	if (weight) {
		json_int_t number = json_integer_value(weight);

		if (number < 1 || number > 3)
			return fail_at(index, "\"weight\" is not 1, 2 or 3", err);
		requirement->weight = (int)number;
	}
	if (read_any(json_is_string(json) ? json : json_object_get(json, "any"), index, requirement,
		     err) == -1)
		return -1;
	return read_id(json, index, job, err);
}

static int read_requirements(const json_t *list, struct rq_job *job, struct rq_error *err)
{
	const json_t *json;
	size_t i;

	if (!json_is_array(list))
		return rq_fail(err, RQ_BAD_JOB, "\"requirements\" of a job is not an array");
	if (json_array_size(list) > RQ_MAX_REQUIREMENTS)
		return rq_fail(err, RQ_TOO_MANY, "a job with %zu requirements; %d are allowed",
			       json_array_size(list), RQ_MAX_REQUIREMENTS);
	job->requirements = rq_alloc(json_array_size(list), sizeof *job->requirements);
	json_array_foreach (list, i, json)
		if (read_requirement(json, i, job, err) == -1)
			return -1;
	return 0;
}

static int read_months(const json_t *months, struct rq_job *job, struct rq_error *err)
{
	json_int_t number = json_integer_value(months);

	if ((!json_is_null(months) && !json_is_integer(months)) || number < 0 ||
	    number > MAX_MONTHS)
		return rq_fail(err, RQ_BAD_JOB, "\"months\" of a job is not a number from 0 to %d",
			       MAX_MONTHS);
	job->months = (int)number;
	return 0;
}

static int read_education(const json_t *education, struct rq_job *job, struct rq_error *err)
{
	const char *name = json_string_value(education);

	job->education = name ? rq_degree_find(name) : RQ_DEGREE_NONE;
	if (!json_is_null(education) && job->education == RQ_DEGREE_NONE)
		return rq_fail(err, RQ_BAD_JOB,
			       "\"education\" of a job is not one of school, vocational, "
			       "associate, bachelor, master, doctor");
	return 0;
}

/* What the file does not say is drawn from its text. */
static void draw_missing(const json_t *json, const struct rq_vocabulary *vocabulary,
			 struct rq_job *job)
{
	struct rq_job drawn = { .title = job->title, .company = job->company, .text = job->text };

	rq_requirements_draw(&drawn, vocabulary);
	if (!json_object_get(json, "requirements")) {
		job->requirements = drawn.requirements;
		job->count = drawn.count;
		drawn.requirements = NULL;
		drawn.count = 0;
	}
	if (!json_object_get(json, "months"))
		job->months = drawn.months;
	if (!json_object_get(json, "education"))
		job->education = drawn.education;
	drawn.title = drawn.company = drawn.text = NULL;
	rq_job_free(&drawn);
}

static int read_members(const json_t *json, struct rq_job *job, struct rq_error *err)
{
	const json_t *requirements = json_object_get(json, "requirements");
	const json_t *months = json_object_get(json, "months");
	const json_t *education = json_object_get(json, "education");
	const json_t *type = json_object_get(json, "type"), *id = json_object_get(json, "job_id");

	if (!json_is_object(json))
		return rq_fail(err, RQ_BAD_JOB, "a job that is not a JSON object");
	if (type && (!json_is_string(type) || strcmp(json_string_value(type), "job") != 0))
		return rq_fail(err, RQ_BAD_JOB, "a record whose \"type\" is not \"job\"");
	if (id && (!json_is_string(id) || !rq_field_has_words(json_string_value(id))))
		return rq_fail(err, RQ_BAD_JOB, "\"job_id\" of a job is not a string");
	if (read_text(json, job, err) == -1 || read_line(json, "title", &job->title, err) == -1 ||
	    read_line(json, "company", &job->company, err) == -1 ||
	    (requirements && read_requirements(requirements, job, err) == -1) ||
	    (months && read_months(months, job, err) == -1))
		return -1;
	return education ? read_education(education, job, err) : 0;
}

int rq_job_from_json(const json_t *json, const char *name, const struct rq_vocabulary *vocabulary,
		     struct rq_job *job, struct rq_error *err)
{
	*job = (struct rq_job) { 0 };
	if (read_members(json, job, err) == -1) {
		rq_job_free(job);
		return -1;
	}
	set_heading(job, !json_object_get(json, "company"));
	if (!json_object_get(json, "requirements") || !json_object_get(json, "months") ||
	    !json_object_get(json, "education"))
		draw_missing(json, vocabulary, job);
	finish_heading(job, name);
	identify(job, rq_json_string(json, "job_id"));
	return 0;
}

static json_t *requirement_to_json(const struct rq_requirement *requirement)
{
	json_t *json = json_object(), *any = json_array();

	rq_json_set_string(json, "id", requirement->id);
	rq_json_set_string(json, "kind", requirement->kind == RQ_MUST ? "must" : "nice");
	rq_json_set_integer(json, "weight", requirement->weight);
	for (size_t i = 0; i < requirement->count; i++)
		rq_json_append_take(any, json_string(requirement->any[i]));
	rq_json_set_take(json, "any", any);
	return json;
}

json_t *rq_job_to_json(const struct rq_job *job)
{
	const char *education = rq_degree_name(job->education);
	json_t *json = json_object(), *requirements = json_array();

	rq_json_set_string(json, "type", "job");
	rq_json_set_integer(json, "v", 1);
	rq_json_set_string(json, "job_id", job->id);
	rq_json_set_string(json, "job_version", job->version);
	rq_json_set_string(json, "title", job->title);
	rq_json_set_take(json, "company", job->company ? json_string(job->company) : json_null());
	rq_json_set_string(json, "text", job->text);
	for (size_t i = 0; i < job->count; i++)
		rq_json_append_take(requirements, requirement_to_json(&job->requirements[i]));
	rq_json_set_take(json, "requirements", requirements);
	rq_json_set_integer(json, "months", job->months);
	rq_json_set_take(json, "education", education ? json_string(education) : json_null());
	return json;
}

void rq_job_free(struct rq_job *job)
{
	for (size_t i = 0; i < job->count; i++) {
		for (size_t k = 0; k < job->requirements[i].count; k++)
			free(job->requirements[i].any[k]);
		free(job->requirements[i].any);
		free(job->requirements[i].id);
	}
	free(job->requirements);
	free(job->title);
	free(job->company);
	free(job->text);
	*job = (struct rq_job) { 0 };
}
