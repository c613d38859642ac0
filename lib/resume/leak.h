#ifndef RQ_RESUME_LEAK_H
#define RQ_RESUME_LEAK_H

/*
 * Whether bytes that are about to leave tell who somebody is. Looks behind JSON escapes and
 * percent encoding, and at nothing but the bytes: whoever wrote them is not believed.
 */

#include <stddef.h>

#include "resume/persona.h"

/*
 * What bytes tell of a persona more often than frame does, which is the same bytes without what
 * was redacted (rules and posting, where "Will" is just a word): its kind ("name"), never its
 * value; static. NULL: nothing.
 */
const char *rq_leak_find(const struct rq_persona *persona, const char *frame, size_t frame_length,
			 const char *bytes, size_t length);

#endif
