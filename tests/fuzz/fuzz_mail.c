/*
 * A mail from a stranger: its members come out and end; each has a name without
 * controls and either bytes or a reason.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "document/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 15 };

/* So that every input is taken for a mail. */
static const char head[] = "MIME-Version: 1.0\nFrom: a\nTo: b\n";

static void check_member(const struct rq_unpacked *member)
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_unpacked member;
	struct rq_unpack *unpack;
	int fd;

	if (size > MAX_INPUT)
		return 0;
	fd = memfd_create("mail", MFD_CLOEXEC);
	if (fd == -1 || write(fd, head, sizeof head - 1) == -1 || write(fd, data, size) == -1)
		abort();
	unpack = rq_unpack_new(fd, "mail.eml");
	while (rq_unpack_next(unpack, &member))
		check_member(&member);
	rq_unpack_free(unpack);
	(void)close(fd);
	return 0;
}
