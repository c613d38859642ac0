#include "io/secret.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"

int rq_secret_read(const char *path, const char *environment, char **secret, struct rq_error *err)
{
	const char *known = getenv(environment);

	*secret = NULL;
	if (path) {
		if (rq_file_read(path, RQ_MAX_KEY_BYTES, secret, err) == -1)
			return -1;
	} else if (known && *known) {
		*secret = rq_strdup(known);
	}
	if (*secret)
		(*secret)[strcspn(*secret, "\r\n")] = '\0';
	return 0;
}

static int check_private(int file, const char *path, struct rq_error *err)
{
	struct stat status;
	mode_t others;

	if (fstat(file, &status) == -1)
		return rq_fail_errno(err, RQ_UNREADABLE, "%s", path);
	others = status.st_uid == 0 ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;
	if ((status.st_mode & others) != 0)
		return rq_fail(err, RQ_UNREADABLE, "%s: others may read this key: chmod 600 it",
			       path);
	return 0;
}

int rq_secret_read_private(const char *path, size_t limit, char **secret, struct rq_error *err)
{
	int file = rq_file_open(path, err), result;

	if (file == -1)
		return -1;
	result = check_private(file, path, err);
	if (result == 0)
		result = rq_file_read_open(file, path, limit, secret, err);
	(void)close(file);
	return result;
}

void rq_secret_free(char *secret)
{
	if (secret)
		explicit_bzero(secret, strlen(secret));
	free(secret);
}
