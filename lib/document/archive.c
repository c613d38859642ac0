#include "document/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/encoding.h"

enum { BLOCK = 64 << 10, MAX_RETRIES = 8 };

struct rq_archive {
	struct archive *handle;
	struct archive_entry *entry; /* of the member just got; the handle's */
	struct rq_archive_budget *budget;
	char *name;
	size_t kept; /* what it added to the budget's */
	bool started;
	bool over; /* nothing more can or may be read, which has been said */
};

void rq_archive_free(struct rq_archive *archive)
{
	if (!archive)
		return;
	(void)archive_read_free(archive->handle);
	free(archive->name);
	free(archive);
}

/* "raw" is a compressed file that holds no archive; rq_archive_next() wants a filter then. */
static struct archive *new_handle(void)
{
	struct archive *handle = archive_read_new();

	if (!handle)
		return NULL;
	if (archive_read_support_format_zip(handle) < ARCHIVE_WARN ||
	    archive_read_support_format_7zip(handle) < ARCHIVE_WARN ||
	    archive_read_support_format_tar(handle) < ARCHIVE_WARN ||
	    archive_read_support_format_raw(handle) < ARCHIVE_WARN ||
	    archive_read_support_filter_gzip(handle) < ARCHIVE_OK ||
	    archive_read_support_filter_bzip2(handle) < ARCHIVE_OK ||
	    archive_read_support_filter_xz(handle) < ARCHIVE_OK ||
	    archive_read_support_filter_zstd(handle) < ARCHIVE_OK) {
		(void)archive_read_free(handle);
		return NULL;
	}
	return handle;
}

/* libarchive's words are for those who know the format; ours come first. */
static int fail_as_archive(struct archive *handle, const char *what, struct rq_error *err)
{
	const char *why = archive_error_string(handle);
	char clean[160];

	if (!why || !*why)
		return rq_fail(err, RQ_DAMAGED, "%s", what);
	if (strcasestr(why, "encrypt") || strcasestr(why, "passphrase") ||
	    strcasestr(why, "password"))
		return rq_fail(err, RQ_ENCRYPTED, "encrypted: it needs a password");
	if (strcasestr(why, "unsupported") || strcasestr(why, "not supported"))
		return rq_fail(err, RQ_UNSUPPORTED, "%s: %s", what,
			       rq_text_escape(why, clean, sizeof clean));
	if (strcasestr(why, "too many filters"))
		return rq_fail(err, RQ_TOO_DEEP, "compressed more than %d times over",
			       RQ_MAX_ARCHIVE_DEPTH);
	return rq_fail(err, RQ_DAMAGED, "%s: %s", what, rq_text_escape(why, clean, sizeof clean));
}

static int finish_open(struct archive *handle, int opened, struct rq_archive_budget *budget,
		       struct rq_archive **archive, struct rq_error *err)
{
	if (opened != ARCHIVE_OK) {
		(void)fail_as_archive(handle, "damaged container", err);
		(void)archive_read_free(handle);
		return -1;
	}
	*archive = rq_alloc(1, sizeof **archive);
	(*archive)->handle = handle;
	(*archive)->budget = budget;
	return 0;
}

int rq_archive_open(int fd, struct rq_archive_budget *budget, struct rq_archive **archive,
		    struct rq_error *err)
{
	struct archive *handle = new_handle();

	if (!handle)
		return rq_fail(err, RQ_SYSTEM, "libarchive lacks a format");
	return finish_open(handle, archive_read_open_fd(handle, fd, BLOCK), budget, archive, err);
}

int rq_archive_open_bytes(const char *bytes, size_t length, struct rq_archive_budget *budget,
			  struct rq_archive **archive, struct rq_error *err)
{
	struct archive *handle = new_handle();

	if (!handle)
		return rq_fail(err, RQ_SYSTEM, "libarchive lacks a format");
	return finish_open(handle, archive_read_open_memory(handle, bytes, length), budget, archive,
			   err);
}

/* --- names ------------------------------------------------------------------- */

