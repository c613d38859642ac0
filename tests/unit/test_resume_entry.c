/* resume/entry, header, list, titled: what stands under headings, in several layouts. */

#include "unit.h"

#include "resume/printed.h"
#include "resume_text.h"

/* The same job in many layouts. */
static void a_job_is_read_in_any_layout(void **state)
{
	static const char *const layouts[] = {
		"Senior Engineer — Acme GmbH, Berlin\tMar 2019 – present\n",
		"Senior Engineer, Acme GmbH, Berlin (Mar 2019 – present)\n",
		"Acme GmbH | Senior Engineer | Berlin | 03/2019 - present\n",
		"Mar 2019 – present\tSenior Engineer\tAcme GmbH, Berlin\n",
		"Senior Engineer at Acme GmbH, Berlin, since March 2019\n",
		"Senior Engineer\nAcme GmbH, Berlin\nMar 2019 – Present\n",
		"Mar 2019 – Present\nSenior Engineer\nAcme GmbH, Berlin\n",
		"Acme GmbH, Berlin\tMar 2019 – Present\nSenior Engineer\n",
		"Senior Engineer @ Acme GmbH · Berlin\n\n2019-03 — heute\n",
		"# Senior Engineer, Acme GmbH\nBerlin, seit März 2019\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "Jane Doe\n\nExperience\n\n%s\n- Built a thing of note\n"
			       "- Ran another one\n",
			       layouts[i]);
		record = build_text(text);
		assert_length(record, "/work", 1);
		assert_leaf(record, "/work/0/position", "Senior Engineer");
		assert_leaf(record, "/work/0/name", "Acme GmbH");
		assert_leaf(record, "/work/0/location", "Berlin");
		assert_leaf(record, "/work/0/startDate", "2019-03");
		assert_no_leaf(record, "/work/0/endDate");
		assert_leaf(record, "/work/0/highlights/0", "Built a thing of note");
		assert_length(record, "/work/0/highlights", 2);
		assert_int_equal(rq_json_integer(record, "coverage", 0), 10000);
		json_decref(record);
	}
}

static void a_title_keeps_its_subject_when_the_employer_follows(void **state)
{
	static const char *const cases[][3] = {
		{ "Stagiaire en Analyse de Données, PQR Corporation, Chicago (2016 - 2017)\n",
		  "Stagiaire en Analyse de Données", "PQR Corporation" },
		{ "Trainee in Data Analysis, Example Corporation (2016 - 2017)\n",
		  "Trainee in Data Analysis", "Example Corporation" },
		{ "Stagiaire en Analyse de Données | 2016 - 2017\nPQR Corporation, Chicago\n",
		  "Stagiaire en Analyse de Données", "PQR Corporation" },
		{ "Engineer at Example Corporation, Chicago (2016 - 2017)\n", "Engineer",
		  "Example Corporation" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n\n%s- Built it\n",
			       cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/work/0/position", cases[i][1]);
		assert_leaf(record, "/work/0/name", cases[i][2]);
		json_decref(record);
	}
}

static void entries_follow_each_other(void **state)
{
	json_t *record =
	    build_text("John Doe\n\nExperience\nCompany A\nDeveloper\n"
		       "since January 2016\nProgramming and watching cute cat videos.\n"
		       "Company B\nFrontend Developer\nJanuary 2015 - December 2015\n"
		       "Fulfillment of extremely important tasks.\n"
		       "Company C\nTrainee\nMarch 2014 - December 2014\n"
		       "Making coffee and baking some cookies.\n");

	(void)state;
	assert_length(record, "/work", 3);
	assert_leaf(record, "/work/0/name", "Company A");
	assert_leaf(record, "/work/0/position", "Developer");
	assert_leaf(record, "/work/0/summary", "Programming and watching cute cat videos.");
	assert_leaf(record, "/work/1/position", "Frontend Developer");
	assert_leaf(record, "/work/1/endDate", "2015-12");
	assert_leaf(record, "/work/2/name", "Company C");
	json_decref(record);
}

static void roles_below_an_employer_are_all_there(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nAcme Payments Ltd.\nCork, Ireland\n"
				    "Senior Manager, Apr 2021 - Present\n- Led\n"
				    "Product Manager, Jul 2018 - Mar 2021\n- Grew\n\n"
				    "Freelance designer, 2016 - 2018\n\n"
				    "Sample Freight Inc., Dallas, TX\t2008 - 2015\n"
				    "Operations Manager\t2011 - 2015\n- Managed\n"
				    "Driver\t2008 - 2011\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Senior Manager");
	assert_leaf(record, "/work/1/name", "Acme Payments Ltd.");
	assert_leaf(record, "/work/1/location", "Cork, Ireland");
	assert_leaf(record, "/work/1/position", "Product Manager");
	assert_leaf(record, "/work/1/startDate", "2018-07");
	json_decref(record);
}

static void a_date_in_the_margin_is_the_entrys(void **state)
{
	json_t *record = build_text(
	    "Jane Doe\n\nExperience\n"
	    "Nexus AI, Co-Founder & CTO\tSan Francisco, CA\n"
	    "- Built infrastructure for two million requests\tJune 2023 - present\t2 years\n"
	    "- Raised money\n\n"
	    "Example Research, Research Intern\tSan Jose, CA\n"
	    "- Designed an attention mechanism\tMay 2022 - Aug 2022\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Nexus AI");
	assert_leaf(record, "/work/0/position", "Co-Founder & CTO");
	assert_leaf(record, "/work/0/startDate", "2023-06");
	assert_leaf(record, "/work/0/highlights/0",
		    "Built infrastructure for two million requests");
	assert_leaf(record, "/work/1/location", "San Jose, CA");
	assert_leaf(record, "/work/1/endDate", "2022-08");
	assert_leaf(record, "/work/1/highlights/0", "Designed an attention mechanism");
	assert_leaf(record, "/unplaced/0", "2 years");
	json_decref(record);
}

static void a_link_in_full_is_the_entrys(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Engineer, Acme Ltd (https://acme.example.com), 2016 - 2018\n"
				    "Clerk, Booking.com, 2014 - 2016\n");

	(void)state;
	assert_leaf(record, "/work/0/url", "https://acme.example.com");
	assert_leaf(record, "/work/0/name", "Acme Ltd");
	assert_leaf(record, "/work/1/name", "Booking.com");
	json_decref(record);
}

static void an_unknown_beginning_until_today_stays_as_it_is(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\nClerk, Acme Ltd\t??? - present\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme Ltd");
	assert_no_leaf(record, "/work/0/startDate");
	assert_leaf(record, "/unplaced/0", "present");
	json_decref(record);
}

static void a_town_that_nobody_knows_stands_behind_its_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Engineer, Beispiel Maschinenbau GmbH, Kassel, 2016 - 2018\n"
				    "Nurse, Example Hospital (Ballina), 2012 - 2016\n"
				    "Clerk, Sample Bank, 3rd floor, 2010 - 2012\n");

	(void)state;
	assert_leaf(record, "/work/0/location", "Kassel");
	assert_leaf(record, "/work/1/location", "Ballina");
	assert_no_leaf(record, "/work/2/location");
	json_decref(record);
}

