#include "store/postgres_ledger.h"

#include <string.h>

#include "base/hex.h"
#include "store/key.h"

/* One transaction binds so many entries, and no more. */
enum { BIND_AT_ONCE = 4096 };

/* --- what a transaction tells ------------------------------------------------------- */

void rq_postgres_note(struct rq_transaction *txn, enum rq_audit_action action, const char *id,
		      const char *digest, const char *who)
{
	unsigned char folded[RQ_KEY_ID];
	char text[RQ_ID_SIZE];

	if (txn->told)
		return;
	if (!txn->notes) {
		txn->notes = rq_args_new();
		rq_args_number(txn->notes, rq_postgres_now(&txn->store->store));
		for (int i = 0; i < 4; i++)
			(void)rq_args_array(txn->notes, RQ_ARG_TEXT);
	}
	rq_key_fold(id, folded);
	rq_hex_write(folded, RQ_KEY_ID, text);
	rq_args_push_text(txn->notes, 1, rq_audit_action_name(action));
	rq_args_push_text(txn->notes, 2, text);
	rq_args_push_text(txn->notes, 3, digest ? digest : "");
	rq_args_push_text(txn->notes, 4, who ? who : "");
}

int rq_postgres_write_notes(struct rq_transaction *txn, struct rq_error *err)
{
	struct rq_args *args = txn->notes;

	txn->notes = NULL;
	if (!args)
		return 0;
	return rq_transaction_write(
	    txn,
	    "INSERT INTO audit_waiting (at, action, id, digest, who) SELECT $1, * "
	    "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])",
	    args, err);
}

/* --- binding ---------------------------------------------------------------------------- */

/* at, action, id, digest, who from the column first on: all that is hashed. */
static int read_entry(const struct rq_fetched *rows, size_t at, int first,
		      struct rq_audit_entry *entry, struct rq_error *err)
{
	int action = rq_audit_action_find(rq_fetched_text(rows, at, first + 1));

	entry->at = rq_fetched_number(rows, at, first);
	entry->action = (enum rq_audit_action)action;
	if (action != -1 && rq_fetched_copy(rows, at, first + 2, entry->id, sizeof entry->id) &&
	    rq_fetched_copy(rows, at, first + 3, entry->digest, sizeof entry->digest) &&
	    rq_fetched_copy(rows, at, first + 4, entry->by, sizeof entry->by))
		return 0;
	return rq_fail(err, RQ_DAMAGED, "audit: entry %llu cannot be read",
		       (unsigned long long)entry->sequence);
}

int rq_postgres_read_entry(const struct rq_fetched *rows, size_t at, struct rq_audit_entry *entry,
			   struct rq_error *err)
{
	*entry = (struct rq_audit_entry) { .sequence = (uint64_t)rq_fetched_number(rows, at, 0) };
	if (!rq_fetched_copy(rows, at, 6, entry->hash, sizeof entry->hash))
		entry->hash[0] = '\0'; /* it follows from nothing */
	return read_entry(rows, at, 1, entry, err);
}

struct rq_args *rq_postgres_entry_args(void)
{
	struct rq_args *args = rq_args_new();

	for (int i = 0; i < 7; i++)
		(void)rq_args_array(args, i < 2 ? RQ_ARG_NUMBER : RQ_ARG_TEXT);
	return args;
}

void rq_postgres_push_entry(struct rq_args *args, const struct rq_audit_entry *entry)
{
	rq_args_push_number(args, 0, (int64_t)entry->sequence);
	rq_args_push_number(args, 1, entry->at);
	rq_args_push_text(args, 2, rq_audit_action_name(entry->action));
	rq_args_push_text(args, 3, entry->id);
	rq_args_push_text(args, 4, entry->digest);
	rq_args_push_text(args, 5, entry->by);
	rq_args_push_text(args, 6, entry->hash);
}

/* The entries behind the head, as arguments; the head is the last of them then. */
static int chain(const struct rq_fetched *rows, struct rq_audit_head *head, struct rq_args *args,
		 struct rq_error *err)
{
	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		struct rq_audit_entry entry = { .sequence = head->sequence + 1 };

		if (read_entry(rows, i, 0, &entry, err) == -1)
			return -1;
		rq_audit_hash(&entry, head->hash, entry.hash);
		rq_postgres_push_entry(args, &entry);
		head->sequence = entry.sequence;
		memcpy(head->hash, entry.hash, sizeof head->hash);
	}
	return 0;
}

const char rq_postgres_log_end[] = "SELECT sequence, hash FROM audit_head FOR UPDATE";
const char rq_postgres_log_append[] =
    "INSERT INTO audit SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], "
    "$5::text[], $6::text[], $7::text[])";
const char rq_postgres_log_move[] = "UPDATE audit_head SET sequence = $1, hash = $2";

struct rq_args *rq_postgres_head_args(const struct rq_audit_head *head)
{
	struct rq_args *args = rq_args_new();

	rq_args_number(args, (int64_t)head->sequence);
	rq_args_text(args, head->hash);
	return args;
}

static int append(struct rq_link *link, const struct rq_fetched *rows, struct rq_audit_head *head,
		  struct rq_error *err)
{
	struct rq_args *entries = rq_postgres_entry_args(), *last = NULL;
	int result = chain(rows, head, entries, err);

	if (result == 0)
		result = rq_link_ask(link, rq_postgres_log_append, entries, NULL, err);
	if (result == 0) {
		last = rq_postgres_head_args(head);
		result = rq_link_ask(link, rq_postgres_log_move, last, NULL, err);
	}
	rq_args_free(entries);
	rq_args_free(last);
	return result;
}

