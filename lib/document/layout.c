#include "document/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "document/bullet.h"
#include "document/column.h"
#include "document/leftward.h"
#include "document/stop.h"

/* Shares of the type's size. */
static const double SPACE = 0.18;  /* so far apart, two words are two */
static const double WIDE = 1.5;    /* so far apart, they stand in columns */
static const double LONG = 0.6;    /* of the column: shorter lines were not wrapped */
static const double LOOSEST = 1.8; /* lines further apart are blocks, even if all are */
static const double BLOCK = 0.35;  /* more than the usual distance of lines by so much is a gap */
static const double APART = 0.06;  /* so far apart, letters are set apart on purpose */
static const double ABOVE = 0.2;   /* of a word's height, is white above its letters */
static const double BELOW = 0.2;   /* and below them */
static const double BREAK = 0.2;   /* more than letters that are set apart, words are */

static const float MUCH_LARGER = 1.5f; /* type than other type */

enum {
	NEIGHBOURS = 40, /* words that one may be level with */
	NEAR = 6,        /* lines above and below */
	SHORTEST = 4,    /* glyphs that tell whether they are set apart */
};

struct page {
	struct rq_set_lines *lines;
	unsigned number;
	bool leftward;              /* its lines run from right to left: it is read in a mirror */
	const struct rq_stop *stop; /* where the labels of the region end; NULL: nowhere */
};

void rq_set_lines_free(struct rq_set_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->lines[i].text);
	free(lines->lines);
	memset(lines, 0, sizeof *lines);
}

/*
 * Whether two words stand in one line: they overlap half. One in much larger type reaches over two
 * lines of the other's: its line is the one that is level with its letters.
 */
static bool are_level(const struct rq_word_box *a, const struct rq_word_box *b)
{
	const struct rq_word_box *large = a->size > b->size ? a : b;
	const struct rq_word_box *small = large == a ? b : a;
	double shared = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);
	double height = large->bottom - large->top, middle = (small->top + small->bottom) / 2;

	if (small->size <= 0 || large->size < MUCH_LARGER * small->size)
		return shared >= 0.5 * fmin(a->bottom - a->top, b->bottom - b->top);
	return middle >= large->top + ABOVE * height && middle <= large->bottom - BELOW * height;
}

/* How many words, sorted by their middle, stand in the first line: level with one just before. */
static size_t take_line(const struct rq_word_box *words, size_t count)
{
	size_t size = 1;

	for (; size < count; size++) {
		bool level = false;

		for (size_t i = size > NEIGHBOURS ? size - NEIGHBOURS : 0; i < size && !level; i++)
			level = are_level(&words[i], &words[size]);
		if (!level)
			break;
	}
	return size;
}

/* Whether it came as a whole, with no word of its glyphs: out of a picture. */
static bool is_whole(const struct rq_word_box *word)
{
	size_t size;

	(void)rq_text_decode(word->text, word->length, &size);
	return word->joints == 0 && size < word->length;
}

/*
 * How far apart the glyphs of these pieces are set, as a share of the type's
 * size: what three of four neighbours are at least. 0 when they are not, or when
 * single signs may stand between spaces.
 */
static double tracking(const struct rq_word_box *words, size_t count)
{
	double *gaps, least = 0;
	size_t glyphs = count, known = 0, letters = 0, close = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_whole(&words[i]))
			return 0;
		glyphs += words[i].joints;
		letters += rq_word_has_letter(&words[i]);
	}
	if (glyphs < SHORTEST)
		return 0;
	gaps = rq_alloc(glyphs, sizeof *gaps);
	for (size_t i = 0; i < count; i++) {
		double unit = fmax(1, (double)words[i].size);

		if (i > 0)
			gaps[known++] = words[i].apart / unit;
		for (size_t k = 0; k < words[i].joints; k++)
			gaps[known++] = words[i].slack / (double)words[i].joints / unit;
	}
	for (size_t i = 0; i < known; i++)
		close += gaps[i] < APART;
	if (close <= known / 4) { /* few lines: the others need no sorting */
		qsort(gaps, known, sizeof *gaps, rq_order_doubles);
		least = gaps[known / 4];
	}
	free(gaps);
	return least >= APART && (least < BREAK || 2 * letters > count) ? least : 0;
}

