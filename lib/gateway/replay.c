#include "gateway/replay.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"

enum { DAY_LENGTH = 10, MAX_HEAD = 512, MAX_LOCATION = 256 };
#define DAY (INT64_C(24) * 60 * 60 * 1000)

/* "2026-11-24" */
static const char *day_of(int64_t moment, char text[RQ_TIME_SIZE])
{
	(void)rq_clock_format(moment, text);
	text[DAY_LENGTH] = '\0';
	return text;
}

/* --- folders of days ------------------------------------------------------------ */

static void remove_day(int keys, const char *day)
{
	int fd = openat(keys, day, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd == -1 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (!folder)
		return;
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			(void)unlinkat(fd, entry->d_name, 0);
	(void)closedir(folder);
	(void)unlinkat(keys, day, AT_REMOVEDIR);
}

/* What is older than yesterday. */
static void remove_old(int keys, const char *yesterday)
{
	int copy = openat(keys, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = copy == -1 ? NULL : fdopendir(copy);
	struct dirent *entry;

	if (!folder)
		return;
	while ((entry = readdir(folder)))
		if (strlen(entry->d_name) == DAY_LENGTH && strcmp(entry->d_name, yesterday) < 0)
			remove_day(keys, entry->d_name);
	(void)closedir(folder);
}

/* The file of a key: yesterday's if there is one, else today's; with the first of a day the old go.
 */
static int open_key(const char *folder, const char *name, int64_t now)
{
	char *path = rq_printf("%s/keys", folder);
	char today[RQ_TIME_SIZE], yesterday[RQ_TIME_SIZE];
	char *old = rq_printf("%s/%s", day_of(now - DAY, yesterday), name);
	char *new = rq_printf("%s/%s", day_of(now, today), name);
	int keys, fd = -1;

	(void)mkdir(folder, 0700);
	(void)mkdir(path, 0700);
	keys = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (keys != -1) {
		fd = openat(keys, old, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
		if (fd == -1 && mkdirat(keys, today, 0700) == 0)
			remove_old(keys, yesterday);
		if (fd == -1)
			fd = openat(keys, new, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		(void)close(keys);
	}
	free(new);
	free(old);
	free(path);
	return fd;
}

/* --- the answer in a file --------------------------------------------------------- */

enum kept { NONE, THE_SAME, ANOTHER };

/*
 * A line "FINGERPRINT STATUS LENGTH [LOCATION]", then the body. One that is not whole, for its
 * writer was killed, is none.
 */
static enum kept read_kept(const struct rq_replay *replay, struct rq_answer *answer)
{
	char head[MAX_HEAD + 1], fingerprint[RQ_DIGEST_SIZE] = "", location[MAX_LOCATION + 1] = "";
	struct rq_error ignored = { 0 };
	ssize_t got = pread(replay->fd, head, MAX_HEAD, 0);
	char *end = got > 0 ? memchr(head, '\n', (size_t)got) : NULL;
	size_t length = 0, at;
	int status = 0;

	if (!end)
		return NONE;
	*end = '\0';
	at = (size_t)(end - head) + 1;
	// NOLINTNEXTLINE(cert-err34-c): we wrote it
	if (sscanf(head, "%64[0-9a-f] %d %zu %256s", fingerprint, &status, &length, location) < 3 ||
	    length > RQ_MAX_REPLY_BYTES)
		return NONE;
	if (strcmp(fingerprint, replay->fingerprint) != 0)
		return ANOTHER;
	if (rq_buffer_reserve(&answer->body, length, &ignored) == -1 ||
	    pread(replay->fd, answer->body.data, length, (off_t)at) != (ssize_t)length)
		return NONE;
	answer->body.data[length] = '\0';
	answer->body.length = length;
	answer->status = (enum rq_http)status;
	answer->location = *location ? rq_strdup(location) : NULL;
	return THE_SAME;
}

static int write_kept(const struct rq_replay *replay, const struct rq_answer *answer,
		      struct rq_error *err)
{
	struct rq_output out;
	int result = 0;

	rq_output_init(&out, replay->fd);
	if (ftruncate(replay->fd, 0) == -1 ||
	    rq_output_format(&out, err, "%s %d %zu %s\n", replay->fingerprint, (int)answer->status,
			     answer->body.length, answer->location ? answer->location : "") == -1 ||
	    rq_output_write(&out, answer->body.data, answer->body.length, err) == -1 ||
	    rq_output_flush(&out, err) == -1)
		result = rq_fail(err, RQ_SYSTEM, "an answer cannot be kept for its key");
	rq_output_free(&out);
	return result;
}

/* --- from outside --------------------------------------------------------------- */

static bool is_key(const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 0; i < length; i++)
		if (key[i] < 0x21 || key[i] > 0x7e)
			return false;
	return length > 0 && length <= RQ_MAX_IDEMPOTENCY_KEY;
}

static int meet(struct rq_replay *replay, struct rq_answer *answer)
{
	if (flock(replay->fd, LOCK_EX | LOCK_NB) == -1) {
		answer->retry_after = 1000;
		return rq_answer_problem(answer, RQ_HTTP_CONFLICT, "key-in-use",
					 "a request with this Idempotency-Key is under way");
	}
	switch (read_kept(replay, answer)) {
	case NONE:
		return 0;
	case THE_SAME:
		return 1;
	case ANOTHER:
		break;
	}
	return rq_answer_problem(answer, RQ_HTTP_UNPROCESSABLE, "key-reused",
				 "this Idempotency-Key was used for another request");
}

int rq_replay_begin(struct rq_replay *replay, const char *folder, const char *token,
		    const char *key, const char fingerprint[RQ_DIGEST_SIZE],
		    struct rq_answer *answer)
{
	struct rq_digest digest;
	char name[RQ_ID_SIZE];
	struct rq_error err = { 0 };
	int met;

	replay->fd = -1;
	if (!key)
		return 0;
	if (!is_key(key))
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "an Idempotency-Key has 1 to %d visible ASCII characters",
					 RQ_MAX_IDEMPOTENCY_KEY);
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, token);
	rq_digest_add_field(&digest, key);
	rq_digest_id(&digest, name);
	memcpy(replay->fingerprint, fingerprint, RQ_DIGEST_SIZE);
	replay->fd = open_key(folder, name, rq_clock_now());
	if (replay->fd == -1) {
		(void)rq_fail_errno(&err, RQ_SYSTEM, "%s: cannot keep idempotency keys", folder);
		return rq_answer_failure(answer, &err);
	}
	met = meet(replay, answer);
	if (met != 0) {
		(void)close(replay->fd);
		replay->fd = -1;
	}
	return met;
}

int rq_replay_end(struct rq_replay *replay, const struct rq_answer *answer, struct rq_error *err)
{
	int result = 0;

	if (replay->fd == -1)
		return 0;
	if (answer->status < RQ_HTTP_NOT_MODIFIED)
		result = write_kept(replay, answer, err);
	(void)close(replay->fd);
	replay->fd = -1;
	return result;
}
