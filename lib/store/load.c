#include <stdlib.h>
#include <string.h>

#include "store/embedded.h"
#include "store/ledger.h"
#include "store/load_task.h"
#include "store/parcel.h"
#include "store/parcel_member.h"
#include "store/scope.h"
#include "store/settle.h"
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
	return rq_parcel_read_head(parcel, err);
}

/* 1: another entry stands in its place, so the logs have parted. */
static int continue_log(struct rq_session *session, const json_t *parcel, struct rq_loading *how,
			bool *known, struct rq_error *err)
{
	struct rq_audit_entry entry;
	int got = 1;

	if (rq_parcel_audit(parcel, &entry, err) == -1)
		return -1;
	if (!how->parted)
		got = rq_ledger_continue(session, &entry, known, err);
	if (got == -1)
		return -1;
	how->parted = got == 1;
	how->told = session->told = !how->parted;
	*known = *known || how->parted;
	return 0;
}

/* --- what tasks refer to ----------------------------------------------------------- */

static int load_referred(struct rq_session *session, const json_t *parcel,
			 enum rq_table_number table, bool *known, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	char id[RQ_ID_SIZE], *text;
	struct rq_span value;
	int got;

	if (rq_parcel_read_record(parcel, id, &text, err) == -1)
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
	    rq_parcel_read_record(parcel, id, &text, err) == -1)
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
	struct rq_hold hold;
	int got;

	if (rq_parcel_read_hold(parcel, now, &hold, err) == -1)
		return -1;
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
	struct rq_loading *how;
	struct rq_loading begun; /* as it was before the transaction */
};

static int load_by_kind(struct rq_session *session, const json_t *parcel, struct rq_loading *how,
			bool *known, struct rq_error *err)
{
	load *take = find_load(parcel);

	if (take)
		return take(session, parcel, how->now, known, err);
	if (strcmp(rq_json_string(parcel, "kind"), "audit") == 0)
		return continue_log(session, parcel, how, known, err);
	return rq_fail(err, RQ_BAD_RECORD, "no such \"kind\"");
}

static int load_one(struct rq_session *session, struct rq_arrival *arrival, struct rq_loading *how,
		    struct rq_error *err)
{
	struct rq_error why = { 0 };

	arrival->known = false;
	arrival->refusal = (struct rq_error) { 0 };
	if (load_by_kind(session, arrival->parcel, how, &arrival->known, &why) == 0)
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

	*loading->how = loading->begun;
	session->told = loading->how->told;
	for (size_t i = 0; i < loading->count; i++)
		if (load_one(session, &loading->arrivals[i], loading->how, err) == -1)
			return -1;
	session->store->unsettled = rq_settle_is_due(session);
	return 0;
}

int rq_embedded_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		     struct rq_loading *how, struct rq_error *err)
{
	struct loading loading = { arrivals, count, how, *how };
	struct rq_embedded *embedded = rq_embedded_of(store);

	if (rq_session_write(embedded, load_all, &loading, err) == -1)
		return -1;
	rq_settle_behind(embedded);
	return 0;
}
