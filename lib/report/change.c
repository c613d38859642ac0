#include "report/change.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/difference.h"
#include "report/place.h"
#include "report/reordered.h"
#include "result/finding.h"

enum { NAME_SIZE = 200 };

void rq_change_place(struct rq_writer *w, const json_t *edits, const json_t *resume,
		     const char *path)
{
	struct rq_buffer words;

	rq_buffer_init(&words, RQ_POINTER_BYTES);
	rq_place_words(edits, resume, path, &words);
	rq_writer_escaped(w, words.data);
	rq_buffer_free(&words);
}

/* Each once: elements of a list often stand in one line. */
static void source_lines(struct rq_writer *w, const json_t *lines)
{
	json_int_t before = -1;

	for (size_t i = 0; i < json_array_size(lines); i++) {
		json_int_t line = json_integer_value(json_array_get(lines, i));

		if (line != before)
			rq_writer_format(w, "%s%lld", i == 0 ? " from line " : ", ",
					 (long long)line);
		before = line;
	}
}

/* One side of a change: what differs is marked. */
static void side(struct rq_writer *w, const char *tag, const char *word, const char *text,
		 const struct rq_marked *marked)
{
	size_t at = 0;

	rq_writer_format(w, "<p class=\"%s\"><span class=\"sign\">%s</span> <bdi>", tag, word);
	for (size_t i = 0; i < marked->count; i++) {
		rq_writer_escaped_bytes(w, text + at, marked->mark[i].start - at);
		rq_writer_format(w, "<%s>", tag);
		at = marked->mark[i].end;
		rq_writer_escaped_bytes(w, text + marked->mark[i].start,
					at - marked->mark[i].start);
		rq_writer_format(w, "</%s>", tag);
	}
	rq_writer_escaped(w, text + at);
	rq_writer_text(w, "</bdi></p>");
}

static void change(struct rq_writer *w, const char *before, const char *after)
{
	struct rq_difference difference;

	if (!before && !after)
		return;
	rq_difference(before, after, &difference);
	rq_writer_text(w, "<div class=\"sides\">");
	if (before)
		side(w, "del", "before", before, &difference.before);
	if (after)
		side(w, "ins", "after", after, &difference.after);
	rq_writer_text(w, "</div>");
}

/* A list that an edit put in order, in the document after all edits. */
struct ordered {
	const json_t *edits, *resume, *list, *order;
	const char *path;
};

/* The i-th element of before, in its words of then. */
static const char *name_before(const struct ordered *ordered, size_t i)
{
	char path[RQ_POINTER_BYTES];
	const char *text;

	(void)snprintf(path, sizeof path, "%s/%zu", ordered->path, i);
	text = rq_reordered_original(ordered->edits, ordered->resume, path);
	return text ? text
		    : rq_reordered_name(
			  json_array_get(ordered->list, rq_reordered_place(ordered->order, i)));
}

static void elements(struct rq_writer *w, const char *tag, const char *word,
		     const struct ordered *ordered, bool before)
{
	bool below = !rq_reordered_is_short(ordered->list);

	rq_writer_format(w, "<div class=\"%s%s\"><span class=\"sign\">%s</span> ", tag,
			 below ? " below" : "", word);
	for (size_t i = 0; i < json_array_size(ordered->list); i++) {
		rq_writer_text(w, i == 0 || below ? "<bdi>" : " · <bdi>");
		rq_writer_escaped(w, before ? name_before(ordered, i)
					    : rq_reordered_name(json_array_get(ordered->list, i)));
		rq_writer_text(w, "</bdi>");
	}
	rq_writer_text(w, "</div>");
}

/* Of a list that is not there, only numbers can be told. */
static void old_numbers(struct rq_writer *w, const json_t *order)
{
	rq_writer_text(w, "<div class=\"ins\"><span class=\"sign\">order of the old numbers"
			  "</span>");
	for (size_t i = 0; i < json_array_size(order); i++)
		rq_writer_format(w, "%s%lld", i == 0 ? " " : " · ",
				 (long long)json_integer_value(json_array_get(order, i)) + 1);
	rq_writer_text(w, "</div>");
}

/* The edits of a result, and what they are about. */
struct applied {
	const json_t *edits, *resume, *terms;
	bool refused; /* the one in hand is none of them */
};

static void new_order(struct rq_writer *w, const struct applied *applied, const json_t *edit)
{
	const struct ordered ordered = {
		applied->edits,
		applied->resume,
		applied->refused ? NULL : rq_reordered_list(applied->edits, applied->resume, edit),
		rq_json_array(edit, "order"),
		rq_json_string(edit, "path"),
	};

	if (!ordered.list) {
		old_numbers(w, ordered.order);
		return;
	}
	rq_writer_text(w, "<div class=\"sides\">");
	elements(w, "del", "before", &ordered, true);
	elements(w, "ins", "now", &ordered, false);
	rq_writer_text(w, "</div>");
}

