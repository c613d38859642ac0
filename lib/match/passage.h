#ifndef RQ_MATCH_PASSAGE_H
#define RQ_MATCH_PASSAGE_H

/*
 * A posting as sentences, each with the section it stands in. Wrapped lines are
 * joined, list items stand for themselves, headings are known by their words
 * or by their form.
 */

#include "match/cue.h"
#include "match/vocabulary.h"

struct rq_sentence {
	char *text;
	enum rq_cue section; /* RQ_CUE_OFFER, _NICE, _MUST, _DUTY, or _NONE: none is known */
};

struct rq_passage {
	struct rq_sentence *sentence;
	size_t count;
	size_t capacity;
};

/* Cuts a text of at most RQ_MAX_TEXT_BYTES. Free the passage. */
void rq_passage_init(struct rq_passage *passage, const char *text, const struct rq_cues *cues,
		     const struct rq_vocabulary *vocabulary);
void rq_passage_free(struct rq_passage *passage);

#endif
