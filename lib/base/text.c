#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"

enum {
	VIRAMA = 9,       /* the combining class of signs that take a vowel away */
	LONGEST_FLAG = 6, /* tags of one: "gbwls", and that which ends it */
};

static bool is_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* What most of a text is made of is classified without a look at Unicode's tables. */
static bool is_upper_ascii(int32_t character)
{
	return character >= 'A' && character <= 'Z';
}

static bool is_lower_ascii(int32_t character)
{
	return character >= 'a' && character <= 'z';
}

bool rq_text_is_utf8(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		utf8proc_int32_t character;
		utf8proc_ssize_t size;

		if ((unsigned char)bytes[at] < 0x80) {
			at++;
			continue;
		}
		size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
					(utf8proc_ssize_t)(length - at), &character);
		if (size < 1)
			return false;
		at += (size_t)size;
	}
	return true;
}

int32_t rq_text_decode(const char *text, size_t length, size_t *size)
{
	utf8proc_int32_t character;
	utf8proc_ssize_t used;

	assert(length > 0);
	if ((unsigned char)text[0] < 0x80) {
		*size = 1;
		return text[0];
	}
	used =
	    utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &character);
	if (used < 1) {
		*size = 1;
		return 0xfffd;
	}
	*size = (size_t)used;
	return character;
}

size_t rq_text_encode(int32_t character, char bytes[4])
{
	return (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes);
}

/* utf8proc's map with its NUL-terminated result; it fails only on bad UTF-8 or no memory. */
static char *map(const char *text, size_t length, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;

	if (utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped,
			 options) < 0)
		return rq_strndup(text, length);
	return (char *)mapped;
}

