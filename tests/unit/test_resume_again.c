/* resume: entries as rq-export sets them, title and time above, who and where below. */

#include "unit.h"

#include "resume_text.h"

static json_t *build_section(const char *heading, const char *lines)
{
	char text[1200];

	(void)snprintf(text, sizeof text, "Jane Doe\njane@example.com\n\n%s\n\n%s", heading, lines);
	return build_text(text);
}

static void a_town_that_no_list_knows_stands_behind_the_employer_and_a_dot(void **state)
{
	static const char *const cases[][3] = {
		{ "Buchhalterin | 08/2012 – 12/2017\nKanzlei Hofmann · Weidenau\n",
		  "Kanzlei Hofmann", "Weidenau" },
		{ "مهندس موقع | 06/2013 – 02/2018\nشركة البناء المثالي · إربد\n",
		  "شركة البناء المثالي", "إربد" },
		{ "前端工程师 | 2020年3月 – 至今\n蜀云科技 · 例都\n", "蜀云科技", "例都" },
		{ "Data Analyst | Jul 2016 – Jan 2020\nSample Mutual · Boulder, CO\n",
		  "Sample Mutual", "Boulder, CO" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *record = build_section("Experience", cases[i][0]);

		assert_length(record, "/work", 1);
		assert_leaf(record, "/work/0/name", cases[i][1]);
		assert_leaf(record, "/work/0/location", cases[i][2]);
		json_decref(record);
	}
}

static void who_and_where_stand_below_a_title_though_the_school_is_above(void **state)
{
	json_t *record = build_section("Experience", "Zorvane | 2013 – 2014\nQuillon · Weidenau\n\n"
						     "Volunteering\n\nTramel | 2010\nOrbin\n\n"
						     "Education\n\nAshby College | 2010\nBSc\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Zorvane");
	assert_leaf(record, "/work/0/name", "Quillon");
	assert_leaf(record, "/work/0/location", "Weidenau");
	assert_leaf(record, "/volunteer/0/position", "Tramel");
	assert_leaf(record, "/volunteer/0/organization", "Orbin");
	json_decref(record);
}

static void a_unit_in_the_title_is_no_employer(void **state)
{
	json_t *record = build_section(
	    "Experience", "Charge Nurse, Intensive Care Unit | May 2019 – Present\n"
			  "Saint Brannoc Medical Center · Columbus, OH\n- Led 14 nurses\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Charge Nurse, Intensive Care Unit");
	assert_leaf(record, "/work/0/name", "Saint Brannoc Medical Center");
	assert_leaf(record, "/work/0/location", "Columbus, OH");
	assert_no_leaf(record, "/work/0/summary");
	json_decref(record);
}

static void an_employer_is_none_of_a_role_that_began_before(void **state)
{
	json_t *record = build_section("Experience", "Green Fork Cooperative | 2014 – 2016\n\n"
						     "Freelance consultant | 2013 – 2014\n"
						     "- Advised small shops\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Green Fork Cooperative");
	assert_leaf(record, "/work/1/position", "Freelance consultant");
	assert_no_leaf(record, "/work/1/name");
	json_decref(record);
	record = build_section("Experience", "Green Fork Cooperative | 2012 – 2016\n"
					     "Consultant | 2013 – 2014\n- Advised small shops\n");
	assert_leaf(record, "/work/0/name", "Green Fork Cooperative");
	json_decref(record);
}

static void an_employer_may_be_called_as_a_section_is(void **state)
{
	json_t *record =
	    build_section("Experience", "Consultant | 2013 – 2014\nTechnology\n- Advised shops\n\n"
					"Education\n\nAshby College | 2010\n\nSkills\nC, Go\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Technology");
	assert_leaf(record, "/work/0/highlights/0", "Advised shops");
	assert_length(record, "/skills", 2);
	json_decref(record);
}

static void a_degree_that_no_list_knows_stands_in_front_of_its_subject(void **state)
{
	json_t *record = build_section("Ausbildung", "Berufsschule Linz | 2013 – 2016\n"
						     "Meisterlehre · Elektrobetriebstechnik\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Berufsschule Linz");
	assert_leaf(record, "/education/0/studyType", "Meisterlehre");
	assert_leaf(record, "/education/0/area", "Elektrobetriebstechnik");
	json_decref(record);
}

static void a_school_has_its_town_and_country_beside_it(void **state)
{
	json_t *record =
	    build_section("Education", "Kaveri Delta College · Thanjavur, India | 2007 – 2011\n"
				       "B.E. Electronics\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Kaveri Delta College");
	assert_leaf(record, "/education/0/location", "Thanjavur, India");
	json_decref(record);
}

static void a_grade_has_its_word_in_front(void **state)
{
	json_t *record = build_section("Education", "Ashby College | 2007 – 2011\n"
						    "BSc · Physics · Grade: First Class Honours\n");

	(void)state;
	assert_leaf(record, "/education/0/studyType", "BSc");
	assert_leaf(record, "/education/0/area", "Physics");
	assert_leaf(record, "/education/0/score", "First Class Honours");
	json_decref(record);
}

static void a_page_is_not_what_was_studied(void **state)
{
	json_t *record = build_section("Education", "Ashby College | 2007 – 2011\n"
						    "BSc · ashby.ac.uk\n");

	(void)state;
	assert_leaf(record, "/education/0/url", "https://ashby.ac.uk");
	assert_no_leaf(record, "/education/0/area");
	json_decref(record);
}

static void brackets_may_be_of_an_address(void **state)
{
	json_t *record = build_section(
	    "Projects", "Films | 2012 – 2014\nwiki.example.org/wiki/Film_(TV_series)\n"
			"A list of films (see films.example.org) for friends.\n");

	(void)state;
	assert_leaf(record, "/projects/0/url", "https://wiki.example.org/wiki/Film_(TV_series)");
	json_decref(record);
}

static void who_recommends_may_say_it_in_few_words(void **state)
{
	json_t *record =
	    build_section("References", "Robin Sample\nKim kept our systems running.\n\n"
					"박지훈\n믿고 맡길 수 있는 동료입니다.\n");

	(void)state;
	assert_length(record, "/references", 2);
	assert_leaf(record, "/references/0/name", "Robin Sample");
	assert_leaf(record, "/references/0/reference", "Kim kept our systems running.");
	assert_leaf(record, "/references/1/name", "박지훈");
	json_decref(record);
}

static void a_place_may_stand_between_date_and_employer(void **state)
{
	json_t *record =
	    build_section("Experience", "Sept. 2019 – today\nWeidenau\nFenwick Payments Ltd\n"
					"Systems Engineer\n- Built it all\n\n"
					"May 2015 – Aug 2019\nBerlin\nZorvane\n"
					"Software Developer\n- Built that\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Fenwick Payments Ltd");
	assert_leaf(record, "/work/0/position", "Systems Engineer");
	assert_leaf(record, "/work/1/name", "Zorvane");
	assert_leaf(record, "/work/1/position", "Software Developer");
	assert_leaf(record, "/work/1/location", "Berlin");
	json_decref(record);
}

static void a_firm_may_be_called_by_its_country(void **state)
{
	json_t *record = build_section("Experience", "Zorvane Austria, Software Engineer\n"
						     "May 2019 – Aug 2021\n- Built it\n\n"
						     "Quillon GmbH, Developer, Berlin Germany\n"
						     "May 2015 – Aug 2018\n- Built that\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Zorvane Austria");
	assert_leaf(record, "/work/0/position", "Software Engineer");
	assert_leaf(record, "/work/1/name", "Quillon GmbH");
	assert_leaf(record, "/work/1/location", "Berlin Germany");
	json_decref(record);
}

static void a_form_tells_the_employer_below_the_tasks(void **state)
{
	json_t *record = build_section(
	    "Esperienze lavorative",
	    "Date\t10/2019 – oggi\nLavoro o posizione ricoperti\tArchitetta senior\n"
	    "Principali attività e responsabilità\tDirezione lavori del restauro di un palazzo\n"
	    "Nome e indirizzo del datore di lavoro\tZorvane, S.p.A., Torino\n\n"
	    "Istruzione e formazione\n\nDate\t2010 – 2015\n"
	    "Titolo della qualifica rilasciata\tLaurea magistrale in Architettura\n"
	    "Nome e tipo di istituto di istruzione\tPolitecnico di Torino\n\n"
	    "Lingue\tItaliano, Francese (B2)\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/position", "Architetta senior");
	assert_leaf(record, "/work/0/name", "Zorvane, S.p.A.");
	assert_leaf(record, "/work/0/location", "Torino");
	assert_leaf(record, "/work/0/startDate", "2019-10");
	assert_length(record, "/education", 1);
	assert_leaf(record, "/education/0/institution", "Politecnico di Torino");
	assert_leaf(record, "/languages/1/language", "Francese");
	json_decref(record);
}

static void a_degree_in_small_letters_goes_on_with_no_school(void **state)
{
	json_t *record = build_section("Education", "Zorvane University\n"
						    "bachelor of science · Computer Science\n"
						    "A theory of cohesion.\n");

	(void)state;
	assert_length(record, "/education", 1);
	assert_leaf(record, "/education/0/institution", "Zorvane University");
	assert_leaf(record, "/education/0/studyType", "bachelor of science");
	assert_leaf(record, "/education/0/area", "Computer Science");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_degree_in_small_letters_goes_on_with_no_school),
		cmocka_unit_test(a_town_that_no_list_knows_stands_behind_the_employer_and_a_dot),
		cmocka_unit_test(who_and_where_stand_below_a_title_though_the_school_is_above),
		cmocka_unit_test(a_unit_in_the_title_is_no_employer),
		cmocka_unit_test(an_employer_is_none_of_a_role_that_began_before),
		cmocka_unit_test(an_employer_may_be_called_as_a_section_is),
		cmocka_unit_test(a_degree_that_no_list_knows_stands_in_front_of_its_subject),
		cmocka_unit_test(a_school_has_its_town_and_country_beside_it),
		cmocka_unit_test(a_grade_has_its_word_in_front),
		cmocka_unit_test(a_page_is_not_what_was_studied),
		cmocka_unit_test(brackets_may_be_of_an_address),
		cmocka_unit_test(who_recommends_may_say_it_in_few_words),
		cmocka_unit_test(a_place_may_stand_between_date_and_employer),
		cmocka_unit_test(a_form_tells_the_employer_below_the_tasks),
		cmocka_unit_test(a_firm_may_be_called_by_its_country),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
