#include "match/requirement.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "match/demand.h"

/* More than this are not even looked at: what is kept in the end is less. */
enum { MAX_DRAFTS = 4 * RQ_MAX_REQUIREMENTS, OFTEN = 3 };

/* A requirement in the making. */
struct draft {
	const struct rq_term *term[RQ_MAX_ALTERNATIVES];
	char *any[RQ_MAX_ALTERNATIVES];                /* the posting's spellings, of all terms */
	const struct rq_term *of[RQ_MAX_ALTERNATIVES]; /* of which term each is */
	size_t terms, count;
	enum rq_cue kind;
	bool strong, weak;
	unsigned seen;
};

struct drawing {
	const struct rq_vocabulary *vocabulary;
	const char *company;
	struct rq_cues cues;
	struct rq_passage passage;
	struct draft *draft;
	size_t count;
	bool dutch;
	int months[2]; /* asked for, and named without asking */
	enum rq_degree degree[2];
};

static bool has_term(const struct draft *draft, const struct rq_term *term)
{
	for (size_t i = 0; i < draft->terms; i++)
		if (draft->term[i] == term)
			return true;
	return false;
}

/* Whether the draft has that spelling, but for upper and lower case. */
static bool has_spelling(const struct draft *draft, const char *spelling)
{
	char *folded = rq_text_fold(spelling, strlen(spelling));
	bool found = false;

	for (size_t i = 0; i < draft->count && !found; i++) {
		char *other = rq_text_fold(draft->any[i], strlen(draft->any[i]));

		found = strcmp(folded, other) == 0;
		free(other);
	}
	free(folded);
	return found;
}

