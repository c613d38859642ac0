/* io/http, io/origin: a client of one server, against tests/fake-llm and against rude sockets. */

#include "unit.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "base/memory.h"
#include "fake_llm.h"
#include "folder.h"
#include "io/origin.h"
#include "io/quota.h"

static const char chat[] = "{\"model\":\"openai/gpt-oss-120b\",\"max_completion_tokens\":2000,"
			   "\"messages\":[{\"role\":\"user\",\"content\":"
			   "\"12 /work/0/highlights/0 | Built the billing service\"}]}";

static struct rq_http_request chat_request(void)
{
	return (struct rq_http_request) { .method = RQ_HTTP_POST,
					  .path = "/chat/completions",
					  .body = chat,
					  .length = strlen(chat) };
}

/* --- a server that behaves ---------------------------------------------------------------- */

static void an_answer_comes_whole_with_its_headers(void **state)
{
	const char *const arguments[] = { "--limit=rpd=100,tpm=9000", "--key=gsk_secret", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;
	struct rq_quota quota;

	(void)state;
	request.context = state;
	answer = fake_llm_ask(http, &request);
	rq_quota_read(answer, &quota);
	assert_int_equal(answer->failure, RQ_HTTP_WELL);
	assert_int_equal(answer->status, 200);
	assert_true(answer->sent);
	assert_ptr_equal(answer->context, state);
	assert_non_null(strstr(answer->body.data, "Built the billing service."));
	assert_string_equal(answer->headers[RQ_HTTP_CONTENT_TYPE], "application/json");
	assert_int_equal(strncmp(answer->headers[RQ_HTTP_REQUEST_ID], "req_", 4), 0);
	assert_int_equal(quota.limit_requests, 100);
	assert_int_equal(quota.remaining_requests, 99);
	assert_in_range(quota.reset_requests, 800000, 864000); /* 1 of 100 a day, leaking */
	assert_int_equal(quota.limit_tokens, 9000);
	assert_true(answer->first_byte <= answer->total);
	rq_http_answer_free(answer);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void a_thousand_are_in_flight_at_once(void **state)
{
	const char *const arguments[] = { "--latency=300", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1000);
	struct rq_http_request request = chat_request();
	struct rq_error err = { 0 };
	bool seen[1000] = { false };

	(void)state;
	for (intptr_t i = 0; i < 1000; i++) {
		request.context = (void *)i;
		assert_works(rq_http_start(http, &request, &err), err);
	}
	assert_fails(rq_http_start(http, &request, &err), err, RQ_AGAIN);
	for (int i = 0; i < 1000; i++) {
		struct rq_http_answer *answer = fake_llm_answer(http);

		assert_int_equal(answer->status, 200);
		assert_false(seen[(intptr_t)answer->context]);
		seen[(intptr_t)answer->context] = true;
		rq_http_answer_free(answer);
	}
	assert_int_equal(rq_http_in_flight(http), 0);
	assert_int_equal(fake_llm_count(fake.url, "asked"), 1000);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void files_go_up_and_come_back_and_are_deleted(void **state)
{
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	size_t length = 3 << 20;
	char *bytes = rq_alloc(length, 1), id[64], path[128];
	const struct rq_http_part parts[] = { { "purpose", NULL, "batch", 5 },
					      { "file", "batch.jsonl", bytes, length } };
	struct rq_http_request request = {
		.method = RQ_HTTP_POST, .path = "/files", .parts = parts, .part_count = 2
	};
	struct rq_http_answer *answer;

	(void)state;
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 31 % 251);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->status, 200);
	assert_int_equal(sscanf(answer->body.data, "{\"id\":\"%60[a-z0-9_]", id), 1);
	rq_http_answer_free(answer);

	(void)snprintf(path, sizeof path, "/files/%s/content", id);
	request = (struct rq_http_request) { .path = path, .max_body = length };
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_WELL);
	assert_int_equal(answer->body.length, length);
	assert_memory_equal(answer->body.data, bytes, length);
	rq_http_answer_free(answer);

	(void)snprintf(path, sizeof path, "/files/%s", id);
	request = (struct rq_http_request) { .method = RQ_HTTP_DELETE, .path = path };
	answer = fake_llm_ask(http, &request);
	assert_non_null(strstr(answer->body.data, "\"deleted\":true"));
	rq_http_answer_free(answer);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->status, 404);
	rq_http_answer_free(answer);
	free(bytes);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

/* --- a server that does not ------------------------------------------------------------------ */

