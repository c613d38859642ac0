#include "edit/guard.h"

#include "edit/arrangement.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "edit/pointer.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "edit/spelling.h"

bool rq_refuse(struct rq_verdict *verdict, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(verdict->why, sizeof verdict->why, format, arguments);
	va_end(arguments);
	return false;
}

const char *rq_quote_words(const struct rq_reading *reading, size_t first, size_t last,
			   char out[64])
{
	size_t start = reading->word[first].start;
	char *slice = rq_strndup(reading->source + start, reading->word[last].end - start);

	(void)rq_text_escape(slice, out, 64);
	free(slice);
	return out;
}

/* --- rules 1: path and before --------------------------------------------- */

static bool check_title(const struct rq_case *c, struct rq_verdict *verdict)
{
	const json_t *entry;
	size_t i;

	json_array_foreach (rq_json_array(c->document, "work"), i, entry) {
		const char *held = rq_json_string(entry, "position");

		if (held && c->edit->after && strcmp(held, c->edit->after) == 0)
			return true;
	}
	return rq_refuse(verdict, "a label must be a title held in work");
}

static bool check_list(const struct rq_case *c, const json_t *list, struct rq_verdict *verdict)
{
	if (!json_is_array(list))
		return rq_refuse(verdict, "there is no list at the path");
	if (c->edit->after || !c->edit->order ||
	    !rq_edit_is_permutation(c->edit->order, json_array_size(list)))
		return rq_refuse(verdict, "the order is no permutation of %zu elements",
				 json_array_size(list));
	return true;
}

/* A highlight may go, but never the last one. */
static bool check_drop(const struct rq_case *c, struct rq_verdict *verdict)
{
	struct rq_pointer pointer;
	const json_t *list = NULL;

	if (rq_pointer_parse(c->edit->path, &pointer)) {
		pointer.depth--;
		list = rq_pointer_get(c->document, &pointer);
	}
	if (c->edit->after || json_array_size(list) < 2)
		return rq_refuse(verdict, "the last highlight of an entry stays");
	return true;
}

static bool rule_path(struct rq_case *c, struct rq_verdict *verdict)
{
	const struct rq_edit *edit = c->edit;
	const json_t *there = rq_pointer_find(c->document, edit->path);

	c->place = rq_edit_place(edit->op, edit->path);
	if (c->place == RQ_PLACE_NONE)
		return rq_refuse(verdict, "no edit of this kind may touch the path");
	if (c->place == RQ_PLACE_LIST)
		return check_list(c, there, verdict);
	c->current = json_string_value(there);
	if (edit->order)
		return rq_refuse(verdict, "an order where a text is edited");
	if (!c->current &&
	    (there || edit->op != RQ_EDIT_SUMMARY || !rq_json_object(c->document, "basics")))
		return rq_refuse(verdict, "there is no text at the path");
	if (edit->op == RQ_EDIT_DROP)
		return check_drop(c, verdict);
	if (!edit->after)
		return rq_refuse(verdict, "no new text");
	if (c->place == RQ_PLACE_LABEL)
		return check_title(c, verdict);
	if (c->place == RQ_PLACE_KEYWORD &&
	    !rq_spelling_is_same(c->guard->vocabulary, c->reader.language, c->current, edit->after,
				 false))
		return rq_refuse(verdict, "a skill may only change its spelling");
	return true;
}

static bool rule_before(struct rq_case *c, struct rq_verdict *verdict)
{
	const char *before = c->edit->before;

	if (c->place == RQ_PLACE_LIST)
		return before ? rq_refuse(verdict, "a list has no text before") : true;
	if (!c->current || !*c->current)
		return !before || !*before ? true : rq_refuse(verdict, "nothing stands there yet");
	if (!before || strcmp(before, c->current) != 0)
		return rq_refuse(verdict, "\"before\" is not what stands there");
	return true;
}

/* --- the table ------------------------------------------------------------ */

static const struct {
	const char *name;
	bool (*keeps)(struct rq_case *c, struct rq_verdict *verdict);
	bool of_texts; /* says nothing of a reorder or a drop */
} rules[] = {
	{ "path", rule_path, false },
	{ "before", rule_before, false },
	{ "form", rq_rule_length, true },
	{ "source", rq_rule_source, false },
	{ "number", rq_rule_number, true },
	{ "term", rq_rule_term, true },
	{ "scope", rq_rule_scope, true },
	{ "reach", rq_rule_reach, true },
	{ "seniority", rq_rule_seniority, true },
	{ "date", rq_rule_date, true },
	{ "job-name", rq_rule_job_name, true },
	{ "form", rq_rule_shape, true },
	{ "content", rq_rule_content, true },
	{ "anchor", rq_rule_anchor, true },
	{ "loss", rq_rule_loss, true },
	{ "phrase", rq_rule_phrase, true },
	{ "anchor", rq_rule_arrangement, true },
	{ "loss", rq_rule_wholeness, true },
};

bool rq_case_is_prose(const struct rq_case *c)
{
	return c->place == RQ_PLACE_TEXT || c->place == RQ_PLACE_HIGHLIGHT;
}

bool rq_case_cites(const struct rq_case *c, const struct rq_word *word)
{
	for (size_t i = 0; i < c->count; i++)
		if (rq_reading_has(c->support[i].reading, word))
			return true;
	return false;
}

void rq_case_free(struct rq_case *c)
{
	rq_reading_free(&c->after);
	free(c->support);
}

void rq_guard_judge(const struct rq_guard *guard, const struct rq_edit *edit,
		    struct rq_verdict *verdict)
{
	const char *language = rq_json_string(guard->record, "language");
	struct rq_wording *wording = guard->wording ? NULL : rq_wording_new(language);
	struct rq_readings *readings = guard->readings ? NULL : rq_readings_new();
	struct rq_case c = {
		.guard = guard,
		.readings = readings ? readings : guard->readings,
		.edit = edit,
		.document = rq_json_object(guard->record, "resume"),
		.reader = { guard->vocabulary, wording ? wording : guard->wording, language },
	};

	*verdict = (struct rq_verdict) { 0 };
	for (size_t i = 0; i < sizeof rules / sizeof rules[0] && !verdict->rule; i++) {
		bool text = edit->op == RQ_EDIT_REPLACE || edit->op == RQ_EDIT_SUMMARY;

		if ((text || !rules[i].of_texts) && !rules[i].keeps(&c, verdict))
			verdict->rule = rules[i].name;
	}
	rq_case_free(&c);
	rq_readings_free(readings);
	rq_wording_free(wording);
}
