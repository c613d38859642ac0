/* document/layout: words that stand on a page to lines. */

#include "unit.h"

#include <string.h>

#include "document/layout.h"
#include "document/sidebar.h"

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

static void each_of_two_telephone_numbers_begins_with_its_plus(void **state)
{
	struct rq_word_box words[] = {
		word("+971", 10, 30),
		word("50", 33, 43),
		word("+972", 46, 66),
		word("3", 69, 74),
		word("\u05d8\u05dc\u05e4\u05d5\u05df", 77, 104),
	};

	(void)state;
	assert_line(words, 5, "\u05d8\u05dc\u05e4\u05d5\u05df +972 3 +971 50");
}

static void a_sign_in_front_parts_no_other_words(void **state)
{
	struct rq_word_box words[] = {
		word("\uf02a", 10, 14),
		word("jane", 14, 30),
		word("@", 30, 36),
		word("doe.org", 36, 60),
	};

	(void)state;
	words[0].symbol = true;
	assert_line(words, 4, "\u2022 jane@doe.org");
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

static void assert_page(struct rq_word_box *words, size_t count, const char *const *expected,
			size_t lines_of)
{
	struct rq_set_lines lines = { 0 };
	struct rq_error err = { .code = RQ_OK };

	assert_int_equal(rq_layout_page(words, count, 1, &lines, &err), 0);
	assert_int_equal(lines.count, lines_of);
	for (size_t i = 0; i < lines_of; i++)
		assert_string_equal(lines.lines[i].text, expected[i]);
	rq_set_lines_free(&lines);
}

/* Of a page that runs leftward. */
static void a_line_begins_where_its_bullet_or_plus_stands(void **state)
{
	struct rq_word_box words[] = {
		placed("\u05e9\u05dc\u05d5\u05dd\u05e2\u05d5\u05dc\u05dd\u05e8\u05d1", 60, 100),
		placed("me@a.org", 10, 120),
		placed("\u2022", 62, 120),
		placed("4567", 40, 140),
		placed("50", 67, 140),
		placed("966", 83, 140),
		placed("+", 101, 140),
		placed("2021", 40, 160),
		placed("-", 68, 160),
		placed("2018", 78, 160),
		placed("Ab", 40, 180),
		placed("5", 56, 180),
		placed("+", 66, 180),
	};
	static const char *const expected[] = {
		"\u05e9\u05dc\u05d5\u05dd\u05e2\u05d5\u05dc\u05dd\u05e8\u05d1", "\u2022 me@a.org",
		"+966 50 4567", "2018 - 2021", "Ab 5 +"
	};

	(void)state;
	assert_page(words, 13, expected, 5);
}

/* Two words and, below, the letters of one, as they stand from left to right. */
static void what_runs_leftward_in_a_line_that_does_not_is_read_from_its_right(void **state)
{
	struct rq_word_box words[] = {
		word("Built", 10, 32),
		word("\u05e2\u05d5\u05dc\u05dd", 36, 56),
		word("\u05e9\u05dc\u05d5\u05dd", 60, 80),
		word("for", 84, 96),
		word("Jane", 100, 120),
		word("In", 10, 20),
		word("\u05d1", 24, 29),
		word("\u05d0", 29, 34),
		word("city", 38, 58),
	};
	static const char *const expected[] = {
		"Built \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd for Jane",
		"In \u05d0\u05d1 city",
	};

	(void)state;
	for (size_t i = 5; i < 9; i++) {
		words[i].top += 12;
		words[i].bottom += 12;
	}
	/* poppler tells one before each of them */
	words[1].space = words[2].space = words[6].space = words[7].space = true;
	assert_page(words, 9, expected, 2);
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

	(void)state;
	words[1].bold = words[6].bold = true;
	assert_page(words, 9, expected, 6);
}

static struct rq_word_box flush(const char *text, double right, double top)
{
	struct rq_word_box word = placed(text, 0, top);

	word.left = right - word.right;
	word.right = right;
	return word;
}

/* In a margin so narrow that a range is three lines, level with what the text goes on with. */
static void a_date_that_is_broken_in_the_margin_is_one(void **state)
{
	struct rq_word_box words[] = {
		flush("2020", 90, 100),   placed("Nurse", 98, 100),  flush("2019", 90, 116),
		placed("Aide", 98, 116),  flush("August", 90, 132),  placed("Cook", 98, 132),
		flush("2016-", 90, 144),  placed("Soups", 98, 144),  flush("December", 90, 156),
		placed("Cakes", 98, 156), flush("2018", 90, 168),    flush("2015", 90, 184),
		placed("Pupil", 98, 184), flush("May", 90, 200),     placed("Guide", 98, 200),
		flush("2014", 90, 212),   placed("Towers", 98, 212), flush("2013-", 90, 228),
		placed("Scout", 98, 228), flush("2012", 90, 240),    placed("Choir", 98, 240),
		flush("June", 90, 256),   placed("Helper", 98, 256), placed("Dunes", 98, 268),
		flush("2011", 90, 280),   placed("Walks", 98, 280),
	};
	static const char *const expected[] = {
		"2020 Nurse",      "2019 Aide",   "August 2016- December 2018\tCook",
		"Soups",           "Cakes",       "2015 Pupil",
		"May 2014\tGuide", "Towers",      "2013- Scout",
		"2012 Choir",      "June Helper", "Dunes",
		"2011 Walks"
	};

	(void)state;
	assert_page(words, 26, expected, 13);
}

/* Where no range breaks off in the margin, what stands above a year may be no month. */
static void a_word_above_a_year_in_the_margin_may_be_no_date(void **state)
{
	struct rq_word_box words[] = {
		flush("Nurse", 90, 100),  placed("Acme", 98, 100), flush("2020", 90, 112),
		placed("Wards", 98, 112), flush("Aide", 90, 128),  placed("Bolt", 98, 128),
		flush("2019", 90, 140),   placed("Care", 98, 140), flush("Cook", 90, 156),
		placed("Inn", 98, 156),   flush("2018", 90, 168),  placed("Soups", 98, 168),
	};
	static const char *const expected[] = { "Nurse Acme", "2020 Wards", "Aide Bolt",
						"2019 Care",  "Cook Inn",   "2018 Soups" };

	(void)state;
	assert_page(words, 12, expected, 6);
}

/* So close that no gutter is seen; "of company" is the end of a label. */
static void labels_that_end_at_one_edge_are_cells(void **state)
{
	struct rq_word_box words[] = {
		flush("Dates", 150, 100),
		placed("2016", 158, 100),
		flush("Function", 150, 112),
		placed("Nurse", 158, 112),
		flush("Name-and-seat-of-the", 150, 124),
		placed("Acme", 158, 124),
		flush("company", 150, 136),
		flush("Tasks", 150, 148),
		placed("Wards", 158, 148),
		flush("Since", 150, 160),
		placed("2012", 158, 160),
		flush("Position", 150, 172),
		placed("Aide", 158, 172),
		flush("Languages", 150, 184),
		placed("German", 158, 184),
	};
	static const char *const expected[] = {
		"Dates\t2016",    "Function\tNurse",   "Name-and-seat-of-the\tAcme",
		"company",        "Tasks\tWards",      "Since\t2012",
		"Position\tAide", "Languages\tGerman",
	};

	(void)state;
	assert_page(words, 15, expected, 8);
}

static void items_of_a_list_are_no_cells_of_their_signs(void **state)
{
	struct rq_word_box words[] = {
		flush("1.", 60, 100),     placed("Nurse", 68, 100), flush("2.", 60, 112),
		placed("Aide", 68, 112),  flush("3.", 60, 124),     placed("Cook", 68, 124),
		flush("10.", 60, 136),    placed("Guide", 68, 136), flush("11.", 60, 148),
		placed("Scout", 68, 148), flush("12.", 60, 160),    placed("Pupil", 68, 160),
	};
	static const char *const expected[] = { "1. Nurse",  "2. Aide",   "3. Cook",
						"10. Guide", "11. Scout", "12. Pupil" };

	(void)state;
	assert_page(words, 12, expected, 6);
}

/* "2020 -" is until today: the next date stands far below it. */
static void a_date_that_is_open_ends_where_it_stands(void **state)
{
	struct rq_word_box words[] = {
		placed("Fennimore", 10, 100), placed("2020", 300, 100), placed("-", 330, 100),
		placed("Keeper", 10, 112),    placed("Books", 10, 124), placed("Heron", 10, 148),
		placed("2017", 300, 148),     placed("-", 330, 148),    placed("2020", 342, 148),
		placed("Alchemist", 10, 160), placed("Gold", 10, 172),
	};
	static const char *const expected[] = { "Fennimore\t2020 -",  "Keeper",    "Books",
						"Heron\t2017 - 2020", "Alchemist", "Gold" };

	(void)state;
	assert_page(words, 11, expected, 6);
}

static void a_line_tells_where_its_type_turns(void **state)
{
	struct rq_word_box words[] = { word("Shift", 10, 34), word("Lead", 40, 60),
				       word("Acme", 66, 90), word("2018", 300, 320) };
	struct rq_set_lines lines = { 0 };
	struct rq_error err = { 0 };

	(void)state;
	words[0].bold = words[1].bold = words[3].italic = true;
	assert_works(rq_layout_page(words, 4, 1, &lines, &err), err);
	assert_int_equal(lines.count, 1);
	assert_int_equal(lines.lines[0].turns.words[0], 2);
	assert_int_equal(lines.lines[0].turns.words[1], 3);
	assert_int_equal(lines.lines[0].turns.words[2], 0);
	rq_set_lines_free(&lines);
}

static void a_bullet_hides_not_that_its_line_is_bold(void **state)
{
	struct rq_word_box words[] = { word("\u2022", 10, 14), word("Shift", 20, 44),
				       word("Lead", 50, 70) };
	struct rq_set_lines lines = { 0 };
	struct rq_error err = { 0 };

	(void)state;
	words[1].bold = words[2].bold = true;
	assert_works(rq_layout_page(words, 3, 1, &lines, &err), err);
	assert_int_equal(lines.count, 1);
	assert_true(lines.lines[0].bold);
	rq_set_lines_free(&lines);
}

/* However long the employer and the title are: what stands at the right edge is beside them. */
static void place_and_dates_stand_beside_employer_and_title(void **state)
{
	struct rq_word_box words[] = {
		placed("A considerable company of several words", 10, 100),
		placed("Oslo, in the south of Norway's east", 300, 100),
		placed("A title that is as long as its company's name", 10, 112),
		placed("2019-2021, full time, paid", 300, 112),
		placed("What was done there, in a line that goes on all the way to the edge", 10,
		       124),
	};
	static const char *const expected[] = {
		"A considerable company of several words\tOslo, in the south of Norway's east",
		"A title that is as long as its company's name\t2019-2021, full time, paid",
		"What was done there, in a line that goes on all the way to the edge",
	};

	(void)state;
	assert_page(words, 5, expected, 3);
}

/* When and where, in a column whose lines are closer than those of the jobs. */
static void notes_at_the_side_are_read_with_what_they_stand_beside(void **state)
{
	struct rq_word_box words[] = {
		placed("Jane Doe", 10, 80),      placed("jane@doe.example", 300, 78),
		placed("Nurse", 10, 96),         placed("0161 496 0000", 300, 90),
		placed("Shift Lead", 10, 130),   placed("May 2019 – today", 300, 129),
		placed("The Hospital", 10, 146), placed("Leeds", 300, 141),
		placed("Led a shift.", 10, 162), placed("Wrote rosters.", 10, 178),
		placed("Nurse", 10, 204),        placed("January 2015 – April", 300, 203),
		placed("The Clinic", 10, 220),   placed("2019", 300, 213),
		placed("York", 300, 228),        placed("Cared.", 10, 236),
	};
	static const char *const expected[] = {
		"Jane Doe\tjane@doe.example",
		"Nurse\t0161 496 0000",
		"Shift Lead\tMay 2019 – today",
		"The Hospital\tLeeds",
		"Led a shift.",
		"Wrote rosters.",
		"Nurse\tJanuary 2015 – April 2019",
		"The Clinic",
		"York",
		"Cared.",
	};

	(void)state;
	assert_page(words, sizeof words / sizeof words[0], expected, 10);
}

/* What somebody studied, beside the jobs of those years. */
static void what_has_a_date_is_no_note_at_the_side(void **state)
{
	struct rq_word_box words[] = {
		placed("Shift Lead", 10, 130),   placed("BSc", 300, 129),
		placed("Leeds", 324, 129),       placed("2014", 360, 129),
		placed("The Hospital", 10, 146), placed("Honours", 300, 139),
		placed("Led a shift.", 10, 162), placed("Nurse", 10, 204),
		placed("MSc", 300, 203),         placed("York", 324, 203),
		placed("2016", 360, 203),        placed("The Clinic", 10, 220),
		placed("Merit", 300, 213),       placed("Cared.", 10, 236),
	};
	static const char *const expected[] = {
		"Shift Lead", "The Hospital",   "Led a shift.", "Nurse",         "The Clinic",
		"Cared.",     "BSc Leeds 2014", "Honours",      "MSc York 2016", "Merit",
	};

	(void)state;
	assert_page(words, sizeof words / sizeof words[0], expected, 10);
}

/* Dates among other things make a column of its own. */
static void a_column_of_other_things_is_read_by_itself(void **state)
{
	static const struct {
		const char *text;
		double top;
	} columns[][6] = {
		{ { "Skills", 129 },
		  { "Wounds, triage", 139 },
		  { "Education", 203 },
		  { "2014", 213 } },
		{ { "2014", 153.5 }, { "Leeds", 163.5 }, { "2016", 227.5 }, { "York", 237.5 } },
		{ { "jane@doe.example", 129 },
		  { "0161 496 0000", 139 },
		  { "2014", 203 },
		  { "BSc", 213 },
		  { "Leeds", 223 } },
		{ { "2014", 129 },
		  { "Leeds", 139 },
		  { "Merit", 149 },
		  { "Wounds", 159 },
		  { "Rosters", 169 },
		  { "2016", 203 } },
		{ { "2014", 129 },
		  { "A prize for what was done and written in the years before", 139 },
		  { "2016", 203 },
		  { "A prize for what was done and written in the years after", 213 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		struct rq_word_box words[12] = {
			placed("Shift Lead", 10, 130),   placed("The Hospital", 10, 146),
			placed("Led a shift.", 10, 162), placed("Nurse", 10, 204),
			placed("The Clinic", 10, 220),   placed("Cared.", 10, 236),
		};
		const char *expected[12];
		size_t count = 6;

		for (size_t k = 0; k < 6 && columns[i][k].text; k++)
			words[count++] = placed(columns[i][k].text, 300, columns[i][k].top);
		for (size_t k = 0; k < count; k++)
			expected[k] = words[k].text;
		assert_page(words, count, expected, count);
	}
}

/* Dates that end close to what they date, as two lines of one range. */
static void a_range_in_two_lines_may_stand_close_to_its_text(void **state)
{
	struct rq_word_box words[] = {
		placed("Oct 2019 -", 10, 100), placed("Nurse at the hospital", 77, 100),
		placed("Present", 28, 112),    placed("Cared for people", 87, 112),
		placed("Jan 2015 -", 10, 124), placed("Aide at the clinic", 77, 124),
		placed("Oct 2019", 22, 136),   placed("Helped people", 87, 136),
	};
	static const char *const expected[] = { "Oct 2019 - Present\tNurse at the hospital",
						"Cared for people",
						"Jan 2015 - Oct 2019\tAide at the clinic",
						"Helped people" };

	(void)state;
	assert_page(words, 8, expected, 4);
}

/* The second line of the address is level with the name's box, and not with its letters. */
static void large_type_is_level_with_one_line(void **state)
{
	struct rq_word_box words[] = {
		placed("JANE DOE", 10, 60),
		placed("jane@example.org", 120, 96),
		placed("Oslo, Norway", 120, 108),
	};
	static const char *const expected[] = { "JANE DOE", "jane@example.org", "Oslo, Norway" };

	(void)state;
	words[0].size = 36;
	words[0].bottom = 108;
	words[0].right = 115;
	assert_page(words, 3, expected, 3);
}

/* A column of dashes has no date in it: they are bullets. */
static void dashes_stay_with_their_lines(void **state)
{
	struct rq_word_box words[] = {
		placed("-", 10, 100), placed("Networks", 40, 100),
		placed("-", 10, 112), placed("Software", 40, 112),
		placed("-", 10, 124), placed("Hacking", 40, 124),
	};
	static const char *const expected[] = { "-\tNetworks", "-\tSoftware", "-\tHacking" };

	(void)state;
	assert_page(words, 6, expected, 3);
}

/* Headings in a margin, larger than what they head and not on its baselines. */
static void a_heading_in_the_margin_stands_before_its_block(void **state)
{
	struct rq_word_box words[] = {
		placed("SCHOOL", 10, 92),        placed("University of the Town", 100, 100),
		placed("Bachelor", 100, 112),    placed("WORK", 10, 132),
		placed("HISTORY", 10, 148),      placed("Company in the Town", 100, 140),
		placed("Engineer", 100, 152),    placed("Built bridges", 100, 164),
		placed("Built roads", 100, 176), placed("Built dams", 100, 188),
	};
	static const char *const expected[] = {
		"SCHOOL\tUniversity of the Town",
		"Bachelor",
		"WORK HISTORY\tCompany in the Town",
		"Engineer",
		"Built bridges",
		"Built roads",
		"Built dams",
	};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].left < 100) {
			words[i].size = 14;
			words[i].bottom = words[i].top + 14;
		}
	assert_page(words, 10, expected, 7);
}

/* A name in the middle and a note at the edge, with a gap that is none of the columns' below. */
static void columns_begin_right_below_a_centred_head(void **state)
{
	struct rq_word_box words[] = {
		placed("Jane Doe", 120, 10),
		placed("May 2021", 290, 10),
		placed("jane@example.org", 120, 22),
		placed("SKILLS", 10, 40),
		placed("WORK", 160, 40),
		placed("Welding", 10, 52),
		placed("Acme", 160, 52),
		placed("Turning and milling", 10, 64),
		placed("A welder at a long bench", 160, 67),
		placed("Drilling", 10, 76),
		placed("2019-2021", 160, 79),
		placed("Sawing", 10, 88),
		placed("Mended what was brought", 160, 91),
	};
	static const char *const expected[] = {
		"Jane Doe\tMay 2021",
		"jane@example.org",
		"SKILLS",
		"Welding",
		"Turning and milling",
		"Drilling",
		"Sawing",
		"WORK",
		"Acme",
		"A welder at a long bench",
		"2019-2021",
		"Mended what was brought",
	};

	(void)state;
	assert_page(words, 13, expected, 12);
}

static void a_soft_hyphen_that_is_drawn_is_a_hyphen(void **state)
{
	struct rq_word_box words[] = { word("co\u00adfounder", 10, 60),
				       word("high\u00ad", 63, 90) };

	(void)state;
	assert_line(words, 2, "co-founder high-");
}

static void lay(struct rq_word_box *words, size_t count, unsigned page, struct rq_set_lines *lines)
{
	struct rq_error err = { .code = RQ_OK };

	assert_int_equal(rq_layout_page(words, count, page, lines, &err), 0);
}

/* What the sidebar of the next page says belongs to none of the jobs that go on beside it. */
static void a_sidebar_goes_on_from_page_to_page(void **state)
{
	static const char *const expected[] = { "Skills",
						"Welding",
						"School",
						"Bachelor",
						"Work as it was",
						"Acme for many years",
						"Globex for a few more",
						"Welder, and more" };
	struct rq_set_lines lines = { 0 };

	(void)state;
	for (unsigned page = 1; page <= 2; page++) {
		struct rq_word_box words[] = {
			placed(expected[2 * page - 2], 10, 10),
			placed(expected[2 * page + 2], 150, 15),
			placed(expected[2 * page - 1], 10, 22),
			placed(expected[2 * page + 3], 150, 27),
		};

		lay(words, 4, page, &lines);
	}
	rq_sidebar_gather(&lines);
	assert_int_equal(lines.count, 8);
	for (size_t i = 0; i < 8; i++)
		assert_string_equal(lines.lines[i].text, expected[i]);
	rq_set_lines_free(&lines);
}

/* The sidebar ends on the first page, the jobs beside it go on below. */
static void the_next_page_goes_on_with_the_wider_column(void **state)
{
	static const char *const expected[] = { "Work as it was",
						"Acme for many years",
						"Globex for a few more",
						"Welder, and more",
						"Skills",
						"Welding" };
	struct rq_word_box first[] = { placed(expected[0], 10, 10), placed(expected[4], 150, 15),
				       placed(expected[1], 10, 22), placed(expected[5], 150, 27) };
	struct rq_word_box second[] = { placed(expected[2], 10, 10), placed(expected[3], 10, 22) };
	struct rq_set_lines lines = { 0 };

	(void)state;
	lay(first, 4, 1, &lines);
	lay(second, 2, 2, &lines);
	rq_sidebar_gather(&lines);
	assert_int_equal(lines.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(lines.lines[i].text, expected[i]);
	rq_set_lines_free(&lines);
}

/* Lines that are wider, stand elsewhere, or are those below a narrow first column. */
static void a_page_that_stands_otherwise_comes_behind_both_columns(void **state)
{
	static const char *const wide =
	    "Much more than the wider column of the page before has room for";
	const struct {
		struct rq_word_box first[4], second;
	} cases[] = {
		{ { placed("Work as it was", 10, 10), placed("Skills", 150, 15),
		    placed("Acme for many years", 10, 22), placed("Welding", 150, 27) },
		  placed(wide, 10, 10) },
		{ { placed("Work as it was", 10, 10), placed("Skills", 150, 15),
		    placed("Acme for many years", 10, 22), placed("Welding", 150, 27) },
		  placed("Globex", 40, 10) },
		{ { placed("Skills", 10, 10), placed("Work as it was", 80, 15),
		    placed("Welding", 10, 22), placed("Acme for many years", 80, 27) },
		  placed("Globex", 10, 10) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_set_lines lines = { 0 };
		struct rq_word_box first[4], second = cases[i].second;

		memcpy(first, cases[i].first, sizeof first);
		lay(first, 4, 1, &lines);
		lay(&second, 1, 2, &lines);
		rq_sidebar_gather(&lines);
		assert_int_equal(lines.count, 5);
		assert_string_equal(lines.lines[4].text, cases[i].second.text);
		rq_set_lines_free(&lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_telephone_number_begins_with_its_plus),
		cmocka_unit_test(each_of_two_telephone_numbers_begins_with_its_plus),
		cmocka_unit_test(a_sign_in_front_parts_no_other_words),
		cmocka_unit_test(years_run_as_their_line_does),
		cmocka_unit_test(a_line_begins_where_its_bullet_or_plus_stands),
		cmocka_unit_test(what_runs_leftward_in_a_line_that_does_not_is_read_from_its_right),
		cmocka_unit_test(a_date_stands_before_the_first_line_of_its_row),
		cmocka_unit_test(a_date_that_is_broken_in_the_margin_is_one),
		cmocka_unit_test(a_word_above_a_year_in_the_margin_may_be_no_date),
		cmocka_unit_test(a_date_that_is_open_ends_where_it_stands),
		cmocka_unit_test(a_line_tells_where_its_type_turns),
		cmocka_unit_test(a_bullet_hides_not_that_its_line_is_bold),
		cmocka_unit_test(place_and_dates_stand_beside_employer_and_title),
		cmocka_unit_test(notes_at_the_side_are_read_with_what_they_stand_beside),
		cmocka_unit_test(a_column_of_other_things_is_read_by_itself),
		cmocka_unit_test(what_has_a_date_is_no_note_at_the_side),
		cmocka_unit_test(dashes_stay_with_their_lines),
		cmocka_unit_test(a_range_in_two_lines_may_stand_close_to_its_text),
		cmocka_unit_test(large_type_is_level_with_one_line),
		cmocka_unit_test(a_heading_in_the_margin_stands_before_its_block),
		cmocka_unit_test(columns_begin_right_below_a_centred_head),
		cmocka_unit_test(a_soft_hyphen_that_is_drawn_is_a_hyphen),
		cmocka_unit_test(labels_that_end_at_one_edge_are_cells),
		cmocka_unit_test(items_of_a_list_are_no_cells_of_their_signs),
		cmocka_unit_test(a_sidebar_goes_on_from_page_to_page),
		cmocka_unit_test(the_next_page_goes_on_with_the_wider_column),
		cmocka_unit_test(a_page_that_stands_otherwise_comes_behind_both_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
