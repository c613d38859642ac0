#ifndef RQ_STORE_OUTLINE_H
#define RQ_STORE_OUTLINE_H

/* Whether the gist that a store keeps beside a result is the one that belongs to it. */

#include "store/store.h"

enum rq_gist_state { RQ_GIST_RIGHT, RQ_GIST_MISSING, RQ_GIST_WRONG };

/*
 * Holds a gist (size 0: there is none) against the result's record, of which others tell when it
 * is damaged. Unless it is right, fresh becomes what there should be: nothing, if that is too long.
 */
enum rq_gist_state rq_outline_judge(rq_gist_maker *make, struct rq_span result, struct rq_span gist,
				    struct rq_buffer *fresh);

/* What a check says of one that is not right. */
const char *rq_outline_words(enum rq_gist_state state);

#endif
