#include "document/wrap.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "document/bullet.h"
#include "document/seam.h"

/* Characters of a line that was wrapped: where the next one begins small, otherwise, in lists. */
enum { SHORTEST = 12, SHORT = 24, LONG_LINE = 60, LONG_CELL = 40 };

enum {
	CAPITALS = 12,    /* letters of a line that is set in them on purpose */
	LABEL_BYTES = 32, /* in front of its colon */
};

/* Both are shares of the type's height, which is a line's unit where it is known. */
static const double ALIGNED = 0.35; /* two left edges are the same */
static const double INDENT = 4.0;   /* a first line may begin so much further right */
static const double FULL = 0.6;     /* of the column: shorter lines were not wrapped */
static const double LABEL = 11.0;   /* labels that are wrapped have a column so wide */
static const double APART = 1.5;    /* a cell is so far from the one in front, as a rule */
static const double LONG = 0.5;     /* of the column: shorter lines of an item are its last */

static double unit_of(const struct rq_set_line *line)
{
	return line->size > 0 ? (double)line->size : 1.0;
}

static bool is_item(const struct rq_set_line *line)
{
	return line->kind == RQ_LINE_ITEM || rq_bullet_skip(line->text, line->length) > 0;
}

static bool begins_small(const struct rq_set_line *line)
{
	return rq_seam_begins_small(line->text, line->length);
}

/* Whether it begins with a word that is not in capitals. */
static bool begins_word(const struct rq_set_line *line)
{
	size_t first, second;
	int32_t letter;

	if (line->length < 2 ||
	    !rq_text_is_letter(rq_text_decode(line->text, line->length, &first)) ||
	    first >= line->length)
		return false;
	letter = rq_text_decode(line->text + first, line->length - first, &second);
	return rq_text_is_letter(letter) && !rq_text_is_upper(letter);
}

/* "Languages: Python": with a few words and a colon. */
static bool begins_label(const struct rq_set_line *line)
{
	const char *colon = memchr(line->text, ':', line->head);
	size_t length = colon ? (size_t)(colon - line->text) : 0;

	return length > 0 && length <= LABEL_BYTES && !begins_small(line) &&
	       (length + 1 == line->head || colon[1] == ' ') &&
	       strcspn(line->text, ",.;()") > length;
}

/* "enero 2014 – …": a month, a year and a dash begin an entry, in small letters too. */
static bool begins_time(const struct rq_set_line *line)
{
	static const char *const dashes[] = { "-", "–", "—" };
	const char *year = memchr(line->text, ' ', line->length);
	const char *end = line->text + line->length, *behind;

	if (!year || end - ++year < 6 ||
	    (memcmp(year, "19", 2) != 0 && memcmp(year, "20", 2) != 0) ||
	    !isdigit((unsigned char)year[2]) || !isdigit((unsigned char)year[3]))
		return false;
	behind = year + 4;
	while (behind < end && *behind == ' ')
		behind++;
	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
		if ((size_t)(end - behind) >= strlen(dashes[i]) &&
		    memcmp(behind, dashes[i], strlen(dashes[i])) == 0)
			return true;
	return false;
}

/* "…, Lyon, 2014 – 2016": with one, as entries of a line do. */
static bool ends_in_year(const struct rq_set_line *line)
{
	return line->length > 4 && strspn(line->text + line->length - 4, "0123456789") == 4 &&
	       strchr("12", line->text[line->length - 4]);
}

/* "2010  Diploma": with a year. */
static bool begins_year(const struct rq_set_line *line)
{
	return strspn(line->text, "0123456789") == 4 && strchr("12", line->text[0]);
}

/* "10/2024 Acme GmbH": with a month and a year, and a name behind them. */
static bool begins_month(const struct rq_set_line *line)
{
	const char *text = line->text;

	return line->length > 8 && strspn(text, "0123456789") == 2 && strchr("/.", text[2]) &&
	       strspn(text + 3, "0123456789") == 4 && strchr("12", text[3]) && text[7] == ' ' &&
	       isupper((unsigned char)text[8]);
}

