#include "export/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

struct rq_zip {
	struct archive *archive;
	rq_zip_sink *sink;
	void *context;
	struct rq_error failure; /* of the sink: libarchive has no place for it */
	bool finished;
	bool abandoned; /* what libarchive still writes goes nowhere */
};

/*
 * Never fails: an archive that met a failure is not closed when it is freed, and
 * what closing would have freed is lost. After a failure all goes nowhere.
 */
static la_ssize_t pass_on(struct archive *archive, void *context, const void *bytes, size_t count)
{
	struct rq_zip *zip = context;

	(void)archive;
	if (!zip->abandoned && zip->sink(zip->context, bytes, count, &zip->failure) == -1)
		zip->abandoned = true;
	return (la_ssize_t)count;
}

static int fail(struct rq_zip *zip, struct rq_error *err)
{
	if (zip->failure.code != RQ_OK)
		return rq_fail(err, zip->failure.code, "%s", zip->failure.message);
	return rq_fail(err, RQ_SYSTEM, "cannot write a zip: %s",
		       zip->archive ? archive_error_string(zip->archive) : "no memory");
}

int rq_zip_open(rq_zip_sink *sink, void *context, struct rq_zip **zip, struct rq_error *err)
{
	struct rq_zip *new = rq_alloc(1, sizeof *new);

	new->sink = sink;
	new->context = context;
	new->archive = archive_write_new();
	*zip = new;
	if (!new->archive || archive_write_set_format_zip(new->archive) != ARCHIVE_OK ||
	    archive_write_set_options(new->archive, "zip:hdrcharset=UTF-8") < ARCHIVE_WARN ||
	    archive_write_set_bytes_in_last_block(new->archive, 1) != ARCHIVE_OK ||
	    archive_write_open(new->archive, new, NULL, pass_on, NULL) != ARCHIVE_OK)
		return fail(new, err);
	return 0;
}

void rq_zip_free(struct rq_zip *zip)
{
	if (!zip)
		return;
	/* An unfinished zip must not write its directory, which freeing it does. */
	zip->abandoned = zip->abandoned || !zip->finished;
	(void)archive_write_free(zip->archive);
	free(zip);
}

int rq_zip_add(struct rq_zip *zip, const char *name, const void *bytes, size_t length,
	       int64_t seconds, struct rq_error *err)
{
	struct archive_entry *entry = archive_entry_new();
	la_ssize_t wrote = -1;

	if (entry) {
		archive_entry_set_pathname_utf8(entry, name);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		archive_entry_set_size(entry, (la_int64_t)length);
		archive_entry_set_mtime(entry, seconds, 0);
		if (archive_write_header(zip->archive, entry) >= ARCHIVE_WARN)
			wrote = archive_write_data(zip->archive, bytes, length);
	}
	archive_entry_free(entry);
	return wrote == (la_ssize_t)length && !zip->abandoned ? 0 : fail(zip, err);
}

int rq_zip_finish(struct rq_zip *zip, struct rq_error *err)
{
	zip->finished = true;
	return archive_write_close(zip->archive) == ARCHIVE_OK && !zip->abandoned ? 0
										  : fail(zip, err);
}
