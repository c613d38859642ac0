/* resume/couplet: headers of two lines, of which dots part the lower. */

#include "unit.h"

#include "resume_text.h"

static json_t *build_section(const char *head, const char *section)
{
	char text[1200];

	(void)snprintf(text, sizeof text, "Jane Doe\njane@example.org | Ashby\n\n%s\n\n%s", head,
		       section);
	return build_text(text);
}

static void signs_of_names_part_nothing_beside_dots(void **state)
{
	json_t *record = build_section(
	    "Experience",
	    "Marketing Manager, North & West\t2019 - present\n"
	    "Brace, Bolt & Nail - Fasteners · Berlin\n- Sold nails\n\n"
	    "Engineer at Large\t2015 - 2019\nBlue Cross, Blue Shield · Mill Hollow\n\n"
	    "Teacher at Key Stage 3\tSep 2012 - 2015\nOrchard | Vale · Berlin\n\n"
	    "Paramedic\t2010 - 2012\nBerlin EMS · Berlin, BE\n");

	(void)state;
	assert_length(record, "/work", 4);
	assert_leaf(record, "/work/0/position", "Marketing Manager, North & West");
	assert_leaf(record, "/work/0/name", "Brace, Bolt & Nail - Fasteners");
	assert_leaf(record, "/work/0/location", "Berlin");
	assert_leaf(record, "/work/1/position", "Engineer at Large");
	assert_leaf(record, "/work/1/name", "Blue Cross, Blue Shield");
	assert_leaf(record, "/work/1/location", "Mill Hollow");
	assert_leaf(record, "/work/2/position", "Teacher at Key Stage 3");
	assert_leaf(record, "/work/2/startDate", "2012-09");
	assert_leaf(record, "/work/2/name", "Orchard | Vale");
	assert_leaf(record, "/work/3/name", "Berlin EMS");
	assert_leaf(record, "/work/3/location", "Berlin, BE");
	json_decref(record);
}

