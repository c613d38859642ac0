#include "resume/reach.h"

#include <string.h>

#include "resume/date.h"
#include "resume/scan.h"
#include "resume/word.h"

enum {
	FEWEST_DIGITS = 7,
	MOST_DIGITS = 15,
	MOST_NATIONAL = 11,
	LONGEST_RUN = 30,
	POSTCODE_DIGITS = 5,
	AMERICAN_DIGITS = 10,
};

/*
 * "Email-jane@doe.org", "Email Id-jane@doe.org": behind the label that a dash ties to an address.
 */
static uint32_t skip_tied_label(const char *key, uint32_t start, uint32_t sign)
{
	static const char *const labels[] = { "email-", "e-mail-", "mail-", "emailid-", "id-" };

	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		size_t size = strlen(labels[i]);

		if (sign - start <= size || memcmp(key + start, labels[i], size) != 0)
			continue;
		if (i + 1 == sizeof labels / sizeof labels[0] &&
		    (start < 5 || memcmp(key + start - 5, "mail ", 5) != 0))
			continue;
		return start + (uint32_t)size;
	}
	return start;
}

bool rq_reach_find_email(const struct rq_sheet *sheet, size_t line, size_t from,
			 struct rq_slice *email)
{
	const char *key = sheet->lines[line].key, *sign;
	uint32_t length = sheet->lines[line].length;

	while (from < length && (sign = memchr(key + from, '@', length - from))) {
		uint32_t middle = (uint32_t)(sign - key), start = middle, end = middle + 1;
		uint32_t dot;

		while (start > 0 && (rq_scan_is_host(key[start - 1]) || key[start - 1] == '_' ||
				     key[start - 1] == '+' || key[start - 1] == '%'))
			start--;
		start = skip_tied_label(key, start, middle);
		while (start < middle && (key[start] == '.' || key[start] == '-'))
			start++;
		while (end < length && rq_scan_is_host(key[end]))
			end++;
		while (end > middle && (key[end - 1] == '.' || key[end - 1] == '-'))
			end--;
		for (dot = end; dot > middle && key[dot - 1] != '.'; dot--)
			;
		if (start < middle && dot > middle + 2 && end - dot >= 2 &&
		    !rq_scan_is_digit(key[dot])) {
			*email = (struct rq_slice) { (uint32_t)line, start, end };
			return true;
		}
		from = middle + 1;
	}
	return false;
}

/* Whether the run of a phone number ends in front of i. */
static bool ends_run(const char *key, uint32_t i, uint32_t start, uint32_t length)
{
	if (!strchr("0123456789 ()+-./", key[i]) ||
	    (key[i] == '(' && i > start && key[i + 1] == '+'))
		return true;
	if (key[i] == '+')
		return i > start && key[i - 1] != '(';
	return key[i] == ' ' && i + 1 < length && key[i + 1] == ' ';
}

/* The run of digits and what stands between them in a phone number; digits are counted. */
static uint32_t read_run(const char *key, uint32_t start, uint32_t length, size_t *digits)
{
	/* Without a country code a number is short: what follows is a house's or a postcode. */
	uint32_t first = start + (start < length && key[start] == '(');
	size_t most = first < length && key[first] == '+' ? MOST_DIGITS : MOST_NATIONAL;
	uint32_t end = start, group = start;
	size_t counted = *digits, whole = *digits;

	most += first < length && key[first] == '0'; /* which countries leave out */
	for (uint32_t i = start; i < length && i - start < LONGEST_RUN; i++) {
		if (ends_run(key, i, start, length))
			break;
		if (!rq_scan_is_digit(key[i])) {
			if (key[i] == ' ' && end > group && counted <= most) {
				group = end;
				whole = counted;
			}
			continue;
		}
		counted++;
		end = i + 1;
	}
	if (counted > most && whole >= FEWEST_DIGITS && whole <= most) {
		end = group;
		counted = whole;
	}
	*digits = counted;
	return end;
}

static bool may_begin_phone(const char *key, uint32_t i)
{
	if (key[i] != '+' && key[i] != '(' && !rq_scan_is_digit(key[i]))
		return false;
	if (i == 0)
		return true;
	if (key[i] == '+') /* not "C++11/14/17" */
		return !rq_sheet_is_word(key[i - 1]) && key[i - 1] != '+';
	return strchr(" \t|:,;([*/\"=", key[i - 1]) ||
	       (key[i - 1] == '.' && i > 1 && !rq_scan_is_digit(key[i - 2]));
}

/* "44444 614-555-5555": a postcode in front of ten digits that are a number by their form. */
static bool is_behind_postcode(const char *key, uint32_t start, uint32_t end, size_t digits)
{
	if (digits != POSTCODE_DIGITS + AMERICAN_DIGITS || end < start + POSTCODE_DIGITS + 5)
		return false;
	for (uint32_t i = start; i < start + POSTCODE_DIGITS; i++)
		if (!rq_scan_is_digit(key[i]))
			return false;
	start += POSTCODE_DIGITS;
	return key[start] == ' ' && (key[start + 1] == '(' || strchr("-.", key[start + 4]));
}

