#ifndef RQ_IO_ORIGIN_H
#define RQ_IO_ORIGIN_H

/* Whether a server is one that a key and people's résumés may be sent to. */

#include <stdbool.h>

#include "base/error.h"

/*
 * https:// to anywhere; http:// to this machine (127.0.0.0/8, ::1, localhost),
 * and with insecure to others too. No user, no query. *loopback: it is this
 * machine. RQ_USAGE, with a message that does not repeat the URL, since it may
 * hold a password.
 */
int rq_origin_check(const char *text, bool insecure, bool *loopback, struct rq_error *err);

#endif
