#include "resume/mend.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "resume/fit.h"
#include "resume/reactive.h"
#include "resume/renamed.h"

/* The text without unsafe characters, NULL when it has none; free(). Adds to *unsafe once. */
static char *without_unsafe(const char *text, size_t *unsafe)
{
	size_t length = strlen(text), used = 0, size;
	char *clean = NULL;
	bool harmful = false;

	for (size_t i = 0; i < length; i += size) {
		if (rq_text_is_unsafe(rq_text_decode(text + i, length - i, &size))) {
			harmful |= !rq_text_is_direction_mark(text, length, i);
			if (!clean) {
				clean = rq_alloc(length + 1, 1);
				memcpy(clean, text, i);
				used = i;
			}
		} else if (clean) {
			memcpy(clean + used, text + i, size);
			used += size;
		}
	}
	*unsafe += harmful;
	return clean;
}

/* Takes out nulls and empty strings, cleans the rest. Depth is bounded by rq_json_parse(). */
static void mend_value(json_t *value, struct rq_mending *mending)
{
	const char *key;
	json_t *item;
	void *next;
	size_t i;

	if (json_is_string(value)) {
		char *clean = without_unsafe(json_string_value(value), &mending->unsafe);

		if (clean)
			(void)json_string_set(value, clean);
		free(clean);
	} else if (json_is_array(value)) {
		for (i = json_array_size(value); i-- > 0;) {
			item = json_array_get(value, i);
			mend_value(item, mending);
			if (json_is_null(item) ||
			    (json_is_string(item) && json_string_length(item) == 0)) {
				(void)json_array_remove(value, i);
				mending->empty++;
			}
		}
	} else if (json_is_object(value)) {
		json_object_foreach_safe(value, next, key, item)
		{
			mend_value(item, mending);
			if (json_is_null(item) ||
			    (json_is_string(item) && json_string_length(item) == 0)) {
				(void)json_object_del(value, key);
				mending->empty++;
			}
		}
	}
}

static void warn(json_t *warnings, const char *code, const char *message, size_t count)
{
	json_t *warning;

	if (count == 0)
		return;
	warning = json_object();
	rq_json_set_string(warning, "code", code);
	rq_json_set_string(warning, "message", message);
	rq_json_set_integer(warning, "count", (json_int_t)count);
	rq_json_append_take(warnings, warning);
}

int rq_mend_resume(json_t *resume, json_t *warnings, struct rq_error *err)
{
	struct rq_mending mending = { 0 };
	size_t unshown = rq_reactive_bring(resume, warnings), renamed;

	mend_value(resume, &mending);
	renamed = rq_renamed_mend(resume);
	if (rq_fit_resume(resume, &mending, warnings, err) == -1)
		return -1;
	warn(warnings, "not-shown", "what is set not to be shown was left out", unshown);
	warn(warnings, "empty-values", "nulls and empty strings were left out", mending.empty);
	warn(warnings, "unsafe-characters", "control or invisible characters were taken out",
	     mending.unsafe);
	warn(warnings, "present-date", "an endDate that says \"present\" was left out",
	     mending.present);
	warn(warnings, "dates", "dates were brought to ISO 8601", mending.dates);
	warn(warnings, "names", "members were given the names that JSON Resume has for them now",
	     renamed);
	warn(warnings, "types", "values were brought to the types of JSON Resume", mending.types);
	warn(warnings, "misfits",
	     "values of no use where they stood; the first are told one by one",
	     mending.misfits > RQ_MAX_MISFITS_TOLD ? mending.misfits : 0);
	return 0;
}
