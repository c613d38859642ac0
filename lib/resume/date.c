#include "resume/date.h"

#include <string.h>

#include "resume/point.h"
#include "resume/word.h"

enum {
	MOST_FILLERS = 3,
	MOST_JOINT_WORDS = 3, /* "tot en met" */
};

static bool is_text(const struct rq_scan *scan, size_t i, size_t end, const char *text)
{
	return end - i == strlen(text) && memcmp(scan->key + i, text, end - i) == 0;
}

/* Behind a word for today: more of them, "zum heutigen Tag", "present day". */
static size_t skip_more_present(const struct rq_scan *scan, size_t end)
{
	while (rq_scan_at(scan, end) == '\'' || rq_scan_at(scan, end) == ' ') {
		size_t more;
		struct rq_word word = rq_scan_word(scan, end + 1, &more);

		if (!(word.kinds & RQ_WORD_PRESENT) && !is_text(scan, end + 1, more, "tag") &&
		    !is_text(scan, end + 1, more, "day"))
			break;
		end = more;
	}
	return end;
}

/*
 * "present", "la actualidad", "ce jour": its end, or 0. said is how many words of the joint
 * stand in front, as "data" means today in "até à data" alone.
 */
static size_t read_present(const struct rq_scan *scan, size_t i, int said)
{
	for (int words = 0; words <= MOST_FILLERS; words++) {
		size_t end;
		struct rq_word word = rq_scan_word(scan, i, &end);

		if ((word.kinds & RQ_WORD_PRESENT) ||
		    (words + said > 1 && is_text(scan, i, end, "data")))
			return skip_more_present(scan, end);
		if (!(word.kinds & (RQ_WORD_FILL | RQ_WORD_TO)) &&
		    !is_text(scan, i, end, "data")) /* "alla data attuale" */
			return 0;
		i = rq_scan_skip_spaces(scan, end);
		if (rq_scan_at(scan, i) == '\'' || rq_scan_at(scan, i) == '-')
			i++;
	}
	return 0;
}

/* What joins two dates, and how. */
struct joint {
	bool dash;
	int words;
};

/* "Início: 12/2017 Término: 10/2018": the end of the label in front of the second; 0: none. */
static size_t skip_end_label(const struct rq_scan *scan, size_t i)
{
	static const char *const labels[] = {
		"bis:",  "einde:", "end:",     "ende:", "fim:", "fin:",
		"fine:", "hasta:", "termino:", "to:",   "tot:",
	};

	for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++)
		if (scan->length - i > strlen(labels[k]) &&
		    memcmp(scan->key + i, labels[k], strlen(labels[k])) == 0)
			return rq_scan_skip_spaces(scan, i + strlen(labels[k]));
	return 0;
}

/* A joint of words: "to", "bis", "tot en met", "t/m"; its end, or 0. */
static size_t read_joint_words(const struct rq_scan *scan, size_t i, struct joint *joint)
{
	size_t label =
	    skip_end_label(scan, rq_scan_at(scan, i) == ',' ? rq_scan_skip_spaces(scan, i + 1) : i);

	if (label > 0)
		return label;
	if (scan->length - i > 4 && memcmp(scan->key + i, "t/m ", 4) == 0)
		return i + 4;
	while (joint->words < MOST_JOINT_WORDS) {
		size_t end;
		struct rq_word word = rq_scan_word(scan, i, &end);

		if (end == i ||
		    !(word.kinds & (RQ_WORD_TO | (joint->words > 0 ? RQ_WORD_FILL : 0))))
			return joint->words > 0 ? i : 0;
		joint->words++;
		i = rq_scan_skip_spaces(scan, end + (rq_scan_at(scan, end) == '\''));
	}
	return i;
}

