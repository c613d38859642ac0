#include "notify/news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/money.h"
#include "io/record.h"

static const char *const stages[RQ_NEWS_STAGES] = { "ingest", "enqueue", "optimize", "review",
						    "report", "export",  "store",    "other" };

static const char *const figures[RQ_NEWS_FIGURE_COUNT] = {
#define RQ_NEWS_NAME(figure, name) name,
	RQ_NEWS_FIGURES(RQ_NEWS_NAME)
#undef RQ_NEWS_NAME
};

void rq_news_init(struct rq_news *news)
{
	*news = (struct rq_news) { .status = RQ_NEWS_NO_STATUS };
	(void)rq_run_id(news->run_id);
}

bool rq_news_is_name(const char *name)
{
	static const char allowed[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	size_t length = strlen(name);

	return length > 0 && length <= 64 && strspn(name, allowed) == length;
}

/* --- taking in -------------------------------------------------------------------- */

static bool find_figure(const char *name, size_t length, enum rq_news_figure *figure)
{
	for (int i = 0; i < RQ_NEWS_FIGURE_COUNT; i++)
		if (strlen(figures[i]) == length && strncmp(figures[i], name, length) == 0) {
			*figure = (enum rq_news_figure)i;
			return true;
		}
	return false;
}

static void set(struct rq_news *news, enum rq_news_figure figure, int64_t value)
{
	news->figure[figure] = value < 0 ? 0 : value;
	news->known[figure] = true;
}

/* Records come from anywhere: what is negative counts as nothing, and no sum overflows. */
static int64_t sum(int64_t some, int64_t more)
{
	if (more < 0)
		return some;
	return some > INT64_MAX - more ? INT64_MAX : some + more;
}

static void add(struct rq_news *news, enum rq_news_figure figure, int64_t value)
{
	set(news, figure, sum(news->figure[figure], value));
}

/* A number of the object under the figure's own name. */
static void set_of(struct rq_news *news, enum rq_news_figure figure, const json_t *object)
{
	const json_t *value = json_object_get(object, figures[figure]);

	if (json_is_integer(value))
		set(news, figure, json_integer_value(value));
}

void rq_news_count(struct rq_news *news, const char *stage, const char *code, int64_t count)
{
	int64_t *errors;
	size_t i = 0;

	while (i < RQ_NEWS_STAGES - 1 && (!stage || strcmp(stages[i], stage) != 0))
		i++;
	errors = &news->errors[i][code ? (int)rq_code_find(code) : RQ_NEWS_OTHER_CODE];
	*errors = sum(*errors, count);
}

/* Tasks of the store that are still to be done. */
static void set_left(struct rq_news *news, const json_t *tasks)
{
	static const char *const waiting[] = { "queued", "retry", "leased", "submitted" };
	int64_t left = 0;

	for (size_t i = 0; i < sizeof waiting / sizeof waiting[0]; i++)
		left = sum(left, rq_json_integer(tasks, waiting[i], 0));
	set(news, RQ_NEWS_LEFT, left);
}

static void take_report(struct rq_news *news, const json_t *report)
{
	const json_t *row, *codes = rq_json_array(report, "error_codes");
	const json_t *tasks = rq_json_object(rq_json_object(report, "queue"), "tasks");
	size_t i;

	for (int figure = 0; figure < RQ_NEWS_FIGURE_COUNT; figure++)
		set_of(news, (enum rq_news_figure)figure,
		       figure >= RQ_NEWS_OK && figure <= RQ_NEWS_FAILED
			   ? rq_json_object(report, "status")
			   : report);
	set_of(news, RQ_NEWS_COST, rq_json_object(report, "usage"));
	if (tasks)
		set_left(news, tasks);
	memset(news->errors, 0, sizeof news->errors);
	json_array_foreach (codes, i, row)
		rq_news_count(news, rq_json_string(row, "stage"), rq_json_string(row, "code"),
			      rq_json_integer(row, "count", 0));
}

static void take_result(struct rq_news *news, const json_t *result)
{
	const char *status = rq_json_string(result, "status");
	enum rq_news_figure figure;

	add(news, RQ_NEWS_RESULTS, 1);
	if (status && find_figure(status, strlen(status), &figure) && figure >= RQ_NEWS_OK &&
	    figure <= RQ_NEWS_FAILED)
		add(news, figure, 1);
	if (json_is_true(json_object_get(result, "cached"))) {
		add(news, RQ_NEWS_CACHED, 1);
		return; /* its cost was paid before */
	}
	if (json_is_true(json_object_get(result, "fallback")))
		add(news, RQ_NEWS_FALLBACK, 1);
	add(news, RQ_NEWS_COST,
	    rq_json_integer(rq_json_object(result, "usage"), "cost_microusd", 0));
}

static void take_error(struct rq_news *news, const json_t *error)
{
	add(news, RQ_NEWS_ERRORS, 1);
	rq_news_count(news, rq_json_string(error, "stage"), rq_json_string(error, "code"), 1);
}

static int take_record(struct rq_news *news, const char *line, size_t length, struct rq_error *err)
{
	const char *type;
	json_t *record;
	int result;

	if (rq_json_parse_object(line, length, &record, err) == -1)
		return -1;
	result = rq_record_type(record, &type, err);
	if (result == 0 && strcmp(type, "report") == 0)
		take_report(news, record);
	else if (result == 0 && strcmp(type, "result") == 0)
		take_result(news, record);
	else if (result == 0 && strcmp(type, "error") == 0)
		take_error(news, record);
	json_decref(record);
	return result;
}

/* "results=12": only digits count as a value. */
static void take_word(struct rq_news *news, const char *word, size_t length)
{
	const char *equal = memchr(word, '=', length);
	size_t name = equal ? (size_t)(equal - word) : length, digits;
	enum rq_news_figure figure;
	int64_t value;

	if (!equal)
		return;
	digits = strspn(equal + 1, "0123456789");
	if (digits == 0 || digits > 15 || name + 1 + digits != length)
		return;
	value = strtoll(equal + 1, NULL, 10);
	if (name == 6 && strncmp(word, "status", name) == 0 && value <= 255)
		news->status = (int)value;
	else if (find_figure(word, name, &figure) && !news->known[figure])
		set(news, figure, value);
}

int rq_news_take(struct rq_news *news, const char *line, size_t length, struct rq_error *err)
{
	size_t at = strspn(line, " \t");

	if (line[at] == '{')
		return take_record(news, line, length, err);
	while (at < length) {
		size_t word = strcspn(line + at, " \t");

		take_word(news, line + at, word);
		at += word + 1;
	}
	return 0;
}

/* --- what it comes to --------------------------------------------------------------- */

static enum rq_news_level level_of_status(int status)
{
	if (status == RQ_NEWS_NO_STATUS || status == 0)
		return RQ_NEWS_FINE;
	return status == 1 || status == 75 ? RQ_NEWS_WARNING : RQ_NEWS_ERROR;
}

enum rq_news_level rq_news_level(const struct rq_news *news)
{
	enum rq_news_level level = level_of_status(news->status);
	struct rq_news_alert alert;

	for (size_t i = 0; rq_news_alert(news, i, &alert); i++)
		if (alert.level > level)
			level = alert.level;
	return level;
}

const char *rq_news_level_name(enum rq_news_level level)
{
	static const char *const names[] = { "fine", "warning", "error" };

	return names[level];
}

/* What the status of the run says beyond single records; NULL: nothing. */
static const char *code_of_status(int status)
{
	switch (status) {
	case RQ_NEWS_NO_STATUS:
	case 0:
	case 1:
		return NULL;
	case 2:
		return "called-wrongly";
	case 3:
		return "fatal";
	case 75:
		return "work-left";
	default:
		return "ended";
	}
}

static bool find_error(const struct rq_news *news, size_t *index, struct rq_news_alert *alert)
{
	for (size_t stage = 0; stage < RQ_NEWS_STAGES; stage++)
		for (size_t code = 0; code < RQ_NEWS_CODES; code++) {
			if (news->errors[stage][code] <= 0 || (*index)-- > 0)
				continue;
			*alert =
			    (struct rq_news_alert) { stages[stage],
						     code == RQ_NEWS_OTHER_CODE
							 ? "other"
							 : rq_code_name((enum rq_code)code),
						     news->errors[stage][code], RQ_NEWS_WARNING };
			return true;
		}
	return false;
}

bool rq_news_alert(const struct rq_news *news, size_t index, struct rq_news_alert *alert)
{
	static const enum rq_news_figure bad[] = { RQ_NEWS_QUARANTINE, RQ_NEWS_FAILED };
	const char *code = code_of_status(news->status);

	if (code && index-- == 0) {
		*alert = (struct rq_news_alert) { "run", code, 1, level_of_status(news->status) };
		return true;
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (news->figure[bad[i]] > 0 && index-- == 0) {
			*alert = (struct rq_news_alert) { "result", figures[bad[i]],
							  news->figure[bad[i]], RQ_NEWS_WARNING };
			return true;
		}
	return find_error(news, &index, alert);
}

/* --- words -------------------------------------------------------------------------- */

static const char *words_of(const struct rq_news *news)
{
	const char *code = code_of_status(news->status);

	if (!code)
		return rq_news_level(news) == RQ_NEWS_FINE ? "all done"
							   : "done, but a person is needed";
	if (news->status == 75)
		return "work is left";
	if (news->status == 2)
		return "it was called or set up wrongly";
	return "it failed";
}

char *rq_news_title(const struct rq_news *news)
{
	return news->name ? rq_printf("rq on %s: %s", news->name, words_of(news))
			  : rq_printf("rq: %s", words_of(news));
}

static void append_figure(struct rq_buffer *text, const struct rq_news *news, int figure)
{
	struct rq_error never = { 0 }; /* a page is far below the limit */
	char dollars[RQ_MONEY_SIZE];

	if (figure == RQ_NEWS_COST)
		(void)rq_buffer_append_format(text, &never, "cost: %s\n",
					      rq_money_format(news->figure[figure], dollars));
	else
		(void)rq_buffer_append_format(text, &never, "%s: %lld\n", figures[figure],
					      (long long)news->figure[figure]);
}

char *rq_news_text(const struct rq_news *news)
{
	struct rq_error never = { 0 };
	struct rq_news_alert alert;
	struct rq_buffer text;
	char *lines;

	rq_buffer_init(&text, RQ_KIB(64));
	for (int i = 0; i < RQ_NEWS_FIGURE_COUNT; i++)
		if (news->known[i] && (news->figure[i] > 0 || i == RQ_NEWS_RESULTS ||
				       i == RQ_NEWS_ERRORS || i == RQ_NEWS_LEFT))
			append_figure(&text, news, i);
	for (size_t i = 0; rq_news_alert(news, i, &alert); i++)
		(void)rq_buffer_append_format(&text, &never, "%s: %lld x %s %s\n",
					      rq_news_level_name(alert.level),
					      (long long)alert.count, alert.stage, alert.code);
	if (news->status != RQ_NEWS_NO_STATUS)
		(void)rq_buffer_append_format(&text, &never, "exit status: %d\n", news->status);
	(void)rq_buffer_append_format(&text, &never, "run: %s\n", news->run_id);
	lines = rq_buffer_take(&text);
	rq_buffer_free(&text);
	return lines;
}
