#include "edit/motive.h"

#include <string.h>

#include "base/limits.h"
#include "edit/spelling.h"

static const char *what_changes(const struct rq_guard *guard, const struct rq_edit *edit)
{
	bool prose = rq_edit_place(edit->op, edit->path) != RQ_PLACE_KEYWORD;

	switch (edit->op) {
	case RQ_EDIT_REORDER:
		return "another order";
	case RQ_EDIT_DROP:
		return "left out";
	case RQ_EDIT_SUMMARY:
		return "a summary of the cited lines";
	case RQ_EDIT_REPLACE:
	default:
		if (edit->before && edit->after &&
		    rq_spelling_is_same(guard->vocabulary,
					rq_json_string(guard->record, "language"), edit->before,
					edit->after, prose))
			return "only the spelling of terms";
		return "other words for the cited lines";
	}
}

static bool holds(const json_t *ids, const char *id)
{
	for (size_t i = 0; i < json_array_size(ids); i++) {
		const char *one = json_string_value(json_array_get(ids, i));

		if (one && strcmp(one, id) == 0)
			return true;
	}
	return false;
}

/* Those of the job's requirements that the edit names, in the job's order. */
static json_t *named_requirements(const struct rq_guard *guard, const struct rq_edit *edit)
{
	const json_t *named = rq_json_array(edit->json, "req_ids");
	json_t *ids = json_array();

	for (size_t i = 0; i < guard->job->count; i++)
		if (holds(named, guard->job->requirements[i].id))
			rq_json_append_take(ids, json_string(guard->job->requirements[i].id));
	return ids;
}

json_t *rq_motive_tell(const struct rq_guard *guard, const struct rq_edit *edit)
{
	json_t *told = json_deep_copy(edit->json), *ids = named_requirements(guard, edit);
	struct rq_buffer reason;
	struct rq_error full = { 0 }; /* then it names fewer of them */

	rq_buffer_init(&reason, RQ_MAX_REASON_BYTES);
	(void)rq_buffer_append_text(&reason, what_changes(guard, edit), &full);
	for (size_t i = 0; i < json_array_size(ids); i++)
		(void)rq_buffer_append_format(&reason, &full, "%s%s", i == 0 ? ", for " : ", ",
					      json_string_value(json_array_get(ids, i)));
	rq_json_set_string(told, "reason", reason.data);
	rq_json_set_take(told, "req_ids", ids);
	rq_buffer_free(&reason);
	return told;
}
