#include "store/session.h"

#include <string.h>

#include "base/clock.h"
#include "store/ledger.h"
#include "store/tally.h"

#define MARKS_KEY "marks"

const char *const rq_table_names[RQ_TABLES] = {
	[RQ_T_META] = "meta",           [RQ_T_RESUMES] = "resumes",
	[RQ_T_JOBS] = "jobs",           [RQ_T_RECIPES] = "recipes",
	[RQ_T_TASKS] = "tasks",         [RQ_T_RESULTS] = "results",
	[RQ_T_READY] = "ready",         [RQ_T_WAITING] = "waiting",
	[RQ_T_LEASES] = "leases",       [RQ_T_BY_STATUS] = "by_status",
	[RQ_T_EXPIRY] = "expiry",       [RQ_T_BY_ID] = "by_id",
	[RQ_T_BY_RESUME] = "by_resume", [RQ_T_BY_CANDIDATE] = "by_candidate",
	[RQ_T_BY_JOB] = "by_job",       [RQ_T_BY_CREATED] = "by_created",
	[RQ_T_COUNTERS] = "counters",   [RQ_T_USAGE] = "usage",
	[RQ_T_SPENDING] = "spending",   [RQ_T_SCOPES] = "scopes",
	[RQ_T_PERMITS] = "permits",     [RQ_T_BATCHES] = "batches",
	[RQ_T_BY_BATCH] = "by_batch",   [RQ_T_METRICS] = "metrics",
	[RQ_T_REVIEWS] = "reviews",     [RQ_T_GISTS] = "gists",
	[RQ_T_BY_USE] = "by_use",       [RQ_T_USES] = "uses",
	[RQ_T_HOLDS] = "holds",         [RQ_T_SIEVES] = "sieves",
	[RQ_T_AUDIT] = "audit",
};

const bool rq_table_sealed[RQ_TABLES] = {
	[RQ_T_RESUMES] = true, [RQ_T_JOBS] = true,    [RQ_T_RECIPES] = true, [RQ_T_TASKS] = true,
	[RQ_T_RESULTS] = true, [RQ_T_REVIEWS] = true, [RQ_T_GISTS] = true,   [RQ_T_BATCHES] = true,
	[RQ_T_HOLDS] = true,   [RQ_T_AUDIT] = true,
};

const enum rq_table_number rq_moving_tables[RQ_MOVING] = { RQ_T_READY,  RQ_T_WAITING,
							   RQ_T_LEASES, RQ_T_BY_STATUS,
							   RQ_T_EXPIRY, RQ_T_BY_BATCH };
const enum rq_table_number rq_settled_tables[RQ_SETTLED] = { RQ_T_BY_JOB, RQ_T_BY_CREATED };
const enum rq_table_number rq_strewn_tables[RQ_STREWN] = { RQ_T_BY_ID, RQ_T_BY_CANDIDATE,
							   RQ_T_BY_USE, RQ_T_BY_RESUME };

/* --- which entries a task has ---------------------------------------------- */

static bool is_waiting(enum rq_task_status status)
{
	return status == RQ_TASK_QUEUED || status == RQ_TASK_RETRY;
}

/* Most urgent first, then posting by posting (a provider caches it), then by age. */
static void ready_key(const struct rq_stored *stored, struct rq_key *key)
{
	const struct rq_task *task = &stored->task;

	rq_key_byte(key, task->priority);
	rq_key_number(key, rq_key_hash(task->job_version, ""));
	rq_key_number(key, rq_key_hash(task->engine, task->model));
	rq_key_time(key, task->run_at);
	rq_key_number(key, stored->number);
}

static void time_key(struct rq_key *key, int64_t when, uint64_t number)
{
	rq_key_time(key, when);
	rq_key_number(key, number);
}

void rq_moving_entries(const struct rq_stored *stored, struct rq_entry entries[RQ_MOVING])
{
	const struct rq_task *task = &stored->task;

	for (size_t i = 0; i < RQ_MOVING; i++)
		entries[i].key.size = entries[i].value.size = 0;
	if (is_waiting(task->status) && stored->ready)
		ready_key(stored, &entries[0].key);
	if (is_waiting(task->status) && !stored->ready)
		time_key(&entries[1].key, task->run_at, stored->number);
	if (task->status == RQ_TASK_LEASED) {
		time_key(&entries[2].key, stored->deadline, stored->number);
		rq_key_number(&entries[2].value, stored->owner.host);
		rq_key_number(&entries[2].value, stored->owner.start);
		rq_key_number(&entries[2].value, stored->owner.pid);
	}
	rq_key_byte(&entries[3].key, (int)task->status);
	rq_key_number(&entries[3].key, stored->number);
	if (task->finished_at > 0)
		time_key(&entries[4].key, task->finished_at, stored->number);
	if (task->status == RQ_TASK_SUBMITTED) {
		rq_key_id(&entries[5].key, task->batch_id);
		rq_key_number(&entries[5].key, stored->number);
	}
}

