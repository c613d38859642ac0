#include "resume/contact.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "resume/date.h"
#include "resume/header.h"
#include "resume/location.h"
#include "resume/means.h"
#include "resume/name.h"

enum {
	HEAD_LINES = 40,     /* of a head that no heading ends */
	PARAGRAPH = 60,      /* bytes of a line that is no label any more */
	LONGEST_LABEL = 100, /* bytes of the key */
	LABEL_DISTANCE = 4,  /* lines below the name */
	LABEL_WORDS = 4,     /* of "Nome e cognome:" */
	LONGEST_LABEL_WORDS = 40,
};

#define BASICS "/basics"

struct contact {
	struct rq_sheet *sheet;
	json_t *basics;
	struct rq_means means;
	struct rq_piece *pieces;
	size_t count;
	size_t capacity;
	struct rq_slices *summary;
	struct rq_piece
	    label; /* a cell with a label and nothing else: of the next piece in its line */
	bool has_sections;
};

/* What stands in front of a colon or a value: "Tel.", "Nome e cognome"; its kinds and end. */
static uint32_t read_label(const struct contact *contact, struct rq_slice piece, uint32_t *kinds)
{
	const uint32_t joints = RQ_WORD_FILL | RQ_WORD_FILLER | RQ_WORD_TO | RQ_WORD_PARTICLE;
	const char *key = contact->sheet->lines[piece.line].key;
	uint32_t i = piece.start;

	*kinds = 0;
	for (int words = 0; words < LABEL_WORDS; words++) {
		uint32_t start = i;
		struct rq_word word;

		while (i < piece.end && (rq_sheet_is_word(key[i]) || key[i] == '-'))
			i++;
		word = rq_word_find(key + start, i - start);
		if (!(word.kinds & (RQ_WORD_LABEL | RQ_WORD_NAMED)) &&
		    !(words > 0 && (word.kinds & joints)))
			return piece.start;
		*kinds |= word.kinds;
		while (i < piece.end && (key[i] == '.' || key[i] == ' '))
			i++;
		if (i == piece.end || key[i] == ':')
			return i;
	}
	return piece.start;
}

/* Whether behind a place, or in the line below, stands a means of contact that was taken out. */
static bool is_in_front_of_means(const struct rq_sheet *sheet, size_t index, uint32_t end)
{
	const struct rq_sheet_line *line = &sheet->lines[index];

	if (end == line->length && index + 1 < sheet->count) {
		line++;
		end = line->start;
	}
	while (end < line->length && !rq_sheet_is_word(line->key[end]) && !line->placed[end])
		end++;
	return end < line->length && line->placed[end];
}

/* Steps over a label in front ("Tel.:", "Name:"), which is placed with what it names. */
static struct rq_slice strip_label(struct contact *contact, struct rq_slice slice,
				   struct rq_piece *piece)
{
	uint32_t kinds, end = read_label(contact, slice, &kinds);

	piece->label = (struct rq_slice) { slice.line, slice.start, end };
	piece->labelled = end > slice.start && (kinds & RQ_WORD_NAMED);
	slice.start = end;
	slice = rq_sheet_trim(contact->sheet, slice);
	if (slice.start >= slice.end && end > piece->label.start &&
	    is_in_front_of_means(contact->sheet, slice.line, end))
		rq_sheet_mark(contact->sheet, piece->label);
	return slice;
}

/* "Lebenslauf", "Resume of": says what the document is, as a label does with what follows. */
static struct rq_slice strip_document_words(struct contact *contact, struct rq_slice slice,
					    struct rq_piece *piece)
{
	const struct rq_sheet_line *line = &contact->sheet->lines[slice.line];
	uint32_t i = slice.start, start = slice.start;
	bool found = false;

	while (i < slice.end) {
		struct rq_word word;

		start = i;
		while (i < slice.end && rq_sheet_is_word(line->key[i]))
			i++;
		word = rq_word_find(line->key + start, i - start);
		if (!(word.kinds & RQ_WORD_DOCUMENT) &&
		    !(found && (word.kinds & (RQ_WORD_FILL | RQ_WORD_PARTICLE))))
			break;
		found |= (word.kinds & RQ_WORD_DOCUMENT) != 0;
		while (i < slice.end && !rq_sheet_is_word(line->key[i]))
			i++;
		start = i;
	}
	if (!found)
		return slice;
	piece->label.line = slice.line;
	piece->label.start =
	    piece->label.end > piece->label.start ? piece->label.start : slice.start;
	piece->label.end = slice.start = start;
	if (slice.start >= slice.end)
		rq_sheet_mark(contact->sheet, piece->label);
	return slice;
}

/* "Jane Doe, 9 High Street, Leeds LS1 2AB": where the address behind a name begins, or 0. */
static uint32_t find_address(const struct contact *contact, struct rq_slice slice)
{
	const char *key = contact->sheet->lines[slice.line].key;
	const char *comma = memchr(key + slice.start, ',', slice.end - slice.start);
	struct rq_slice rest = slice;

	if (contact->count > 0 || !comma ||
	    !memchr(key + slice.start, ' ', (size_t)(comma - key) - slice.start))
		return 0;
	for (const char *c = key + slice.start; c < comma; c++)
		if (*c >= '0' && *c <= '9')
			return 0;
	rest.start = (uint32_t)(comma - key) + 1;
	return rq_location_is_address(contact->sheet, rq_sheet_trim(contact->sheet, rest))
		   ? rest.start
		   : 0;
}

