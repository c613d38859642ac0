/* match/score, match/index, match/tenure, match/degree: how far a résumé shows what a job states.
 */

#include "match_kit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "match/score.h"
#include "match/tenure.h"

static const int64_t now = 1795478400000; /* 2026-11-24 */

/* The worked example: a job, and a résumé of 54 months with a bachelor's degree. */
static const char example_job[] =
    "{'title': 'Senior Backend Engineer', 'text': 'See the requirements.', 'months': 60,"
    " 'education': 'bachelor', 'requirements': ["
    "  {'id': 'm1', 'kind': 'must', 'weight': 3, 'any': ['Python']},"
    "  {'id': 'm2', 'kind': 'must', 'weight': 3, 'any': ['PostgreSQL', 'MySQL']},"
    "  {'id': 'm3', 'kind': 'must', 'weight': 2, 'any': ['Kubernetes']},"
    "  {'id': 'm4', 'kind': 'must', 'weight': 1, 'any': ['Go']},"
    "  {'id': 'n1', 'kind': 'nice', 'weight': 1, 'any': ['Kafka', 'RabbitMQ']},"
    "  {'id': 'n2', 'kind': 'nice', 'weight': 1, 'any': ['C++']}]}";

#define EXAMPLE(first, second, third, skills)                                                      \
	"{'basics': {'name': 'Ada Example', 'email': 'ada@example.org'},"                          \
	" 'work': [{'name': 'Acme', 'position': 'Software Engineer', 'startDate': '2022-01',"      \
	"  'endDate': '2026-06', 'highlights': ['" first "', '" second "', '" third "']}],"        \
	" 'education': [{'institution': 'A School', 'studyType': 'Bachelor of Science',"           \
	"  'area': 'Computer Science', 'endDate': '2021'}],"                                       \
	" 'skills': [{'name': 'Skills', 'keywords': [" skills "]}]}"

static const char original[] =
    EXAMPLE("Built REST services in Python.", "Ran Postgres clusters on K8s for 3 teams.",
	    "Going to conferences.", "'Python', 'C++', 'Docker'");

static struct rq_score score_of(const char *job_text, const char *resume_text)
{
	json_t *resume = parse(resume_text);
	struct rq_score score;
	struct rq_job job;

	read_job(job_text, &job);
	rq_score_compute(resume, &job, vocabulary, now, &score);
	assert_in_range(score.evidence, 0, RQ_SCORE_MAX);
	assert_in_range(score.literal, 0, RQ_SCORE_MAX);
	assert_in_range(score.ceiling, score.literal, RQ_SCORE_MAX);
	rq_job_free(&job);
	json_decref(resume);
	return score;
}

static void assert_score(const char *job, const char *resume, int evidence, int literal,
			 int ceiling)
{
	struct rq_score score = score_of(job, resume);

	assert_int_equal(score.evidence, evidence);
	assert_int_equal(score.literal, literal);
	assert_int_equal(score.ceiling, ceiling);
	rq_score_free(&score);
}

static void assert_same_score(const char *job, const char *one, const char *other)
{
	struct rq_score score = score_of(job, one);

	assert_score(job, other, score.evidence, score.literal, score.ceiling);
	rq_score_free(&score);
}

/* The credit of the one requirement, for something that is no name of it. */
static void assert_shown(const char *job_text, const char *resume_text, int credit,
			 const char *spelled)
{
	json_t *resume = parse(resume_text);
	struct rq_score score;
	struct rq_job job;

	read_job(job_text, &job);
	rq_score_compute(resume, &job, vocabulary, now, &score);
	assert_int_equal(score.credits[0].credit, credit);
	if (spelled)
		assert_string_equal(score.credits[0].spelled, spelled);
	assert_int_equal(score.literal, 0);
	assert_int_equal(score.ceiling, 0);
	rq_score_free(&score);
	rq_job_free(&job);
	json_decref(resume);
}

