/* match/job, match/heading: postings and job files to jobs, and job records. */

#include "match_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static void assert_heading(const char *text, const char *title, const char *company)
{
	struct rq_error err = { 0 };
	struct rq_job job;

	assert_works(rq_job_from_text(text, "file_name", vocabulary, &job, &err), err);
	assert_string_equal(job.title, title);
	assert_string_equal(job.company ? job.company : "(none)", company);
	rq_job_free(&job);
}

static void labels_say_title_and_company(void **state)
{
	(void)state;
	assert_heading("Ref: 12\nTitle: Baker\nCompany: Acme Ltd\n\nText.", "Baker", "Acme Ltd");
	assert_heading("**Stelle:** Bäcker\n**Firma:** Müller & Söhne\nText.", "Bäcker",
		       "Müller & Söhne");
	assert_heading("Intitulé du poste : Boulanger\nEntreprise : Dupont SA\nTexte.", "Boulanger",
		       "Dupont SA");
	assert_heading("Puesto: Panadera\nEmpresa: Sol\nTexto.", "Panadera", "Sol");
	assert_heading("Functie: Bakker\nBedrijf: Waterkant BV\nTekst.", "Bakker", "Waterkant BV");
	assert_heading("Posizione: Fornaio\nAzienda: Rossi S.r.l.\nTesto.", "Fornaio",
		       "Rossi S.r.l.");
}

static void the_first_heading_is_the_title(void **state)
{
	(void)state;
	assert_heading("\n\n# Night Baker\n\nWe bake bread.", "Night Baker", "(none)");
	assert_heading("Job description\n\nNight Baker\n\nWe bake bread.", "Night Baker", "(none)");
	assert_heading("Baker at Acme Bread\n\nWe bake.", "Baker", "Acme Bread");
	assert_heading("Acme Bread is hiring a Senior Baker\n\nWe bake.", "Senior Baker",
		       "Acme Bread");
	assert_heading("Acme Robotics busca una Ingeniera\n\nTexto.", "Ingeniera", "Acme Robotics");
}

static void a_sentence_names_the_title_where_no_heading_does(void **state)
{
	(void)state;
	assert_heading("We are seeking a Machine Learning Engineer to join our platform team. You "
		       "will own the whole lifecycle of models, from data to service.",
		       "Machine Learning Engineer", "(none)");
}

static void the_line_under_the_title_is_the_company_when_that_is_sure(void **state)
{
	(void)state;
	assert_heading("Baker\n\n**Bread Works** · Ghent\n\nText.", "Baker", "Bread Works");
	assert_heading("Baker\n\nBread Works\n\nBread Works bakes.", "Baker", "Bread Works");
	assert_heading("Baker\nMusterwerk GmbH · Stuttgart\n\nText.", "Baker", "Musterwerk GmbH");
	assert_heading("Baker\nNew York City\n\nText.", "Baker", "(none)");
	assert_heading("Baker\nRemote\n\nText, remote.", "Baker", "(none)");
	assert_heading("Baker\n\nNordlicht Brot GmbH, Kiel, Germany (hybrid)\n\nText.", "Baker",
		       "Nordlicht Brot GmbH");
	assert_heading("Baker\nBlue Harbor Logistics, Hamburg\n\nText.", "Baker",
		       "Blue Harbor Logistics");
	assert_heading("Baker\nLogistics, Hamburg\n\nText.", "Baker", "(none)");
	assert_heading("Baker\nBread Works, Inc.\n\nText.", "Baker", "Bread Works, Inc.");
	assert_heading("Baker\nSchool, nursery and canteen\n\nText.", "Baker", "(none)");
	assert_heading("Baker\nBerlin, Germany\n\nText from Berlin, Germany.", "Baker", "(none)");
	assert_heading("Baker\n\nAbout Acme\n\nText.", "Baker", "Acme");
	assert_heading("Baker\n\nAbout the role\n\nText.\n\nAbout you\n\nText.", "Baker", "(none)");
}

static void the_files_name_is_the_last_resort(void **state)
{
	struct rq_error err = { 0 };
	struct rq_job job;

	(void)state;
	assert_heading("this is only a sentence, and it is in lower case, and it goes on for long "
		       "enough to be no title at all.",
		       "file name", "(none)");
	assert_works(rq_job_from_text("words, only.", "\xff\xfe", vocabulary, &job, &err), err);
	assert_string_equal(job.title, "untitled");
	rq_job_free(&job);
	assert_works(rq_job_from_text("words, only.", "python", vocabulary, &job, &err), err);
	assert_int_equal(job.count, 0);
	rq_job_free(&job);
}

