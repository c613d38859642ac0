#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/parcel.h"
#include "store/postgres_ledger.h"
#include "store/postgres_load.h"

/* The log here: its last entry, and those that arrive and are here already. */
struct log {
	struct rq_audit_head head;
	struct rq_fetched *known; /* sequence, hash; by sequence */
	struct rq_args *fresh;
	bool moved;
};

static int lock_log(struct rq_transaction *txn, struct rq_audit_head *head, struct rq_error *err)
{
	struct rq_fetched *rows;
	int result;

	if (rq_transaction_ask(txn, rq_postgres_log_end, NULL, &rows, err) == -1)
		return -1;
	result = rq_postgres_read_head(rows, head, err);
	rq_fetched_free(rows);
	return result;
}

static int open_log(struct rq_transaction *txn, const struct rq_audit_entry *entries, size_t count,
		    struct log *log, struct rq_error *err)
{
	struct rq_args *args;
	size_t array;

	if (lock_log(txn, &log->head, err) == -1)
		return -1;
	args = rq_args_new();
	array = rq_args_array(args, RQ_ARG_NUMBER);
	for (size_t i = 0; i < count; i++)
		rq_args_push_number(args, array, (int64_t)entries[i].sequence);
	log->fresh = rq_postgres_entry_args();
	return rq_transaction_ask(txn,
				  "SELECT sequence, hash FROM audit WHERE sequence = ANY ($1) "
				  "ORDER BY sequence",
				  args, &log->known, err);
}

/* Whether the entry of that number is here, and the same. */
static bool is_there(const struct log *log, const struct rq_audit_entry *entry)
{
	size_t low = 0, high = rq_fetched_count(log->known);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint64_t sequence = (uint64_t)rq_fetched_number(log->known, middle, 0);

		if (sequence == entry->sequence)
			return strcmp(rq_fetched_text(log->known, middle, 1), entry->hash) == 0;
		if (sequence < entry->sequence)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* 0, and *known; or RQ_BAD_RECORD. */
static int continue_log(struct log *log, struct rq_loading *how, const struct rq_audit_entry *entry,
			bool *known, struct rq_error *err)
{
	*known = true;
	if (how->parted)
		return 0;
	if (entry->sequence <= log->head.sequence) {
		how->parted = !log->moved && !is_there(log, entry);
		how->told = !how->parted;
		return 0;
	}
	if (rq_audit_continues(&log->head, entry, err) == -1)
		return -1;
	*known = false;
	how->told = true;
	log->moved = true;
	log->head.sequence = entry->sequence;
	memcpy(log->head.hash, entry->hash, sizeof entry->hash);
	rq_postgres_push_entry(log->fresh, entry);
	return 0;
}

/* The entries that can be read; which[i] is the arrival of entries[i]. */
static int read_entries(struct rq_postgres_loading *loading, struct rq_audit_entry *entries,
			size_t *which, size_t *count, struct rq_error *err)
{
	*count = 0;
	for (size_t i = 0; i < loading->count; i++) {
		struct rq_arrival *arrival = &loading->arrivals[i];
		struct rq_error why = { 0 };

		if (!rq_postgres_is_kind(arrival, "audit"))
			continue;
		if (rq_parcel_audit(arrival->parcel, &entries[*count], &why) == 0)
			which[(*count)++] = i;
		else if (rq_postgres_refuse(arrival, &why, err) == -1)
			return -1;
	}
	return 0;
}

static int extend_log(struct rq_transaction *txn, struct log *log, struct rq_error *err)
{
	struct rq_args *entries = log->fresh;

	log->fresh = NULL; /* the statement's now */
	if (rq_transaction_write(txn, rq_postgres_log_append, entries, err) == -1)
		return -1;
	return rq_transaction_write(txn, rq_postgres_log_move, rq_postgres_head_args(&log->head),
				    err);
}

static int take_entries(struct rq_postgres_loading *loading, const struct rq_audit_entry *entries,
			const size_t *which, size_t count, struct rq_error *err)
{
	struct log log = { .moved = false };
	int result = open_log(loading->txn, entries, count, &log, err);

	for (size_t i = 0; result == 0 && i < count; i++) {
		struct rq_arrival *arrival = &loading->arrivals[which[i]];
		struct rq_error why = { 0 };

		if (continue_log(&log, loading->how, &entries[i], &arrival->known, &why) == -1)
			result = rq_postgres_refuse(arrival, &why, err);
	}
	if (result == 0 && log.moved)
		result = extend_log(loading->txn, &log, err);
	rq_args_free(log.fresh);
	rq_fetched_free(log.known);
	return result;
}

int rq_postgres_load_audit(struct rq_postgres_loading *loading, struct rq_error *err)
{
	struct rq_audit_entry *entries = rq_alloc(loading->count, sizeof *entries);
	size_t *which = rq_alloc(loading->count, sizeof *which), count;
	int result = read_entries(loading, entries, which, &count, err);

	if (result == 0 && count > 0)
		result = take_entries(loading, entries, which, count, err);
	free(entries);
	free(which);
	return result;
}
