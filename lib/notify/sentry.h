#ifndef RQ_NOTIFY_SENTRY_H
#define RQ_NOTIFY_SENTRY_H

/*
 * Alerts as Sentry takes them: an envelope each, with an event whose fingerprint is stage
 * and code, so that all nights with the same error are one issue there. Source: Sentry's
 * developer documentation, "Envelopes" and "Event Payloads".
 */

#include <stdint.h>

#include "base/error.h"
#include "notify/news.h"

#define RQ_SENTRY_TYPE "application/x-sentry-envelope"

/* Where events go. header holds the key. */
struct rq_sentry_dsn {
	char *base_url; /* "https://o1.ingest.sentry.io" */
	char *path;     /* "/api/42/envelope/" */
	char *header;   /* "X-Sentry-Auth: ..." */
};

/*
 * Reads "https://KEY@HOST/PROJECT" (also with a port, and folders before PROJECT). RQ_USAGE,
 * with a message that does not repeat it. Free it in any case, which wipes it.
 */
int rq_sentry_dsn_read(const char *text, struct rq_sentry_dsn *dsn, struct rq_error *err);
void rq_sentry_dsn_free(struct rq_sentry_dsn *dsn);

/*
 * The envelope of one alert of the news; the caller's, free(). The same alert of the same
 * run always has the same id, so one that is sent twice is one event.
 */
char *rq_sentry_envelope(const struct rq_news *news, const struct rq_news_alert *alert,
			 int64_t now);

#endif
