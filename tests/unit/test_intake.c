/* resume/intake: paths in, records out, whatever is in them. */

#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/limits.h"
#include "document_kit.h"
#include "folder.h"
#include "resume/intake.h"

static void put_file(const char *path, struct bytes bytes)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.data, bytes.length), (ssize_t)bytes.length);
	(void)close(fd);
	free(bytes.data);
}

static void put_text(const char *path, const char *text)
{
	put_file(path, copy_bytes(text, strlen(text)));
}

static struct rq_intake *open_intake(enum rq_intake_want want, size_t workers)
{
	struct rq_intake_options options = { .want = want, .workers = workers, .stage = "ingest" };
	struct rq_error err = { 0 };
	struct rq_intake *intake;

	assert_works(rq_intake_open(&options, &intake, &err), err);
	return intake;
}

/* The next record is of that source: its text, or the code of an error. */
static void assert_next(struct rq_intake *intake, const char *source, const char *wanted)
{
	struct rq_error err = { 0 };
	struct rq_intake_item item;
	const char *found, *at;
	json_t *record;

	assert_int_equal(rq_intake_next(intake, &item, &err), 1);
	assert_works(rq_json_parse_object(item.text, item.length, &record, &err), err);
	assert_null(memchr(item.text, '\n', item.length));
	assert_string_equal(item.source, source);
	at = item.failed ? rq_json_string(record, "source")
			 : rq_json_string(rq_json_object(record, "source"), "path");
	assert_string_equal(at, source);
	found = rq_json_string(record, item.failed ? "code" : "text");
	if (!found || strcmp(found, wanted) != 0)
		fail_msg("%s: %s", source, item.text);
	json_decref(record);
}

static void assert_end(struct rq_intake *intake)
{
	struct rq_error err = { 0 };
	struct rq_intake_item item;

	assert_int_equal(rq_intake_next(intake, &item, &err), 0);
	rq_intake_free(intake);
}

static void records_come_in_the_order_of_the_input(void **state)
{
	struct rq_intake *intake;
	char path[32], text[32];

	(void)state;
	for (int i = 0; i < 40; i++) {
		(void)snprintf(path, sizeof path, "%02d.txt", i);
		(void)snprintf(text, sizeof text, "Person %d", i);
		put_text(path, text);
	}
	intake = open_intake(RQ_INTAKE_TEXTS, 3);
	for (int i = 39; i >= 0; i--) {
		(void)snprintf(path, sizeof path, "%02d.txt", i);
		rq_intake_add(intake, path);
	}
	for (int i = 39; i >= 0; i--) {
		(void)snprintf(path, sizeof path, "%02d.txt", i);
		(void)snprintf(text, sizeof text, "Person %d\n", i);
		assert_next(intake, path, text);
	}
	assert_end(intake);
}

static void containers_stand_where_they_were_given(void **state)
{
	struct member members[] = { { "a.txt", "A", 0 },
				    { "../b.txt", "B", 0 },
				    { "c.txt", "C", 0 } };
	struct bytes zip = make_zip(members, 3);
	struct member outer[] = { { "in.zip", zip.data, zip.length }, { "d.pdf", "", 0 } };
	struct rq_intake *intake;

	(void)state;
	put_file("one.zip", make_zip(outer, 2));
	put_file("two.zip", copy_bytes(zip.data, zip.length));
	put_text("last.txt", "Last");
	free(zip.data);
	intake = open_intake(RQ_INTAKE_TEXTS, 2);
	rq_intake_add(intake, "one.zip");
	rq_intake_add(intake, "missing");
	rq_intake_add(intake, "two.zip");
	rq_intake_add(intake, "last.txt");
	assert_next(intake, "one.zip!/in.zip!/a.txt", "A\n");
	assert_next(intake, "one.zip!/in.zip!/../b.txt", "unsafe-name");
	assert_next(intake, "one.zip!/in.zip!/c.txt", "C\n");
	assert_next(intake, "one.zip!/d.pdf", "empty");
	assert_next(intake, "missing", "not-found");
	assert_next(intake, "two.zip!/a.txt", "A\n");
	assert_next(intake, "two.zip!/../b.txt", "unsafe-name");
	assert_next(intake, "two.zip!/c.txt", "C\n");
	assert_next(intake, "last.txt", "Last\n");
	assert_end(intake);
}

