#include "report/reviews.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Ten words a second: nobody who skims is faster. */
enum { CHARACTERS_A_SECOND = 60 };

void rq_reviews_free(struct rq_reviews *reviews)
{
	free(reviews->reviewer);
	*reviews = (struct rq_reviews) { 0 };
}

int64_t rq_reviews_decided(const struct rq_review_figures *figures)
{
	int64_t sum = 0;

	for (int i = 0; i < RQ_VERDICTS; i++)
		sum += figures->decided[i];
	return sum;
}

int rq_reviews_approved(const struct rq_review_figures *figures)
{
	int64_t decided = rq_reviews_decided(figures);

	return decided == 0 ? -1 : (int)(figures->decided[RQ_APPROVED] * 10000 / decided);
}

/* Whether there was less time than what is new takes to be read. */
static bool is_hasty(const json_t *review, int64_t characters)
{
	json_int_t seconds = rq_json_integer(review, "seconds", -1);

	return seconds >= 0 && seconds <= RQ_MAX_REVIEW_SECONDS &&
	       seconds * CHARACTERS_A_SECOND < characters;
}

static void add(struct rq_review_figures *figures, enum rq_verdict verdict, bool bulk, bool hasty)
{
	figures->decided[verdict]++;
	if (verdict != RQ_APPROVED)
		return;
	figures->bulk += bulk;
	figures->hasty += hasty && !bulk;
}

/* NULL when there are too many to be told apart. */
static struct rq_reviewer *take_reviewer(struct rq_reviews *reviews, const char *name)
{
	struct rq_reviewer made = { .name = "" };

	(void)rq_text_escape(name ? name : "", made.name, sizeof made.name);
	for (size_t i = 0; i < reviews->count; i++)
		if (strcmp(reviews->reviewer[i].name, made.name) == 0)
			return &reviews->reviewer[i];
	if (reviews->count == RQ_MAX_REPORT_REVIEWERS)
		return NULL;
	reviews->reviewer = rq_grow(reviews->reviewer, reviews->count, &reviews->capacity,
				    sizeof *reviews->reviewer);
	reviews->reviewer[reviews->count] = made;
	return &reviews->reviewer[reviews->count++];
}

void rq_reviews_add(struct rq_reviews *reviews, const json_t *review, int64_t new_characters)
{
	bool bulk = json_is_true(json_object_get(review, "bulk"));
	bool hasty = is_hasty(review, new_characters);
	struct rq_reviewer *reviewer;
	enum rq_verdict verdict;

	if (!rq_verdict_find(rq_json_string(review, "decision"), &verdict))
		return;
	add(&reviews->all, verdict, bulk, hasty);
	reviewer = take_reviewer(reviews, rq_json_string(review, "reviewer"));
	if (reviewer)
		add(&reviewer->figures, verdict, bulk, hasty);
}
