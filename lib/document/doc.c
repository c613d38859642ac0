#include "document/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/composer.h"
#include "document/doc_file.h"
#include "document/doc_property.h"
#include "document/field.h"
#include "document/legible.h"

enum {
	MAX_FIELDS = 16,  /* inside each other; deeper ones are read as text */
	MAX_CODE = 4096,  /* bytes of a field's instructions that are looked at */
	MAX_NESTED = 8,   /* tables inside tables */
	TWIPS = 20,       /* in a point */
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

struct field {
	bool result; /* past its instructions */
	bool link;   /* … which lead somewhere: a link is open */
	bool number; /* … or stand for the number of the page */
};

struct reading {
	struct rq_doc_file file;
	struct rq_doc_properties properties;
	struct rq_composer *composer;
	size_t piece; /* of the character that was asked for last */
	int32_t high; /* first half of a surrogate pair; 0 none */
	struct field fields[MAX_FIELDS];
	size_t depth; /* of fields, also of those that are not looked at */
	size_t coded; /* fields whose instructions go on */
	struct rq_buffer code;
	char *url;
	unsigned below; /* space under the last paragraph */
};

/* --- characters ----------------------------------------------------------------------- */

/* Where the character stands in the main stream; NULL: nowhere. Asked for in order. */
static const struct rq_doc_piece *find_piece(struct reading *reading, uint32_t character)
{
	while (reading->piece < reading->file.count &&
	       reading->file.pieces[reading->piece].end <= character)
		reading->piece++;
	if (reading->piece == reading->file.count ||
	    reading->file.pieces[reading->piece].first > character)
		return NULL;
	return &reading->file.pieces[reading->piece];
}

/* A byte of Windows' Western page, where it is not Latin-1. */
static int32_t widen(unsigned byte)
{
	static const uint16_t others[] = { 0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
					   0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
					   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d,
					   0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
					   0x0153, 0x9d,   0x017e, 0x0178 };

	return byte >= 0x80 && byte < 0xa0 ? others[byte - 0x80] : (int32_t)byte;
}

/* Behind the text of a table may be what is behind its cell, which is told later. */
static struct rq_color color_behind(const struct rq_doc_look *look,
				    const struct rq_doc_paragraph *paragraph)
{
	static const struct rq_word_color paper = { true, { true, 255, 255, 255 } };
	struct rq_word_color ground = rq_word_color_or(look->highlight, look->ground);

	ground = rq_word_color_or(ground, paragraph->ground);
	return paragraph->nesting > 0 ? ground.color : rq_word_color_or(ground, paper).color;
}

static enum rq_sight sight_of(const struct rq_doc_look *look,
			      const struct rq_doc_paragraph *paragraph)
{
	const struct rq_type_setting setting = {
		.size = (float)look->size / 2,
		.stretch = (float)look->stretch,
		.spacing = (float)look->spacing / TWIPS,
		.raised = (float)look->raised / 2,
		.left = (float)(paragraph->left + paragraph->first) / TWIPS,
		.line = (float)paragraph->line / TWIPS,
	};
	struct rq_color behind = color_behind(look, paragraph);
	enum rq_sight sight = rq_legible_sight(&setting);

	if (look->vanished)
		return RQ_VANISHED;
	if (sight == RQ_SEEN && rq_color_is_near(&look->ink.color, &behind))
		return RQ_WHITE;
	return sight;
}

static int put(struct reading *reading, size_t offset, int32_t character, struct rq_error *err)
{
	const struct rq_doc_look *set = rq_doc_look_at(&reading->properties, offset);
	const struct rq_doc_paragraph *paragraph = &reading->properties.paragraph;
	struct rq_look look = { .size = (float)set->size / 2,
				.bold = set->bold,
				.italic = set->italic,
				.sight = sight_of(set, paragraph) };
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

/* --- fields ------------------------------------------------------------------------------ */

static void begin_field(struct reading *reading)
{
	if (reading->depth++ >= MAX_FIELDS)
		return;
	reading->fields[reading->depth - 1] = (struct field) { 0 };
	reading->coded++;
	rq_buffer_clear(&reading->code);
}

static void show_field(struct reading *reading)
{
	struct field *field;

	if (reading->depth == 0 || reading->depth > MAX_FIELDS)
		return;
	field = &reading->fields[reading->depth - 1];
	if (field->result)
		return;
	field->result = true;
	reading->coded--;
	field->number = rq_field_is_page_number(reading->code.data);
	if (field->number)
		rq_composer_page_number(reading->composer);
	if (!reading->url && reading->coded == 0) {
		reading->url = rq_field_url(reading->code.data);
		field->link = reading->url != NULL;
		if (field->link)
			rq_composer_open_link(reading->composer);
	}
	rq_buffer_clear(&reading->code);
}

static int end_field(struct reading *reading, struct rq_error *err)
{
	struct field *field;
	int result = 0;

	if (reading->depth == 0 || reading->depth-- > MAX_FIELDS)
		return 0;
	field = &reading->fields[reading->depth];
	reading->coded -= !field->result;
	if (field->link) {
		result = rq_composer_end_link(reading->composer, reading->url, strlen(reading->url),
					      err);
		free(reading->url);
		reading->url = NULL;
	}
	return result;
}

/* Whether text is not shown here: instructions, or the number of a page. */
static bool is_in_code(const struct reading *reading)
{
	return reading->coded > 0 || (reading->depth > 0 && reading->depth <= MAX_FIELDS &&
				      reading->fields[reading->depth - 1].number);
}

static void add_code(struct reading *reading, int32_t unit)
{
	struct rq_error ignored = { 0 };
	char c = '?';

	if (unit >= ' ' && unit < 0x7f)
		c = (char)unit;
	if (reading->code.length < MAX_CODE - 1)
		(void)rq_buffer_append(&reading->code, &c, 1, &ignored);
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
	if (paragraph->row_end)
		return rq_composer_end_row(reading->composer, err);
	if (cell)
		return rq_composer_break(reading->composer, kind_of(paragraph), false, err) == -1
			   ? -1
			   : rq_composer_end_cell(reading->composer, err);
	return end_paragraph(reading, paragraph, err);
}

static int read_mark(struct reading *reading, size_t offset, int32_t mark, struct rq_error *err)
{
	const struct rq_doc_paragraph *paragraph;

	switch (mark) {
	case FIELD_BEGIN:
		begin_field(reading);
		return 0;
	case FIELD_RESULT:
		show_field(reading);
		return 0;
	case FIELD_END:
		return end_field(reading, err);
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
		return is_in_code(reading) ? 0 : put(reading, offset, '-', err);
	default:
		return 0; /* where a picture, a note or a word's hyphen may be */
	}
}

static int read_character(struct reading *reading, uint32_t character, struct rq_error *err)
{
	const struct rq_doc_piece *piece = find_piece(reading, character);
	size_t offset;
	int32_t unit;

	if (!piece)
		return 0;
	offset = piece->offset + (size_t)(character - piece->first) * (piece->narrow ? 1 : 2);
	unit = piece->narrow ? widen(rq_doc_byte(reading->file.main, offset))
			     : (int32_t)rq_doc_short(reading->file.main, offset);
	if (unit < ' ' && unit != '\t')
		return read_mark(reading, offset, unit, err);
	if (reading->coded > 0)
		add_code(reading, unit);
	return is_in_code(reading) ? 0 : put_unit(reading, offset, unit, err);
}

/* --- stories ------------------------------------------------------------------------------------
 */

static int read_range(struct reading *reading, uint32_t from, uint32_t to, struct rq_error *err)
{
	uint32_t last =
	    reading->file.count > 0 ? reading->file.pieces[reading->file.count - 1].end : 0;

	reading->depth = reading->coded = 0;
	reading->piece = 0;
	reading->below = 0;
	for (uint32_t i = from; i < to && i < last; i++)
		if (read_character(reading, i, err) == -1)
			return -1;
	free(reading->url);
	reading->url = NULL;
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
	rq_buffer_init(&reading->code, MAX_CODE);
	reading->composer = rq_composer_new(document);
	if (rq_doc_file_load(bytes, length, &reading->file, err) == 0) {
		rq_doc_properties_init(&reading->properties, &reading->file);
		if (read_all(reading, err) == 0)
			result = rq_composer_finish(reading->composer, err);
		rq_doc_properties_free(&reading->properties);
	}
	free(reading->url);
	rq_composer_free(reading->composer);
	rq_doc_file_free(&reading->file);
	rq_buffer_free(&reading->code);
	free(reading);
	return result;
}
