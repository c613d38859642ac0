#include <stdio.h>

#include "guard_kit.h"

#define H(n) "/work/0/highlights/" #n

static const struct kit_leaf backend[] = {
	{ "/basics/name", "Ada Example" },
	{ "/basics/email", "ada@example.com" },
	{ "/basics/label", "Engineer" },
	{ "/work/0/position", "Senior Backend Engineer" },
	{ "/work/0/name", "Brackenfold Payments" },
	{ H(0), "Ran Postgres clusters on K8s for 3 teams" },
	{ H(1), "Contributed to the billing service, written in Python" },
	{ H(2), "Led a team of five senior engineers; raised sales by $ 50k in March 2021" },
	{ H(3), "Cut p99 latency of the API from 840 ms to 190 ms" },
	{ H(4), "Wrote reports on 45 patients for 12 staff, used by the finance team" },
	{ H(5), "Moved 17 services to the cloud without a maintenance window" },
	{ H(6), "Helped design, build and run the checkout in React Native" },
	{ H(7), "Reported to the CTO on 50,000 accounts and 2.4 million payments" },
	{ H(8), "Joined the team that founded the data platform, built by Kafka experts" },
	{ H(9), "Grew revenue 12% and cut costs 30%" },
	{ "/work/1/position", "Developer" },
	{ "/work/1/name", "Tollgate Parcels" },
	{ "/work/1/highlights/0", "Built label printing in Go with Redis" },
	{ "/work/1/highlights/1", "Co-founded the Python guild, a senior mentor to all" },
	{ "/skills/0/name", "Languages" },
	{ "/skills/0/keywords/0", "Python" },
	{ "/skills/0/keywords/1", "Golang" },
	{ "/skills/0/keywords/2", "C++ (basic)" },
	{ "/references/0/reference", "Ada led all of our Kubernetes work" },
	{ "/unplaced/0", "Award-winning Rust expert" },
	{ "/work/2/position", "Packer" },
	{ "/work/2/highlights/0", "Packed crates" },
	{ NULL, NULL },
};

static int open_backend(void **state)
{
	static struct kit kit;

	kit_open(&kit, "en", backend);
	*state = &kit;
	return 0;
}

static int close_kit(void **state)
{
	kit_close(*state);
	return 0;
}

/* --- what is honest passes ------------------------------------------------ */

static void honest_rewordings_pass(void **state)
{
	struct kit *kit = *state;

	assert_passes(kit, H(0), "Ran PostgreSQL clusters on Kubernetes for 3 teams");
	assert_passes(kit, H(0), "Ran PostgreSQL clusters for three teams on Kubernetes");
	assert_passes(kit, H(2),
		      "Led a team of 5 senior engineers; raised sales by $50,000 in March 2021");
	assert_passes(kit, H(2),
		      "Leading a team of five engineers; raised sales by USD 50k in March 2021");
	assert_passes(kit, H(3), "Reduced the p99 latency of the API from 840ms to 190ms");
	assert_passes(kit, H(6), "Helping design, build and run the checkout in React Native");
	assert_passes(kit, H(7), "Reported to the CTO on 50k accounts and 2,400,000 payments");
	assert_passes(kit, H(5),
		      "Moved seventeen services to the cloud without a maintenance window");
}

/* --- path, before, source ------------------------------------------------- */

static void only_listed_paths_may_be_edited(void **state)
{
	static const char *const paths[] = {
		"/basics/name",
		"/basics/email",
		"/work/0/name",
		"/work/0/position",
		"/work/-1/highlights/0",
		"/work/01/highlights/0",
		"/work/0/highlights/00",
		"/work/0/highlights/-",
		"/work/0/highlights/99",
		"/skills/0/name",
		"/references/0/reference",
		"/unplaced/0",
		"/work/0/~2",
		"",
		"/",
		"/work/0/highlights/0/",
		"work/0/highlights/0",
		"/projects/0/description",
		"/work/0/highlights/999999999999999999999",
		"/work/0",
		"/education/0/area",
	};

	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		json_t *edit = kit_replace(*state, paths[i], "Ran Postgres", "6");

		assert_string_equal(kit_judge(*state, edit), "path");
	}
}

static void before_must_be_what_stands_there(void **state)
{
	json_t *edit =
	    kit_replace(*state, H(0), "Ran PostgreSQL clusters on K8s for 3 teams", NULL);

	rq_json_set_string(edit, "before", "Ran Postgres clusters on K8s for 3 team");
	assert_string_equal(kit_judge(*state, edit), "before");
	edit = kit_replace(*state, H(0), "Ran PostgreSQL clusters on K8s for 3 teams", NULL);
	rq_json_set_take(edit, "before", json_null());
	assert_string_equal(kit_judge(*state, edit), "before");
}