static void the_worked_example_scores_as_written(void **state)
{
	struct rq_score score = score_of(example_job, original);
	static const int credits[] = { 1000, 1000, 1000, 0, 0, 600 };

	(void)state;
	assert_int_equal(score.months, 54);
	assert_int_equal(score.must, 8889);
	assert_int_equal(score.nice, 3000);
	assert_int_equal(score.title, 5000);
	assert_int_equal(score.years, 9000);
	assert_int_equal(score.education, 10000);
	assert_int_equal(score.evidence, 7683);
	assert_int_equal(score.literal, 3666);
	assert_int_equal(score.ceiling, 8111);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(score.credits[i].credit, credits[i]);
	assert_string_equal(score.credits[2].where, "/work/0/highlights/1");
	assert_string_equal(score.credits[2].spelled, "k8s");
	assert_null(score.credits[3].where);
	rq_score_free(&score);
}

static void an_honest_spelling_reaches_the_ceiling_and_no_more_evidence(void **state)
{
	(void)state;
	assert_score(example_job,
		     EXAMPLE("Built REST services in Python.",
			     "Ran PostgreSQL clusters on Kubernetes for 3 teams.",
			     "Going to conferences.", "'Python', 'C++', 'Docker'"),
		     7683, 8111, 8111);
}

static void a_fabrication_raises_evidence(void **state)
{
	(void)state;
	assert_score(example_job,
		     EXAMPLE("Built REST services in Python and Go, cutting latency 45%.",
			     "Ran PostgreSQL clusters on Kubernetes with Kafka for 3 teams.",
			     "Going to conferences.", "'Python', 'C++', 'Docker'"),
		     9100, 10000, 10000);
}

static void a_listed_skill_moved_into_a_job_raises_evidence(void **state)
{
	(void)state;
	assert_score(example_job,
		     EXAMPLE("Built REST services in Python and C++.",
			     "Ran PostgreSQL clusters on Kubernetes for 3 teams.",
			     "Going to conferences.", "'Python', 'C++', 'Docker'"),
		     7983, 8111, 8111);
}

static void stuffing_a_skill_two_hundred_times_counts_once(void **state)
{
	static char skills[4000], resume[8000];

	(void)state;
	strcpy(skills, "'python'");
	for (int i = 1; i < 200; i++)
		strcat(skills, ", 'python'");
	strcpy(resume, EXAMPLE("", "", "", ""));
	strcpy(strstr(resume, "[]}]}"), "[");
	strcat(strcat(resume, skills), "]}]}");
	assert_score(example_job, resume, 3100, 2666, 2666);
}

static void a_permutation_of_sections_leaves_all_equal(void **state)
{
	(void)state;
	assert_same_score(
	    example_job, original,
	    "{'skills': [{'keywords': ['Docker', 'C++', 'Python'], 'name': 'Skills'}],"
	    " 'education': [{'area': 'Computer Science', 'studyType': 'Bachelor of Science'}],"
	    " 'work': [{'highlights': ['Going to conferences.',"
	    " 'Ran Postgres clusters on K8s for 3 teams.', 'Built REST services in Python.'],"
	    " 'endDate': '2026-06', 'startDate': '2022-01', 'position': 'Software Engineer'}]}");
}

static void duplicate_lines_leave_all_equal(void **state)
{
	(void)state;
	assert_same_score(
	    example_job, original,
	    EXAMPLE("Built REST services in Python.", "Ran Postgres clusters on K8s for 3 teams.",
		    "Ran Postgres clusters on K8s for 3 teams.', 'Built REST services "
		    "in Python.",
		    "'Python', 'C++', 'Docker', 'Docker', 'C++'"));
}

static void adding_any_text_never_lowers_literal(void **state)
{
	static const char *const added[] = { "Go", "MySQL",       "nothing",
					     "(",  "Kubernetes/", "C",
					     "",   "no Python",   "Kafka-based" };
	struct rq_score before = score_of(example_job, original);

	(void)state;
	for (size_t i = 0; i < sizeof added / sizeof added[0]; i++) {
		json_t *resume = parse(original);
		struct rq_score after;
		struct rq_job job;

		read_job(example_job, &job);
		rq_json_set_take(resume, "unplaced", json_pack("[s]", added[i]));
		rq_score_compute(resume, &job, vocabulary, now, &after);
		assert_true(after.literal >= before.literal);
		assert_true(after.evidence >= before.evidence);
		rq_score_free(&after);
		rq_job_free(&job);
		json_decref(resume);
	}
	rq_score_free(&before);
}

