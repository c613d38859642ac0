/* OpenDocument text in one XML file from a stranger. */

#include "document_check.h"

#include "document/odt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= MAX_INPUT)
		check_reader(rq_odt_read_flat, data, size);
	return 0;
}
