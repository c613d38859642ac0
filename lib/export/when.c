#include "export/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/caption.h"
#include "resume/date.h"
#include "resume/sheet_key.h"

enum { DATE_SIZE = 96 };

static const char *const english_months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* One letter of a pattern; 0 when it stands for itself. */
static int fill(char letter, const char *iso, long month, char *text, size_t size)
{
	switch (letter) {
	case 'Y':
		return snprintf(text, size, "%.4s", iso);
	case 'm':
		return snprintf(text, size, "%02ld", month);
	case 'n':
		return snprintf(text, size, "%ld", month);
	case 'b':
		return snprintf(text, size, "%s", english_months[month - 1]);
	case 'D':
		return snprintf(text, size, "%.2s", iso + 8);
	case 'd':
		return snprintf(text, size, "%ld", strtol(iso + 8, NULL, 10));
	default:
		return 0;
	}
}

static const char *date(const char *iso, const char *language, char text[DATE_SIZE])
{
	size_t length = strlen(iso), used = 0;
	long month = length > 4 ? strtol(iso + 5, NULL, 10) : 0;
	const char *pattern = rq_caption(length > 7 ? RQ_CAPTION_DAY : RQ_CAPTION_MONTH, language);

	if (!rq_date_is_iso(iso) || month < 1 || month > 12) {
		(void)snprintf(text, DATE_SIZE, "%s", iso);
		return text;
	}
	for (; *pattern && used + 1 < DATE_SIZE; pattern++) {
		int length_of_part = fill(*pattern, iso, month, text + used, DATE_SIZE - used);

		if (length_of_part > 0)
			used += (size_t)length_of_part;
		else
			text[used++] = *pattern;
	}
	text[used] = '\0';
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

static bool is_time(const char *text)
{
	uint32_t length;
	char *key = rq_sheet_key_of(text, &length);
	struct rq_date_range range;
	bool whole = rq_date_find(key, length, 0, &range) && range.from == 0 && range.to == length;

	free(key);
	return whole;
}

const char *rq_when_told(const json_t *entry)
{
	const char *said = rq_json_string(entry, "description");

	return said && strlen(said) < RQ_WHEN_SIZE && is_time(said) ? said : NULL;
}
