#include "match/demand.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/tenure.h"

/* How a mention hangs together with the one before it. */
enum bond { APART, COMMA, OR, SAME };

/* What is known of a mention besides its place. */
struct judged {
	enum rq_cue kind;
	int strength;
	enum bond bond;
	bool example; /* "such as" or an open bracket stands right before it */
};

struct reading {
	const char *text;
	const struct rq_cues *cues;
	struct rq_tokens parts;
	struct rq_mentions *mentions;
	struct judged *judged;
	enum rq_cue kind; /* that the section gives */
	bool dutch;
};

static enum rq_cue cue_at(const struct reading *reading, size_t at, size_t *count)
{
	enum rq_cue cue = rq_cues_at(reading->cues, &reading->parts, at, count);

	if (cue == RQ_CUE_OR && !reading->dutch && strcmp(reading->parts.token[at].text, "of") == 0)
		return RQ_CUE_NONE;
	return cue;
}

/* Whether a byte stands in the text between two offsets. */
static bool has_between(const struct reading *reading, size_t start, size_t end, char c)
{
	return start < end && memchr(reading->text + start, c, end - start) != NULL;
}

static enum bond bond_between(const struct reading *reading, const struct rq_mention *one,
			      const struct rq_mention *other)
{
	enum { REACH = 4 };
	size_t first = one->at + one->used, count;

	if (other->at > first + REACH || has_between(reading, one->end, other->start, ':'))
		return APART;
	for (size_t i = first; i < other->at; i += count) {
		enum rq_cue cue = cue_at(reading, i, &count);

		if (cue == RQ_CUE_OR || (cue == RQ_CUE_AND && i + 1 < other->at &&
					 reading->parts.token[i + 1].joint == '/'))
			return OR;
		if (cue == RQ_CUE_AND)
			return APART;
	}
	if (other->at > first + 1)
		return APART;
	if (other->at == first) {
		if (one->term == other->term)
			return SAME;
		if (has_between(reading, one->end, other->start, '/') ||
		    has_between(reading, one->end, other->start, '|'))
			return OR;
		if (has_between(reading, one->end, other->start, '(') ||
		    has_between(reading, one->end, other->start, ')'))
			return APART;
	}
	return has_between(reading, one->end, other->start, ',') ? COMMA : APART;
}

/* Whether "such as" or a bracket opens right before a mention. */
static bool is_example(const struct reading *reading, const struct rq_mention *mention)
{
	size_t start = mention->at > 0 ? reading->parts.token[mention->at - 1].end : 0, count;

	if (has_between(reading, start, mention->start, '('))
		return true;
	for (size_t back = 1; back <= 4 && back <= mention->at; back++) {
		enum rq_cue cue = cue_at(reading, mention->at - back, &count);

		if (cue == RQ_CUE_EXAMPLE && count + 2 >= back)
			return true;
	}
	return false;
}

/* Gives the mentions that begin in a run of parts their kind. */
static void judge_range(struct reading *reading, size_t from, size_t to, enum rq_cue kind)
{
	for (size_t i = 0; i < reading->mentions->count; i++)
		if (reading->mentions->mention[i].at >= from &&
		    reading->mentions->mention[i].at < to)
			reading->judged[i].kind = kind;
}

static bool names_any(const struct reading *reading, size_t from, size_t to)
{
	for (size_t i = 0; i < reading->mentions->count; i++)
		if (reading->mentions->mention[i].at >= from &&
		    reading->mentions->mention[i].at < to)
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
		size_t gap = reading->parts.token[i - 1].end;

		if (has_between(reading, gap, reading->parts.token[i].start, '('))
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

	for (size_t at = 0; at < reading->parts.count; at += count) {
		enum rq_cue cue = cue_at(reading, at, &count);

		/* "Desirable: Kafka" speaks of what follows. */
		if ((cue == RQ_CUE_NICE_BEHIND || cue == RQ_CUE_MUST_BEHIND) &&
		    !names_any(reading, since, at))
			cue = cue == RQ_CUE_NICE_BEHIND ? RQ_CUE_NICE_BEFORE : RQ_CUE_MUST_BEFORE;
		if (cue == RQ_CUE_WANTED && kind == RQ_CUE_DUTY)
			cue = RQ_CUE_MUST_BEFORE;
		if (cue < RQ_CUE_NICE_BEFORE || cue > RQ_CUE_MUST_BEHIND)
			continue;
		judge_range(reading, since, at, cue == RQ_CUE_MUST_BEHIND ? must : kind);
		if (cue == RQ_CUE_NICE_BEHIND)
			judge_range(reading, boundary(reading, since, at), at, RQ_CUE_NICE);
		kind = kind_behind(reading, cue, kind);
		since = at;
	}
	judge_range(reading, since, reading->parts.count, kind);
}

