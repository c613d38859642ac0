#include "document/paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

enum { COPY_BYTES = 64 << 10 };

/* A folder that is being walked. */
struct folder {
	int fd;
	char *path;
	char **names; /* sorted */
	size_t count;
	size_t next;
};

struct rq_paths {
	char **given; /* by the caller; NULL once done */
	size_t count;
	size_t capacity;
	size_t next;
	struct folder folders[RQ_MAX_FOLDER_DEPTH];
	size_t depth;
	size_t found_before; /* what was found when the outermost folder was entered */
	size_t found;
	size_t skipped;
};

struct rq_paths *rq_paths_new(void)
{
	return rq_alloc(1, sizeof(struct rq_paths));
}

static void free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

static void leave_folder(struct rq_paths *paths)
{
	struct folder *folder = &paths->folders[--paths->depth];

	(void)close(folder->fd);
	free(folder->path);
	free_names(folder->names, folder->count);
}

void rq_paths_free(struct rq_paths *paths)
{
	if (!paths)
		return;
	while (paths->depth > 0)
		leave_folder(paths);
	free_names(paths->given, paths->count);
	free(paths);
}

void rq_paths_add(struct rq_paths *paths, const char *path)
{
	paths->given = rq_grow(paths->given, paths->count, &paths->capacity, sizeof *paths->given);
	paths->given[paths->count++] = rq_strdup(path);
}

size_t rq_paths_skipped(const struct rq_paths *paths)
{
	return paths->skipped;
}

static bool is_dropping_name(const char *name, size_t length)
{
	static const char *const names[] = { "__MACOSX", "Thumbs.db", "desktop.ini", "ehthumbs.db",
					     "Icon\r" };

	if (length > 1 && name[0] == '.')
		return !(length == 2 && name[1] == '.'); /* ".." is refused, not overlooked */
	if (length > 1 && name[0] == '~' && name[1] == '$')
		return true;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0)
			return true;
	return false;
}

bool rq_paths_is_dropping(const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");

		if (is_dropping_name(path, length))
			return true;
		path += length;
		path += strspn(path, "/");
	}
	return false;
}

/* --- folders ------------------------------------------------------------------ */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list(struct rq_paths *paths, struct folder *folder, struct rq_error *err)
{
	int copy = fcntl(folder->fd, F_DUPFD_CLOEXEC, 0);
	DIR *stream = copy == -1 ? NULL : fdopendir(copy);
	size_t capacity = 0;
	struct dirent *entry;

	if (!stream) {
		if (copy != -1)
			(void)close(copy);
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot list the folder");
	}
	while ((entry = readdir(stream))) { // NOLINT(concurrency-mt-unsafe)
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (is_dropping_name(entry->d_name, strlen(entry->d_name))) {
			paths->skipped++;
			continue;
		}
		folder->names =
		    rq_grow(folder->names, folder->count, &capacity, sizeof *folder->names);
		folder->names[folder->count++] = rq_strdup(entry->d_name);
	}
	(void)closedir(stream);
	if (folder->count > 0)
		qsort(folder->names, folder->count, sizeof *folder->names, compare_names);
	return 0;
}

/* Takes fd. Reading begins with the next call of rq_paths_next(). */
static int enter_folder(struct rq_paths *paths, int fd, const char *path, struct rq_error *err)
{
	struct folder *folder;

	if (paths->depth == RQ_MAX_FOLDER_DEPTH) {
		(void)close(fd);
		return rq_fail(err, RQ_TOO_DEEP, "more than %d folders inside each other",
			       RQ_MAX_FOLDER_DEPTH);
	}
	if (paths->depth == 0)
		paths->found_before = paths->found;
	folder = &paths->folders[paths->depth++];
	*folder = (struct folder) { .fd = fd, .path = rq_strdup(path) };
	return list(paths, folder, err);
}

/* --- files ---------------------------------------------------------------------- */