static void a_posting_without_text_is_a_bad_job(void **state)
{
	static const char *const texts[] = { "", " \n\t\n", "---\n***", "\xe2\x80\x8b\xe2\x80\x8b",
					     "bad \xff" };
	struct rq_error err = { 0 };
	struct rq_job job;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_fails(rq_job_from_text(texts[i], "x", vocabulary, &job, &err), err,
			     RQ_BAD_JOB);
}

static void a_posting_of_five_megabytes_is_too_large(void **state)
{
	char *text = rq_alloc(5 * RQ_MIB(1) + 1, 1);
	struct rq_error err = { 0 };
	struct rq_job job;

	(void)state;
	memset(text, 'a', 5 * RQ_MIB(1));
	assert_fails(rq_job_from_text(text, "x", vocabulary, &job, &err), err, RQ_TOO_LARGE);
	text[RQ_MAX_TEXT_BYTES] = '\0';
	for (size_t i = 7; i < RQ_MAX_TEXT_BYTES; i += 8)
		text[i] = ' ';
	assert_works(rq_job_from_text(text, "x", vocabulary, &job, &err), err);
	rq_job_free(&job);
	free(text);
}

static void what_hides_in_a_posting_is_dropped(void **state)
{
	struct rq_error err = { 0 };
	struct rq_job job;

	(void)state;
	assert_works(
	    rq_job_from_text("Baker\r\n\r\nBr\xe2\x80\x8b"
			     "ead\x07 and\rbutter\xe2\x80\xae. Re\xcc\x81sume\xcc\x81 \n\n",
			     "x", vocabulary, &job, &err),
	    err);
	assert_string_equal(job.text, "Baker\n\nBread and\nbutter. Résumé");
	rq_job_free(&job);
}

static void a_job_file_is_taken_as_it_is(void **state)
{
	struct rq_job job;

	(void)state;
	read_job(
	    "{'title': ' Night  Baker ', 'company': 'Acme', 'description': 'Python. 5 years of "
	    "experience.', 'months': 24, 'education': 'vocational', 'requirements': ["
	    "{'id': 'bread', 'kind': 'nice', 'weight': 3, 'any': ['sourdough', 'rye']},"
	    "{'any': ['flour']}, {'any': 'salt'}, 'water']}",
	    &job);
	assert_string_equal(job.title, "Night Baker");
	assert_string_equal(job.company, "Acme");
	assert_int_equal(job.months, 24);
	assert_int_equal(job.education, RQ_DEGREE_VOCATIONAL);
	assert_int_equal(job.count, 4);
	assert_string_equal(job.requirements[0].id, "bread");
	assert_int_equal(job.requirements[0].kind, RQ_NICE);
	assert_int_equal(job.requirements[0].weight, 3);
	assert_string_equal(job.requirements[0].any[1], "rye");
	assert_string_equal(job.requirements[1].id, "m2");
	assert_int_equal(job.requirements[1].kind, RQ_MUST);
	assert_int_equal(job.requirements[1].weight, 2);
	assert_string_equal(job.requirements[2].any[0], "salt");
	assert_string_equal(job.requirements[3].any[0], "water");
	rq_job_free(&job);
}

static void what_a_job_file_leaves_out_is_drawn_from_its_text(void **state)
{
	struct rq_job job;

	(void)state;
	read_job("{'description': 'Title: Baker\\n\\nRequirements\\n- Python\\n- 2 years of "
		 "experience\\n- a university degree', 'months': 7}",
		 &job);
	assert_string_equal(job.title, "Baker");
	assert_int_equal(job.count, 1);
	assert_string_equal(job.requirements[0].any[0], "Python");
	assert_int_equal(job.months, 7);
	assert_int_equal(job.education, RQ_DEGREE_BACHELOR);
	rq_job_free(&job);
	read_job("{'title': 'Baker', 'text': 'Python required, 2 years of experience.',"
		 " 'requirements': [], 'months': null, 'education': null}",
		 &job);
	assert_int_equal(job.count, 0);
	assert_int_equal(job.months, 0);
	rq_job_free(&job);
}

