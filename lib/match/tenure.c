#include "match/tenure.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

struct interval {
	int start; /* months since year 0 */
	int end;   /* one past the last */
};

/* Digits from *text on; -1 when there are not so many, or more. */
static int read_digits(const char **text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return -1;
		value = value * 10 + (**text - '0');
	}
	return **text >= '0' && **text <= '9' ? -1 : value;
}

/* ISO 8601: a year, or a year and a month (and a day, which is not looked at). */
static bool read_date(const char *text, int *year, int *month)
{
	*year = text ? read_digits(&text, 4) : -1;
	*month = 0;
	if (*year < 1900)
		return false;
	if (*text != '-')
		return *text == '\0';
	text++;
	*month = read_digits(&text, 2);
	return *month >= 1 && *month <= 12;
}

/* Whether an entry says when it was; entries of one bare year are its middle half. */
static bool read_entry(const json_t *entry, int now, struct interval *interval)
{
	int year, month, last_year, last_month;

	if (!read_date(rq_json_string(entry, "startDate"), &year, &month))
		return false;
	interval->start = year * 12 + (month ? month - 1 : 6);
	if (!read_date(rq_json_string(entry, "endDate"), &last_year, &last_month)) {
		interval->end = now;
	} else if (!month && !last_month && year == last_year) {
		interval->start = year * 12 + 3;
		interval->end = year * 12 + 9;
	} else {
		interval->end = last_year * 12 + (last_month ? last_month : 6);
	}
	if (interval->end > now)
		interval->end = now;
	return interval->start < interval->end;
}

static int compare(const void *one, const void *other)
{
	const struct interval *a = one, *b = other;

	return (a->start > b->start) - (a->start < b->start);
}

static int month_after(int64_t now)
{
	char text[RQ_TIME_SIZE];
	int year = 0, month = 0;

	(void)rq_clock_format(now, text);
	text[7] = '\0';
	(void)read_date(text, &year, &month);
	return year * 12 + month;
}

int rq_tenure_months(const json_t *work, int64_t now)
{
	struct interval *interval = rq_alloc(json_array_size(work), sizeof *interval);
	int after = month_after(now), reached = 0, months = 0;
	size_t count = 0, i;
	const json_t *entry;

	json_array_foreach (work, i, entry)
		if (read_entry(entry, after, &interval[count]))
			count++;
	qsort(interval, count, sizeof *interval, compare);
	for (i = 0; i < count; i++) {
		int start = interval[i].start > reached ? interval[i].start : reached;

		if (interval[i].end > start) {
			months += interval[i].end - start;
			reached = interval[i].end;
		}
	}
	free(interval);
	return months;
}

/* A number of one or two digits, perhaps with a +, or a word up to ten; 0 for anything else. */
static int read_number(const char *word)
{
	static const char *const words[] = {
		" one ein eine einem einer un une uno una um uma een één ",
		" two zwei deux dos due dois duas twee ",
		" three drei trois tres tre três drie ",
		" four vier quatre cuatro quattro quatro ",
		" five fünf cinq cinco cinque vijf ",
		" six sechs seis sei zes ",
		" seven sieben sept siete sette sete zeven ",
		" eight acht huit ocho otto oito ",
		" nine neun neuf nueve nove negen ",
		" ten zehn dix diez dieci dez tien ",
	};
	char *end;
	long number;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (rq_token_is_one_of(word, words[i]))
			return (int)i + 1;
	if (word[0] < '0' || word[0] > '9')
		return 0;
	number = strtol(word, &end, 10);
	return (*end == '\0' || strcmp(end, "+") == 0) && number <= 99 ? (int)number : 0;
}

/* Months in the unit; 0 when the word is none. */
static int read_unit(const char *word)
{
	static const char years[] =
	    " year years yr yrs jahr jahre jahren an ans année années año años "
	    "anno anni ano anos jaar jaren ";
	static const char months[] =
	    " month months monat monate monaten mois mes meses mese mesi mês "
	    "maand maanden ";

	return rq_token_is_one_of(word, years) ? 12 : rq_token_is_one_of(word, months);
}

int rq_tenure_read(const struct rq_tokens *parts, size_t *at)
{
	static const char between[] =
	    " to bis à a au tot or oder more full volle plus ou o más mais più "
	    "meer mehr s and ";
	enum { REACH = 4, LONGEST = 480 };

	for (size_t i = *at; i < parts->count; i++) {
		int number = read_number(parts->token[i].text);

		for (size_t k = i + 1; number > 0 && k < parts->count && k <= i + REACH; k++) {
			const char *word = parts->token[k].text;
			int months = number * read_unit(word);

			if (months > 0 && months <= LONGEST) {
				*at = k + 1;
				return months;
			}
			if (read_number(word) == 0 && !rq_token_is_one_of(word, between))
				break;
		}
	}
	return 0;
}
