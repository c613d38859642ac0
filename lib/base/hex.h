#ifndef RQ_BASE_HEX_H
#define RQ_BASE_HEX_H

/* Bytes as hexadecimal digits, lower case, and back. */

#include <stddef.h>

/* Writes 2 * size digits and a NUL. */
void rq_hex_write(const void *bytes, size_t size, char *hex);

/* What a digit of either case counts, 0 to 15; -1 when it is none. */
int rq_hex_value(char digit);

/* Reads size bytes from twice as many digits in lower case; -1 when one of them is none. */
int rq_hex_read(const char *hex, size_t size, unsigned char *bytes);

#endif
