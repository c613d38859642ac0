/* The rule "form" by single characters: how long a text may be, which signs, which addresses. */

#include <stdio.h>

#include "guard_kit.h"

#include "base/limits.h"
#include "match/token.h"

#define H(n) "/work/0/highlights/" #n

static const struct kit_leaf shopkeeper[] = {
	{ "/basics/name", "Ada Example" },
	{ "/work/0/position", "Developer" },
	{ "/work/0/name", "Tollgate Parcels" },
	{ H(0), "Packed crates" },
	{ H(1), "Wrote C Sharp services for 50 shops" },
	{ H(2), "Sold crates at https://crates.example/shop to 9 shops" },
	{ H(3), "Wrote NodeJS apps for shops" },
	{ H(4), "Wrote a NodeJS app for shops" },
	{ NULL, NULL },
};

static int open_shop(void **state)
{
	static struct kit kit;

	kit_open(&kit, "en", shopkeeper);
	*state = &kit;
	return 0;
}

static int close_kit(void **state)
{
	kit_close(*state);
	return 0;
}

/* Whether it passes the rule; no rule in front of that one may have stopped it. */
static bool has_form(const struct kit *kit, const char *path, const char *after)
{
	const char *rule = kit_judge(kit, kit_replace(kit, path, after, NULL));

	if (*rule && !rq_token_is_one_of(rule, " form content anchor loss "))
		fail_msg("%s: %s", rule, after);
	return strcmp(rule, "form") != 0;
}

static void a_text_may_grow_by_two_fifths_and_forty_characters(void **state)
{
	char after[128] = "Packed crates";

	for (size_t length = strlen(after); length < 13 + 5 + 40 + 10; length++) {
		after[length] = length % 2 ? 'a' : ' ';
		after[length + 1] = '\0';
		assert_int_equal(has_form(*state, H(0), after), length + 1 <= 13 + 5 + 40);
	}
}

static void a_text_that_is_too_long_to_be_judged_stays(void **state)
{
	static char text[RQ_MAX_EDITED_CHARS + 2];
	const struct kit_leaf leaves[] = {
		{ "/basics/name", "Ada Example" },
		{ H(0), text },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	for (size_t i = 0; i <= RQ_MAX_EDITED_CHARS; i++)
		text[i] = i % 8 == 7 ? ' ' : 'a';
	kit_open(&kit, "en", leaves);
	assert_string_equal(kit_judge(&kit, kit_replace(&kit, H(0), "Packed crates", NULL)),
			    "form");
	kit_close(&kit);
	text[RQ_MAX_EDITED_CHARS] = '\0'; /* one less is not too long */
	kit_open(&kit, "en", leaves);
	assert_string_not_equal(kit_judge(&kit, kit_replace(&kit, H(0), "Packed crates", NULL)),
				"form");
	kit_close(&kit);
}

static void a_language_that_has_no_words_here_is_read_like_english(void **state)
{
	const struct kit_leaf leaves[] = {
		{ "/basics/name", "Ada Example" },
		{ H(0), "Ran Postgres on K8s" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "pl", leaves);
	assert_passes(&kit, H(0), "Ran PostgreSQL on K8s");
	assert_breaks(&kit, H(0), "Ran PostgreSQL on Docker", "term");
	kit_close(&kit);
}

static void signs_of_a_number_stand_near_it(void **state)
{
	assert_true(has_form(*state, H(1), "Wrote C Sharp services for 50\u00a0shops"));
	assert_true(has_form(*state, H(1), "Wrote C Sharp services for\u00a0a 50 shops"));
	assert_false(has_form(*state, H(1), "Wrote C Sharp services for\u00a0an 50 shops"));
	assert_true(has_form(*state, H(1), "Wrote C Sharp services for 50   \u00a0shops"));
	assert_false(has_form(*state, H(1), "Wrote C Sharp services for 50    \u00a0shops"));
	assert_false(has_form(*state, H(1), "Wrote C Sharp services for 50 shops\u00a0here"));
}

static void signs_of_a_term_are_the_terms(void **state)
{
	assert_passes(*state, H(1), "Wrote C# services for 50 shops");
	assert_false(has_form(*state, H(1), "Wrote C Sharp services# for 50 shops"));
	assert_false(has_form(*state, H(1), "Wrote #C Sharp services for 50 shops"));
}

static void an_address_is_one_of_the_cited(void **state)
{
	static const char *const known[] = {
		"Sold crates at https://crates.example/shop",
		"Sold crates at https://crates.example/shop.",
		"Sold crates at https://crates.example/shop, to 9 shops",
		"Sold crates (https://crates.example/shop)",
		"Sold crates at crates.example",
		"Sold crates at a.bc",
		"Sold crates at ab.c",
		"Sold crates at www.",
	};
	static const char *const strange[] = {
		"Sold crates at https://crates.example/shops",
		"Sold crates at www.x",
		"Sold crates at ab.cd",
		"Sold crates at me@shops",
		"Sold crates at ab.cd!",
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (!has_form(*state, H(2), known[i]))
			fail_msg("%s", known[i]);
	for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
		if (has_form(*state, H(2), strange[i]))
			fail_msg("%s", strange[i]);
}

static void a_term_with_a_dot_is_no_address(void **state)
{
	assert_passes(*state, H(3), "Wrote Node.js apps for shops");
	assert_true(has_form(*state, H(3), "Wrote \"Node.js\" apps for shops"));
	assert_false(has_form(*state, H(3), "Wrote nude.apps for shops"));
	assert_passes(*state, H(4), "Wrote a Node.js app for shops");
	assert_false(has_form(*state, H(4), "Wrote a/Node.js app for shops"));
}

int main(void)
{
#define SHOP_TEST(name) cmocka_unit_test_setup_teardown(name, open_shop, close_kit)
	const struct CMUnitTest tests[] = {
		SHOP_TEST(a_text_may_grow_by_two_fifths_and_forty_characters),
		cmocka_unit_test(a_text_that_is_too_long_to_be_judged_stays),
		cmocka_unit_test(a_language_that_has_no_words_here_is_read_like_english),
		SHOP_TEST(signs_of_a_number_stand_near_it),
		SHOP_TEST(signs_of_a_term_are_the_terms),
		SHOP_TEST(an_address_is_one_of_the_cited),
		SHOP_TEST(a_term_with_a_dot_is_no_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
