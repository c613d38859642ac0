#include "document/pdf_tables.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/icc.h"
#include "document/pdf_file.h"

struct rq_pdf_tables {
	PopplerDocument *holder;
};

/* Poppler keeps its tables as long as any document is open: this is the smallest. */
struct rq_pdf_tables *rq_pdf_tables_new(void)
{
	static const char smallest[] = "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
				       "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
				       "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
				       "0000000053 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n"
				       "startxref\n97\n%%EOF\n";
	struct rq_pdf_tables *tables = rq_alloc(1, sizeof *tables);

	rq_icc_ignore();
	tables->holder = rq_pdf_file_open(smallest, sizeof smallest - 1, NULL, NULL);
	return tables;
}

void rq_pdf_tables_free(struct rq_pdf_tables *tables)
{
	if (tables && tables->holder)
		g_object_unref(tables->holder);
	free(tables);
}
