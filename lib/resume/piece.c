#include "resume/piece.h"

#include <string.h>

#include "base/memory.h"
#include "resume/location.h"
#include "resume/word.h"

enum {
	LABEL_WORDS = 4, /* of "Nome e cognome:" */
	LONGEST_LABEL_WORDS = 40,
};

/* Behind "1. " of a form whose fields are numbered. */
static uint32_t skip_numbering(const char *key, struct rq_slice piece)
{
	uint32_t i = piece.start;

	while (i < piece.end && key[i] >= '0' && key[i] <= '9')
		i++;
	if (i == piece.start || i + 1 >= piece.end || key[i] != '.' || key[i + 1] != ' ')
		return piece.start;
	return i + 2;
}

/* "First name", "Last name": behind which of somebody's names it is; i where that is not told. */
static uint32_t skip_which(const char *key, uint32_t i, uint32_t end)
{
	static const char which[] = " family first full given last middle ";
	uint32_t word = rq_sheet_end_of_word(key, i, end), next;

	if (!rq_word_is_one_of(key + i, word - i, which) || word + 1 >= end || key[word] != ' ')
		return i;
	next = rq_sheet_end_of_word(key, word + 1, end);
	if (!(rq_word_find(key + word + 1, next - word - 1).kinds & RQ_WORD_NAMED))
		return i;
	return next + strspn(key + next, " ") < end && key[next + strspn(key + next, " ")] == ':'
		   ? word + 1
		   : i;
}

