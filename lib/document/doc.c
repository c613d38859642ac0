#include "document/doc.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "document/composer.h"
#include "document/doc_field.h"
#include "document/doc_file.h"
#include "document/doc_property.h"
#include "document/doc_sight.h"

enum {
	MAX_NESTED = 8,   /* tables inside tables */
	APART = 100,      /* twips of space that set paragraphs apart */
	PRIVATE = 0xf000, /* where Unicode has the characters of symbol fonts */
	REPLACEMENT = 0xfffd,
};

/* Characters that are none ([MS-DOC] 2.4.1, 2.8.25). */
enum mark {
	CELL = 0x07,
	LINE = 0x0b,
	PAGE = 0x0c,
	PARAGRAPH = 0x0d,
	COLUMN = 0x0e,
	FIELD_BEGIN = 0x13,
	FIELD_RESULT = 0x14,
	FIELD_END = 0x15,
	HYPHEN = 0x1e,
	SOFT_HYPHEN = 0x1f,
	SYMBOL = 0x28,
};

struct reading {
	struct rq_doc_file file;
	struct rq_doc_properties properties;
	struct rq_composer *composer;
	size_t piece;              /* of the character that was asked for last */
	uint32_t story_end;        /* of the text that is read */
	uint32_t row_end;          /* of the row that is known */
	struct rq_doc_bytes cells; /* what is behind its cells */
	size_t cell;               /* its cells that are over */
	int32_t high;              /* first half of a surrogate pair; 0 none */
	struct rq_doc_fields fields;
	unsigned below; /* space under the last paragraph */
};

/* --- characters ----------------------------------------------------------------------- */

/*
 * The end of a row, behind its text, says what is behind its cells: looks for it from a character
 * of the row on.
 */
static void look_ahead(struct reading *reading, uint32_t character)
{
	const struct rq_doc_paragraph *paragraph;
	size_t piece = reading->piece, offset;
	int32_t unit;

	reading->cells = (struct rq_doc_bytes) { NULL, 0 };
	reading->row_end = reading->story_end;
	for (uint32_t i = character; i < reading->story_end; i++) {
		if (!rq_doc_character(&reading->file, i, &piece, &offset, &unit) || unit != CELL)
			continue;
		paragraph = rq_doc_paragraph_at(&reading->properties, offset);
		if (!paragraph->row_end || paragraph->nesting > 1)
			continue;
		reading->cells = paragraph->cells;
		reading->row_end = i;
		return;
	}
}

/* The shading of the cell that a paragraph is in; empty where it is in none. */
static struct rq_doc_bytes cell_around(const struct reading *reading,
				       const struct rq_doc_paragraph *paragraph)
{
	if (paragraph->nesting == 0)
		return (struct rq_doc_bytes) { NULL, 0 };
	return rq_doc_part(reading->cells, RQ_DOC_SHADING * reading->cell, RQ_DOC_SHADING);
}

static int put(struct reading *reading, size_t offset, int32_t character, struct rq_error *err)
{
	const struct rq_doc_look *set = rq_doc_look_at(&reading->properties, offset);
	const struct rq_doc_paragraph *paragraph = &reading->properties.paragraph;
	struct rq_look look = { .size = (float)set->size / 2,
				.bold = set->bold,
				.italic = set->italic,
				.sight =
				    rq_doc_sight(set, paragraph, cell_around(reading, paragraph)) };
	char bytes[4];

	if (set->deleted)
		return 0;
	if (character == SYMBOL && set->symbol != 0)
		character = (int32_t)(set->symbol < 0x100 ? PRIVATE + set->symbol : set->symbol);
	return rq_composer_text(reading->composer, &look, bytes, rq_text_encode(character, bytes),
				err);
}

/* Text of the page, in UTF-16. */
static int put_unit(struct reading *reading, size_t offset, int32_t unit, struct rq_error *err)
{
	int32_t high = reading->high;

	reading->high = 0;
	if (unit >= 0xdc00 && unit <= 0xdfff)
		unit =
		    high == 0 ? REPLACEMENT : 0x10000 + (high - 0xd800) * 0x400 + (unit - 0xdc00);
	else if (high != 0 && put(reading, offset, REPLACEMENT, err) == -1)
		return -1;
	if (unit >= 0xd800 && unit <= 0xdbff) {
		reading->high = unit;
		return 0;
	}
	return put(reading, offset, unit, err);
}

