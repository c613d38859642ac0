#include "match/score.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/index.h"
#include "match/tenure.h"

/* What the components weigh: DESIGN section 5. */
enum { MUST = 60, NICE = 15, TITLE = 10, YEARS = 10, EDUCATION = 5 };

/* part / whole in basis points, half up. */
static int ratio(long long part, long long whole)
{
	return (int)((2 * part * RQ_SCORE_MAX + whole) / (2 * whole));
}

/* The best place so far of one requirement. */
struct finding {
	int credit;
	size_t leaf;
	const char *spelled;
	bool literal;
	bool named; /* the term itself stands somewhere, not only one that shows it */
};

/* parts are those of the phrase. */
static int look_up(const struct rq_index *index, const char *phrase, const struct rq_tokens *parts,
		   const char *const *spellings, struct finding *finding)
{
	size_t leaf = 0;
	int credit = rq_index_best(index, parts, spellings, &leaf);

	if (credit > finding->credit) {
		finding->credit = credit;
		finding->leaf = leaf;
		finding->spelled = phrase;
	}
	return credit;
}

/* The vocabulary's own spelling of a phrase, or NULL. */
static const struct rq_spelling *spelling_of(const struct rq_vocabulary *vocabulary,
					     const struct rq_tokens *parts,
					     const struct rq_term **term)
{
	const struct rq_spelling *spelling = NULL;
	size_t used = 0;

	*term = rq_vocabulary_at(vocabulary, parts, 0, &used, &spelling);
	if (used != parts->count)
		*term = NULL;
	return *term ? spelling : NULL;
}

/* The other spellings of a term, until one is found at its best. */
static void find_spellings(const struct rq_index *index, const struct rq_vocabulary *vocabulary,
			   const struct rq_term *term, struct finding *finding)
{
	const struct rq_spelling *spelling;

	for (size_t i = 0;
	     finding->credit < 1000 && (spelling = rq_vocabulary_spelling(vocabulary, term, i));
	     i++) {
		const char *exact[] = { spelling->text, NULL };
		struct rq_tokens parts;

		if (!rq_index_has(index, spelling->hash))
			continue;
		rq_tokens_init_parts(&parts, spelling->text);
		(void)look_up(index, spelling->text, &parts, spelling->exact ? exact : NULL,
			      finding);
		rq_tokens_free(&parts);
	}
}

static void find_alternative(const struct rq_index *index, const struct rq_vocabulary *vocabulary,
			     const char *phrase, struct finding *finding)
{
	const char *exact[] = { phrase, NULL, NULL };
	const struct rq_spelling *spelling;
	const struct rq_term *term;
	struct rq_tokens parts;

	rq_tokens_init_parts(&parts, phrase);
	spelling = spelling_of(vocabulary, &parts, &term);
	if (spelling)
		exact[1] = spelling->text;
	if (look_up(index, phrase, &parts, spelling && spelling->exact ? exact : NULL, finding) > 0)
		finding->literal = true;
	if (term)
		find_spellings(index, vocabulary, term, finding);
	rq_tokens_free(&parts);
}

/* What shows a term without naming it: Jenkins is evidence of CI/CD. */
static void find_narrower(const struct rq_index *index, const struct rq_vocabulary *vocabulary,
			  const char *phrase, struct finding *finding)
{
	const struct rq_term *term = rq_vocabulary_find(vocabulary, phrase), *narrower;

	for (size_t i = 0; term && (narrower = rq_vocabulary_narrower(vocabulary, term, i)); i++)
		find_spellings(index, vocabulary, narrower, finding);
}

static void find_requirements(const struct rq_index *index, const struct rq_job *job,
			      const struct rq_vocabulary *vocabulary, struct rq_score *score)
{
	score->count = job->count;
	score->credits = rq_alloc(job->count, sizeof *score->credits);
	for (size_t i = 0; i < job->count; i++) {
		const struct rq_requirement *requirement = &job->requirements[i];
		struct finding finding = { 0 };

		for (size_t k = 0; k < requirement->count; k++)
			find_alternative(index, vocabulary, requirement->any[k], &finding);
		finding.named = finding.credit > 0;
		for (size_t k = 0; k < requirement->count; k++)
			find_narrower(index, vocabulary, requirement->any[k], &finding);
		score->credits[i].credit = finding.credit;
		score->credits[i].literal = finding.literal;
		score->credits[i].named = finding.named;
		score->credits[i].spelled = finding.spelled;
		if (finding.credit > 0)
			score->credits[i].where = rq_index_pointer(index, finding.leaf);
	}
}

