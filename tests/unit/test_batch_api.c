/*
 * engine/batch_api against a provider that never lets go. The server is a stand-in that
 * is linked instead of server.c.
 */

#include "unit.h"

#include <string.h>

#include "engine/batch_api.h"
#include "engine/server.h"

static int listed, deleted;
static int copies; /* files of that name; fewer after each deletion */
static bool keeps; /* what is deleted is listed all the same */

int rq_server_call(struct rq_server *server, const struct rq_http_request *request,
		   struct rq_http_answer **answer, struct rq_error *err)
{
	static const char file[] = "{\"id\":\"file-1\",\"filename\":\"ours.jsonl\"}";

	(void)server;
	*answer = rq_http_answer_new(NULL, 1000);
	(*answer)->status = 200;
	if (request->method == RQ_HTTP_DELETE) {
		deleted++;
		copies -= !keeps;
		return rq_buffer_append_text(&(*answer)->body, "{}", err);
	}
	listed++;
	return rq_buffer_append_format(&(*answer)->body, err, "{\"data\":[%s]}",
				       copies > 0 ? file : "");
}

static void every_copy_of_an_upload_is_deleted(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	copies = 3;
	keeps = false;
	deleted = 0;
	assert_works(rq_batch_delete_named(NULL, "ours.jsonl", &err), err);
	assert_int_equal(deleted, 3);
}

static void a_file_that_stays_listed_is_not_deleted_for_ever(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	copies = 1;
	keeps = true;
	listed = 0;
	assert_fails(rq_batch_delete_named(NULL, "ours.jsonl", &err), err, RQ_BAD_ANSWER);
	assert_true(listed < 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_copy_of_an_upload_is_deleted),
		cmocka_unit_test(a_file_that_stays_listed_is_not_deleted_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
