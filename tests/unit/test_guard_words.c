/* Single words of a text that decide what it claims: whose deed, whose name, what is counted. */

#include <stdio.h>

#include "guard_kit.h"

#define H(n) "/work/0/highlights/" #n

static void an_agent_whose_name_ends_in_ing_is_one(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Worked in the shop founded by Wing" },
		{ H(1), "Worked on the rota kept by King" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Founded the shop", "scope");
	assert_breaks(&kit, H(1), "Kept the rota", "scope");
	kit_close(&kit);
}

static void a_short_noun_in_ing_is_no_deed(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Measured pipes by ring" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Measured the ring of pipes", "anchor");
	kit_close(&kit);
}

static void a_company_with_a_name_of_one_word_is_not_written_in(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/name", "Brackenfold Payments" },
		{ H(0), "Ran clusters" },
		{ H(1), "Ran clusters for Brackenfold" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	kit_set_job(&kit, &(struct rq_job) { .company = rq_strdup("Brackenfold Ltd") });
	assert_string_equal(
	    kit_judge(&kit, kit_replace(&kit, H(0), "Ran clusters, Brackenfold Payments", "1 2")),
	    "job-name");
	assert_passes(&kit, H(1), "Ran the clusters for Brackenfold");
	kit_close(&kit);
}

static void a_word_of_a_term_is_not_its_name(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Ran Amazon Web Services" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Ran Services", "term");
	assert_breaks(&kit, H(0), "Ran Amazon", "term");
	kit_close(&kit);
}

static void what_was_counted_by_no_noun_counts_none(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "5 managed, 3 closed; sites in Leeds" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "5 managed sites in Leeds, 3 closed", "number");
	kit_close(&kit);
}

/* "Meehelpen", parted: the particle ends the clause, and what was helped with stays helped with. */
static void who_helped_along_did_not_do_it(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Hielp elke dag in de keuken mee en kookte" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "nl", leaves);
	assert_passes(&kit, H(0), "Hielp elke dag mee in de keuken en kookte");
	assert_breaks(&kit, H(0), "Kookte elke dag in de keuken", "content");
	kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_agent_whose_name_ends_in_ing_is_one),
		cmocka_unit_test(a_short_noun_in_ing_is_no_deed),
		cmocka_unit_test(a_company_with_a_name_of_one_word_is_not_written_in),
		cmocka_unit_test(a_word_of_a_term_is_not_its_name),
		cmocka_unit_test(what_was_counted_by_no_noun_counts_none),
		cmocka_unit_test(who_helped_along_did_not_do_it),
	};

	return cmocka_run_group_tests_name("guard_words", tests, NULL, NULL);
}
