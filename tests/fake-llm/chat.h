#ifndef FAKE_CHAT_H
#define FAKE_CHAT_H

/*
 * POST /chat/completions: checked, counted, admitted, answered, charged. A line
 * of a batch takes the same way, but past the limits and at half the price.
 */

#include "fake.h"
#include "reply.h"

void chat_request(struct fake *fake, const char *body, size_t length, struct reply *reply);

/* One line of a batch: its status and body go into reply. The rule that met it, or NULL. */
const struct rule *chat_line(struct fake *fake, const json_t *request, const char *custom_id,
			     struct reply *reply);

#endif
