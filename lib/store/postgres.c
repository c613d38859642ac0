#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/postgres_failover.h"
#include "store/postgres_key.h"
#include "store/postgres_ledger.h"
#include "store/postgres_schema.h"
#include "store/postgres_transaction.h"

/* One answer brings so many résumés, and no more. */
enum { RESUMES_AT_ONCE = 64 };

struct rq_postgres *rq_postgres_of(struct rq_store *store)
{
	return (struct rq_postgres *)(void *)store;
}

int64_t rq_postgres_now(struct rq_store *store)
{
	return rq_clock_moved(rq_link_clock(rq_postgres_of(store)->link));
}

static void close_store(struct rq_store *store)
{
	struct rq_error ignored = { 0 };

	if (rq_postgres_of(store)->unbound)
		(void)rq_postgres_bind_notes(rq_postgres_of(store), false, &ignored);
	rq_link_close(rq_postgres_of(store)->link);
	free(rq_postgres_of(store));
}

/* --- records that tasks refer to ---------------------------------------------------- */

static const struct {
	const char *name, *find, *put;
} records[] = {
	[RQ_STORED_RESUME] = { "résumé", "SELECT record FROM resumes WHERE resume_id = $1", NULL },
	[RQ_STORED_JOB] = { "job", "SELECT record FROM jobs WHERE job_version = $1",
			    "INSERT INTO jobs (job_version, record) VALUES ($1, $2) "
			    "ON CONFLICT DO NOTHING RETURNING 1" },
	[RQ_STORED_RECIPE] = { "recipe", "SELECT record FROM recipes WHERE digest = $1",
			       "INSERT INTO recipes (digest, record) VALUES ($1, $2) "
			       "ON CONFLICT DO NOTHING" },
	[RQ_STORED_RESULT] = { "result of task", "SELECT record FROM results WHERE task_id = $1",
			       NULL },
	[RQ_STORED_REVIEW] = { "review of task",
			       "SELECT review FROM results WHERE task_id = $1 "
			       "AND review IS NOT NULL",
			       NULL },
};

static const enum rq_vault_place places[] = {
	[RQ_STORED_RESUME] = RQ_V_RESUME, [RQ_STORED_JOB] = RQ_V_JOB,
	[RQ_STORED_RECIPE] = RQ_V_RECIPE, [RQ_STORED_RESULT] = RQ_V_RESULT,
	[RQ_STORED_REVIEW] = RQ_V_REVIEW,
};

struct record {
	enum rq_store_kind kind;
	const char *id;
	struct rq_bytes bytes;
};

static int put_record(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	const struct record *record = context;
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;

	rq_args_text(args, record->id);
	rq_vault_bytes(&txn->store->vault, places[record->kind], record->id, record->bytes, args);
	txn->written = true;
	if (rq_transaction_ask(txn, records[record->kind].put, args, &rows, err) == -1)
		return -1;
	if (record->kind == RQ_STORED_JOB && rq_fetched_count(rows) > 0)
		rq_postgres_note(txn, RQ_AUDIT_READ, record->id, NULL, NULL);
	rq_fetched_free(rows);
	return 0;
}

static int put(struct rq_store *store, enum rq_store_kind kind, const char *id,
	       struct rq_bytes bytes, struct rq_error *err)
{
	struct record record = { kind, id, bytes };

	return rq_transaction_run(rq_postgres_of(store), put_record, &record, err);
}

static int get(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
	       size_t *length, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_bytes record;
	struct rq_fetched *rows;
	int result;

	rq_args_text(args, id);
	if (rq_postgres_ask(rq_postgres_of(store), records[kind].find, args, &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) == 0) {
		rq_fetched_free(rows);
		return rq_fail(err, RQ_NOT_FOUND, "the store has no %s %s", records[kind].name, id);
	}
	result = rq_vault_open(&rq_postgres_of(store)->vault, places[kind], id, rows, 0, 0, &record,
			       err);
	if (result == 0) {
		*text = rq_alloc(record.length + 1, 1);
		if (record.length > 0)
			memcpy(*text, record.data, record.length);
		*length = record.length;
	}
	rq_fetched_free(rows);
	return result;
}

/* Those behind one, a page at a time; *behind is the last of them then, *count how many. */
static int show_page(struct rq_store *store, char behind[RQ_ID_SIZE], size_t *count,
		     int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				  struct rq_error *err),
		     void *context, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	int result = 0;

	rq_args_text(args, behind);
	rq_args_number(args, RESUMES_AT_ONCE);
	if (rq_postgres_ask(rq_postgres_of(store),
			    "SELECT resume_id, record FROM resumes WHERE resume_id > $1 "
			    "ORDER BY resume_id LIMIT $2",
			    args, &rows, err) == -1)
		return -1;
	*count = rq_fetched_count(rows);
	for (size_t i = 0; result == 0 && i < *count; i++) {
		struct rq_bytes record;

		rq_digest_copy_id(behind, rq_fetched_text(rows, i, 0));
		result = rq_vault_open(&rq_postgres_of(store)->vault, RQ_V_RESUME, behind, rows, i,
				       1, &record, err);
		if (result == 0)
			result = visit(behind, record, context, err);
	}
	rq_fetched_free(rows);
	return result;
}