static void an_edit_cites_lines_of_its_own_entry(void **state)
{
	static const char *const lines[] = { "", "0", "-1", "99", "6 18", "6 21", "2", "6 25" };
	const char *after = "Ran PostgreSQL clusters on Kubernetes for 3 teams";

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_string_equal(kit_judge(*state, kit_replace(*state, H(0), after, lines[i])),
				    "source");
	assert_string_equal(kit_judge(*state, kit_replace(*state, H(0), after, "4 5 6 7")), "");
}

static json_t *make(const char *op, const char *path, const char *before, const char *order)
{
	json_t *edit = json_object();

	rq_json_set_string(edit, "op", op);
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before", before ? json_string(before) : json_null());
	rq_json_set_take(edit, "after", json_null());
	rq_json_set_take(edit, "order", order ? json_loads(order, 0, NULL) : json_null());
	rq_json_set_take(edit, "source_lines", json_array());
	rq_json_set_take(edit, "req_ids", json_array());
	rq_json_set_string(edit, "reason", "");
	return edit;
}

static void a_reorder_is_a_permutation_of_a_listed_list(void **state)
{
	static const char *const bad[] = { "[0,1]",    "[0,1,2,3]", "[0,0,1]",          "[0,1,3]",
					   "[-1,0,1]", "[]",        "[2147483648,0,1]", "null" };

	assert_string_equal(
	    kit_judge(*state, make("reorder", "/skills/0/keywords", NULL, "[2,0,1]")), "");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_string_equal(
		    kit_judge(*state, make("reorder", "/skills/0/keywords", NULL,
					   strcmp(bad[i], "null") == 0 ? NULL : bad[i])),
		    "path");
	assert_string_equal(kit_judge(*state, make("reorder", "/work", NULL, "[1,0]")), "path");
	assert_string_equal(kit_judge(*state, make("reorder", "/unplaced", NULL, "[0]")), "path");
	assert_string_equal(kit_judge(*state, make("reorder", "/projects", NULL, "[]")), "path");
}

static void an_edit_of_a_text_has_a_text_and_no_order(void **state)
{
	json_t *edit =
	    kit_replace(*state, H(0), "Ran PostgreSQL clusters on K8s for 3 teams", NULL);

	rq_json_set_take(edit, "order", json_loads("[1,0]", 0, NULL));
	assert_string_equal(kit_judge(*state, edit), "path");
	assert_string_equal(kit_judge(*state, kit_replace(*state, H(0), NULL, NULL)), "path");
}

static void a_drop_takes_a_highlight_but_never_the_last(void **state)
{
	assert_string_equal(kit_judge(*state, make("drop", H(3), backend[8].text, NULL)), "");
	assert_string_equal(kit_judge(*state, make("drop", H(3), "Cut", NULL)), "before");
	assert_string_equal(
	    kit_judge(*state, make("drop", "/work/2/highlights/0", "Packed crates", NULL)), "path");
	assert_string_equal(kit_judge(*state, make("drop", "/work/1", NULL, NULL)), "path");
	assert_string_equal(kit_judge(*state, make("drop", "/skills/0/keywords/0", "Python", NULL)),
			    "path");
}

/* --- number --------------------------------------------------------------- */

static void a_new_number_is_refused(void **state)
{
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for 4 teams", "number");
	assert_breaks(*state, H(1),
		      "Contributed to the billing service, written in Python, 45% faster",
		      "number");
	assert_breaks(*state, H(3), "Cut p99 latency of the API from 840 s to 190 ms", "number");
	assert_breaks(*state, H(3), "Cut p99 latency of the API from 190 ms to 840 ms", "number");
	assert_breaks(*state, H(3), "Cut p99 latency of the API by 190 ms", "number");
	assert_breaks(*state, H(9), "Grew revenue 30% and cut costs 12%", "number");
}

static void counts_behind_modifiers_are_numbers(void **state)
{
	assert_breaks(*state, H(2),
		      "Led a team of fifteen senior engineers; raised sales by $ 50k in March 2021",
		      "number");
	assert_breaks(
	    *state, H(2),
	    "Led a team of 8 senior platform engineers; raised sales by $ 50k in March 2021",
	    "number");
}

static void a_dollar_sign_after_a_space_binds(void **state)
{
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by $ 80k in March 2021",
		      "number");
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by € 50k in March 2021",
		      "number");
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by 50k in March 2021",
		      "number");
}

