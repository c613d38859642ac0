#include "resume/point.h"

#include <stdio.h>
#include <string.h>

enum {
	FIRST_YEAR = 1900,
	LAST_YEAR = 2079,
	LONGEST_RANGE = 50, /* years that anybody worked in one place */
	MOST_FILLERS = 3,
};

static bool is_year(int number, size_t digits)
{
	return digits == 4 && number >= FIRST_YEAR && number <= LAST_YEAR;
}

static int century_of(int year)
{
	return year < 50 ? 2000 + year : 1900 + year;
}

/* "'19" or "19" where a year must follow: end, or 0. */
static size_t read_short_year(const struct rq_scan *scan, size_t i, int *year, bool *quoted)
{
	int number;

	*quoted = rq_scan_at(scan, i) == '\'';
	if (*quoted)
		i++;
	if (rq_scan_number(scan, i, &number) != 2 || rq_scan_is_letter(rq_scan_at(scan, i + 2)))
		return 0;
	*year = century_of(number);
	return i + 2;
}

static bool stands_at(const struct rq_scan *scan, size_t i, const char *sign)
{
	size_t length = strlen(sign);

	return i <= scan->length && scan->length - i >= length &&
	       memcmp(scan->key + i, sign, length) == 0;
}

/* Behind a year: 年3月, 年, 년 3월 15일; some set spaces around the digits. */
static size_t read_east_asian(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	static const char *const units[][3] = { { "年", "月", "日" }, { "년", "월", "일" } };

	for (size_t k = 0; k < 2; k++) {
		size_t unit = strlen(units[k][0]), next = rq_scan_skip_spaces(scan, i), digits, end;
		int number;

		if (!stands_at(scan, next, units[k][0]))
			continue;
		i = next + unit;
		point->bare = false;
		if (rq_scan_word(scan, i, &next).kinds & RQ_WORD_SEASON)
			return next;
		next = rq_scan_skip_spaces(scan, i);
		digits = rq_scan_number(scan, next, &number);
		end = rq_scan_skip_spaces(scan, next + digits);
		if (digits == 0 || digits > 2 || !stands_at(scan, end, units[k][1]))
			return i;
		point->month = number;
		i = end + unit;
		next = rq_scan_skip_spaces(scan, i);
		digits = rq_scan_number(scan, next, &number);
		end = rq_scan_skip_spaces(scan, next + digits);
		if (digits == 0 || digits > 2 || !stands_at(scan, end, units[k][2]))
			return i;
		point->day = number;
		return end + unit;
	}
	return i;
}

/* Behind the sign in "01 / 2010", as wide as it is set; 0 when there is no such sign. */
static size_t skip_wide_slash(const struct rq_scan *scan, size_t i)
{
	size_t slash = rq_scan_skip_spaces(scan, i);

	return slash > i && rq_scan_at(scan, slash) == '/' && rq_scan_at(scan, slash + 1) == ' '
		   ? rq_scan_skip_spaces(scan, slash + 1)
		   : 0;
}

/* The same in "01/ 2010" and "01 /2010": a space at one side is enough in front of a year. */
static size_t skip_loose_slash(const struct rq_scan *scan, size_t i)
{
	size_t slash = rq_scan_skip_spaces(scan, i);

	return rq_scan_at(scan, slash) == '/' ? rq_scan_skip_spaces(scan, slash + 1) : 0;
}

/* "2015 / 07": the month behind a year; its end, or 0. */
static size_t read_wide_month(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	size_t next = skip_wide_slash(scan, i), digits;
	int number;

	if (next == 0)
		return 0;
	digits = rq_scan_number(scan, next, &number);
	if (digits != 2 || number < 1 || number > 12 ||
	    rq_scan_is_letter(rq_scan_at(scan, next + 2)))
		return 0;
	point->month = number;
	point->bare = false;
	return next + 2;
}

