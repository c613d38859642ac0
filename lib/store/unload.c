
#include "io/record.h"
#include "store/embedded.h"
#include "store/format.h"
#include "store/kept_gist.h"
#include "store/ledger.h"
#include "store/parcel.h"
#include "store/parcel_member.h"
#include "store/parcel_task.h"
#include "store/permit.h"
#include "store/review.h"
#include "store/scope.h"
#include "store/use.h"

/* Makes a parcel of an entry of a table: new, or NULL. */
typedef json_t *wrap(struct rq_session *session, struct rq_span key, struct rq_span value,
		     struct rq_error *err);

static int unload_table(struct rq_session *session, const struct rq_parcel_taker *to,
			enum rq_table_number table, struct rq_span from, wrap *parcel_of,
			struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, from, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (rq_parcel_hand(to, parcel_of(session, key, value, err), err) == -1) {
			got = -1;
			break;
		}
	rq_table_end(&walk);
	return got;
}

/* --- parcels ---------------------------------------------------------------------- */

static json_t *or_none(json_t *parcel, int result)
{
	if (result == 0)
		return parcel;
	json_decref(parcel);
	return NULL;
}

/* The id whose sixteen bytes stand in a key. Records that others refer to have no other. */
static void set_id(json_t *parcel, const unsigned char *folded)
{
	rq_parcel_set_bytes(parcel, "id", (struct rq_span) { folded, RQ_KEY_ID });
}

static json_t *wrap_resume(struct rq_session *session, struct rq_span key, struct rq_span value,
			   struct rq_error *err)
{
	json_t *parcel = rq_parcel_new("resume");
	int64_t used_at = 0;
	int got;

	if (key.size != 8 + RQ_KEY_ID) {
		(void)rq_fail(err, RQ_STORE, "a résumé's key is damaged: check the store");
		return or_none(parcel, -1);
	}
	set_id(parcel, (const unsigned char *)key.data + 8);
	got = rq_use_find(session->txn, rq_key_read_number(key.data), &used_at, err);
	rq_record_set_time(parcel, "used_at", used_at);
	return or_none(parcel, got == -1 ? -1 : rq_parcel_set_record(parcel, "record", value, err));
}

static json_t *wrap_referred(const char *kind, struct rq_span key, struct rq_span value,
			     struct rq_error *err)
{
	json_t *parcel = rq_parcel_new(kind);

	rq_parcel_set_bytes(parcel, "id", key);
	return or_none(parcel, rq_parcel_set_record(parcel, "record", value, err));
}

static json_t *wrap_job(struct rq_session *session, struct rq_span key, struct rq_span value,
			struct rq_error *err)
{
	(void)session;
	return wrap_referred("job", key, value, err);
}

static json_t *wrap_recipe(struct rq_session *session, struct rq_span key, struct rq_span value,
			   struct rq_error *err)
{
	(void)session;
	return wrap_referred("recipe", key, value, err);
}

static json_t *wrap_audit(struct rq_session *session, struct rq_span key, struct rq_span value,
			  struct rq_error *err)
{
	struct rq_audit_entry entry;
	json_t *parcel;

	(void)session;
	if (rq_ledger_read(key, value, &entry, err) == -1)
		return NULL;
	parcel = rq_parcel_new("audit");
	rq_parcel_set_audit(parcel, &entry);
	return parcel;
}

static json_t *wrap_limits(struct rq_session *session, struct rq_span key, struct rq_span value,
			   struct rq_error *err)
{
	json_t *parcel;
	struct rq_scope scope;

	(void)session;
	(void)key;
	if (rq_scope_read(value, &scope, err) == -1)
		return NULL;
	parcel = rq_parcel_new("limits");
	rq_json_set_string(parcel, "scope", scope.name);
	rq_parcel_set_bytes(parcel, "bytes", value);
	return parcel;
}

static json_t *wrap_batch(struct rq_session *session, struct rq_span key, struct rq_span value,
			  struct rq_error *err)
{
	struct rq_kept_batch kept;
	json_t *parcel;

	(void)session;
	(void)key;
	if (rq_batch_read(value, &kept, err) == -1)
		return NULL;
	parcel = rq_parcel_new("batch");
	rq_parcel_set_batch(parcel, &kept.batch);
	return parcel;
}