static void an_item_of_several_lines_is_one_highlight(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\nNurse, City Hospital, 2019 - 2021\n"
		       "Ward of forty beds.\n"
		       "• Led a team of 24 nurses across two wards and three shifts a day, which\n"
		       "had never been done\n"
		       "• Cut errors\n");

	(void)state;
	assert_leaf(record, "/work/0/summary", "Ward of forty beds.");
	assert_leaf(record, "/work/0/highlights/0",
		    "Led a team of 24 nurses across two wards and three shifts a day, which had "
		    "never been done");
	assert_leaf(record, "/work/0/highlights/1", "Cut errors");
	assert_length(record, "/work/0/highlights", 2);
	json_decref(record);
}

static void schools_and_degrees_find_their_members(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nEducation\n\n"
		       "B.A. in Graphic Design — State University\n2015 — 2019\n"
		       "Relevant Coursework: Typography, Print, Web\n\n"
		       "BSc Nursing, Example University College, 2008\n\n"
		       "Master of Data Science, Aurora State University, Aurora, WA (2018 - 2020)\n"
		       "- Thesis: Churn\n");

	(void)state;
	assert_leaf(record, "/education/0/studyType", "B.A.");
	assert_leaf(record, "/education/0/area", "Graphic Design");
	assert_leaf(record, "/education/0/institution", "State University");
	assert_leaf(record, "/education/0/endDate", "2019");
	assert_leaf(record, "/education/0/courses/1", "Print");
	assert_leaf(record, "/education/1/studyType", "BSc Nursing");
	assert_leaf(record, "/education/1/institution", "Example University College");
	assert_leaf(record, "/education/1/endDate", "2008");
	assert_no_leaf(record, "/education/1/startDate");
	assert_leaf(record, "/education/2/institution", "Aurora State University");
	assert_leaf(record, "/education/2/location", "Aurora, WA");
	assert_leaf(record, "/education/2/highlights/0", "Thesis: Churn");
	json_decref(record);
}

static void courses_that_are_not_told_are_none(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n\n"
				    "State University\n2015 - 2019\nRelevant Coursework:\n");
	char *whole = json_dumps(record, 0);

	(void)state;
	assert_leaf(record, "/education/0/institution", "State University");
	assert_no_leaf(record, "/education/0/courses");
	assert_non_null(strstr(whole, "Coursework"));
	free(whole);
	json_decref(record);
}

static void skills_are_cut_at_every_separator(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nSkills\nPython, C++; Node.js | CI/CD · R (base, tidyverse)\n"
		       "- Excel\n- Public Speaking\nCloud: AWS, GCP,\nAzure\n");

	(void)state;
	assert_leaf(record, "/skills/0/name", "Python");
	assert_leaf(record, "/skills/1/name", "C++");
	assert_leaf(record, "/skills/2/name", "Node.js");
	assert_leaf(record, "/skills/3/name", "CI/CD");
	assert_leaf(record, "/skills/4/name", "R (base, tidyverse)");
	assert_leaf(record, "/skills/5/name", "Excel");
	assert_leaf(record, "/skills/6/name", "Public Speaking");
	assert_leaf(record, "/skills/7/name", "Cloud");
	assert_leaf(record, "/skills/7/keywords/2", "Azure");
	assert_length(record, "/skills", 8);
	json_decref(record);
}

static void skills_may_have_levels_and_headings_of_their_own(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nSkills\nWeb Technologies\nAdvanced\n"
		       "HTML5, PHP, Python\n\nDatabases\nIntermediate\nMySQL, Redis\n");

	(void)state;
	assert_leaf(record, "/skills/0/name", "Web Technologies");
	assert_leaf(record, "/skills/0/level", "Advanced");
	assert_leaf(record, "/skills/0/keywords/1", "PHP");
	assert_leaf(record, "/skills/1/name", "Databases");
	assert_leaf(record, "/skills/1/keywords/1", "Redis");
	assert_length(record, "/skills", 2);
	json_decref(record);
}

static void a_heading_of_categories_is_no_skill(void **state)
{
	json_t *record = build_text("Jane Doe\n\n# Skills\n\nPython, C++\n\n"
				    "## Further, as it were\n\n- Cloud: AWS, GCP\n");

	(void)state;
	assert_length(record, "/skills", 3);
	assert_leaf(record, "/skills/2/name", "Cloud");
	assert_leaf(record, "/unplaced/0", "Further, as it were");
	json_decref(record);
}

static void a_bracket_that_is_open_goes_on_in_the_next_line(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nSkills\n\nSpoken: Bilingual (English and\nKlingon)\n\n"
		       "Publications\n\n- A method of measuring what cannot be seen (Patent\n"
		       "Office 12)\n- Other things\n");

	(void)state;
	assert_length(record, "/skills/0/keywords", 1);
	assert_leaf(record, "/skills/0/keywords/0", "Bilingual (English and Klingon)");
	assert_length(record, "/publications", 2);
	json_decref(record);
}

static void what_is_no_skill_goes_where_it_belongs(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nFähigkeiten\n"
		       "Sprachen: Deutsch (Muttersprache) | Englisch (Fließend) | Französisch\n"
		       "(Konversation)\nProgrammierung: Python | SQL\n"
		       "Persönliche Interessen: Schwimmen | Kochen\n");

	(void)state;
	assert_leaf(record, "/languages/0/language", "Deutsch");
	assert_leaf(record, "/languages/0/fluency", "Muttersprache");
	assert_leaf(record, "/languages/2/language", "Französisch");
	assert_leaf(record, "/languages/2/fluency", "Konversation");
	assert_leaf(record, "/interests/1/name", "Kochen");
	assert_leaf(record, "/skills/0/keywords/1", "SQL");
	assert_length(record, "/skills", 1);
	json_decref(record);
}

static void languages_may_be_parted_by_a_dash(void **state)
{
	json_t *record = build_text("Jeanne Exemple\n\nLangues\n"
				    "Anglais (B1) – Espagnol (notions)\nItalien - courant\n"
				    "Allemand B2 - Néerlandais A1\n");

	(void)state;
	assert_leaf(record, "/languages/0/fluency", "B1");
	assert_leaf(record, "/languages/1/language", "Espagnol");
	assert_leaf(record, "/languages/1/fluency", "notions");
	assert_leaf(record, "/languages/2/language", "Italien");
	assert_leaf(record, "/languages/2/fluency", "courant");
	assert_leaf(record, "/languages/3/fluency", "B2");
	assert_leaf(record, "/languages/4/language", "Néerlandais");
	assert_leaf(record, "/languages/4/fluency", "A1");
	json_decref(record);
}

static void what_heads_the_tasks_of_an_entry_begins_no_other(void **state)
{
	json_t *record =
	    build_text("Max Muster\n\nBerufserfahrung\nBuchhalter, Beispiel GmbH, Köln\n"
		       "01/2018 - 12/2020\nTätigkeiten:\n- Monatsabschlüsse\n"
		       "- Mahnwesen\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Beispiel GmbH");
	assert_leaf(record, "/work/0/highlights/1", "Mahnwesen");
	assert_leaf(record, "/work/1", "(nothing)");
	json_decref(record);
}

static void languages_have_fluency(void **state)
{
	json_t *record = build_text("Lucía Ibáñez\n\nIdiomas\nEspañol (nativo), inglés: C1, "
				    "francés – B1, alemán básico\nItaliano\n");

	(void)state;
	assert_leaf(record, "/languages/0/fluency", "nativo");
	assert_leaf(record, "/languages/1/language", "inglés");
	assert_leaf(record, "/languages/1/fluency", "C1");
	assert_leaf(record, "/languages/2/fluency", "B1");
	assert_leaf(record, "/languages/3/fluency", "básico");
	assert_leaf(record, "/languages/4/language", "Italiano");
	json_decref(record);
}

