#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "resume/habit.h"
#include "resume/model.h"
#include "resume/phone.h"
#include "resume/resume.h"

enum { LONGEST_CANDIDATE_ID = 128 };

/* A number without a country is known by its digits. */
static void digest_phone(struct rq_digest *digest, const char *phone)
{
	char *digits = rq_strdup(phone);
	size_t used = 0;

	for (size_t i = 0; digits[i]; i++)
		if (digits[i] >= '0' && digits[i] <= '9')
			digits[used++] = digits[i];
	digits[used] = '\0';
	rq_digest_add_field(digest, digits);
	free(digits);
}

static void digest_folded(struct rq_digest *digest, const char *text)
{
	char *folded = rq_text_fold(text, strlen(text));

	rq_digest_add_field(digest, folded);
	free(folded);
}

/* Whose it is: by e-mail, else by name and phone; false when neither says. */
static bool identify_person(const json_t *record, char id[RQ_ID_SIZE])
{
	const json_t *basics = rq_json_object(rq_json_object(record, "resume"), "basics");
	const char *email = rq_json_string(basics, "email");
	const char *name = rq_json_string(basics, "name");
	const char *phone = rq_json_string(record, "phone");
	struct rq_digest digest;

	if (!phone)
		phone = rq_json_string(basics, "phone");
	rq_digest_init(&digest);
	if (email && *email) {
		digest_folded(&digest, email);
	} else if (name && *name && phone && *phone) {
		digest_folded(&digest, name);
		digest_phone(&digest, phone);
	} else {
		return false;
	}
	rq_digest_id(&digest, id);
	return true;
}

/* A value of any type, each with a mark in front, so that no two values look alike. */
static void digest_value(struct rq_digest *digest, json_t *value)
{
	const char *key;
	json_t *member;
	char *text;
	size_t i;

	switch (json_typeof(value)) {
	case JSON_OBJECT:
		rq_digest_add(digest, "{", 1);
		json_object_foreach (value, key, member) {
			rq_digest_add_field(digest, key);
			digest_value(digest, member);
		}
		rq_digest_add(digest, "}", 1);
		break;
	case JSON_ARRAY:
		rq_digest_add(digest, "[", 1);
		json_array_foreach (value, i, member)
			digest_value(digest, member);
		rq_digest_add(digest, "]", 1);
		break;
	case JSON_STRING:
		rq_digest_add(digest, "s", 1);
		rq_digest_add_field(digest, json_string_value(value));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
	default:
		text = rq_json_text(value, 0);
		rq_digest_add_field(digest, text);
		free(text);
	}
}

/* An id of another form than ours becomes one; what it was is kept beside it. */
static void take_given_candidate(json_t *record, const char *given)
{
	struct rq_digest digest;
	char id[RQ_ID_SIZE];

	if (rq_digest_is_id(given))
		return;
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, "candidate");
	rq_digest_add_field(&digest, given);
	rq_digest_id(&digest, id);
	rq_json_set_string(record, "candidate_ref", given);
	rq_json_set_string(record, "candidate_id", id);
}

/* The phone number in a form that is the same however it is written. */
static void set_phone(json_t *record)
{
	const json_t *basics = rq_json_object(rq_json_object(record, "resume"), "basics");
	const char *phone = rq_json_string(basics, "phone");
	const char *language = rq_json_string(record, "language");
	const char *country = rq_phone_country(basics, language);
	char number[RQ_PHONE_SIZE];

	if (!country)
		country = rq_habit_country(basics, language);
	if (phone && rq_phone_normalise(phone, country, number))
		rq_json_set_string(record, "phone", number);
	else
		(void)json_object_del(record, "phone");
}

void rq_resume_identify(json_t *record, json_t *source)
{
	const char *given = rq_json_string(record, "candidate_id");
	json_t *resume = json_object_get(record, "resume");
	char id[RQ_ID_SIZE];
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, rq_json_string(record, "text"));
	digest_value(&digest, resume);
	rq_digest_id(&digest, id);
	rq_json_set_string(record, "type", "resume");
	rq_json_set_integer(record, "v", 1);
	rq_json_set_string(record, "resume_id", id);
	set_phone(record);
	if (given) {
		take_given_candidate(record, given);
	} else {
		(void)identify_person(record, id);
		rq_json_set_string(record, "candidate_id", id);
	}
	if (source)
		rq_json_set_take(record, "source", source);
}

