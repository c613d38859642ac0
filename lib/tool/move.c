#include "tool/move.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "resume/resume.h"
#include "review/decision.h"
#include "tool/loop.h"

/* Records, or bytes of them, that share a commit. */
enum { AT_ONCE = 256 };
#define BYTES_AT_ONCE RQ_MIB(8)

/* --- out ------------------------------------------------------------------------ */

static int print(const json_t *parcel, void *context, struct rq_error *err)
{
	struct rq_admin *admin = context;

	return rq_ndjson_write(admin->out, parcel, err);
}

int rq_admin_export(struct rq_admin *admin, struct rq_error *err)
{
	return rq_store_unload(admin->store, print, admin, err);
}

/* --- what the store does not look into --------------------------------------------- */

static int named(const json_t *record, const char *key, const char *id, struct rq_error *err)
{
	const char *name = rq_json_string(record, key);

	if (id && name && strcmp(name, id) == 0)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "its \"%s\" is not its id", key);
}

/* A recipe is known by its digest: one that is not could make other answers of old tasks. */
static int check_recipe(const json_t *recipe, const char *id, struct rq_error *err)
{
	char *text = rq_json_text(recipe, 1), digest[RQ_ID_SIZE];
	struct rq_digest state;

	rq_digest_init(&state);
	rq_digest_add(&state, text, strlen(text));
	rq_digest_id(&state, digest);
	free(text);
	if (id && strcmp(digest, id) == 0)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "the recipe's id is not its digest");
}

static int check_review(const json_t *review, const char *task_id, struct rq_error *err)
{
	json_t *record = json_copy(rq_json_object(review, "record"));
	struct rq_decision decision;
	int result;

	rq_json_set_string(record, "task_id", task_id);
	result = rq_decision_read(record, rq_clock_now(), &decision, err);
	if (result == 0)
		json_decref(decision.kept);
	json_decref(record);
	return result;
}

static int check_task(const json_t *parcel, struct rq_error *err)
{
	const json_t *result = rq_json_object(parcel, "result");
	const json_t *review = rq_json_object(parcel, "review");
	const char *id = rq_json_string(rq_json_object(parcel, "task"), "task_id");

	if (result && named(result, "task_id", id, err) == -1)
		return -1;
	return review && id ? check_review(review, id, err) : 0;
}

static int check_content(const json_t *parcel, const char *kind, struct rq_error *err)
{
	const json_t *record = rq_json_object(parcel, "record");
	const char *id = rq_json_string(parcel, "id");

	if (strcmp(kind, "resume") == 0)
		return rq_resume_check(record, err) == 0 ? named(record, "resume_id", id, err) : -1;
	if (strcmp(kind, "job") == 0)
		return named(record, "job_version", id, err);
	if (strcmp(kind, "recipe") == 0 && record)
		return check_recipe(record, id, err);
	return strcmp(kind, "task") == 0 ? check_task(parcel, err) : 0;
}

/* --- in ------------------------------------------------------------------------------- */

struct importing {
	struct rq_admin *admin;
	struct rq_loop loop;
	struct rq_arrival arrivals[AT_ONCE];
	size_t numbers[AT_ONCE]; /* of their lines */
	size_t count, bytes;
	struct rq_loading how;
	bool begun; /* the line with the format was there */
	size_t taken, known;
};

static int commit(struct importing *importing, struct rq_error *err)
{
	int result;

	importing->how.now = rq_store_now(importing->admin->store);
	result = rq_store_load(importing->admin->store, importing->arrivals, importing->count,
			       &importing->how, err);

	for (size_t i = 0; i < importing->count; i++) {
		const struct rq_arrival *arrival = &importing->arrivals[i];

		if (result == 0 && arrival->refusal.code != RQ_OK)
			result = rq_loop_refuse(&importing->loop, importing->numbers[i],
						&arrival->refusal, err);
		else
			importing->taken += !arrival->known;
		importing->known += arrival->known;
		json_decref(arrival->parcel);
	}
	importing->count = importing->bytes = 0;
	return result;
}

static int begin(struct importing *importing, const char *kind, struct rq_error *err)
{
	importing->begun = importing->begun || strcmp(kind, "store") == 0;
	return importing->begun
		   ? 0
		   : rq_fail(err, RQ_STORE, "no export of a store: its first line is missing");
}

static int take(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct importing *importing = context;
	const char *type, *kind = rq_json_string(line->record, "kind");

	if (rq_record_type(line->record, &type, err) == -1)
		return -1;
	if (strcmp(type, "stored") != 0 || !kind)
		return rq_fail(err, RQ_BAD_RECORD, "no \"stored\" record");
	if (begin(importing, kind, err) == -1 || check_content(line->record, kind, err) == -1)
		return -1;
	importing->arrivals[importing->count].parcel = json_incref(line->record);
	importing->numbers[importing->count++] = importing->loop.number;
	importing->bytes += line->length;
	return importing->count == AT_ONCE || importing->bytes >= BYTES_AT_ONCE
		   ? commit(importing, err)
		   : 0;
}

static int tell(const struct importing *importing, struct rq_error *err)
{
	struct rq_program *program = importing->admin->program;
	char line[96];

	(void)snprintf(line, sizeof line, "%zu taken, %zu known already", importing->taken,
		       importing->known);
	if (program->failed == 0)
		return rq_output_format(importing->admin->out, err, "%s\n", line);
	rq_program_complain(program, NULL, line); /* the output has error records */
	return 0;
}

int rq_admin_import(struct rq_admin *admin, struct rq_error *err)
{
	struct importing importing = {
		.admin = admin,
		.loop = { .program = admin->program,
			  .out = admin->out,
			  .stage = "store",
			  .take = take,
			  .pause_ms = -1,
			  .max_line = RQ_MAX_STORED_BYTES },
	};
	struct rq_error late = { 0 };
	int result;

	importing.loop.context = &importing;
	result = rq_loop_run(&importing.loop, err);
	/* What came before a line that ends it was sound. */
	if (commit(&importing, &late) == -1 && result == 0)
		result = rq_fail(err, late.code, "%s", late.message);
	return result == 0 ? tell(&importing, err) : -1;
}
