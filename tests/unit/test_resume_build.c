/* resume: records as a whole, JSON Resume in and out, ids, hostile documents. */

#include "unit.h"

#include "base/limits.h"
#include "resume_text.h"

static const char nurse[] =
    "Siobhán O’Dea-Nuñez\n"
    "Registered nurse · Cork, Ireland · siobhan.odea@example.org · +1 (415) 555-0142\n\n"
    "Summary\n\nNurse with 15 years in intensive care and the calm that it takes.\n\n"
    "Experience\n\n"
    "Clinical Nurse Manager, St. Example’s Hospital (Jan 2014 – Present)\n\n"
    "- Led a team of 24 nurses across two wards.\n"
    "- Cut medication errors by half in 18 months.\n\n"
    "Staff Nurse, Sample & Sons Clinic (Sept 2008 – Dec 2013)\n\n"
    "- Cared for 6–8 patients per shift.\n\n"
    "Education\n\nBSc Nursing, Example University College, 2008\n\n"
    "Skills\n\nICU, triage, ACLS\n";

static void a_whole_resume_becomes_a_record(void **state)
{
	json_t *record = build_text(nurse);

	(void)state;
	assert_string_equal(rq_json_string(record, "type"), "resume");
	assert_string_equal(rq_json_string(record, "language"), "en");
	assert_int_equal(rq_json_integer(record, "coverage", 0), 10000);
	assert_int_equal(rq_json_integer(record, "parse", 0), 100);
	assert_leaf(record, "/work/0/startDate", "2014-01");
	assert_leaf(record, "/work/1/name", "Sample & Sons Clinic");
	assert_leaf(record, "/work/1/endDate", "2013-12");
	assert_leaf(record, "/work/1/highlights/0", "Cared for 6–8 patients per shift.");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void the_language_is_told_by_its_small_words(void **state)
{
	static const char *const cases[][2] = {
		{ "Leitung des Teams und Entwicklung der Software für die Kunden mit den "
		  "Kollegen im Haus und auf Reisen\n",
		  "de" },
		{ "Développement des outils pour les équipes et la direction avec une "
		  "méthode dans les projets du groupe\n",
		  "fr" },
		{ "Diseño de los sistemas y la plataforma para el equipo con las "
		  "herramientas del grupo y por el cliente\n",
		  "es" },
		{ "Desenvolvimento do sistema e da plataforma para os clientes com uma "
		  "equipe no Brasil e na Europa\n",
		  "pt" },
		{ "Sviluppo della piattaforma per il cliente con gli strumenti nel gruppo "
		  "e la gestione dei progetti di una squadra\n",
		  "it" },
		{ "Ontwikkeling van het platform voor de klant met een team in het land "
		  "en op reis bij de partners\n",
		  "nl" },
		{ "Design of the platform for the client with a team in the field and on "
		  "the road to the goal\n",
		  "en" },
		{ "Python SQL Docker\n", NULL },
		/* Swedish and Polish "i" is Italian, Polish "na" and "do" Portuguese */
		{ "Ansvar för drift i hela landet och för stöd i norr. Ledde ett team som "
		  "utvecklade tjänster i molnet med fokus på att minska fel i produktion, och "
		  "var kontakt för kunder i Lund.\n",
		  NULL },
		{ "Praca na budowie oraz w biurze. Nadzór nad zespołem w terenie, raporty dla "
		  "zarządu na koniec roku, przygotowanie do kontroli i kontakt z klientami przy "
		  "odbiorach, od projektu do oddania na miejscu.\n",
		  NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *record = build_text(cases[i][0]);
		const char *language = rq_json_string(record, "language");

		if (!cases[i][1])
			assert_true(json_is_null(json_object_get(record, "language")));
		else
			assert_string_equal(language ? language : "", cases[i][1]);
		json_decref(record);
	}
}

static void a_text_without_structure_is_all_unplaced(void **state)
{
	json_t *record = build_text("the quick brown fox\njumps over the lazy dog\n");

	(void)state;
	assert_leaf(record, "/unplaced/0", "the quick brown fox");
	assert_leaf(record, "/unplaced/1", "jumps over the lazy dog");
	assert_int_equal(rq_json_integer(record, "coverage", -1), 0);
	assert_true(rq_json_integer(record, "parse", 100) <= 59);
	assert_true(has_warning(record, "no-sections"));
	json_decref(record);
}

static void a_document_without_words_has_no_text(void **state)
{
	static const char *const texts[] = { "", "\n\n", "--- * ---\n", "🙂 🙂\n" };
	struct rq_error err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct rq_document document;
		json_t *record;

		read_text_into(&document, texts[i]);
		assert_fails(rq_resume_build(&document, &record, &err), err, RQ_NO_TEXT);
		rq_document_free(&document);
	}
}

static void a_document_of_a_few_letters_is_no_resume(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	read_text_into(&document, "a\nb 12345678\n");
	assert_works(rq_resume_build(&document, &record, &err), err);
	json_decref(record);
	rq_document_free(&document);
	read_text_into(&document, "a\nb 1234567\n---\n");
	assert_int_equal(rq_resume_build(&document, &record, &err), -1);
	assert_int_equal(err.code, RQ_NO_TEXT);
	assert_string_equal(err.message, "only 9 letters and digits: no résumé");
	rq_document_free(&document);
}

static void a_phone_number_is_kept_as_written_and_told_in_full(void **state)
{
	json_t *record = build_text("Jane Doe\n20 High Street, Leeds, England\n020 7946 0018\n\n"
				    "Skills\n\nC, Go\n");

	(void)state;
	assert_leaf(record, "/basics/phone", "020 7946 0018");
	assert_string_equal(rq_json_string(record, "phone"), "+442079460018");
	(void)json_object_del(rq_json_object(rq_json_object(record, "resume"), "basics"),
			      "location");
	rq_resume_identify(record, NULL);
	assert_null(rq_json_string(record, "phone"));
	json_decref(record);
}

static void a_json_resume_comes_through_whole(void **state)
{
	struct rq_error err = { 0 };
	json_t *record, *provenance;
	char *text;

	(void)state;
	assert_works(build_json("{\"basics\":{\"name\":\"Jane Doe\",\"email\":\"j@doe.org\","
				"\"phone\":\"\",\"mood\":\"good\"},"
				"\"work\":[{\"name\":\"Acme\",\"position\":\"Nurse\","
				"\"startDate\":\"2019-03\",\"endDate\":\"Present\","
				"\"highlights\":[\"One\",\"Two\\nlines\"]}],"
				"\"x-hobby\":{\"list\":[\"chess\"]},\"meta\":{\"version\":\"v1\"},"
				"\"awards\":null}",
				&record, &err),
		     err);
	rq_resume_identify(record, NULL);
	assert_works(rq_resume_check(record, &err), err);
	assert_string_equal(rq_json_string(record, "text"),
			    "Jane Doe\nj@doe.org\ngood\nAcme\nNurse\n2019-03\nOne\nTwo\nlines\n"
			    "chess\n");
	assert_leaf(record, "/x-hobby/list/0", "chess");
	assert_leaf(record, "/meta/version", "v1");
	assert_no_leaf(record, "/work/0/endDate");
	assert_no_leaf(record, "/basics/phone");
	assert_true(has_warning(record, "present-date"));
	assert_true(has_warning(record, "empty-values"));
	provenance = json_object_get(record, "provenance");
	assert_int_equal(json_array_size(json_object_get(provenance, "/work/0/highlights/1")), 2);
	assert_int_equal(
	    json_integer_value(json_array_get(json_object_get(provenance, "/x-hobby/list/0"), 0)),
	    10);
	text = rq_resume_render(json_object_get(record, "resume"), NULL);
	assert_string_equal(text, rq_json_string(record, "text"));
	free(text);
	json_decref(record);
}

static void dates_of_others_are_brought_to_iso(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(build_json("{\"work\":[{\"startDate\":\"March 2019\",\"endDate\":\"heute\"},"
				"{\"startDate\":\"2015/07\",\"endDate\":\"2016\"}]}",
				&record, &err),
		     err);
	assert_leaf(record, "/work/0/startDate", "2019-03");
	assert_no_leaf(record, "/work/0/endDate");
	assert_leaf(record, "/work/1/startDate", "2015-07");
	json_decref(record);
}

static void json_of_the_wrong_kind_is_refused_by_name(void **state)
{
	static const char *const cases[][2] = {
		{ "{\"title\":\"Backend\"}", "not a JSON Resume" },
		{ "[1,2]", "not a JSON Resume" },
		{ "\"basics\"", "not a JSON Resume" },
		{ "{\"basics\":[]}", "/basics: must be an object, found an array" },
		{ "{\"basics\":true}", "/basics: must be an object, found true" },
		{ "{\"work\":[7,8]}", "/work/0: must be an object, found a number" },
		{ "{\"work\":[{\"startDate\":\"soon\"}]}",
		  "/work/0/startDate: must be a date YYYY[-MM[-DD]], found \"soon\"" },
		{ "{\"basics\":{\"name\":[{\"first\":\"Jane\"}]},\"unplaced\":[\"all\"]}",
		  "/basics/name: must be a string, found an array" },
	};
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(build_json(cases[i][0], &record, &err), -1);
		assert_int_equal(err.code, RQ_BAD_RECORD);
		if (!strstr(err.message, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], err.message);
		err = (struct rq_error) { 0 };
	}
	assert_fails(build_json("{\"work\":[]}", &record, &err), err, RQ_NO_TEXT);
}

