#ifndef RQ_TESTS_UNPACK_CHECK_H
#define RQ_TESTS_UNPACK_CHECK_H

/*
 * What is true of every container from a stranger: its members come out and end;
 * each has a name without controls, and either bytes or a reason.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "document/unpack.h"

static inline void check_member(const struct rq_unpacked *member)
{
	if (!rq_text_is_utf8(member->name, strlen(member->name)))
		abort();
	for (const char *c = member->name; *c; c++)
		if ((unsigned char)*c < ' ')
			abort();
	if (member->fd == -1 && (member->error.code == RQ_OK || member->error.message[0] == '\0'))
		abort();
	if (member->fd != -1)
		(void)close(member->fd);
}

/* Of a file that begins with head. */
static inline void check_container(const char *head, const uint8_t *data, size_t size)
{
	int fd = memfd_create("container", MFD_CLOEXEC);
	struct rq_unpacked member;
	struct rq_unpack *unpack;

	if (fd == -1 || write(fd, head, strlen(head)) == -1 || write(fd, data, size) == -1)
		abort();
	unpack = rq_unpack_new(fd, "container");
	while (rq_unpack_next(unpack, &member))
		check_member(&member);
	rq_unpack_free(unpack);
	(void)close(fd);
}

#endif
