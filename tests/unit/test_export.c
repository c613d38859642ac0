#include "unit.h"

#include <stdio.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/address.h"
#include "export/caption.h"
#include "export/catalog.h"
#include "export/filename.h"
#include "export/manuscript.h"
#include "export/printer.h"
#include "export/telling.h"
#include "export/when.h"
#include "export/workshop.h"
#include "export/written.h"
#include "export/zip.h"

static json_t *result_of(const char *name, const char *title)
{
	json_t *result = json_pack("{s:s, s:s, s:{s:s?}, s:{s:{s:s?}}}", "candidate_id",
				   "0123456789abcdef0123456789abcdef", "job_id",
				   "fedcba9876543210fedcba9876543210", "job", "title", title,
				   "resume", "basics", "name", name);

	assert_non_null(result);
	return result;
}

static void assert_stem(const char *name, const char *title, const char *wanted)
{
	json_t *result = result_of(name, title);
	char *stem = rq_filename_stem(result);

	assert_string_equal(stem, wanted);
	free(stem);
	json_decref(result);
}

/* --- names ----------------------------------------------------------------------- */

static void a_file_is_called_by_candidate_and_job(void **state)
{
	(void)state;
	assert_stem("Jane Doe", "Backend Engineer", "Jane-Doe--backend-engineer");
	assert_stem("Seán O’Brien", "C++ / Go (m/w/d)", "Seán-OBrien--c-go");
	assert_stem("张伟", "后端工程师", "张伟--后端工程师");
	assert_stem("अनीता", NULL, "अनीता--job-fedcba98");
	assert_stem(NULL, "Nurse", "candidate-01234567--nurse");
}

