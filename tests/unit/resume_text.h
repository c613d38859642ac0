#ifndef RQ_TESTS_RESUME_TEXT_H
#define RQ_TESTS_RESUME_TEXT_H

/*
 * What the tests of lib/resume share: a résumé written as text becomes a
 * record, and every record is checked for what must hold of all of them.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "document/document.h"
#include "resume/date.h"
#include "resume/label.h"
#include "resume/numbering.h"
#include "resume/origin.h"
#include "resume/resume.h"
#include "resume/sheet.h"
#include "resume/table.h"
#include "resume/word.h"

/*
 * Adds a text line by line; an empty line is a gap, "| " makes a table's row. "# " makes
 * a heading that does not say how deep it is, "## " one of level 2, and so on.
 */
static inline void read_text_into(struct rq_document *document, const char *text)
{
	struct rq_error err = { 0 };

	rq_document_init(document);
	while (*text) {
		size_t length = strcspn(text, "\n");
		size_t marks = strspn(text, "#");
		bool heading = marks > 0 && text[marks] == ' ', row = strncmp(text, "| ", 2) == 0;
		size_t mark = heading ? marks + 1 : row ? 2 : 0;
		struct rq_line *line;

		assert_works(rq_document_add(document, text + mark, length - mark, &line, &err),
			     err);
		if (line && row)
			line->kind = RQ_LINE_ROW;
		if (line && heading) {
			line->kind = RQ_LINE_HEADING;
			line->level = marks > 1 ? (unsigned)marks : 0;
		}
		text += length + (text[length] == '\n');
	}
}

/* The value at a JSON Pointer without escapes, or NULL. */
static inline json_t *at_pointer(json_t *value, const char *pointer)
{
	while (value && *pointer == '/') {
		size_t length = strcspn(pointer + 1, "/");
		char *step = strndup(pointer + 1, length);

		value = json_is_array(value) ? json_array_get(value, strtoul(step, NULL, 10))
					     : json_object_get(value, step);
		pointer += 1 + length;
		free(step);
	}
	return value;
}

static inline const char *text_at(json_t *record, const char *pointer)
{
	const char *text =
	    json_string_value(at_pointer(json_object_get(record, "resume"), pointer));

	return text ? text : "(nothing)";
}

static inline json_t *parse_json(const char *text)
{
	struct rq_error err = { 0 };
	json_t *value;

	assert_works(rq_json_parse(text, strlen(text), &value, &err), err);
	return value;
}

/* A document that is JSON, to a record. */
static inline int build_json(const char *text, json_t **record, struct rq_error *err)
{
	struct rq_document document;
	int result;

	rq_document_init(&document);
	document.format = "json";
	document.json = parse_json(text);
	result = rq_resume_build(&document, record, err);
	rq_document_free(&document);
	return result;
}

static inline bool has_warning(json_t *record, const char *code)
{
	json_t *warning;
	size_t i;

	json_array_foreach (json_object_get(record, "warnings"), i, warning)
		if (strcmp(rq_json_string(warning, "code"), code) == 0)
			return true;
	return false;
}

#define assert_leaf(record, pointer, wanted)                                                       \
	do {                                                                                       \
		const char *found_ = text_at(record, pointer);                                     \
		if (strcmp(found_, wanted) != 0)                                                   \
			fail_msg("%s: \"%s\", not \"%s\"", pointer, found_, wanted);               \
	} while (0)

#define assert_no_leaf(record, pointer)                                                            \
	assert_null(at_pointer(json_object_get(record, "resume"), pointer))

#define assert_length(record, pointer, wanted)                                                     \
	assert_int_equal(json_array_size(at_pointer(json_object_get(record, "resume"), pointer)),  \
			 wanted)

/* Every leaf has lines; its words stand in them, but for dates. */
static inline void check_leaf(json_t *record, const struct rq_document *document,
			      const char *pointer, const char *leaf)
{
	json_t *lines = json_object_get(json_object_get(record, "provenance"), pointer), *line;
	char *words, *rest, *word;
	size_t i;

	if (!json_is_array(lines) || json_array_size(lines) == 0)
		fail_msg("%s has no provenance", pointer);
	json_array_foreach (lines, i, line)
		if (json_integer_value(line) < 1 ||
		    json_integer_value(line) > (json_int_t)document->count)
			fail_msg("%s comes from a line that is not there", pointer);
	if (rq_date_is_iso(leaf))
		return;
	/* A link has a scheme, be it written or not, and says "é" in other bytes. */
	if (strncmp(leaf, "https://", 8) == 0)
		leaf += 8;
	if (strstr(pointer, "/url") && strchr(leaf, '%'))
		return;
	words = rest = strdup(leaf);
	while ((word = strsep(&rest, " "))) {
		bool found = !*word;

		json_array_foreach (lines, i, line)
			found = found ||
				strstr(document->lines[json_integer_value(line) - 1].text, word);
		if (!found)
			fail_msg("%s: \"%s\" does not stand in its lines", pointer, word);
	}
	free(words);
}

