#include "match/demand.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/clause.h"
#include "match/tenure.h"

/* What is known of a mention besides its place. */
struct judged {
	enum rq_cue kind;
	int strength;
	bool example; /* "such as" or an open bracket stands right before it */
};

struct reading {
	struct rq_clause clause;
	struct judged *judged;
	enum rq_cue kind; /* that the section gives */
};

static bool asks(enum rq_cue cue)
{
	return cue >= RQ_CUE_NICE_BEFORE && cue <= RQ_CUE_MUST_BEHIND;
}

/* Whether "such as" or a bracket opens right before a mention. */
static bool is_example(const struct reading *reading, const struct rq_mention *mention)
{
	size_t start = mention->at > 0 ? reading->clause.parts.token[mention->at - 1].end : 0,
	       count;

	if (rq_clause_has_between(&reading->clause, start, mention->start, '('))
		return true;
	for (size_t back = 1; back <= 4 && back <= mention->at; back++) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, mention->at - back, &count);

		if (cue == RQ_CUE_EXAMPLE && count + 2 >= back)
			return true;
	}
	return false;
}

/* Gives the mentions that begin in a run of parts their kind. */
static void judge_range(struct reading *reading, size_t from, size_t to, enum rq_cue kind)
{
	for (size_t i = 0; i < reading->clause.mentions->count; i++)
		if (reading->clause.mentions->mention[i].at >= from &&
		    reading->clause.mentions->mention[i].at < to)
			reading->judged[i].kind = kind;
}

static bool names_any(const struct reading *reading, size_t from, size_t to)
{
	for (size_t i = 0; i < reading->clause.mentions->count; i++)
		if (reading->clause.mentions->mention[i].at >= from &&
		    reading->clause.mentions->mention[i].at < to)
			return true;
	return false;
}

/*
 * The part from which "is a plus" speaks: behind the last cue, or behind a
 * bracket that opened since and names something.
 */
static size_t boundary(const struct reading *reading, size_t since, size_t at)
{
	for (size_t i = at; i > since; i--) {
		size_t gap = reading->clause.parts.token[i - 1].end;

		if (rq_clause_has_between(&reading->clause, gap,
					  reading->clause.parts.token[i].start, '('))
			return names_any(reading, i, at) ? i : since;
	}
	return since;
}

/* The kind of what follows a cue; "ideally you have" is still a wish. */
static enum rq_cue kind_behind(const struct reading *reading, enum rq_cue cue, enum rq_cue kind)
{
	if (cue == RQ_CUE_NICE_BEFORE || (cue == RQ_CUE_MUST_BEFORE && kind == RQ_CUE_NICE))
		return RQ_CUE_NICE;
	return cue == RQ_CUE_MUST_BEFORE ? RQ_CUE_MUST : reading->kind;
}

static void judge_kinds(struct reading *reading)
{
	enum rq_cue kind = reading->kind;
	enum rq_cue must = kind == RQ_CUE_NICE ? RQ_CUE_NICE : RQ_CUE_MUST;
	size_t since = 0, count;

	for (size_t at = 0; at < reading->clause.parts.count; at += count) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, at, &count);

		/* "Desirable: Kafka" speaks of what follows. */
		if ((cue == RQ_CUE_NICE_BEHIND || cue == RQ_CUE_MUST_BEHIND) &&
		    !names_any(reading, since, at))
			cue = cue == RQ_CUE_NICE_BEHIND ? RQ_CUE_NICE_BEFORE : RQ_CUE_MUST_BEFORE;
		if (cue == RQ_CUE_WANTED && kind == RQ_CUE_DUTY)
			cue = RQ_CUE_MUST_BEFORE;
		if (!asks(cue))
			continue;
		judge_range(reading, since, at, cue == RQ_CUE_MUST_BEHIND ? must : kind);
		if (cue == RQ_CUE_NICE_BEHIND)
			judge_range(reading, boundary(reading, since, at), at, RQ_CUE_NICE);
		kind = kind_behind(reading, cue, kind);
		since = at;
	}
	judge_range(reading, since, reading->clause.parts.count, kind);
}

/* The cue words in front of a longer cue: "familiarity" in "familiarity with". */
static bool is_weak(const struct reading *reading, size_t at)
{
	struct rq_tokens word = { .token = &reading->clause.parts.token[at], .count = 1 };
	size_t count;

	return rq_cues_at(reading->clause.cues, &word, 0, &count) == RQ_CUE_WEAK;
}

