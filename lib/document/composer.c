#include "document/composer.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/block.h"
#include "document/forming.h"
#include "document/link.h"

enum {
	MAX_ROWS = 8,    /* rows in cells of rows; deeper ones are read as paragraphs */
	MAX_STORIES = 8, /* boxes inside boxes; deeper ones stay in the text */
};

struct row {
	struct rq_block block;
	size_t cell;
};

/* Text that runs on by itself: the body, a header, a box. */
struct story {
	enum rq_place place;
	bool box;
	struct rq_block lines; /* of a box, until it closes */
	struct rq_block boxes; /* that hang on the paragraph */
	struct rq_forming line;
	bool gap;       /* an empty line came last */
	bool broken;    /* lines of the paragraph in hand have ended */
	unsigned level; /* of the paragraph, when it is a heading; 0 unknown */
	bool numbered;  /* the line has a page number */
	bool linked;
	size_t link; /* where it began in the text */
	struct row rows[MAX_ROWS];
	size_t depth; /* of rows, also those past MAX_ROWS */
};

struct rq_composer {
	struct rq_document *document;
	struct rq_block places[RQ_PLACE_COUNT];
	struct story stories[MAX_STORIES];
	size_t depth; /* of stories, also those past MAX_STORIES; at least 1 */
	size_t bytes; /* of all lines */
	size_t lines;
};

static void init_story(struct story *story, enum rq_place place)
{
	*story = (struct story) { .place = place };
	rq_forming_init(&story->line);
}

static void free_story(struct story *story)
{
	for (size_t i = 0; i < MAX_ROWS; i++)
		rq_block_free(&story->rows[i].block);
	rq_block_free(&story->lines);
	rq_block_free(&story->boxes);
	rq_forming_free(&story->line);
}

struct rq_composer *rq_composer_new(struct rq_document *document)
{
	struct rq_composer *composer = rq_alloc(1, sizeof *composer);

	composer->document = document;
	composer->depth = 1;
	init_story(&composer->stories[0], RQ_PLACE_BODY);
	return composer;
}

void rq_composer_free(struct rq_composer *composer)
{
	if (!composer)
		return;
	for (size_t i = 0; i < MAX_STORIES && i < composer->depth; i++)
		free_story(&composer->stories[i]);
	for (size_t i = 0; i < RQ_PLACE_COUNT; i++)
		rq_block_free(&composer->places[i]);
	free(composer);
}

/* --- lines --------------------------------------------------------------------------- */

static struct story *innermost(struct rq_composer *composer)
{
	size_t depth = composer->depth < MAX_STORIES ? composer->depth : MAX_STORIES;

	return &composer->stories[depth - 1];
}

static size_t open_rows(const struct story *story)
{
	return story->depth < MAX_ROWS ? story->depth : MAX_ROWS;
}

/* Where a line of the story goes: to the row that is open, to its box, or to its place. */
static struct rq_block *target(struct rq_composer *composer, struct story *story)
{
	size_t rows = open_rows(story);

	if (rows > 0)
		return &story->rows[rows - 1].block;
	return story->box ? &story->lines : &composer->places[story->place];
}

static size_t open_cell(const struct story *story)
{
	size_t rows = open_rows(story);

	return rows > 0 ? story->rows[rows - 1].cell : 0;
}

static void begin_line(struct story *story)
{
	rq_forming_clear(&story->line);
	story->link = 0;
	story->numbered = false;
}

/* A line that only says which page it is. */
static bool is_page_label(const struct story *story)
{
	return story->numbered &&
	       (story->place == RQ_PLACE_HEADER || story->place == RQ_PLACE_FOOTER) &&
	       rq_block_labels_page(story->line.text.data, story->line.text.length);
}

/* A NUL would end the text; another control is taken out of the line just as well. */
static void replace_nuls(struct rq_buffer *text)
{
	for (size_t i = 0; i < text->length; i++)
		if (text->data[i] == '\0')
			text->data[i] = '\1';
}

static int end_line(struct rq_composer *composer, enum rq_line_kind kind, bool space,
		    struct rq_error *err)
{
	struct story *story = innermost(composer);
	struct rq_buffer *text = &story->line.text;
	struct rq_line facts = rq_forming_facts(&story->line);
	int result;

