#include "engine/propose.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/edit.h"
#include "edit/pointer.h"
#include "edit/spelling.h"
#include "engine/draft.h"
#include "engine/opening.h"
#include "match/mention.h"
#include "match/sense.h"
#include "match/stem.h"

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

static void order_list(struct rq_draft *d, const char *path, bool prose)
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
		rq_draft_propose(d, "reorder", path, NULL, NULL, order, NULL, NULL,
				 "what the job asks for first");
	else
		json_decref(order);
	free(rank);
}

/* --- spelling ------------------------------------------------------------- */

/* "dashboards" is no other name of "dashboard", and a sentence needs its endings. */
static bool is_inflection(const struct rq_draft *d, const char *text, size_t length,
			  const char *spelled)
{
	struct rq_stemmer *stemmer = rq_stemmer_new(rq_json_string(d->record, "language"));
	char *written = rq_strndup(text, length);
	struct rq_stems a, b;
	bool is;

	rq_stems_init(&a, written, stemmer);
	rq_stems_init(&b, spelled, stemmer);
	is = a.count == b.count && memcmp(a.hash, b.hash, a.count * sizeof *a.hash) == 0;
	rq_stems_free(&a);
	rq_stems_free(&b);
	rq_stemmer_free(stemmer);
	free(written);
	return is;
}

/* The wanted term that a mention is another name of, when the posting's name stands nowhere. */
static const struct rq_wanted *find_respelling(const struct rq_draft *d, const char *text,
					       const struct rq_mention *mention)
{
	for (size_t i = 0; i < d->relevance.count; i++) {
		const struct rq_wanted *wanted = &d->relevance.wanted[i];
		const struct rq_credit *credit = &d->score.credits[wanted->requirement];

		if (wanted->term == mention->term && credit->credit > 0 && !credit->literal &&
		    rq_draft_may_name(d, wanted) &&
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
static char *respell(const struct rq_draft *d, const char *text, bool prose, json_t *req_ids)
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

static void spell_text(struct rq_draft *d, const char *path, bool prose)
{
	const char *text = json_string_value(rq_pointer_find(d->document, path));
	const json_t *lines = rq_draft_lines(d, path);
	json_t *req_ids = json_array();
	char *spelled = text && lines ? respell(d, text, prose, req_ids) : NULL;

	/* A name put in place of another may form a longer one with its neighbours. */
	if (spelled && is_short_enough(path, text, spelled) &&
	    rq_spelling_is_same(d->vocabulary, rq_json_string(d->record, "language"), text, spelled,
				prose))
		rq_draft_propose(d, "replace", path, text, spelled, NULL, json_deep_copy(lines),
				 json_incref(req_ids), "as the posting spells it");
	json_decref(req_ids);
	free(spelled);
}

/* --- the sections --------------------------------------------------------- */

/* Visits path/0, path/1, ... of the list at path. */
static void spell_list(struct rq_draft *d, const char *path, bool prose)
{
	size_t count = json_array_size(rq_pointer_find(d->document, path));

	for (size_t i = 0; i < count; i++) {
		char *element = rq_printf("%s/%zu", path, i);

		spell_text(d, element, prose);
		free(element);
	}
}

static void improve_entries(struct rq_draft *d, const char *section, const char *text,
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

/* --- the answer ----------------------------------------------------------- */

static json_t *list_requirements(const struct rq_draft *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->job->count; i++) {
		const struct rq_credit *credit = &d->score.credits[i];
		const json_t *lines = credit->where ? rq_draft_lines(d, credit->where) : NULL;
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
		   const struct rq_vocabulary *vocabulary, struct rq_wordings *wordings)
{
	const json_t *document = rq_json_object(record, "resume");
	struct rq_vocabulary *settled = rq_sense_settle(vocabulary, document, job);
	json_t *answer = rq_edits_none();
	struct rq_draft d = {
		.record = record,
		.document = document,
		.provenance = rq_json_object(record, "provenance"),
		.job = job,
		.vocabulary = settled,
		.wordings = wordings,
		.edits = json_array(),
	};

	/* No edit depends on how long ago something was. */
	rq_score_compute(d.document, job, settled, 0, &d.score);
	rq_relevance_init(&d.relevance, job, settled);
	rq_draft_tell_foreign(&d);
	rq_opening_write(&d);
	spell_text(&d, "/basics/summary", true);
	improve_entries(&d, "work", "summary", "highlights", true);
	improve_entries(&d, "projects", "description", "highlights", true);
	improve_entries(&d, "volunteer", NULL, "highlights", true);
	improve_entries(&d, "skills", "name", "keywords", false);
	order_list(&d, "/projects", true);
	order_list(&d, "/skills", false);
	rq_json_set_take(answer, "edits", d.edits);
	rq_json_set_take(answer, "requirements", list_requirements(&d));
	rq_relevance_free(&d.relevance);
	rq_score_free(&d.score);
	rq_vocabulary_free(settled);
	return answer;
}
