/* review/agenda: of a file, how many results a person is to decide about. */

#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "io/record.h"
#include "review/agenda.h"

static json_t *result_of(const char *task_id)
{
	json_t *result = rq_record_new("result");

	rq_json_set_string(result, "task_id", task_id);
	return result;
}

static void a_file_that_grows_has_as_many_as_were_shown(void **state)
{
	static const char *const tasks[] = { "00000000000000000000000000000001",
					     "00000000000000000000000000000002" };
	char path[] = "/tmp/rq-agenda-XXXXXX", decisions[] = "/tmp/rq-agenda-XXXXXX";
	int fd = mkstemp(path), other = mkstemp(decisions);
	struct rq_agenda agenda;
	struct rq_ledger *ledger;
	struct rq_error err = { 0 };

	(void)state;
	assert_true(fd >= 0 && other >= 0);
	(void)dprintf(fd, "{\"type\":\"result\",\"v\":1,\"task_id\":\"%s\"}\n", tasks[0]);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_works(rq_ledger_open(decisions, &ledger, &err), err);
	assert_works(rq_agenda_open(&agenda, fd, -1, ledger, &err), err);
	assert_int_equal(agenda.count, 1);
	for (size_t i = 0; i < 2; i++) {
		json_t *result = result_of(tasks[i]);

		assert_true(rq_agenda_turn(&agenda, result));
		assert_false(rq_agenda_turn(&agenda, result)); /* nobody is asked twice */
		assert_int_equal(agenda.number, i + 1);
		json_decref(result);
	}
	assert_int_equal(agenda.count, 2);
	rq_agenda_free(&agenda);
	rq_ledger_close(ledger);
	(void)close(fd);
	(void)close(other);
	(void)unlink(path);
	(void)unlink(decisions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_grows_has_as_many_as_were_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
