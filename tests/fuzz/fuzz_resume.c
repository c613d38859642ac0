/*
 * The lines of a stranger's document: they become a record that its own check
 * accepts, whose provenance names lines that are there, and no word of which is
 * lost; or an error with a message. "# " begins a heading, "- " an item.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "edit/pointer.h"
#include "resume/resume.h"
#include "resume/sheet.h"
#include "resume/word.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 12, SHORTEST_WORD = 4 };

static void read_lines(struct rq_document *document, const char *bytes, size_t size)
{
	struct rq_error err = { 0 };

	for (size_t at = 0, length; at < size; at += length + 1) {
		const char *text = bytes + at, *end = memchr(text, '\n', size - at);
		struct rq_line *line;
		size_t mark;

		length = end ? (size_t)(end - text) : size - at;
		mark = length > 2 && (memcmp(text, "# ", 2) == 0 || memcmp(text, "- ", 2) == 0) ? 2
												: 0;
		if (rq_document_add(document, text + mark, length - mark, &line, &err) == -1)
			abort();
		if (line && mark)
			line->kind = *text == '#' ? RQ_LINE_HEADING : RQ_LINE_ITEM;
	}
}

/* Whether a leaf that comes from the line (from 1) has the word in it. */
static bool is_held(const json_t *record, json_int_t number, const char *word)
{
	json_t *resume = json_object_get(record, "resume"), *lines, *line;
	const char *pointer;
	size_t i;

	json_object_foreach (json_object_get(record, "provenance"), pointer, lines) {
		const char *leaf = json_string_value(rq_pointer_find(resume, pointer));

		json_array_foreach (lines, i, line)
			if (leaf && json_integer_value(line) == number && strstr(leaf, word))
				return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "E X P E R I E N C E" is read as one word, also behind a bullet. */
static bool is_spaced_heading(const struct rq_sheet_line *line)
{
	char *joined = rq_alloc(line->length + 1, 1);
	uint32_t length = 0;
	bool heading;

	for (uint32_t at = line->start; at < line->length; at++)
		if (!strchr(" \t", line->key[at]))
			joined[length++] = line->key[at];
	heading = length > 0 && rq_word_find_compound(joined, length).section != 0;
	free(joined);
	return heading;
}

/*
 * Long enough words between blanks: those that the lexicon knows, be they misspelt, may be
 * a section, a label or a date, and stand in the structure by their meaning.
 */
static void check_words(const json_t *record, const struct rq_document *document)
{
	struct rq_sheet sheet;

	rq_sheet_init(&sheet, document);
	for (size_t i = 0; i < sheet.count; i++) {
		const struct rq_sheet_line *line = &sheet.lines[i];

		if (is_spaced_heading(line))
			continue;
		for (uint32_t at = 0, end; at < line->length; at = end + 1) {
			struct rq_word known;
			bool letters = true;
			char *word;

			for (end = at; end < line->length && !strchr(" \t", line->key[end]); end++)
				letters = letters && is_letter(line->key[end]);
			if (!letters || end - at < SHORTEST_WORD)
				continue;
			known = rq_word_find_compound(line->key + at, end - at);
			word = rq_strndup(line->text + line->at[at], line->at[end] - line->at[at]);
			if (!known.section && !known.kinds &&
			    !rq_word_find_misspelt(line->key + at, end - at).section &&
			    !is_held(record, (json_int_t)i + 1, word))
				abort();
			free(word);
		}
	}
	rq_sheet_free(&sheet);
}

static void check_record(json_t *record, const struct rq_document *document)
{
	const char *pointer, *text = rq_json_string(record, "text");
	json_int_t coverage = rq_json_integer(record, "coverage", -1);
	struct rq_error err = { 0 };
	json_t *lines, *line;
	size_t i;

	if (!text || !rq_text_is_utf8(text, strlen(text)) || coverage < 0 || coverage > 10000)
		abort();
	json_object_foreach (json_object_get(record, "provenance"), pointer, lines) {
		if (!json_is_string(rq_pointer_find(json_object_get(record, "resume"), pointer)))
			abort();
		json_array_foreach (lines, i, line)
			if (json_integer_value(line) < 1 ||
			    json_integer_value(line) > (json_int_t)document->count)
				abort();
	}
	rq_resume_identify(record, NULL);
	if (rq_resume_check(record, &err) == -1)
		abort();
	check_words(record, document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	json_t *record;

	if (size > MAX_INPUT)
		return 0;
	rq_document_init(&document);
	read_lines(&document, (const char *)data, size);
	if (rq_resume_build(&document, &record, &err) == 0) {
		check_record(record, &document);
		json_decref(record);
	} else if (err.code == RQ_OK || err.message[0] == '\0') {
		abort();
	}
	rq_document_free(&document);
	return 0;
}
