#ifndef RQ_STORE_FOOTPRINT_H
#define RQ_STORE_FOOTPRINT_H

/*
 * How much of a mapped file counts as this process's memory. Every page that
 * was read through the map does, until the system is short of memory or the
 * process lets go of it; the page cache keeps it either way.
 */

/*
 * Lets go of the pages of this file when the process holds more than a limit
 * of mapped files. Their addresses stay valid, with the same content; so it
 * may be called at any time. The map must be shared and never written to.
 */
void rq_footprint_trim(int file);

#endif
