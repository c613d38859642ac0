#include "resume/date.h"

#include <string.h>

#include "resume/point.h"
#include "resume/word.h"

enum { MOST_FILLERS = 3 };

/* "present", "la actualidad", "ce jour": its end, or 0. */
static size_t read_present(const struct rq_scan *scan, size_t i)
{
	for (int words = 0; words <= MOST_FILLERS; words++) {
		size_t end;
		struct rq_word word = rq_scan_word(scan, i, &end);

		if ((word.kinds & RQ_WORD_PRESENT) ||
		    (words > 1 && end - i == 4 && memcmp(scan->key + i, "data", 4) == 0)) {
			size_t more;

			while (rq_scan_at(scan, end) == '\'' || rq_scan_at(scan, end) == ' ') {
				word = rq_scan_word(scan, end + 1, &more);
				if (!(word.kinds & RQ_WORD_PRESENT))
					break;
				end = more;
			}
			return end;
		}
		if (!(word.kinds & (RQ_WORD_FILL | RQ_WORD_TO)))
			return 0;
		i = rq_scan_skip_spaces(scan, end);
		if (rq_scan_at(scan, i) == '\'' || rq_scan_at(scan, i) == '-')
			i++;
	}
	return 0;
}

/* What joins two dates: dashes, "to", "bis"; its end, or 0. *dash tells which. */
static size_t read_joint(const struct rq_scan *scan, size_t i, bool *dash)
{
	size_t next = rq_scan_skip_spaces(scan, i), end;
	struct rq_word word;

	/* "2015 ? 2018": a dash that some encoding did not have */
	if (next > i && rq_scan_at(scan, next) == '?' && rq_scan_at(scan, next + 1) == ' ') {
		*dash = false;
		return rq_scan_skip_spaces(scan, next + 1);
	}
	*dash = rq_scan_at(scan, next) == '-' || rq_scan_at(scan, next) == '/' ||
		(rq_scan_at(scan, next) == '.' && rq_scan_at(scan, next + 1) == '.');
	if (*dash) {
		while (rq_scan_at(scan, next) == '-' || rq_scan_at(scan, next) == '/' ||
		       rq_scan_at(scan, next) == '.' || rq_scan_at(scan, next) == ' ')
			next++;
		return next;
	}
	for (int words = 0; words < 2; words++) {
		word = rq_scan_word(scan, next, &end);
		if (end == next || !(word.kinds & (RQ_WORD_TO | (words ? RQ_WORD_FILL : 0))))
			return words ? next : 0;
		next = rq_scan_skip_spaces(scan, end + (rq_scan_at(scan, end) == '\''));
	}
	return next;
}

static void set_range(struct rq_date_range *range, struct rq_point *first, struct rq_point *second)
{
	if (first->year == 0 && !first->unknown)
		first->year = second->year;
	if (first->year > second->year) {
		struct rq_point swapped = *first;

		*first = *second;
		*second = swapped;
	}
	rq_point_write(first, range->start);
	rq_point_write(second, range->end);
	range->range = true;
}

/* What may stand behind an open dash: "2019 –" at the end of a cell. */
static bool ends_cell(const struct rq_scan *scan, size_t i)
{
	char c = rq_scan_at(scan, i);

	return c == '\0' || c == '\t' || c == ')' || c == ']' || c == '|' || c == ',' || c == ':';
}

/* Behind the first date: the other end of a range. 0 when there is none. */
static size_t read_other_end(const struct rq_scan *scan, size_t i, struct rq_point *first,
			     struct rq_date_range *range)
{
	struct rq_point second;
	bool dash;
	size_t joint = read_joint(scan, i, &dash), end;

	if (joint == 0) {
		/* 2020年至今 */
		end = (unsigned char)rq_scan_at(scan, i) >= 0x80 ? read_present(scan, i) : 0;
		joint = i;
	} else {
		end = read_present(scan, joint);
	}
	if (end > 0) {
		rq_point_write(first, range->start);
		range->range = range->present = true;
		return end;
	}
	if (joint == i)
		return 0;
	end = rq_point_read(scan, joint, &second);
	if (end > 0 && (second.year == 0 || second.unknown ||
			(second.weak && !first->weak && first->month == 0)))
		end = 0;
	if (end == 0 && dash)
		end = rq_point_read_end_year(scan, joint, first, &second);
	if (end > 0) {
		set_range(range, first, &second);
		return end;
	}
	if (dash && ends_cell(scan, joint) && first->year > 0 && !first->weak &&
	    rq_scan_at(scan, rq_scan_skip_spaces(scan, i)) == '-') {
		rq_point_write(first, range->start);
		range->range = range->present = true;
		return joint;
	}
	return 0;
}

/* "present – 2019": newest first. */
static size_t read_reversed(const struct rq_scan *scan, size_t i, struct rq_date_range *range)
{
	struct rq_point point;
	size_t end = read_present(scan, i), next;

	if (end == 0)
		return 0;
	next = rq_scan_skip_spaces(scan, end);
	if (rq_scan_at(scan, next) != '-')
		return 0;
	end = rq_point_read(scan, rq_scan_skip_spaces(scan, next + 1), &point);
	if (end == 0 || point.year == 0 || point.weak)
		return 0;
	rq_point_write(&point, range->start);
	range->range = range->present = true;
	return end;
}