/* "02141 (617) 694-8450": a postcode in front of a number whose area is in brackets. */
static bool is_postcode(const char *key, uint32_t start, uint32_t length)
{
	return length - start > POSTCODE_DIGITS + 5 &&
	       strspn(key + start, "0123456789") == POSTCODE_DIGITS &&
	       memcmp(key + start + POSTCODE_DIGITS, " (", 2) == 0 &&
	       strspn(key + start + POSTCODE_DIGITS + 2, "0123456789") == 3 &&
	       key[start + POSTCODE_DIGITS + 5] == ')';
}

/* Whether a year of four digits stands there. */
static bool is_year(const char *key, uint32_t at, uint32_t end)
{
	return at + 4 <= end &&
	       (memcmp(key + at, "19", 2) == 0 || memcmp(key + at, "20", 2) == 0) &&
	       rq_scan_is_digit(key[at + 2]) && rq_scan_is_digit(key[at + 3]) &&
	       (at + 4 == end || !rq_scan_is_digit(key[at + 4]));
}

/* "1 2016 - 2019": a number in front of a time from and to. */
static bool ends_in_years(const char *key, uint32_t start, uint32_t end)
{
	return end >= start + 11 && is_year(key, end - 4, end) && is_year(key, end - 11, end - 7) &&
	       memcmp(key + end - 7, " - ", 3) == 0;
}

/*
 * "4-1-108/2/4", "2020/04871-0", "2022.01.044", "29.11.2018 (2": numbers of houses, of files, of
 * days.
 */
static bool is_numbering(const char *key, uint32_t start, uint32_t end)
{
	size_t lone = 0, points = 0;

	if (key[start] == '+')
		return false;
	for (uint32_t i = start; i < end; i++) {
		lone += rq_scan_is_digit(key[i]) && (i == start || !rq_scan_is_digit(key[i - 1])) &&
			(i + 1 == end || !rq_scan_is_digit(key[i + 1]));
		points += key[i] == '.' && i - start <= 2 + points * 3;
		if (points == 2 && key[i] == '.' && is_year(key, i + 1, end))
			return true;
	}
	return lone >= 3 || ends_in_years(key, start, end) ||
	       (is_year(key, start, end) && strchr("/.", key[start + 4]));
}

/* A date, or several: "(2022) 2024". */
static bool is_date(const char *key, uint32_t start, uint32_t end)
{
	struct rq_date_range range = { 0 };

	for (; start < end && !range.range; start += (uint32_t)range.to) {
		while (start < end && (key[start] == '(' || key[start] == ')' || key[start] == ' '))
			start++;
		if (start == end)
			break;
		if (key[start] == '+' || !rq_date_find(key + start, end - start, 0, &range) ||
		    range.from != 0)
			return false;
	}
	return true;
}

/* "rated 4.6 (38 000 reviews)": a bracket that goes on behind the number. */
static bool is_told_aside(const char *key, uint32_t start, uint32_t end)
{
	const char *open = memchr(key + start, '(', end - start);

	return open && open > key + start && !memchr(open, ')', (size_t)(key + end - open)) &&
	       key[end] != ')';
}

/* Whether the form alone says so: a plus, brackets, or three groups of digits. */
static bool is_formed(const char *key, uint32_t start, uint32_t end)
{
	size_t groups = 0;

	if (key[start] == '+' || key[start] == '(')
		return true;
	for (uint32_t i = start; i < end; i++)
		groups += rq_scan_is_digit(key[i]) && (i == start || !rq_scan_is_digit(key[i - 1]));
	return groups >= 3;
}

bool rq_reach_find_phone(const struct rq_sheet *sheet, size_t line, size_t from, bool strict,
			 struct rq_slice phone[2], size_t *count)
{
	const char *key = sheet->lines[line].key;
	uint32_t length = sheet->lines[line].length;

	for (uint32_t i = (uint32_t)from; i < length; i++) {
		size_t digits = 0;
		uint32_t end, rest = 0;
		const struct rq_sheet_line *next =
		    line + 1 < sheet->count ? &sheet->lines[line + 1] : NULL;

		if (!may_begin_phone(key, i) || is_postcode(key, i, length))
			continue;
		end = read_run(key, i, length, &digits);
		if (key[i] == '(' && !memchr(key + i, ')', end - i) && end < length &&
		    key[end] == ')')
			end++;
		if (digits > 0 && digits < FEWEST_DIGITS && end + 1 >= length && next &&
		    !next->gap && (key[i] == '+' || key[i] == '('))
			rest = read_run(next->key, 0, next->length, &digits);
		if (is_behind_postcode(key, i, end, digits)) {
			i += POSTCODE_DIGITS;
			continue;
		}
		if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || end == i ||
		    (strict && !is_formed(key, i, end)) || is_date(key, i, end) ||
		    is_numbering(key, i, end) || is_told_aside(key, i, end) ||
		    (end < length && strchr("%@_", key[end]) && key[end] != '\0')) {
			while (i + 1 < end)
				i++;
			continue;
		}
		phone[0] = (struct rq_slice) { (uint32_t)line, i, rest > 0 ? length : end };
		phone[1] = (struct rq_slice) { (uint32_t)line + 1, 0, rest };
		*count = rest > 0 ? 2 : 1;
		return true;
	}
	return false;
}
