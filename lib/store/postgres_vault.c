#include "store/postgres_vault.h"

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/memory.h"

/* No record begins so: they are JSON, or begin with a small number. */
static const unsigned char magic[4] = { 0xff, 'r', 'q', 1 };

enum { EXTRA = RQ_VAULT_MARK + RQ_CIPHER_EXTRA };
_Static_assert(RQ_VAULT_MARK == sizeof magic + RQ_CIPHER_ID, "size of the mark");

const struct rq_vault_column rq_vault_columns[RQ_V_COLUMNS] = {
	[RQ_V_RESUME] = { "resumes", "resume_id", "record", false },
	[RQ_V_JOB] = { "jobs", "job_version", "record", false },
	[RQ_V_RECIPE] = { "recipes", "digest", "record", false },
	[RQ_V_RESULT] = { "results", "task_id", "record", false },
	[RQ_V_GIST] = { "results", "task_id", "gist", false },
	[RQ_V_REVIEW] = { "results", "task_id", "review", false },
	[RQ_V_BATCH] = { "batches", "batch_id", "record", false },
	[RQ_V_SOURCE] = { "tasks", "task_id", "source", true },
	[RQ_V_FAILURES] = { "tasks", "task_id", "failures", true },
};

void rq_vault_mark(const unsigned char id[RQ_CIPHER_ID], unsigned char mark[RQ_VAULT_MARK])
{
	memcpy(mark, magic, sizeof magic);
	memcpy(mark + sizeof magic, id, RQ_CIPHER_ID);
}

/* "resumes.record", the id. */
static struct rq_seal seal_of(const struct rq_cipher *cipher, enum rq_vault_place place,
			      const char *id)
{
	static const char *const names[RQ_V_COLUMNS] = {
		[RQ_V_RESUME] = "resumes.record",   [RQ_V_JOB] = "jobs.record",
		[RQ_V_RECIPE] = "recipes.record",   [RQ_V_RESULT] = "results.record",
		[RQ_V_GIST] = "results.gist",       [RQ_V_REVIEW] = "results.review",
		[RQ_V_BATCH] = "batches.record",    [RQ_V_SOURCE] = "tasks.source",
		[RQ_V_FAILURES] = "tasks.failures",
	};

	return (struct rq_seal) { cipher, names[place], { id, strlen(id) } };
}

/* --- sealing ------------------------------------------------------------------------ */

/* Seals *bytes, if they are to be: free() what is returned when it is not NULL. */
static char *seal(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		  struct rq_bytes *bytes)
{
	const struct rq_seal by = seal_of(vault->cipher, place, id);
	const struct rq_span given = { bytes->data, bytes->length };
	unsigned char *sealed;

	if (!vault->cipher || !bytes->data)
		return NULL;
	sealed = rq_alloc(given.size + EXTRA, 1);
	rq_vault_mark(rq_cipher_id(vault->cipher), sealed);
	rq_seal_close(&by, given, sealed + RQ_VAULT_MARK);
	*bytes = (struct rq_bytes) { (const char *)sealed, given.size + EXTRA };
	return (char *)sealed;
}

void rq_vault_bytes(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		    struct rq_bytes bytes, struct rq_args *args)
{
	char *sealed = seal(vault, place, id, &bytes);

	rq_args_bytes(args, bytes);
	free(sealed);
}

void rq_vault_push_bytes(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
			 struct rq_bytes bytes, struct rq_args *args, size_t array)
{
	char *sealed = seal(vault, place, id, &bytes);

	rq_args_push_bytes(args, array, bytes);
	free(sealed);
}

void rq_vault_push_text(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
			const char *text, struct rq_args *args, size_t array)
{
	struct rq_bytes bytes = { text[0] ? text : NULL, strlen(text) };
	char *sealed = seal(vault, place, id, &bytes), *digits;

	if (!sealed) {
		rq_args_push_text(args, array, text);
		return;
	}
	digits = rq_alloc(2 * bytes.length + 1, 1);
	rq_hex_write(bytes.data, bytes.length, digits);
	rq_args_push_text(args, array, digits);
	free(digits);
	free(sealed);
}

/* --- opening ------------------------------------------------------------------------ */

static bool is_sealed(struct rq_bytes bytes)
{
	return bytes.length >= EXTRA && memcmp(bytes.data, magic, sizeof magic) == 0;
}

static int fail_key(struct rq_error *err)
{
	return rq_fail(err, RQ_STORE,
		       "the store is under another key than when it was opened: start again");
}

static int open_sealed(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		       const struct rq_fetched *rows, struct rq_bytes *bytes, struct rq_error *err)
{
	const struct rq_cipher *cipher =
	    vault->keys ? rq_keyring_find(vault->keys, bytes->data + sizeof magic) : NULL;
	const struct rq_seal by = seal_of(cipher, place, id);
	struct rq_error why = { 0 };
	unsigned char *opened;

	if (!cipher)
		return fail_key(err);
	opened = rq_fetched_room(rows, bytes->length - EXTRA + 1);
	if (rq_seal_open(
		&by,
		(struct rq_span) { bytes->data + RQ_VAULT_MARK, bytes->length - RQ_VAULT_MARK },
		opened, &why) == -1)
		return rq_fail(err, RQ_DAMAGED, "%s of %.32s: damaged", by.table, id);
	opened[bytes->length - EXTRA] = '\0';
	*bytes = (struct rq_bytes) { (const char *)opened, bytes->length - EXTRA };
	return 0;
}

int rq_vault_open(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		  const struct rq_fetched *rows, size_t row, int column, struct rq_bytes *bytes,
		  struct rq_error *err)
{
	*bytes = rq_fetched_bytes(rows, row, column);
	if (!bytes->data)
		return 0;
	if (is_sealed(*bytes))
		return open_sealed(vault, place, id, rows, bytes, err);
	return !vault->cipher || vault->clear_too ? 0 : fail_key(err);
}

/* The bytes that a text has as digits; it may be a text of a stranger. */
static struct rq_bytes read_digits(const char *text, const struct rq_fetched *rows)
{
	size_t length = strlen(text);
	unsigned char *bytes;

	if (length / 2 < EXTRA || length % 2 != 0)
		return (struct rq_bytes) { NULL, 0 };
	bytes = rq_fetched_room(rows, length / 2);
	if (rq_hex_read(text, length / 2, bytes) == -1)
		return (struct rq_bytes) { NULL, 0 };
	return (struct rq_bytes) { (const char *)bytes, length / 2 };
}

int rq_vault_open_text(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		       const struct rq_fetched *rows, size_t row, int column, const char **text,
		       struct rq_error *err)
{
	struct rq_bytes bytes;

	*text = rq_fetched_text(rows, row, column);
	if (!vault->keys || (*text)[0] == '\0')
		return 0;
	bytes = read_digits(*text, rows);
	if (!is_sealed(bytes))
		return vault->clear_too ? 0 : fail_key(err);
	if (open_sealed(vault, place, id, rows, &bytes, err) == -1)
		return -1;
	*text = bytes.data;
	return 0;
}
