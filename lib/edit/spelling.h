#ifndef RQ_EDIT_SPELLING_H
#define RQ_EDIT_SPELLING_H

/*
 * The same text in another spelling: terms may go by another of their names
 * (K8s, Kubernetes), every other letter and sign stays.
 */

#include <stdbool.h>

#include "match/vocabulary.h"

/* Whether two texts differ in nothing but the spelling of terms. prose as in match/mention.h. */
bool rq_spelling_is_same(const struct rq_vocabulary *vocabulary, const char *a, const char *b,
			 bool prose);

#endif
