#include "resume/sheet.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "resume/sheet_key.h"
#include "resume/word.h"

uint32_t rq_sheet_end_of_word(const char *key, uint32_t i, uint32_t end)
{
	while (i < end && (rq_sheet_is_word(key[i]) ||
			   (key[i] == '.' && i + 1 < end && rq_sheet_is_word(key[i + 1]))))
		i++;
	return i;
}

/* The end of a bullet in front of the line: "- x", "• x", "* x", "1. x"; else 0. */
static uint32_t skip_bullet(const struct rq_sheet_line *line)
{
	const char *key = line->key;
	uint32_t i = 0;

	while (i < line->length && (key[i] == '-' || key[i] == '|' || key[i] == '*'))
		i++;
	if (i == 1 && i < line->length && (key[i] == ' ' || key[i] == '\t'))
		return i;
	return i == 1 && key[0] == '|' ? i : 0;
}

/* "**Six years** of it": marks of emphasis that end again, and are no bullet. */
static bool begins_emphasis(const struct rq_sheet_line *line)
{
	const char *mark = line->key + line->start;
	size_t length = line->length - line->start;

	return length > 4 && memcmp(mark, "**", 2) == 0 && rq_sheet_is_word(mark[2]) &&
	       memmem(mark + 3, length - 3, "**", 2);
}

static void fold_line(struct rq_sheet_line *line, uint32_t *at)
{
	line->length = rq_sheet_key_fold(line->text, line->key, at);
	line->start = skip_bullet(line);
	line->bullet = line->kind == RQ_LINE_ITEM || line->start > 0;
	while (line->start < line->length && !rq_sheet_is_word(line->key[line->start]) &&
	       !strchr("([{'\"+.#$@&", line->key[line->start]) && !begins_emphasis(line))
		line->start++;
}

/* Where the words begin that so many others stand in front of. */
static void find_turns(struct rq_sheet_line *line, const struct rq_turns *turns)
{
	size_t words = 0, found = 0;
	bool inside = false;

	for (uint32_t i = 0; i < line->length && found < RQ_TURNS && turns->words[found] > 0; i++) {
		bool space = line->key[i] == ' ' || line->key[i] == '\t';

		if (!space && !inside && rq_sheet_is_word(line->key[i])) {
			if (words++ == turns->words[found])
				line->turn[found++] = i;
			inside = true;
		}
		inside = inside && !space;
	}
}

/* The size in which most characters are set. */
static float find_body_size(const struct rq_document *document)
{
	struct {
		float size;
		size_t weight;
	} seen[16] = { { 0 } };
	size_t kinds = 0, best = 0;

	for (size_t i = 0; i < document->count; i++) {
		size_t k = 0;

		if (document->lines[i].size <= 0)
			continue;
		while (k < kinds && fabsf(seen[k].size - document->lines[i].size) > 0.25f)
			k++;
		if (k == sizeof seen / sizeof seen[0])
			continue;
		if (k == kinds)
			seen[kinds++].size = document->lines[i].size;
		seen[k].weight += strlen(document->lines[i].text);
	}
	for (size_t k = 1; k < kinds; k++)
		if (seen[k].weight > seen[best].weight)
			best = k;
	return seen[best].size;
}

/* Whether lines of a format are paragraphs, which their reader breaks where there is room. */
static bool has_paragraphs(const char *format)
{
	return format && rq_word_is_one_of(format, strlen(format), " doc docx html odt rtf ");
}

void rq_sheet_init(struct rq_sheet *sheet, const struct rq_document *document)
{
	size_t room = 0, used = 0;

	for (size_t i = 0; i < document->count; i++)
		room += strlen(document->lines[i].text) * 3 / 2 + 2;
	*sheet = (struct rq_sheet) {
		.lines = rq_alloc(document->count, sizeof sheet->lines[0]),
		.count = document->count,
		.keys = rq_alloc(room, 1),
		.at = rq_alloc(room, sizeof sheet->at[0]),
		.placed = rq_alloc(room, 1),
		.body_size = find_body_size(document),
		.paragraphs = has_paragraphs(document->format),
		.provenance = json_object(),
	};
	for (size_t i = 0; i < document->count; i++) {
		const struct rq_line *from = &document->lines[i];
		struct rq_sheet_line *line = &sheet->lines[i];

		*line = (struct rq_sheet_line) {
			.text = from->text,
			.key = sheet->keys + used,
			.at = sheet->at + used,
			.placed = sheet->placed + used,
			.kind = from->kind,
			.level = from->level,
			.gap = from->gap || i == 0,
			.bold = from->bold,
			.size = from->size,
			.left = from->left,
		};
		fold_line(line, sheet->at + used);
		find_turns(line, &from->turns);
		used += line->length + 1;
		assert(used <= room);
	}
}

