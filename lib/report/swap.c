#include "report/swap.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "resume/redact.h"
#include "resume/resume.h"

enum kind { NAMES, PRONOUNS, SCHOOLS };

/* First and last name, or a school. */
static const struct swap {
	enum kind kind;
	const char *name, *first, *last;
} swaps[] = {
	{ NAMES, "Emily Walsh", "Emily", "Walsh" },
	{ NAMES, "Greg Baker", "Greg", "Baker" },
	{ NAMES, "Lakisha Washington", "Lakisha", "Washington" },
	{ NAMES, "Jamal Jones", "Jamal", "Jones" },
	{ NAMES, "María Hernández", "María", "Hernández" },
	{ NAMES, "Mohammed Yılmaz", "Mohammed", "Yılmaz" },
	{ NAMES, "Wei Zhang", "Wei", "Zhang" },
	{ PRONOUNS, "he for she, she for he", NULL, NULL },
	{ SCHOOLS, "Harvard University", NULL, NULL },
	{ SCHOOLS, "Howard University", NULL, NULL },
	{ SCHOOLS, "Smith College", NULL, NULL },
	{ SCHOOLS, "University of Lagos", NULL, NULL },
};

static const char *const pronouns[][2] = {
	{ "he", "she" },          { "she", "he" },          { "him", "her" }, { "his", "her" },
	{ "her", "his" },         { "hers", "his" },        { "mr", "ms" },   { "ms", "mr" },
	{ "himself", "herself" }, { "herself", "himself" }, { "mrs", "mr" },
};

size_t rq_swap_count(void)
{
	return sizeof swaps / sizeof swaps[0];
}

const char *rq_swap_kind(size_t swap)
{
	static const char *const kinds[] = { "names", "pronouns", "schools" };

	return kinds[swaps[swap].kind];
}

const char *rq_swap_name(size_t swap)
{
	return swaps[swap].name;
}

/* --- one text -------------------------------------------------------------------- */

/* What is needed to swap the texts of one résumé. */
struct swapping {
	const struct swap *swap;
	struct rq_redaction *redaction; /* NAMES */
	const char *first;              /* NAMES: of the name there, as it stands */
	size_t first_length;
	const json_t *education; /* SCHOOLS: as it was */
};

/* What a placeholder stands for; free(). */
static char *original_of(const struct rq_redaction *redaction, const char *placeholder,
			 size_t length)
{
	json_t *list = json_array();
	struct rq_error ignored = { 0 };
	char *original;

	rq_json_append_take(list, json_stringn(placeholder, length));
	(void)rq_redaction_restore(redaction, list, &ignored);
	original = rq_strdup(json_string_value(json_array_get(list, 0)));
	json_decref(list);
	return original;
}

/* A whole name for a whole name, a part for a part. */
static const char *name_for(const struct swapping *swapping, const char *original)
{
	if (strchr(original, ' '))
		return swapping->swap->name;
	if (strlen(original) == swapping->first_length &&
	    strncasecmp(original, swapping->first, swapping->first_length) == 0)
		return swapping->swap->first;
	return swapping->swap->last;
}

static void swap_names(const struct swapping *swapping, const char *text, struct rq_buffer *out,
		       struct rq_error *err)
{
	char *redacted = rq_redact(swapping->redaction, text), *at = redacted;

	while (*at) {
		size_t length = strcspn(at, "[");
		char *end = at[length] ? strchr(at + length, ']') : NULL;

		(void)rq_buffer_append(out, at, length, err);
		at += length;
		if (!end) {
			(void)rq_buffer_append_text(out, at, err);
			break;
		}
		length = (size_t)(end + 1 - at);
		if (strncmp(at, "[NAME-", 6) == 0) {
			char *original = original_of(swapping->redaction, at, length);

			(void)rq_buffer_append_text(out, name_for(swapping, original), err);
			free(original);
		} else {
			(void)rq_buffer_append(out, at, length, err);
		}
		at += length;
	}
	free(redacted);
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '_';
}

static const char *other_pronoun(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++)
		if (strlen(pronouns[i][0]) == length &&
		    strncasecmp(word, pronouns[i][0], length) == 0)
			return pronouns[i][1];
	return NULL;
}

