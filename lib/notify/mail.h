#ifndef RQ_NOTIFY_MAIL_H
#define RQ_NOTIFY_MAIL_H

/* News as a mail, by the sendmail program of this machine. */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "notify/news.h"

/* Whether it is one address, "ops@example.com" or a local name, and nothing but that. */
bool rq_mail_is_address(const char *text);

/* The message (RFC 5322, marked as automatic by RFC 3834), lines ending in \n; free(). */
char *rq_mail_message(const struct rq_news *news, const char *address);

/*
 * Has the program send it: PROGRAM -i -t, with the message as standard input. RQ_NETWORK
 * when it fails or takes longer than so many ms, for which it is killed; RQ_INTERRUPTED
 * when stop_fd (-1: none) becomes readable; RQ_SYSTEM when it cannot be run.
 */
int rq_mail_send(const char *program, const char *message, int64_t patience, int stop_fd,
		 struct rq_error *err);

#endif