void rq_settled_entries(const struct rq_stored *stored, struct rq_entry entries[RQ_SETTLED])
{
	const struct rq_task *task = &stored->task;

	for (size_t i = 0; i < RQ_SETTLED; i++)
		entries[i].key.size = entries[i].value.size = 0;
	rq_key_id(&entries[0].key, task->job_id);
	rq_key_number(&entries[0].key, stored->number);
	time_key(&entries[1].key, task->created_at, stored->number);
}

void rq_strewn_lines(const struct rq_stored *stored, struct rq_line lines[RQ_STREWN_TASK])
{
	const struct rq_task *task = &stored->task;
	const char *const ids[RQ_STREWN_TASK] = { task->task_id, task->candidate_id,
						  task->resume_id };
	unsigned char folded[RQ_KEY_ID];

	for (size_t i = 0; i < RQ_STREWN_TASK; i++) {
		rq_key_fold(ids[i], folded);
		lines[i] = rq_line_make(folded, stored->number);
	}
}

uint64_t rq_session_number_in(struct rq_span key)
{
	return key.size >= 8 ? rq_key_read_number((const char *)key.data + key.size - 8) : 0;
}

/* --- the transaction ------------------------------------------------------- */

struct run {
	struct rq_embedded *store;
	rq_session_work *work;
	void *context;
	bool write;
	bool ran; /* before: the map was too small */
};

static int read_marks(struct rq_session *session, struct rq_error *err)
{
	struct rq_span key = { MARKS_KEY, sizeof MARKS_KEY - 1 }, value;
	int got = rq_table_get(session->txn, RQ_T_META, key, &value, err);
	const unsigned char *bytes;

	session->marks = (struct rq_marks) { 1, 1, 1, 1 };
	if (got != 1)
		return got;
	if (value.size != 32)
		return rq_fail(err, RQ_STORE, "the store's marks are damaged");
	bytes = value.data;
	session->marks =
	    (struct rq_marks) { rq_key_read_number(bytes), rq_key_read_number(bytes + 8),
				rq_key_read_number(bytes + 16), rq_key_read_number(bytes + 24) };
	return 0;
}

static int write_marks(struct rq_session *session, struct rq_error *err)
{
	struct rq_key value = { .size = 0 };

	rq_key_number(&value, session->marks.next_task);
	rq_key_number(&value, session->marks.settled_task);
	rq_key_number(&value, session->marks.next_resume);
	rq_key_number(&value, session->marks.settled_resume);
	return rq_table_put(session->txn, RQ_T_META,
			    (struct rq_span) { MARKS_KEY, sizeof MARKS_KEY - 1 },
			    rq_key_span(&value), err);
}

/* A transaction that changed nothing else is not made to write for its metrics. */
static int write_metrics(struct rq_session *session, struct rq_error *err)
{
	if (rq_metrics_empty(session->metrics))
		return 0;
	if (session->store->commit_ms >= 0)
		rq_metrics_observe(session->metrics, RQ_H_COMMIT, session->store->commit_ms);
	session->store->commit_ms = -1;
	return rq_metrics_write(session->metrics, session->txn, err);
}

static int finish_write(struct rq_session *session, const struct rq_marks *before,
			struct rq_error *err)
{
	if (memcmp(before, &session->marks, sizeof *before) != 0 && write_marks(session, err) == -1)
		return -1;
	if (rq_tally_write(session->tally, session->txn, err) == -1 ||
	    rq_ledger_write(session, err) == -1)
		return -1;
	return write_metrics(session, err);
}

static int run_session(struct rq_txn *txn, void *context, struct rq_error *err)
{
	struct run *run = context;
	struct rq_session session = { .store = run->store, .txn = txn };
	struct rq_marks before;
	int result;

	if (run->ran)
		rq_newest_clear(run->store->newest);
	run->ran = true;
	if (read_marks(&session, err) == -1)
		return -1;
	before = session.marks;
	session.tally = rq_tally_new();
	session.metrics = rq_metrics_new();
	result = run->work(&session, run->context, err);
	if (result == 0 && run->write)
		result = finish_write(&session, &before, err);
	rq_tally_free(session.tally);
	rq_metrics_free(session.metrics);
	return result;
}

int rq_session_write(struct rq_embedded *store, rq_session_work *work, void *context,
		     struct rq_error *err)
{
	struct run run = { store, work, context, true, false };
	int64_t start = rq_clock_steady();
	int result = rq_tables_write(store->tables, run_session, &run, err);

	store->commit_ms = rq_clock_steady() - start;
	if (result == -1)
		rq_newest_clear(store->newest);
	return result;
}

