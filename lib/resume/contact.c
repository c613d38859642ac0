#include "resume/contact.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "resume/date.h"
#include "resume/location.h"
#include "resume/name.h"
#include "resume/reach.h"

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
	json_t *profiles;
	struct rq_piece *pieces;
	size_t count;
	size_t capacity;
	struct rq_slices *summary;
	struct rq_slice email;
	struct rq_piece
	    label; /* a cell with a label and nothing else: of the next piece in its line */
	bool has_sections;
};

static bool put_url(struct contact *contact, json_t *object, const char *path, struct rq_slice link)
{
	char *uri = rq_reach_uri(contact->sheet, link);
	bool put = rq_sheet_put_value(contact->sheet, object, path, "url", uri, link);

	free(uri);
	return put;
}

static void put_profile(struct contact *contact, struct rq_slice link)
{
	struct rq_slice network, username;
	char path[64];
	json_t *profile;

	if (!rq_reach_split_profile(contact->sheet, link, &network, &username)) {
		if (put_url(contact, contact->basics, BASICS, link))
			return;
		network.end = network.start = username.end = username.start = 0;
		network.line = username.line = link.line;
	}
	profile = json_object();
	rq_json_append_take(contact->profiles, profile);
	(void)snprintf(path, sizeof path, BASICS "/profiles/%zu",
		       json_array_size(contact->profiles) - 1);
	if (network.end > network.start)
		(void)rq_sheet_put(contact->sheet, profile, path, "network", &network, 1);
	if (username.end > username.start)
		(void)rq_sheet_put(contact->sheet, profile, path, "username", &username, 1);
	(void)put_url(contact, profile, path, link);
}

/* Takes e-mail, links and phone out of a line. */
static void read_means(struct contact *contact, size_t line)
{
	struct rq_sheet *sheet = contact->sheet;
	struct rq_slice found[2];
	size_t from = 0, count;

	while (rq_reach_find_email(sheet, line, from, &found[0])) {
		if (rq_sheet_put(sheet, contact->basics, BASICS, "email", found, 1))
			contact->email = found[0];
		from = found[0].end;
	}
	for (from = 0; rq_reach_find_link(sheet, line, from, &found[0]); from = found[0].end)
		if (!rq_sheet_is_placed(sheet, found[0]))
			put_profile(contact, found[0]);
	for (from = 0; rq_reach_find_phone(sheet, line, from, false, found, &count);
	     from = found[0].end)
		if (!rq_sheet_is_placed(sheet, found[0]))
			(void)rq_sheet_put(sheet, contact->basics, BASICS, "phone", found, count);
}

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

/* Steps over a label in front ("Tel.:", "Name:"), which is placed with what it names. */
static struct rq_slice strip_label(struct contact *contact, struct rq_slice slice,
				   struct rq_piece *piece)
{
	const struct rq_sheet_line *line = &contact->sheet->lines[slice.line];
	uint32_t kinds, end = read_label(contact, slice, &kinds);

