#include "export/filename.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "export/genders.h"

enum { MOST_BYTES = 56, ID_DIGITS = 8 }; /* of either half */

static bool is_kept(int32_t character)
{
	return rq_text_is_letter(character) || rq_text_is_digit(character) ||
	       rq_text_is_mark(character);
}

/* The words of a text with hyphens in between; "" when it has none. free(). */
static char *hyphenate(const char *text, bool lower)
{
	char *composed = lower ? rq_text_fold(text, strlen(text)) : rq_text_nfc(text, strlen(text));
	size_t length = strlen(composed), used = 0, size;
	char *name = rq_alloc(MOST_BYTES + 1, 1);
	bool gap = false;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(composed + at, length - at, &size);

		if (!is_kept(character)) {
			/* an apostrophe parts no word */
			gap = gap || (used > 0 && character != '\'' && character != 0x2019);
			continue;
		}
		if (used + gap + size > MOST_BYTES)
			break;
		if (gap)
			name[used++] = '-';
		memcpy(name + used, composed + at, size);
		used += size;
		gap = false;
	}
	name[used] = '\0';
	free(composed);
	return name;
}

/* Half of a name: of the text, or where that has no letter, of an id. free(). */
static char *half(const char *text, bool lower, const char *kind, const char *id)
{
	char *name = hyphenate(text ? text : "", lower);

	if (name[0])
		return name;
	free(name);
	return rq_printf("%s-%.*s", kind, ID_DIGITS, id ? id : "");
}

char *rq_filename_stem(const json_t *result)
{
	const json_t *basics = rq_json_object(rq_json_object(result, "resume"), "basics");
	char *name = half(rq_json_string(basics, "name"), false, "candidate",
			  rq_json_string(result, "candidate_id"));
	const char *title = rq_json_string(rq_json_object(result, "job"), "title");
	char *called = rq_genders_dropped(title ? title : "");
	char *job = half(called, true, "job", rq_json_string(result, "job_id"));
	char *stem = rq_printf("%s--%s", name, job);

	free(name);
	free(called);
	free(job);
	return stem;
}

void rq_filenames_init(struct rq_filenames *names)
{
	names->owners = json_object();
}

void rq_filenames_free(struct rq_filenames *names)
{
	json_decref(names->owners);
}

const char *rq_filenames_owner(const struct rq_filenames *names, const char *name)
{
	char *key = rq_text_fold(name, strlen(name));
	const char *owner = rq_json_string(names->owners, key);

	free(key);
	return owner;
}

void rq_filenames_take(struct rq_filenames *names, const char *name, const char *owner)
{
	char *key = rq_text_fold(name, strlen(name));

	rq_json_set_string(names->owners, key, owner);
	free(key);
}

char *rq_filename_owner(const json_t *record)
{
	static const char *const ids[] = { "candidate_id", "resume_id", "job_id" };
	const char *value[3];

	for (size_t i = 0; i < 3; i++) {
		value[i] = rq_json_string(record, ids[i]);
		value[i] = value[i] ? value[i] : "";
	}
	return rq_printf("%s/%s/%s", value[0], value[1], value[2]);
}