static int check_text(const json_t *record, struct rq_error *err)
{
	const json_t *text = json_object_get(record, "text");
	const char *bytes = json_string_value(text);
	size_t length, size;
	bool word = false;

	if (!json_is_string(text))
		return rq_fail(err, RQ_BAD_RECORD, "text: must be a string");
	length = strlen(bytes);
	if (length > RQ_MAX_TEXT_BYTES + RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_LARGE, "text: longer than %zu bytes", RQ_MAX_TEXT_BYTES);
	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(bytes + i, length - i, &size);

		if (rq_text_is_unsafe(c))
			return rq_fail(err, RQ_BAD_RECORD,
				       "text: holds the invisible or control character U+%04X",
				       (unsigned)c);
		word |= rq_text_is_letter(c) || rq_text_is_digit(c);
	}
	if (!word)
		return rq_fail(err, RQ_BAD_RECORD, "text: has no word in it");
	return 0;
}

static int check_ids(const json_t *record, struct rq_error *err)
{
	const json_t *resume_id = json_object_get(record, "resume_id");
	const json_t *candidate = json_object_get(record, "candidate_id");

	if (resume_id &&
	    !(json_is_string(resume_id) && rq_digest_is_id(json_string_value(resume_id))))
		return rq_fail(err, RQ_BAD_RECORD, "resume_id: must be 32 hexadecimal digits");
	if (candidate && (!json_is_string(candidate) || json_string_length(candidate) == 0 ||
			  json_string_length(candidate) > LONGEST_CANDIDATE_ID))
		return rq_fail(err, RQ_BAD_RECORD,
			       "candidate_id: must be a string of 1 to %d bytes",
			       LONGEST_CANDIDATE_ID);
	return 0;
}

/* An integer from 0 to most, where it is given. */
static int check_figure(const json_t *record, const char *name, json_int_t most,
			struct rq_error *err)
{
	const json_t *value = json_object_get(record, name);

	if (!value || (json_is_integer(value) && json_integer_value(value) >= 0 &&
		       json_integer_value(value) <= most))
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "%s: must be an integer from 0 to %d", name, (int)most);
}

static int check_provenance(json_t *provenance, struct rq_error *err)
{
	const char *pointer;
	const json_t *lines, *line;
	size_t i;

	if (provenance && !json_is_object(provenance))
		return rq_fail(err, RQ_BAD_RECORD, "provenance: must be an object");
	json_object_foreach (provenance, pointer, lines) {
		if (pointer[0] != '/' || !json_is_array(lines))
			return rq_fail(err, RQ_BAD_RECORD,
				       "provenance: must map JSON Pointers to arrays of lines");
		json_array_foreach (lines, i, line)
			if (!json_is_integer(line) || json_integer_value(line) < 1)
				return rq_fail(err, RQ_BAD_RECORD,
					       "provenance: lines must be integers from 1");
	}
	return 0;
}

int rq_resume_check(const json_t *record, struct rq_error *err)
{
	const char *type = rq_json_string(record, "type");
	const json_t *source = json_object_get(record, "source");
	const json_t *language = json_object_get(record, "language");
	const json_t *warnings = json_object_get(record, "warnings");

	if (!type || strcmp(type, "resume") != 0)
		return rq_fail(err, RQ_BAD_RECORD, "type: must be \"resume\"");
	if (rq_json_integer(record, "v", 0) != 1)
		return rq_fail(err, RQ_BAD_RECORD, "v: must be 1");
	if (check_ids(record, err) == -1 || check_text(record, err) == -1)
		return -1;
	if (source && !json_is_object(source))
		return rq_fail(err, RQ_BAD_RECORD, "source: must be an object");
	if (language && !json_is_string(language) && !json_is_null(language))
		return rq_fail(err, RQ_BAD_RECORD, "language: must be a string or null");
	if (warnings && !json_is_array(warnings))
		return rq_fail(err, RQ_BAD_RECORD, "warnings: must be an array");
	if (!json_object_get(record, "resume"))
		return rq_fail(err, RQ_BAD_RECORD, "resume: is missing");
	if (check_figure(record, "coverage", 10000, err) == -1 ||
	    check_figure(record, "parse", 100, err) == -1 ||
	    check_provenance(json_object_get(record, "provenance"), err) == -1)
		return -1;
	return rq_model_check(json_object_get(record, "resume"), err);
}
