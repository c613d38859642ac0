#include "export/when.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/caption.h"
#include "resume/date.h"

enum { DATE_SIZE = 96 };

static const char *const english_months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static const char *date(const char *iso, const char *language, char text[DATE_SIZE])
{
	size_t length = strlen(iso);
	long month = length > 4 ? strtol(iso + 5, NULL, 10) : 0;
	bool english = strcmp(language, "en") == 0;

	if (!rq_date_is_iso(iso) || month < 1 || month > 12)
		(void)snprintf(text, DATE_SIZE, "%s", iso);
	else if (english && length > 7)
		(void)snprintf(text, DATE_SIZE, "%ld %s %.4s", strtol(iso + 8, NULL, 10),
			       english_months[month - 1], iso);
	else if (english)
		(void)snprintf(text, DATE_SIZE, "%s %.4s", english_months[month - 1], iso);
	else if (language[0] && length == 7)
		(void)snprintf(text, DATE_SIZE, "%.2s/%.4s", iso + 5, iso);
	else /* hyphens would be turned around in a text that runs from right to left */
		(void)snprintf(text, DATE_SIZE, "%.4s/%.2s%s%s", iso, iso + 5,
			       length > 7 ? "/" : "", length > 7 ? iso + 8 : "");
	return text;
}

const char *rq_when(const char *start, const char *end, const char *language,
		    char text[RQ_WHEN_SIZE])
{
	char from[DATE_SIZE], to[DATE_SIZE];

	if (start && end && strcmp(start, end) != 0)
		(void)snprintf(text, RQ_WHEN_SIZE, "%s – %s", date(start, language, from),
			       date(end, language, to));
	else if (start && !end)
		(void)snprintf(text, RQ_WHEN_SIZE, "%s – %s", date(start, language, from),
			       rq_caption(RQ_CAPTION_PRESENT, language));
	else
		(void)snprintf(text, RQ_WHEN_SIZE, "%s", end ? date(end, language, to) : "");
	return text;
}

const char *rq_when_date(const char *iso, const char *language, char text[RQ_WHEN_SIZE])
{
	return rq_when(NULL, iso, language, text);
}
