#include "report/change.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "report/difference.h"
#include "report/reordered.h"

enum { LONG_ELEMENT = 48 };

/* "/work/0/highlights/2" as "work 1, highlights 3", for people who count from one. */
void rq_change_place(struct rq_writer *w, const char *path)
{
	bool first = true;

	while (path && *path == '/') {
		size_t length = strcspn(path + 1, "/");
		bool number = length > 0 && length < 9 && strspn(path + 1, "0123456789") >= length;
		long index = 0;

		for (size_t i = 0; number && i < length; i++)
			index = index * 10 + (path[1 + i] - '0');
		if (number)
			rq_writer_format(w, " %ld", index + 1);
		else if (!(first && length == 6 && memcmp(path + 1, "basics", 6) == 0)) {
			rq_writer_text(w, first ? "" : ", ");
			rq_writer_escaped_bytes(w, path + 1, length);
		} else {
			path += 1 + length;
			continue;
		}
		first = false;
		path += 1 + length;
	}
}

static void source_lines(struct rq_writer *w, const json_t *lines)
{
	for (size_t i = 0; i < json_array_size(lines); i++)
		rq_writer_format(w, "%s%lld", i == 0 ? " from line " : ", ",
				 (long long)json_integer_value(json_array_get(lines, i)));
}

/* One side of a change: what differs is marked. */
static void side(struct rq_writer *w, const char *tag, const char *word, const char *text,
		 size_t start, size_t end)
{
	size_t length = strlen(text);

	rq_writer_format(w, "<p class=\"%s\"><span class=\"sign\">%s</span> <bdi>", tag, word);
	rq_writer_escaped_bytes(w, text, start);
	if (start + end < length) {
		rq_writer_format(w, "<%s>", tag);
		rq_writer_escaped_bytes(w, text + start, length - start - end);
		rq_writer_format(w, "</%s>", tag);
	}
	rq_writer_escaped_bytes(w, text + length - end, end);
	rq_writer_text(w, "</bdi></p>");
}

static void change(struct rq_writer *w, const char *before, const char *after)
{
	size_t start = 0, end = 0;

	if (before && after)
		rq_difference(before, after, &start, &end);
	if (before)
		side(w, "del", "before", before, start, end);
	if (after)
		side(w, "ins", "after", after, start, end);
}

/* Its elements, sentences one below the other; or, of a list that is not there, old numbers. */
static void new_order(struct rq_writer *w, const json_t *order, const json_t *list)
{
	bool below = false;

	for (size_t i = 0; i < json_array_size(list); i++)
		below = below || strlen(rq_reordered_name(json_array_get(list, i))) > LONG_ELEMENT;
	rq_writer_format(w, "<div class=\"ins%s\"><span class=\"sign\">%s</span> ",
			 below ? " below" : "", list ? "now" : "order of the old numbers");
	for (size_t i = 0; i < json_array_size(order); i++) {
		rq_writer_text(w, i == 0 || below ? "<bdi>" : " · <bdi>");
		if (list)
			rq_writer_escaped(w, rq_reordered_name(json_array_get(list, i)));
		else
			rq_writer_format(
			    w, "%lld", (long long)json_integer_value(json_array_get(order, i)) + 1);
		rq_writer_text(w, "</bdi>");
	}
	rq_writer_text(w, "</div>");
}

static const char *operation_words(const char *op)
{
	static const char *const words[][2] = { { "replace", "rewritten" },
						{ "reorder", "put in order" },
						{ "drop", "left out" },
						{ "summary", "summary" } };

	for (size_t i = 0; op && i < sizeof words / sizeof words[0]; i++)
		if (strcmp(op, words[i][0]) == 0)
			return words[i][1];
	return "changed";
}

/* list is what was put in order, NULL when it is not known. */
static void edit_body(struct rq_writer *w, const json_t *edit, const json_t *list)
{
	const char *path = rq_json_string(edit, "path"), *op = rq_json_string(edit, "op");
	const json_t *order = rq_json_array(edit, "order");
	const char *reason = rq_json_string(edit, "reason");

	rq_writer_format(w, "<p class=\"what\"><b>%s</b>", operation_words(op));
	if (path && op && strcmp(op, "summary") != 0) {
		rq_writer_text(w, ": ");
		rq_change_place(w, path);
	}
	source_lines(w, rq_json_array(edit, "source_lines"));
	rq_writer_text(w, "</p>");
	change(w, rq_json_string(edit, "before"), rq_json_string(edit, "after"));
	if (order)
		new_order(w, order, list);
	if (!reason || !*reason)
		return;
	rq_writer_text(w, "<p class=\"why\">");
	rq_writer_escaped(w, reason);
	rq_writer_text(w, "</p>");
}

void rq_change_list(struct rq_writer *w, const json_t *edits, const json_t *resume)
{
	if (json_array_size(edits) == 0)
		return;
	rq_writer_text(w, "<h4>Changed</h4><ol class=\"edits\">");
	for (size_t i = 0; i < json_array_size(edits); i++) {
		rq_writer_text(w, "<li>");
		edit_body(w, json_array_get(edits, i),
			  rq_reordered_list(edits, resume, json_array_get(edits, i)));
		rq_writer_text(w, "</li>");
	}
	rq_writer_text(w, "</ol>");
}

void rq_change_refused(struct rq_writer *w, const json_t *rejected)
{
	if (json_array_size(rejected) == 0)
		return;
	rq_writer_text(w, "<h4>Refused by the guard: the original line stays</h4>"
			  "<ol class=\"edits\">");
	for (size_t i = 0; i < json_array_size(rejected); i++) {
		const json_t *element = json_array_get(rejected, i);

		rq_writer_text(w, "<li><p class=\"rule\">rule <b>");
		rq_writer_escaped(w, rq_json_string(element, "rule"));
		rq_writer_text(w, "</b>: <bdi>");
		rq_writer_escaped(w, rq_json_string(element, "why"));
		rq_writer_text(w, "</bdi></p>");
		edit_body(w, rq_json_object(element, "edit"), NULL);
		rq_writer_text(w, "</li>");
	}
	rq_writer_text(w, "</ol>");
}
