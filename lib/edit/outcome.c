#include "edit/outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "edit/motive.h"
#include "edit/preserve.h"
#include "edit/question.h"
#include "edit/wording.h"
#include "match/mention.h"
#include "resume/resume.h"

/* Below this share of its stems a result is for a person to look at. */
enum { MIN_PRESERVED = 8500 };

void rq_outcome_warn(struct rq_tailoring *t, const char *code, const char *message)
{
	json_t *warning = json_object();

	rq_json_set_string(warning, "code", code);
	rq_json_set_string(warning, "message", message);
	rq_json_append_take(t->warnings, warning);
}

static void check_omissions(struct rq_tailoring *t)
{
	for (size_t i = 0; i < t->before.count; i++) {
		char message[RQ_MAX_TERM_BYTES + 80];

		if (t->after.credits[i].credit >= t->before.credits[i].credit)
			continue;
		(void)snprintf(message, sizeof message,
			       "the result shows less of requirement %s than the résumé",
			       t->guard.job->requirements[i].id);
		rq_outcome_warn(t, "omission", message);
		t->review = true;
	}
}

static bool is_mentioned(const struct rq_mentions *mentions, const struct rq_term *term)
{
	for (size_t i = 0; i < mentions->count; i++)
		if (mentions->mention[i].term == term)
			return true;
	return false;
}

/* The other names of terms that were only respelled are not lost words. */
static void append_old_spellings(const struct rq_tailoring *t, struct rq_buffer *text)
{
	struct rq_error full = { 0 };

	for (size_t i = 0; i < t->edits.count; i++) {
		const struct rq_edit *edit = &t->edits.edit[i];
		struct rq_mentions old, new;

		if (t->ruling[i].rule || !edit->before || !edit->after)
			continue;
		rq_mentions_init(&old, t->guard.vocabulary, edit->before, false);
		rq_mentions_init(&new, t->guard.vocabulary, edit->after, false);
		for (size_t j = 0; j < old.count; j++) {
			const struct rq_mention *mention = &old.mention[j];

			if (!is_mentioned(&new, mention->term))
				continue;
			(void)rq_buffer_append(text, edit->before + mention->start,
					       mention->end - mention->start, &full);
			(void)rq_buffer_append_text(text, "\n", &full);
		}
		rq_mentions_free(&old);
		rq_mentions_free(&new);
	}
}

/* A new order loses nothing. */
static bool may_lose(const struct rq_tailoring *t)
{
	for (size_t i = 0; i < t->edits.count; i++)
		if (!t->ruling[i].rule && t->edits.edit[i].op != RQ_EDIT_REORDER)
			return true;
	return false;
}

/* The share that is kept when another name of a term keeps it as well. */
static int share_respelled(const struct rq_tailoring *t, const char *before, const char *text,
			   const struct rq_stemmer *stemmer)
{
	struct rq_buffer after;
	struct rq_error full = { 0 };
	int share;

	rq_buffer_init(&after, strlen(text) + 4 * RQ_MAX_ANSWER_BYTES);
	(void)rq_buffer_append_text(&after, text, &full);
	append_old_spellings(t, &after);
	share = rq_preserve_share(before, after.data, stemmer);
	rq_buffer_free(&after);
	return share;
}

static void check_preservation(struct rq_tailoring *t, const char *text)
{
	const char *language = rq_json_string(t->guard.record, "language");
	const struct rq_stemmer *kept = rq_wording_stemmer(t->guard.wording, language);
	struct rq_stemmer *own = kept ? NULL : rq_stemmer_new(language);
	const struct rq_stemmer *stemmer = kept ? kept : own;
	char *before = rq_resume_render(t->source, NULL);
	int share = rq_preserve_share(before, text, stemmer);

	if (share < MIN_PRESERVED)
		share = share_respelled(t, before, text, stemmer);
	if (share < MIN_PRESERVED) {
		char message[120];

		(void)snprintf(message, sizeof message, "only %d.%02d %% of the words are kept",
			       share / 100, share % 100);
		rq_outcome_warn(t, "preservation", message);
		t->review = true;
	}
	rq_stemmer_free(own);
	free(before);
}

/* What the reader said of a document, and what that means for all that is made of it. */
static const struct {
	const char *code;
	bool review;
} doubts[] = {
	{ "hidden-text", false }, /* it alone is judged by what it carries */
	{ "scan", true },         /* "½" may have become "2" */
	{ "no-sections", true },
	{ "low-coverage", true },
};

