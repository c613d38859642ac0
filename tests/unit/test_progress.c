/* io/progress: what a person sees on standard error. */

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "io/progress.h"

/* What a run of so many steps, every third failing, writes to standard error. */
static void watch(enum rq_progress_mode mode, size_t steps, size_t total, char *seen, size_t size)
{
	struct rq_progress progress;
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t got;

	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	rq_progress_begin(&progress, "rq-test", mode, total);
	for (size_t i = 1; i <= steps; i++)
		rq_progress_step(&progress, i % 3 == 0, "a\x1b[31m.pdf");
	rq_progress_end(&progress);
	(void)fflush(stderr);
	assert_true(dup2(kept, STDERR_FILENO) >= 0);
	got = read(ends[0], seen, size - 1);
	seen[got > 0 ? got : 0] = '\0';
	(void)close(kept);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

static void it_is_silent_where_nobody_watches(void **state)
{
	char seen[4096];

	(void)state;
	watch(RQ_PROGRESS_AUTO, 10, 0, seen, sizeof seen); /* a pipe is no terminal */
	assert_string_equal(seen, "");
	watch(RQ_PROGRESS_NEVER, 10, 0, seen, sizeof seen);
	assert_string_equal(seen, "");
}

static void it_ends_with_the_sums(void **state)
{
	char seen[4096];

	(void)state;
	watch(RQ_PROGRESS_ALWAYS, 9, 20, seen, sizeof seen);
	assert_non_null(strstr(seen, "rq-test: 9/20 [#########...........]"));
	assert_non_null(strstr(seen, "3 failed"));
	assert_null(strstr(strrchr(seen, '\r'), "left"));
	assert_int_equal(seen[strlen(seen) - 1], '\n');
}

static void a_file_name_cannot_move_the_terminal(void **state)
{
	char seen[4096];

	(void)state;
	watch(RQ_PROGRESS_ALWAYS, 1, 0, seen, sizeof seen);
	assert_null(strstr(seen, "\x1b[31m"));
	assert_non_null(strstr(seen, "a\\u{1b}[31m.pdf"));
}

/* A pipe of packets gives back one write at a time. */
static void a_line_is_one_write_that_does_not_wrap(void **state)
{
	struct rq_progress progress;
	int ends[2], kept = dup(STDERR_FILENO);
	char seen[4096];
	ssize_t got;

	(void)state;
	assert_int_equal(pipe2(ends, O_NONBLOCK | O_DIRECT), 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	rq_progress_begin(&progress, "rq-test", RQ_PROGRESS_ALWAYS, 2);
	rq_progress_step(&progress, true, "folder/a.pdf");
	got = read(ends[0], seen, sizeof seen - 1);
	rq_progress_end(&progress);
	assert_true(dup2(kept, STDERR_FILENO) >= 0);
	(void)close(kept);
	(void)close(ends[0]);
	(void)close(ends[1]);
	assert_true(got > 0);
	seen[got] = '\0';
	assert_non_null(strstr(seen, "\x1b[?7lrq-test: 1/2"));
	assert_non_null(strstr(seen, "folder/a.pdf\x1b[?7h"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_silent_where_nobody_watches),
		cmocka_unit_test(it_ends_with_the_sums),
		cmocka_unit_test(a_file_name_cannot_move_the_terminal),
		cmocka_unit_test(a_line_is_one_write_that_does_not_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
