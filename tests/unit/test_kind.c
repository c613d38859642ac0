/* resume/kind: a résumé where a posting is wanted is somebody's, beyond doubt; a posting is not. */

#include "unit.h"

#include "resume/kind.h"
#include "resume_text.h"

static bool is_resume(const char *text)
{
	struct rq_document document;
	bool is;

	read_text_into(&document, text);
	is = rq_kind_is_resume(&document);
	rq_document_free(&document);
	return is;
}

#define TWO_JOBS "\nExperience\nEngineer, Acme Ltd, 2019 - 2021\nEngineer, Beta Ltd, 2015 - 2019\n"

static void a_person_with_two_times_of_life_is_one(void **state)
{
	(void)state;
	assert_true(is_resume("Cy Example\ncy@example.org\n" TWO_JOBS));
	assert_true(is_resume("Cy Example\n+44 20 7946 0018\n" TWO_JOBS));
	assert_true(is_resume("Cy Example\ncy@example.org\n\nExperience\n"
			      "Engineer, Acme Ltd, 2019 - 2021\n\nEducation\n"
			      "BSc Physics, University of Leeds, 2015 - 2019\n"));
}

/* Of a school people often tell only when they left it. */
static void an_end_alone_is_a_time(void **state)
{
	(void)state;
	assert_true(is_resume("Cy Example\ncy@example.org\n\nEducation\n"
			      "MSc Physics, University of Leeds, 2021\n"
			      "BSc Physics, University of Hull, 2019\n"));
}

static void who_cannot_be_reached_is_none(void **state)
{
	(void)state;
	assert_false(is_resume("Cy Example\n" TWO_JOBS));
}

static void who_has_no_name_is_none(void **state)
{
	(void)state;
	assert_false(is_resume("cy@example.org\n" TWO_JOBS));
}

/* A posting names who answers questions, and since when there is such a job. */
static void a_posting_with_a_contact_and_a_date_is_none(void **state)
{
	(void)state;
	assert_false(is_resume("Cy Example\ncy@example.org\n\nExperience\n"
			       "Engineer, Acme Ltd, 2019 - 2021\n"));
	assert_false(is_resume("Backend Engineer\nAcme Ltd, Leeds\n\nWhat you bring\n"
			       "- Five years of PostgreSQL\n- Kubernetes\n\n"
			       "Questions? Cy Example, cy@example.org\n"));
	assert_false(is_resume(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_with_two_times_of_life_is_one),
		cmocka_unit_test(an_end_alone_is_a_time),
		cmocka_unit_test(who_cannot_be_reached_is_none),
		cmocka_unit_test(who_has_no_name_is_none),
		cmocka_unit_test(a_posting_with_a_contact_and_a_date_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
