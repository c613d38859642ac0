#ifndef RQ_STORE_FOOTPRINT_H
#define RQ_STORE_FOOTPRINT_H

/*
 * How much of a mapped file counts as this process's memory. Every page that
 * was read through the map does, until the system is short of memory or the
 * process lets go of it; the page cache keeps it either way.
 */

#include <stddef.h>

/* Bytes of all mapped files that count now, libraries and the program itself included. */
size_t rq_footprint_files(void);

/*
 * Lets go of the pages of this file when mapped files count for more than so many
 * bytes. Their addresses stay valid, with the same content; so it
 * may be called at any time. The map must be shared and never written to.
 */
void rq_footprint_trim(int file, size_t enough);

#endif
