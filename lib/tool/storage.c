#include "tool/storage.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "tool/program.h"

/* Makes the folders that a path goes through, each for its owner only. */
static void make_parents(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(path, 0700); /* what cannot be made is said when the store is opened */
		*slash = '/';
	}
}

/* The store is mapped: what its file or disk does not give arrives as a signal. */
static void say_unreadable(int number)
{
	static const char message[] =
	    ": the store cannot be read: its file is cut off, or its disk fails\n";
	const char *name = program_invocation_short_name;

	(void)number;
	if (write(STDERR_FILENO, name, strlen(name)) != -1 &&
	    write(STDERR_FILENO, message, sizeof message - 1) != -1)
		_exit(RQ_STATUS_FATAL);
	_exit(RQ_STATUS_FATAL);
}

static char *find_folder(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	char *path;

	if (state && *state == '/')
		path = rq_printf("%s/rq", state);
	else
		path = rq_printf("%s/.local/state/rq", home && *home == '/' ? home : "/var/lib");
	make_parents(path);
	return path;
}

int rq_storage_find(const struct rq_storage_wants *wants, struct rq_storage *storage,
		    struct rq_error *err)
{
	struct rq_error why = { 0 };
	const char *named = wants->store ? wants->store : getenv("RQ_STORE");

	(void)signal(SIGBUS, say_unreadable);
	*storage =
	    (struct rq_storage) { .where = named && *named ? rq_strdup(named) : find_folder() };
	if (!wants->key_file || !*wants->key_file)
		return 0;
	if (rq_keyring_read(wants->key_file, &storage->keys, &why) == -1)
		return rq_fail(err, RQ_STORE, "%s", why.message);
	return 0;
}

void rq_storage_free(struct rq_storage *storage)
{
	free(storage->where);
	rq_keyring_free(storage->keys);
	*storage = (struct rq_storage) { NULL, NULL };
}

int rq_storage_open(const struct rq_storage *storage, struct rq_store_options how,
		    struct rq_store **store, struct rq_error *err)
{
	how.keys = storage->keys;
	return rq_store_open(storage->where, &how, store, err);
}
