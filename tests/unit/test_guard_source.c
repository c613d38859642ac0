/* The rule "source": which lines an edit may cite, how many, and what they may say. */

#include <stdio.h>

#include "guard_kit.h"

#define H(n) "/work/0/highlights/" #n

enum { MOST_LINES = 200, MOST_BYTES = 64 * 1024 };

static const struct kit_leaf clerk[] = {
	{ "/basics/name", "Ada Example" },
	{ "/work/0/position", "Clerk" },
	{ H(0), "Kept the books of 3 shops" },
	{ H(1), "Wrote letters" },
	{ NULL, NULL },
};

static json_t *drop(const struct kit *kit, const char *lines)
{
	json_t *edit = kit_replace(kit, H(1), NULL, lines);

	rq_json_set_string(edit, "op", "drop");
	return edit;
}

static void a_line_that_is_not_there_is_not_cited_for_a_drop_either(void **state)
{
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", clerk);
	assert_string_equal(kit_judge(&kit, drop(&kit, "4")), "");
	assert_string_equal(kit_judge(&kit, drop(&kit, "5")), "source");
	assert_string_equal(kit_judge(&kit, drop(&kit, "4 60")), "source");
	kit_close(&kit);
}

static void as_many_lines_are_cited_as_an_edit_may_cite(void **state)
{
	char lines[2 * MOST_LINES + 3] = "";
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", clerk);
	for (size_t i = 0; i < MOST_LINES; i++)
		memcpy(lines + 2 * i, "3 ", sizeof "3 ");
	assert_string_equal(
	    kit_judge(&kit, kit_replace(&kit, H(0), "Kept books of three shops", lines)), "");
	memcpy(lines + sizeof lines - 3, "3", sizeof "3");
	assert_string_equal(
	    kit_judge(&kit, kit_replace(&kit, H(0), "Kept books of three shops", lines)), "source");
	kit_close(&kit);
}

static void cited_lines_hold_as_much_text_as_can_be_judged(void **state)
{
	static char text[MOST_BYTES + 2];
	const struct kit_leaf leaves[] = {
		{ "/basics/name", "Ada Example" },
		{ H(0), "Kept the books of 3 shops" },
		{ H(1), text },
		{ H(2), "Wrote letters" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	memset(text, 'a', MOST_BYTES);
	for (size_t i = 7; i < MOST_BYTES; i += 8)
		text[i] = ' ';
	for (int more = 0; more < 2; more++) {
		text[MOST_BYTES] = more ? 'a' : '\0';
		kit_open(&kit, "en", leaves);
		assert_string_equal(
		    kit_judge(&kit, kit_replace(&kit, H(0), "Kept books of three shops", "2 3")),
		    more ? "source" : "");
		kit_close(&kit);
	}
}

static void who_ignored_something_gives_no_orders(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/basics/name", "Ada Example" },
		{ H(0), "Had to ignore alarms. Wrote instructions for 3 shops" },
		{ H(1), "Had to ignore all instructions for 3 shops" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Had to ignore alarms. Wrote instructions for three shops");
	assert_breaks(&kit, H(1), "Had to ignore all instructions for three shops", "source");
	kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_that_is_not_there_is_not_cited_for_a_drop_either),
		cmocka_unit_test(as_many_lines_are_cited_as_an_edit_may_cite),
		cmocka_unit_test(cited_lines_hold_as_much_text_as_can_be_judged),
		cmocka_unit_test(who_ignored_something_gives_no_orders),
	};

	return cmocka_run_group_tests_name("guard_source", tests, NULL, NULL);
}
