#include "engine/propose.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/edit.h"
#include "edit/pointer.h"
#include "edit/reading.h"
#include "edit/spelling.h"
#include "engine/relevance.h"
#include "match/mention.h"
#include "match/score.h"
#include "match/stem.h"

/* What a summary line names at most. */
enum { SUMMARY_SKILLS = 5 };

struct draft {
	const json_t *record, *document, *provenance;
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	struct rq_score score;
	struct rq_relevance relevance;
	struct rq_wording *wording; /* made when it is needed */
	json_t *edits;
	size_t bytes; /* of all edits, about */
};

/* --- edits ---------------------------------------------------------------- */

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/*
 * An answer has limits, and one that is over them is none at all: of a very
 * long résumé the first edits are proposed.
 */
static bool has_room(struct draft *d, const char *before, const char *after, const json_t *order,
		     const json_t *lines, const json_t *req_ids)
{
	enum { EDIT = 200, NUMBER = 8, ID = RQ_MAX_TERM_BYTES + NUMBER };
	size_t bytes = EDIT + (before ? strlen(before) : 0) + (after ? strlen(after) : 0) +
		       NUMBER * (json_array_size(order) + json_array_size(lines)) +
		       ID * json_array_size(req_ids);

	if (json_array_size(d->edits) >= RQ_MAX_EDITS || d->bytes + bytes > RQ_MAX_ANSWER_BYTES / 2)
		return false;
	d->bytes += bytes;
	return true;
}

/* order and lines are swallowed; NULL for none. */
static void propose(struct draft *d, const char *op, const char *path, const char *before,
		    const char *after, json_t *order, json_t *lines, json_t *req_ids,
		    const char *reason)
{
	json_t *edit;

	if (!has_room(d, before, after, order, lines, req_ids)) {
		json_decref(order);
		json_decref(lines);
		json_decref(req_ids);
		return;
	}
	edit = json_object();
	rq_json_set_string(edit, "op", op);
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before", text_or_null(before));
	rq_json_set_take(edit, "after", text_or_null(after));
	rq_json_set_take(edit, "order", order ? order : json_null());
	rq_json_set_take(edit, "source_lines", lines ? lines : json_array());
	rq_json_set_take(edit, "req_ids", req_ids ? req_ids : json_array());
	rq_json_set_string(edit, "reason", reason);
	rq_json_append_take(d->edits, edit);
}

static const json_t *lines_of(const struct draft *d, const char *path)
{
	const json_t *lines = rq_json_array(d->provenance, path);

	return json_array_size(lines) > 0 ? lines : NULL;
}

/* --- order ---------------------------------------------------------------- */

struct rank {
	size_t index;
	long weight;
};

