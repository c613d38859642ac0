#include "document/unpack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/archive.h"
#include "document/detect.h"
#include "document/envelope.h"
#include "document/mail.h"
#include "document/paths.h"

enum { SAMPLE = 16 << 10 }; /* bytes that tell a mail from an archive */

/* A container that is open: the given one, or one inside the level below. */
struct level {
	struct rq_archive *archive; /* one of these, … */
	struct rq_mail *mail;       /* … or none: could not be opened */
	struct rq_error error;      /* why */
	struct rq_buffer bytes;     /* of an inner archive; libarchive reads from there */
	int fd;                     /* of an inner mail's file of memory, or -1 */
	char *name;                 /* its path in the outermost one, "" for that itself */
	char *file;                 /* its file name */
	size_t members;
};

struct rq_unpack {
	struct level levels[RQ_MAX_ARCHIVE_DEPTH];
	size_t depth;
	struct rq_archive_budget budget;
	char *name;
	size_t skipped;
	size_t unopened; /* containers that were too deep and are not told as a number yet */
};

static struct level *push_level(struct rq_unpack *unpack, const char *name, const char *file)
{
	struct level *level = &unpack->levels[unpack->depth++];

	memset(level, 0, sizeof *level);
	level->fd = -1;
	level->name = rq_strdup(name);
	level->file = rq_strdup(file);
	rq_buffer_init(&level->bytes, RQ_MAX_FILE_BYTES);
	return level;
}

static void pop_level(struct rq_unpack *unpack)
{
	struct level *level = &unpack->levels[--unpack->depth];

	rq_archive_free(level->archive);
	rq_mail_free(level->mail);
	if (level->fd != -1)
		(void)close(level->fd);
	rq_buffer_free(&level->bytes);
	free(level->name);
	free(level->file);
}

static int open_file(struct rq_unpack *unpack, struct level *level, int fd)
{
	char *sample = rq_alloc(SAMPLE, 1);
	ssize_t length = pread(fd, sample, SAMPLE, 0);
	bool mail = length > 0 && rq_envelope_kind(sample, (size_t)length) != RQ_ENVELOPE_NONE;

	free(sample);
	if (mail)
		return rq_mail_open(fd, &unpack->budget, &level->mail, &level->error);
	return rq_archive_open(fd, &unpack->budget, &level->archive, &level->error);
}

struct rq_unpack *rq_unpack_new(int fd, const char *name)
{
	struct rq_unpack *unpack = rq_alloc(1, sizeof *unpack);
	const char *slash = strrchr(name, '/');
	struct level *level = push_level(unpack, "", slash ? slash + 1 : name);
	struct stat status = { 0 };

	if (fstat(fd, &status) == -1)
		(void)rq_fail_errno(&level->error, RQ_UNREADABLE, "cannot look at it");
	else if (lseek(fd, 0, SEEK_SET) == -1)
		(void)rq_fail_errno(&level->error, RQ_UNREADABLE, "cannot read");
	else
		(void)open_file(unpack, level, fd);
	unpack->budget.packed = status.st_size > 0 ? (size_t)status.st_size : 0;
	return unpack;
}

void rq_unpack_free(struct rq_unpack *unpack)
{
	if (!unpack)
		return;
	while (unpack->depth > 0)
		pop_level(unpack);
	free(unpack->name);
	free(unpack);
}

size_t rq_unpack_skipped(const struct rq_unpack *unpack)
{
	return unpack->skipped;
}

/* The file inside "cv.pdf.gz" is "cv.pdf". */
static char *content_name(const char *file)
{
	static const char *const suffixes[] = { ".gz", ".bz2", ".xz", ".zst" };
	size_t length = strlen(file);

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
		size_t size = strlen(suffixes[i]);

		if (length > size && strcasecmp(file + length - size, suffixes[i]) == 0)
			return rq_strndup(file, length - size);
	}
	return rq_strdup("content");
}

static void set_name(struct rq_unpack *unpack, const struct level *level, const char *member)
{
	char *content = *member ? NULL : content_name(level->file);

	free(unpack->name);
	unpack->name =
	    rq_printf("%s%s%s", level->name, *level->name ? "!/" : "", content ? content : member);
	free(content);
}