static int resumes(struct rq_store *store,
		   int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				struct rq_error *err),
		   void *context, struct rq_error *err)
{
	size_t count = RESUMES_AT_ONCE;
	char behind[RQ_ID_SIZE] = "";
	int result = 0;

	while (result == 0 && count == RESUMES_AT_ONCE)
		result = show_page(store, behind, &count, visit, context, err);
	return result == -1 ? -1 : 0;
}

/* --- life ----------------------------------------------------------------------------- */

static const struct rq_backend backend = {
	.close = close_store,
	.now = rq_postgres_now,
	.put = put,
	.get = get,
	.resumes = resumes,
	.enqueue = rq_postgres_enqueue,
	.claim = rq_postgres_claim,
	.extend = rq_postgres_extend,
	.finish = rq_postgres_finish,
	.review = rq_postgres_review,
	.take = rq_postgres_take,
	.batch_begin = rq_postgres_batch_begin,
	.batch_claim = rq_postgres_batch_claim,
	.batch_update = rq_postgres_batch_update,
	.batch_release = rq_postgres_batch_release,
	.batches = rq_postgres_batches,
	.next_due = rq_postgres_next_due,
	.wait = rq_postgres_wait,
	.task = rq_postgres_task,
	.see = rq_postgres_see,
	.change = rq_postgres_change,
	.counts = rq_postgres_counts,
	.usage = rq_postgres_usage,
	.metrics = rq_postgres_metrics,
	.check = rq_postgres_check,
	.copy = rq_postgres_copy,
	.expire = rq_postgres_expire,
	.forget = rq_postgres_forget,
	.unload = rq_postgres_unload,
	.load = rq_postgres_load,
	.hold = rq_postgres_hold,
	.holds = rq_postgres_holds,
	.audit = rq_postgres_audit,
	.audit_head = rq_postgres_audit_head,
	.audit_add = rq_postgres_audit_add,
};

static int look_around(struct rq_postgres *postgres, const struct rq_store_options *options,
		       struct rq_error *err)
{
	const struct rq_cipher *first = options->keys ? rq_keyring_first(options->keys) : NULL;
	bool must_exist = options->must_exist || options->read_only;

	return rq_postgres_schema_open(postgres->link, must_exist, first, err) == -1
		   ? -1
		   : rq_postgres_key_open(postgres->link, options->keys, options->clear_too,
					  &postgres->vault, err);
}

/* A server that was there, and went away meanwhile, is waited for as in all that follows. */
static int get_ready(struct rq_postgres *postgres, const struct rq_store_options *options,
		     struct rq_error *err)
{
	for (int losses = 0;;) {
		struct rq_error why = { 0 };

		if (look_around(postgres, options, &why) == 0)
			return 0;
		if (rq_link_state(postgres->link) != RQ_LINK_LOST || ++losses == RQ_MAX_LOSSES) {
			*err = why;
			return -1;
		}
		if (rq_failover_reconnect(postgres, err) == -1)
			return -1;
	}
}

int rq_postgres_open(const char *url, const struct rq_store_options *options,
		     struct rq_store **store, struct rq_error *err)
{
	struct rq_postgres *postgres;
	struct rq_link *link;

	if (rq_link_open(url, options->read_only, &link, err) == -1)
		return -1;
	postgres = rq_alloc(1, sizeof *postgres);
	postgres->store.backend = &backend;
	postgres->link = link;
	postgres->self = rq_owner_self();
	postgres->read_only = options->read_only;
	postgres->commit_ms = -1;
	*store = &postgres->store;
	if (get_ready(postgres, options, err) == 0)
		return 0;
	close_store(*store);
	*store = NULL;
	return -1;
}

/* --- its care --------------------------------------------------------------------------- */

int rq_postgres_migrate(const char *url, const struct rq_keyring *keys, struct rq_error *err)
{
	struct rq_link *link;
	int result;

	if (rq_link_open(url, false, &link, err) == -1)
		return -1;
	result = rq_postgres_schema_migrate(link, keys ? rq_keyring_first(keys) : NULL, err);
	rq_link_close(link);
	return result;
}

static int measure(struct rq_link *link, int64_t *bytes, struct rq_error *err)
{
	struct rq_fetched *rows;

	if (rq_link_ask(link,
			"SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class AS c "
			"WHERE c.relkind = 'r' AND c.relnamespace = "
			"(SELECT relnamespace FROM pg_class WHERE oid = 'rq_schema'::regclass)",
			NULL, &rows, err) == -1)
		return -1;
	*bytes = rq_fetched_number(rows, 0, 0);
	rq_fetched_free(rows);
	return 0;
}

int rq_postgres_compact(const char *url, struct rq_compaction *sizes, struct rq_error *err)
{
	static const char *const vacuums[] = {
		"VACUUM tasks", "VACUUM results", "VACUUM resumes",      "VACUUM recipes",
		"VACUUM jobs",  "VACUUM sums",    "VACUUM scopes",       "VACUUM batches",
		"VACUUM holds", "VACUUM audit",   "VACUUM audit_waiting"
	};
	struct rq_link *link;
	int result;

	if (rq_link_open(url, false, &link, err) == -1)
		return -1;
	result = rq_postgres_schema_open(link, true, NULL, err);
	if (result == 0)
		result = measure(link, &sizes->before, err);
	for (size_t i = 0; result == 0 && i < sizeof vacuums / sizeof *vacuums; i++)
		result = rq_link_script(link, vacuums[i], err);
	if (result == 0)
		result = measure(link, &sizes->after, err);
	rq_link_close(link);
	return result;
}