	piece->label = (struct rq_slice) { slice.line, slice.start, end };
	piece->labelled = end > slice.start && (kinds & RQ_WORD_NAMED);
	slice.start = end;
	slice = rq_sheet_trim(contact->sheet, slice);
	/* Its value is a means of contact, which was taken out of the line. */
	if (slice.start >= slice.end && end > piece->label.start) {
		while (end < line->length && !rq_sheet_is_word(line->key[end]) &&
		       !line->placed[end])
			end++;
		if (end < line->length && line->placed[end])
			rq_sheet_mark(contact->sheet, piece->label);
	}
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

/* "Name" in a cell of its own, "Jane Doe" in the next one. */
static void take_label(struct contact *contact, struct rq_piece *piece)
{
	const struct rq_slice *label = &contact->label.label;

	if (label->end > label->start && label->line == piece->slice.line &&
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
		return true;
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

/* "LinkedIn: jane", "GitHub jane". */
static bool put_named_profile(struct contact *contact, struct rq_slice slice)
{
	struct rq_sheet *sheet = contact->sheet;
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice network = slice, username;
	uint32_t i = slice.start;
	char path[64];
	json_t *profile;

	while (i < slice.end && rq_sheet_is_word(key[i]))
		i++;
	network.end = i;
	username = rq_sheet_trim(sheet, (struct rq_slice) { slice.line, i, slice.end });
	if (!rq_reach_is_network(sheet, network) || username.start >= username.end ||
	    network.end - network.start < 2 ||
	    memchr(key + username.start, ' ', username.end - username.start))
		return false;
	profile = json_object();
	(void)snprintf(path, sizeof path, BASICS "/profiles/%zu",
		       json_array_size(contact->profiles));
	rq_json_append_take(contact->profiles, profile);
	(void)rq_sheet_put(sheet, profile, path, "network", &network, 1);
	(void)rq_sheet_put(sheet, profile, path, "username", &username, 1);
	return true;
}

/* A profile, an address, or what stands near the name and is nothing else: the label. */
static void place_piece(struct contact *contact, const struct rq_piece *piece,
			const struct rq_slice *name)
{
	struct rq_slice slice = piece->slice;

	if (rq_sheet_is_placed(contact->sheet, slice) || put_named_profile(contact, slice))
		return;
	if (rq_location_is_place(contact->sheet, slice) ||
	    (contact->has_sections && rq_location_is_address(contact->sheet, slice)))
		rq_location_put(contact->sheet, contact->basics, slice);
	else if (name && piece->label.start == piece->label.end &&
		 is_label(contact, slice, name->line))
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "label", &slice, 1);
}

static void place_pieces(struct contact *contact)
{
	struct rq_slice name[2];
	size_t parts =
	    rq_name_choose(contact->sheet, contact->pieces, contact->count, contact->email, name);

	if (parts > 0)
		(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "name", name, parts);
	for (size_t i = 0; i < contact->count; i++) {
		const struct rq_piece *piece = &contact->pieces[i];

		place_piece(contact, piece, parts > 0 ? &name[parts - 1] : NULL);
		if (rq_sheet_is_placed(contact->sheet, piece->slice))
			rq_sheet_mark(contact->sheet, piece->label);
	}
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

static void read_block(struct contact *contact, const struct rq_block *block)
{
	size_t end = block->end;
	bool inside = false;

	if (!contact->has_sections && end > block->first + HEAD_LINES)
		end = block->first + HEAD_LINES;
	for (size_t i = block->first; i < end; i++)
		read_means(contact, i);
	for (size_t i = block->first; i < end; i++) {
		inside = is_paragraph(contact, i, inside);
		if (!inside)
			cut_pieces(contact, i);
		else if (contact->has_sections)
			rq_slices_add(contact->summary, rq_sheet_whole(contact->sheet, i));
	}
}

/* E-mail and phone that stand elsewhere, where their form leaves no doubt. */
static void search_everywhere(struct contact *contact)
{
	struct rq_slice found[2];
	size_t count;

	for (size_t i = 0; i < contact->sheet->count; i++) {
		if (json_object_get(contact->basics, "email"))
			break;
		if (rq_reach_find_email(contact->sheet, i, 0, found) &&
		    rq_sheet_put(contact->sheet, contact->basics, BASICS, "email", found, 1))
			contact->email = found[0];
	}
	for (size_t i = 0; i < contact->sheet->count; i++) {
		if (json_object_get(contact->basics, "phone"))
			break;
		if (rq_reach_find_phone(contact->sheet, i, 0, true, found, &count))
			(void)rq_sheet_put(contact->sheet, contact->basics, BASICS, "phone", found,
					   count);
	}
}

/* In type so large that it is a name, or somewhat larger and in the e-mail address. */
static bool is_large(const struct contact *contact, size_t line)
{
	const struct rq_sheet *sheet = contact->sheet;
	float times = sheet->lines[line].size / sheet->body_size;

	return times > 1.4f ||
	       (times > 1.15f && contact->email.end > contact->email.start &&
		rq_name_in_address(sheet, rq_sheet_whole(sheet, line), contact->email) > 0);
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
		.profiles = json_array(),
		.summary = summary,
		.has_sections = count > 1,
	};

	for (size_t i = 0; i < count; i++)
		if (blocks[i].section == RQ_SECTION_NONE || blocks[i].section == RQ_SECTION_CONTACT)
			read_block(&contact, &blocks[i]);
	search_everywhere(&contact);
	if (contact.count == 0 || blocks[0].section != RQ_SECTION_NONE)
		add_large_lines(&contact);
	place_pieces(&contact);
	if (json_array_size(contact.profiles) > 0)
		rq_json_set_take(basics, "profiles", contact.profiles);
	else
		json_decref(contact.profiles);
	free(contact.pieces);
}