/* "J O H N  D O E" is two words. */
static void join_letters(struct rq_word_box *words, size_t count)
{
	for (size_t from = 0, to; from < count; from = to) {
		double apart;

		for (to = from + 1; to < count; to++)
			if (words[to].apart > WIDE * (double)words[to].size)
				break;
		if (to - from < 2)
			continue;
		apart = tracking(words + from, to - from);
		for (size_t i = from + 1; apart > 0 && i < to; i++)
			words[i].joined = words[i].apart <= (apart + BREAK) * (double)words[i].size;
	}
}

/* A soft hyphen that a page shows is a hyphen: fonts that draw both alike may name either. */
static int append_word(struct rq_buffer *text, const char *word, size_t length,
		       struct rq_error *err)
{
	static const char soft[] = "\u00ad";
	const char *end = word + length, *found;

	while ((found = memmem(word, (size_t)(end - word), soft, strlen(soft)))) {
		if (rq_buffer_append(text, word, (size_t)(found - word), err) == -1 ||
		    rq_buffer_append(text, "-", 1, err) == -1)
			return -1;
		word = found + strlen(soft);
	}
	return rq_buffer_append(text, word, (size_t)(end - word), err);
}

/*
 * The words as text, with what only their places tell: wide gaps, and where they are; stop is
 * where labels end, or NULL.
 */
static int join_words(struct rq_set_line *line, const struct rq_word_box *words, size_t count,
		      const struct rq_stop *stop, struct rq_buffer *text, struct rq_error *err)
{
	struct rq_turning turning = { .begun = false };

	for (size_t i = 0; i < count; i++) {
		double apart = words[i].apart, unit = (double)words[i].size;
		bool bullet = i == 0 && count > 1 && words[i].symbol;
		const char *between = "", *word = bullet ? "\u2022" : words[i].text;

		if (i > 0 && (apart > WIDE * unit || (words[i].cell && !words[i - 1].cell) ||
			      (stop && rq_stop_is_between(stop, &words[i - 1], &words[i])))) {
			between = "\t";
			line->tail_left = words[i].left;
			if (line->head == 0) {
				line->head = text->length;
				line->head_right = words[i - 1].right;
			}
		} else if (i > 0 && !words[i].joined &&
			   (words[i].space || apart > SPACE * unit ||
			    (i == 1 && words[0].symbol))) {
			between = " ";
		}
		if (rq_buffer_append_text(text, between, err) == -1)
			return -1;
		if (!turning.begun)
			line->opens_bold = words[i].bold;
		rq_turn_follow(&turning, text->data, text->length,
			       rq_face(words[i].bold, words[i].italic), word,
			       bullet ? strlen(word) : words[i].length);
		if (append_word(text, word, bullet ? strlen(word) : words[i].length, err) == -1)
			return -1;
	}
	line->turns = turning.turns;
	line->ends_bold = turning.face & RQ_FACE_BOLD;
	if (line->head == 0) {
		line->head = text->length;
		line->head_right = line->right;
	}
	return 0;
}

/* Whether a word is the bullet of an item, whose type says nothing of the item's. */
static bool is_bullet(const struct rq_word_box *word)
{
	size_t size;

	return word->symbol || (rq_bullet_is(rq_text_decode(word->text, word->length, &size)) &&
				size == word->length);
}

/* Facts of the line: most of its characters decide the size, all of them boldness. */
static void set_facts(struct rq_set_line *line, const struct rq_word_box *words, size_t count)
{
	size_t longest = 0, bold = 0, other = 0;

	line->left = HUGE_VAL;
	for (size_t i = 0; i < count; i++) {
		if (words[i].length > longest) {
			longest = words[i].length;
			line->size = words[i].size;
		}
		bold += words[i].bold;
		other += !words[i].bold && !is_bullet(&words[i]);
		line->left = fmin(line->left, words[i].left);
		line->right = fmax(line->right, words[i].right);
		line->top = i == 0 ? words[i].top : fmin(line->top, words[i].top);
		line->bottom = fmax(line->bottom, words[i].bottom);
	}
	line->bold = bold > 0 && other == 0;
	line->word = words[0].right - words[0].left + 0.25 * (double)line->size;
	line->text_left = line->left;
}

static int add_line(struct page *page, struct rq_word_box *words, size_t count,
		    struct rq_error *err)
{
	struct rq_set_line line = { .page = page->number, .column = words[0].column };
	struct rq_buffer text;