static int copy_bytes(int from, int to, struct rq_error *err)
{
	char *block = rq_alloc(COPY_BYTES, 1);
	size_t total = 0;
	ssize_t got, put = 0;

	while ((got = read(from, block, COPY_BYTES)) > 0 || (got == -1 && errno == EINTR)) {
		for (ssize_t done = 0; done < got; done += put)
			if ((put = write(to, block + done, (size_t)(got - done))) < 1)
				goto out;
		total += got > 0 ? (size_t)got : 0;
		if (total > RQ_MAX_ARCHIVE_BYTES)
			break;
	}
out:
	free(block);
	if (put == -1)
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot keep what the pipe gives");
	if (got == -1)
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot read");
	if (total > RQ_MAX_ARCHIVE_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu MiB", RQ_MAX_ARCHIVE_BYTES >> 20);
	return 0;
}

/* Readers want to go back and forth: a pipe becomes a file without a name. */
static int spool(int *fd, struct rq_error *err)
{
	const char *folder = getenv("TMPDIR"); // NOLINT(concurrency-mt-unsafe)
	int copy = open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	int result = -1;

	if (copy == -1)
		(void)rq_fail_errno(err, RQ_UNREADABLE, "cannot make a temporary file");
	else
		result = copy_bytes(*fd, copy, err);
	(void)close(*fd);
	*fd = copy;
	return result;
}

/* A reading descriptor of it, at its start: what a worker gets cannot be written. */
static int settle(struct rq_paths *paths, int fd, const char *path, struct rq_found *found)
{
	struct stat status;

	if (fstat(fd, &status) == -1) {
		(void)close(fd);
		return rq_fail_errno(&found->error, RQ_UNREADABLE, "cannot look at it");
	}
	if (S_ISDIR(status.st_mode))
		return enter_folder(paths, fd, path, &found->error);
	if (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)) {
		(void)fcntl(fd, F_SETFL, 0); /* blocking again */
		if (spool(&fd, &found->error) == -1) {
			if (fd != -1)
				(void)close(fd);
			return -1;
		}
	} else if (!S_ISREG(status.st_mode)) {
		(void)close(fd);
		return rq_fail(&found->error, RQ_UNREADABLE, "neither a file nor a folder");
	}
	found->fd = fd;
	return 0;
}

static int fail_open(struct rq_error *err)
{
	if (errno == ENOENT)
		return rq_fail_errno(err, RQ_NOT_FOUND, "cannot open");
	return rq_fail_errno(err, RQ_UNREADABLE, "cannot open");
}

static void open_path(struct rq_paths *paths, const char *path, struct rq_found *found)
{
	bool standard_input = strcmp(path, "-") == 0;
	int fd;

	found->name = standard_input ? rq_strdup("stdin") : rq_text_escaped(path);
	if (standard_input)
		fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	else
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd == -1)
		(void)fail_open(&found->error);
	else
		(void)settle(paths, fd, path, found);
}

static void open_in_folder(struct rq_paths *paths, struct folder *folder, struct rq_found *found)
{
	const char *name = folder->names[folder->next++];
	size_t length = strlen(folder->path);
	const char *slash = length > 0 && folder->path[length - 1] == '/' ? "" : "/";
	char *path = rq_printf("%s%s%s", folder->path, slash, name);
	int fd =
	    openat(folder->fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);

	found->name = rq_text_escaped(path);
	if (fd == -1 && errno == ELOOP)
		(void)rq_fail(&found->error, RQ_UNSAFE_NAME,
			      "a link in a folder is not followed: name its target");
	else if (fd == -1)
		(void)fail_open(&found->error);
	else
		(void)settle(paths, fd, path, found);
	free(path);
}

/* A folder that is done; one that was given and had nothing is an error. */
static bool close_folder(struct rq_paths *paths, struct rq_found *found)
{
	bool empty = paths->depth == 1 && paths->found == paths->found_before;

	if (empty) {
		found->name = rq_text_escaped(paths->folders[0].path);
		(void)rq_fail(&found->error, RQ_EMPTY, "a folder without documents");
	}
	leave_folder(paths);
	return empty;
}

bool rq_paths_next(struct rq_paths *paths, struct rq_found *found)
{
	for (;;) {
		struct folder *folder = paths->depth > 0 ? &paths->folders[paths->depth - 1] : NULL;

		*found = (struct rq_found) { .fd = -1 };
		if (folder && folder->next < folder->count) {
			open_in_folder(paths, folder, found);
		} else if (folder) {
			if (close_folder(paths, found))
				return true;
			continue;
		} else if (paths->next < paths->count) {
			open_path(paths, paths->given[paths->next++], found);
		} else {
			return false;
		}
		if (found->fd != -1 || found->error.code != RQ_OK) {
			paths->found++;
			return true;
		}
		free(found->name); /* a folder: its files follow */
	}
}