static void a_swap_of_name_mail_and_pronouns_leaves_all_equal(void **state)
{
	static const char *const people[] = {
		"{'basics': {'name': 'Emily Walsh', 'email': 'emily@example.org', 'summary':"
		" 'She built her Python services herself.'}}",
		"{'basics': {'name': 'Jamal Python Go', 'email': 'go@kafka.org', 'summary':"
		" 'He built his Python services himself.', 'url': 'https://kubernetes.io',"
		" 'location': {'city': 'MySQL'}, 'profiles': [{'username': 'C++'}]}}",
		"{'basics': {'name': 'Nguyễn Thị', 'phone': '1', 'summary':"
		" 'They built their Python services themselves.'}}",
	};

	(void)state;
	for (size_t i = 1; i < sizeof people / sizeof people[0]; i++)
		assert_same_score(example_job, people[0], people[i]);
}

static void what_the_job_does_not_state_is_in_neither_sum(void **state)
{
	struct rq_score score = score_of("{'title': 'Senior', 'text': 'x', 'requirements': [],"
					 " 'months': 0, 'education': null}",
					 original);
	json_t *totals;

	(void)state;
	assert_int_equal(score.evidence, 0);
	assert_int_equal(score.literal, 0);
	assert_int_equal(score.must, RQ_SCORE_ABSENT);
	assert_int_equal(score.nice, RQ_SCORE_ABSENT);
	assert_int_equal(score.title, RQ_SCORE_ABSENT);
	assert_int_equal(score.years, RQ_SCORE_ABSENT);
	assert_int_equal(score.education, RQ_SCORE_ABSENT);
	totals = rq_score_totals(&score);
	assert_null(json_object_get(json_object_get(totals, "parts"), "must"));
	json_decref(totals);
	rq_score_free(&score);
	assert_score("{'title': 'Senior', 'text': 'x', 'requirements': ['Python'],"
		     " 'months': 0, 'education': null}",
		     original, 10000, 10000, 10000);
	assert_score("{'title': 'Backend Engineer', 'text': 'x', 'requirements': [],"
		     " 'months': 0, 'education': null}",
		     "{'work': [{'position': ''}, {'startDate': '2020'}]}", 0, 0, 0);
}

static int credit_of(const char *term, const char *resume)
{
	char *job = rq_printf("{'title': 'x', 'text': 'x', 'requirements': ['%s'], 'months': 0,"
			      " 'education': null}",
			      term);
	struct rq_score score = score_of(job, resume);
	int credit = score.credits[0].credit;

	rq_score_free(&score);
	free(job);
	return credit;
}

