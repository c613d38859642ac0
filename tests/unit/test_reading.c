/* Where sentences and clauses of a text begin, and what is a percentage: by single signs. */

#include <stdio.h>

#include "unit.h"

#include "edit/deed.h"
#include "edit/object.h"
#include "edit/reading.h"
#include "edit/role.h"
#include "edit/wording.h"

static struct rq_vocabulary *vocabulary;
static struct rq_wording *wording, *german;

static int open_words(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	wording = rq_wording_new("en");
	german = rq_wording_new("de");
	return rq_vocabulary_open(NULL, &vocabulary, &err);
}

static int close_words(void **state)
{
	(void)state;
	rq_vocabulary_free(vocabulary);
	rq_wording_free(wording);
	rq_wording_free(german);
	return 0;
}

static void read_text(struct rq_reading *reading, const char *text)
{
	const struct rq_reader reader = { vocabulary, wording, "en" };

	rq_reading_init(reading, &reader, text, true);
}

static void read_german(struct rq_reading *reading, const char *text)
{
	const struct rq_reader reader = { vocabulary, german, "de" };

	rq_reading_init(reading, &reader, text, true);
}

static void read_swedish(struct rq_reading *reading, const char *text)
{
	const struct rq_reader reader = { vocabulary, german, "sv" };

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

/* --- quantities -------------------------------------------------------------- */

/* "1:5e1% +date" for each: binder (0 for none), value, unit, whether at least, whether a year. */
static void tell_quantities(const struct rq_reading *reading, char *told, size_t size)
{
	told[0] = '\0';
	for (size_t i = 0; i < reading->quantity_count; i++) {
		const struct rq_quantity *quantity = &reading->quantity[i];
		const char *power = strstr(quantity->value, "e0");
		size_t length = strlen(told),
		       digits = power ? (size_t)(power - quantity->value) : strlen(quantity->value);

		(void)snprintf(told + length, size - length, "%s%d:%.*s%s%s%s", i > 0 ? " " : "",
			       quantity->binder, (int)digits, quantity->value, quantity->unit,
			       quantity->plus ? "+" : "", quantity->date ? "date" : "");
	}
}

static void assert_quantities(const char *text, const char *expected)
{
	struct rq_reading reading;
	char told[256];

	read_text(&reading, text);
	tell_quantities(&reading, told, sizeof told);
	if (strcmp(told, expected) != 0)
		fail_msg("\"%s\": %s, not %s", text, told, expected);
	rq_reading_free(&reading);
}

static void numbers_in_words_are_numbers(void **state)
{
	static const char *const cases[][2] = {
		{ "two", "0:2" },
		{ "five six", "0:5 0:6" },
		{ "twenty five", "0:25" },
		{ "twenty-five crates", "0:25" },
		{ "twenty twelve", "0:2e1 0:12" },
		{ "twenty ten", "0:2e1 0:1e1" },
		{ "fifteen five", "0:15 0:5" },
		{ "hundred crates", "0:1e2" },
		{ "two hundred crates", "0:2e2" },
		{ "two hundred and fifty crates", "0:25e1" },
		{ "two hundred and fifty thousand crates", "0:25e4" },
		{ "two and three crates", "0:2 0:3" },
		{ "two hundred and crates", "0:2e2" },
		{ "three thousand two hundred five", "0:3205" },
		{ "one million two thousand", "0:1002e3" },
		{ "two, hundred", "0:2 0:1e2" },
		{ "two 5", "0:2 0:5" },
		{ "hundred k", "0:1e5" },
		{ "0 million", "0:0" },
		{ "hundred hundred hundred hundred hundred hundred hundred hundred", "0:1e16" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_quantities(cases[i][0], cases[i][1]);
}

static void signs_around_a_number_belong_to_it(void **state)
{
	static const char *const cases[][2] = {
		{ "~5 crates", "10:5" },
		{ "≈5 crates", "10:5" },
		{ "±5 crates", "10:5" },
		{ "<5 crates", "6:5" },
		{ "≤5 crates", "8:5" },
		{ ">5 crates", "4:5" },
		{ "≥5 crates", "7:5" },
		{ "5% more", "0:5%" },
		{ "5 % more", "0:5%" },
		{ "5٪ more", "0:5%" },
		{ "5％ more", "0:5%" },
		{ "5‰ more", "0:5‰" },
		{ "5× more", "0:5x" },
		{ "5° more", "0:5°" },
		{ "5+ years", "0:5+" },
		{ "5+% more", "0:5%+" },
		{ "5 per cent more", "0:5%" },
		{ "5 per crate", "0:5" },
		{ "$5", "0:5$" },
		{ "€5", "0:5E" },
		{ "5 €", "0:5E" },
		{ "£5", "0:5L" },
		{ "₹5", "0:5R" },
		{ "₽5", "0:5?₽" },
		{ "A $5", "0:5$" },
		{ "A$5", "0:5$a" },
		{ "US$5", "0:5$" },
		{ "for $5", "0:5$" },
		{ "5 dollars", "0:5$" },
		{ "$5m", "0:5e6$" },
		{ "5m", "0:5" },
		{ "5M", "0:5e6" },
		{ "$5b", "0:5e9$" },
		{ "5b", "0:5" },
		{ "5k", "0:5e3" },
		{ "5 million", "0:5e6" },
		{ "5 Mio. euros", "0:5e6E" },
		{ "5 - euros", "0:5E" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_quantities(cases[i][0], cases[i][1]);
}

static void words_before_a_number_bind_it(void **state)
{
	static const char *const cases[][2] = {
		{ "from 5 to 7 crates", "1:5 2:7" },
		{ "between 5 and 7 crates", "1:5 2:7" },
		{ "about 5 and 7 crates", "10:5 0:7" },
		{ "5-7 crates", "0:5 2:7" },
		{ "5–7 crates", "0:5 2:7" },
		{ "5 - 7 crates", "0:5 0:7" },
		{ "up to 60 crates", "30:6e1" },
		{ "to 60 crates", "2:6e1" },
		{ "as many as 60 crates", "30:6e1" },
		{ "as much as 60 crates", "30:6e1" },
		{ "many as 60 crates", "0:6e1" },
		{ "as few as 60 crates", "0:6e1" },
		{ "nearly 60 crates", "9:6e1" },
		{ "over, 60 crates", "0:6e1" },
		{ "over $60", "4:6e1$" },
		{ "over dollars 60", "4:6e1$" },
		{ "from 1.2 to 1.7 million euros", "1:12e5E 2:17e5E" },
		{ "from 900 to 1.2 million euros", "1:9e2E 2:12e5E" },
		{ "from 5% to 7 euros", "1:5% 2:7E" },
		{ "from 5 sites to 7 euros", "1:5 2:7E" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_quantities(cases[i][0], cases[i][1]);
}

static void four_digits_of_these_centuries_are_a_year(void **state)
{
	static const char *const cases[][2] = {
		{ "in 1899", "0:1899" },      { "in 1900", "0:19e2date" },
		{ "in 1950", "0:195e1date" }, { "in 2099", "0:2099date" },
		{ "in 2100", "0:21e2" },      { "in 2000", "0:2e3date" },
		{ "2000+", "0:2e3+" },        { "2000%", "0:2e3%" },
		{ "2,000", "0:2e3" },         { "200 and 50", "0:2e2 0:5e1" },
		{ "20000", "0:2e4" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_quantities(cases[i][0], cases[i][1]);
}

/* --- what governs a word, and who did it ------------------------------------------ */

/*
 * Each word with what is held of it: n negated, h hedged, so far as the clause goes; N and H
 * beyond it; o another's deed; d the candidate's own; / before a clause, . before a sentence.
 */
static void tell_words(const struct rq_reading *reading, char *told, size_t size)
{
	told[0] = '\0';
	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *word = &reading->word[i];
		size_t length = strlen(told);

		(void)snprintf(
		    told + length, size - length, "%s%s%s:%s%s%s%s%s%s", i > 0 ? " " : "",
		    i == 0                                ? ""
		    : word->sentence != word[-1].sentence ? "."
		    : word->clause != word[-1].clause     ? "/"
							  : "",
		    word->text, word->govern & RQ_NEGATED_NEAR ? "n" : "",
		    word->govern & RQ_NEGATED_FAR ? "N" : "",
		    word->govern & RQ_HEDGED_NEAR ? "h" : "",
		    word->govern & RQ_HEDGED_FAR ? "H" : "", word->govern & RQ_OF_OTHERS ? "o" : "",
		    rq_word_is_deed(reading, i) ? "d" : "");
	}
}

static void assert_words_of(void (*read)(struct rq_reading *, const char *), const char *text,
			    const char *expected)
{
	struct rq_reading reading;
	char told[512];

	read(&reading, text);
	tell_words(&reading, told, sizeof told);
	if (strcmp(told, expected) != 0)
		fail_msg("\"%s\":\n%s, not\n%s", text, told, expected);
	rq_reading_free(&reading);
}

static void assert_words(const char *text, const char *expected)
{
	assert_words_of(read_text, text, expected);
}

static void what_others_did_is_told_apart(void **state)
{
	static const char *const cases[][2] = {
		{ "Led teams", "led:d teams:" },
		{ "Teams led by others", "teams:d led:o by: others:" },
		{ "Teams led by", "teams:d led:o by:" },
		{ "Teams led by me", "teams:d led: by: me:" },
		{ "Teams led by hand", "teams:d led: by: hand:" },
		{ "Teams led by hand therapists", "teams:d led:o by: hand: therapists:" },
		{ "Teams led by", "teams:d led:o by:" },
		{ "Teams led. By hand", "teams:d led: .by:d hand:" },
		{ "Staff who led teams", "staff:d who: led:o teams:" },
		{ "I, who led teams", "i:d /who:d led: teams:" },
		{ "Staff who have led teams", "staff:d who: have: led:o teams:" },
		{ "who led teams", "who:d led:o teams:" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_words(cases[i][0], cases[i][1]);
}

static void what_is_denied_or_held_back_is_known_as_far_as_it_reaches(void **state)
{
	static const char *const cases[][2] = {
		{ "Not led teams", "not:d led:nN teams:nN" },
		{ "Never led teams, wrote reports. Sold crates",
		  "never:d led:nN teams:nN /wrote:Nd reports:N .sold:d crates:" },
		{ "Helped lead teams, wrote reports",
		  "helped:d lead:hHd teams:hH /wrote:Hd reports:H" },
		{ "Helped the crew (who sold crates). Wrote reports",
		  "helped:d the:hHd crew:hH /who:hHd sold:hH crates:hH .wrote:d reports:" },
		{ "Didn't sell crates", "didn't:d sell:nN crates:nN" },
		{ "Non-production servers", "non:d production:nN servers:N" },
		{ "Co-founded clubs and led teams", "co:d founded:hHd clubs: and: led:d teams:" },
		{ "Kubernetes (basic)", "kubernetes:Hd /basic:d" },
		{ "Kubernetes, Docker, basic Python",
		  "kubernetes:Hd /docker:Hd /basic:d python:hHd" },
		{ "Sold crates occasionally, led teams",
		  "sold:hHd crates:hH occasionally: /led:Hd teams:H" },
		{ "Planned lessons for pupils", "planned:d lessons:d for: pupils:" },
		{ "The planned lessons for pupils", "the:d planned: lessons:hH for:hH pupils:hH" },
		{ "5 student nurses trained", "5e0:d student: nurses: trained:" },
		{ "1 student nurse trained", "1e0:d student: nurse: trained:" },
		{ "Taught students", "taught:d students:" },
		{ "Students taught crews", "students:d taught:hHd crews:hH" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_words(cases[i][0], cases[i][1]);
}

static void deeds_are_known_in_any_shape(void **state)
{
	static const char *const cases[][2] = {
		{ "Responsible for the development of crates",
		  "responsible:d for: the:d development:d of: crates:" },
		{ "Led the development of crates", "led:d the: development:d of: crates:" },
		{ "Cut waste by automating crates", "cut:d waste: by: automating:d crates:" },
		{ "By automating crates cut waste", "by:d automating:d crates: cut: waste:" },
		{ "Crates were developed", "crates:d were:d developed:d" },
		{ "Crates were developed by others", "crates:d were:o developed:o by:o others:o" },
		{ "Crates were developed by me", "crates:d were:d developed:d by:d me:d" },
		{ "Teams were led", "teams:d were:d led:o" },
		{ "Teams were led by me", "teams:d were:d led:d by:d me:d" },
		{ "Was leading teams", "was:d leading:d teams:d" },
		{ "Successfully led teams", "successfully:d led:d teams:" },
		{ "Led and trained teams", "led:d and: trained:d teams:" },
		{ "Crates developed", "crates:d developed:" },
		{ "Developed crates; sold teams", "developed:d crates: /sold:d teams:" },
		{ "For the development of crates", "for:d the: development: of: crates:" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_words(cases[i][0], cases[i][1]);
}

/* How people are called there is not known. */
static void an_agent_did_it_in_languages_without_words_of_their_own(void **state)
{
	(void)state;
	assert_words_of(read_swedish, "Crates were developed by builders",
			"crates:d were: developed:o by: builders:");
}

static void an_agent_did_it_in_german_too(void **state)
{
	(void)state;
	assert_words_of(read_german, "Die Berichte wurden vom Chef geschrieben",
			"die:d berichte: wurden:o vom:o chef:o geschrieben:o");
	assert_words_of(read_german, "Die Berichte wurden von mir geschrieben",
			"die:d berichte:d wurden:d von:d mir:d geschrieben:d");
}

static void german_verbs_that_come_last_hold_back_what_stands_before(void **state)
{
	static const char *const cases[][2] = {
		{ "Bei der Inventur mitgearbeitet", "bei:hHd der:hH inventur:hH mitgearbeitet:d" },
		{ "Bei der Inventur mitgearbeitet und Kisten gepackt",
		  "bei:hHd der:hH inventur:hH mitgearbeitet:d und:hH kisten:hHd gepackt:hHd" },
		{ "Kisten gepackt, bei der Inventur mitgearbeitet",
		  "kisten:d gepackt:d /bei:hHd der:hH inventur:hH mitgearbeitet:d" },
		{ "Während ihres Urlaubs Kisten gepackt",
		  "während:d ihres:d urlaubs: kisten: gepackt:d" },
		{ "Während sie Kisten packte", "während:d sie:d kisten: packte:" },
		{ "Vertretung während ihres Urlaubs",
		  "vertretung:d während:hHd ihres:hHd urlaubs:hH" },
		{ "Vertretung während ihres", "vertretung:d /während:Hd ihres:Hd" },
		{ "Vertretung während sie Kisten packte",
		  "vertretung:d /während:Hd sie:Hd kisten:H packte:H" },
		{ "Kisten nicht gepackt", "kisten:Nd nicht: gepackt:nNd" },
		{ "Gelegentlich Kisten gepackt", "gelegentlich:d kisten:hHd gepackt:hHd" },
		{ "Mitarbeit bei der Inventur", "mitarbeit:d bei:hHd der:hH inventur:hH" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_words_of(read_german, cases[i][0], cases[i][1]);
}

/* --- parts ------------------------------------------------------------------------- */

/* Each word with its part: none for direct, of, for (passed on), by (oblique); "!" for a head. */
static void assert_parts(void (*read)(struct rq_reading *, const char *), const char *text,
			 const char *expected)
{
	static const char *const parts[] = { [RQ_ROLE_DIRECT] = "",
					     [RQ_ROLE_OF] = "of",
					     [RQ_ROLE_PASSED] = "for",
					     [RQ_ROLE_OBLIQUE] = "by" };
	struct rq_reading reading;
	char told[512] = "";

	read(&reading, text);
	for (size_t i = 0; i < reading.count; i++) {
		size_t length = strlen(told);

		(void)snprintf(told + length, sizeof told - length, "%s%s:%s%s", i > 0 ? " " : "",
			       reading.word[i].text, parts[rq_word_role(&reading, i)],
			       rq_word_is_head(&reading, i) ? "!" : "");
	}
	if (strcmp(told, expected) != 0)
		fail_msg("\"%s\":\n%s, not\n%s", text, told, expected);
	rq_reading_free(&reading);
}

static void small_words_tell_what_part_a_word_plays(void **state)
{
	static const char *const cases[][2] = {
		{ "Wrote letters to patients", "wrote: letters:! to: patients:!" },
		{ "Wrote letters to the patients", "wrote: letters:! to: the:by patients:by!" },
		{ "Wrote the letters", "wrote:! the: letters:!" },
		{ "Cut waste by automating entries", "cut: waste:! by: automating: entries:!" },
		{ "Responsible for records", "responsible:! for: records:for!" },
		{ "Helped with records and letters",
		  "helped:! with: records:for! and:for letters:for!" },
		{ "Managed a team of nurses", "managed:! a: team:! of: nurses:of!" },
		{ "Worked with nurses and doctors", "worked: with: nurses:by! and:by doctors:by!" },
		{ "Worked with nurses and trained doctors",
		  "worked: with: nurses:by! and:by trained: doctors:!" },
		{ "Sold crates in Leeds, wrote letters",
		  "sold: crates:! in: leeds:by! wrote: letters:!" },
		{ "Aged 11", "aged: 11e0:" },
		{ "To sing songs", "to: sing: songs:!" },
		{ "In Leeds", "in: leeds:by!" },
		{ "On singing songs", "on: singing: songs:!" },
	};
	static const char *const in_german[][2] = {
		{ "Kisten mit Python gepackt und Texte geschrieben",
		  "kisten:! mit: python:by gepackt:by! und:by texte:! geschrieben:!" },
		{ "Texte von Kunden", "texte:! von: kunden:of!" },
		{ "Mit Kunden und Kindern", "mit: kunden:by! und:by kindern:by!" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_parts(read_text, cases[i][0], cases[i][1]);
	for (size_t i = 0; i < sizeof in_german / sizeof in_german[0]; i++)
		assert_parts(read_german, in_german[i][0], in_german[i][1]);
}

static void a_word_in_another_shape_begins_with_three_of_its_letters_at_least(void **state)
{
	static const struct {
		const char *words;
		bool same;
	} pairs[] = {
		{ "bug bugs", true },      { "class classes", true },  { "bugs bug", true },
		{ "code coder", true },    { "teams team", true },     { "team team", true },
		{ "an as", false },        { "it its", false },        { "in inn", false },
		{ "team teacher", false }, { "planned plant", false }, { "bug big", false },
		{ "car card", false },     { "cards carer", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		struct rq_reading reading;

		read_text(&reading, pairs[i].words);
		if (rq_word_is_inflected(&reading.word[0], &reading.word[1]) != pairs[i].same)
			fail_msg("%s", pairs[i].words);
		rq_reading_free(&reading);
	}
}

/* Regions do not count, and languages that are not ours are one. */
static void each_language_is_learned_once(void **state)
{
	struct rq_wordings *all = rq_wordings_new();
	const struct rq_wording *german = rq_wordings_get(all, "de");

	(void)state;
	assert_non_null(german);
	assert_ptr_equal(rq_wordings_get(all, "de-AT"), german);
	assert_ptr_equal(rq_wordings_get(all, "de"), german);
	assert_ptr_not_equal(rq_wordings_get(all, "nl"), german);
	assert_ptr_equal(rq_wordings_get(all, NULL), rq_wordings_get(all, "en"));
	assert_ptr_equal(rq_wordings_get(all, "sv"), rq_wordings_get(all, "ja"));
	assert_ptr_not_equal(rq_wordings_get(all, "sv"), rq_wordings_get(all, "en"));
	rq_wordings_free(all);
	rq_wordings_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_of_these_signs_begins_a_clause),
		cmocka_unit_test(hyphens_and_slashes_begin_none),
		cmocka_unit_test(each_of_these_ends_a_sentence),
		cmocka_unit_test(a_stop_behind_an_abbreviation_ends_none),
		cmocka_unit_test(a_percentage_may_be_written_out_also_at_the_end),
		cmocka_unit_test(numbers_in_words_are_numbers),
		cmocka_unit_test(signs_around_a_number_belong_to_it),
		cmocka_unit_test(words_before_a_number_bind_it),
		cmocka_unit_test(four_digits_of_these_centuries_are_a_year),
		cmocka_unit_test(what_others_did_is_told_apart),
		cmocka_unit_test(what_is_denied_or_held_back_is_known_as_far_as_it_reaches),
		cmocka_unit_test(deeds_are_known_in_any_shape),
		cmocka_unit_test(an_agent_did_it_in_german_too),
		cmocka_unit_test(an_agent_did_it_in_languages_without_words_of_their_own),
		cmocka_unit_test(german_verbs_that_come_last_hold_back_what_stands_before),
		cmocka_unit_test(small_words_tell_what_part_a_word_plays),
		cmocka_unit_test(a_word_in_another_shape_begins_with_three_of_its_letters_at_least),
		cmocka_unit_test(each_language_is_learned_once),
	};
	return cmocka_run_group_tests(tests, open_words, close_words);
}
