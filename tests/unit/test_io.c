/* io: lines in, records out, whole files. */

#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "io/rows.h"
#include "io/zstd.h"

enum { SHORT = 16 };

/* A pipe that holds text and is closed behind it. */
static int pipe_with(const char *text, size_t length)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, length), (ssize_t)length);
	assert_int_equal(close(ends[1]), 0);
	return ends[0];
}

static void lines_end_in_any_way(void **state)
{
	static const char *const wanted[] = { "one", "", "two", "last" };
	int fd = pipe_with("one\n\ntwo\r\nlast", 14);
	struct rq_error err = { 0 };
	struct rq_input input;
	size_t length;
	char *line;

	(void)state;
	rq_input_init(&input, fd, -1, SHORT);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(rq_input_line(&input, &line, &length, &err), 1);
		assert_string_equal(line, wanted[i]);
		assert_int_equal(length, strlen(wanted[i]));
		assert_int_equal(input.number, i + 1);
	}
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 0);
	rq_input_free(&input);
	(void)close(fd);
}

static void lines_of_a_file_are_counted_ahead(void **state)
{
	char name[] = "/tmp/rq-test-XXXXXX", first;
	int fd = mkstemp(name), pipe = pipe_with("a\nb\n", 4);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "1\n2\n\n4", 6), 6);
	assert_int_equal(lseek(fd, 2, SEEK_SET), 2);
	assert_int_equal(rq_input_count_lines(fd), 2);
	assert_int_equal(read(fd, &first, 1), 1); /* nothing was read by that */
	assert_int_equal(first, '2');
	assert_int_equal(rq_input_count_lines(pipe), 0);
	(void)close(pipe);
	(void)close(fd);
	(void)unlink(name);
}

static void an_overlong_line_costs_only_itself(void **state)
{
	struct rq_error err = { 0 };
	struct rq_input input;
	char text[300];
	size_t length;
	char *line;
	int fd;

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text + 200, "\nshort\n", 7);
	fd = pipe_with(text, sizeof text);
	rq_input_init(&input, fd, -1, SHORT);
	assert_fails(rq_input_line(&input, &line, &length, &err), err, RQ_TOO_LARGE);
	assert_int_equal(input.number, 1);
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 1);
	assert_string_equal(line, "short");
	assert_fails(rq_input_line(&input, &line, &length, &err), err, RQ_TOO_LARGE);
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 0);
	rq_input_free(&input);
	(void)close(fd);
}

static void a_line_of_exactly_the_limit_passes(void **state)
{
	int fd = pipe_with("0123456789abcdef\n0123456789abcdefg\n", 35);
	struct rq_error err = { 0 };
	struct rq_input input;
	size_t length;
	char *line;

	(void)state;
	rq_input_init(&input, fd, -1, SHORT);
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 1);
	assert_int_equal(length, SHORT);
	assert_fails(rq_input_line(&input, &line, &length, &err), err, RQ_TOO_LARGE);
	rq_input_free(&input);
	(void)close(fd);
}

static void a_silent_stream_does_not_hold_up_the_caller(void **state)
{
	struct rq_error err = { 0 };
	struct rq_input input;
	int ends[2], stop[2];
	size_t length;
	char *line;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(stop), 0);
	rq_input_init(&input, ends[0], stop[0], SHORT);
	assert_int_equal(rq_input_wait(&input, 0, &err), 0);
	assert_int_equal(write(ends[1], "a\nb\n", 4), 4);
	assert_int_equal(rq_input_wait(&input, 1000, &err), 1);
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 1);
	assert_int_equal(rq_input_wait(&input, 0, &err), 1); /* "b" is here already */
	assert_int_equal(rq_input_line(&input, &line, &length, &err), 1);
	assert_int_equal(write(stop[1], "!", 1), 1);
	assert_fails(rq_input_line(&input, &line, &length, &err), err, RQ_INTERRUPTED);
	rq_input_free(&input);
	for (int i = 0; i < 2; i++) {
		(void)close(ends[i]);
		(void)close(stop[i]);
	}
}