static void fifty_k_is_fifty_thousand_and_not_fifty(void **state)
{
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by $ 50 in March 2021",
		      "number");
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by $ 50m in March 2021",
		      "number");
	assert_passes(*state, H(7),
		      "Reported to the CTO on 50 000 accounts and 2.4 million payments");
	assert_passes(*state, H(7), "Reported to the CTO on 50.000 accounts and 2.4M payments");
	assert_breaks(*state, H(7),
		      "Reported to the CTO on 500,000 accounts and 2.4 million payments", "number");
	assert_breaks(*state, H(7),
		      "Reported to the CTO on 50,000 accounts and 24 million payments", "number");
}

static void nouns_outside_software_are_counted(void **state)
{
	assert_breaks(*state, H(4), "Wrote reports on 45 staff, used by the finance team",
		      "number");
	assert_breaks(*state, H(4),
		      "Wrote reports on 12 patients for 45 staff, used by the finance team",
		      "number");
	assert_passes(*state, H(4),
		      "Wrote reports on 45 patients for twelve staff, used by finance team");
}

static void digits_of_other_scripts_are_digits(void **state)
{
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for ٤ teams", "number");
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for ９ teams", "number");
	assert_passes(*state, H(0), "Ran Postgres clusters on Kubernetes for ٣ teams");
}

static void what_binds_a_number_stays(void **state)
{
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for over 3 teams", "number");
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for 3+ teams", "number");
	assert_breaks(*state, H(4),
		      "Wrote reports on about 45 patients for 12 staff, used by finance team",
		      "number");
}

/* --- term ----------------------------------------------------------------- */

static void a_new_skill_name_or_acronym_is_refused(void **state)
{
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s with Terraform for 3 teams",
		      "term");
	assert_breaks(*state, H(0), "Ran Google Postgres clusters on K8s for 3 teams", "term");
	assert_breaks(*state, H(0), "Ran SAP Postgres clusters on K8s for 3 teams", "term");
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s and p95 for 3 teams", "term");
	assert_breaks(*state, H(0), "Ran MySQL clusters on K8s for 3 teams", "term");
}

static void a_part_of_a_term_is_another_term(void **state)
{
	assert_breaks(*state, H(6), "Helped design, build and run the checkout in React", "term");
}

/* --- scope ---------------------------------------------------------------- */

static void contributed_does_not_become_led(void **state)
{
	assert_breaks(*state, H(1), "Led the billing service, written in Python", "scope");
	assert_breaks(*state, H(1), "Built the billing service, written in Python", "scope");
	assert_breaks(*state, H(0), "Managed Postgres clusters on K8s for 3 teams", "scope");
	assert_breaks(*state, H(6), "Owned design of the checkout in React Native", "scope");
	assert_breaks(*state, H(8), "Founded the data platform, built by Kafka experts", "scope");
}

static void led_by_others_is_not_led(void **state)
{
	assert_breaks(*state, H(8),
		      "Joined the team, founded the data platform, built by Kafka experts",
		      "scope");
	assert_breaks(*state, "/work/1/highlights/1",
		      "Founded the Python guild, a senior mentor to all", "scope");
}

static void a_verb_of_the_same_entry_does_not_lift_a_claim(void **state)
{
	json_t *edit =
	    kit_replace(*state, H(1), "Led the billing service, written in Python", "7 8");

	assert_string_equal(kit_judge(*state, edit), "scope");
}

/* --- reach, seniority, date, job-name ------------------------------------------------------------
 */

static void unsourced_reach_is_refused(void **state)
{
	assert_breaks(*state, H(4), "Wrote reports on 45 patients for 12 staff, used company-wide",
		      "reach");
	assert_breaks(*state, H(4),
		      "Wrote daily reports on 45 patients for 12 staff, used by the finance team",
		      "reach");
	assert_breaks(*state, H(5), "Moved all services to the cloud without a maintenance window",
		      "reach");
	assert_breaks(*state, H(1),
		      "Contributed to the award-winning billing service, written in Python",
		      "reach");
}

static void rank_is_not_added(void **state)
{
	assert_breaks(*state, H(1),
		      "Contributed as senior to the billing service, written in Python",
		      "seniority");
	assert_breaks(*state, H(1),
		      "Contributed as director to the billing service, written in Python",
		      "seniority");
}

static void dates_never_change(void **state)
{
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by $ 50k in March 2020",
		      "date");
	assert_breaks(*state, H(2),
		      "Led a team of five senior engineers; raised sales by $ 50k in May 2021",
		      "date");
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for 3 teams since 2015", "date");
}

