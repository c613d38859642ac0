#include "engine/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/edit.h"
#include "edit/leaf.h"
#include "edit/pointer.h"
#include "engine/estimate.h"
#include "engine/quote.h"
#include "resume/personal.h"

/* What prompt.txt asks for at most, and what an answer takes besides the texts of its edits. */
enum { EDITS = 10, EDIT_TOKENS = 80, STATUS_TOKENS = 24, QUESTIONS_TOKENS = 200 };

/* --- the candidate -------------------------------------------------------- */

/* Says nothing, or where somebody is found: a page, a folder of pictures. */
static const char *const mute[] = { "/url", "/image", "/email", "/phone" };

struct line {
	const char *pointer; /* the record's */
	json_int_t number;   /* of the text, 0: unknown */
	char *text;          /* as it is sent, with number and pointer in front */
	size_t length;
	size_t entry; /* of the same entry: the same number */
	size_t value; /* tokens of its own text */
	bool editable;
	bool out; /* there is no room for it */
};

struct lines {
	struct line *line;
	size_t count, capacity;
	size_t entries;
};

static bool ends(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);

	return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool is_mute(const char *pointer)
{
	for (size_t i = 0; i < sizeof mute / sizeof mute[0]; i++)
		if (ends(pointer, mute[i]))
			return true;
	return false;
}

/* A fact of the person in the form of a skill: "Nationality: Canadian" below the skills. */
static bool is_personal(const json_t *document, const char *pointer)
{
	char *of_name;
	const char *name;
	bool personal;

	if (strncmp(pointer, "/skills/", strlen("/skills/")) != 0)
		return false;
	of_name = rq_printf("/skills/%.*s/name", (int)strcspn(pointer + strlen("/skills/"), "/"),
			    pointer + strlen("/skills/"));
	name = json_string_value(rq_pointer_find(document, of_name));
	personal = name && rq_personal_label(name);
	free(of_name);
	return personal;
}

static size_t number_entry(const struct lines *lines, const char *pointer)
{
	const struct line *last = lines->count > 0 ? &lines->line[lines->count - 1] : NULL;

	if (!last)
		return 0;
	if (rq_leaf_is_beside(last->pointer, pointer))
		return last->entry;
	return last->entry + 1;
}

static int add_line(struct lines *lines, struct rq_redaction *redaction, const char *pointer,
		    const json_t *numbers, const char *text, struct rq_error *err)
{
	struct line line = { .pointer = pointer, .entry = number_entry(lines, pointer) };
	char *shown = redaction ? rq_redact(redaction, text) : rq_strdup(text);
	struct rq_buffer buffer;
	int failed;

	line.number = json_integer_value(json_array_get(numbers, 0));
	line.editable = rq_edit_place(RQ_EDIT_REPLACE, pointer) != RQ_PLACE_NONE;
	line.value = rq_estimate_tokens(shown, strlen(shown));
	rq_buffer_init(&buffer, RQ_MAX_REQUEST_BYTES);
	failed = rq_buffer_append_format(&buffer, err, "%lld %s | ", (long long)line.number,
					 pointer) == -1 ||
		 rq_quote(&buffer, shown, err) == -1 ||
		 rq_buffer_append(&buffer, "\n", 1, err) == -1;
	line.length = buffer.length;
	line.text = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	free(shown);
	lines->line = rq_grow(lines->line, lines->count, &lines->capacity, sizeof *lines->line);
	lines->line[lines->count++] = line;
	lines->entries = line.entry + 1;
	return failed ? -1 : 0;
}

/* The leaves of the résumé that help, in its order, each as a line. */
static int gather_lines(struct lines *lines, struct rq_redaction *redaction, const json_t *record,
			struct rq_error *err)
{
	const json_t *document = rq_json_object(record, "resume");
	const char *pointer;
	json_t *numbers;

	json_object_foreach (rq_json_object(record, "provenance"), pointer, numbers) {
		const char *text = json_string_value(rq_pointer_find(document, pointer));

		if (text && *text && rq_leaf_supports(pointer) && !is_mute(pointer) &&
		    !(redaction && is_personal(document, pointer)) &&
		    add_line(lines, redaction, pointer, numbers, text, err) == -1)
			return -1;
	}
	return 0;
}

/* --- what there is room for ------------------------------------------------- */

