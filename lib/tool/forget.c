#include "tool/forget.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/recording.h"
#include "export/withdraw.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "resume/resume.h"

/* A task of the person, as far as it tells where else there may be something. */
struct trace {
	char batch_id[RQ_ID_SIZE];
	char model[96];
	int64_t created_at;
};

struct ids {
	char (*id)[RQ_ID_SIZE];
	size_t count, capacity;
};

struct person {
	struct rq_admin *admin;
	const char *email; /* looked for, or NULL */
	struct ids candidates;
	struct ids resumes; /* that have the address */
	struct trace *traces;
	size_t trace_count, trace_capacity;
	json_t *batches;
	size_t exports, recordings;
};

/* --- who it is -------------------------------------------------------------------- */

static bool has_id(const struct ids *ids, const char *id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->id[i], id) == 0)
			return true;
	return false;
}

static void add_id(struct ids *ids, const char *id)
{
	if (has_id(ids, id))
		return;
	ids->id = rq_grow(ids->id, ids->count, &ids->capacity, sizeof *ids->id);
	rq_digest_copy_id(ids->id[ids->count++], id);
}

/* The id that a résumé with this name for the candidate, or this address, is given. */
static void identify(struct person *person, const char *given, const char *email)
{
	json_t *record = json_object(), *resume = json_object(), *basics = json_object();

	rq_json_set_string(record, "text", "");
	rq_json_set_string(record, "candidate_id", given);
	rq_json_set_string(basics, "email", email);
	rq_json_set_take(resume, "basics", basics);
	rq_json_set_take(record, "resume", resume);
	rq_resume_identify(record, NULL);
	add_id(&person->candidates, rq_json_string(record, "candidate_id"));
	json_decref(record);
}

/* The record, if it is of who has that address: new; or NULL. */
static json_t *read_if_of(const char *email, struct rq_bytes bytes)
{
	char *text = rq_strndup(bytes.data, bytes.length);
	struct rq_error ignored = { 0 };
	json_t *record = NULL;
	const char *found;

	if (strcasestr(text, email))
		(void)rq_json_parse_object(text, bytes.length, &record, &ignored);
	free(text);
	found = rq_json_string(rq_json_object(rq_json_object(record, "resume"), "basics"), "email");
	if (found && strcasecmp(found, email) == 0)
		return record;
	json_decref(record);
	return NULL;
}

/* Also candidates who were named otherwise: their résumé has the address. */
static int look_at_resume(const char *resume_id, struct rq_bytes bytes, void *context,
			  struct rq_error *err)
{
	struct person *person = context;
	json_t *record = read_if_of(person->email, bytes);

	(void)err;
	if (!record)
		return 0;
	add_id(&person->resumes, resume_id);
	if (rq_json_string(record, "candidate_id"))
		add_id(&person->candidates, rq_json_string(record, "candidate_id"));
	json_decref(record);
	return 0;
}

/* And those who have such a résumé word for word. */
static int look_at_task(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct person *person = context;

	(void)err;
	if (has_id(&person->resumes, task->resume_id))
		add_id(&person->candidates, task->candidate_id);
	return 0;
}

static int find_person(struct person *person, struct rq_error *err)
{
	const struct rq_filter all = { .status = -1 };
	const struct rq_admin *admin = person->admin;

	if (admin->id_count == 0 && !admin->email)
		return rq_fail(err, RQ_USAGE, "forget: whom? give a candidate or --email");
	for (size_t i = 0; i < admin->id_count; i++)
		identify(person, admin->ids[i], NULL);
	if (!admin->email)
		return 0;
	identify(person, NULL, admin->email);
	if (rq_store_resumes(admin->store, look_at_resume, person, err) == -1)
		return -1;
	return rq_store_each(admin->store, &all, look_at_task, person, err);
}

/* --- what a provider may have -------------------------------------------------------- */

static int add_trace(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct person *person = context;
	struct trace *trace;

	(void)err;
	if (!task->model[0])
		return 0;
	person->traces = rq_grow(person->traces, person->trace_count, &person->trace_capacity,
				 sizeof *person->traces);
	trace = &person->traces[person->trace_count++];
	memcpy(trace->batch_id, task->batch_id, sizeof trace->batch_id);
	memcpy(trace->model, task->model, sizeof trace->model);
	trace->created_at = task->created_at;
	return 0;
}

static void add_file(json_t *files, const char *name)
{
	if (name[0])
		rq_json_append_take(files, json_string(name));
}

static json_t *describe(const struct rq_batch *batch, bool certain)
{
	json_t *line = json_object(), *files = json_array();

	add_file(files, batch->input_file);
	add_file(files, batch->output_file);
	add_file(files, batch->error_file);
	rq_json_set_string(line, "batch_id", batch->batch_id);
	rq_json_set_string(line, "remote_id", batch->remote_id);
	rq_json_set_take(line, "certain", json_boolean(certain));
	rq_json_set_take(line, "files", files);
	return line;
}

/* Lines of answered tasks stay in a batch's files until it is closed, and nobody knows which. */
static int add_batch(const struct rq_batch *batch, void *context, struct rq_error *err)
{
	const struct person *person = context;
	bool certain = false, possible = false;

	(void)err;
	for (size_t i = 0; i < person->trace_count; i++) {
		const struct trace *trace = &person->traces[i];

		certain |= strcmp(trace->batch_id, batch->batch_id) == 0;
		possible |= strcmp(trace->model, batch->model) == 0 &&
			    trace->created_at <= batch->created_at;
	}
	if (certain || possible)
		rq_json_append_take(person->batches, describe(batch, certain));
	return 0;
}