/* The name as text: UTF-8 as it is, else by the code page that old zips use. */
static char *decode_name(const char *raw, bool zip)
{
	struct rq_error ignored = { 0 };
	struct rq_buffer text;
	size_t bad, length = strlen(raw);
	char *name;

	if (rq_text_is_utf8(raw, length))
		return rq_text_nfc(raw, length);
	rq_buffer_init(&text, 4 * length + 16);
	if (rq_encoding_convert(zip ? "CP437" : "WINDOWS-1252", raw, length, &text, &bad,
				&ignored) == -1)
		(void)rq_buffer_append_text(&text, "?", &ignored);
	name = rq_buffer_take(&text);
	rq_buffer_free(&text);
	return name;
}

static int check_name(const char *name, struct rq_error *err)
{
	size_t length = strlen(name), size;

	if (length > RQ_MAX_NAME_BYTES)
		return rq_fail(err, RQ_UNSAFE_NAME, "a name of %zu bytes", length);
	if (name[0] == '/' || (name[0] && name[1] == ':' && name[2] == '/'))
		return rq_fail(err, RQ_UNSAFE_NAME, "an absolute name");
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (part[0] == '.' && part[1] == '.' && (part[2] == '/' || part[2] == '\0'))
			return rq_fail(err, RQ_UNSAFE_NAME, "a name that climbs (\"..\")");
	}
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(name + at, length - at, &size);

		if (character == '\t' || character == '\n' ||
		    (rq_text_is_unsafe(character) && character < 0xa0))
			return rq_fail(err, RQ_UNSAFE_NAME, "a control character in its name");
	}
	return 0;
}

char *rq_archive_show_name(const char *name, struct rq_error *refusal)
{
	char *shown = rq_alloc(RQ_MAX_NAME_BYTES + 1, 1);

	(void)check_name(name, refusal);
	(void)rq_text_escape(name, shown, RQ_MAX_NAME_BYTES);
	return shown;
}

