#include "edit/tailor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/outcome.h"
#include "edit/pointer.h"
#include "edit/preserve.h"
#include "edit/readings.h"
#include "edit/wording.h"
#include "match/mention.h"
#include "match/sense.h"

static void reject(struct rq_tailoring *t, size_t i, const char *rule, const char *why)
{
	t->ruling[i].rule = rule;
	(void)snprintf(t->ruling[i].why, sizeof t->ruling[i].why, "%s", why);
}

/* --- one by one ----------------------------------------------------------- */

static size_t parent_length(const char *path)
{
	const char *last = strrchr(path, '/');

	return last ? (size_t)(last - path) : 0;
}

/* Together, drops may not empty a list either. */
static bool empties_list(const struct rq_tailoring *t, size_t at)
{
	const char *path = t->edits.edit[at].path;
	size_t length = parent_length(path), drops = 1, elements = 0;
	char list[64];

	for (size_t i = 0; i < at; i++) {
		const struct rq_edit *edit = &t->edits.edit[i];

		drops += edit->op == RQ_EDIT_DROP && !t->ruling[i].rule &&
			 parent_length(edit->path) == length &&
			 strncmp(edit->path, path, length) == 0;
	}
	(void)snprintf(list, sizeof list, "%.*s", (int)length, path);
	elements = json_array_size(rq_pointer_find(t->source, list));
	return drops >= elements;
}

static void check_against_earlier(struct rq_tailoring *t, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!t->ruling[i].rule &&
		    strcmp(t->edits.edit[i].path, t->edits.edit[at].path) == 0) {
			reject(t, at, "path", "another edit has the same path");
			return;
		}
	if (t->edits.edit[at].op == RQ_EDIT_DROP && empties_list(t, at))
		reject(t, at, "path", "the last highlight of an entry stays");
}

static void judge_all(struct rq_tailoring *t)
{
	for (size_t i = 0; i < t->edits.count; i++) {
		struct rq_verdict verdict;

		rq_guard_judge(&t->guard, &t->edits.edit[i], &verdict);
		if (verdict.rule)
			reject(t, i, verdict.rule, verdict.why);
		else
			check_against_earlier(t, i);
		for (size_t j = 0; !t->ruling[i].rule && j < json_array_size(verdict.warnings); j++)
			rq_outcome_warn(t, "phrase",
					json_string_value(json_array_get(verdict.warnings, j)));
		json_decref(verdict.warnings);
	}
}

/* --- together: the invariant ---------------------------------------------- */

static int apply_kept(struct rq_tailoring *t, struct rq_error *err)
{
	struct rq_edit *kept = rq_alloc(t->edits.count, sizeof *kept);
	size_t count = 0;
	int result;

	for (size_t i = 0; i < t->edits.count; i++)
		if (!t->ruling[i].rule)
			kept[count++] = t->edits.edit[i];
	json_decref(t->document);
	t->document = json_deep_copy(t->source);
	t->changed = count > 0;
	result = rq_edits_apply(kept, count, t->document, err);
	free(kept);
	return result;
}

/* Whether a text mentions what satisfies a requirement, in any spelling. */
static bool touches(const struct rq_tailoring *t, const char *text,
		    const struct rq_requirement *requirement)
{
	struct rq_mentions mentions;
	struct rq_tokens parts;
	bool found = false;

	rq_mentions_init(&mentions, t->guard.vocabulary, text, false);
	rq_tokens_init_parts(&parts, text);
	for (size_t i = 0; i < requirement->count && !found; i++) {
		const struct rq_term *term =
		    rq_vocabulary_find(t->guard.vocabulary, requirement->any[i]);
		struct rq_tokens phrase;

		for (size_t j = 0; term && j < mentions.count; j++)
			found = found || mentions.mention[j].term == term;
		rq_tokens_init_parts(&phrase, requirement->any[i]);
		found = found || rq_tokens_find(&parts, &phrase) >= 0;
		rq_tokens_free(&phrase);
	}
	rq_tokens_free(&parts);
	rq_mentions_free(&mentions);
	return found;
}

