#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "engine/chat.h"

static const char good[] =
    "{\\\"schema\\\":\\\"rq.tailor.v1\\\",\\\"edits\\\":[],\\\"requirements\\\":[],"
    "\\\"questions\\\":[],\\\"suspicious_lines\\\":[3]}";

/* The body of a reply: its content as it stands inside of quotes, and what ended it. */
static char *reply_with(const char *content, const char *reason)
{
	return rq_printf("{\"id\":\"x\",\"choices\":[{\"index\":0,\"finish_reason\":\"%s\","
			 "\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}],"
			 "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":40,"
			 "\"prompt_tokens_details\":{\"cached_tokens\":60},"
			 "\"completion_tokens_details\":{\"reasoning_tokens\":9}},\"x_groq\":{}}",
			 reason, content);
}

/* "well", or the message. */
static const char *read_reply(const char *body, struct rq_chat_reply *reply)
{
	static struct rq_error err;

	err = (struct rq_error) { 0 };
	if (rq_chat_read(body, strlen(body), reply, &err) == 0)
		return "well";
	assert_string_equal(rq_code_name(err.code), "bad-answer");
	assert_null(reply->answer);
	return err.message;
}

static void assert_reads(const char *content, const char *reason, const char *wanted)
{
	char *body = reply_with(content, reason);
	struct rq_chat_reply reply;

	assert_string_equal(read_reply(body, &reply), wanted);
	assert_int_equal(reply.count.prompt, 100);
	rq_chat_free(&reply);
	free(body);
}

/* --- replies ------------------------------------------------------------------ */

static void an_answer_comes_with_what_it_took(void **state)
{
	char *body = reply_with(good, "stop");
	struct rq_chat_reply reply;

	(void)state;
	assert_string_equal(read_reply(body, &reply), "well");
	assert_int_equal(json_array_size(json_object_get(reply.answer, "suspicious_lines")), 1);
	assert_true(reply.counted);
	assert_int_equal(reply.count.prompt, 100);
	assert_int_equal(reply.count.cached, 60);
	assert_int_equal(reply.count.completion, 40);
	assert_int_equal(reply.reasoning, 9);
	rq_chat_free(&reply);
	free(body);
}

static void what_models_put_around_an_answer_is_taken_off(void **state)
{
	static const char *const around[][2] = {
		{ "```json\\n", "\\n```" },
		{ "Here you are:\\n", "\\nGood luck!" },
		{ "<think>{not this}</think>", "" },
		{ " \\n", " " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof around / sizeof around[0]; i++) {
		char *content = rq_printf("%s%s%s", around[i][0], good, around[i][1]);

		assert_reads(content, "stop", "well");
		free(content);
	}
}

static void an_answer_without_end_is_no_answer_and_was_paid_for(void **state)
{
	char *body = reply_with(good, "length");
	struct rq_chat_reply reply;

	(void)state;
	assert_string_equal(read_reply(body, &reply), "the answer was cut off: it needs more room");
	assert_true(reply.cut);
	assert_int_equal(reply.count.completion, 40);
	rq_chat_free(&reply);
	free(body);
	assert_reads(good, "content_filter", "the answer did not come to its end");
}

static void an_answer_that_breaks_the_schema_is_refused_without_its_text(void **state)
{
	(void)state;
	assert_reads("", "stop", "the answer is empty");
	assert_reads("I cannot", "stop", "the answer is no JSON object");
	assert_reads("{\\\"schema\\\":", "stop", "the answer is no JSON object");
	assert_reads("{a}", "stop", "the answer is no valid JSON");
	assert_reads(
	    "{\\\"schema\\\":\\\"rq.tailor.v2\\\",\\\"edits\\\":[],\\\"requirements\\\":[],"
	    "\\\"questions\\\":[],\\\"suspicious_lines\\\":[]}",
	    "stop", "the answer's schema is not rq.tailor.v1");
}

static void hostile_replies_are_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"<html></html>",
		"[]",
		"{}",
		"{\"choices\":[]}",
		"{\"choices\":{\"0\":{}}}",
		"{\"choices\":[null]}",
		"{\"choices\":[{\"message\":[]}]}",
		"{\"choices\":[{\"message\":{\"content\":null}}]}",
		"{\"choices\":[{\"message\":{\"content\":7},\"finish_reason\":7}]}",
		"{\"choices\":[{\"message\":{\"content\":\"{}\",\"refusal\":\"no\"}}]}",
		"{\"usage\":{\"prompt_tokens\":99999999999999999999999}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct rq_chat_reply reply;

		assert_string_not_equal(read_reply(bodies[i], &reply), "well");
		rq_chat_free(&reply);
	}
}

static void an_answer_nested_without_end_or_too_large_is_refused(void **state)
{
	char *deep = rq_alloc(10001, 1), *large = rq_alloc(RQ_MAX_ANSWER_BYTES + 10, 1);

	(void)state;
	memset(deep, '[', 10000);
	deep[0] = '{';
	deep[9999] = '}';
	assert_reads(deep, "stop", "the answer is no valid JSON");
	memset(large, ' ', RQ_MAX_ANSWER_BYTES + 8);
	large[0] = '{';
	large[RQ_MAX_ANSWER_BYTES + 7] = '}';
	assert_reads(large, "stop", "the answer is larger than 512 KiB");
	free(deep);
	free(large);
}