static void who_may_apply_is_no_part_of_a_name(void **state)
{
	static const char *const cases[][2] = {
		{ "Software Engineer (m/f/d)", "software-engineer" },
		{ "Pflegekraft (w/m/d) in Teilzeit", "pflegekraft-in-teilzeit" },
		{ "Développeur H/F", "développeur" },
		{ "Infirmier (F/H)", "infirmier" },
		{ "Engineer (all genders)", "engineer" },
		{ "Koch m/w/divers", "koch" },
		{ "Verpleegkundige [m/v/x]", "verpleegkundige" },
		{ "Operator (k/m)", "operator" },
		{ "R/S Analyst (C/R)", "r-s-analyst-c-r" },
		{ "Designer (M)", "designer-m" },
		{ "Engineer (Data, ML)", "engineer-data-ml" },
		{ "H/W Engineer", "h-w-engineer" },
		{ "(m/w/d)", "m-w-d" },
		{ "Koch (m/w/d", "koch-m-w-d" },
		{ "Koch (m/w/d/f/h/x/m/w/d/f/h/x/m/w/d/f/h/x)",
		  "koch-m-w-d-f-h-x-m-w-d-f-h-x-m-w-d-f-h-x" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char wanted[80];

		(void)snprintf(wanted, sizeof wanted, "Jane--%s", cases[i][1]);
		assert_stem("Jane", cases[i][0], wanted);
	}
}

static void a_name_is_sound_on_windows(void **state)
{
	(void)state;
	assert_stem("CON", "", "CON--job-fedcba98");
	assert_stem("..\\..\\evil. ", "a:b*c?d\"e<f>g|h.", "evil--a-b-c-d-e-f-g-h");
	assert_stem("../../etc/passwd", "x", "etc-passwd--x");
	assert_stem("-rf", "--", "rf--job-fedcba98");
	assert_stem("😀", "\t\n", "candidate-01234567--job-fedcba98");
}

static void a_decomposed_name_is_composed(void **state)
{
	(void)state;
	assert_stem("Jose\xcc\x81", "x", "Jos\xc3\xa9--x");
}

static void a_long_name_is_cut_between_characters(void **state)
{
	char name[400] = "";
	json_t *result;
	char *stem;

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(name, "é");
	result = result_of(name, name);
	stem = rq_filename_stem(result);
	assert_true(strlen(stem) <= 120);
	assert_memory_equal(stem + strlen(stem) - 2, "é", 2);
	free(stem);
	json_decref(result);
}

static void names_that_differ_in_case_or_composition_are_one(void **state)
{
	struct rq_filenames names;

	(void)state;
	rq_filenames_init(&names);
	assert_null(rq_filenames_owner(&names, "Jane.pdf"));
	rq_filenames_take(&names, "Jos\xc3\xa9.pdf", "somebody");
	assert_string_equal(rq_filenames_owner(&names, "JOSE\xcc\x81.PDF"), "somebody");
	assert_null(rq_filenames_owner(&names, "Jose.pdf"));
	rq_filenames_free(&names);
}

/* --- addresses and dates ------------------------------------------------------------ */

static void assert_link(const char *address, const char *wanted)
{
	char *link = rq_address_link(address);

	if (wanted)
		assert_string_equal(link, wanted);
	else
		assert_null(link);
	free(link);
}

static void only_what_leads_somewhere_is_linked(void **state)
{
	(void)state;
	assert_link("https://example.org/a?b=c", "https://example.org/a?b=c");
	assert_link("HTTP://example.org", "HTTP://example.org");
	assert_link("example.org/jane", "https://example.org/jane");
	assert_link("example.org:8080/x", "https://example.org:8080/x");
	assert_link("https://example.org/é", "https://example.org/%C3%A9");
	assert_link("javascript:alert(1)", NULL);
	assert_link("JavaScript://example.org/%0aalert(1)", NULL);
	assert_link("data:text/html,x.y", NULL);
	assert_link("file:///etc/passwd.txt", NULL);
	assert_link("https://example.org/'>", NULL);
	assert_link("https://example.org/a b", NULL);
	assert_link("jane", NULL);
	assert_link("", NULL);
	assert_link(NULL, NULL);
}

static void an_address_is_shown_so_that_it_looks_like_one(void **state)
{
	(void)state;
	assert_string_equal(rq_address_shown("https://example.org/jane"), "example.org/jane");
	assert_string_equal(rq_address_shown("http://example.org"), "example.org");
	assert_string_equal(rq_address_shown("https://solutions.inc/"), "https://solutions.inc/");
	assert_string_equal(rq_address_shown("https://jane.example"), "https://jane.example");
	assert_string_equal(rq_address_shown("example.org"), "example.org");
}

static void assert_when(const char *start, const char *end, const char *language,
			const char *wanted)
{
	char text[RQ_WHEN_SIZE];

	assert_string_equal(rq_when(start, end, language, text), wanted);
}

static void dates_are_written_as_people_of_the_language_do(void **state)
{
	(void)state;
	assert_when("2019-03", "2021-11", "en", "Mar 2019 – Nov 2021");
	assert_when("2019-03", NULL, "en", "Mar 2019 – Present");
	assert_when("2019-03", "2021", "de", "03/2019 – 2021");
	assert_when("2019-03", NULL, "de", "03/2019 – heute");
	assert_when(NULL, "2021", "fr", "2021");
	assert_when("2019", "2019", "en", "2019");
	assert_when("2019-03-15", NULL, "en", "15 Mar 2019 – Present");
	assert_when("2019-03", "2019-04", "", "2019/03 – 2019/04");
	assert_when(NULL, NULL, "en", "");
	assert_when("soon", NULL, "en", "soon – Present");
	assert_when("2019-99", NULL, "en", "2019-99 – Present");
	assert_when("2019-03-05", NULL, "de", "2019/03/05 – heute");
	assert_when("2019-03", NULL, "zh", "2019年3月 – 至今");
	assert_when("2019-03-05", "2020-11", "ja", "2019年3月5日 – 2020年11月");
	assert_when("2019-03", NULL, "ko", "2019년 3월 – 현재");
	assert_when("2019-03", "2020", "hu", "2019.03 – 2020");
	assert_when("2019-03", NULL, "he", "03/2019 – היום");
}

struct said {
	enum rq_role role;
	const char *text;
	bool right_to_left; /* as it is to run */
};

/* A manuscript of those lines, whose directions are set; free it. */
static struct rq_manuscript directed(const struct said *said, size_t count)
{
	struct rq_manuscript manuscript;
	struct rq_script_line *line;
	struct rq_error err = { 0 };

	rq_manuscript_init(&manuscript);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rq_manuscript_add(&manuscript, said[i].role, &line, &err), 0);
		assert_int_equal(
		    rq_manuscript_run(&manuscript, said[i].text, NULL, RQ_RUN_PLAIN, &err), 0);
	}
	rq_manuscript_direct(&manuscript);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(manuscript.line[i].right_to_left, said[i].right_to_left);
	return manuscript;
}

