#ifndef RQ_MATCH_CUE_H
#define RQ_MATCH_CUE_H

/*
 * The words by which a posting says what it needs, wishes, offers or tells of
 * itself, in headings and in sentences, in English, German, French, Spanish,
 * Portuguese, Italian and Dutch.
 */

#include "match/phrase.h"

enum rq_cue {
	RQ_CUE_NONE,
	/* of headings; where two stand in one, the first of these decides */
	RQ_CUE_OFFER, /* what they give, who they are, how to apply */
	RQ_CUE_NICE,
	RQ_CUE_MUST,
	RQ_CUE_DUTY, /* what is to be done */
	/* of sentences */
	RQ_CUE_NICE_BEFORE, /* stands before what it speaks of: "ideally" */
	RQ_CUE_NICE_BEHIND, /* behind it: "is a plus"; before it when nothing stands there */
	RQ_CUE_MUST_BEFORE,
	RQ_CUE_MUST_BEHIND,
	RQ_CUE_WANTED, /* stands before: "experience with", unless more is said */
	RQ_CUE_ASIDE,  /* the sentence asks for nothing: "we offer" */
	RQ_CUE_STRONG,
	RQ_CUE_WEAK,
	RQ_CUE_EXAMPLE,    /* "such as", "one of" */
	RQ_CUE_EXPERIENCE, /* with a number of years */
	RQ_CUE_OR,
	RQ_CUE_AND,
};

struct rq_cues {
	struct rq_phrases headings;
	struct rq_phrases sentences;
};

/* Free them. */
void rq_cues_init(struct rq_cues *cues);
void rq_cues_free(struct rq_cues *cues);

/*
 * What a heading says, RQ_CUE_NONE when nothing that is known, and in *covered
 * how many of its parts say it.
 */
enum rq_cue rq_cues_of_heading(const struct rq_cues *cues, const struct rq_tokens *parts,
			       size_t *covered);

/* The cue that stands in a sentence from index at, and how many parts it takes (1 for none). */
enum rq_cue rq_cues_at(const struct rq_cues *cues, const struct rq_tokens *parts, size_t at,
		       size_t *count);

#endif