static size_t count_warnings(const json_t *record, const char *code)
{
	json_t *warning;
	size_t i, count = 0;

	json_array_foreach (json_object_get(record, "warnings"), i, warning)
		count += strcmp(rq_json_string(warning, "code"), code) == 0;
	return count;
}

static void assert_tells(const json_t *record, const char *message)
{
	json_t *warning;
	size_t i;

	json_array_foreach (json_object_get(record, "warnings"), i, warning)
		if (strcmp(rq_json_string(warning, "message"), message) == 0)
			return;
	fail_msg("no warning says: %s", message);
}

static void what_fits_of_json_is_used_and_the_rest_is_unplaced(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(build_json("{\"basics\":{\"name\":\"Jane Doe\",\"email\":[]},"
				"\"work\":[{\"name\":\"Acme\",\"startDate\":\"soon\","
				"\"location\":{\"city\":\"Ulm\",\"floor\":3}},\"Other Ltd\"],"
				"\"skills\":[{\"name\":\"C\",\"keywords\":[true,\"gcc\"]}]}",
				&record, &err),
		     err);
	rq_resume_identify(record, NULL);
	assert_works(rq_resume_check(record, &err), err);
	assert_leaf(record, "/work/0/name", "Acme");
	assert_no_leaf(record, "/work/0/startDate");
	assert_no_leaf(record, "/work/1/name");
	assert_leaf(record, "/skills/0/keywords/0", "gcc");
	assert_string_equal(rq_json_string(record, "text"),
			    "Jane Doe\nAcme\nC\ngcc\nUlm\n3\nsoon\nOther Ltd\n");
	assert_tells(record,
		     "/work/0/startDate: must be a date YYYY[-MM[-DD]], found \"soon\"; leave "
		     "it out where there is none; kept in unplaced");
	assert_tells(record,
		     "/work/0/location: must be a string, found an object; kept in unplaced");
	assert_tells(record, "/work/1: must be an object, found a string; kept in unplaced");
	assert_tells(record, "/skills/0/keywords/0: must be a string, found true; left out");
	assert_tells(record, "/basics/email: must be a string, found an array; left out");
	json_decref(record);
}