char *rq_text_nfc(const char *text, size_t length)
{
	if (is_ascii(text, length))
		return rq_strndup(text, length);
	return map(text, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

char *rq_text_fold(const char *text, size_t length)
{
	char *folded;

	if (!is_ascii(text, length))
		return map(text, length,
			   UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
			       UTF8PROC_CASEFOLD);
	folded = rq_strndup(text, length);
	for (char *c = folded; *c; c++)
		if (is_upper_ascii(*c))
			*c = (char)(*c + ('a' - 'A'));
	return folded;
}

bool rq_text_is_letter(int32_t character)
{
	utf8proc_category_t category;

	if (character < 0x80)
		return is_upper_ascii(character) || is_lower_ascii(character);
	category = utf8proc_category(character);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool rq_text_is_ideographic(int32_t character)
{
	return (character >= 0x2e80 && character <= 0x31ff && character != 0x3000) ||
	       (character >= 0x3400 && character <= 0x9fff) ||
	       (character >= 0xf900 && character <= 0xfaff) ||
	       (character >= 0xff01 && character <= 0xff60) ||
	       (character >= 0x20000 && character <= 0x3ffff);
}

bool rq_text_is_leftward(int32_t character)
{
	const utf8proc_property_t *property;

	if (character < 0x590)
		return false;
	property = utf8proc_get_property(character);
	return property->bidi_class == UTF8PROC_BIDI_CLASS_R ||
	       property->bidi_class == UTF8PROC_BIDI_CLASS_AL;
}

bool rq_text_is_upper(int32_t character)
{
	utf8proc_category_t category;

	if (character < 0x80)
		return is_upper_ascii(character);
	category = utf8proc_category(character);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool rq_text_is_lower(int32_t character)
{
	if (character < 0x80)
		return is_lower_ascii(character);
	return utf8proc_category(character) == UTF8PROC_CATEGORY_LL;
}

bool rq_text_is_mark(int32_t character)
{
	utf8proc_category_t category;

	if (character < 0x300) /* where Unicode's first marks are */
		return false;
	category = utf8proc_category(character);
	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool rq_text_is_digit(int32_t character)
{
	if (character < 0x80)
		return character >= '0' && character <= '9';
	return utf8proc_category(character) == UTF8PROC_CATEGORY_ND;
}

bool rq_text_is_space(int32_t character)
{
	utf8proc_category_t category;

	if (character < 0x80)
		return character == ' ' || (character >= '\t' && character <= '\r');
	category = utf8proc_category(character);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP || character == 0x85;
}

int32_t rq_text_plain(int32_t character)
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t count;
	int last = 0;

	if (character < 0x80)
		return is_upper_ascii(character) ? character + ('a' - 'A') : character;
	if (character >= 0xff01 && character <= 0xff5e)
		return rq_text_plain(character - 0xfee0);
	if (character < 0xc0 || (character >= 0x530 && (character < 0x1e00 || character > 0x1fff)))
		return character;
	count = utf8proc_decompose_char(character, parts, 8, UTF8PROC_DECOMPOSE, &last);
	return count > 0 ? utf8proc_tolower(parts[0]) : character;
}

int rq_text_digit_value(int32_t character)
{
	int32_t zero = character;

	if (!rq_text_is_digit(character))
		return -1;
	/* The digits of a script are ten neighbours (Unicode stability policy). */
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 0x1d7ce && character <= 0x1d7ff)
		return (character - 0x1d7ce) % 10;
	while (zero > 0 && character - zero < 9 && rq_text_is_digit(zero - 1))
		zero--;
	return character - zero;
}

bool rq_text_is_unsafe(int32_t character)
{
	utf8proc_category_t category;

	if (character < 0x80)
		return (character < 0x20 && character != '\t' && character != '\n') ||
		       character == 0x7f;
	if (character == 0xad) /* the soft hyphen is no threat, only invisible */
		return false;
	category = utf8proc_category(character);
	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
	       (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
}

/* Whether it is of a word, and of none that runs from right to left. */
static bool is_rightward_word(int32_t character)
{
	return (rq_text_is_letter(character) || rq_text_is_digit(character)) &&
	       !rq_text_is_leftward(character);
}

/* Where the character before that byte begins; at itself at the beginning. */
static size_t previous(const char *text, size_t at)
{
	size_t before = at;

	while (before > 0 && ((unsigned char)text[--before] & 0xc0) == 0x80)
		;
	return before;
}

static int32_t decode_before(const char *text, size_t at)
{
	size_t before = previous(text, at), size;

	return before < at ? rq_text_decode(text + before, at - before, &size) : 0;
}

bool rq_text_is_direction_mark(const char *text, size_t length, size_t at)
{
	size_t size, ignored;
	int32_t character = rq_text_decode(text + at, length - at, &size);

	if (character != 0x200e && character != 0x200f && character != 0x61c)
		return false;
	return at == 0 || at + size == length || !is_rightward_word(decode_before(text, at)) ||
	       !is_rightward_word(rq_text_decode(text + at + size, length - at - size, &ignored));
}

static bool is_picture(int32_t character)
{
	return character > 0 && utf8proc_get_property(character)->boundclass ==
				    UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* What may stand between a picture and what joins it: a tone of skin, a choice of its look. */
static bool changes_picture(int32_t character)
{
	return character == 0xfe0f || (character >= 0x1f3fb && character <= 0x1f3ff);
}

static bool joins_pictures(const char *text, size_t at, int32_t next)
{
	while (changes_picture(decode_before(text, at)))
		at = previous(text, at);
	return is_picture(decode_before(text, at)) && is_picture(next);
}

/* Whether a tag is of a flag: behind the black one, with no more than flags have. */
static bool is_of_flag(const char *text, size_t at)
{
	for (size_t i = 0; i < LONGEST_FLAG; i++, at = previous(text, at)) {
		int32_t before = decode_before(text, at);

		if (before == 0x1f3f4)
			return true;
		if (before < 0xe0020 || before > 0xe007e)
			return false;
	}
	return false;
}

bool rq_text_is_joint(const char *text, size_t length, size_t at)
{
	size_t size, ignored;
	int32_t character = rq_text_decode(text + at, length - at, &size), next = 0, before;

	if (character >= 0xe0020 && character <= 0xe007f)
		return is_of_flag(text, at);
	if (character != 0x200c && character != 0x200d)
		return false;
	if (at + size < length)
		next = rq_text_decode(text + at + size, length - at - size, &ignored);
	if (character == 0x200d && joins_pictures(text, at, next))
		return true;
	before = decode_before(text, at);
	return before > 0 && (utf8proc_get_property(before)->combining_class == VIRAMA ||
			      (rq_text_is_leftward(before) && rq_text_is_leftward(next)));
}

bool rq_text_ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text), bytes = strlen(ending);

	return length >= bytes && strcmp(text + length - bytes, ending) == 0;
}

size_t rq_text_columns(const char *text)
{
	size_t length = strlen(text), columns = 0, size;

	for (size_t at = 0; at < length; at += size)
		columns +=
		    (size_t)utf8proc_charwidth(rq_text_decode(text + at, length - at, &size));
	return columns;
}

size_t rq_text_cluster(const char *text, size_t length, size_t *columns)
{
	size_t size, end = 0;
	int32_t before = 0, character;
	utf8proc_int32_t state = 0;

	*columns = 0;
	for (; end < length; end += size, before = character) {
		character = rq_text_decode(text + end, length - end, &size);
		if (end > 0 && utf8proc_grapheme_break_stateful(before, character, &state))
			break;
		*columns += (size_t)utf8proc_charwidth(character);
	}
	return end;
}

size_t rq_text_characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		if (((unsigned char)*text & 0xc0) != 0x80)
			count++;
	return count;
}

const char *rq_text_s(uint64_t count)
{
	return count == 1 ? "" : "s";
}

const char *rq_text_escape(const char *text, char *out, size_t size)
{
	static const char cut[] = "…";
	size_t length = strlen(text), used = 0, step;

	assert(size > sizeof cut);
	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(text + at, length - at, &step);
		char piece[16];
		size_t count = step;

		if (character == 0xfffd && step == 1)
			count = (size_t)snprintf(piece, sizeof piece, "\\x%02x",
						 (unsigned char)text[at]);
		else if (character == '\n' || character == '\t' || rq_text_is_unsafe(character))
			count =
			    (size_t)snprintf(piece, sizeof piece, "\\u{%x}", (unsigned)character);
		else
			memcpy(piece, text + at, step);
		if (used + count + sizeof cut > size) {
			memcpy(out + used, cut, sizeof cut - 1);
			used += sizeof cut - 1;
			break;
		}
		memcpy(out + used, piece, count);
		used += count;
	}
	out[used] = '\0';
	return out;
}

char *rq_text_escaped(const char *text)
{
	/* a byte becomes 8 at most */
	size_t room = 8 * strlen(text) + sizeof "…" + 1;
	char *escaped = rq_alloc(room, 1);

	(void)rq_text_escape(text, escaped, room);
	return escaped;
}
