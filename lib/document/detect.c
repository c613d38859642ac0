#include "document/detect.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "document/encoding.h"
#include "document/envelope.h"
#include "document/package.h"
#include "document/root.h"

enum {
	SEARCH = 1024, /* where a PDF's header may stand (ISO 32000-1, H.3) */
	SAMPLE = 8192, /* bytes that tell text from something else */
	TAR_HEADER = 512,
	TAR_MAGIC = 257,
	TAR_SUM = 148, /* where its checksum stands, 8 bytes of octal digits */
	ENTRY = 128,   /* of an OLE file's directory */
};

static const struct rq_detected markdown = { RQ_FORMAT_MARKDOWN, "markdown" };
static const struct rq_detected text = { RQ_FORMAT_TEXT, "text" };
static const struct rq_detected html = { RQ_FORMAT_HTML, "html" };

#define MAGIC(bytes) (bytes), sizeof(bytes) - 1

/* What a few bytes at the start tell. */
static const struct {
	const char *bytes;
	size_t length;
	enum rq_format format;
	const char *name;
} magics[] = {
	{ MAGIC("\x1f\x8b"), RQ_FORMAT_CONTAINER, "gzip" },
	{ MAGIC("BZh"), RQ_FORMAT_CONTAINER, "bzip2" },
	{ MAGIC("\xfd"
		"7zXZ\0"),
	  RQ_FORMAT_CONTAINER, "xz" },
	{ MAGIC("\x28\xb5\x2f\xfd"), RQ_FORMAT_CONTAINER, "zstd" },
	{ MAGIC("7z\xbc\xaf\x27\x1c"), RQ_FORMAT_CONTAINER, "7z" },
	{ MAGIC("Rar!\x1a\x07"), RQ_FORMAT_OTHER, "an archive (RAR)" },
	{ MAGIC("\x1f\x9d"), RQ_FORMAT_OTHER, "an archive (compress)" },
	{ MAGIC("LZIP"), RQ_FORMAT_OTHER, "an archive (lzip)" },
	{ MAGIC("\x04\x22\x4d\x18"), RQ_FORMAT_OTHER, "an archive (LZ4)" },
	{ MAGIC("\x89LZO\0"), RQ_FORMAT_OTHER, "an archive (lzop)" },
	{ MAGIC("{\\rtf"), RQ_FORMAT_RTF, "rtf" },
	{ MAGIC("\xdb\xa5\x2d\0"), RQ_FORMAT_OTHER,
	  "a document of Word 2; save it in a newer format" },
	{ MAGIC("\x89PNG\r\n\x1a\n"), RQ_FORMAT_PICTURE, "png" },
	{ MAGIC("\xff\xd8\xff"), RQ_FORMAT_PICTURE, "jpeg" },
	{ MAGIC("II*\0"), RQ_FORMAT_PICTURE, "tiff" },
	{ MAGIC("MM\0*"), RQ_FORMAT_PICTURE, "tiff" },
	{ MAGIC("GIF8"), RQ_FORMAT_OTHER, "a picture (GIF)" },
	{ MAGIC("BM"), RQ_FORMAT_OTHER, "a picture (BMP)" },
	{ MAGIC("RIFF"), RQ_FORMAT_OTHER, "a picture, sound or film (RIFF)" },
	{ MAGIC("\x7f"
		"ELF"),
	  RQ_FORMAT_OTHER, "a program (ELF)" },
	{ MAGIC("MZ"), RQ_FORMAT_OTHER, "a program (Windows)" },
	{ MAGIC("%!PS"), RQ_FORMAT_OTHER, "a PostScript file" },
	{ MAGIC("SQLite format 3"), RQ_FORMAT_OTHER, "a database (SQLite)" },
	{ MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), RQ_FORMAT_OTHER, "an Office file (OLE)" },
};

static bool holds(const char *bytes, size_t length, const char *what, size_t size)
{
	return memmem(bytes, length, what, size) != NULL;
}