static void bad_records_do_not_stop_the_good_ones(void **state)
{
	static const char text[] = "{\"type\":\"a\",\"v\":1}\n"
				   "\n"
				   "not json\n"
				   "{\"type\":\"a\"}\n"
				   "{\"v\":1}\n"
				   "{\"type\":\"a\",\"v\":2}\n"
				   "{\"type\":\"b\",\"v\":1,\"x\":1.50}";
	static const struct {
		size_t number;
		const char *type; /* NULL: refused */
	} wanted[] = { { 1, "a" }, { 3, NULL }, { 4, NULL }, { 5, NULL }, { 6, NULL }, { 7, "b" } };
	int fd = pipe_with(text, sizeof text - 1);
	struct rq_error err = { 0 };
	struct rq_ndjson line;
	struct rq_input input;

	(void)state;
	rq_input_init(&input, fd, -1, 1000);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		if (!wanted[i].type) {
			assert_fails(rq_ndjson_read(&input, &line, &err), err, RQ_BAD_RECORD);
		} else {
			assert_int_equal(rq_ndjson_read(&input, &line, &err), 1);
			assert_string_equal(line.type, wanted[i].type);
			json_decref(line.record);
		}
		assert_int_equal(input.number, wanted[i].number);
	}
	assert_string_equal(line.text, "{\"type\":\"b\",\"v\":1,\"x\":1.50}"); /* as it came */
	assert_int_equal(rq_ndjson_read(&input, &line, &err), 0);
	rq_input_free(&input);
	(void)close(fd);
}

static void a_line_with_a_nul_is_refused(void **state)
{
	int fd = pipe_with("\0\n{\"type\":\"a\",\"v\":1}\0\n", 22);
	struct rq_error err = { 0 };
	struct rq_ndjson line;
	struct rq_input input;

	(void)state;
	rq_input_init(&input, fd, -1, 1000);
	assert_fails(rq_ndjson_read(&input, &line, &err), err, RQ_BAD_RECORD);
	assert_fails(rq_ndjson_read(&input, &line, &err), err, RQ_BAD_RECORD);
	assert_int_equal(rq_ndjson_read(&input, &line, &err), 0);
	rq_input_free(&input);
	(void)close(fd);
}

/* Twice a quote, so a row seems to be whole, but the field that begins with one has no end. */
static void a_field_whose_quote_stays_open_costs_only_its_row(void **state)
{
	static const char text[] = "id,why\n1\",\"she\n2,\"two\nlines, \"\"so\"\"\"\n";
	int fd = pipe_with(text, sizeof text - 1);
	struct rq_error err = { 0 };
	struct rq_input input;
	struct rq_rows rows;

	(void)state;
	rq_input_init(&input, fd, -1, 1000);
	rq_rows_init(&rows, &input);
	assert_int_equal(rq_rows_read(&rows, &err), 1);
	assert_int_equal(rq_rows_read(&rows, &err), -1);
	assert_int_equal(err.code, RQ_BAD_RECORD);
	assert_string_equal(err.message, "a quote is never closed");
	err = (struct rq_error) { 0 };
	assert_int_equal(rq_rows_read(&rows, &err), 1);
	assert_int_equal(rows.count, 2);
	assert_string_equal(rows.field[1], "two\nlines, \"so\"");
	assert_int_equal(rq_rows_read(&rows, &err), 0);
	rq_rows_free(&rows);
	rq_input_free(&input);
	(void)close(fd);
}

static void a_full_disk_is_noticed(void **state)
{
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	struct rq_error err = { 0 };
	struct rq_output out;

	(void)state;
	assert_true(fd >= 0);
	rq_output_init(&out, fd);
	assert_works(rq_output_text(&out, "x", &err), err);
	assert_int_equal(rq_output_flush(&out, &err), -1);
	assert_int_equal(err.code, RQ_SYSTEM);
	assert_non_null(strstr(err.message, "No space left"));
	rq_output_free(&out);
	(void)close(fd);
}

