#include "base/hex.h"

void rq_hex_write(const void *bytes, size_t size, char *hex)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *from = bytes;

	for (size_t i = 0; i < size; i++) {
		hex[2 * i] = digits[from[i] >> 4];
		hex[2 * i + 1] = digits[from[i] & 15];
	}
	hex[2 * size] = '\0';
}

int rq_hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

static int lower_value(char digit)
{
	return digit >= 'A' && digit <= 'F' ? -1 : rq_hex_value(digit);
}

int rq_hex_read(const char *hex, size_t size, unsigned char *bytes)
{
	for (size_t i = 0; i < size; i++) {
		int high = lower_value(hex[2 * i]);
		int low = high == -1 ? -1 : lower_value(hex[2 * i + 1]);

		if (low == -1)
			return -1;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return 0;
}
