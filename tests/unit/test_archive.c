/* document/archive, unpack and paths: what is in containers and folders, and what is refused. */

#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "document/paths.h"
#include "document/unpack.h"
#include "document_kit.h"
#include "folder.h"

static int file_of(struct bytes bytes)
{
	int fd = memfd_create("test", MFD_CLOEXEC);

	assert_int_equal(write(fd, bytes.data, bytes.length), (ssize_t)bytes.length);
	free(bytes.data);
	return fd;
}

/*
 * What comes out of the container, as "name=text" or "name:code", one a line;
 * the caller's. Texts longer than a few bytes are given by their length.
 */
static char *unpack_all(struct bytes bytes, const char *name)
{
	int fd = file_of(bytes);
	struct rq_unpack *unpack = rq_unpack_new(fd, name);
	struct rq_unpacked got;
	char *all = calloc(1, 1 << 20);

	while (rq_unpack_next(unpack, &got)) {
		char text[64] = "";

		if (got.fd == -1)
			(void)snprintf(text, sizeof text, ":%s", rq_code_name(got.error.code));
		else if (lseek(got.fd, 0, SEEK_END) > 20)
			(void)snprintf(text, sizeof text, "=%ld bytes",
				       (long)lseek(got.fd, 0, SEEK_END));
		else
			text[0] = '=', (void)!pread(got.fd, text + 1, 20, 0);
		if (got.fd != -1)
			(void)close(got.fd);
		strcat(strcat(strcat(all, got.name), text), "\n");
	}
	assert_true(rq_unpack_skipped(unpack) < 10);
	if (rq_unpack_skipped(unpack) > 0)
		(void)sprintf(all + strlen(all), "%zu skipped\n", rq_unpack_skipped(unpack));
	rq_unpack_free(unpack);
	(void)close(fd);
	return all;
}

static void assert_unpacks(struct bytes bytes, const char *name, const char *wanted)
{
	char *all = unpack_all(bytes, name);

	assert_string_equal(all, wanted);
	free(all);
}

static const struct member two[] = { { "team a/jane.txt", "Jane", 0 }, { "joe.txt", "Joe", 0 } };

static void containers_of_all_kinds_are_read(void **state)
{
	static const char wanted[] = "team a/jane.txt=Jane\njoe.txt=Joe\n";
	static const char *const filters[] = { "gzip", "bzip2", "xz", "zstd" };

	(void)state;
	assert_unpacks(make_zip(two, 2), "a.zip", wanted);
	assert_unpacks(make_archive("7zip", NULL, NULL, two, 2), "a.7z", wanted);
	assert_unpacks(make_archive("gnutar", NULL, NULL, two, 2), "a.tar", wanted);
	for (size_t i = 0; i < 4; i++)
		assert_unpacks(make_archive("gnutar", filters[i], NULL, two, 2), "a", wanted);
}

static void one_compressed_file_has_its_own_name(void **state)
{
	struct member one = { "x", "Jane", 0 };

	(void)state;
	assert_unpacks(make_archive("raw", "gzip", NULL, &one, 1), "folder/cv.txt.gz",
		       "cv.txt=Jane\n");
}

static void containers_inside_are_opened_to_a_depth(void **state)
{
	struct bytes inner = make_zip(two, 2);

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct member outer = { "in.zip", inner.data, inner.length };
		struct bytes next = make_zip(&outer, 1);

		free(inner.data);
		inner = next;
	}
	assert_unpacks(copy_bytes(inner.data, inner.length), "a.zip",
		       "in.zip!/in.zip!/in.zip!/team a/jane.txt=Jane\n"
		       "in.zip!/in.zip!/in.zip!/joe.txt=Joe\n");
	struct member outer = { "in.zip", inner.data, inner.length };
	assert_unpacks(make_zip(&outer, 1), "a.zip", "in.zip!/in.zip!/in.zip!/in.zip:too-deep\n");
	free(inner.data);
}

static void many_containers_too_deep_are_a_number(void **state)
{
	struct member members[RQ_MAX_ARCHIVE_UNOPENED + 9];
	struct bytes inner = make_zip(two, 2);
	size_t count = sizeof members / sizeof members[0], lines = 0;
	char *all;

	(void)state;
	for (int i = 1; i < RQ_MAX_ARCHIVE_DEPTH; i++) {
		struct bytes next;

		for (size_t k = 0; k < count; k++)
			members[k] = (struct member) { "in.zip", inner.data, inner.length };
		next = make_zip(members, i == 1 ? count : 1);
		free(inner.data);
		inner = next;
	}
	members[0] = (struct member) { "in.zip", inner.data, inner.length };
	members[1] = (struct member) { "good.txt", "good", 0 };
	all = unpack_all(make_zip(members, 2), "a.zip");
	for (const char *c = all; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, RQ_MAX_ARCHIVE_UNOPENED + 2);
	assert_non_null(strstr(all, "\nin.zip:too-deep\ngood.txt=good\n"));
	free(all);
	free(inner.data);
}

