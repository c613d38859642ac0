#include "store/postgres_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/parcel.h"
#include "store/parcel_member.h"
#include "store/postgres_ledger.h"
#include "store/scope.h"

/* Who loads waits for whoever does: greater numbers of usage are found and set. */
#define ALONE "SELECT pg_advisory_xact_lock(7277310212)"

bool rq_postgres_is_kind(const struct rq_arrival *arrival, const char *kind)
{
	const char *own = rq_json_string(arrival->parcel, "kind");

	return arrival->refusal.code == RQ_OK && own && strcmp(own, kind) == 0;
}

int rq_postgres_refuse(struct rq_arrival *arrival, const struct rq_error *why, struct rq_error *err)
{
	if (why->code != RQ_BAD_RECORD) {
		*err = *why;
		return -1;
	}
	arrival->refusal = *why;
	return 0;
}

/* --- what is a row by itself -------------------------------------------------------- */

/* The statement for a parcel, and its arguments: new, or NULL when it is refused. */
typedef struct rq_args *bring(const struct rq_vault *vault, const json_t *parcel, int64_t now,
			      struct rq_error *err);

static struct rq_args *bring_referred(const struct rq_vault *vault, enum rq_vault_place place,
				      const json_t *parcel, struct rq_error *err)
{
	char id[RQ_ID_SIZE], *text;
	struct rq_args *args;

	if (rq_parcel_read_record(parcel, id, &text, err) == -1)
		return NULL;
	args = rq_args_new();
	rq_args_text(args, id);
	rq_vault_bytes(vault, place, id, (struct rq_bytes) { text, strlen(text) }, args);
	free(text);
	return args;
}

static struct rq_args *bring_job(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				 struct rq_error *err)
{
	(void)now;
	return bring_referred(vault, RQ_V_JOB, parcel, err);
}

static struct rq_args *bring_recipe(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				    struct rq_error *err)
{
	(void)now;
	return bring_referred(vault, RQ_V_RECIPE, parcel, err);
}

static struct rq_args *bring_resume(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				    struct rq_error *err)
{
	struct rq_args *args;
	int64_t used_at;

	if (rq_parcel_time(parcel, "used_at", &used_at, err) == -1)
		return NULL;
	args = bring_referred(vault, RQ_V_RESUME, parcel, err);
	if (args)
		rq_args_number(args, used_at ? used_at : now);
	return args;
}

static struct rq_args *bring_limits(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				    struct rq_error *err)
{
	struct rq_error why = { 0 };
	unsigned char *bytes, folded[RQ_KEY_ID];
	struct rq_args *args = NULL;
	struct rq_scope scope;
	size_t size;

	(void)vault;
	(void)now;
	if (rq_parcel_bytes(parcel, "bytes", &bytes, &size, err) == -1)
		return NULL;
	if (rq_scope_read((struct rq_span) { bytes, size }, &scope, &why) == -1 ||
	    scope.name[0] == '\0') {
		(void)rq_fail(err, RQ_BAD_RECORD, "\"bytes\" are no limits");
	} else {
		rq_key_fold(scope.name, folded);
		args = rq_args_new();
		rq_args_bytes(args, (struct rq_bytes) { (const char *)folded, RQ_KEY_ID });
		rq_args_text(args, scope.name);
		rq_args_bytes(args, (struct rq_bytes) { (const char *)bytes, size });
	}
	free(bytes);
	return args;
}

static struct rq_args *bring_batch(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				   struct rq_error *err)
{
	struct rq_kept_batch kept = { .deadline = 0 };
	unsigned char bytes[RQ_BATCH_MAX];
	struct rq_args *args;

	(void)now;
	if (rq_parcel_batch(parcel, &kept.batch, err) == -1)
		return NULL;
	args = rq_args_new();
	rq_args_text(args, kept.batch.batch_id);
	rq_args_text(args, rq_batch_state_name(kept.batch.state));
	rq_args_number(args, kept.batch.created_at);
	rq_vault_bytes(vault, RQ_V_BATCH, kept.batch.batch_id,
		       (struct rq_bytes) { (const char *)bytes, rq_batch_write(&kept, bytes) },
		       args);
	return args;
}

