#ifndef RQ_TESTS_DOCUMENT_KIT_H
#define RQ_TESTS_DOCUMENT_KIT_H

/* Documents and containers made by tests: nothing hostile lies around as a file. */

#include "unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/reader.h"

struct bytes {
	char *data;
	size_t length;
};

/* A member of a container; data NULL is a symbolic link to "/etc/passwd". */
struct member {
	const char *name;
	const char *data;
	size_t length; /* 0: that of the string */
};

enum { KIT_ROOM = 4 << 20 };

/* format "zip", "7zip", "gnutar"; filter NULL or "gzip"; password NULL or one. */
static inline struct bytes make_archive(const char *format, const char *filter,
					const char *password, const struct member *members,
					size_t count)
{
	struct archive *writer = archive_write_new();
	struct bytes made = { malloc(KIT_ROOM), 0 };

	assert_int_equal(archive_write_set_format_by_name(writer, format), ARCHIVE_OK);
	if (filter)
		assert_int_equal(archive_write_add_filter_by_name(writer, filter), ARCHIVE_OK);
	if (password) {
		assert_int_equal(archive_write_set_options(writer, "zip:encryption=zipcrypt"),
				 ARCHIVE_OK);
		assert_int_equal(archive_write_set_passphrase(writer, password), ARCHIVE_OK);
	}
	assert_int_equal(archive_write_set_bytes_in_last_block(writer, 1), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(writer, made.data, KIT_ROOM, &made.length),
			 ARCHIVE_OK);
	for (size_t i = 0; i < count; i++) {
		struct archive_entry *entry = archive_entry_new();
		size_t length = members[i].length;

		if (members[i].data && length == 0)
			length = strlen(members[i].data);
		archive_entry_set_pathname(entry, members[i].name);
		archive_entry_set_filetype(entry, members[i].data ? AE_IFREG : AE_IFLNK);
		if (!members[i].data)
			archive_entry_set_symlink(entry, "/etc/passwd");
		archive_entry_set_perm(entry, 0644);
		archive_entry_set_size(entry, (la_int64_t)length);
		assert_true(archive_write_header(writer, entry) >= ARCHIVE_WARN);
		if (length > 0)
			assert_int_equal(archive_write_data(writer, members[i].data, length),
					 length);
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_close(writer), ARCHIVE_OK);
	archive_write_free(writer);
	return made;
}

static inline struct bytes make_zip(const struct member *members, size_t count)
{
	return make_archive("zip", NULL, NULL, members, count);
}

#define W_NAMESPACES                                                                               \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "         \
	"xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""

