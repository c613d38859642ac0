#ifndef RQ_IO_SANDBOX_H
#define RQ_IO_SANDBOX_H

/*
 * What a process that parses strangers' bytes gives up, for good: files but a
 * few read-only ones (Landlock), the network, other programs and other
 * processes (seccomp, a deny-list that answers EPERM), capabilities, core
 * files, and memory beyond a limit. A kernel that lacks one of these is used
 * with the rest. With -DRQ_NO_SANDBOX only the core files are given up:
 * sanitizers need what is refused here.
 */

#include <stddef.h>

#include "base/error.h"

struct rq_sandbox {
	const char *const *readable; /* files and folders that stay readable; NULL ends it.
					A glob(7) pattern; what does not exist is skipped */
	size_t memory;               /* bytes of data, and of address space, beyond those of now */
	size_t files;                /* and beyond these, for files that are only read */
	size_t file_bytes;           /* no file (of memory) may grow beyond it */
	size_t descriptors;          /* open at once */
};

/* Enters it. RQ_SYSTEM when the kernel has it and refuses. */
int rq_sandbox_enter(const struct rq_sandbox *sandbox, struct rq_error *err);

/* Lets this process use so many more seconds of CPU from now on; then SIGXCPU ends it. */
void rq_sandbox_allow_cpu(unsigned seconds);

/* Lets it have so much data, of what the sandbox allows, until this is called again. */
void rq_sandbox_allow_memory(const struct rq_sandbox *sandbox, size_t bytes);

#endif