/* --- a task, with all that is kept of it ---------------------------------------------- */

static int set_permit(json_t *parcel, struct rq_session *session, struct rq_span key,
		      struct rq_error *err)
{
	struct rq_span value;
	int got = rq_table_get(session->txn, RQ_T_PERMITS, key, &value, err);

	if (got == 1)
		rq_parcel_set_bytes(parcel, "permit", value);
	return got == -1 ? -1 : 0;
}

static int set_review(json_t *parcel, struct rq_session *session, uint64_t number,
		      struct rq_error *err)
{
	struct rq_kept_review kept;
	json_t *review;
	int got = rq_review_find(session->txn, number, &kept, err);

	if (got != 1)
		return got;
	review = json_object();
	rq_record_set_time(review, "at", kept.at);
	rq_json_set_take(parcel, "review", review);
	return rq_parcel_set_record(review, "record", kept.decision, err);
}

static int set_result(json_t *parcel, struct rq_session *session, struct rq_span key,
		      const struct rq_stored *stored, struct rq_error *err)
{
	struct rq_span value;
	int got = rq_table_get(session->txn, RQ_T_RESULTS, key, &value, err);

	if (got != 1)
		return got;
	if (rq_parcel_set_record(parcel, "result", value, err) == -1)
		return -1;
	got =
	    rq_kept_gist_find(session->txn, stored->number, stored->task.finished_at, &value, err);
	if (got == 1)
		rq_parcel_set_bytes(parcel, "gist", value);
	return got == -1 ? -1 : set_review(parcel, session, stored->number, err);
}

static json_t *wrap_task(struct rq_session *session, struct rq_span key, struct rq_span value,
			 struct rq_error *err)
{
	json_t *parcel;
	struct rq_stored stored;
	int result;

	if (rq_unpack_task(value, &stored, err) == -1)
		return NULL;
	stored.number = rq_session_number_in(key);
	parcel = rq_parcel_new("task");
	rq_parcel_set_task(parcel, &stored);
	result = set_result(parcel, session, key, &stored, err);
	if (result == 0)
		result = set_permit(parcel, session, key, err);
	rq_task_free(&stored.task);
	return or_none(parcel, result);
}

/* --- what has interfaces of its own ------------------------------------------------------ */

static int unload_hold(const struct rq_hold *hold, void *context, struct rq_error *err)
{
	return rq_parcel_hand(context, rq_parcel_hold(hold), err);
}

static int unload_usage(struct rq_session *session, const struct rq_parcel_taker *to,
			struct rq_error *err)
{
	json_t *list = json_array();
	int result = rq_usage_list(session->txn, 0, 0, list, err);

	if (result == 0)
		result = rq_parcel_hand_usage(to, list, err);
	json_decref(list);
	return result;
}

/* In the order in which another store can take them: what is referred to comes first. */
static int unload(struct rq_session *session, void *context, struct rq_error *err)
{
	static const struct {
		enum rq_table_number table;
		wrap *parcel_of;
	} kinds[] = {
		{ RQ_T_RESUMES, wrap_resume }, { RQ_T_JOBS, wrap_job },
		{ RQ_T_RECIPES, wrap_recipe }, { RQ_T_SCOPES, wrap_limits },
		{ RQ_T_BATCHES, wrap_batch },  { RQ_T_TASKS, wrap_task },
	};
	struct rq_parcel_taker *to = context;
	struct rq_key first = { .size = 0 }; /* of the audit: before it stands the head */

	rq_key_number(&first, 1);
	if (rq_parcel_hand(to, rq_parcel_head(), err) == -1 ||
	    unload_table(session, to, RQ_T_AUDIT, rq_key_span(&first), wrap_audit, err) == -1)
		return -1;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (unload_table(session, to, kinds[i].table, (struct rq_span) { 0 },
				 kinds[i].parcel_of, err) == -1)
			return -1;
	if (rq_hold_each(session->txn, unload_hold, to, err) == -1)
		return -1;
	return unload_usage(session, to, err);
}

int rq_embedded_unload(struct rq_store *store,
		       int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		       void *context, struct rq_error *err)
{
	struct rq_parcel_taker to = { visit, context };

	return rq_session_read(rq_embedded_of(store), unload, &to, err);
}
