#include "store/postgres_transaction.h"

struct holding {
	const char *id;
	bool release;
	int64_t now;
	bool done;
};

/* A task by its id, or else a candidate, whether or not the store has tasks of it so far. */
static const char add_hold[] =
    "INSERT INTO holds (id, candidate, held_at) "
    "SELECT $1, (NOT EXISTS (SELECT FROM tasks WHERE task_id = $1))::int, $2 "
    "ON CONFLICT (id, candidate) DO UPDATE SET held_at = excluded.held_at RETURNING 1";
static const char drop_hold[] = "DELETE FROM holds WHERE id = $1 RETURNING 1";

static int hold(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct holding *holding = context;
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;

	rq_args_text(args, holding->id);
	if (!holding->release)
		rq_args_number(args, holding->now);
	txn->written = true;
	if (rq_transaction_ask(txn, holding->release ? drop_hold : add_hold, args, &rows, err) ==
	    -1)
		return -1;
	holding->done = rq_fetched_count(rows) > 0;
	rq_fetched_free(rows);
	return 0;
}

int rq_postgres_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		     struct rq_error *err)
{
	struct holding holding = { .id = id, .release = release, .now = now };

	if (rq_transaction_run(rq_postgres_of(store), hold, &holding, err) == -1)
		return -1;
	*done = holding.done;
	return 0;
}

int rq_postgres_holds(struct rq_store *store,
		      int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		      void *context, struct rq_error *err)
{
	struct rq_fetched *rows;
	int result = 0;

	if (rq_postgres_ask(rq_postgres_of(store),
			    "SELECT id, candidate, held_at FROM holds ORDER BY candidate, id", NULL,
			    &rows, err) == -1)
		return -1;
	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows); i++) {
		struct rq_hold one = { .candidate = rq_fetched_number(rows, i, 1) != 0,
				       .at = rq_fetched_number(rows, i, 2) };

		if (rq_fetched_copy(rows, i, 0, one.id, sizeof one.id))
			result = visit(&one, context, err);
	}
	rq_fetched_free(rows);
	return result;
}

int rq_postgres_copy(struct rq_store *store, const char *folder, struct rq_error *err)
{
	(void)store;
	(void)folder;
	return rq_fail(err, RQ_USAGE,
		       "a store on a server is backed up by its own tools: see pg_dump");
}
