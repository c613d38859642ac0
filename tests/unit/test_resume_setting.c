/* resume/row, dating, employment: what the way in which entries are set tells of them, where no
 * word does. */

#include "unit.h"

#include "resume_text.h"

static void items_with_a_time_below_each_are_entries(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document,
		       "Jane Doe\nExperience\n"
		       "Crucible Keeper, Fennimore\nMar 2020 - Present\nKept books\n"
		       "Growth Alchemist, Blue Heron\nJun 2017 - Feb 2020\nGrew books\n");
	for (size_t i = 2; i < document.count; i++)
		document.lines[i].kind = (i - 2) % 3 == 1 ? RQ_LINE_TEXT : RQ_LINE_ITEM;
	record = build_checked(&document);
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/position", "Crucible Keeper");
	assert_leaf(record, "/work/0/name", "Fennimore");
	assert_leaf(record, "/work/0/startDate", "2020-03");
	assert_leaf(record, "/work/0/highlights/0", "Kept books");
	assert_leaf(record, "/work/1/position", "Growth Alchemist");
	assert_leaf(record, "/work/1/endDate", "2020-02");
	json_decref(record);
	rq_document_free(&document);
}

static void an_item_by_itself_above_a_time_begins_no_entry(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n\n- Thesis on maple syrup\n\n"
				    "2015 - 2019\n- Dean's list\n");

	(void)state;
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/highlights/0", "Thesis on maple syrup");
	assert_leaf(record, "/education/1/startDate", "2015");
	assert_no_leaf(record, "/education/1/institution");
	json_decref(record);
	record = build_text("Jane Doe\n\nEducation\n\n- Maple Academy\n\n  2015 - 2019\n"
			    "- Syrup Academy\n\n  2011 - 2015\n");
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/institution", "Maple Academy");
	assert_leaf(record, "/education/0/startDate", "2015");
	assert_leaf(record, "/education/1/startDate", "2011");
	json_decref(record);
}

static void an_item_above_a_time_is_the_last_of_its_entry(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Mar 2020 - Present\nEngineer, Acme GmbH\n- Kept books\n"
				    "Jun 2017 - Feb 2020\nEngineer, Muster GmbH\n- Grew books\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/highlights/0", "Kept books");
	assert_leaf(record, "/work/1/name", "Muster GmbH");
	json_decref(record);
}

static void a_date_may_stand_in_two_lines_the_end_first(void **state)
{
	json_t *record =
	    build_text("Nuria Prueba\n\nExperiencia laboral\n\n"
		       "Actualmente\nEnero 2020\nEncargada de tienda\nTejidos Roldán\n"
		       "- Ventas\n\n"
		       "Diciembre 2019\nMarzo 2015\nDependienta\nLa Despensa\n- Caja\n\n"
		       "2011\n2014\nCamarera\nBar Prueba\n");

	(void)state;
	assert_length(record, "/work", 3);
	assert_leaf(record, "/work/0/startDate", "2020-01");
	assert_no_leaf(record, "/work/0/endDate");
	assert_leaf(record, "/work/0/position", "Encargada de tienda");
	assert_leaf(record, "/work/0/name", "Tejidos Roldán");
	assert_leaf(record, "/work/1/startDate", "2015-03");
	assert_leaf(record, "/work/1/endDate", "2019-12");
	assert_leaf(record, "/work/1/name", "La Despensa");
	assert_leaf(record, "/work/2/startDate", "2011");
	assert_leaf(record, "/work/2/endDate", "2014");
	json_decref(record);
}

static void nobody_knows_which_of_three_dates_belong_together(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n\n2011\n2014\n2016\n"
				    "Bachelor of Science, City University\n");

	(void)state;
	assert_no_leaf(record, "/education/0/startDate");
	json_decref(record);
}

static void a_place_stands_beside_the_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Fennimore\nDuluth, MN\nMar 2020 - Present\nCrucible Keeper\n"
				    "- Kept books\n\n"
				    "Blue Heron\nMadison, WI\nJun 2017 - Feb 2020\n"
				    "Growth Alchemist\n- Grew books\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Fennimore");
	assert_leaf(record, "/work/0/position", "Crucible Keeper");
	assert_leaf(record, "/work/1/name", "Blue Heron");
	assert_leaf(record, "/work/1/location", "Madison, WI");
	json_decref(record);
}

