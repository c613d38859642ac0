#include "export/delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/limits.h"
#include "base/memory.h"
#include "export/filename.h"
#include "export/zip.h"
#include "io/file.h"
#include "io/ndjson.h"

enum { MOST_NAMES = 1000 };

struct rq_delivery {
	char *path;
	struct rq_filenames names;
	struct rq_filenames told; /* what the last line of a name says of its content */
	struct rq_filenames held; /* the name in use, by owner and plain name */
	struct rq_output out;     /* of a zip: itself; of a folder: the index */
	struct rq_zip *zip;       /* NULL for a folder */
	int index;                /* descriptor, or -1 */
};

/* --- a folder ------------------------------------------------------------------------------ */

/* Which result a document is of, and which bytes it has. free(). */
static char *content_of(const json_t *record)
{
	const char *task = rq_json_string(record, "task_id");
	const char *digest = rq_json_string(record, "digest");

	return rq_printf("%s/%s", task ? task : "", digest ? digest : "");
}

/* The name that a document would have had, had that not been taken: without its task. free(). */
static char *plain_name(const char *name, const char *task)
{
	char *mark = rq_printf("--%.8s", task);
	const char *cut = strlen(task) > 0 ? strstr(name, mark) : NULL;
	const char *extension = strrchr(name, '.');
	char *plain = cut && extension > cut
			  ? rq_printf("%.*s%s", (int)(cut - name), name, extension)
			  : rq_strdup(name);

	free(mark);
	return plain;
}

static char *claim_of(const char *owner, const char *plain)
{
	return rq_printf("%s/%s", owner, plain);
}

static void remember_line(struct rq_delivery *delivery, const json_t *record)
{
	const char *path = rq_json_string(record, "path"),
		   *task = rq_json_string(record, "task_id");
	const char *name = path ? strrchr(path, '/') : NULL;
	char *owner = rq_filename_owner(record), *content = content_of(record);

	if (name) {
		char *plain = plain_name(name + 1, task ? task : "");
		char *claim = claim_of(owner, plain);

		rq_filenames_take(&delivery->names, name + 1, owner);
		rq_filenames_take(&delivery->told, name + 1, content);
		rq_filenames_take(&delivery->held, claim, name + 1);
		free(claim);
		free(plain);
	}
	free(content);
	free(owner);
}

/* A line that a crash has cut is passed over: then nobody owns what it was to name. */
static int remember(struct rq_delivery *delivery, struct rq_input *input, struct rq_error *err)
{
	for (;;) {
		struct rq_error bad = { 0 };
		struct rq_ndjson line;
		int got = rq_ndjson_read(input, &line, &bad);

		if (got == 1) {
			if (strcmp(line.type, "export") == 0)
				remember_line(delivery, line.record);
			json_decref(line.record);
		} else if (got == 0) {
			return 0;
		} else if (rq_code_kind(bad.code) != RQ_REJECTED &&
			   rq_code_kind(bad.code) != RQ_LIMIT) {
			*err = bad;
			return -1;
		}
	}
}

/* Whether an open file still has its name: another may have been renamed over it. */
static bool has_name(int fd, const char *path)
{
	struct stat held, named;

	return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
	       held.st_ino == named.st_ino;
}

static int lock_at(const char *path, int flags, const char *folder, int *index,
		   struct rq_error *err)
{
	for (;;) {
		*index = open(path, O_RDWR | O_CLOEXEC | flags, 0666);
		if (*index == -1 && errno == ENOENT)
			return rq_fail(err, RQ_NOT_FOUND, "nothing was exported into %s", folder);
		if (*index == -1)
			return rq_fail_errno(err, RQ_SYSTEM, "cannot write into %s", folder);
		if (flock(*index, LOCK_EX | LOCK_NB) == -1)
			return rq_fail(err, RQ_AGAIN, "another process exports into %s", folder);
		if (has_name(*index, path))
			return 0;
		(void)close(*index);
	}
}

int rq_delivery_lock(const char *folder, int flags, int *index, struct rq_error *err)
{
	char *path = rq_printf("%s/" RQ_DELIVERY_INDEX, folder);
	int result = lock_at(path, flags, folder, index, err);

	if (result == -1 && *index != -1) {
		(void)close(*index);
		*index = -1;
	}
	free(path);
	return result;
}

static int open_index(struct rq_delivery *delivery, struct rq_error *err)
{
	struct rq_input input;
	int result;

	if (rq_delivery_lock(delivery->path, O_CREAT | O_APPEND, &delivery->index, err) == -1)
		return -1;
	rq_output_init(&delivery->out, delivery->index);
	rq_input_init(&input, delivery->index, -1, RQ_MAX_RECORD_BYTES);
	result = remember(delivery, &input, err);
	rq_input_free(&input);
	if (result == 0)
		result = rq_output_end_last_line(&delivery->out, err);
	return result;
}

static int open_folder(struct rq_delivery *delivery, struct rq_error *err)
{
	if (mkdir(delivery->path, 0777) == -1 && errno != EEXIST)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make %s", delivery->path);
	return open_index(delivery, err);
}

/*
 * First its line: no document may lie there of which nobody can tell whose it is. Once, also
 * when a crash came between the two.
 */
static int put_line(struct rq_delivery *delivery, const char *name, const json_t *record,
		    struct rq_error *err)
{
	const char *told = rq_filenames_owner(&delivery->told, name);
	char *content = content_of(record);
	bool again = told && strcmp(told, content) == 0;

	free(content);
	if (again)
		return 0;
	if (rq_ndjson_write(&delivery->out, record, err) == -1 ||
	    rq_output_flush(&delivery->out, err) == -1)
		return -1;
	return fdatasync(delivery->index) == 0
		   ? 0
		   : rq_fail_errno(err, RQ_SYSTEM, "cannot write into %s", delivery->path);
}

