#include "notify/webhook.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"

char *rq_webhook_body(const struct rq_news *news)
{
	static const char *const marks[] = { ":white_check_mark:", ":warning:", ":x:" };
	char *title = rq_news_title(news), *text = rq_news_text(news);
	char *all = rq_printf("%s %s\n%s", marks[rq_news_level(news)], title, text), *body;
	json_t *json = json_object();

	rq_json_set_string(json, "text", all);
	body = rq_json_text(json, 0);
	json_decref(json);
	free(all);
	free(title);
	free(text);
	return body;
}

int rq_webhook_split(const char *url, char **base_url, char **path, struct rq_error *err)
{
	const char *host = strstr(url, "://"), *slash = host ? strchr(host + 3, '/') : NULL;

	if (!slash)
		return rq_fail(err, RQ_USAGE, "a webhook is https://HOST/PATH");
	for (const char *c = url; *c; c++)
		if (*c <= ' ' || *c > '~' || *c == '#')
			return rq_fail(err, RQ_USAGE, "a webhook's URL holds no such characters");
	*base_url = rq_strndup(url, (size_t)(slash - url));
	*path = rq_strdup(slash);
	return 0;
}
