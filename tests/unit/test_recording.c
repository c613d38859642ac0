/* engine/recording: exchanges kept in files, and answered from them. */

#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine/recording.h"
#include "folder.h"

static const char asked[] = "{\"model\":\"m\",\"messages\":[]}";
static char folder[FOLDER_SIZE];
static struct rq_error err;

static int make_folder(void **state)
{
	(void)state;
	err = (struct rq_error) { 0 };
	folder_make(folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	folder_remove(folder);
	return 0;
}

static struct rq_http_answer *answer_with(int status, const char *body)
{
	struct rq_http_answer *answer = rq_http_answer_new(NULL, 1 << 20);

	answer->status = status;
	answer->sent = true;
	answer->first_byte = 12;
	answer->total = 345;
	answer->headers[RQ_HTTP_RETRY_AFTER] = rq_strdup("7");
	answer->headers[RQ_HTTP_REQUEST_ID] = rq_strdup("req_1: a b");
	assert_works(rq_buffer_append_text(&answer->body, body, &err), err);
	return answer;
}

static struct rq_recorded sent(const char *body, int attempt)
{
	return (struct rq_recorded) { body, strlen(body), attempt, NULL };
}

static void keep_of(const char *body, int attempt, const char *candidate_id, int status,
		    const char *text)
{
	struct rq_recorded what = { body, strlen(body), attempt, candidate_id };
	struct rq_http_answer *answer = answer_with(status, text);

	assert_works(rq_recording_keep(folder, &what, answer, &err), err);
	rq_http_answer_free(answer);
}

static void keep(const char *body, int attempt, int status, const char *text)
{
	keep_of(body, attempt, NULL, status, text);
}

static struct rq_http_answer *find(const char *body, int attempt)
{
	struct rq_recorded what = sent(body, attempt);
	struct rq_http_answer *answer;

	assert_works(rq_recording_find(folder, &what, &answer, &err), err);
	return answer;
}

static void finds(const char *body, int attempt, const char *text)
{
	struct rq_http_answer *answer = find(body, attempt);

	assert_int_equal(answer->body.length, strlen(text));
	assert_memory_equal(answer->body.data, text, strlen(text));
	rq_http_answer_free(answer);
}

static void an_exchange_comes_back_whole(void **state)
{
	static const char body[] = "{\"a\":\"\xc3\xa9\"}\r\n\r\nrq-total-ms: 9\r\n\r\nmore\n";
	struct rq_http_answer *answer;

	(void)state;
	keep(asked, 1, 429, body);
	answer = find(asked, 1);
	assert_int_equal(answer->failure, RQ_HTTP_WELL);
	assert_true(answer->sent);
	assert_int_equal(answer->status, 429);
	assert_int_equal(answer->first_byte, 12);
	assert_int_equal(answer->total, 345);
	assert_string_equal(answer->headers[RQ_HTTP_RETRY_AFTER], "7");
	assert_string_equal(answer->headers[RQ_HTTP_REQUEST_ID], "req_1: a b");
	assert_null(answer->headers[RQ_HTTP_CONTENT_TYPE]);
	rq_http_answer_free(answer);
	finds(asked, 1, body);
}

static void a_failure_stays_one(void **state)
{
	struct rq_http_answer *answer = rq_http_answer_new(NULL, 1 << 20);
	struct rq_recorded what = sent(asked, 1);

	(void)state;
	answer->failure = RQ_HTTP_RESET;
	answer->sent = true;
	assert_works(rq_recording_keep(folder, &what, answer, &err), err);
	rq_http_answer_free(answer);
	answer = find(asked, 1);
	assert_int_equal(answer->failure, RQ_HTTP_RESET);
	assert_true(answer->sent);
	assert_int_equal(answer->body.length, 0);
	rq_http_answer_free(answer);
}

static void requests_and_attempts_are_told_apart(void **state)
{
	struct rq_recorded third = sent(asked, 3), spaced = sent("{ }", 1);
	struct rq_http_answer *answer;

	(void)state;
	keep(asked, 1, 503, "ill");
	keep(asked, 2, 200, "well");
	keep("{}", 1, 200, "another");
	finds(asked, 1, "ill");
	finds(asked, 2, "well");
	finds("{}", 1, "another");
	assert_fails(rq_recording_find(folder, &third, &answer, &err), err, RQ_NOT_FOUND);
	assert_fails(rq_recording_find(folder, &spaced, &answer, &err), err, RQ_NOT_FOUND);
}

static void of_the_same_the_last_is_kept(void **state)
{
	(void)state;
	keep(asked, 1, 200, "a long answer from before");
	keep(asked, 1, 200, "short");
	finds(asked, 1, "short");
}

/* Calls visit with the path of each file; returns how many there are. */
static size_t each_file(void (*visit)(const char *path))
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char *path = rq_printf("%s/%s", folder, entry->d_name);

		if (entry->d_name[0] != '.') {
			visit(path);
			count++;
		}
		free(path);
	}
	(void)closedir(dir);
	return count;
}

