/* match/phrase, match/vocabulary, match/mention: skills, their names, and where they stand. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/limits.h"
#include "base/memory.h"
#include "match/mention.h"
#include "match/phrase.h"
#include "match/vocabulary.h"

static struct rq_vocabulary *open_list(const char *extra)
{
	struct rq_vocabulary *vocabulary = NULL;
	struct rq_error err = { 0 };

	assert_works(rq_vocabulary_open(extra, &vocabulary, &err), err);
	return vocabulary;
}

static const char *canonical(const struct rq_vocabulary *vocabulary, const char *phrase)
{
	const struct rq_term *term = rq_vocabulary_find(vocabulary, phrase);

	return term ? term->canonical : "(none)";
}

/* The canonical names of what stands in text, with | between them. */
static void assert_mentions(const struct rq_vocabulary *vocabulary, const char *text, bool prose,
			    const char *wanted)
{
	struct rq_mentions mentions;
	char got[512] = "";

	rq_mentions_init(&mentions, vocabulary, text, prose);
	for (size_t i = 0; i < mentions.count; i++) {
		strcat(got, i > 0 ? "|" : "");
		strcat(got, mentions.mention[i].term->canonical);
	}
	rq_mentions_free(&mentions);
	assert_string_equal(got, wanted);
}

static int setup(void **state)
{
	*state = open_list(NULL);
	return 0;
}

static int teardown(void **state)
{
	rq_vocabulary_free(*state);
	return 0;
}

static void an_alias_names_its_term_in_any_case(void **state)
{
	assert_string_equal(canonical(*state, "k8s"), "Kubernetes");
	assert_string_equal(canonical(*state, "KUBERNETES"), "Kubernetes");
	assert_string_equal(canonical(*state, "postgres"), "PostgreSQL");
	assert_string_equal(canonical(*state, "no such thing at all"), "(none)");
	assert_string_equal(canonical(*state, "Kubernetes clusters"), "(none)");
	assert_string_equal(canonical(*state, ""), "(none)");
}

static void every_spelling_of_every_term_is_found_again(void **state)
{
	const struct rq_term *term = rq_vocabulary_find(*state, "Kubernetes");
	const struct rq_spelling *spelling;
	size_t i;

	assert_string_equal(rq_vocabulary_spelling(*state, term, 0)->text, "Kubernetes");
	for (i = 0; (spelling = rq_vocabulary_spelling(*state, term, i)) != NULL; i++)
		assert_ptr_equal(rq_vocabulary_find(*state, spelling->text), term);
	assert_true(i >= 2);
}

static void the_longest_term_wins(void **state)
{
	const struct rq_spelling *spelling;
	struct rq_tokens tokens;
	size_t used;

	rq_tokens_init(&tokens, "in Google Cloud Platform x");
	assert_non_null(rq_vocabulary_at(*state, &tokens, 1, &used, &spelling));
	assert_int_equal(used, 3);
	assert_string_equal(spelling->text, "Google Cloud Platform");
	assert_null(rq_vocabulary_at(*state, &tokens, 4, &used, NULL));
	rq_tokens_free(&tokens);
}

static void everyday_words_count_in_prose_only_as_spelled(void **state)
{
	assert_mentions(*state, "Services in Go, ready to go.", true, "Go");
	assert_mentions(*state, "go, rest", false, "Go|REST");
	assert_mentions(*state, "Took a rest. Going home.", true, "");
}

static void compounds_are_read_whole_before_their_parts(void **state)
{
	assert_mentions(*state, "Python/PostgreSQL; Kubernetes-based", true,
			"Python|PostgreSQL|Kubernetes");
	assert_mentions(*state, "a go-to-market plan", false, "");
	assert_mentions(*state, "Machine Learning", true, "machine learning");
	assert_mentions(*state, "Machine, Learning", true, "");
}

