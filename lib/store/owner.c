#include "store/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "store/key.h"

/* A small file of /proc as text; "" when it cannot be read. */
static void read_small(const char *path, char *text, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = file == -1 ? 0 : read(file, text, size - 1);

	text[got > 0 ? got : 0] = '\0';
	if (file != -1)
		(void)close(file);
}

/*
 * State and start time from /proc/PID/stat (proc(5)): fields 3 and 22. The
 * name of the program, field 2, may hold anything, so count from its last ")".
 */
static bool read_process(uint32_t pid, char *state, uint64_t *start)
{
	char path[40], text[1024], *field, *rest;

	(void)snprintf(path, sizeof path, "/proc/%" PRIu32 "/stat", pid);
	read_small(path, text, sizeof text);
	rest = strrchr(text, ')');
	if (!rest || !(field = strtok_r(rest + 1, " ", &rest)))
		return false;
	*state = *field;
	for (int i = 4; i <= 22; i++)
		if (!(field = strtok_r(NULL, " ", &rest)))
			return false;
	*start = strtoull(field, NULL, 10);
	return true;
}

struct rq_owner rq_owner_self(void)
{
	struct rq_owner self = { .pid = (uint32_t)getpid() };
	char boot[64], space[64];
	ssize_t length = readlink("/proc/self/ns/pid", space, sizeof space - 1);
	char state;

	space[length > 0 ? length : 0] = '\0';
	read_small("/proc/sys/kernel/random/boot_id", boot, sizeof boot);
	self.host = rq_key_hash(boot, space);
	if (!read_process(self.pid, &state, &self.start))
		self.start = 0;
	return self;
}

bool rq_owner_same(const struct rq_owner *one, const struct rq_owner *other)
{
	return one->host == other->host && one->pid == other->pid && one->start == other->start;
}

bool rq_owner_is_dead(const struct rq_owner *owner, const struct rq_owner *self)
{
	uint64_t start;
	char state;

	if (owner->host != self->host || rq_owner_same(owner, self))
		return false;
	if (kill((pid_t)owner->pid, 0) == -1 && errno == ESRCH)
		return true;
	/* /proc may hide the processes of other users: then it is alive for all we know. */
	if (!read_process(owner->pid, &state, &start))
		return false;
	return state == 'Z' || state == 'X' || (owner->start != 0 && start != owner->start);
}
