/* A zip, tar or 7z from a stranger, with what is in it. */

#include "unpack_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 15 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= MAX_INPUT)
		check_container("", data, size);
	return 0;
}