	rq_hidden_break(&composer->document->hidden);
	if (rq_forming_is_blank(&story->line) || is_page_label(story)) {
		story->gap = true;
		begin_line(story);
		return 0;
	}
	if (++composer->lines > RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines", RQ_MAX_LINES);
	composer->bytes += text->length;
	if (composer->bytes > RQ_MAX_TEXT_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu bytes of text", RQ_MAX_TEXT_BYTES);
	facts.kind = kind;
	facts.level = kind == RQ_LINE_HEADING ? story->level : 0;
	facts.gap = story->gap || space;
	story->gap = false;
	replace_nuls(text);
	result = rq_block_add(target(composer, story), text->data, text->length, &facts,
			      open_cell(story), err);
	begin_line(story);
	return result;
}

int rq_composer_text(struct rq_composer *composer, const struct rq_look *look, const char *text,
		     size_t length, struct rq_error *err)
{
	enum rq_sight sight = look->sight;
	static const enum rq_hidden_kind kinds[] = { [RQ_VANISHED] = RQ_HIDDEN_VANISH,
						     [RQ_WHITE] = RQ_HIDDEN_WHITE,
						     [RQ_OFF_PAGE] = RQ_HIDDEN_OFF_PAGE,
						     [RQ_CLIPPED] = RQ_HIDDEN_CLIPPED,
						     [RQ_TINY] = RQ_HIDDEN_TINY };

	if (sight == RQ_SEEN && look->size > 0 && !rq_legible_size((double)look->size))
		sight = RQ_TINY;
	if (sight != RQ_SEEN && rq_forming_visible(text, length) > 0) {
		rq_hidden_add(&composer->document->hidden, kinds[sight], 0, text, length);
		return 0;
	}
	if (sight != RQ_SEEN)
		rq_hidden_break(&composer->document->hidden);
	return rq_forming_add(&innermost(composer)->line, text, length,
			      rq_face(look->bold, look->italic), look->size, err);
}

void rq_composer_level(struct rq_composer *composer, unsigned level)
{
	innermost(composer)->level = level;
}

void rq_composer_page_number(struct rq_composer *composer)
{
	innermost(composer)->numbered = true;
}

void rq_composer_hide_line(struct rq_composer *composer)
{
	struct story *story = innermost(composer);

	rq_hidden_add(&composer->document->hidden, RQ_HIDDEN_VANISH, 0, story->line.text.data,
		      story->line.text.length);
	begin_line(story);
}

int rq_composer_break(struct rq_composer *composer, enum rq_line_kind kind, bool space,
		      struct rq_error *err)
{
	struct story *story = innermost(composer);
	bool first = !story->broken;

	if (rq_forming_is_blank(&story->line))
		return 0;
	story->broken = true;
	return end_line(composer, kind, space && first, err);
}

int rq_composer_end(struct rq_composer *composer, enum rq_line_kind kind, bool space,
		    struct rq_error *err)
{
	struct story *story = innermost(composer);
	int result = end_line(composer, kind, space && !story->broken, err);

	story->broken = false;
	story->level = 0;
	rq_block_move(target(composer, story), &story->boxes, open_cell(story));
	return result;
}

/* What has no paragraph's end of its own before something else ends. */
static int flush(struct rq_composer *composer, struct rq_error *err)
{
	struct story *story = innermost(composer);
	bool gap = story->gap, blank = rq_forming_is_blank(&story->line);
	int result = rq_composer_end(composer, RQ_LINE_TEXT, false, err);

	story->gap = blank && gap;
	return result;
}

/* --- rows ------------------------------------------------------------------------------ */

void rq_composer_open_row(struct rq_composer *composer)
{
	struct story *story = innermost(composer);

	if (story->depth++ < MAX_ROWS)
		story->rows[story->depth - 1].cell = 0;
}

size_t rq_composer_rows(const struct rq_composer *composer)
{
	size_t depth = composer->depth < MAX_STORIES ? composer->depth : MAX_STORIES;

	return composer->stories[depth - 1].depth;
}

int rq_composer_end_cell(struct rq_composer *composer, struct rq_error *err)
{
	struct story *story = innermost(composer);

	if (story->depth == 0)
		return 0;
	if (flush(composer, err) == -1)
		return -1;
	story->gap = false;
	if (story->depth <= MAX_ROWS)
		story->rows[story->depth - 1].cell++;
	return 0;
}

int rq_composer_end_row(struct rq_composer *composer, struct rq_error *err)
{
	struct story *story = innermost(composer);

	if (story->depth == 0)
		return 0;
	if (flush(composer, err) == -1)
		return -1;
	story->gap = false;
	if (story->depth-- > MAX_ROWS)
		return 0;
	return rq_block_move_row(target(composer, story), &story->rows[story->depth].block,
				 open_cell(story), err);
}

int rq_composer_set_rows(struct rq_composer *composer, size_t rows, struct rq_error *err)
{
	while (rq_composer_rows(composer) < rows)
		rq_composer_open_row(composer);
	while (rq_composer_rows(composer) > rows)
		if (rq_composer_end_row(composer, err) == -1)
			return -1;
	return 0;
}

/* --- stories and links ------------------------------------------------------------------- */

void rq_composer_open(struct rq_composer *composer, enum rq_place place)
{
	if (composer->depth++ < MAX_STORIES)
		init_story(&composer->stories[composer->depth - 1], place);
}

void rq_composer_open_box(struct rq_composer *composer)
{
	rq_composer_open(composer, innermost(composer)->place);
	if (composer->depth <= MAX_STORIES)
		innermost(composer)->box = true;
}

int rq_composer_close(struct rq_composer *composer, struct rq_error *err)
{
	struct story *story = innermost(composer);

	if (composer->depth <= 1)
		return 0;
	if (flush(composer, err) == -1)
		return -1;
	if (composer->depth > MAX_STORIES) {
		composer->depth--;
		return 0;
	}
	while (story->depth > 0)
		if (rq_composer_end_row(composer, err) == -1)
			return -1;
	composer->depth--;
	rq_block_move(&innermost(composer)->boxes, &story->lines, 0);
	free_story(story);
	return 0;
}

void rq_composer_open_link(struct rq_composer *composer)
{
	struct story *story = innermost(composer);

	if (story->linked)
		return;
	story->linked = true;
	story->link = story->line.text.length;
}

int rq_composer_end_link(struct rq_composer *composer, const char *url, size_t length,
			 struct rq_error *err)
{
	struct story *story = innermost(composer);

	if (!story->linked)
		return 0;
	story->linked = false;
	if (story->link >= story->line.text.length)
		return 0; /* nothing to see that leads there */
	return rq_link_append(&story->line.text, story->link, url, length, err);
}

/* --- the document -------------------------------------------------------------------------- */

/* The same header on every section is one header. */
static void drop_repeated(struct rq_block *block)
{
	size_t kept = 0;

	for (size_t i = 0; i < block->count; i++) {
		size_t k = 0;

		while (k < kept && strcmp(block->lines[k].text, block->lines[i].text) != 0)
			k++;
		if (k < kept)
			free(block->lines[i].text);
		else
			block->lines[kept++] = block->lines[i];
	}
	block->count = kept;
}

int rq_composer_finish(struct rq_composer *composer, struct rq_error *err)
{
	while (composer->depth > 1)
		if (rq_composer_close(composer, err) == -1)
			return -1;
	while (composer->stories[0].depth > 0)
		if (rq_composer_end_row(composer, err) == -1)
			return -1;
	if (flush(composer, err) == -1)
		return -1;
	drop_repeated(&composer->places[RQ_PLACE_HEADER]);
	drop_repeated(&composer->places[RQ_PLACE_FOOTER]);
	for (enum rq_place place = 0; place < RQ_PLACE_COUNT; place++) {
		if (composer->document->count > 0 && composer->places[place].count > 0)
			composer->places[place].lines[0].facts.gap = true;
		if (rq_block_flush(&composer->places[place], composer->document, err) == -1)
			return -1;
	}
	return 0;
}