/* --- paragraphs ------------------------------------------------------------------------------ */

static enum rq_line_kind kind_of(const struct rq_doc_paragraph *paragraph)
{
	if (paragraph->heading)
		return RQ_LINE_HEADING;
	return paragraph->item ? RQ_LINE_ITEM : RQ_LINE_TEXT;
}

static bool stands_apart(const struct reading *reading, const struct rq_doc_paragraph *paragraph)
{
	return paragraph->above >= APART || reading->below >= APART;
}

static int end_paragraph(struct reading *reading, const struct rq_doc_paragraph *paragraph,
			 struct rq_error *err)
{
	bool apart = stands_apart(reading, paragraph);

	reading->below = paragraph->below;
	rq_composer_level(reading->composer, paragraph->level);
	return rq_composer_end(reading->composer, kind_of(paragraph), apart, err);
}

/* The end of a paragraph, which may be that of a cell or, without text, of a row. */
static int end_block(struct reading *reading, size_t offset, bool cell, struct rq_error *err)
{
	const struct rq_doc_paragraph *paragraph =
	    rq_doc_paragraph_at(&reading->properties, offset);
	size_t rows = paragraph->nesting < MAX_NESTED ? paragraph->nesting : MAX_NESTED;

	cell = cell || paragraph->cell_end;
	if (rows == 0 && cell)
		rows = 1;
	if (rows == 0 && end_paragraph(reading, paragraph, err) == -1)
		return -1;
	if (rq_composer_set_rows(reading->composer, rows, err) == -1)
		return -1;
	if (rows == 0)
		return 0;
	if (paragraph->row_end) {
		reading->cell = rows > 1 ? reading->cell : 0;
		return rq_composer_end_row(reading->composer, err);
	}
	if (!cell)
		return end_paragraph(reading, paragraph, err);
	reading->cell += rows == 1;
	return rq_composer_break(reading->composer, kind_of(paragraph), false, err) == -1
		   ? -1
		   : rq_composer_end_cell(reading->composer, err);
}

static int read_mark(struct reading *reading, size_t offset, int32_t mark, struct rq_error *err)
{
	const struct rq_doc_paragraph *paragraph;

	switch (mark) {
	case FIELD_BEGIN:
		rq_doc_field_begin(&reading->fields);
		return 0;
	case FIELD_RESULT:
		rq_doc_field_show(&reading->fields, reading->composer);
		return 0;
	case FIELD_END:
		return rq_doc_field_end(&reading->fields, reading->composer, err);
	case CELL:
		return end_block(reading, offset, true, err);
	case PARAGRAPH:
	case PAGE:
		return end_block(reading, offset, false, err);
	case LINE:
	case COLUMN:
		paragraph = rq_doc_paragraph_at(&reading->properties, offset);
		return rq_composer_break(reading->composer, kind_of(paragraph),
					 stands_apart(reading, paragraph), err);
	case HYPHEN:
		return rq_doc_field_conceals(&reading->fields) ? 0 : put(reading, offset, '-', err);
	default:
		return 0; /* where a picture, a note or a word's hyphen may be */
	}
}

static int read_character(struct reading *reading, uint32_t character, struct rq_error *err)
{
	const struct rq_doc_paragraph *paragraph;
	size_t offset;
	int32_t unit;

	if (!rq_doc_character(&reading->file, character, &reading->piece, &offset, &unit))
		return 0;
	if (unit < ' ' && unit != '\t')
		return read_mark(reading, offset, unit, err);
	rq_doc_field_add(&reading->fields, unit);
	if (rq_doc_field_conceals(&reading->fields))
		return 0;
	paragraph = rq_doc_paragraph_at(&reading->properties, offset);
	if (paragraph->nesting > 0 && character >= reading->row_end)
		look_ahead(reading, character);
	return put_unit(reading, offset, unit, err);
}