static void a_mention_knows_its_place(void **state)
{
	struct rq_mentions mentions;

	rq_mentions_init(&mentions, *state, "Ran Postgres clusters", true);
	assert_int_equal(mentions.count, 1);
	assert_int_equal(mentions.mention[0].start, 4);
	assert_int_equal(mentions.mention[0].end, 12);
	assert_int_equal(mentions.mention[0].at, 1);
	rq_mentions_free(&mentions);
}

static void behind_a_bar_are_names_of_other_languages(void **state)
{
	struct rq_vocabulary *own = open_list("Zorblax\ttool\tmining\tzbx | Zorblachs; zorblasse\n"
					      "Plumb\tskill\ttrades\t| Lot\n");
	struct rq_mentions mentions;

	(void)state;
	rq_mentions_init(&mentions, own, "Zorblax zbx Zorblachs zorblasse Plumb Lot", true);
	assert_int_equal(mentions.count, 6);
	for (size_t i = 0; i < mentions.count; i++)
		assert_int_equal(mentions.mention[i].foreign, i == 2 || i == 3 || i == 5);
	rq_mentions_free(&mentions);
	rq_vocabulary_free(own);
}

static void a_users_file_adds_terms_and_aliases(void **state)
{
	struct rq_vocabulary *own = open_list("\xef\xbb\xbf# ours\r\n\n"
					      "Zorblax 9\ttool\tmining\tzbx; ZB/9\r\n"
					      "=Plumb\tskill\ttrades\n"
					      "Kubernetes\ttool\tsoftware\tKubbernaut\n");

	assert_string_equal(canonical(own, "ZBX"), "Zorblax 9");
	assert_string_equal(canonical(own, "zb/9"), "Zorblax 9");
	assert_string_equal(canonical(own, "kubbernaut"), "Kubernetes");
	assert_string_equal(canonical(own, "k8s"), "Kubernetes");
	assert_mentions(own, "plumb and Plumb", true, "Plumb");
	assert_string_equal(canonical(*state, "zbx"), "(none)");
	assert_true(rq_digest_is_id(rq_vocabulary_id(own)));
	assert_string_not_equal(rq_vocabulary_id(own), rq_vocabulary_id(*state));
	rq_vocabulary_free(own);
}

static void a_term_shows_the_broader_ones_that_its_line_names(void **state)
{
	struct rq_vocabulary *own = open_list("Zorblax\ttool\tx\tZbx\tzorbing; CI/CD;\n"
					      "zorbing\tmethod\tx\nYorblax\ttool\tx\t\tzorbing\n");
	const struct rq_term *broad = rq_vocabulary_find(own, "zorbing"), *term;
	bool found = false;

	(void)state;
	assert_string_equal(rq_vocabulary_narrower(own, broad, 0)->canonical, "Zorblax");
	assert_string_equal(rq_vocabulary_narrower(own, broad, 1)->canonical, "Yorblax");
	assert_null(rq_vocabulary_narrower(own, broad, 2));
	assert_null(rq_vocabulary_narrower(own, rq_vocabulary_find(own, "Zbx"), 0));
	broad = rq_vocabulary_find(own, "CI/CD");
	for (size_t i = 0; (term = rq_vocabulary_narrower(own, broad, i)) != NULL; i++)
		found |= strcmp(term->canonical, "Zorblax") == 0;
	assert_true(found);
	rq_vocabulary_free(own);
}

static void comments_do_not_change_the_digest(void **state)
{
	struct rq_vocabulary *own = open_list("# nothing\n\n");

	assert_string_equal(rq_vocabulary_id(own), rq_vocabulary_id(*state));
	rq_vocabulary_free(own);
}

