#include "document/markdown.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "document/link.h"

enum { MAX_MARK = 4096 }; /* bytes that a link or a tag may take: the search for its end stops */

struct cursor {
	const char *at;
	const char *end;
	unsigned face; /* by the emphasis that is open */
	struct rq_turning *turning;
};

static int take_all(struct cursor cursor, struct rq_buffer *out, struct rq_error *err);

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The end of a bracketed part that begins at open, NULL when it is not closed. */
static const char *closing(const char *open, const char *end, char opens, char closes)
{
	int depth = 0;

	if ((size_t)(end - open) > MAX_MARK)
		end = open + MAX_MARK;
	for (const char *at = open; at < end; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == opens)
			depth++;
		else if (*at == closes && --depth == 0)
			return at;
	}
	return NULL;
}

/* The length of what stands there when it is attributes, "{#id .class key=value}", or 0. */
static size_t attributes(const char *at, const char *end)
{
	const char *close = at < end && *at == '{' ? closing(at, end, '{', '}') : NULL;

	if (!close || (!strchr("#.", at[1]) && !memchr(at, '=', (size_t)(close - at))))
		return 0;
	return (size_t)(close + 1 - at);
}

/*
 * [text](url "title"), ![alt](url), [text][name of a url] or [text]{attributes}, at the cursor: 1
 * taken, 0 it is none.
 */
static int take_link(struct cursor *cursor, bool picture, struct rq_buffer *out,
		     struct rq_error *err)
{
	const char *open = cursor->at + picture, *close, *url, *end;
	size_t before = out->length, size;
	struct cursor inside = *cursor;

	close = closing(open, cursor->end, '[', ']');
	inside.at = open + 1;
	inside.end = close;
	if (!close || close + 1 >= cursor->end)
		return 0;
	end = close[1] == '[' ? closing(close + 1, cursor->end, '[', ']') : NULL;
	if (!picture && (end || attributes(close + 1, cursor->end) > 0)) {
		cursor->at = end ? end + 1 : close + 1 + attributes(close + 1, cursor->end);
		return take_all(inside, out, err) == -1 ? -1 : 1;
	}
	if (close[1] != '(')
		return 0;
	end = closing(close + 1, cursor->end, '(', ')');
	if (!end)
		return 0;
	url = close + 2;
	cursor->at = end + 1 + attributes(end + 1, cursor->end);
	if (picture)
		return 1;
	for (size = 0; url + size < end && !isspace((unsigned char)url[size]); size++)
		;
	if (take_all(inside, out, err) == -1 || rq_link_append(out, before, url, size, err) == -1)
		return -1;
	return 1;
}

/* An HTML tag or autolink at the cursor. */
static int take_angle(struct cursor *cursor, struct rq_buffer *out, struct rq_error *err)
{
	size_t left = (size_t)(cursor->end - cursor->at);
	const char *end = memchr(cursor->at, '>', left < MAX_MARK ? left : MAX_MARK);
	const char *at = cursor->at + 1;

	if (!end || end == at || !(isalpha((unsigned char)*at) || *at == '/' || *at == '!'))
		return 0;
	cursor->at = end + 1;
	if (memchr(at, ':', (size_t)(end - at)) && !memchr(at, ' ', (size_t)(end - at)))
		return rq_buffer_append(out, at, (size_t)(end - at), err) == -1 ? -1 : 1;
	if (memchr(at, '@', (size_t)(end - at)) && !memchr(at, ' ', (size_t)(end - at)))
		return rq_buffer_append(out, at, (size_t)(end - at), err) == -1 ? -1 : 1;
	return rq_buffer_append(out, " ", 1, err) == -1 ? -1 : 1;
}

/* How many marks of emphasis begin here that belong to no word: 0 leaves them. */
static size_t emphasis(const char *line, const struct cursor *cursor)
{
	char mark = *cursor->at;
	size_t run = 0;
	bool before, after;

	while (cursor->at + run < cursor->end && cursor->at[run] == mark)
		run++;
	before = cursor->at > line && is_word(cursor->at[-1]);
	after = cursor->at + run < cursor->end && is_word(cursor->at[run]);
	if (mark == '`')
		return run;
	if (mark == '~')
		return run == 2 ? 2 : 0;
	if (run > 3 || (mark == '_' && before && after))
		return 0;
	if (cursor->at + run < cursor->end && isspace((unsigned char)cursor->at[run]) &&
	    (cursor->at == line || isspace((unsigned char)cursor->at[-1])))
		return 0; /* a mark between spaces stands for itself */
	return run;
}

/*
 * The dash that "--" or "---" stands for, as typewriters wrote it and Pandoc does, at the cursor,
 * or NULL; not that of an option ("--force"). *run is how many hyphens there are.
 */
static const char *dash(const char *line, const struct cursor *cursor, size_t *run)
{
	static const char *const dashes[] = { "\u2013", "\u2014" };
	const char *at = cursor->at;

	for (*run = 0; at < cursor->end && *at == '-'; at++)
		++*run;
	if (*run < 2 || *run > 3 ||
	    (at < cursor->end && *at != ' ' && !isdigit((unsigned char)*at)))
		return NULL;
	if (cursor->at > line && cursor->at[-1] != ' ' && !isdigit((unsigned char)cursor->at[-1]))
		return NULL;
	return dashes[*run - 2];
}

