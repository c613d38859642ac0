#ifndef RQ_BASE_HEX_H
#define RQ_BASE_HEX_H

/* Bytes as hexadecimal digits, lower case, and back. */

#include <stddef.h>

/* Writes 2 * size digits and a NUL. */
void rq_hex_write(const void *bytes, size_t size, char *hex);

/* Reads size bytes from twice as many digits; -1 when one of them is none. */
int rq_hex_read(const char *hex, size_t size, unsigned char *bytes);

#endif