static void counts_that_cannot_be_are_mended(void **state)
{
	struct rq_chat_reply reply;

	(void)state;
	(void)read_reply("{\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":2,"
			 "\"prompt_tokens_details\":{\"cached_tokens\":7},"
			 "\"completion_tokens_details\":null}}",
			 &reply);
	assert_int_equal(reply.count.prompt, 0);
	assert_int_equal(reply.count.cached, 0);
	assert_int_equal(reply.count.completion, 2);
	rq_chat_free(&reply);
	(void)read_reply("{\"usage\":{\"prompt_tokens\":9223372036854775807,"
			 "\"completion_tokens\":9223372036854775807}}",
			 &reply);
	assert_int_equal(reply.count.prompt, RQ_MAX_RATE);
	assert_int_equal(reply.count.completion, RQ_MAX_RATE);
	rq_chat_free(&reply);
	(void)read_reply("{\"usage\":{\"prompt_tokens\":\"5\"}}", &reply);
	assert_false(reply.counted);
	rq_chat_free(&reply);
}

/* --- requests ------------------------------------------------------------------ */

static struct rq_prompt make_prompt(const char *candidate)
{
	return (struct rq_prompt) {
		.rules = "rules; answer in JSON",
		.posting = "Will you join us?",
		.candidate = rq_strdup(candidate),
		.tokens = 1000,
		.answer_tokens = 500,
	};
}

static const struct rq_model capable = {
	.id = "m",
	.known = true,
	.max_output = 5000,
	.strict_schema = true,
	.effort = true,
	.sampling = true,
};

static json_t *request_of(struct rq_prompt *prompt, const struct rq_model *model)
{
	struct rq_chat_options options = { model, RQ_EFFORT_LOW, 900 };
	struct rq_buffer body, again;
	struct rq_template template = { 0 };
	struct rq_error err = { 0 };
	json_t *request;

	rq_buffer_init(&body, RQ_MAX_REQUEST_BYTES);
	rq_buffer_init(&again, RQ_MAX_REQUEST_BYTES);
	assert_works(rq_chat_request(&template, prompt, &options, &body, &err), err);
	assert_works(rq_chat_request(&template, prompt, &options, &again, &err), err);
	assert_string_equal(body.data, again.data);
	rq_template_free(&template);
	assert_works(rq_json_parse_object(body.data, body.length, &request, &err), err);
	rq_buffer_free(&body);
	rq_buffer_free(&again);
	return request;
}

static void a_request_begins_with_what_all_share(void **state)
{
	struct rq_prompt prompt = make_prompt("12 /work/0/name | x");
	json_t *request = request_of(&prompt, &capable), *messages, *format;

	(void)state;
	messages = json_object_get(request, "messages");
	assert_int_equal(json_array_size(messages), 3);
	assert_string_equal(rq_json_string(json_array_get(messages, 0), "content"), prompt.rules);
	assert_string_equal(rq_json_string(json_array_get(messages, 1), "content"), prompt.posting);
	assert_string_equal(rq_json_string(json_array_get(messages, 2), "content"),
			    prompt.candidate);
	format = json_object_get(request, "response_format");
	assert_string_equal(rq_json_string(format, "type"), "json_schema");
	assert_true(
	    json_is_true(json_object_get(json_object_get(format, "json_schema"), "strict")));
	assert_string_equal(rq_json_string(request, "reasoning_effort"), "low");
	assert_int_equal(rq_json_integer(request, "max_completion_tokens", 0), 900);
	assert_true(json_is_false(json_object_get(request, "stream")));
	json_decref(request);
	rq_prompt_free(&prompt);
}

/* What a request is made of besides its candidate. */
struct shared {
	const char *rules, *posting;
	const struct rq_model *model;
	enum rq_effort effort;
};

/* The request that a template makes, whatever it was for before. */
static char *filled(struct rq_template *template, const struct shared *shared)
{
	struct rq_prompt prompt = make_prompt("x \"role\":\"user\",\"content\":\"\" y");
	struct rq_chat_options options = { shared->model, shared->effort, 900 };
	struct rq_error err = { 0 };
	struct rq_buffer body;
	char *request;

	prompt.rules = shared->rules;
	prompt.posting = shared->posting;
	rq_buffer_init(&body, RQ_MAX_REQUEST_BYTES);
	assert_works(rq_chat_request(template, &prompt, &options, &body, &err), err);
	request = rq_buffer_take(&body);
	rq_buffer_free(&body);
	rq_prompt_free(&prompt);
	return request;
}

