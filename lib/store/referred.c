#include <string.h>

#include "base/hex.h"
#include "base/memory.h"
#include "store/embedded.h"
#include "store/ledger.h"
#include "store/review.h"

struct record {
	enum rq_store_kind kind;
	const char *id;
	struct rq_bytes bytes; /* to put */
	char *text;            /* that was got */
	size_t length;
};

static enum rq_table_number table_of(enum rq_store_kind kind)
{
	return kind == RQ_STORED_JOB ? RQ_T_JOBS : RQ_T_RECIPES;
}

static int put_record(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct record *record = context;
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_id(&key, record->id);
	got = rq_table_get(session->txn, table_of(record->kind), rq_key_span(&key), &value, err);
	if (got != 0)
		return got == 1 ? 0 : -1;
	if (record->kind == RQ_STORED_JOB &&
	    rq_ledger_note(session, RQ_AUDIT_READ, record->id, NULL, NULL, err) == -1)
		return -1;
	return rq_table_put(session->txn, table_of(record->kind), rq_key_span(&key),
			    (struct rq_span) { record->bytes.data, record->bytes.length }, err);
}

int rq_embedded_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		    struct rq_bytes bytes, struct rq_error *err)
{
	struct record record = { .kind = kind, .id = id, .bytes = bytes };

	return rq_session_write(rq_embedded_of(store), put_record, &record, err);
}

static int find_result(struct rq_session *session, const char *id, struct rq_span *value,
		       struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_loaded loaded;
	int got = rq_session_find(session, id, &loaded, err);

	if (got != 1)
		return got;
	rq_key_number(&key, loaded.stored.number);
	rq_task_free(&loaded.stored.task);
	return rq_table_get(session->txn, RQ_T_RESULTS, rq_key_span(&key), value, err);
}

static int find_review(struct rq_session *session, const char *id, struct rq_span *value,
		       struct rq_error *err)
{
	struct rq_kept_review kept;
	struct rq_loaded loaded;
	int got = rq_session_find(session, id, &loaded, err);

	if (got != 1)
		return got;
	rq_task_free(&loaded.stored.task);
	got = rq_review_find(session->txn, loaded.stored.number, &kept, err);
	if (got == 1)
		*value = kept.decision;
	return got;
}

static int get_record(struct rq_session *session, void *context, struct rq_error *err)
{
	static const char *const names[] = { "résumé", "job", "recipe", "result of task",
					     "review of task" };
	struct record *record = context;
	struct rq_key key = { .size = 0 };
	struct rq_span value = { NULL, 0 };
	int got;

	if (record->kind == RQ_STORED_RESUME) {
		got = rq_session_get_resume(session, record->id, &value, err);
	} else if (record->kind == RQ_STORED_RESULT) {
		got = find_result(session, record->id, &value, err);
	} else if (record->kind == RQ_STORED_REVIEW) {
		got = find_review(session, record->id, &value, err);
	} else {
		rq_key_id(&key, record->id);
		got = rq_table_get(session->txn, table_of(record->kind), rq_key_span(&key), &value,
				   err);
	}
	if (got == 0)
		return rq_fail(err, RQ_NOT_FOUND, "the store has no %s %s", names[record->kind],
			       record->id);
	if (got == -1)
		return -1;
	if (value.size == 0)
		return rq_fail(err, RQ_DAMAGED, "the %s %s is damaged", names[record->kind],
			       record->id);
	record->text = rq_alloc(value.size + 1, 1);
	memcpy(record->text, value.data, value.size);
	record->length = value.size;
	return 0;
}

int rq_embedded_get(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
		    size_t *length, struct rq_error *err)
{
	struct record record = { .kind = kind, .id = id };

	if (rq_session_read(rq_embedded_of(store), get_record, &record, err) == -1)
		return -1;
	*text = record.text;
	*length = record.length;
	return 0;
}

struct showing {
	int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
		     struct rq_error *err);
	void *context;
};

static int show_resumes(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct showing *showing = context;
	struct rq_span key, value;
	struct rq_table_walk walk;
	char id[RQ_ID_SIZE];
	int got;

	if (rq_table_walk(session->txn, RQ_T_RESUMES, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		if (key.size != 8 + RQ_KEY_ID)
			continue;
		rq_hex_write((const unsigned char *)key.data + 8, RQ_KEY_ID, id);
		got = showing->visit(id, (struct rq_bytes) { value.data, value.size },
				     showing->context, err);
		if (got != 0)
			break;
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

int rq_embedded_resumes(struct rq_store *store,
			int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err)
{
	struct showing showing = { visit, context };

	return rq_session_read(rq_embedded_of(store), show_resumes, &showing, err);
}
