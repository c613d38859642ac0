#include "resume/fit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "resume/date.h"
#include "resume/model.h"
#include "resume/written_date.h"

enum { REAL_DIGITS = 15 /* that a double keeps as they were written */ };

struct fitting {
	struct rq_mending *mending;
	json_t *warnings;
	json_t *moved;         /* texts without a place */
	struct rq_error first; /* misfit */
};

/* Where an object should stand, a lone text is that member of it. */
static const struct {
	const char *name;
	const char *member;
} lone_texts[] = {
	{ "location", "address" },   { "profiles", "url" },   { "skills", "name" },
	{ "languages", "language" }, { "interests", "name" },
};

/* Texts and numbers inside a value, in order. Depth is bounded by rq_json_parse(). */
static size_t collect(json_t *value, json_t *texts)
{
	json_t *item;
	const char *key;
	size_t i, count = 0;

	if (json_is_string(value)) {
		(void)json_array_append(texts, value);
		return 1;
	}
	if (json_is_number(value)) {
		char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS));

		rq_json_append_take(texts, json_string(text));
		free(text);
		return 1;
	}
	json_array_foreach (value, i, item)
		count += collect(item, texts);
	json_object_foreach (value, key, item)
		count += collect(item, texts);
	return count;
}

/* A number as a string; anything else as it is. New. */
static json_t *number_to_text(json_t *value, struct fitting *fitting)
{
	json_t *texts, *text;

	if (!json_is_number(value))
		return json_incref(value);
	texts = json_array();
	(void)collect(value, texts);
	text = json_incref(json_array_get(texts, 0));
	json_decref(texts);
	fitting->mending->types++;
	return text;
}

/* Keeps the texts of a value that breaks a rule, and tells of it. */
static void move(struct fitting *fitting, json_t *value, const struct rq_error *rule)
{
	bool kept = collect(value, fitting->moved) > 0;
	json_t *warning;
	char *message;

	if (fitting->mending->misfits++ == 0)
		fitting->first = *rule;
	if (fitting->mending->misfits > RQ_MAX_MISFITS_TOLD)
		return;
	message = rq_printf("%s; %s", rule->message, kept ? "kept in unplaced" : "left out");
	warning = json_object();
	rq_json_set_string(warning, "code", "misfit");
	rq_json_set_string(warning, "message", message);
	rq_json_append_take(fitting->warnings, warning);
	free(message);
}

static const char *member_of_lone_text(const char *name)
{
	for (size_t i = 0; i < sizeof lone_texts / sizeof lone_texts[0]; i++)
		if (strcmp(lone_texts[i].name, name) == 0)
			return lone_texts[i].member;
	return NULL;
}

/* "C" where a skill should stand is { "name": "C" }. New. */
static json_t *text_to_object(json_t *value, const char *name, struct fitting *fitting)
{
	const char *member = member_of_lone_text(name);
	json_t *object;

	if (!member || !json_is_string(value))
		return json_incref(value);
	object = json_object();
	rq_json_set_take(object, member, json_incref(value));
	fitting->mending->types++;
	return object;
}

/* One value where an array of such should stand. New. */
static json_t *lone_to_array(json_t *value, enum rq_model_type type, struct fitting *fitting)
{
	bool item = type == RQ_MODEL_TEXTS ? json_is_string(value) || json_is_number(value)
					   : json_is_object(value) || json_is_string(value);
	json_t *array;

	if (!item)
		return json_incref(value);
	array = json_array();
	rq_json_append_take(array, json_incref(value));
	fitting->mending->types++;
	return array;
}

static void fit_object(json_t *object, const struct rq_model_member *members, const char *path,
		       struct fitting *fitting);

/*
 * Fits one value, swallowed, that should be of a member's type; an array's items
 * are fitted by the caller. NULL when it was moved. New.
 */
static json_t *fit_value(json_t *value, const struct rq_model_member *member, const char *path,
			 struct fitting *fitting)
{
	struct rq_error rule = { 0 };
	json_t *fit;