static struct rq_args *bring_hold(const struct rq_vault *vault, const json_t *parcel, int64_t now,
				  struct rq_error *err)
{
	struct rq_args *args;
	struct rq_hold hold;

	(void)vault;
	if (rq_parcel_read_hold(parcel, now, &hold, err) == -1)
		return NULL;
	args = rq_args_new();
	rq_args_text(args, hold.id);
	rq_args_number(args, hold.candidate);
	rq_args_number(args, hold.at);
	return args;
}

/* A résumé was used when either store says so. A row that comes back was new, or changed: 0. */
static const struct row {
	const char *kind, *sql;
	bring *bring;
	bool is_read; /* which the audit tells */
} rows_of[] = {
	{ "resume",
	  "INSERT INTO resumes (resume_id, record, used_at) VALUES ($1, $2, $3) "
	  "ON CONFLICT (resume_id) DO UPDATE SET used_at = excluded.used_at "
	  "WHERE resumes.used_at < excluded.used_at RETURNING (xmax = 0)::int",
	  bring_resume, true },
	{ "job",
	  "INSERT INTO jobs (job_version, record) VALUES ($1, $2) ON CONFLICT DO NOTHING "
	  "RETURNING 1",
	  bring_job, true },
	{ "recipe",
	  "INSERT INTO recipes (digest, record) VALUES ($1, $2) ON CONFLICT DO NOTHING "
	  "RETURNING 1",
	  bring_recipe, false },
	{ "limits",
	  "INSERT INTO scopes (folded, name, record) VALUES ($1, $2, $3) "
	  "ON CONFLICT DO NOTHING RETURNING 1",
	  bring_limits, false },
	{ "batch",
	  "INSERT INTO batches (batch_id, state, created_at, record) VALUES ($1, $2, $3, $4) "
	  "ON CONFLICT DO NOTHING RETURNING 1",
	  bring_batch, false },
	{ "hold",
	  "INSERT INTO holds (id, candidate, held_at) VALUES ($1, $2, $3) "
	  "ON CONFLICT DO NOTHING RETURNING 1",
	  bring_hold, false },
};

static const struct row *find_row(const struct rq_arrival *arrival)
{
	for (size_t i = 0; i < sizeof rows_of / sizeof rows_of[0]; i++)
		if (rq_postgres_is_kind(arrival, rows_of[i].kind))
			return &rows_of[i];
	return NULL;
}

/* A row that was sent, until its answer comes. */
struct sent {
	struct rq_arrival *arrival;
	const struct row *row;
};

static int hear(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
		struct rq_error *err)
{
	const struct sent *sent = context;
	bool known = rq_fetched_count(rows) == 0;
	bool fresh = !known && rq_fetched_number(rows, 0, 0) != 0;

	(void)err;
	sent->arrival->known = known;
	rq_fetched_free(rows);
	if (fresh && sent->row->is_read)
		rq_postgres_note(txn, RQ_AUDIT_READ, rq_json_string(sent->arrival->parcel, "id"),
				 NULL, NULL);
	if (fresh && strcmp(sent->row->kind, "resume") == 0)
		rq_transaction_sum(txn, "records", 0, "", "resumes", "", 1);
	return 0;
}

static int send_row(struct rq_postgres_loading *loading, struct sent *sent, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_args *args = sent->row->bring(&loading->txn->store->vault, sent->arrival->parcel,
						loading->how->now, &why);

	if (!args)
		return rq_postgres_refuse(sent->arrival, &why, err);
	loading->txn->written = true;
	return rq_transaction_add(loading->txn, sent->row->sql, args, hear, sent, err);
}

/* All go out before the first answer is waited for. */
static int load_rows(struct rq_postgres_loading *loading, struct rq_error *err)
{
	struct sent *sent = rq_alloc(loading->count, sizeof *sent);
	int result = 0;

	for (size_t i = 0; result == 0 && i < loading->count; i++) {
		sent[i].arrival = &loading->arrivals[i];
		sent[i].row = find_row(sent[i].arrival);
		if (sent[i].row)
			result = send_row(loading, &sent[i], err);
	}
	if (result == 0)
		result = rq_transaction_wait(loading->txn, err);
	free(sent);
	return result;
}

/* --- usage: the greater number stands -------------------------------------------------- */

