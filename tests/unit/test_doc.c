/* document/doc: documents of Word 97, also damaged on purpose. */

#include "lines.h"

#include <stdio.h>

#include "base/memory.h"
#include "document/archive.h"
#include "document/reader.h"

/* One document by LibreOffice in three formats; this is what all of them say. */
#define FOLDER "tests/data/document/"
static const char every_feature[] = "Jane Doe\n"
				    "# Résumé – “Skills”\n"
				    "C, POSIX, 日本 😀\n"
				    "all bold\n"
				    "next\ttab\n"
				    "- first item\n"
				    "- second item\n"
				    "| 2019\tNurse\n"
				    "| 2020\tDoctor\n"
				    "See my page (https://a.example/jane) now\n"
				    "the end\n"
				    "in a box\n"
				    "a note\n"
				    "+44 20 7946 0955\n";

static void load(const char *path, struct rq_buffer *bytes)
{
	FILE *file = fopen(path, "rb");
	char block[4096];
	struct rq_error err = { 0 };
	size_t got;

	assert_non_null(file);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		assert_works(rq_buffer_append(bytes, block, got, &err), err);
	(void)fclose(file);
}

/* Unpacked; its bytes may be changed. */
static void load_packed(const char *path, struct rq_buffer *bytes)
{
	struct rq_buffer packed;
	struct rq_archive *archive;
	struct rq_member member;
	struct rq_error err = { 0 };

	rq_buffer_init(&packed, RQ_MIB(1));
	rq_buffer_init(bytes, RQ_MIB(1));
	load(path, &packed);
	assert_works(rq_archive_open_bytes(packed.data, packed.length, NULL, &archive, &err), err);
	assert_int_equal(rq_archive_next(archive, &member, &err), 1);
	assert_works(rq_archive_read(archive, bytes, &err), err);
	rq_archive_free(archive);
	rq_buffer_free(&packed);
}

/* Reads a copy that is exactly so long, for what watches over reads. */
static int read_copy(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err)
{
	char *copy = malloc(length ? length : 1);
	int result;

	memcpy(copy, bytes, length);
	rq_document_init(document);
	result = rq_document_read(copy, length, "cv.doc", document, err);
	free(copy);
	return result;
}

static void check_every_feature(const char *bytes, size_t length, const char *format)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	assert_works(read_copy(bytes, length, &document, &err), err);
	assert_string_equal(document.format, format);
	assert_shown(&document, every_feature);
	assert_hidden(&document, "vanish", 9);
	assert_int_equal(json_array_size(document.warnings), 2);
	assert_true(document.lines[1].size == 16.0F && document.lines[2].size == 11.0F);
	assert_true(document.lines[1].bold && !document.lines[2].bold && document.lines[3].bold);
	assert_int_equal(document.lines[1].level, 1);
	assert_true(!document.lines[6].gap && document.lines[9].gap);
	rq_document_free(&document);
}

static void every_feature_is_read_and_three_formats_agree(void **state)
{
	struct rq_buffer bytes;

	(void)state;
	load_packed(FOLDER "every-feature.doc.gz", &bytes);
	check_every_feature(bytes.data, bytes.length, "doc");
	rq_buffer_clear(&bytes);
	load(FOLDER "every-feature.rtf", &bytes);
	check_every_feature(bytes.data, bytes.length, "rtf");
	rq_buffer_clear(&bytes);
	load(FOLDER "every-feature.fodt", &bytes);
	check_every_feature(bytes.data, bytes.length, "odt");
	rq_buffer_free(&bytes);
}

/* --- what nobody sees ------------------------------------------------------------------ */

static void check_unseen(const char *bytes, size_t length)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	assert_works(read_copy(bytes, length, &document, &err), err);
	assert_shown(&document, "Jane Doe\n"
				"white on blue is seen\n"
				"white on a blue paragraph is seen\n"
				"red is seen\n"
				"twelve points are seen\n"
				"white in a blue cell is seen\n"
				"blue below the table is seen\n"
				"the end\n");
	assert_hidden(&document, "white", 75);
	assert_hidden(&document, "tiny", 19);
	assert_hidden(&document, "off-page", 20);
	assert_hidden(&document, "clipped", 8);
	assert_hidden(&document, "vanish", 51);
	assert_string_equal(rq_json_string(json_array_get(document.warnings, 4), "carries"),
			    "instructions");
	rq_document_free(&document);
}

static void what_nobody_sees_is_hidden_in_both_formats(void **state)
{
	struct rq_buffer bytes;

	(void)state;
	load_packed(FOLDER "unseen.doc.gz", &bytes);
	check_unseen(bytes.data, bytes.length);
	rq_buffer_clear(&bytes);
	load(FOLDER "unseen.rtf", &bytes);
	check_unseen(bytes.data, bytes.length);
	rq_buffer_free(&bytes);
}