/* Whether an entry of an OLE directory begins with that name in UTF-16 ([MS-CFB] 2.6.1). */
static bool is_entry(const char *entry, const char *name)
{
	size_t size = strlen(name) + 1, i = 0; /* with its NUL */

	while (i < size && entry[2 * i + 1] == '\0' &&
	       tolower((unsigned char)entry[2 * i]) == tolower((unsigned char)name[i]))
		i++;
	return i == size;
}

static bool has_entry(const char *bytes, size_t length, const char *name)
{
	for (size_t at = ENTRY; at + ENTRY <= length; at += ENTRY)
		if (is_entry(bytes + at, name))
			return true;
	return false;
}

/*
 * The first stream that tells: what is embedded comes behind. Entries stand at
 * multiples. Beside an encrypted package a stub may tell old programs to give up.
 */
static struct rq_detected look_into_ole(const char *bytes, size_t length)
{
	static const struct {
		const char *stream;
		struct rq_detected kind;
	} kinds[] = {
		{ "EncryptedPackage", { RQ_FORMAT_ENCRYPTED, "an encrypted Office document" } },
		{ "Workbook", { RQ_FORMAT_OTHER, "a spreadsheet (XLS)" } },
		{ "PowerPoint Document", { RQ_FORMAT_OTHER, "a presentation (PPT)" } },
		{ "__properties_version1.0", { RQ_FORMAT_OTHER, "an Outlook message (MSG)" } },
		{ "WordDocument", { RQ_FORMAT_DOC, "doc" } },
	};
	static const struct rq_detected other = { RQ_FORMAT_OTHER, "an Office file (OLE)" };

	if (has_entry(bytes, length, "EncryptedPackage") &&
	    has_entry(bytes, length, "EncryptionInfo"))
		return kinds[0].kind;
	for (size_t at = ENTRY; at + ENTRY <= length; at += ENTRY)
		for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
			if (is_entry(bytes + at, kinds[i].stream))
				return kinds[i].kind;
	return other;
}

static struct rq_detected look_into_zip(const char *bytes, size_t length)
{
	static const struct rq_detected kinds[] = {
		[RQ_PACKAGE_NONE] = { RQ_FORMAT_CONTAINER, "zip" },
		[RQ_PACKAGE_WORD] = { RQ_FORMAT_DOCX, "docx" },
		[RQ_PACKAGE_SHEET] = { RQ_FORMAT_OTHER, "a spreadsheet (XLSX)" },
		[RQ_PACKAGE_SLIDES] = { RQ_FORMAT_OTHER, "a presentation (PPTX)" },
		[RQ_PACKAGE_OPENDOCUMENT_TEXT] = { RQ_FORMAT_ODT, "odt" },
		[RQ_PACKAGE_OPENDOCUMENT] = { RQ_FORMAT_OTHER, "an OpenDocument file" },
		[RQ_PACKAGE_EPUB] = { RQ_FORMAT_OTHER, "an e-book (EPUB)" },
		[RQ_PACKAGE_APPLE] = { RQ_FORMAT_OTHER, "an Apple iWork document" },
	};

	return kinds[rq_package_kind(bytes, length)];
}

/* --- text ---------------------------------------------------------------------- */

static bool starts_with(const char *bytes, size_t length, const char *what)
{
	size_t size = strlen(what);

	return length >= size && strncasecmp(bytes, what, size) == 0;
}

/* Markdown may begin with an element, too, but not with these. */
static bool looks_like_page(const char *bytes, size_t length)
{
	return starts_with(bytes, length, "<!doctype") || starts_with(bytes, length, "<html");
}

/* An element that begins a page or a part of one. */
static bool is_element(const char *bytes, size_t length)
{
	static const char *const names[] = { "!doctype html",
					     "html",
					     "head",
					     "body",
					     "meta",
					     "title",
					     "div",
					     "h1",
					     "h2",
					     "table",
					     "p",
					     "style",
					     "b",
					     "i",
					     "script",
					     "span",
					     "ul",
					     "font",
					     "br",
					     "center" };

	if (length < 3 || bytes[0] != '<')
		return false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t size = strlen(names[i]) + 1;

		if (starts_with(bytes + 1, length - 1, names[i]) && size < length &&
		    strchr(" \t\r\n>/", bytes[size]))
			return true;
	}
	return false;
}

