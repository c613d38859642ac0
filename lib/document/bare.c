#include "document/bare.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"
#include "document/operator.h"

enum {
	TAIL = 1024, /* bytes of the file: its end tells where its table is */
	MAX_UNPACKED = RQ_MAX_CONTENT_BYTES / 4, /* behind the file; what is more stays packed */
};

/* An object that stands behind the file. */
struct said {
	int id, generation;
	size_t at;
	bool whole; /* no operator, string or image goes on in the stream behind it */
};

struct bare {
	struct rq_content *content;
	struct rq_buffer out;
	struct said *list;
	size_t count, capacity;
	size_t unpacked;
	struct rq_error full;
};

static void append(struct bare *bare, const char *bytes, size_t length)
{
	(void)rq_buffer_append(&bare->out, bytes, length, &bare->full);
}

/* --- operators ---------------------------------------------------------------------------- */

/* Of paths, their clips, and colors: no letter stands elsewhere, or is another, for these. */
static bool only_draws(unsigned verb)
{
	switch (verb) {
	case 'm':
	case 'l':
	case 'c':
	case 'v':
	case 'y':
	case 'h':
	case RQ_VERB2('r', 'e'):
	case 'f':
	case 'F':
	case RQ_VERB2('f', '*'):
	case 'B':
	case 'b':
	case RQ_VERB2('B', '*'):
	case RQ_VERB2('b', '*'):
	case 'S':
	case 's':
	case 'n':
	case 'W':
	case RQ_VERB2('W', '*'):
	case 'w':
	case 'J':
	case 'j':
	case 'M':
	case 'd':
	case 'i':
	case RQ_VERB2('r', 'i'):
	case RQ_VERB2('s', 'h'):
	case 'g':
	case 'G':
	case 'k':
	case 'K':
	case RQ_VERB2('r', 'g'):
	case RQ_VERB2('R', 'G'):
	case RQ_VERB2('c', 's'):
	case RQ_VERB2('C', 'S'):
	case RQ_VERB2('s', 'c'):
	case RQ_VERB2('S', 'C'):
	case RQ_VERB3('s', 'c', 'n'):
	case RQ_VERB3('S', 'C', 'N'):
		return true;
	default:
		return false;
	}
}

static bool is_blank(const char *bytes, size_t length)
{
	while (length > 0 && strchr(" \t\r\n\f", bytes[length - 1]))
		length--;
	return length == 0;
}

/*
 * Moves to the front what is left of the operators; returns how long that is. From an image among
 * them on everything stays: only who unpacks it knows where it ends.
 */
static size_t strip(char *bytes, size_t length, bool *whole)
{
	struct rq_operators operators = { bytes, bytes + length };
	const char *from = bytes;
	unsigned verb;
	size_t kept = 0;

	for (; rq_operator_skip(&operators, &verb); from = operators.at) {
		size_t size = (size_t)(operators.at - from);

		if (verb == RQ_VERB2('E', 'I'))
			break;
		if (only_draws(verb))
			continue;
		memmove(bytes + kept, from, size);
		kept += size;
	}
	length -= (size_t)(from - bytes);
	*whole = is_blank(from, length);
	memmove(bytes + kept, from, length);
	return kept + length;
}

/* --- streams ------------------------------------------------------------------------------ */

static const struct said *find_said(const struct bare *bare, int id)
{
	for (size_t i = 0; i < bare->count; i++)
		if (bare->list[i].id == id)
			return &bare->list[i];
	return NULL;
}

static bool say(struct bare *bare, qpdf_oh stream, char *bytes, size_t length)
{
	qpdf_data qpdf = bare->content->qpdf;
	struct said one = { qpdf_oh_get_object_id(qpdf, stream),
			    qpdf_oh_get_generation(qpdf, stream), bare->out.length, false };

	bare->unpacked += length;
	length = strip(bytes, length, &one.whole);
	(void)rq_buffer_append_format(&bare->out, &bare->full, "%d %d obj<</Length %zu>>stream\n",
				      one.id, one.generation, length);
	append(bare, bytes, length);
	append(bare, "\nendstream endobj\n", strlen("\nendstream endobj\n"));
	bare->list = rq_grow(bare->list, bare->count, &bare->capacity, sizeof one);
	bare->list[bare->count++] = one;
	return one.whole;
}

