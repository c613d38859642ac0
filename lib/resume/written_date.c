#include "resume/written_date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/alone.h"
#include "resume/date.h"

/* Bytes: what is longer is prose. */
enum {
	LONGEST = 40,
	LONGEST_RANGE = 80,
};

static bool has_word(const char *key, size_t from, size_t to)
{
	while (from < to && !rq_sheet_is_word(key[from]))
		from++;
	return from < to;
}

/* Reads dates as people write them; beside: whether a word stands beside them. */
static bool read_date(const char *text, struct rq_date_range *range, bool *beside)
{
	struct rq_alone alone;
	bool found = false;

	if (rq_alone_open(&alone, text)) {
		const struct rq_sheet_line *line = &alone.sheet.lines[0];

		found = rq_date_find(line->key, line->length, 0, range);
		*beside = found && (has_word(line->key, 0, range->from) ||
				    has_word(line->key, range->to, line->length));
	}
	rq_alone_close(&alone);
	return found;
}

/* Whether the text is one of the words for a job that goes on. */
static bool says_present(const char *text)
{
	struct rq_date_range range;
	char *dated;
	bool present, beside;

	dated = rq_printf("2000 - %s", text);
	present = read_date(dated, &range, &beside) && range.present && range.to == strlen(dated);
	free(dated);
	return present;
}

enum rq_written_date rq_written_date_read(const char *text, char iso[RQ_DATE_SIZE])
{
	struct rq_date_range range;
	bool beside;

	if (strlen(text) > LONGEST)
		return RQ_WRITTEN_OTHER;
	if (says_present(text))
		return RQ_WRITTEN_PRESENT;
	if (!read_date(text, &range, &beside) || range.range || range.present || !range.start[0])
		return RQ_WRITTEN_OTHER;
	(void)snprintf(iso, RQ_DATE_SIZE, "%s", range.start);
	return RQ_WRITTEN_DATE;
}

bool rq_written_date_find(const char *text, struct rq_date_range *range, bool *alone)
{
	bool beside = false;
	bool found = strlen(text) <= LONGEST_RANGE && read_date(text, range, &beside);

	*alone = found && !beside;
	return found;
}