static void a_job_record_comes_back_the_same(void **state)
{
	static const char *const texts[] = {
		"# Baker\n\n**Bread Works** · Ghent\n\nRequirements\n- Python or Perl\n- a degree\n"
		"- 2 years of experience\nNice to have\n- Kafka\n",
		"nothing of note in here, is there, and no title of any sort, either.",
		"Re\xe2\x80\x8b\xcc\x81sume\xcc\x81\r\rwriter",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct rq_error err = { 0 };
		struct rq_job one, other;
		json_t *json;

		assert_works(rq_job_from_text(texts[i], "file", vocabulary, &one, &err), err);
		json = rq_job_to_json(&one);
		assert_works(rq_job_from_json(json, "other", vocabulary, &other, &err), err);
		assert_string_equal(one.id, other.id);
		assert_string_equal(one.version, other.version);
		assert_int_equal(one.count, other.count);
		assert_string_equal(rq_json_string(json, "type"), "job");
		assert_string_equal(rq_json_string(json, "job_version"), one.version);
		json_decref(json);
		rq_job_free(&one);
		rq_job_free(&other);
	}
}

static void a_job_keeps_its_id_over_its_versions(void **state)
{
	struct rq_job one, other;

	(void)state;
	read_job("{'title': 'Baker', 'company': 'Acme', 'text': 'a'}", &one);
	read_job("{'title': 'BAKER', 'company': 'acme', 'text': 'b'}", &other);
	assert_string_equal(one.id, other.id);
	assert_string_not_equal(one.version, other.version);
	rq_job_free(&other);
	read_job("{'title': 'Baker', 'company': 'Other', 'text': 'a'}", &other);
	assert_string_not_equal(one.id, other.id);
	rq_job_free(&other);
	read_job("{'title': 'Miller', 'job_id': 'REQ-1', 'text': 'a'}", &other);
	rq_job_free(&one);
	read_job("{'title': 'Baker', 'job_id': 'REQ-1', 'text': 'a'}", &one);
	assert_string_equal(one.id, other.id);
	rq_job_free(&one);
	rq_job_free(&other);
}

static void every_part_of_the_content_changes_the_version(void **state)
{
	static const char *const files[] = {
		"{'title': 'B', 'text': 'a', 'requirements': ['x'], 'months': 0, 'education': "
		"null}",
		"{'title': 'C', 'text': 'a', 'requirements': ['x'], 'months': 0, 'education': "
		"null}",
		"{'title': 'B', 'text': 'b', 'requirements': ['x'], 'months': 0, 'education': "
		"null}",
		"{'title': 'B', 'text': 'a', 'requirements': ['y'], 'months': 0, 'education': "
		"null}",
		"{'title': 'B', 'text': 'a', 'requirements': ['x', 'y'], 'months': 0, 'education': "
		"null}",
		"{'title': 'B', 'text': 'a', 'requirements': ['x'], 'months': 1, 'education': "
		"null}",
		"{'title': 'B', 'text': 'a', 'requirements': ['x'], 'months': 0, 'education': "
		"'school'}",
		"{'title': 'B', 'text': 'a', 'requirements': [{'any': ['x'], 'weight': 1}], "
		"'months': 0,"
		" 'education': null}",
		"{'title': 'B', 'text': 'a', 'requirements': [{'id': 'm1', 'any': ['x'], 'kind': "
		"'nice'}],"
		" 'months': 0, 'education': null}",
		"{'title': 'B', 'text': 'a', 'requirements': ['x'], 'months': 0, 'education': null,"
		" 'company': 'Acme'}",
	};
	enum { COUNT = sizeof files / sizeof files[0] };
	struct rq_job jobs[COUNT];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		read_job(files[i], &jobs[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(jobs[i].version, jobs[k].version);
	}
	for (size_t i = 0; i < COUNT; i++)
		rq_job_free(&jobs[i]);
}

static void a_wrong_member_is_named(void **state)
{
	static const struct {
		const char *file;
		const char *says;
	} cases[] = {
		{ "[]", "not a JSON object" },
		{ "'text'", "not a JSON object" },
		{ "{}", "without \"text\"" },
		{ "{'title': 'x', 'text': null}", "without \"text\"" },
		{ "{'text': ' '}", "has no text" },
		{ "{'text': 7}", "\"text\"" },
		{ "{'description': ['x']}", "\"description\"" },
		{ "{'text': 'x', 'title': 7}", "\"title\"" },
		{ "{'text': 'x', 'company': {}}", "\"company\"" },
		{ "{'text': 'x', 'job_id': 7}", "\"job_id\"" },
		{ "{'text': 'x', 'type': 'resume'}", "\"type\"" },
		{ "{'text': 'x', 'months': '60'}", "\"months\"" },
		{ "{'text': 'x', 'months': -1}", "\"months\"" },
		{ "{'text': 'x', 'months': 1e3}", "\"months\"" },
		{ "{'text': 'x', 'months': 99999999999}", "\"months\"" },
		{ "{'text': 'x', 'education': 'wizard'}", "\"education\"" },
		{ "{'text': 'x', 'education': 4}", "\"education\"" },
		{ "{'text': 'x', 'requirements': {}}", "\"requirements\"" },
		{ "{'text': 'x', 'requirements': ['a', 7]}", "requirement 2" },
		{ "{'text': 'x', 'requirements': [{}]}", "\"any\"" },
		{ "{'text': 'x', 'requirements': [{'any': []}]}", "\"any\"" },
		{ "{'text': 'x', 'requirements': [{'any': [7]}]}", "\"any\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['ok', ' ']}]}", "no letters" },
		{ "{'text': 'x', 'requirements': ['']}", "no letters" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'kind': 'should'}]}", "\"kind\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'kind': 1}]}", "\"kind\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'weight': 4}]}", "\"weight\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'weight': '2'}]}", "\"weight\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'id': 5}]}", "\"id\"" },
		{ "{'text': 'x', 'requirements': [{'any': ['a'], 'id': 'q'},"
		  " {'any': ['b'], 'id': 'q'}]}",
		  "requirement 2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_error err = { 0 };
		json_t *json = parse(cases[i].file);
		struct rq_job job;

		if (rq_job_from_json(json, "x", vocabulary, &job, &err) != -1)
			fail_msg("%s was taken", cases[i].file);
		assert_string_equal(rq_code_name(err.code), "bad-job");
		if (!strstr(err.message, cases[i].says))
			fail_msg("%s: %s", cases[i].file, err.message);
		json_decref(json);
	}
}