/* "Name" in a cell or line of its own, "Jane Doe" in the next one. */
static void take_label(struct contact *contact, struct rq_piece *piece)
{
	const struct rq_slice *label = &contact->label.label;

	if (label->end > label->start && piece->slice.line - label->line <= 1 &&
	    piece->label.end == piece->label.start) {
		piece->label = *label;
		piece->labelled = contact->label.labelled;
	}
	contact->label = (struct rq_piece) { 0 };
}

static void add_piece(struct contact *contact, struct rq_slice slice)
{
	struct rq_piece piece = { 0 };
	uint32_t address;

	slice = rq_sheet_trim(contact->sheet, slice);
	address = find_address(contact, slice);
	if (address > 0) {
		add_piece(contact, (struct rq_slice) { slice.line, slice.start, address - 1 });
		slice.start = address;
		slice = rq_sheet_trim(contact->sheet, slice);
	}
	slice = strip_label(contact, slice, &piece);
	piece.slice = strip_document_words(contact, slice, &piece);
	if (piece.slice.start >= piece.slice.end) {
		contact->label = piece;
		return;
	}
	take_label(contact, &piece);
	contact->pieces =
	    rq_grow(contact->pieces, contact->count, &contact->capacity, sizeof *contact->pieces);
	contact->pieces[contact->count++] = piece;
}

/*
 * "X:" in front of a means of contact, which is taken out already, is its label
 * in any language. A place in front of it has a comma.
 */
static bool is_label_of_means(const struct rq_sheet_line *line, struct rq_slice slice)
{
	uint32_t end = slice.end;

	while (end > slice.start && line->key[end - 1] == ' ')
		end--;
	return slice.end < line->length && line->placed[slice.end] && end > slice.start &&
	       end - slice.start < LONGEST_LABEL_WORDS && line->key[end - 1] == ':' &&
	       !memchr(line->key + slice.start, ',', end - slice.start);
}

/* Whether a line is cut here: at separators, and at what is placed already. */
static bool is_cut(const struct rq_sheet_line *line, uint32_t i)
{
	char c = line->key[i];

	if (line->placed[i] || c == '|' || c == '\t' || c == ';' || c == '*')
		return true;
	if (i == 0 || i + 1 >= line->length)
		return false;
	if (c == '-' && line->key[i - 1] == ' ' && line->key[i + 1] == ' ')
		return !rq_location_is_region(line, i + 2);
	return c == ',' && line->key[i - 1] == ' ';
}

static void cut_pieces(struct contact *contact, size_t index)
{
	const struct rq_sheet_line *line = &contact->sheet->lines[index];
	struct rq_slice piece = { (uint32_t)index, line->start, line->start };

	for (uint32_t i = line->start; i < line->length; i++) {
		piece.end = i;
		if (!is_cut(line, i))
			continue;
		if (is_label_of_means(line, piece))
			rq_sheet_mark(contact->sheet, piece);
		else
			add_piece(contact, piece);
		piece.start = i + 1;
	}
	piece.end = line->length;
	if (piece.start < piece.end)
		add_piece(contact, piece);
}

static bool is_label(const struct contact *contact, struct rq_slice slice, uint32_t name_line)
{
	const char *key = rq_sheet_key(contact->sheet, slice);
	size_t length = slice.end - slice.start;
	struct rq_date_range range;

	return length >= 3 && length <= LONGEST_LABEL && slice.line >= name_line &&
	       slice.line - name_line < LABEL_DISTANCE && key[length - 1] != '.' && key[0] != '@' &&
	       key[0] != '$' && !memchr(key, ':', length) && !rq_date_find(key, length, 0, &range);
}

/* A profile, an address, or what stands near the name and is nothing else: the label. */
static void place_piece(struct contact *contact, const struct rq_piece *piece,
			const struct rq_slice *name)
{
	struct rq_slice slice = piece->slice;

	if (rq_sheet_is_placed(contact->sheet, slice) || rq_means_put_named(&contact->means, slice))
		return;
	if (rq_location_is_place(contact->sheet, slice) ||
	    (contact->has_sections && rq_location_is_address(contact->sheet, slice)))
		rq_location_put(contact->sheet, contact->basics, slice);
	else if (name && piece->label.start == piece->label.end &&
		 is_label(contact, slice, name->line))
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &slice, 1);
}

/* Far below the name a line that names a job is the label all the same. */
static void place_far_label(struct contact *contact)
{
	for (size_t i = 0; i < contact->count && !json_object_get(contact->basics, "label"); i++) {
		struct rq_slice slice = contact->pieces[i].slice;

		if (!rq_sheet_is_placed(contact->sheet, slice) &&
		    contact->pieces[i].label.end == contact->pieces[i].label.start &&
		    (rq_header_kinds(contact->sheet, slice) & RQ_WORD_TITLE) &&
		    is_label(contact, slice, slice.line))
			(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &slice,
					   1);
	}
}

