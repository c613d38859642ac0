#include "document/doc_file.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/ole.h"

enum {
	/* offsets in the header */
	IDENT = 0,
	VERSION = 2,
	FLAGS = 10,
	COUNTS = 0x4c, /* characters of the stories */
	PAIRS = 0x9a,
	/* values */
	WORD_97 = 0xa5ec,
	FIRST_6 = 100, /* versions of Word 6 and 95, … */
	LAST_95 = 104, /* … which have several idents */
	FLAG_ENCRYPTED = 0x100,
	FLAG_TABLE_1 = 0x200,
	FLAG_OBFUSCATED = 0x8000,
	/* the list of pieces */
	CLX_PROPERTIES = 1,
	CLX_PIECES = 2,
	POSITION_SIZE = 4,
	PIECE_SIZE = 8,
};

#define PIECE_NARROW 0x40000000U

struct rq_doc_bytes rq_doc_part(struct rq_doc_bytes bytes, size_t at, size_t length)
{
	struct rq_doc_bytes part = { bytes.data, 0 };

	if (at >= bytes.length)
		return part;
	part.data = bytes.data + at;
	part.length = length < bytes.length - at ? length : bytes.length - at;
	return part;
}

struct rq_doc_bytes rq_doc_pair(const struct rq_doc_file *file, enum rq_doc_pair pair)
{
	size_t at = PAIRS + 8 * (size_t)pair;

	return rq_doc_part(file->table, rq_doc_long(file->main, at),
			   rq_doc_long(file->main, at + 4));
}

static int check_header(struct rq_doc_bytes header, struct rq_error *err)
{
	unsigned ident = rq_doc_short(header, IDENT), version = rq_doc_short(header, VERSION);

	if (version >= FIRST_6 && version <= LAST_95)
		return rq_fail(err, RQ_UNSUPPORTED,
			       "a document of Word 6 or 95; save it in a newer format");
	if (ident != WORD_97)
		return rq_fail(err, RQ_DAMAGED, "a damaged Word document");
	if (rq_doc_short(header, FLAGS) & (FLAG_ENCRYPTED | FLAG_OBFUSCATED))
		return rq_fail(err, RQ_ENCRYPTED,
			       "an encrypted Word document: it needs a password");
	return 0;
}

static int read_stream(struct rq_ole *ole, const char *name, struct rq_buffer *buffer,
		       struct rq_doc_bytes *stream, struct rq_error *err)
{
	int got = rq_ole_read(ole, name, buffer, err);

	*stream = (struct rq_doc_bytes) { (const unsigned char *)buffer->data, buffer->length };
	return got;
}

static int read_streams(struct rq_ole *ole, struct rq_doc_file *file, struct rq_error *err)
{
	int got = read_stream(ole, "WordDocument", &file->buffers[0], &file->main, err);
	const char *table;

	if (got == 0)
		return rq_fail(err, RQ_UNSUPPORTED, "not a document that rq reads: an Office file");
	if (got == -1 || check_header(file->main, err) == -1)
		return -1;
	table = rq_doc_short(file->main, FLAGS) & FLAG_TABLE_1 ? "1Table" : "0Table";
	got = read_stream(ole, table, &file->buffers[1], &file->table, err);
	if (got == 0)
		return rq_fail(err, RQ_DAMAGED, "a Word document without its table stream");
	if (got == -1 || read_stream(ole, "Data", &file->buffers[2], &file->data, err) == -1)
		return -1;
	return 0;
}

/* Finds the pieces behind the properties that stand in front of them (2.9.38). */
static struct rq_doc_bytes find_pieces(struct rq_doc_bytes clx)
{
	size_t at = 0;

	while (rq_doc_byte(clx, at) == CLX_PROPERTIES)
		at += 3 + rq_doc_short(clx, at + 1);
	if (rq_doc_byte(clx, at) != CLX_PIECES)
		return (struct rq_doc_bytes) { clx.data, 0 };
	return rq_doc_part(clx, at + 5, rq_doc_long(clx, at + 1));
}

