#include "resume/after_year.h"

#include <string.h>

static bool stands_at(const struct rq_scan *scan, size_t i, const char *sign)
{
	size_t length = strlen(sign);

	return i <= scan->length && scan->length - i >= length &&
	       memcmp(scan->key + i, sign, length) == 0;
}

/* One or two digits and the sign behind them: its end, or 0; some set spaces around the digits. */
static size_t read_unit(const struct rq_scan *scan, size_t i, const char *sign, int *number)
{
	size_t at = rq_scan_skip_spaces(scan, i), digits = rq_scan_number(scan, at, number);
	size_t end = rq_scan_skip_spaces(scan, at + digits);

	return digits >= 1 && digits <= 2 && stands_at(scan, end, sign) ? end + strlen(sign) : 0;
}

/* 年3月, 年, 년 3월 15일: where it ends, or i. */
static size_t read_east_asian(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	static const char *const signs[][3] = { { "年", "月", "日" }, { "년", "월", "일" } };

	for (size_t k = 0; k < 2; k++) {
		size_t next = rq_scan_skip_spaces(scan, i);
		int number;

		if (!stands_at(scan, next, signs[k][0]))
			continue;
		i = next + strlen(signs[k][0]);
		point->bare = false;
		if (rq_scan_word(scan, i, &next).kinds & RQ_WORD_SEASON)
			return next;
		next = read_unit(scan, i, signs[k][1], &number);
		if (next == 0)
			return i;
		point->month = number;
		i = next;
		next = read_unit(scan, i, signs[k][2], &number);
		if (next == 0)
			return i;
		point->day = number;
		return next;
	}
	return i;
}

/* "2015 / 07", as wide as the sign is set: the month; its end, or 0. */
static size_t read_wide_month(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	size_t slash = rq_scan_skip_spaces(scan, i), next;
	int number;

	if (slash == i || rq_scan_at(scan, slash) != '/' || rq_scan_at(scan, slash + 1) != ' ')
		return 0;
	next = rq_scan_skip_spaces(scan, slash + 1);
	if (rq_scan_number(scan, next, &number) != 2 || number < 1 || number > 12 ||
	    rq_scan_is_letter(rq_scan_at(scan, next + 2)))
		return 0;
	point->month = number;
	point->bare = false;
	return next + 2;
}

/* -03, /03, .03, -03-15: month and day behind such a sign; where they end, or i. */
static size_t read_behind_sign(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	char separator = rq_scan_at(scan, i);
	int number;
	size_t digits = rq_scan_number(scan, i + 1, &number);

	if (digits < 1 || digits > 2 || number < 1 || number > 12 ||
	    rq_scan_is_letter(rq_scan_at(scan, i + 1 + digits)))
		return i;
	point->month = number;
	point->bare = false;
	i += 1 + digits;
	digits = rq_scan_number(scan, i + 1, &number);
	if (rq_scan_at(scan, i) != separator || digits < 1 || digits > 2 || number < 1 ||
	    number > 31)
		return i;
	point->day = number;
	return i + 1 + digits;
}

/* " March", ", mars": a month's name, behind which no year stands that it belongs to; or i. */
static size_t read_named_month(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	size_t start = rq_scan_skip_spaces(scan, i + (rq_scan_at(scan, i) == ',')), end, digits;
	struct rq_word word = rq_scan_word(scan, start, &end);
	int number;

	if (!(word.kinds & RQ_WORD_MONTH) || end - start < 3)
		return i;
	digits = rq_scan_number(scan, rq_scan_skip_spaces(scan, end), &number);
	if (rq_point_is_year(number, digits))
		return i;
	point->month = word.month;
	point->bare = false;
	return end;
}

size_t rq_after_year_read(const struct rq_scan *scan, size_t i, struct rq_point *point)
{
	char sign = rq_scan_at(scan, i);
	size_t next = rq_scan_skip_spaces(scan, i), end;

	if ((unsigned char)rq_scan_at(scan, next) >= 0x80) {
		end = read_east_asian(scan, next, point);
		if (end > next)
			return end;
	}
	if ((unsigned char)sign >= 0x80)
		return i;
	if (sign == '-' || sign == '/' || sign == '.')
		return read_behind_sign(scan, i, point);
	end = read_wide_month(scan, i, point);
	return end > 0 ? end : read_named_month(scan, i, point);
}