/* Behind a year: -03, /03, .03, -03-15, or a month's name. */
static size_t read_after_year(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	char separator = rq_scan_at(scan, i);
	size_t next, digits, end;
	struct rq_word word;
	int number;

	next = rq_scan_skip_spaces(scan, i);
	if ((unsigned char)rq_scan_at(scan, next) >= 0x80 &&
	    (end = read_east_asian(scan, next, point)) > next)
		return end;
	if ((unsigned char)separator >= 0x80)
		return i;
	if (separator == '-' || separator == '/' || separator == '.') {
		digits = rq_scan_number(scan, i + 1, &number);
		if (digits > 0 && digits <= 2 && number >= 1 && number <= 12 &&
		    !rq_scan_is_letter(rq_scan_at(scan, i + 1 + digits))) {
			point->month = number;
			point->bare = false;
			i += 1 + digits;
			digits = rq_scan_number(scan, i + 1, &number);
			if (rq_scan_at(scan, i) == separator && digits > 0 && digits <= 2 &&
			    number >= 1 && number <= 31) {
				point->day = number;
				i += 1 + digits;
			}
		}
		return i;
	}
	next = read_wide_month(scan, i, point);
	if (next > 0)
		return next;
	next = rq_scan_skip_spaces(scan, i + (separator == ','));
	word = rq_scan_word(scan, next, &end);
	if (!(word.kinds & RQ_WORD_MONTH) || end - next < 3)
		return i;
	digits = rq_scan_number(scan, rq_scan_skip_spaces(scan, end), &number);
	if (is_year(number, digits))
		return i;
	point->month = word.month;
	point->bare = false;
	return end;
}

static void set_day_and_month(struct rq_point *point, int first, int second, char separator)
{
	/* 03/04/2019 is of March or of April; with dots, the day comes first. */
	if (second <= 12 && (first > 12 || separator != '/' || first == second)) {
		point->day = first;
		point->month = second;
	} else if (second > 12 && first <= 12) {
		point->day = second;
		point->month = first;
	}
}

static size_t read_month(const struct rq_scan *scan, size_t i, struct rq_point *point);

/* The year of a month, behind a slash with blanks around it. */
static size_t read_year_of(const struct rq_scan *scan, size_t at, int month, struct rq_point *point)
{
	int year;
	size_t digits = rq_scan_number(scan, at, &year);

	if (!is_year(year, digits) || month < 1 || month > 12)
		return 0;
	point->year = year;
	point->month = month;
	return at + digits;
}

/* Behind the day in "3 March 2019", "3rd of March 2019", "1er mars 2019", "3. März 2019". */
static size_t read_day(const struct rq_scan *scan, size_t next, int first, struct rq_point *point)
{
	size_t start, end;

	for (int fillers = 0; fillers <= MOST_FILLERS; fillers++) {
		struct rq_word word;

		start = rq_scan_skip_spaces(scan, next);
		if (memchr(scan->key + next, '\t', start - next))
			return 0; /* "Key Stage 3 <tab> Sep 2018": no day of that month */
		word = rq_scan_word(scan, start, &end);
		if (word.kinds & RQ_WORD_MONTH) {
			next = read_month(scan, start, point);
			if (next > 0 && point->year > 0 && !point->weak) {
				point->day = first;
				return next;
			}
			return 0;
		}
		if (!(word.kinds & RQ_WORD_FILL))
			return 0;
		next = end;
	}
	return 0;
}

/* One or two digits first: 03/2019, 3.2019, 15.03.2019, 03/19, 3 March 2019. */
static size_t read_small_number(const struct rq_scan *scan, size_t i, int first, size_t digits,
				struct rq_point *point)
{
	char separator = rq_scan_at(scan, i + digits);
	size_t next = i + digits, end, more;
	bool quoted;
	int second, third;