/* Whether so much of a text ends with another, which it loses then. */
static bool lose_end(const char *text, size_t *length, const char *end)
{
	size_t size = end ? strlen(end) : 0;

	if (size == 0 || size > *length || memcmp(text + *length - size, end, size) != 0)
		return false;
	*length -= size;
	return true;
}

/* Of "another order, for m1, m3" what stands before the ids; else all of it. */
static size_t end_of_motive(const char *reason, const json_t *ids)
{
	size_t length = strlen(reason), end = length;

	for (size_t i = json_array_size(ids); i-- > 0;)
		if (!lose_end(reason, &end, json_string_value(json_array_get(ids, i))) ||
		    !lose_end(reason, &end, i == 0 ? ", for " : ", "))
			return length;
	return end;
}

/* What a posting asks for under that id, by its name. */
static const char *name_of(const json_t *terms, const char *id, char *name, size_t size)
{
	for (size_t i = 0; id && i < json_array_size(terms); i++) {
		const json_t *term = json_array_get(terms, i);
		const char *own = rq_json_string(term, "req");

		if (own && strcmp(own, id) == 0)
			return rq_finding_term(term, name, size);
	}
	return id ? id : "";
}

/* Why it was changed, and for which of what the posting asks for. */
static void motive(struct rq_writer *w, const json_t *edit, const json_t *terms)
{
	const char *reason = rq_json_string(edit, "reason");
	const json_t *ids = rq_json_array(edit, "req_ids");
	char name[NAME_SIZE], *said;

	if (!reason || !*reason)
		return;
	said = rq_strndup(reason, end_of_motive(reason, ids));
	rq_writer_text(w, "<p class=\"why\">");
	rq_writer_escaped(w, said);
	for (size_t i = 0; i < json_array_size(ids); i++) {
		rq_writer_text(w, i == 0 ? ", for <bdi>" : ", <bdi>");
		rq_writer_escaped(w, name_of(terms, json_string_value(json_array_get(ids, i)), name,
					     sizeof name));
		rq_writer_text(w, "</bdi>");
	}
	rq_writer_text(w, "</p>");
	free(said);
}

static void edit_body(struct rq_writer *w, const struct applied *applied, const json_t *edit)
{
	const char *path = rq_json_string(edit, "path"), *op = rq_json_string(edit, "op");

	rq_writer_format(w, "<p class=\"what\"><b>%s</b>", rq_place_deed(op));
	if (path && op && strcmp(op, "summary") != 0) {
		rq_writer_text(w, ": ");
		rq_change_place(w, applied->edits, applied->resume, path);
	}
	source_lines(w, rq_json_array(edit, "source_lines"));
	rq_writer_text(w, "</p>");
	change(w, rq_json_string(edit, "before"), rq_json_string(edit, "after"));
	if (rq_json_array(edit, "order"))
		new_order(w, applied, edit);
	motive(w, edit, applied->terms);
}

void rq_change_list(struct rq_writer *w, const json_t *edits, const json_t *resume,
		    const json_t *terms)
{
	const struct applied applied = { .edits = edits, .resume = resume, .terms = terms };

	if (json_array_size(edits) == 0)
		return;
	rq_writer_text(w, "<h4>Changed</h4><ol class=\"edits\">");
	for (size_t i = 0; i < json_array_size(edits); i++) {
		rq_writer_text(w, "<li>");
		edit_body(w, &applied, json_array_get(edits, i));
		rq_writer_text(w, "</li>");
	}
	rq_writer_text(w, "</ol>");
}

void rq_change_refused(struct rq_writer *w, const json_t *rejected, const json_t *edits,
		       const json_t *resume, const json_t *terms)
{
	const struct applied applied = {
		.edits = edits, .resume = resume, .terms = terms, .refused = true
	};

	if (json_array_size(rejected) == 0)
		return;
	rq_writer_text(w, "<h4>Refused: the original line stays</h4>"
			  "<ol class=\"edits\">");
	for (size_t i = 0; i < json_array_size(rejected); i++) {
		const json_t *element = json_array_get(rejected, i);

		rq_writer_text(w, "<li><p class=\"rule\">rule <b>");
		rq_writer_escaped(w, rq_json_string(element, "rule"));
		rq_writer_text(w, "</b>: <bdi>");
		rq_writer_escaped(w, rq_json_string(element, "why"));
		rq_writer_text(w, "</bdi></p>");
		edit_body(w, &applied, rq_json_object(element, "edit"));
		rq_writer_text(w, "</li>");
	}
	rq_writer_text(w, "</ol>");
}