static inline size_t check_leaves(json_t *record, const struct rq_document *document, json_t *value,
				  const char *pointer)
{
	size_t count = 0, i;
	const char *key;
	json_t *item;

	if (json_is_string(value)) {
		check_leaf(record, document, pointer, json_string_value(value));
		return 1;
	}
	json_object_foreach (value, key, item) {
		char inner[256];

		(void)snprintf(inner, sizeof inner, "%s/%s", pointer, key);
		count += check_leaves(record, document, item, inner);
	}
	json_array_foreach (value, i, item) {
		char inner[256];

		(void)snprintf(inner, sizeof inner, "%s/%zu", pointer, i);
		count += check_leaves(record, document, item, inner);
	}
	return count;
}

/* Whether a leaf that comes from the line (from 1) has the word in it. */
static inline bool is_held(json_t *record, json_int_t number, const char *word)
{
	const char *pointer;
	json_t *lines, *line;
	size_t i;

	json_object_foreach (json_object_get(record, "provenance"), pointer, lines)
		json_array_foreach (lines, i, line)
			if (json_integer_value(line) == number &&
			    strstr(text_at(record, pointer), word))
				return true;
	return false;
}

/* Whether a line has the labels of columns, or a part of them. */
static inline bool is_head_of_columns(const struct rq_sheet *sheet, size_t line)
{
	size_t next = line + 1;

	while (next < sheet->count && next < line + 3 && sheet->lines[next].heads == 0)
		next++;
	return sheet->lines[line].heads == 0 && next < sheet->count &&
	       sheet->lines[next].heads > 0 && sheet->lines[next].heads <= line + 1;
}

/* Behind what a line begins with and no leaf holds: a number, a label, "Worked as". */
static inline uint32_t end_of_leading(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice whole = rq_sheet_whole(sheet, line);
	uint32_t end = 0, said;

	if (rq_label_find(sheet, whole, &end) != RQ_LABEL_NONE)
		return end;
	end = rq_numbering_end(sheet, whole);
	said = rq_origin_leading(sheet, whole);
	return said > end ? said : end > whole.start ? end : 0;
}

/*
 * No word is lost: what no leaf holds is a word of a heading, a label or a date,
 * or a number in a line with a date.
 */
static inline void check_words(json_t *record, const struct rq_document *document)
{
	const uint32_t meant = RQ_WORD_MONTH | RQ_WORD_SEASON | RQ_WORD_ABOUT | RQ_WORD_SINCE |
			       RQ_WORD_FROM | RQ_WORD_UNTIL | RQ_WORD_TO | RQ_WORD_PRESENT |
			       RQ_WORD_FILL | RQ_WORD_FILLER | RQ_WORD_DOCUMENT | RQ_WORD_LABEL |
			       RQ_WORD_COURSE | RQ_WORD_GLUE | RQ_WORD_NAMED;
	struct rq_sheet sheet;

	rq_sheet_init(&sheet, document);
	rq_table_find_heads(&sheet);
	for (size_t i = 0; i < sheet.count; i++) {
		const struct rq_sheet_line *line = &sheet.lines[i];
		struct rq_date_range range;
		bool dated = rq_date_find(line->key, line->length, 0, &range);
		uint32_t at = 0, end;

		if (is_head_of_columns(&sheet, i))
			continue;
		at = end_of_leading(&sheet, i);
		for (; at < line->length; at = end + 1) {
			struct rq_word known;
			char *word;

			for (end = at;
			     end < line->length && !strchr(" \t-|,;:()/.*@", line->key[end]); end++)
				;
			if (end == at || (dated && line->key[at] >= '0' && line->key[at] <= '9'))
				continue;
			known = rq_word_find_compound(line->key + at, end - at);
			if (!known.section)
				known.section =
				    rq_word_find_misspelt(line->key + at, end - at).section;
			word = strndup(line->text + line->at[at], line->at[end] - line->at[at]);
			if (line->key[end] == ':' &&
			    ((known.kinds & RQ_WORD_SCORE) || strcmp(word, "title") == 0 ||
			     strcmp(word, "author") == 0))
				known.kinds |= RQ_WORD_LABEL; /* "Grade: 3.9", "author: Jane" */
			if (strncmp(line->key + end, " name:", 6) == 0)
				known.kinds |= RQ_WORD_LABEL; /* "First name: Jane" */
			if (!known.section && !(known.kinds & meant) &&
			    strpbrk(word, "\"'#?+&[{<=_$%!") == NULL &&
			    !is_held(record, (json_int_t)i + 1, word))
				fail_msg("\"%s\" of line %zu is lost", word, i + 1);
			free(word);
		}
	}
	rq_sheet_free(&sheet);
}

/* Builds a record from a document and checks it; the record is new. */
static inline json_t *build_checked(const struct rq_document *document)
{
	struct rq_error err = { 0 };
	json_t *record, *again;
	char *one, *other;
	size_t leaves;

	assert_works(rq_resume_build(document, &record, &err), err);
	assert_works(rq_resume_build(document, &again, &err), err);
	one = rq_json_text(record, 0);
	other = rq_json_text(again, 0);
	assert_string_equal(one, other);
	free(one);
	free(other);
	json_decref(again);
	leaves = check_leaves(record, document, json_object_get(record, "resume"), "");
	assert_int_equal(leaves, json_object_size(json_object_get(record, "provenance")));
	rq_resume_identify(record, NULL);
	assert_works(rq_resume_check(record, &err), err);
	return record;
}

static inline json_t *build_text(const char *text)
{
	struct rq_document document;
	json_t *record;

	read_text_into(&document, text);
	record = build_checked(&document);
	check_words(record, &document);
	rq_document_free(&document);
	return record;
}

#endif