static void values_of_json_are_brought_to_their_types(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(
	    build_json("{\"basics\":{\"name\":\"Jane Doe\",\"phone\":4930123,"
		       "\"location\":\"Bonn\"},\"work\":{\"name\":\"Acme\","
		       "\"startDate\":\"March 2019\",\"endDate\":2020,\"highlights\":\"One\"},"
		       "\"education\":[{\"institution\":\"MIT\",\"score\":3.8}],"
		       "\"skills\":\"C\",\"languages\":[\"Danish\"],\"unplaced\":\"last\"}",
		       &record, &err),
	    err);
	rq_resume_identify(record, NULL);
	assert_works(rq_resume_check(record, &err), err);
	assert_leaf(record, "/basics/phone", "4930123");
	assert_leaf(record, "/basics/location/address", "Bonn");
	assert_leaf(record, "/work/0/startDate", "2019-03");
	assert_leaf(record, "/work/0/endDate", "2020");
	assert_leaf(record, "/work/0/highlights/0", "One");
	assert_leaf(record, "/education/0/score", "3.8");
	assert_leaf(record, "/skills/0/name", "C");
	assert_leaf(record, "/languages/0/language", "Danish");
	assert_leaf(record, "/unplaced/0", "last");
	assert_int_equal(count_warnings(record, "misfit"), 0);
	assert_int_equal(count_warnings(record, "types"), 1);
	json_decref(record);
}

