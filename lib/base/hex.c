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

static int value_of(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

int rq_hex_read(const char *hex, size_t size, unsigned char *bytes)
{
	for (size_t i = 0; i < size; i++) {
		int high = value_of(hex[2 * i]);
		int low = high == -1 ? -1 : value_of(hex[2 * i + 1]);

		if (low == -1)
			return -1;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return 0;
}
