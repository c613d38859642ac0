#include "store/outline.h"

#include <string.h>

/* One that is too long is left out: reports then read the whole result. */
static void make_anew(rq_gist_maker *make, const json_t *record, struct rq_span like,
		      struct rq_buffer *fresh)
{
	struct rq_error too_long = { 0 };

	rq_buffer_clear(fresh);
	if (make(record, like, fresh, &too_long) == -1)
		rq_buffer_clear(fresh);
}

static bool is_same(const struct rq_buffer *fresh, struct rq_span gist)
{
	return fresh->length == gist.size &&
	       (gist.size == 0 || memcmp(fresh->data, gist.data, gist.size) == 0);
}

enum rq_gist_state rq_outline_judge(rq_gist_maker *make, struct rq_span result, struct rq_span gist,
				    struct rq_buffer *fresh)
{
	enum rq_gist_state state = RQ_GIST_RIGHT;
	struct rq_error damaged = { 0 };
	json_t *record;

	if (rq_json_parse_object(result.data, result.size, &record, &damaged) == -1)
		return RQ_GIST_RIGHT;
	make_anew(make, record, gist, fresh);
	if (!is_same(fresh, gist)) {
		state = gist.size == 0 ? RQ_GIST_MISSING : RQ_GIST_WRONG;
		make_anew(make, record, (struct rq_span) { NULL, 0 }, fresh);
	}
	json_decref(record);
	return state;
}

const char *rq_outline_words(enum rq_gist_state state)
{
	return state == RQ_GIST_WRONG ? "a gist that is not of its result"
				      : "a result without its gist";
}
