#include <dirent.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/memory.h"
#include "edit/pointer.h"
#include "edit/tailor.h"
#include "edit/wording.h"
#include "engine/engine.h"
#include "engine/local.h"
#include "resume/resume.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const int64_t now = INT64_C(1795478400000);
static const char folder[] = "tests/data/edit";

struct desk {
	struct rq_vocabulary *vocabulary;
	struct rq_wordings *wordings;
	struct rq_job job;
	json_t *record;
};

static json_t *load_file(const char *name)
{
	char *path = rq_printf("%s/%s", folder, name);
	json_error_t why;
	json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, &why);

	if (!json)
		fail_msg("%s:%d: %s", path, why.line, why.text);
	free(path);
	return json;
}

/* document is swallowed. */
static void open_desk(struct desk *desk, json_t *document, const char *language, const char *job)
{
	struct rq_error err = { 0 };
	json_t *provenance, *posting = load_file(job);
	char *text = rq_resume_render(document, &provenance);

	assert_works(rq_vocabulary_open(NULL, &desk->vocabulary, &err), err);
	assert_works(rq_job_from_json(posting, job, desk->vocabulary, &desk->job, &err), err);
	desk->wordings = rq_wordings_new();
	desk->record = json_object();
	rq_json_set_string(desk->record, "language", language);
	rq_json_set_string(desk->record, "text", text);
	rq_json_set_take(desk->record, "resume", document);
	rq_json_set_take(desk->record, "provenance", provenance);
	json_decref(posting);
	free(text);
}

static void close_desk(struct desk *desk)
{
	json_decref(desk->record);
	rq_job_free(&desk->job);
	rq_wordings_free(desk->wordings);
	rq_vocabulary_free(desk->vocabulary);
}

static const struct rq_engine_options nowhere; /* the local engine reaches no server */

static json_t *propose(const struct desk *desk)
{
	struct rq_proposal proposal = { .record = desk->record,
					.job = &desk->job,
					.vocabulary = desk->vocabulary,
					.wordings = desk->wordings };
	struct rq_proposal *done = NULL;
	struct rq_engine *engine;
	struct rq_error err = { 0 };

	assert_works(rq_engine_open("local", &nowhere, &engine, &err), err);
	assert_int_equal(rq_engine_wait(engine, 0, -1, &done, &err), 0);
	assert_works(rq_engine_prepare(engine, &proposal, &err), err);
	assert_works(rq_engine_start(engine, &proposal, &err), err);
	assert_int_equal(rq_engine_wait(engine, 0, -1, &done, &err), 1);
	assert_ptr_equal(done, &proposal);
	assert_int_equal(proposal.err.code, RQ_OK);
	rq_engine_free(engine);
	json_decref(proposal.usage);
	return proposal.answer;
}

static json_t *tailor(const struct desk *desk)
{
	struct rq_guard guard = { .record = desk->record,
				  .job = &desk->job,
				  .vocabulary = desk->vocabulary };
	json_t *answer = propose(desk), *result = NULL;
	struct rq_error err = { 0 };

	assert_works(rq_tailor(&guard, answer, now, &result, &err), err);
	json_decref(answer);
	return result;
}

static json_int_t score_of(const json_t *result, const char *when, const char *what)
{
	return rq_json_integer(rq_json_object(rq_json_object(result, "score"), when), what, -1);
}

static const char *text_at(const json_t *result, const char *path)
{
	return json_string_value(rq_pointer_find(rq_json_object(result, "resume"), path));
}

static void show_rejected(const char *name, const json_t *result)
{
	const json_t *rejected = rq_json_array(result, "rejected");

	for (size_t i = 0; i < json_array_size(rejected); i++) {
		const json_t *element = json_array_get(rejected, i);

		print_message("%s: %s: %s: %s\n", name, rq_json_string(element, "rule"),
			      rq_json_string(element, "why"),
			      rq_json_string(rq_json_object(element, "edit"), "after"));
	}
}

/* --- every résumé with every job ------------------------------------------ */

static void check_pair(const char *resume, const char *job)
{
	json_t *document = load_file(resume), *result;
	char language[3] = { 0 };
	struct desk desk;

	/* resume-NAME.LANGUAGE.json */
	memcpy(language, strchr(resume, '.') + 1, 2);
	open_desk(&desk, document, language, job);
	result = tailor(&desk);
	show_rejected(resume, result);
	assert_int_equal(json_array_size(rq_json_array(result, "rejected")), 0);
	assert_int_equal(score_of(result, "after", "evidence"),
			 score_of(result, "before", "evidence"));
	assert_true(score_of(result, "after", "literal") >= score_of(result, "before", "literal"));
	assert_string_equal(rq_json_string(result, "status"),
			    json_array_size(rq_json_array(result, "edits")) ? "ok" : "unchanged");
	if (getenv("RQ_TEST_WHY"))
		print_message(
		    "%s x %s: %zu edits, literal %lld -> %lld of %lld\n", resume, job,
		    json_array_size(rq_json_array(result, "edits")),
		    (long long)score_of(result, "before", "literal"),
		    (long long)score_of(result, "after", "literal"),
		    (long long)rq_json_integer(rq_json_object(result, "score"), "ceiling", -1));
	json_decref(result);
	close_desk(&desk);
}