static void members_of_older_json_have_the_names_of_now(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(build_json("{\"basics\":{\"name\":\"Jane Doe\",\"headline\":\"Nurse\","
				"\"website\":\"https://doe.org\"},"
				"\"work\":[{\"company\":\"Acme\",\"website\":\"https://acme.org\"},"
				"{\"company\":\"Old\",\"name\":\"New\"}],"
				"\"education\":[{\"institution\":\"X\",\"gpa\":3.5}],"
				"\"languages\":[{\"language\":\"Danish\",\"level\":\"native\"}],"
				"\"skills\":[{\"name\":\"C\",\"level\":\"good\"}]}",
				&record, &err),
		     err);
	assert_leaf(record, "/basics/label", "Nurse");
	assert_leaf(record, "/basics/url", "https://doe.org");
	assert_leaf(record, "/work/0/name", "Acme");
	assert_leaf(record, "/work/0/url", "https://acme.org");
	assert_leaf(record, "/work/1/name", "New");
	assert_leaf(record, "/work/1/company", "Old");
	assert_leaf(record, "/education/0/score", "3.5");
	assert_leaf(record, "/languages/0/fluency", "native");
	assert_leaf(record, "/skills/0/level", "good");
	assert_int_equal(count_warnings(record, "names"), 1);
	json_decref(record);
}

static void who_it_is_may_stand_beside_the_sections_of_json(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(
	    build_json("{\"name\":\"Jane Doe\",\"email\":\"jane@doe.org\",\"summary\":\"Nurse.\","
		       "\"work\":[{\"employer\":\"Acme\",\"title\":\"Nurse\"}],"
		       "\"education\":[{\"school\":\"Care School\"}],"
		       "\"projects\":[{\"title\":\"Wards\"}]}",
		       &record, &err),
	    err);
	assert_leaf(record, "/basics/name", "Jane Doe");
	assert_leaf(record, "/basics/email", "jane@doe.org");
	assert_leaf(record, "/basics/summary", "Nurse.");
	assert_leaf(record, "/work/0/name", "Acme");
	assert_leaf(record, "/work/0/position", "Nurse");
	assert_leaf(record, "/education/0/institution", "Care School");
	assert_leaf(record, "/projects/0/name", "Wards");
	assert_int_equal(count_warnings(record, "names"), 1);
	json_decref(record);
}

static void many_misfits_of_json_are_kept_and_told_by_a_count(void **state)
{
	struct rq_error err = { 0 };
	json_t *resume = parse_json("{\"basics\":{\"name\":\"Jane Doe\"}}"), *work = json_array();
	json_t *record;
	char *text;

	(void)state;
	for (int i = 0; i < 5000; i++)
		rq_json_append_take(work, json_integer(i));
	rq_json_set_take(resume, "work", work);
	text = rq_json_text(resume, 0);
	assert_works(build_json(text, &record, &err), err);
	assert_leaf(record, "/unplaced/4999", "4999");
	assert_int_equal(count_warnings(record, "misfit"), RQ_MAX_MISFITS_TOLD);
	assert_int_equal(count_warnings(record, "misfits"), 1);
	json_decref(record);
	json_decref(resume);
	free(text);
}

static void unsafe_characters_leave_a_json_resume(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	assert_works(
	    build_json("{\"basics\":{\"name\":\"Ja\\u202ene\\u001b[31m\"}}", &record, &err), err);
	assert_leaf(record, "/basics/name", "Jane[31m");
	assert_true(has_warning(record, "unsafe-characters"));
	json_decref(record);
	assert_works(build_json("{\"basics\":{\"phone\":\"\u200e+972 4\u200e\"}}", &record, &err),
		     err);
	assert_leaf(record, "/basics/phone", "+972 4");
	assert_false(has_warning(record, "unsafe-characters"));
	json_decref(record);
}

static void rendering_escapes_pointers_and_ends_with_what_is_unplaced(void **state)
{
	json_t *resume = parse_json("{\"unplaced\":[\"last\"],\"a/b\":{\"c~d\":\"odd\"},"
				    "\"work\":[{\"name\":\"Acme\"}]}");
	json_t *provenance;
	char *text = rq_resume_render(resume, &provenance);

	(void)state;
	assert_string_equal(text, "Acme\nodd\nlast\n");
	assert_non_null(json_object_get(provenance, "/a~1b/c~0d"));
	assert_non_null(json_object_get(provenance, "/unplaced/0"));
	free(text);
	json_decref(provenance);
	json_decref(resume);
}

