/* resume/titled, reference, labelled, barred: what is little more than a title, and lists behind
 * labels. */

#include "unit.h"

#include "resume_text.h"

static void what_stands_below_an_award_is_of_it(void **state)
{
	static const char *const layouts[] = {
		"Awards\n\nPrize of the Year, First Class | 2021\nAcme, Inc. · acme.com\n"
		"For the care of forty patients a day.\n\nMedal | 2022\nTown of Ulm\n",
		"# Awards\n\n## Prize of the Year, First Class | 2021\n\nAcme, Inc. · acme.com\n\n"
		"For the care of forty patients a day.\n\n## Medal | 2022\n\nTown of Ulm\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
		json_t *record = build_text(layouts[i]);

		assert_length(record, "/awards", 2);
		assert_leaf(record, "/awards/0/title", "Prize of the Year, First Class");
		assert_leaf(record, "/awards/0/awarder", "Acme, Inc.");
		assert_leaf(record, "/awards/0/url", "https://acme.com");
		assert_leaf(record, "/awards/0/date", "2021");
		assert_leaf(record, "/awards/0/summary", "For the care of forty patients a day.");
		assert_leaf(record, "/awards/1/title", "Medal");
		assert_leaf(record, "/awards/1/awarder", "Town of Ulm");
		json_decref(record);
	}
}

static void dots_tell_who_gave_it(void **state)
{
	json_t *record =
	    build_text("Certificates\n- Nurse, Intensive Care · Acme, Inc. · acme.com · 2021\n"
		       "- First Aid, Red Cross, 2022\n\n"
		       "Publications\n- Sleep, Work and Care · Ulm Press · 2020\n"
		       "- Doe J. A study of sleep, in: Nights, 2019\n");

	(void)state;
	assert_leaf(record, "/certificates/0/name", "Nurse, Intensive Care");
	assert_leaf(record, "/certificates/0/issuer", "Acme, Inc.");
	assert_leaf(record, "/certificates/0/url", "https://acme.com");
	assert_leaf(record, "/certificates/0/date", "2021");
	assert_leaf(record, "/certificates/1/name", "First Aid");
	assert_leaf(record, "/certificates/1/issuer", "Red Cross");
	assert_leaf(record, "/publications/0/name", "Sleep, Work and Care");
	assert_leaf(record, "/publications/0/publisher", "Ulm Press");
	assert_leaf(record, "/publications/1/name", "Doe J. A study of sleep, in: Nights");
	json_decref(record);
	record = build_text("Awards\nBest Paper 2021 · IEEE\n");
	assert_leaf(record, "/awards/0/title", "Best Paper");
	json_decref(record);
}

/* What is told of a certificate, or how far it goes, gave it to nobody. */
static void only_names_gave_a_certificate(void **state)
{
	json_t *record = build_text("Certificates\n"
				    "Registered Nurse, State of Ohio, active\n"
				    "AWS Certified Developer – Associate, 2019, renewed 2022\n"
				    "Certified Kubernetes Administrator (CKA), 2021\n"
				    "Venepuncture, cannulation and IV drugs, 2020\n"
				    "Forklift certification (sit-down, reach), renewed 2024\n"
				    "First Aid, Red Cross, 2022\n");

	(void)state;
	assert_length(record, "/certificates", 6);
	assert_leaf(record, "/certificates/0/name", "Registered Nurse");
	assert_leaf(record, "/certificates/0/issuer", "State of Ohio");
	assert_leaf(record, "/certificates/0/summary", "active");
	assert_leaf(record, "/certificates/1/name", "AWS Certified Developer – Associate");
	assert_leaf(record, "/certificates/1/date", "2019");
	assert_leaf(record, "/certificates/1/summary", "renewed 2022");
	assert_no_leaf(record, "/certificates/1/issuer");
	assert_leaf(record, "/certificates/2/name", "Certified Kubernetes Administrator (CKA)");
	assert_no_leaf(record, "/certificates/2/issuer");
	assert_leaf(record, "/certificates/3/name", "Venepuncture, cannulation and IV drugs");
	assert_leaf(record, "/certificates/4/name", "Forklift certification (sit-down, reach)");
	assert_leaf(record, "/certificates/4/summary", "renewed 2024");
	assert_leaf(record, "/certificates/5/name", "First Aid");
	assert_leaf(record, "/certificates/5/issuer", "Red Cross");
	json_decref(record);
}

