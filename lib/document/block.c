#include "document/block.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/bullet.h"

enum {
	LABEL_BYTES = 48, /* a date or a label is not longer */
	PAGE_WORDS = 3,   /* "Page 1 of 2" has fewer without its numbers */
};

static void empty(struct rq_block *block)
{
	for (size_t i = 0; i < block->count; i++)
		free(block->lines[i].text);
	block->count = 0;
}

void rq_block_free(struct rq_block *block)
{
	empty(block);
	free(block->lines);
	memset(block, 0, sizeof *block);
}

static struct rq_block_line *append(struct rq_block *block)
{
	block->lines =
	    rq_grow(block->lines, block->count, &block->capacity, sizeof block->lines[0]);
	return &block->lines[block->count++];
}

static bool is_blank(const char *text, size_t length)
{
	size_t size;

	for (size_t at = 0; at < length; at += size)
		if (!rq_text_is_space(rq_text_decode(text + at, length - at, &size)))
			return false;
	return true;
}

int rq_block_add(struct rq_block *block, const char *text, size_t length,
		 const struct rq_line *facts, size_t cell, struct rq_error *err)
{
	size_t skip = rq_bullet_skip(text, length);
	struct rq_block_line *line;

	if (is_blank(text, length))
		return 0;
	if (block->count >= RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines", RQ_MAX_LINES);
	line = append(block);
	line->facts = *facts;
	if (skip > 0 && facts->kind == RQ_LINE_TEXT)
		line->facts.kind = RQ_LINE_ITEM;
	line->text = rq_strndup(text + skip, length - skip);
	line->length = strlen(line->text);
	line->facts.turns = rq_turns_behind(&facts->turns, rq_turn_words(text, skip));
	line->cell = cell;
	return 0;
}

void rq_block_move(struct rq_block *block, struct rq_block *from, size_t cell)
{
	for (size_t i = 0; i < from->count; i++) {
		struct rq_block_line *line = append(block);

		*line = from->lines[i];
		line->cell = cell;
	}
	from->count = 0;
}

/* Joins the lines from on, count of them, into one row. */
static int join(struct rq_block *block, const struct rq_block_line *lines, size_t count,
		size_t cell, struct rq_error *err)
{
	struct rq_buffer text;
	struct rq_line facts = lines[0].facts;
	size_t words = rq_turn_words(lines[0].text, lines[0].length);
	int result = 0;

	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	for (size_t i = 0; result == 0 && i < count; i++) {
		facts.bold = facts.bold && lines[i].facts.bold;
		if (i > 0) {
			rq_turns_append(&facts.turns, &lines[i].facts.turns, words);
			words += rq_turn_words(lines[i].text, lines[i].length);
			result = rq_buffer_append(&text, "\t", 1, err);
		}
		if (result == 0)
			result = rq_buffer_append(&text, lines[i].text, lines[i].length, err);
	}
	facts.kind = RQ_LINE_ROW;
	if (result == 0)
		result = rq_block_add(block, text.data, text.length, &facts, cell, err);
	rq_buffer_free(&text);
	return result;
}

static bool has_digit(const struct rq_block_line *line)
{
	return strpbrk(line->text, "0123456789") != NULL;
}

int rq_block_move_row(struct rq_block *block, struct rq_block *row, size_t cell,
		      struct rq_error *err)
{
	size_t joined = 0;
	bool single = true;
	int result = 0;

	for (size_t i = 0; i < row->count; i++)
		if ((i > 0 && row->lines[i].cell == row->lines[i - 1].cell) ||
		    row->lines[i].facts.kind == RQ_LINE_ROW)
			single = false;
	if (single && row->count > 1)
		joined = row->count;
	else if (row->count > 2 && row->lines[0].cell != row->lines[1].cell &&
		 row->lines[0].length <= LABEL_BYTES && has_digit(&row->lines[0]) &&
		 row->lines[1].facts.kind != RQ_LINE_ITEM)
		joined = 2;
	if (joined > 0)
		result = join(block, row->lines, joined, cell, err);
	for (size_t i = joined; result == 0 && i < row->count; i++) {
		struct rq_block_line *line = &row->lines[i];

		if (i > 0 && line->cell != row->lines[i - 1].cell)
			line->facts.gap = true;
		result = rq_block_add(block, line->text, line->length, &line->facts, cell, err);
	}
	empty(row);
	return result;
}

int rq_block_flush(struct rq_block *block, struct rq_document *document, struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < block->count; i++) {
		const struct rq_block_line *from = &block->lines[i];
		struct rq_line *line;

		document->page = from->facts.page;
		result = rq_document_add(document, from->text, from->length, &line, err);
		if (result == -1 || !line)
			continue;
		line->kind = from->facts.kind;
		line->level = from->facts.level;
		line->size = from->facts.size;
		line->left = from->facts.left;
		line->bold = from->facts.bold;
		line->turns = from->facts.turns;
		line->gap = line->gap || from->facts.gap;
	}
	empty(block);
	return result;
}

bool rq_block_labels_page(const char *text, size_t length)
{
	size_t words = 0;
	bool inside = false;

	for (size_t i = 0; i < length; i++) {
		bool mark = strchr(" \t/|-", text[i]) != NULL;

		words += !mark && !inside;
		inside = !mark;
	}
	return words < PAGE_WORDS;
}
