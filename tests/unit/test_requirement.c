/* match/requirement and what it stands on: what a posting asks for, in its own words. */

#include "match_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* "m3 Go|Java; n1 Kafka; 60 bachelor": kind, weight and alternatives, months, education. */
static void describe(const struct rq_job *job, char *out, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < job->count && used < size; i++) {
		const struct rq_requirement *requirement = &job->requirements[i];

		used +=
		    (size_t)snprintf(out + used, size - used, "%c%d ",
				     requirement->kind == RQ_MUST ? 'm' : 'n', requirement->weight);
		for (size_t k = 0; k < requirement->count && used < size; k++)
			used += (size_t)snprintf(out + used, size - used, "%s%s", k ? "|" : "",
						 requirement->any[k]);
		if (used < size)
			used += (size_t)snprintf(out + used, size - used, "; ");
	}
	if (used < size)
		(void)snprintf(out + used, size - used, "%d %s", job->months,
			       job->education ? rq_degree_name(job->education) : "-");
}

static void assert_asks(const char *posting, const char *wanted)
{
	struct rq_error err = { 0 };
	struct rq_job job;
	char got[2000];

	assert_works(rq_job_from_text(posting, "posting", vocabulary, &job, &err), err);
	describe(&job, got, sizeof got);
	rq_job_free(&job);
	assert_string_equal(got, wanted);
}

static void sections_tell_must_from_nice_and_offers_from_both(void **state)
{
	(void)state;
	assert_asks("Developer\n\nAbout us\nWe use SAP.\n\nWhat you will do\n- Run Terraform\n\n"
		    "Requirements\n- Python\n- Docker\n\nNice to have\n- Kafka\n\n"
		    "What we offer\n- Training in Kubernetes\n",
		    "m2 Python; m2 Docker; n1 Terraform; n1 Kafka; 0 -");
}

static void headings_are_known_in_every_dress(void **state)
{
	(void)state;
	assert_asks("# Developer\n\n## Required skills\n* Python\n\n### Databases\n* MySQL\n\n"
		    "## Benefits\n* Kubernetes\n",
		    "m2 Python; m2 MySQL; 0 -");
	assert_asks("Developer\n\n**What you bring**\n- Python\n**Bonus:**\n- Kafka\n",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Developer\n\nRequirements: Python and\nDocker.\nNice to have: Kafka.\n",
		    "m2 Python; m2 Docker; n1 Kafka; 0 -");
	assert_asks("Developer\n\nRequirements\n- Nice to have: Kafka\n- Python\n",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Developer\nRequirements\nExperience with Python\nKnowledge of Docker\n"
		    "Preferred qualifications\nKafka\n",
		    "m2 Python; m2 Docker; n1 Kafka; 0 -");
	assert_asks("Developer\n\nWhat we ask for\n- Python\n\nTasks\n- Kafka\n",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Developer\n\nWhat you should bring\n- Python\n\nTasks\n- Kafka\n",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Entwickler\n\nDas erwarten wir\n- Python\n\nAufgaben\n- Kafka\n",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Développeur\n\nCe que nous attendons\n- Python\n\nMissions\n- Kafka\n",
		    "m2 Python; n1 Kafka; 0 -");
}

static void sentences_say_must_or_nice_where_no_section_does(void **state)
{
	(void)state;
	assert_asks("Developer\n\nPython is required; Kafka is a plus. Ideally you know Docker.",
		    "m2 Python; n1 Kafka; n1 Docker; 0 -");
	assert_asks("Developer\n\nYou have worked with Python. Desirable: Kafka.",
		    "m2 Python; n1 Kafka; 0 -");
	assert_asks("Developer\n\nRequirements\n- Python (Django preferred)\n- SQL, ideally MySQL\n"
		    "- Kafka (a plus)\n",
		    "m2 Python; m2 SQL; n1 Django; n1 MySQL; n1 Kafka; 0 -");
}

