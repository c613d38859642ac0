#include "store/lmdb.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/limits.h"
#include "base/memory.h"
#include "store/footprint.h"
#include "store/format.h"
#include "store/seal.h"

enum { MAX_READERS = 254, READER_CHECK_MS = 60 * 1000, STEPS = 256 };

/* Address space, not disk: so large that growing is the rare case. */
#define DEFAULT_MAP (RQ_MIB(1) << 16)
#define SMALLEST_MAP RQ_MIB(64)
#define FULL_DISK RQ_MIB(1)

MDB_val rq_lmdb_val(struct rq_span span)
{
	union {
		const void *given;
		void *wanted;
	} data = { span.data };

	return (MDB_val) { span.size, data.wanted };
}

struct rq_span rq_lmdb_span(MDB_val val)
{
	return (struct rq_span) { val.mv_data, val.mv_size };
}

/* --- failure --------------------------------------------------------------- */

/* A short write, which is how a full disk may show, is EIO to LMDB. */
static bool disk_is_full(const struct rq_tables *tables)
{
	struct statvfs disk;

	return statvfs(tables->folder, &disk) == 0 &&
	       (uint64_t)disk.f_bavail * disk.f_frsize < FULL_DISK;
}

static int fail(const struct rq_tables *tables, int code, struct rq_error *err)
{
	switch (code) {
	case ENOSPC:
	case EDQUOT:
		return rq_fail(err, RQ_STORE, "%s: no space left on the disk", tables->folder);
	case EFBIG:
		return rq_fail(err, RQ_STORE, "%s: the file may not grow (ulimit -f)",
			       tables->folder);
	case EIO:
		if (disk_is_full(tables))
			return rq_fail(err, RQ_STORE, "%s: no space left on the disk",
				       tables->folder);
		break;
	case EACCES:
	case EPERM:
	case EROFS:
		return rq_fail(err, RQ_STORE, "%s: no permission to write here", tables->folder);
	case MDB_INVALID:
		return rq_fail(err, RQ_STORE, "%s: data.mdb is not a store", tables->folder);
	case MDB_VERSION_MISMATCH:
		return rq_fail(err, RQ_STORE, "%s: data.mdb is of another version of LMDB",
			       tables->folder);
	case MDB_READERS_FULL:
		return rq_fail(err, RQ_STORE, "%s: more than %d processes use the store",
			       tables->folder, MAX_READERS);
	default:
		break;
	}
	return rq_fail(err, RQ_STORE, "%s: %s", tables->folder, mdb_strerror(code));
}

int rq_lmdb_fail(struct rq_txn *txn, int code, struct rq_error *err)
{
	if (code == MDB_MAP_FULL)
		txn->full = true;
	return fail(txn->tables, code, err);
}

static size_t pages_kept(const struct rq_tables *tables)
{
	MDB_envinfo info;
	MDB_stat content;

	(void)mdb_env_info(tables->env, &info); /* fail only for NULL */
	(void)mdb_env_stat(tables->env, &content);
	return rq_footprint_kept(info.me_last_pgno * content.ms_psize, tables->writes);
}

void rq_lmdb_step(struct rq_txn *txn)
{
	struct rq_tables *tables = txn->tables;
	int file;

	if (++tables->steps < STEPS)
		return;
	tables->steps = 0;
	if (mdb_env_get_fd(tables->env, &file) == 0)
		rq_footprint_trim(file, tables->before + pages_kept(tables));
}

/* --- opening --------------------------------------------------------------- */

static int open_environment(struct rq_tables *tables, unsigned flags, size_t map_size)
{
	int code = mdb_env_create(&tables->env);

	if (code != MDB_SUCCESS)
		return code;
	if ((code = mdb_env_set_maxdbs(tables->env, (MDB_dbi)tables->options.count)) == 0 &&
	    (code = mdb_env_set_maxreaders(tables->env, MAX_READERS)) == 0 &&
	    (code = mdb_env_set_mapsize(tables->env, map_size)) == 0)
		code = mdb_env_open(tables->env, tables->folder, flags, 0600);
	if (code != MDB_SUCCESS) {
		mdb_env_close(tables->env);
		tables->env = NULL;
	}
	return code;
}

/*
 * Address space may be limited (ulimit -v, valgrind): take what can be had. So with a
 * disk that became read-only: what it holds can be looked at and backed up.
 */
static int open_somehow(struct rq_tables *tables)
{
	size_t map_size = tables->options.map_size ? tables->options.map_size : DEFAULT_MAP;
	unsigned flags = tables->options.read_only ? MDB_RDONLY : 0;
	int code;

	while ((code = open_environment(tables, flags, map_size)) != MDB_SUCCESS) {
		if (code == EROFS && flags == 0) {
			flags = MDB_RDONLY;
			continue;
		}
		if ((code != ENOMEM && code != EINVAL) || tables->options.map_size ||
		    map_size / 2 < SMALLEST_MAP)
			return code;
		map_size /= 2;
	}
	return code;
}

