/* base/text: Unicode, and what is safe to show. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void only_well_formed_utf8_passes(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		bool good;
	} cases[] = {
		{ "plain", 5, true },
		{ "Zürich 東京 🙂", 19, true },
		{ "", 0, true },
		{ "\xc0\xaf", 2, false },         /* overlong */
		{ "\xed\xa0\x80", 3, false },     /* surrogate */
		{ "\xf4\x90\x80\x80", 4, false }, /* past U+10FFFF */
		{ "ab\xe2\x82", 4, false },       /* cut short */
		{ "\x80", 1, false },             /* lone continuation */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(rq_text_is_utf8(cases[i].bytes, cases[i].length), cases[i].good);
}

static void bad_bytes_decode_one_at_a_time(void **state)
{
	size_t size;

	(void)state;
	assert_int_equal(rq_text_decode("\xff\xfe", 2, &size), 0xfffd);
	assert_int_equal(size, 1);
	assert_int_equal(rq_text_decode("é", 2, &size), 0xe9);
	assert_int_equal(size, 2);
}

static void folding_makes_equal_what_people_take_as_equal(void **state)
{
	static const char *const pairs[][2] = {
		{ "STRASSE", "straße" },
		{ "ﬁnance", "FINANCE" },
		{ "Ｋ８ｓ", "k8s" },
		{ "Re\xcc\x81sume\xcc\x81", "résumé" },
		{ "PostgreSQL", "POSTGRESQL" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		char *one = rq_text_fold(pairs[i][0], strlen(pairs[i][0]));
		char *other = rq_text_fold(pairs[i][1], strlen(pairs[i][1]));

		assert_string_equal(one, other);
		free(one);
		free(other);
	}
}

static void nfc_composes(void **state)
{
	char *composed = rq_text_nfc("Re\xcc\x81sume\xcc\x81", 10);

	(void)state;
	assert_string_equal(composed, "Résumé");
	free(composed);
}

static void digits_of_any_script_have_a_value(void **state)
{
	(void)state;
	assert_int_equal(rq_text_digit_value('7'), 7);
	assert_int_equal(rq_text_digit_value(0x663), 3);   /* ARABIC-INDIC THREE */
	assert_int_equal(rq_text_digit_value(0x96f), 9);   /* DEVANAGARI NINE */
	assert_int_equal(rq_text_digit_value(0xff10), 0);  /* FULLWIDTH ZERO */
	assert_int_equal(rq_text_digit_value(0x1d7d7), 9); /* MATHEMATICAL BOLD NINE */
	assert_int_equal(rq_text_digit_value('a'), -1);
}

static void what_hides_or_reorders_is_unsafe(void **state)
{
	static const int32_t unsafe[] = { 0x00,   0x1b,   0x7f,   0x9b,    0x200b, 0x200f,
					  0x202e, 0x2066, 0xfeff, 0xe0041, 0xfffe };
	static const int32_t safe[] = { '\n', '\t', ' ', 'a', 0xe9, 0x5d0, 0x4e1c, 0x1f642, 0xad };

	(void)state;
	for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++)
		assert_true(rq_text_is_unsafe(unsafe[i]));
	for (size_t i = 0; i < sizeof safe / sizeof safe[0]; i++)
		assert_false(rq_text_is_unsafe(safe[i]));
}