static int put_file(const char *path, const char *bytes, size_t length, struct rq_error *err)
{
	struct rq_output out;
	int result = rq_output_create(&out, path, err);

	while (result == 0 && length > 0) {
		size_t piece = length < RQ_MAX_RECORD_BYTES ? length : RQ_MAX_RECORD_BYTES;

		result = rq_output_write(&out, bytes, piece, err);
		bytes += piece;
		length -= piece;
	}
	if (result == 0)
		result = rq_output_finish(&out, err);
	rq_output_free(&out);
	return result;
}

/* --- a zip ------------------------------------------------------------------------------------ */

static int write_zip(void *context, const void *bytes, size_t count, struct rq_error *err)
{
	return rq_output_write(context, bytes, count, err);
}

static bool is_zip(const char *path)
{
	size_t length = strlen(path);

	return length > 4 && strcasecmp(path + length - 4, ".zip") == 0;
}

int rq_delivery_open(const char *path, struct rq_delivery **delivery, struct rq_error *err)
{
	struct rq_delivery *new = rq_alloc(1, sizeof *new);
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	*delivery = new;
	new->path = rq_strndup(path, length);
	new->index = -1;
	rq_filenames_init(&new->names);
	rq_filenames_init(&new->told);
	rq_filenames_init(&new->held);
	if (!is_zip(new->path))
		return open_folder(new, err);
	if (rq_output_open(&new->out, new->path, err) == -1)
		return -1;
	return rq_zip_open(write_zip, &new->out, &new->zip, err);
}

void rq_delivery_free(struct rq_delivery *delivery)
{
	if (!delivery)
		return;
	rq_zip_free(delivery->zip);
	rq_output_free(&delivery->out);
	if (delivery->index != -1)
		(void)close(delivery->index);
	rq_filenames_free(&delivery->names);
	rq_filenames_free(&delivery->told);
	rq_filenames_free(&delivery->held);
	free(delivery->path);
	free(delivery);
}

/* --- names --------------------------------------------------------------------------- */

/* In a folder a name may be written again by its owner; what nobody owns was there before us. */
static bool is_free(const struct rq_delivery *delivery, const char *name, const char *owner)
{
	const char *holder = rq_filenames_owner(&delivery->names, name);
	char *path;
	bool there;

	if (holder || delivery->zip)
		return !holder || (!delivery->zip && strcmp(holder, owner) == 0);
	path = rq_printf("%s/%s", delivery->path, name);
	there = faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
	free(path);
	return !there;
}

/*
 * The name that the owner's document has in the folder, whatever its task was; NULL: none. free().
 */
static char *name_in_use(const struct rq_delivery *delivery, const char *plain, const char *owner)
{
	char *claim = claim_of(owner, plain);
	const char *held = delivery->zip ? NULL : rq_filenames_owner(&delivery->held, claim);

	free(claim);
	return held && is_free(delivery, held, owner) ? rq_strdup(held) : NULL;
}

/* The one in use, else the first free: plain, with the task, with the task and a number. free(). */
static char *choose(const struct rq_delivery *delivery, const char *stem, const char *extension,
		    const char *task, const char *owner)
{
	char *name = rq_printf("%s.%s", stem, extension);
	char *used = name_in_use(delivery, name, owner);

	if (used) {
		free(name);
		return used;
	}
	for (int i = 1; i < MOST_NAMES && !is_free(delivery, name, owner); i++) {
		free(name);
		name = i == 1 ? rq_printf("%s--%.8s.%s", stem, task, extension)
			      : rq_printf("%s--%.8s-%d.%s", stem, task, i, extension);
	}
	return name;
}

static void describe(json_t *record, const struct rq_delivery *delivery, const char *name,
		     const char *bytes, size_t length)
{
	char *path = rq_printf("%s%s/%s", delivery->path, delivery->zip ? "!" : "", name);
	char digest[RQ_DIGEST_SIZE];

	rq_digest_bytes(bytes, length, digest);
	rq_json_set_string(record, "path", path);
	rq_json_set_integer(record, "bytes", (json_int_t)length);
	rq_json_set_string(record, "digest", digest);
	free(path);
}

int rq_delivery_put(struct rq_delivery *delivery, const char *stem, const char *extension,
		    const char *bytes, size_t length, int64_t seconds, json_t *record,
		    struct rq_error *err)
{
	const char *task = rq_json_string(record, "task_id");
	char *owner = rq_filename_owner(record);
	char *name = choose(delivery, stem, extension, task ? task : "", owner);
	int result;

	describe(record, delivery, name, bytes, length);
	if (delivery->zip) {
		result = rq_zip_add(delivery->zip, name, bytes, length, seconds, err);
	} else {
		result = put_line(delivery, name, record, err);
		if (result == 0)
			result = put_file(rq_json_string(record, "path"), bytes, length, err);
	}
	if (result == 0)
		remember_line(delivery, record);
	free(name);
	free(owner);
	return result;
}

/* Once for all of them: the names of the documents, or of the zip. */
static int keep(const struct rq_delivery *delivery, struct rq_error *err)
{
	char *first = delivery->zip ? rq_strdup(delivery->path)
				    : rq_printf("%s/" RQ_DELIVERY_INDEX, delivery->path);
	int result = rq_file_keep_name(first, err);

	if (result == 0 && !delivery->zip)
		result = rq_file_keep_name(delivery->path, err);
	free(first);
	return result;
}

int rq_delivery_finish(struct rq_delivery *delivery, struct rq_error *err)
{
	if (delivery->zip && rq_zip_finish(delivery->zip, err) == -1)
		return -1;
	if (rq_output_finish(&delivery->out, err) == -1)
		return -1;
	return keep(delivery, err);
}