/* Characters that the main stream cannot hold are no characters. */
static void add_piece(struct rq_doc_file *file, uint32_t first, uint32_t end, uint32_t where)
{
	bool narrow = (where & PIECE_NARROW) != 0;
	size_t offset = narrow ? (where & ~PIECE_NARROW) / 2 : where, room;

	if (end <= first || offset >= file->main.length)
		return;
	room = (file->main.length - offset) / (narrow ? 1 : 2);
	if (end - first > room)
		end = first + (uint32_t)room;
	file->pieces[file->count++] = (struct rq_doc_piece) { first, end, offset, narrow };
}

static int read_pieces(struct rq_doc_file *file, struct rq_error *err)
{
	struct rq_doc_bytes pieces = find_pieces(rq_doc_pair(file, RQ_DOC_PIECES));
	size_t count = pieces.length / (POSITION_SIZE + PIECE_SIZE);
	uint32_t last = 0;

	if (pieces.length < 2 * POSITION_SIZE + PIECE_SIZE)
		return rq_fail(err, RQ_DAMAGED, "a Word document without a list of its text");
	file->pieces = rq_alloc(count, sizeof file->pieces[0]);
	for (size_t i = 0; i < count; i++) {
		uint32_t first = rq_doc_long(pieces, i * POSITION_SIZE);
		uint32_t end = rq_doc_long(pieces, (i + 1) * POSITION_SIZE);
		size_t at = (count + 1) * POSITION_SIZE + i * PIECE_SIZE;

		/* In order, and no more characters in all than there are bytes. */
		if (first < last || end < first || end > file->main.length)
			return rq_fail(err, RQ_DAMAGED, "a Word document whose parts overlap");
		add_piece(file, first, end, rq_doc_long(pieces, at + 2));
		last = end;
	}
	return 0;
}

static void read_starts(struct rq_doc_file *file)
{
	static const size_t places[RQ_DOC_STORY_COUNT] = { 0, 1, 2, 4, 5, 6, 7 };
	uint32_t at = 0;

	for (size_t i = 0; i < RQ_DOC_STORY_COUNT; i++) {
		uint32_t count = rq_doc_long(file->main, COUNTS + 4 * places[i]);

		file->starts[i] = at;
		at = count < UINT32_MAX - at ? at + count : UINT32_MAX;
	}
	file->starts[RQ_DOC_STORY_COUNT] = at;
}

int rq_doc_file_load(const char *bytes, size_t length, struct rq_doc_file *file,
		     struct rq_error *err)
{
	struct rq_ole *ole = NULL;
	int result = -1;

	*file = (struct rq_doc_file) { 0 };
	for (size_t i = 0; i < sizeof file->buffers / sizeof file->buffers[0]; i++)
		rq_buffer_init(&file->buffers[i], RQ_MAX_FILE_BYTES);
	if (rq_ole_open(bytes, length, &ole, err) == 0 && read_streams(ole, file, err) == 0 &&
	    read_pieces(file, err) == 0) {
		read_starts(file);
		result = 0;
	}
	rq_ole_free(ole);
	return result;
}

void rq_doc_file_free(struct rq_doc_file *file)
{
	free(file->pieces);
	for (size_t i = 0; i < sizeof file->buffers / sizeof file->buffers[0]; i++)
		rq_buffer_free(&file->buffers[i]);
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

bool rq_doc_character(const struct rq_doc_file *file, uint32_t character, size_t *piece,
		      size_t *offset, int32_t *unit)
{
	const struct rq_doc_piece *at;

	while (*piece < file->count && file->pieces[*piece].end <= character)
		(*piece)++;
	if (*piece == file->count || file->pieces[*piece].first > character)
		return false;
	at = &file->pieces[*piece];
	*offset = at->offset + (size_t)(character - at->first) * (at->narrow ? 1 : 2);
	*unit = at->narrow ? widen(rq_doc_byte(file->main, *offset))
			   : (int32_t)rq_doc_short(file->main, *offset);
	return true;
}
