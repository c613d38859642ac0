#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "edit/edit.h"
#include "edit/pointer.h"
#include "unit.h"

static json_t *load(const char *text)
{
	json_error_t why;
	json_t *value = json_loads(text, 0, &why);

	if (!value)
		fail_msg("%s: %s", why.text, text);
	return value;
}

#define EDIT                                                                                       \
	"{\"op\":\"replace\",\"path\":\"/basics/summary\",\"before\":\"a\",\"after\":\"b\","       \
	"\"order\":null,\"source_lines\":[1],\"req_ids\":[\"m1\"],\"reason\":\"r\"}"

static json_t *answer_with(const char *edit)
{
	json_t *answer =
	    load("{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[{\"id\":"
		 "\"m1\",\"status\":\"partly\",\"source_lines\":[]}],\"questions\":[{"
		 "\"req_id\":\"m1\",\"ask_candidate\":\"?\"}],\"suspicious_lines\":[]}");

	if (edit)
		rq_json_append_take(rq_json_array(answer, "edits"), load(edit));
	return answer;
}

static int parse(json_t *answer, struct rq_error *err)
{
	struct rq_edits edits;
	int result = rq_edits_parse(answer, &edits, err);

	if (result == 0)
		rq_edits_free(&edits);
	json_decref(answer);
	return result;
}

static void an_answer_of_the_schema_is_read(void **state)
{
	json_t *answer = answer_with(EDIT);
	struct rq_error err = { 0 };
	struct rq_edits edits;

	(void)state;
	assert_works(rq_edits_parse(answer, &edits, &err), err);
	assert_int_equal(edits.count, 1);
	assert_int_equal(edits.edit[0].op, RQ_EDIT_REPLACE);
	assert_string_equal(edits.edit[0].after, "b");
	assert_null(edits.edit[0].order);
	rq_edits_free(&edits);
	json_decref(answer);
}

static void a_member_that_is_missing_new_or_of_another_type_is_refused(void **state)
{
	static const char *const names[] = { "op",    "path",         "before",  "after",
					     "order", "source_lines", "req_ids", "reason" };
	struct rq_error err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		json_t *answer = answer_with(EDIT);
		json_t *edit = json_array_get(rq_json_array(answer, "edits"), 0);

		(void)json_object_del(edit, names[i]);
		assert_fails(parse(answer, &err), err, RQ_BAD_ANSWER);
		answer = answer_with(EDIT);
		edit = json_array_get(rq_json_array(answer, "edits"), 0);
		rq_json_set_take(edit, names[i], json_real(1.5));
		assert_fails(parse(answer, &err), err, RQ_BAD_ANSWER);
		answer = answer_with(EDIT);
		edit = json_array_get(rq_json_array(answer, "edits"), 0);
		rq_json_set_take(edit, names[i], load("[[]]"));
		assert_fails(parse(answer, &err), err, RQ_BAD_ANSWER);
	}
}

static void hostile_answers_are_refused(void **state)
{
	static const char *const answers[] = {
		"{}",
		"[]",
		"{\"schema\":\"rq.tailor.v2\",\"edits\":[],\"requirements\":[],\"questions\":[],"
		"\"suspicious_lines\":[]}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":{},\"requirements\":[],\"questions\":[],"
		"\"suspicious_lines\":[]}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":[1],\"requirements\":[],\"questions\":[],"
		"\"suspicious_lines\":[]}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[],\"questions\":[],"
		"\"suspicious_lines\":[],\"resume\":{}}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[],\"questions\":[],"
		"\"suspicious_lines\":[\"1\"]}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[{\"id\":\"m1\","
		"\"status\":\"met\",\"source_lines\":[]}],\"questions\":[],\"suspicious_lines\":[]"
		"}",
		"{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[],\"questions\":[{"
		"\"req_id\":\"m1\"}],\"suspicious_lines\":[]}",
	};
	struct rq_error err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		assert_fails(parse(load(answers[i]), &err), err, RQ_BAD_ANSWER);
	assert_fails(parse(answer_with("{\"op\":\"add\",\"path\":\"/work/-\",\"before\":null,"
				       "\"after\":\"x\",\"order\":null,\"source_lines\":[],"
				       "\"req_ids\":[],\"reason\":\"\"}"),
			   &err),
		     err, RQ_BAD_ANSWER);
	assert_fails(parse(answer_with("{\"op\":\"reorder\",\"path\":\"/skills\",\"before\":null,"
				       "\"after\":null,\"order\":[0,1.5],\"source_lines\":[],"
				       "\"req_ids\":[],\"reason\":\"\"}"),
			   &err),
		     err, RQ_BAD_ANSWER);
}

static void ten_thousand_edits_or_a_megabyte_are_refused(void **state)
{
	json_t *answer = answer_with(EDIT), *edits = rq_json_array(answer, "edits");
	struct rq_error err = { 0 };
	char *megabyte = calloc(1, (1 << 20) + 1);

	(void)state;
	for (int i = 1; i < 10000; i++)
		rq_json_append_take(edits, load(EDIT));
	assert_fails(parse(answer, &err), err, RQ_BAD_ANSWER);
	answer = answer_with(EDIT);
	memset(megabyte, 'a', 1 << 20);
	rq_json_set_string(json_array_get(rq_json_array(answer, "edits"), 0), "after", megabyte);
	assert_fails(parse(answer, &err), err, RQ_BAD_ANSWER);
	free(megabyte);
}

static json_t *answer_asking(const char *text)
{
	json_t *answer = answer_with(NULL);

	rq_json_set_string(json_array_get(rq_json_array(answer, "questions"), 0), "ask_candidate",
			   text);
	return answer;
}

