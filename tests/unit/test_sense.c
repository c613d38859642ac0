/* match/sense: what a short form with several meanings stands for in one résumé. */

#include "unit.h"

#include <string.h>

#include "match/mention.h"
#include "match/score.h"
#include "match/sense.h"

static struct rq_vocabulary *vocabulary;

static const char nobody[] = "{'title': 'Clerk', 'text': 'x', 'requirements': []}";
static const char devops[] = "{'title': 'Engineer', 'text': 'x', 'requirements':"
			     " [{'any': ['Google Cloud Platform']}, {'any': ['Docker']}]}";

static json_t *parse(const char *text)
{
	json_t *json;
	char *copy = strdup(text);

	for (char *quote = copy; (quote = strchr(quote, '\'')) != NULL;)
		*quote = '"';
	json = json_loads(copy, 0, NULL);
	free(copy);
	assert_non_null(json);
	return json;
}

static struct rq_vocabulary *settle(const char *resume_text, const char *job_text)
{
	json_t *resume = parse(resume_text), *json = parse(job_text);
	struct rq_vocabulary *settled;
	struct rq_error err = { 0 };
	struct rq_job job;

	assert_works(rq_job_from_json(json, "job", vocabulary, &job, &err), err);
	settled = rq_sense_settle(vocabulary, resume, &job);
	rq_job_free(&job);
	json_decref(json);
	json_decref(resume);
	return settled;
}

static void assert_read(const char *resume, const char *job, const char *form, const char *meant)
{
	struct rq_vocabulary *settled = settle(resume, job);
	const struct rq_term *term = rq_vocabulary_find(settled, form);

	assert_non_null(term);
	assert_string_equal(term->canonical, meant);
	rq_vocabulary_free(settled);
}

#define WORK(...) "{'work': [{'position': 'Worker', 'highlights': [" __VA_ARGS__ "]}]}"
#define SKILLS(...) "{'skills': [{'name': 'Skills', 'keywords': [" __VA_ARGS__ "]}]}"

static void a_short_form_is_what_its_entry_is_about(void **state)
{
	(void)state;
	assert_read(WORK("'Ran services on GCP', 'Built Docker images'"), nobody, "GCP",
		    "Google Cloud Platform");
	assert_read(WORK("'Ran clinical trials by GCP', 'Trained in phlebotomy'"), nobody, "GCP",
		    "Good Clinical Practice");
	assert_read(WORK("'Set up CI with Jenkins and Docker'"), nobody, "CI",
		    "continuous integration");
	assert_read(WORK("'Led CI workshops: 5S, Kaizen, SMED'"), nobody, "CI",
		    "continuous improvement");
	assert_read(SKILLS("'CMS', 'SEO', 'Google Ads'"), nobody, "CMS",
		    "content management systems");
	assert_read(WORK("'Posted invoices, accounts receivable and AP'"), nobody, "AP",
		    "accounts payable");
	assert_read(SKILLS("'ATS', 'onboarding', 'employee relations'"), nobody, "ATS",
		    "applicant tracking systems");
}

static void without_company_it_is_only_itself(void **state)
{
	(void)state;
	assert_read(WORK("'Used WMS daily'"), nobody, "WMS", "WMS");
	assert_read(WORK("'Used WMS, Microsoft Excel and Microsoft Word'"), nobody, "WMS", "WMS");
	assert_read(WORK("'Served WMS map layers in PostGIS and QGIS'"), nobody, "WMS", "WMS");
	/* as many of one as of another */
	assert_read(WORK("'GCP, Docker, phlebotomy'"), nobody, "GCP", "GCP");
	assert_read(WORK("'GCP, Docker, Python, phlebotomy'"), nobody, "GCP", "GCP");
	/* company in another entry is none */
	assert_read("{'work': [{'highlights': ['Worked to GCP']},"
		    " {'highlights': ['Built Docker images']}]}",
		    nobody, "GCP", "GCP");
	/* short forms are no company for each other */
	assert_read(SKILLS("'BDD', 'TDD'"), nobody, "TDD", "TDD");
	assert_read("{}", nobody, "GCP", "GCP");
}

static void what_is_written_out_beside_it_decides(void **state)
{
	(void)state;
	assert_read(WORK("'Warehouse management system (WMS)', 'SEO', 'Google Ads'"), nobody, "WMS",
		    "warehouse management systems");
	assert_read(WORK("'Google Cloud Platform (GCP)', 'phlebotomy', 'wound care'"), nobody,
		    "GCP", "GCP");
	assert_read(WORK("'Google Cloud Platform and Good Clinical Practice: GCP, Docker'"), nobody,
		    "GCP", "GCP");
}

static void two_readings_are_none(void **state)
{
	(void)state;
	assert_read("{'work': [{'highlights': ['Clinical trials by GCP']},"
		    " {'highlights': ['Docker images on GCP']}]}",
		    nobody, "GCP", "GCP");
	/* the job's is another one than the résumé's */
	assert_read(WORK("'Clinical trials by GCP'"),
		    "{'title': 'x', 'text': 'x', 'requirements': [{'any': ['GCP']},"
		    " {'any': ['Docker']}]}",
		    "GCP", "GCP");
}

