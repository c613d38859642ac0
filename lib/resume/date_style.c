#include "resume/date_style.h"

#include <string.h>

#include "resume/scan.h"

enum { LAST_MONTH = 12 };

/* One or two digits at i and a slash behind them: where that stands, or 0. */
static uint32_t read_part(const struct rq_sheet_line *line, uint32_t i, int *value)
{
	uint32_t end = i;

	*value = 0;
	while (end < line->length && rq_scan_is_digit(line->key[end]) && end - i < 2)
		*value = *value * 10 + (line->key[end++] - '0');
	return end > i && end < line->length && line->key[end] == '/' ? end : 0;
}

struct slashed {
	uint32_t first, second; /* where its slashes stand */
	int parts[2];
};

/* The next date like 03/04/2019 or 3/4/19 from *at on; false: there is none. */
static bool find_slashed(const struct rq_sheet_line *line, uint32_t *at, struct slashed *date)
{
	for (uint32_t i = *at; i < line->length; i++) {
		uint32_t end;

		if (!rq_scan_is_digit(line->key[i]) ||
		    (i > 0 && (rq_scan_is_digit(line->key[i - 1]) || line->key[i - 1] == '/')))
			continue;
		date->first = read_part(line, i, &date->parts[0]);
		date->second =
		    date->first > 0 ? read_part(line, date->first + 1, &date->parts[1]) : 0;
		if (date->second == 0)
			continue;
		for (end = date->second + 1;
		     end < line->length && rq_scan_is_digit(line->key[end]);)
			end++;
		if ((end - date->second != 3 && end - date->second != 5) ||
		    (end < line->length && line->key[end] == '/'))
			continue;
		*at = end;
		return true;
	}
	return false;
}

/* Whether the dates of the document, or else its language, put the day first. */
static bool puts_day_first(const struct rq_sheet *sheet, const char *language)
{
	bool first = language && strcmp(language, "en") != 0, day = false, month = false;
	struct slashed date;

	for (size_t i = 0; i < sheet->count; i++)
		for (uint32_t at = 0; find_slashed(&sheet->lines[i], &at, &date);) {
			day |= date.parts[0] > LAST_MONTH;
			month |= date.parts[1] > LAST_MONTH;
		}
	return (first || day) && !month;
}

static void settle_slashes(struct rq_sheet *sheet, const char *language)
{
	struct slashed date;

	if (!puts_day_first(sheet, language))
		return;
	for (size_t i = 0; i < sheet->count; i++)
		for (uint32_t at = 0; find_slashed(&sheet->lines[i], &at, &date);)
			sheet->lines[i].key[date.first] = sheet->lines[i].key[date.second] = '.';
}

static int number_at(const char *key, size_t digits)
{
	int value = 0;

	for (size_t i = 0; i < digits; i++)
		value = value * 10 + (key[i] - '0');
	return value;
}

/* The next "2010-12" from *at on: where its dash stands, or 0. */
static uint32_t find_short(const struct rq_sheet_line *line, uint32_t *at)
{
	for (uint32_t i = *at; i + 7 <= line->length; i++) {
		const char *key = line->key + i;

		if (key[4] != '-' || strspn(key, "0123456789") != 4 ||
		    strspn(key + 5, "0123456789") != 2 || (key[0] != '1' && key[0] != '2') ||
		    (i > 0 && (rq_sheet_is_word(key[-1]) || strchr("-./", key[-1]))) ||
		    (i + 7 < line->length && (rq_sheet_is_word(key[7]) || strchr("-./", key[7]))))
			continue;
		*at = i + 7;
		return i + 4;
	}
	return 0;
}

/* Where others are two years, as "2017-19", and none can only be a month, as "2017-03". */
static void settle_short_years(struct rq_sheet *sheet)
{
	bool years = false, months = false;
	uint32_t dash;

	for (size_t i = 0; i < sheet->count; i++)
		for (uint32_t at = 0; (dash = find_short(&sheet->lines[i], &at)) > 0;) {
			const char *key = sheet->lines[i].key + dash;
			int first = number_at(key - 2, 2), second = number_at(key + 1, 2);

			years |= second > LAST_MONTH && second > first;
			months |= second <= LAST_MONTH && second <= first;
		}
	for (size_t i = 0; years && !months && i < sheet->count; i++)
		for (uint32_t at = 0; (dash = find_short(&sheet->lines[i], &at)) > 0;)
			sheet->lines[i].key[dash] = '~';
}

void rq_date_style_settle(struct rq_sheet *sheet, const char *language)
{
	settle_slashes(sheet, language);
	settle_short_years(sheet);
}
