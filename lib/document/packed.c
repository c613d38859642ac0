#include "document/packed.h"

#define ZLIB_CONST /* it takes bytes that nobody may change */
#include <string.h>
#include <zlib.h>

enum {
	HEAD = 2,      /* bytes in front of what deflate made (RFC 1950) */
	PIECE = 32768, /* unpacked at once where it is only counted */
	AT_FIRST = 4,  /* times as large as it was packed, in which most text fits */
	CLEAR = 256,   /* LZW's codes (7.4.4.2) */
	END = 257,
	CODES = 4096,
	ZEROS = 4, /* that ASCII85 has one letter for */
};

/* Past the header, as which one that PDF allows is taken; false when there is none. */
static bool begin(z_stream *zlib, const char *packed, size_t length)
{
	const unsigned char *head = (const unsigned char *)packed;

	*zlib = (z_stream) { 0 };
	if (length <= HEAD || (head[0] & 0xf) != Z_DEFLATED || (head[0] << 8 | head[1]) % 31 != 0)
		return false;
	zlib->next_in = head + HEAD;
	zlib->avail_in = (uInt)(length - HEAD);
	return inflateInit2(zlib, -MAX_WBITS) == Z_OK;
}

/* Fills so much room; avail_out is what it left of it. */
static int fill(z_stream *zlib, void *room, size_t size)
{
	zlib->next_out = room;
	zlib->avail_out = (uInt)size;
	return inflate(zlib, Z_SYNC_FLUSH);
}

bool rq_packed_inflate(const char *packed, size_t length, struct rq_buffer *out, bool *whole)
{
	struct rq_error full = { 0 };
	size_t room = AT_FIRST * length + PIECE;
	z_stream zlib;
	int came = Z_OK;

	*whole = false;
	if (!begin(&zlib, packed, length))
		return true;
	while (came == Z_OK && full.code == RQ_OK) {
		size_t left = out->limit - out->length;

		/* a byte more than may be tells that it is too large */
		if (left == 0) {
			char more;

			came = fill(&zlib, &more, 1);
			if (zlib.avail_out == 0)
				(void)rq_fail(&full, RQ_TOO_LARGE, "more than it may be");
			continue;
		}
		room = room < left ? room : left;
		if (rq_buffer_reserve(out, room, &full) == -1)
			break;
		came = fill(&zlib, out->data + out->length, room);
		out->length += room - zlib.avail_out;
		out->data[out->length] = '\0';
		room = out->length + PIECE;
	}
	*whole = came == Z_STREAM_END || came == Z_BUF_ERROR;
	(void)inflateEnd(&zlib);
	return full.code == RQ_OK;
}

static size_t flate_size(const char *packed, size_t length, size_t most)
{
	unsigned char piece[PIECE];
	size_t size = 0;
	z_stream zlib;
	int came = Z_OK;

	if (!begin(&zlib, packed, length))
		return 0;
	while (came == Z_OK && size <= most) {
		came = fill(&zlib, piece, sizeof piece);
		size += sizeof piece - zlib.avail_out;
	}
	(void)inflateEnd(&zlib);
	return size;
}

/* By its codes alone: each new one stands for what the one before stands for, and a byte more. */
static size_t lzw_size(const char *packed, size_t length, size_t most)
{
	size_t sizes[CODES], size = 0, before = 0;
	unsigned next = END + 1, bits = 9, held = 0, count = 0;

	for (size_t i = 0; i < length && size <= most; i++) {
		unsigned code;

		held = held << 8 | (unsigned char)packed[i];
		count += 8;
		if (count < bits)
			continue;
		code = held >> (count -= bits) & ((1U << bits) - 1);
		if (code == END)
			break;
		if (code == CLEAR) {
			next = END + 1;
			bits = 9;
			before = 0;
			continue;
		}
		if (before > 0 && next < CODES)
			sizes[next++] = before + 1;
		if (code >= next)
			break;
		before = code < CLEAR ? 1 : sizes[code];
		size += before;
		while (bits < 12 && next + 1 >= 1U << bits)
			bits++;
	}
	return size;
}

static size_t runs_size(const char *packed, size_t length, size_t most)
{
	size_t size = 0;

	for (size_t i = 0; i < length && size <= most;) {
		unsigned char run = (unsigned char)packed[i];

		size += run < 128 ? run + 1U : 257U - run;
		i += run < 128 ? run + 2U : 2;
	}
	return size;
}

static size_t letters_size(const char *packed, size_t length, size_t most)
{
	(void)packed;
	(void)most;
	return length * ZEROS;
}

size_t rq_packed_size(const char *filter, const char *packed, size_t length, size_t most)
{
	static const struct {
		const char *name, *brief;
		size_t (*size)(const char *packed, size_t length, size_t most);
	} filters[] = {
		{ "/FlateDecode", "/Fl", flate_size },
		{ "/LZWDecode", "/LZW", lzw_size },
		{ "/RunLengthDecode", "/RL", runs_size },
		{ "/ASCII85Decode", "/A85", letters_size },
	};

	for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
		if (strcmp(filter, filters[i].name) == 0 || strcmp(filter, filters[i].brief) == 0)
			return filters[i].size(packed, length, most);
	return length;
}