static void the_company_that_hires_is_not_written_in(void **state)
{
	struct kit *kit = *state;
	char *company = kit->job.company;

	kit->job.company = (char *)(uintptr_t) "Brackenfold Payments Ltd";
	assert_string_equal(
	    kit_judge(kit,
		      kit_replace(kit, H(0),
				  "Ran Postgres clusters on K8s for 3 teams, Brackenfold Payments",
				  "5 6")),
	    "job-name");
	kit->job.company = company;
	assert_breaks(kit, H(0),
		      "Ran Postgres clusters on K8s for 3 teams at Harbourline Freight Systems",
		      "term");
}

/* Parts of what is said: of terms, sentences, means. */
static void what_stands_only_in_part_is_not_there(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ H(0), "Built apps in React Native" },
		{ H(1), "The data team cleaned the office" },
		{ H(2), "Checked data against data" },
		{ H(3), "Wrote reports in the Excel" },
		{ H(4), "Led teams; 5 nurses" },
		{ H(5), "Led nurses" },
		{ H(6), "Ran clusters. Wrote manuals. Held talks" },
		{ H(7), "Looked at visitors in Google Analytics" },
		{ H(8), "Kept data cleaned weekly" },
		{ H(9), "For the 5 of us" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Native React apps built", "term");
	assert_breaks(&kit, H(1), "Data cleaning", "term");
	assert_breaks(&kit, H(2), "Data cleaning", "term");
	assert_passes(&kit, H(3), "Used the Excel to write reports");
	assert_passes(&kit, H(4), "Led teams");
	assert_breaks(&kit, H(4), "Led teams of nurses", "loss");
	assert_breaks(&kit, H(5), "In the", "loss");
	assert_breaks(&kit, H(7), "Looked at visitors in Google", "term");
	assert_breaks(&kit, H(8), "Data cleaning weekly", "term");
	assert_passes(&kit, H(9), "Of us for the 5");
	/* what stands in the sentence before or behind says nothing of a word */
	assert_string_equal(
	    kit_judge(&kit,
		      kit_replace(&kit, H(6), "Held talks on nurses. Ran clusters. Wrote manuals",
				  "7 6")),
	    "anchor");
	assert_string_equal(
	    kit_judge(&kit, kit_replace(&kit, H(6), "Ran clusters. Talks on nurses. Wrote manuals",
					"7 6")),
	    "anchor");
	kit_close(&kit);
}

static void what_is_near_does_not_become_mine(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/highlights/0",
		  "Worked with the ward manager on the rota of 14 colleagues" },
		{ "/work/0/highlights/1", "Worked with doctors who led a trial of insulin pumps" },
		{ "/work/0/highlights/2", "Founder's assistant at a startup of 9 people" },
		{ "/work/0/highlights/3", "Led a team of 3 nurses" },
		{ "/work/0/highlights/4", "Worked in a team of 40" },
		{ "/basics/summary", "Quiet nurse" },
		{ "/skills/0/keywords/0", "Phlebotomy (basic)" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	/* who worked with a manager is none */
	assert_breaks(&kit, H(0), "Worked as the ward manager on the rota of 14 colleagues",
		      "seniority");
	assert_breaks(&kit, H(0), "Ward manager: worked on the rota of 14 colleagues", "seniority");
	assert_passes(&kit, H(0), "Worked on the rota of 14 colleagues with the ward manager");
	assert_breaks(&kit, H(2), "Founder and assistant at a startup of 9 people", "seniority");
	/* "who" may be made to mean me */
	assert_breaks(&kit, H(1), "I, who led a trial of insulin pumps, worked with doctors",
		      "scope");
	assert_breaks(&kit, H(1), "Doctors worked with me who led a trial of insulin pumps",
		      "scope");
	/* a number of one line under the verb of another */
	assert_string_equal(kit_judge(&kit, kit_replace(&kit, H(3), "Led a team of 40", "4 5")),
			    "number");
	assert_string_equal(kit_judge(&kit, kit_replace(&kit, H(3), "Led a team of 40", "5")),
			    "number");
	/* a hedge that is the name of a language, too */
	assert_string_equal(
	    kit_judge(&kit, kit_replace(&kit, "/basics/summary", "Phlebotomy", "6 7")), "content");
	kit_close(&kit);
}