/* "Jane Doe · Kassel · jane@doe.org": a town that no list knows, beside a means of contact. */
static void place_town(struct contact *contact)
{
	struct rq_sheet *sheet = contact->sheet;

	for (size_t i = 0; i < contact->count && !json_object_get(contact->basics, "location");
	     i++) {
		const struct rq_piece *piece = &contact->pieces[i];
		const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];

		if (!rq_sheet_is_placed(sheet, piece->slice) &&
		    piece->label.end == piece->label.start &&
		    memchr(line->placed, 1, line->length) &&
		    rq_location_may_be_town(sheet, piece->slice))
			rq_location_put(sheet, contact->basics, piece->slice);
	}
}

static void place_pieces(struct contact *contact)
{
	struct rq_slice name[2];
	size_t parts = rq_name_choose(contact->sheet, contact->pieces, contact->count,
				      contact->means.email, name);

	if (parts > 0)
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "name", name, parts);
	for (size_t i = 0; i < contact->count; i++) {
		const struct rq_piece *piece = &contact->pieces[i];

		place_piece(contact, piece, parts > 0 ? &name[parts - 1] : NULL);
		if (rq_sheet_is_placed(contact->sheet, piece->slice))
			rq_sheet_mark(contact->sheet, piece->label);
	}
	place_far_label(contact);
	place_town(contact);
}

/* A line of prose: long, and without means of contact; or what follows one. */
static bool is_paragraph(const struct contact *contact, size_t index, bool inside)
{
	const struct rq_sheet_line *line = &contact->sheet->lines[index];
	struct rq_slice whole = rq_sheet_whole(contact->sheet, index);
	size_t separators = 0;

	if (whole.start >= whole.end || rq_sheet_is_placed(contact->sheet, whole))
		return false;
	for (uint32_t i = whole.start; i < whole.end; i++)
		separators += line->key[i] == '|' || line->key[i] == '\t';
	if (inside && !line->gap && line->kind != RQ_LINE_HEADING)
		return true;
	return whole.end - whole.start >= PARAGRAPH && separators < 2;
}

/* Whether a block tells who it is. */
static bool is_head(const struct rq_block *block)
{
	return block->section == RQ_SECTION_NONE || block->section == RQ_SECTION_CONTACT;
}

static size_t end_of_head(const struct contact *contact, const struct rq_block *block)
{
	if (!contact->has_sections && block->end > block->first + HEAD_LINES)
		return block->first + HEAD_LINES;
	return block->end;
}

static void read_block(struct contact *contact, const struct rq_block *block)
{
	size_t end = end_of_head(contact, block);
	bool inside = false;

	for (size_t i = block->first; i < end; i++) {
		inside = is_paragraph(contact, i, inside);
		if (!inside)
			cut_pieces(contact, i);
		else if (contact->has_sections)
			rq_slices_add(contact->summary, rq_sheet_whole(contact->sheet, i));
	}
}

/* In type so large that it is a name, or somewhat larger and in the e-mail address. */
static bool is_large(const struct contact *contact, size_t line)
{
	const struct rq_sheet *sheet = contact->sheet;
	float times = sheet->lines[line].size / sheet->body_size;

	return times > 1.4f ||
	       (times > 1.15f && contact->means.email.end > contact->means.email.start &&
		rq_name_in_address(sheet, rq_sheet_whole(sheet, line), contact->means.email) > 0);
}

/* Lines in large type that stand under some heading: a name beside a column. */
static void add_large_lines(struct contact *contact)
{
	struct rq_sheet *sheet = contact->sheet;

	for (size_t i = 0; i < sheet->count && sheet->body_size > 0; i++)
		if (is_large(contact, i) &&
		    rq_section_classify(sheet, rq_sheet_whole(sheet, i)) == RQ_SECTION_NONE &&
		    !rq_sheet_is_placed(sheet, rq_sheet_whole(sheet, i)))
			cut_pieces(contact, i);
}

void rq_contact_read(struct rq_sheet *sheet, const struct rq_block *blocks, size_t count,
		     json_t *basics, struct rq_slices *summary)
{
	struct contact contact = {
		.sheet = sheet,
		.basics = basics,
		.means = { .sheet = sheet, .basics = basics, .profiles = json_array() },
		.summary = summary,
		.has_sections = count > 1,
	};

	for (size_t i = 0; i < count; i++)
		if (is_head(&blocks[i]))
			rq_means_read(&contact.means, blocks[i].first,
				      end_of_head(&contact, &blocks[i]));
	rq_means_finish(&contact.means);
	for (size_t i = 0; i < count; i++)
		if (is_head(&blocks[i]))
			read_block(&contact, &blocks[i]);
	if (contact.count == 0 || blocks[0].section != RQ_SECTION_NONE)
		add_large_lines(&contact);
	place_pieces(&contact);
	if (json_array_size(contact.means.profiles) > 0)
		rq_json_set_take(basics, "profiles", contact.means.profiles);
	else
		json_decref(contact.means.profiles);
	free(contact.pieces);
}