/* The cue words in front of a longer cue: "familiarity" in "familiarity with". */
static bool is_weak(const struct reading *reading, size_t at)
{
	struct rq_tokens word = { .token = &reading->parts.token[at], .count = 1 };
	size_t count;

	return rq_cues_at(reading->cues, &word, 0, &count) == RQ_CUE_WEAK;
}

static void judge_strengths(struct reading *reading)
{
	size_t i = 0, count;
	int strength = 0;

	for (size_t at = 0; at < reading->parts.count; at += count) {
		enum rq_cue cue = cue_at(reading, at, &count);

		if (cue == RQ_CUE_STRONG)
			strength = 1;
		else if (cue == RQ_CUE_WEAK || (cue == RQ_CUE_WANTED && is_weak(reading, at)))
			strength = -1;
		for (;
		     i < reading->mentions->count && reading->mentions->mention[i].at < at + count;
		     i++)
			reading->judged[i].strength = strength;
	}
}

/*
 * Whether an everyday word is meant as a name: a lone letter only among other
 * names or before "programming", a verb at the start ("Go above and beyond",
 * "Lean on your team") never.
 */
static bool is_meant(const struct reading *reading, size_t i)
{
	const struct rq_mention *mention = &reading->mentions->mention[i];
	const struct rq_token *token = &reading->parts.token[mention->at];
	size_t next = mention->at + mention->used;
	const char *word = next < reading->parts.count ? reading->parts.token[next].text : "";
	bool close =
	    next < reading->parts.count && reading->parts.token[next].start == mention->end + 1;

	if (!mention->exact || mention->used > 1)
		return true;
	if (mention->at == 0 && close &&
	    rq_token_is_one_of(
		word, " to on of the a an your our above beyond through into out up over de du "
		      "from us them it me "))
		return false;
	if (token->text[1] != '\0')
		return true;
	return rq_token_is_one_of(word,
				  " programming language developer programmierung code development "
				  "entwickler ") ||
	       (i > 0 && bond_between(reading, mention - 1, mention) != APART) ||
	       (i + 1 < reading->mentions->count &&
		bond_between(reading, mention, mention + 1) != APART);
}

static void drop_what_is_not_meant(struct reading *reading)
{
	struct rq_mentions *mentions = reading->mentions;
	bool *meant = rq_alloc(mentions->count, sizeof *meant);
	size_t count = 0;

	for (size_t i = 0; i < mentions->count; i++)
		meant[i] = is_meant(reading, i);
	for (size_t i = 0; i < mentions->count; i++)
		if (meant[i])
			mentions->mention[count++] = mentions->mention[i];
	mentions->count = count;
	free(meant);
}

static bool is_alike(const struct rq_mention *one, const struct rq_mention *other)
{
	return strcmp(one->term->kind, other->term->kind) == 0 &&
	       strcmp(one->term->field, other->term->field) == 0;
}

