/* resume/remark, settle, merge, numbering, label: headers of jobs as strangers set them. */

#include "unit.h"

#include "resume_text.h"

/* What a title has in brackets of how it was is no employer. */
static void remarks_in_brackets_name_no_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Example College, Leeds\n"
				    "Assistant Professor (F3)\t2007 - 2009\n- Taught\n\n"
				    "Developer (Remote Contract)\t2005 - 2007\n"
				    "Fennimore Press\n- Wrote\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Example College");
	assert_leaf(record, "/work/0/position", "Assistant Professor (F3)");
	assert_leaf(record, "/work/1/name", "Fennimore Press");
	assert_leaf(record, "/work/1/position", "Developer");
	json_decref(record);
}

/* Of two roles below one employer the second is there, too, though it was done from home. */
static void a_role_done_from_home_has_the_employer_above(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Acme GmbH\tBerlin\n"
				    "Developer (Remote)\t2022 - 2023\n- Wrote\n"
				    "Junior Developer (Remote)\t2021 - 2022\n- Read\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/position", "Junior Developer");
	assert_leaf(record, "/work/1/name", "Acme GmbH");
	json_decref(record);
}

/* An employer called by its country, with its town beside it. */
static void an_employer_may_be_called_by_its_country(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Zorvane México\tGuadalajara, México\n"
				    "SECURITY ENGINEER\tNov 2020 - Present\n- Wrote\n\n"
				    "Quibbex México\tGuadalajara, México\n"
				    "DEVELOPER\tMay 2019 - Nov 2020\n- Read\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Zorvane México");
	assert_leaf(record, "/work/0/location", "Guadalajara, México");
	assert_leaf(record, "/work/0/position", "SECURITY ENGINEER");
	assert_leaf(record, "/work/1/name", "Quibbex México");
	json_decref(record);
}

/* SAS is a firm's form in France, and what analysts use. */
static void a_tool_in_a_title_makes_no_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "2020 - 2021\tSenior SAS Analyst, National Example Body\n"
				    "- Counted\n\n2018 - 2020\tAnalyst, Zorvane SAS\n- Read\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Senior SAS Analyst");
	assert_leaf(record, "/work/0/name", "National Example Body");
	assert_leaf(record, "/work/1/name", "Zorvane SAS");
	json_decref(record);
}

/* Numbers that count the jobs are of no name; the number of one that is called so is. */
static void numbers_of_jobs_are_no_part_of_employers(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "1. Acme Instruments Ltd (January 2012 to May 2015)\n- Drew\n"
				    "2. Example Dynamics Ltd (July 2015 onwards)\n- Built\n");
	json_t *club = build_text("Jane Doe\n\nExperience\n"
				  "1. FC Beispiel GmbH\t2012 - 2015\nTrainer\n- Ran\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme Instruments Ltd");
	assert_leaf(record, "/work/1/name", "Example Dynamics Ltd");
	assert_leaf(record, "/work/1/startDate", "2015-07");
	assert_no_leaf(record, "/work/1/endDate");
	assert_leaf(club, "/work/0/name", "1. FC Beispiel GmbH");
	json_decref(club);
	json_decref(record);
}

/* What stands behind "Position:" is the title, though a comma is in it. */
static void a_labelled_title_may_have_commas(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\nJune 2017 – May 2018\n"
		       "Position:\tLead Analyst and CDO, Data and Insight\nExample Bureau, Leeds\n"
		       "\nMay 2015 – June 2017\nPosition:\tAnalyst\nExample Bureau, Leeds\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Lead Analyst and CDO, Data and Insight");
	assert_leaf(record, "/work/0/name", "Example Bureau");
	assert_leaf(record, "/work/1/position", "Analyst");
	json_decref(record);
}

/* A bar between two titles is of one. */
static void two_titles_may_be_of_one_job(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n2021 - 2023\t"
		       "Data Scientist | Data Engineer, Ministry of Examples\n- Ran\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Data Scientist | Data Engineer");
	assert_leaf(record, "/work/0/name", "Ministry of Examples");
	json_decref(record);
}

/* A form whose colons stand in cells of their own, its title below what nobody asked. */
static void a_form_has_its_colons_in_a_column(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "From / To\t:\tOct 2016 – Nov 2017\n"
				    "Company name\t:\tGreen Bridge LLC (Dubai)\n"
				    "Project Details\t:\tHouses\nClient\t:\tJohn Roe & others\n"
				    "Position Held\t:\tSite Engineer\n"
				    "Duties and Responsibilities:\n- Built\n- Tested\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/name", "Green Bridge LLC");
	assert_leaf(record, "/work/0/position", "Site Engineer");
	assert_leaf(record, "/work/0/startDate", "2016-10");
	assert_leaf(record, "/work/0/endDate", "2017-11");
	json_decref(record);
}