	if (page->lines->count >= RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines", RQ_MAX_LINES);
	rq_word_sort(words, count, rq_word_by_left);
	set_facts(&line, words, count);
	rq_leftward_order(words, count, page->leftward);
	join_letters(words, count);
	if (count > 1 && words[0].length <= 3) /* perhaps a bullet */
		line.text_left = words[1].left;
	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	if (join_words(&line, words, count, page->stop, &text, err) == -1) {
		rq_buffer_free(&text);
		return -1;
	}
	line.length = text.length;
	line.text = rq_buffer_take(&text);
	rq_buffer_free(&text);
	page->lines->lines =
	    rq_grow(page->lines->lines, page->lines->count, &page->lines->capacity, sizeof line);
	page->lines->lines[page->lines->count++] = line;
	return 0;
}

/* The usual distance between lines of a region, as a share of the type's size. */
static double usual_pitch(const struct rq_set_line *lines, size_t count)
{
	double *pitches = rq_alloc(count, sizeof *pitches), usual;

	for (size_t i = 1; i < count; i++)
		pitches[i - 1] =
		    (lines[i].bottom - lines[i - 1].bottom) / fmax(1, (double)lines[i].size);
	qsort(pitches, count - 1, sizeof *pitches, rq_order_doubles);
	usual = pitches[(count - 1) / 3]; /* lines inside paragraphs are the closer ones */
	free(pitches);
	return fmin(fmax(usual, 1), LOOSEST);
}

/*
 * Where lines near this one were wrapped: dates at the right make some lines of
 * a column shorter than others. What is always short was not wrapped.
 */
static double near_edge(const struct rq_set_line *lines, size_t count, size_t at, double outer)
{
	size_t from = at > NEAR ? at - NEAR : 0, to = at + NEAR < count ? at + NEAR : count - 1;
	double edge = lines[at].left + LONG * (outer - lines[at].left);

	for (size_t i = from; i <= to; i++)
		edge = fmax(edge, lines[i].head_right);
	return edge;
}

/* What only the whole region tells: its right edge, and where blocks begin. */
static void finish_region(struct rq_set_line *lines, size_t count)
{
	double outer = 0, pitch = count > 1 ? usual_pitch(lines, count) : 1.2;

	for (size_t i = 0; i < count; i++)
		outer = fmax(outer, lines[i].right);
	for (size_t i = 0; i < count; i++) {
		double unit = fmax(1, (double)lines[i].size);

		lines[i].edge = near_edge(lines, count, i, outer);
		lines[i].outer = outer;
		lines[i].gap =
		    i == 0 || lines[i].bottom - lines[i - 1].bottom > (pitch + BLOCK) * unit;
	}
}

/* Where the labels of a region end, whose words are sorted by their middle. */
static bool find_stop(const struct rq_word_box *words, size_t count, struct rq_stop *stop)
{
	struct rq_word_box *line = rq_alloc(count, sizeof *line);
	struct rq_stops stops = { .count = 0 };

	for (size_t at = 0, size; at < count; at += size) {
		size = take_line(words + at, count - at);
		memcpy(line, words + at, size * sizeof *line);
		rq_word_sort(line, size, rq_word_by_left);
		rq_stops_add(&stops, line, size);
	}
	free(line);
	return rq_stops_find(&stops, stop);
}

static int lay_region(struct rq_word_box *words, size_t count, void *context, struct rq_error *err)
{
	struct page *page = context;
	size_t before = page->lines->count;
	struct rq_stop stop;

	rq_word_sort(words, count, rq_word_by_middle);
	page->stop = !page->leftward && find_stop(words, count, &stop) ? &stop : NULL;
	for (size_t at = 0, size; at < count; at += size) {
		size = take_line(words + at, count - at);
		if (add_line(page, words + at, size, err) == -1)
			return -1;
	}
	finish_region(page->lines->lines + before, page->lines->count - before);
	return 0;
}

int rq_layout_page(struct rq_word_box *words, size_t count, unsigned page,
		   struct rq_set_lines *lines, struct rq_error *err)
{
	struct page context = { lines, page, rq_leftward_runs(words, count, 0.5), NULL };

	if (context.leftward)
		rq_leftward_mirror(words, count);
	return rq_column_walk(words, count, lay_region, &context, err);
}