static void alternatives_count_once(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- PostgreSQL or MySQL\n- Kafka/RabbitMQ\n"
		    "- one of Python, Java or Kotlin\n- React and/or Angular\n",
		    "m2 PostgreSQL|MySQL; m2 Kafka|RabbitMQ; m2 Python|Java|Kotlin; "
		    "m2 React|Angular; 0 -");
	assert_asks("Developer\n\nRequirements\n- Python, Docker and Terraform\n",
		    "m2 Python; m2 Docker; m2 Terraform; 0 -");
	assert_asks("Developer\n\nRequirements\n- a broker (Kafka, RabbitMQ)\n"
		    "- tools such as Jenkins or Terraform\n",
		    "m2 Kafka|RabbitMQ; m2 Jenkins|Terraform; 0 -");
	assert_asks("Developer\n\nRequirements\n- Python (Docker), Kafka or RabbitMQ\n",
		    "m2 Python; m2 Docker; m2 Kafka|RabbitMQ; 0 -");
}

static void a_bracket_that_abbreviates_what_stands_before_it_asks_for_nothing_more(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- Continuous integration and deployment (CI/CD)\n",
		    "m2 Continuous integration|CI/CD; 0 -");
	assert_asks("Developer\n\nRequirements\n"
		    "- Continuous integration and continuous delivery (CI/CD), Python\n",
		    "m2 Continuous integration|continuous delivery|CI/CD; m2 Python; 0 -");
	assert_asks("Developer\n\nRequirements\n"
		    "- CI/CD (continuous integration and continuous deployment)\n",
		    "m2 CI/CD|continuous integration|continuous deployment; 0 -");
	assert_asks("Developer\n\nRequirements\n- Google Cloud Platform (GCP)\n",
		    "m2 Google Cloud Platform|GCP; 0 -");
	assert_asks("Developer\n\nRequirements\n- Continuous integration (Jenkins)\n"
		    "- Cascading styles in React (CSS)\n- Python (PHP, Perl)\n",
		    "m2 Continuous integration; m2 Jenkins; m2 React; m2 CSS; m2 Python; "
		    "m2 PHP|Perl; 0 -");
}

static void two_spellings_of_one_thing_are_one_requirement(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- Amazon Web Services (AWS) or Azure\n"
		    "- Kubernetes\n- K8s in production\n",
		    "m2 Amazon Web Services|AWS|Azure; m2 Kubernetes|K8s; 0 -");
}

static void the_same_term_twice_merges_and_must_wins(void **state)
{
	(void)state;
	assert_asks(
	    "Developer\n\nNice to have\n- Kafka\n- Redis\n\nRequirements\n- Kafka or RabbitMQ\n"
	    "- Python\n\nYour tasks\n- Python or Perl scripts\n",
	    "m2 Kafka|RabbitMQ; m2 Python; n1 Redis; 0 -");
}

static void a_wish_for_one_alternative_does_not_drop_the_others(void **state)
{
	(void)state;
	assert_asks("Developer\n\nTasks\n- Services in Python or Go\n- Python scripts\n\n"
		    "Requirements\n- Docker\n\nNice to have\n- Go\n",
		    "m2 Docker; n1 Python; n1 Go; 0 -");
	assert_asks("Developer\n\nTasks\n- Services in Python or Go\n\nRequirements\n- Go\n",
		    "m2 Go; 0 -");
}

static void weights_follow_the_words(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- Strong Python\n- Basic Docker\n- Redis\n",
		    "m3 Python; m1 Docker; m2 Redis; 0 -");
	assert_asks("Senior Python Developer\n\nRequirements\n- Docker\n- Redis\n\nTasks\n"
		    "- Docker images\n- Docker hosts\n",
		    "m3 Docker; m2 Redis; m3 Python; 0 -");
}

static void everyday_words_need_their_case_and_lone_letters_company(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- Ready to go the extra mile, take a rest\n"
		    "- Services in Go\n",
		    "m2 Go; 0 -");
	assert_asks(
	    "Driver\n\nRequirements\n- Class C\n- Vitamin C\n- Go above and beyond\n- Python\n",
	    "m2 Python; 0 -");
	assert_asks("Analyst\n\nRequirements\n- R or Python\n- C programming\n",
		    "m2 R|Python; m2 C programming; 0 -");
}

