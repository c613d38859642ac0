#ifndef RQ_RESUME_SCAN_H
#define RQ_RESUME_SCAN_H

/* A key (resume/sheet_key.h) read byte by byte, as dates are; past its end there is '\0'. */

#include <stdbool.h>
#include <stddef.h>

#include "resume/word.h"

struct rq_scan {
	const char *key; /* the caller's */
	size_t length;
};

char rq_scan_at(const struct rq_scan *scan, size_t i);
size_t rq_scan_skip_spaces(const struct rq_scan *scan, size_t i);

/* The number at i, of which five digits count; how many digits it has, 0 when there is none. */
size_t rq_scan_number(const struct rq_scan *scan, size_t i, int *value);

/* The word of letters at i, which may be empty; *end is where it ends. */
struct rq_word rq_scan_word(const struct rq_scan *scan, size_t i, size_t *end);

static inline bool rq_scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool rq_scan_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether a byte begins a character of those that set no spaces: Chinese, Japanese, Korean. */
static inline bool rq_scan_is_dense(char c)
{
	return (unsigned char)c >= 0xe3;
}

/* Whether a byte may be of the name of a host. */
static inline bool rq_scan_is_host(char c)
{
	return (c >= 'a' && c <= 'z') || rq_scan_is_digit(c) || c == '-' || c == '.';
}

#endif