/* What a kind of requirement gives, each thing counted by its own measure of a credit. */
static int sum(const struct rq_score *score, const struct rq_job *job,
	       enum rq_requirement_kind kind, int (*measure)(const struct rq_credit *credit))
{
	long long part = 0, whole = 0;

	for (size_t i = 0; i < job->count; i++) {
		if (job->requirements[i].kind != kind)
			continue;
		part += (long long)job->requirements[i].weight * measure(&score->credits[i]);
		whole += (long long)job->requirements[i].weight * 1000;
	}
	return whole > 0 ? ratio(part, whole) : RQ_SCORE_ABSENT;
}

static int by_credit(const struct rq_credit *credit)
{
	return credit->credit;
}

static int by_literal(const struct rq_credit *credit)
{
	return credit->literal ? 1000 : 0;
}

static int by_name(const struct rq_credit *credit)
{
	return credit->named ? 1000 : 0;
}

/* Ranks, small words and the marks of gender in brackets say nothing of the trade. */
static bool is_title_noise(const char *word)
{
	static const char words[] =
	    " senior sr junior jr lead principal staff chief intern mid entry level experienced i "
	    "ii "
	    "iii iv v sénior júnior confirmé débutant stagiaire erfahrene erfahrener leitende "
	    "leitender m w d f x h gn mwd mfd of the a an and or for in at to with und oder für im "
	    "der die das de du des la le les et ou en y e o del di per het een van voor remote "
	    "hybrid ";

	return rq_token_is_one_of(word, words);
}

static bool has_token(const struct rq_tokens *tokens, size_t count, const struct rq_token *token)
{
	for (size_t i = 0; i < count; i++)
		if (tokens->token[i].hash == token->hash &&
		    strcmp(tokens->token[i].text, token->text) == 0)
			return true;
	return false;
}

/* Keeps each word once, without noise. */
static void reduce_title(struct rq_tokens *title)
{
	size_t count = 0;

	for (size_t i = 0; i < title->count; i++)
		if (!is_title_noise(title->token[i].text) &&
		    !has_token(title, count, &title->token[i]))
			title->token[count++] = title->token[i];
	title->count = count;
}

static int score_title(const json_t *work, const char *wanted)
{
	struct rq_tokens title, held;
	long long best = 0;
	const json_t *entry;
	size_t i;
	int result;

	rq_tokens_init_parts(&title, wanted);
	reduce_title(&title);
	json_array_foreach (work, i, entry) {
		const char *position = rq_json_string(entry, "position");
		long long common = 0;

		if (!position)
			continue;
		rq_tokens_init_parts(&held, position);
		for (size_t k = 0; k < title.count; k++)
			common += has_token(&held, held.count, &title.token[k]);
		rq_tokens_free(&held);
		if (common > best)
			best = common;
	}
	result = title.count > 0 ? ratio(best, (long long)title.count) : RQ_SCORE_ABSENT;
	rq_tokens_free(&title);
	return result;
}

static int score_education(const json_t *education, enum rq_degree wanted)
{
	enum rq_degree reached = RQ_DEGREE_NONE, lowest, highest;
	const json_t *entry;
	size_t i;

	if (wanted == RQ_DEGREE_NONE)
		return RQ_SCORE_ABSENT;
	json_array_foreach (education, i, entry) {
		static const char *const keys[] = { "area", "studyType" };

		for (size_t k = 0; k < 2; k++) {
			const char *text = rq_json_string(entry, keys[k]);

			if (!text)
				continue;
			rq_degree_read(text, k == 1, &lowest, &highest);
			if (highest > reached)
				reached = highest;
		}
	}
	if (reached >= wanted)
		return RQ_SCORE_MAX;
	return reached != RQ_DEGREE_NONE && reached + 1 == wanted ? RQ_SCORE_MAX / 2 : 0;
}