static void a_posting_without_asking_words_asks_for_what_it_names(void **state)
{
	(void)state;
	assert_asks("Developer\n\nWe write Python and ship with Docker.\n",
		    "m2 Python; m2 Docker; 0 -");
}

static void a_posting_that_only_offers_is_read_after_all(void **state)
{
	(void)state;
	assert_asks("Developer\n\nAbout us\nWe write Python.\n", "m2 Python; 0 -");
}

static void a_company_is_no_skill(void **state)
{
	(void)state;
	assert_asks("Company: Acme Robotics\nTitle: Baker\n\nRequirements\n- Join Acme Robotics\n- "
		    "Python\n",
		    "m2 Python; 0 -");
}

static void months_of_experience_are_read_with_care(void **state)
{
	static const struct {
		const char *line;
		int months;
	} cases[] = {
		{ "5+ years of experience", 60 },
		{ "at least three years' experience", 36 },
		{ "3-5 years of experience", 36 },
		{ "3 to 5 years of professional experience", 36 },
		{ "18 months of experience", 18 },
		{ "2 years of experience, 4 years of practice", 48 },
		{ "mindestens 3 Jahre Berufserfahrung", 36 },
		{ "Mindestens zwei Jahre Erfahrung", 24 },
		{ "au moins 4 ans d'expérience", 48 },
		{ "más de 3 años de experiencia", 36 },
		{ "mínimo de 2 anos de experiência", 24 },
		{ "esperienza di almeno 5 anni", 60 },
		{ "minimaal 2 jaar ervaring", 24 },
		{ "Berufserfahrung (mind. 3 Jahre) im Verkauf", 36 },
		{ "Experiencia (mín. 2 años)", 24 },
		{ "a company of 20 years", 0 },
		{ "99 years of experience", 0 },
		{ "30 days of leave, much experience", 0 },
		{ "years of experience", 0 },
		{ "10 years of experience are a plus", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *posting = rq_printf("Baker\n\nRequirements\n- %s\n", cases[i].line);
		struct rq_error err = { 0 };
		struct rq_job job;

		assert_works(rq_job_from_text(posting, NULL, vocabulary, &job, &err), err);
		if (job.months != cases[i].months)
			fail_msg("%s: %d", cases[i].line, job.months);
		rq_job_free(&job);
		free(posting);
	}
}

static void a_line_of_work_counts_in_the_years_that_are_asked_of_it(void **state)
{
	static const char *const cases[][2] = {
		{ "At least 4 years of professional software development", "48 -" },
		{ "At least 4 years of professional experience in software development", "48 -" },
		{ "4+ years of hands-on software development experience", "48 -" },
		{ "3 years of experience in teaching or nursing", "36 -" },
		{ "3 years of experience in sales, logistics and purchasing", "36 -" },
		{ "Experience in accounting (2+ years)", "24 -" },
		{ "2-4 years in software development", "24 -" },
		{ "mindestens 4 Jahre Berufserfahrung in der Softwareentwicklung", "48 -" },
		{ "Mindestens drei Jahre Erfahrung in der Krankenpflege", "36 -" },
		{ "3 ans d'expérience professionnelle en comptabilité", "36 -" },
		{ "Al menos 3 años de experiencia en ventas", "36 -" },
		{ "Mínimo de 2 anos de experiência em desenvolvimento de software", "24 -" },
		{ "Esperienza di almeno 5 anni nella logistica", "60 -" },
		{ "Esperienza nella logistica di almeno 5 anni", "60 -" },
		{ "Minimaal 2 jaar ervaring in softwareontwikkeling", "24 -" },
		/* what is no line of work, or asked for besides, is a term */
		{ "4 years of experience in software development with Python", "m2 Python; 48 -" },
		{ "3 years of experience with SAP", "m2 SAP; 36 -" },
		{ "3 years of experience in sales and knowledge of accounting",
		  "m2 accounting; 36 -" },
		{ "Knowledge of accounting and 3 years of experience with SAP",
		  "m2 accounting; m2 SAP; 36 -" },
		{ "3 years of experience, accounting", "m2 accounting; 36 -" },
		{ "5 years of experience in software development or Python",
		  "m2 software development|Python; 60 -" },
		{ "Experience in software development", "m2 software development; 0 -" },
		{ "Ideally 3 years of experience in sales", "n1 sales; 0 -" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *posting = rq_printf("Baker\n\nRequirements\n- %s\n", cases[i][0]);

		assert_asks(posting, cases[i][1]);
		free(posting);
	}
	assert_asks("Baker\n\nTasks\n- Sales\n- SAP\n\nRequirements\n"
		    "- 3 years of experience in sales\n",
		    "n1 SAP; 36 -");
	assert_asks("Baker\n\nRequirements\n- 3 years of experience in sales\n"
		    "- Strong accounting\n- Convincing in sales\n",
		    "m3 accounting; m2 sales; 36 -");
}

static void the_lowest_degree_that_is_enough_is_asked_for(void **state)
{
	(void)state;
	assert_asks(
	    "Baker\n\nRequirements\n- Bachelor's degree in CS or equivalent; Master's preferred\n",
	    "0 bachelor");
	assert_asks("Baker\n\nRequirements\n- Flour\n\nNice to have\n- PhD\n", "0 -");
	assert_asks("Baker\n\nRequisitos\n- Ensino superior completo\n", "0 bachelor");
	assert_asks(
	    "Baker\n\nBenefits\n- We pay for your Master's degree\n\nRequirements\n- Flour\n",
	    "0 -");
}

static void postings_are_read_in_seven_languages(void **state)
{
	(void)state;
	assert_asks("Entwickler (m/w/d)\n\nÜber uns\nWir nutzen SAP.\n\nDein Profil\n"
		    "- Abgeschlossenes Studium\n- Mindestens drei Jahre Berufserfahrung\n"
		    "- Sehr gute Kenntnisse in Java oder Kotlin\n- Grundkenntnisse in Docker\n"
		    "- Terraform von Vorteil\n- Idealerweise Kafka\n\nWir bieten\n- Python-Kurse\n",
		    "m3 Java|Kotlin; m1 Docker; n1 Terraform; n1 Kafka; 36 bachelor");
	assert_asks("Développeur\n\nVotre profil :\n- Bac+5\n- Au moins 4 ans d'expérience\n"
		    "- Vous maîtrisez Django ou Flask\n- Docker serait un plus\n\n"
		    "Nous offrons :\n- formation Kubernetes\n",
		    "m2 Django|Flask; n1 Docker; 48 master");
	assert_asks(
	    "Ingeniera\n\nRequisitos\n- 3 años de experiencia con SQL y Python\n"
	    "- Imprescindible PostgreSQL o MySQL\n- Se valorará Airflow\n\nOfrecemos\n- AWS\n",
	    "m2 SQL; m2 Python; m2 PostgreSQL|MySQL; n1 Airflow; 36 -");
	assert_asks(
	    "Engenheiro\n\nRequisitos\n- Domínio de Python ou Scala\n\nDiferenciais\n- Docker\n\n"
	    "Oferecemos\n- Kubernetes\n",
	    "m3 Python|Scala; n1 Docker; 0 -");
	assert_asks(
	    "Contabile\n\nRequisiti\n- Laurea in Economia\n- È richiesta la conoscenza di SAP\n"
	    "- Gradita la conoscenza di Power BI\n\nOffriamo\n- Docker\n",
	    "m2 SAP; n1 Power BI; 0 bachelor");
	assert_asks(
	    "Engineer\n\nWat vragen wij\n- Kennis van Python of Scala\n- Docker is een pré\n"
	    "- Het werken in een team van mensen\n\nWat bieden wij\n- Kubernetes\n",
	    "m2 Python|Scala; n1 Docker; 0 -");
}

static void terms_keep_the_postings_own_spelling(void **state)
{
	(void)state;
	assert_asks("Developer\n\nRequirements\n- postgres, NODEJS and k8s\n",
		    "m2 postgres; m2 NODEJS; m2 k8s; 0 -");
}

static void no_posting_asks_for_more_than_the_limit(void **state)
{
	char *extra = rq_alloc(400 * 64, 1), *text = rq_alloc(400 * 64, 1);
	struct rq_vocabulary *large = NULL;
	struct rq_error err = { 0 };
	struct rq_job job;
	char line[64];

	(void)state;
	strcpy(text, "Developer\n\nRequirements\n");
	for (int i = 0; i < 400; i++) {
		(void)snprintf(line, sizeof line, "Zorblax%d\ttool\tmining\n", i);
		strcat(extra, line);
		(void)snprintf(line, sizeof line, "- Zorblax%d\n", i);
		strcat(text, line);
	}
	assert_works(rq_vocabulary_open(extra, &large, &err), err);
	assert_works(rq_job_from_text(text, NULL, large, &job, &err), err);
	assert_int_equal(job.count, RQ_MAX_REQUIREMENTS);
	rq_job_free(&job);
	strcpy(text, "Developer\n\nRequirements\n- Zorblax0");
	for (int i = 1; i < 40; i++) {
		(void)snprintf(line, sizeof line, " or Zorblax%d", i);
		strcat(text, line);
	}
	assert_works(rq_job_from_text(text, NULL, large, &job, &err), err);
	for (size_t i = 0; i < job.count; i++)
		assert_in_range(job.requirements[i].count, 1, RQ_MAX_ALTERNATIVES);
	rq_job_free(&job);
	rq_vocabulary_free(large);
	free(extra);
	free(text);
}

static void hostile_postings_end_soon_and_without_harm(void **state)
{
	static const char *const pieces[] = { "Python or ", "(",
					      "- - - ",     "required ",
					      "one of ",    "# ",
					      "a: ",        "Go/",
					      "**",         "ideally ",
					      "3 years ",   "\n",
					      "Master's, ", "\xe2\x80\xa2 x\n",
					      "e.g. ",      "Requirements:\n" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		size_t size = strlen(pieces[i]), count = 100000 / size;
		char *text = rq_alloc(count * size + 8, 1);
		struct rq_error err = { 0 };
		struct rq_job job;

		strcpy(text, "word ");
		for (size_t k = 0; k < count; k++)
			memcpy(text + 5 + k * size, pieces[i], size + 1);
		assert_works(rq_job_from_text(text, NULL, vocabulary, &job, &err), err);
		rq_job_free(&job);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_tell_must_from_nice_and_offers_from_both),
		cmocka_unit_test(headings_are_known_in_every_dress),
		cmocka_unit_test(sentences_say_must_or_nice_where_no_section_does),
		cmocka_unit_test(alternatives_count_once),
		cmocka_unit_test(
		    a_bracket_that_abbreviates_what_stands_before_it_asks_for_nothing_more),
		cmocka_unit_test(two_spellings_of_one_thing_are_one_requirement),
		cmocka_unit_test(the_same_term_twice_merges_and_must_wins),
		cmocka_unit_test(a_wish_for_one_alternative_does_not_drop_the_others),
		cmocka_unit_test(weights_follow_the_words),
		cmocka_unit_test(everyday_words_need_their_case_and_lone_letters_company),
		cmocka_unit_test(a_posting_without_asking_words_asks_for_what_it_names),
		cmocka_unit_test(a_posting_that_only_offers_is_read_after_all),
		cmocka_unit_test(a_company_is_no_skill),
		cmocka_unit_test(months_of_experience_are_read_with_care),
		cmocka_unit_test(a_line_of_work_counts_in_the_years_that_are_asked_of_it),
		cmocka_unit_test(the_lowest_degree_that_is_enough_is_asked_for),
		cmocka_unit_test(postings_are_read_in_seven_languages),
		cmocka_unit_test(terms_keep_the_postings_own_spelling),
		cmocka_unit_test(no_posting_asks_for_more_than_the_limit),
		cmocka_unit_test(hostile_postings_end_soon_and_without_harm),
	};

	return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
