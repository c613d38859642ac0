/* RTF from a stranger. */

#include "document_check.h"

#include "document/rtf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= MAX_INPUT)
		check_reader(rq_rtf_read, data, size);
	return 0;
}
