/* resume/pattern, joint, group: entries of a section tell each other what their pieces are. */

#include "unit.h"

#include "resume_text.h"

/* A section of jobs; who and what each of them was, in order. */
static void assert_jobs(const char *jobs, const char *const (*wanted)[2], size_t count)
{
	char text[1000];
	json_t *record;

	(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n%s", jobs);
	record = build_text(text);
	assert_length(record, "/work", count);
	for (size_t i = 0; i < count; i++) {
		char pointer[40];

		(void)snprintf(pointer, sizeof pointer, "/work/%zu/name", i);
		assert_leaf(record, pointer, wanted[i][0]);
		(void)snprintf(pointer, sizeof pointer, "/work/%zu/position", i);
		assert_leaf(record, pointer, wanted[i][1]);
	}
	json_decref(record);
}

static void a_name_that_no_list_knows_is_what_stands_there_in_others(void **state)
{
	static const char *const wanted[][2] = {
		{ "Vantiq", "Growth Hacker" },
		{ "Acme GmbH", "Software Engineer" },
		{ "Umbra", "Happiness" },
	};

	(void)state;
	assert_jobs("Vantiq\t2019 - 2021\nGrowth Hacker\n- Built it\n"
		    "Acme GmbH\t2015 - 2019\nSoftware Engineer\n- Ran it\n"
		    "Umbra\t2012 - 2015\nHappiness\n- Kept it\n",
		    wanted, 3);
	assert_jobs("Growth Hacker | Vantiq\t2019 - 2021\n- Built it\n"
		    "Software Engineer | Acme GmbH\t2015 - 2019\n- Ran it\n"
		    "Happiness | Umbra\t2012 - 2015\n- Kept it\n",
		    wanted, 3);
}

static void an_employer_is_called_after_a_trade(void **state)
{
	static const char *const wanted[][2] = {
		{ "Project Team", "Engineer Works" },
		{ "Acme GmbH", "Nurse" },
		{ "Chef Systems", "Head of Delivery" },
	};

	(void)state;
	assert_jobs("Project Team\t2019 - 2021\nEngineer Works\n- Built it\n"
		    "Acme GmbH\t2016 - 2019\nNurse\n- Ran it\n"
		    "Chef Systems\t2012 - 2016\nHead of Delivery\n- Kept it\n",
		    wanted, 3);
}

static void skills_beside_a_job_are_no_employer(void **state)
{
	static const char *const wanted[][2] = {
		{ "Area 52", "Head Code Ninja" },
		{ "Veridian Dynamics", "Principal Developer" },
	};

	(void)state;
	assert_jobs(
	    "Head Code Ninja, Area 52\n2013 - 2019\nAgile PM Boost\n- Built it\n"
	    "Principal Developer, Veridian Dynamics\n2011 - 2013\nClojure Linux\n- Ran it\n",
	    wanted, 2);
}

static void an_employer_that_says_so_is_none_of_the_others_places(void **state)
{
	static const char *const wanted[][2] = {
		{ "University of Springfield", "Teaching Assistant" },
		{ "Davanni", "(nothing)" },
		{ "Superette", "(nothing)" },
	};

	(void)state;
	assert_jobs(
	    "Teaching Assistant, University of Springfield. 09/2022 - 10/2023\n- Taught it\n"
	    "Davanni, Coon Rapids, MN. 09/2017 - 08/2022\n- Cooked it\n"
	    "Superette, Andover, MN. 02/2015 - 08/2017\n- Sold it\n",
	    wanted, 3);
}

static void a_town_that_no_list_knows_stands_before_its_country(void **state)
{
	static const char *const wanted[][2] = { { "Nordlys", "Project Manager" } };
	json_t *record;

	(void)state;
	assert_jobs("Project Manager, Ashby, England\t2019 - 2021\nNordlys\n- Built it\n", wanted,
		    1);
	record = build_text("Jane Doe\n\nExperience\nNordlys\t2019 - 2021\n"
			    "Project Manager\tAshby, England\n- Built it\n");
	assert_leaf(record, "/work/0/name", "Nordlys");
	assert_leaf(record, "/work/0/location", "Ashby, England");
	json_decref(record);
	record = build_text("Jane Doe\n\nExperience\nClerk\t2019 - 2021\n"
			    "Example Corporation (Ashby, England)\n- Built it\n");
	assert_leaf(record, "/work/0/name", "Example Corporation");
	assert_leaf(record, "/work/0/location", "Ashby, England");
	json_decref(record);
	record = build_text("Jane Doe\n\nExperience\nPython Developer\tAlmaty, KZ\n"
			    "Nordlys\t2019 - 2021\n- Built it\n");
	assert_leaf(record, "/work/0/name", "Nordlys");
	assert_leaf(record, "/work/0/location", "Almaty, KZ");
	json_decref(record);
	record = build_text("Jane Doe\n\nEducation\nExample University\tProvo, Utah\n"
			    "MS in Engineering\t2017 - 2019\n");
	assert_leaf(record, "/education/0/location", "Provo, Utah");
	json_decref(record);
}

static void a_title_before_a_town_is_no_quarter_of_it(void **state)
{
	static const char *const wanted[][2] = { { "Sable Ltd", "Growth Hacker" },
						 { "Otterbay Ltd", "Line Cook" } };

	(void)state;
	assert_jobs("Sable Ltd, Growth Hacker, Austin, TX\t2017 - 2020\nLed a team of five\n"
		    "Otterbay Ltd, Line Cook, Boston, MA\t2014 - 2017\nServed two hundred\n",
		    wanted, 2);
}

static void small_signs_part_what_words_tell_apart(void **state)
{
	static const char *const jobs[][3] = {
		{ "Site Reliability at Grover\n2019 - 2021\n", "Grover", "Site Reliability" },
		{ "Acme @Istanbul, Turkey\t2019 - 2021\nData Engineer\n", "Acme", "Data Engineer" },
		{ "Software Engineer- Austin, TX\t2019 - 2021\nNomad Health\n", "Nomad Health",
		  "Software Engineer" },
		{ "Atom Logistic LLC -Amazon Driver -- Georgia -- 2019 - 2021\n",
		  "Atom Logistic LLC", "Amazon Driver" },
		{ "Co- Owner, Acme Ltd\t2019 - 2021\n", "Acme Ltd", "Co- Owner" },
		{ "Meta\t2019 - 2021\nSoftware Engineer\n", "Meta", "Software Engineer" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
		const char *const wanted[][2] = { { jobs[i][1], jobs[i][2] } };

		assert_jobs(jobs[i][0], wanted, 1);
	}
}

static void a_bullet_between_two_lines_parts_no_header(void **state)
{
	static const char *const wanted[][2] = { { "NCR Corporation", "Software Intern" },
						 { "Electric", "Undergraduate Researcher" } };

	(void)state;
	assert_jobs("Software Intern\tAtlanta, GA\n•\nNCR Corporation\t2021 - 2022\n- Built it\n"
		    "Undergraduate Researcher\tBoston, MA\n•\nElectric\t2019 - 2021\n- Ran it\n",
		    wanted, 2);
}

/* A DOCX's lines are paragraphs: the next entry's title is no more of the last item above it. */
static void a_paragraph_does_not_go_on_in_the_next(void **state)
{
	static const char text[] =
	    "Jane Doe\n\nExperience\nNurse\nUmbra\n2019 - 2021 | Dublin\n"
	    "• Trained twelve trainees, nine of whom stayed with us\n"
	    "Barista\nNordlys\n2016 - 2019 | Dublin\n"
	    "• Moved the archive to storage that costs a third of the bill\n";
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, text);
	document.format = "docx";
	record = build_checked(&document);
	assert_leaf(record, "/work/1/position", "Barista");
	assert_leaf(record, "/work/1/name", "Nordlys");
	json_decref(record);
	rq_document_free(&document);
}

static void a_title_where_others_have_the_employer_stays_one(void **state)
{
	static const char *const wanted[][2] = {
		{ "Acme GmbH", "Software Engineer" },
		{ "Brix GmbH", "Data Engineer" },
		{ "Umbra", "Software Tester" },
	};

	(void)state;
	assert_jobs("Software Engineer\nAcme GmbH\n2018 - 2020\n- Built it\n"
		    "Data Engineer\nBrix GmbH\n2016 - 2018\n- Ran it\n"
		    "Umbra\nSoftware Tester\n2012 - 2014\n- Kept it\n",
		    wanted, 3);
}

static void a_name_with_chez_in_it_is_one(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\nZephyr Chez Marie\n2015 - 2018\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Zephyr Chez Marie");
	json_decref(record);
}

static void academic_employment_is_work(void **state)
{
	json_t *record = build_text("Jane Doe\n\nAcademic Employment\n"
				    "Search Project\t2019 - 2021\nResearch Assistant\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/position", "Research Assistant");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_no_list_knows_is_what_stands_there_in_others),
		cmocka_unit_test(an_employer_is_called_after_a_trade),
		cmocka_unit_test(skills_beside_a_job_are_no_employer),
		cmocka_unit_test(an_employer_that_says_so_is_none_of_the_others_places),
		cmocka_unit_test(a_town_that_no_list_knows_stands_before_its_country),
		cmocka_unit_test(a_title_before_a_town_is_no_quarter_of_it),
		cmocka_unit_test(small_signs_part_what_words_tell_apart),
		cmocka_unit_test(a_bullet_between_two_lines_parts_no_header),
		cmocka_unit_test(a_paragraph_does_not_go_on_in_the_next),
		cmocka_unit_test(a_title_where_others_have_the_employer_stays_one),
		cmocka_unit_test(a_name_with_chez_in_it_is_one),
		cmocka_unit_test(academic_employment_is_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