static void a_level_is_told_from_its_language(void **state)
{
	json_t *record = build_text("Jane Doe\n\nLanguages\nInglés B2 (First Certificate)\n"
				    "Englisch: verhandlungssicher (C1)\nangielski - C1\n"
				    "niemiecki - A2\nالعربية (ممتاز)، English (C2)\n");

	(void)state;
	assert_leaf(record, "/languages/0/language", "Inglés");
	assert_leaf(record, "/languages/0/fluency", "B2 (First Certificate)");
	assert_leaf(record, "/languages/1/fluency", "verhandlungssicher (C1)");
	assert_leaf(record, "/languages/2/language", "angielski");
	assert_leaf(record, "/languages/3/fluency", "A2");
	assert_leaf(record, "/languages/4/language", "العربية");
	assert_leaf(record, "/languages/5/fluency", "C2");
	json_decref(record);
}

static void certificates_have_issuers_and_dates(void **state)
{
	json_t *record = build_text("Jane Doe\n\nCertificates\n- ACLS Provider, Heart Board, 2019\n"
				    "- Scrum Master\n\nReferences available on request.\n");

	(void)state;
	assert_leaf(record, "/certificates/0/name", "ACLS Provider");
	assert_leaf(record, "/certificates/0/issuer", "Heart Board");
	assert_leaf(record, "/certificates/0/date", "2019");
	assert_leaf(record, "/certificates/1/name", "Scrum Master");
	assert_leaf(record, "/references/0/reference", "References available on request.");
	json_decref(record);
}

static void a_labelled_date_belongs_to_the_certificate_above(void **state)
{
	json_t *record = build_text("Jane Doe\n\nCertificates\n- Forklift licence\nDate: 2019-03\n"
				    "- First aid\nDate: 2021-06\n");

	(void)state;
	assert_length(record, "/certificates", 2);
	assert_leaf(record, "/certificates/0/name", "Forklift licence");
	assert_leaf(record, "/certificates/0/date", "2019-03");
	assert_leaf(record, "/certificates/1/name", "First aid");
	assert_leaf(record, "/certificates/1/date", "2021-06");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void projects_and_volunteering_are_entries_too(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nProjects\nCampus Farmers Market Campaign\nFall 2025\n"
		       "- Ran a campaign\n\nVolunteer Experience\n"
		       "Coach, Youth Club Berlin, 2017 - 2018\n- Taught judo\n");

	(void)state;
	assert_leaf(record, "/projects/0/name", "Campus Farmers Market Campaign");
	assert_leaf(record, "/projects/0/endDate", "2025");
	assert_leaf(record, "/volunteer/0/organization", "Youth Club Berlin");
	assert_leaf(record, "/volunteer/0/position", "Coach");
	assert_leaf(record, "/volunteer/0/highlights/0", "Taught judo");
	json_decref(record);
}

static void an_unknown_section_stays_unplaced_in_order(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEDUCATION\nCity University, 2001 - 2005\n\n"
				    "MISCELLANEA\nMember of a board\nAnd of another\n\n"
				    "SKILLS\nRowing\n");

	(void)state;
	assert_leaf(record, "/unplaced/0", "MISCELLANEA");
	assert_leaf(record, "/unplaced/1", "Member of a board");
	assert_leaf(record, "/unplaced/2", "And of another");
	assert_length(record, "/unplaced", 3);
	/* 17 words: the dash of the date is none. */
	assert_int_equal(rq_json_integer(record, "coverage", 0), 9 * 10000 / 17);
	json_decref(record);
}