static const char *candidate_of(const char *text, char id[RQ_ID_SIZE])
{
	json_t *record = build_text(text);

	(void)snprintf(id, RQ_ID_SIZE, "%s", rq_json_string(record, "candidate_id"));
	json_decref(record);
	return id;
}

static void a_candidate_is_known_by_address_then_by_name_and_phone(void **state)
{
	char one[RQ_ID_SIZE], other[RQ_ID_SIZE];
	json_t *record;

	(void)state;
	assert_string_equal(candidate_of("Jane Doe\njane@doe.org\n", one),
			    candidate_of("Doe, Jane\nJANE@DOE.ORG\nSkills\nC\n", other));
	assert_string_equal(candidate_of("Jane Doe\n+1 555 010 2030\n", one),
			    candidate_of("JANE DOE\nNurse\n+1 (555) 010-2030\n", other));
	assert_string_not_equal(candidate_of("Jane Doe\n+1 555 010 2030\n", one),
				candidate_of("Jane Doe\n+1 555 010 2031\n", other));
	assert_string_equal(candidate_of("Jane Doe\n0049 30 1234567\n", one),
			    candidate_of("Jane Doe\n+49 (0)30 / 1234567\n", other));
	record = build_text("Jane Doe, nurse\n");
	assert_string_equal(rq_json_string(record, "candidate_id"),
			    rq_json_string(record, "resume_id"));
	(void)json_object_del(record, "candidate_id");
	rq_json_set_string(record, "candidate_id", "mine");
	rq_resume_identify(record, parse_json("{\"path\":\"a.txt\"}"));
	assert_string_equal(rq_json_string(record, "candidate_ref"), "mine");
	assert_true(rq_digest_is_id(rq_json_string(record, "candidate_id")));
	assert_string_equal(rq_json_string(rq_json_object(record, "source"), "path"), "a.txt");
	json_decref(record);
}

static void records_from_outside_are_checked(void **state)
{
	static const char good[] = "{\"type\":\"resume\",\"v\":1,\"text\":\"Jane\\n\","
				   "\"resume\":{\"basics\":{\"name\":\"Jane\"}}}";
	static const char *const cases[][3] = {
		{ "type", "\"job\"", "type" },
		{ "v", "2", "v" },
		{ "text", "7", "text" },
		{ "text", "\"\"", "text" },
		{ "text", "\"a\\u202eb\"", "text" },
		{ "resume", "[]", "resume" },
		{ "resume", "{\"work\":1}", "/work" },
		{ "resume_id", "\"abc\"", "resume_id" },
		{ "candidate_id", "\"\"", "candidate_id" },
		{ "coverage", "10001", "coverage" },
		{ "parse", "\"x\"", "parse" },
		{ "provenance", "[]", "provenance" },
		{ "provenance", "{\"/a\":[0]}", "provenance" },
		{ "provenance", "{\"a\":[1]}", "provenance" },
		{ "warnings", "{}", "warnings" },
		{ "language", "1", "language" },
		{ "source", "1", "source" },
	};
	struct rq_error err = { 0 };
	json_t *record = parse_json(good);

	(void)state;
	assert_works(rq_resume_check(record, &err), err);
	json_decref(record);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		record = parse_json(good);
		rq_json_set_take(record, cases[i][0], parse_json(cases[i][1]));
		assert_int_equal(rq_resume_check(record, &err), -1);
		assert_int_equal(err.code, RQ_BAD_RECORD);
		if (strncmp(err.message, cases[i][2], strlen(cases[i][2])) != 0)
			fail_msg("%s: %s", cases[i][0], err.message);
		err = (struct rq_error) { 0 };
		json_decref(record);
	}
}

/* Documents of many equal lines. */
static void build_many(const char *head, const char *line, size_t count)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	json_t *record;

	read_text_into(&document, "Jane Doe, nurse in Cork\n");
	assert_works(rq_document_add(&document, head, strcspn(head, "\n"), NULL, &err), err);
	while (document.count < count)
		assert_works(rq_document_add(&document, line, strlen(line), NULL, &err), err);
	assert_works(rq_resume_build(&document, &record, &err), err);
	json_decref(record);
	rq_document_free(&document);
}