/* Whether a run of mentions ends in a bracket that it began. */
static bool is_in_brackets(const struct reading *reading, size_t first, size_t last)
{
	const struct rq_mention *one = &reading->mentions->mention[first];
	const struct rq_mention *other = &reading->mentions->mention[last];
	const char *close = strchr(reading->text + other->end, ')');

	return reading->judged[first].example && close &&
	       !has_between(reading, one->start, other->end, ')') &&
	       has_between(reading, one->at > 0 ? reading->parts.token[one->at - 1].end : 0,
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
		or |= reading->judged[i].bond == OR;
		alike &=
		    is_alike(&reading->mentions->mention[first], &reading->mentions->mention[i]);
	}
	if (end - first > 1 &&
	    ((or &&alike) ||
	     (reading->judged[first].example && (or || is_in_brackets(reading, first, end - 1))))) {
		add_demand(reading, demands, first, end - first);
		return;
	}
	for (size_t i = first + 1; i <= end; i++)
		if (i == end || reading->judged[i].bond == COMMA) {
			add_demand(reading, demands, start, i - start);
			start = i;
		}
}

static void group(const struct reading *reading, struct rq_demands *demands)
{
	size_t first = 0, count = reading->mentions->count;

	demands->demand = rq_alloc(count, sizeof *demands->demand);
	for (size_t i = 1; i <= count; i++)
		if (i == count || reading->judged[i].bond == APART ||
		    reading->judged[i].kind != reading->judged[first].kind) {
			split_run(reading, demands, first, i);
			first = i;
		}
}

/* Years of experience and a degree, when the sentence asks for them. */
static void read_person(struct reading *reading, struct rq_demands *demands)
{
	bool experience = false, nice = reading->kind == RQ_CUE_NICE, must = false;
	enum rq_degree highest;
	size_t count, at = 0;
	int months;

	for (size_t i = 0; i < reading->parts.count; i += count) {
		enum rq_cue cue = cue_at(reading, i, &count);

		experience |= cue == RQ_CUE_EXPERIENCE || cue == RQ_CUE_WANTED;
		nice |= cue == RQ_CUE_NICE_BEHIND || (cue == RQ_CUE_NICE_BEFORE && i == 0);
		must |= cue >= RQ_CUE_MUST_BEFORE && cue <= RQ_CUE_WANTED;
	}
	demands->kind = nice ? RQ_CUE_NICE : must ? RQ_CUE_MUST : reading->kind;
	rq_degree_read(reading->text, false, &demands->degree, &highest);
	do {
		months = experience ? rq_tenure_read(&reading->parts, &at) : 0;
		if (months > demands->months)
			demands->months = months;
	} while (months > 0);
}

static bool is_aside(const struct reading *reading)
{
	size_t count;

	for (size_t at = 0; at < reading->parts.count; at += count)
		if (cue_at(reading, at, &count) == RQ_CUE_ASIDE)
			return true;
	return false;
}

void rq_demands_init(struct rq_demands *demands, const struct rq_sentence *sentence,
		     const struct rq_cues *cues, const struct rq_vocabulary *vocabulary, bool dutch)
{
	struct reading reading = { .text = sentence->text,
				   .cues = cues,
				   .mentions = &demands->mentions,
				   .kind = sentence->section,
				   .dutch = dutch };

	*demands = (struct rq_demands) { 0 };
	if (reading.kind == RQ_CUE_NONE || reading.kind == RQ_CUE_OFFER)
		reading.kind = RQ_CUE_DUTY;
	rq_tokens_init_parts(&reading.parts, sentence->text);
	if (reading.kind == RQ_CUE_MUST || !is_aside(&reading)) {
		rq_mentions_init_parts(&demands->mentions, vocabulary, sentence->text,
				       &reading.parts, true);
		drop_what_is_not_meant(&reading);
		reading.judged = rq_alloc(demands->mentions.count, sizeof *reading.judged);
		for (size_t i = 0; i < demands->mentions.count; i++) {
			const struct rq_mention *mention = &demands->mentions.mention[i];

			reading.judged[i].bond =
			    i > 0 ? bond_between(&reading, mention - 1, mention) : APART;
			reading.judged[i].example = is_example(&reading, mention);
		}
		judge_kinds(&reading);
		judge_strengths(&reading);
		group(&reading, demands);
		read_person(&reading, demands);
	}
	free(reading.judged);
	rq_tokens_free(&reading.parts);
}

void rq_demands_free(struct rq_demands *demands)
{
	rq_mentions_free(&demands->mentions);
	free(demands->demand);
	*demands = (struct rq_demands) { 0 };
}
