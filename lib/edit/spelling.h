#ifndef RQ_EDIT_SPELLING_H
#define RQ_EDIT_SPELLING_H

/*
 * The same text in another spelling: terms may go by another of their names
 * (K8s, Kubernetes), every other letter and sign stays.
 */

#include <stdbool.h>

#include "match/vocabulary.h"

/*
 * Whether b differs from a in nothing but the spelling of terms, and all of those fit its
 * language (ISO 639-1; NULL: English). prose as in match/mention.h.
 */
bool rq_spelling_is_same(const struct rq_vocabulary *vocabulary, const char *language,
			 const char *a, const char *b, bool prose);

/*
 * Whether a spelling (of the vocabulary) may stand in a text of that language where another one
 * is cited: English ones may anywhere, others ("Datenanalyse") in no English text.
 */
bool rq_spelling_fits(const char *language, bool foreign, const char *spelling, const char *cited);

#endif