static void a_text_runs_as_its_titles_though_most_of_it_is_latin(void **state)
{
	static const struct said said[] = {
		{ RQ_ROLE_HEADING, "שאלות אליך", true },
		{ RQ_ROLE_ITEM, "Have you worked with PostgreSQL? Where, and for how long?",
		  false },
	};
	struct rq_manuscript manuscript = directed(said, sizeof said / sizeof said[0]);

	(void)state;
	assert_true(manuscript.right_to_left);
	rq_manuscript_free(&manuscript);
}

static void
a_line_runs_as_its_first_letter_or_as_the_whole_when_it_has_both_directions(void **state)
{
	static const struct said said[] = {
		{ RQ_ROLE_TEXT, "مهندسة برمجيات في شركة المثال بالقاهرة", true },
		{ RQ_ROLE_TEXT, "Python و SQL للبيانات", true },
		{ RQ_ROLE_TEXT, "2019 – 2021", true },
		{ RQ_ROLE_TEXT, "Docker", false },
	};
	struct rq_manuscript manuscript = directed(said, sizeof said / sizeof said[0]);

	(void)state;
	rq_manuscript_free(&manuscript);
}

/* Ways to reach somebody stand as the whole does, and a telephone number as everywhere. */
static void a_telephone_number_among_letters_from_right_to_left_is_one(void **state)
{
	static const struct said said[] = {
		{ RQ_ROLE_CONTACT, "+971 50 123 4567", true },
		{ RQ_ROLE_CONTACT, "layla@example.org", true },
		{ RQ_ROLE_TEXT, "مهندسة برمجيات في شركة المثال بالقاهرة", true },
	};
	struct rq_manuscript manuscript = directed(said, sizeof said / sizeof said[0]);

	(void)state;
	assert_true(manuscript.line[0].run[0].number);
	assert_false(manuscript.line[1].run[0].number);
	rq_manuscript_free(&manuscript);
}

/* The last word of a language is English when one of those before it is forgotten. */
static void every_language_has_all_words(void **state)
{
	static const char *const codes[] = { "de", "fr", "es", "pt",     "it", "nl", "pl",
					     "cs", "sv", "da", "no",     "fi", "hu", "ro",
					     "tr", "el", "ru", "uk",     "hi", "ar", "he",
					     "zh", "ja", "ko", "zh-Hant" };

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		assert_string_equal(rq_caption_language(codes[i]), codes[i]);
		assert_string_not_equal(rq_caption(RQ_CAPTION_CONFIRM, codes[i]),
					rq_caption(RQ_CAPTION_CONFIRM, "en"));
		assert_non_null(strchr(rq_caption(RQ_CAPTION_MONTH, codes[i]), 'Y'));
	}
	assert_string_equal(rq_caption_language("xx"), "");
	assert_string_equal(rq_caption(RQ_CAPTION_WORK, "xx"), "Experience");
}

static void assert_written(const char *text, const char *said, const char *wanted)
{
	assert_string_equal(rq_written_language(text, said), wanted);
}

static void script_and_words_tell_the_language(void **state)
{
	(void)state;
	assert_written("八年后端开发经验，专注于支付系统。Go, PostgreSQL", NULL, "zh");
	assert_written("八年後端開發經驗，專注於支付系統。Go, PostgreSQL", NULL, "zh-Hant");
	assert_written("決済システムを八年間開発してきました。", "en", "ja");
	assert_written(
	    "東京都千代田区 山田太郎 高校入学 高校卒業 大学入学 大学卒業 入社 退社 特になし", NULL,
	    "ja");
	assert_written("결제 시스템을 8년 동안 개발했습니다.", NULL, "ko");
	assert_written("מנתחת נתונים, Python", NULL, "he");
	assert_written("قادت فريقاً من أربعة مهندسين", NULL, "ar");
	assert_written("سوابق کاری و مهارت‌های برنامه‌نویسی", NULL,
		       "");
	assert_written("Разработка сервисов для рынков и этапов", NULL, "ru");
	assert_written("Розробка сервісів для її ринків", NULL, "uk");
	assert_written("Разработване на услуги за пазара", NULL, "");
	assert_written("Развој услуга за тржиште, ћирилица и љубав", NULL, "");
	assert_written("भुगतान और बैंकिंग सेवाएँ", NULL, "hi");
	assert_written("Ανάπτυξη υπηρεσιών πληρωμών", NULL, "el");
	assert_written("Ledde och utvecklade tjänster för att minska fel med ett team på plats och "
		       "är ansvarig för drift",
		       NULL, "sv");
	assert_written("Rozwój usług oraz nadzór nad zespołem, praca w zespole przy systemach dla "
		       "banków, z klientami i ze sprzedażą",
		       NULL, "pl");
	assert_written("Led udviklingen af tjenester til kunder og drift af systemer på tværs, og "
		       "ansvar ved fejl med støtte fra teamet",
		       NULL, "da");
	assert_written(
	    "Ledet utviklingen av tjenester for å redusere feil, og drift av systemer til "
	    "kunder, å lære opp og å støtte",
	    NULL, "no");
	/* names of tools are Latin in every language, and a name is no language */
	assert_written("Python, SQL, Docker, 张伟", NULL, "");
	assert_written("Python, SQL, Docker, 张伟", "en", "en");
}

