#include "document/sidenote.h"

#include <math.h>
#include <string.h>

#include "document/side.h"

enum {
	MOST_LINES = 4,  /* of one note */
	LONE_LINES = 2,  /* of the only one: when and where */
	MOST_BYTES = 30, /* of a line, on average */
};

/* Shares of the type's size. */
static const double CLOSE = 0.6;  /* lines of one note have less white between them */
static const double BESIDE = 0.3; /* of the lower line: what stands beside has so much in common */

static const double DATED = 0.75; /* of the notes, that say a date */
static const double LEVEL = 0.8;  /* of these, that begin level with a line */
static const double MOSTLY = 0.4; /* of a date's words, that have digits or are dashes */

/* What the notes come to; longest is a dated one's, in lines. */
struct tally {
	size_t notes, dated, level, longest;
};

static bool is_of_date(const struct rq_word_box *word)
{
	for (size_t i = 0; i < word->length; i++)
		if (word->text[i] >= '0' && word->text[i] <= '9')
			return true;
	return !rq_word_has_letter(word);
}

/* Whether the line says when, and little else. */
static bool is_date(const struct rq_side *notes, const struct rq_side_line *line)
{
	size_t words = 0;

	for (size_t i = line->first; i < line->first + line->count; i++)
		words += is_of_date(notes->words[i]);
	return line->year && (double)words >= MOSTLY * (double)line->count;
}

/* The line of the text that one stands beside; NULL when there is none. */
static const struct rq_side_line *find_row(const struct rq_side *text,
					   const struct rq_side_line *line)
{
	const struct rq_side_line *row = NULL;
	double most = 0;

	for (size_t i = 0; i < text->used; i++) {
		const struct rq_side_line *other = &text->lines[i];
		double common = rq_side_shared(line->top, line->bottom, other->top, other->bottom);
		double lower = fmin(line->bottom - line->top, other->bottom - other->top);

		if (common > most && common >= BESIDE * lower) {
			most = common;
			row = other;
		}
	}
	return row;
}

/* Whether one of the lines has an address of mail, as the contacts at the head of a page. */
static bool have_mail(const struct rq_side *notes, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < notes->lines[i].count; k++) {
			const struct rq_word_box *word = notes->words[notes->lines[i].first + k];

			if (memchr(word->text, '@', word->length))
				return true;
		}
	return false;
}

/* Where the note that begins with that line ends. */
static size_t end_of_note(const struct rq_side *notes, size_t first, double unit)
{
	size_t end = first + 1;

	while (end < notes->used &&
	       notes->lines[end].top - notes->lines[end - 1].bottom <= CLOSE * unit)
		end++;
	return end;
}

/* Whether the side has such notes alone. */
static bool are_notes(const struct rq_side *notes, const struct rq_side *text, double unit)
{
	struct tally tally = { 0 };
	size_t bytes = 0;

	for (size_t i = 0, end; i < notes->used; i = end) {
		bool dated = is_date(notes, &notes->lines[i]);

		end = end_of_note(notes, i, unit);
		if (have_mail(notes, i, end))
			continue;
		if (end - i > MOST_LINES)
			return false;
		dated = dated || (end - i > 1 && is_date(notes, &notes->lines[i + 1]));
		tally.notes++;
		tally.dated += dated;
		tally.level += dated && find_row(text, &notes->lines[i]);
		if (dated && end - i > tally.longest)
			tally.longest = end - i;
	}
	for (size_t i = 0; i < notes->used; i++)
		bytes += notes->lines[i].bytes;
	return (tally.dated > 1 || tally.longest == LONE_LINES) &&
	       (double)tally.dated >= DATED * (double)tally.notes &&
	       (double)tally.level >= LEVEL * (double)tally.dated &&
	       bytes <= MOST_BYTES * notes->used;
}

/* Where the line ends, or the date that is broken into several and begins with it. */
static size_t end_of_date(const struct rq_side *notes, size_t first, double unit)
{
	size_t end = first + 1;

	while (is_date(notes, &notes->lines[first]) && end < end_of_note(notes, first, unit) &&
	       notes->lines[end].year &&
	       (notes->lines[end - 1].opens || notes->lines[end].joins ||
		notes->lines[end].count == 1))
		end++;
	return end;
}

/* Puts each line level with the one that it stands beside. */
static void level(const struct rq_side *notes, const struct rq_side *text, double unit)
{
	for (size_t i = 0, end; i < notes->used; i = end) {
		const struct rq_side_line *row = find_row(text, &notes->lines[i]);

		end = end_of_date(notes, i, unit);
		if (row)
			rq_side_level(notes, i, end, row);
	}
}

static bool level_side(const struct rq_side *notes, const struct rq_side *text, double unit)
{
	if (text->used == 0 || !are_notes(notes, text, unit))
		return false;
	level(notes, text, unit);
	return true;
}

bool rq_sidenote_level(struct rq_word_box *words, size_t count, double middle, double unit)
{
	struct rq_side left, right;
	bool found;

	rq_side_read(&left, words, count, middle, true);
	rq_side_read(&right, words, count, middle, false);
	found = level_side(&right, &left, unit) || level_side(&left, &right, unit);
	rq_side_free(&left);
	rq_side_free(&right);
	if (!found)
		return false;
	rq_word_set_cells(words, count, middle);
	return true;
}