/* --- stories ------------------------------------------------------------------------------------
 */

static int read_range(struct reading *reading, uint32_t from, uint32_t to, struct rq_error *err)
{
	uint32_t last =
	    reading->file.count > 0 ? reading->file.pieces[reading->file.count - 1].end : 0;

	rq_doc_fields_reset(&reading->fields);
	reading->piece = reading->cell = 0;
	reading->row_end = from;
	reading->story_end = to < last ? to : last;
	reading->below = 0;
	for (uint32_t i = from; i < reading->story_end; i++)
		if (read_character(reading, i, err) == -1)
			return -1;
	return 0;
}

static int read_part(struct reading *reading, enum rq_place place, uint32_t from, uint32_t to,
		     struct rq_error *err)
{
	if (from >= to)
		return 0;
	rq_composer_open(reading->composer, place);
	if (read_range(reading, from, to, err) == -1)
		return -1;
	return rq_composer_close(reading->composer, err);
}

static int read_story(struct reading *reading, enum rq_doc_story story, enum rq_place place,
		      struct rq_error *err)
{
	return read_part(reading, place, reading->file.starts[story],
			 reading->file.starts[story + 1], err);
}

/*
 * Headers and footers of all sections: six separators of notes, then for each
 * section headers of even and odd pages, their footers, header and footer of
 * the first page (2.8.24).
 */
static int read_headers(struct reading *reading, struct rq_error *err)
{
	enum { SEPARATORS = 6, KINDS = 6 };
	static const enum rq_place places[KINDS] = { RQ_PLACE_HEADER, RQ_PLACE_HEADER,
						     RQ_PLACE_FOOTER, RQ_PLACE_FOOTER,
						     RQ_PLACE_HEADER, RQ_PLACE_FOOTER };
	struct rq_doc_bytes ends = rq_doc_pair(&reading->file, RQ_DOC_HEADERS);
	uint32_t start = reading->file.starts[RQ_DOC_HEADERS_FOOTERS];
	uint32_t room = reading->file.starts[RQ_DOC_HEADERS_FOOTERS + 1] - start, last = 0;

	for (size_t i = SEPARATORS; i + 1 < ends.length / 4; i++) {
		uint32_t from = rq_doc_long(ends, 4 * i), to = rq_doc_long(ends, 4 * (i + 1));

		/* In order, so that nothing is read twice. */
		if (from < last || to < from || to > room)
			return 0;
		last = to;
		if (read_part(reading, places[(i - SEPARATORS) % KINDS], start + from, start + to,
			      err) == -1)
			return -1;
	}
	return 0;
}

static int read_all(struct reading *reading, struct rq_error *err)
{
	if (read_range(reading, 0, reading->file.starts[RQ_DOC_BODY + 1], err) == -1 ||
	    rq_composer_set_rows(reading->composer, 0, err) == -1 ||
	    read_story(reading, RQ_DOC_BOXES, RQ_PLACE_BODY, err) == -1 ||
	    read_story(reading, RQ_DOC_FOOTNOTES, RQ_PLACE_NOTES, err) == -1 ||
	    read_story(reading, RQ_DOC_ENDNOTES, RQ_PLACE_NOTES, err) == -1 ||
	    read_story(reading, RQ_DOC_HEADER_BOXES, RQ_PLACE_HEADER, err) == -1)
		return -1;
	return read_headers(reading, err);
}

int rq_doc_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	struct reading *reading = rq_alloc(1, sizeof *reading);
	int result = -1;

	document->format = "doc";
	rq_doc_fields_init(&reading->fields);
	reading->composer = rq_composer_new(document);
	if (rq_doc_file_load(bytes, length, &reading->file, err) == 0) {
		rq_doc_properties_init(&reading->properties, &reading->file);
		if (read_all(reading, err) == 0)
			result = rq_composer_finish(reading->composer, err);
		rq_doc_properties_free(&reading->properties);
	}
	rq_composer_free(reading->composer);
	rq_doc_file_free(&reading->file);
	rq_doc_fields_free(&reading->fields);
	free(reading);
	return result;
}