static int to_memory_file(const struct rq_buffer *bytes, struct rq_error *err)
{
	int fd = memfd_create("rq-member", MFD_CLOEXEC);

	if (fd == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make a file of memory");
	for (size_t done = 0; done < bytes->length;) {
		ssize_t put = write(fd, bytes->data + done, bytes->length - done);

		if (put < 1) {
			(void)rq_fail_errno(err, RQ_SYSTEM, "cannot fill a file of memory");
			(void)close(fd);
			return -1;
		}
		done += (size_t)put;
	}
	return fd;
}

/*
 * Takes the bytes of a container that was found inside one: true, also when it
 * is too deep and there were many such; false is an error to be told.
 */
static bool enter(struct rq_unpack *unpack, struct rq_buffer *bytes, struct rq_error *err)
{
	const char *slash = strrchr(unpack->name, '/');
	struct level *level;

	if (unpack->depth == RQ_MAX_ARCHIVE_DEPTH) {
		if (++unpack->unopened > RQ_MAX_ARCHIVE_UNOPENED)
			return true;
		(void)rq_fail(err, RQ_TOO_DEEP, "more than %d containers inside each other",
			      RQ_MAX_ARCHIVE_DEPTH);
		return false;
	}
	level = push_level(unpack, unpack->name, slash ? slash + 1 : unpack->name);
	if (rq_envelope_kind(bytes->data, bytes->length) != RQ_ENVELOPE_NONE) {
		level->fd = to_memory_file(bytes, &level->error);
		if (level->fd != -1)
			(void)rq_mail_open(level->fd, &unpack->budget, &level->mail, &level->error);
		return true;
	}
	rq_buffer_free(&level->bytes);
	level->bytes = *bytes;
	rq_buffer_init(bytes, 0);
	(void)rq_archive_open_bytes(level->bytes.data, level->bytes.length, &unpack->budget,
				    &level->archive, &level->error);
	return true;
}

static int next_member(struct level *level, struct rq_member *member)
{
	if (level->mail)
		return rq_mail_next(level->mail, member, &level->error);
	return level->archive ? rq_archive_next(level->archive, member, &level->error) : 0;
}

static int read_member(struct level *level, struct rq_buffer *bytes, struct rq_error *err)
{
	if (level->mail)
		return rq_mail_read(level->mail, bytes, err);
	return rq_archive_read(level->archive, bytes, err);
}

/* The member's bytes go to unpacked->fd, or are a container that is entered: false. */
static bool take_member(struct rq_unpack *unpack, struct level *level,
			const struct rq_member *member, struct rq_unpacked *unpacked)
{
	struct rq_buffer bytes;
	bool entered = false;

	level->members++;
	set_name(unpack, level, member->name);
	unpacked->name = unpack->name;
	unpacked->error = member->refusal;
	if (member->refusal.code != RQ_OK)
		return true;
	rq_buffer_init(&bytes, RQ_MAX_FILE_BYTES);
	if (read_member(level, &bytes, &unpacked->error) == 0) {
		if (rq_detect(bytes.data, bytes.length, member->name).format == RQ_FORMAT_CONTAINER)
			entered = enter(unpack, &bytes, &unpacked->error);
		else
			unpacked->fd = to_memory_file(&bytes, &unpacked->error);
	}
	rq_buffer_free(&bytes);
	return !entered;
}

/*
 * A bomb of archives has more of those that are too deep than anybody wants to
 * read of: at the end of the container that holds them, they are a number.
 */
static void count_unopened(struct rq_unpack *unpack, struct rq_error *err)
{
	size_t count = unpack->unopened - RQ_MAX_ARCHIVE_UNOPENED;

	if (unpack->depth > 2 || err->code != RQ_OK || unpack->unopened <= RQ_MAX_ARCHIVE_UNOPENED)
		return;
	(void)rq_fail(err, RQ_TOO_DEEP,
		      "%zu more container%s in it, more than %d inside each other", count,
		      rq_text_s(count), RQ_MAX_ARCHIVE_DEPTH);
	unpack->unopened = 0;
}

/* The end of a level: whether there is something to say about it. */
static bool finish_level(struct rq_unpack *unpack, struct level *level,
			 struct rq_unpacked *unpacked)
{
	if (level->error.code == RQ_OK && level->members == 0)
		(void)rq_fail(&level->error, RQ_EMPTY, "a container without documents");
	count_unopened(unpack, &level->error);
	unpacked->error = level->error;
	free(unpack->name);
	unpack->name = rq_strdup(level->name);
	unpacked->name = unpack->name;
	pop_level(unpack);
	return unpacked->error.code != RQ_OK;
}

bool rq_unpack_next(struct rq_unpack *unpack, struct rq_unpacked *unpacked)
{
	while (unpack->depth > 0) {
		struct level *level = &unpack->levels[unpack->depth - 1];
		struct rq_member member;
		int got = next_member(level, &member);

		*unpacked = (struct rq_unpacked) { .fd = -1 };
		if (got == 1 && rq_paths_is_dropping(member.name)) {
			unpack->skipped++;
			continue;
		}
		if (got == 1 ? take_member(unpack, level, &member, unpacked)
			     : finish_level(unpack, level, unpacked))
			return true;
	}
	return false;
}