static void jobs_are_set_as_schools_are(void **state)
{
	static const char jobs[] = "Jane Doe\n\nExperience\n\n"
				   "Fennimore\tMar 2020 - Present\nCrucible Keeper\n\n"
				   "Blue Heron\tJun 2017 - Feb 2020\nGrowth Alchemist\n\n"
				   "Education\n\n";
	static const char *const schools[] = { "City University\t2010 - 2014\nB.A., Chemistry\n",
					       "B.A., Chemistry\t2010 - 2014\nCity University\n" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text, "%s%s", jobs, schools[i]);
		record = build_text(text);
		assert_leaf(record, i == 0 ? "/work/0/name" : "/work/0/position", "Fennimore");
		assert_leaf(record, i == 0 ? "/work/0/position" : "/work/0/name",
			    "Crucible Keeper");
		assert_leaf(record, i == 0 ? "/work/1/name" : "/work/1/position", "Blue Heron");
		json_decref(record);
	}
}

static void words_tell_more_than_how_schools_are_set(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Software Engineer\tMar 2020 - Present\nFennimore\n\n"
				    "Growth Alchemist\tJun 2017 - Feb 2020\nBlue Heron\n\n"
				    "Education\n\nCity University\t2010 - 2014\nB.A.\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Fennimore");
	assert_leaf(record, "/work/1/position", "Growth Alchemist");
	assert_leaf(record, "/work/1/name", "Blue Heron");
	json_decref(record);
}

static void a_state_is_no_company(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Wellness Guide\nJuniper Trail, Boulder, CO\n2019 - 2021\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Wellness Guide");
	assert_leaf(record, "/work/0/name", "Juniper Trail");
	assert_leaf(record, "/work/0/location", "Boulder, CO");
	json_decref(record);
	record = build_text("Jane Doe\n\nExperience\n\n"
			    "Copy Wrangler\nSample Trading, Co.\n2012 - 2016\n");
	assert_leaf(record, "/work/0/name", "Sample Trading, Co.");
	json_decref(record);
}

static void how_long_it_took_is_no_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nShift Lead, Tallow & Wick\n"
				    "Jan 2014 - May 2017 3 years 4 months\n- Kept books\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Shift Lead");
	assert_leaf(record, "/work/0/name", "Tallow & Wick");
	json_decref(record);
}

static void who_left_a_school_studied_no_town(void **state)
{
	json_t *record = build_text("Jane Doe\n\nAusbildung\n\nAbitur\t1997 - 2006\n"
				    "Ubbo-Emmius-Gymnasium · Leer\n\nBSc\t2006 - 2010\n"
				    "City University, Informatik\n");

	(void)state;
	assert_leaf(record, "/education/0/studyType", "Abitur");
	assert_leaf(record, "/education/0/institution", "Ubbo-Emmius-Gymnasium");
	assert_leaf(record, "/education/0/location", "Leer");
	assert_no_leaf(record, "/education/0/area");
	assert_leaf(record, "/education/1/area", "Informatik");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_with_a_time_below_each_are_entries),
		cmocka_unit_test(an_item_by_itself_above_a_time_begins_no_entry),
		cmocka_unit_test(an_item_above_a_time_is_the_last_of_its_entry),
		cmocka_unit_test(a_date_may_stand_in_two_lines_the_end_first),
		cmocka_unit_test(nobody_knows_which_of_three_dates_belong_together),
		cmocka_unit_test(a_place_stands_beside_the_employer),
		cmocka_unit_test(jobs_are_set_as_schools_are),
		cmocka_unit_test(words_tell_more_than_how_schools_are_set),
		cmocka_unit_test(a_state_is_no_company),
		cmocka_unit_test(how_long_it_took_is_no_employer),
		cmocka_unit_test(who_left_a_school_studied_no_town),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