static void more_than_the_limits_is_refused(void **state)
{
	json_t *json = parse("{'text': 'x'}"), *many = json_array(), *any = json_array();
	struct rq_error err = { 0 };
	char *long_term = rq_alloc(RQ_MAX_TITLE_BYTES + 2, 1);
	struct rq_job job;

	(void)state;
	for (int i = 0; i < 10000; i++)
		rq_json_append_take(many, json_string("x"));
	rq_json_set_take(json, "requirements", many);
	assert_fails(rq_job_from_json(json, "x", vocabulary, &job, &err), err, RQ_TOO_MANY);
	for (int i = 0; i <= RQ_MAX_ALTERNATIVES; i++)
		rq_json_append_take(any, json_string("x"));
	rq_json_set_take(json, "requirements", json_pack("[{s:o}]", "any", any));
	assert_fails(rq_job_from_json(json, "x", vocabulary, &job, &err), err, RQ_BAD_JOB);
	memset(long_term, 'x', RQ_MAX_TITLE_BYTES + 1);
	rq_json_set_take(json, "requirements", json_pack("[s]", long_term));
	assert_fails(rq_job_from_json(json, "x", vocabulary, &job, &err), err, RQ_BAD_JOB);
	rq_json_set_take(json, "requirements", json_array());
	rq_json_set_string(json, "title", long_term);
	assert_fails(rq_job_from_json(json, "x", vocabulary, &job, &err), err, RQ_BAD_JOB);
	free(long_term);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_say_title_and_company),
		cmocka_unit_test(the_first_heading_is_the_title),
		cmocka_unit_test(a_sentence_names_the_title_where_no_heading_does),
		cmocka_unit_test(the_line_under_the_title_is_the_company_when_that_is_sure),
		cmocka_unit_test(the_files_name_is_the_last_resort),
		cmocka_unit_test(a_posting_without_text_is_a_bad_job),
		cmocka_unit_test(a_posting_of_five_megabytes_is_too_large),
		cmocka_unit_test(what_hides_in_a_posting_is_dropped),
		cmocka_unit_test(a_job_file_is_taken_as_it_is),
		cmocka_unit_test(what_a_job_file_leaves_out_is_drawn_from_its_text),
		cmocka_unit_test(a_job_record_comes_back_the_same),
		cmocka_unit_test(a_job_keeps_its_id_over_its_versions),
		cmocka_unit_test(every_part_of_the_content_changes_the_version),
		cmocka_unit_test(a_wrong_member_is_named),
		cmocka_unit_test(more_than_the_limits_is_refused),
	};

	return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
