/* A Word document from a stranger. */

#include "document_check.h"

#include "document/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What libgsf forgets of a damaged file is not ours to find. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libglib-2.0\nleak:libgsf-1\n";
}

enum { MAX_INPUT = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= MAX_INPUT)
		check_reader(rq_doc_read, data, size);
	return 0;
}
