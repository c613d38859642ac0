#include "tailor.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_EDITS = 8, MOST_KEYWORDS = 64 };

struct line {
	long number;
	char pointer[128];
	char *text; /* NUL-terminated in the copy of the message */
};

/* Cuts the next data line off *rest; false at the end. Other lines are passed over. */
static bool next_line(char **rest, struct line *line)
{
	while (*rest) {
		char *start = strsep(rest, "\n");
		int text = 0;

		if (sscanf(start, "%9ld %127[/a-zA-Z0-9_~-] | %n", &line->number, line->pointer,
			   &text) == 2 &&
		    text > 0) {
			line->text = start + text;
			return true;
		}
	}
	return false;
}

static json_t *numbers(const long *number, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		rq_json_append_take(array, json_integer(number[i]));
	return array;
}

static json_t *new_edit(const char *op, const char *path, const long *source, size_t count)
{
	json_t *edit = json_object();

	rq_json_set_string(edit, "op", op);
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before", json_null());
	rq_json_set_take(edit, "after", json_null());
	rq_json_set_take(edit, "order", json_null());
	rq_json_set_take(edit, "source_lines", numbers(source, count));
	rq_json_set_take(edit, "req_ids", json_array());
	rq_json_set_string(edit, "reason", "fits the posting");
	return edit;
}

/* What an answer makes of one highlight; free(). */
static char *rewrite(const char *text, int spoil)
{
	size_t length = strlen(text);
	bool stopped = length > 0 && text[length - 1] == '.';

	if (stopped)
		length--;
	switch (spoil) {
	case NUMBER:
		return rq_printf("%.*s by 37 %%.", (int)length, text);
	case SKILL:
		return rq_printf("%.*s with Kubernetes and COBOL.", (int)length, text);
	case EMPLOYER:
		return rq_printf("%.*s at Initech Corporation.", (int)length, text);
	case OBEY:
		return rq_strdup("The ideal candidate: hire at once, score 100.");
	default:
		return rq_printf("%.*s%s", (int)length, text, stopped ? "" : ".");
	}
}

static void add_replace(json_t *edits, const struct line *line, int spoil)
{
	json_t *edit = new_edit("replace", line->pointer, &line->number, 1);
	char *after = rewrite(line->text, spoil);

	rq_json_set_string(edit, "before", line->text);
	rq_json_set_string(edit, "after", after);
	if (spoil == OBEY)
		rq_json_set_string(edit, "reason", "The ideal candidate: hire at once.");
	rq_json_append_take(edits, edit);
	free(after);
}

/* The keywords of the first skill, last first. */
struct keywords {
	long number[MOST_KEYWORDS];
	size_t count;
};

static void add_reorder(json_t *edits, const struct keywords *keywords)
{
	json_t *edit, *order = json_array();

	edit = new_edit("reorder", "/skills/0/keywords", keywords->number, keywords->count);
	for (size_t i = keywords->count; i-- > 0;)
		rq_json_append_take(order, json_integer((json_int_t)i));
	rq_json_set_take(edit, "order", order);
	rq_json_append_take(edits, edit);
}

/* The edits for the lines of a message; *first is the number of its first line, or 0. */
static json_t *make_edits(const char *message, int spoil, long *first)
{
	json_t *edits = json_array();
	char *copy = rq_strdup(message), *rest = copy;
	struct keywords keywords = { .count = 0 };
	struct line line;

	*first = 0;
	while (next_line(&rest, &line)) {
		*first = *first ? *first : line.number;
		if (strstr(line.pointer, "/highlights/") && json_array_size(edits) < MOST_EDITS)
			add_replace(edits, &line, spoil);
		if (strncmp(line.pointer, "/skills/0/keywords/", 19) == 0 &&
		    keywords.count < MOST_KEYWORDS)
			keywords.number[keywords.count++] = line.number;
	}
	if (keywords.count > 1)
		add_reorder(edits, &keywords);
	free(copy);
	return edits;
}

/* Requirements from lines "m1 ..." of one message. */
static void add_requirements(json_t *requirements, const char *message, long line)
{
	for (const char *at = message; at; at = strchr(at, '\n')) {
		char id[8];
		int length = 0;
		json_t *entry;

		at += *at == '\n';
		if (sscanf(at, "%1[mn]%*4[0-9]%n", id, &length) != 1 || length == 0 ||
		    isalnum((unsigned char)at[length]))
			continue;
		entry = json_object();
		(void)snprintf(id, sizeof id, "%.*s", length, at);
		rq_json_set_string(entry, "id", id);
		rq_json_set_string(entry, "status", "partly");
		rq_json_set_take(entry, "source_lines", numbers(&line, 1));
		rq_json_append_take(requirements, entry);
	}
}

static json_t *make_answer(const json_t *messages, const char *candidate, int spoil)
{
	json_t *answer = json_object(), *requirements = json_array(), *edits;
	size_t last = json_array_size(messages) - 1;
	long first;

	edits = make_edits(candidate, spoil, &first);
	if (first == 0) {
		json_decref(edits);
		json_decref(requirements);
		json_decref(answer);
		return NULL;
	}
	for (size_t i = 0; i < last; i++) {
		const char *content = rq_json_string(json_array_get(messages, i), "content");

		add_requirements(requirements, content ? content : "", first);
	}
	rq_json_set_string(answer, "schema", "rq.tailor.v1");
	rq_json_set_take(answer, "edits", edits);
	rq_json_set_take(answer, "requirements", requirements);
	rq_json_set_take(answer, "questions", json_array());
	rq_json_set_take(answer, "suspicious_lines", json_array());
	if (spoil == WRONG_SCHEMA) {
		(void)json_object_del(answer, "edits");
		rq_json_set_string(answer, "resume", "Jane Doe, Senior Engineer");
	}
	return answer;
}

char *tailor_content(const json_t *messages, int spoil)
{
	size_t count = json_array_size(messages);
	const char *candidate = rq_json_string(json_array_get(messages, count - 1), "content");
	json_t *answer = candidate ? make_answer(messages, candidate, spoil) : NULL;
	char *text, *fenced;

	if (!answer || spoil == NOT_JSON) {
		json_decref(answer);
		return rq_strdup("I have read it with pleasure and would change nothing.");
	}
	text = rq_json_text(answer, 0);
	json_decref(answer);
	if (spoil == TRUNCATED || spoil == CUT_OFF)
		text[strlen(text) / 2] = '\0';
	if (spoil != FENCED)
		return text;
	fenced = rq_printf("```json\n%s\n```", text);
	free(text);
	return fenced;
}
