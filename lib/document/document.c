#include "document/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

/* Why a character is taken out. */
enum unsafe {
	CONTROL, /* and what is no character */
	ZERO_WIDTH,
	BIDI, /* turns the direction of what is shown */
	TAG,
	UNSAFE_KINDS,
};

enum { FIRST_LIGATURE = 0xfb00, LAST_LIGATURE = 0xfb06 }; /* of Latin letters */
enum { IJ = 0x132, SMALL_IJ = 0x133 }; /* of Dutch, which fonts make of two letters */
enum { SOFT_HYPHEN = 0xad, OBJECT_REPLACEMENT = 0xfffc, COLUMN_GAP = 3, FEWEST_LEADERS = 6 };

void rq_document_init(struct rq_document *document)
{
	*document = (struct rq_document) { .format = "text", .warnings = json_array() };
}

void rq_document_free(struct rq_document *document)
{
	if (!document)
		return;
	for (size_t i = 0; i < document->count; i++)
		free(document->lines[i].text);
	free(document->lines);
	rq_hidden_free(&document->hidden);
	json_decref(document->warnings);
	json_decref(document->json);
	*document = (struct rq_document) { 0 };
}

/* What is left of a line while it is cleaned. */
struct cleaner {
	char *out;
	size_t length;
	size_t spaces; /* white space that waits for the next word */
	bool tab;      /* a tab was among it */
	bool composed; /* nothing seen that NFC could change */
	size_t unsafe[UNSAFE_KINDS];
	struct rq_document *document;
};

static void put_word_character(struct cleaner *cleaner, const char *bytes, size_t size)
{
	if (cleaner->spaces > 0 && cleaner->length > 0)
		cleaner->out[cleaner->length++] =
		    cleaner->tab || cleaner->spaces >= COLUMN_GAP ? '\t' : ' ';
	cleaner->spaces = 0;
	cleaner->tab = false;
	memcpy(cleaner->out + cleaner->length, bytes, size);
	cleaner->length += size;
}

/* An icon of some font, or the place of a picture: no other program could tell what it is. */
static bool is_picture(int32_t character)
{
	return (character >= 0xe000 && character <= 0xf8ff) || character >= 0xf0000 ||
	       character == OBJECT_REPLACEMENT;
}

static enum unsafe unsafe_kind(int32_t character)
{
	if (character >= 0xe0000 && character <= 0xe007f)
		return TAG;
	if ((character >= 0x202a && character <= 0x202e) ||
	    (character >= 0x2066 && character <= 0x2069) || character == 0x200e ||
	    character == 0x200f || character == 0x61c)
		return BIDI;
	if ((character >= 0x200b && character <= 0x200d) ||
	    (character >= 0x2060 && character <= 0x2064) || character == 0xfeff)
		return ZERO_WIDTH;
	return CONTROL;
}

/* Tag characters are ASCII that nothing shows. */
static void take_out(struct cleaner *cleaner, int32_t character)
{
	enum unsafe kind = unsafe_kind(character);
	char ascii = (char)(character & 0x7f);

	cleaner->unsafe[kind]++;
	if (kind == TAG && ascii >= ' ')
		rq_hidden_add(&cleaner->document->hidden, RQ_HIDDEN_TAGS, cleaner->document->page,
			      &ascii, 1);
}

static void put_character(struct cleaner *cleaner, int32_t character, const char *bytes,
			  size_t size)
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
	char replacement[4];

	if (rq_text_is_space(character) || is_picture(character)) {
		cleaner->spaces++;
		cleaner->tab = cleaner->tab || character == '\t';
	} else if (rq_text_is_unsafe(character)) {
		take_out(cleaner, character);
	} else if (character == 0xfffd) {
		put_word_character(cleaner, replacement, rq_text_encode(character, replacement));
	} else if (character >= FIRST_LIGATURE && character <= LAST_LIGATURE) {
		put_word_character(cleaner, ligatures[character - FIRST_LIGATURE],
				   strlen(ligatures[character - FIRST_LIGATURE]));
	} else if (character == IJ || character == SMALL_IJ) {
		put_word_character(cleaner, character == IJ ? "IJ" : "ij", 2);
	} else if (character != SOFT_HYPHEN) {
		/* Below U+0300 and among the dashes and quotes, all is NFC (UAX #15). */
		if (character >= 0x300 && (character < 0x2010 || character > 0x2044))
			cleaner->composed = false;
		put_word_character(cleaner, bytes, size);
	}
}

/* Adds to the warning about that kind on this page. */
static void count_unsafe(struct rq_document *document, enum unsafe kind, size_t count)
{
	static const char code[] = "unsafe-characters";
	static const char *const kinds[] = {
		[CONTROL] = "control", [ZERO_WIDTH] = "zero-width", [BIDI] = "bidi", [TAG] = "tags"
	};
	json_t *warning;
	size_t i;

	json_array_foreach (document->warnings, i, warning) {
		const char *known = rq_json_string(warning, "kind");

		if (known && strcmp(known, kinds[kind]) == 0 &&
		    rq_json_integer(warning, "page", 0) == (json_int_t)document->page) {
			rq_json_set_integer(warning, "count",
					    rq_json_integer(warning, "count", 0) +
						(json_int_t)count);
			return;
		}
	}
	warning =
	    rq_document_warn(document, code, "control or invisible characters were taken out");
	rq_json_set_string(warning, "kind", kinds[kind]);
	if (document->page > 0)
		rq_json_set_integer(warning, "page", (json_int_t)document->page);
	rq_json_set_integer(warning, "count", (json_int_t)count);
}