	if (member->type == RQ_MODEL_OBJECT)
		fit = text_to_object(value, member->name, fitting);
	else
		fit = number_to_text(value, fitting);
	json_decref(value);
	if (member->type == RQ_MODEL_OBJECT && json_is_object(fit))
		fit_object(fit, member->members, path, fitting);
	if (rq_model_check_member(fit, member, path, &rule) == 0)
		return fit;
	move(fitting, fit, &rule);
	json_decref(fit);
	return NULL;
}

/* Fits the items of an array, in place; those that do not fit leave it. */
static void fit_items(json_t *array, const struct rq_model_member *member, const char *path,
		      struct fitting *fitting)
{
	const struct rq_model_member item = {
		member->name,
		member->type == RQ_MODEL_TEXTS ? RQ_MODEL_TEXT : RQ_MODEL_OBJECT,
		member->members,
	};
	json_t *fits = json_array();
	json_t *value;
	size_t i;

	json_array_foreach (array, i, value) {
		char inner[192];

		(void)snprintf(inner, sizeof inner, "%.160s/%zu", path, i);
		value = fit_value(json_incref(value), &item, inner, fitting);
		if (value)
			rq_json_append_take(fits, value);
	}
	(void)json_array_clear(array);
	(void)json_array_extend(array, fits);
	json_decref(fits);
}

static void fit_member(json_t *object, const struct rq_model_member *member, const char *path,
		       struct fitting *fitting)
{
	json_t *value = json_incref(json_object_get(object, member->name));
	bool many = member->type == RQ_MODEL_TEXTS || member->type == RQ_MODEL_OBJECTS;

	if (many) {
		json_t *array = lone_to_array(value, member->type, fitting);

		json_decref(value);
		value = array;
	}
	if (many && json_is_array(value)) {
		fit_items(value, member, path, fitting);
	} else {
		value = fit_value(value, member, path, fitting);
	}
	if (value)
		rq_json_set_take(object, member->name, value);
	else
		(void)json_object_del(object, member->name);
}

/* Brings a date to ISO 8601 where it can be read; an end that says "present" is no end. */
static void fit_date(json_t *entry, const char *key, struct rq_mending *mending)
{
	const char *text = rq_json_string(entry, key);
	char iso[RQ_DATE_SIZE];
	enum rq_written_date is;

	if (!text || rq_date_is_iso(text))
		return;
	is = rq_written_date_read(text, iso);
	if (is == RQ_WRITTEN_PRESENT && strcmp(key, "endDate") == 0) {
		(void)json_object_del(entry, key);
		mending->present++;
	} else if (is == RQ_WRITTEN_DATE) {
		rq_json_set_string(entry, key, iso);
		mending->dates++;
	}
}

static void fit_object(json_t *object, const struct rq_model_member *members, const char *path,
		       struct fitting *fitting)
{
	for (; members->name; members++) {
		char inner[192];

		if (!json_object_get(object, members->name))
			continue;
		(void)snprintf(inner, sizeof inner, "%.160s/%s", path, members->name);
		if (members->type == RQ_MODEL_DATE)
			fit_date(object, members->name, fitting->mending);
		if (json_object_get(object, members->name))
			fit_member(object, members, inner, fitting);
	}
}

/* Whether a section of the model holds a text. */
static bool has_text(const json_t *resume)
{
	json_t *texts = json_array();
	size_t count = 0;

	for (const struct rq_model_member *section = rq_model_sections(); section->members;
	     section++)
		count += collect(json_object_get(resume, section->name), texts);
	json_decref(texts);
	return count > 0;
}

int rq_fit_resume(json_t *resume, struct rq_mending *mending, json_t *warnings,
		  struct rq_error *err)
{
	struct fitting fitting = { mending, warnings, json_array(), { 0 } };
	json_t *unplaced;
	int result = 0;

	fit_object(resume, rq_model_sections(), "", &fitting);
	if (mending->misfits > 0 && !has_text(resume)) {
		result = rq_fail(err, RQ_BAD_RECORD, "%s", fitting.first.message);
	} else if (json_array_size(fitting.moved) > 0) {
		unplaced = rq_json_array(resume, "unplaced");
		if (!unplaced) {
			unplaced = json_array();
			rq_json_set_take(resume, "unplaced", unplaced);
		}
		(void)json_array_extend(unplaced, fitting.moved);
	}
	json_decref(fitting.moved);
	return result;
}