static struct rq_span span_of(const char *text)
{
	return (struct rq_span) { text, strlen(text) };
}

/* Which key the file is under. */
static int find_cipher(struct rq_txn *txn, struct rq_error *err)
{
	const struct rq_tables_options *options = &txn->tables->options;
	struct rq_span id = { NULL, 0 };

	if (rq_table_get(txn, 0, span_of(RQ_SEAL_KEY), &id, err) == -1)
		return -1;
	if (id.size == 0 && options->clear_too)
		return 0;
	return rq_seal_find(txn->tables->folder, id, options->keys, &txn->tables->cipher, err);
}

/* 1 when the file has our tables, 0 when it is empty. */
static int find_format(struct rq_txn *txn, struct rq_error *err)
{
	const char *folder = txn->tables->folder;
	MDB_val key = rq_lmdb_val(span_of(RQ_FORMAT_KEY)), value;
	MDB_stat content;
	MDB_dbi names;
	int code;

	if ((code = mdb_dbi_open(txn->mdb, NULL, 0, &names)) != 0 ||
	    (code = mdb_stat(txn->mdb, names, &content)) != 0)
		return rq_lmdb_fail(txn, code, err);
	if (content.ms_entries == 0)
		return 0;
	code = mdb_dbi_open(txn->mdb, txn->tables->options.names[0], 0, &txn->tables->handles[0]);
	if (code == 0)
		code = mdb_get(txn->mdb, txn->tables->handles[0], &key, &value);
	if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE)
		return rq_format_check(folder, &txn->tables->options, (struct rq_span) { NULL, 0 },
				       err);
	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	txn->tables->format = rq_format_check(
	    folder, &txn->tables->options, (struct rq_span) { value.mv_data, value.mv_size }, err);
	return txn->tables->format == -1 || find_cipher(txn, err) == -1 ? -1 : 1;
}

/* 1 when all tables are there, 0 when the file is of an rq that knew fewer of them. */
static int open_handles(struct rq_txn *txn, unsigned flags, struct rq_error *err)
{
	struct rq_tables *tables = txn->tables;

	for (size_t i = 0; i < tables->options.count; i++) {
		int code =
		    mdb_dbi_open(txn->mdb, tables->options.names[i], flags, &tables->handles[i]);

		if (code == MDB_NOTFOUND)
			return 0;
		if (code != 0)
			return rq_lmdb_fail(txn, code, err);
	}
	return 1;
}

static int find_tables(struct rq_txn *txn, void *context, struct rq_error *err)
{
	int *found = context;

	*found = find_format(txn, err);
	if (*found == 1)
		*found = open_handles(txn, 0, err);
	return *found == -1 ? -1 : 0;
}

/* What a new file calls itself, and its key. */
static int write_head(struct rq_txn *txn, struct rq_error *err)
{
	const struct rq_tables_options *options = &txn->tables->options;
	const struct rq_cipher *cipher = options->cipher;
	char text[RQ_FORMAT_SIZE] = "";

	txn->tables->cipher = cipher;
	txn->tables->format = cipher ? options->sealed_format : options->format;
	if (cipher &&
	    rq_table_put(txn, 0, span_of(RQ_SEAL_KEY),
			 (struct rq_span) { rq_cipher_id(cipher), RQ_CIPHER_ID }, err) == -1)
		return -1;
	return rq_table_put(txn, 0, span_of(RQ_FORMAT_KEY),
			    (struct rq_span) { text, rq_format_write(txn->tables->format, text) },
			    err);
}

static int make_tables(struct rq_txn *txn, void *context, struct rq_error *err)
{
	int found = find_format(txn, err);

	(void)context;
	if (found == -1 || open_handles(txn, MDB_CREATE, err) == -1)
		return -1;
	if (found) /* another process was faster, or only some tables were missing */
		return 0;
	return write_head(txn, err);
}

int rq_tables_open(const char *folder, const struct rq_tables_options *options,
		   struct rq_tables **opened, struct rq_error *err)
{
	struct rq_tables *tables = rq_alloc(1, sizeof *tables);
	int code, found = 0, result;

