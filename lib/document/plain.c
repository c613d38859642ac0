#include "document/plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/bullet.h"
#include "document/encoding.h"
#include "document/flow.h"
#include "document/markdown.h"

enum {
	TAB_WIDTH = 8,
	MIN_WRAP = 60,  /* a text whose longest line is shorter was not wrapped, … */
	MAX_WRAP = 120, /* … one with longer lines either */
	LONG_WORD = 14, /* columns that a wrapped line may be shorter than the longest */
};

struct page {
	struct rq_set_line *lines;
	size_t count;
	size_t capacity;
	bool markdown;
	bool fenced; /* inside ``` */
	bool gap;
};

int rq_plain_decode(const char *bytes, size_t length, const char *declared, struct rq_buffer *text,
		    struct rq_document *document, struct rq_error *err)
{
	struct rq_encoding encoding;
	char message[120];

	if (rq_encoding_decode(bytes, length, declared, text, &encoding, err) == -1)
		return -1;
	if (encoding.guessed) {
		(void)snprintf(message, sizeof message, "read as %s, which was guessed",
			       encoding.name);
		(void)rq_document_warn(document, "encoding", message);
	}
	if (encoding.bad > 0) {
		(void)snprintf(message, sizeof message, "%zu places are not valid %s", encoding.bad,
			       encoding.name);
		rq_json_set_integer(rq_document_warn(document, "bad-characters", message), "count",
				    (json_int_t)encoding.bad);
	}
	return 0;
}

/* The length of a line and what ends it: \n, \r\n, \r, form feed, U+2028, U+2029, U+0085. */
static size_t find_end(const char *text, size_t length, size_t *next)
{
	for (size_t at = 0; at < length; at++) {
		const char *c = text + at;
		size_t left = length - at, size = 0;

		if (*c == '\n' || *c == '\f' || *c == '\v')
			size = 1;
		else if (*c == '\r')
			size = left > 1 && c[1] == '\n' ? 2 : 1;
		else if (left > 1 && memcmp(c, "\xc2\x85", 2) == 0)
			size = 2;
		else if (left > 2 &&
			 (memcmp(c, "\xe2\x80\xa8", 3) == 0 || memcmp(c, "\xe2\x80\xa9", 3) == 0))
			size = 3;
		if (size == 0)
			continue;
		*next = at + size;
		return at;
	}
	*next = length;
	return length;
}

/* Columns of white space at the start; *bytes is how long it is. */
static double indent(const char *text, size_t length, size_t *bytes)
{
	size_t columns = 0, at = 0, size;

	for (; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (!rq_text_is_space(character))
			break;
		columns = character == '\t' ? (columns / TAB_WIDTH + 1) * TAB_WIDTH : columns + 1;
	}
	*bytes = at;
	return (double)columns;
}

static double columns_of(const char *text, size_t length)
{
	size_t columns = 0;

	for (size_t i = 0; i < length; i++)
		columns += ((unsigned char)text[i] & 0xc0) != 0x80;
	return (double)columns;
}

/* Nothing but signs, three or more: a rule drawn by hand. */
static bool is_rule(const char *text, size_t length)
{
	size_t marks = 0, size;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (rq_text_is_space(character))
			continue;
		if (!(character < 0x80 && strchr("-=_*~#+.", (char)character)) &&
		    !(character >= 0x2500 && character <= 0x257f) && character != 0x2014 &&
		    character != 0x2013)
			return false;
		marks++;
	}
	return marks >= 3;
}

/* A rule right under a short line makes a heading of it (as Markdown's "setext"). */
static void apply_rule(struct page *page, const char *text)
{
	struct rq_set_line *last = page->count > 0 ? &page->lines[page->count - 1] : NULL;

	if (last && !page->gap && (*text == '=' || *text == '-' || *text == '~') &&
	    last->kind == RQ_LINE_TEXT && last->right - last->left <= MIN_WRAP &&
	    (page->count == 1 || last->gap)) {
		last->kind = RQ_LINE_HEADING;
		last->level = *text == '=' ? 1 : 2;
	}
	page->gap = true;
}