/* Whether the stream behind it begins with an operator of its own, as far as is known. */
static bool unpack(struct bare *bare, qpdf_oh stream)
{
	qpdf_data qpdf = bare->content->qpdf;
	const struct said *said = find_said(bare, qpdf_oh_get_object_id(qpdf, stream));
	struct rq_held unpacked;
	bool whole = false;

	if (said)
		return said->whole;
	if (bare->unpacked > MAX_UNPACKED || !rq_content_unpack(bare->content, stream, &unpacked))
		return false;
	if (unpacked.length <= MAX_UNPACKED) {
		qpdf_oh_replace_stream_data(qpdf, stream, (unsigned char *)unpacked.bytes,
					    unpacked.length, qpdf_oh_new_null(qpdf),
					    qpdf_oh_new_null(qpdf));
		whole = say(bare, stream, unpacked.bytes, unpacked.length);
	}
	free(unpacked.bytes);
	return whole;
}

static void unpack_page(struct bare *bare, qpdf_oh page)
{
	qpdf_data qpdf = bare->content->qpdf;
	qpdf_oh contents = qpdf_oh_get_key(qpdf, page, "/Contents");
	int count =
	    qpdf_oh_is_array(qpdf, contents) ? qpdf_oh_get_array_n_items(qpdf, contents) : 0;

	for (int i = 0; i < count && i < RQ_MAX_CONTENT_STREAMS; i++)
		if (!unpack(bare, qpdf_oh_get_array_item(qpdf, contents, i)))
			break;
	if (qpdf_oh_is_stream(qpdf, contents))
		(void)unpack(bare, contents);
}

/* --- the end of the file ------------------------------------------------------------------ */

/* Where the file says that its table of objects is, as it says it; NULL when it does not. */
static const char *find_table(const char *bytes, size_t length)
{
	static const char mark[] = "startxref";
	const char *end = bytes + length, *at = end - (length < TAIL ? length : TAIL),
		   *found = NULL;

	while ((at = memmem(at, (size_t)(end - at), mark, strlen(mark)))) {
		at += strlen(mark);
		found = at;
	}
	while (found && found < end && strchr(" \r\n\t", *found))
		found++;
	return found && found < end && *found >= '1' && *found <= '9' ? found : NULL;
}

static void end_file(struct bare *bare, const char *table)
{
	static const char *const kept[] = { "/Size", "/Root", "/Info" };
	qpdf_data qpdf = bare->content->qpdf;
	qpdf_oh trailer = qpdf_get_trailer(qpdf);
	size_t at = bare->out.length;

	append(bare, "xref\n", strlen("xref\n"));
	for (size_t i = 0; i < bare->count; i++)
		(void)rq_buffer_append_format(&bare->out, &bare->full, "%d 1\n%010zu %05d n \n",
					      bare->list[i].id, bare->list[i].at,
					      bare->list[i].generation);
	append(bare, "trailer<<", strlen("trailer<<"));
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (qpdf_oh_has_key(qpdf, trailer, kept[i]))
			(void)rq_buffer_append_format(
			    &bare->out, &bare->full, "%s %s", kept[i],
			    qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, trailer, kept[i])));
	(void)rq_buffer_append_format(&bare->out, &bare->full,
				      "/Prev %ld>>\nstartxref\n%zu\n%%%%EOF\n",
				      strtol(table, NULL, 10), at);
}

char *rq_bare_file(struct rq_content *content, const char *bytes, size_t length, size_t *made)
{
	struct bare bare = { .content = content };
	const char *table = find_table(bytes, length);
	int count = qpdf_get_num_pages(content->qpdf);
	char *file = NULL;

	if (!table || memcmp(bytes, "%PDF-", 5) != 0 || qpdf_is_encrypted(content->qpdf))
		return NULL;
	rq_buffer_init(&bare.out, RQ_MAX_FILE_BYTES + RQ_MAX_CONTENT_BYTES);
	append(&bare, bytes, length);
	append(&bare, "\n", 1);
	for (int i = 0; i < count && i < RQ_MAX_PAGES; i++) {
		unpack_page(&bare, qpdf_get_page_n(content->qpdf, (size_t)i));
		qpdf_oh_release_all(content->qpdf);
	}
	end_file(&bare, table);
	if (bare.count > 0 && bare.full.code == RQ_OK) {
		*made = bare.out.length;
		file = rq_buffer_take(&bare.out);
	}
	rq_buffer_free(&bare.out);
	free(bare.list);
	return file;
}