void rq_sheet_free(struct rq_sheet *sheet)
{
	if (!sheet)
		return;
	free(sheet->lines);
	free(sheet->keys);
	free(sheet->at);
	free(sheet->placed);
	json_decref(sheet->provenance);
	*sheet = (struct rq_sheet) { 0 };
}

char rq_sheet_last(const struct rq_sheet_line *line)
{
	if (line->length == 0)
		return '\0';
	return line->key[line->length - 1];
}

bool rq_sheet_is_open(const struct rq_sheet_line *line)
{
	int depth = 0;

	for (uint32_t i = line->start; i < line->length; i++) {
		depth += line->key[i] == '(';
		depth -= line->key[i] == ')' && depth > 0;
	}
	return depth > 0;
}

bool rq_sheet_begins_lower(const struct rq_sheet_line *line)
{
	const char *text = line->text + line->at[line->start];
	size_t size;
	int32_t c;

	if (line->start >= line->length)
		return false;
	c = rq_text_decode(text, strlen(text), &size);
	return rq_text_is_letter(c) && !rq_text_is_upper(c) && c < 0x590;
}

struct rq_slice rq_sheet_whole(const struct rq_sheet *sheet, size_t line)
{
	return (struct rq_slice) { (uint32_t)line, sheet->lines[line].start,
				   sheet->lines[line].length };
}

const char *rq_sheet_key(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return sheet->lines[slice.line].key + slice.start;
}

/* "PMP®": whether a byte of a key is the sign of a mark, right behind what bears it. */
static bool is_mark(const struct rq_sheet_line *line, uint32_t i)
{
	static const char *const marks[] = { "®", "™", "℠", "©" };
	const char *text = line->text + line->at[i];

	if (i == line->start || line->key[i] != '*' || line->key[i - 1] == ' ')
		return false;
	for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
		if (strncmp(text, marks[k], strlen(marks[k])) == 0)
			return true;
	return false;
}

struct rq_slice rq_sheet_trim(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char edge[] = " \t-|,;:*/=_";
	const char *key = sheet->lines[slice.line].key;

	while (slice.start < slice.end && strchr(edge, key[slice.start]))
		slice.start++;
	while (slice.end > slice.start && strchr(edge, key[slice.end - 1]) &&
	       !is_mark(&sheet->lines[slice.line], slice.end - 1))
		slice.end--;
	return slice;
}

char *rq_sheet_text(const struct rq_sheet *sheet, const struct rq_slice *slices, size_t count)
{
	size_t room = 1, used = 0;
	char *text;

	for (size_t i = 0; i < count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[slices[i].line];

		room += line->at[slices[i].end] - line->at[slices[i].start] + 1;
	}
	text = rq_alloc(room, 1);
	for (size_t i = 0; i < count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[slices[i].line];
		uint32_t start = line->at[slices[i].start], end = line->at[slices[i].end];

		if (start == end)
			continue;
		if (used > 0)
			text[used++] = ' ';
		memcpy(text + used, line->text + start, end - start);
		used += end - start;
	}
	for (char *tab = text; (tab = strchr(tab, '\t'));)
		*tab = ' ';
	return text;
}

void rq_slices_add(struct rq_slices *slices, struct rq_slice slice)
{
	slices->slice =
	    rq_grow(slices->slice, slices->count, &slices->capacity, sizeof slices->slice[0]);
	slices->slice[slices->count++] = slice;
}

void rq_sheet_mark(struct rq_sheet *sheet, struct rq_slice slice)
{
	if (slice.end > slice.start)
		memset(sheet->lines[slice.line].placed + slice.start, 1, slice.end - slice.start);
}

bool rq_sheet_is_placed(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	for (uint32_t i = slice.start; i < slice.end; i++)
		if (line->placed[i] && rq_sheet_is_word(line->key[i]))
			return true;
	return false;
}

