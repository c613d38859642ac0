#ifndef RQ_RESUME_TWIN_H
#define RQ_RESUME_TWIN_H

/*
 * Whether a résumé was met before in this run: the same words of the same
 * candidate, whatever the file's format and layout. Only digests and ids are
 * kept, of the first RQ_MAX_TWINS résumés; later ones are still compared.
 */

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"

/* What a résumé is known by: a digest of candidate_id and the words of text; "" for none. */
struct rq_twin {
	char key[RQ_ID_SIZE];
	char resume_id[RQ_ID_SIZE];
};

/* Of a "resume" record. */
void rq_twin_of(const json_t *record, struct rq_twin *twin);

struct rq_twins;

/* Free it. */
struct rq_twins *rq_twins_new(void);
void rq_twins_free(struct rq_twins *twins);

/*
 * Sets "duplicate_of" in a record's text to the resume_id of the first résumé
 * with that key; when this is the first, it is remembered. *text is replaced.
 */
int rq_twins_mark(struct rq_twins *twins, const struct rq_twin *twin, char **text,
		  struct rq_error *err);

#endif
