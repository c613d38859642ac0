#include "resume/contact.h"

#include <stdlib.h>
#include <string.h>

#include "resume/date.h"
#include "resume/front.h"
#include "resume/header.h"
#include "resume/location.h"
#include "resume/means.h"
#include "resume/name.h"
#include "resume/piece.h"

enum {
	HEAD_LINES = 40,     /* of a head that no heading ends */
	PARAGRAPH = 60,      /* bytes of a line that is no label any more */
	LONGEST_LABEL = 130, /* bytes of the key */
	LABEL_DISTANCE = 4,  /* lines below the name */
	SHORTEST_TOWN = 3,   /* bytes of the key */
	LONGEST_NAME = 40,   /* bytes of the key */
};

#define BASICS "/basics"

struct contact {
	struct rq_sheet *sheet;
	json_t *basics;
	struct rq_means means;
	struct rq_pieces pieces;
	struct rq_slices *summary;
	bool has_sections;
	size_t front; /* lines of fields in front of all else */
};

/* Whether an address or a number was taken out of a line, not the name alone. */
static bool holds_means(const struct rq_sheet_line *line)
{
	for (uint32_t i = 0; i < line->length; i++)
		if (line->placed[i] && (line->key[i] == '@' || line->key[i] == '/' ||
					(line->key[i] >= '0' && line->key[i] <= '9')))
			return true;
	return false;
}

/* "jane.doe@example.org jane-doe-1": one word beside means of contact, which names no trade. */
static bool is_handle(const struct contact *contact, struct rq_slice slice, const char *key)
{
	return !memchr(key, ' ', slice.end - slice.start) &&
	       holds_means(&contact->sheet->lines[slice.line]) &&
	       !(rq_header_kinds(contact->sheet, slice) & RQ_WORD_TITLE);
}

static bool is_label(const struct contact *contact, struct rq_slice slice, uint32_t name_line)
{
	const char *key = rq_sheet_key(contact->sheet, slice);
	size_t length = slice.end - slice.start;
	struct rq_date_range range;

	if (memmem(key, length, " dot ", 5) || rq_piece_is_account(key, length) ||
	    rq_piece_is_torn(key, length) || is_handle(contact, slice, key))
		return false;
	return length >= 3 && length <= LONGEST_LABEL && slice.line >= name_line &&
	       slice.line - name_line < LABEL_DISTANCE && key[length - 1] != '.' && key[0] != '@' &&
	       key[0] != '$' && !memchr(key, ':', length) && !rq_date_find(key, length, 0, &range);
}

/*
 * "Data Analyst | Healthcare" below the name: all of a line with nothing else in it. A line that
 * the name is in, or a means of contact, is none.
 */
static struct rq_slice whole_label(const struct contact *contact, const struct rq_piece *first,
				   const struct rq_slice *name)
{
	const struct rq_sheet *sheet = contact->sheet;
	struct rq_slice slice = first->slice, whole;

	if (slice.line == name->line || holds_means(&sheet->lines[slice.line]) ||
	    !rq_pieces_are_plain(&contact->pieces, first))
		return slice;
	whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, slice.line));
	if ((memchr(rq_sheet_key(sheet, whole), '-', whole.end - whole.start) &&
	     !(rq_header_kinds(sheet, slice) & RQ_WORD_TITLE)) ||
	    memchr(rq_sheet_key(sheet, whole), '\t', whole.end - whole.start))
		return slice;
	return is_label(contact, whole, name->line) ? whole : slice;
}

/* A profile, an address, or what stands near the name and is nothing else: the label. */
static void place_piece(struct contact *contact, const struct rq_piece *piece,
			const struct rq_slice *name)
{
	struct rq_slice slice = piece->slice;

	if (rq_sheet_is_placed(contact->sheet, slice) || rq_means_put_named(&contact->means, slice))
		return;
	if (rq_location_is_place(contact->sheet, slice) ||
	    rq_location_is_town_of_region(contact->sheet, slice) ||
	    rq_location_is_town_and_code(contact->sheet, slice) ||
	    rq_location_recurs(contact->sheet, slice) ||
	    (contact->has_sections && rq_location_is_address(contact->sheet, slice)))
		rq_location_put(contact->sheet, contact->basics, slice);
	else if (name && piece->label.start == piece->label.end &&
		 is_label(contact, slice, name->line)) {
		slice = whole_label(contact, piece, name);
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &slice, 1);
	}
}

/* "Jane Doe Software engineer": what stands behind the name in its piece, where it is a trade. */
static void place_trade(struct contact *contact, const struct rq_piece *piece, struct rq_slice name)
{
	struct rq_slice rest = { name.line, name.end, piece->slice.end };

	if (piece->slice.line != name.line || piece->slice.start > name.start ||
	    name.end >= piece->slice.end)
		return;
	rest = rq_sheet_trim(contact->sheet, rest);
	if (rest.start < rest.end && (rq_header_kinds(contact->sheet, rest) & RQ_WORD_TITLE) &&
	    is_label(contact, rest, name.line))
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &rest, 1);
}