/* Bytes of all lines when no entry has more than so many. Marks what is then out. */
static size_t measure(struct lines *lines, size_t of_entry)
{
	size_t total = 0, used = 0, entry = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct line *line = &lines->line[i];

		if (line->entry != entry) {
			entry = line->entry;
			used = 0;
		}
		line->out = line->length > of_entry - used;
		if (line->out) {
			used = of_entry; /* what follows in the entry is out as well */
			continue;
		}
		used += line->length;
		total += line->length;
	}
	return total;
}

/* The most that each entry may have so that all fit; false when nothing does. */
static bool fit(struct lines *lines, size_t room)
{
	size_t low = 0, high = RQ_MAX_REQUEST_BYTES;

	if (measure(lines, high) <= room)
		return true;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (measure(lines, middle) <= room)
			low = middle;
		else
			high = middle;
	}
	return measure(lines, low) > 0;
}

/* Says behind an entry how many of its lines are out, so that nobody takes it for whole. */
static int close_entry(struct rq_buffer *buffer, const struct line *last, size_t out,
		       struct rq_error *err)
{
	if (out == 0)
		return 0;
	return rq_buffer_append_format(buffer, err, "- %.*s | (%zu more lines are not shown)\n",
				       (int)rq_leaf_entry(last->pointer), last->pointer, out);
}

static int write_lines(struct rq_prompt *prompt, const struct lines *lines, const char *notes,
		       struct rq_error *err)
{
	struct rq_buffer buffer;
	size_t out = 0;
	int failed;

	rq_buffer_init(&buffer, RQ_MAX_REQUEST_BYTES);
	failed = rq_buffer_append_text(&buffer, "# Résumé\n", err) == -1;
	for (size_t i = 0; !failed && i < lines->count; i++) {
		const struct line *line = &lines->line[i];
		bool last = i + 1 == lines->count || line[1].entry != line->entry;

		out += line->out;
		prompt->left_out += line->out;
		prompt->editable += line->editable && !line->out;
		failed =
		    !line->out && rq_buffer_append(&buffer, line->text, line->length, err) == -1;
		if (!failed && last) {
			failed = close_entry(&buffer, line, out, err) == -1;
			out = 0;
		}
	}
	failed = failed || rq_buffer_append_text(&buffer, notes, err) == -1;
	prompt->candidate = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return failed ? -1 : 0;
}

/* --- what the answer will take ---------------------------------------------- */

static int by_value(const void *one, const void *other)
{
	const size_t a = *(const size_t *)one, b = *(const size_t *)other;

	return (a < b) - (a > b);
}

/* The largest texts are edited, and each is written twice: before, and after at 1.4 times. */
static size_t expect_answer(const struct lines *lines, size_t requirements)
{
	size_t *values = rq_alloc(lines->count, sizeof *values);
	size_t count = 0, tokens = QUESTIONS_TOKENS + STATUS_TOKENS * requirements;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->line[i].editable && !lines->line[i].out)
			values[count++] = lines->line[i].value;
	qsort(values, count, sizeof *values, by_value);
	for (size_t i = 0; i < count && i < EDITS; i++)
		tokens += EDIT_TOKENS + values[i] * 12 / 5;
	free(values);
	return tokens;
}

/* Behind the candidate, whose placeholders they share. *text is the caller's; "" for none. */
static int write_notes(struct rq_redaction *redaction, const json_t *notes, char **text,
		       struct rq_error *err)
{
	struct rq_buffer buffer;
	int failed = 0;

	rq_buffer_init(&buffer, RQ_MAX_REQUEST_BYTES);
	for (size_t i = 0; !failed && i < json_array_size(notes); i++) {
		const char *note = json_string_value(json_array_get(notes, i));
		char *shown;

		if (!note) {
			failed =
			    rq_fail(err, RQ_BAD_RECORD, "note %zu of the recipe is no text", i + 1);
			break;
		}
		shown = redaction ? rq_redact(redaction, note) : rq_strdup(note);
		failed = (i == 0 && rq_buffer_append_text(&buffer, "# Notes\n", err) == -1) ||
			 rq_buffer_append_format(&buffer, err, "note %zu | ", i + 1) == -1 ||
			 rq_quote(&buffer, shown, err) == -1 ||
			 rq_buffer_append(&buffer, "\n", 1, err) == -1;
		free(shown);
	}
	*text = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return failed ? -1 : 0;
}

