#include "store/ledger.h"

#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "store/embedded.h"

enum { HASH = 32, VERSION = 1 };
/* version, action, time, id, by, digest, hash */
enum { AT = 2, ID = 10, BY = 26, DIGEST = 42, OWN_HASH = 74, ENTRY_SIZE = 106 };
enum { HEAD_SIZE = 8 + HASH };

/* --- as bytes ---------------------------------------------------------------- */

/* Nothing is nothing but zeros. */
static void write_hex(unsigned char *bytes, const char *hex, size_t size)
{
	if (hex[0] != '\0')
		(void)rq_hex_read(hex, size, bytes);
}

static void read_hex(const unsigned char *bytes, char *hex, size_t size)
{
	rq_hex_write(bytes, size, hex);
	if (strspn(hex, "0") == 2 * size)
		hex[0] = '\0';
}

static void pack(const struct rq_audit_entry *entry, unsigned char bytes[ENTRY_SIZE])
{
	memset(bytes, 0, ENTRY_SIZE);
	bytes[0] = VERSION;
	bytes[1] = (unsigned char)entry->action;
	rq_numbers_write(bytes + AT, &entry->at, 1);
	write_hex(bytes + ID, entry->id, RQ_KEY_ID);
	write_hex(bytes + BY, entry->by, RQ_KEY_ID);
	write_hex(bytes + DIGEST, entry->digest, HASH);
	write_hex(bytes + OWN_HASH, entry->hash, HASH);
}

int rq_ledger_read(struct rq_span key, struct rq_span value, struct rq_audit_entry *entry,
		   struct rq_error *err)
{
	const unsigned char *bytes = value.data;
	uint64_t sequence = rq_session_number_in(key);

	if (value.size != ENTRY_SIZE || bytes[0] != VERSION || bytes[1] >= RQ_AUDIT_ACTIONS)
		return rq_fail(err, RQ_DAMAGED, "audit: entry %llu cannot be read",
			       (unsigned long long)sequence);
	*entry = (struct rq_audit_entry) { .sequence = sequence, .action = bytes[1] };
	rq_numbers_read(bytes + AT, &entry->at, 1);
	read_hex(bytes + ID, entry->id, RQ_KEY_ID);
	read_hex(bytes + BY, entry->by, RQ_KEY_ID);
	read_hex(bytes + DIGEST, entry->digest, HASH);
	read_hex(bytes + OWN_HASH, entry->hash, HASH);
	return 0;
}

static struct rq_key key_of(uint64_t sequence)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, sequence);
	return key;
}

/* --- the head ------------------------------------------------------------------ */

static int read_head(struct rq_session *session, struct rq_audit_head *head, struct rq_error *err)
{
	struct rq_key key = key_of(0);
	struct rq_span value;
	int got = rq_table_get(session->txn, RQ_T_AUDIT, rq_key_span(&key), &value, err);

	*head = rq_audit_beginning();
	if (got != 1)
		return got;
	if (value.size != HEAD_SIZE)
		return rq_fail(err, RQ_DAMAGED, "audit: its head cannot be read");
	head->sequence = rq_key_read_number(value.data);
	read_hex((const unsigned char *)value.data + 8, head->hash, HASH);
	return 0;
}

int rq_ledger_write(struct rq_session *session, struct rq_error *err)
{
	struct rq_key key = key_of(0), value = { .size = 0 };
	unsigned char hash[HASH];

	if (!session->audit_moved || session->audit.sequence == 0)
		return 0;
	write_hex(hash, session->audit.hash, HASH);
	rq_key_number(&value, session->audit.sequence);
	rq_key_bytes(&value, hash, HASH);
	return rq_table_put(session->txn, RQ_T_AUDIT, rq_key_span(&key), rq_key_span(&value), err);
}

/* --- adding ---------------------------------------------------------------------- */

/* The last one so far, at the transaction's first. */
static int open_log(struct rq_session *session, struct rq_error *err)
{
	if (session->audit_moved)
		return 0;
	if (read_head(session, &session->audit, err) == -1)
		return -1;
	session->audit_moved = true;
	session->audit_at = rq_clock_now();
	return 0;
}

static int append(struct rq_session *session, const struct rq_audit_entry *entry,
		  struct rq_error *err)
{
	struct rq_key key = key_of(entry->sequence);
	unsigned char bytes[ENTRY_SIZE];

	pack(entry, bytes);
	session->audit.sequence = entry->sequence;
	memcpy(session->audit.hash, entry->hash, sizeof entry->hash);
	return rq_table_append(session->txn, RQ_T_AUDIT, rq_key_span(&key),
			       (struct rq_span) { bytes, sizeof bytes }, err);
}