	if (separator == '/' || separator == '.' || separator == '-') {
		more = rq_scan_number(scan, next + 1, &second);
		if (is_year(second, more) && first >= 1 && first <= 12) {
			point->year = second;
			point->month = first;
			return next + 1 + more;
		}
		if (more >= 1 && more <= 2 && rq_scan_at(scan, next + 1 + more) == separator) {
			size_t year = rq_scan_number(scan, next + 2 + more, &third);

			if ((is_year(third, year) || year == 2) && first >= 1 && second >= 1 &&
			    first <= 31 && second <= 31) {
				point->year = year == 2 ? century_of(third) : third;
				point->weak = year == 2;
				set_day_and_month(point, first, second, separator);
				return next + 2 + more + year;
			}
		}
		end = read_short_year(scan, next + 1, &point->year, &quoted);
		if (end > 0 && separator == '/' && first >= 1 && first <= 12) {
			point->month = first;
			point->weak = !quoted;
			return end;
		}
		point->year = 0;
	}
	next = skip_loose_slash(scan, i + digits);
	if (next > 0)
		return read_year_of(scan, next, first, point);
	next = i + digits;
	return first < 1 || first > 31 ? 0
				       : read_day(scan, next + (separator == '.'), first, point);
}

/* Behind a month: " 2019", ". 2019", " de 2019", "/2019", " '19", " 3, 2019", or nothing. */
static size_t read_month(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	size_t end, next, digits;
	struct rq_word word = rq_scan_word(scan, i, &end);
	bool quoted;
	int number;

	point->month = word.month;
	next = end;
	if (rq_scan_at(scan, next) == '.' || rq_scan_at(scan, next) == ',' ||
	    rq_scan_at(scan, next) == '/' || rq_scan_at(scan, next) == '-')
		next++;
	for (int fillers = 0; fillers <= MOST_FILLERS; fillers++) {
		size_t stop, start = rq_scan_skip_spaces(scan, next);

		if (rq_scan_at(scan, start) == '\'' &&
		    rq_scan_number(scan, start + 1, &number) == 4)
			start++; /* "June'2017" */
		digits = rq_scan_number(scan, start, &number);
		if (is_year(number, digits) &&
		    !rq_scan_is_letter(rq_scan_at(scan, start + digits))) {
			point->year = number;
			return start + digits;
		}
		if (digits >= 1 && digits <= 2 && number >= 1 && number <= 31) {
			int year;
			size_t after = start + digits;

			(void)rq_scan_word(scan, after, &after);
			after += rq_scan_at(scan, after) == ',';
			after = rq_scan_skip_spaces(scan, after);
			digits = rq_scan_number(scan, after, &year);
			if (is_year(year, digits)) {
				point->year = year;
				point->day = number;
				return after + digits;
			}
		}
		stop = read_short_year(scan, start, &point->year, &quoted);
		if (stop > 0) {
			point->weak = !quoted;
			return stop;
		}
		word = rq_scan_word(scan, start, &stop);
		if (!(word.kinds & RQ_WORD_FILL))
			break;
		next = stop;
	}
	point->weak = true;
	return end;
}

/* "Mart 2013" is a date of March, and "K-Mart 2013", "Value Mart 2013" a shop and a year. */
static bool ends_name(const struct rq_scan *scan, size_t i, struct rq_word word)
{
	return (word.kinds & RQ_WORD_ORG) && i > 1 &&
	       (scan->key[i - 1] == ' ' || scan->key[i - 1] == '-') &&
	       rq_scan_is_letter(scan->key[i - 2]);
}

/* A word first: a month, a season, "early", a quarter. */
static size_t read_worded(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	for (int words = 0; words <= MOST_FILLERS + 1; words++) {
		size_t end, digits;
		struct rq_word word = rq_scan_word(scan, i, &end);
		int number;

		if (word.kinds & RQ_WORD_MONTH)
			return ends_name(scan, i, word) ? 0 : read_month(scan, i, point);
		if (words > 0) {
			digits = rq_scan_number(scan, i, &number);
			if (is_year(number, digits)) {
				point->year = number;
				return read_after_year(scan, i + digits, point);
			}
			if (digits >= 1 && digits <= 2)
				return read_small_number(scan, i, number, digits, point);
			if (rq_scan_at(scan, i) == '\'') {
				bool quoted;

				return read_short_year(scan, i, &point->year, &quoted);
			}
		}
		if (!(word.kinds & (RQ_WORD_SEASON | RQ_WORD_ABOUT)) &&
		    !(words > 0 && (word.kinds & RQ_WORD_FILL)))
			return 0;
		/* "ca. 2019", "mi-2019"; but "San Jose, CA  June 2019" */
		if ((word.kinds & RQ_WORD_ABOUT) && (word.kinds & RQ_WORD_STATE) &&
		    rq_scan_at(scan, end) != '.' && rq_scan_at(scan, end) != '-')
			return 0;
		point->future |= (word.kinds & RQ_WORD_ABOUT) != 0 && end - i >= 6;
		if (end == i + 1 && scan->key[i] == 'q') {
			if (rq_scan_at(scan, end) < '1' || rq_scan_at(scan, end) > '4')
				return 0;
			end++;
		}
		if (rq_scan_at(scan, end) == '.' || rq_scan_at(scan, end) == ',' ||
		    rq_scan_at(scan, end) == ':')
			end++;
		i = rq_scan_skip_spaces(scan, end);
	}
	return 0;
}

