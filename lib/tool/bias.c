#include "tool/bias.h"

#include <string.h>

#include "base/clock.h"
#include "io/ndjson.h"
#include "report/bias.h"
#include "report/bias_text.h"
#include "report/gather.h"
#include "report/groups.h"

struct grouping {
	struct rq_groups *groups;
	int64_t since;
	struct rq_error damage; /* of the first that could not be read */
};

/* An error of this report's own: a record of the store that is damaged. */
static void note_damage(struct grouping *grouping, const json_t *record)
{
	const char *stage = rq_json_string(record, "stage");

	if (stage && strcmp(stage, "report") == 0 && grouping->damage.code == RQ_OK)
		(void)rq_fail(&grouping->damage, RQ_DAMAGED, "%s",
			      rq_json_string(record, "message"));
}

static int group(const json_t *record, const struct rq_gist *gist, void *context,
		 struct rq_error *err)
{
	struct grouping *grouping = context;

	(void)err;
	if (!gist)
		note_damage(grouping, record);
	else if (gist->finished_at >= grouping->since)
		rq_groups_add(grouping->groups, gist);
	return 0;
}

/* RQ_DAMAGED: *figures are of all others. */
static int make_groups(struct rq_store *store, const struct rq_bias_wants *wants, json_t **figures,
		       struct rq_error *err)
{
	struct grouping grouping = { .since = wants->since };

	if (rq_groups_open(wants->groups, &grouping.groups, err) == -1)
		return -1;
	if (rq_gather(store, &wants->filter, group, &grouping, err) == -1) {
		rq_groups_free(grouping.groups);
		return -1;
	}
	*figures = rq_groups_figures(grouping.groups);
	rq_groups_free(grouping.groups);
	if (grouping.damage.code == RQ_OK)
		return 0;
	*err = grouping.damage;
	return -1;
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

/* Damaged records are left out, which is told once, and the rest goes on. */
static int leave_out(struct rq_program *program, const struct rq_error *failure, bool *told,
		     struct rq_error *err)
{
	if (failure->code != RQ_DAMAGED) {
		*err = *failure;
		return -1;
	}
	if (!*told) {
		rq_program_complain(program, NULL, failure->message);
		program->failed++;
	}
	*told = true;
	return 0;
}

static int make_figures(struct rq_program *program, struct rq_store *store,
			const struct rq_bias_wants *wants, json_t **bias, json_t **groups,
			struct rq_error *err)
{
	struct rq_error failure = { 0 };
	bool told = false;

	if (wants->sample > 0 &&
	    rq_bias_try(store, &wants->filter, wants->sample, rq_clock_now(), bias, &failure) ==
		-1 &&
	    leave_out(program, &failure, &told, err) == -1)
		return -1;
	if (wants->groups && make_groups(store, wants, groups, &failure) == -1)
		return leave_out(program, &failure, &told, err);
	return 0;
}

int rq_bias_report(struct rq_program *program, struct rq_store *store,
		   const struct rq_bias_wants *wants, struct rq_output *out, struct rq_error *err)
{
	json_t *bias = NULL, *groups = NULL;
	int result = make_figures(program, store, wants, &bias, &groups, err);

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