/* "Stage" heads no section where it is what somebody was. */
static void a_title_that_heads_sections_may_be_one(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEXPERIENCES PROFESSIONNELLES\n"
				    "Stage\nBexa | Juin 2021 - Août 2021\n\nStage\n"
				    "Caxo | Juin 2020 - Août 2020\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/position", "Stage");
	assert_leaf(record, "/work/0/name", "Bexa");
	assert_leaf(record, "/work/1/position", "Stage");
	json_decref(record);
}

/* Portals write how long it was behind the heading. */
static void a_heading_may_say_how_long(void **state)
{
	json_t *record = build_text("Иван Примеров\n\nОпыт работы — 3 года 2 месяца\n"
				    "Инженер, Пример LLC\tИюнь 2021 - Август 2024\n- Строил\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/startDate", "2021-06");
	assert_leaf(record, "/unplaced/0", "3 года 2 месяца");
	json_decref(record);
}

/* Comma with the space on the wrong side; names in two fields; a postcode and a phone number. */
static void loose_commas_part_and_names_have_two_fields(void **state)
{
	json_t *record = build_text("First Name: Jane\nLast name: Doe\n"
				    "9 High St Springfield, MA 02141 (617) 555-0123\n\nSkills\n"
				    "C++\n\nEducation\n"
				    "Example Junior College ,Diploma\n2016 - 2018\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jane Doe");
	assert_leaf(record, "/basics/phone", "(617) 555-0123");
	assert_leaf(record, "/education/0/institution", "Example Junior College");
	assert_leaf(record, "/education/0/studyType", "Diploma");
	json_decref(record);
}

/* Versions of a language are nobody's telephone number. */
static void versions_are_no_telephone_number(void **state)
{
	json_t *record = build_text("Jane Doe\njane@example.org\nC++11/14/17/20\n\nSkills\nC\n");

	(void)state;
	assert_no_leaf(record, "/basics/phone");
	json_decref(record);
}

/* Jobs and degrees told in sentences have their words between, not in, what they name. */
static void sentences_tell_jobs_and_degrees(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n"
		       "1-Example Telecom Ltd (Leeds, England)\n"
		       "Working as Accountant From 1st June'2017 to Present.\n- Counted\n"
		       "2-Sample Power Ltd (Leeds, England)\n"
		       "Worked as a Clerk from 28 March'2015 to 4th July'2016.\n- Filed\n\n"
		       "Education\n- M.Sc (General Chemistry) from Example University "
		       "with first division in 2011.\n"
		       "- HSC from Sample Secondary School with 66% in 2006.\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Example Telecom Ltd");
	assert_leaf(record, "/work/0/position", "Accountant");
	assert_leaf(record, "/work/0/startDate", "2017-06-01");
	assert_no_leaf(record, "/work/0/endDate");
	assert_leaf(record, "/work/1/position", "Clerk");
	assert_leaf(record, "/work/1/startDate", "2015-03-28");
	assert_leaf(record, "/work/1/endDate", "2016-07-04");
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/institution", "Example University");
	assert_leaf(record, "/education/0/endDate", "2011");
	assert_leaf(record, "/education/1/institution", "Sample Secondary School");
	assert_leaf(record, "/education/1/studyType", "HSC");
	json_decref(record);
}

/* One slip of the hand leaves a heading one; two make another word, and so does an ending. */
static void headings_may_be_misspelt(void **state)
{
	static const char *const slips[] = { "Professional Expereince", "Work Experiance",
					     "Work Expperience", "Work Exprience" };
	json_t *record;

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
		char text[200];

		(void)snprintf(text, sizeof text,
			       "Jane Doe\n\n%s:\nEngineer, Acme Ltd\t2015 - 2017\n- Built\n",
			       slips[i]);
		record = build_text(text);
		assert_leaf(record, "/work/0/name", "Acme Ltd");
		json_decref(record);
	}
	assert_int_equal(rq_word_find_misspelt("expereince", 10).section, RQ_SECTION_WORK);
	assert_int_equal(rq_word_find_misspelt("experienced", 11).section, RQ_SECTION_NONE);
	assert_int_equal(rq_word_find_misspelt("exprieince", 10).section, RQ_SECTION_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(remarks_in_brackets_name_no_employer),
		cmocka_unit_test(a_role_done_from_home_has_the_employer_above),
		cmocka_unit_test(an_employer_may_be_called_by_its_country),
		cmocka_unit_test(a_tool_in_a_title_makes_no_employer),
		cmocka_unit_test(numbers_of_jobs_are_no_part_of_employers),
		cmocka_unit_test(a_labelled_title_may_have_commas),
		cmocka_unit_test(two_titles_may_be_of_one_job),
		cmocka_unit_test(a_form_has_its_colons_in_a_column),
		cmocka_unit_test(a_title_that_heads_sections_may_be_one),
		cmocka_unit_test(a_heading_may_say_how_long),
		cmocka_unit_test(loose_commas_part_and_names_have_two_fields),
		cmocka_unit_test(versions_are_no_telephone_number),
		cmocka_unit_test(sentences_tell_jobs_and_degrees),
		cmocka_unit_test(headings_may_be_misspelt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
