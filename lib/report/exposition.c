#include "report/exposition.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "report/census.h"
#include "report/writer.h"

/* Counters of events: the group in the store, and how its members are told apart. */
static const struct {
	const char *group, *metric, *label, *help;
	const char *known[8]; /* told from the beginning, so that the first event is a rise */
} events[] = {
	{ "admissions",
	  "rq_requests_total",
	  "answer",
	  "Pairs of a résumé and a job that were enqueued, by what the store answered.",
	  { "queued", "cached", "duplicate" } },
	{ "endings",
	  "rq_attempts_total",
	  "ending",
	  "Attempts at tasks, by how they ended.",
	  { "done", "retry", "dead", "give-back" } },
	{ "results",
	  "rq_results_total",
	  "status",
	  "Results, by status.",
	  { "ok", "ok_reduced", "unchanged", "review", "quarantine" } },
	{ "errors", "rq_errors_total", "code", "Failed attempts, by error.", { NULL } },
};

static const struct {
	const char *name, *metric, *help;
} histograms[] = {
	{ "latency_ms", "rq_call_duration_seconds", "How long answered calls of an engine took." },
	{ "wait_ms", "rq_queue_wait_seconds", "How long due tasks waited to be claimed." },
	{ "commit_ms", "rq_store_commit_duration_seconds",
	  "How long write transactions of the store took." },
};

/* Sums of the usage, by model. */
static const struct {
	const char *field, *metric, *help;
	int decimals;
} sums[] = {
	{ "calls", "rq_calls_total", "Calls of engines.", 0 },
	{ "batch_calls", "rq_batch_calls_total", "Of the calls, those in batches.", 0 },
	{ "refused", "rq_refused_calls_total", "Calls that a server had no room for.", 0 },
	{ "prompt_tokens", "rq_prompt_tokens_total", "Tokens sent.", 0 },
	{ "cached_tokens", "rq_cached_prompt_tokens_total",
	  "Of the tokens sent, those from the provider's cache.", 0 },
	{ "completion_tokens", "rq_completion_tokens_total", "Tokens received.", 0 },
	{ "reasoning_tokens", "rq_reasoning_tokens_total",
	  "Of the tokens received, those of reasoning.", 0 },
	{ "cost_microusd", "rq_cost_dollars_total", "Dollars paid.", 6 },
	{ "unsettled_microusd", "rq_unsettled_dollars_total",
	  "Dollars that may have been paid, for calls whose end nobody knows.", 6 },
	{ "saved_microusd", "rq_saved_dollars_total",
	  "Dollars that the provider's cache and batches saved.", 6 },
	{ "cache_saved_microusd", "rq_prompt_cache_saved_dollars_total",
	  "Of the dollars saved, those by the provider's cache.", 6 },
	{ "batch_saved_microusd", "rq_batch_saved_dollars_total",
	  "Of the dollars saved, those by the price of batches.", 6 },
	{ "reused", "rq_reused_results_total", "Results that stood in for a call.", 0 },
	{ "reused_microusd", "rq_reused_dollars_total",
	  "What the calls behind those results had cost.", 6 },
};

static void head(struct rq_writer *w, const char *metric, const char *type, const char *help)
{
	rq_writer_format(w, "# HELP %s %s\n# TYPE %s %s\n", metric, help, metric, type);
}

/* A label's value: backslash, quote and newline are escaped. */
static void label(struct rq_writer *w, const char *metric, const char *name, const char *value)
{
	rq_writer_format(w, "%s{%s=\"", metric, name);
	for (; *value; value++) {
		if (*value == '\n')
			rq_writer_text(w, "\\n");
		else if (*value == '\\' || *value == '"')
			rq_writer_format(w, "\\%c", *value);
		else
			rq_writer_bytes(w, value, 1);
	}
	rq_writer_text(w, "\"} ");
}

static void number(struct rq_writer *w, int64_t value, int decimals)
{
	double scale = decimals == 6 ? 1e6 : decimals == 3 ? 1e3 : 1;

	rq_writer_format(w, "%.*f\n", decimals, (double)value / scale);
}

static void gauge(struct rq_writer *w, const char *metric, const char *help, int64_t value,
		  int decimals)
{
	head(w, metric, "gauge", help);
	rq_writer_format(w, "%s ", metric);
	number(w, value, decimals);
}