/* "1990's" */
static bool is_decade(const struct rq_scan *scan, size_t end)
{
	return rq_scan_at(scan, end) == '\'' && rq_scan_at(scan, end + 1) == 's' &&
	       !rq_scan_is_letter(rq_scan_at(scan, end + 2));
}

/* One date at i: its end, or 0. */
size_t rq_point_read(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	size_t digits, end = 0;
	int number;

	*point = (struct rq_point) { 0 };
	if (rq_scan_is_digit(rq_scan_at(scan, i))) {
		digits = rq_scan_number(scan, i, &number);
		if (is_year(number, digits)) {
			point->year = number;
			point->bare = true;
			end = read_after_year(scan, i + digits, point);
			if (point->bare &&
			    (rq_scan_is_letter(rq_scan_at(scan, end)) || is_decade(scan, end) ||
			     rq_scan_at(scan, end) == '+' || rq_scan_at(scan, end) == '%'))
				return 0;
		} else if (digits <= 2) {
			end = read_small_number(scan, i, number, digits, point);
		}
	} else if (rq_scan_at(scan, i) == '\'') {
		bool quoted;

		end = read_short_year(scan, i, &point->year, &quoted);
		point->weak = true;
	} else if (rq_scan_at(scan, i) == '?' && rq_scan_at(scan, i + 1) == '?') {
		for (end = i; rq_scan_at(scan, end) == '?'; end++)
			;
		point->unknown = true;
		point->weak = true;
	} else if (rq_scan_is_letter(rq_scan_at(scan, i))) {
		end = read_worded(scan, i, point);
	}
	if (end > 0 && rq_scan_is_digit(rq_scan_at(scan, end)))
		return 0;
	if (point->month > 12 || point->day > 31)
		return 0;
	return end;
}

void rq_point_write(const struct rq_point *point, char text[RQ_DATE_SIZE])
{
	unsigned year = (unsigned)point->year % 10000, month = (unsigned)point->month % 100;

	if (year == 0)
		text[0] = '\0';
	else if (month == 0)
		(void)snprintf(text, RQ_DATE_SIZE, "%04u", year);
	else if (point->day == 0)
		(void)snprintf(text, RQ_DATE_SIZE, "%04u-%02u", year, month);
	else
		(void)snprintf(text, RQ_DATE_SIZE, "%04u-%02u-%02u", year, month,
			       (unsigned)point->day % 100);
}

/* "2019-21", "2019/20": the second year in two digits. */
size_t rq_point_read_end_year(const struct rq_scan *scan, size_t i, const struct rq_point *first,
			      struct rq_point *second)
{
	int number;

	if (!first->bare || rq_scan_number(scan, i, &number) != 2 ||
	    rq_scan_is_letter(rq_scan_at(scan, i + 2)) || rq_scan_at(scan, i + 2) == '-' ||
	    rq_scan_at(scan, i + 2) == '.' || rq_scan_at(scan, i + 2) == '%')
		return 0;
	*second = (struct rq_point) { .year = first->year - first->year % 100 + number };
	return second->year > first->year && second->year - first->year <= LONGEST_RANGE ? i + 2
											 : 0;
}
