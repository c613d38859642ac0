/* match/token, match/stem: words as a search sees them. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "match/stem.h"
#include "match/token.h"

/* The tokens of text with | between them; parts are joined by their joint. */
static void assert_tokens(const char *text, bool parts, const char *wanted)
{
	struct rq_tokens tokens;
	char got[512] = "";

	if (parts)
		rq_tokens_init_parts(&tokens, text);
	else
		rq_tokens_init(&tokens, text);
	for (size_t i = 0; i < tokens.count; i++) {
		char joint[2] = { tokens.token[i].joint ? tokens.token[i].joint : '|', 0 };

		strcat(got, i > 0 ? joint : "");
		strcat(got, tokens.token[i].text);
		assert_true(tokens.token[i].start < tokens.token[i].end);
		assert_true(tokens.token[i].end <= strlen(text));
		assert_true(tokens.token[i].hash == rq_token_hash(tokens.token[i].text));
	}
	assert_string_equal(got, wanted);
	rq_tokens_free(&tokens);
}

static void names_with_marks_stay_whole(void **state)
{
	(void)state;
	assert_tokens("C++ C# Node.js CI/CD R AT&T .NET ASP.NET F#", false,
		      "c++|c#|node.js|ci/cd|r|at&t|.net|asp.net|f#");
	assert_tokens("scikit-learn, TCP/IP; R&D. 5+ years (50%)", false,
		      "scikit-learn|tcp/ip|r&d|5+|years|50");
}

static void marks_at_the_edges_are_no_part_of_a_word(void **state)
{
	(void)state;
	assert_tokens("node.js, (Python) \"Go\". /usr/ -x- end... a-- #1 &c", false,
		      "node.js|python|go|usr|x|end|a|1|c");
	assert_tokens("2019\xe2\x80\x93"
		      "2021 Python\xe2\x80\x94Java, SQL/",
		      false, "2019|2021|python|java|sql");
	assert_tokens("network .networks", false, "network|networks");
	assert_tokens("", false, "");
	assert_tokens("... --- ///", false, "");
}

static void possessives_and_elisions_are_dropped(void **state)
{
	(void)state;
	assert_tokens("Master's degree, Google\xe2\x80\x99s, nurses'", false,
		      "master|degree|google|nurses");
	assert_tokens("l'anglais d\xe2\x80\x99"
		      "expérience C's C'est O'Reilly",
		      false, "anglais|expérience|c|est|o|reilly");
}

static void folding_is_unicode_and_offsets_are_the_originals(void **state)
{
	struct rq_tokens tokens;
	const char *text = "STRASSE, Straße ﬁnance Ｋ８ｓ Zürich";

	(void)state;
	assert_tokens(text, false, "strasse|strasse|finance|k8s|zürich");
	rq_tokens_init(&tokens, text);
	assert_memory_equal(text + tokens.token[1].start, "Straße", 7);
	assert_int_equal(tokens.token[1].end - tokens.token[1].start, 7);
	assert_true(tokens.token[1].upper);
	assert_false(tokens.token[2].upper);
	rq_tokens_free(&tokens);
}

static void invisible_characters_do_not_split_words(void **state)
{
	(void)state;
	assert_tokens("Py\xc2\xadthon Kuber\xe2\x80\x8bnetes front\xe2\x80\x91"
		      "end",
		      false, "python|kubernetes|front-end");
}

static void latin_words_end_where_ideographs_begin(void **state)
{
	(void)state;
	assert_tokens("精通Python和Java", false, "精通|python|和|java");
}

static void bad_utf8_does_no_harm(void **state)
{
	(void)state;
	assert_tokens("a\xff\xfe"
		      "b\xe2\x82",
		      false, "a|b");
}

static void parts_are_cut_at_slash_and_hyphen(void **state)
{
	(void)state;
	assert_tokens("Python/Django docker-based C++/C# C#/.NET node.js AT&T", true,
		      "python/django|docker-based|c++/c#|c#/.net|node.js|at&t");
	assert_tokens("React-Native CI/CD", true, "react-native|ci/cd");
}

static bool finds(const char *text, const char *phrase)
{
	struct rq_tokens tokens, wanted;
	long at;

	rq_tokens_init_parts(&tokens, text);
	rq_tokens_init_parts(&wanted, phrase);
	at = rq_tokens_find_free(&tokens, &wanted);
	rq_tokens_free(&tokens);
	rq_tokens_free(&wanted);
	return at >= 0;
}