/* "jane@example.org | Leeds": with an address and a bar, which a line of words does not go on in.
 */
static bool tells_reach(const struct rq_set_line *line)
{
	return memchr(line->text, '@', line->length) && memchr(line->text, '|', line->length);
}

/* Whether the first cell of a row is a year or some: "2010 – 2014". */
static bool is_row_of_year(const struct rq_set_line *line)
{
	return line->head < line->length && begins_year(line) &&
	       strspn(line->text, "0123456789 -–—/") >= line->head;
}

/* Whether next begins a block, as the first line of a page does that begins with a capital. */
static bool begins_block(const struct rq_set_line *line, const struct rq_set_line *next)
{
	return next->gap && (next->page != line->page + 1 || !begins_small(next));
}

/* Whether all letters of a text are capitals, and it has some words of them. */
static bool is_in_capitals(const struct rq_set_line *line)
{
	size_t letters = 0;

	for (size_t i = 0, size; i < line->length; i += size) {
		int32_t character = rq_text_decode(line->text + i, line->length - i, &size);

		if (!rq_text_is_letter(character))
			continue;
		if (!rq_text_is_upper(character))
			return false;
		letters++;
	}
	return letters >= CAPITALS;
}

static bool same_look(const struct rq_set_line *line, const struct rq_set_line *next)
{
	if (is_in_capitals(line) && !is_in_capitals(next) && begins_word(next))
		return false;
	return !line->hard && !begins_block(line, next) && next->kind == RQ_LINE_TEXT &&
	       !is_item(next) && !begins_time(next) && !is_row_of_year(next) &&
	       !begins_month(next) && !(tells_reach(next) && !tells_reach(line)) &&
	       (line->kind == RQ_LINE_TEXT || line->kind == RQ_LINE_ITEM) && line->edge > 0 &&
	       fabs((double)line->size - (double)next->size) <= 0.6;
}

/* Whether next stands right below the text of an item. */
static bool is_below_text(const struct rq_set_line *first, const struct rq_set_line *next)
{
	return is_item(first) && fabs(next->left - first->text_left) <= ALIGNED * unit_of(next);
}

/* Whether next begins where the paragraph's lines begin. */
static bool is_aligned(const struct rq_set_line *first, const struct rq_set_line *line,
		       const struct rq_set_line *next)
{
	double unit = unit_of(line), same = ALIGNED * unit;

	if (is_item(first))
		return next->left >= first->left + same;
	if (fabs(next->left - line->left) <= same)
		return true;
	/* The first line of a paragraph may begin further right. */
	return line == first && next->left < line->left && line->left - next->left <= INDENT * unit;
}

/*
 * Whether the first word of next would not have fitted. In narrow columns that
 * is true of many lines that end on purpose, so a line must also be as long as
 * wrapped ones are, and a short one must go on with a small letter; without any
 * such near by (no prose), only a long line goes on with a capital.
 */
static bool was_wrapped(const struct rq_set_line *line, const struct rq_set_line *next, bool prose)
{
	size_t characters = 0;

	for (size_t i = 0; i < line->head; i++)
		characters += ((unsigned char)line->text[i] & 0xc0) != 0x80;
	if (characters < (begins_small(next) ? SHORTEST : prose ? SHORT : LONG_LINE))
		return false;
	return line->head_right + next->word > line->edge + 0.01 * unit_of(line) &&
	       line->head_right - line->left > FULL * (line->edge - line->left);
}