static int by_weight(const void *one, const void *other)
{
	const struct rank *a = one, *b = other;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void order_list(struct draft *d, const char *path, bool prose)
{
	const json_t *list = rq_pointer_find(d->document, path);
	size_t count = json_array_size(list);
	struct rank *rank = rq_alloc(count, sizeof *rank);
	json_t *order;
	bool changes = false;

	for (size_t i = 0; i < count; i++)
		rank[i] = (struct rank) { i, rq_relevance_weigh(&d->relevance,
								json_array_get(list, i), prose) };
	qsort(rank, count, sizeof *rank, by_weight);
	order = json_array();
	for (size_t i = 0; i < count; i++) {
		changes = changes || rank[i].index != i;
		rq_json_append_take(order, json_integer((json_int_t)rank[i].index));
	}
	if (changes)
		propose(d, "reorder", path, NULL, NULL, order, NULL, NULL,
			"what the job asks for first");
	else
		json_decref(order);
	free(rank);
}

/* --- spelling ------------------------------------------------------------- */

/* "dashboards" is no other name of "dashboard", and a sentence needs its endings. */
static bool is_inflection(const struct draft *d, const char *text, size_t length,
			  const char *spelled)
{
	const char *language = rq_json_string(d->record, "language");
	char *written = rq_strndup(text, length);
	struct rq_stems a, b;
	bool is;

	rq_stems_init(&a, written, language);
	rq_stems_init(&b, spelled, language);
	is = a.count == b.count && memcmp(a.hash, b.hash, a.count * sizeof *a.hash) == 0;
	rq_stems_free(&a);
	rq_stems_free(&b);
	free(written);
	return is;
}

/* The wanted term that a mention is another name of, when the posting's name stands nowhere. */
static const struct rq_wanted *find_respelling(const struct draft *d, const char *text,
					       const struct rq_mention *mention)
{
	for (size_t i = 0; i < d->relevance.count; i++) {
		const struct rq_wanted *wanted = &d->relevance.wanted[i];
		const struct rq_credit *credit = &d->score.credits[wanted->requirement];

		if (wanted->term == mention->term && credit->credit > 0 && !credit->literal &&
		    !is_inflection(d, text + mention->start, mention->end - mention->start,
				   wanted->spelled))
			return wanted;
	}
	return NULL;
}

static bool append(struct rq_buffer *buffer, const char *text, size_t length)
{
	struct rq_error full = { 0 };

	return rq_buffer_append(buffer, text, length, &full) == 0;
}

/* text with each wanted term as the posting spells it; their ids into req_ids. */
static char *respell(const struct draft *d, const char *text, bool prose, json_t *req_ids)
{
	struct rq_mentions mentions;
	struct rq_buffer buffer;
	size_t length = strlen(text), at = 0;
	char *spelled = NULL;
	bool fits = true;

	rq_buffer_init(&buffer, 2 * length + RQ_KIB(4));
	rq_mentions_init(&mentions, d->vocabulary, text, prose);
	for (size_t i = 0; i < mentions.count; i++) {
		const struct rq_mention *mention = &mentions.mention[i];
		const struct rq_wanted *wanted = find_respelling(d, text, mention);

		if (!wanted)
			continue;
		fits = fits && append(&buffer, text + at, mention->start - at) &&
		       append(&buffer, wanted->spelled, strlen(wanted->spelled));
		at = mention->end;
		rq_json_append_take(req_ids,
				    json_string(d->job->requirements[wanted->requirement].id));
	}
	fits = fits && append(&buffer, text + at, length - at);
	rq_mentions_free(&mentions);
	if (fits && json_array_size(req_ids) > 0)
		spelled = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return spelled;
}

/* What the guard would refuse for its length is not worth proposing. */
static bool is_short_enough(const char *path, const char *text, const char *spelled)
{
	if (strcmp(path, "/basics/summary") == 0)
		return rq_text_characters(spelled) <= RQ_MAX_SUMMARY_CHARS;
	return rq_text_characters(text) <= RQ_MAX_EDITED_CHARS;
}

static void spell_text(struct draft *d, const char *path, bool prose)
{
	const char *text = json_string_value(rq_pointer_find(d->document, path));
	const json_t *lines = lines_of(d, path);
	json_t *req_ids = json_array();
	char *spelled = text && lines ? respell(d, text, prose, req_ids) : NULL;

	/* A name put in place of another may form a longer one with its neighbours. */
	if (spelled && is_short_enough(path, text, spelled) &&
	    rq_spelling_is_same(d->vocabulary, text, spelled, prose))
		propose(d, "replace", path, text, spelled, NULL, json_deep_copy(lines),
			json_incref(req_ids), "as the posting spells it");
	json_decref(req_ids);
	free(spelled);
}

/* --- the sections --------------------------------------------------------------------------------
 */

/* Visits path/0, path/1, ... of the list at path. */
static void spell_list(struct draft *d, const char *path, bool prose)
{
	size_t count = json_array_size(rq_pointer_find(d->document, path));

	for (size_t i = 0; i < count; i++) {
		char *element = rq_printf("%s/%zu", path, i);

		spell_text(d, element, prose);
		free(element);
	}
}

static void improve_entries(struct draft *d, const char *section, const char *text,
			    const char *list, bool prose)
{
	size_t count = json_array_size(rq_json_array(d->document, section));

	for (size_t i = 0; i < count; i++) {
		char *path = rq_printf("/%s/%zu/%s", section, i, list);

		if (text) {
			char *of_text = rq_printf("/%s/%zu/%s", section, i, text);

			spell_text(d, of_text, prose);
			free(of_text);
		}
		spell_list(d, path, prose);
		order_list(d, path, prose);
		free(path);
	}
}

/* --- a summary line ------------------------------------------------------- */

/* An employer's name is no evidence of a skill; in a summary it would look like one. */
static bool names_skill(const struct draft *d, const json_t *entry)
{
	const json_t *name = json_object_get(entry, "name");

	return json_is_string(name) && rq_relevance_weigh(&d->relevance, name, false) > 0;
}

/* The position that goes on, else the one that ended last; by the order of the list. */
static long find_latest(const struct draft *d)
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
	json_t *lines;
	json_t *req_ids;
	const struct rq_term *skill[SUMMARY_SKILLS];
	size_t skills;
};

static void cite(const struct draft *d, struct summary *summary, const char *path)
{
	const json_t *lines = lines_of(d, path);

	for (size_t i = 0; i < json_array_size(lines); i++)
		rq_json_append_take(summary->lines, json_incref(json_array_get(lines, i)));
}

