/* What a reviewer sees of an edit: which words differ, and what stood there before. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/difference.h"
#include "report/reordered.h"

/* The text with its marked pieces in brackets. */
static char *bracketed(const char *text, const struct rq_marked *marked)
{
	char *result = rq_alloc(strlen(text) + 2 * marked->count + 1, 1);
	size_t at = 0;

	for (size_t i = 0; i < marked->count; i++) {
		assert_true(marked->mark[i].start >= at);
		strncat(result, text + at, marked->mark[i].start - at);
		strcat(result, "[");
		at = marked->mark[i].end;
		strncat(result, text + marked->mark[i].start, at - marked->mark[i].start);
		strcat(result, "]");
	}
	return strcat(result, text + at);
}

static void assert_differ(const char *before, const char *after, const char *old, const char *new)
{
	struct rq_difference difference;
	char *a, *b;

	rq_difference(before, after, &difference);
	a = bracketed(before, &difference.before);
	b = bracketed(after, &difference.after);
	assert_string_equal(a, old);
	assert_string_equal(b, new);
	free(a);
	free(b);
}

static void each_word_that_differs_is_marked_and_no_other(void **state)
{
	(void)state;
	assert_differ("a b c", "a b c", "a b c", "a b c");
	assert_differ("Ran K8s in the cloud with Postgres daily",
		      "Ran Kubernetes in the cloud with PostgreSQL daily",
		      "Ran [K8s] in the cloud with [Postgres] daily",
		      "Ran [Kubernetes] in the cloud with [PostgreSQL] daily");
	assert_differ("Built APIs", "Built REST APIs", "Built APIs", "Built [REST] APIs");
	assert_differ("one two three", "three", "[one two] three", "three");
	assert_differ("", "new words", "", "[new words]");
	assert_differ("größer als", "größte als", "[größer] als", "[größte] als");
}

static void texts_without_end_are_one_piece(void **state)
{
	struct rq_difference difference;
	char *before = rq_alloc(4001, 1), *after = rq_alloc(4001, 1);

	(void)state;
	for (size_t i = 0; i < 4000; i++) {
		before[i] = i % 2 ? ' ' : 'a';
		after[i] = i % 2 ? ' ' : i % 4 ? 'a' : 'b';
	}
	rq_difference(before, after, &difference);
	assert_int_equal(difference.before.count, 1);
	assert_int_equal(difference.after.count, 1);
	free(before);
	free(after);
}

static void what_stood_there_is_found_behind_orders_and_gaps(void **state)
{
	json_t *resume = json_pack("{s:[{s:[s,s,s]}]}", "work", "highlights", "d", "B", "a");
	/* of a, b, c, d: c is left out, the rest turned round, b rewritten */
	json_t *edits =
	    json_pack("[{s:s,s:s,s:[i,i,i,i]},{s:s,s:s,s:s},{s:s,s:s,s:s,s:s}]", "op", "reorder",
		      "path", "/work/0/highlights", "order", 3, 2, 1, 0, "op", "drop", "path",
		      "/work/0/highlights/2", "before", "c", "op", "replace", "path",
		      "/work/0/highlights/1", "before", "b", "after", "B");
	static const char *const were[] = { "a", "b", "c", "d" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		char path[RQ_POINTER_BYTES];
		const char *text;

		(void)snprintf(path, sizeof path, "/work/0/highlights/%d", i);
		text = rq_reordered_original(edits, resume, path);
		assert_non_null(text);
		assert_string_equal(text, were[i]);
	}
	assert_null(rq_reordered_original(edits, resume, "/work/0/highlights/9"));
	assert_null(rq_reordered_original(edits, NULL, "/work/0/highlights/0"));
	json_decref(edits);
	json_decref(resume);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_that_differs_is_marked_and_no_other),
		cmocka_unit_test(texts_without_end_are_one_piece),
		cmocka_unit_test(what_stood_there_is_found_behind_orders_and_gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