struct outcome {
	const char *rule;
	enum rq_http_failure failure;
	int status;
	bool sent;
	json_int_t paid;
};

static void check_outcome(const struct outcome *wanted)
{
	char *rule = rq_printf("--rule={\"do\":\"%s\"}", wanted->rule);
	const char *const arguments[] = { rule, NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer = fake_llm_ask(http, &request);

	print_message("# %s: %d %d %s\n", wanted->rule, answer->status, (int)answer->failure,
		      answer->message);
	assert_int_equal(answer->failure, wanted->failure);
	assert_int_equal(answer->status, wanted->status);
	assert_int_equal(answer->sent, wanted->sent);
	assert_int_equal(answer->message[0] != '\0', answer->failure != RQ_HTTP_WELL);
	assert_null(strstr(answer->message, "gsk_secret"));
	assert_int_equal(fake_llm_count(fake.url, "asked"), 1);
	assert_int_equal(fake_llm_count(fake.url, "paid"), wanted->paid);
	rq_http_answer_free(answer);
	rq_http_free(http);
	fake_llm_stop(&fake);
	free(rule);
}

static void what_went_wrong_is_told_apart(void **state)
{
	static const struct outcome outcomes[] = {
		{ "reset-before", RQ_HTTP_RESET, 0, true, 0 },
		{ "reset-lost", RQ_HTTP_RESET, 0, true, 1 },
		{ "reset-in", RQ_HTTP_CUT, 200, true, 1 },
		{ "half", RQ_HTTP_CUT, 200, true, 1 },
		{ "reset-after", RQ_HTTP_WELL, 200, true, 1 },
		{ "drip", RQ_HTTP_WELL, 200, true, 1 },
		{ "html", RQ_HTTP_WELL, 502, true, 0 },
		{ "498", RQ_HTTP_WELL, 498, true, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
		check_outcome(&outcomes[i]);
}

/* Curl would send it again by itself; the provider would charge twice. */
static void a_request_is_not_repeated_when_a_kept_connection_dies(void **state)
{
	const char *const arguments[] = { "--rule={\"do\":\"reset-lost\",\"nth\":2}", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;

	(void)state;
	rq_http_answer_free(fake_llm_ask(http, &request));
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_RESET);
	assert_true(answer->sent);
	rq_http_answer_free(answer);
	assert_int_equal(fake_llm_count(fake.url, "paid"), 2);
	answer = fake_llm_ask(http, &request); /* and the client lives on */
	assert_int_equal(answer->status, 200);
	rq_http_answer_free(answer);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void a_slow_answer_is_given_up(void **state)
{
	const char *const arguments[] = { "--rule={\"do\":\"stall\"}", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http_options options = { .base_url = fake.url,
					   .max_in_flight = 1,
					   .connect_timeout = FAKE_PATIENCE,
					   .timeout = 200,
					   .user_agent = "rq/test" };
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;
	struct rq_error err = { 0 };
	struct rq_http *http;

	(void)state;
	assert_works(rq_http_open(&options, &http, &err), err);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_TIMEOUT);
	assert_int_equal(answer->status, 0);
	assert_true(answer->sent);
	rq_http_answer_free(answer);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void an_answer_that_is_too_large_is_cut_off(void **state)
{
	struct fake_llm fake = fake_llm_start("http", fake_llm_plain);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;

	(void)state;
	request.max_body = 100;
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_TOO_LARGE);
	assert_int_equal(answer->status, 200);
	assert_true(answer->body.length <= 100);
	rq_http_answer_free(answer);
	rq_http_free(http);
	fake_llm_stop(&fake);
}

static void waiting_ends_when_the_other_descriptor_wakes(void **state)
{
	const char *const arguments[] = { "--rule={\"do\":\"stall\"}", NULL };
	struct fake_llm fake = fake_llm_start("http", arguments);
	struct rq_http *http = fake_llm_client(fake.url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer = NULL;
	struct rq_error err = { 0 };
	int wake[2];

	(void)state;
	assert_int_equal(pipe(wake), 0);
	assert_works(rq_http_start(http, &request, &err), err);
	assert_int_equal(rq_http_wait(http, 0, wake[0], &answer, &err), 0);
	assert_int_equal(write(wake[1], "x", 1), 1);
	assert_int_equal(rq_http_wait(http, -1, wake[0], &answer, &err), 0);
	assert_int_equal(rq_http_in_flight(http), 1);
	rq_http_free(http); /* with a request in flight */
	(void)close(wake[0]);
	(void)close(wake[1]);
	fake_llm_stop(&fake);
}

/* --- rude sockets ---------------------------------------------------------------------------- */

static int listen_somewhere(const char *scheme, char url[64])
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(fd, 5), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	(void)snprintf(url, 64, "%s://127.0.0.1:%u", scheme, ntohs(address.sin_port));
	return fd;
}

/* Answers one connection with these bytes, again and again up to so many. */
static pid_t serve_bytes(int listener, const char *head, const char *again, size_t most)
{
	pid_t pid = fork();

	if (pid == 0) {
		int fd = accept(listener, NULL, NULL);
		char request[16384];

		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)!read(fd, request, sizeof request);
		(void)!write(fd, head, strlen(head));
		for (size_t sent = 0; sent < most; sent += strlen(again))
			if (write(fd, again, strlen(again)) <= 0)
				break;
		(void)shutdown(fd, SHUT_WR);
		while (read(fd, request, sizeof request) > 0)
			;
		_exit(0);
	}
	return pid;
}

static struct rq_http_answer *ask_bytes(const char *scheme, const char *head, const char *again,
					size_t most)
{
	char url[64];
	int listener = listen_somewhere(scheme, url);
	pid_t pid = serve_bytes(listener, head, again, most);
	struct rq_http *http = fake_llm_client(url, NULL, 1);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer = fake_llm_ask(http, &request);

	rq_http_free(http);
	(void)close(listener);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return answer;
}

static void hostile_bytes_are_failures(void **state)
{
	static const struct {
		const char *head, *again;
		size_t most;
		enum rq_http_failure failure;
	} cases[] = {
		/* An endless body, without a length and with a false one. */
		{ "HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 64 << 20,
		  RQ_HTTP_TOO_LARGE },
		{ "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "xxxxxxxxxxxxxxxx",
		  64 << 20, RQ_HTTP_TOO_LARGE },
		/* Headers without end; one header without end. */
		{ "HTTP/1.1 200 OK\r\n", "a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n", 64 << 20,
		  RQ_HTTP_TOO_LARGE },
		{ "HTTP/1.1 200 OK\r\na: ", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 64 << 20,
		  RQ_HTTP_TOO_LARGE },
		/* No HTTP. */
		{ "SSH-2.0-OpenSSH_9.2\r\n", "", 0, RQ_HTTP_NONSENSE },
		/* Chunks that lie, and a body that is too short. */
		{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "", 0,
		  RQ_HTTP_CUT },
		{ "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "", 0, RQ_HTTP_CUT },
		/* Nothing at all. */
		{ "", "", 0, RQ_HTTP_RESET },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_http_answer *answer =
		    ask_bytes("http", cases[i].head, cases[i].again, cases[i].most);

		print_message("# %zu: %d %d %s\n", i, answer->status, (int)answer->failure,
			      answer->message);
		assert_int_equal(answer->failure, cases[i].failure);
		assert_true(answer->body.length <= RQ_MAX_HTTP_BODY_BYTES);
		rq_http_answer_free(answer);
	}
}

static void a_redirect_is_not_followed(void **state)
{
	struct rq_http_answer *answer =
	    ask_bytes("http",
		      "HTTP/1.1 307 Moved\r\nLocation: http://192.0.2.1/\r\nContent-Length: "
		      "0\r\n\r\n",
		      "", 0);

	(void)state;
	assert_int_equal(answer->failure, RQ_HTTP_WELL);
	assert_int_equal(answer->status, 307);
	rq_http_answer_free(answer);
}

static void a_port_that_nobody_listens_on_is_unreachable(void **state)
{
	char url[64];
	int listener = listen_somewhere("http", url);
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;
	struct rq_http *http;

	(void)state;
	(void)close(listener);
	http = fake_llm_client(url, NULL, 1);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_UNREACHABLE);
	assert_false(answer->sent);
	rq_http_answer_free(answer);
	rq_http_free(http);
}

/* The night goes on when a server restarts in the middle of a handshake. */
static void a_handshake_that_ends_is_no_bad_certificate(void **state)
{
	static const char *const heads[] = { "", "HTTP/1.1 400 Bad Request\r\n\r\n" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct rq_http_answer *answer = ask_bytes("https", heads[i], "", 0);

		assert_int_equal(answer->failure, RQ_HTTP_UNREACHABLE);
		assert_false(answer->sent);
		rq_http_answer_free(answer);
	}
}

/* --- TLS and where a request may go */

static void certificates_are_checked(void **state)
{
	char folder[FOLDER_SIZE], command[512], cert[64], key[64];
	const char *arguments[] = { "--tls-cert", cert, "--tls-key", key, NULL };
	struct rq_http_request request = chat_request();
	struct rq_http_answer *answer;
	struct fake_llm fake;
	struct rq_http *http;

	(void)state;
	folder_make(folder);
	(void)snprintf(cert, sizeof cert, "%s/cert.pem", folder);
	(void)snprintf(key, sizeof key, "%s/key.pem", folder);
	(void)snprintf(command, sizeof command,
		       "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
		       "-days 2 -subj /CN=fake -addext subjectAltName=IP:127.0.0.1 "
		       "-keyout %s -out %s 2>/dev/null",
		       key, cert);
	assert_int_equal(system(command), 0);
	fake = fake_llm_start("https", arguments);

	http = fake_llm_client(fake.url, NULL, 1);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_TLS);
	assert_false(answer->sent);
	rq_http_answer_free(answer);
	rq_http_free(http);

	http = fake_llm_client(fake.url, cert, 1);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_WELL);
	assert_int_equal(answer->status, 200);
	rq_http_answer_free(answer);
	rq_http_free(http);

	/* A certificate for the address is none for another name of the same machine. */
	memcpy(strstr(fake.url, "127.0.0.1"), "localhost", strlen("localhost"));
	http = fake_llm_client(fake.url, cert, 1);
	answer = fake_llm_ask(http, &request);
	assert_int_equal(answer->failure, RQ_HTTP_TLS);
	rq_http_answer_free(answer);
	rq_http_free(http);

	fake_llm_stop(&fake);
	folder_remove(folder);
}

static void a_key_goes_in_the_clear_to_this_machine_only(void **state)
{
	static const char *const good[] = { "https://api.groq.com/openai/v1",
					    "http://127.0.0.1:8080/v1",
					    "http://127.9.9.9",
					    "http://localhost:11434/v1",
					    "http://[::1]:80",
					    "https://10.0.0.1:8443" };
	static const char *const bad[] = { "http://api.groq.com/openai/v1",
					   "http://10.0.0.1",
					   "http://127.0.0.1.evil.example",
					   "http://localhost.evil.example",
					   "http://128.0.0.1",
					   "http://[::2]",
					   "http://user:secret@127.0.0.1",
					   "https://api.groq.com/?key=secret",
					   "https://api.groq.com/#",
					   "ftp://127.0.0.1",
					   "file:///etc/passwd",
					   "api.groq.com",
					   "",
					   "http://" };
	bool loopback;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct rq_error err = { 0 };

		assert_works(rq_origin_check(good[i], false, &loopback, &err), err);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct rq_error err = { 0 };

		if (rq_origin_check(bad[i], false, &loopback, &err) == 0)
			fail_msg("%s was taken", bad[i]);
		assert_int_equal(err.code, RQ_USAGE);
		assert_null(strstr(err.message, "secret"));
	}
	for (size_t i = 0; i < 2; i++) {
		struct rq_error err = { 0 };

		assert_works(rq_origin_check(bad[i], true, &loopback, &err), err);
		assert_false(loopback);
	}
}