/* A soft hyphen between spaces is no hyphen: some fonts draw their dash with it. */
static bool is_dash(const struct cleaner *cleaner, int32_t character, const char *next,
		    const char *end)
{
	return character == SOFT_HYPHEN && cleaner->spaces > 0 && next < end && *next == ' ';
}

/*
 * Dots or rules that lead the eye to what stands at the right edge, "Engineer ........ 2019": how
 * many bytes they take, with white space behind them; leads tells whether there are enough, and
 * something behind them.
 */
static size_t leader_length(const char *text, size_t length, bool *leads)
{
	static const char ellipsis[] = "\u2026";
	size_t at = 0, dots = 0;

	while (at < length) {
		if (text[at] == '.' || text[at] == '_') {
			dots++;
		} else if (length - at >= strlen(ellipsis) &&
			   memcmp(text + at, ellipsis, strlen(ellipsis)) == 0) {
			dots += strlen(ellipsis); /* one for each of its bytes and dots */
			at += strlen(ellipsis) - 1;
		} else if (text[at] != ' ' || dots == 0) {
			break;
		}
		at++;
	}
	*leads = dots >= FEWEST_LEADERS && at < length;
	return at;
}

/* The clean text of a line, or NULL when none is left; the caller's. */
static char *clean_text(struct rq_document *document, const char *text, size_t length)
{
	/* A byte that is no UTF-8 becomes the three of U+FFFD. */
	struct cleaner cleaner = { .out = rq_alloc(length + 1, 3),
				   .composed = true,
				   .document = document };
	char *composed;
	size_t looked = 0; /* up to here, for a leader */

	for (size_t at = 0, size; at < length; at += size) {
		unsigned char c = (unsigned char)text[at];
		bool leads = false;

		if (at >= looked && cleaner.length > 0) {
			size = leader_length(text + at, length - at, &leads);
			looked = at + size;
		}
		if (leads) {
			put_character(&cleaner, '\t', "\t", 1);
		} else if (c > ' ' && c < 0x7f) {
			size = 1;
			put_word_character(&cleaner, text + at, 1);
		} else {
			int32_t character = rq_text_decode(text + at, length - at, &size);

			if (is_dash(&cleaner, character, text + at + size, text + length))
				put_word_character(&cleaner, "-", 1);
			else if (!rq_text_is_direction_mark(text, length, at) &&
				 !rq_text_is_joint(text, length, at))
				put_character(&cleaner, character, text + at, size);
		}
	}
	for (enum unsafe kind = 0; kind < UNSAFE_KINDS; kind++)
		if (cleaner.unsafe[kind] > 0)
			count_unsafe(document, kind, cleaner.unsafe[kind]);
	if (cleaner.length == 0) {
		free(cleaner.out);
		return NULL;
	}
	cleaner.out[cleaner.length] = '\0';
	if (cleaner.composed)
		return rq_resize(cleaner.out, cleaner.length + 1, 1);
	composed = rq_text_nfc(cleaner.out, cleaner.length);
	free(cleaner.out);
	return composed;
}

int rq_document_add(struct rq_document *document, const char *text, size_t length,
		    struct rq_line **line, struct rq_error *err)
{
	size_t bytes;
	char *clean;

	if (line)
		*line = NULL;
	if (length > RQ_MAX_TEXT_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "a line longer than %zu bytes",
			       RQ_MAX_TEXT_BYTES);
	clean = clean_text(document, text, length);
	if (!clean) {
		document->gap = true;
		return 0;
	}
	bytes = strlen(clean);
	if (bytes > RQ_MAX_TEXT_BYTES - document->text_bytes) {
		free(clean);
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu bytes of text", RQ_MAX_TEXT_BYTES);
	}
	if (document->count >= RQ_MAX_LINES) {
		free(clean);
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines", RQ_MAX_LINES);
	}
	document->lines = rq_grow(document->lines, document->count, &document->capacity,
				  sizeof document->lines[0]);
	document->lines[document->count] =
	    (struct rq_line) { .text = clean, .page = document->page, .gap = document->gap };
	document->gap = false;
	document->text_bytes += bytes;
	if (line)
		*line = &document->lines[document->count];
	document->count++;
	return 0;
}

json_t *rq_document_warn(struct rq_document *document, const char *code, const char *message)
{
	json_t *warning = json_object();

	rq_json_set_string(warning, "code", code);
	rq_json_set_string(warning, "message", message);
	rq_json_append_take(document->warnings, warning);
	return warning;
}

char *rq_document_text(const struct rq_document *document)
{
	size_t total = 1;
	char *text, *at;

	for (size_t i = 0; i < document->count; i++)
		total += strlen(document->lines[i].text) + 1;
	text = at = rq_alloc(total, 1);
	for (size_t i = 0; i < document->count; i++) {
		size_t length = strlen(document->lines[i].text);

		memcpy(at, document->lines[i].text, length);
		at += length;
		*at++ = '\n';
	}
	return text;
}

void rq_document_warn_hidden(struct rq_document *document)
{
	char *text;

	if (document->hidden.count == 0)
		return;
	text = rq_document_text(document);
	rq_hidden_warn(&document->hidden, text, document->warnings);
	free(text);
}