static void a_member_with_a_wrong_checksum_is_damaged(void **state)
{
	struct bytes zip = make_archive("zip", NULL, NULL, two, 2);
	char *text = memmem(zip.data, zip.length, "Jane", 4);

	(void)state;
	if (!text) { /* deflated: its checksum stands in the directory */
		char *entry = memmem(zip.data, zip.length, "PK\1\2", 4);

		entry[16] ^= 1;
	} else {
		text[0] ^= 1;
	}
	assert_unpacks(zip, "a.zip", "team a/jane.txt:damaged\njoe.txt=Joe\n");
}

static void unsafe_members_are_named_and_others_read(void **state)
{
	static char long_name[70001];
	struct member members[] = { { "../climbs", "x", 0 },   { "/absolute", "x", 0 },
				    { "a/../../b", "x", 0 },   { "link", NULL, 0 },
				    { "esc\x1b[31m", "x", 0 }, { "C:\\win.txt", "x", 0 },
				    { "good.txt", "good", 0 } };

	(void)state;
	assert_unpacks(make_zip(members, 7), "a.zip",
		       "../climbs:unsafe-name\n/absolute:unsafe-name\na/../../b:unsafe-name\n"
		       "link:unsafe-name\nesc\\u{1b}[31m:unsafe-name\nC:/win.txt:unsafe-name\n"
		       "good.txt=good\n");
	memset(long_name, 'x', sizeof long_name - 1);
	struct member overlong[] = { { long_name, "x", 0 }, { "good.txt", "good", 0 } };
	char *all = unpack_all(make_archive("gnutar", NULL, NULL, overlong, 2), "a.tar");
	assert_non_null(strstr(all, "…:unsafe-name\ngood.txt=good\n"));
	assert_true(strlen(all) < RQ_MAX_NAME_BYTES + 100);
	free(all);
}

static void names_of_other_alphabets_are_utf8(void **state)
{
	struct member members[] = { { "R\x82sum\x82.txt", "x", 0 }, { "日本.txt", "y", 0 } };

	(void)state;
	assert_unpacks(make_zip(members, 2), "a.zip", "Résumé.txt=x\n日本.txt=y\n");
}

static void droppings_are_counted(void **state)
{
	struct member members[] = { { "__MACOSX/._cv.txt", "x", 0 },
				    { ".DS_Store", "x", 0 },
				    { "~$cv.docx", "x", 0 },
				    { "Thumbs.db", "x", 0 },
				    { "cv.txt", "cv", 0 } };

	(void)state;
	assert_unpacks(make_zip(members, 5), "a.zip", "cv.txt=cv\n4 skipped\n");
	assert_unpacks(make_zip(members, 4), "a.zip", ":empty\n4 skipped\n");
}

static void an_encrypted_member_costs_only_itself(void **state)
{
	(void)state;
	assert_unpacks(make_archive("zip", NULL, "secret", two, 2), "a.zip",
		       "team a/jane.txt:encrypted\njoe.txt:encrypted\n");
}

static void a_bomb_is_refused_and_its_neighbours_read(void **state)
{
	size_t length = RQ_MAX_FILE_BYTES + RQ_MIB(8);
	char *zeros = calloc(length, 1);
	struct member members[] = { { "a.txt", "a", 0 },
				    { "bomb.txt", zeros, length },
				    { "z.txt", "z", 0 } };

	(void)state;
	assert_unpacks(make_zip(members, 3), "a.zip", "a.txt=a\nbomb.txt:too-large\nz.txt=z\n");
	/* In one compressed stream there is no way around it. */
	char *all = unpack_all(make_archive("gnutar", "gzip", NULL, members, 3), "a.tgz");
	assert_non_null(strstr(all, "a.txt=a\nbomb.txt:too-large\n"));
	free(all);
	free(zeros);
}

static void many_bombs_meet_the_ratio(void **state)
{
	size_t length = RQ_MIB(16);
	char *zeros = calloc(length, 1), *all;
	struct member members[8];

	(void)state;
	for (int i = 0; i < 8; i++)
		members[i] = (struct member) { "zeros.txt", zeros, length };
	all = unpack_all(make_zip(members, 8), "a.zip");
	assert_string_equal(all + strlen(all) - 20, "zeros.txt:too-large\n");
	free(all);
	free(zeros);
}

static void a_truncated_container_gives_what_is_whole(void **state)
{
	static const char *const formats[] = { "zip", "gnutar", "7zip" };

	(void)state;
	for (size_t f = 0; f < 3; f++) {
		struct bytes whole = make_archive(formats[f], NULL, NULL, two, 2);

		for (size_t i = 1; i < 16; i++) {
			char *all = unpack_all(copy_bytes(whole.data, whole.length * i / 16), "a");

			/* What comes is right, and an end too early is said. */
			assert_true(strstr(all, "=Jane\n") || strstr(all, ":"));
			free(all);
		}
		free(whole.data);
	}
}

