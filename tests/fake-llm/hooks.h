#ifndef FAKE_HOOKS_H
#define FAKE_HOOKS_H

/* Where news go: a chat's webhook, and Sentry's door for envelopes. */

#include "request.h"

/* POST /hook/ANY: {"text": "..."} and nothing else will do. */
void hooks_chat(struct fake *fake, const struct request *request, struct reply *reply);

/* POST /api/PROJECT/envelope/: one event, of the length that its header says, from whom has a key.
 */
void hooks_sentry(struct fake *fake, const struct request *request, struct reply *reply);

#endif