/* --- documents -------------------------------------------------------------------------- */

static json_t *small_result(void)
{
	json_t *result = result_of("Jane Doe", "Nurse");
	json_t *resume = rq_json_object(result, "resume");

	rq_json_set_string(result, "finished_at", "2026-11-24T01:02:03.004Z");
	rq_json_set_string(result, "language", "en");
	rq_json_set_take(resume, "work",
			 json_pack("[{s:s, s:s, s:[s, s]}]", "position", "Nurse", "startDate",
				   "2019-03", "highlights", "One.", "Two."));
	return result;
}

static char *print(const json_t *result, enum rq_print_format format, size_t *length)
{
	struct rq_printed printed;
	struct rq_error err = { 0 };
	char *bytes;

	rq_printed_init(&printed);
	assert_works(rq_print(RQ_PRINT_RESUME, format, result,
			      rq_look(RQ_TEMPLATE_MODERN, RQ_PAPER_A4), &printed, &err),
		     err);
	*length = printed.bytes.length;
	bytes = rq_buffer_take(&printed.bytes);
	rq_printed_free(&printed);
	return bytes;
}

static void a_text_has_every_line_in_its_place(void **state)
{
	json_t *result = small_result();
	size_t length;
	char *text = print(result, RQ_PRINT_TEXT, &length);

	(void)state;
	assert_string_equal(text, "Jane Doe\n\nExperience\n\nNurse | Mar 2019 – Present\n"
				  "- One.\n- Two.\n");
	free(text);
	json_decref(result);
}

static void what_has_a_text_has_lines_of_its_own(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(resume, "awards",
			 json_pack("[{s:s,s:s,s:s,s:s},{s:s,s:s}]", "title", "Prize", "awarder",
				   "Acme, Inc.", "summary", "For care.", "date", "2021", "title",
				   "Medal", "date", "2022"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text, "Awards\n\nPrize | 2021\nAcme, Inc.\nFor care.\n\n"
				     "Medal | 2022\n"));
	free(text);
	(void)json_object_del(json_array_get(rq_json_array(resume, "awards"), 0), "summary");
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text, "Awards\n- Prize · Acme, Inc. · 2021\n- Medal · 2022\n"));
	free(text);
	json_decref(result);
}

static void a_time_in_the_candidates_words_stands_for_the_date(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(resume, "work", json_array());
	rq_json_set_take(resume, "education",
			 json_pack("[{s:s,s:s,s:s},{s:s,s:s,s:s}]", "institution", "Leeds",
				   "endDate", "2027", "description", "Expected 2027", "institution",
				   "York", "endDate", "2019", "description", "in Room 2019"));
	rq_json_set_take(resume, "certificates",
			 json_pack("[{s:s,s:s,s:s},{s:s,s:s,s:s}]", "name", "Lifeguard", "date",
				   "2028", "description", "voraussichtlich 2028", "name", "Diver",
				   "date", "2027-06", "description", "Expected in June 2027"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text, "Leeds | Expected 2027\n\nYork | 2019\nin Room 2019\n"));
	assert_non_null(strstr(text, "- Lifeguard · voraussichtlich 2028\n"
				     "- Diver · Expected in June 2027\n"));
	assert_null(strstr(text, "Further information"));
	free(text);
	json_decref(result);
}