static void pages_are_numbered_beside_the_entries(void **state)
{
	json_t *record = build_text("Jane Roe\njane@roe.org\n\nExperience\n\n"
				    "Clerk, Acme Ltd, 2015 - 2019\n- Routed 1/2 of all trucks\n\n"
				    "Jane Roe 1/2\n\n- Kept the books\n\nPage 2 of 2\n\n"
				    "Jane Roe · Résumé\n\n"
				    "Skills\n\nUnit 1/2, Excel\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_length(record, "/work/0/highlights", 2);
	assert_leaf(record, "/work/0/highlights/0", "Routed 1/2 of all trucks");
	assert_leaf(record, "/skills/0/name", "Unit 1/2");
	assert_length(record, "/unplaced", 3);
	assert_leaf(record, "/unplaced/0", "Jane Roe 1/2");
	assert_leaf(record, "/unplaced/1", "Page 2 of 2");
	assert_leaf(record, "/unplaced/2", "Jane Roe · Résumé");
	assert_int_equal(rq_json_integer(record, "coverage", 0), 10000);
	json_decref(record);
}

/* The foot of a page in three cells: the date it was set, what it is, the number of the page. */
static void a_row_of_the_margin_is_no_entry(void **state)
{
	json_t *record = build_text("Claud D. Park\n\nExperience\n\nAcme GmbH\tOslo\n"
				    "Engineer\t2018 - 2019\n"
				    "February 10, 2026\tClaud D. Park · Curriculum Vitae\t1\n"
				    "Globex GmbH\tOslo\nWelder\t2016 - 2018\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/name", "Globex GmbH");
	json_decref(record);
}

static void what_stands_apart_below_a_heading_goes_with_it(void **state)
{
	json_t *record = build_text("Jane Roe\n\n# Education\n\n# The King's School\n\nGrantham\n\n"
				    "# Trinity College\n\nBA Physics\n\n- Sizar\n");

	(void)state;
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/institution", "The King's School");
	assert_leaf(record, "/education/1/institution", "Trinity College");
	assert_leaf(record, "/education/1/highlights/0", "Sizar");
	json_decref(record);
}

static void without_headings_what_is_certain_is_an_entry(void **state)
{
	json_t *record = build_text("Jane Roe\n9 High Street, Leeds LS1 2AB\njane@roe.org\n\n"
				    "Clerk\nAcme Ltd, Leeds\n2015 - 2019\n- Kept the books\n\n"
				    "Leeds City College, BTEC Business, 2013 - 2015\n\n"
				    "French (fluent)\n\nTwo cats\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/position", "Clerk");
	assert_leaf(record, "/work/0/name", "Acme Ltd");
	assert_leaf(record, "/work/0/highlights/0", "Kept the books");
	assert_leaf(record, "/education/0/institution", "Leeds City College");
	assert_leaf(record, "/languages/0/language", "French");
	assert_leaf(record, "/unplaced/0", "Two cats");
	json_decref(record);
}

static void without_headings_a_time_alone_makes_no_entry(void **state)
{
	json_t *record = build_text("Jane Roe\njane@roe.org\n\nborn 3 May 1987\n\n"
				    "Lived by the sea, 2001 - 2005\n\nClerk since 2010\n\n"
				    "Summer 2014 - Summer 2015\nMany things\n");

	(void)state;
	assert_no_leaf(record, "/work/0/name");
	assert_no_leaf(record, "/work/0/position");
	assert_no_leaf(record, "/education/0/institution");
	json_decref(record);
}

static void a_town_stands_behind_te_and_a(void **state)
{
	static const char *const cases[][4] = {
		{ "Magazijnmeester bij Voorbeeld Opslag te Nergenshuizen", "Magazijnmeester",
		  "Voorbeeld Opslag", "Nergenshuizen" },
		{ "Menuisier chez Bois Modèle à Nulleville", "Menuisier", "Bois Modèle",
		  "Nulleville" },
		{ "Analyste, ABC Organisation à But Non Lucratif, Paris", "Analyste",
		  "ABC Organisation à But Non Lucratif", "Paris" },
		{ "Trainer, Sportverein Musterstadt", "Trainer", "Sportverein Musterstadt", NULL },
		{ "Fitter at Example Technics", "Fitter", "Example Technics", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "Jane Doe\n\nExperience\n\n%s, 2015 - 2019\n- Built it\n",
			       cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/work/0/position", cases[i][1]);
		assert_leaf(record, "/work/0/name", cases[i][2]);
		if (cases[i][3])
			assert_leaf(record, "/work/0/location", cases[i][3]);
		json_decref(record);
	}
}

/* The forms of some countries name each piece. */
static void a_range_may_stand_in_two_lines(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nWork experience\n\n"
				    "From: January 2017\nTo: Present\nEmployer: Mara Hospital\n"
				    "Position: Nursing Officer in Charge\n- Runs a ward\n\n"
				    "From: June 2012\nTo: December 2016\nEmployer: Brigid Clinic\n"
				    "Position: Nurse\n- Triage\n\n"
				    "Start: 2010-02\nEnd: 2012-05\nEmployer: Brigid Hospice\n"
				    "Position: Helper\n- Night shifts\n");

	(void)state;
	assert_length(record, "/work", 3);
	assert_leaf(record, "/work/0/name", "Mara Hospital");
	assert_leaf(record, "/work/0/position", "Nursing Officer in Charge");
	assert_leaf(record, "/work/0/startDate", "2017-01");
	assert_no_leaf(record, "/work/0/endDate");
	assert_leaf(record, "/work/1/startDate", "2012-06");
	assert_leaf(record, "/work/1/endDate", "2016-12");
	assert_leaf(record, "/work/2/startDate", "2010-02");
	assert_leaf(record, "/work/2/endDate", "2012-05");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void an_employer_above_a_date_is_no_more_of_an_item(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nExperience\n"
				    "Saguaro Freight, Inc., Tucson, AZ\n"
				    "Engineer, May 2021 to Present\n"
				    "- Run PostgreSQL 14 with logical replication for 3 regions\n"
				    "Copper Creek Health, Phoenix, AZ\n"
				    "Software Developer, August 2018 to April 2021\n");

	(void)state;
	assert_leaf(record, "/work/1/name", "Copper Creek Health");
	assert_leaf(record, "/work/1/position", "Software Developer");
	json_decref(record);
}

static void labels_say_what_the_pieces_are(void **state)
{
	static const char *const forms[] = {
		"Empresa: Lácteos del Valle\nCargo: Coordinador\nPeriodo: marzo de 2018 - mayo de "
		"2020\n"
		"Funciones: Programación de tres líneas\n",
		"Zeitraum: 03/2018 – 05/2020\nArbeitgeber: Lácteos del Valle\nPosition: "
		"Coordinador\n"
		"Aufgaben: Planung\n",
		"Company: Lácteos del Valle\nDesignation: Coordinador\nDuration: Mar 2018 to May "
		"2020\n"
		"- Planned\n",
		"Dauer: 03/2018 - 05/2020\nBetrieb: Lácteos del Valle\n"
		"Tätigkeit als: Coordinador\nEinsatzort: Kassel\n- Geplant\n",
		"Dates (from - to): 03/2018 - 05/2020\nOccupation or position held: Coordinador\n"
		"Name and address of employer: Lácteos del Valle\n- Planned\n",
		"Période : 03/2018 - 05/2020\nVille : Lyon\nEmployeur : Lácteos del Valle\n"
		"Intitulé du poste : Coordinador\n- Planifié\n",
		"Durata: 03/2018 - 05/2020\nNome e indirizzo del datore di lavoro: Lácteos del "
		"Valle\nMansione: Coordinador\nCittà: Torino\n- Pianificato\n",
		"Maart 2018 - Mei 2020:\nBedrijfsnaam: Lácteos del Valle\nPlaats: Utrecht\n"
		"Functie: Coordinador\n- Gepland\n",
		"Duur: 03/2018 - 05/2020\nNaam werkgever: Lácteos del Valle\n"
		"Functietitel: Coordinador\nWoonplaats: Utrecht\n- Gepland\n",
		"Datas: 03/2018 - 05/2020\nEmpregador: Lácteos del Valle\nPosição: Coordinador\n"
		"Cidade: Porto\n- Planeei\n",
		"| Organization\tLácteos del Valle\n| Designation\tCoordinador\n"
		"| Duration\tMar 2018 - May 2020\n| Location\tLeeds\n- Planned\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n\n%s", forms[i]);
		record = build_text(text);
		assert_length(record, "/work", 1);
		assert_leaf(record, "/work/0/name", "Lácteos del Valle");
		assert_leaf(record, "/work/0/position", "Coordinador");
		assert_leaf(record, "/work/0/startDate", "2018-03");
		assert_leaf(record, "/work/0/endDate", "2020-05");
		assert_no_leaf(record, "/work/0/description");
		assert_no_leaf(record, "/unplaced");
		json_decref(record);
	}
}

/* "S.A." ends no sentence. */
static void an_employer_may_end_in_a_dot(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperiencia\n"
				    "Empresa: Autopartes del Bajío y del Norte S.A. de C.V.\n"
				    "Puesto: Jefa\nPeriodo: 02/2020 a 03/2021\n"
				    "Empresa: Grupo Textil\nPuesto: Ingeniera\n"
				    "Periodo: 08/2016 a 01/2020\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Autopartes del Bajío y del Norte S.A. de C.V.");
	assert_leaf(record, "/work/1/name", "Grupo Textil");
	json_decref(record);
	record = build_text("Jane Doe\n\nExperiencia\nJefa\t02/2020 - 03/2021\n"
			    "Autopartes del Bajío y del Norte S.A. de C.V.\n- Calidad\n");
	assert_leaf(record, "/work/0/name", "Autopartes del Bajío y del Norte S.A. de C.V.");
	json_decref(record);
}

/* A word that is a label of forms is what it says where no form is. */
static void a_word_in_a_table_is_a_label_in_a_form_alone(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n"
				    "| University\t2010 - 2014\n| Diploma\t2008 - 2010\n");

	(void)state;
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/institution", "University");
	json_decref(record);
}

static void a_degree_and_its_school_may_be_a_long_line(void **state)
{
	json_t *record = build_text(
	    "Jane Doe\n\nFormazione\nDiploma di tecnico dei servizi della ristorazione e "
	    "dell'ospitalità – Istituto Alberghiero Bartolomeo Scappi – Bologna\n"
	    "Da settembre 2006 a giugno 2011\n");

	(void)state;
	assert_length(record, "/education", 1);
	assert_leaf(record, "/education/0/institution", "Istituto Alberghiero Bartolomeo Scappi");
	assert_leaf(record, "/education/0/startDate", "2006-09");
	json_decref(record);
}

/* Of a town that no list knows the place tells, behind the degree and the school. */
static void a_town_alone_behind_a_school_is_where_it_is(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nEducation\nMaster of Teaching\n"
		       "University of Tasmania\nZeehan\n02/2011 - 11/2012\n\n"
		       "BA (Hons) Accounting\t2005 - 2008\nLeeds University\tZeehan\n\n"
		       "University of Wisconsin\nChemistry\nBachelor of Science\n"
		       "2001 - 2004\n");

	(void)state;
	assert_leaf(record, "/education/0/location", "Zeehan");
	assert_leaf(record, "/education/1/location", "Zeehan");
	assert_leaf(record, "/education/2/area", "Chemistry");
	json_decref(record);
	record = build_text("Jane Doe\n\nExperience\nNurse\t2019 - 2021\nThe Hospital\tZeehan\n"
			    "- Cared for people\n");
	assert_leaf(record, "/work/0/name", "The Hospital");
	assert_leaf(record, "/work/0/location", "Zeehan");
	json_decref(record);
}