/* What stands in front of a colon or a value: "Tel.", "Nome e cognome"; its kinds and end. */
static uint32_t read_label(const struct rq_pieces *pieces, struct rq_slice piece, uint32_t *kinds)
{
	const uint32_t joints = RQ_WORD_FILL | RQ_WORD_FILLER | RQ_WORD_TO | RQ_WORD_PARTICLE;
	const char *key = pieces->sheet->lines[piece.line].key;
	uint32_t i = skip_which(key, skip_numbering(key, piece), piece.end);

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
		if (i + 3 < piece.end && memcmp(key + i, "(s)", 3) == 0)
			i += 3;
		while (i < piece.end && strchr(". ,/", key[i])) /* "Name, Vorname:" */
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
static struct rq_slice strip_label(struct rq_pieces *pieces, struct rq_slice slice,
				   struct rq_piece *piece)
{
	uint32_t kinds, end = read_label(pieces, slice, &kinds);

	piece->label = (struct rq_slice) { slice.line, slice.start, end };
	if (end > slice.start)
		piece->label.start = skip_numbering(pieces->sheet->lines[slice.line].key, slice);
	piece->labelled = end > slice.start && (kinds & RQ_WORD_NAMED);
	slice.start = end;
	slice = rq_sheet_trim(pieces->sheet, slice);
	if (slice.start >= slice.end && end > piece->label.start &&
	    is_in_front_of_means(pieces->sheet, slice.line, end))
		rq_sheet_mark(pieces->sheet, piece->label);
	return slice;
}

/* "Lebenslauf", "Resume of": says what the document is, as a label does with what follows. */
static struct rq_slice strip_document_words(struct rq_pieces *pieces, struct rq_slice slice,
					    struct rq_piece *piece)
{
	const struct rq_sheet_line *line = &pieces->sheet->lines[slice.line];
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
		rq_sheet_mark(pieces->sheet, piece->label);
	return slice;
}

/* "Jane Doe, 9 High Street, Leeds LS1 2AB": where the address behind a name begins, or 0. */
static uint32_t find_address(const struct rq_pieces *pieces, struct rq_slice slice)
{
	const char *key = pieces->sheet->lines[slice.line].key;
	const char *comma = memchr(key + slice.start, ',', slice.end - slice.start);
	struct rq_slice rest = slice;

	if (pieces->count > 0 || !comma ||
	    !memchr(key + slice.start, ' ', (size_t)(comma - key) - slice.start))
		return 0;
	for (const char *c = key + slice.start; c < comma; c++)
		if (*c >= '0' && *c <= '9')
			return 0;
	rest.start = (uint32_t)(comma - key) + 1;
	return rq_location_is_address(pieces->sheet, rq_sheet_trim(pieces->sheet, rest))
		   ? rest.start
		   : 0;
}

/* "Name" in a cell or line of its own, "Jane Doe" in the next one. */
static void take_label(struct rq_pieces *pieces, struct rq_piece *piece)
{
	const struct rq_slice *label = &pieces->label.label;

	if (label->end > label->start && piece->slice.line - label->line <= 1 &&
	    piece->label.end == piece->label.start) {
		piece->label = *label;
		piece->labelled = pieces->label.labelled;
	}
	pieces->label = (struct rq_piece) { 0 };
}

void rq_pieces_add(struct rq_pieces *pieces, struct rq_slice slice)
{
	struct rq_piece piece = { 0 };
	uint32_t address;

	slice = rq_sheet_trim(pieces->sheet, slice);
	if (slice.start >= slice.end)
		return; /* a colon in a cell of its own */
	address = find_address(pieces, slice);
	if (address > 0) {
		rq_pieces_add(pieces, (struct rq_slice) { slice.line, slice.start, address - 1 });
		slice.start = address;
		slice = rq_sheet_trim(pieces->sheet, slice);
	}
	slice = strip_label(pieces, slice, &piece);
	piece.slice = strip_document_words(pieces, slice, &piece);
	if (piece.slice.start >= piece.slice.end) {
		pieces->label = piece;
		return;
	}
	take_label(pieces, &piece);
	pieces->list =
	    rq_grow(pieces->list, pieces->count, &pieces->capacity, sizeof *pieces->list);
	pieces->list[pieces->count++] = piece;
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

/* "神宮前 1 - 2 - 3": the dash parts the numbers of a house. */
static bool is_between_numbers(const struct rq_sheet_line *line, uint32_t dash)
{
	return dash > 1 && dash + 2 < line->length && line->key[dash - 2] >= '0' &&
	       line->key[dash - 2] <= '9' && line->key[dash + 2] >= '0' &&
	       line->key[dash + 2] <= '9';
}

/* Whether a line is cut here: at separators, and at what is placed already. */
static bool is_cut(const struct rq_sheet_line *line, uint32_t i)
{
	char c = line->key[i];

	if (line->placed[i] || c == '|' || c == '\t' || c == ';' || c == '*')
		return true;
	if (i == 0 || i + 1 >= line->length)
		return false;
	if (c == '_' && (line->key[i - 1] == '_' || line->key[i + 1] == '_'))
		return true; /* a rule */
	if (c == '-' && line->key[i - 1] == ' ' && line->key[i + 1] == ' ')
		return !rq_location_is_region(line, i + 2) && !is_between_numbers(line, i);
	return c == ',' && line->key[i - 1] == ' ';
}

/*
 * "Father's name" in a cell, ": John Doe" in the next one; "Born:", "in 1990": of a fact that no
 * rule knows.
 */
static bool is_strange_field(const struct rq_pieces *pieces, struct rq_slice piece)
{
	const struct rq_sheet_line *line = &pieces->sheet->lines[piece.line];
	uint32_t kinds, i = piece.end;

	while (i < line->length && (line->key[i] == '\t' || line->key[i] == ' '))
		i++;
	if (i == piece.end || i == line->length || line->placed[i] ||
	    (line->key[i] != ':' && line->key[piece.end - 1] != ':'))
		return false;
	piece = rq_sheet_trim(pieces->sheet, piece);
	return piece.start < piece.end && read_label(pieces, piece, &kinds) < piece.end;
}

void rq_pieces_cut(struct rq_pieces *pieces, size_t index)
{
	const struct rq_sheet_line *line = &pieces->sheet->lines[index];
	struct rq_slice piece = { (uint32_t)index, line->start, line->start };

	for (uint32_t i = line->start; i < line->length; i++) {
		piece.end = i;
		if (!is_cut(line, i))
			continue;
		if (is_strange_field(pieces, piece))
			return;
		if (is_label_of_means(line, piece))
			rq_sheet_mark(pieces->sheet, piece);
		else
			rq_pieces_add(pieces, piece);
		piece.start = i + 1;
	}
	piece.end = line->length;
	if (piece.start < piece.end)
		rq_pieces_add(pieces, piece);
}

bool rq_pieces_are_plain(const struct rq_pieces *pieces, const struct rq_piece *first)
{
	const struct rq_sheet *sheet = pieces->sheet;
	const struct rq_piece *end = pieces->list + pieces->count;

	if (first > pieces->list && first[-1].slice.line == first->slice.line)
		return false;
	for (const struct rq_piece *piece = first;
	     piece < end && piece->slice.line == first->slice.line; piece++)
		if (piece->label.end > piece->label.start ||
		    rq_sheet_is_placed(sheet, piece->slice) ||
		    rq_location_is_place(sheet, piece->slice) ||
		    rq_location_is_town_of_region(sheet, piece->slice) ||
		    rq_location_is_address(sheet, piece->slice))
			return false;
	return true;
}

bool rq_piece_is_account(const char *key, size_t length)
{
	bool digit = false, letter = false, space = false;

	for (size_t i = 0; i < length; i++) {
		bool number = key[i] >= '0' && key[i] <= '9';

		digit |= number;
		letter |= rq_sheet_is_word(key[i]) && !number;
		space |= key[i] == ' ';
	}
	return !letter || (digit && !space);
}

bool rq_piece_is_torn(const char *key, size_t length)
{
	int open = 0;

	for (size_t i = 0; i < length && open >= 0; i++)
		open += (key[i] == '(') - (key[i] == ')');
	return open != 0;
}
