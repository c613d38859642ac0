#include "document/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/bullet.h"

/* Both are shares of the type's height, which is a line's unit where it is known. */
static const double ALIGNED = 0.35; /* two left edges are the same */
static const double INDENT = 4.0;   /* a first line may begin so much further right */

static double unit_of(const struct rq_set_line *line)
{
	return line->size > 0 ? (double)line->size : 1.0;
}

static bool is_item(const struct rq_set_line *line)
{
	return line->kind == RQ_LINE_ITEM || rq_bullet_skip(line->text, line->length) > 0;
}

/* The last character but white space, and the one before it. */
static int32_t last_character(const char *text, size_t length, int32_t *before)
{
	int32_t last = 0;
	size_t size;

	*before = 0;
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (rq_text_is_space(character))
			continue;
		*before = last;
		last = character;
	}
	return last;
}

static bool begins_small(const struct rq_set_line *line)
{
	size_t size;
	int32_t first;

	if (line->length == 0)
		return false;
	first = rq_text_decode(line->text, line->length, &size);
	return rq_text_is_letter(first) && !rq_text_is_upper(first);
}

static bool ends_in_hyphen(const struct rq_set_line *line)
{
	int32_t before, last = last_character(line->text, line->length, &before);

	return last == 0xad || ((last == '-' || last == 0x2010) && rq_text_is_letter(before));
}

/* Whether next goes on where line, the last of a paragraph that began at first, broke off. */
static bool continues(const struct rq_set_line *first, const struct rq_set_line *line,
		      const struct rq_set_line *next)
{
	double unit = unit_of(line), same = ALIGNED * unit;

	if (line->hard || next->gap || is_item(next) || next->kind != RQ_LINE_TEXT ||
	    (line->kind != RQ_LINE_TEXT && line->kind != RQ_LINE_ITEM) ||
	    line->bold != next->bold || line->edge <= 0 ||
	    fabs((double)line->size - (double)next->size) > 0.6)
		return false;
	if (is_item(first)) {
		if (next->left < first->left + same)
			return false;
		if (fabs(next->left - first->text_left) <= same && line->size <= 0)
			return true; /* plain text: an indent is made by hand */
	} else if (fabs(next->left - line->left) > same &&
		   (line != first || next->left > line->left ||
		    line->left - next->left > INDENT * unit)) {
		return false;
	}
	if (ends_in_hyphen(line) && begins_small(next))
		return true;
	return line->right + next->word > line->edge + 0.01 * unit;
}

/* The parts of a compound keep their hyphen: "end-to-", or a part that often begins one. */
static bool is_compound(const char *text, size_t length)
{
	static const char *const parts[] = { "full",  "self",  "cross", "real",   "high", "long",
					     "third", "front", "back",  "object", "data", "well",
					     "large", "end",   "multi", "non",    "part", "open" };
	size_t start = length;

	while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '\t') {
		start--;
		if (text[start] == '-' || text[start] == '/')
			return true;
	}
	if (length - start == 1) /* e-mail, T-shirt */
		return true;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strlen(parts[i]) == length - start &&
		    strncasecmp(text + start, parts[i], length - start) == 0)
			return true;
	return false;
}

/* Takes the hyphen off the end where it only marked the line's end. */
static bool mend_hyphen(struct rq_buffer *text, const struct rq_set_line *line,
			const struct rq_set_line *next)
{
	int32_t before, last;
	char bytes[4];
	size_t size;

	if (!ends_in_hyphen(line))
		return false;
	while (text->length > 0 && text->data[text->length - 1] == ' ')
		text->data[--text->length] = '\0';
	last = last_character(text->data, text->length, &before);
	size = rq_text_encode(last, bytes);
	if (size > text->length)
		return false;
	if (last == '-' && (!begins_small(next) || is_compound(text->data, text->length - size)))
		return true; /* the hyphen stays, without a space behind it */
	text->length -= size;
	text->data[text->length] = '\0';
	return true;
}

static int add_paragraph(struct rq_document *document, const struct rq_set_line *lines,
			 size_t count, struct rq_buffer *text, struct rq_error *err)
{
	size_t skip = rq_bullet_skip(lines[0].text, lines[0].length);
	struct rq_line *line;

	rq_buffer_clear(text);
	if (rq_buffer_append(text, lines[0].text + skip, lines[0].length - skip, err) == -1)
		return -1;
	for (size_t i = 1; i < count; i++) {
		if (!mend_hyphen(text, &lines[i - 1], &lines[i]) &&
		    rq_buffer_append(text, " ", 1, err) == -1)
			return -1;
		if (rq_buffer_append(text, lines[i].text, lines[i].length, err) == -1)
			return -1;
	}
	if (rq_document_add(document, text->data, text->length, &line, err) == -1)
		return -1;
	if (!line)
		return 0;
	line->kind = skip > 0 && lines[0].kind == RQ_LINE_TEXT ? RQ_LINE_ITEM : lines[0].kind;
	line->page = lines[0].page;
	line->size = lines[0].size;
	line->left = (float)lines[0].left;
	line->bold = lines[0].bold;
	line->gap = line->gap || lines[0].gap;
	return 0;
}

int rq_flow_add(struct rq_document *document, const struct rq_set_line *lines, size_t count,
		struct rq_error *err)
{
	struct rq_buffer text;
	int result = 0;

	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	for (size_t i = 0, n; result == 0 && i < count; i += n) {
		for (n = 1; i + n < count; n++)
			if (!continues(&lines[i], &lines[i + n - 1], &lines[i + n]))
				break;
		result = add_paragraph(document, &lines[i], n, &text, err);
	}
	rq_buffer_free(&text);
	return result;
}