/* What so many marks of emphasis begin or end; code and what is struck out are no other type. */
static unsigned turned(unsigned face, char mark, size_t run)
{
	if (mark != '*' && mark != '_')
		return face;
	return face ^ ((run & 1 ? RQ_FACE_ITALIC : 0) | (run & 2 ? RQ_FACE_BOLD : 0));
}

/* One character as it is. */
static int take_character(struct cursor *cursor, struct rq_buffer *out, struct rq_error *err)
{
	const char *at = cursor->at;
	size_t size;

	(void)rq_text_decode(at, (size_t)(cursor->end - at), &size);
	cursor->at += size;
	if (cursor->turning)
		rq_turn_follow(cursor->turning, out->data, out->length, cursor->face, at, size);
	return rq_buffer_append(out, at, size, err);
}

static int take_one(const char *line, struct cursor *cursor, struct rq_buffer *out,
		    struct rq_error *err)
{
	char c = *cursor->at;
	const char *sign;
	int taken = 0;
	size_t run;

	if (c == '\\' && cursor->at + 1 < cursor->end && ispunct((unsigned char)cursor->at[1])) {
		cursor->at += 2;
		return rq_buffer_append(out, cursor->at - 1, 1, err);
	}
	if (c == '[')
		taken = take_link(cursor, false, out, err);
	else if (c == '!' && cursor->at + 1 < cursor->end && cursor->at[1] == '[')
		taken = take_link(cursor, true, out, err);
	else if (c == '<')
		taken = take_angle(cursor, out, err);
	if (taken != 0)
		return taken == 1 ? 0 : -1;
	if (strchr("*_`~", c) && c != '\0' && (run = emphasis(line, cursor)) > 0) {
		cursor->at += run;
		cursor->face = turned(cursor->face, c, run);
		return 0;
	}
	if (c == '-' && (sign = dash(line, cursor, &run)) != NULL) {
		cursor->at += run;
		return rq_buffer_append_text(out, sign, err);
	}
	return take_character(cursor, out, err);
}

/* From line on, which is also where its emphasis may begin. */
static int take_all(struct cursor cursor, struct rq_buffer *out, struct rq_error *err)
{
	const char *line = cursor.at;

	while (cursor.at < cursor.end)
		if (take_one(line, &cursor, out, err) == -1)
			return -1;
	return 0;
}

int rq_markdown_inline(const char *line, size_t length, struct rq_buffer *out, bool *strong,
		       struct rq_turns *turns, struct rq_error *err)
{
	struct rq_turning turning = { .begun = false };
	int result;

	*strong = length > 4 && (memcmp(line, "**", 2) == 0 || memcmp(line, "__", 2) == 0) &&
		  memcmp(line + length - 2, line, 2) == 0 &&
		  memmem(line + 2, length - 4, line, 2) == NULL;
	result =
	    take_all((struct cursor) { line, line + length, 0, turns ? &turning : NULL }, out, err);
	if (turns)
		*turns = turning.turns;
	return result;
}

bool rq_markdown_is_fence(const char *line, size_t length)
{
	const char *end = line + length;
	size_t colons = 0;

	while (colons < length && line[colons] == ':')
		colons++;
	for (line += colons; line < end && isspace((unsigned char)*line);)
		line++;
	while (line < end && (isspace((unsigned char)end[-1]) || end[-1] == ':'))
		end--;
	return colons >= 3 && (attributes(line, end) == (size_t)(end - line) ||
			       !memchr(line, ' ', (size_t)(end - line)));
}

size_t rq_markdown_trim_attributes(const char *line, size_t length)
{
	const char *open = memrchr(line, '{', length);

	if (!open || open == line || open[-1] != ' ' ||
	    open + attributes(open, line + length) != line + length)
		return length;
	for (length = (size_t)(open - line); length > 0 && line[length - 1] == ' ';)
		length--;
	return length;
}

bool rq_markdown_is_ruler(const char *line, size_t length)
{
	bool dash = false, pipe = false;

	for (size_t i = 0; i < length; i++) {
		if (!strchr("|-: \t", line[i]) || line[i] == '\0')
			return false;
		dash = dash || line[i] == '-';
		pipe = pipe || line[i] == '|';
	}
	return dash && pipe;
}

int rq_markdown_row(const char *line, size_t length, struct rq_buffer *out, struct rq_error *err)
{
	const char *end = line + length;
	bool ignored;

	while (line < end && isspace((unsigned char)end[-1]))
		end--;
	if (line < end && *line == '|')
		line++;
	if (line < end && end[-1] == '|')
		end--;
	while (line <= end) {
		const char *bar = memchr(line, '|', (size_t)(end - line));

		if (!bar)
			bar = end;
		while (line < bar && isspace((unsigned char)*line))
			line++;
		if (rq_markdown_inline(line, (size_t)(bar - line), out, &ignored, NULL, err) == -1)
			return -1;
		while (out->length > 0 && out->data[out->length - 1] == ' ')
			out->data[--out->length] = '\0';
		if (bar < end && rq_buffer_append(out, "\t", 1, err) == -1)
			return -1;
		line = bar + 1;
	}
	return 0;
}