/* "March 2018 –", "Januar 2018 bis": what ends so goes on. */
static bool ends_in_range(const char *text, size_t length)
{
	static const char *const ends[] = { " -",  " –",   " —",   " to",    " bis",    " al",
					    " au", " tot", " até", " hasta", " jusqu'à" };

	while (length > 0 && text[length - 1] == ' ')
		length--;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (length > strlen(ends[i]) &&
		    memcmp(text + length - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
			return true;
	return false;
}

/* Whether the first cell of a row goes on in the next line: a date or label in a narrow column. */
static bool wraps_cell(const struct rq_set_line *line, const struct rq_set_line *next)
{
	double unit = unit_of(line), same = ALIGNED * unit;

	if (line->head == line->length || line->hard || next->gap || next->kind != RQ_LINE_TEXT ||
	    is_item(next) || next->page != line->page || next->head_right >= line->tail_left ||
	    (fabs(next->left - line->left) > same &&
	     fabs(next->head_right - line->head_right) > same))
		return false;
	/* A label close to its cell always ends there: it was wrapped where both are long. */
	return ends_in_range(line->text, line->head) ||
	       (begins_small(next) && line->head_right + next->word > line->tail_left - unit &&
		(line->tail_left - line->head_right > APART * unit ||
		 line->head_right - line->left + next->word > LABEL * unit));
}

/* "**Engineer**, Acme". */
static bool opens_bold(const struct rq_set_line *line)
{
	return line->opens_bold && !line->bold && line->kind == RQ_LINE_TEXT && !is_item(line) &&
	       !begins_small(line);
}

struct rq_wrap_habit rq_wrap_habit(const struct rq_set_line *lines, size_t count)
{
	struct rq_wrap_habit habit = { false, false };

	for (size_t i = 1;
	     i < count && lines[i].page == lines->page && lines[i].outer == lines->outer; i++) {
		bool same =
		    lines[i - 1].bold == lines[i].bold && same_look(&lines[i - 1], &lines[i]);

		habit.prose = habit.prose || (same && begins_small(&lines[i]) &&
					      is_aligned(&lines[i - 1], &lines[i - 1], &lines[i]) &&
					      was_wrapped(&lines[i - 1], &lines[i], false));
		habit.headed =
		    habit.headed || (opens_bold(&lines[i]) &&
				     !(same && was_wrapped(&lines[i - 1], &lines[i], true)));
	}
	return habit;
}

/*
 * Whether a line that begins bold heads what follows: below a sentence that ends, for a bold word
 * in the middle of one is emphasis, or when it ends with a year.
 */
static bool parts_head(const struct rq_set_line *first, const struct rq_set_line *line,
		       const struct rq_set_line *next)
{
	const char *end = line->text + line->length;

	if (opens_bold(next))
		return !line->ends_bold && line->length > 0 && strchr(".!?", end[-1]);
	return line == first && line->head == line->length && opens_bold(line) &&
	       !begins_small(next) && ends_in_year(line);
}

enum rq_wrap rq_wrap_joint(const struct rq_set_line *first, const struct rq_set_line *line,
			   const struct rq_set_line *next, struct rq_wrap_habit habit)
{
	double unit = unit_of(line), same = ALIGNED * unit;

	if (wraps_cell(line, next))
		return RQ_WRAP_HEAD;
	if ((begins_year(first) && begins_year(next)) ||
	    (ends_in_year(line) && ends_in_year(next) && !begins_small(next)) ||
	    (begins_label(first) && begins_label(next)))
		return RQ_WRAP_NONE;
	if (!same_look(line, next) || (line->bold != next->bold && !is_below_text(first, next)))
		return RQ_WRAP_NONE;
	if (line->head < line->length && fabs(next->left - line->tail_left) <= same)
		return line->right + next->word > line->outer + 0.01 * unit &&
			       (begins_small(next) || line->length - line->head > LONG_CELL)
			   ? RQ_WRAP_TAIL
			   : RQ_WRAP_NONE;
	if (!is_aligned(first, line, next))
		return RQ_WRAP_NONE;
	if (is_below_text(first, next) &&
	    (line->size <= 0 || line->head_right - line->left > LONG * (line->outer - first->left)))
		return RQ_WRAP_HEAD; /* right below the item's text; in plain text by hand */
	if (line->head == line->length && rq_seam_is_hyphen(line->text, line->length) &&
	    begins_small(next))
		return RQ_WRAP_HEAD;
	if (habit.headed && parts_head(first, line, next))
		return RQ_WRAP_NONE;
	return was_wrapped(line, next, habit.prose) ? RQ_WRAP_HEAD : RQ_WRAP_NONE;
}