/*
 * Takes over the reader's doubts; whether the result is to be held back. Text that nobody sees is
 * how instructions and keywords are smuggled in: its warning says whether it carries such, or is
 * only there.
 */
static bool take_over_doubts(struct rq_tailoring *t)
{
	const json_t *warnings = rq_json_array(t->guard.record, "warnings");
	bool carries = false;

	for (size_t i = 0; i < json_array_size(warnings); i++) {
		json_t *warning = json_array_get(warnings, i);
		const char *code = rq_json_string(warning, "code");

		for (size_t j = 0; code && j < sizeof doubts / sizeof doubts[0]; j++) {
			if (strcmp(code, doubts[j].code) != 0)
				continue;
			rq_json_append_take(t->warnings, json_incref(warning));
			t->review |= doubts[j].review;
			carries |= rq_json_string(warning, "carries") != NULL;
		}
	}
	return carries;
}

/* --- the result ---------------------------------------------------------------------- */

static size_t count_applied(const struct rq_tailoring *t)
{
	size_t count = 0;

	for (size_t i = 0; i < t->edits.count; i++)
		count += !t->ruling[i].rule;
	return count;
}

static const char *find_status(struct rq_tailoring *t)
{
	size_t applied = count_applied(t);

	if (take_over_doubts(t))
		return "quarantine";
	if (t->review)
		return "review";
	if (applied == 0)
		return "unchanged";
	return applied < t->edits.count ? "ok_reduced" : "ok";
}

static json_t *make_score(const struct rq_tailoring *t)
{
	json_t *score = json_object(), *gaps = json_array();

	/* Terms and gaps are those of the résumé: its lines are what a person looks up. */
	for (size_t i = 0; i < t->before.count; i++)
		if (t->before.credits[i].credit == 0)
			rq_json_append_take(gaps, json_string(t->guard.job->requirements[i].id));
	rq_json_set_take(score, "before", rq_score_totals(&t->before));
	rq_json_set_take(score, "after", rq_score_totals(t->changed ? &t->after : &t->before));
	rq_json_set_integer(score, "ceiling", t->before.ceiling);
	rq_json_set_take(score, "terms",
			 rq_score_terms(&t->before, t->guard.job,
					rq_json_object(t->guard.record, "provenance")));
	rq_json_set_take(score, "gaps", gaps);
	return score;
}

static json_t *make_edits(const struct rq_tailoring *t)
{
	json_t *edits = json_array();

	for (size_t i = 0; i < t->edits.count; i++)
		if (!t->ruling[i].rule)
			rq_json_append_take(edits, rq_motive_tell(&t->guard, &t->edits.edit[i]));
	return edits;
}

static json_t *make_rejected(const struct rq_tailoring *t)
{
	json_t *rejected = json_array();

	for (size_t i = 0; i < t->edits.count; i++) {
		json_t *element;

		if (!t->ruling[i].rule)
			continue;
		element = json_object();
		rq_json_set_take(element, "edit", rq_motive_tell(&t->guard, &t->edits.edit[i]));
		rq_json_set_string(element, "rule", t->ruling[i].rule);
		rq_json_set_string(element, "why", t->ruling[i].why);
		rq_json_append_take(rejected, element);
	}
	return rejected;
}

json_t *rq_outcome_make(struct rq_tailoring *t, const json_t *answer)
{
	json_t *result = json_object();
	char *text = rq_resume_render(t->document, NULL);

	if (t->changed)
		check_omissions(t);
	if (may_lose(t))
		check_preservation(t, text);
	rq_json_set_string(result, "status", find_status(t));
	rq_json_set_take(result, "score", make_score(t));
	rq_json_set_take(result, "edits", make_edits(t));
	rq_json_set_take(result, "rejected", make_rejected(t));
	rq_json_set_take(result, "questions",
			 rq_questions_make(json_object_get(answer, "questions"), t->guard.job,
					   rq_json_string(t->guard.record, "language"),
					   &t->before));
	rq_json_set_take(result, "resume", json_incref(t->document));
	rq_json_set_string(result, "text", text);
	rq_json_set_take(result, "warnings", json_incref(t->warnings));
	free(text);
	return result;
}