static int find_batches(struct person *person, struct rq_error *err)
{
	for (size_t i = 0; i < person->candidates.count; i++) {
		const struct rq_filter filter = { .status = -1,
						  .candidate_id = person->candidates.id[i] };

		if (rq_store_each(person->admin->store, &filter, add_trace, person, err) == -1)
			return -1;
	}
	return rq_store_batches(person->admin->store, false, add_batch, person, err);
}

/* --- erasing and telling --------------------------------------------------------------- */

static json_t *write_receipt(const struct person *person, const struct rq_forgotten *forgotten,
			     bool scrubbed)
{
	const struct rq_swept *swept = &forgotten->swept;
	json_t *receipt = rq_record_new("receipt"), *ids = json_array();
	char time[RQ_TIME_SIZE];

	for (size_t i = 0; i < person->candidates.count; i++)
		rq_json_append_take(ids, json_string(person->candidates.id[i]));
	rq_json_set_string(receipt, "action", "forget");
	rq_json_set_string(receipt, "at", rq_clock_format(rq_clock_now(), time));
	rq_json_set_take(receipt, "candidate_ids", ids);
	rq_json_set_integer(receipt, "tasks", (int64_t)swept->tasks);
	rq_json_set_integer(receipt, "results", (int64_t)swept->results);
	rq_json_set_integer(receipt, "reviews", (int64_t)swept->reviews);
	rq_json_set_integer(receipt, "resumes", (int64_t)swept->resumes);
	rq_json_set_integer(receipt, "shared_resumes", (int64_t)forgotten->shared);
	rq_json_set_integer(receipt, "notes", (int64_t)swept->notes);
	rq_json_set_integer(receipt, "exports", (int64_t)person->exports);
	rq_json_set_integer(receipt, "recordings", (int64_t)person->recordings);
	rq_json_set_take(receipt, "batches", json_incref(person->batches));
	rq_json_set_take(receipt, "scrubbed", json_boolean(scrubbed));
	return receipt;
}

/* Until the file is written anew, what was erased can still be found in it. */
static int scrub(struct rq_admin *admin, bool *scrubbed, struct rq_error *err)
{
	struct rq_compaction sizes;
	struct rq_error why = { 0 };

	rq_store_close(admin->store);
	admin->store = NULL;
	*scrubbed = rq_store_compact(&admin->alone, &sizes, &why) == 0;
	if (*scrubbed)
		return 0;
	return rq_fail(err, why.code,
		       "erased, but old bytes stay in the file until \"rq-admin "
		       "compact\" runs: %s",
		       why.message);
}

/* What lies in folders beside the store. All are tried; *err is the first that failed. */
static void withdraw(const struct person *person, const struct rq_list *folders,
		     int (*from)(const char *folder, const char *candidate_id, size_t *count,
				 struct rq_error *err),
		     size_t *count, struct rq_error *err)
{
	for (size_t i = 0; i < folders->count; i++)
		for (size_t j = 0; j < person->candidates.count; j++)
			(void)from(folders->item[i], person->candidates.id[j], count, err);
}

/* One id after the other; *err is why not all: those that were erased are the person's then. */
static void forget_all(struct person *person, struct rq_forgotten *forgotten, struct rq_error *err)
{
	for (size_t i = 0; i < person->candidates.count; i++)
		if (rq_store_forget(person->admin->store, person->candidates.id[i],
				    rq_store_now(person->admin->store), forgotten, err) == -1)
			person->candidates.count = i;
}

static size_t records_of(const struct rq_forgotten *forgotten)
{
	return forgotten->swept.tasks + forgotten->swept.resumes + forgotten->shared;
}

static int erase(struct person *person, struct rq_error *err)
{
	struct rq_admin *admin = person->admin;
	struct rq_forgotten forgotten = { .shared = 0 };
	struct rq_error late = { 0 };
	json_t *receipt;
	bool scrubbed;
	int result;

	forget_all(person, &forgotten, &late);
	if (person->candidates.count == 0 && records_of(&forgotten) == 0)
		return rq_fail(err, late.code, "%s", late.message);
	/* Whatever fails, the receipt says what is erased. */
	withdraw(person, &admin->exports, rq_delivery_withdraw, &person->exports, &late);
	withdraw(person, &admin->recordings, rq_recording_withdraw, &person->recordings, &late);
	(void)scrub(admin, &scrubbed, &late);
	if (records_of(&forgotten) + person->exports + person->recordings == 0) {
		rq_program_complain(admin->program, NULL, "the store has no such candidate");
		admin->program->failed++;
	}
	receipt = write_receipt(person, &forgotten, scrubbed);
	result = rq_ndjson_write(admin->out, receipt, err);
	json_decref(receipt);
	if (result == 0 && late.code != RQ_OK)
		result = rq_fail(err, late.code, "%s", late.message);
	return result;
}

int rq_admin_forget(struct rq_admin *admin, struct rq_error *err)
{
	struct person person = { .admin = admin, .email = admin->email, .batches = json_array() };
	int result = find_person(&person, err);

	if (result == 0)
		result = find_batches(&person, err);
	if (result == 0)
		result = erase(&person, err);
	json_decref(person.batches);
	free(person.candidates.id);
	free(person.resumes.id);
	free(person.traces);
	return result;
}
