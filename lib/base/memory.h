#ifndef RQ_BASE_MEMORY_H
#define RQ_BASE_MEMORY_H

/*
 * Allocation that never returns NULL: a process without memory ends here, with
 * status 75. That is safe because nothing half-done is visible (a transaction
 * commits or not, a file appears by rename). In exchange, no size taken from
 * input may reach these functions unchecked: it goes through struct rq_buffer,
 * which has a limit, or past a limit of base/limits.h.
 */

#include <stddef.h>

/* Ends the process as they do: for a library that has no memory. */
_Noreturn void rq_memory_out(void);

/* Zeroed memory of count elements; the caller's, free(). Counts of 0 are fine. */
void *rq_alloc(size_t count, size_t size);

/* Grows or shrinks; overflow of count * size ends the process. New bytes are not zeroed. */
void *rq_resize(void *memory, size_t count, size_t size);

/*
 * Makes room for one more element in an array that doubles: returns the array,
 * perhaps moved, with *capacity > count. Begin with NULL and *capacity 0.
 */
void *rq_grow(void *array, size_t count, size_t *capacity, size_t size);

/* Copies, terminated by NUL; the caller's, free(). NULL gives NULL. */
char *rq_strdup(const char *text);
char *rq_strndup(const char *text, size_t length);

/* A formatted string; the caller's, free(). */
char *rq_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