static size_t list_files(const char *prefix, char names[32][64])
{
	DIR *directory = opendir(folder);
	size_t count = 0;

	assert_non_null(directory);
	for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < 32;)
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
			(void)snprintf(names[count++], 64, "%.63s", entry->d_name);
	(void)closedir(directory);
	return count;
}

static void its_edits_all_pass_the_guard_and_raise_no_evidence(void **state)
{
	char resumes[32][64], jobs[32][64];
	size_t resume_count = list_files("resume-", resumes), job_count = list_files("job-", jobs);

	(void)state;
	assert_true(resume_count >= 5 && job_count >= 3);
	for (size_t i = 0; i < resume_count; i++)
		for (size_t j = 0; j < job_count; j++)
			check_pair(resumes[i], jobs[j]);
}

/* --- what it does --------------------------------------------------------- */

static void it_spells_as_the_posting_and_puts_first_what_is_asked(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_desk(&desk, load_file("resume-backend.en.json"), "en", "job-backend.json");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/work/0/highlights/0"),
			    "Ran PostgreSQL clusters on Kubernetes for 3 teams");
	assert_string_equal(text_at(result, "/work/0/highlights/2"), "Organised the summer party");
	assert_string_equal(text_at(result, "/skills/0/name"), "Data and platform");
	assert_string_equal(text_at(result, "/skills/0/keywords/0"), "PostgreSQL");
	assert_string_equal(text_at(result, "/projects/0/name"), "kubewatch");
	assert_int_equal(score_of(result, "after", "literal"),
			 rq_json_integer(rq_json_object(result, "score"), "ceiling", -1));
	json_decref(result);
	close_desk(&desk);
}

static void without_a_summary_it_assembles_one_from_the_candidates_words(void **state)
{
	json_t *document = load_file("resume-backend.en.json"), *result;
	struct desk desk;

	(void)state;
	(void)json_object_del(rq_json_object(document, "basics"), "summary");
	open_desk(&desk, document, "en", "job-backend.json");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/basics/summary"),
			    "Senior Software Engineer, Brackenfold Payments. Python, PostgreSQL, "
			    "Kubernetes.");
	json_decref(result);
	close_desk(&desk);
}

/* A record whose posting is a text in German. */
static void open_abroad(struct desk *desk, const char *resume)
{
	struct rq_error err = { 0 };

	open_desk(desk, json_loads(resume, 0, NULL), "en", "job-backend.json");
	rq_job_free(&desk->job);
	assert_works(
	    rq_job_from_text("Entwickler (m/w/d)\n\nIhr Profil\n"
			     "- Erfahrung mit Datenanalyse, Kubernetes und PostgreSQL\n"
			     "- Sie arbeiten gern mit anderen in einem Team und sind neugierig\n",
			     "posting", desk->vocabulary, &desk->job, &err),
	    err);
}

static void no_word_of_another_language_comes_into_a_sentence(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_abroad(&desk,
		    "{\"basics\": {\"name\": \"Ann Example\"}, \"work\": [{\"name\": \"Acme\","
		    "\"position\": \"Engineer\", \"startDate\": \"2019\", \"highlights\":"
		    "[\"Led data analysis for the sales team on K8s and Postgres\"]}]}");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/work/0/highlights/0"),
			    "Led data analysis for the sales team on Kubernetes and PostgreSQL");
	assert_string_equal(text_at(result, "/basics/summary"),
			    "Engineer, Acme. Kubernetes, PostgreSQL.");
	json_decref(result);
	close_desk(&desk);
}

static void one_skill_makes_no_summary(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_abroad(&desk,
		    "{\"basics\": {\"name\": \"Ann Example\"}, \"work\": [{\"name\": \"Acme\","
		    "\"position\": \"Engineer\", \"startDate\": \"2019\", \"highlights\":"
		    "[\"Moved the sales team to K8s\"]}]}");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/work/0/highlights/0"),
			    "Moved the sales team to Kubernetes");
	assert_null(text_at(result, "/basics/summary"));
	json_decref(result);
	close_desk(&desk);
}

