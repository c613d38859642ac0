#include "export/withdraw.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/delivery.h"
#include "io/file.h"
#include "io/ndjson.h"

struct withdrawal {
	const char *folder, *candidate_id;
	struct rq_input index;
	struct rq_output rest; /* the lines that stay */
	size_t count;
};

static int remove_file(struct withdrawal *withdrawal, const char *name, size_t *count,
		       struct rq_error *err)
{
	char *path = rq_printf("%s/%s", withdrawal->folder, name);
	int result = 0;

	if (unlink(path) == 0)
		(*count)++;
	else if (errno != ENOENT)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot remove %s", path);
	free(path);
	return result;
}

/* What exports that were killed left of a document: it says as much as the whole. */
static int remove_remnants(struct withdrawal *withdrawal, const char *document,
			   struct rq_error *err)
{
	DIR *entries = opendir(withdrawal->folder);
	const struct dirent *entry;
	size_t remnants = 0;
	int result = 0;

	if (!entries)
		return rq_fail_errno(err, RQ_SYSTEM, "%s", withdrawal->folder);
	while (result == 0 && (entry = readdir(entries)))
		if (rq_output_is_remnant(entry->d_name, document))
			result = remove_file(withdrawal, entry->d_name, &remnants, err);
	(void)closedir(entries);
	return result;
}

/* Only what lies in the folder itself: an index may have been written by anybody. */
static int remove_document(struct withdrawal *withdrawal, const json_t *record,
			   struct rq_error *err)
{
	const char *path = rq_json_string(record, "path");
	const char *slash = path ? strrchr(path, '/') : NULL;

	if (!slash || strcmp(slash, "/.") == 0 || strcmp(slash, "/..") == 0)
		return 0;
	if (remove_file(withdrawal, slash + 1, &withdrawal->count, err) == -1)
		return -1;
	return remove_remnants(withdrawal, slash + 1, err);
}

static int take_line(struct withdrawal *withdrawal, const struct rq_ndjson *line,
		     struct rq_error *err)
{
	const char *id = rq_json_string(line->record, "candidate_id");

	if (id && strcmp(id, withdrawal->candidate_id) == 0)
		return remove_document(withdrawal, line->record, err);
	return rq_ndjson_write_text(&withdrawal->rest, line->text, line->length, err);
}

/* A line that a crash has cut goes, too: whose it is cannot be told. */
static int take_lines(struct withdrawal *withdrawal, struct rq_error *err)
{
	for (;;) {
		struct rq_error bad = { 0 };
		struct rq_ndjson line;
		int got = rq_ndjson_read(&withdrawal->index, &line, &bad), result;

		if (got == 0)
			return 0;
		if (got == -1 && rq_code_kind(bad.code) != RQ_REJECTED &&
		    rq_code_kind(bad.code) != RQ_LIMIT) {
			*err = bad;
			return -1;
		}
		if (got == -1)
			continue;
		result = take_line(withdrawal, &line, err);
		json_decref(line.record);
		if (result == -1)
			return -1;
	}
}

/* The index stays whose it was, and as private, also when root withdraws. */
static int keep_owner(int old, int new, struct rq_error *err)
{
	struct stat was;

	if (fstat(old, &was) == -1 || fchmod(new, was.st_mode & 0777) == -1 ||
	    (geteuid() == 0 && fchown(new, was.st_uid, was.st_gid) == -1))
		return rq_fail_errno(err, RQ_SYSTEM, "cannot keep the owner of the index");
	return 0;
}

static int withdraw(struct withdrawal *withdrawal, const char *path, int index,
		    struct rq_error *err)
{
	int result = rq_output_create(&withdrawal->rest, path, err);

	if (result == 0)
		result = keep_owner(index, withdrawal->rest.fd, err);
	if (result == 0)
		result = take_lines(withdrawal, err);
	if (result == 0)
		result = rq_output_finish(&withdrawal->rest, err);
	rq_output_free(&withdrawal->rest);
	return result;
}

int rq_delivery_withdraw(const char *folder, const char *candidate_id, size_t *count,
			 struct rq_error *err)
{
	struct withdrawal withdrawal = { .folder = folder, .candidate_id = candidate_id };
	char *path;
	int index, result;

	if (rq_delivery_lock(folder, 0, &index, err) == -1)
		return -1;
	path = rq_printf("%s/" RQ_DELIVERY_INDEX, folder);
	rq_input_init(&withdrawal.index, index, -1, RQ_MAX_RECORD_BYTES);
	result = withdraw(&withdrawal, path, index, err);
	if (result == 0)
		result = rq_file_keep_name(path, err);
	rq_input_free(&withdrawal.index);
	(void)close(index);
	free(path);
	*count += withdrawal.count;
	return result;
}