static void what_others_did_stays_theirs(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/highlights/0", "Worked with a team of 40 engineers led by the CTO on "
					  "the billing platform in Java" },
		{ "/work/0/highlights/1",
		  "Supported 3 managers who ran the budget of $ 2 million" },
		{ "/work/0/highlights/2", "Interviewed 200 patients. Nurses managed the ward." },
		{ "/work/0/highlights/3", "Assistant to the director of nursing" },
		{ "/work/0/highlights/4",
		  "Found bugs in the payment API and reported them to the owner" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0),
		      "Led a team of 40 engineers on the billing platform in Java with the CTO",
		      "scope");
	assert_breaks(&kit, H(0),
		      "Worked as CTO with a team of 40 engineers on the billing platform in Java",
		      "seniority");
	assert_breaks(&kit, H(1), "Supported 3 managers and ran the budget of $ 2 million",
		      "scope");
	assert_breaks(&kit, H(1), "Ran the budget of $ 2 million, supported 3 managers", "scope");
	assert_breaks(&kit, H(2), "Interviewed 200 patients. Managed the ward nurses.", "scope");
	assert_breaks(&kit, H(3), "Director of nursing, assistant to the", "seniority");
	assert_breaks(&kit, H(4), "Founded the payment API and reported bugs in them to the owner",
		      "scope");
	assert_breaks(&kit, H(4), "Owner of the payment API, found bugs and reported them",
		      "seniority");
	kit_close(&kit);
}

