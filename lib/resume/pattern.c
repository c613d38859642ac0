#include "resume/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	MOST_SLOTS = 24,
	MOST_PIECES = 16, /* of a header; one with more is no line that somebody set as others */
	FEWEST_ALIKE = 2, /* headers that make a pattern */
};

/* Where a piece stands in its header. */
struct slot {
	uint32_t row;    /* of the header's lines */
	uint32_t column; /* tabs in front of it */
	uint32_t part;   /* bars, dashes, brackets since then */
	uint32_t comma;  /* commas since then */
};

/* What the words of the pieces at a place say. */
struct tally {
	struct slot slot;
	size_t pieces, titles, employers, places;
};

/* Headers whose date stands at the same place. */
struct frame {
	const struct rq_sheet *sheet;
	struct rq_header **header;
	size_t count;
	struct tally tally[MOST_SLOTS];
	size_t used;
	const struct tally *title, *employer; /* NULL: none is known */
};

static uint32_t first_line(const struct rq_header *header)
{
	uint32_t line = header->dated ? header->date.line : UINT32_MAX;

	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].slice.line < line)
			line = header->piece[i].slice.line;
	return line;
}

/* Moves a slot from the end of one piece, or the begin of its line, to the begin of the next. */
static void advance(struct slot *slot, const char *key, uint32_t from, uint32_t to, bool first)
{
	uint32_t tabs = 0;
	bool comma = memchr(key + from, ',', to - from);

	for (uint32_t i = from; i < to; i++) {
		tabs += key[i] == '\t';
		comma &= key[i] == ',' || key[i] == ' ';
	}
	if (tabs > 0 || first)
		*slot = (struct slot) { slot->row, slot->column + tabs, 0, 0 };
	else if (comma)
		slot->comma++;
	else
		*slot = (struct slot) { slot->row, slot->column, slot->part + 1, 0 };
}

static struct slot slot_of(const struct rq_sheet *sheet, const struct rq_header *header, size_t at)
{
	uint32_t line = header->piece[at].slice.line;
	uint32_t end = sheet->lines[line].start;
	struct slot slot = { .row = line - first_line(header) };
	bool first = true;

	for (size_t i = 0; i <= at; i++) {
		struct rq_slice slice = header->piece[i].slice;

		if (slice.line != line)
			continue;
		advance(&slot, sheet->lines[line].key, end, slice.start, first);
		end = slice.end;
		first = false;
	}
	return slot;
}

static bool is_same(struct slot a, struct slot b)
{
	return a.row == b.row && a.column == b.column && a.part == b.part && a.comma == b.comma;
}

/* The row of a header's date, and whether it is in front of the words there. */
static uint32_t place_of_date(const struct rq_header *header)
{
	uint32_t front = 1;

	if (!header->dated)
		return UINT32_MAX;
	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].slice.line == header->date.line &&
		    header->piece[i].slice.start < header->date.start)
			front = 0;
	return (header->date.line - first_line(header)) * 2 + front;
}

static void count_piece(struct frame *frame, struct slot slot, const struct rq_header_piece *piece)
{
	struct tally *tally = frame->tally;

	while (tally < frame->tally + frame->used && !is_same(tally->slot, slot))
		tally++;
	if (tally == frame->tally + MOST_SLOTS)
		return;
	if (tally == frame->tally + frame->used) {
		*tally = (struct tally) { .slot = slot };
		frame->used++;
	}
	tally->pieces++;
	tally->places += piece->place;
	tally->titles += !piece->place && rq_header_is_position(piece);
	tally->employers += !piece->place && rq_header_is_organisation(piece);
}

/* Whether most of the headers have a piece there. */
static bool is_usual(const struct frame *frame, const struct tally *tally)
{
	return tally->pieces >= FEWEST_ALIKE && tally->pieces * 2 >= frame->count;
}

static bool holds_places(const struct tally *tally)
{
	return tally->places > 0 && tally->places * 2 >= tally->pieces;
}

/*
 * How much words speak for a title at one place and an employer at another, which stands rather at
 * the begin of a line or part than behind a comma or at the right, where a town does.
 */
