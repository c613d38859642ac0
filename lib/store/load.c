#include <stdlib.h>
#include <string.h>

#include "store/embedded.h"
#include "store/ledger.h"
#include "store/load_task.h"
#include "store/parcel.h"
#include "store/scope.h"
#include "store/use.h"

/*
 * Takes a parcel: all of it, or, when it is refused (RQ_BAD_RECORD), nothing, so that
 * the others of the transaction can stay. *known: there was nothing new in it.
 */
typedef int load(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		 struct rq_error *err);

static int load_head(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		     struct rq_error *err)
{
	(void)session;
	(void)now;
	*known = true;
	if (rq_json_integer(parcel, "format", INT64_MAX) <= RQ_PARCEL_FORMAT)
		return 0;
	return rq_fail(err, RQ_STORE, "exported by a newer rq, or no export at all");
}

/* --- what tasks refer to ----------------------------------------------------------- */

static int read_record(const json_t *parcel, char id[RQ_ID_SIZE], char **text, struct rq_error *err)
{
	if (rq_parcel_text(parcel, "id", id, RQ_ID_SIZE, false, err) == -1)
		return -1;
	*text = rq_parcel_record(parcel, "record");
	return *text ? 0 : rq_fail(err, RQ_BAD_RECORD, "no \"record\"");
}

static int load_referred(struct rq_session *session, const json_t *parcel,
			 enum rq_table_number table, bool *known, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	char id[RQ_ID_SIZE], *text;
	struct rq_span value;
	int got;

	if (read_record(parcel, id, &text, err) == -1)
		return -1;
	rq_key_id(&key, id);
	got = rq_table_get(session->txn, table, rq_key_span(&key), &value, err);
	*known = got == 1;
	if (got == 0 && table == RQ_T_JOBS)
		got = rq_ledger_note(session, RQ_AUDIT_READ, id, NULL, NULL, err);
	if (got == 0)
		got = rq_table_put(session->txn, table, rq_key_span(&key),
				   (struct rq_span) { text, strlen(text) }, err);
	free(text);
	return got == -1 ? -1 : 0;
}

static int load_job(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		    struct rq_error *err)
{
	(void)now;
	return load_referred(session, parcel, RQ_T_JOBS, known, err);
}

static int load_recipe(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		       struct rq_error *err)
{
	(void)now;
	return load_referred(session, parcel, RQ_T_RECIPES, known, err);
}

/* It was used when either store says so, whichever is later. */
static int touch(struct rq_session *session, uint64_t number, int64_t when, bool *known,
		 struct rq_error *err)
{
	int64_t before = 0;

	if (rq_use_find(session->txn, number, &before, err) == -1)
		return -1;
	if (before >= when)
		return 0;
	*known = false;
	return rq_use_touch(session->txn, number, when, err);
}

static int load_resume(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		       struct rq_error *err)
{
	char id[RQ_ID_SIZE], *text;
	int64_t used_at;
	uint64_t number;
	int got;

	if (rq_parcel_time(parcel, "used_at", &used_at, err) == -1 ||
	    read_record(parcel, id, &text, err) == -1)
		return -1;
	got = rq_session_find_resume(session, id, &number, err);
	*known = got == 1;
	if (got == 0) {
		number = session->marks.next_resume;
		got = rq_session_add_resume(session, id, (struct rq_bytes) { text, strlen(text) },
					    err);
	}
	free(text);
	return got == -1 ? -1 : touch(session, number, used_at ? used_at : now, known, err);
}

/* --- what servers are known by ---------------------------------------------------------- */

static int load_limits(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		       struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_scope scope, there;
	struct rq_key key = { .size = 0 };
	unsigned char *bytes;
	size_t size;
	int got;

	(void)now;
	if (rq_parcel_bytes(parcel, "bytes", &bytes, &size, err) == -1)
		return -1;
	got = rq_scope_read((struct rq_span) { bytes, size }, &scope, &why);
	free(bytes);
	if (got == -1 || strlen(scope.name) == 0)
		return rq_fail(err, RQ_BAD_RECORD, "\"bytes\" are no limits");
	rq_key_id(&key, scope.name);
	got = rq_scope_load(session->txn, key.bytes, &there, err);
	*known = got == 1;
	return got == 0 ? rq_scope_save(session->txn, &scope, err) : got == 1 ? 0 : -1;
}

static int load_batch(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		      struct rq_error *err)
{
	struct rq_kept_batch kept = { .deadline = 0 }, there;
	int got;

	(void)now;
	if (rq_parcel_batch(parcel, &kept.batch, err) == -1)
		return -1;
	got = rq_batch_load(session->txn, kept.batch.batch_id, &there, err);
	*known = got == 1;
	return got == 0 ? rq_batch_save(session->txn, &kept, err) : got == 1 ? 0 : -1;
}

static int load_hold(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		     struct rq_error *err)
{
	struct rq_hold hold = { .candidate = json_is_true(json_object_get(parcel, "candidate")) };
	int got;

	if (rq_parcel_text(parcel, "id", hold.id, sizeof hold.id, false, err) == -1 ||
	    rq_parcel_time(parcel, "at", &hold.at, err) == -1)
		return -1;
	if (hold.at == 0)
		hold.at = now;
	got = rq_hold_find(session->txn, &hold, err);
	*known = got == 1;
	return got == 0 ? rq_hold_keep(session->txn, &hold, err) : got == 1 ? 0 : -1;
}

static int load_usage(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		      struct rq_error *err)
{
	struct rq_usage_line line;

	(void)now;
	if (rq_parcel_usage(parcel, &line, err) == -1)
		return -1;
	return rq_usage_raise(session->txn, &line, known, err);
}

/* --- all of them ------------------------------------------------------------------------ */

static load *find_load(const json_t *parcel)
{
	static const struct {
		const char *kind;
		load *load;
	} kinds[] = {
		{ "store", load_head },    { "resume", load_resume }, { "job", load_job },
		{ "recipe", load_recipe }, { "limits", load_limits }, { "batch", load_batch },
		{ "task", rq_load_task },  { "hold", load_hold },     { "usage", load_usage },
	};
	const char *kind = rq_json_string(parcel, "kind");

	for (size_t i = 0; kind && i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].load;
	return NULL;
}

struct loading {
	struct rq_arrival *arrivals;
	size_t count;
	int64_t now;
};

static int load_one(struct rq_session *session, struct rq_arrival *arrival, int64_t now,
		    struct rq_error *err)
{
	load *how = find_load(arrival->parcel);
	struct rq_error why = { 0 };

	arrival->known = false;
	arrival->refusal = (struct rq_error) { 0 };
	if (!how) {
		(void)rq_fail(&arrival->refusal, RQ_BAD_RECORD, "no such \"kind\"");
		return 0;
	}
	if (how(session, arrival->parcel, now, &arrival->known, &why) == 0)
		return 0;
	if (why.code != RQ_BAD_RECORD) {
		*err = why;
		return -1;
	}
	arrival->refusal = why;
	return 0;
}

static int load_all(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct loading *loading = context;

	for (size_t i = 0; i < loading->count; i++)
		if (load_one(session, &loading->arrivals[i], loading->now, err) == -1)
			return -1;
	return rq_newest_settle_enough(session, err);
}

int rq_embedded_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count, int64_t now,
		     struct rq_error *err)
{
	struct loading loading = { arrivals, count, now };

	return rq_session_write(rq_embedded_of(store), load_all, &loading, err);
}
