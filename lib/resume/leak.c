#include "resume/leak.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/memory.h"
#include "base/text.h"
#include "resume/fold.h"
#include "resume/sighting.h"

/* Bytes that are read on either side of what differs: longer than any name or address. */
enum { AROUND = 1024 };

static int read_hex(const char *text, size_t digits, int32_t *value)
{
	*value = 0;
	for (size_t i = 0; i < digits; i++) {
		int digit = rq_hex_value(text[i]);

		if (digit == -1)
			return -1;
		*value = *value * 16 + digit;
	}
	return 0;
}

/* One "\uXXXX", or two that make one character; how many bytes it took. */
static size_t read_escape(const char *text, int32_t *character)
{
	int32_t low;

	if (text[1] != 'u' || read_hex(text + 2, 4, character) == -1)
		return 0;
	if (*character < 0xd800 || *character > 0xdbff || text[6] != '\\' || text[7] != 'u' ||
	    read_hex(text + 8, 4, &low) == -1 || low < 0xdc00 || low > 0xdfff)
		return 6;
	*character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
	return 12;
}

/*
 * Undoes JSON's escapes, or percent encoding, in place, and says whether there were
 * any; the bytes end with a NUL.
 */
static bool unwrap_json(char *text)
{
	char *to = strchr(text, '\\');

	if (!to)
		return false;
	for (text = to; *text;) {
		int32_t character;
		size_t used = *text == '\\' ? read_escape(text, &character) : 0;

		if (used > 0) {
			to += rq_text_encode(character > 0 ? character : ' ', to);
			text += used;
		} else if (*text == '\\' && text[1]) {
			*to++ = text[1];
			if (strchr("nrtbf", text[1]))
				to[-1] = '\n';
			text += 2;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
	return true;
}

static bool unwrap_percent(char *text)
{
	char *to = text;
	bool found = false;

	while (*text) {
		int32_t byte;

		if (*text == '%' && read_hex(text + 1, 2, &byte) == 0 && byte > 0) {
			*to++ = (char)byte;
			text += 3;
			found = true;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
	return found;
}

/*
 * What is read: the bytes behind their escapes, behind percent encoding as well, and behind
 * the escapes of a text that is JSON itself. Without any escape the first are the bytes.
 */
static bool (*const unwraps[])(char *) = { unwrap_json, unwrap_percent, unwrap_json };
enum { READINGS = sizeof unwraps / sizeof unwraps[0] };

/* How often each kind stands in a text, and all. Placeholders are no leak, whoever wrote them. */
static size_t count(const struct rq_persona *persona, const char *text,
		    size_t counts[RQ_TRAIT_COUNT])
{
	struct rq_sighting sighting = { 0 };
	struct rq_folded folded;
	size_t all = 0;

	memset(counts, 0, RQ_TRAIT_COUNT * sizeof *counts);
	rq_fold_init(&folded, text, strlen(text), false);
	while (rq_sighting_find(persona, &folded, sighting.last, &sighting))
		if (sighting.trait != RQ_TRAIT_TEXT) {
			counts[sighting.trait]++;
			all++;
		}
	rq_fold_free(&folded);
	return all;
}

/* The same in a frame, behind the first so many wrappings. */
static void count_frame(const struct rq_persona *persona, const char *frame, size_t length,
			size_t wrappings, size_t counts[RQ_TRAIT_COUNT])
{
	char *text = rq_strndup(frame, length);

	for (size_t i = 0; i < wrappings; i++)
		(void)unwraps[i](text);
	(void)count(persona, text, counts);
	free(text);
}

/* The first kind that stands more often in one than in the other; RQ_TRAIT_COUNT: none. */
static size_t find_more(const size_t one[RQ_TRAIT_COUNT], const size_t other[RQ_TRAIT_COUNT])
{
	for (size_t i = 0; i < RQ_TRAIT_COUNT; i++)
		if (one[i] > other[i])
			return i;
	return RQ_TRAIT_COUNT;
}

/*
 * What the two begin and end with alike says of nobody more than the other does, so
 * it need not be read, but for some bytes on either side of what differs.
 */
static void skip_common(const char **frame, size_t *frame_length, const char **bytes,
			size_t *length)
{
	size_t shorter = *frame_length < *length ? *frame_length : *length, front = 0, back = 0;

	while (front < shorter && (*frame)[front] == (*bytes)[front])
		front++;
	while (back < shorter - front &&
	       (*frame)[*frame_length - 1 - back] == (*bytes)[*length - 1 - back])
		back++;
	front = front > AROUND ? front - AROUND : 0;
	back = back > AROUND ? back - AROUND : 0;
	*frame += front;
	*bytes += front;
	*frame_length -= front + back;
	*length -= front + back;
}

const char *rq_leak_find(const struct rq_persona *persona, const char *frame, size_t frame_length,
			 const char *bytes, size_t length)
{
	static const char *const kinds[] = {
		[RQ_TRAIT_NAME] = "name",
		[RQ_TRAIT_EMAIL] = "e-mail address",
		[RQ_TRAIT_PHONE] = "phone",
		[RQ_TRAIT_ADDRESS] = "address",
		[RQ_TRAIT_LINK] = "link",
		[RQ_TRAIT_USER] = "user name",
		[RQ_TRAIT_BIRTH] = "birth date",
		[RQ_TRAIT_PHOTO] = "photo",
		[RQ_TRAIT_PAPER] = "number of a paper",
		[RQ_TRAIT_FAMILY] = "family",
		[RQ_TRAIT_TEXT] = "text",
	};
	size_t of_bytes[RQ_TRAIT_COUNT], of_frame[RQ_TRAIT_COUNT], more = RQ_TRAIT_COUNT;
	char *text;

	skip_common(&frame, &frame_length, &bytes, &length);
	text = rq_strndup(bytes, length);
	for (size_t i = 0; i < READINGS && more == RQ_TRAIT_COUNT; i++) {
		bool changed = unwraps[i](text);

		if ((!changed && i > 0) || count(persona, text, of_bytes) == 0)
			continue;
		count_frame(persona, frame, frame_length, i + 1, of_frame);
		more = find_more(of_bytes, of_frame);
	}
	free(text);
	return more < RQ_TRAIT_COUNT ? kinds[more] : NULL;
}