/*
 * Markdown's mark of a heading: its length with the space behind it, or 0; *level is how
 * many there are. Old dialects need no space, where one alone may be of a name ("#1").
 */
static size_t heading_mark(const char *text, size_t length, unsigned *level)
{
	size_t marks = 0;

	while (marks < length && text[marks] == '#')
		marks++;
	if (marks == 0 || marks > 6 || marks == length ||
	    (marks == 1 && !isspace((unsigned char)text[1]) && text[length - 1] != '#'))
		return 0;
	*level = (unsigned)marks;
	while (marks < length && isspace((unsigned char)text[marks]))
		marks++;
	return marks;
}

static size_t quote_mark(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length && (text[at] == '>' || (at > 0 && text[at] == ' ')))
		at++;
	return at;
}

/* Takes Markdown's marks off the line; what is left is in text. */
static int strip_marks(const char *bytes, size_t length, struct rq_set_line *line,
		       struct rq_buffer *text, struct rq_error *err)
{
	size_t mark = heading_mark(bytes, length, &line->level), bullet;

	if (*bytes == '|' && memchr(bytes + 1, '|', length - 1)) {
		line->kind = RQ_LINE_ROW;
		return rq_markdown_row(bytes, length, text, err);
	}
	if (mark > 0) {
		line->kind = RQ_LINE_HEADING;
		length = rq_markdown_trim_attributes(bytes, length);
		while (length > mark && (bytes[length - 1] == '#' || bytes[length - 1] == ' '))
			length--;
	} else {
		mark = quote_mark(bytes, length);
		if (mark > length)
			mark = length;
	}
	line->hard = length > 1 && (bytes[length - 1] == '\\' ||
				    (bytes[length - 1] == ' ' && bytes[length - 2] == ' '));
	if (line->hard && bytes[length - 1] == '\\')
		length--;
	bytes += mark;
	length -= mark;
	bullet = rq_bullet_skip(bytes, length);
	if (bullet > 0 && rq_buffer_append_text(text, "• ", err) == -1)
		return -1;
	return rq_markdown_inline(bytes + bullet, length - bullet, text, &line->bold, &line->turns,
				  err);
}

static void measure(struct rq_set_line *line, double left)
{
	size_t skip = rq_bullet_skip(line->text, line->length), word = skip;

	while (word < line->length && !isspace((unsigned char)line->text[word]))
		word++;
	line->left = left;
	line->text_left = left + columns_of(line->text, skip);
	line->right = left + columns_of(line->text, line->length);
	line->word = columns_of(line->text + skip, word - skip) + 1;
	line->head = line->length;
	line->head_right = line->tail_left = line->right;
}

/* Of a division, which may be all that an item of a list holds at first. */
static bool is_fence(const char *bytes, size_t length)
{
	size_t bullet = rq_bullet_skip(bytes, length);

	return rq_markdown_is_fence(bytes + bullet, length - bullet);
}