/* A date or range that begins at i, without a word like "since": its end, or 0. */
static size_t read_plain(const struct rq_scan *scan, size_t i, struct rq_date_range *range)
{
	struct rq_point point;
	size_t end = rq_point_read(scan, i, &point), other;

	if (end == 0)
		return read_reversed(scan, i, range);
	other = read_other_end(scan, end, &point, range);
	if (other > 0)
		return other;
	if (point.year == 0 || point.weak)
		return 0;
	rq_point_write(&point, point.future ? range->end : range->start);
	range->only_end = point.future;
	range->bare = point.bare;
	return end;
}

static size_t read_opened(const struct rq_scan *scan, size_t i, struct rq_date_range *range)
{
	size_t end, stop, next;
	struct rq_word word = rq_scan_word(scan, i, &end);

	if (!(word.kinds & (RQ_WORD_SINCE | RQ_WORD_FROM | RQ_WORD_UNTIL)))
		return 0;
	next = rq_scan_skip_spaces(
	    scan, end + (rq_scan_at(scan, end) == '\'' || rq_scan_at(scan, end) == ':'));
	(void)rq_scan_word(scan, next, &stop);
	if (stop > next && stop - next <= 3 &&
	    (rq_scan_word(scan, next, &stop).kinds & (RQ_WORD_FILL | RQ_WORD_TO)))
		next = rq_scan_skip_spaces(scan, stop + (rq_scan_at(scan, stop) == '\''));
	stop = read_plain(scan, next, range);
	if (stop == 0)
		return 0;
	if (range->range)
		return stop;
	if (word.kinds & RQ_WORD_SINCE) {
		range->present = true;
	} else if (word.kinds & RQ_WORD_UNTIL) {
		memcpy(range->end, range->start, sizeof range->end);
		range->start[0] = '\0';
		range->only_end = true;
	} else {
		return 0;
	}
	range->bare = false;
	return stop;
}

static bool may_begin(const struct rq_scan *scan, size_t i)
{
	char before = rq_scan_at(scan, i - 1), c = scan->key[i];

	if (rq_scan_is_digit(c))
		return !rq_scan_is_digit(before) && !rq_scan_is_letter(before) && before != '.' &&
		       before != '$' && before != '#' && before != '+' &&
		       !(before == ',' && i > 1 && rq_scan_is_digit(scan->key[i - 2]));
	if (rq_scan_is_letter(c)) /* none of "example.de 2010" */
		return !rq_scan_is_letter(before) && !rq_scan_is_digit(before) &&
		       !(before == '.' && i > 1 && rq_scan_is_letter(scan->key[i - 2]));
	return (c == '\'' && !rq_scan_is_letter(before) &&
		rq_scan_is_digit(rq_scan_at(scan, i + 1))) ||
	       (c == '?' && before != '?');
}

/* The words with which a date may begin. */
enum {
	OPENERS = RQ_WORD_SINCE | RQ_WORD_FROM | RQ_WORD_UNTIL,
	BEGINNERS = OPENERS | RQ_WORD_MONTH | RQ_WORD_SEASON | RQ_WORD_ABOUT | RQ_WORD_PRESENT |
		    RQ_WORD_FILL,
};

static bool has_digit(const struct rq_scan *scan, size_t from)
{
	for (size_t i = from; i < scan->length; i++)
		if (rq_scan_is_digit(scan->key[i]) || scan->key[i] == '?')
			return true;
	return false;
}

/* A date or range that begins at i: its end, or 0. */
static size_t read_at(const struct rq_scan *scan, size_t i, uint32_t kinds,
		      struct rq_date_range *range)
{
	size_t end = 0;

	*range = (struct rq_date_range) { 0 };
	if (kinds & OPENERS)
		end = read_opened(scan, i, range);
	if (end == 0) {
		*range = (struct rq_date_range) { 0 };
		end = read_plain(scan, i, range);
	}
	range->from = i;
	range->to = end;
	return end;
}

bool rq_date_find(const char *key, size_t length, size_t from, struct rq_date_range *range)
{
	const struct rq_scan scan = { key, length };

	if (!has_digit(&scan, from))
		return false;
	for (size_t i = from; i < length; i++) {
		uint32_t kinds = 0;
		size_t end = i;

		if (!may_begin(&scan, i))
			continue;
		if (rq_scan_is_letter(key[i])) {
			kinds = rq_scan_word(&scan, i, &end).kinds;
			if (!(kinds & BEGINNERS)) {
				i = end - 1;
				continue;
			}
		}
		if (read_at(&scan, i, kinds, range) > 0)
			return true;
	}
	return false;
}

bool rq_date_is_iso(const char *text)
{
	static const char pattern[] = "dddd-dd-dd";
	size_t length = strlen(text);
	int month, day;

	if (length != 4 && length != 7 && length != 10)
		return false;
	for (size_t i = 0; i < length; i++)
		if (pattern[i] == 'd' ? !rq_scan_is_digit(text[i]) : text[i] != '-')
			return false;
	month = length >= 7 ? (text[5] - '0') * 10 + text[6] - '0' : 1;
	day = length >= 10 ? (text[8] - '0') * 10 + text[9] - '0' : 1;
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
