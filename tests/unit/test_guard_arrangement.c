/* Old words in a new order: lists and clauses move, nothing leaves what it was told of. */

#include "guard_kit.h"

#define H(n) "/work/0/highlights/" #n

static void members_of_a_list_and_clauses_move(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Voice picking, RF scanners and returns" },
		{ H(1), "Measured tanks in Hall 4, oiled hinges and swept floors on Fridays" },
		{ H(2), "Quotes from caterers, menus" },
		{ H(3), "Looked after the switches (Cisco) and printers (Brother)" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "RF scanners, returns and voice picking");
	assert_passes(&kit, H(1),
		      "Swept floors on Fridays, measured tanks in Hall 4 and oiled hinges");
	assert_passes(&kit, H(2), "Menus, caterers' quotes");
	assert_passes(&kit, H(3), "Looked after printers (Brother) and the switches (Cisco)");
	kit_close(&kit);
}

static void what_nothing_joined_is_not_joined(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Voice picking, RF scanners, returns" },
		{ H(1), "Storm drains, culverts; bridges with timber piles" },
		{ H(2), "Rewrote the website with an agency" },
		{ H(3), "Mapping of the office and of terminals" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Voice picking with RF scanners, returns", "anchor");
	assert_breaks(&kit, H(1), "Storm drains, culverts with timber piles; bridges", "anchor");
	assert_breaks(&kit, H(2), "Rewrote the website for an agency", "anchor");
	assert_breaks(&kit, H(3), "Mapping of the office on terminals", "anchor");
	kit_close(&kit);
}

static void no_word_leaves_its_chunk(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Postgres upgrades with near zero downtime" },
		{ H(1), "Held briefings, absence interviews, accident reports" },
		{ H(2), "Wages for 14 people, paid bi-weekly" },
		{ H(3), "Took p1 incidents from 14 to 3 per quarter" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Postgres upgrades with zero downtime", "anchor");
	assert_breaks(&kit, H(1), "Held interviews, absence briefings, accident reports", "anchor");
	assert_breaks(&kit, H(2), "Wages for 14 people, paid weekly", "anchor");
	assert_breaks(&kit, H(3), "Took incidents from 14 to 3 per quarter", "anchor");
	kit_close(&kit);
}

static void brackets_and_measures_stay_behind_what_they_are_of(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Mailchimp, Google Ads (budget: 600 pounds)" },
		{ H(1), "Bypass of Carrow, 14 km; two viaducts" },
		{ H(2), "Posters, banners (by hand), leaflets" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Google Ads, Mailchimp (budget: 600 pounds)", "anchor");
	assert_breaks(&kit, H(1), "Bypass of Carrow; two viaducts, 14 km", "anchor");
	assert_breaks(&kit, H(2), "Leaflets, posters, banners", "loss");
	assert_passes(&kit, H(2), "Banners (by hand), posters, leaflets");
	kit_close(&kit);
}

static void members_of_a_bracket_move_in_it(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Ran the invoices (Xero, Sage) and rotas" },
		{ H(1), "Kept rotas, around 80 shifts" },
		{ H(2), "Pipelines in dbt + Snowflake" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Ran the invoices (Sage, Xero) and rotas");
	assert_breaks(&kit, H(0), "Ran the invoices (Sage) and rotas (Xero)", "anchor");
	assert_passes(&kit, H(1), "Kept rotas (around 80 shifts)");
	assert_passes(&kit, H(2), "Pipelines in Snowflake + dbt");
	kit_close(&kit);
}

static void a_small_word_is_not_put_for_another(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Cleaned instruments after each operation" },
		{ H(1), "Took blood samples as the vet asked" },
		{ H(2), "Deployed the ledgers in Oracle" },
		{ NULL, NULL },
	};
	static const struct kit_leaf dutch[] = { { H(0), "Controle door de chef" },
						 { NULL, NULL } };
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Cleaned instruments during and after each operation", "anchor");
	assert_breaks(&kit, H(1), "Took blood samples as the vet", "loss");
	assert_breaks(&kit, H(2), "Deployed the ledgers for Oracle", "anchor");
	kit_close(&kit);
	kit_open(&kit, "nl", dutch);
	assert_breaks(&kit, H(0), "Controle voor de chef", "anchor");
	kit_close(&kit);
}

static void what_bounds_and_when_stay_with_their_words(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Custom homes and small offices" },
		{ H(1), "Sites on WordPress and later on Gatsby" },
		{ H(2), "Fewer errors thanks to 5S and weekly kaizen" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Small custom homes and offices", "anchor");
	assert_breaks(&kit, H(1), "Sites on Gatsby and later on WordPress", "anchor");
	assert_breaks(&kit, H(2), "Weekly fewer errors thanks to 5S and kaizen", "anchor");
	kit_close(&kit);
}

static void what_is_told_of_a_thing_goes_with_it_only(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Cycle counts of C-II with the pharmacist, restocking" },
		{ H(1), "Eight years in urgent care and general practice" },
		{ H(2), "Responsible for starters. Responsible for the register. Repaired lamps" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Cycle counts of C-II, restocking", "loss");
	assert_breaks(&kit, H(1), "Eight years in urgent care", "loss");
	assert_passes(&kit, H(0), "Cycle counts of C-II with the pharmacist");
	assert_passes(&kit, H(2), "Repaired lamps. Responsible for the register");
	kit_close(&kit);
}

static void small_words_mean_what_they_do_in_their_language(void **state)
{
	static const struct kit_leaf french[] = { { H(0), "Ventes de jardin, +9 % en 2023" },
						  { NULL, NULL } };
	static const struct kit_leaf english[] = { { H(0), "Cook, Harbour Grill" },
						   { NULL, NULL } };
	struct kit kit;

	(void)state;
	kit_open(&kit, "fr", french);
	assert_breaks(&kit, H(0), "Ventes de jardin, +9 % depuis 2023", "anchor");
	kit_close(&kit);
	kit_open(&kit, "en", english);
	assert_passes(&kit, H(0), "Cook at Harbour Grill");
	kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_of_a_list_and_clauses_move),
		cmocka_unit_test(what_nothing_joined_is_not_joined),
		cmocka_unit_test(no_word_leaves_its_chunk),
		cmocka_unit_test(brackets_and_measures_stay_behind_what_they_are_of),
		cmocka_unit_test(members_of_a_bracket_move_in_it),
		cmocka_unit_test(a_small_word_is_not_put_for_another),
		cmocka_unit_test(small_words_mean_what_they_do_in_their_language),
		cmocka_unit_test(what_bounds_and_when_stay_with_their_words),
		cmocka_unit_test(what_is_told_of_a_thing_goes_with_it_only),
	};

	return cmocka_run_group_tests_name("guard_arrangement", tests, NULL, NULL);
}