/* Behind white space, comments and an XML declaration. */
static bool looks_like_html(const char *bytes, size_t length)
{
	size_t at = starts_with(bytes, length, "\xef\xbb\xbf") ? 3 : 0;

	for (;;) {
		const char *end;
		bool comment;

		while (at < length && isspace((unsigned char)bytes[at]))
			at++;
		comment = starts_with(bytes + at, length - at, "<!--");
		if (!comment && !starts_with(bytes + at, length - at, "<?xml"))
			return is_element(bytes + at, length - at);
		end = comment ? memmem(bytes + at, length - at, "-->", 3)
			      : memchr(bytes + at, '>', length - at);
		if (!end)
			return false;
		at = (size_t)(end - bytes) + (comment ? 3 : 1);
	}
}

/* An object or array by its first two marks; a "[" alone also begins Markdown. */
static bool looks_like_json(const char *bytes, size_t length)
{
	size_t at = starts_with(bytes, length, "\xef\xbb\xbf") ? 3 : 0;
	char first;

	while (at < length && isspace((unsigned char)bytes[at]))
		at++;
	if (at == length || (bytes[at] != '{' && bytes[at] != '['))
		return false;
	first = bytes[at++];
	while (at < length && isspace((unsigned char)bytes[at]))
		at++;
	if (at == length)
		return false;
	if (first == '{')
		return bytes[at] == '"' || bytes[at] == '}';
	while (at < length && (bytes[at] == '[' || isspace((unsigned char)bytes[at])))
		at++; /* "[[anchor]]" is none */
	return at < length && strchr("{]\"-0123456789", bytes[at]) && bytes[at];
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t length = name ? strlen(name) : 0, size = strlen(suffix);

	return length > size && strcasecmp(name + length - size, suffix) == 0;
}

/* Several marks that people do not make by accident: headings, one of them first, or more. */
static bool looks_like_markdown(const char *bytes, size_t length)
{
	size_t headings = 0, strong = 0, links = 0;

	for (size_t at = 0; at + 2 < length; at++) {
		bool starts_line = at == 0 || bytes[at - 1] == '\n';

		if (starts_line && bytes[at] == '#') {
			size_t marks = strspn(bytes + at, "#");

			headings += marks <= 6 && at + marks < length && bytes[at + marks] == ' ';
		}
		strong += bytes[at] == '*' && bytes[at + 1] == '*' && bytes[at + 2] != '*';
		links += bytes[at] == ']' && bytes[at + 1] == '(';
	}
	return headings >= 2 && (bytes[0] == '#' || headings + strong / 2 + links >= 3);
}

/* Controls that no text has, in a part of it that matters. */
static bool looks_like_binary(const char *bytes, size_t length)
{
	size_t controls = 0, sample = length < SAMPLE ? length : SAMPLE;

	for (size_t i = 0; i < sample; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == 0)
			controls += 4;
		else
			controls += c < 0x20 && !strchr("\t\n\r\f\v\x1a\x1b", c);
	}
	return controls > sample / 32;
}

/* Text by the marks in it. */
static struct rq_detected look_at_marks(const char *bytes, size_t length, const char *name)
{
	static const struct rq_detected json = { RQ_FORMAT_JSON, "json" };

	if (has_suffix(name, ".md") || has_suffix(name, ".markdown"))
		return looks_like_page(bytes, length) ? html : markdown;
	if (looks_like_json(bytes, length))
		return json;
	if (looks_like_html(bytes, length))
		return html;
	if (has_suffix(name, ".json"))
		return json;
	return looks_like_markdown(bytes, length) ? markdown : text;
}

