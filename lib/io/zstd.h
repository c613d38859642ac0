#ifndef RQ_IO_ZSTD_H
#define RQ_IO_ZSTD_H

/*
 * Whole files by Zstandard (RFC 8878), with its checksum of the content, at
 * constant memory. The input is read from where its descriptor stands to its end.
 */

#include <stdbool.h>
#include <stdint.h>

#include "io/output.h"

/* Whether a file begins like a frame of Zstandard; leaves the descriptor at its beginning. */
bool rq_zstd_is(int file);

/* RQ_UNREADABLE for the input, RQ_SYSTEM for the output. */
int rq_zstd_pack(int file, struct rq_output *out, struct rq_error *err);

/* out may be NULL, to see whether it is whole. *size of the content. RQ_DAMAGED. */
int rq_zstd_unpack(int file, struct rq_output *out, uint64_t *size, struct rq_error *err);

#endif