static void judge_strengths(struct reading *reading)
{
	size_t i = 0, count;
	int strength = 0;

	for (size_t at = 0; at < reading->clause.parts.count; at += count) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, at, &count);

		if (cue == RQ_CUE_STRONG)
			strength = 1;
		else if (cue == RQ_CUE_WEAK || (cue == RQ_CUE_WANTED && is_weak(reading, at)))
			strength = -1;
		for (; i < reading->clause.mentions->count &&
		       reading->clause.mentions->mention[i].at < at + count;
		     i++)
			reading->judged[i].strength = strength;
	}
}

static bool is_alike(const struct rq_mention *one, const struct rq_mention *other)
{
	return strcmp(one->term->kind, other->term->kind) == 0 &&
	       strcmp(one->term->field, other->term->field) == 0;
}

/* Whether a run of mentions ends in a bracket that it began. */
static bool is_in_brackets(const struct reading *reading, size_t first, size_t last)
{
	const struct rq_mention *one = &reading->clause.mentions->mention[first];
	const struct rq_mention *other = &reading->clause.mentions->mention[last];
	const char *close = strchr(reading->clause.text + other->end, ')');

	return reading->judged[first].example && close &&
	       !rq_clause_has_between(&reading->clause, one->start, other->end, ')') &&
	       rq_clause_has_between(&reading->clause,
				     one->at > 0 ? reading->clause.parts.token[one->at - 1].end : 0,
				     one->start, '(');
}

static void add_demand(const struct reading *reading, struct rq_demands *demands, size_t first,
		       size_t count)
{
	const struct judged *judged = &reading->judged[first];

	demands->demand[demands->count++] =
	    (struct rq_demand) { first, count, judged->kind, judged->strength };
}

/*
 * One list without an "and": all of it is one demand when it says "or" and its
 * members are alike, or when it only gives examples; else what "or" joins.
 */
static void split_run(const struct reading *reading, struct rq_demands *demands, size_t first,
		      size_t end)
{
	bool or = false, alike = true;
	size_t start = first;

	for (size_t i = first + 1; i < end; i++) {
		or |= reading->clause.bond[i] == RQ_BOND_OR;
		alike &= is_alike(&reading->clause.mentions->mention[first],
				  &reading->clause.mentions->mention[i]);
	}
	if (end - first > 1 &&
	    ((or &&alike) ||
	     (reading->judged[first].example && (or || is_in_brackets(reading, first, end - 1))))) {
		add_demand(reading, demands, first, end - first);
		return;
	}
	for (size_t i = first + 1; i <= end; i++)
		if (i == end || reading->clause.bond[i] == RQ_BOND_COMMA) {
			add_demand(reading, demands, start, i - start);
			start = i;
		}
}

static void group(const struct reading *reading, struct rq_demands *demands)
{
	size_t first = 0, count = reading->clause.mentions->count;

	demands->demand = rq_alloc(count, sizeof *demands->demand);
	for (size_t i = 1; i <= count; i++)
		if (i == count || reading->clause.bond[i] == RQ_BOND_APART ||
		    reading->judged[i].kind != reading->judged[first].kind) {
			split_run(reading, demands, first, i);
			first = i;
		}
}

/* "and"; "with" and the "en" of Spanish and French lead on instead. */
static bool begins_another(const struct reading *reading, size_t at, enum rq_cue cue)
{
	return cue == RQ_CUE_AND &&
	       !rq_token_is_one_of(reading->clause.parts.token[at].text,
				   reading->clause.dutch ? " with " : " with en ");
}

/* Whether what stands from one part to another is still about the same: "of experience in". */
static bool leads_on(const struct reading *reading, size_t from, size_t to)
{
	size_t start = reading->clause.parts.token[from - 1].end,
	       end = reading->clause.parts.token[to].start;
	size_t count;

	for (size_t at = from; at < to; at += count) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, at, &count);

		if (asks(cue) || begins_another(reading, at, cue))
			return false;
	}
	return !rq_clause_has_between(&reading->clause, start, end, ',') &&
	       !rq_clause_has_between(&reading->clause, start, end, ';');
}

static const struct rq_mention *first_of(const struct reading *reading,
					 const struct rq_demand *demand)
{
	return &reading->clause.mentions->mention[demand->first];
}

/* The part behind a demand. */
static size_t behind(const struct reading *reading, const struct rq_demand *demand)
{
	const struct rq_mention *last = first_of(reading, demand) + demand->count - 1;

	return last->at + last->used;
}

/* Whether a demand stands in one list with the one before it. */
static bool lists_on(const struct reading *reading, const struct rq_demand *demand)
{
	size_t count;

	for (size_t at = behind(reading, demand - 1); at < first_of(reading, demand)->at;
	     at += count) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, at, &count);

		if (asks(cue) || cue == RQ_CUE_WANTED || cue == RQ_CUE_STRONG || cue == RQ_CUE_WEAK)
			return false;
	}
	return true;
}