/* Far below the name a line that names a job is the label all the same. */
static void place_far_label(struct contact *contact)
{
	for (size_t i = 0; i < contact->pieces.count && !json_object_get(contact->basics, "label");
	     i++) {
		struct rq_slice slice = contact->pieces.list[i].slice;

		if (!rq_sheet_is_placed(contact->sheet, slice) &&
		    contact->pieces.list[i].label.end == contact->pieces.list[i].label.start &&
		    (rq_header_kinds(contact->sheet, slice) & RQ_WORD_TITLE) &&
		    is_label(contact, slice, slice.line))
			(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &slice,
					   1);
	}
}

/* A trade, a remnant, an abbreviation: "Nurse", ") at work", "PH", "+xx". */
static bool is_no_town(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start;

	return length < SHORTEST_TOWN || !rq_sheet_is_word(key[0]) ||
	       rq_piece_is_torn(key, length) || (rq_header_kinds(sheet, slice) & RQ_WORD_TITLE);
}

/* "Jane Doe · Kassel · jane@doe.org": a town that no list knows, beside a means of contact. */
static void place_town(struct contact *contact)
{
	struct rq_sheet *sheet = contact->sheet;

	for (size_t i = 0;
	     i < contact->pieces.count && !json_object_get(contact->basics, "location"); i++) {
		const struct rq_piece *piece = &contact->pieces.list[i];
		const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];

		if (!rq_sheet_is_placed(sheet, piece->slice) &&
		    piece->label.end == piece->label.start && holds_means(line) &&
		    !is_no_town(sheet, piece->slice) &&
		    rq_location_may_be_town(sheet, piece->slice))
			rq_location_put(sheet, contact->basics, piece->slice);
	}
}

/* A line anywhere that is two words and more of the e-mail address: a name beside the columns. */
static void add_spelt_lines(struct contact *contact)
{
	struct rq_sheet *sheet = contact->sheet;

	for (size_t i = 0; i < sheet->count; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i);

		if (whole.end - whole.start < LONGEST_NAME && !rq_sheet_is_placed(sheet, whole) &&
		    rq_name_in_address(sheet, whole, contact->means.email) >= 2)
			rq_pieces_add(&contact->pieces, whole);
	}
}

/* Its field's word says as much as a label. */
static size_t take_field(struct contact *contact, const char *field, struct rq_slice *name)
{
	if (!rq_front_find_name(contact->sheet, field, name))
		return 0;
	rq_sheet_mark(contact->sheet, (struct rq_slice) { name->line, 0, name->start });
	return 1;
}

static size_t choose_name(struct contact *contact, struct rq_slice name[2])
{
	size_t parts = take_field(contact, "author", name);

	if (parts == 0)
		parts = rq_name_choose(contact->sheet, contact->pieces.list, contact->pieces.count,
				       contact->means.email, name);
	if (parts == 0)
		parts = take_field(contact, "title", name);

	for (size_t i = 0; parts == 1 && i < contact->sheet->count; i++)
		if (!rq_sheet_is_placed(contact->sheet, rq_sheet_whole(contact->sheet, i)) &&
		    rq_name_may_end(contact->sheet, name[0], i, contact->means.email))
			name[parts++] =
			    rq_sheet_trim(contact->sheet, rq_sheet_whole(contact->sheet, i));
	if (parts > 0 || contact->means.email.end == contact->means.email.start)
		return parts;
	add_spelt_lines(contact);
	return rq_name_choose(contact->sheet, contact->pieces.list, contact->pieces.count,
			      contact->means.email, name);
}

static void place_front_address(struct contact *contact)
{
	struct rq_slice address;

	if (json_object_get(contact->basics, "location") ||
	    !rq_front_find_address(contact->sheet, &address))
		return;
	rq_location_put(contact->sheet, contact->basics, address);
	rq_sheet_mark(contact->sheet, (struct rq_slice) { address.line, 0, address.start });
}

static void place_pieces(struct contact *contact)
{
	struct rq_slice name[2];
	size_t parts = choose_name(contact, name);

	if (parts > 0)
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "name", name, parts);
	for (size_t i = 0; i < contact->pieces.count && parts > 0; i++)
		place_trade(contact, &contact->pieces.list[i], name[parts - 1]);
	for (size_t i = 0; i < contact->pieces.count; i++) {
		const struct rq_piece *piece = &contact->pieces.list[i];

		place_piece(contact, piece, parts > 0 ? &name[parts - 1] : NULL);
		if (rq_sheet_is_placed(contact->sheet, piece->slice))
			rq_sheet_mark(contact->sheet, piece->label);
	}
	place_far_label(contact);
	place_front_address(contact);
	place_town(contact);
}