static void a_template_is_never_that_of_another_request(void **state)
{
	static const char quoted[] = "{\"role\":\"user\",\"content\":\"\"}";
	const struct rq_model plain = { .id = "local" };
	const struct shared steps[] = {
		/* each differs in one thing from the one before */
		{ "JSON", quoted, &capable, RQ_EFFORT_LOW },
		{ "JSON", quoted, &capable, RQ_EFFORT_HIGH },
		{ "more JSON", quoted, &capable, RQ_EFFORT_HIGH },
		{ "more JSON", "b", &capable, RQ_EFFORT_HIGH },
		{ "more JSON", "b", &plain, RQ_EFFORT_HIGH },
		{ "more JSON", quoted, &plain, RQ_EFFORT_HIGH },
	};
	struct rq_template kept = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct rq_template fresh = { 0 };
		char *one = filled(&kept, &steps[i]);
		char *other = filled(&fresh, &steps[i]);

		assert_string_equal(one, other);
		free(one);
		free(other);
		rq_template_free(&fresh);
	}
	rq_template_free(&kept);
}

static void a_model_is_asked_for_nothing_that_it_cannot_do(void **state)
{
	struct rq_prompt prompt = make_prompt("x");
	json_t *request = request_of(&prompt, &(struct rq_model) { .id = "local" });

	(void)state;
	assert_string_equal(rq_json_string(json_object_get(request, "response_format"), "type"),
			    "json_object");
	assert_null(json_object_get(request, "reasoning_effort"));
	assert_null(json_object_get(request, "temperature"));
	assert_null(json_object_get(request, "seed"));
	json_decref(request);
	rq_prompt_free(&prompt);
}

static void a_request_that_tells_who_it_is_is_not_made(void **state)
{
	struct rq_chat_options options = { &capable, RQ_EFFORT_LOW, 900 };
	struct rq_prompt prompt = make_prompt("Will built it");
	json_t *record = json_pack("{s:{s:{s:s}}}", "resume", "basics", "name", "Will Rose");
	struct rq_template template = { 0 };
	struct rq_error err = { 0 };
	struct rq_buffer body;

	(void)state;
	prompt.redaction = rq_redaction_new(record);
	rq_buffer_init(&body, RQ_MAX_REQUEST_BYTES);
	assert_int_equal(rq_chat_request(&template, &prompt, &options, &body, &err), -1);
	assert_string_equal(rq_code_name(err.code), "leak");
	assert_null(strstr(err.message, "Will"));
	assert_int_equal(body.length, 0);
	err = (struct rq_error) { 0 };
	free(prompt.candidate);
	prompt.candidate = rq_redact(prompt.redaction, "Will built it");
	assert_works(rq_chat_request(&template, &prompt, &options, &body, &err), err);
	rq_template_free(&template);
	rq_buffer_free(&body);
	json_decref(record);
	rq_prompt_free(&prompt);
}

static void room_grows_with_effort_and_need_up_to_the_model(void **state)
{
	struct rq_prompt prompt = make_prompt("x");
	int64_t low = rq_chat_room(&prompt, &capable, RQ_EFFORT_LOW, false);

	(void)state;
	assert_true(low > 500);
	assert_true(rq_chat_room(&prompt, &capable, RQ_EFFORT_MEDIUM, false) > low);
	assert_int_equal(rq_chat_room(&prompt, &capable, RQ_EFFORT_LOW, true), 2 * low);
	assert_int_equal(rq_chat_room(&prompt, &capable, RQ_EFFORT_HIGH, true), 5000);
	assert_int_equal(rq_chat_room(&prompt, &(struct rq_model) { 0 }, RQ_EFFORT_HIGH, false),
			 500);
	assert_true(rq_chat_overhead(&capable) > rq_chat_overhead(&(struct rq_model) { 0 }));
	rq_prompt_free(&prompt);
}

static void a_list_of_models_is_searched(void **state)
{
	static const char list[] =
	    "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{},7,{\"id\":\"b\"}]}";
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(rq_chat_lists(list, strlen(list), "b", &err), 1);
	assert_int_equal(rq_chat_lists(list, strlen(list), "c", &err), 0);
	assert_fails(rq_chat_lists("{}", 2, "c", &err), err, RQ_BAD_ANSWER);
	assert_fails(rq_chat_lists("<html>", 6, "c", &err), err, RQ_BAD_ANSWER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_comes_with_what_it_took),
		cmocka_unit_test(what_models_put_around_an_answer_is_taken_off),
		cmocka_unit_test(an_answer_without_end_is_no_answer_and_was_paid_for),
		cmocka_unit_test(an_answer_that_breaks_the_schema_is_refused_without_its_text),
		cmocka_unit_test(hostile_replies_are_refused),
		cmocka_unit_test(an_answer_nested_without_end_or_too_large_is_refused),
		cmocka_unit_test(counts_that_cannot_be_are_mended),
		cmocka_unit_test(a_request_begins_with_what_all_share),
		cmocka_unit_test(a_template_is_never_that_of_another_request),
		cmocka_unit_test(a_model_is_asked_for_nothing_that_it_cannot_do),
		cmocka_unit_test(a_request_that_tells_who_it_is_is_not_made),
		cmocka_unit_test(room_grows_with_effort_and_need_up_to_the_model),
		cmocka_unit_test(a_list_of_models_is_searched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
