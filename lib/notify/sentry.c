#include "notify/sentry.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/memory.h"
#include "io/secret.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
static const char digits[] = "0123456789";

int rq_sentry_dsn_read(const char *text, struct rq_sentry_dsn *dsn, struct rq_error *err)
{
	const char *key = strstr(text, "://"), *host, *project;
	size_t length;

	if (!key)
		return rq_fail(err, RQ_USAGE, "a DSN begins with https://");
	key += 3;
	length = strspn(key, letters);
	host = key + length;
	if (*host == ':') /* an old DSN has a secret key, too, which nobody asks for */
		host += 1 + strspn(host + 1, letters);
	project = strrchr(key, '/');
	if (length == 0 || *host != '@' || !project || project <= host + 1)
		return rq_fail(err, RQ_USAGE, "a DSN is https://KEY@HOST/PROJECT");
	host++, project++;
	if (!*project || strspn(project, digits) != strlen(project))
		return rq_fail(err, RQ_USAGE, "a DSN ends with the number of a project");
	dsn->base_url =
	    rq_printf("%.*s%.*s", (int)(key - text), text, (int)(project - 1 - host), host);
	dsn->path = rq_printf("/api/%s/envelope/", project);
	dsn->header = rq_printf("X-Sentry-Auth: Sentry sentry_version=7, "
				"sentry_client=rq/" RQ_VERSION ", sentry_key=%.*s",
				(int)length, key);
	return 0;
}

void rq_sentry_dsn_free(struct rq_sentry_dsn *dsn)
{
	free(dsn->base_url);
	free(dsn->path);
	rq_secret_free(dsn->header);
	*dsn = (struct rq_sentry_dsn) { 0 };
}

static void make_id(const struct rq_news *news, const struct rq_news_alert *alert,
		    char id[RQ_ID_SIZE])
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, news->run_id);
	rq_digest_add_field(&digest, alert->stage);
	rq_digest_add_field(&digest, alert->code);
	rq_digest_id(&digest, id);
}

static json_t *fingerprint(const struct rq_news_alert *alert)
{
	json_t *array = json_array();

	rq_json_append_take(array, json_string("rq"));
	rq_json_append_take(array, json_string(alert->stage));
	rq_json_append_take(array, json_string(alert->code));
	return array;
}

static json_t *make_event(const struct rq_news *news, const struct rq_news_alert *alert,
			  const char *id, const char *time)
{
	json_t *event = json_object(), *tags = json_object(), *message = json_object();
	json_t *extra = json_object();
	char *text = rq_printf("%s: %s", alert->stage, alert->code);

	rq_json_set_string(message, "formatted", text);
	rq_json_set_string(tags, "stage", alert->stage);
	rq_json_set_string(tags, "code", alert->code);
	rq_json_set_string(tags, "run_id", news->run_id);
	rq_json_set_integer(extra, "count", alert->count);
	if (news->status != RQ_NEWS_NO_STATUS)
		rq_json_set_integer(extra, "status", news->status);
	rq_json_set_string(event, "event_id", id);
	rq_json_set_string(event, "timestamp", time);
	rq_json_set_string(event, "platform", "native");
	rq_json_set_string(event, "level", rq_news_level_name(alert->level));
	rq_json_set_string(event, "logger", "rq-notify");
	rq_json_set_string(event, "release", "rq@" RQ_VERSION);
	rq_json_set_string(event, "server_name", news->name);
	rq_json_set_take(event, "message", message);
	rq_json_set_take(event, "fingerprint", fingerprint(alert));
	rq_json_set_take(event, "tags", tags);
	rq_json_set_take(event, "extra", extra);
	free(text);
	return event;
}

char *rq_sentry_envelope(const struct rq_news *news, const struct rq_news_alert *alert, int64_t now)
{
	char id[RQ_ID_SIZE], time[RQ_TIME_SIZE], *event, *envelope;
	json_t *json;

	make_id(news, alert, id);
	json = make_event(news, alert, id, rq_clock_format(now, time));
	event = rq_json_text(json, 0);
	envelope = rq_printf("{\"event_id\":\"%s\",\"sent_at\":\"%s\"}\n"
			     "{\"type\":\"event\",\"length\":%zu,"
			     "\"content_type\":\"application/json\"}\n%s\n",
			     id, time, strlen(event), event);
	free(event);
	json_decref(json);
	return envelope;
}