static void a_closed_pipe_has_its_own_code(void **state)
{
	struct rq_error err = { 0 };
	struct rq_output out;
	int ends[2];

	(void)state;
	assert_true(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(close(ends[0]), 0);
	rq_output_init(&out, ends[1]);
	assert_works(rq_output_text(&out, "x", &err), err);
	assert_fails(rq_output_flush(&out, &err), err, RQ_PIPE_CLOSED);
	rq_output_free(&out);
	(void)close(ends[1]);
}

static void write_where_somebody_said(const char *path, const char *text)
{
	struct rq_error err = { 0 };
	struct rq_output out;

	assert_works(rq_output_open(&out, path, &err), err);
	assert_works(rq_output_text(&out, text, &err), err);
	assert_works(rq_output_finish(&out, &err), err);
	rq_output_free(&out);
}

static void a_pipe_is_written_to_and_a_link_is_followed(void **state)
{
	char folder[] = "/tmp/rq-test-XXXXXX", *pipe, *file, *link, *text, got[8] = "";
	struct rq_error err = { 0 };
	struct stat there;
	int reader;

	(void)state;
	assert_non_null(mkdtemp(folder));
	pipe = rq_printf("%s/pipe", folder);
	file = rq_printf("%s/file", folder);
	link = rq_printf("%s/link", folder);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	reader = open(pipe, O_RDONLY | O_NONBLOCK);
	write_where_somebody_said(pipe, "piped");
	assert_int_equal(read(reader, got, sizeof got - 1), 5);
	assert_string_equal(got, "piped");
	assert_int_equal(lstat(pipe, &there), 0);
	assert_true(S_ISFIFO(there.st_mode));
	(void)close(reader);

	write_where_somebody_said(file, "old");
	assert_int_equal(symlink("file", link), 0);
	write_where_somebody_said(link, "new");
	assert_int_equal(lstat(link, &there), 0);
	assert_true(S_ISLNK(there.st_mode));
	assert_works(rq_file_read(file, 100, &text, &err), err);
	assert_string_equal(text, "new");
	free(text);

	assert_int_equal(unlink(pipe) + unlink(file) + unlink(link) + rmdir(folder), 0);
	free(pipe);
	free(file);
	free(link);
}

static void a_file_is_there_whole_or_not_at_all(void **state)
{
	char folder[] = "/tmp/rq-test-XXXXXX";
	struct rq_error err = { 0 };
	struct rq_output out;
	char *path, *text;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = rq_printf("%s/report", folder);
	assert_works(rq_output_create(&out, path, &err), err);
	assert_works(rq_output_text(&out, "half", &err), err);
	assert_works(rq_output_flush(&out, &err), err);
	assert_int_equal(access(path, F_OK), -1);
	rq_output_free(&out);
	assert_int_equal(rmdir(folder), 0); /* nothing was left behind */

	assert_int_equal(mkdir(folder, 0700), 0);
	assert_works(rq_output_create(&out, path, &err), err);
	assert_works(rq_output_text(&out, "whole", &err), err);
	assert_works(rq_output_finish(&out, &err), err);
	rq_output_free(&out);
	assert_works(rq_file_read(path, 100, &text, &err), err);
	assert_string_equal(text, "whole");
	free(text);
	assert_fails(rq_file_read(path, 4, &text, &err), err, RQ_TOO_LARGE);
	assert_int_equal(unlink(path), 0);
	assert_fails(rq_file_read(path, 100, &text, &err), err, RQ_NOT_FOUND);
	assert_int_equal(rq_file_read(folder, 100, &text, &err), -1);
	assert_int_equal(err.code, RQ_UNREADABLE);
	assert_non_null(strstr(err.message, folder)); /* it says which */
	assert_int_equal(rmdir(folder), 0);
	free(path);
}

static void an_error_record_says_what_where_and_why(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;
	char *text;

	(void)state;
	(void)rq_fail(&err, RQ_ENCRYPTED, "needs a password");
	record = rq_record_error("ingest", "a.pdf", &err);
	text = rq_json_text(record, 0);
	assert_string_equal(text, "{\"type\":\"error\",\"v\":1,\"stage\":\"ingest\","
				  "\"source\":\"a.pdf\",\"code\":\"encrypted\","
				  "\"message\":\"needs a password\"}");
	free(text);
	json_decref(record);
}

static void an_error_record_is_text_whatever_the_name(void **state)
{
	struct rq_error err = { 0 };
	json_t *record;

	(void)state;
	(void)rq_fail(&err, RQ_DAMAGED, "near \xff\x1b[2J");
	record = rq_record_error("ingest", "bad\xfe\nname.pdf", &err);
	assert_string_equal(rq_json_string(record, "source"), "bad\\xfe\\u{a}name.pdf");
	assert_string_equal(rq_json_string(record, "message"), "near \\xff\\u{1b}[2J");
	json_decref(record);
}

/* --- zstd ------------------------------------------------------------------- */

/* Packs so many bytes and unpacks them; how many came back, or -1. */
static int64_t there_and_back(size_t size)
{
	char plain[] = "/tmp/rq-test-zstd.XXXXXX", packed[] = "/tmp/rq-test-zstd.XXXXXX";
	int file = mkstemp(plain), made = mkstemp(packed);
	struct rq_error why = { 0 };
	struct rq_output out;
	uint64_t back = 0;
	int result;

	assert_true(file != -1 && made != -1);
	assert_int_equal(ftruncate(file, (off_t)size), 0);
	rq_output_init(&out, made);
	result = rq_zstd_pack(file, &out, &why);
	if (result == 0)
		result = rq_output_flush(&out, &why);
	rq_output_free(&out);
	assert_int_equal(lseek(made, 0, SEEK_SET), 0);
	if (result == 0)
		result = rq_zstd_unpack(made, NULL, &back, &why);
	(void)close(file);
	(void)close(made);
	(void)unlink(plain);
	(void)unlink(packed);
	return result == 0 ? (int64_t)back : -1;
}

static void what_is_packed_comes_back_whatever_its_size(void **state)
{
	(void)state;
	for (size_t pieces = 0; pieces <= 8; pieces++)
		for (size_t more = 0; more <= 4096; more += 4096) {
			size_t size = pieces * 65536 + more;

			assert_int_equal(there_and_back(size), size);
		}
}

/* Writes lines of one letter, longer than a page, to the end of a file. */
static void append_lines(const char *path, char letter, int stop_fd)
{
	enum { LINES = 100, LENGTH = 50000 };
	struct rq_error err = { 0 };
	struct rq_output out;
	char *line = rq_alloc(LENGTH + 2, 1);

	memset(line, letter, LENGTH);
	line[LENGTH] = '\n';
	rq_output_init(&out, open(path, O_WRONLY | O_APPEND));
	out.stop_fd = stop_fd;
	for (int i = 0; i < LINES; i++)
		if (rq_output_text(&out, line, &err) == -1 || rq_output_flush(&out, &err) == -1)
			_exit(1);
	_exit(0);
}

/* As with several rq-optimize >>results. */
static void lines_of_two_who_append_stay_whole(void **state)
{
	char path[] = "/tmp/rq-io.XXXXXX", *line = NULL;
	int fd = mkstemp(path), ends[2], status;
	size_t room = 0, lines = 0;
	ssize_t length;
	FILE *file;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < 2; i++)
		if (fork() == 0)
			append_lines(path, (char)('a' + i), ends[0]);
	while (wait(&status) != -1)
		assert_int_equal(status, 0);
	file = fdopen(fd, "r");
	for (; (length = getline(&line, &room, file)) != -1; lines++)
		assert_int_equal(strspn(line, line[0] == 'a' ? "a" : "b"), length - 1);
	assert_int_equal(lines, 200);
	free(line);
	(void)fclose(file);
	assert_int_equal(unlink(path), 0);
	assert_false(close(ends[0]) || close(ends[1]));
}