static void one_word_or_a_word_of_levels_may_have_given_it(void **state)
{
	json_t *record = build_text("Certificates\n"
				    "Certified Kubernetes Administrator, CNCF, 2021\n"
				    "Risk Manager, Professional Institute, 2020\n");

	(void)state;
	assert_leaf(record, "/certificates/0/name", "Certified Kubernetes Administrator");
	assert_leaf(record, "/certificates/0/issuer", "CNCF");
	assert_leaf(record, "/certificates/1/name", "Risk Manager");
	assert_leaf(record, "/certificates/1/issuer", "Professional Institute");
	json_decref(record);
}

static void what_goes_on_small_is_of_the_name(void **state)
{
	json_t *record = build_text("Certificates\n"
				    "Wound care, phlebotomy, 2021\n"
				    "Gases, Handling, storage and transport, 2020\n");

	(void)state;
	assert_leaf(record, "/certificates/0/name", "Wound care, phlebotomy");
	assert_no_leaf(record, "/certificates/0/summary");
	assert_leaf(record, "/certificates/1/name", "Gases, Handling, storage and transport");
	assert_no_leaf(record, "/certificates/1/summary");
	json_decref(record);
}

/* In a narrow column a name takes two lines, and a date one of its own. */
static void a_name_may_be_broken(void **state)
{
	json_t *record = build_text("Certificates\n"
				    "Professional Cloud\nDeveloper, Orrery Inc., 2022\n"
				    "Safety Officer,\n2020\n");

	(void)state;
	assert_length(record, "/certificates", 2);
	assert_leaf(record, "/certificates/0/name", "Professional Cloud Developer");
	assert_leaf(record, "/certificates/0/issuer", "Orrery Inc.");
	assert_leaf(record, "/certificates/1/name", "Safety Officer");
	assert_leaf(record, "/certificates/1/date", "2020");
	json_decref(record);
}

static void a_date_alone_below_a_title_is_its_date(void **state)
{
	json_t *record = build_text("Publications\n\nBuilding Interfaces with Atoms, Code Project\n"
				    "2011\n\nMeteors of the North, Self\n2008\n");

	(void)state;
	assert_length(record, "/publications", 2);
	assert_leaf(record, "/publications/0/releaseDate", "2011");
	assert_leaf(record, "/publications/1/releaseDate", "2008");
	assert_no_leaf(record, "/publications/0/summary");
	json_decref(record);
	record = build_text("Publications\n\nBuilding Interfaces with Atoms, Code Project\n"
			    "2011, second edition\n\nMeteors of the North, Self\n2008\n");
	assert_leaf(record, "/publications/0/summary", "2011, second edition");
	assert_leaf(record, "/publications/1/releaseDate", "2008");
	json_decref(record);
}

static void a_list_below_a_title_is_no_text_of_it(void **state)
{
	json_t *record = build_text("# Publications\n\n## Journals\n\nOn Optics, a treatise.\n\n"
				    "On Motion, a treatise.\n\nOn Fluxions, a treatise.\n");

	(void)state;
	assert_length(record, "/publications", 4);
	json_decref(record);
	record = build_text("Awards\n\n2012\nPresident, Royal Society\n\n2013\nFellow, Academy\n");
	assert_length(record, "/awards", 2);
	assert_leaf(record, "/awards/0/title", "President");
	json_decref(record);
}