/* A line of work that years are asked of is no term to be found besides. */
static bool count_in_years(const struct reading *reading, struct rq_demand *demand)
{
	const struct rq_mention *mention = first_of(reading, demand);

	for (size_t i = 0; i < demand->count; i++)
		if (!rq_mention_is_occupation(&mention[i]))
			return false;
	if (demand->kind != RQ_CUE_NICE)
		demand->kind = RQ_CUE_EXPERIENCE;
	return true;
}

/*
 * What the years are asked of that end before a part: what follows, else what
 * goes before. Whether that is a line of work.
 */
static bool attach_years(const struct reading *reading, struct rq_demands *demands, size_t at)
{
	struct rq_demand *demand = demands->demand;
	bool worked = false;
	size_t i = 0;

	while (i < demands->count && first_of(reading, &demand[i])->at < at)
		i++;
	if (i < demands->count && leads_on(reading, at, first_of(reading, &demand[i])->at)) {
		do
			worked |= count_in_years(reading, &demand[i++]);
		while (i < demands->count && lists_on(reading, &demand[i]));
	} else if (i > 0 && leads_on(reading, behind(reading, &demand[i - 1]), at - 1)) {
		do
			worked |= count_in_years(reading, &demand[--i]);
		while (i > 0 && lists_on(reading, &demand[i]));
	}
	return worked;
}

/* Years of experience and a degree, when the sentence asks for them. */
static void read_person(struct reading *reading, struct rq_demands *demands)
{
	bool experience = false, nice = reading->kind == RQ_CUE_NICE, must = false;
	enum rq_degree highest;
	size_t count, at = 0;
	int months;

	for (size_t i = 0; i < reading->clause.parts.count; i += count) {
		enum rq_cue cue = rq_clause_cue_at(&reading->clause, i, &count);

		experience |= cue == RQ_CUE_EXPERIENCE || cue == RQ_CUE_WANTED;
		nice |= cue == RQ_CUE_NICE_BEHIND || (cue == RQ_CUE_NICE_BEFORE && i == 0);
		must |= cue >= RQ_CUE_MUST_BEFORE && cue <= RQ_CUE_WANTED;
	}
	demands->kind = nice ? RQ_CUE_NICE : must ? RQ_CUE_MUST : reading->kind;
	rq_degree_read(reading->clause.text, false, &demands->degree, &highest);
	while ((experience || demands->kind == RQ_CUE_MUST) &&
	       (months = rq_tenure_read(&reading->clause.parts, &at)) > 0) {
		bool worked = demands->kind != RQ_CUE_NICE && attach_years(reading, demands, at);

		if ((experience || worked) && months > demands->months)
			demands->months = months;
	}
}

static bool is_aside(const struct reading *reading)
{
	size_t count;

	for (size_t at = 0; at < reading->clause.parts.count; at += count)
		if (rq_clause_cue_at(&reading->clause, at, &count) == RQ_CUE_ASIDE)
			return true;
	return false;
}

static void judge(struct reading *reading, struct rq_demands *demands)
{
	reading->judged = rq_alloc(demands->mentions.count, sizeof *reading->judged);
	for (size_t i = 0; i < demands->mentions.count; i++)
		reading->judged[i].example = is_example(reading, &demands->mentions.mention[i]);
	judge_kinds(reading);
	judge_strengths(reading);
	group(reading, demands);
	read_person(reading, demands);
	free(reading->judged);
}

void rq_demands_init(struct rq_demands *demands, const struct rq_sentence *sentence,
		     const struct rq_cues *cues, const struct rq_vocabulary *vocabulary, bool dutch)
{
	struct reading reading = { .kind = sentence->section };

	*demands = (struct rq_demands) { 0 };
	if (reading.kind == RQ_CUE_NONE || reading.kind == RQ_CUE_OFFER)
		reading.kind = RQ_CUE_DUTY;
	rq_clause_init(&reading.clause, sentence->text, cues, dutch);
	if (reading.kind == RQ_CUE_MUST || !is_aside(&reading)) {
		rq_clause_find_mentions(&reading.clause, vocabulary, &demands->mentions);
		judge(&reading, demands);
	}
	rq_clause_free(&reading.clause);
}

void rq_demands_free(struct rq_demands *demands)
{
	rq_mentions_free(&demands->mentions);
	free(demands->demand);
	*demands = (struct rq_demands) { 0 };
}