static void go_is_not_going_and_java_is_not_javascript(void **state)
{
	(void)state;
	assert_true(finds("Services in Go.", "go"));
	assert_false(finds("Going to conferences", "go"));
	assert_false(finds("JavaScript", "Java"));
	assert_true(finds("Python (primary)", "python"));
	assert_true(finds("C++", "c++"));
	assert_false(finds("C++ C#", "c"));
	assert_false(finds("", "c"));
	assert_false(finds("anything", ""));
	assert_false(finds("machine", "machine learning"));
	assert_true(finds("Machine\nLearning", "machine learning"));
}

static void compounds_give_their_parts_only_where_they_mean_them(void **state)
{
	(void)state;
	assert_true(finds("Python/Django", "django"));
	assert_true(finds("docker-based", "docker"));
	assert_true(finds("Go-based services", "go"));
	assert_true(finds("React-Native", "react native"));
	assert_true(finds("CI/CD", "ci"));
	assert_true(finds("C/C++", "c"));
	assert_false(finds("go-to-market", "go"));
	assert_false(finds("C-level", "c"));
	assert_false(finds("Objective-C", "c"));
	assert_false(finds("A/C repair", "c"));
	assert_false(finds("No-SQL", "sql"));
	assert_false(finds("R&D", "r"));
}

static void whole_tokens_match_in_a_row(void **state)
{
	struct rq_tokens tokens, phrase;

	(void)state;
	rq_tokens_init(&tokens, "a CI/CD machine learning b");
	rq_tokens_init(&phrase, "Machine Learning");
	assert_int_equal(rq_tokens_find(&tokens, &phrase), 2);
	assert_false(rq_tokens_match_at(&tokens, 1, &phrase));
	assert_false(rq_tokens_match_at(&tokens, 4, &phrase));
	rq_tokens_free(&phrase);
	rq_tokens_init(&phrase, "ci");
	assert_int_equal(rq_tokens_find(&tokens, &phrase), -1);
	rq_tokens_free(&phrase);
	rq_tokens_free(&tokens);
}

static int kept(const char *one, const char *other, const char *language)
{
	struct rq_stemmer *stemmer = rq_stemmer_new(language);
	struct rq_stems a, b;
	int result;

	rq_stems_init(&a, one, stemmer);
	rq_stems_init(&b, other, stemmer);
	result = rq_stems_kept(&a, &b);
	rq_stems_free(&a);
	rq_stems_free(&b);
	rq_stemmer_free(stemmer);
	return result;
}

static void endings_order_and_small_words_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(kept("Developed the services", "services developing", "en"), 10000);
	assert_int_equal(kept("Entwickelte die Dienste", "Dienst entwickelt", "de"), 10000);
	assert_int_equal(kept("Développait des services", "services développés", "fr"), 10000);
}

static void what_is_kept_is_told_in_basis_points(void **state)
{
	(void)state;
	assert_int_equal(kept("python java rust perl", "python java cobol ada", "en"), 5000);
	assert_int_equal(kept("python java rust", "python java cobol ada", "en"), 6666);
	assert_int_equal(kept("python", "python java rust", "en"), 10000);
	assert_int_equal(kept("python java rust", "python", "en"), 3333);
	assert_int_equal(kept("the of", "python", "en"), 10000);
	assert_int_equal(kept("python", "", "en"), 0);
}

static void an_unknown_language_compares_words_as_they_are(void **state)
{
	(void)state;
	assert_int_equal(kept("services", "service", "xx"), 0);
	assert_int_equal(kept("services", "Services", NULL), 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_with_marks_stay_whole),
		cmocka_unit_test(marks_at_the_edges_are_no_part_of_a_word),
		cmocka_unit_test(possessives_and_elisions_are_dropped),
		cmocka_unit_test(folding_is_unicode_and_offsets_are_the_originals),
		cmocka_unit_test(invisible_characters_do_not_split_words),
		cmocka_unit_test(latin_words_end_where_ideographs_begin),
		cmocka_unit_test(bad_utf8_does_no_harm),
		cmocka_unit_test(parts_are_cut_at_slash_and_hyphen),
		cmocka_unit_test(go_is_not_going_and_java_is_not_javascript),
		cmocka_unit_test(compounds_give_their_parts_only_where_they_mean_them),
		cmocka_unit_test(whole_tokens_match_in_a_row),
		cmocka_unit_test(endings_order_and_small_words_do_not_count),
		cmocka_unit_test(what_is_kept_is_told_in_basis_points),
		cmocka_unit_test(an_unknown_language_compares_words_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