/* A title of the first lines that is as long as prose, each word of which begins as in a name. */
static bool is_long_title(const struct rq_sheet *sheet, struct rq_slice whole)
{
	return whole.line < LABEL_DISTANCE && whole.end - whole.start <= LONGEST_LABEL &&
	       (rq_header_kinds(sheet, whole) & RQ_WORD_TITLE) && rq_header_is_name(sheet, whole) &&
	       rq_sheet_last(&sheet->lines[whole.line]) != '.';
}

/* A field that a file begins with, but for one that says what a summary does. */
static bool is_front(const struct contact *contact, size_t line)
{
	return line < contact->front &&
	       rq_section_classify(contact->sheet, rq_front_word(contact->sheet, line)) !=
		   RQ_SECTION_SUMMARY;
}

/* A line of prose: long, and without means of contact; or what follows one. */
static bool is_paragraph(const struct contact *contact, size_t index, bool inside)
{
	const struct rq_sheet_line *line = &contact->sheet->lines[index];
	struct rq_slice whole = rq_sheet_whole(contact->sheet, index);
	size_t separators = 0;

	if (whole.start >= whole.end || rq_sheet_is_placed(contact->sheet, whole) ||
	    is_front(contact, index))
		return false;
	for (uint32_t i = whole.start; i < whole.end; i++)
		separators += line->key[i] == '|' || line->key[i] == '\t';
	if (inside && !line->gap && line->kind != RQ_LINE_HEADING)
		return true;
	if (rq_location_tells_birth(contact->sheet, whole))
		return false;
	if (is_long_title(contact->sheet, whole))
		return false;
	return whole.end - whole.start >= PARAGRAPH && separators < 2 &&
	       line->kind != RQ_LINE_HEADING && !(index == 0 && separators > 0);
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

/* A line of the summary, without the word of its field. */
static struct rq_slice summary_of(const struct contact *contact, size_t line)
{
	struct rq_slice text = rq_sheet_whole(contact->sheet, line);

	if (line < contact->front)
		text = rq_front_value(contact->sheet, line);
	rq_sheet_mark(contact->sheet, (struct rq_slice) { text.line, 0, text.start });
	return text;
}

static void read_block(struct contact *contact, const struct rq_block *block)
{
	size_t end = end_of_head(contact, block);
	bool inside = false;

	for (size_t i = block->first; i < end; i++) {
		inside = is_paragraph(contact, i, inside);
		if (!inside)
			rq_pieces_cut(&contact->pieces, i);
		else if (contact->has_sections)
			rq_slices_add(contact->summary, summary_of(contact, i));
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

/* Whether a piece of the head is set in large type, as names are. */
static bool has_large_piece(const struct contact *contact)
{
	for (size_t i = 0; i < contact->pieces.count; i++)
		if (contact->sheet->lines[contact->pieces.list[i].slice.line].size >
		    contact->sheet->body_size * 1.15f)
			return true;
	return false;
}

/* Lines in large type that stand under some heading: a name beside a column. */
static void add_large_lines(struct contact *contact)
{
	struct rq_sheet *sheet = contact->sheet;

	for (size_t i = 0; i < sheet->count && sheet->body_size > 0; i++)
		if (is_large(contact, i) &&
		    rq_section_classify(sheet, rq_sheet_whole(sheet, i)) == RQ_SECTION_NONE &&
		    !rq_sheet_is_placed(sheet, rq_sheet_whole(sheet, i)))
			rq_pieces_cut(&contact->pieces, i);
}

void rq_contact_read(struct rq_sheet *sheet, const struct rq_block *blocks, size_t count,
		     json_t *basics, struct rq_slices *summary)
{
	struct contact contact = {
		.sheet = sheet,
		.basics = basics,
		.means = { .sheet = sheet, .basics = basics, .profiles = json_array() },
		.pieces = { .sheet = sheet },
		.summary = summary,
		.has_sections = count > 1,
		.front = rq_front_count(sheet),
	};

	for (size_t i = 0; i < count; i++)
		if (is_head(&blocks[i]))
			rq_means_read(&contact.means, blocks[i].first,
				      end_of_head(&contact, &blocks[i]));
	rq_means_finish(&contact.means);
	for (size_t i = 0; i < count; i++)
		if (is_head(&blocks[i]))
			read_block(&contact, &blocks[i]);
	if (blocks[0].section != RQ_SECTION_NONE || !has_large_piece(&contact))
		add_large_lines(&contact);
	place_pieces(&contact);
	if (json_array_size(contact.means.profiles) > 0)
		rq_json_set_take(basics, "profiles", contact.means.profiles);
	else
		json_decref(contact.means.profiles);
	free(contact.pieces.list);
}
