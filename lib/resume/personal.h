#ifndef RQ_RESUME_PERSONAL_H
#define RQ_RESUME_PERSONAL_H

/* Labels of facts that tell of the person and nothing of the work: birth, nationality, family,
 * faith. */

#include <stdbool.h>

/* Whether this is the label of such a fact ("Estado civil"), in any case and with or without marks.
 */
bool rq_personal_label(const char *label);

#endif