/* Eight bytes are counted for each value besides its text: a million empty ones weigh, too. */
static void an_answer_may_weigh_its_limit_and_not_a_byte_more(void **state)
{
	enum { VALUES = 12 };
	static const char others[] = "rq.tailor.v1m1partlym1";
	size_t most = RQ_MAX_ANSWER_BYTES - VALUES * 8 - strlen(others);
	char *text = calloc(1, most + 2);
	struct rq_error err = { 0 };

	(void)state;
	memset(text, 'a', most);
	assert_works(parse(answer_asking(text), &err), err);
	text[most] = 'a';
	assert_fails(parse(answer_asking(text), &err), err, RQ_BAD_ANSWER);
	free(text);
}

static void only_these_places_can_be_touched(void **state)
{
	(void)state;
	assert_int_equal(rq_edit_place(RQ_EDIT_SUMMARY, "/basics/summary"), RQ_PLACE_SUMMARY);
	assert_int_equal(rq_edit_place(RQ_EDIT_REPLACE, "/basics/label"), RQ_PLACE_LABEL);
	assert_int_equal(rq_edit_place(RQ_EDIT_DROP, "/work/12/highlights/3"), RQ_PLACE_HIGHLIGHT);
	assert_int_equal(rq_edit_place(RQ_EDIT_REORDER, "/skills/0/keywords"), RQ_PLACE_LIST);
	assert_int_equal(rq_edit_place(RQ_EDIT_REORDER, "/work"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_SUMMARY, "/work/0/summary"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_DROP, "/work/0/summary"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_DROP, "/skills/0/keywords/0"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_REPLACE, "/work/01/summary"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_REPLACE, "/work//summary"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_REPLACE, "/work/0/name"), RQ_PLACE_NONE);
	assert_int_equal(rq_edit_place(RQ_EDIT_REPLACE, "/basics/summary/"), RQ_PLACE_NONE);
}

/* Indices in all edits mean the document as it was. */
static void edits_in_any_order_mean_the_original_places(void **state)
{
	json_t *document =
	    load("{\"projects\":[{\"highlights\":[\"a\",\"b\",\"c\"]},{\"highlights\":"
		 "[\"d\",\"e\"]}]}");
	json_t *orders = load("[[1,0],[2,1,0]]");
	const struct rq_edit edits[] = {
		{ .op = RQ_EDIT_DROP, .path = "/projects/0/highlights/0" },
		{ .op = RQ_EDIT_REORDER, .path = "/projects", .order = json_array_get(orders, 0) },
		{ .op = RQ_EDIT_REORDER,
		  .path = "/projects/0/highlights",
		  .order = json_array_get(orders, 1) },
		{ .op = RQ_EDIT_REPLACE, .path = "/projects/0/highlights/1", .after = "B" },
		{ .op = RQ_EDIT_DROP, .path = "/projects/1/highlights/1" },
	};
	json_t *wanted =
	    load("{\"projects\":[{\"highlights\":[\"d\"]},{\"highlights\":[\"c\",\"B\"]}]}");
	struct rq_error err = { 0 };

	(void)state;
	assert_works(rq_edits_apply(edits, 5, document, &err), err);
	assert_true(json_equal(document, wanted));
	json_decref(document);
	json_decref(orders);
	json_decref(wanted);
}

static void no_edits_leave_every_byte(void **state)
{
	json_t *document = load("{\"b\":[1,{\"z\":null}],\"a\":\"\\u00e9\",\"work\":[]}");
	char *before = rq_json_text(document, 0), *after;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(rq_edits_apply(NULL, 0, document, &err), err);
	after = rq_json_text(document, 0);
	assert_string_equal(before, after);
	free(before);
	free(after);
	json_decref(document);
}

/* The guard lets none of them pass; whoever applies edits without it is told. */
static void an_edit_of_what_is_not_there_is_refused(void **state)
{
	json_t *document = load("{\"work\":[{\"highlights\":[\"a\",\"b\"]}]}");
	json_t *once = load("[0,0]");
	const struct rq_edit edits[] = {
		{ .op = RQ_EDIT_REPLACE, .path = "/work/0/name", .after = "c" },
		{ .op = RQ_EDIT_REPLACE, .path = "/work/7/highlights/0", .after = "c" },
		{ .op = RQ_EDIT_REPLACE, .path = "/work/0/highlights/7", .after = "c" },
		{ .op = RQ_EDIT_REORDER, .path = "/work/0/highlights", .order = once },
	};
	struct rq_error err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
		assert_fails(rq_edits_apply(&edits[i], 1, document, &err), err, RQ_BAD_ANSWER);
	json_decref(once);
	json_decref(document);
}

static void no_edits_are_an_answer_of_the_schema(void **state)
{
	struct rq_edits edits;
	struct rq_error err = { 0 };
	json_t *none = rq_edits_none();

	(void)state;
	assert_works(rq_edits_parse(none, &edits, &err), err);
	assert_int_equal(edits.count, 0);
	rq_edits_free(&edits);
	json_decref(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_of_the_schema_is_read),
		cmocka_unit_test(a_member_that_is_missing_new_or_of_another_type_is_refused),
		cmocka_unit_test(hostile_answers_are_refused),
		cmocka_unit_test(ten_thousand_edits_or_a_megabyte_are_refused),
		cmocka_unit_test(an_answer_may_weigh_its_limit_and_not_a_byte_more),
		cmocka_unit_test(only_these_places_can_be_touched),
		cmocka_unit_test(edits_in_any_order_mean_the_original_places),
		cmocka_unit_test(no_edits_leave_every_byte),
		cmocka_unit_test(an_edit_of_what_is_not_there_is_refused),
		cmocka_unit_test(no_edits_are_an_answer_of_the_schema),
	};

	return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