/* What joins two dates: dashes, "to", "bis"; its end, or 0. */
static size_t read_joint(const struct rq_scan *scan, size_t i, struct joint *joint)
{
	size_t next = rq_scan_skip_spaces(scan, i);

	*joint = (struct joint) { 0 };
	/* "2015 ? 2018": a dash that some encoding did not have */
	if (next > i && rq_scan_at(scan, next) == '?' && rq_scan_at(scan, next + 1) == ' ')
		return rq_scan_skip_spaces(scan, next + 1);
	joint->dash = rq_scan_at(scan, next) == '-' || rq_scan_at(scan, next) == '~' ||
		      rq_scan_at(scan, next) == '/' ||
		      (rq_scan_at(scan, next) == '.' && rq_scan_at(scan, next + 1) == '.');
	if (!joint->dash)
		return next < scan->length ? read_joint_words(scan, next, joint) : 0;
	while (rq_scan_at(scan, next) == '-' || rq_scan_at(scan, next) == '~' ||
	       rq_scan_at(scan, next) == '/' || rq_scan_at(scan, next) == '.' ||
	       rq_scan_at(scan, next) == ' ')
		next++;
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

/* "2013- HN Consultores": a dash right behind the date that the line begins with, and no other. */
static bool opens_line(const struct rq_scan *scan, size_t begin, size_t i)
{
	while (begin > 0 && !rq_scan_is_letter(scan->key[begin - 1]) &&
	       !rq_scan_is_digit(scan->key[begin - 1]))
		begin--;
	return begin == 0 && rq_scan_at(scan, i) == '-' && rq_scan_at(scan, i + 1) == ' ';
}

/* " onwards", which needs no joint in front: its end, or 0. */
static size_t read_onwards(const struct rq_scan *scan, size_t i)
{
	size_t start = rq_scan_skip_spaces(scan, i), end;

	(void)rq_scan_word(scan, start, &end);
	return is_text(scan, start, end, "onwards") || is_text(scan, start, end, "onward") ? end
											   : 0;
}

/* Behind the first date, which begins there: the other end of a range. 0 when there is none. */
static size_t read_other_end(const struct rq_scan *scan, size_t begin, size_t i,
			     struct rq_point *first, struct rq_date_range *range)
{
	struct rq_point second;
	struct joint joint;
	size_t next = read_joint(scan, i, &joint), end;

	if (next == 0) {
		/* 2020年至今, "2020 onwards" */
		end = (unsigned char)rq_scan_at(scan, i) >= 0x80 ? read_present(scan, i, 0)
								 : read_onwards(scan, i);
		next = i;
	} else {
		end = read_present(scan, next, joint.words);
	}
	if (end > 0) {
		rq_point_write(first, range->start);
		range->range = range->present = true;
		return end;
	}
	if (next == i)
		return 0;
	end = rq_point_read(scan, next, &second);
	if (end > 0 && (second.year == 0 || second.unknown ||
			(second.weak && !first->weak && first->month == 0)))
		end = 0;
	if (end == 0 && joint.dash)
		end = rq_point_read_end_year(scan, next, first, &second);
	if (end > 0) {
		set_range(range, first, &second);
		return end;
	}
	if (joint.dash && (ends_cell(scan, next) || opens_line(scan, begin, i)) &&
	    first->year > 0 && !first->weak &&
	    rq_scan_at(scan, rq_scan_skip_spaces(scan, i)) == '-') {
		rq_point_write(first, range->start);
		range->range = range->present = true;
		return next;
	}
	return 0;
}

/* "present – 2019": newest first. */
static size_t read_reversed(const struct rq_scan *scan, size_t i, struct rq_date_range *range)
{
	struct rq_point point;
	size_t end = read_present(scan, i, 0), next;

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
	other = read_other_end(scan, i, end, &point, range);
	if (other > 0)
		return other;
	if (point.year == 0 || point.weak)
		return 0;
	rq_point_write(&point, point.future ? range->end : range->start);
	range->only_end = point.future;
	range->bare = point.bare;
	return end;
}

/* "Da aprile 2022" in a cell or in brackets of its own. */
static bool stands_alone(const struct rq_scan *scan, size_t i, size_t stop)
{
	return (i == 0 && ends_cell(scan, stop)) ||
	       (rq_scan_at(scan, i - 1) == '(' && rq_scan_at(scan, stop) == ')');
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
	if ((word.kinds & RQ_WORD_UNTIL) && !(word.kinds & RQ_WORD_SINCE)) {
		memcpy(range->end, range->start, sizeof range->end);
		range->start[0] = '\0';
		range->only_end = true;
	} else if ((word.kinds & RQ_WORD_SINCE) || stands_alone(scan, i, stop)) {
		range->present = true;
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