/* The words as they stand there, a single space between them. */
static char *spelling_in(const char *text, const struct rq_mention *mention)
{
	char *spelling = rq_strndup(text + mention->start, mention->end - mention->start);
	char *to = spelling;

	for (const char *from = spelling; *from; from++)
		if (*from != ' ' && *from != '\t')
			*to++ = *from;
		else if (to > spelling && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return spelling;
}

static void add_alternative(struct draft *draft, const char *text, const struct rq_mention *mention)
{
	char *spelling = spelling_in(text, mention);

	if (!has_term(draft, mention->term) && draft->terms < RQ_MAX_ALTERNATIVES)
		draft->term[draft->terms++] = mention->term;
	if (has_term(draft, mention->term) && !has_spelling(draft, spelling) &&
	    draft->count < RQ_MAX_ALTERNATIVES && strlen(spelling) <= RQ_MAX_TERM_BYTES) {
		draft->of[draft->count] = mention->term;
		draft->any[draft->count++] = spelling;
	} else {
		free(spelling);
	}
}

static void remove_term(struct draft *draft, const struct rq_term *term)
{
	size_t terms = 0, count = 0;

	for (size_t i = 0; i < draft->terms; i++)
		if (draft->term[i] != term)
			draft->term[terms++] = draft->term[i];
	for (size_t i = 0; i < draft->count; i++)
		if (draft->of[i] == term) {
			free(draft->any[i]);
		} else {
			draft->of[count] = draft->of[i];
			draft->any[count++] = draft->any[i];
		}
	draft->terms = terms;
	draft->count = count;
}

static void free_draft(struct draft *draft)
{
	for (size_t i = 0; i < draft->count; i++)
		free(draft->any[i]);
}

static void remove_draft(struct drawing *drawing, size_t i)
{
	free_draft(&drawing->draft[i]);
	drawing->count--;
	memmove(&drawing->draft[i], &drawing->draft[i + 1],
		(drawing->count - i) * sizeof *drawing->draft);
}

/* The first draft from index from on that shares a term with the mentions, or NULL. */
static struct draft *find_shared(struct drawing *drawing, size_t from,
				 const struct rq_mention *mention, size_t count)
{
	for (size_t i = from; i < drawing->count; i++)
		for (size_t k = 0; k < count; k++)
			if (has_term(&drawing->draft[i], mention[k].term))
				return &drawing->draft[i];
	return NULL;
}

static void note(struct draft *draft, const struct rq_demand *demand)
{
	draft->strong |= demand->strength > 0;
	draft->weak |= demand->strength < 0;
	draft->seen++;
}

static int rank(enum rq_cue kind)
{
	if (kind == RQ_CUE_MUST)
		return 3;
	return kind == RQ_CUE_NICE ? 2 : kind == RQ_CUE_EXPERIENCE;
}

/* A must answers for the alternatives of its terms; a wish leaves them asked for. */
static void outrank(struct drawing *drawing, struct draft *draft, const struct rq_mention *mention,
		    const struct rq_demand *demand)
{
	for (size_t i = 0; i < demand->count; i++)
		remove_term(draft, mention[i].term);
	if (demand->kind == RQ_CUE_MUST || draft->terms == 0)
		remove_draft(drawing, (size_t)(draft - drawing->draft));
}

/*
 * The same term twice is one requirement: the stronger kind wins and brings its
 * own alternatives, equals join theirs, a weaker one only counts.
 */
static void take_demand(struct drawing *drawing, const char *text, const struct rq_mention *mention,
			const struct rq_demand *demand)
{
	struct draft *draft, *shared;
	unsigned seen = 0;

	while ((shared = find_shared(drawing, 0, mention, demand->count)) != NULL &&
	       rank(shared->kind) < rank(demand->kind)) {
		seen += shared->seen;
		outrank(drawing, shared, mention, demand);
	}
	if (!shared && drawing->count == MAX_DRAFTS)
		return;
	draft = shared ? shared : &drawing->draft[drawing->count++];
	if (!shared)
		*draft = (struct draft) { .kind = demand->kind, .seen = seen };
	note(draft, demand);
	for (size_t i = 0; i < demand->count && draft->kind == demand->kind; i++)
		add_alternative(draft, text, &mention[i]);
}

/* A company of several words is no skill where it is named: "Acme Robotics". */
static void mask(char *text, const char *company)
{
	size_t length = company && strchr(company, ' ') ? strlen(company) : 0;

	for (char *at = text; length > 0 && (at = strstr(at, company)) != NULL; at += length)
		memset(at, '_', length);
}

static void take_sentence(struct drawing *drawing, const struct rq_sentence *sentence)
{
	struct rq_demands demands;
	int side;

	mask(sentence->text, drawing->company);
	rq_demands_init(&demands, sentence, &drawing->cues, drawing->vocabulary, drawing->dutch);
	for (size_t i = 0; i < demands.count; i++)
		take_demand(drawing, sentence->text,
			    &demands.mentions.mention[demands.demand[i].first], &demands.demand[i]);
	side = demands.kind != RQ_CUE_MUST;
	if (demands.kind != RQ_CUE_NICE && sentence->section != RQ_CUE_OFFER) {
		if (demands.months > drawing->months[side])
			drawing->months[side] = demands.months;
		if (demands.degree != RQ_DEGREE_NONE && (drawing->degree[side] == RQ_DEGREE_NONE ||
							 demands.degree < drawing->degree[side]))
			drawing->degree[side] = demands.degree;
	}
	rq_demands_free(&demands);
}

/* A term of the title is asked for, and strongly. */
static void take_title(struct drawing *drawing, const char *title)
{
	struct rq_mentions mentions;

	rq_mentions_init(&mentions, drawing->vocabulary, title, true);
	for (size_t i = 0; i < mentions.count; i++) {
		const struct rq_mention *mention = &mentions.mention[i];

		/* Lone letters are shifts and grades here: "Class C driver". */
		if (!mention->exact || mention->end - mention->start > 1)
			take_demand(drawing, title, mention,
				    &(struct rq_demand) { 0, 1, RQ_CUE_MUST, 1 });
	}
	rq_mentions_free(&mentions);
}

static bool is_dutch(const char *text)
{
	return strstr(text, " een ") && (strstr(text, " het ") || strstr(text, " van ") ||
					 strstr(text, " wij ") || strstr(text, " je "));
}

static int weight_of(const struct draft *draft, bool must)
{
	if (!must)
		return 1;
	if (draft->strong || draft->seen >= OFTEN)
		return 3;
	return draft->weak ? 1 : 2;
}

/* Drafts of some kinds, in the order of the text, as requirements of one kind. */
static void finish(struct drawing *drawing, struct rq_job *job, bool must, unsigned kinds)
{
	size_t number = 0;

	for (size_t i = 0; i < drawing->count && job->count < RQ_MAX_REQUIREMENTS; i++) {
		struct draft *draft = &drawing->draft[i];
		struct rq_requirement *requirement = &job->requirements[job->count];

		if (!(kinds & (1u << draft->kind)) || draft->count == 0)
			continue;
		*requirement = (struct rq_requirement) {
			.id = rq_printf("%c%zu", must ? 'm' : 'n', ++number),
			.kind = must ? RQ_MUST : RQ_NICE,
			.weight = weight_of(draft, must),
			.any = rq_alloc(draft->count, sizeof *requirement->any),
			.count = draft->count,
		};
		memcpy(requirement->any, draft->any, draft->count * sizeof *draft->any);
		draft->count = 0;
		job->count++;
	}
}

static bool has_kind(const struct drawing *drawing, enum rq_cue kind)
{
	for (size_t i = 0; i < drawing->count; i++)
		if (drawing->draft[i].kind == kind)
			return true;
	return false;
}

/* Sections in which they speak of themselves count only when nothing else does. */
static void take_passage(struct drawing *drawing)
{
	for (int offers = 0; offers < 2 && drawing->count == 0; offers++)
		for (size_t i = 0; i < drawing->passage.count; i++)
			if ((drawing->passage.sentence[i].section == RQ_CUE_OFFER) == offers)
				take_sentence(drawing, &drawing->passage.sentence[i]);
}

void rq_requirements_draw(struct rq_job *job, const struct rq_vocabulary *vocabulary)
{
	struct drawing drawing = { .vocabulary = vocabulary,
				   .company = job->company,
				   .dutch = is_dutch(job->text) };
	bool asks;

	rq_cues_init(&drawing.cues);
	rq_passage_init(&drawing.passage, job->text, &drawing.cues, vocabulary);
	drawing.draft = rq_alloc(MAX_DRAFTS, sizeof *drawing.draft);
	take_passage(&drawing);
	asks = has_kind(&drawing, RQ_CUE_MUST) || has_kind(&drawing, RQ_CUE_EXPERIENCE);
	if (job->title)
		take_title(&drawing, job->title);
	job->requirements = rq_alloc(RQ_MAX_REQUIREMENTS, sizeof *job->requirements);
	job->count = 0;
	/* Where nothing is asked for in so many words, what is named is. */
	finish(&drawing, job, true, 1u << RQ_CUE_MUST | (asks ? 0 : 1u << RQ_CUE_DUTY));
	finish(&drawing, job, false, 1u << RQ_CUE_NICE | 1u << RQ_CUE_DUTY);
	job->months = drawing.months[0] ? drawing.months[0] : drawing.months[1];
	job->education = drawing.degree[0] ? drawing.degree[0] : drawing.degree[1];
	for (size_t i = 0; i < drawing.count; i++)
		free_draft(&drawing.draft[i]);
	free(drawing.draft);
	rq_passage_free(&drawing.passage);
	rq_cues_free(&drawing.cues);
}
