#include "export/withdraw.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/delivery.h"
#include "io/ndjson.h"

struct withdrawal {
	const char *folder, *candidate_id;
	struct rq_input index;
	struct rq_output rest; /* the lines that stay */
	size_t count;
};

/* Only what lies in the folder itself: an index may have been written by anybody. */
static int remove_document(struct withdrawal *withdrawal, const json_t *record,
			   struct rq_error *err)
{
	const char *path = rq_json_string(record, "path");
	const char *name = path ? strrchr(path, '/') : NULL;
	char *document;
	int result = 0;

	if (!name || strcmp(name, "/.") == 0 || strcmp(name, "/..") == 0)
		return 0;
	document = rq_printf("%s%s", withdrawal->folder, name);
	if (unlink(document) == 0)
		withdrawal->count++;
	else if (errno != ENOENT)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot remove %s", document);
	free(document);
	return result;
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

static int withdraw(struct withdrawal *withdrawal, const char *path, struct rq_error *err)
{
	int result = rq_output_create(&withdrawal->rest, path, err);

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
	char *path = rq_printf("%s/" RQ_DELIVERY_INDEX, folder);
	int index = open(path, O_RDWR | O_CLOEXEC), result;

	if (index == -1) {
		result = rq_fail_errno(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_SYSTEM, "%s", path);
	} else if (flock(index, LOCK_EX | LOCK_NB) == -1) {
		result = rq_fail(err, RQ_AGAIN, "another process exports into %s", folder);
	} else {
		rq_input_init(&withdrawal.index, index, -1, RQ_MAX_RECORD_BYTES);
		result = withdraw(&withdrawal, path, err);
		rq_input_free(&withdrawal.index);
	}
	if (index != -1)
		(void)close(index);
	*count += withdrawal.count;
	free(path);
	return result;
}