static int add(struct rq_session *session, struct rq_audit_entry *entry, struct rq_error *err)
{
	if (session->told)
		return 0;
	if (open_log(session, err) == -1)
		return -1;
	entry->sequence = session->audit.sequence + 1;
	entry->at = session->audit_at;
	rq_audit_hash(entry, session->audit.hash, entry->hash);
	return append(session, entry, err);
}

/* Whether the entry of that number is the same: 1, 0. */
static int is_there(struct rq_session *session, const struct rq_audit_entry *entry,
		    struct rq_error *err)
{
	struct rq_key key = key_of(entry->sequence);
	struct rq_audit_entry there;
	struct rq_span value;
	int got = rq_table_get(session->txn, RQ_T_AUDIT, rq_key_span(&key), &value, err);

	if (got != 1)
		return got;
	if (rq_ledger_read(rq_key_span(&key), value, &there, err) == -1)
		return -1;
	return strcmp(there.hash, entry->hash) == 0;
}

int rq_ledger_continue(struct rq_session *session, const struct rq_audit_entry *entry, bool *known,
		       struct rq_error *err)
{
	int same;

	*known = false;
	if (open_log(session, err) == -1)
		return -1;
	if (entry->sequence > session->audit.sequence)
		return rq_audit_continues(&session->audit, entry, err) == -1
			   ? -1
			   : append(session, entry, err);
	same = is_there(session, entry, err);
	*known = same == 1;
	return same == -1 ? -1 : same == 0;
}

int rq_ledger_note_folded(struct rq_session *session, enum rq_audit_action action,
			  const unsigned char folded[RQ_KEY_ID], struct rq_error *err)
{
	struct rq_audit_entry entry = { .action = action };

	read_hex(folded, entry.id, RQ_KEY_ID);
	return add(session, &entry, err);
}

static void copy_text(char *to, const char *text, size_t size)
{
	size_t length = text ? strnlen(text, size - 1) : 0;

	if (length > 0)
		memcpy(to, text, length);
	to[length] = '\0';
}

int rq_ledger_note(struct rq_session *session, enum rq_audit_action action, const char *id,
		   const char *digest, const char *by, struct rq_error *err)
{
	struct rq_audit_entry entry = { .action = action };
	unsigned char folded[RQ_KEY_ID];

	rq_key_fold(id, folded);
	read_hex(folded, entry.id, RQ_KEY_ID);
	copy_text(entry.digest, digest, sizeof entry.digest);
	copy_text(entry.by, by, sizeof entry.by);
	return add(session, &entry, err);
}

struct adding {
	const struct rq_audit_entry *entries;
	size_t count;
};

static int add_all(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct adding *adding = context;

	for (size_t i = 0; i < adding->count; i++) {
		const struct rq_audit_entry *entry = &adding->entries[i];

		if (rq_ledger_note(session, entry->action, entry->id, entry->digest, entry->by,
				   err) == -1)
			return -1;
	}
	return 0;
}

int rq_embedded_audit_add(struct rq_store *store, const struct rq_audit_entry *entries,
			  size_t count, struct rq_error *err)
{
	struct adding adding = { entries, count };

	return rq_session_write(rq_embedded_of(store), add_all, &adding, err);
}

/* --- looking ----------------------------------------------------------------------- */

struct reading {
	uint64_t behind;
	struct rq_audit_entry *entries;
	size_t max, count;
};

static int read_some(struct rq_session *session, void *context, struct rq_error *err)
{
	struct reading *reading = context;
	struct rq_key from = key_of(reading->behind + 1);
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	reading->count = 0;
	if (rq_table_walk(session->txn, RQ_T_AUDIT, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while (reading->count < reading->max &&
	       (got = rq_table_next(&walk, &key, &value, err)) == 1) {
		got = rq_ledger_read(key, value, &reading->entries[reading->count], err);
		if (got == -1)
			break;
		reading->count++;
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

int rq_embedded_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		      size_t max, size_t *count, struct rq_error *err)
{
	struct reading reading = { behind, entries, max, 0 };

	if (rq_session_read(rq_embedded_of(store), read_some, &reading, err) == -1)
		return -1;
	*count = reading.count;
	return 0;
}

static int look_at_head(struct rq_session *session, void *context, struct rq_error *err)
{
	return read_head(session, context, err);
}

int rq_embedded_audit_head(struct rq_store *store, struct rq_audit_head *head, struct rq_error *err)
{
	return rq_session_read(rq_embedded_of(store), look_at_head, head, err);
}