static void who_recommends_is_told_from_what_they_say(void **state)
{
	json_t *record =
	    build_text("References\n\nRobin Sample\nKim kept all of our systems running.\n\n"
		       "Dr. Alex Example\n\n"
		       "Toni Muster, Head of Care\n+49 731 1234567\n");

	(void)state;
	assert_length(record, "/references", 3);
	assert_leaf(record, "/references/0/name", "Robin Sample");
	assert_leaf(record, "/references/0/reference", "Kim kept all of our systems running.");
	assert_leaf(record, "/references/1/name", "Dr. Alex Example");
	assert_leaf(record, "/references/2/reference", "Toni Muster, Head of Care +49 731 1234567");
	json_decref(record);
}

static void brackets_hold_what_of_an_interest(void **state)
{
	json_t *record = build_text("Interests\nReading (crime, history), chess, blogs "
				    "(https://example.com/blogs)\n");

	(void)state;
	assert_length(record, "/interests", 3);
	assert_leaf(record, "/interests/0/name", "Reading");
	assert_leaf(record, "/interests/0/keywords/1", "history");
	assert_leaf(record, "/interests/2/name", "blogs (https://example.com/blogs)");
	json_decref(record);
	record = build_text("Interests\nMusic (piano) and art (oil)\n");
	assert_leaf(record, "/interests/0/name", "Music (piano) and art (oil)");
	json_decref(record);
}

static void a_project_has_skills_and_needs_no_date(void **state)
{
	json_t *record =
	    build_text("Projects\n\nLedgerly | 2020 – 2021\nAn app for small shops.\n"
		       "Skills: C\n\nBlog\nCreator · example.com\n"
		       "About cats and what they eat.\nTechnologies: Ruby, HTML, CSS\n\n"
		       "Garden | 2022\nAbout plants and their friends.\n");

	(void)state;
	assert_length(record, "/projects", 3);
	assert_leaf(record, "/projects/0/summary", "An app for small shops.");
	assert_leaf(record, "/projects/0/keywords/0", "C");
	assert_leaf(record, "/projects/1/name", "Blog");
	assert_leaf(record, "/projects/1/summary", "About cats and what they eat.");
	assert_length(record, "/projects/1/keywords", 3);
	assert_leaf(record, "/projects/2/name", "Garden");
	json_decref(record);
}

static void a_grade_needs_no_word_but_its_own(void **state)
{
	json_t *record = build_text("Education\n\nUniversity of Leeds | 2008 – 2012\n"
				    "BSc · Physics · Leeds, UK · Grade: 3.9\n\n"
				    "University of York | 2005 – 2008\nBA · GPA: 3.7\n");

	(void)state;
	assert_leaf(record, "/education/0/area", "Physics");
	assert_leaf(record, "/education/0/score", "3.9");
	assert_leaf(record, "/education/1/score", "GPA: 3.7");
	json_decref(record);
}

static void languages_that_no_list_knows_are_languages(void **state)
{
	json_t *record = build_text("Languages\nQuenya (fluent), Sindarin (basic), Khuzdul (a few "
				    "words), Westron (native)\n");

	(void)state;
	assert_length(record, "/languages", 4);
	json_decref(record);
}

static void where_dots_part_commas_part_nothing(void **state)
{
	json_t *record = build_text("Certificates\n- Fork (PMP)® · Acme · 2021\n"
				    "- ACLS, PALS, PHTLS\n\n"
				    "Publications\n- Kelp under heat · Acme Press ·\nMay 2023\n"
				    "- Who eats the urchins\n");

	(void)state;
	assert_length(record, "/certificates", 2);
	assert_leaf(record, "/certificates/0/name", "Fork (PMP)®");
	assert_leaf(record, "/certificates/1/name", "ACLS, PALS, PHTLS");
	assert_no_leaf(record, "/certificates/1/issuer");
	assert_length(record, "/publications", 2);
	assert_leaf(record, "/publications/0/releaseDate", "2023-05");
	json_decref(record);
}