static int take_line(struct page *page, const char *bytes, size_t length, struct rq_error *err)
{
	struct rq_set_line line = { .gap = page->gap };
	struct rq_buffer text;
	size_t skip;
	double left = indent(bytes, length, &skip);

	bytes += skip;
	length -= skip;
	if (page->markdown && length >= 3 && memcmp(bytes, "```", 3) == 0) {
		page->fenced = !page->fenced;
		length = 0;
	}
	if (page->markdown && !page->fenced && is_fence(bytes, length))
		length = 0;
	if (length == 0 || is_rule(bytes, length) ||
	    (page->markdown && rq_markdown_is_ruler(bytes, length))) {
		if (length > 0 && !memchr(bytes, '|', length))
			apply_rule(page, bytes);
		page->gap = page->gap || length == 0;
		return 0;
	}
	if (page->count >= RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines", RQ_MAX_LINES);
	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	if ((page->markdown && !page->fenced ? strip_marks(bytes, length, &line, &text, err)
					     : rq_buffer_append(&text, bytes, length, err)) == -1) {
		rq_buffer_free(&text);
		return -1;
	}
	page->lines = rq_grow(page->lines, page->count, &page->capacity, sizeof line);
	line.length = text.length;
	line.text = rq_buffer_take(&text);
	rq_buffer_free(&text);
	measure(&line, left);
	page->lines[page->count++] = line;
	page->gap = false;
	return 0;
}

/* Whether a cell of a table or a date at the margin ends the line: it ends on purpose. */
static bool has_wide_gap(const struct rq_set_line *line)
{
	size_t skip = rq_bullet_skip(line->text, line->length);
	const char *text = line->text + skip;
	size_t length = line->length - skip;

	return memchr(text, '\t', length) || memmem(text, length, "   ", 3);
}

/* With a capital, a year or an address. */
static bool begins_large(const struct rq_set_line *line)
{
	size_t size, word = 0;

	while (word < line->length && !isspace((unsigned char)line->text[word]))
		word++;
	return line->length > 0 &&
	       (memchr(line->text, '@', word) || memmem(line->text, word, "://", 3) ||
		rq_text_is_upper(rq_text_decode(line->text, line->length, &size)) ||
		(strspn(line->text, "0123456789") == 4 && strchr("12", line->text[0])));
}

/* With a year: what stands in that line is an entry of its own, or the end of one. */
static bool ends_in_year(const struct rq_set_line *line)
{
	const char *end = line->text + line->length;

	return line->length > 5 && strspn(end - 4, "0123456789") >= 4 &&
	       !isdigit((unsigned char)end[-5]) &&
	       (strncmp(end - 4, "19", 2) == 0 || strncmp(end - 4, "20", 2) == 0);
}

/* Between empty lines: that it was not wrapped says nothing of others ("pandoc --to=plain"). */
static bool stands_alone(const struct page *page, size_t i)
{
	return page->lines[i].gap && page->lines[i].right <= MAX_WRAP &&
	       (i + 1 == page->count || page->lines[i + 1].gap);
}

/*
 * Where lines were wrapped, if they were: at the longest of them. Where others
 * come near that edge, text was. One long line alone is a weak sign, and so are several
 * of which none goes on with a small letter: what begins with a capital or a year below
 * them is another line.
 */
static void set_edges(struct page *page)
{
	size_t near = 0, small = 0;
	double edge = 0;

	for (size_t i = 0; i < page->count; i++) {
		page->lines[i].hard = page->lines[i].hard || has_wide_gap(&page->lines[i]);
		if (!page->lines[i].hard && page->lines[i].right > edge && !stands_alone(page, i))
			edge = page->lines[i].right;
	}
	for (size_t i = 0; i + 1 < page->count; i++) {
		bool full = page->lines[i].right > edge - LONG_WORD && !page->lines[i].hard &&
			    !page->lines[i + 1].gap;

		near += full;
		small += full && !begins_large(&page->lines[i + 1]);
	}
	for (size_t i = 0; i + 1 < page->count && !page->markdown; i++)
		page->lines[i].hard = page->lines[i].hard ||
				      ((near < 2 || small == 0 || ends_in_year(&page->lines[i])) &&
				       begins_large(&page->lines[i + 1]));
	if (edge < MIN_WRAP || edge > MAX_WRAP)
		edge = 1e9;
	for (size_t i = 0; i < page->count; i++)
		page->lines[i].edge = page->lines[i].outer = edge;
}

int rq_plain_read(const char *bytes, size_t length, bool markdown, struct rq_document *document,
		  struct rq_error *err)
{
	struct page page = { .markdown = markdown };
	struct rq_buffer text;
	size_t next;
	int result = -1;

	document->format = markdown ? "markdown" : "text";
	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	if (rq_plain_decode(bytes, length, NULL, &text, document, err) == -1)
		goto out;
	for (size_t at = 0; at < text.length; at += next) {
		size_t line = find_end(text.data + at, text.length - at, &next);

		if (take_line(&page, text.data + at, line, err) == -1)
			goto out;
	}
	set_edges(&page);
	result = rq_flow_add(document, page.lines, page.count, err);
out:
	for (size_t i = 0; i < page.count; i++)
		free(page.lines[i].text);
	free(page.lines);
	rq_buffer_free(&text);
	return result;
}