	tables->options = *options;
	tables->handles = rq_alloc(options->count, sizeof *tables->handles);
	tables->opened = rq_alloc(options->count, sizeof *tables->opened);
	tables->folder = rq_strdup(folder);
	tables->owner = getpid();
	tables->readers_checked = INT64_MIN / 2;
	tables->before = rq_footprint_files();
	code = open_somehow(tables);
	if (code != MDB_SUCCESS) {
		result = fail(tables, code, err);
	} else {
		result = rq_tables_read(tables, find_tables, &found, err);
		if (result == 0 && !found && options->read_only)
			result = rq_fail(err, RQ_NOT_FOUND, "%s: a store that was never written to",
					 folder);
		else if (result == 0 && !found)
			result = rq_tables_write(tables, make_tables, NULL, err);
	}
	if (result == -1) {
		rq_tables_close(tables);
		return -1;
	}
	*opened = tables;
	return 0;
}

void rq_tables_close(struct rq_tables *tables)
{
	if (tables->env)
		mdb_env_close(tables->env);
	for (size_t i = 0; i < tables->options.count; i++)
		free(tables->opened[i].bytes);
	free(tables->opened);
	free(tables->handles);
	free(tables->folder);
	free(tables);
}

int rq_tables_format(const struct rq_tables *tables)
{
	return tables->format;
}

const struct rq_cipher *rq_tables_cipher(const struct rq_tables *tables)
{
	return tables->cipher;
}

/* --- transactions ---------------------------------------------------------- */

/* Slots of readers that were killed keep old pages from being used again. */
static void drop_dead_readers(struct rq_tables *tables)
{
	(void)mdb_reader_check(tables->env, NULL);
	tables->readers_checked = rq_clock_steady();
}

static int begin(struct rq_tables *tables, unsigned flags, struct rq_txn *txn, struct rq_error *err)
{
	int code;

	assert(!tables->busy && tables->owner == getpid());
	if (rq_clock_steady() - tables->readers_checked >= READER_CHECK_MS)
		drop_dead_readers(tables);
	code = mdb_txn_begin(tables->env, NULL, flags, &txn->mdb);
	if (code == MDB_MAP_RESIZED) { /* by another process: take its size */
		code = mdb_env_set_mapsize(tables->env, 0);
		if (code == 0)
			code = mdb_txn_begin(tables->env, NULL, flags, &txn->mdb);
	}
	if (code != 0)
		return fail(tables, code, err);
	txn->tables = tables;
	tables->writes = tables->writes || (flags & MDB_RDONLY) == 0;
	txn->cipher = tables->cipher;
	tables->busy = true;
	return 0;
}

static int grow(struct rq_tables *tables, struct rq_error *err)
{
	MDB_envinfo info;
	int code;

	drop_dead_readers(tables);
	(void)mdb_env_info(tables->env, &info); /* fails only for NULL */
	code = mdb_env_set_mapsize(tables->env, info.me_mapsize * 2);
	if (code != 0)
		return rq_fail(err, RQ_STORE, "%s: full at %zu MiB, and cannot grow: %s",
			       tables->folder, info.me_mapsize >> 20, mdb_strerror(code));
	return 0;
}

static int commit(struct rq_txn *txn, struct rq_error *err)
{
	int code;

	rq_failpoint();
	code = mdb_txn_commit(txn->mdb);
	txn->tables->busy = false;
	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	rq_failpoint();
	return 0;
}

static int run_once(struct rq_tables *tables, unsigned flags,
		    int (*work)(struct rq_txn *, void *, struct rq_error *), void *context,
		    bool *full, struct rq_error *err)
{
	struct rq_txn txn = { 0 };
	int result;

	if (begin(tables, flags, &txn, err) == -1)
		return -1;
	if (work(&txn, context, err) == 0) {
		result = commit(&txn, err);
	} else {
		mdb_txn_abort(txn.mdb);
		tables->busy = false;
		result = -1;
	}
	*full = result == -1 && txn.full;
	return result;
}

int rq_tables_write(struct rq_tables *tables,
		    int (*work)(struct rq_txn *txn, void *context, struct rq_error *err),
		    void *context, struct rq_error *err)
{
	for (;;) {
		struct rq_error failure = { 0 };
		bool full = false;

		if (run_once(tables, 0, work, context, &full, &failure) == 0)
			return 0;
		if (!full) {
			*err = failure;
			return -1;
		}
		if (grow(tables, err) == -1)
			return -1;
	}
}

int rq_tables_read(struct rq_tables *tables,
		   int (*work)(struct rq_txn *txn, void *context, struct rq_error *err),
		   void *context, struct rq_error *err)
{
	struct rq_txn txn = { 0 };
	int result;

	if (begin(tables, MDB_RDONLY, &txn, err) == -1)
		return -1;
	result = work(&txn, context, err);
	if (result == 0)
		(void)mdb_txn_commit(txn.mdb); /* keeps handles that were opened in it */
	else
		mdb_txn_abort(txn.mdb);
	tables->busy = false;
	return result;
}