static struct rq_detected look_at_text(const char *bytes, size_t length, const char *name)
{
	static const struct rq_detected binary = { RQ_FORMAT_OTHER, "a binary file" };
	static const struct rq_detected json = { RQ_FORMAT_JSON, "json" };
	static const struct rq_detected mail = { RQ_FORMAT_CONTAINER, "mail" };
	static const struct rq_detected mailbox = { RQ_FORMAT_CONTAINER, "mbox" };
	static const struct rq_detected flat = { RQ_FORMAT_ODT_FLAT, "odt" };
	static const struct rq_detected word = { RQ_FORMAT_WORD_XML, "wordml" };
	static const struct rq_detected europass = { RQ_FORMAT_EUROPASS, "europass" };
	static const struct rq_detected xml = { RQ_FORMAT_OTHER,
						"an XML file that is no document" };
	const char *wide = rq_encoding_sniff(bytes, length);

	if (wide && strcmp(wide, "UTF-8") != 0) {
		/* Its ASCII characters, to be looked at as if they stood alone. */
		char narrow[SAMPLE / 4];
		size_t used = 0;

		for (size_t i = 0; i < length && used < sizeof narrow; i++)
			if (bytes[i] > 0)
				narrow[used++] = bytes[i];
		return looks_like_html(narrow, used)   ? html
		       : looks_like_json(narrow, used) ? json
		       : has_suffix(name, ".md")       ? markdown
						       : text;
	}
	switch (rq_envelope_kind(bytes, length)) {
	case RQ_ENVELOPE_MAIL:
		return mail;
	case RQ_ENVELOPE_MAILBOX:
		return mailbox;
	case RQ_ENVELOPE_NONE:
	default:
		break;
	}
	if (looks_like_binary(bytes, length))
		return binary;
	switch (rq_root_kind(bytes, length)) {
	case RQ_ROOT_OPENDOCUMENT:
		return flat;
	case RQ_ROOT_WORD:
		return word;
	case RQ_ROOT_EUROPASS:
		return europass;
	case RQ_ROOT_OTHER:
		return looks_like_html(bytes, length) ? html : xml;
	case RQ_ROOT_PAGE:
	case RQ_ROOT_NONE:
	default:
		return look_at_marks(bytes, length, name);
	}
}

/* By its mark (POSIX.1-2017, pax, "ustar"), or by the checksum that older ones have, too. */
static bool looks_like_tar(const char *bytes, size_t length)
{
	char digits[9] = "", *end;
	unsigned long sum = 0;

	if (length < TAR_HEADER || bytes[0] == '\0')
		return false;
	if (memcmp(bytes + TAR_MAGIC, "ustar", 5) == 0)
		return true; /* also a damaged one */
	memcpy(digits, bytes + TAR_SUM, 8);
	for (size_t i = 0; i < TAR_HEADER; i++)
		sum += i >= TAR_SUM && i < TAR_SUM + 8 ? ' ' : (unsigned char)bytes[i];
	return strtoul(digits, &end, 8) == sum && end > digits;
}

struct rq_detected rq_detect(const char *bytes, size_t length, const char *name)
{
	static const struct rq_detected nothing = { RQ_FORMAT_EMPTY, "an empty file" };
	static const struct rq_detected pdf = { RQ_FORMAT_PDF, "pdf" };
	static const struct rq_detected tar = { RQ_FORMAT_CONTAINER, "tar" };
	size_t search = length < SEARCH ? length : SEARCH;

	if (length == 0)
		return nothing;
	if (length > 4 && memcmp(bytes, "PK", 2) == 0 &&
	    (memcmp(bytes + 2, "\3\4", 2) == 0 || memcmp(bytes + 2, "\5\6", 2) == 0 ||
	     memcmp(bytes + 2, "\7\x08", 2) == 0))
		return look_into_zip(bytes, length);
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
		struct rq_detected found = { magics[i].format, magics[i].name };

		if (length < magics[i].length ||
		    memcmp(bytes, magics[i].bytes, magics[i].length) != 0)
			continue;
		if (strstr(found.name, "(OLE)"))
			return look_into_ole(bytes, length);
		/* Two letters also begin a text. */
		if (magics[i].length > 2 || looks_like_binary(bytes, length))
			return found;
	}
	if (looks_like_tar(bytes, length))
		return tar;
	/* Not before: the first member of a container may be a PDF, stored as it is. */
	if (holds(bytes, search, MAGIC("%PDF-")))
		return pdf;
	return look_at_text(bytes, length, name);
}