int rq_postgres_read_head(const struct rq_fetched *rows, struct rq_audit_head *head,
			  struct rq_error *err)
{
	if (rq_fetched_count(rows) != 1 ||
	    !rq_fetched_copy(rows, 0, 1, head->hash, sizeof head->hash))
		return rq_fail(err, RQ_DAMAGED, "audit: its head cannot be read");
	head->sequence = (uint64_t)rq_fetched_number(rows, 0, 0);
	return 0;
}

/* 1; 0 when somebody else is at it, for whom a patient one waits. */
static int lock_log(struct rq_link *link, bool patient, struct rq_audit_head *head,
		    struct rq_error *err)
{
	struct rq_fetched *rows;
	int result = 0;

	if (rq_link_ask(link,
			patient ? rq_postgres_log_end
				: "SELECT sequence, hash FROM audit_head FOR UPDATE SKIP LOCKED",
			NULL, &rows, err) == -1)
		return -1;
	if (patient || rq_fetched_count(rows) > 0)
		result = rq_postgres_read_head(rows, head, err) == -1 ? -1 : 1;
	rq_fetched_free(rows);
	return result;
}

/* *count of them; 0 also when somebody else is at it. */
static int bind_some(struct rq_link *link, bool patient, size_t *count, struct rq_error *err)
{
	struct rq_audit_head head;
	struct rq_fetched *rows;
	struct rq_args *limit;
	int result = lock_log(link, patient, &head, err);

	*count = 0;
	if (result != 1)
		return result;
	limit = rq_args_new();
	rq_args_number(limit, BIND_AT_ONCE);
	result = rq_link_ask(link,
			     "WITH gone AS (DELETE FROM audit_waiting WHERE number IN (SELECT "
			     "number FROM audit_waiting ORDER BY number LIMIT $1) RETURNING *) "
			     "SELECT at, action, id, digest, who FROM gone ORDER BY number",
			     limit, &rows, err);
	rq_args_free(limit);
	if (result == -1)
		return -1;
	*count = rq_fetched_count(rows);
	if (*count > 0)
		result = append(link, rows, &head, err);
	rq_fetched_free(rows);
	return result;
}

/* Not run again when the connection is lost: somebody else will do it. */
int rq_postgres_bind_notes(struct rq_postgres *store, bool patient, struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	size_t count = BIND_AT_ONCE;

	while (count == BIND_AT_ONCE) {
		if (rq_link_script(store->link, "BEGIN; " RQ_LINK_LET_GO, err) == 0 &&
		    bind_some(store->link, patient, &count, err) == 0 &&
		    rq_link_ask(store->link, "COMMIT", NULL, NULL, err) == 0)
			continue;
		if (rq_link_state(store->link) != RQ_LINK_LOST)
			(void)rq_link_ask(store->link, "ROLLBACK", NULL, NULL, &ignored);
		return -1;
	}
	return 0;
}

/* --- looking ------------------------------------------------------------------------------ */

/* What is bound before a connection is lost is not bound again. */
int rq_postgres_bring_up_to_date(struct rq_store *store, struct rq_error *err)
{
	struct rq_postgres *postgres = rq_postgres_of(store);

	for (int losses = 0; !postgres->read_only;) {
		struct rq_error why = { 0 };

		if (rq_postgres_bind_notes(postgres, true, &why) == 0)
			break;
		if (rq_link_state(postgres->link) != RQ_LINK_LOST || ++losses == RQ_MAX_LOSSES) {
			*err = why;
			return -1;
		}
		if (rq_failover_reconnect(postgres, err) == -1)
			return -1;
	}
	return 0;
}

int rq_postgres_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		      size_t max, size_t *count, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_error ignored = { 0 };
	struct rq_fetched *rows;
	int result = 0;

	if (behind == 0)
		(void)rq_postgres_bring_up_to_date(store, &ignored);
	rq_args_number(args, (int64_t)behind);
	rq_args_number(args, (int64_t)max);
	if (rq_postgres_ask(rq_postgres_of(store),
			    "SELECT sequence, at, action, id, digest, who, hash FROM audit "
			    "WHERE sequence > $1 ORDER BY sequence LIMIT $2",
			    args, &rows, err) == -1)
		return -1;
	*count = rq_fetched_count(rows);
	for (size_t i = 0; result == 0 && i < *count; i++)
		result = rq_postgres_read_entry(rows, i, &entries[i], err);
	rq_fetched_free(rows);
	return result;
}

int rq_postgres_audit_head(struct rq_store *store, struct rq_audit_head *head, struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	struct rq_fetched *rows;
	int result;

	(void)rq_postgres_bring_up_to_date(store, &ignored);
	if (rq_postgres_ask(rq_postgres_of(store), "SELECT sequence, hash FROM audit_head", NULL,
			    &rows, err) == -1)
		return -1;
	result = rq_postgres_read_head(rows, head, err);
	rq_fetched_free(rows);
	return result;
}

/* --- what happened outside of the store ------------------------------------------------------ */

struct adding {
	const struct rq_audit_entry *entries;
	size_t count;
};

static int add_all(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	const struct adding *adding = context;

	(void)err;
	for (size_t i = 0; i < adding->count; i++)
		rq_postgres_note(txn, adding->entries[i].action, adding->entries[i].id,
				 adding->entries[i].digest, adding->entries[i].by);
	return 0;
}

int rq_postgres_audit_add(struct rq_store *store, const struct rq_audit_entry *entries,
			  size_t count, struct rq_error *err)
{
	struct adding adding = { entries, count };

	return rq_transaction_run(rq_postgres_of(store), add_all, &adding, err);
}