static void credit_is_by_the_best_section(void **state)
{
	static const struct {
		const char *resume;
		int credit;
	} cases[] = {
		{ "{'work': [{'summary': 'Python'}]}", 1000 },
		{ "{'work': [{'highlights': ['x', 'Python']}]}", 1000 },
		{ "{'projects': [{'keywords': ['Python']}]}", 1000 },
		{ "{'volunteer': [{'summary': 'Python'}]}", 1000 },
		{ "{'certificates': [{'name': 'Python'}]}", 1000 },
		{ "{'education': [{'courses': ['Python']}]}", 800 },
		{ "{'skills': [{'name': 'Python'}]}", 600 },
		{ "{'basics': {'summary': 'Python'}}", 600 },
		{ "{'basics': {'label': 'Python'}}", 600 },
		{ "{'unplaced': ['Python']}", 400 },
		{ "{'awards': [{'title': 'Python'}]}", 400 },
		{ "{'publications': [{'name': 'Python'}]}", 400 },
		{ "{'interests': [{'name': 'Python'}]}", 400 },
		{ "{'x-own': {'deep': [['Python']]}}", 400 },
		{ "{'work': [{'name': 'Python GmbH'}]}", 400 },
		{ "{'education': [{'institution': 'Python School'}]}", 400 },
		{ "{'work': [{'url': 'python'}], 'meta': {'theme': 'python'}}", 0 },
		{ "{'skills': [{'name': 'Python'}], 'work': [{'summary': 'Python'}]}", 1000 },
		{ "{}", 0 },
		{ "{'work': 'Python'}", 1000 },
		{ "{'work': [['Python'], 1, null, true]}", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (credit_of("Python", cases[i].resume) != cases[i].credit)
			fail_msg("%s: %d", cases[i].resume, credit_of("Python", cases[i].resume));
}

static void everyday_words_need_their_case_in_prose_only(void **state)
{
	(void)state;
	assert_int_equal(credit_of("Go", "{'work': [{'summary': 'ready to go'}]}"), 0);
	assert_int_equal(credit_of("Go", "{'work': [{'summary': 'services in Go'}]}"), 1000);
	assert_int_equal(credit_of("Go", "{'work': [{'summary': 'services in Golang'}]}"), 1000);
	assert_int_equal(credit_of("Go", "{'skills': [{'keywords': ['go']}]}"), 600);
	assert_int_equal(credit_of("Go", "{'work': [{'summary': 'Go-to-market plans'}]}"), 0);
	assert_int_equal(credit_of("Java", "{'work': [{'summary': 'JavaScript'}]}"), 0);
}

static void a_phrase_does_not_reach_into_the_next_line(void **state)
{
	(void)state;
	assert_int_equal(
	    credit_of("machine learning", "{'work': [{'highlights': ['machine', 'learning']}]}"),
	    0);
	assert_int_equal(
	    credit_of("machine learning", "{'work': [{'summary': 'machine, learning'}]}"), 0);
	assert_int_equal(
	    credit_of("machine learning", "{'work': [{'summary': 'Machine Learning.'}]}"), 1000);
}

static void a_term_that_no_vocabulary_knows_is_found_as_it_is(void **state)
{
	(void)state;
	assert_int_equal(credit_of("Zorblax 9", "{'work': [{'summary': 'on zorblax 9.'}]}"), 1000);
	assert_int_equal(credit_of("Zorblax 9", "{'work': [{'summary': 'on zorblax 8'}]}"), 0);
}

static void a_tool_is_evidence_of_what_it_is_for_and_no_other_name_of_it(void **state)
{
	static const char job[] = "{\"title\":\"x\",\"text\":\"x\",\"requirements\":[\"CI/CD\"]}";
	static const char *const shown[] = { "GitLab CI", "GitHub Actions", "Jenkins",
					     "CI pipelines", "continuous integration" };
	char *resume;

	(void)state;
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		resume =
		    rq_printf("{\"work\":[{\"highlights\":[\"Moved builds to %s\"]}]}", shown[i]);
		assert_shown(job, resume, 1000, shown[i]);
		free(resume);
	}
	assert_shown(job, "{\"work\":[{\"highlights\":[\"Wrote Python\"]}]}", 0, NULL);
	assert_shown("{\"title\":\"x\",\"text\":\"x\",\"requirements\":[\"Jenkins\"]}",
		     "{\"work\":[{\"highlights\":[\"Ran CI/CD\"]}]}", 0, NULL);
	assert_shown(
	    "{\"title\":\"x\",\"text\":\"x\",\"requirements\":[\"Google Cloud Platform\"]}",
	    "{\"work\":[{\"highlights\":[\"Ran clusters on GCP\"]}]}", 1000, "GCP");
}

/* Or writing the other one would show more than was there. */
static void a_name_is_evidence_of_what_is_part_of_another_name(void **state)
{
	(void)state;
	assert_int_equal(credit_of("PCR", "{'work': [{'summary': 'Ran qPCR daily'}]}"), 1000);
	assert_int_equal(credit_of("Azure", "{'work': [{'summary': 'Ran Entra ID'}]}"), 1000);
	assert_int_equal(credit_of("AWS", "{'work': [{'summary': 'Ran EC2'}]}"), 1000);
	assert_int_equal(credit_of("qPCR", "{'work': [{'summary': 'Ran PCR daily'}]}"), 0);
}

static void each_term_is_explained_with_its_place_and_line(void **state)
{
	json_t *provenance = parse("{'/work/0/highlights/1': [14, 15]}"), *terms, *term;
	json_t *resume = parse(original);
	struct rq_score score;
	struct rq_job job;

	(void)state;
	read_job(example_job, &job);
	rq_score_compute(resume, &job, vocabulary, now, &score);
	terms = rq_score_terms(&score, &job, provenance);
	assert_int_equal(json_array_size(terms), 6);
	term = json_array_get(terms, 2);
	assert_string_equal(rq_json_string(term, "req"), "m3");
	assert_string_equal(rq_json_string(term, "kind"), "must");
	assert_int_equal(rq_json_integer(term, "credit", 0), 1000);
	assert_int_equal(rq_json_integer(term, "line", 0), 14);
	assert_string_equal(rq_json_string(term, "where"), "/work/0/highlights/1");
	assert_true(json_is_false(json_object_get(term, "literal")));
	term = json_array_get(terms, 3);
	assert_int_equal(rq_json_integer(term, "credit", -1), 0);
	assert_null(json_object_get(term, "where"));
	json_decref(terms);
	terms = rq_score_terms(&score, &job, NULL);
	assert_null(json_object_get(json_array_get(terms, 2), "line"));
	json_decref(terms);
	rq_score_free(&score);
	rq_job_free(&job);
	json_decref(resume);
	json_decref(provenance);
}

static void the_first_of_equal_places_is_named_as_rfc_6901_says(void **state)
{
	json_t *resume = parse("{'a/b': {'c~d': ['Python', 'Python']}, 'unplaced': ['Python']}");
	struct rq_score score;
	struct rq_job job;

	(void)state;
	read_job(example_job, &job);
	rq_score_compute(resume, &job, vocabulary, now, &score);
	assert_string_equal(score.credits[0].where, "/a~1b/c~0d/0");
	rq_score_free(&score);
	rq_job_free(&job);
	json_decref(resume);
}

static void months_are_the_union_of_intervals(void **state)
{
	static const struct {
		const char *work;
		int months;
	} cases[] = {
		{ "[]", 0 },
		{ "[{'startDate': '2020-01', 'endDate': '2020-12'}]", 12 },
		{ "[{'startDate': '2020-01-31', 'endDate': '2020-02-01'}]", 2 },
		{ "[{'startDate': '2019', 'endDate': '2021'}]", 24 },
		{ "[{'startDate': '2019', 'endDate': '2019'}]", 6 },
		{ "[{'startDate': '2020-01', 'endDate': '2020-12'},"
		  " {'startDate': '2020-06', 'endDate': '2021-06'}]",
		  18 },
		{ "[{'startDate': '2023-01', 'endDate': '2023-12'},"
		  " {'startDate': '2020-01', 'endDate': '2020-12'}]",
		  24 },
		{ "[{'startDate': '2020-01', 'endDate': '2024-12'},"
		  " {'startDate': '2021-01', 'endDate': '2021-12'}]",
		  60 },
		{ "[{'startDate': '2026-01'}]", 11 },
		{ "[{'startDate': '2026-01', 'endDate': 'Present'}]", 11 },
		{ "[{'startDate': '2026-01', 'endDate': '2031-01'}]", 11 },
		{ "[{'startDate': '2030-01'}, {'endDate': '2020'}, {'startDate': 'once'}]", 0 },
		{ "[{'startDate': '2020-13', 'endDate': '2021'}, {'startDate': 12}, 7]", 0 },
		{ "[{'startDate': '2021-05', 'endDate': '2020-05'}]", 0 },
		{ "[{'startDate': '20200', 'endDate': '2021'}]", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *work = parse(cases[i].work);

		if (rq_tenure_months(work, now) != cases[i].months)
			fail_msg("%s: %d", cases[i].work, rq_tenure_months(work, now));
		json_decref(work);
	}
	assert_int_equal(rq_tenure_months(NULL, now), 0);
}

static int education_score(const char *wanted, const char *held)
{
	char *job = rq_printf("{'title': 'Senior', 'text': 'x', 'requirements': [], 'months': 0,"
			      " 'education': '%s'}",
			      wanted);
	char *resume = rq_printf("{'education': [{'studyType': '%s'}]}", held);
	struct rq_score score = score_of(job, resume);
	int result = score.education;

	rq_score_free(&score);
	free(job);
	free(resume);
	return result;
}

static void education_is_met_or_half_met_one_level_below(void **state)
{
	(void)state;
	assert_int_equal(education_score("bachelor", "B.Sc."), 10000);
	assert_int_equal(education_score("bachelor", "PhD"), 10000);
	assert_int_equal(education_score("master", "Bachelor of Arts"), 5000);
	assert_int_equal(education_score("doctor", "BA"), 0);
	assert_int_equal(education_score("master", "Diplom"), 10000);
	assert_int_equal(education_score("master", "Laurea magistrale"), 10000);
	assert_int_equal(education_score("bachelor", ""), 0);
}

static enum rq_degree lowest(const char *text)
{
	enum rq_degree low, high;

	rq_degree_read(text, false, &low, &high);
	assert_true(low <= high);
	return low;
}

static void degrees_are_read_in_seven_languages(void **state)
{
	(void)state;
	assert_int_equal(lowest("Bachelor's or Master's degree in CS"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("Master\xe2\x80\x99s in statistics"), RQ_DEGREE_MASTER);
	assert_int_equal(lowest("a degree in nursing or equivalent"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("BS/MS in Engineering"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("Abgeschlossenes Hochschulstudium"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("abgeschlossene Berufsausbildung"), RQ_DEGREE_VOCATIONAL);
	assert_int_equal(lowest("Dipl.-Ing. Maschinenbau"), RQ_DEGREE_MASTER);
	assert_int_equal(lowest("Formation Bac +5"), RQ_DEGREE_MASTER);
	assert_int_equal(lowest("Titulación universitaria"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("Mestrado em Física"), RQ_DEGREE_MASTER);
	assert_int_equal(lowest("Laurea in Economia"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("HBO werk- en denkniveau"), RQ_DEGREE_BACHELOR);
	assert_int_equal(lowest("PhD"), RQ_DEGREE_DOCTOR);
	assert_int_equal(lowest("High school diploma"), RQ_DEGREE_SCHOOL);
}

static void what_only_looks_like_a_degree_is_none(void **state)
{
	static const char *const others[] = { "Certified Scrum Master in an agile team",
					      "MS Office",
					      "a high degree of autonomy",
					      "master data",
					      "no degree needed",
					      "",
					      "BA (business analyst)",
					      "55 mph",
					      "the Master plan",
					      "salary cap",
					      "LLM applications" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (lowest(others[i]) != RQ_DEGREE_NONE)
			fail_msg("%s", others[i]);
}

static void every_degree_has_a_name_that_is_found(void **state)
{
	(void)state;
	assert_null(rq_degree_name(RQ_DEGREE_NONE));
	for (int i = RQ_DEGREE_SCHOOL; i <= RQ_DEGREE_DOCTOR; i++)
		assert_int_equal(rq_degree_find(rq_degree_name((enum rq_degree)i)), i);
	assert_int_equal(rq_degree_find("wizard"), RQ_DEGREE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_example_scores_as_written),
		cmocka_unit_test(an_honest_spelling_reaches_the_ceiling_and_no_more_evidence),
		cmocka_unit_test(a_fabrication_raises_evidence),
		cmocka_unit_test(a_listed_skill_moved_into_a_job_raises_evidence),
		cmocka_unit_test(stuffing_a_skill_two_hundred_times_counts_once),
		cmocka_unit_test(a_permutation_of_sections_leaves_all_equal),
		cmocka_unit_test(duplicate_lines_leave_all_equal),
		cmocka_unit_test(adding_any_text_never_lowers_literal),
		cmocka_unit_test(a_swap_of_name_mail_and_pronouns_leaves_all_equal),
		cmocka_unit_test(what_the_job_does_not_state_is_in_neither_sum),
		cmocka_unit_test(credit_is_by_the_best_section),
		cmocka_unit_test(everyday_words_need_their_case_in_prose_only),
		cmocka_unit_test(a_phrase_does_not_reach_into_the_next_line),
		cmocka_unit_test(a_term_that_no_vocabulary_knows_is_found_as_it_is),
		cmocka_unit_test(a_tool_is_evidence_of_what_it_is_for_and_no_other_name_of_it),
		cmocka_unit_test(a_name_is_evidence_of_what_is_part_of_another_name),
		cmocka_unit_test(each_term_is_explained_with_its_place_and_line),
		cmocka_unit_test(the_first_of_equal_places_is_named_as_rfc_6901_says),
		cmocka_unit_test(months_are_the_union_of_intervals),
		cmocka_unit_test(education_is_met_or_half_met_one_level_below),
		cmocka_unit_test(degrees_are_read_in_seven_languages),
		cmocka_unit_test(what_only_looks_like_a_degree_is_none),
		cmocka_unit_test(every_degree_has_a_name_that_is_found),
	};

	return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
