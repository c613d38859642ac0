/* tests/fake-llm: that the provider of the tests is one a client may be measured by. */

#include "unit.h"

#include "edit/tailor.h"
#include "engine/chat.h"
#include "engine/prompt.h"
#include "fake_llm.h"
#include "guard_kit.h"
#include "io/quota.h"

/* 4 for the message, 100 for the text; and 96 for the answer: 200 a request. */
static const char small[] =
    "{\"model\":\"openai/gpt-oss-120b\",\"max_completion_tokens\":96,\"reasoning_effort\":\"low\","
    "\"messages\":[{\"role\":\"user\",\"content\":\""
    "----------------------------------------------------------------------------------------------"
    "------"
    "----------------------------------------------------------------------------------------------"
    "------"
    "----------------------------------------------------------------------------------------------"
    "------"
    "----------------------------------------------------------------------------------------------"
    "------"
    "\"}]}";

static struct rq_http_answer *post(struct rq_http *http, const char *path, const char *body)
{
	struct rq_http_request request = {
		.method = RQ_HTTP_POST, .path = path, .body = body, .length = strlen(body)
	};

	return fake_llm_ask(http, &request);
}

static json_t *post_json(struct rq_http *http, const char *path, const char *body)
{
	struct rq_http_answer *answer = post(http, path, body);
	struct rq_error err = { 0 };
	json_t *json = NULL;

	assert_works(rq_json_parse_object(answer->body.data, answer->body.length, &json, &err),
		     err);
	rq_http_answer_free(answer);
	return json;
}

static int ask_status(struct rq_http *http, const char *body, struct rq_quota *quota)
{
	struct rq_http_answer *answer = post(http, "/chat/completions", body);
	int status = answer->status;

	rq_quota_read(answer, quota);
	rq_http_answer_free(answer);
	return status;
}

/* --- limits ------------------------------------------------------------------------------- */

