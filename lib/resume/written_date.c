#include "resume/written_date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "resume/date.h"
#include "resume/sheet.h"

enum { LONGEST = 40 /* bytes: what is longer is prose */ };

/* Reads a date as people write it. */
static bool read_date(const char *text, struct rq_date_range *range)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	struct rq_sheet sheet;
	bool found = false;

	rq_document_init(&document);
	if (rq_document_add(&document, text, strlen(text), NULL, &err) == 0 &&
	    document.count == 1) {
		rq_sheet_init(&sheet, &document);
		found = rq_date_find(sheet.lines[0].key, sheet.lines[0].length, 0, range);
		rq_sheet_free(&sheet);
	}
	rq_document_free(&document);
	return found;
}

/* Whether the text is one of the words for a job that goes on. */
static bool says_present(const char *text)
{
	struct rq_date_range range;
	char *dated;
	bool present;

	dated = rq_printf("2000 - %s", text);
	present = read_date(dated, &range) && range.present && range.to == strlen(dated);
	free(dated);
	return present;
}

enum rq_written_date rq_written_date_read(const char *text, char iso[RQ_DATE_SIZE])
{
	struct rq_date_range range;

	if (strlen(text) > LONGEST)
		return RQ_WRITTEN_OTHER;
	if (says_present(text))
		return RQ_WRITTEN_PRESENT;
	if (!read_date(text, &range) || range.range || range.present || !range.start[0])
		return RQ_WRITTEN_OTHER;
	(void)snprintf(iso, RQ_DATE_SIZE, "%s", range.start);
	return RQ_WRITTEN_DATE;
}