static void a_container_with_many_members_streams(void **state)
{
	enum { COUNT = 3000 };
	struct member *members = calloc(COUNT, sizeof *members);
	char(*names)[16] = calloc(COUNT, sizeof *names);
	struct rq_intake *intake;

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		(void)snprintf(names[i], sizeof names[i], "%d.txt", i);
		members[i] = (struct member) { names[i], "Jane", 0 };
	}
	put_file("many.zip", make_zip(members, COUNT));
	intake = open_intake(RQ_INTAKE_TEXTS, 2);
	rq_intake_add(intake, "many.zip");
	for (int i = 0; i < COUNT; i++) {
		char source[40];

		(void)snprintf(source, sizeof source, "many.zip!/%d.txt", i);
		assert_next(intake, source, "Jane\n");
	}
	assert_end(intake);
	free(names);
	free(members);
}

static void bad_documents_cost_only_themselves(void **state)
{
	static const char *const names[] = {
		"a.txt", "b.pdf", "c.docx", "d.zip", "e.bin", "f.txt"
	};
	struct rq_intake *intake = open_intake(RQ_INTAKE_TEXTS, 2);

	(void)state;
	put_text("a.txt", "A");
	put_text("b.pdf", "%PDF-1.7 nothing");
	put_file("c.docx", make_docx("<w:p>", NULL));
	put_text("d.zip", "PK\3\4 nothing");
	put_file("e.bin", copy_bytes("\x7f"
				     "ELF\0\0\0\0",
				     8));
	put_text("f.txt", "F");
	for (size_t i = 0; i < 6; i++)
		rq_intake_add(intake, names[i]);
	assert_next(intake, "a.txt", "A\n");
	assert_next(intake, "b.pdf", "damaged");
	assert_next(intake, "c.docx", "damaged");
	assert_next(intake, "d.zip", "damaged");
	assert_next(intake, "e.bin", "unsupported");
	assert_next(intake, "f.txt", "F\n");
	assert_end(intake);
}

static void resumes_have_structure_and_a_source(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_RESUMES, 1);
	struct rq_error err = { 0 };
	struct rq_intake_item item;
	json_t *record, *source;

	(void)state;
	put_text("jane.txt", "Jane Example\njane@example.org\n\nSkills\nC, POSIX\n");
	rq_intake_add(intake, "jane.txt");
	assert_int_equal(rq_intake_next(intake, &item, &err), 1);
	assert_works(rq_json_parse_object(item.text, item.length, &record, &err), err);
	assert_string_equal(rq_json_string(record, "type"), "resume");
	source = rq_json_object(record, "source");
	assert_string_equal(rq_json_string(source, "format"), "text");
	assert_int_equal(rq_json_integer(source, "bytes", 0), 47);
	assert_int_equal(strlen(rq_json_string(source, "digest")), 64);
	assert_string_equal(
	    rq_json_string(rq_json_object(rq_json_object(record, "resume"), "basics"), "email"),
	    "jane@example.org");
	json_decref(record);
	assert_end(intake);
}

static void json_postings_stay_json(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_TEXTS, 1);
	struct rq_error err = { 0 };
	struct rq_intake_item item;
	json_t *record;

	(void)state;
	put_text("job.json", "{\"title\":\"Nurse\"}");
	rq_intake_add(intake, "job.json");
	assert_int_equal(rq_intake_next(intake, &item, &err), 1);
	assert_works(rq_json_parse_object(item.text, item.length, &record, &err), err);
	assert_string_equal(rq_json_string(rq_json_object(record, "json"), "title"), "Nurse");
	json_decref(record);
	assert_end(intake);
}

static void a_pipe_is_a_document_or_a_container(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_TEXTS, 1);
	int ends[2], before = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "Jane", 4), 4);
	(void)close(ends[1]);
	(void)dup2(ends[0], STDIN_FILENO);
	(void)close(ends[0]);
	rq_intake_add(intake, "-");
	assert_next(intake, "stdin", "Jane\n");
	(void)dup2(before, STDIN_FILENO);
	(void)close(before);
	assert_end(intake);
}