static void a_prompt_and_its_room_are_charged_and_refused_past_the_bucket(void **state)
{
	const char *const arguments[] = { "--limit=tpm=600", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_quota quota;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(ask_status(http, small, &quota), 200);
	assert_true(quota.remaining_tokens < 100);
	assert_int_equal(ask_status(http, small, &quota), 429);
	assert_in_range(quota.retry_after, 1, 20000); /* 200 of 600 tokens a minute */
	assert_int_equal(fake_llm_count(fake.url, "paid"), 3);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void what_was_not_used_comes_back_if_the_server_is_kind(void **state)
{
	const char *const arguments[] = { "--limit=tpm=60000", "--refund", NULL };
	static const char roomy[] = "{\"model\":\"m\",\"max_completion_tokens\":50000,"
				    "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_quota quota;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(ask_status(http, roomy, &quota), 200);
	rq_http_free(http);
	fake_llm_stop(&fake);

	fake = fake_llm_start("http", (const char *const[]) { "--limit=tpm=60000", NULL });
	http = fake_llm_client(fake.url, NULL, 1);
	assert_int_equal(ask_status(http, roomy, &quota), 200);
	assert_int_equal(ask_status(http, roomy, &quota), 429);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void more_than_a_whole_bucket_is_never_taken(void **state)
{
	const char *const arguments[] = { "--limit=tpm=199", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_quota quota;

	(void)state;
	assert_int_equal(ask_status(http, small, &quota), 413);
	assert_int_equal(quota.retry_after, -1);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void strict_mode_takes_closed_schemas_only(void **state)
{
	static const char request[] =
	    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
	    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\","
	    "\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
	    "\"string\"}},\"required\":[%s],\"additionalProperties\":%s}}}}";
	static const struct {
		const char *required, *open;
		int status;
	} cases[] = { { "\"a\"", "false", 200 }, { "", "false", 400 }, { "\"a\"", "true", 400 } };
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_quota quota;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char body[512];

		(void)snprintf(body, sizeof body, request, cases[i].required, cases[i].open);
		assert_int_equal(ask_status(http, body, &quota), cases[i].status);
	}
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void leading_messages_of_an_answered_request_are_cached(void **state)
{
	static const char first[] =
	    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"12345678\"},"
	    "{\"role\":\"user\",\"content\":\"one\"}]}";
	static const char second[] =
	    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"12345678\"},"
	    "{\"role\":\"user\",\"content\":\"two\"}]}";
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_quota quota;

	(void)state;
	assert_int_equal(ask_status(http, first, &quota), 200);
	assert_int_equal(fake_llm_count(fake.url, "cached_tokens"), 0);
	assert_int_equal(ask_status(http, second, &quota), 200);
	assert_int_equal(fake_llm_count(fake.url, "cached_tokens"), 4 + 2);
	assert_int_equal(fake_llm_count(fake.url, "prompt_tokens"), 2 * (4 + 2 + 4 + 1));
	rq_http_free(http);
	fake_llm_stop(&fake);
}

/* --- batches --------------------------------------------------------------------------------- */

static const char *upload(struct rq_http *http, const char *lines, char id[64])
{
	const struct rq_http_part parts[] = { { "purpose", NULL, "batch", 5 },
					      { "file", "in.jsonl", lines, strlen(lines) } };
	struct rq_http_request request = {
		.method = RQ_HTTP_POST, .path = "/files", .parts = parts, .part_count = 2
	};
	struct rq_http_answer *answer = fake_llm_ask(http, &request);

	assert_int_equal(sscanf(answer->body.data, "{\"id\":\"%60[a-z0-9_]", id), 1);
	rq_http_answer_free(answer);
	return id;
}

static json_t *get(struct rq_http *http, const char *path)
{
	struct rq_http_answer *answer =
	    fake_llm_ask(http, &(struct rq_http_request) { .path = path });
	struct rq_error err = { 0 };
	json_t *json = NULL;

	assert_works(rq_json_parse_object(answer->body.data, answer->body.length, &json, &err),
		     err);
	rq_http_answer_free(answer);
	return json;
}

/* The batch once it has ended; new. */
static json_t *run_batch(struct rq_http *http, const char *lines)
{
	char file[64], *body, *path;
	json_t *batch;

	body = rq_printf("{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/chat/completions\","
			 "\"completion_window\":\"24h\",\"metadata\":{\"rq_run\":\"r1\"}}",
			 upload(http, lines, file));
	batch = post_json(http, "/batches", body);
	assert_string_equal(rq_json_string(batch, "status"), "validating");
	path = rq_printf("/batches/%s", rq_json_string(batch, "id"));
	while (strcmp(rq_json_string(batch, "status"), "validating") == 0 ||
	       strcmp(rq_json_string(batch, "status"), "in_progress") == 0) {
		(void)usleep(5000);
		json_decref(batch);
		batch = get(http, path);
	}
	free(body);
	free(path);
	return batch;
}

static size_t count_lines(struct rq_http *http, const json_t *batch, const char *key)
{
	char *path = rq_printf("/files/%s/content", rq_json_string(batch, key));
	struct rq_http_answer *answer =
	    fake_llm_ask(http, &(struct rq_http_request) { .path = path });
	size_t count = 0;

	for (size_t i = 0; answer->status == 200 && i < answer->body.length; i++)
		count += answer->body.data[i] == '\n';
	rq_http_answer_free(answer);
	free(path);
	return count;
}

#define LINE(id)                                                                                   \
	"{\"custom_id\":\"" id "\",\"method\":\"POST\",\"body\":{\"model\":\"m\",\"messages\":[{"  \
	"\"role\":\"user\",\"content\":\"hi\"}]}}\n"

static void check_batch(const char *rule, const char *status, size_t answered, size_t refused,
			json_int_t paid)
{
	char *option = rule ? rq_printf("--rule={\"do\":\"%s\",\"times\":1}", rule) : NULL;
	const char *const arguments[] = { "--batch-delay=20ms", option, NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	json_t *batch = run_batch(http, LINE("a") LINE("b") LINE("c") LINE("d"));

	assert_string_equal(rq_json_string(batch, "status"), status);
	assert_string_equal(rq_json_string(rq_json_object(batch, "metadata"), "rq_run"), "r1");
	assert_int_equal(count_lines(http, batch, "output_file_id"), answered);
	assert_int_equal(count_lines(http, batch, "error_file_id"), refused);
	assert_int_equal(fake_llm_count(fake.url, "paid"), paid);
	json_decref(batch);
	rq_http_free(http);
	fake_llm_stop(&fake);
	free(option);
}

static void a_batch_is_answered_once_and_goes_wrong_on_command(void **state)
{
	(void)state;
	check_batch(NULL, "completed", 4, 0, 4);
	check_batch("line-missing", "completed", 3, 0, 4);
	check_batch("line-twice", "completed", 5, 0, 4);
	check_batch("expired", "expired", 2, 2, 2);
	check_batch("batch-failed", "failed", 0, 0, 0);
}

static void batches_are_listed_page_by_page(void **state)
{
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	char file[64], *body, *path;
	json_t *page;

	(void)state;
	body = rq_printf("{\"input_file_id\":\"%s\"}", upload(http, LINE("a"), file));
	for (int i = 0; i < 3; i++)
		json_decref(post_json(http, "/batches", body));
	page = get(http, "/batches?limit=2");
	assert_int_equal(json_array_size(rq_json_array(page, "data")), 2);
	path = rq_printf("/batches?limit=2&cursor=%s",
			 rq_json_string(rq_json_object(page, "paging"), "next_cursor"));
	json_decref(page);
	page = get(http, path);
	assert_int_equal(json_array_size(rq_json_array(page, "data")), 1);
	assert_null(rq_json_string(rq_json_object(page, "paging"), "next_cursor"));
	json_decref(page);
	free(path);
	free(body);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

/* --- its answers, from the prompt to the guard ---------------------------------------------------
 */

static const struct kit_leaf resume[] = {
	{ "/basics/name", "Ada Example" },
	{ "/work/0/position", "Software Engineer" },
	{ "/work/0/name", "Brackenfold" },
	{ "/work/0/startDate", "2020-01" },
	{ "/work/0/highlights/0", "Built REST services in Python." },
	{ "/work/0/highlights/1", "Ran Postgres clusters for 3 teams" },
	{ "/skills/0/name", "Skills" },
	{ "/skills/0/keywords/0", "Python" },
	{ "/skills/0/keywords/1", "Docker" },
	{ NULL, NULL },
};

/* The result of one call to a server with that rule; new. */
static json_t *tailor_by(const struct kit *kit, const char *rule)
{
	struct rq_model model = { .id = "openai/gpt-oss-120b",
				  .effort = true,
				  .strict_schema = true };
	struct rq_prompt_options wants = { .redact = true };
	struct rq_chat_options options = { .model = &model, .max_tokens = 4000 };
	struct rq_guard guard = { .record = kit->record,
				  .job = &kit->job,
				  .vocabulary = kit->vocabulary };
	const char *const arguments[] = { rule, NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_chat_reply reply = { 0 };
	struct rq_http_answer *answer;
	struct rq_briefing briefing = { 0 };
	struct rq_template template = { 0 };
	struct rq_prompt prompt = { 0 };
	struct rq_error err = { 0 };
	struct rq_buffer body;
	json_t *result = NULL;

	rq_buffer_init(&body, 1 << 20);
	assert_works(rq_briefing_fit(&briefing, &kit->job, &err), err);
	assert_works(rq_prompt_make(kit->record, &briefing, &wants, &prompt, &err), err);
	assert_works(rq_chat_request(&template, &prompt, &options, &body, &err), err);
	answer = post(http, "/chat/completions", body.data);
	assert_works(rq_chat_read(answer->body.data, answer->body.length, &reply, &err), err);
	assert_works(rq_prompt_restore(&prompt, kit->record, reply.answer, &err), err);
	assert_works(rq_tailor(&guard, reply.answer, 0, &result, &err), err);
	rq_chat_free(&reply);
	rq_template_free(&template);
	rq_briefing_free(&briefing);
	rq_http_answer_free(answer);
	rq_prompt_free(&prompt);
	rq_buffer_free(&body);
	rq_http_free(http);
	fake_llm_stop(&fake);
	return result;
}

static void honest_edits_pass_the_guard(void **state)
{
	static const char *const rules[] = { NULL, "--rule={\"do\":\"fenced\"}" };
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", resume);
	for (size_t i = 0; i < 2; i++) {
		json_t *result = tailor_by(&kit, rules[i]);

		assert_int_equal(json_array_size(rq_json_array(result, "edits")), 3);
		assert_int_equal(json_array_size(rq_json_array(result, "rejected")), 0);
		json_decref(result);
	}
	kit_close(&kit);
}

static void what_a_model_invents_does_not(void **state)
{
	static const char *const rules[] = { "--rule={\"do\":\"invent-number\"}",
					     "--rule={\"do\":\"invent-skill\"}",
					     "--rule={\"do\":\"invent-employer\"}",
					     "--rule={\"do\":\"obey\"}" };
	struct kit kit;

	(void)state;
	kit_open(&kit, "en", resume);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		json_t *result = tailor_by(&kit, rules[i]);

		/* Only the skills are in another order, which invents nothing. */
		assert_int_equal(json_array_size(rq_json_array(result, "edits")), 1);
		assert_int_equal(json_array_size(rq_json_array(result, "rejected")), 2);
		json_decref(result);
	}
	kit_close(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_prompt_and_its_room_are_charged_and_refused_past_the_bucket),
		cmocka_unit_test(what_was_not_used_comes_back_if_the_server_is_kind),
		cmocka_unit_test(more_than_a_whole_bucket_is_never_taken),
		cmocka_unit_test(strict_mode_takes_closed_schemas_only),
		cmocka_unit_test(leading_messages_of_an_answered_request_are_cached),
		cmocka_unit_test(a_batch_is_answered_once_and_goes_wrong_on_command),
		cmocka_unit_test(batches_are_listed_page_by_page),
		cmocka_unit_test(honest_edits_pass_the_guard),
		cmocka_unit_test(what_a_model_invents_does_not),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