static void hostile_documents_end_in_records(void **state)
{
	static const char *const heads[] = { "Jane Doe\n", "Experience\n", "Education\n",
					     "Skills\n",   "Projects\n",   "Languages\n",
					     "Awards\n",   "References\n", "Contact\n" };
	static const char *const lines[] = {
		"- bullet",
		"Experience",
		"Engineer, Acme 2019 - 2020",
		"Acme\tEngineer\t2019",
		"a, b, c,",
		"2019 2020 2021 2022",
		"((((((((",
		"jane@doe.org",
		"+1 555 010 2030",
		"🙂 🙂 🙂",
		"مرحبا بالعالم 2019",
		"Category:",
		": - | ,",
		"(",
		"?? - ??",
		"'19 - '20",
	};

	(void)state;
	for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++)
		for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
			build_many(heads[h], lines[i], 300);
	build_many("Experience\n", "- bullet", RQ_MAX_LINES);
	build_many("Experience\n", "Engineer, Acme 2019 - 2020", RQ_MAX_LINES);
	build_many("Skills\n", "a, b, c,", RQ_MAX_LINES);
	build_many("Jane Doe\n", "word", RQ_MAX_LINES);
}

static void a_line_of_a_megabyte_is_read_in_time(void **state)
{
	static const char *const pieces[] = { "word ", "a,",   "2019 - ",     "(",
					      "jane@", "+1 ",  "http://a.b ", "\t|",
					      "é",     "Mar ", ": " };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		size_t length = strlen(pieces[i]), count = (RQ_MAX_TEXT_BYTES - 64) / length;
		struct rq_document document;
		struct rq_error err = { 0 };
		char *text = malloc(count * length + 2);
		json_t *record;

		for (size_t k = 0; k < count; k++)
			memcpy(text + k * length, pieces[i], length);
		memcpy(text + count * length, "x", 2);
		for (int heading = 0; heading < 2; heading++) {
			read_text_into(&document, heading ? "Nursing skills\n" : "Experience\n");
			assert_works(rq_document_add(&document, text, strlen(text), NULL, &err),
				     err);
			assert_works(rq_resume_build(&document, &record, &err), err);
			json_decref(record);
			rq_document_free(&document);
		}
		free(text);
	}
}

static void other_scripts_lose_no_word(void **state)
{
	json_t *record =
	    build_text("דוד כהן\nמהנדס תוכנה 🙂\ndavid@example.il\n\n"
		       "ניסיון תעסוקתי\nחברה בעם 2019 - 2021\n");

	(void)state;
	assert_leaf(record, "/basics/email", "david@example.il");
	json_decref(record);
	record = build_text("محمد علي\nmuhammad@example.ae\n\n٢٠١٩ - ٢٠٢١ مهندس\n");
	assert_leaf(record, "/basics/name", "محمد علي");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_resume_becomes_a_record),
		cmocka_unit_test(the_language_is_told_by_its_small_words),
		cmocka_unit_test(a_text_without_structure_is_all_unplaced),
		cmocka_unit_test(a_document_without_words_has_no_text),
		cmocka_unit_test(a_document_of_a_few_letters_is_no_resume),
		cmocka_unit_test(a_phone_number_is_kept_as_written_and_told_in_full),
		cmocka_unit_test(a_json_resume_comes_through_whole),
		cmocka_unit_test(dates_of_others_are_brought_to_iso),
		cmocka_unit_test(json_of_the_wrong_kind_is_refused_by_name),
		cmocka_unit_test(what_fits_of_json_is_used_and_the_rest_is_unplaced),
		cmocka_unit_test(values_of_json_are_brought_to_their_types),
		cmocka_unit_test(members_of_older_json_have_the_names_of_now),
		cmocka_unit_test(who_it_is_may_stand_beside_the_sections_of_json),
		cmocka_unit_test(many_misfits_of_json_are_kept_and_told_by_a_count),
		cmocka_unit_test(unsafe_characters_leave_a_json_resume),
		cmocka_unit_test(rendering_escapes_pointers_and_ends_with_what_is_unplaced),
		cmocka_unit_test(a_candidate_is_known_by_address_then_by_name_and_phone),
		cmocka_unit_test(records_from_outside_are_checked),
		cmocka_unit_test(hostile_documents_end_in_records),
		cmocka_unit_test(a_line_of_a_megabyte_is_read_in_time),
		cmocka_unit_test(other_scripts_lose_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