static void a_letter_that_no_font_tells_parts_no_name(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nTrainer, Sample Mul\uFFFDmedia, "
				    "03/2018 - 05/2020\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Sample Mul\uFFFDmedia");
	json_decref(record);
}

static void a_label_of_each_job_ends_no_section(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nExperience\n\n"
				    "Engineer, Acme Ltd, 03/2018 - 05/2020\nMy tasks were:\n"
				    "- Planned lines\nTechnologies:\nJava, SQL\n"
				    "Developer, Globex Inc, 01/2016 - 02/2018\n- Wrote code\n"
				    "Technologies:\nPython\n\nSkills:\nGo, Rust\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/name", "Globex Inc");
	assert_leaf(record, "/skills/0/name", "Go");
	json_decref(record);
}

/* Not so of sections: one may be told twice. */
static void a_section_that_is_told_twice_is_one_both_times(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nEducation\n\n"
				    "BSc in Biology, University of Sample, 2010 - 2014\n\n"
				    "Skills:\nGo\n\nInterests\nChess\n\nSkills:\nRust\n");

	(void)state;
	assert_length(record, "/skills", 2);
	json_decref(record);
}

/* "My tasks were:" is neither what somebody did nor whom for. */
static void a_line_that_introduces_others_begins_no_entry(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nExperience\n\n"
				    "Engineer, Acme Ltd, 03/2018 - 05/2020\n\nMy tasks were:\n"
				    "Java, SQL and all that\n\n"
				    "Developer, Globex Inc, 01/2016 - 02/2018\n- Wrote code\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_length(record, "/unplaced", 1);
	json_decref(record);
}

/* A longer one is what somebody wrote of the job. */
static void what_only_heads_the_items_below_is_read_with_them(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nEngineer, Acme GmbH\n2015 - 2019\n"
				    "Responsibilities:\n- Kept books\n- Grew books\n\n"
				    "Engineer, Muster GmbH\n2011 - 2015\ndetails:\n"
				    "- Sold books\n- Read books\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_no_leaf(record, "/work/0/summary");
	assert_no_leaf(record, "/work/1/summary");
	assert_leaf(record, "/work/1/highlights/0", "Sold books");
	json_decref(record);
}

static void a_line_of_many_words_that_introduces_others_is_of_its_entry(void **state)
{
	json_t *record = build_text("Jane Doe\nj@example.org\n\nExperience\n\n"
				    "Engineer, Acme Ltd, 03/2018 - 05/2020\n"
				    "Skills and knowledge that I acquired there:\nJava\n\n"
				    "Developer, Globex Inc, 01/2016 - 02/2018\n");

	(void)state;
	assert_leaf(record, "/work/0/highlights/0", "Skills and knowledge that I acquired there:");
	assert_leaf(record, "/work/0/highlights/1", "Java");
	json_decref(record);
}

/* Its years are of who made the form, and it stands between what was studied and where. */
static void the_foot_of_a_form_is_no_entry(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nEducation\n\n2018 - 2020\tMaster of Arts in History\n"
		       "Sample University\n"
		       "© European Union, 2002-2013 | http://europass.example.eu\tPage 1 / 3\n"
		       "2015 - 2018\tBachelor of Arts in History\nSample University\n");

	(void)state;
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/1/startDate", "2015");
	assert_length(record, "/unplaced", 1);
	json_decref(record);
}

/* Below a header that is told they are words of the entry's own. */
static void a_label_below_a_header_is_part_of_the_body(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Engineer, Acme Ltd, 03/2018 - 05/2020\n"
				    "Role: planning of lines\nData: Kafka, Spark\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme Ltd");
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_leaf(record, "/work/0/highlights/0", "Role: planning of lines");
	assert_leaf(record, "/work/0/highlights/1", "Data: Kafka, Spark");
	json_decref(record);
}

/* What stands beside a date is a town only when it does not say how one was employed. */
static void a_kind_of_employment_is_no_place(void **state)
{
	static const char *const kinds[] = {
		"Full-time",
		"Present",
		"Part-time",
		"Contract",
		"Maternity cover",
		"Vollzeit",
		"Elternzeitvertretung",
		"CDI",
		"Alternance",
		"Jornada completa",
		"Tempo pieno",
		"Deeltijd",
	};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "Jane Doe\n\nExperience\n\nNorthwind Traders\nWarehouse clerk\n"
			       "01/2020 – 12/2021 · %s\n- Packed boxes\n\nBlue Harbor\n"
			       "Shop assistant\n03/2014 – 11/2019 · Kassel\n- Sold shoes\n",
			       kinds[i]);
		record = build_text(text);
		assert_no_leaf(record, "/work/0/location");
		assert_leaf(record, "/work/0/description", kinds[i]);
		assert_leaf(record, "/work/1/location", "Kassel");
		json_decref(record);
	}
}

/* Words tell of one entry where the title stands; the other is as that one. */
static void an_untold_entry_is_in_the_order_of_the_others(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n\n"
		       "Boorloo Wellbeing\t02/2018 – current\nCarer, Family Support\n- Led\n"
		       "\nSwan Valley\t07/2012 – 01/2018\nYouth Officer\n- Ran\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Boorloo Wellbeing");
	assert_leaf(record, "/work/1/name", "Swan Valley");
	assert_leaf(record, "/work/1/position", "Youth Officer");
	json_decref(record);
}

static void a_country_in_an_employers_name_is_no_place(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nWerkervaring\n\n"
		       "Projectleider bij Waterwegen Midden-Nederland (2016 – heden)\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Projectleider");
	assert_leaf(record, "/work/0/name", "Waterwegen Midden-Nederland");
	json_decref(record);
}

static void a_short_sentence_is_no_piece_of_a_header(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nErvaring\n\nStudio Noorderlicht — Ontwerper\n"
		       "sep 2017 – nu · Groningen\nHuisstijlen voor musea en festivals.\n"
		       "\nDrukkerij Van Wijk — Ontwerper\njan 2012 – aug 2017 · Assen\n"
		       "Drukklaar maken van tijdschriften.\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/location", "Groningen");
	assert_leaf(record, "/work/0/summary", "Huisstijlen voor musea en festivals.");
	assert_leaf(record, "/work/1/location", "Assen");
	assert_leaf(record, "/work/1/summary", "Drukklaar maken van tijdschriften.");
	json_decref(record);
}

static void a_degree_with_its_subject_needs_no_area(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n\n"
				    "Diploma alberghiero, Scappi, Castel Esempio, 2012\n");

	(void)state;
	assert_leaf(record, "/education/0/studyType", "Diploma alberghiero");
	assert_leaf(record, "/education/0/institution", "Scappi");
	assert_leaf(record, "/education/0/location", "Castel Esempio");
	json_decref(record);
}

