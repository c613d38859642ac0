#include "resume/point.h"

#include <stdio.h>
#include <string.h>

#include "resume/after_year.h"

enum {
	FIRST_YEAR = 1900,
	LAST_YEAR = 2079,
	LONGEST_RANGE = 50, /* years that anybody worked in one place */
	MOST_FILLERS = 3,
};

bool rq_point_is_year(int number, size_t digits)
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

/* Behind the sign in "01 / 2010", "01/ 2010" and "01 /2010"; 0 when there is no such sign. */
static size_t skip_loose_slash(const struct rq_scan *scan, size_t i)
{
	size_t slash = rq_scan_skip_spaces(scan, i);

	return rq_scan_at(scan, slash) == '/' ? rq_scan_skip_spaces(scan, slash + 1) : 0;
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

	if (!rq_point_is_year(year, digits) || month < 1 || month > 12)
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

/* "15.03.2019", "3/15/19": the rest behind the first number and the sign. Its end, or 0. */
static size_t read_rest(const struct rq_scan *scan, size_t i, int first, char separator,
			struct rq_point *point)
{
	int second, year;
	size_t more = rq_scan_number(scan, i, &second), digits;

	if (more < 1 || more > 2 || rq_scan_at(scan, i + more) != separator)
		return 0;
	i += more + 1;
	digits = rq_scan_number(scan, i, &year);
	if ((!rq_point_is_year(year, digits) && digits != 2) || first < 1 || first > 31 ||
	    second < 1 || second > 31)
		return 0;
	point->year = digits == 2 ? century_of(year) : year;
	point->weak = digits == 2;
	set_day_and_month(point, first, second, separator);
	return i + digits;
}

/* "03/2019", "15.03.2019", "03/'19": what stands behind the first number and the sign, or 0. */
static size_t read_behind_sign(const struct rq_scan *scan, size_t i, int first, char separator,
			       struct rq_point *point)
{
	int year;
	size_t digits = rq_scan_number(scan, i, &year), end;
	bool quoted;

	if (rq_point_is_year(year, digits) && first >= 1 && first <= 12) {
		point->year = year;
		point->month = first;
		return i + digits;
	}
	end = read_rest(scan, i, first, separator, point);
	if (end > 0)
		return end;
	end = read_short_year(scan, i, &point->year, &quoted);
	if (end > 0 && separator == '/' && first >= 1 && first <= 12) {
		point->month = first;
		point->weak = !quoted;
		return end;
	}
	point->year = 0;
	return 0;
}

/* One or two digits first: 03/2019, 3.2019, 15.03.2019, 03/19, 3 March 2019. */
static size_t read_small_number(const struct rq_scan *scan, size_t i, int first, size_t digits,
				struct rq_point *point)
{
	size_t next = i + digits, end;
	char separator = rq_scan_at(scan, next);

	if (separator == '/' || separator == '.' || separator == '-') {
		end = read_behind_sign(scan, next + 1, first, separator, point);
		if (end > 0)
			return end;
	}
	end = skip_loose_slash(scan, next);
	if (end > 0)
		return read_year_of(scan, end, first, point);
	return first < 1 || first > 31 ? 0
				       : read_day(scan, next + (separator == '.'), first, point);
}

/* " 3, 2019", " 3rd 2019": a day behind a month, and its year. Its end, or 0. */
static size_t read_day_and_year(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	int day, year;
	size_t digits = rq_scan_number(scan, i, &day);

	if (digits < 1 || digits > 2 || day < 1 || day > 31)
		return 0;
	(void)rq_scan_word(scan, i + digits, &i);
	i += rq_scan_at(scan, i) == ',';
	i = rq_scan_skip_spaces(scan, i);
	digits = rq_scan_number(scan, i, &year);
	if (!rq_point_is_year(year, digits))
		return 0;
	point->year = year;
	point->day = day;
	return i + digits;
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
		if (rq_point_is_year(number, digits) &&
		    !rq_scan_is_letter(rq_scan_at(scan, start + digits))) {
			point->year = number;
			return start + digits;
		}
		stop = read_day_and_year(scan, start, point);
		if (stop > 0)
			return stop;
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
			if (rq_point_is_year(number, digits)) {
				point->year = number;
				return rq_after_year_read(scan, i + digits, point);
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
		if (rq_point_is_year(number, digits)) {
			point->year = number;
			point->bare = true;
			end = rq_after_year_read(scan, i + digits, point);
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