static void what_a_resume_does_not_name_is_read_as_in_the_job(void **state)
{
	(void)state;
	assert_read(WORK("'Ran Google Cloud and Docker'"),
		    "{'title': 'x', 'text': 'x', 'requirements': [{'any': ['GCP']},"
		    " {'any': ['Docker']}]}",
		    "GCP", "Google Cloud Platform");
	/* but what it names and nothing tells stays what it was */
	assert_read(WORK("'Worked to GCP'"),
		    "{'title': 'x', 'text': 'x', 'requirements': [{'any': ['GCP']},"
		    " {'any': ['Docker']}]}",
		    "GCP", "GCP");
}

static void everyday_words_are_no_short_forms_in_lists_either(void **state)
{
	const char *keywords = SKILLS("'Can work with Python and Docker'");
	struct rq_vocabulary *settled = settle(keywords, nobody);
	struct rq_mentions mentions;

	(void)state;
	rq_mentions_init(&mentions, settled, "Can work with Python", false);
	assert_int_equal(mentions.count, 1);
	assert_string_equal(mentions.mention[0].term->canonical, "Python");
	rq_mentions_free(&mentions);
	rq_vocabulary_free(settled);
}

static void a_clearance_is_no_language(void **state)
{
	struct rq_vocabulary *settled =
	    settle(WORK("'Built Docker images', 'Active TS/SCI clearance'"), nobody);
	struct rq_mentions mentions;

	(void)state;
	rq_mentions_init(&mentions, settled, "TS/SCI with React, TS", true);
	for (size_t i = 0; i < mentions.count; i++)
		assert_string_not_equal(mentions.mention[i].term->canonical, "TypeScript");
	rq_mentions_free(&mentions);
	rq_vocabulary_free(settled);
}

static int evidence_of(const char *text, const struct rq_vocabulary *settled)
{
	json_t *resume = parse(text), *json = parse(devops);
	struct rq_error err = { 0 };
	struct rq_score score;
	struct rq_job job;
	int evidence;

	assert_works(rq_job_from_json(json, "job", vocabulary, &job, &err), err);
	rq_score_compute(resume, &job, settled, 0, &score);
	evidence = score.evidence;
	rq_score_free(&score);
	rq_job_free(&job);
	json_decref(json);
	json_decref(resume);
	return evidence;
}

static void a_settled_form_is_worth_what_the_full_name_is(void **state)
{
	const char *brief = WORK("'Ran Docker on GCP'");
	const char *full = WORK("'Ran Docker on Google Cloud Platform'");
	struct rq_vocabulary *settled = settle(brief, devops);
	const struct rq_term *term = rq_vocabulary_find(settled, "Google Cloud");
	const struct rq_spelling *spelling;
	bool found = false;

	(void)state;
	assert_int_equal(evidence_of(brief, settled), evidence_of(full, settled));
	/* and keeps it when its company has gone to another line */
	assert_int_equal(evidence_of(WORK("'Ran it on GCP', 'Used Docker'"), settled),
			 evidence_of(full, settled));
	for (size_t i = 0; (spelling = rq_vocabulary_spelling(settled, term, i)) != NULL; i++)
		found |= strcmp(spelling->text, "GCP") == 0;
	assert_true(found);
	rq_vocabulary_free(settled);
}

static void a_users_list_may_name_meanings_too(void **state)
{
	struct rq_vocabulary *whole = vocabulary, *own = NULL;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(rq_vocabulary_open("Zorbing\tskill\tmining\n"
					"Zeal\ttool\tmining\n"
					"=ZBX\ttool\tsales\t\t\tZorbing\n",
					&own, &err),
		     err);
	vocabulary = own;
	assert_read(WORK("'ZBX and Zeal'"), nobody, "ZBX", "Zorbing");
	assert_read(WORK("'ZBX and SEO'"), nobody, "ZBX", "Zorbing");
	assert_read(WORK("'ZBX and Docker'"), nobody, "ZBX", "ZBX");
	vocabulary = whole;
	rq_vocabulary_free(own);
}

static int setup(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	assert_works(rq_vocabulary_open(NULL, &vocabulary, &err), err);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	rq_vocabulary_free(vocabulary);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_form_is_what_its_entry_is_about),
		cmocka_unit_test(without_company_it_is_only_itself),
		cmocka_unit_test(what_is_written_out_beside_it_decides),
		cmocka_unit_test(two_readings_are_none),
		cmocka_unit_test(what_a_resume_does_not_name_is_read_as_in_the_job),
		cmocka_unit_test(everyday_words_are_no_short_forms_in_lists_either),
		cmocka_unit_test(a_clearance_is_no_language),
		cmocka_unit_test(a_settled_form_is_worth_what_the_full_name_is),
		cmocka_unit_test(a_users_list_may_name_meanings_too),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