/* The mean of the components that are stated; 0 when none is. */
static int weigh(const int *component, const int *weight, size_t count)
{
	long long part = 0, whole = 0;

	for (size_t i = 0; i < count; i++) {
		if (component[i] == RQ_SCORE_ABSENT)
			continue;
		part += (long long)component[i] * weight[i];
		whole += weight[i];
	}
	return whole > 0 ? (int)((2 * part + whole) / (2 * whole)) : 0;
}

static int weigh_terms(const struct rq_score *score, const struct rq_job *job,
		       int (*measure)(const struct rq_credit *credit))
{
	int component[] = { sum(score, job, RQ_MUST, measure), sum(score, job, RQ_NICE, measure) };

	return weigh(component, (const int[]) { MUST, NICE }, 2);
}

void rq_score_compute(const json_t *resume, const struct rq_job *job,
		      const struct rq_vocabulary *vocabulary, int64_t now, struct rq_score *score)
{
	const json_t *work = rq_json_array(resume, "work");
	struct rq_index index;

	*score = (struct rq_score) { 0 };
	rq_index_init(&index, resume);
	find_requirements(&index, job, vocabulary, score);
	rq_index_free(&index);
	score->months = rq_tenure_months(work, now);
	score->must = sum(score, job, RQ_MUST, by_credit);
	score->nice = sum(score, job, RQ_NICE, by_credit);
	score->title = score_title(work, job->title ? job->title : "");
	score->years = RQ_SCORE_ABSENT;
	if (job->months > 0)
		score->years =
		    score->months >= job->months ? RQ_SCORE_MAX : ratio(score->months, job->months);
	score->education = score_education(rq_json_array(resume, "education"), job->education);
	score->evidence = weigh((const int[]) { score->must, score->nice, score->title,
						score->years, score->education },
				(const int[]) { MUST, NICE, TITLE, YEARS, EDUCATION }, 5);
	score->literal = weigh_terms(score, job, by_literal);
	score->ceiling = weigh_terms(score, job, by_name);
}

void rq_score_free(struct rq_score *score)
{
	for (size_t i = 0; i < score->count; i++)
		free(score->credits[i].where);
	free(score->credits);
	*score = (struct rq_score) { 0 };
}

json_t *rq_score_totals(const struct rq_score *score)
{
	const struct {
		const char *name;
		int value;
	} parts[] = { { "must", score->must },
		      { "nice", score->nice },
		      { "title", score->title },
		      { "years", score->years },
		      { "education", score->education } };
	json_t *json = json_object(), *named = json_object();

	rq_json_set_integer(json, "evidence", score->evidence);
	rq_json_set_integer(json, "literal", score->literal);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i].value != RQ_SCORE_ABSENT)
			rq_json_set_integer(named, parts[i].name, parts[i].value);
	rq_json_set_integer(named, "months", score->months);
	rq_json_set_take(json, "parts", named);
	return json;
}

json_t *rq_score_terms(const struct rq_score *score, const struct rq_job *job,
		       const json_t *provenance)
{
	json_t *terms = json_array();

	for (size_t i = 0; i < score->count; i++) {
		const struct rq_requirement *requirement = &job->requirements[i];
		const struct rq_credit *credit = &score->credits[i];
		json_t *term = json_object(), *any = json_array(), *line = NULL;

		for (size_t k = 0; k < requirement->count; k++)
			rq_json_append_take(any, json_string(requirement->any[k]));
		rq_json_set_string(term, "req", requirement->id);
		rq_json_set_take(term, "any", any);
		rq_json_set_string(term, "kind", requirement->kind == RQ_MUST ? "must" : "nice");
		rq_json_set_integer(term, "weight", requirement->weight);
		rq_json_set_integer(term, "credit", credit->credit);
		rq_json_set_take(term, "literal", json_boolean(credit->literal));
		rq_json_set_string(term, "where", credit->where);
		if (credit->where)
			line = json_array_get(json_object_get(provenance, credit->where), 0);
		if (json_is_integer(line))
			rq_json_set_integer(term, "line", json_integer_value(line));
		rq_json_set_string(term, "spelled", credit->spelled);
		rq_json_append_take(terms, term);
	}
	return terms;
}
