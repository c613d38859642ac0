/* resume/merge, cut, joint: headers of jobs that their separators alone do not tell apart.
 */

#include "unit.h"

#include "resume_text.h"

static const char NONE[] = "(nothing)";

/* A header, and what the first job is to be. */
struct header_case {
	const char *text;
	const char *name, *position, *location, *start, *end;
};

static void check_cases(const struct header_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char text[600];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n\n%s- Built a bridge\n",
			       cases[i].text);
		record = build_text(text);
		assert_leaf(record, "/work/0/name", cases[i].name);
		assert_leaf(record, "/work/0/position", cases[i].position);
		assert_leaf(record, "/work/0/location", cases[i].location);
		assert_leaf(record, "/work/0/startDate", cases[i].start);
		assert_leaf(record, "/work/0/endDate", cases[i].end);
		assert_length(record, "/work", 1);
		json_decref(record);
	}
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(cases)[0])

static void what_stands_in_brackets_belongs_to_what_is_before_them(void **state)
{
	static const struct header_case cases[] = {
		{ "Midway Technologies\tOslo, Norway\nSenior Developer (C, Go & Rust)\t2019 - "
		  "2021\n",
		  "Midway Technologies", "Senior Developer (C, Go & Rust)", "Oslo, Norway", "2019",
		  "2021" },
		{ "Game Development Club (University of Ulm)\tUlm, Germany\nEngineer\t2018 - "
		  "2019\n",
		  "Game Development Club (University of Ulm)", "Engineer", "Ulm, Germany", "2018",
		  "2019" },
		{ "Wiseguys (Security research group)\tOslo, Norway\nEngineer\t2018 - 2019\n",
		  "Wiseguys (Security research group)", "Engineer", "Oslo, Norway", "2018",
		  "2019" },
		{ "Computer Lab(Prof. Amsel)\tOslo, Norway\nResearcher\t2018 - 2019\n",
		  "Computer Lab(Prof. Amsel)", "Researcher", "Oslo, Norway", "2018", "2019" },
		/* but not where they say what else is missing */
		{ "Engineer (Acme GmbH)\t2018 - 2019\n", "Acme GmbH", "Engineer", NONE, "2018",
		  "2019" },
		{ "Engineer, Acme GmbH (Berlin)\t2018 - 2019\n", "Acme GmbH", "Engineer", "Berlin",
		  "2018", "2019" },
		{ "Engineer, Acme GmbH (acme.example.com)\t2018 - 2019\n", "Acme GmbH", "Engineer",
		  NONE, "2018", "2019" },
	};

	(void)state;
	CHECK(cases);
}

static void an_employer_of_several_parts_is_one(void **state)
{
	static const struct header_case cases[] = {
		{ "Engineer\t2018 - 2019\nSpace Operations, Aurora Agency\tOslo, Norway\n",
		  "Space Operations, Aurora Agency", "Engineer", "Oslo, Norway", "2018", "2019" },
		{ "Subatomic Shepherd\t2018 - 2019\nMicroscopic Circus, Schrodinger's "
		  "University\tOslo, "
		  "Norway\n",
		  "Microscopic Circus, Schrodinger's University", "Subatomic Shepherd",
		  "Oslo, Norway", "2018", "2019" },
		{ "Cyber Command, ZNB\tOslo, Norway\nEngineer\t2018 - 2019\n", "Cyber Command, ZNB",
		  "Engineer", "Oslo, Norway", "2018", "2019" },
		{ "Astra Satellites - Betzdorf, Luxembourg\nEngineer\t2018 - 2019\n",
		  "Astra Satellites", "Engineer", "Betzdorf, Luxembourg", "2018", "2019" },
		{ "Omnious. Co., Ltd.\tOslo, Norway\nArchitect\t2018 - 2019\n",
		  "Omnious. Co., Ltd.", "Architect", "Oslo, Norway", "2018", "2019" },
	};

	(void)state;
	CHECK(cases);
}

static void a_title_keeps_what_stands_behind_its_comma_or_dash(void **state)
{
	static const struct header_case cases[] = {
		{ "Consultant - Data & Analytics\n2018 - 2019\tAcme Solutions GmbH\n",
		  "Acme Solutions GmbH", "Consultant - Data & Analytics", NONE, "2018", "2019" },
		{ "Acme GmbH\tOslo, Norway\nProject Manager, Developer\t2018 - 2019\n", "Acme GmbH",
		  "Project Manager, Developer", "Oslo, Norway", "2018", "2019" },
		{ "2018 - 2019: Intern in Space Engineering\nAstra Satellites - Oslo, Norway\n",
		  "Astra Satellites", "Intern in Space Engineering", "Oslo, Norway", "2018",
		  "2019" },
	};

	(void)state;
	CHECK(cases);
}

static void a_colon_or_a_long_dash_parts_employer_and_title(void **state)
{
	static const struct header_case cases[] = {
		{ "Midway Group: Senior Developer\n2018 - 2019\nKotlin | Kafka | Rust\n",
		  "Midway Group", "Senior Developer", NONE, "2018", "2019" },
		{ "Wade Autos —Sales Representative\n2018 - 2019\n", "Wade Autos",
		  "Sales Representative", NONE, "2018", "2019" },
	};

	(void)state;
	CHECK(cases);
}

/* What may be a town stands beside the employer, what somebody was in a line of its own. */
static void a_title_stands_rather_in_a_line_of_its_own(void **state)
{
	static const struct header_case cases[] = {
		{ "Engel Austria GmbH - Dietach\nFlurhüter\n2018 - 2019\n", "Engel Austria GmbH",
		  "Flurhüter", "Dietach", "2018", "2019" },
		{ "2018 - 2019. Statistics Advisor. University of Otago, New Zealand\n",
		  "University of Otago", "Statistics Advisor", "New Zealand", "2018", "2019" },
	};

	(void)state;
	CHECK(cases);
}