static bool is_zip(const struct rq_archive *archive)
{
	return (archive_format(archive->handle) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
}

static void set_name(struct rq_archive *archive, struct rq_member *member)
{
	bool zip = is_zip(archive);
	const char *raw = archive_entry_pathname_utf8(archive->entry);
	char *name;

	if (!raw)
		raw = archive_entry_pathname(archive->entry);
	if (archive_format(archive->handle) == ARCHIVE_FORMAT_RAW)
		raw = ""; /* the file inside a .gz: the caller knows its name */
	name = decode_name(raw ? raw : "?", zip);
	for (char *c = name; zip && *c; c++)
		if (*c == '\\') /* as old Windows programs write them */
			*c = '/';
	if (strncmp(name, "./", 2) == 0)
		memmove(name, name + 2, strlen(name + 2) + 1);
	free(archive->name);
	archive->name = rq_archive_show_name(name, &member->refusal);
	member->name = archive->name;
	free(name);
}

static void check_kind(struct archive_entry *entry, struct rq_error *refusal)
{
	mode_t type = archive_entry_filetype(entry);

	if (archive_entry_hardlink(entry) || type == AE_IFLNK)
		(void)rq_fail(refusal, RQ_UNSAFE_NAME, "a link");
	else if (type != AE_IFREG && type != 0)
		(void)rq_fail(refusal, RQ_UNSAFE_NAME, "a device or another special file");
	else if (archive_entry_is_data_encrypted(entry))
		(void)rq_fail(refusal, RQ_ENCRYPTED, "encrypted: it needs a password");
}

/* --- members -------------------------------------------------------------------- */

static int spend_total(struct rq_archive *archive, size_t bytes, struct rq_error *err)
{
	archive->budget->bytes += bytes;
	if (archive->budget->bytes <= RQ_MAX_ARCHIVE_BYTES)
		return 0;
	archive->over = true;
	return rq_fail(err, RQ_TOO_LARGE, "unpacks to more than %zu MiB",
		       RQ_MAX_ARCHIVE_BYTES >> 20);
}

/* Below one document's own limit no ratio does harm. */
static int spend_ratio(struct rq_archive *archive, size_t bytes, struct rq_error *err)
{
	struct rq_archive_budget *budget = archive->budget;

	budget->kept += bytes;
	archive->kept += bytes;
	if (budget->kept <= RQ_MAX_FILE_BYTES ||
	    budget->kept / RQ_MAX_ARCHIVE_RATIO <= budget->packed)
		return 0;
	archive->over = true;
	budget->kept -= archive->kept; /* others around it are judged without it */
	return rq_fail(err, RQ_TOO_LARGE, "unpacks to more than %d times its size: a zip bomb",
		       RQ_MAX_ARCHIVE_RATIO);
}

/* What can be said once the first header is there. */
static int check_format(struct rq_archive *archive, struct rq_error *err)
{
	int filters = archive_filter_count(archive->handle) - 1; /* the last is "none" */

	archive->started = true;
	if (filters > RQ_MAX_ARCHIVE_DEPTH)
		return rq_fail(err, RQ_TOO_DEEP, "compressed more than %d times over",
			       RQ_MAX_ARCHIVE_DEPTH);
	if (filters == 0 && archive_format(archive->handle) == ARCHIVE_FORMAT_RAW)
		return rq_fail(err, RQ_DAMAGED, "damaged container");
	return 0;
}

static int next_header(struct rq_archive *archive, struct rq_error *err)
{
	int retries = 0, status;

	do
		status = archive_read_next_header(archive->handle, &archive->entry);
	while (status == ARCHIVE_RETRY && ++retries < MAX_RETRIES);
	if (status == ARCHIVE_EOF)
		return 0;
	if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
		return fail_as_archive(archive->handle, "damaged container", err);
	if (!archive->started && check_format(archive, err) == -1)
		return -1;
	return 1;
}

int rq_archive_next(struct rq_archive *archive, struct rq_member *member, struct rq_error *err)
{
	int got;

	if (archive->over)
		return 0;
	do {
		got = next_header(archive, err);
		if (got != 1)
			return got;
		if (archive->budget && ++archive->budget->entries > RQ_MAX_ARCHIVE_ENTRIES) {
			archive->over = true;
			return rq_fail(err, RQ_TOO_MANY, "more than %d entries in the container",
				       RQ_MAX_ARCHIVE_ENTRIES);
		}
	} while (archive_entry_filetype(archive->entry) == AE_IFDIR);
	memset(member, 0, sizeof *member);
	set_name(archive, member);
	check_kind(archive->entry, &member->refusal);
	return 1;
}

/* The next bytes of the member, which are libarchive's: 1, 0 at its end, -1. */
static int next_block(struct rq_archive *archive, const void **data, size_t *size, size_t position,
		      struct rq_error *err)
{
	la_int64_t offset;
	int status = archive_read_data_block(archive->handle, data, size, &offset);

	if (status == ARCHIVE_EOF)
		return 0;
	if (status == ARCHIVE_FATAL)
		archive->over = true;
	if (status != ARCHIVE_OK) /* a warning is a checksum or a size that differs */
		return fail_as_archive(archive->handle, "damaged", err);
	if (offset < 0 || (size_t)offset != position)
		return rq_fail(err, RQ_UNSUPPORTED, "a sparse file");
	return 1;
}

/* Of a part of a document: only the buffer bounds it. */
static int read_part(struct rq_archive *archive, struct rq_buffer *buffer, struct rq_error *err)
{
	size_t size, taken = 0;
	const void *data;
	int got;

	while ((got = next_block(archive, &data, &size, taken, err)) == 1) {
		if (rq_buffer_append(buffer, data, size, err) == -1)
			return -1;
		taken += size;
	}
	return got;
}

/*
 * A member that is too large is left at once in a zip, which has each member by
 * itself: it costs its neighbours nothing. Elsewhere the next one stands behind
 * it in one compressed stream, and the budget decides how far that is followed.
 */
static int read_member(struct rq_archive *archive, struct rq_buffer *buffer, struct rq_error *err)
{
	bool zip = is_zip(archive);
	size_t size, taken = 0;
	const void *data;
	int got;

	while ((got = next_block(archive, &data, &size, taken, err)) == 1) {
		taken += size;
		if (spend_total(archive, size, err) == -1 ||
		    (!zip && spend_ratio(archive, size, err) == -1))
			return -1;
		if (err->code == RQ_OK && rq_buffer_append(buffer, data, size, err) == -1 && zip)
			return -1;
	}
	if (got == -1 || (zip && spend_ratio(archive, taken, err) == -1))
		return -1;
	return err->code == RQ_OK ? 0 : -1;
}

int rq_archive_read(struct rq_archive *archive, struct rq_buffer *buffer, struct rq_error *err)
{
	assert(archive->entry);
	return archive->budget ? read_member(archive, buffer, err)
			       : read_part(archive, buffer, err);
}
