#include "document/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <uchardet.h>

#include "base/limits.h"
#include "base/text.h"

enum {
	SAMPLE = 64 << 10,     /* bytes that a guess looks at */
	PATTERN_SAMPLE = 4096, /* bytes in which NULs are counted */
};

static const char replacement[] = "\xef\xbf\xbd";

static const struct {
	const char *bytes;
	size_t length;
	const char *name;
} marks[] = {
	{ "\xef\xbb\xbf", 3, "UTF-8" },    { "\xff\xfe\0\0", 4, "UTF-32LE" },
	{ "\0\0\xfe\xff", 4, "UTF-32BE" }, { "\xff\xfe", 2, "UTF-16LE" },
	{ "\xfe\xff", 2, "UTF-16BE" },
};

static const char *find_mark(const char *bytes, size_t length, size_t *size)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (length >= marks[i].length &&
		    memcmp(bytes, marks[i].bytes, marks[i].length) == 0) {
			*size = marks[i].length;
			return marks[i].name;
		}
	return NULL;
}

/*
 * Where the NULs stand: Latin text in UTF-16 has them at every second place,
 * in UTF-32 at three of four. A quarter of the units is enough, because names
 * and dates are Latin in most scripts' documents too, and spaces always are.
 */
static const char *find_pattern(const char *bytes, size_t length)
{
	size_t sample = (length < PATTERN_SAMPLE ? length : PATTERN_SAMPLE) & ~(size_t)3;
	size_t zeros[4] = { 0 }, units = sample / 4;

	for (size_t i = 0; i < sample; i++)
		zeros[i & 3] += bytes[i] == '\0';
	if (units < 2)
		return NULL;
	if (zeros[2] == units && zeros[3] == units && zeros[0] < units / 2)
		return "UTF-32LE";
	if (zeros[0] == units && zeros[1] == units && zeros[3] < units / 2)
		return "UTF-32BE";
	if (zeros[1] + zeros[3] > units / 2 && zeros[0] + zeros[2] <= units / 32)
		return "UTF-16LE";
	if (zeros[0] + zeros[2] > units / 2 && zeros[1] + zeros[3] <= units / 32)
		return "UTF-16BE";
	return NULL;
}

const char *rq_encoding_sniff(const char *bytes, size_t length)
{
	size_t size;
	const char *name = find_mark(bytes, length, &size);

	return name ? name : find_pattern(bytes, length);
}

static int append_utf8(const char *bytes, size_t length, struct rq_buffer *text, size_t *bad,
		       struct rq_error *err)
{
	size_t good = 0, at = 0, size;

	while (at < length) {
		if (rq_text_decode(bytes + at, length - at, &size) != 0xfffd || size > 1) {
			at += size;
			continue;
		}
		if (rq_buffer_append(text, bytes + good, at - good, err) == -1 ||
		    rq_buffer_append_text(text, replacement, err) == -1)
			return -1;
		++*bad;
		good = at += 1;
		while (at < length && ((unsigned char)bytes[at] & 0xc0) == 0x80)
			good = ++at; /* the rest of the same ill-formed sequence */
	}
	return rq_buffer_append(text, bytes + good, at - good, err);
}

/* One round of iconv into the buffer: what it cannot read is replaced, a byte at a time. */
static int convert_some(iconv_t converter, char **in, size_t *left, struct rq_buffer *text,
			size_t *bad, struct rq_error *err)
{
	char chunk[4096], *out = chunk;
	size_t room = sizeof chunk, result = iconv(converter, in, left, &out, &room);
	int why = errno;

	if (rq_buffer_append(text, chunk, (size_t)(out - chunk), err) == -1)
		return -1;
	if (result != (size_t)-1 || why == E2BIG)
		return 0;
	++*bad;
	++*in;
	--*left;
	return rq_buffer_append_text(text, replacement, err);
}