/* A DOCX with that body; document NULL, else the whole main part. Styles, links and a header. */
static inline struct bytes make_docx(const char *body, const char *document)
{
	static const char types[] =
	    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
	static const char package[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/>"
	    "</Relationships>";
	static const char relations[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"s\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
	    "<Relationship Id=\"h\" Type=\"http://x/header\" Target=\"header1.xml\"/>"
	    "<Relationship Id=\"h2\" Type=\"http://x/header\" Target=\"header2.xml\"/>"
	    "<Relationship Id=\"f\" Type=\"http://x/footer\" Target=\"footer1.xml\"/>"
	    "<Relationship Id=\"o\" Type=\"http://x/header\" Target=\"../../../etc/passwd\"/>"
	    "<Relationship Id=\"l\" Type=\"http://x/hyperlink\" TargetMode=\"External\" "
	    "Target=\"https://example.org/in/jane?a=1&amp;b=2\"/></Relationships>";
	static const char styles[] =
	    "<w:styles " W_NAMESPACES "><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/>"
	    "</w:rPr></w:rPrDefault></w:docDefaults>"
	    "<w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:rPr><w:b/>"
	    "<w:sz w:val=\"32\"/></w:rPr></w:style>"
	    "<w:style w:styleId=\"Mine\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"berschrift1\"/>"
	    "</w:style><w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/>"
	    "<w:basedOn w:val=\"Loop\"/></w:style></w:styles>";
	static const char header[] = "<w:hdr " W_NAMESPACES "><w:p><w:r><w:t>Jane Example</w:t>"
				     "</w:r></w:p></w:hdr>";
	static const char footer[] =
	    "<w:ftr " W_NAMESPACES "><w:p><w:r><w:t>Page </w:t></w:r><w:fldSimple w:instr=\" PAGE "
	    "\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p><w:p><w:r><w:t>References on request"
	    "</w:t></w:r></w:p></w:ftr>";
	char *whole = NULL;
	struct bytes made;

	if (!document) {
		assert_true(asprintf(&whole,
				     "<w:document " W_NAMESPACES "><w:body>%s</w:body>"
				     "</w:document>",
				     body ? body : "") > 0);
		document = whole;
	}
	made = make_zip((struct member[]) { { "[Content_Types].xml", types, 0 },
					    { "_rels/.rels", package, 0 },
					    { "word/document.xml", document, 0 },
					    { "word/_rels/document.xml.rels", relations, 0 },
					    { "word/styles.xml", styles, 0 },
					    { "word/header1.xml", header, 0 },
					    { "word/header2.xml", header, 0 },
					    { "word/footer1.xml", footer, 0 } },
			8);
	free(whole);
	return made;
}

/*
 * A PDF with one page, 600 by 800 points, for each content stream (PDF operators). F1 is
 * Helvetica, F2 its bold, F3 a font without a name whose letters are half an em wide, but m
 * (to poppler a standard for the size) wider than an em, Im1 a gray picture, G0 a state in which
 * nothing has ink.
 */
static inline struct bytes make_pdf(const char *const *streams, size_t count)
{
	struct bytes made = { calloc(1, KIT_ROOM), 0 };
	static const char unicode[] = "1 begincodespacerange <00> <ff> endcodespacerange "
				      "1 beginbfrange <20> <7a> <0020> endbfrange";
	static const char letter[] = "500 0 d0 50 0 350 500 re f";
	char names[2 * ('m' - ' ') + 1] = "";
	size_t offsets[64], objects = 0, at = 0;

#define PUT(...) at += (size_t)snprintf(made.data + at, KIT_ROOM - at, __VA_ARGS__)
#define OBJECT(...)                                                                                \
	do {                                                                                       \
		offsets[objects++] = at;                                                           \
		PUT("%zu 0 obj\n", objects);                                                       \
		PUT(__VA_ARGS__);                                                                  \
		PUT("\nendobj\n");                                                                 \
	} while (0)
	while (strlen(names) + 2 < sizeof names)
		strcat(names, "/a");
	PUT("%%PDF-1.4\n");
	OBJECT("<< /Type /Catalog /Pages 2 0 R >>");
	offsets[objects++] = at;
	PUT("2 0 obj\n<< /Type /Pages /Count %zu /Kids [", count);
	for (size_t i = 0; i < count; i++)
		PUT(" %zu 0 R", 10 + 2 * i);
	PUT(" ] >>\nendobj\n");
	OBJECT("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
	OBJECT("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>");
	OBJECT("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
	       "/ColorSpace /DeviceGray /Length 1 >>\nstream\nw\nendstream");
	OBJECT("<< /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FontBBox [0 -200 "
	       "1000 800] /FirstChar 32 /LastChar 122 /Widths 8 0 R /ToUnicode 7 0 R /Encoding "
	       "<< /Differences [32%s /m%s] >> /CharProcs << /a 9 0 R /m 9 0 R >> >>",
	       names, "/a/a/a/a/a/a/a/a/a/a/a/a/a");
	OBJECT("<< /Length %zu >>\nstream\n%s\nendstream", sizeof unicode - 1, unicode);
	offsets[objects++] = at;
	PUT("8 0 obj\n[");
	for (int code = 32; code <= 122; code++)
		PUT(" %d", code == 'm' ? 1200 : 500);
	PUT(" ]\nendobj\n");
	OBJECT("<< /Length %zu >>\nstream\n%s\nendstream", sizeof letter - 1, letter);
	for (size_t i = 0; i < count; i++) {
		OBJECT("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %zu 0 R "
		       "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 6 0 R >> "
		       "/XObject << /Im1 5 0 R >> "
		       "/ExtGState << /G0 << /ca 0 >> >> >> >>",
		       11 + 2 * i);
		OBJECT("<< /Length %zu >>\nstream\n%s\nendstream", strlen(streams[i]), streams[i]);
	}
	made.length = at;
	PUT("xref\n0 %zu\n0000000000 65535 f \n", objects + 1);
	for (size_t i = 0; i < objects; i++)
		PUT("%010zu 00000 n \n", offsets[i]);
	PUT("trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", objects + 1,
	    made.length);
	made.length = at;
#undef PUT
#undef OBJECT
	return made;
}

static inline struct bytes copy_bytes(const char *text, size_t length)
{
	struct bytes made = { malloc(length + 1), length };

	memcpy(made.data, text, length);
	made.data[length] = '\0';
	return made;
}

/* Reads and frees the bytes. */
static inline int read_bytes(struct bytes bytes, const char *name, struct rq_document *document,
			     struct rq_error *err)
{
	int result;

	rq_document_init(document);
	result = rq_document_read(bytes.data, bytes.length, name, document, err);
	free(bytes.data);
	return result;
}

/* The document's lines are these: marks H I R or T, then the text. */
static inline void assert_lines(const struct rq_document *document, const char *const *wanted,
				size_t count)
{
	static const char kinds[] = { [RQ_LINE_TEXT] = 'T',
				      [RQ_LINE_HEADING] = 'H',
				      [RQ_LINE_ITEM] = 'I',
				      [RQ_LINE_ROW] = 'R' };

	for (size_t i = 0; i < document->count && i < count; i++) {
		assert_string_equal(document->lines[i].text, wanted[i] + 2);
		if (kinds[document->lines[i].kind] != wanted[i][0])
			fail_msg("\"%s\" is %c", document->lines[i].text,
				 kinds[document->lines[i].kind]);
	}
	assert_int_equal(document->count, count);
}

#define LINES(...)                                                                                 \
	(const char *const[]) { __VA_ARGS__ },                                                     \
	    sizeof((const char *const[]) { __VA_ARGS__ }) / sizeof(char *)

/* The count of the warning with that code, -1 when there is none, 0 when it has no count. */
static inline long warned(const struct rq_document *document, const char *code)
{
	json_t *warning;
	size_t i;

	json_array_foreach (document->warnings, i, warning) {
		const char *known = rq_json_string(warning, "code");

		if (known && strcmp(known, code) == 0)
			return (long)rq_json_integer(warning, "count", 0);
	}
	return -1;
}

#endif
