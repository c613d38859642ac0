#ifndef RQ_DOCUMENT_PATHS_H
#define RQ_DOCUMENT_PATHS_H

/*
 * Paths to open files, in order: folders are walked by name, and what is wrong
 * with a path comes out in its place. A link given as a path is followed; one
 * found in a folder is not, because a stranger may have put it there to have
 * somebody else's file read. What operating systems and office programs drop
 * beside documents is skipped and counted.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct rq_paths;

/* Never fails. Free it. */
struct rq_paths *rq_paths_new(void);
void rq_paths_free(struct rq_paths *paths);

/* Another path behind those that are there; "-" is standard input. Copied. */
void rq_paths_add(struct rq_paths *paths, const char *path);

struct rq_found {
	char *name;            /* UTF-8, escaped for showing; the caller's, free() */
	int fd;                /* a regular file at its start, the caller's to close; or -1, … */
	struct rq_error error; /* … and this is why */
};

/* The next file: true, or false when all paths are done (more may be added). */
bool rq_paths_next(struct rq_paths *paths, struct rq_found *found);

/* How many files were skipped as droppings. */
size_t rq_paths_skipped(const struct rq_paths *paths);

/*
 * Whether the file is no document but a dropping: "__MACOSX", ".DS_Store",
 * "~$cv.docx", "Thumbs.db", any hidden file. path may have folders in it.
 */
bool rq_paths_is_dropping(const char *path);

#endif