/* Drops the texts that mention a requirement (NULL: all texts); how many. */
static size_t drop_texts(struct rq_tailoring *t, const struct rq_requirement *requirement)
{
	size_t dropped = 0;

	for (size_t i = 0; i < t->edits.count; i++) {
		const struct rq_edit *edit = &t->edits.edit[i];

		if (t->ruling[i].rule || !edit->after ||
		    (requirement && !touches(t, edit->after, requirement)))
			continue;
		reject(t, i, "evidence", "the result would show more than the résumé did");
		dropped++;
	}
	return dropped;
}

/* Drops what made evidence rise, for one requirement or in total; whether anything rose. */
static bool drop_what_rose(struct rq_tailoring *t)
{
	size_t dropped = 0;
	bool rose = t->after.evidence > t->before.evidence;

	for (size_t i = 0; i < t->before.count; i++) {
		if (t->after.credits[i].credit <= t->before.credits[i].credit)
			continue;
		rose = true;
		dropped += drop_texts(t, &t->guard.job->requirements[i]);
	}
	if (rose && dropped == 0)
		dropped = drop_texts(t, NULL);
	for (size_t i = 0; rose && dropped == 0 && i < t->edits.count; i++)
		if (!t->ruling[i].rule)
			reject(t, i, "evidence", "the result would show more than the résumé did");
	return rose;
}

static int hold_invariant(struct rq_tailoring *t, int64_t now, struct rq_error *err)
{
	int result;

	rq_score_free(&t->before);
	rq_score_compute(t->source, t->guard.job, t->guard.vocabulary, now, &t->before);
	while ((result = apply_kept(t, err)) == 0) {
		rq_score_free(&t->after);
		if (!t->changed)
			break;
		rq_score_compute(t->document, t->guard.job, t->guard.vocabulary, now, &t->after);
		if (!drop_what_rose(t))
			break;
	}
	return result;
}

/* The guard cannot let such an edit pass; if it did, the original stays. */
static int hold_frame(struct rq_tailoring *t, int64_t now, struct rq_error *err)
{
	if (rq_preserve_frame(t->source, t->document))
		return 0;
	for (size_t i = 0; i < t->edits.count; i++)
		if (!t->ruling[i].rule)
			reject(t, i, "frame", "the edits together change what is fixed");
	t->review = true;
	return hold_invariant(t, now, err);
}

int rq_tailor(const struct rq_guard *guard, const json_t *answer, int64_t now, json_t **result,
	      struct rq_error *err)
{
	struct rq_vocabulary *settled;
	struct rq_readings *readings;
	struct rq_wording *wording;
	struct rq_tailoring t = {
		.guard = *guard,
		.source = rq_json_object(guard->record, "resume"),
	};
	int failed;

	if (!t.source)
		return rq_fail(err, RQ_BAD_RECORD, "the record holds no résumé");
	if (rq_edits_parse(answer, &t.edits, err) == -1)
		return -1;
	wording = t.edits.count > 0 && !guard->wording
		      ? rq_wording_new(rq_json_string(guard->record, "language"))
		      : NULL;
	if (wording)
		t.guard.wording = wording;
	readings = t.guard.readings = rq_readings_new();
	t.guard.vocabulary = settled = rq_sense_settle(guard->vocabulary, t.source, guard->job);
	t.ruling = rq_alloc(t.edits.count, sizeof *t.ruling);
	t.warnings = json_array();
	judge_all(&t);
	failed = hold_invariant(&t, now, err) == -1 || hold_frame(&t, now, err) == -1 ? -1 : 0;
	if (failed == 0)
		*result = rq_outcome_make(&t, answer);
	rq_score_free(&t.before);
	rq_score_free(&t.after);
	json_decref(t.document);
	json_decref(t.warnings);
	free(t.ruling);
	rq_edits_free(&t.edits);
	rq_readings_free(readings);
	rq_vocabulary_free(settled);
	rq_wording_free(wording);
	return failed;
}
