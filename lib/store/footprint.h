#ifndef RQ_STORE_FOOTPRINT_H
#define RQ_STORE_FOOTPRINT_H

/*
 * How much of a mapped file counts as this process's memory. Every page that
 * was read through the map does, until the system is short of memory or the
 * process lets go of it; the page cache keeps it either way.
 */

#include <stdbool.h>
#include <stddef.h>

/* Bytes of all mapped files that count now, libraries and the program itself included. */
size_t rq_footprint_files(void);

/*
 * How many bytes of a mapped file of that size may count, and of libraries that are first used
 * while it is open. Who only reads comes by most pages once. Who writes looks up one id after the
 * other in indexes strewn over the file, and comes back to their pages, also after it has read in
 * between: an eighth of it may count, up to 128 MiB. Without a bound it would be the whole file.
 */
size_t rq_footprint_kept(size_t size, bool writes);

/*
 * Lets go of the pages of this file when mapped files count for more than so many
 * bytes. Their addresses stay valid, with the same content; so it
 * may be called at any time. The map must be shared and never written to.
 */
void rq_footprint_trim(int file, size_t enough);

#endif
