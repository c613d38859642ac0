#ifndef RQ_MATCH_ABBREVIATION_H
#define RQ_MATCH_ABBREVIATION_H

/*
 * Short forms made of the first letters of words: CI/CD for "continuous
 * integration and deployment", GCP for "Google Cloud Platform".
 */

#include <stdbool.h>
#include <stddef.h>

#include "match/token.h"

/*
 * Whether count parts from index at abbreviate the words from index from up to
 * (not with) to: the letters of each part are initials of words, in their
 * order, the first letter that of the first word. Words may be left out ("as",
 * "and") or be meant twice. A lone letter abbreviates nothing.
 */
bool rq_abbreviation_is_of(const struct rq_tokens *parts, size_t at, size_t count, size_t from,
			   size_t to);

#endif