/* --- changed on purpose --------------------------------------------------------------- */

/* The header of the document: the sector that begins as one. */
static unsigned char *find_header(struct rq_buffer *bytes)
{
	for (size_t at = 0; at + 512 <= bytes->length; at += 512)
		if (memcmp(bytes->data + at, "\xec\xa5", 2) == 0)
			return (unsigned char *)bytes->data + at;
	fail();
	return NULL;
}

static void assert_refused(const struct rq_buffer *bytes, enum rq_code code, const char *message)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	if (read_copy(bytes->data, bytes->length, &document, &err) != -1)
		fail_msg("not refused: %s", message);
	assert_string_equal(rq_code_name(err.code), rq_code_name(code));
	assert_non_null(strstr(err.message, message));
	rq_document_free(&document);
}

static void what_cannot_be_read_is_refused_by_name(void **state)
{
	static const char word_2[] = "\xdb\xa5\x2d\0\0\0";
	struct rq_buffer bytes;
	unsigned char *header;
	char *name;
	struct rq_error err = { 0 };

	(void)state;
	load_packed(FOLDER "every-feature.doc.gz", &bytes);
	header = find_header(&bytes);
	header[11] |= 1; /* fEncrypted */
	assert_refused(&bytes, RQ_ENCRYPTED, "password");
	header[11] &= 0xfe;
	header[2] = 104; /* nFib, 257 before */
	header[3] = 0;
	assert_refused(&bytes, RQ_UNSUPPORTED, "Word 6 or 95");
	header[3] = 1;
	header[0] = 0;
	assert_refused(&bytes, RQ_DAMAGED, "Word");
	header[0] = 0xec;
	name = memmem(bytes.data, bytes.length, "1\0T\0a\0b\0l\0e\0", 12);
	assert_non_null(name);
	*name = '2';
	assert_refused(&bytes, RQ_DAMAGED, "table stream");
	rq_buffer_clear(&bytes);
	assert_works(rq_buffer_append(&bytes, word_2, sizeof word_2, &err), err);
	assert_refused(&bytes, RQ_UNSUPPORTED, "Word 2");
	rq_buffer_free(&bytes);
}

static void pieces_that_lie_are_refused(void **state)
{
	struct rq_buffer bytes;
	unsigned char *header;

	(void)state;
	load_packed(FOLDER "every-feature.doc.gz", &bytes);
	header = find_header(&bytes);
	memset(header + 0x1a2, 0xff, 4); /* fcClx: far behind the end */
	assert_refused(&bytes, RQ_DAMAGED, "list of its text");
	memset(header + 0x1a6, 0, 4); /* lcbClx */
	assert_refused(&bytes, RQ_DAMAGED, "list of its text");
	rq_buffer_free(&bytes);
}

static void counts_that_lie_cost_nothing(void **state)
{
	struct rq_buffer bytes;
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	load_packed(FOLDER "every-feature.doc.gz", &bytes);
	memset(find_header(&bytes) + 0x4c, 0xff, 4 * 8); /* characters of all stories */
	assert_works(read_copy(bytes.data, bytes.length, &document, &err), err);
	assert_true(document.count > 10);
	rq_document_free(&document);
	rq_buffer_free(&bytes);
}

static void a_document_cut_anywhere_ends(void **state)
{
	struct rq_buffer bytes;

	(void)state;
	load_packed(FOLDER "every-feature.doc.gz", &bytes);
	for (size_t length = 8; length < bytes.length; length += 97) {
		struct rq_document document;
		struct rq_error err = { 0 };

		if (read_copy(bytes.data, length, &document, &err) == -1)
			assert_true(err.message[0] != '\0');
		rq_document_free(&document);
	}
	rq_buffer_free(&bytes);
}

static void bytes_changed_at_random_do_no_harm(void **state)
{
	enum { ROUNDS = 600, CHANGES = 8 };
	struct rq_buffer bytes;
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct rq_document document;
		struct rq_error err = { 0 };

		load_packed(FOLDER "every-feature.doc.gz", &bytes);
		for (int i = 0; i < CHANGES; i++) {
			random = random * 1664525 + 1013904223;
			bytes.data[(random >> 8) % bytes.length] = (char)(random >> 3);
		}
		if (read_copy(bytes.data, bytes.length, &document, &err) == -1)
			assert_true(err.message[0] != '\0');
		rq_document_free(&document);
		rq_buffer_free(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_feature_is_read_and_three_formats_agree),
		cmocka_unit_test(what_nobody_sees_is_hidden_in_both_formats),
		cmocka_unit_test(what_cannot_be_read_is_refused_by_name),
		cmocka_unit_test(pieces_that_lie_are_refused),
		cmocka_unit_test(counts_that_lie_cost_nothing),
		cmocka_unit_test(a_document_cut_anywhere_ends),
		cmocka_unit_test(bytes_changed_at_random_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