static void a_mark_of_direction_is_typography_but_for_within_a_word(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		bool mark;
	} cases[] = {
		{ "\u200e+49 30", 0, true },    { "(\u05d0) \u200fC++", 5, true },
		{ "\u0627\u061cAPI", 2, true }, { "C++\u200e", 3, true },
		{ "Py\u200ethon", 2, false },   { "Py\u200f3", 2, false },
		{ "\u202ejane", 0, false },     { "\u2066jane", 0, false },
		{ "\u200b", 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(
		    rq_text_is_direction_mark(cases[i].text, strlen(cases[i].text), cases[i].at),
		    cases[i].mark);
}

static void a_joint_is_typography_in_scripts_and_pictures_that_have_it(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		bool joint;
	} cases[] = {
		{ "\u0645\u06cc\u200c\u062e", 4, true },             /* Persian */
		{ "\u0915\u094d\u200d\u0937", 6, true },             /* Hindi, behind its virama */
		{ "\U0001f469\u200d\U0001f4bb", 4, true },           /* a woman and a computer */
		{ "\U0001f469\U0001f3fd\u200d\U0001f4bb", 8, true }, /* with a tone of skin */
		{ "\u2764\ufe0f\u200d\U0001f525", 6, true },
		{ "\U0001f3f4\U000e0067\U000e0062\U000e007f", 12, true }, /* a flag */
		{ "Py\u200dthon", 2, false },
		{ "\u200dPython", 0, false },
		{ "\U0001f469\u200dPython", 4, false },
		{ "Py\u200d\U0001f4bb", 2, false },
		{ "\u0645\u200cPython", 2, false },
		{ "\U0001f469\u200c\U0001f4bb", 4, false },
		{ "x\U000e0067", 1, false },
		{ "\U0001f3f4\U000e0067\U000e0062\U000e0067\U000e0062\U000e0067\U000e0062"
		  "\U000e0067\U000e0062",
		  32, false }, /* no flag is so long */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (rq_text_is_joint(cases[i].text, strlen(cases[i].text), cases[i].at) !=
		    cases[i].joint)
			fail_msg("case %zu", i);
}

static void escaped_text_cannot_move_a_terminal(void **state)
{
	char out[64];

	(void)state;
	assert_string_equal(rq_text_escape("a\x1b[2Jb\nc\xff", out, sizeof out),
			    "a\\u{1b}[2Jb\\u{a}c\\xff");
	assert_string_equal(rq_text_escape("日本", out, sizeof out), "日本");
}

static void escaped_text_takes_the_room_that_it_needs(void **state)
{
	static const char *const texts[][2] = { { "", "" },
						{ "a", "a" },
						{ "\x01\xff\x7f", "\\u{1}\\xff\\u{7f}" },
						{ "\xf3\xa0\x81\x81", "\\u{e0041}" } };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		char *escaped = rq_text_escaped(texts[i][0]);

		assert_string_equal(escaped, texts[i][1]);
		free(escaped);
	}
}

static void escaped_text_ends_in_a_whole_character(void **state)
{
	char out[12];

	(void)state;
	assert_string_equal(rq_text_escape("ééééééééé", out, sizeof out), "éééé…");
	assert_string_equal(rq_text_escape("12345678", out, sizeof out), "12345678");
}

static void a_text_ends_in_itself_and_in_nothing_longer(void **state)
{
	(void)state;
	assert_true(rq_text_ends_in("/work/0/position", "/position"));
	assert_true(rq_text_ends_in("/position", "/position"));
	assert_true(rq_text_ends_in("position", ""));
	assert_false(rq_text_ends_in("position", "/position"));
	assert_false(rq_text_ends_in("/position/0", "/position"));
}

static void columns_count_wide_characters_twice(void **state)
{
	(void)state;
	assert_int_equal(rq_text_columns("abc"), 3);
	assert_int_equal(rq_text_columns("日本"), 4);
	assert_int_equal(rq_text_columns("e\xcc\x81"), 1);
	assert_int_equal(rq_text_characters("日本x"), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_well_formed_utf8_passes),
		cmocka_unit_test(bad_bytes_decode_one_at_a_time),
		cmocka_unit_test(folding_makes_equal_what_people_take_as_equal),
		cmocka_unit_test(nfc_composes),
		cmocka_unit_test(digits_of_any_script_have_a_value),
		cmocka_unit_test(what_hides_or_reorders_is_unsafe),
		cmocka_unit_test(a_mark_of_direction_is_typography_but_for_within_a_word),
		cmocka_unit_test(a_joint_is_typography_in_scripts_and_pictures_that_have_it),
		cmocka_unit_test(escaped_text_cannot_move_a_terminal),
		cmocka_unit_test(escaped_text_takes_the_room_that_it_needs),
		cmocka_unit_test(escaped_text_ends_in_a_whole_character),
		cmocka_unit_test(a_text_ends_in_itself_and_in_nothing_longer),
		cmocka_unit_test(columns_count_wide_characters_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