/* As rq-export writes them: gaps, or headings, are all that part them. */
static void an_entry_without_a_date_may_stand_anywhere(void **state)
{
	static const char *const texts[] = {
		"Jane Doe\n\nVolunteering\n\nMember\nParents Network, parents.org\n"
		"I sit on its board and keep its minutes.\n\n"
		"Contributor\nKhronos Group\n- Read drafts.\n\n"
		"Coach | 2015 – 2017\nYouth Club\n\n"
		"Treasurer\nSports Club\n- Kept the books.\n",
		"Jane Doe\n\n# Volunteering\n\n# Member\n\nParents Network, parents.org\n\n"
		"I sit on its board and keep its minutes.\n\n"
		"# Contributor\n\nKhronos Group\n\n- Read drafts.\n\n"
		"# Coach | 2015 – 2017\n\nYouth Club\n\n"
		"# Treasurer\n\nSports Club\n\n- Kept the books.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		json_t *record = build_text(texts[i]);

		assert_length(record, "/volunteer", 4);
		assert_leaf(record, "/volunteer/0/organization", "Parents Network");
		assert_leaf(record, "/volunteer/0/url", "https://parents.org");
		assert_leaf(record, "/volunteer/1/position", "Contributor");
		assert_leaf(record, "/volunteer/1/highlights/0", "Read drafts.");
		assert_leaf(record, "/volunteer/2/organization", "Youth Club");
		assert_length(record, "/volunteer/2/highlights", 0);
		assert_leaf(record, "/volunteer/3/position", "Treasurer");
		assert_leaf(record, "/volunteer/3/organization", "Sports Club");
		json_decref(record);
	}
}

/* A DOCX has no gaps; what it calls headings are the heads. */
static void an_item_above_a_heading_is_none_of_its_entry(void **state)
{
	json_t *record = build_text("Jane Doe\n\n# Experience\n# Engineer | 2019 – 2021\nAcme Ltd\n"
				    "- Journal of Tests Ltd (2021)\n# Nurse | 2015 – 2018\n"
				    "City Hospital\n- Helped.\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/highlights/0", "Journal of Tests Ltd (2021)");
	assert_leaf(record, "/work/1/name", "City Hospital");
	json_decref(record);
}

static void a_gap_begins_no_entry_where_gaps_stand_everywhere(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n\nEngineer, Acme Ltd | 2015 – 2017\n\n"
		       "Team lead of the\nBackend Group\n\nNurse, City Hospital | 2010 – 2014\n");

	(void)state;
	assert_length(record, "/work", 2);
	json_decref(record);
}

/* Who and what in one line begin an entry; the name of a team alone heads what was done there. */
static void a_gap_begins_an_entry_that_says_who_and_what(void **state)
{
	static const char text[] = "Jane Doe\n\nExperience\n\nEngineer, Acme Ltd | 2015 – 2017\n"
				   "- Built.\n\n%s\n- Tested.\n\n"
				   "Baker, Acme Bakery | 2010 – 2014\n- Baked.\n";
	static const char *const lines[] = { "Backend Group", "Nurse, City Hospital" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char whole[256];
		json_t *record;

		(void)snprintf(whole, sizeof whole, text, lines[i]);
		record = build_text(whole);
		assert_length(record, "/work", 2 + i);
		assert_leaf(record, i == 0 ? "/work/0/highlights/2" : "/work/1/highlights/0",
			    "Tested.");
		json_decref(record);
	}
}

/* A list inside of the list stands further in; what the setting of a bullet moves does not. */
static void a_dated_item_with_a_list_of_its_own_is_an_entry(void **state)
{
	static const struct {
		float left;
		const char *position;
	} inner[] = {
		{ 75, "(nothing)" },
		{ 90, "Nurse until the ward was closed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++) {
		struct rq_document document;
		json_t *record;

		read_text_into(&document, "Jane Doe\n\nExperience\n\nCity Hospital, Oslo\n"
					  "- Nurse until the ward was closed, 2020\n"
					  "- Cared for people\n- Wrote reports\n");
		for (size_t k = 0; k < document.count; k++)
			document.lines[k].left = k < 3 ? 60 : k == 3 ? 72 : inner[i].left;
		record = build_checked(&document);
		assert_length(record, "/work", 1);
		assert_leaf(record, "/work/0/name", "City Hospital");
		assert_leaf(record, "/work/0/position", inner[i].position);
		assert_length(record, "/work/0/highlights", 3 - i);
		json_decref(record);
		rq_document_free(&document);
	}
}

static void a_project_has_a_role_a_page_and_neighbours(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nProjects\n\nGarden\n\nBrowser | 2019 – 2021\n"
		       "Contributor, browser.org\nIt shows pages to people.\n\n"
		       "Rememberpedia | 2015\nrememberpedia.com\nIt helps to remember.\n");

	(void)state;
	assert_length(record, "/projects", 3);
	assert_leaf(record, "/projects/0/name", "Garden");
	assert_leaf(record, "/projects/1/name", "Browser");
	assert_leaf(record, "/projects/1/roles/0", "Contributor");
	assert_leaf(record, "/projects/1/url", "https://browser.org");
	assert_leaf(record, "/projects/2/url", "https://rememberpedia.com");
	assert_leaf(record, "/projects/2/summary", "It helps to remember.");
	json_decref(record);
}

/* Made to keep a reader busy: each language would be read with all behind it. */
static void hundreds_of_languages_that_a_word_joins_are_one_text(void **state)
{
	char text[4096] = "Jane Doe\n\nLanguages\n\n";
	json_t *record;

	(void)state;
	for (size_t i = 0; i < 200; i++)
		(void)strcat(text, "German and ");
	(void)strcat(text, "French\n");
	record = build_text(text);
	assert_length(record, "/languages", 1);
	json_decref(record);
}

static void what_stands_alone_behind_a_project_s_page_is_its_name(void **state)
{
	json_t *record = build_text("Jane Doe\n\nProjects\n\n"
				    "https://tool.org | Developer | 2019 – 2020\nWrote it.\n");

	(void)state;
	assert_leaf(record, "/projects/0/url", "https://tool.org");
	assert_leaf(record, "/projects/0/name", "Developer");
	json_decref(record);
}

static void a_line_that_heads_what_is_below_is_no_piece_of_a_header(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nAcme | 2019 – 2021\nTasks:\n"
				    "- Kept the books\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme");
	assert_no_leaf(record, "/work/0/position");
	json_decref(record);
}

