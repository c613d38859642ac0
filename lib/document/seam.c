#include "document/seam.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

enum {
	LONGEST_WORD = 2048 /* bytes: an address; what runs on for longer is looked at no further */
};

/* The character that ends at *end, which moves to its beginning; 0 at the start. */
static int32_t step_back(const char *text, size_t *end)
{
	size_t start = *end, size;

	if (start == 0)
		return 0;
	do
		start--;
	while (start > 0 && *end - start < 4 && ((unsigned char)text[start] & 0xc0) == 0x80);
	size = *end - start;
	*end = start;
	return rq_text_decode(text + start, size, &size);
}

/* The last character but white space, and the one before it. */
static int32_t last_character(const char *text, size_t length, int32_t *before)
{
	int32_t last;

	do
		last = step_back(text, &length);
	while (last != 0 && rq_text_is_space(last));
	*before = step_back(text, &length);
	return last;
}

bool rq_seam_begins_small(const char *text, size_t length)
{
	size_t size;
	int32_t first;

	if (length == 0)
		return false;
	first = rq_text_decode(text, length, &size);
	return rq_text_is_letter(first) && !rq_text_is_upper(first);
}

bool rq_seam_is_hyphen(const char *text, size_t length)
{
	int32_t before, last = last_character(text, length, &before);

	return last == 0xad || ((last == '-' || last == 0x2010) && rq_text_is_letter(before));
}

/* Where the word begins that a text ends with. */
static size_t start_of_word(const char *text, size_t length)
{
	size_t start = length, least = length > LONGEST_WORD ? length - LONGEST_WORD : 0;

	while (start > least && text[start - 1] != ' ' && text[start - 1] != '\t')
		start--;
	return start;
}

/* The parts of a compound keep their hyphen: "end-to-", or a part that often begins one. */
static bool is_compound(const char *text, size_t length)
{
	static const char *const parts[] = { "full",  "self",  "cross", "real",   "high", "long",
					     "third", "front", "back",  "object", "data", "well",
					     "large", "end",   "multi", "non",    "part", "open" };
	size_t start = start_of_word(text, length);

	if (memchr(text + start, '-', length - start) || memchr(text + start, '/', length - start))
		return true;
	if (length - start == 1) /* e-mail, T-shirt */
		return true;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strlen(parts[i]) == length - start &&
		    strncasecmp(text + start, parts[i], length - start) == 0)
			return true;
	return false;
}

/* "Regressions- und Zeitreihenmodelle": the hyphen stands for what both end with. */
static bool is_suspended(const char *next, size_t length)
{
	static const char *const words[] = { "und", "oder", "bzw.", "sowie", "and", "or",
					     "to",  "en",   "of",   "og",    "och", "eller" };
	size_t end = 0;

	while (end < length && next[end] != ' ')
		end++;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (end < length && strlen(words[i]) == end && memcmp(words[i], next, end) == 0)
			return true;
	return false;
}

/* "、", "。", "）": they bring the space behind them along. */
static bool is_wide_stop(int32_t character)
{
	static const int32_t stops[] = { 0x3001, 0x3002, 0x300d, 0x300f, 0x3011, 0xff01,
					 0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f };

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		if (stops[i] == character)
			return true;
	return false;
}

/* Chinese and Japanese have no spaces, where their lines end neither. */
static bool runs_on(int32_t last, const char *next, size_t length)
{
	size_t size;

	return length > 0 && (is_wide_stop(last) ||
			      (rq_text_is_ideographic(last) &&
			       rq_text_is_ideographic(rq_text_decode(next, length, &size))));
}

/* Whether the text ends inside of an address, which is broken behind a slash. */
static bool ends_in_address(const char *text, size_t length)
{
	size_t word = start_of_word(text, length);

	return length > word && text[length - 1] == '/' &&
	       memmem(text + word, length - word, "://", 3);
}

static void drop_spaces(struct rq_buffer *text)
{
	while (text->length > 0 && text->data[text->length - 1] == ' ')
		text->data[--text->length] = '\0';
}

/*
 * Where a hyphen ended the line: it goes, or stays, with a space where words follow that it waits
 * for.
 */
static int join_hyphen(struct rq_buffer *text, const char *next, size_t length,
		       struct rq_error *err)
{
	int32_t before, last = last_character(text->data, text->length, &before);
	char bytes[4];
	size_t size = rq_text_encode(last, bytes);

	drop_spaces(text);
	if (last == '-' && is_suspended(next, length))
		return rq_buffer_append(text, " ", 1, err);
	if (last != '-' ||
	    (rq_seam_begins_small(next, length) && !is_compound(text->data, text->length - size))) {
		text->length -= size;
		text->data[text->length] = '\0';
	}
	return 0;
}

int rq_seam_join(struct rq_buffer *text, const char *next, size_t length, struct rq_error *err)
{
	int32_t before, last = last_character(text->data, text->length, &before);
	int result = 0;

	if (runs_on(last, next, length))
		drop_spaces(text);
	else if (rq_seam_is_hyphen(text->data, text->length))
		result = join_hyphen(text, next, length, err);
	else if (!ends_in_address(text->data, text->length))
		result = rq_buffer_append(text, " ", 1, err);
	return result == 0 ? rq_buffer_append(text, next, length, err) : -1;
}