static void a_wrong_line_is_named_by_its_number(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
		{ "# x\nnothing but a name\n", "line 2: not NAME" },
		{ "A1\ttool\n", "line 1: not NAME" },
		{ "A1\ttool\tx\ty\tSQL\tSQL\tz\n", "line 1: not NAME" },
		{ "A1\ttool\tx\nB1\ttool\tx\t\tA1; Z9\n", "line 2: no such term: \"Z9\"" },
		{ "B1\ttool\tx\t\t\tZ9\n", "line 1: no such term: \"Z9\"" },
		{ "B1\ttool\tx\tb-1\t\tb-1\n", "line 1: no such term: \"b-1\"" },
		{ "A1\twizardry\tx\n", "no such kind: \"wizardry\"" },
		{ "A1\ttool\t \n", "no field for" },
		{ "\ttool\tx\n", "without letters" },
		{ "A1\ttool\tx\t=; b\n", "without letters" },
		{ "A1\ttool\tx\tPostgres\n", "\"Postgres\" is a name of \"PostgreSQL\"" },
		{ "K8s\ttool\tx\n", "\"K8s\" is known as \"Kubernetes\"" },
		{ "A\xff\ttool\tx\n", "line 1: not UTF-8" },
	};
	struct rq_vocabulary *vocabulary;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_error err = { 0 };

		assert_int_equal(rq_vocabulary_open(cases[i].text, &vocabulary, &err), -1);
		assert_int_equal(err.code, RQ_USAGE);
		if (!strstr(err.message, cases[i].says))
			fail_msg("%s: %s", cases[i].says, err.message);
	}
}

static void names_and_files_without_end_are_refused(void **state)
{
	struct rq_vocabulary *vocabulary;
	struct rq_error err = { 0 };
	char *text = rq_alloc(RQ_MAX_VOCABULARY_BYTES + 2, 1);

	(void)state;
	memset(text, 'x', 200);
	strcpy(text + 200, "\ttool\tx\n");
	assert_fails(rq_vocabulary_open(text, &vocabulary, &err), err, RQ_USAGE);
	memset(text, '\n', RQ_MAX_VOCABULARY_BYTES + 1);
	assert_fails(rq_vocabulary_open(text, &vocabulary, &err), err, RQ_TOO_LARGE);
	free(text);
}

static void a_table_of_phrases_survives_its_growth(void **state)
{
	struct rq_phrases phrases;
	struct rq_tokens tokens;
	char text[64];
	size_t count;

	(void)state;
	rq_phrases_init(&phrases, 1);
	for (uint32_t i = 1; i <= 3000; i++) {
		(void)snprintf(text, sizeof text, "word%u of many%u", i % 50, i);
		rq_tokens_init(&tokens, text);
		assert_int_equal(rq_phrases_add(&phrases, &tokens, i), i);
		assert_int_equal(rq_phrases_add(&phrases, &tokens, i + 1), i);
		rq_tokens_free(&tokens);
	}
	rq_tokens_init(&tokens, "a word49 of many2999 word1 of nothing");
	assert_int_equal(rq_phrases_at(&phrases, &tokens, 1, &count), 2999);
	assert_int_equal(count, 3);
	assert_int_equal(rq_phrases_at(&phrases, &tokens, 0, &count), 0);
	assert_int_equal(rq_phrases_at(&phrases, &tokens, 4, &count), 0);
	rq_tokens_free(&tokens);
	rq_phrases_free(&phrases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_alias_names_its_term_in_any_case),
		cmocka_unit_test(every_spelling_of_every_term_is_found_again),
		cmocka_unit_test(the_longest_term_wins),
		cmocka_unit_test(everyday_words_count_in_prose_only_as_spelled),
		cmocka_unit_test(compounds_are_read_whole_before_their_parts),
		cmocka_unit_test(a_mention_knows_its_place),
		cmocka_unit_test(behind_a_bar_are_names_of_other_languages),
		cmocka_unit_test(a_users_file_adds_terms_and_aliases),
		cmocka_unit_test(a_term_shows_the_broader_ones_that_its_line_names),
		cmocka_unit_test(comments_do_not_change_the_digest),
		cmocka_unit_test(a_wrong_line_is_named_by_its_number),
		cmocka_unit_test(names_and_files_without_end_are_refused),
		cmocka_unit_test(a_table_of_phrases_survives_its_growth),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