static void an_employer_may_begin_small(void **state)
{
	json_t *record =
	    build_section("Experience", "Plumber\t2019 - present\nself-employed · Ashby\n\n"
					"Helper\t2015 - 2019\nvanloo.example · Old Harry\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "self-employed");
	assert_leaf(record, "/work/0/location", "Ashby");
	assert_leaf(record, "/work/1/name", "vanloo.example");
	assert_leaf(record, "/work/1/location", "Old Harry");
	json_decref(record);
}

static void a_place_alone_is_no_employer(void **state)
{
	json_t *record = build_section(
	    "Experience", "Plumber\t2019 - present\nBoston, MA\n\n"
			  "Helper\t2015 - 2019\nBrace Ltd · Mill Hollow · half of the week\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Plumber");
	assert_leaf(record, "/work/0/location", "Boston, MA");
	assert_no_leaf(record, "/work/0/name");
	assert_leaf(record, "/work/1/location", "Mill Hollow");
	assert_leaf(record, "/work/1/description", "half of the week");
	json_decref(record);
}

static void one_line_is_told_by_whether_it_has_the_date(void **state)
{
	json_t *record =
	    build_section("Experience", "Plumber\t2019 - present\nBrace Ltd · Berlin\n\n"
					"National Duty\t2015 - 2019\n\n"
					"2012 - 2015\nMill Hollow\n");

	(void)state;
	assert_leaf(record, "/work/1/position", "National Duty");
	assert_no_leaf(record, "/work/1/name");
	assert_leaf(record, "/work/2/name", "Mill Hollow");
	assert_no_leaf(record, "/work/2/position");
	json_decref(record);
}

static void an_entry_without_a_date_stands_above_another(void **state)
{
	json_t *record =
	    build_section("Volunteering", "Ashby Food Bank\n\n"
					  "Tutor\t2018 - 2020\nBreakthrough · Berlin\n");

	(void)state;
	assert_length(record, "/volunteer", 2);
	assert_leaf(record, "/volunteer/0/organization", "Ashby Food Bank");
	assert_leaf(record, "/volunteer/1/position", "Tutor");
	assert_leaf(record, "/volunteer/1/organization", "Breakthrough");
	json_decref(record);
}

static void a_school_and_a_degree_have_commas_in_their_names(void **state)
{
	json_t *record =
	    build_section("Education", "University of Ashby, Faculty of Arts\t2011 - 2014\n"
				       "BSc (Hons), First Class · Biology\n\n"
				       "Mill Hollow College\t2009 - 2011\n"
				       "Master in Management · Marketing · Grade: 3.9\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "University of Ashby, Faculty of Arts");
	assert_leaf(record, "/education/0/studyType", "BSc (Hons), First Class");
	assert_leaf(record, "/education/0/area", "Biology");
	assert_leaf(record, "/education/1/studyType", "Master in Management");
	assert_leaf(record, "/education/1/area", "Marketing");
	assert_leaf(record, "/education/1/score", "3.9");
	json_decref(record);
}

static void a_school_has_its_place_beside_it(void **state)
{
	json_t *record =
	    build_section("Education", "University of Ashby · Mill Hollow\t2011 - 2014\n"
				       "BSc · Physics · GPA: 3.9\n\n"
				       "Orchard College · Old Harry\t2009 - 2011\n"
				       "Ceramics · orchard.com\n\n"
				       "Ferry Street School\t2007 - 2009\n"
				       "Journeyman · Joinery\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "University of Ashby");
	assert_leaf(record, "/education/0/location", "Mill Hollow");
	assert_leaf(record, "/education/0/studyType", "BSc");
	assert_leaf(record, "/education/0/area", "Physics");
	assert_leaf(record, "/education/0/score", "GPA: 3.9");
	assert_leaf(record, "/education/1/institution", "Orchard College");
	assert_leaf(record, "/education/1/location", "Old Harry");
	assert_leaf(record, "/education/1/area", "Ceramics");
	assert_no_leaf(record, "/education/1/studyType");
	assert_leaf(record, "/education/2/studyType", "Journeyman");
	assert_leaf(record, "/education/2/area", "Joinery");
	json_decref(record);
}

static void an_employer_in_the_upper_line_stays_one(void **state)
{
	json_t *record =
	    build_section("Experience", "Brace Ltd\t2019 - present\nEngineer · Berlin\n\n"
					"Orchard Inc.\t2015 - 2019\nNurse · Hamburg\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Brace Ltd");
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_leaf(record, "/work/1/name", "Orchard Inc.");
	assert_leaf(record, "/work/1/position", "Nurse");
	json_decref(record);
}

static void tools_between_dots_are_no_employer(void **state)
{
	json_t *record = build_section(
	    "Experience", "Engineer, Brace Ltd\t2019 - present\nGo · Kubernetes\n"
			  "- Built it\n\n"
			  "Nurse, Orchard Inc.\t2015 - 2019\nPython · Django\n- Ran it\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Brace Ltd");
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_leaf(record, "/work/1/name", "Orchard Inc.");
	json_decref(record);
}

static void where_no_dot_stands_commas_part(void **state)
{
	json_t *record =
	    build_section("Experience", "Engineer\t2019 - present\nBrace Ltd, Berlin\n\n"
					"Nurse\t2015 - 2019\nOrchard Inc., Hamburg\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Brace Ltd");
	assert_leaf(record, "/work/0/location", "Berlin");
	assert_leaf(record, "/work/1/name", "Orchard Inc.");
	json_decref(record);
}

static void all_that_a_project_says_is_kept(void **state)
{
	json_t *record = build_section(
	    "Projects", "The Owl Who Overslept\t2022\nPicture book, 32 pages, for children\n");

	(void)state;
	assert_leaf(record, "/projects/0/name", "The Owl Who Overslept");
	assert_leaf(record, "/projects/0/description", "Picture book, 32 pages, for children");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_of_names_part_nothing_beside_dots),
		cmocka_unit_test(an_employer_may_begin_small),
		cmocka_unit_test(a_place_alone_is_no_employer),
		cmocka_unit_test(one_line_is_told_by_whether_it_has_the_date),
		cmocka_unit_test(an_entry_without_a_date_stands_above_another),
		cmocka_unit_test(a_school_and_a_degree_have_commas_in_their_names),
		cmocka_unit_test(a_school_has_its_place_beside_it),
		cmocka_unit_test(an_employer_in_the_upper_line_stays_one),
		cmocka_unit_test(tools_between_dots_are_no_employer),
		cmocka_unit_test(where_no_dot_stands_commas_part),
		cmocka_unit_test(all_that_a_project_says_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