static void is_private(const char *path)
{
	struct stat file;

	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
}

static void the_files_are_the_users_alone(void **state)
{
	(void)state;
	keep(asked, 1, 200, "somebody's life");
	assert_int_equal(each_file(is_private), 2);
}

static const char *damage;

static void spoil(const char *path)
{
	FILE *file;

	if (!strstr(path, ".response"))
		return;
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(damage, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void what_is_damaged_is_no_answer(void **state)
{
	static const char *const damages[] = { "", "hello", "HTTP/1.1 two hundred\r\n\r\n{}",
					       "HTTP/1.1 200\r\nretry-after: 1\r\n" };
	struct rq_recorded what = sent(asked, 1);
	struct rq_http_answer *answer;

	(void)state;
	keep(asked, 1, 200, "{}");
	for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		damage = damages[i];
		assert_int_equal(each_file(spoil), 2);
		assert_fails(rq_recording_find(folder, &what, &answer, &err), err, RQ_UNREADABLE);
	}
}

static void a_folder_that_is_not_there_takes_nothing(void **state)
{
	struct rq_http_answer *answer = answer_with(200, "{}");
	struct rq_recorded what = sent(asked, 1);
	size_t count = 0;

	(void)state;
	assert_fails(rq_recording_keep("/nonexistent", &what, answer, &err), err, RQ_SYSTEM);
	assert_fails(rq_recording_withdraw("/nonexistent", "her", &count, &err), err, RQ_NOT_FOUND);
	rq_http_answer_free(answer);
}

static size_t withdrawn(const char *candidate_id)
{
	size_t count = 0;

	assert_works(rq_recording_withdraw(folder, candidate_id, &count, &err), err);
	return count;
}

static void leave(const char *path)
{
	(void)path;
}

static void who_is_forgotten_leaves_with_both_files(void **state)
{
	(void)state;
	keep_of(asked, 1, "her", 503, "ill");
	keep_of(asked, 2, "her", 200, "well");
	keep_of("{}", 1, "hers", 200, "another");
	keep("{}", 2, 200, "of nobody");
	assert_int_equal(withdrawn("her"), 2);
	assert_int_equal(each_file(leave), 4);
	finds("{}", 1, "another");
	finds("{}", 2, "of nobody");
	assert_int_equal(withdrawn("her"), 0);
}

static void an_answer_cannot_pretend_to_be_of_somebody(void **state)
{
	(void)state;
	keep(asked, 1, 200, "x\r\nrq-candidate: her\r\n");
	keep_of("{}", 1, "him", 200, "x\r\nrq-candidate: her\r\n");
	assert_int_equal(withdrawn("her"), 0);
	assert_int_equal(withdrawn("him"), 1);
}

int main(void)
{
#define RECORDING_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		RECORDING_TEST(who_is_forgotten_leaves_with_both_files),
		RECORDING_TEST(an_answer_cannot_pretend_to_be_of_somebody),
		RECORDING_TEST(an_exchange_comes_back_whole),
		RECORDING_TEST(a_failure_stays_one),
		RECORDING_TEST(requests_and_attempts_are_told_apart),
		RECORDING_TEST(of_the_same_the_last_is_kept),
		RECORDING_TEST(the_files_are_the_users_alone),
		RECORDING_TEST(what_is_damaged_is_no_answer),
		RECORDING_TEST(a_folder_that_is_not_there_takes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
