#include "tool/verify.h"

#include <string.h>

#include "engine/verify.h"
#include "store/object.h"
#include "tool/loop.h"

struct verifying {
	struct rq_program *program;
	struct rq_store *store;
	struct rq_verifier *verifier;
	struct rq_output *out;
};

static int tell(const struct verifying *verifying, const char *task_id, const json_t *differences,
		struct rq_error *err)
{
	bool equal = json_array_size(differences) == 0;

	if (rq_output_format(verifying->out, err, "%s %s\n", task_id,
			     equal ? "equal" : "differs") == -1)
		return -1;
	for (size_t i = 0; i < json_array_size(differences); i++)
		if (rq_output_format(verifying->out, err, "  %s\n",
				     json_string_value(json_array_get(differences, i))) == -1)
			return -1;
	verifying->program->failed += !equal;
	return 0;
}

/* Whether a failure is of this result alone, and others may be verified. */
static bool is_of_result(enum rq_code code)
{
	return code == RQ_NOT_FOUND || rq_code_kind(code) == RQ_REJECTED ||
	       rq_code_kind(code) == RQ_LIMIT;
}

static int verify(const struct verifying *verifying, const json_t *result, struct rq_error *err)
{
	const char *task_id = rq_json_string(result, "task_id");
	struct rq_error failure = { 0 };
	json_t *differences;
	int written;

	if (!task_id)
		return rq_fail(err, RQ_BAD_RECORD, "a result without \"task_id\"");
	if (rq_verifier_compare(verifying->verifier, result, &differences, &failure) == -1) {
		if (!is_of_result(failure.code)) {
			*err = failure;
			return -1;
		}
		rq_program_complain(verifying->program, task_id, failure.message);
		verifying->program->failed++;
		return 0;
	}
	written = tell(verifying, task_id, differences, err);
	json_decref(differences);
	return written;
}

static int verify_stored(const struct verifying *verifying, const char *task_id,
			 struct rq_error *err)
{
	json_t *result;
	int failed;

	if (rq_object_get(verifying->store, RQ_STORED_RESULT, task_id, &result, err) == -1)
		return -1;
	failed = verify(verifying, result, err);
	json_decref(result);
	return failed;
}

/* A person put the candidate's own résumé in its place: what the engine made is in the store. */
static bool was_rejected(const json_t *result)
{
	const char *decision = rq_json_string(rq_json_object(result, "review"), "decision");

	return decision && strcmp(decision, "rejected") == 0;
}

static int take(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	const char *task_id = rq_json_string(line->record, "task_id");

	if (strcmp(line->type, "result") != 0)
		return 0;
	return was_rejected(line->record) && task_id ? verify_stored(context, task_id, err)
						     : verify(context, line->record, err);
}

/* The complaint is enough: this prints no records. */
static int refuse(const json_t *record, void *context, struct rq_error *err)
{
	(void)record;
	(void)context;
	(void)err;
	return 0;
}

int rq_verify_report(struct rq_program *program, struct rq_store *store, const char *which,
		     struct rq_output *out, struct rq_error *err)
{
	struct verifying verifying = { program, store, rq_verifier_new(store), out };
	struct rq_loop loop = {
		.program = program,
		.out = out,
		.stage = "report",
		.take = take,
		.refuse = refuse,
		.pause_ms = -1,
		.context = &verifying,
	};
	int result;

	result = strcmp(which, "-") == 0 ? rq_loop_run(&loop, err)
					 : verify_stored(&verifying, which, err);
	rq_verifier_free(verifying.verifier);
	return result;
}