static void a_degree_without_a_school_is_told_with_its_subject(void **state)
{
	static const char *const cases[][4] = {
		{ "en", "B.A.", "Graphic Design", "\nB.A. in Graphic Design | 2015\n" },
		{ "de", "Bachelor", "Informatik", "\nBachelor in Informatik | 2015\n" },
		{ "es", "Grado", "Marketing", "\nGrado en Marketing | 2015\n" },
		{ "pt", "Bacharelado", "Marketing", "\nBacharelado em Marketing | 2015\n" },
		{ "en", "B.A. in Design", "Typography", "\nB.A. in Design · Typography | 2015\n" },
		{ "en", "Course", "Typography", "\nCourse · Typography | 2015\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *result = small_result();
		size_t length;
		char *text;

		rq_json_set_string(result, "language", cases[i][0]);
		rq_json_set_take(rq_json_object(result, "resume"), "education",
				 json_pack("[{s:s, s:s, s:s}]", "studyType", cases[i][1], "area",
					   cases[i][2], "endDate", "2015"));
		text = print(result, RQ_PRINT_TEXT, &length);
		assert_non_null(strstr(text, cases[i][3]));
		free(text);
		json_decref(result);
	}
}

static void a_degree_with_a_school_stands_beside_its_subject(void **state)
{
	json_t *result = small_result();
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(rq_json_object(result, "resume"), "education",
			 json_pack("[{s:s, s:s, s:s}]", "institution", "University of Sample",
				   "studyType", "B.A.", "area", "Graphic Design"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text, "B.A. · Graphic Design"));
	free(text);
	json_decref(result);
}

static void what_numbers_the_pages_or_was_told_is_left_out(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(resume, "unplaced",
			 json_pack("[s,s,s,s,s,s]", "Jane Doe 1/2", "Page 2 of 2",
				   "Jane Doe · Résumé", "Two cats", "A dog", "Two cats"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_string_equal(strstr(text, "Further information\n"),
			    "Further information\n- Two cats\n- A dog\n");
	assert_null(strstr(text, "1/2"));
	assert_null(strstr(text, "2 of 2"));
	assert_null(strstr(text, "Résumé"));
	free(text);
	rq_json_set_take(resume, "unplaced", json_pack("[s]", "Page 2 of 2"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_null(strstr(text, "Further information"));
	free(text);
	json_decref(result);
}

static void what_json_resume_has_no_member_for_stands_at_the_end(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(resume, "interests",
			 json_pack("[{s:s,s:s,s:s},{s:s}]", "name", "Hiking", "summary",
				   "Has four summits\nunder her belt.", "flavor", "out doors",
				   "summary", "On her own."));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text,
			       "Further information\n- Hiking: Has four summits under her belt.\n"
			       "- On her own.\n"));
	assert_null(strstr(text, "out doors"));
	free(text);
	json_decref(result);
}

/* Whoever reads the text again, person or program, must not take one entry for a part of another.
 */
static void every_entry_is_told_from_its_neighbours(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_append_take(rq_json_array(resume, "work"),
			    json_pack("{s:[s]}", "highlights", "Of nowhere."));
	rq_json_set_take(resume, "skills",
			 json_pack("[{s:s},{s:s,s:[s,s]},{s:s},{s:s}]", "name", "Excel", "name",
				   "Languages", "keywords", "C", "Go", "name", "SQL", "name",
				   "Word"));
	rq_json_set_take(resume, "projects",
			 json_pack("[{s:s,s:[s],s:s,s:s,s:[s,s]},{s:s,s:s}]", "name", "Blog",
				   "roles", "Creator", "description", "Ruby", "summary",
				   "About cats.", "keywords", "HTML", "CSS", "name", "Garden",
				   "description", "About plants."));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_non_null(strstr(text, "Experience\n- Of nowhere.\n\nNurse | Mar 2019 – Present\n"));
	assert_non_null(strstr(text, "Skills\n- Excel\n- Languages: C, Go\n- SQL, Word\n"));
	assert_non_null(strstr(text, "Blog\nCreator · Ruby\nAbout cats.\nSkills: HTML, CSS\n\n"
				     "Garden\nAbout plants.\n"));
	free(text);
	json_decref(result);
}

static void a_section_of_empty_entries_has_no_title(void **state)
{
	json_t *result = small_result(), *resume = rq_json_object(result, "resume");
	size_t length;
	char *text;

	(void)state;
	rq_json_set_take(resume, "awards", json_pack("[{}, {s:s}]", "title", ""));
	rq_json_set_take(resume, "skills", json_pack("[{}]"));
	text = print(result, RQ_PRINT_TEXT, &length);
	assert_null(strstr(text, "Awards"));
	assert_null(strstr(text, "Skills"));
	assert_non_null(strstr(text, "Experience"));
	free(text);
	json_decref(result);
}

static void the_same_result_gives_the_same_bytes(void **state)
{
	json_t *result = small_result();

	(void)state;
	for (int format = 0; format < RQ_PRINT_FORMATS; format++) {
		size_t first, second;
		char *one, *other;

		/* keeps fonts for good, which is a leak to a checker: tests/cli/export.t has it */
		if (format == RQ_PRINT_PDF)
			continue;
		one = print(result, (enum rq_print_format)format, &first);
		other = print(result, (enum rq_print_format)format, &second);
		assert_int_equal(first, second);
		assert_memory_equal(one, other, first);
		assert_true(first > 0);
		free(one);
		free(other);
	}
	json_decref(result);
}

static void controls_and_newlines_do_not_reach_a_document(void **state)
{
	json_t *result = result_of("Jane\nDoe\u202e\u200b\ufffe", "x");
	size_t length;
	char *text = print(result, RQ_PRINT_TEXT, &length);
	char *page = print(result, RQ_PRINT_HTML, &length);

	(void)state;
	assert_string_equal(text, "Jane Doe\n");
	assert_non_null(strstr(page, "<title>Jane Doe</title>"));
	assert_non_null(strstr(page, "name=\"author\" content=\"Jane Doe\""));
	free(page);
	free(text);
	json_decref(result);
}

static void what_is_too_much_is_refused(void **state)
{
	const struct rq_look *look = rq_look(RQ_TEMPLATE_PLAIN, RQ_PAPER_LETTER);
	json_t *result = small_result(), *items = json_array();
	struct rq_error err = { 0 };
	struct rq_printed printed;

	(void)state;
	for (int i = 0; i <= RQ_MAX_LINES; i++)
		rq_json_append_take(items, json_string("x"));
	rq_json_set_take(json_array_get(rq_json_array(rq_json_object(result, "resume"), "work"), 0),
			 "highlights", items);
	rq_printed_init(&printed);
	assert_fails(rq_print(RQ_PRINT_RESUME, RQ_PRINT_TEXT, result, look, &printed, &err), err,
		     RQ_TOO_MANY);
	assert_fails(rq_print(RQ_PRINT_RESUME, RQ_PRINT_DOCX, NULL, look, &printed, &err), err,
		     RQ_BAD_RECORD);
	rq_printed_free(&printed);
	json_decref(result);
}

static void a_catalog_is_looked_for_in_a_pdf_only(void **state)
{
	static const char *const others[] = { "",
					      "trailer",
					      "trailer << /Root 1 0 R >>",
					      "trailer << /Root 1 0 R /Size 2 >> startxref 0",
					      "/Type /Catalog trailer << /Root 1 /Size 2 >> "
					      "startxref 5",
					      "endobj trailer >> << /Root 9 startxref 7" };
	struct rq_error err = { 0 };
	struct rq_buffer out;

	(void)state;
	rq_buffer_init(&out, RQ_KIB(64));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_fails(rq_catalog_speak(others[i], strlen(others[i]), "de", &out, &err), err,
			     RQ_SYSTEM);
	rq_buffer_free(&out);
}

/* --- change sheets ------------------------------------------------------------------------ */

static void what_matters_most_of_edits_comes_first(void **state)
{
	json_t *edits =
	    json_pack("[{s:s,s:[i]},{s:s,s:s},{s:s,s:s},{s:s,s:s},{s:s,s:s}]", "path", "/skills",
		      "order", 0, "path", "/work/1/highlights/0", "after", "b", "path",
		      "/work/10/highlights/0", "after", "c", "path", "/work/1/highlights/2",
		      "after", "d", "path", "/work/0/highlights/1", "before", "left out");
	static const size_t wanted[] = { 4, 1, 3, 2, 0 };
	size_t *order = rq_telling_order(edits);

	(void)state;
	assert_memory_equal(order, wanted, sizeof wanted);
	free(order);
	json_decref(edits);
}

static json_t *result_with_changes(int count)
{
	json_t *result = result_of("Jane Doe", "Nurse"), *edits = json_array();

	for (int i = 0; i < count; i++)
		rq_json_append_take(
		    edits,
		    json_pack(
			"{s:s,s:s,s:s,s:s}", "op", "replace", "path", "/work/0/highlights/0",
			"before",
			"Kept the rota of a ward with thirty beds and brought K8s to every "
			"floor of the house, from the cellar up to the laboratory on the roof.",
			"after",
			"Kept the rota of a ward with thirty beds and brought Kubernetes to "
			"every floor of the house, from the cellar up to the laboratory on the "
			"roof."));
	rq_json_set_take(result, "edits", edits);
	return result;
}

static size_t count_words(const char *text, const char *word)
{
	size_t count = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		count++;
	return count;
}

static char *print_changes(const json_t *result, enum rq_print_format format)
{
	struct rq_printed printed;
	struct rq_error err = { 0 };
	char *bytes;

	rq_printed_init(&printed);
	assert_works(rq_print(RQ_PRINT_CHANGES, format, result,
			      rq_look(RQ_TEMPLATE_MODERN, RQ_PAPER_LETTER), &printed, &err),
		     err);
	bytes = rq_buffer_take(&printed.bytes);
	rq_printed_free(&printed);
	return bytes;
}

static void a_page_says_how_many_changes_it_has_no_room_for(void **state)
{
	json_t *result = result_with_changes(60);
	char *page = print_changes(result, RQ_PRINT_HTML), *rest;
	size_t shown = count_words(page, ">Before<");

	(void)state;
	rest = strstr(page, "Further, in the full report: ");
	assert_non_null(rest);
	assert_true(shown >= 10);
	assert_int_equal(shown + strtoul(strchr(rest, ':') + 1, NULL, 10), 60);
	assert_non_null(strstr(page, "<del>K8s</del> to every floor of the house, …"));
	assert_null(strstr(page, "laboratory"));
	free(page);
	json_decref(result);
}

/* What there is no room for to mark is not told as if it stood on both sides. */
static void what_differs_is_marked_or_left_out(void **state)
{
	json_t *result = result_of("Jane Doe", "Nurse"), *edits = json_array();
	char before[700] = "", *page;

	(void)state;
	for (int i = 0; i < 60; i++)
		(void)strcat(before, "Alpha bet ");
	(void)strcat(before, "in the house of K8s today");
	for (int i = 0; i < 60; i++)
		rq_json_append_take(edits,
				    json_pack("{s:s,s:s,s:s,s:s}", "op", "replace", "path",
					      "/work/0/highlights/0", "before", before, "after",
					      "Gamma in the house of Kubernetes today"));
	rq_json_set_take(result, "edits", edits);
	page = print_changes(result, RQ_PRINT_HTML);
	assert_non_null(strstr(page, "<del> …</del>"));
	assert_int_equal(count_words(page, "K8s"), count_words(page, "<del>K8s"));
	free(page);
	json_decref(result);
}

static void a_few_changes_are_shown_in_full(void **state)
{
	json_t *result = result_with_changes(3);
	char *page = print_changes(result, RQ_PRINT_HTML);

	(void)state;
	assert_int_equal(count_words(page, "from the cellar up to the laboratory"), 6);
	assert_null(strstr(page, "Further"));
	assert_null(strstr(page, "…"));
	free(page);
	json_decref(result);
}

static void a_text_has_no_pages_and_shows_all_changes(void **state)
{
	json_t *result = result_with_changes(60);
	char *text = print_changes(result, RQ_PRINT_TEXT);

	(void)state;
	assert_int_equal(count_words(text, "Before: Kept the rota"), 60);
	assert_int_equal(count_words(text, "laboratory on the roof."), 120);
	free(text);
	json_decref(result);
}

static void more_changes_than_a_result_can_have_are_refused(void **state)
{
	json_t *result = result_with_changes(RQ_MAX_EDITS + 1);
	struct rq_printed printed;
	struct rq_error err = { 0 };

	(void)state;
	rq_printed_init(&printed);
	assert_int_equal(rq_print(RQ_PRINT_CHANGES, RQ_PRINT_TEXT, result,
				  rq_look(RQ_TEMPLATE_MODERN, RQ_PAPER_A4), &printed, &err),
			 -1);
	assert_int_equal(err.code, RQ_TOO_MANY);
	rq_printed_free(&printed);
	json_decref(result);
}

/* --- zip ------------------------------------------------------------------------------- */

static int refuse(void *context, const void *bytes, size_t count, struct rq_error *err)
{
	(void)context;
	(void)bytes;
	(void)count;
	return rq_fail(err, RQ_TOO_LARGE, "the sink is full");
}

static void a_sink_that_fails_fails_the_zip(void **state)
{
	struct rq_error err = { 0 };
	struct rq_zip *zip;
	int result;

	(void)state;
	assert_works(rq_zip_open(refuse, NULL, &zip, &err), err);
	result = rq_zip_add(zip, "a", "bytes", 5, 0, &err);
	if (result == 0)
		result = rq_zip_finish(zip, &err);
	assert_fails(result, err, RQ_TOO_LARGE);
	rq_zip_free(zip);
}

/* --- workers ----------------------------------------------------------------------------- */

static void documents_come_in_the_order_in_which_they_were_wanted(void **state)
{
	struct rq_workshop_options options = {
		.look = rq_look(RQ_TEMPLATE_MODERN, RQ_PAPER_A4),
		.workers = 3,
	};
	struct rq_workshop *workshop;
	struct rq_error err = { 0 };
	struct rq_made made;
	int wanted = 0, got = 0;

	(void)state;
	assert_works(rq_workshop_open(&options, &workshop, &err), err);
	while (!rq_workshop_full(workshop)) {
		/* the third is no record at all: that costs this one document */
		json_t *result = small_result();
		char *text = rq_json_text(result, 0);

		if (wanted == 3)
			text[0] = '[';
		assert_works(rq_workshop_want(workshop, wanted % 2 ? RQ_PRINT_TEXT : RQ_PRINT_DOCX,
					      text, strlen(text), json_integer(wanted), &err),
			     err);
		wanted++;
		free(text);
		json_decref(result);
	}
	while (rq_workshop_fetch(workshop, &made, &err) == 1) {
		assert_int_equal(json_integer_value(made.about), got);
		assert_int_equal(made.failure.code, got == 3 ? RQ_BAD_RECORD : RQ_OK);
		assert_int_equal(made.bytes.length > 0, got != 3);
		got++;
		rq_made_free(&made);
	}
	assert_int_equal(got, wanted);
	assert_true(got >= 6);
	rq_workshop_free(workshop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_called_by_candidate_and_job),
		cmocka_unit_test(who_may_apply_is_no_part_of_a_name),
		cmocka_unit_test(a_name_is_sound_on_windows),
		cmocka_unit_test(a_decomposed_name_is_composed),
		cmocka_unit_test(a_long_name_is_cut_between_characters),
		cmocka_unit_test(names_that_differ_in_case_or_composition_are_one),
		cmocka_unit_test(only_what_leads_somewhere_is_linked),
		cmocka_unit_test(an_address_is_shown_so_that_it_looks_like_one),
		cmocka_unit_test(dates_are_written_as_people_of_the_language_do),
		cmocka_unit_test(
		    a_line_runs_as_its_first_letter_or_as_the_whole_when_it_has_both_directions),
		cmocka_unit_test(a_text_runs_as_its_titles_though_most_of_it_is_latin),
		cmocka_unit_test(a_telephone_number_among_letters_from_right_to_left_is_one),
		cmocka_unit_test(every_language_has_all_words),
		cmocka_unit_test(script_and_words_tell_the_language),
		cmocka_unit_test(a_text_has_every_line_in_its_place),
		cmocka_unit_test(what_has_a_text_has_lines_of_its_own),
		cmocka_unit_test(what_json_resume_has_no_member_for_stands_at_the_end),
		cmocka_unit_test(a_time_in_the_candidates_words_stands_for_the_date),
		cmocka_unit_test(a_degree_without_a_school_is_told_with_its_subject),
		cmocka_unit_test(a_degree_with_a_school_stands_beside_its_subject),
		cmocka_unit_test(what_numbers_the_pages_or_was_told_is_left_out),
		cmocka_unit_test(every_entry_is_told_from_its_neighbours),
		cmocka_unit_test(a_section_of_empty_entries_has_no_title),
		cmocka_unit_test(the_same_result_gives_the_same_bytes),
		cmocka_unit_test(controls_and_newlines_do_not_reach_a_document),
		cmocka_unit_test(what_is_too_much_is_refused),
		cmocka_unit_test(a_catalog_is_looked_for_in_a_pdf_only),
		cmocka_unit_test(what_matters_most_of_edits_comes_first),
		cmocka_unit_test(a_page_says_how_many_changes_it_has_no_room_for),
		cmocka_unit_test(what_differs_is_marked_or_left_out),
		cmocka_unit_test(a_few_changes_are_shown_in_full),
		cmocka_unit_test(a_text_has_no_pages_and_shows_all_changes),
		cmocka_unit_test(more_changes_than_a_result_can_have_are_refused),
		cmocka_unit_test(a_sink_that_fails_fails_the_zip),
		cmocka_unit_test(documents_come_in_the_order_in_which_they_were_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
