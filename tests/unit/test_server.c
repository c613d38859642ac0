/* engine/server: who is trusted with the key, exchanges beside others, recordings. */

#include "unit.h"

#include "engine/server.h"
#include "fake_llm.h"
#include "folder.h"

static const char question[] = "{\"model\":\"m\",\"max_completion_tokens\":500,\"messages\":["
			       "{\"role\":\"user\",\"content\":\"hello\"}]}";
static struct rq_error err;

static int begin(void **state)
{
	(void)state;
	err = (struct rq_error) { 0 };
	return unsetenv("GROQ_API_KEY");
}

static struct rq_server *open_server(struct rq_engine_options options)
{
	struct rq_server *server = NULL;

	options.in_flight = 4;
	assert_works(rq_server_open(&options, "https://default.test/v1", &server, &err), err);
	return server;
}

static void does_not_open(struct rq_engine_options options, enum rq_code code, const char *word)
{
	struct rq_server *server = NULL;
	struct rq_error why = { 0 };

	options.in_flight = 4;
	assert_int_equal(rq_server_open(&options, "https://default.test/v1", &server, &why), -1);
	assert_string_equal(rq_code_name(why.code), rq_code_name(code));
	assert_non_null(strstr(why.message, word));
}

/* --- opening ----------------------------------------------------------------------- */

static void elsewhere_a_key_is_needed_and_told_where_it_may_stand(void **state)
{
	struct rq_server *server;

	(void)state;
	does_not_open((struct rq_engine_options) { 0 }, RQ_UNAUTHORIZED, "GROQ_API_KEY");
	assert_int_equal(setenv("GROQ_API_KEY", "gsk_x", 1), 0);
	server = open_server((struct rq_engine_options) { 0 });
	assert_string_equal(rq_server_url(server), "https://default.test/v1");
	rq_server_free(server);
}

static void on_this_machine_there_need_not_be_one(void **state)
{
	struct rq_server *server =
	    open_server((struct rq_engine_options) { .base_url = "http://127.0.0.1:9/v1//" });

	(void)state;
	assert_string_equal(rq_server_url(server), "http://127.0.0.1:9/v1");
	rq_server_free(server);
}

static void no_key_goes_out_unencrypted(void **state)
{
	(void)state;
	assert_int_equal(setenv("GROQ_API_KEY", "gsk_x", 1), 0);
	does_not_open((struct rq_engine_options) { .base_url = "http://llm.example/v1" }, RQ_USAGE,
		      "http");
}

static void a_key_file_that_is_missing_is_named(void **state)
{
	(void)state;
	assert_int_equal(setenv("GROQ_API_KEY", "gsk_x", 1), 0);
	does_not_open((struct rq_engine_options) { .key_file = "/nonexistent/key" }, RQ_NOT_FOUND,
		      "/nonexistent/key");
}

/* --- models ------------------------------------------------------------------------- */

/* What a server that was started so says of a model. */
static int asks_for(const char *model, const char *first, const char *second)
{
	const char *const arguments[] = { first, second, NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_server *server = open_server((struct rq_engine_options) { .base_url = fake.url });
	int result = rq_server_has_model(server, model, &err);

	rq_server_free(server);
	fake_llm_stop(&fake);
	return result;
}

static void a_model_is_asked_for(void **state)
{
	static const char sold[] = "--models=lib/engine/models.json";

	(void)state;
	assert_works(asks_for("openai/gpt-oss-120b", sold, NULL), err);
	assert_fails(asks_for("nobody/knows-it", sold, NULL), err, RQ_MODEL_GONE);
	assert_fails(asks_for("openai/gpt-oss-120b", sold, "--key=gsk_other"), err,
		     RQ_UNAUTHORIZED);
}

static void a_server_without_a_list_is_taken_at_its_word(void **state)
{
	(void)state;
	assert_works(asks_for("any", "--rule={\"do\":\"500\",\"at\":\"models\"}", NULL), err);
}

/* --- exchanges -------------------------------------------------------------------------- */

static void ask(struct rq_server *server, void *context)
{
	struct rq_http_request request = { .method = RQ_HTTP_POST,
					   .path = "/chat/completions",
					   .body = question,
					   .length = strlen(question),
					   .context = context };

	assert_works(rq_server_ask(server, &request, 1, NULL, &err), err);
}

static struct rq_http_answer *wait_for(struct rq_server *server)
{
	struct rq_http_answer *answer = NULL;

	assert_int_equal(rq_server_wait(server, FAKE_PATIENCE, -1, &answer, &err), 1);
	assert_int_equal(answer->status, 200);
	return answer;
}

static void a_call_of_its_own_passes_those_under_way(void **state)
{
	const struct rq_http_request list = { .method = RQ_HTTP_GET, .path = "/models" };
	const char *const arguments[] = { "--latency=300", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_server *server = open_server((struct rq_engine_options) { .base_url = fake.url });
	struct rq_http_answer *answer;
	bool came[2] = { false, false };

	(void)state;
	ask(server, &came[0]);
	ask(server, &came[1]);
	assert_works(rq_server_call(server, &list, &answer, &err), err);
	assert_non_null(strstr(answer->body.data, "\"list\""));
	rq_http_answer_free(answer);
	for (int i = 0; i < 2; i++) {
		answer = wait_for(server);
		*(bool *)answer->context = true;
		rq_http_answer_free(answer);
	}
	assert_true(came[0] && came[1]);
	assert_int_equal(fake_llm_count(fake.url, "paid"), 2);
	rq_server_free(server);
	fake_llm_stop(&fake);
}

static void a_recorded_night_needs_no_server(void **state)
{
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	char folder[FOLDER_SIZE];
	struct rq_http_request unheard = { .method = RQ_HTTP_POST, .body = "{}", .length = 2 };
	struct rq_http_answer *live, *replayed;
	struct rq_server *server;

	(void)state;
	folder_make(folder);
	server = open_server((struct rq_engine_options) { .base_url = fake.url, .record = folder });
	ask(server, NULL);
	live = wait_for(server);
	rq_server_free(server);
	fake_llm_stop(&fake);

	server = open_server((struct rq_engine_options) { .replay = folder });
	ask(server, &fake);
	replayed = wait_for(server);
	assert_ptr_equal(replayed->context, &fake);
	assert_int_equal(replayed->body.length, live->body.length);
	assert_memory_equal(replayed->body.data, live->body.data, live->body.length);
	assert_fails(rq_server_ask(server, &unheard, 1, NULL, &err), err, RQ_NOT_FOUND);
	rq_http_answer_free(replayed);
	rq_http_answer_free(live);
	rq_server_free(server);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(elsewhere_a_key_is_needed_and_told_where_it_may_stand,
				       begin),
		cmocka_unit_test_setup(on_this_machine_there_need_not_be_one, begin),
		cmocka_unit_test_setup(no_key_goes_out_unencrypted, begin),
		cmocka_unit_test_setup(a_key_file_that_is_missing_is_named, begin),
		cmocka_unit_test_setup(a_model_is_asked_for, begin),
		cmocka_unit_test_setup(a_server_without_a_list_is_taken_at_its_word, begin),
		cmocka_unit_test_setup(a_call_of_its_own_passes_those_under_way, begin),
		cmocka_unit_test_setup(a_recorded_night_needs_no_server, begin),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
