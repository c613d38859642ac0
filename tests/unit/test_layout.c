/* document/layout: words that stand on a page to lines, where they run from right to left. */

#include "unit.h"

#include <string.h>

#include "document/layout.h"

/* A word of the page's one line, ten points high. */
static struct rq_word_box word(const char *text, double left, double right)
{
	return (struct rq_word_box) { .text = text,
				      .length = strlen(text),
				      .left = left,
				      .right = right,
				      .bottom = 10,
				      .size = 10 };
}

static void assert_line(struct rq_word_box *words, size_t count, const char *expected)
{
	struct rq_set_lines lines = { 0 };
	struct rq_error err = { .code = RQ_OK };

	assert_int_equal(rq_layout_page(words, count, 1, &lines, &err), 0);
	assert_int_equal(lines.count, 1);
	assert_string_equal(lines.lines[0].text, expected);
	rq_set_lines_free(&lines);
}

static void a_telephone_number_begins_with_its_plus(void **state)
{
	struct rq_word_box words[] = {
		word("+", 10, 14),
		word("971", 14, 30),
		word("50", 33, 43),
		word("555", 46, 60),
		word("\u05d8\u05dc\u05e4\u05d5\u05df", 63, 90),
	};

	(void)state;
	assert_line(words, 5, "\u05d8\u05dc\u05e4\u05d5\u05df +971 50 555");
}

static void years_run_as_their_line_does(void **state)
{
	struct rq_word_box words[] = {
		word("2019", 10, 30),
		word("-", 33, 37),
		word("2015", 40, 60),
		word("\u05e9\u05dd", 63, 80),
	};
	struct rq_word_box isolated[4];

	(void)state;
	memcpy(isolated, words, sizeof words);
	isolated[0].text = words[2].text;
	isolated[2].text = words[0].text;
	assert_line(words, 4, "\u05e9\u05dd 2015 - 2019");
	assert_line(isolated, 4, "\u05e9\u05dd 2015 - 2019");
}

/* A word of a page of many lines, ten points high. */
static struct rq_word_box placed(const char *text, double left, double top)
{
	struct rq_word_box box = word(text, left, left + 6 * (double)strlen(text));

	box.top = top;
	box.bottom = top + 10;
	return box;
}

/* Dates in the middle of their rows' heights, one of them in two lines. */
static void a_date_stands_before_the_first_line_of_its_row(void **state)
{
	struct rq_word_box words[] = {
		placed("2018-2021", 10, 112), placed("Nurse", 100, 100),
		placed("Hospital", 100, 112), placed("Wards", 100, 124),
		placed("2014-", 10, 142),     placed("2017", 10, 154),
		placed("Aide", 100, 136),     placed("Clinic", 100, 148),
		placed("Nights", 100, 160),
	};
	static const char *const expected[] = { "2018-2021\tNurse", "Hospital", "Wards",
						"2014- 2017\tAide", "Clinic",   "Nights" };
	struct rq_set_lines lines = { 0 };
	struct rq_error err = { .code = RQ_OK };

	(void)state;
	words[1].bold = words[6].bold = true;
	assert_int_equal(rq_layout_page(words, 9, 1, &lines, &err), 0);
	assert_int_equal(lines.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(lines.lines[i].text, expected[i]);
	rq_set_lines_free(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_telephone_number_begins_with_its_plus),
		cmocka_unit_test(years_run_as_their_line_does),
		cmocka_unit_test(a_date_stands_before_the_first_line_of_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
