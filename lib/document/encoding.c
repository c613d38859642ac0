#include "document/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <uchardet.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/latin.h"

enum {
	SAMPLE = 64 << 10,     /* bytes that a guess looks at */
	PATTERN_SAMPLE = 4096, /* bytes in which NULs are counted */
};

static const char hz[] = "HZ-GB-2312";

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

/*
 * HZ (RFC 1843): "~{" and "~}" enclose GB 2312 in seven bits, "~~" is a tilde,
 * "~" at the end of a line joins it to the next. Appends it in eight bits.
 */
static int unfold_hz(const char *bytes, size_t length, struct rq_buffer *unfolded,
		     struct rq_error *err)
{
	int shifted = 0;

	for (size_t i = 0; i < length; i++) {
		char c = bytes[i], next = '\0';

		if (i + 1 < length)
			next = bytes[i + 1];

		if (c == '~' && strchr("{}~\n", next) && next != '\0') {
			i++;
			if (next == '{' || next == '}')
				shifted = next == '{';
			if (next != '~')
				continue;
		}
		if (c == '\n')
			shifted = 0;
		else if (shifted)
			c = (char)((unsigned char)c | 0x80);
		if (rq_buffer_append(unfolded, &c, 1, err) == -1)
			return -1;
	}
	return 0;
}

/* Whether all that "~{" opens are whole characters, and "~}" closes on the same line. */
static int is_hz(const char *bytes, size_t length)
{
	const char *end = bytes + length, *at = bytes;
	size_t characters = 0;

	while ((at = memmem(at, (size_t)(end - at), "~{", 2))) {
		for (at += 2;
		     end - at >= 2 && *at >= 0x21 && *at <= 0x77 && at[1] >= 0x21 && at[1] <= 0x7e;
		     at += 2)
			characters++;
		if (end - at < 2 || at[0] != '~' || at[1] != '}')
			return 0;
	}
	return characters > 0;
}

static int convert_hz(const char *bytes, size_t length, struct rq_buffer *text, size_t *bad,
		      struct rq_error *err)
{
	struct rq_buffer unfolded;
	int result;

	rq_buffer_init(&unfolded, length + 1);
	result = unfold_hz(bytes, length, &unfolded, err);
	if (result == 0)
		result = rq_encoding_convert("GB18030", unfolded.data ? unfolded.data : "",
					     unfolded.length, text, bad, err);
	rq_buffer_free(&unfolded);
	return result;
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
	if (strcasecmp(name, hz) == 0)
		return convert_hz(bytes, length, text, bad, err);
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

/*
 * Whether it is UTF-8 by its form, though the values are not allowed: surrogates
 * (CESU-8, as some databases export it), overlong sequences.
 */
static int is_formed(const char *bytes, size_t length)
{
	size_t formed = 0, stray = 0;

	for (size_t at = 0; at < length;) {
		unsigned char lead = (unsigned char)bytes[at++];
		size_t wanted = lead >= 0xf8 || lead < 0xc0 ? 0
				: lead >= 0xf0              ? 3
				: lead >= 0xe0              ? 2
							    : 1;
		size_t got = 0;

		while (got < wanted && at < length && ((unsigned char)bytes[at] & 0xc0) == 0x80) {
			at++;
			got++;
		}
		formed += wanted > 0 && got == wanted;
		stray += lead >= 0x80 && (wanted == 0 || got < wanted);
	}
	return formed > 4 * stray;
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

static long fit_as(const char *name, const char *bytes, size_t length)
{
	struct rq_error ignored = { 0 };
	struct rq_buffer text;
	size_t bad;
	long fit = LONG_MIN;

	rq_buffer_init(&text, (size_t)4 * SAMPLE);
	if (rq_encoding_convert(name, bytes, length, &text, &bad, &ignored) == 0)
		fit = rq_latin_fit(text.data ? text.data : "", text.length);
	rq_buffer_free(&text);
	return fit;
}

/* Statistics of letters do not know the pages of DOS and Macintosh: these are tried. */
static const char *fit_best(const char *name, const char *bytes, size_t length)
{
	static const char *const latin[] = { "WINDOWS-125", "ISO-8859-", "MAC-CENTRALEUROPE",
					     "IBM852" };
	static const char *const not_latin[] = { "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1255",
						 "WINDOWS-1256", "ISO-8859-5",   "ISO-8859-6",
						 "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-11" };
	const char *best = name;
	bool is_latin = false;
	long most, fit;

	for (size_t i = 0; i < sizeof latin / sizeof latin[0]; i++)
		is_latin = is_latin || strncasecmp(name, latin[i], strlen(latin[i])) == 0;
	for (size_t i = 0; i < sizeof not_latin / sizeof not_latin[0]; i++)
		is_latin = is_latin && strcasecmp(name, not_latin[i]) != 0;
	if (!is_latin)
		return name;
	most = fit_as(name, bytes, length);
	fit = fit_as("MACINTOSH", bytes, length);
	if (fit > most || (fit == most && strcasecmp(name, "MAC-CENTRALEUROPE") == 0)) {
		best = "MACINTOSH";
		most = fit;
	}
	return fit_as("CP850", bytes, length) > most ? "CP850" : best;
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
	(void)snprintf(encoding->name, sizeof encoding->name, "%s", fit_best(name, bytes, sample));
	encoding->guessed = 1;
	uchardet_delete(detector);
}

/* Pages say UTF-8 of themselves that editors saved in another encoding. */
static int is_unicode(const char *declared)
{
	return declared &&
	       (strcasecmp(declared, "UTF-8") == 0 || strcasecmp(declared, "UTF8") == 0);
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
		else if (good + bad == 0 && is_hz(bytes, length))
			name = hz;
		else if (bad == 0 || good > 2 * bad || is_cut_only(bytes, length) ||
			 is_formed(bytes, length))
			name = "UTF-8";
		else
			name = is_unicode(declared) ? NULL : declared;
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
