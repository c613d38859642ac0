#include "document/package.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	LOCAL_SIZE = 30,   /* header of a member, without its name */
	CENTRAL_SIZE = 46, /* entry of the directory, without its name */
	END_SIZE = 22,     /* end of the directory, without its comment */
	MAX_COMMENT = 65535,
	MAX_LOOKED_AT = 4096, /* names; a document has far fewer */
};

/* What the names seen so far tell. */
struct clues {
	bool types; /* "[Content_Types].xml": an Office Open XML package */
	bool word, sheet, slides, apple;
	bool content, manifest; /* "content.xml", "META-INF/manifest.xml": OpenDocument */
	const char *mimetype;   /* "mimetype" stands first and stored: OpenDocument, EPUB */
	size_t mimetype_length;
};

static uint32_t little(const char *bytes, size_t count)
{
	uint32_t value = 0;

	for (size_t i = count; i-- > 0;)
		value = value << 8 | (unsigned char)bytes[i];
	return value;
}

static bool begins(const char *name, size_t length, const char *what)
{
	size_t size = strlen(what);

	return length >= size && memcmp(name, what, size) == 0;
}

static void note_name(struct clues *clues, const char *name, size_t length)
{
	clues->types = clues->types || begins(name, length, "[Content_Types].xml");
	clues->word = clues->word || begins(name, length, "word/");
	clues->sheet = clues->sheet || begins(name, length, "xl/");
	clues->slides = clues->slides || begins(name, length, "ppt/");
	clues->content = clues->content || begins(name, length, "content.xml");
	clues->manifest = clues->manifest || begins(name, length, "META-INF/manifest.xml");
	clues->apple = clues->apple || begins(name, length, "Index/Document.iwa") ||
		       begins(name, length, "Index.zip");
}

/* The directory's place by its end record; NULL when there is none. */
static const char *find_directory(const char *bytes, size_t length)
{
	size_t furthest = length > END_SIZE + MAX_COMMENT ? length - END_SIZE - MAX_COMMENT : 0;

	for (size_t at = length - END_SIZE + 1; at-- > furthest;) {
		uint32_t size, offset;

		if (memcmp(bytes + at, "PK\5\6", 4) != 0)
			continue;
		size = little(bytes + at + 12, 4);
		offset = little(bytes + at + 16, 4);
		if (size <= at && offset <= length)
			return bytes + at - size; /* also right behind a prefix of junk */
	}
	return NULL;
}

static void walk_directory(const char *at, const char *end, struct clues *clues)
{
	for (int i = 0; i < MAX_LOOKED_AT && end - at > CENTRAL_SIZE; i++) {
		size_t name, rest;

		if (memcmp(at, "PK\1\2", 4) != 0)
			return;
		name = little(at + 28, 2);
		rest = little(at + 30, 2) + little(at + 32, 2);
		if ((size_t)(end - at) < CENTRAL_SIZE + name + rest)
			return;
		note_name(clues, at + CENTRAL_SIZE, name);
		at += CENTRAL_SIZE + name + rest;
	}
}

/* For a zip that was cut: header to header, as far as sizes are told. */
static void walk_members(const char *at, const char *end, struct clues *clues)
{
	for (int i = 0; i < MAX_LOOKED_AT && end - at > LOCAL_SIZE; i++) {
		size_t name, packed, whole;

		if (memcmp(at, "PK\3\4", 4) != 0)
			return;
		packed = little(at + 18, 4);
		name = little(at + 26, 2);
		if ((size_t)(end - at) < LOCAL_SIZE + name)
			return;
		note_name(clues, at + LOCAL_SIZE, name);
		whole = LOCAL_SIZE + name + little(at + 28, 2) + packed;
		if (packed == 0 || (size_t)(end - at) < whole)
			return;
		at += whole;
	}
}

static void note_mimetype(struct clues *clues, const char *bytes, size_t length)
{
	size_t data = LOCAL_SIZE + 8;

	if (length < data + 8 || !begins(bytes + LOCAL_SIZE, length - LOCAL_SIZE, "mimetype"))
		return;
	data += little(bytes + 28, 2);
	if (data >= length)
		return;
	clues->mimetype = bytes + data;
	clues->mimetype_length = length - data;
}

enum rq_package rq_package_kind(const char *bytes, size_t length)
{
	struct clues clues = { 0 };
	const char *directory = length > END_SIZE ? find_directory(bytes, length) : NULL;

	note_mimetype(&clues, bytes, length);
	if (directory)
		walk_directory(directory, bytes + length, &clues);
	else
		walk_members(bytes, bytes + length, &clues);
	if (clues.mimetype) {
		if (begins(clues.mimetype, clues.mimetype_length, "application/epub"))
			return RQ_PACKAGE_EPUB;
		if (begins(clues.mimetype, clues.mimetype_length,
			   "application/vnd.oasis.opendocument.text"))
			return RQ_PACKAGE_OPENDOCUMENT_TEXT;
		if (begins(clues.mimetype, clues.mimetype_length,
			   "application/vnd.oasis.opendocument"))
			return RQ_PACKAGE_OPENDOCUMENT;
	}
	if (clues.content && clues.manifest)
		return RQ_PACKAGE_OPENDOCUMENT_TEXT; /* packed anew: the reader sees what it is */
	if (clues.types || !directory) {
		if (clues.word)
			return RQ_PACKAGE_WORD;
		if (clues.sheet)
			return RQ_PACKAGE_SHEET;
		if (clues.slides)
			return RQ_PACKAGE_SLIDES;
		/* Cut off before the names that tell, but after one that only Office writes. */
		if (clues.types && !directory)
			return RQ_PACKAGE_WORD;
	}
	return clues.apple ? RQ_PACKAGE_APPLE : RQ_PACKAGE_NONE;
}
