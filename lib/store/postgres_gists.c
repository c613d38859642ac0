#include "store/postgres_gists.h"

#include "store/mend.h"
#include "store/outline.h"

/* Results of one transaction: a few megabytes. */
enum { PAGE = 256 };
enum { TASK, RECORD, GIST, FINISHED };

/* A gist of another time is of another result. */
#define GISTS                                                                                      \
	"SELECT task_id, record, CASE WHEN results.finished_at = tasks.finished_at THEN gist "     \
	"END, "                                                                                    \
	"tasks.finished_at FROM results JOIN tasks USING (task_id) "                               \
	"WHERE status = 'done' AND task_id > $1 ORDER BY task_id LIMIT $2"

static const char to_look[] = GISTS, to_mend[] = GISTS " FOR UPDATE";

struct page {
	const struct rq_mending *mending;
	char behind[RQ_ID_SIZE]; /* it begins behind this id */
	char ahead[RQ_ID_SIZE];  /* and the next one behind that */
	size_t count;
};

static int fetch(struct rq_transaction *txn, const char *sql, struct page *page,
		 struct rq_fetched **rows, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();

	rq_args_text(args, page->behind);
	rq_args_number(args, PAGE);
	if (rq_transaction_ask(txn, sql, args, rows, err) == -1)
		return -1;
	page->count = rq_fetched_count(*rows);
	if (page->count > 0)
		rq_digest_copy_id(page->ahead, rq_fetched_text(*rows, page->count - 1, TASK));
	return 0;
}

static void turn(struct page *page)
{
	rq_digest_copy_id(page->behind, page->ahead);
}

/* Of one that does not open *damaged tells, and it is none. */
static enum rq_gist_state judge(const struct rq_vault *vault, const struct rq_fetched *rows,
				size_t at, rq_gist_maker *make, struct rq_buffer *fresh,
				bool *damaged)
{
	const char *id = rq_fetched_text(rows, at, TASK);
	struct rq_bytes record, gist;
	struct rq_error why = { 0 };

	*damaged = false;
	if (rq_vault_open(vault, RQ_V_RESULT, id, rows, at, RECORD, &record, &why) == -1)
		return RQ_GIST_RIGHT; /* others tell of it */
	*damaged = rq_vault_open(vault, RQ_V_GIST, id, rows, at, GIST, &gist, &why) == -1;
	if (*damaged)
		gist = (struct rq_bytes) { NULL, 0 };
	return rq_outline_judge(make, (struct rq_span) { record.data, record.length },
				(struct rq_span) { gist.data, gist.length }, fresh);
}

/* --- looking ---------------------------------------------------------------------------- */

static int check_page(struct rq_transaction *txn, struct page *page, rq_gist_maker *make,
		      struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_fetched *rows;
	struct rq_buffer fresh;
	bool damaged;

	if (fetch(txn, to_look, page, &rows, err) == -1)
		return -1;
	rq_buffer_init(&fresh, RQ_MAX_GIST_BYTES);
	for (size_t i = 0; i < page->count; i++) {
		enum rq_gist_state state =
		    judge(&txn->store->vault, rows, i, make, &fresh, &damaged);

		if (state != RQ_GIST_RIGHT && !damaged)
			rq_complain(complaints, "task %s: %s", rq_fetched_text(rows, i, TASK),
				    rq_outline_words(state));
	}
	rq_buffer_free(&fresh);
	rq_fetched_free(rows);
	return 0;
}

int rq_postgres_check_gists(struct rq_transaction *txn, rq_gist_maker *make,
			    struct rq_complaints *complaints, struct rq_error *err)
{
	struct page page = { .count = PAGE };

	while (page.count == PAGE) {
		if (check_page(txn, &page, make, complaints, err) == -1)
			return -1;
		turn(&page);
	}
	return 0;
}

/* --- mending ----------------------------------------------------------------------------- */

struct mended {
	struct rq_args *args;
	size_t ids, gists, times;
};

static void push(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		 const struct rq_buffer *fresh, struct mended *mended)
{
	const char *id = rq_fetched_text(rows, at, TASK);

	rq_args_push_text(mended->args, mended->ids, id);
	rq_vault_push_bytes(
	    vault, RQ_V_GIST, id,
	    (struct rq_bytes) { fresh->length > 0 ? fresh->data : NULL, fresh->length },
	    mended->args, mended->gists);
	rq_args_push_number(mended->args, mended->times, rq_fetched_number(rows, at, FINISHED));
}

static int write_page(struct rq_transaction *txn, const struct rq_fetched *rows,
		      rq_gist_maker *make, struct rq_error *err)
{
	struct mended mended = { .args = rq_args_new() };
	struct rq_buffer fresh;
	bool damaged;

	mended.ids = rq_args_array(mended.args, RQ_ARG_TEXT);
	mended.gists = rq_args_array(mended.args, RQ_ARG_BYTES);
	mended.times = rq_args_array(mended.args, RQ_ARG_NUMBER);
	rq_buffer_init(&fresh, RQ_MAX_GIST_BYTES);
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		if (judge(&txn->store->vault, rows, i, make, &fresh, &damaged) != RQ_GIST_RIGHT)
			push(&txn->store->vault, rows, i, &fresh, &mended);
	rq_buffer_free(&fresh);
	if (rq_args_elements(mended.args, mended.ids) > 0)
		return rq_transaction_write(
		    txn,
		    "UPDATE results SET gist = v.gist, finished_at = v.at "
		    "FROM unnest($1::text[], $2::bytea[], $3::bigint[]) AS v (id, gist, at) "
		    "WHERE task_id = v.id",
		    mended.args, err);
	rq_args_free(mended.args);
	return 0;
}

static int mend_page(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct page *page = context;
	struct rq_fetched *rows;
	int result;

	if (fetch(txn, to_mend, page, &rows, err) == -1)
		return -1;
	result = write_page(txn, rows, page->mending->make_gist, err);
	rq_fetched_free(rows);
	return result;
}

int rq_postgres_mend_gists(struct rq_store *store, const struct rq_mending *mending,
			   struct rq_error *err)
{
	struct page page = { .mending = mending, .count = PAGE };

	while (page.count == PAGE) {
		if (rq_transaction_run(rq_postgres_of(store), mend_page, &page, err) == -1)
			return -1;
		turn(&page);
	}
	return 0;
}