static void what_was_done_to_whom_does_not_turn_round(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/highlights/0", "Replaced Oracle by Postgres for 12 customers" },
		{ "/work/0/highlights/1", "Managed my own time; trained by AWS in Docker" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_passes(&kit, H(0), "Replaced Oracle by PostgreSQL for 12 customers");
	assert_breaks(&kit, H(0), "Replaced Postgres by Oracle for 12 customers", "anchor");
	assert_breaks(&kit, H(1), "Managed my own time; trained AWS in Docker", "content");
	kit_close(&kit);
}

static void other_languages_have_the_same_rules(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/highlights/0", "Mitarbeit an der Abrechnung in Python für 3 Teams" },
		{ "/work/0/highlights/1",
		  "Unterstützte den Umzug von 1.200.000 Konten ohne Ausfall" },
		{ "/work/0/highlights/2", "Betrieb von Postgres und K8s für fünf Teams" },
		{ "/work/0/highlights/3", "Arbeitete mit dem Stationsleiter am Dienstplan" },
		{ "/work/0/highlights/4", "Betrieb von 5 Anlagen, Wartung von 6 Maschinen" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "de", leaves);
	assert_passes(&kit, H(4), "Wartung der 6 Maschinen, Betrieb der 5 Anlagen");
	assert_passes(&kit, H(2), "Betrieb von PostgreSQL und Kubernetes für 5 Teams");
	assert_breaks(&kit, H(2), "Betrieb von PostgreSQL und Kubernetes für sechs Teams",
		      "number");
	assert_passes(&kit, H(3), "Arbeitete am Dienstplan mit dem Stationsleiter");
	assert_breaks(&kit, H(3), "Arbeitete als Stationsleiter am Dienstplan", "seniority");
	assert_breaks(&kit, H(0), "Leitung der Abrechnung in Python für 3 Teams", "scope");
	assert_breaks(&kit, H(0), "Abrechnung in Python für 3 Teams", "content");
	assert_passes(&kit, H(1), "Unterstützte den Umzug von 1,2 Millionen Konten ohne Ausfall");
	assert_breaks(&kit, H(1), "Unterstützte den Umzug von 1,2 Milliarden Konten ohne Ausfall",
		      "number");
	assert_breaks(&kit, H(1),
		      "Unterstützte den weltweiten Umzug von 1.200.000 Konten ohne Ausfall",
		      "content");
	kit_close(&kit);
}

/* --- form ----------------------------------------------------------------- */

static void length_and_characters_are_bounded(void **state)
{
	char longer[512];

	(void)snprintf(longer, sizeof longer, "%s%s%s%s", backend[5].text, backend[5].text,
		       backend[5].text, backend[5].text);
	assert_breaks(*state, H(0), longer, "form");
	assert_breaks(*state, H(0), "", "form");
	assert_breaks(*state, H(0), "   ", "form");
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran PostgreSQL clusters on K8s\u202e for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran PostgreSQL clusters on K8s\u200b for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran PostgreSQL clusters on K8s\nfor 3 teams", "form");
	assert_breaks(*state, H(0), "Ran PostgreSQL clusters on <b>K8s</b> for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran PostgreSQL clusters on K8s★ for 3 teams", "form");
}

static void addresses_are_not_added(void **state)
{
	assert_breaks(*state, H(0), "Ran Postgres clusters on K8s teams@clusters for 3 teams",
		      "form");
	assert_breaks(*state, H(0), "Ran Postgres www.clusters on K8s for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran Postgres clusters.teams on K8s for 3 teams", "form");
	assert_breaks(*state, H(0), "Ran Postgres zz://clusters on K8s for 3 teams", "form");
}

/* --- content, anchor, loss ------------------------------------------------ */

static void a_word_that_stands_nowhere_is_refused(void **state)
{
	assert_breaks(*state, H(0), "Ran reliable Postgres clusters on K8s for 3 teams", "content");
	assert_breaks(*state, H(4), "Wrote reports on 45 patients for 12 staff, used by hospitals",
		      "content");
	assert_breaks(*state, H(1), "Contributed to the billing product, written in Python",
		      "content");
}

static void a_negation_neither_goes_nor_comes(void **state)
{
	assert_breaks(*state, H(5), "Moved 17 services to the cloud with a maintenance window",
		      "content");
	assert_breaks(*state, H(0), "Ran no Postgres clusters on K8s for 3 teams", "content");
	assert_breaks(*state, H(0), "Ran Postgres clusters without K8s for 3 teams", "content");
}

static void a_hedge_does_not_go(void **state)
{
	assert_breaks(*state, H(6), "Build and run the checkout in React Native", "content");
	assert_breaks(*state, H(7), "CTO on 50,000 accounts and 2.4 million payments", "seniority");
}

static void a_term_stays_with_what_it_was_said_of(void **state)
{
	json_t *edit = kit_replace(
	    *state, H(1), "Contributed to the billing service, written in Python on Kubernetes",
	    "6 7");

	assert_string_equal(kit_judge(*state, edit), "anchor");
}

static void most_of_a_text_is_kept(void **state)
{
	assert_breaks(*state, H(4), "Wrote reports for the finance team", "loss");
}

/* --- label, skills, summary ----------------------------------------------- */

static void a_label_is_a_title_held(void **state)
{
	assert_string_equal(
	    kit_judge(*state, kit_replace(*state, "/basics/label", "Senior Backend Engineer", "4")),
	    "");
	assert_string_equal(
	    kit_judge(*state, kit_replace(*state, "/basics/label", "Staff Backend Engineer", "4")),
	    "path");
	assert_string_equal(kit_judge(*state, kit_replace(*state, "/basics/label",
							  "Senior Backend Engineer", "16")),
			    "term");
}

/* Engines are told to cite what they replace. */
static void a_label_may_cite_its_own_line(void **state)
{
	assert_string_equal(kit_judge(*state, kit_replace(*state, "/basics/label",
							  "Senior Backend Engineer", "3 4")),
			    "");
}

static void a_long_summary_may_stay_as_long(void **state)
{
	char before[900], after[900];
	struct kit_leaf leaves[] = {
		{ "/basics/summary", before },
		{ "/work/0/position", "Engineer" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	(void)strcpy(before, "Plans lines.");
	(void)strcpy(after, "Ships goods.");
	for (size_t i = 0; i < 60; i++) {
		(void)strcat(before, " Ships goods.");
		(void)strcat(after, i < 59 ? " Ships goods." : " Plans lines.");
	}
	kit_open(&kit, "en", leaves);
	assert_string_equal(kit_judge(&kit, kit_replace(&kit, "/basics/summary", after, "1")), "");
	(void)strcat(after, " Ships goods.");
	assert_string_equal(kit_judge(&kit, kit_replace(&kit, "/basics/summary", after, "1")),
			    "form");
	kit_close(&kit);
}

static void a_skill_may_change_its_spelling_only(void **state)
{
	assert_passes(*state, "/skills/0/keywords/1", "Go");
	assert_breaks(*state, "/skills/0/name", "Kubernetes", "path");
	assert_breaks(*state, "/skills/0/keywords/1", "Rust", "path");
	assert_breaks(*state, "/skills/0/keywords/1", "Go, Rust", "path");
	assert_breaks(*state, "/skills/0/keywords/2", "C++", "path");
	assert_breaks(*state, "/skills/0/keywords/2", "C++ (expert)", "path");
}

static const char *judge_summary(struct kit *kit, const char *after, const char *lines)
{
	json_t *edit = kit_replace(kit, "/basics/summary", after, lines);

	rq_json_set_string(edit, "op", "summary");
	return kit_judge(kit, edit);
}

static void a_summary_is_made_of_cited_lines(void **state)
{
	struct kit *kit = *state;

	assert_string_equal(judge_summary(kit,
					  "Senior Backend Engineer at Brackenfold Payments. "
					  "Python, PostgreSQL, Kubernetes, Go.",
					  "4 5 6 21 22"),
			    "");
	assert_string_equal(
	    judge_summary(kit, "Developer at Tollgate Parcels, led a team of 5 engineers",
			  "8 16 17"),
	    "");
}

static void a_summary_may_say_what_the_label_says(void **state)
{
	static const struct kit_leaf labelled[] = {
		{ "/basics/label", "Senior Data Engineer" },
		{ "/work/0/position", "Engineer" },
		{ "/work/0/highlights/0", "Moved senior staff to new desks" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", labelled);
	assert_string_equal(judge_summary(&kit, "Senior Data Engineer", "1"), "");
	assert_string_equal(judge_summary(&kit, "Senior Engineer", "2 3"), "seniority");
	kit_close(&kit);
}

static void a_summary_does_not_commingle(void **state)
{
	struct kit *kit = *state;

	/* Go and Redis were at Tollgate */
	assert_string_equal(
	    judge_summary(kit, "Senior Backend Engineer with Redis at Brackenfold Payments",
			  "4 5 18"),
	    "content");
	assert_string_equal(judge_summary(kit, "Developer at Brackenfold Payments", "5 16"),
			    "content");
	assert_string_equal(judge_summary(kit, "Led label printing in Go", "8 18"), "scope");
	assert_string_equal(judge_summary(kit, "CTO of Brackenfold Payments", "5 13"), "seniority");
	assert_string_equal(judge_summary(kit, "C++ engineer", "4 23"), "content");
	assert_string_equal(judge_summary(kit, "Rust expert", "25"), "source");
	assert_string_equal(judge_summary(kit, "Led Kubernetes work", "24"), "source");
	assert_string_equal(judge_summary(kit, "Engineer, ada@example.com", "2 4"), "source");
}

/* "Shod" and "spun" are no verbs that a list knows: that a cited line begins with them tells. */
static void a_summary_does_not_share_a_deed_of_one_line_with_the_next(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/basics/summary", "Quiet clerk" },
		{ "/basics/name", "Ada Example" },
		{ "/work/0/highlights/0", "Shod 14 horses" },
		{ "/work/0/highlights/1", "Kept mill books" },
		{ "/work/0/highlights/2", "Spun yarn" },
		{ NULL, NULL },
	};

	(void)state;
	for (int without = 0; without < 2; without++) {
		const char *lines = without ? "2 3 4" : "3 4 5";
		struct kit kit;

		kit_open(&kit, "en", leaves + without);
		assert_string_equal(judge_summary(&kit, "Shod 14 horses, kept mill books", lines),
				    "");
		assert_string_equal(judge_summary(&kit, "Shod 14 horses and mill books", lines),
				    "content");
		assert_string_equal(judge_summary(&kit, "Spun yarn and mill books", lines),
				    "content");
		kit_close(&kit);
	}
}

static void a_summary_keeps_every_hedge_and_rank(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/basics/summary", "Engineer with basic Python. No experience with Rust. Worked "
				     "under the CTO of Acme." },
		{ "/work/0/position", "Senior Engineer" },
		{ "/work/0/name", "Acme" },
		{ "/work/0/highlights/0", "Led a book club of 12 colleagues" },
		{ "/work/0/highlights/1",
		  "Worked on the payments platform with 40 engineers in Java" },
		{ "/work/1/position", "Assistant Manager" },
		{ "/work/1/name", "Burger Barn" },
		{ "/work/1/highlights/0", "Managed the till, saved 5% on 200 orders a day" },
		{ "/education/0/area", "Computer Science (not finished)" },
		{ "/skills/0/keywords/0", "Kubernetes (beginner)" },
		{ NULL, NULL },
	};
	static const char *const lies[] = {
		"Engineer with Python",
		"Engineer with Rust experience",
		"CTO of Acme",
		"Led the payments platform at Acme",
		"Led 40 engineers at Acme",
		"Manager at Burger Barn",
		"Senior Manager at Acme",
		"Assistant Manager at Acme",
		"Managed engineers at Acme",
		"Computer Science",
		"Engineer with Kubernetes",
		"Senior Engineer and Manager",
	};
	const char *all = "1 2 3 4 5 6 7 8 9 10";
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++)
		if (*judge_summary(&kit, lies[i], all) == '\0')
			fail_msg("passed: %s", lies[i]);
	assert_string_equal(judge_summary(&kit, "Senior Engineer at Acme. Java.", all), "");
	assert_string_equal(
	    judge_summary(&kit, "Senior Engineer, Acme. Led a book club of 12 colleagues.", all),
	    "");
	kit_close(&kit);
}

static void stock_phrases_warn(void **state)
{
	static const struct kit_leaf leaves[] = {
		{ "/work/0/highlights/0", "A results-driven team player who runs Postgres" },
		{ NULL, NULL },
	};
	struct rq_verdict verdict;
	struct rq_error err = { 0 };
	struct rq_edits edits;
	struct kit kit;
	json_t *answer;

	(void)state;
	kit_open(&kit, "en", leaves);
	answer = kit_answer(
	    kit_replace(&kit, H(0), "A results-driven team player who runs PostgreSQL", NULL),
	    NULL);
	assert_works(rq_edits_parse(answer, &edits, &err), err);
	rq_guard_judge(&(struct rq_guard) { .record = kit.record,
					    .job = &kit.job,
					    .vocabulary = kit.vocabulary },
		       &edits.edit[0], &verdict);
	assert_null(verdict.rule);
	assert_int_equal(json_array_size(verdict.warnings), 2);
	json_decref(verdict.warnings);
	rq_edits_free(&edits);
	json_decref(answer);
	kit_close(&kit);
}

/* "25 trucks a day" are daily ones; who spent a day somewhere is not there daily. */
static void a_day_is_no_rate_without_a_number(void **state)
{
	const struct kit_leaf leaves[] = {
		{ "/work/0/position", "Clerk" },
		{ H(0), "Spent a day in the stores and wrote reports on the stock" },
		{ H(1), "Wrote 3 reports a day on the stock" },
		{ NULL, NULL },
	};
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", leaves);
	assert_breaks(&kit, H(0), "Spent daily in the stores and wrote reports on the stock",
		      "reach");
	assert_passes(&kit, H(1), "Wrote 3 reports daily on the stock");
	kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(honest_rewordings_pass),
		cmocka_unit_test(only_listed_paths_may_be_edited),
		cmocka_unit_test(before_must_be_what_stands_there),
		cmocka_unit_test(an_edit_cites_lines_of_its_own_entry),
		cmocka_unit_test(a_reorder_is_a_permutation_of_a_listed_list),
		cmocka_unit_test(an_edit_of_a_text_has_a_text_and_no_order),
		cmocka_unit_test(a_drop_takes_a_highlight_but_never_the_last),
		cmocka_unit_test(a_new_number_is_refused),
		cmocka_unit_test(counts_behind_modifiers_are_numbers),
		cmocka_unit_test(a_dollar_sign_after_a_space_binds),
		cmocka_unit_test(fifty_k_is_fifty_thousand_and_not_fifty),
		cmocka_unit_test(nouns_outside_software_are_counted),
		cmocka_unit_test(digits_of_other_scripts_are_digits),
		cmocka_unit_test(what_binds_a_number_stays),
		cmocka_unit_test(a_new_skill_name_or_acronym_is_refused),
		cmocka_unit_test(a_part_of_a_term_is_another_term),
		cmocka_unit_test(contributed_does_not_become_led),
		cmocka_unit_test(led_by_others_is_not_led),
		cmocka_unit_test(a_verb_of_the_same_entry_does_not_lift_a_claim),
		cmocka_unit_test(unsourced_reach_is_refused),
		cmocka_unit_test(rank_is_not_added),
		cmocka_unit_test(dates_never_change),
		cmocka_unit_test(the_company_that_hires_is_not_written_in),
		cmocka_unit_test(what_stands_only_in_part_is_not_there),
		cmocka_unit_test(what_is_near_does_not_become_mine),
		cmocka_unit_test(what_others_did_stays_theirs),
		cmocka_unit_test(what_was_done_to_whom_does_not_turn_round),
		cmocka_unit_test(other_languages_have_the_same_rules),
		cmocka_unit_test(length_and_characters_are_bounded),
		cmocka_unit_test(addresses_are_not_added),
		cmocka_unit_test(a_word_that_stands_nowhere_is_refused),
		cmocka_unit_test(a_negation_neither_goes_nor_comes),
		cmocka_unit_test(a_hedge_does_not_go),
		cmocka_unit_test(a_term_stays_with_what_it_was_said_of),
		cmocka_unit_test(most_of_a_text_is_kept),
		cmocka_unit_test(a_label_is_a_title_held),
		cmocka_unit_test(a_label_may_cite_its_own_line),
		cmocka_unit_test(a_long_summary_may_stay_as_long),
		cmocka_unit_test(a_skill_may_change_its_spelling_only),
		cmocka_unit_test(a_summary_is_made_of_cited_lines),
		cmocka_unit_test(a_summary_may_say_what_the_label_says),
		cmocka_unit_test(a_summary_does_not_commingle),
		cmocka_unit_test(a_summary_does_not_share_a_deed_of_one_line_with_the_next),
		cmocka_unit_test(a_summary_keeps_every_hedge_and_rank),
		cmocka_unit_test(a_day_is_no_rate_without_a_number),
		cmocka_unit_test(stock_phrases_warn),
	};

	return cmocka_run_group_tests_name("guard", tests, open_backend, close_kit);
}
