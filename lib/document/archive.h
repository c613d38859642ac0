#ifndef RQ_DOCUMENT_ARCHIVE_H
#define RQ_DOCUMENT_ARCHIVE_H

/*
 * Members of a container, one after the other: zip, 7z, tar (also compressed by
 * gzip, bzip2, xz, zstd), or one file so compressed. Formats and filters are
 * enabled by name: libarchive's "all" has filters that start programs. Nothing
 * that a header claims is believed: the bytes that come out are counted.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

struct rq_archive;

struct rq_member {
	const char *name; /* UTF-8 without controls, "/" between folders; the archive's, until
			     the next member */
	struct rq_error refusal; /* not RQ_OK: it may not be read (link, climbing name, …) */
};

/* What several archives inside each other may use up together. */
struct rq_archive_budget {
	size_t entries; /* seen so far */
	size_t bytes;   /* unpacked so far */
	size_t kept;    /* the same without members that were too large */
	size_t packed;  /* bytes of the outermost container */
};

/*
 * Opens a container: a descriptor (at its start; stays the caller's) or bytes
 * (not copied: they must stay). Without a budget only the size of each member
 * is bounded, by the buffer it is read into. RQ_DAMAGED, RQ_UNSUPPORTED. Free it.
 */
int rq_archive_open(int fd, struct rq_archive_budget *budget, struct rq_archive **archive,
		    struct rq_error *err);
int rq_archive_open_bytes(const char *bytes, size_t length, struct rq_archive_budget *budget,
			  struct rq_archive **archive, struct rq_error *err);
void rq_archive_free(struct rq_archive *archive);

/*
 * The next member that is no folder: 1, 0 at the end, -1 when what is left
 * cannot be read (RQ_DAMAGED, RQ_TOO_MANY, RQ_TOO_LARGE, RQ_TOO_DEEP).
 */
int rq_archive_next(struct rq_archive *archive, struct rq_member *member, struct rq_error *err);

/*
 * The bytes of the member just got are appended to the buffer, whose limit
 * holds. An error is that of this member; whether others follow,
 * rq_archive_next() says.
 */
int rq_archive_read(struct rq_archive *archive, struct rq_buffer *buffer, struct rq_error *err);

/*
 * A member's name (UTF-8) as it may be shown: escaped, and no longer than a
 * name may be; the caller's, free(). When it climbs, is absolute, too long or
 * has controls, refusal says so. For all that has members.
 */
char *rq_archive_show_name(const char *name, struct rq_error *refusal);

#endif