int rq_session_read(struct rq_embedded *store, rq_session_work *work, void *context,
		    struct rq_error *err)
{
	struct run run = { store, work, context, false, false };

	return rq_tables_read(store->tables, run_session, &run, err);
}

/* --- tasks ----------------------------------------------------------------- */

int rq_session_load(struct rq_session *session, uint64_t number, struct rq_loaded *loaded,
		    struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, number);
	got = rq_table_get(session->txn, RQ_T_TASKS, rq_key_span(&key), &value, err);
	if (got != 1)
		return got;
	if (rq_unpack_task(value, &loaded->stored, err) == -1)
		return -1;
	loaded->stored.number = number;
	loaded->exists = true;
	loaded->status = loaded->stored.task.status;
	rq_moving_entries(&loaded->stored, loaded->entries);
	return 1;
}

static int move_entry(struct rq_session *session, enum rq_table_number table,
		      const struct rq_entry *from, const struct rq_entry *to, struct rq_error *err)
{
	if (from->key.size == to->key.size && from->value.size == to->value.size &&
	    memcmp(from->key.bytes, to->key.bytes, to->key.size) == 0 &&
	    memcmp(from->value.bytes, to->value.bytes, to->value.size) == 0)
		return 0;
	if (from->key.size > 0 &&
	    rq_table_delete(session->txn, table, rq_key_span(&from->key), err) == -1)
		return -1;
	return to->key.size == 0 ? 0
				 : rq_table_put(session->txn, table, rq_key_span(&to->key),
						rq_key_span(&to->value), err);
}

static int write_record(struct rq_session *session, const struct rq_loaded *loaded,
			struct rq_error *err)
{
	unsigned char bytes[RQ_PACK_MAX];
	struct rq_span value = { bytes, rq_pack_task(&loaded->stored, bytes) };
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, loaded->stored.number);
	if (loaded->exists)
		return rq_table_put(session->txn, RQ_T_TASKS, rq_key_span(&key), value, err);
	return rq_table_append(session->txn, RQ_T_TASKS, rq_key_span(&key), value, err);
}

int rq_session_save(struct rq_session *session, struct rq_loaded *loaded, struct rq_error *err)
{
	struct rq_stored *stored = &loaded->stored;
	struct rq_entry entries[RQ_MOVING];

	if (!loaded->exists) {
		unsigned char folded[RQ_KEY_ID];

		stored->number = session->marks.next_task++;
		rq_key_fold(stored->task.task_id, folded);
		rq_newest_add(session, RQ_NEWEST_TASK, folded, stored->number);
		for (size_t i = 0; i < RQ_MOVING; i++)
			loaded->entries[i].key.size = loaded->entries[i].value.size = 0;
	}
	if (write_record(session, loaded, err) == -1)
		return -1;
	rq_moving_entries(stored, entries);
	for (size_t i = 0; i < RQ_MOVING; i++)
		if (move_entry(session, rq_moving_tables[i], &loaded->entries[i], &entries[i],
			       err) == -1)
			return -1;
	if (!loaded->exists || loaded->status != stored->task.status) {
		if (loaded->exists)
			rq_tally_add(session->tally, stored->task.job_id, loaded->status, -1);
		rq_tally_add(session->tally, stored->task.job_id, stored->task.status, 1);
	}
	memcpy(loaded->entries, entries, sizeof entries);
	loaded->exists = true;
	loaded->status = stored->task.status;
	return 0;
}

int rq_session_adopt(struct rq_session *session, struct rq_loaded *loaded, struct rq_error *err)
{
	const struct rq_task *task = &loaded->stored.task;
	const struct rq_entry none = { .key.size = 0 };

	if (write_record(session, loaded, err) == -1)
		return -1;
	rq_moving_entries(&loaded->stored, loaded->entries);
	for (size_t i = 0; i < RQ_MOVING; i++)
		if (move_entry(session, rq_moving_tables[i], &none, &loaded->entries[i], err) == -1)
			return -1;
	rq_tally_add(session->tally, task->job_id, task->status, 1);
	loaded->status = task->status;
	return 0;
}

/* --- résumés --------------------------------------------------------------- */

struct rq_key rq_session_resume_key(uint64_t number, const char *resume_id)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	rq_key_id(&key, resume_id);
	return key;
}

int rq_session_add_resume(struct rq_session *session, const char *resume_id, struct rq_bytes resume,
			  struct rq_error *err)
{
	struct rq_key key = rq_session_resume_key(session->marks.next_resume, resume_id);

	if (rq_table_append(session->txn, RQ_T_RESUMES, rq_key_span(&key),
			    (struct rq_span) { resume.data, resume.length }, err) == -1)
		return -1;
	rq_newest_add(session, RQ_NEWEST_RESUME, key.bytes + 8, session->marks.next_resume++);
	return rq_ledger_note_folded(session, RQ_AUDIT_READ, key.bytes + 8, err);
}
