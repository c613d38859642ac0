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
		{ H(1), "Drew charts in Power BI" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Ran Services", "term");
	assert_breaks(&kit, H(0), "Ran Amazon", "term");
	assert_breaks(&kit, H(1), "Drew charts in Power", "term");
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

/* Another currency, a part of the calls only: the number alone does not tell. */
static void what_a_number_is_of_is_told_with_it(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Cut the costs by C$50,000 in shops" },
		{ H(1), "Cut repeat calls by 15%" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Cut costs by C$50,000 in the shops");
	assert_breaks(&kit, H(0), "Cut costs by $50,000 in the shops", "number");
	assert_breaks(&kit, H(1), "Cut calls by 15%", "loss");
	kit_close(&kit);
}

static void how_others_did_something_is_not_how_i_did(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "While the foreman weekly slept, I set the machine" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Weekly set the machine", "content");
	kit_close(&kit);
}

static void a_passive_whose_verb_comes_first_is_one(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Wurden Läden geleitet" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "de", leaves);
	assert_breaks(&kit, H(0), "Läden geleitet", "scope");
	assert_breaks(&kit, H(0), "Leitung der Läden", "scope");
	kit_close(&kit);
}

static void compounds_may_be_told_apart_in_german_and_dutch(void **state)
{
	static const struct kit_leaf german[] = {
		{ H(0), "Kabelverlegung in Häusern" },
		{ NULL, NULL },
	};
	static const struct kit_leaf dutch[] = {
		{ H(0), "Machineonderhoud in de hal" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "de", german);
	assert_passes(&kit, H(0), "Verlegung von Kabeln in Häusern");
	assert_breaks(&kit, H(0), "Verlegung von Rohren in Häusern", "term");
	kit_close(&kit);
	kit_open(&kit, "nl", dutch);
	assert_passes(&kit, H(0), "Onderhoud van de machine in de hal");
	assert_breaks(&kit, H(0), "Onderhoud van de kabel in de hal", "content");
	kit_close(&kit);
}

/* "Used the drill to bore walls" says what was done; without it, only that the drill was used. */
static void who_says_with_what_says_what_was_done(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Bored walls using the drill" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Used the drill to bore walls");
	assert_breaks(&kit, H(0), "Used the drill on walls", "scope");
	kit_close(&kit);
}

/* "40 a week" behind a comma is of what was done in front of it, and of nothing else. */
static void an_afterthought_counts_what_was_done(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Posted purchase invoices, 40 a week" },
		{ H(1), "Posted invoices. 40 a week" },
		{ H(2), "Tours of schools, 40 a week" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Posted 40 purchase invoices a week");
	assert_breaks(&kit, H(0), "Posted 40 paid purchase invoices a week", "number");
	assert_breaks(&kit, H(1), "Posted 40 invoices a week", "number");
	assert_breaks(&kit, H(2), "Tours of 40 schools a week", "number");
	kit_close(&kit);
}

static void who_filed_copies_did_not_copy(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Copias archivadas, facturas" },
		{ H(1), "Copias archivadas y facturas" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "es", leaves);
	assert_breaks(&kit, H(0), "Copió facturas", "scope");
	assert_breaks(&kit, H(1), "Copias y facturas", "anchor");
	kit_close(&kit);
}

static void a_version_stays_with_its_name(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Java 8 apps for shops" },
		{ H(1), "Used Java. 8 shops" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Apps for shops in Java 8");
	assert_breaks(&kit, H(0), "Java apps for 8 shops", "number");
	assert_breaks(&kit, H(1), "Used Java 8 in shops", "number");
	kit_close(&kit);
}

/* Of 45 and 44 letters: with "took" and what joins them as many as a phrase may have. */
static void long_words_are_no_phrase(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Took aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
			"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0),
		      "Took the aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
		      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c");
	kit_close(&kit);
}

/* Of "Visual Studio" no "Visual" is left, also where the rest of the name stands elsewhere. */
static void a_name_is_not_cut_at_the_end_of_a_text(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Built apps in Visual Studio" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Built apps in Visual", "term");
	assert_breaks(&kit, H(0), "Built studio apps in Visual", "term");
	kit_close(&kit);
}

/* Nothing is told that was posted: what the number counts stands in the new text alone. */
static void an_afterthought_to_a_deed_without_a_thing_counts_none(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Posted, 40 a week" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Posted 40 invoices a week", "number");
	kit_close(&kit);
}

/* More digits than are compared: two such numbers are never the same. */
static void a_number_that_nobody_can_compare_is_no_number_that_stands_there(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Counted 1234567890123456789012345678901234 stars" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Counted 1234567890123456789012345678901239 stars", "number");
	kit_close(&kit);
}

static void an_english_line_takes_no_word_of_another_language(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Led data analysis for the sales team" },
		{ H(1), "Led Datenanalyse for the sales team" },
		{ "/skills/0/keywords/0", "Bookkeeping" },
		{ NULL, NULL },
	};
	static const struct kit_leaf german[] = {
		{ H(0), "Datenanalyse für den Vertrieb mit K8s" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Led Datenanalyse for the sales team", "term");
	assert_passes(&kit, H(1), "Led data analysis for the sales team");
	assert_passes(&kit, H(1), "Led Datenanalyse for a sales team");
	assert_breaks(&kit, "/skills/0/keywords/0", "Buchführung", "path");
	kit_close(&kit);
	kit_open(&kit, "de", german);
	assert_passes(&kit, H(0), "Data Analysis für den Vertrieb mit Kubernetes");
	kit_close(&kit);
}

static void who_did_something_may_say_that_he_helped(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Washed and dressed residents" },
		{ H(1), "Washed cars and talked to residents" },
		{ H(2), "Took part in an audit of falls" },
		{ H(3), "Took part in a course on falls" },
		{ H(4), "Washed the cars of the residents" },
		{ H(5), "Washed and ironed" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Supported residents with washing and dressing");
	assert_breaks(&kit, H(1), "Supported residents with washing cars", "content");
	assert_passes(&kit, H(2), "Contributed to an audit of falls");
	assert_breaks(&kit, H(3), "Contributed to a course on falls", "content");
	assert_passes(&kit, H(0), "Supported the residents with washing and dressing");
	assert_breaks(&kit, H(4), "Supported the residents with washing", "content");
	assert_passes(&kit, H(0), "Helped with washing and dressing of residents");
	assert_passes(&kit, H(5), "Helped with washing and ironing");
	assert_breaks(&kit, H(5), "Helped residents with washing and ironing", "content");
	kit_close(&kit);
}

static void who_learnt_gave_nothing_unless_the_line_says_so(void **state)
{
	static const struct kit_leaf german[] = {
		{ H(0), "Schulung in Brandschutz" },
		{ H(1), "Schulung in Brandschutz durchgeführt" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "de", german);
	assert_breaks(&kit, H(0), "Durchführung der Schulung in Brandschutz", "scope");
	assert_passes(&kit, H(1), "Durchführung der Schulung in Brandschutz");
	kit_close(&kit);
}

static void a_trade_is_named_by_its_deed_and_the_thing_it_was_done_to(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Welded frames in the yard" },
		{ H(1), "Here I welded; frames were bought" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Frame welding in the yard");
	assert_breaks(&kit, H(1), "Here frame welding", "term");
	kit_close(&kit);
}

static void a_line_without_a_verb_may_be_told_with_one_that_adds_nothing(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Colloqui con i genitori" },
		{ H(1), "Corso di primo soccorso" },
		{ H(2), "Pulizia svolta da una ditta" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "it", leaves);
	assert_passes(&kit, H(0), "Tenuto colloqui con i genitori");
	assert_breaks(&kit, H(1), "Tenuto corso di primo soccorso", "content");
	assert_breaks(&kit, H(2), "Svolta la pulizia", "loss");
	kit_close(&kit);
}

static void a_short_form_may_be_explained_beside_it(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Drafted non-disclosure agreements and reviewed contracts" },
		{ H(1), "Supported pupils with SEN in small groups" },
		{ H(2), "Sold apples and pears" },
		{ H(3), "Kept payroll systems" },
		{ H(4), "Kept payroll entry systems" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0),
		      "Drafted non-disclosure agreements (NDAs) and reviewed contracts");
	assert_passes(&kit, H(1),
		      "Supported pupils with special educational needs (SEN) in small groups");
	assert_breaks(&kit, H(1), "Supported pupils with special educational needs", "term");
	assert_breaks(&kit, H(1),
		      "Supported pupils with SEN and responsive web design (RWD) in small groups",
		      "term");
	assert_breaks(&kit, H(2), "Sold apples and pears (SAP)", "term");
	assert_passes(&kit, H(4), "Kept payroll entry systems (PES)");
	assert_breaks(&kit, H(3), "Kept payroll systems (SQL)", "term");
	assert_breaks(&kit, H(3), "Kept payroll systems (SX)", "term");
	assert_breaks(&kit, H(3), "Kept payroll systems of responsive web design (RWD)", "term");
	assert_breaks(&kit, H(3), "Kept payroll systems (SXCUBED)", "term");
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
		cmocka_unit_test(what_a_number_is_of_is_told_with_it),
		cmocka_unit_test(how_others_did_something_is_not_how_i_did),
		cmocka_unit_test(a_passive_whose_verb_comes_first_is_one),
		cmocka_unit_test(compounds_may_be_told_apart_in_german_and_dutch),
		cmocka_unit_test(who_says_with_what_says_what_was_done),
		cmocka_unit_test(an_afterthought_counts_what_was_done),
		cmocka_unit_test(who_filed_copies_did_not_copy),
		cmocka_unit_test(a_version_stays_with_its_name),
		cmocka_unit_test(long_words_are_no_phrase),
		cmocka_unit_test(a_name_is_not_cut_at_the_end_of_a_text),
		cmocka_unit_test(an_afterthought_to_a_deed_without_a_thing_counts_none),
		cmocka_unit_test(a_number_that_nobody_can_compare_is_no_number_that_stands_there),
		cmocka_unit_test(an_english_line_takes_no_word_of_another_language),
		cmocka_unit_test(who_did_something_may_say_that_he_helped),
		cmocka_unit_test(who_learnt_gave_nothing_unless_the_line_says_so),
		cmocka_unit_test(a_trade_is_named_by_its_deed_and_the_thing_it_was_done_to),
		cmocka_unit_test(a_line_without_a_verb_may_be_told_with_one_that_adds_nothing),
		cmocka_unit_test(a_short_form_may_be_explained_beside_it),
	};

	return cmocka_run_group_tests_name("guard_words", tests, NULL, NULL);
}
