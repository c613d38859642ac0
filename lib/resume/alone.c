#include "resume/alone.h"

#include <string.h>

bool rq_alone_open(struct rq_alone *alone, const char *text)
{
	struct rq_error ignored = { 0 };

	*alone = (struct rq_alone) { .whole = { 0 } };
	rq_document_init(&alone->document);
	if (!text || rq_document_add(&alone->document, text, strlen(text), NULL, &ignored) == -1 ||
	    alone->document.count != 1)
		return false;
	rq_sheet_init(&alone->sheet, &alone->document);
	alone->whole = rq_sheet_whole(&alone->sheet, 0);
	return true;
}

void rq_alone_close(struct rq_alone *alone)
{
	rq_sheet_free(&alone->sheet);
	rq_document_free(&alone->document);
}