/* Lines without bullets that stand further right than the header they follow. */
static void what_is_indented_begins_no_entry(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "Jane Doe\n\nExperience\n\n2016 - 2018 - University of Oslo\n"
				  "Engineer\n\nInvent classroom management, with React\n"
				  "Design software, lead the development\n\n"
				  "2014 - 2016 - Acme GmbH\nConsultant\n\n"
				  "Realize projects in XPages, monitor them\n");
	for (size_t i = 0; i < document.count; i++) {
		bool indented = i == 4 || i == 5 || i == 8;

		document.lines[i].left = indented ? 60 : 40;
		document.lines[i].bold = i == 3 || i == 7;
	}
	record = build_checked(&document);
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/name", "Acme GmbH");
	json_decref(record);
	rq_document_free(&document);
}

/* How long it was is said by the dates; a state may have a stop, and a name a country in it. */
static void durations_and_places_are_no_employers(void **state)
{
	static const struct header_case cases[] = {
		{ "2018 - 2019 (18 months) – Foobaren – Engineer\n", "Foobaren", "Engineer", NONE,
		  "2018", "2019" },
		{ "Persistent Systems\nIntern\n2018 - 2019 (7 months)\nNagpur, Maharashtra, "
		  "India\n",
		  "Persistent Systems", "Intern", "Nagpur, Maharashtra, India", "2018", "2019" },
		{ "Dora's, Coon Rapids, MN. 2018 - 2019\n", "Dora's", NONE, "Coon Rapids, MN",
		  "2018", "2019" },
		{ "News Editor\t2018 - 2019\nMassachusetts Daily Owl, Amherst, MA\n",
		  "Massachusetts Daily Owl", "News Editor", "Amherst, MA", "2018", "2019" },
		{ "Acme GmbH\nEngineer\t08/ 2018 to 09/ 2019\n", "Acme GmbH", "Engineer", NONE,
		  "2018-08", "2019-09" },
	};

	(void)state;
	CHECK(cases);
}

/* Where the other jobs name their employer first, a word of firms in the second line is no firm's.
 */
static void a_project_below_an_unknown_employer_is_what_somebody_did(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nExperience\n\nAcme GmbH\tOslo, Norway\nEngineer\t2018 - 2019\n"
		       "- Built a bridge\n\nC.H. Robbins\tOslo, Norway\n"
		       "Student Consulting Group Project\t2016 - 2017\n- Built a form\n\n"
		       "Globex GmbH\tOslo, Norway\nWelder\t2014 - 2016\n- Welded\n");

	(void)state;
	assert_leaf(record, "/work/1/name", "C.H. Robbins");
	assert_leaf(record, "/work/1/position", "Student Consulting Group Project");
	json_decref(record);
}

static void a_firm_below_is_the_employer(void **state)
{
	static const struct header_case cases[] = {
		{ "04/2014 – 04/2016\tTeamleiter, Hardware-Service\nMuster Deutschland GmbH & Co. "
		  "KG\n",
		  "Muster Deutschland GmbH & Co. KG", "Teamleiter, Hardware-Service", NONE,
		  "2014-04", "2016-04" },
		{ "2014 – 2016\tSoftware-Service, Laborinformationssysteme\nMuster GmbH\n",
		  "Muster GmbH", "Software-Service, Laborinformationssysteme", NONE, "2014",
		  "2016" },
		{ "Entwickler\nbei der Muster GmbH, Dortmund\n05.2006-12.2009\n", "Muster GmbH",
		  "Entwickler", "Dortmund", "2006-05", "2009-12" },
		{ "2012 – 2013: Enfermera (contrato de verano). Residencia Altos, Madrid.\n",
		  "Residencia Altos", "Enfermera (contrato de verano)", "Madrid", "2012", "2013" },
	};

	(void)state;
	CHECK(cases);
}

/* Each piece was asked about all others, and each for links in all of the line behind it. */
static void a_line_of_twenty_thousand_bars_is_read_to_its_end(void **state)
{
	enum { BARS = 20000, TEXT = 2 * (BARS * 4 + 200) };
	char *text = malloc(TEXT);
	size_t length = (size_t)sprintf(text, "Jane Doe\n\nExperience\n\n");
	json_t *record;

	(void)state;
	for (int job = 0; job < 2; job++) {
		length += (size_t)sprintf(text + length, "Engineer | Acme GmbH");
		for (int i = 0; i < BARS; i++)
			length += (size_t)sprintf(text + length, " | a");
		length += (size_t)sprintf(text + length, " 2019 - 2021\n- Built a bridge\n\n");
	}
	record = build_text(text);
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/1/startDate", "2019");
	json_decref(record);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_in_brackets_belongs_to_what_is_before_them),
		cmocka_unit_test(an_employer_of_several_parts_is_one),
		cmocka_unit_test(a_title_keeps_what_stands_behind_its_comma_or_dash),
		cmocka_unit_test(a_colon_or_a_long_dash_parts_employer_and_title),
		cmocka_unit_test(a_project_below_an_unknown_employer_is_what_somebody_did),
		cmocka_unit_test(a_title_stands_rather_in_a_line_of_its_own),
		cmocka_unit_test(what_is_indented_begins_no_entry),
		cmocka_unit_test(durations_and_places_are_no_employers),
		cmocka_unit_test(a_firm_below_is_the_employer),
		cmocka_unit_test(a_line_of_twenty_thousand_bars_is_read_to_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