/* What a line is so far. */
static const char usage_so_far[] =
    "SELECT field, sum(amount)::bigint FROM sums WHERE topic = 'usage' AND day = $1 "
    "AND model = $2 AND name = $3 GROUP BY field";

static int add_usage(struct rq_transaction *txn, const struct rq_usage_line *line,
		     const int64_t there[RQ_USAGE_FIELDS], bool *known, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t fields, amounts;

	rq_args_number(args, line->day);
	rq_args_text(args, line->model);
	rq_args_text(args, line->job_id);
	fields = rq_args_array(args, RQ_ARG_TEXT);
	amounts = rq_args_array(args, RQ_ARG_NUMBER);
	*known = true;
	for (size_t i = 0; i < RQ_USAGE_FIELDS; i++) {
		if (line->numbers[i] <= there[i])
			continue;
		*known = false;
		rq_args_push_text(args, fields, rq_usage_name(i));
		rq_args_push_number(args, amounts, line->numbers[i] - there[i]);
	}
	return rq_transaction_write(txn,
				    "INSERT INTO sums SELECT 'usage', $1, $2, $3, * "
				    "FROM unnest($4::text[], $5::bigint[])",
				    args, err);
}

static int raise_usage(struct rq_transaction *txn, const struct rq_usage_line *line, bool *known,
		       struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	int64_t there[RQ_USAGE_FIELDS] = { 0 };
	struct rq_fetched *rows;

	rq_args_number(args, line->day);
	rq_args_text(args, line->model);
	rq_args_text(args, line->job_id);
	if (rq_transaction_ask(txn, usage_so_far, args, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		int field = rq_usage_find(rq_fetched_text(rows, i, 0));

		if (field != -1)
			there[field] = rq_fetched_number(rows, i, 1);
	}
	rq_fetched_free(rows);
	return add_usage(txn, line, there, known, err);
}

static int load_usage(struct rq_postgres_loading *loading, struct rq_error *err)
{
	for (size_t i = 0; i < loading->count; i++) {
		struct rq_arrival *arrival = &loading->arrivals[i];
		struct rq_error why = { 0 };
		struct rq_usage_line line;

		if (!rq_postgres_is_kind(arrival, "usage"))
			continue;
		if (rq_parcel_usage(arrival->parcel, &line, &why) == -1) {
			if (rq_postgres_refuse(arrival, &why, err) == -1)
				return -1;
		} else if (raise_usage(loading->txn, &line, &arrival->known, err) == -1) {
			return -1;
		}
	}
	return 0;
}

/* --- all of them ------------------------------------------------------------------------ */

static int look_at_kind(struct rq_arrival *arrival, struct rq_error *err)
{
	static const char *const others[] = { "task", "usage", "audit" };

	arrival->known = false;
	arrival->refusal = (struct rq_error) { 0 };
	if (rq_postgres_is_kind(arrival, "store")) {
		arrival->known = true;
		return rq_parcel_read_head(arrival->parcel, err);
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (rq_postgres_is_kind(arrival, others[i]))
			return 0;
	if (!find_row(arrival))
		(void)rq_fail(&arrival->refusal, RQ_BAD_RECORD, "no such \"kind\"");
	return 0;
}

struct run {
	struct rq_postgres_loading loading;
	struct rq_loading begun; /* as it was before the transaction */
};

static int load_all(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct run *run = context;
	struct rq_postgres_loading *loading = &run->loading;

	loading->txn = txn;
	*loading->how = run->begun;
	if (rq_transaction_add(txn, ALONE, NULL, NULL, NULL, err) == -1)
		return -1;
	for (size_t i = 0; i < loading->count; i++)
		if (look_at_kind(&loading->arrivals[i], err) == -1)
			return -1;
	if (rq_postgres_load_audit(loading, err) == -1)
		return -1;
	txn->told = loading->how->told;
	if (load_rows(loading, err) == -1 || rq_postgres_load_tasks(loading, err) == -1)
		return -1;
	return load_usage(loading, err);
}

int rq_postgres_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		     struct rq_loading *how, struct rq_error *err)
{
	struct run run = { .loading = { .arrivals = arrivals, .count = count, .how = how },
			   .begun = *how };

	return rq_transaction_run(rq_postgres_of(store), load_all, &run, err);
}
