#include "engine/relevance.h"

#include <stdlib.h>

#include "base/memory.h"

enum { MUST_WEIGHT = 4 };

void rq_relevance_init(struct rq_relevance *relevance, const struct rq_job *job,
		       const struct rq_vocabulary *vocabulary)
{
	*relevance = (struct rq_relevance) { .job = job, .vocabulary = vocabulary };
	for (size_t i = 0; i < job->count; i++)
		for (size_t j = 0; j < job->requirements[i].count; j++) {
			struct rq_wanted *wanted;

			relevance->wanted =
			    rq_grow(relevance->wanted, relevance->count, &relevance->capacity,
				    sizeof *relevance->wanted);
			wanted = &relevance->wanted[relevance->count++];
			wanted->spelled = job->requirements[i].any[j];
			wanted->term = rq_vocabulary_find(vocabulary, wanted->spelled);
			wanted->requirement = i;
			rq_tokens_init_parts(&wanted->parts, wanted->spelled);
		}
}

void rq_relevance_free(struct rq_relevance *relevance)
{
	for (size_t i = 0; i < relevance->count; i++)
		rq_tokens_free(&relevance->wanted[i].parts);
	free(relevance->wanted);
	*relevance = (struct rq_relevance) { 0 };
}

static bool mentions_term(const struct rq_mentions *mentions, const struct rq_term *term)
{
	for (size_t i = 0; i < mentions->count; i++)
		if (mentions->mention[i].term == term)
			return true;
	return false;
}

static int weight_of(const struct rq_requirement *requirement)
{
	return requirement->weight * (requirement->kind == RQ_MUST ? MUST_WEIGHT : 1);
}

/* How much of what the job asks for stands in a text; each requirement counts once. */
static long weigh_text(const struct rq_relevance *relevance, const char *text, bool prose)
{
	struct rq_mentions mentions;
	struct rq_tokens parts;
	size_t last = relevance->job->count;
	long weight = 0;

	rq_tokens_init_parts(&parts, text);
	rq_mentions_init_parts(&mentions, relevance->vocabulary, text, &parts, prose);
	for (size_t i = 0; i < relevance->count; i++) {
		const struct rq_wanted *wanted = &relevance->wanted[i];
		bool found = wanted->term ? mentions_term(&mentions, wanted->term)
					  : rq_tokens_find_free(&parts, &wanted->parts) >= 0;

		if (!found || wanted->requirement == last)
			continue;
		last = wanted->requirement;
		weight += weight_of(&relevance->job->requirements[last]);
	}
	rq_mentions_free(&mentions);
	rq_tokens_free(&parts);
	return weight;
}

/* Of a text, or of all texts in an entry. */
long rq_relevance_weigh(const struct rq_relevance *relevance, const json_t *value, bool prose)
{
	const json_t *keywords = rq_json_array(value, "keywords");
	const json_t *highlights = rq_json_array(value, "highlights");
	static const char *const members[] = { "name", "description", "summary" };
	long weight = 0;

	if (json_is_string(value))
		return weigh_text(relevance, json_string_value(value), prose);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (rq_json_string(value, members[i]))
			weight += weigh_text(relevance, rq_json_string(value, members[i]), prose);
	for (size_t i = 0; i < json_array_size(keywords); i++)
		weight += rq_relevance_weigh(relevance, json_array_get(keywords, i), false);
	for (size_t i = 0; i < json_array_size(highlights); i++)
		weight += rq_relevance_weigh(relevance, json_array_get(highlights, i), prose);
	return weight;
}
