#include "engine/draft.h"

#include <string.h>

#include "base/limits.h"
#include "document/language.h"

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/*
 * An answer has limits, and one that is over them is none at all: of a very
 * long résumé the first edits are proposed.
 */
static bool has_room(struct rq_draft *d, const char *before, const char *after, const json_t *order,
		     const json_t *lines, const json_t *req_ids)
{
	enum { EDIT = 200, NUMBER = 8, ID = RQ_MAX_TERM_BYTES + NUMBER };
	size_t bytes = EDIT + (before ? strlen(before) : 0) + (after ? strlen(after) : 0) +
		       NUMBER * (json_array_size(order) + json_array_size(lines)) +
		       ID * json_array_size(req_ids);

	if (json_array_size(d->edits) >= RQ_MAX_EDITS || d->bytes + bytes > RQ_MAX_ANSWER_BYTES / 2)
		return false;
	d->bytes += bytes;
	return true;
}

void rq_draft_propose(struct rq_draft *d, const char *op, const char *path, const char *before,
		      const char *after, json_t *order, json_t *lines, json_t *req_ids,
		      const char *reason)
{
	json_t *edit;

	if (!has_room(d, before, after, order, lines, req_ids)) {
		json_decref(order);
		json_decref(lines);
		json_decref(req_ids);
		return;
	}
	edit = json_object();
	rq_json_set_string(edit, "op", op);
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before", text_or_null(before));
	rq_json_set_take(edit, "after", text_or_null(after));
	rq_json_set_take(edit, "order", order ? order : json_null());
	rq_json_set_take(edit, "source_lines", lines ? lines : json_array());
	rq_json_set_take(edit, "req_ids", req_ids ? req_ids : json_array());
	rq_json_set_string(edit, "reason", reason);
	rq_json_append_take(d->edits, edit);
}

const json_t *rq_draft_lines(const struct rq_draft *d, const char *path)
{
	const json_t *lines = rq_json_array(d->provenance, path);

	return json_array_size(lines) > 0 ? lines : NULL;
}

void rq_draft_tell_foreign(struct rq_draft *d)
{
	const char *ours = rq_json_string(d->record, "language");
	const char *theirs = d->job->text ? rq_language_guess(d->job->text) : NULL;

	d->foreign = ours && theirs && strncmp(ours, theirs, 2) != 0;
}

bool rq_draft_may_name(const struct rq_draft *d, const struct rq_wanted *wanted)
{
	return !d->foreign || d->score.credits[wanted->requirement].literal ||
	       (wanted->term && (strcmp(wanted->term->kind, "tool") == 0 ||
				 strcmp(wanted->term->kind, "language") == 0));
}