static int weigh(const struct tally *title, const struct tally *employer)
{
	int town = employer->slot.comma > 0 || employer->slot.column > 0;

	return 2 * ((int)title->titles - (int)title->employers - (int)title->places +
		    (int)employer->employers - (int)employer->titles - (int)employer->places) -
	       town;
}

/* The two places that words speak for most; none where they speak for several alike. */
static void find_roles(struct frame *frame)
{
	int best = 0;

	for (const struct tally *title = frame->tally; title < frame->tally + frame->used; title++)
		for (const struct tally *employer = frame->tally;
		     employer < frame->tally + frame->used; employer++) {
			int weight;

			if (title == employer || !is_usual(frame, title) ||
			    !is_usual(frame, employer) || holds_places(title) ||
			    holds_places(employer))
				continue;
			weight = weigh(title, employer);
			if (weight < best || weight <= 0)
				continue;
			frame->title = weight > best ? title : NULL;
			frame->employer = weight > best ? employer : NULL;
			best = weight;
		}
}

static struct rq_header_piece *piece_at(const struct frame *frame, const struct rq_header *header,
					const struct tally *tally)
{
	for (size_t i = 0; tally && i < header->count; i++)
		if (is_same(slot_of(frame->sheet, header, i), tally->slot))
			return &header->piece[i];
	return NULL;
}

static void settle_places(const struct frame *frame, struct rq_header *header)
{
	for (const struct tally *tally = frame->tally; tally < frame->tally + frame->used;
	     tally++) {
		struct rq_header_piece *piece = NULL;

		if (is_usual(frame, tally) && holds_places(tally) && tally->places >= FEWEST_ALIKE)
			piece = piece_at(frame, header, tally);
		if (piece && !piece->remark && !rq_header_is_position(piece) &&
		    !(piece->kinds & RQ_HEADER_ORGANISATION))
			piece->place = true;
	}
}

static void settle_header(const struct frame *frame, struct rq_header *header)
{
	struct rq_header_piece *title = piece_at(frame, header, frame->title);
	struct rq_header_piece *employer = piece_at(frame, header, frame->employer);

	settle_places(frame, header);
	if (!title || !employer || title->remark || employer->remark || title->place ||
	    employer->place || (title->kinds & RQ_WORD_LEGAL) ||
	    (rq_header_is_position(employer) && !rq_header_is_position(title)))
		return;
	title->kinds |= RQ_WORD_TITLE;
	title->role = RQ_ROLE_TITLE;
	employer->kinds = (employer->kinds & ~(uint32_t)RQ_WORD_TITLE) | RQ_WORD_ORG;
	employer->role = RQ_ROLE_EMPLOYER;
}

static void settle_frame(struct frame *frame)
{
	if (frame->count < FEWEST_ALIKE)
		return;
	for (size_t i = 0; i < frame->count; i++)
		for (size_t k = 0; k < frame->header[i]->count; k++)
			count_piece(frame, slot_of(frame->sheet, frame->header[i], k),
				    &frame->header[i]->piece[k]);
	find_roles(frame);
	for (size_t i = 0; i < frame->count; i++)
		settle_header(frame, frame->header[i]);
}

/* The headers that are short enough to be compared. */
static size_t choose(struct rq_header *const *headers, size_t count, struct rq_header **chosen)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		if (headers[i]->count <= MOST_PIECES)
			chosen[used++] = headers[i];
	return used;
}

void rq_pattern_settle(const struct rq_sheet *sheet, struct rq_header *const *headers, size_t count)
{
	struct rq_header **left = rq_alloc(count, sizeof(struct rq_header *));
	struct rq_header **alike = rq_alloc(count, sizeof(struct rq_header *));

	count = choose(headers, count, left);
	while (count > 0) {
		struct frame frame = { .sheet = sheet, .header = alike };
		uint32_t place = place_of_date(left[0]);
		size_t rest = 0;

		for (size_t i = 0; i < count; i++)
			if (place_of_date(left[i]) == place)
				alike[frame.count++] = left[i];
			else
				left[rest++] = left[i];
		settle_frame(&frame);
		count = rest;
	}
	free(left);
	free(alike);
}