static void gauges(struct rq_writer *w, const struct rq_exposition *of)
{
	json_t *tasks = rq_json_object(of->counts, "tasks"), *count;
	json_int_t due = rq_json_integer(of->counts, "oldest_due", 0);
	const char *status;

	head(w, "rq_tasks", "gauge", "Tasks in the store, by status.");
	json_object_foreach (tasks, status, count) {
		label(w, "rq_tasks", "status", status);
		number(w, json_integer_value(count), 0);
	}
	gauge(w, "rq_queue_oldest_due_seconds", "For how long the oldest due task has waited.",
	      due > 0 && due < of->now ? of->now - due : 0, 3);
	gauge(w, "rq_stored_resumes", "Résumés in the store.",
	      rq_json_integer(of->counts, "resumes", 0), 0);
	gauge(w, "rq_stored_results", "Results in the store.",
	      rq_json_integer(of->counts, "results", 0), 0);
	gauge(w, "rq_report_timestamp_seconds", "When these figures were read.", of->now, 3);
}

static bool is_known(const char *const known[8], const char *name)
{
	for (size_t i = 0; i < 8 && known[i]; i++)
		if (strcmp(known[i], name) == 0)
			return true;
	return false;
}

static void event_counters(struct rq_writer *w, json_t *counters, size_t which)
{
	size_t length = strlen(events[which].group);
	char key[64];
	const char *name;
	json_t *count;

	head(w, events[which].metric, "counter", events[which].help);
	for (size_t i = 0; i < 8 && events[which].known[i]; i++) {
		(void)snprintf(key, sizeof key, "%s.%s", events[which].group,
			       events[which].known[i]);
		label(w, events[which].metric, events[which].label, events[which].known[i]);
		number(w, rq_json_integer(counters, key, 0), 0);
	}
	json_object_foreach (counters, name, count) {
		if (strncmp(name, events[which].group, length) != 0 || name[length] != '.' ||
		    is_known(events[which].known, name + length + 1))
			continue;
		label(w, events[which].metric, events[which].label, name + length + 1);
		number(w, json_integer_value(count), 0);
	}
}

/* Prometheus' buckets hold all up to their bound; the store's, what is over the one before. */
static void histogram(struct rq_writer *w, const json_t *list, size_t which)
{
	const char *metric = histograms[which].metric;
	const json_t *of = rq_json_object(list, histograms[which].name);
	json_int_t total = 0;
	json_t *bucket;
	size_t i;

	head(w, metric, "histogram", histograms[which].help);
	json_array_foreach (rq_json_array(of, "buckets"), i, bucket) {
		json_int_t bound = rq_json_integer(bucket, "le", -1);

		total += rq_json_integer(bucket, "count", 0);
		if (bound >= 0)
			rq_writer_format(w, "%s_bucket{le=\"%g\"} %lld\n", metric,
					 (double)bound / 1000, (long long)total);
		else
			rq_writer_format(w, "%s_bucket{le=\"+Inf\"} %lld\n", metric,
					 (long long)total);
	}
	rq_writer_format(w, "%s_sum ", metric);
	number(w, rq_json_integer(of, "sum", 0), 3);
	rq_writer_format(w, "%s_count %lld\n", metric, (long long)total);
}

static void usage_counters(struct rq_writer *w, const json_t *usage, size_t which)
{
	struct rq_census models;
	json_t *line;
	size_t i;

	rq_census_init(&models, RQ_MAX_REPORT_CODES);
	json_array_foreach (usage, i, line) {
		const char *model = rq_json_string(line, "model");

		if (model)
			rq_census_add(&models, model, rq_json_integer(line, sums[which].field, 0));
	}
	head(w, sums[which].metric, "counter", sums[which].help);
	for (i = 0; i < models.count; i++) {
		label(w, sums[which].metric, "model", models.entry[i].name);
		number(w, models.entry[i].count, sums[which].decimals);
	}
	rq_census_free(&models);
}

int rq_exposition_write(struct rq_output *out, const struct rq_exposition *of, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	gauges(&w, of);
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		event_counters(&w, rq_json_object(of->metrics, "counters"), i);
	for (size_t i = 0; i < sizeof histograms / sizeof histograms[0]; i++)
		histogram(&w, rq_json_object(of->metrics, "histograms"), i);
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
		usage_counters(&w, of->usage, i);
	return rq_writer_end(&w);
}
