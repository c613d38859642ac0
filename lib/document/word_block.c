#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Where lines go now: the row of the innermost table or, in a box, what follows its host. */
static struct rq_block *target(struct rq_word *word, size_t *cell)
{
	struct rq_word_level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;

	*cell = level ? level->cell : 0;
	if (!level)
		return word->block;
	if (level->margin)
		return level->margin;
	return level->table ? &level->row : &level->host->boxes;
}

void rq_word_begin_paragraph(struct rq_word *word)
{
	if (word->paragraph)
		return; /* one inside another is none */
	word->paragraph = word->spare;
	word->spare = NULL;
	if (!word->paragraph) {
		word->paragraph = rq_alloc(1, sizeof *word->paragraph);
		rq_paragraph_init(word->paragraph);
	}
	rq_paragraph_reset(word->paragraph);
	word->paragraph->gap = word->gap;
	word->gap = false;
	memset(&word->setting, 0, sizeof word->setting);
}

static void drop_paragraph(struct rq_word *word, struct rq_paragraph *paragraph)
{
	if (!word->spare) {
		word->spare = paragraph;
		return;
	}
	rq_paragraph_free(paragraph);
	free(paragraph);
}

void rq_word_end_line(struct rq_word *word)
{
	size_t cell;
	struct rq_block *block = target(word, &cell);

	if ((word->part->margin || (word->depth > 0 && word->levels[word->depth - 1].margin)) &&
	    rq_paragraph_is_page_label(word->paragraph))
		rq_buffer_clear(&word->paragraph->line.text);
	if (word->err->code == RQ_OK)
		(void)rq_paragraph_end_line(word->paragraph, block, cell, word->page, word->err);
}

void rq_word_add_chunk(struct rq_word *word, const struct rq_xml_element *element)
{
	const struct rq_relation *relation = NULL;
	struct rq_block *block;
	char id[64];
	size_t cell;

	if (word->part->read_chunk && rq_xml_attribute(element, "id", id, sizeof id))
		relation = rq_relations_find(word->part->relations, id);
	if (!relation || relation->external || word->err->code != RQ_OK)
		return;
	block = target(word, &cell);
	(void)word->part->read_chunk(word->part->office, relation->target, block, cell, word->err);
}

void rq_word_end_paragraph(struct rq_word *word)
{
	struct rq_paragraph *paragraph = word->paragraph;
	struct rq_block *block;
	size_t cell;

	if (!paragraph)
		return;
	rq_word_end_line(word);
	word->gap = word->gap || !paragraph->began;
	block = target(word, &cell);
	rq_block_move(block, &paragraph->boxes, cell);
	word->paragraph = NULL;
	drop_paragraph(word, paragraph);
}

static void push_level(struct rq_word *word, bool table)
{
	struct rq_word_level *level;

	if (word->depth == RQ_WORD_LEVELS) {
		(void)rq_fail(word->err, RQ_TOO_DEEP, "more than %d tables inside each other",
			      RQ_WORD_LEVELS);
		return;
	}
	level = &word->levels[word->depth++];
	memset(level, 0, sizeof *level);
	level->table = table;
	word->gap = true;
}

void rq_word_begin_table(struct rq_word *word)
{
	push_level(word, true);
}

void rq_word_begin_box(struct rq_word *word)
{
	struct rq_paragraph *host = word->paragraph;
	struct rq_word_level *level;

	if (!host) {
		rq_word_begin_paragraph(word);
		host = word->paragraph;
	}
	push_level(word, false);
	if (word->err->code != RQ_OK)
		return;
	level = &word->levels[word->depth - 1];
	level->host = host;
	level->host_setting = word->setting;
	level->ground = word->shape.fill;
	level->gone = word->shape.gone;
	level->how = word->shape.how;
	word->paragraph = NULL;
}

void rq_word_begin_margin(struct rq_word *word, struct rq_block *margin)
{
	struct rq_paragraph *host = word->paragraph;

	push_level(word, false);
	if (word->err->code != RQ_OK)
		return;
	word->levels[word->depth - 1].margin = margin;
	word->levels[word->depth - 1].host = host;
	word->levels[word->depth - 1].host_setting = word->setting;
	word->paragraph = NULL;
	word->in_properties = false;
}

void rq_word_end_box(struct rq_word *word)
{
	struct rq_word_level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;

	if (!level || level->table)
		return;
	rq_word_end_paragraph(word);
	word->paragraph = level->host;
	word->setting = level->host_setting;
	word->depth--;
}

void rq_word_end_cell(struct rq_word *word)
{
	if (word->depth == 0)
		return;
	word->levels[word->depth - 1].cell++;
	word->levels[word->depth - 1].cell_ground = (struct rq_word_color) { 0 };
}

void rq_word_end_row(struct rq_word *word)
{
	struct rq_word_level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;
	struct rq_block *block;
	size_t cell;

	if (!level || !level->table)
		return;
	word->depth--; /* to see where the row itself goes */
	block = target(word, &cell);
	word->depth++;
	(void)rq_block_move_row(block, &level->row, cell, word->err);
	level->cell = 0;
	level->row_gone = false;
	level->cell_ground = (struct rq_word_color) { 0 };
}

void rq_word_end_table(struct rq_word *word)
{
	if (word->depth == 0 || !word->levels[word->depth - 1].table)
		return;
	rq_word_end_row(word);
	rq_block_free(&word->levels[word->depth - 1].row);
	word->depth--;
	word->gap = true;
}