static void a_key_cannot_add_headers(void **state)
{
	struct rq_http_options options = { .base_url = "https://127.0.0.1",
					   .bearer = "gsk\r\nX-Evil: 1",
					   .max_in_flight = 1 };
	struct rq_error err = { 0 };
	struct rq_http *http;

	(void)state;
	assert_int_equal(rq_http_open(&options, &http, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_null(strstr(err.message, "gsk"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_comes_whole_with_its_headers),
		cmocka_unit_test(a_thousand_are_in_flight_at_once),
		cmocka_unit_test(files_go_up_and_come_back_and_are_deleted),
		cmocka_unit_test(what_went_wrong_is_told_apart),
		cmocka_unit_test(a_request_is_not_repeated_when_a_kept_connection_dies),
		cmocka_unit_test(a_slow_answer_is_given_up),
		cmocka_unit_test(an_answer_that_is_too_large_is_cut_off),
		cmocka_unit_test(waiting_ends_when_the_other_descriptor_wakes),
		cmocka_unit_test(hostile_bytes_are_failures),
		cmocka_unit_test(a_redirect_is_not_followed),
		cmocka_unit_test(a_port_that_nobody_listens_on_is_unreachable),
		cmocka_unit_test(a_handshake_that_ends_is_no_bad_certificate),
		cmocka_unit_test(certificates_are_checked),
		cmocka_unit_test(a_key_goes_in_the_clear_to_this_machine_only),
		cmocka_unit_test(a_key_cannot_add_headers),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