static void no_archive_at_all_is_damaged(void **state)
{
	(void)state;
	assert_unpacks(copy_bytes("PK\3\4 nothing", 12), "a.zip", ":damaged\n");
	assert_unpacks(copy_bytes("\x1f\x8b nothing", 10), "a.gz", ":damaged\n");
}

/* --- paths -------------------------------------------------------------------------- */

static void put_file(const char *path)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	(void)close(fd);
}

static void assert_finds(struct rq_paths *paths, const char *name, enum rq_code code)
{
	struct rq_found found;

	assert_true(rq_paths_next(paths, &found));
	assert_string_equal(found.name, name);
	assert_string_equal(rq_code_name(found.error.code), rq_code_name(code));
	assert_int_equal(found.fd == -1, code != RQ_OK);
	if (found.fd != -1)
		(void)close(found.fd);
	free(found.name);
}

static void folders_are_walked_by_name_and_links_told(void **state)
{
	struct rq_paths *paths = rq_paths_new();
	struct rq_found found;

	(void)state;
	assert_int_equal(mkdir("in", 0700) + mkdir("in/b", 0700) + mkdir("none", 0700), 0);
	put_file("in/c.txt");
	put_file("in/a.txt");
	put_file("in/b/new\nline");
	put_file("in/.DS_Store");
	assert_int_equal(
	    symlink("loop", "in/loop") + symlink("../..", "in/up") + symlink("in", "linked"), 0);
	rq_paths_add(paths, "in");
	rq_paths_add(paths, "missing");
	rq_paths_add(paths, "none/");
	rq_paths_add(paths, "/dev/null");
	rq_paths_add(paths, "linked");
	assert_finds(paths, "in/a.txt", RQ_OK);
	assert_finds(paths, "in/b/new\\u{a}line", RQ_OK);
	assert_finds(paths, "in/c.txt", RQ_OK);
	assert_finds(paths, "in/loop", RQ_UNSAFE_NAME);
	assert_finds(paths, "in/up", RQ_UNSAFE_NAME);
	assert_finds(paths, "missing", RQ_NOT_FOUND);
	assert_finds(paths, "none/", RQ_EMPTY);
	assert_finds(paths, "/dev/null", RQ_UNREADABLE);
	assert_finds(paths, "linked/a.txt", RQ_OK);
	for (int i = 0; i < 4; i++) {
		assert_true(rq_paths_next(paths, &found));
		if (found.fd != -1)
			(void)close(found.fd);
		free(found.name);
	}
	assert_false(rq_paths_next(paths, &found));
	assert_int_equal(rq_paths_skipped(paths), 2);
	rq_paths_free(paths);
}

static void an_unreadable_folder_is_an_error(void **state)
{
	struct rq_paths *paths;

	(void)state;
	if (geteuid() == 0)
		skip(); /* root reads everything */
	paths = rq_paths_new();
	assert_int_equal(mkdir("shut", 0000), 0);
	rq_paths_add(paths, "shut");
	assert_finds(paths, "shut", RQ_UNREADABLE);
	rq_paths_free(paths);
}

static void folders_have_a_depth(void **state)
{
	struct rq_paths *paths = rq_paths_new();
	char path[4 * RQ_MAX_FOLDER_DEPTH] = "d";
	struct rq_found found;

	(void)state;
	for (int i = 0; i <= RQ_MAX_FOLDER_DEPTH; i++) {
		assert_int_equal(mkdir(path, 0700), 0);
		strcat(path, "/d");
	}
	rq_paths_add(paths, "d");
	assert_true(rq_paths_next(paths, &found));
	assert_int_equal(found.error.code, RQ_TOO_DEEP);
	free(found.name);
	assert_false(rq_paths_next(paths, &found));
	rq_paths_free(paths);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(containers_of_all_kinds_are_read),
		cmocka_unit_test(one_compressed_file_has_its_own_name),
		cmocka_unit_test(containers_inside_are_opened_to_a_depth),
		cmocka_unit_test(many_containers_too_deep_are_a_number),
		cmocka_unit_test(a_member_with_a_wrong_checksum_is_damaged),
		cmocka_unit_test(unsafe_members_are_named_and_others_read),
		cmocka_unit_test(names_of_other_alphabets_are_utf8),
		cmocka_unit_test(droppings_are_counted),
		cmocka_unit_test(an_encrypted_member_costs_only_itself),
		cmocka_unit_test(a_bomb_is_refused_and_its_neighbours_read),
		cmocka_unit_test(many_bombs_meet_the_ratio),
		cmocka_unit_test(a_truncated_container_gives_what_is_whole),
		cmocka_unit_test(no_archive_at_all_is_damaged),
		cmocka_unit_test_setup_teardown(folders_are_walked_by_name_and_links_told,
						enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(an_unreadable_folder_is_an_error, enter_folder,
						leave_folder),
		cmocka_unit_test_setup_teardown(folders_have_a_depth, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
