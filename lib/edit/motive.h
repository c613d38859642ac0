#ifndef RQ_EDIT_MOTIVE_H
#define RQ_EDIT_MOTIVE_H

/*
 * What a person is told of why a text changes. An engine's own "reason" is free
 * text that nothing has checked, so it could praise a candidate, or say what a
 * hidden line of the résumé ordered. It ends here: the reason is written anew
 * from what is known of the edit.
 */

#include "base/json.h"
#include "edit/guard.h"

/*
 * The edit as it was proposed, but with a reason by us ("only the spelling of terms, for m1,
 * m3") and with no req_ids but the job's own. New.
 */
json_t *rq_motive_tell(const struct rq_guard *guard, const struct rq_edit *edit);

#endif