/* Every child that this process has at the moment. */
static void kill_children(void)
{
	char path[64], line[256] = "", *at = line, *end;
	FILE *file;

	(void)snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	file = fopen(path, "re");
	if (!file)
		skip();
	(void)!fgets(line, sizeof line, file);
	(void)fclose(file);
	for (long pid = strtol(at, &end, 10); end != at; pid = strtol(at, &end, 10)) {
		(void)kill((pid_t)pid, SIGKILL);
		at = end;
	}
}

static void a_death_costs_the_document_in_hand(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_TEXTS, 1);
	struct member members[] = { { "a.txt", "A", 0 }, { "b.txt", "B", 0 } };

	(void)state;
	put_text("one.txt", "One");
	put_text("two.txt", "Two");
	put_file("a.zip", make_zip(members, 2));
	rq_intake_add(intake, "one.txt");
	rq_intake_add(intake, "two.txt");
	rq_intake_add(intake, "a.zip");
	rq_intake_add(intake, "a.zip");
	kill_children();
	assert_next(intake, "one.txt", "crashed");
	assert_next(intake, "two.txt", "Two\n");
	assert_next(intake, "a.zip", "crashed"); /* the unpacker died, too */
	assert_next(intake, "a.zip!/a.txt", "A\n");
	assert_next(intake, "a.zip!/b.txt", "B\n");
	assert_end(intake);
}

/* The "duplicate_of" of the next record is the resume_id of the first, or is missing. */
static void assert_twin(struct rq_intake *intake, const char *source, char first[RQ_ID_SIZE],
			bool twin)
{
	struct rq_error err = { 0 };
	struct rq_intake_item item;
	const char *of;
	json_t *record;

	assert_int_equal(rq_intake_next(intake, &item, &err), 1);
	assert_string_equal(item.source, source);
	assert_works(rq_json_parse_object(item.text, item.length, &record, &err), err);
	of = rq_json_string(record, "duplicate_of");
	if ((of != NULL) != twin || (twin && strcmp(of, first) != 0))
		fail_msg("%s: duplicate of %s", source, of ? of : "nothing");
	if (!twin)
		rq_digest_copy_id(first, rq_json_string(record, "resume_id"));
	json_decref(record);
}

static void copies_name_the_first_of_them(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_RESUMES, 2);
	char ada[RQ_ID_SIZE], bob[RQ_ID_SIZE], longer[RQ_ID_SIZE];

	(void)state;
	put_text("a.txt", "Ada Example\nada@example.org\n\nSkills\n\nC, Go\n");
	put_text("b.txt", "Bob Example\nbob@example.org\n\nSkills\n\nC, Go\n");
	put_text("c.md", "# Ada Example\n\nada@example.org\n\n# SKILLS\n\n* C,\n* Go\n");
	put_text("d.txt", "Ada Example\nada@example.org\n\nSkills\n\nC, Go, Ada\n");
	rq_intake_add(intake, "a.txt");
	rq_intake_add(intake, "b.txt");
	rq_intake_add(intake, "a.txt");
	rq_intake_add(intake, "c.md");
	rq_intake_add(intake, "d.txt");
	assert_twin(intake, "a.txt", ada, false);
	assert_twin(intake, "b.txt", bob, false);
	assert_twin(intake, "a.txt", ada, true);
	assert_twin(intake, "c.md", ada, true);
	assert_twin(intake, "d.txt", longer, false);
	assert_end(intake);
}

static void an_intake_may_be_left_early(void **state)
{
	struct rq_intake *intake = open_intake(RQ_INTAKE_TEXTS, 2);

	(void)state;
	for (int i = 0; i < 20; i++)
		rq_intake_add(intake, "/etc/hostname");
	rq_intake_free(intake);
	rq_intake_free(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
		TEST(records_come_in_the_order_of_the_input),
		TEST(containers_stand_where_they_were_given),
		TEST(a_container_with_many_members_streams),
		TEST(bad_documents_cost_only_themselves),
		TEST(resumes_have_structure_and_a_source),
		TEST(json_postings_stay_json),
		TEST(a_pipe_is_a_document_or_a_container),
		TEST(a_death_costs_the_document_in_hand),
		TEST(copies_name_the_first_of_them),
		TEST(an_intake_may_be_left_early),
	};

	return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