static void what_was_studied_is_no_school(void **state)
{
	json_t *record = build_text("Jane Doe\n\nFormation\n"
				    "2010 - 2012\nMaintenance de moteurs - CEAC\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "CEAC");
	json_decref(record);
}

static void a_comma_in_how_well_somebody_speaks_parts_no_language(void **state)
{
	json_t *record = build_text("Jane Doe\n\nLangues\n"
				    "Anglais : courant, pratique professionnelle\n"
				    "Allemand (B2), Italien (A1)\n"
				    "Polonais (A2), Klingon, niveau 2\n");

	(void)state;
	assert_leaf(record, "/languages/0/fluency", "courant, pratique professionnelle");
	assert_leaf(record, "/languages/1/language", "Allemand");
	assert_leaf(record, "/languages/2/fluency", "A1");
	assert_leaf(record, "/languages/3/fluency", "A2");
	assert_leaf(record, "/languages/4/language", "Klingon");
	assert_leaf(record, "/languages/4/fluency", "niveau 2");
	assert_no_leaf(record, "/languages/5");
	json_decref(record);
}

/* One entry: its header, its position, its employer. */
static void a_firm_is_told_from_what_somebody_was(void **state)
{
	static const char *const cases[][3] = {
		{ "Bilanzbuchhalterin, Steuerbüro Janssen & Partner (2016 - 2017)\n",
		  "Bilanzbuchhalterin", "Steuerbüro Janssen & Partner" },
		{ "Consultant for Notes Domino - Example GmbH\t2016 - 2017\n",
		  "Consultant for Notes Domino", "Example GmbH" },
		{ "Example Inc. (ExPay)\nEngineer\t2016 - 2017\n", "Engineer",
		  "Example Inc. (ExPay)" },
		{ "Bar and Grill Ltd., Lakewood, Ohio\t2016 - 2017\nEngineer\n", "Engineer",
		  "Bar and Grill Ltd." },
		{ "Engineer, Example Institute of Medicine.\t2016 - 2017\n", "Engineer",
		  "Example Institute of Medicine" },
		{ "Charge Nurse, Medical ICU\t2016 - 2017\nHospital of Sample Town, Leeds\n",
		  "Charge Nurse, Medical ICU", "Hospital of Sample Town" },
		{ "Fathomly – Orbis Group – Engineer\t2016 - 2017\n", "Engineer",
		  "Fathomly – Orbis Group" },
		{ "Fathomly, Bolseiro de investigação\t2016 - 2017\n", "Bolseiro de investigação",
		  "Fathomly" },
		{ "Engineer, Fathomly\t2016 - 2017\nBank reporting and audits\n", "Engineer",
		  "Fathomly" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[400];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n\n%s- Built it\n",
			       cases[i][0]);
		record = build_text(text);
		assert_length(record, "/work", 1);
		assert_leaf(record, "/work/0/position", cases[i][1]);
		assert_leaf(record, "/work/0/name", cases[i][2]);
		json_decref(record);
	}
}

static void an_entry_that_is_told_as_text_begins_with_its_header(void **state)
{
	json_t *record = build_text(
	    "Jane Doe\n\nExperience\n\n2019 - 2021\nFathom Labs, senior engineer. Led "
	    "the migration of forty services, wrote tests, and trained nine people.\n\n"
	    "2016 - 2019 Kestrel Example AG, junior developer. Wrote tools, reports, and "
	    "a compiler. Kept them for three years.\n\n2014 - 2016\nSolus, intern.\n\n"
	    "Education\n\n2011 - 2013\nMSc Informatics, Example University. Thesis on "
	    "graphs and trees.\n");

	(void)state;
	assert_length(record, "/work", 3);
	assert_leaf(record, "/work/0/name", "Fathom Labs");
	assert_leaf(record, "/work/0/position", "senior engineer");
	assert_leaf(record, "/work/0/startDate", "2019");
	assert_leaf(record, "/work/0/summary",
		    "Led the migration of forty services, wrote tests, and trained nine people.");
	assert_leaf(record, "/work/1/name", "Kestrel Example AG");
	assert_leaf(record, "/work/1/summary",
		    "Wrote tools, reports, and a compiler. Kept them for three years.");
	assert_leaf(record, "/work/2/name", "Solus");
	assert_leaf(record, "/work/2/position", "intern");
	assert_leaf(record, "/education/0/institution", "Example University");
	assert_leaf(record, "/education/0/studyType", "MSc Informatics");
	json_decref(record);
}

/* Chromium and Firefox; what others set beside a tab stays what it is. */
static void what_a_browser_prints_at_the_edges_is_of_no_entry(void **state)
{
	static const char *const cases[][3] = {
		{ "5/4/26, 9:30 AM\tMy page", "https://jane.example.org/cv\t1/2",
		  "https://jane.example.org/cv\t2/2" },
		{ "My page\thttps://jane.example.org/cv", "1 von 2\t04.05.2026, 09:30",
		  "2 von 2\t04.05.2026, 09:30" },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char text[600];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "%s\nJane Doe\n\nExperience\n\nEngineer, Example GmbH\t2016 - 2017\n"
			       "- Built it\n%s\n- Kept it\n- Ratio of the two\t1/2\n\nEducation\n\n"
			       "BSc Physics, Example University, 2012 - 2015\n%s\n",
			       cases[i][0], cases[i][1], cases[i][2]);
		record = build_text(text);
		assert_leaf(record, "/basics/name", "Jane Doe");
		assert_no_leaf(record, "/basics/url");
		assert_length(record, "/work/0/highlights", 3);
		assert_leaf(record, "/work/0/highlights/2", "Ratio of the two 1/2");
		assert_no_leaf(record, "/education/0/summary");
		assert_length(record, "/unplaced", 3);
		json_decref(record);
	}
}

static void sentences_below_a_date_name_no_employer(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n\n2019 - 2021\nResponsible for the platform, an "
		       "engineer and others. Led the migration of forty services.\n\n"
		       "2016 - 2019\nWrote tools and tests, as engineer. Kept them for years.\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_no_leaf(record, "/work/0/name");
	assert_no_leaf(record, "/work/1/name");
	json_decref(record);
}

static void a_range_broken_at_its_dash_goes_on_below(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nExample GmbH\n"
				    "Engineer (January 2015 –\nMarch 2019)\n- Built it\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/startDate", "2015-01");
	assert_leaf(record, "/work/0/endDate", "2019-03");
	json_decref(record);
}

static void highlights_below_a_header_are_no_entry(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n\nExample GmbH\n2015 - 2019\nEngineer\n"
		       "Highlights\n- Built it\n\nOther GmbH\n2012 - 2015\nTrainee\n"
		       "Highlights\n- Learned it\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/name", "Other GmbH");
	json_decref(record);
}

static void the_words_of_a_form_need_no_colon_in_its_table(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperiência profissional\n"
				    "| Datas\t2018 - 2021\n"
				    "| Função ou cargo ocupado\tZorbler\n"
				    "| Nome e morada do empregador\tQuux\n"
				    "| Principais atividades e responsabilidades\tFazer isto\n\n"
				    "Educação\n"
				    "| Datas\t2012 - 2018\n"
				    "| Designação da qualificação atribuída\tFoober\n"
				    "| Nome e tipo da organização de ensino\tBarbaz\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Zorbler");
	assert_leaf(record, "/work/0/name", "Quux");
	assert_leaf(record, "/work/0/startDate", "2018");
	assert_no_leaf(record, "/work/1");
	assert_leaf(record, "/education/0/institution", "Barbaz");
	assert_leaf(record, "/education/0/studyType", "Foober");
	assert_no_leaf(record, "/education/1");
	json_decref(record);
}

static void one_word_in_a_tables_first_cell_is_no_label(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n"
				    "| Diploma\tExample College\t2012\n");

	(void)state;
	assert_leaf(record, "/education/0/studyType", "Diploma");
	assert_leaf(record, "/education/0/institution", "Example College");
	json_decref(record);
}

static void labels_may_be_numbered(void **state)
{
	json_t *record = build_text("Jane Doe\n\nWork Experience\n"
				    "1. Company: Quux\nDesignation: Zorbler\n"
				    "Duration: 2018 - 2021\n\n"
				    "2. Company: Barbaz\nDesignation: Foober\n"
				    "Duration: 2012 - 2018\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Quux");
	assert_leaf(record, "/work/0/position", "Zorbler");
	assert_leaf(record, "/work/1/name", "Barbaz");
	assert_leaf(record, "/work/1/position", "Foober");
	json_decref(record);
}

static void schools_and_degrees_have_labels(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n"
				    "Degree: Zorbling\nInstitution: Quux\nYear: 2018 - 2021\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Quux");
	assert_leaf(record, "/education/0/studyType", "Zorbling");
	json_decref(record);
}

