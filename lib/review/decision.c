#include "review/decision.h"

#include <string.h>

#include "base/clock.h"
#include "base/limits.h"

static const char *const verdicts[RQ_VERDICTS] = {
	[RQ_APPROVED] = "approved",
	[RQ_DECLINED] = "rejected",
	[RQ_RETURNED] = "returned",
};

const char *rq_verdict_name(enum rq_verdict verdict)
{
	return verdicts[verdict];
}

bool rq_verdict_find(const char *name, enum rq_verdict *verdict)
{
	for (int i = 0; name && i < RQ_VERDICTS; i++) {
		if (strcmp(name, verdicts[i]) != 0)
			continue;
		*verdict = (enum rq_verdict)i;
		return true;
	}
	return false;
}

static int read_verdict(const json_t *record, struct rq_decision *decision, struct rq_error *err)
{
	const char *name = rq_json_string(record, "decision");

	if (!rq_verdict_find(name, &decision->verdict))
		return rq_fail(err, RQ_BAD_RECORD,
			       "\"decision\" must be \"approved\", \"rejected\" or \"returned\"");
	rq_json_set_string(decision->kept, "decision", name);
	return 0;
}

/* A member that may be absent, null or empty. */
static int read_text(const json_t *record, const char *key, size_t most, json_t *kept,
		     struct rq_error *err)
{
	const json_t *value = json_object_get(record, key);

	if (!value || json_is_null(value))
		return 0;
	if (!json_is_string(value))
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" must be a string", key);
	if (json_string_length(value) > most)
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" has more than %zu bytes", key, most);
	if (json_string_length(value) > 0)
		rq_json_set_string(kept, key, json_string_value(value));
	return 0;
}

static int read_time(const json_t *record, int64_t now, struct rq_decision *decision,
		     struct rq_error *err)
{
	const char *at = rq_json_string(record, "at");
	char text[RQ_TIME_SIZE];

	decision->at = now;
	if (at && rq_clock_parse(at, &decision->at, err) == -1)
		return -1;
	if (decision->at > now)
		decision->at = now; /* another machine's clock: nobody decides in the future */
	rq_json_set_string(decision->kept, "at", rq_clock_format(decision->at, text));
	return 0;
}

static int read_manner(const json_t *record, json_t *kept, struct rq_error *err)
{
	const json_t *bulk = json_object_get(record, "bulk");
	const json_t *seconds = json_object_get(record, "seconds");

	if (bulk && !json_is_boolean(bulk))
		return rq_fail(err, RQ_BAD_RECORD, "\"bulk\" must be true or false");
	rq_json_set_take(kept, "bulk", json_boolean(json_is_true(bulk)));
	if (!seconds || json_is_null(seconds))
		return 0;
	if (!json_is_integer(seconds) || json_integer_value(seconds) < 0 ||
	    json_integer_value(seconds) > RQ_MAX_REVIEW_SECONDS)
		return rq_fail(err, RQ_BAD_RECORD, "\"seconds\" must be a number from 0 to %d",
			       RQ_MAX_REVIEW_SECONDS);
	rq_json_set_integer(kept, "seconds", json_integer_value(seconds));
	return 0;
}

static int read_all(const json_t *record, int64_t now, struct rq_decision *decision,
		    struct rq_error *err)
{
	const char *id = rq_json_string(record, "task_id");

	if (!id || !rq_digest_is_id(id))
		return rq_fail(err, RQ_BAD_RECORD, "\"task_id\" must be 32 hex digits");
	rq_digest_copy_id(decision->task_id, id);
	if (read_verdict(record, decision, err) == -1 ||
	    read_text(record, "reason", RQ_MAX_REASON_BYTES, decision->kept, err) == -1 ||
	    read_text(record, "note", RQ_MAX_REASON_BYTES, decision->kept, err) == -1 ||
	    read_text(record, "reviewer", RQ_MAX_REVIEWER_BYTES, decision->kept, err) == -1 ||
	    read_time(record, now, decision, err) == -1)
		return -1;
	if (decision->verdict == RQ_RETURNED && !rq_json_string(decision->kept, "note"))
		return rq_fail(
		    err, RQ_BAD_RECORD,
		    "a result is sent back with a \"note\": what is to be done otherwise");
	return read_manner(record, decision->kept, err);
}

int rq_decision_read(const json_t *record, int64_t now, struct rq_decision *decision,
		     struct rq_error *err)
{
	*decision = (struct rq_decision) { .kept = json_object() };
	if (read_all(record, now, decision, err) == 0)
		return 0;
	json_decref(decision->kept);
	decision->kept = NULL;
	return -1;
}
