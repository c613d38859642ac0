/* A mail from a stranger. */

#include "unpack_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 15 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= MAX_INPUT) /* the head, so that every input is taken for a mail */
		check_container("MIME-Version: 1.0\nFrom: a\nTo: b\n", data, size);
	return 0;
}
