/* The same résumé of somebody else. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "edit/pointer.h"
#include "report/swap.h"

static const char jane[] =
    "{\"basics\":{\"name\":\"Jane Doe\",\"email\":\"jane@doe.example\",\"summary\":\"Jane Doe is "
    "JANE to friends; her Go [sic] is hers.\"},\"work\":[{\"name\":\"Acme\",\"highlights\":[\"Mr. "
    "Hill said he saw Doe at Yale University\"]}],\"education\":[{\"institution\":\"Yale "
    "University\"},{\"institution\":\"Yale\"}]}";

static json_t *record(void)
{
	struct rq_error err = { 0 };
	json_t *resume;

	assert_works(rq_json_parse_object(jane, strlen(jane), &resume, &err), err);
	return json_pack("{s:s,s:s,s:o}", "language", "en", "text", "", "resume", resume);
}

/* The texts of the first swap of a kind, one behind the other. */
static json_t *first_of(const char *kind, json_t *from)
{
	for (size_t i = 0; i < rq_swap_count(); i++)
		if (strcmp(rq_swap_kind(i), kind) == 0)
			return rq_swap(i, from);
	return NULL;
}

static void assert_text(const json_t *swapped, const char *pointer, const char *text)
{
	const json_t *there = rq_pointer_find(rq_json_object(swapped, "resume"), pointer);

	assert_non_null(there);
	assert_string_equal(json_string_value(there), text);
}

static void a_name_is_another_wherever_it_stands(void **state)
{
	json_t *from = record(), *swapped = first_of("names", from);

	(void)state;
	assert_text(swapped, "/basics/name", "Emily Walsh");
	assert_text(swapped, "/basics/summary",
		    "Emily Walsh is Emily to friends; her Go [sic] is hers.");
	assert_text(swapped, "/work/0/highlights/0",
		    "Mr. Hill said he saw Walsh at Yale University");
	assert_text(swapped, "/basics/email", "jane@doe.example");
	assert_non_null(strstr(rq_json_string(swapped, "text"), "Emily Walsh"));
	assert_null(strstr(rq_json_string(swapped, "text"), "Jane Doe"));
	json_decref(swapped);
	json_decref(from);
}

static void pronouns_change_their_sex_and_keep_their_case(void **state)
{
	json_t *from = record(), *swapped = first_of("pronouns", from);

	(void)state;
	assert_text(swapped, "/basics/summary",
		    "Jane Doe is JANE to friends; his Go [sic] is his.");
	assert_text(swapped, "/work/0/highlights/0",
		    "Ms. Hill said she saw Doe at Yale University");
	json_decref(swapped);
	json_decref(from);
}

static void schools_are_others_everywhere(void **state)
{
	json_t *from = record(), *swapped = first_of("schools", from);

	(void)state;
	assert_text(swapped, "/education/0/institution", "Harvard University");
	assert_text(swapped, "/education/1/institution", "Harvard University");
	assert_text(swapped, "/work/0/highlights/0",
		    "Mr. Hill said he saw Doe at Harvard University");
	json_decref(swapped);
	json_decref(from);
}

static void where_there_is_nothing_to_swap_nothing_is(void **state)
{
	json_t *from = record(), *swapped;

	(void)state;
	(void)json_object_del(rq_json_object(from, "resume"), "education");
	assert_null(first_of("schools", from));
	swapped = rq_swap(rq_swap_count(), from);
	assert_true(
	    json_equal(json_object_get(swapped, "resume"), json_object_get(from, "resume")));
	json_decref(swapped);
	json_decref(from);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_another_wherever_it_stands),
		cmocka_unit_test(pronouns_change_their_sex_and_keep_their_case),
		cmocka_unit_test(schools_are_others_everywhere),
		cmocka_unit_test(where_there_is_nothing_to_swap_nothing_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