static int write_candidate(struct rq_prompt *prompt, const json_t *record,
			   const struct rq_briefing *briefing,
			   const struct rq_prompt_options *options, size_t room,
			   struct rq_error *err)
{
	struct lines lines = { 0 };
	char *notes = NULL;
	int result = gather_lines(&lines, prompt->redaction, record, err);

	if (result == 0)
		result = write_notes(prompt->redaction, options->notes, &notes, err);
	if (result == 0 && lines.count > 0 &&
	    (strlen(notes) >= room || !fit(&lines, room - strlen(notes))))
		result = rq_fail(err, RQ_TOO_LARGE,
				 "no line of the résumé fits into a prompt of "
				 "%zu KiB",
				 RQ_MAX_PROMPT_BYTES >> 10);
	if (result == 0)
		result = write_lines(prompt, &lines, notes, err);
	prompt->answer_tokens = expect_answer(&lines, briefing->requirements);
	for (size_t i = 0; i < lines.count; i++)
		free(lines.line[i].text);
	free(lines.line);
	free(notes);
	return result;
}

/* --- the prompt ------------------------------------------------------------- */

int rq_prompt_make(const json_t *record, const struct rq_briefing *briefing,
		   const struct rq_prompt_options *options, struct rq_prompt *prompt,
		   struct rq_error *err)
{
	size_t room = RQ_MAX_PROMPT_BYTES - strlen(briefing->rules) - strlen(briefing->posting);

	*prompt = (struct rq_prompt) {
		.rules = briefing->rules,
		.posting = briefing->posting,
		.left_out = briefing->left_out,
	};
	if (options->redact)
		prompt->redaction = rq_redaction_new(record);
	if (options->max_bytes > 0 && options->max_bytes < room)
		room = options->max_bytes;
	if (write_candidate(prompt, record, briefing, options, room, err) == -1)
		return -1;
	prompt->tokens =
	    briefing->tokens + rq_estimate_tokens(prompt->candidate, strlen(prompt->candidate));
	return 0;
}

void rq_prompt_let_go(struct rq_prompt *prompt)
{
	free(prompt->candidate);
	prompt->candidate = NULL;
	prompt->rules = prompt->posting = NULL;
}

void rq_prompt_free(struct rq_prompt *prompt)
{
	rq_prompt_let_go(prompt);
	rq_redaction_free(prompt->redaction);
	*prompt = (struct rq_prompt) { 0 };
}

/* --- and back --------------------------------------------------------------- */

/* Whether two texts are the same but for case, spaces, dashes, quotes and the like. */
static bool is_same_text(const char *one, const char *other)
{
	size_t a = strlen(one), b = strlen(other), step;

	for (;;) {
		int32_t left = 0, right = 0;

		for (; a > 0 && left == 0; one += step, a -= step) {
			left = rq_text_plain(rq_text_decode(one, a, &step));
			if (!rq_text_is_letter(left) && !rq_text_is_digit(left))
				left = 0;
		}
		for (; b > 0 && right == 0; other += step, b -= step) {
			right = rq_text_plain(rq_text_decode(other, b, &step));
			if (!rq_text_is_letter(right) && !rq_text_is_digit(right))
				right = 0;
		}
		if (left != right)
			return false;
		if (left == 0)
			return true;
	}
}

int rq_prompt_restore(const struct rq_prompt *prompt, const json_t *record, json_t *answer,
		      struct rq_error *err)
{
	const json_t *document = rq_json_object(record, "resume");
	const json_t *edits = rq_json_array(answer, "edits");

	if (prompt->redaction && rq_redaction_restore(prompt->redaction, answer, err) == -1)
		return -1;
	for (size_t i = 0; i < json_array_size(edits); i++) {
		json_t *edit = json_array_get(edits, i);
		const char *path = rq_json_string(edit, "path");
		const char *before = rq_json_string(edit, "before");
		const json_t *there = path ? rq_pointer_find(document, path) : NULL;

		if (before && json_is_string(there) &&
		    is_same_text(before, json_string_value(there)))
			rq_json_set_take(edit, "before", json_string(json_string_value(there)));
	}
	return 0;
}
