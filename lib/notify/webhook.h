#ifndef RQ_NOTIFY_WEBHOOK_H
#define RQ_NOTIFY_WEBHOOK_H

/*
 * News as chats take them: {"text": ...}, as Slack's incoming webhooks do, and all that
 * are made like them (Mattermost, Rocket.Chat, Discord's /slack).
 */

#include "base/error.h"
#include "notify/news.h"

/* The body; the caller's, free(). */
char *rq_webhook_body(const struct rq_news *news);

/*
 * Splits a webhook's URL, which is as good as a key, into its server and the path there.
 * Both are the caller's (rq_secret_free()). RQ_USAGE, with a message that does not repeat it.
 */
int rq_webhook_split(const char *url, char **base_url, char **path, struct rq_error *err);

#endif
