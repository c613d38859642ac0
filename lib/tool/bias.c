#include "tool/bias.h"

#include "base/clock.h"
#include "io/ndjson.h"
#include "report/bias.h"
#include "report/bias_text.h"
#include "report/gather.h"
#include "report/groups.h"

struct grouping {
	struct rq_groups *groups;
	int64_t since;
};

static int group(const json_t *record, const struct rq_gist *gist, void *context,
		 struct rq_error *err)
{
	const struct grouping *grouping = context;

	(void)record;
	(void)err;
	if (gist && gist->finished_at >= grouping->since)
		rq_groups_add(grouping->groups, gist);
	return 0;
}

static int make_groups(struct rq_store *store, const struct rq_bias_wants *wants, json_t **figures,
		       struct rq_error *err)
{
	struct grouping grouping = { NULL, wants->since };

	if (rq_groups_open(wants->groups, &grouping.groups, err) == -1)
		return -1;
	if (rq_gather(store, &wants->filter, group, &grouping, err) == -1) {
		rq_groups_free(grouping.groups);
		return -1;
	}
	*figures = rq_groups_figures(grouping.groups);
	rq_groups_free(grouping.groups);
	return 0;
}

static int write_json(json_t *bias, json_t *groups, struct rq_output *out, struct rq_error *err)
{
	json_t *object = json_object();
	int result;

	if (bias)
		rq_json_set_take(object, "bias", json_incref(bias));
	if (groups)
		rq_json_set_take(object, "groups", json_incref(groups));
	result = rq_ndjson_write(out, object, err);
	json_decref(object);
	return result;
}

static int write_text(const json_t *bias, const json_t *groups, struct rq_output *out,
		      struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	rq_bias_text(&w, bias, groups);
	return rq_writer_end(&w);
}

int rq_bias_report(struct rq_program *program, struct rq_store *store,
		   const struct rq_bias_wants *wants, struct rq_output *out, struct rq_error *err)
{
	json_t *bias = NULL, *groups = NULL;
	int result = 0;

	if (wants->sample > 0)
		result =
		    rq_bias_try(store, &wants->filter, wants->sample, rq_clock_now(), &bias, err);
	if (result == 0 && wants->groups)
		result = make_groups(store, wants, &groups, err);
	if (result == 0)
		result = wants->json ? write_json(bias, groups, out, err)
				     : write_text(bias, groups, out, err);
	if (result == 0 && bias)
		program->failed += (size_t)rq_bias_moved(bias);
	if (result == 0 && bias && !rq_bias_tried(bias)) {
		rq_program_complain(program, NULL,
				    "no result could be made again: nothing was tried");
		program->failed++;
	}
	json_decref(bias);
	json_decref(groups);
	return result;
}
