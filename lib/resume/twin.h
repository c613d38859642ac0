#ifndef RQ_RESUME_TWIN_H
#define RQ_RESUME_TWIN_H

/*
 * Whether a résumé was met before in this run: the same words of the same
 * candidate, whatever the file's format and layout. Only digests and ids are
 * kept, of the first RQ_MAX_TWINS résumés; later ones are still compared.
 */

#include "base/digest.h"
#include "base/json.h"

struct rq_twins;

/* Free it. */
struct rq_twins *rq_twins_new(void);
void rq_twins_free(struct rq_twins *twins);

/* What makes two "resume" records twins: a digest of candidate_id and the words of text. */
void rq_twins_key(const json_t *record, char key[RQ_ID_SIZE]);

/*
 * The resume_id of the first résumé that was met with that key, borrowed; NULL
 * when this is the first, and then it is remembered.
 */
const char *rq_twins_meet(struct rq_twins *twins, const char *key, const char *resume_id);

#endif