static bool holds_word(const struct rq_sheet *sheet, const struct rq_slice *slices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (uint32_t k = slices[i].start; k < slices[i].end; k++)
			if (rq_sheet_is_word(sheet->lines[slices[i].line].key[k]))
				return true;
	return false;
}

static void note(struct rq_sheet *sheet, const char *pointer, const struct rq_slice *slices,
		 size_t count)
{
	json_t *lines = json_array();
	uint32_t last = UINT32_MAX;

	for (size_t i = 0; i < count; i++) {
		rq_sheet_mark(sheet, slices[i]);
		if (slices[i].line != last)
			rq_json_append_take(lines, json_integer(slices[i].line + 1));
		last = slices[i].line;
	}
	rq_json_set_take(sheet->provenance, pointer, lines);
}

bool rq_sheet_put(struct rq_sheet *sheet, json_t *object, const char *path, const char *key,
		  const struct rq_slice *slices, size_t count)
{
	char pointer[128];
	char *text;

	if (json_object_get(object, key) || !holds_word(sheet, slices, count))
		return false;
	text = rq_sheet_text(sheet, slices, count);
	rq_json_set_string(object, key, text);
	free(text);
	(void)snprintf(pointer, sizeof pointer, "%s/%s", path, key);
	note(sheet, pointer, slices, count);
	return true;
}

bool rq_sheet_push(struct rq_sheet *sheet, json_t *array, const char *path,
		   const struct rq_slice *slices, size_t count)
{
	char pointer[128];
	char *text;

	if (!holds_word(sheet, slices, count))
		return false;
	(void)snprintf(pointer, sizeof pointer, "%s/%zu", path, json_array_size(array));
	text = rq_sheet_text(sheet, slices, count);
	rq_json_append_take(array, json_string(text));
	free(text);
	note(sheet, pointer, slices, count);
	return true;
}

bool rq_sheet_put_value(struct rq_sheet *sheet, json_t *object, const char *path, const char *key,
			const char *value, struct rq_slice slice)
{
	char pointer[128];

	if (json_object_get(object, key))
		return false;
	rq_json_set_string(object, key, value);
	(void)snprintf(pointer, sizeof pointer, "%s/%s", path, key);
	note(sheet, pointer, &slice, 1);
	return true;
}

/* The next run without white space from *at: its slice; false at the end. */
static bool next_word(const struct rq_sheet_line *line, uint32_t *at, uint32_t *start)
{
	const char *key = line->key;

	while (*at < line->length && (key[*at] == ' ' || key[*at] == '\t'))
		(*at)++;
	*start = *at;
	while (*at < line->length && key[*at] != ' ' && key[*at] != '\t')
		(*at)++;
	return *at > *start;
}

enum { NO_WORD, PLACED, UNPLACED };

static int state_of_word(const struct rq_sheet_line *line, uint32_t start, uint32_t end)
{
	int state = NO_WORD;

	for (uint32_t i = start; i < end; i++) {
		if (!rq_sheet_is_word(line->key[i]))
			continue;
		if (!line->placed[i])
			return UNPLACED;
		state = PLACED;
	}
	return state;
}

/* Adds the runs of unplaced words of a line; counts its words. */
static void finish_line(struct rq_sheet *sheet, size_t index, json_t *unplaced, size_t *words,
			size_t *placed)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice run = { .line = (uint32_t)index };
	uint32_t at = 0, start;
	bool open = false;

	while (next_word(line, &at, &start)) {
		int state = state_of_word(line, start, at);

		if (state == NO_WORD)
			continue;
		++*words;
		*placed += line->folio && state != PLACED;
		if (state == PLACED) {
			++*placed;
			if (open)
				(void)rq_sheet_push(sheet, unplaced, "/unplaced", &run, 1);
			open = false;
			continue;
		}
		if (!open)
			run.start = start;
		run.end = at;
		open = true;
	}
	if (open)
		(void)rq_sheet_push(sheet, unplaced, "/unplaced", &run, 1);
}

int rq_sheet_finish(struct rq_sheet *sheet, json_t *resume)
{
	json_t *unplaced = json_array();
	size_t words = 0, placed = 0;

	for (size_t i = 0; i < sheet->count; i++)
		finish_line(sheet, i, unplaced, &words, &placed);
	if (json_array_size(unplaced) > 0)
		rq_json_set_take(resume, "unplaced", unplaced);
	else
		json_decref(unplaced);
	return words == 0 ? 10000 : (int)(placed * 10000 / words);
}