static void a_plural_stays_a_plural(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_desk(&desk, load_file("resume-analyst.en.json"), "en", "job-data.json");
	result = tailor(&desk);
	assert_string_equal(
	    text_at(result, "/work/0/highlights/0"),
	    "Automated 40 weekly reports in Microsoft Excel and SQL, saving about 15 "
	    "hours");
	assert_string_equal(text_at(result, "/work/0/highlights/1"),
			    "25 dashboards in Power BI for 120 shop managers");
	json_decref(result);
	close_desk(&desk);
}

/* As résumés have them that list skills one by one. */
static void a_skill_that_is_a_name_is_spelled_so_too(void **state)
{
	json_t *document = load_file("resume-backend.en.json"), *result;
	struct desk desk;

	(void)state;
	rq_json_set_take(document, "skills",
			 json_pack("[{s:s},{s:s}]", "name", "Excel", "name", "k8s"));
	open_desk(&desk, document, "en", "job-backend.json");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/skills/0/name"), "Kubernetes");
	assert_string_equal(text_at(result, "/skills/1/name"), "Excel");
	json_decref(result);
	close_desk(&desk);
}

static void a_very_long_resume_gets_the_first_edits(void **state)
{
	json_t *document = load_file("resume-backend.en.json"), *result;
	json_t *skills = json_object_get(document, "skills");
	struct desk desk;

	(void)state;
	for (int i = 0; i < 2 * RQ_MAX_EDITS; i++)
		rq_json_append_take(
		    skills, json_pack("{s:s,s:[s,s]}", "name", "More", "keywords", "Excel", "k8s"));
	open_desk(&desk, document, "en", "job-backend.json");
	result = tailor(&desk);
	assert_int_equal(json_array_size(rq_json_array(result, "edits")), RQ_MAX_EDITS);
	json_decref(result);
	close_desk(&desk);
}

static void a_summary_that_stands_stays(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_desk(&desk, load_file("resume-backend.en.json"), "en", "job-backend.json");
	result = tailor(&desk);
	assert_string_equal(text_at(result, "/basics/summary"),
			    "I like small services and boring databases.");
	json_decref(result);
	close_desk(&desk);
}

static void what_needs_nothing_gets_no_edits(void **state)
{
	struct desk desk;
	json_t *result;

	(void)state;
	open_desk(&desk, load_file("resume-nurse.en.json"), "en", "job-backend.json");
	result = tailor(&desk);
	assert_string_equal(rq_json_string(result, "status"), "unchanged");
	assert_true(
	    json_equal(rq_json_object(result, "resume"), rq_json_object(desk.record, "resume")));
	json_decref(result);
	close_desk(&desk);
}

static void the_same_question_has_the_same_answer(void **state)
{
	struct desk desk;
	json_t *one, *other;

	(void)state;
	open_desk(&desk, load_file("resume-backend.en.json"), "en", "job-backend.json");
	one = propose(&desk);
	other = propose(&desk);
	assert_true(json_equal(one, other));
	json_decref(one);
	json_decref(other);
	close_desk(&desk);
}

static void an_unknown_engine_is_a_usage_error(void **state)
{
	struct rq_engine *engine;
	struct rq_error err = { 0 };

	(void)state;
	assert_null(rq_engine_find("remote"));
	assert_string_equal(rq_engine_find("local")->name, "local");
	assert_fails(rq_engine_open("remote", &nowhere, &engine, &err), err, RQ_USAGE);
}

static void a_record_without_a_resume_fails_alone(void **state)
{
	struct rq_proposal proposal = { .record = json_object() };
	struct rq_engine *engine;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(rq_engine_open("local", &nowhere, &engine, &err), err);
	assert_fails(rq_engine_prepare(engine, &proposal, &err), err, RQ_BAD_RECORD);
	rq_engine_free(engine);
	json_decref((json_t *)(uintptr_t)proposal.record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_edits_all_pass_the_guard_and_raise_no_evidence),
		cmocka_unit_test(it_spells_as_the_posting_and_puts_first_what_is_asked),
		cmocka_unit_test(without_a_summary_it_assembles_one_from_the_candidates_words),
		cmocka_unit_test(no_word_of_another_language_comes_into_a_sentence),
		cmocka_unit_test(one_skill_makes_no_summary),
		cmocka_unit_test(a_plural_stays_a_plural),
		cmocka_unit_test(a_skill_that_is_a_name_is_spelled_so_too),
		cmocka_unit_test(a_very_long_resume_gets_the_first_edits),
		cmocka_unit_test(a_summary_that_stands_stays),
		cmocka_unit_test(what_needs_nothing_gets_no_edits),
		cmocka_unit_test(the_same_question_has_the_same_answer),
		cmocka_unit_test(an_unknown_engine_is_a_usage_error),
		cmocka_unit_test(a_record_without_a_resume_fails_alone),
	};

	return cmocka_run_group_tests_name("local", tests, NULL, NULL);
}
