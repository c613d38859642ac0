#include "engine/opening.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "edit/pointer.h"
#include "edit/reading.h"

/* What it names. One skill alone is no list, and a sentence of one word reads as a slip. */
enum { LEAST_SKILLS = 2, MOST_SKILLS = 5 };

/* An employer's name is no evidence of a skill; in a summary it would look like one. */
static bool names_skill(const struct rq_draft *d, const json_t *entry)
{
	const json_t *name = json_object_get(entry, "name");

	return json_is_string(name) && rq_relevance_weigh(&d->relevance, name, false) > 0;
}

/* The position that goes on, else the one that ended last; by the order of the list. */
static long find_latest(const struct rq_draft *d)
{
	const json_t *work = rq_json_array(d->document, "work");
	const char *latest_end = "";
	long latest = -1;

	for (size_t i = 0; i < json_array_size(work); i++) {
		const json_t *entry = json_array_get(work, i);
		const char *end = rq_json_string(entry, "endDate");

		if (!rq_json_string(entry, "position") || !rq_json_string(entry, "startDate") ||
		    names_skill(d, entry))
			continue;
		if (!end)
			return (long)i;
		if (latest < 0 || strcmp(end, latest_end) > 0) {
			latest = (long)i;
			latest_end = end;
		}
	}
	return latest;
}

struct summary {
	struct rq_buffer text;
	struct rq_error full; /* why the last words found no room */
	json_t *lines;
	json_t *req_ids;
	const struct rq_term *skill[MOST_SKILLS];
	size_t skills;
};

static void cite(const struct rq_draft *d, struct summary *summary, const char *path)
{
	const json_t *lines = rq_draft_lines(d, path);

	for (size_t i = 0; i < json_array_size(lines); i++)
		rq_json_append_take(summary->lines, json_incref(json_array_get(lines, i)));
}

/* A leaf of the document that the summary repeats; false when it has no lines to cite. */
static bool quote(const struct rq_draft *d, struct summary *summary, long entry, const char *member,
		  const char *before)
{
	char *path = rq_printf("/work/%ld/%s", entry, member);
	const char *text = json_string_value(rq_pointer_find(d->document, path));
	bool quoted = text && *text && rq_draft_lines(d, path);

	if (quoted) {
		quoted = rq_buffer_append_format(&summary->text, &summary->full, "%s%s", before,
						 text) == 0;
		cite(d, summary, path);
	}
	free(path);
	return quoted;
}

/* Whether a text says so without "helped with", "no", "basic". */
static bool says_plainly(const struct rq_draft *d, const char *text, const struct rq_term *term)
{
	const char *language = rq_json_string(d->record, "language");
	const struct rq_reader reader = {
		.vocabulary = d->vocabulary,
		.wording = rq_wordings_get(d->wordings, language),
		.language = language,
	};
	struct rq_reading reading;
	bool says = false;

	rq_reading_init(&reading, &reader, text, true);
	for (size_t i = 0; i < reading.count; i++)
		says = says || (reading.word[i].term == term && reading.word[i].govern == 0);
	rq_reading_free(&reading);
	return says;
}

static bool is_named(const struct summary *summary, const struct rq_term *term)
{
	for (size_t i = 0; i < summary->skills; i++)
		if (summary->skill[i] == term)
			return true;
	return false;
}

/* A stop, unless the employer's name brought one: "Creative Solutions Inc." */
static const char *separator(const struct summary *summary)
{
	if (summary->skills > 0)
		return ", ";
	return summary->text.data[summary->text.length - 1] == '.' ? "; " : ". ";
}

/* What the job asks for, as it spells it, if a line of work shows it. */
static void add_skills(const struct rq_draft *d, struct summary *summary,
		       enum rq_requirement_kind kind)
{
	for (size_t i = 0; i < d->relevance.count && summary->skills < MOST_SKILLS; i++) {
		const struct rq_wanted *wanted = &d->relevance.wanted[i];
		const struct rq_requirement *requirement =
		    &d->job->requirements[wanted->requirement];
		const char *where = d->score.credits[wanted->requirement].where;
		const char *text;

		if (requirement->kind != kind || !wanted->term || !where ||
		    !rq_draft_may_name(d, wanted) || strncmp(where, "/work/", 6) != 0 ||
		    !rq_draft_lines(d, where))
			continue;
		text = json_string_value(rq_pointer_find(d->document, where));
		if (!text || is_named(summary, wanted->term) ||
		    !says_plainly(d, text, wanted->term))
			continue;
		(void)rq_buffer_append_format(&summary->text, &summary->full, "%s%s",
					      separator(summary), wanted->spelled);
		summary->skill[summary->skills++] = wanted->term;
		cite(d, summary, where);
		rq_json_append_take(summary->req_ids, json_string(requirement->id));
	}
}

void rq_opening_write(struct rq_draft *d)
{
	const json_t *basics = rq_json_object(d->document, "basics");
	struct summary summary = { .lines = json_array(), .req_ids = json_array() };
	long latest = find_latest(d);

	rq_buffer_init(&summary.text, RQ_MAX_SUMMARY_CHARS);
	if (basics && !json_object_get(basics, "summary") && latest >= 0 &&
	    quote(d, &summary, latest, "position", "") &&
	    quote(d, &summary, latest, "name", ", ")) {
		add_skills(d, &summary, RQ_MUST);
		add_skills(d, &summary, RQ_NICE);
		if (summary.skills >= LEAST_SKILLS &&
		    rq_buffer_append_format(&summary.text, &summary.full, ".") == 0)
			rq_draft_propose(d, "summary", "/basics/summary", NULL, summary.text.data,
					 NULL, json_incref(summary.lines),
					 json_incref(summary.req_ids),
					 "the latest position and what it shows of the job");
	}
	json_decref(summary.lines);
	json_decref(summary.req_ids);
	rq_buffer_free(&summary.text);
}