static void a_prize_with_its_day_is_no_signature(void **state)
{
	json_t *record = build_text("Jane Doe\n\nAwards\n\nMedal of Ulm\t10 Jan 2022\nAcme Ltd\n"
				    "For forty years.\n\nSecond Medal | 11 Feb 2023\nAcme Ltd\n");

	(void)state;
	assert_length(record, "/awards", 2);
	assert_leaf(record, "/awards/0/title", "Medal of Ulm");
	assert_leaf(record, "/awards/0/date", "2022-01-10");
	assert_leaf(record, "/awards/1/date", "2023-02-11");
	json_decref(record);
}

/* No publisher is called by a DOI, and authors above one are no work of their own. */
static void a_doi_is_told_of_the_title_above(void **state)
{
	json_t *record = build_text("Publications\nSleep and Care\tJul 2023\nJane Doe, Ann Roe\n"
				    "10.1234/abc.567 (Nights 2023)\n\n"
				    "Work at Night\tDec 2022\nAnn Roe\n10.1234/abc.89\n");

	(void)state;
	assert_length(record, "/publications", 2);
	assert_leaf(record, "/publications/0/name", "Sleep and Care");
	assert_leaf(record, "/publications/0/releaseDate", "2023-07");
	assert_leaf(record, "/publications/0/summary",
		    "Jane Doe, Ann Roe 10.1234/abc.567 (Nights 2023)");
	assert_leaf(record, "/publications/1/summary", "Ann Roe 10.1234/abc.89");
	assert_no_leaf(record, "/publications/1/publisher");
	json_decref(record);
	record = build_text("Publications\n- Work at Night · Ann Roe 10.1234/abc.89 · Dec 2022\n");
	assert_leaf(record, "/publications/0/name", "Work at Night");
	assert_leaf(record, "/publications/0/summary", "Ann Roe 10.1234/abc.89");
	assert_no_leaf(record, "/publications/0/publisher");
	json_decref(record);
}

static void what_stands_below_a_year_is_called_by_it(void **state)
{
	json_t *record =
	    build_text("Publications\n\n2012\nOn the care of those who are awake at night, Ulm "
		       "Press, second edition, with a foreword by Ann Roe\n");

	(void)state;
	assert_length(record, "/publications", 1);
	assert_leaf(record, "/publications/0/releaseDate", "2012");
	assert_no_leaf(record, "/publications/0/summary");
	json_decref(record);
	record = build_text("Awards\n\n2012\nMedal of Ulm\n\n2011\nSecond Medal\n");
	assert_length(record, "/awards", 2);
	assert_leaf(record, "/awards/0/title", "Medal of Ulm");
	assert_leaf(record, "/awards/0/date", "2012");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_below_an_award_is_of_it),
		cmocka_unit_test(dots_tell_who_gave_it),
		cmocka_unit_test(where_dots_part_commas_part_nothing),
		cmocka_unit_test(a_prize_with_its_day_is_no_signature),
		cmocka_unit_test(only_names_gave_a_certificate),
		cmocka_unit_test(one_word_or_a_word_of_levels_may_have_given_it),
		cmocka_unit_test(what_goes_on_small_is_of_the_name),
		cmocka_unit_test(a_name_may_be_broken),
		cmocka_unit_test(a_date_alone_below_a_title_is_its_date),
		cmocka_unit_test(a_list_below_a_title_is_no_text_of_it),
		cmocka_unit_test(who_recommends_is_told_from_what_they_say),
		cmocka_unit_test(brackets_hold_what_of_an_interest),
		cmocka_unit_test(a_project_has_skills_and_needs_no_date),
		cmocka_unit_test(a_grade_needs_no_word_but_its_own),
		cmocka_unit_test(languages_that_no_list_knows_are_languages),
		cmocka_unit_test(a_doi_is_told_of_the_title_above),
		cmocka_unit_test(what_stands_below_a_year_is_called_by_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