static void the_head_of_a_table_says_what_its_columns_are(void **state)
{
	json_t *record = build_text("Jane Doe\n\nBerufserfahrung\n"
				    "| Zeitraum\tUnternehmen\tPosition\n"
				    "| 2018 - 2021\tQuux\tZorbler\n"
				    "| 2012 - 2018\tBarbaz\tFoober\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Zorbler");
	assert_leaf(record, "/work/0/name", "Quux");
	assert_leaf(record, "/work/1/name", "Barbaz");
	assert_no_leaf(record, "/work/2");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void two_cells_without_a_time_head_no_table(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "2018 - 2021\tClerk\n"
				    "Employer\tCity\n"
				    "Acme Ltd\tBerlin\n");

	(void)state;
	assert_true(is_held(record, 4, "Employer"));
	json_decref(record);
}

/* What looks nearly like what a browser prints is somebody's own. */
static void an_address_beside_a_text_is_printed_in_the_first_line_alone(void **state)
{
	static const char page[] = "My page\thttps://jane.example.org/cv\n"
				   "My page\thttps://jane.example.org/cv\n"
				   "https://jane.example.org/cv\thttps://doe.example.org/cv\n"
				   "https://jane.example.org/cv\t04.05.2026, 09.30\n"
				   "https://jane.example.org/cv\t04.05.2026, 09:30\n";
	struct rq_document document;
	struct rq_sheet sheet;

	(void)state;
	read_text_into(&document, page);
	rq_sheet_init(&sheet, &document);
	assert_true(rq_printed_is_head(&sheet, 0));
	assert_false(rq_printed_is_head(&sheet, 1));
	assert_false(rq_printed_is_foot(&sheet, 2));
	assert_false(rq_printed_is_foot(&sheet, 3));
	assert_true(rq_printed_is_foot(&sheet, 4));
	rq_sheet_free(&sheet);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_of_the_margin_is_no_entry),
		cmocka_unit_test(a_job_is_read_in_any_layout),
		cmocka_unit_test(a_title_keeps_its_subject_when_the_employer_follows),
		cmocka_unit_test(entries_follow_each_other),
		cmocka_unit_test(roles_below_an_employer_are_all_there),
		cmocka_unit_test(a_date_in_the_margin_is_the_entrys),
		cmocka_unit_test(a_link_in_full_is_the_entrys),
		cmocka_unit_test(an_unknown_beginning_until_today_stays_as_it_is),
		cmocka_unit_test(a_town_that_nobody_knows_stands_behind_its_employer),
		cmocka_unit_test(an_item_of_several_lines_is_one_highlight),
		cmocka_unit_test(schools_and_degrees_find_their_members),
		cmocka_unit_test(courses_that_are_not_told_are_none),
		cmocka_unit_test(skills_are_cut_at_every_separator),
		cmocka_unit_test(skills_may_have_levels_and_headings_of_their_own),
		cmocka_unit_test(what_is_no_skill_goes_where_it_belongs),
		cmocka_unit_test(languages_may_be_parted_by_a_dash),
		cmocka_unit_test(a_heading_of_categories_is_no_skill),
		cmocka_unit_test(a_bracket_that_is_open_goes_on_in_the_next_line),
		cmocka_unit_test(an_item_above_a_heading_is_none_of_its_entry),
		cmocka_unit_test(what_heads_the_tasks_of_an_entry_begins_no_other),
		cmocka_unit_test(languages_have_fluency),
		cmocka_unit_test(a_level_is_told_from_its_language),
		cmocka_unit_test(certificates_have_issuers_and_dates),
		cmocka_unit_test(a_labelled_date_belongs_to_the_certificate_above),
		cmocka_unit_test(projects_and_volunteering_are_entries_too),
		cmocka_unit_test(an_unknown_section_stays_unplaced_in_order),
		cmocka_unit_test(pages_are_numbered_beside_the_entries),
		cmocka_unit_test(what_stands_apart_below_a_heading_goes_with_it),
		cmocka_unit_test(without_headings_what_is_certain_is_an_entry),
		cmocka_unit_test(without_headings_a_time_alone_makes_no_entry),
		cmocka_unit_test(a_town_stands_behind_te_and_a),
		cmocka_unit_test(a_range_may_stand_in_two_lines),
		cmocka_unit_test(an_employer_above_a_date_is_no_more_of_an_item),
		cmocka_unit_test(labels_say_what_the_pieces_are),
		cmocka_unit_test(an_employer_may_end_in_a_dot),
		cmocka_unit_test(a_word_in_a_table_is_a_label_in_a_form_alone),
		cmocka_unit_test(a_degree_and_its_school_may_be_a_long_line),
		cmocka_unit_test(a_town_alone_behind_a_school_is_where_it_is),
		cmocka_unit_test(a_label_of_each_job_ends_no_section),
		cmocka_unit_test(a_section_that_is_told_twice_is_one_both_times),
		cmocka_unit_test(a_line_that_introduces_others_begins_no_entry),
		cmocka_unit_test(what_only_heads_the_items_below_is_read_with_them),
		cmocka_unit_test(a_line_of_many_words_that_introduces_others_is_of_its_entry),
		cmocka_unit_test(the_foot_of_a_form_is_no_entry),
		cmocka_unit_test(a_letter_that_no_font_tells_parts_no_name),
		cmocka_unit_test(a_label_below_a_header_is_part_of_the_body),
		cmocka_unit_test(a_kind_of_employment_is_no_place),
		cmocka_unit_test(an_untold_entry_is_in_the_order_of_the_others),
		cmocka_unit_test(a_country_in_an_employers_name_is_no_place),
		cmocka_unit_test(a_short_sentence_is_no_piece_of_a_header),
		cmocka_unit_test(a_degree_with_its_subject_needs_no_area),
		cmocka_unit_test(an_entry_without_a_date_may_stand_anywhere),
		cmocka_unit_test(a_gap_begins_no_entry_where_gaps_stand_everywhere),
		cmocka_unit_test(a_gap_begins_an_entry_that_says_who_and_what),
		cmocka_unit_test(a_dated_item_with_a_list_of_its_own_is_an_entry),
		cmocka_unit_test(a_project_has_a_role_a_page_and_neighbours),
		cmocka_unit_test(hundreds_of_languages_that_a_word_joins_are_one_text),
		cmocka_unit_test(what_stands_alone_behind_a_project_s_page_is_its_name),
		cmocka_unit_test(a_line_that_heads_what_is_below_is_no_piece_of_a_header),
		cmocka_unit_test(what_was_studied_is_no_school),
		cmocka_unit_test(a_comma_in_how_well_somebody_speaks_parts_no_language),
		cmocka_unit_test(a_firm_is_told_from_what_somebody_was),
		cmocka_unit_test(an_entry_that_is_told_as_text_begins_with_its_header),
		cmocka_unit_test(what_a_browser_prints_at_the_edges_is_of_no_entry),
		cmocka_unit_test(sentences_below_a_date_name_no_employer),
		cmocka_unit_test(a_range_broken_at_its_dash_goes_on_below),
		cmocka_unit_test(highlights_below_a_header_are_no_entry),
		cmocka_unit_test(the_words_of_a_form_need_no_colon_in_its_table),
		cmocka_unit_test(one_word_in_a_tables_first_cell_is_no_label),
		cmocka_unit_test(labels_may_be_numbered),
		cmocka_unit_test(schools_and_degrees_have_labels),
		cmocka_unit_test(the_head_of_a_table_says_what_its_columns_are),
		cmocka_unit_test(two_cells_without_a_time_head_no_table),
		cmocka_unit_test(an_address_beside_a_text_is_printed_in_the_first_line_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
