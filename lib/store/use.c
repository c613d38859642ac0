#include "store/use.h"

#include <string.h>

#include "base/hex.h"
#include "store/embedded.h"
#include "store/rule.h"

int rq_use_touch(struct rq_txn *txn, uint64_t resume, int64_t now, struct rq_error *err)
{
	struct rq_key key = { .size = 0 }, value = { .size = 0 };

	rq_key_number(&key, resume);
	rq_key_time(&value, now);
	return rq_table_put(txn, RQ_T_USES, rq_key_span(&key), rq_key_span(&value), err);
}

int rq_use_find(struct rq_txn *txn, uint64_t resume, int64_t *when, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, resume);
	got = rq_table_get(txn, RQ_T_USES, rq_key_span(&key), &value, err);
	if (got == 1 && value.size != 8)
		return 0;
	if (got == 1)
		*when = rq_key_read_time(value.data);
	return got;
}

int rq_use_resume(struct rq_session *session, uint64_t number, unsigned char folded[RQ_KEY_ID],
		  struct rq_error *err)
{
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	rq_key_number(&from, number);
	if (rq_table_walk(session->txn, RQ_T_RESUMES, rq_key_span(&from), &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1 && key.size == 8 + RQ_KEY_ID && rq_key_read_number(key.data) == number)
		memcpy(folded, (const char *)key.data + 8, RQ_KEY_ID);
	else if (got == 1)
		got = 0;
	rq_table_end(&walk);
	return got;
}

/* --- holds -------------------------------------------------------------------- */

static struct rq_key hold_key(const char *id, bool candidate)
{
	struct rq_key key = { .size = 0 };

	rq_key_byte(&key, candidate ? 'c' : 't');
	rq_key_id(&key, id);
	return key;
}

int rq_hold_keeps(struct rq_txn *txn, const struct rq_task *task, struct rq_error *err)
{
	struct rq_key keys[] = { hold_key(task->task_id, false),
				 hold_key(task->candidate_id, true) };
	struct rq_span value;
	int got = 0;

	for (size_t i = 0; got == 0 && i < 2; i++)
		got = rq_table_get(txn, RQ_T_HOLDS, rq_key_span(&keys[i]), &value, err);
	return got;
}

int rq_hold_find(struct rq_txn *txn, const struct rq_hold *hold, struct rq_error *err)
{
	struct rq_key key = hold_key(hold->id, hold->candidate);
	struct rq_span value;

	return rq_table_get(txn, RQ_T_HOLDS, rq_key_span(&key), &value, err);
}

int rq_hold_keep(struct rq_txn *txn, const struct rq_hold *hold, struct rq_error *err)
{
	struct rq_key key = hold_key(hold->id, hold->candidate), value = { .size = 0 };
	size_t length = strlen(hold->id);
	unsigned char bytes[8 + RQ_ID_SIZE];

	rq_key_time(&value, hold->at);
	memcpy(bytes, value.bytes, 8);
	memcpy(bytes + 8, hold->id, length);
	return rq_table_put(txn, RQ_T_HOLDS, rq_key_span(&key),
			    (struct rq_span) { bytes, 8 + length }, err);
}

struct holding {
	const char *id;
	bool release;
	int64_t now;
	bool done;
};

static int write_hold(struct rq_session *session, const struct holding *holding, bool candidate,
		      struct rq_error *err)
{
	struct rq_key key = hold_key(holding->id, candidate);
	struct rq_hold hold = { .candidate = candidate, .at = holding->now };

	if (holding->release)
		return rq_table_delete(session->txn, RQ_T_HOLDS, rq_key_span(&key), err);
	rq_digest_copy_id(hold.id, holding->id);
	return rq_hold_keep(session->txn, &hold, err) == 0 ? 1 : -1;
}

/* A task by its id, or else a candidate, whether or not the store has tasks of it so far. */
static int hold(struct rq_session *session, void *context, struct rq_error *err)
{
	struct holding *holding = context;
	struct rq_loaded loaded;
	int got = rq_session_find(session, holding->id, &loaded, err), freed = 0;

	if (got == -1)
		return -1;
	if (got == 1)
		rq_task_free(&loaded.stored.task);
	if (holding->release && got == 0) /* of a task that is gone */
		freed = write_hold(session, holding, false, err);
	if (freed != -1)
		got = write_hold(session, holding, got == 0, err);
	holding->done = got == 1 || freed == 1;
	return got == -1 || freed == -1 ? -1 : 0;
}

int rq_embedded_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		     struct rq_error *err)
{
	struct holding holding = { .id = id, .release = release, .now = now };

	if (rq_session_write(rq_embedded_of(store), hold, &holding, err) == -1)
		return -1;
	*done = holding.done;
	return 0;
}

int rq_hold_read(struct rq_span key, struct rq_span value, struct rq_hold *hold)
{
	*hold = (struct rq_hold) { .candidate = key.size > 0 && *(const char *)key.data == 'c' };
	if (key.size != 1 + RQ_KEY_ID)
		return -1;
	if (value.size > 8 && value.size - 8 < sizeof hold->id) {
		hold->at = rq_key_read_time(value.data);
		memcpy(hold->id, (const char *)value.data + 8, value.size - 8);
		return 1;
	}
	rq_hex_write((const unsigned char *)key.data + 1, RQ_KEY_ID, hold->id);
	return 0;
}

int rq_hold_each(struct rq_txn *txn,
		 int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		 void *context, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(txn, RQ_T_HOLDS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		struct rq_hold hold;

		if (rq_hold_read(key, value, &hold) != -1 && visit(&hold, context, err) == -1) {
			got = -1;
			break;
		}
	}
	rq_table_end(&walk);
	return got;
}

struct keeping {
	struct rq_bytes record;
	bool kept;
};

/* What is damaged may be of anybody. */
static int look_for_name(const struct rq_hold *hold, void *context, struct rq_error *err)
{
	struct keeping *keeping = context;

	(void)err;
	keeping->kept = keeping->kept ||
			(hold->candidate &&
			 (keeping->record.length == 0 || rq_rule_is_of(keeping->record, hold->id)));
	return 0;
}

int rq_hold_keeps_record(struct rq_txn *txn, struct rq_span record, struct rq_error *err)
{
	struct keeping keeping = { { record.data, record.size }, false };

	return rq_hold_each(txn, look_for_name, &keeping, err) == -1 ? -1 : keeping.kept;
}

struct listing {
	int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err);
	void *context;
};

static int list(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct listing *listing = context;

	return rq_hold_each(session->txn, listing->visit, listing->context, err);
}

int rq_embedded_holds(struct rq_store *store,
		      int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		      void *context, struct rq_error *err)
{
	struct listing listing = { visit, context };

	return rq_session_read(rq_embedded_of(store), list, &listing, err);
}