int rq_encoding_convert(const char *name, const char *bytes, size_t length, struct rq_buffer *text,
			size_t *bad, struct rq_error *err)
{
	iconv_t converter;
	char *in;
	int result = 0;

	*bad = 0;
	if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "ASCII") == 0)
		return append_utf8(bytes, length, text, bad, err);
	converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1) // NOLINT(performance-no-int-to-ptr): iconv_open(3)
		return rq_fail(err, RQ_UNSUPPORTED, "text in an encoding that is not known here");
	memcpy(&in, &bytes, sizeof in); /* iconv() takes char ** but does not write there */
	while (result == 0 && length > 0)
		result = convert_some(converter, &in, &length, text, bad, err);
	(void)iconv_close(converter);
	return result;
}

/* Well-formed and ill-formed sequences beyond ASCII. */
static void count_sequences(const char *bytes, size_t length, size_t *good, size_t *bad)
{
	size_t size;

	*good = *bad = 0;
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(bytes + at, length - at, &size);

		*good += size > 1;
		*bad += character == 0xfffd && size == 1;
	}
}

/* Whether text of two or more bytes cut off at the end is all that is wrong. */
static int is_cut_only(const char *bytes, size_t length)
{
	size_t end = length;

	while (end > 0 && length - end < 3 && ((unsigned char)bytes[end - 1] & 0xc0) == 0x80)
		end--;
	return end > 0 && (unsigned char)bytes[end - 1] >= 0xc2 && (end < length || length > 1) &&
	       rq_text_is_utf8(bytes, end - 1);
}

/* ISO 2022 writes other alphabets in ASCII, behind escapes that no other text has. */
static int is_shifted(const char *bytes, size_t length)
{
	return memmem(bytes, length, "\x1b$", 2) || memmem(bytes, length, "\x1b(B", 3);
}

static void guess(const char *bytes, size_t length, struct rq_encoding *encoding)
{
	uchardet_t detector = uchardet_new();
	size_t sample = length < SAMPLE ? length : SAMPLE;
	const char *name = "";

	if (uchardet_handle_data(detector, bytes, sample) == 0) {
		uchardet_data_end(detector);
		name = uchardet_get_charset(detector);
	}
	/* What it cannot tell is, in an office, the Windows page of Western Europe. */
	if (*name == '\0' || strcasecmp(name, "ASCII") == 0 || strcasecmp(name, "UTF-8") == 0)
		name = "WINDOWS-1252";
	(void)snprintf(encoding->name, sizeof encoding->name, "%s", name);
	encoding->guessed = 1;
	uchardet_delete(detector);
}

int rq_encoding_decode(const char *bytes, size_t length, const char *declared,
		       struct rq_buffer *text, struct rq_encoding *encoding, struct rq_error *err)
{
	size_t mark = 0, good, bad;
	const char *name = find_mark(bytes, length, &mark);

	memset(encoding, 0, sizeof *encoding);
	if (!name)
		name = find_pattern(bytes, length);
	if (!name) {
		count_sequences(bytes, length, &good, &bad);
		if (is_shifted(bytes, length))
			name = NULL;
		else if (bad == 0 || good > 2 * bad || is_cut_only(bytes, length))
			name = "UTF-8";
		else
			name = declared;
	}
	if (name)
		(void)snprintf(encoding->name, sizeof encoding->name, "%s", name);
	else
		guess(bytes, length, encoding);
	if (rq_encoding_convert(encoding->name, bytes + mark, length - mark, text, &encoding->bad,
				err) == 0)
		return 0;
	if (err->code != RQ_UNSUPPORTED)
		return -1;
	memset(err, 0, sizeof *err); /* a name that iconv has not heard of */
	(void)snprintf(encoding->name, sizeof encoding->name, "WINDOWS-1252");
	encoding->guessed = 1;
	return rq_encoding_convert(encoding->name, bytes, length, text, &encoding->bad, err);
}
