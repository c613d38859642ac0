/* Where sentences and clauses of a text begin, and what is a percentage: by single signs. */

#include <stdio.h>

#include "unit.h"

#include "edit/reading.h"
#include "edit/wording.h"

static struct rq_vocabulary *vocabulary;
static struct rq_wording *wording;

static int open_words(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	wording = rq_wording_new("en");
	return rq_vocabulary_open(NULL, &vocabulary, &err);
}

static int close_words(void **state)
{
	(void)state;
	rq_vocabulary_free(vocabulary);
	rq_wording_free(wording);
	return 0;
}

static void read_text(struct rq_reading *reading, const char *text)
{
	const struct rq_reader reader = { vocabulary, wording, "en" };

	rq_reading_init(reading, &reader, text, true);
}

/* By how much the numbers of clause and sentence rise between two words with that between. */
static void assert_rises(const char *between, unsigned clauses, unsigned sentences)
{
	struct rq_reading reading;
	char text[64];

	(void)snprintf(text, sizeof text, "painted houses%sgarden walls", between);
	read_text(&reading, text);
	assert_int_equal(reading.count, 4);
	if (reading.word[2].clause - reading.word[1].clause != clauses ||
	    reading.word[2].sentence - reading.word[1].sentence != sentences)
		fail_msg("\"%s\"", text);
	assert_int_equal(reading.word[2].initial, sentences > 0);
	assert_int_equal(reading.word[3].clause, reading.word[2].clause);
	rq_reading_free(&reading);
}

static void each_of_these_signs_begins_a_clause(void **state)
{
	static const char *const signs[] = { ", ", "; ",  ": ",  " (",  ") ",  " [",  "] ",  " {",
					     "} ", " | ", " • ", " · ", " — ", " – ", " - ", "," };

	(void)state;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		assert_rises(signs[i], 1, 0);
}

static void hyphens_and_slashes_begin_none(void **state)
{
	static const char *const signs[] = { " ", "-", "–", "/", " -", "- ", " / ", "  ", "\n" };

	(void)state;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		assert_rises(signs[i], 0, 0);
}

static void each_of_these_ends_a_sentence(void **state)
{
	static const char *const signs[] = { ". ", ".\n", ".) ", ".\" ", "! ", "? ", "!", "?!" };

	(void)state;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		assert_rises(signs[i], 1, 1);
}

static void a_stop_behind_an_abbreviation_ends_none(void **state)
{
	static const char *const texts[] = { "painted approx. four walls", "Ltd. painted walls",
					     "painted St. Mary walls" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct rq_reading reading;

		read_text(&reading, texts[i]);
		for (size_t k = 1; k < reading.count; k++)
			assert_int_equal(reading.word[k].sentence, reading.word[0].sentence);
		rq_reading_free(&reading);
	}
}

static void a_percentage_may_be_written_out_also_at_the_end(void **state)
{
	static const struct {
		const char *text, *unit;
	} cases[] = {
		{ "cut waste by 5 per cent", "%" },
		{ "5 per cent less", "%" },
		{ "5 pour cent", "%" },
		{ "5 por ciento", "%" },
		{ "5 per", "" },
		{ "5 per day", "" },
		{ "5 cent", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_reading reading;

		read_text(&reading, cases[i].text);
		assert_int_equal(reading.quantity_count, 1);
		if (strcmp(reading.quantity[0].unit, cases[i].unit) != 0)
			fail_msg("\"%s\": \"%s\"", cases[i].text, reading.quantity[0].unit);
		rq_reading_free(&reading);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_of_these_signs_begins_a_clause),
		cmocka_unit_test(hyphens_and_slashes_begin_none),
		cmocka_unit_test(each_of_these_ends_a_sentence),
		cmocka_unit_test(a_stop_behind_an_abbreviation_ends_none),
		cmocka_unit_test(a_percentage_may_be_written_out_also_at_the_end),
	};
	return cmocka_run_group_tests(tests, open_words, close_words);
}