static void swap_pronouns(const char *text, struct rq_buffer *out, struct rq_error *err)
{
	while (*text) {
		size_t length = 0;
		const char *other;

		while (is_word(text[length]))
			length++;
		other = other_pronoun(text, length);
		if (other && isupper((unsigned char)*text))
			(void)rq_buffer_append_format(out, err, "%c%s",
						      toupper((unsigned char)*other), other + 1);
		else if (other)
			(void)rq_buffer_append_text(out, other, err);
		else
			(void)rq_buffer_append(out, text, length, err);
		text += length;
		length = *text && !is_word(*text);
		(void)rq_buffer_append(out, text, length, err);
		text += length;
	}
}

/* The school whose name a text begins with there. */
static size_t school_at(const json_t *education, const char *text)
{
	size_t longest = 0;

	for (size_t i = 0; i < json_array_size(education); i++) {
		const char *name = rq_json_string(json_array_get(education, i), "institution");
		size_t length = name ? strlen(name) : 0;

		if (length > longest && strncmp(text, name, length) == 0)
			longest = length;
	}
	return longest;
}

static void swap_schools(const struct swapping *swapping, const char *text, struct rq_buffer *out,
			 struct rq_error *err)
{
	while (*text) {
		size_t length = school_at(swapping->education, text);

		if (length > 0) {
			(void)rq_buffer_append_text(out, swapping->swap->name, err);
			text += length;
		} else {
			(void)rq_buffer_append(out, text++, 1, err);
		}
	}
}

static json_t *swap_text(const struct swapping *swapping, const char *text)
{
	struct rq_error ignored = { 0 };
	struct rq_buffer out;
	json_t *swapped;

	rq_buffer_init(&out, RQ_MAX_RECORD_BYTES);
	switch (swapping->swap->kind) {
	case NAMES:
		swap_names(swapping, text, &out, &ignored);
		break;
	case PRONOUNS:
		swap_pronouns(text, &out, &ignored);
		break;
	case SCHOOLS:
		swap_schools(swapping, text, &out, &ignored);
		break;
	}
	swapped = json_stringn(out.length > 0 ? out.data : "", out.length);
	rq_buffer_free(&out);
	return swapped;
}

/* --- the whole ------------------------------------------------------------------- */

/* Every text in a value, in a new one. */
static json_t *swap_value(const struct swapping *swapping, json_t *value)
{
	json_t *swapped, *element;
	const char *key;

	if (json_is_string(value))
		return swap_text(swapping, json_string_value(value));
	if (json_is_array(value)) {
		swapped = json_array();
		for (size_t i = 0; i < json_array_size(value); i++)
			rq_json_append_take(swapped,
					    swap_value(swapping, json_array_get(value, i)));
		return swapped;
	}
	if (!json_is_object(value))
		return json_incref(value);
	swapped = json_object();
	json_object_foreach (value, key, element)
		rq_json_set_take(swapped, key, swap_value(swapping, element));
	return swapped;
}

static json_t *swap_resume(const struct swap *swap, const json_t *record, json_t *resume)
{
	const char *name = rq_json_string(rq_json_object(resume, "basics"), "name");
	struct swapping swapping = {
		.swap = swap,
		.first = name ? name : "",
		.first_length = name ? strcspn(name, " ") : 0,
		.education = rq_json_array(resume, "education"),
		.redaction = swap->kind == NAMES ? rq_redaction_new(record) : NULL,
	};
	json_t *swapped = swap_value(&swapping, resume);
	struct rq_error ignored = { 0 };

	if (swapping.redaction)
		(void)rq_redaction_restore(swapping.redaction, swapped, &ignored);
	rq_redaction_free(swapping.redaction);
	return swapped;
}

json_t *rq_swap(size_t swap, const json_t *record)
{
	json_t *resume = rq_json_object(record, "resume"), *provenance, *result;
	json_t *swapped = swap < rq_swap_count() ? swap_resume(&swaps[swap], record, resume)
						 : json_deep_copy(resume);
	char *text;

	if (swap < rq_swap_count() && json_equal(resume, swapped)) {
		json_decref(swapped);
		return NULL;
	}
	result = json_object();
	rq_json_set_string(result, "language", rq_json_string(record, "language"));
	if (rq_json_array(record, "warnings"))
		rq_json_set_take(result, "warnings",
				 json_incref(rq_json_array(record, "warnings")));
	text = rq_resume_render(swapped, &provenance);
	rq_json_set_string(result, "text", text);
	rq_json_set_take(result, "resume", swapped);
	rq_json_set_take(result, "provenance", provenance);
	free(text);
	return result;
}