/* Root may open all: it tries as somebody else. */
static void a_name_lasts_where_its_folder_cannot_be_opened(void **state)
{
	enum { SOMEBODY = 65534 };
	char folder[] = "/tmp/rq-io.XXXXXX", *path;
	bool root = geteuid() == 0;
	struct rq_error err = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = rq_printf("%s/file", folder);
	assert_int_equal(chmod(folder, 0300), 0);
	assert_false(root && chown(folder, SOMEBODY, SOMEBODY) == -1);
	assert_false(root && seteuid(SOMEBODY) == -1);
	assert_int_equal(open(folder, O_RDONLY), -1);
	assert_works(rq_file_write(path, "text", 4, &err), err);
	assert_works(rq_file_keep_name(path, &err), err);
	assert_int_equal(unlink(path), 0);
	assert_fails(rq_file_keep_name(path, &err), err, RQ_SYSTEM);
	assert_false(root && seteuid(0) == -1);
	assert_int_equal(rmdir(folder), 0);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_two_who_append_stay_whole),
		cmocka_unit_test(a_name_lasts_where_its_folder_cannot_be_opened),
		cmocka_unit_test(what_is_packed_comes_back_whatever_its_size),
		cmocka_unit_test(lines_end_in_any_way),
		cmocka_unit_test(lines_of_a_file_are_counted_ahead),
		cmocka_unit_test(an_overlong_line_costs_only_itself),
		cmocka_unit_test(a_line_of_exactly_the_limit_passes),
		cmocka_unit_test(a_silent_stream_does_not_hold_up_the_caller),
		cmocka_unit_test(bad_records_do_not_stop_the_good_ones),
		cmocka_unit_test(a_line_with_a_nul_is_refused),
		cmocka_unit_test(a_field_whose_quote_stays_open_costs_only_its_row),
		cmocka_unit_test(a_full_disk_is_noticed),
		cmocka_unit_test(a_closed_pipe_has_its_own_code),
		cmocka_unit_test(a_file_is_there_whole_or_not_at_all),
		cmocka_unit_test(a_pipe_is_written_to_and_a_link_is_followed),
		cmocka_unit_test(an_error_record_is_text_whatever_the_name),
		cmocka_unit_test(an_error_record_says_what_where_and_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