/* A leaf of the document that the summary repeats; false when it has no lines to cite. */
static bool quote(const struct draft *d, struct summary *summary, long entry, const char *member,
		  const char *before)
{
	char *path = rq_printf("/work/%ld/%s", entry, member);
	const char *text = json_string_value(rq_pointer_find(d->document, path));
	bool quoted = text && *text && lines_of(d, path);

	if (quoted) {
		quoted = append(&summary->text, before, strlen(before)) &&
			 append(&summary->text, text, strlen(text));
		cite(d, summary, path);
	}
	free(path);
	return quoted;
}

/* Whether a text says so without "helped with", "no", "basic". */
static bool says_plainly(struct draft *d, const char *text, const struct rq_term *term)
{
	struct rq_reader reader = {
		.vocabulary = d->vocabulary,
		.language = rq_json_string(d->record, "language"),
	};
	struct rq_reading reading;
	bool says = false;

	if (!d->wording)
		d->wording = rq_wording_new(reader.language);
	reader.wording = d->wording;
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
static void add_skills(struct draft *d, struct summary *summary, enum rq_requirement_kind kind)
{
	for (size_t i = 0; i < d->relevance.count && summary->skills < SUMMARY_SKILLS; i++) {
		const struct rq_wanted *wanted = &d->relevance.wanted[i];
		const struct rq_requirement *requirement =
		    &d->job->requirements[wanted->requirement];
		const char *where = d->score.credits[wanted->requirement].where;
		const char *text;

		if (requirement->kind != kind || !wanted->term || !where ||
		    strncmp(where, "/work/", 6) != 0 || !lines_of(d, where))
			continue;
		text = json_string_value(rq_pointer_find(d->document, where));
		if (!text || is_named(summary, wanted->term) ||
		    !says_plainly(d, text, wanted->term))
			continue;
		(void)append(&summary->text, separator(summary), 2);
		(void)append(&summary->text, wanted->spelled, strlen(wanted->spelled));
		summary->skill[summary->skills++] = wanted->term;
		cite(d, summary, where);
		rq_json_append_take(summary->req_ids, json_string(requirement->id));
	}
}

static void write_summary(struct draft *d)
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
		if (summary.skills > 0 && append(&summary.text, ".", 1))
			propose(d, "summary", "/basics/summary", NULL, summary.text.data, NULL,
				json_incref(summary.lines), json_incref(summary.req_ids),
				"the latest position and what it shows of the job");
	}
	json_decref(summary.lines);
	json_decref(summary.req_ids);
	rq_buffer_free(&summary.text);
}

/* --- the answer ----------------------------------------------------------- */

static json_t *list_requirements(const struct draft *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->job->count; i++) {
		const struct rq_credit *credit = &d->score.credits[i];
		const json_t *lines = credit->where ? lines_of(d, credit->where) : NULL;
		json_t *element = json_object();

		rq_json_set_string(element, "id", d->job->requirements[i].id);
		rq_json_set_string(element, "status", credit->credit > 0 ? "supported" : "absent");
		rq_json_set_take(element, "source_lines",
				 lines ? json_deep_copy(lines) : json_array());
		rq_json_append_take(list, element);
	}
	return list;
}

json_t *rq_propose(const json_t *record, const struct rq_job *job,
		   const struct rq_vocabulary *vocabulary)
{
	json_t *answer = rq_edits_none();
	struct draft d = {
		.record = record,
		.document = rq_json_object(record, "resume"),
		.provenance = rq_json_object(record, "provenance"),
		.job = job,
		.vocabulary = vocabulary,
		.edits = json_array(),
	};

	/* No edit depends on how long ago something was. */
	rq_score_compute(d.document, job, vocabulary, 0, &d.score);
	rq_relevance_init(&d.relevance, job, vocabulary);
	write_summary(&d);
	spell_text(&d, "/basics/summary", true);
	improve_entries(&d, "work", "summary", "highlights", true);
	improve_entries(&d, "projects", "description", "highlights", true);
	improve_entries(&d, "volunteer", NULL, "highlights", true);
	improve_entries(&d, "skills", NULL, "keywords", false);
	order_list(&d, "/projects", true);
	order_list(&d, "/skills", false);
	rq_json_set_take(answer, "edits", d.edits);
	rq_json_set_take(answer, "requirements", list_requirements(&d));
	rq_relevance_free(&d.relevance);
	rq_wording_free(d.wording);
	rq_score_free(&d.score);
	return answer;
}
