#include "store/metric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"

enum { NAME_SIZE = 64, MAX_BOUNDS = 12, MAX_NUMBERS = MAX_BOUNDS + 2 };

/* Upper bounds, in ms, and behind them one more bucket for all that is longer. */
static const struct {
	const char *name;
	size_t count;
	int64_t bounds[MAX_BOUNDS];
} histograms[RQ_HISTOGRAMS] = {
	[RQ_H_LATENCY] = { "latency_ms",
			   12,
			   { 50, 100, 250, 500, 1000, 2500, 5000, 10000, 20000, 30000, 60000,
			     120000 } },
	[RQ_H_WAIT] = { "wait_ms",
			10,
			{ 100, 1000, 5000, 10000, 60000, 300000, 1800000, 3600000, 21600000,
			  86400000 } },
	[RQ_H_COMMIT] = { "commit_ms", 9, { 1, 2, 5, 10, 25, 50, 100, 500, 1000 } },
};

struct counter {
	char name[NAME_SIZE];
	int64_t count;
};

struct rq_metrics {
	struct counter *counters;
	size_t count, capacity;
	int64_t buckets[RQ_HISTOGRAMS][MAX_NUMBERS]; /* behind the last bucket the sum */
	bool observed[RQ_HISTOGRAMS];
};

struct rq_metrics *rq_metrics_new(void)
{
	return rq_alloc(1, sizeof(struct rq_metrics));
}

void rq_metrics_free(struct rq_metrics *metrics)
{
	if (!metrics)
		return;
	free(metrics->counters);
	free(metrics);
}

static void add_to_counter(struct rq_metrics *metrics, const char *name, int64_t amount)
{
	struct counter *counter;

	for (size_t i = metrics->count; i-- > 0;)
		if (strcmp(metrics->counters[i].name, name) == 0) {
			metrics->counters[i].count += amount;
			return;
		}
	metrics->counters = rq_grow(metrics->counters, metrics->count, &metrics->capacity,
				    sizeof *metrics->counters);
	counter = &metrics->counters[metrics->count++];
	(void)snprintf(counter->name, sizeof counter->name, "%s", name);
	counter->count = amount;
}

void rq_metrics_count(struct rq_metrics *metrics, const char *group, const char *name)
{
	char full[NAME_SIZE];

	(void)snprintf(full, sizeof full, "%s.%s", group, name);
	add_to_counter(metrics, full, 1);
}

void rq_metrics_observe(struct rq_metrics *metrics, enum rq_histogram histogram,
			int64_t milliseconds)
{
	int64_t *buckets = metrics->buckets[histogram];
	size_t bounds = histograms[histogram].count, bucket = 0;

	while (bucket < bounds && milliseconds > histograms[histogram].bounds[bucket])
		bucket++;
	buckets[bucket]++;
	buckets[bounds + 1] += milliseconds;
	metrics->observed[histogram] = true;
}

bool rq_metrics_empty(const struct rq_metrics *metrics)
{
	bool empty = metrics->count == 0;

	for (size_t i = 0; i < RQ_HISTOGRAMS; i++)
		empty = empty && !metrics->observed[i];
	return empty;
}

static int find_histogram(const char *name)
{
	for (int i = 0; i < RQ_HISTOGRAMS; i++)
		if (strcmp(histograms[i].name, name) == 0)
			return i;
	return -1;
}

void rq_metrics_add(struct rq_metrics *metrics, const char *name, size_t number, int64_t amount)
{
	int which = find_histogram(name);

	if (which == -1) {
		add_to_counter(metrics, name, amount);
	} else if (number < histograms[which].count + 2) {
		metrics->buckets[which][number] += amount;
		metrics->observed[which] = true;
	}
}

void rq_metrics_each(const struct rq_metrics *metrics,
		     void (*say)(const char *name, size_t number, int64_t amount, void *context),
		     void *context)
{
	for (size_t i = 0; i < metrics->count; i++)
		say(metrics->counters[i].name, 0, metrics->counters[i].count, context);
	for (size_t i = 0; i < RQ_HISTOGRAMS; i++)
		for (size_t k = 0; k < histograms[i].count + 2; k++)
			if (metrics->buckets[i][k] != 0)
				say(histograms[i].name, k, metrics->buckets[i][k], context);
}

static json_t *histogram_to_json(const struct rq_metrics *metrics, size_t which)
{
	const int64_t *numbers = metrics->buckets[which];
	size_t bounds = histograms[which].count;
	json_t *object = json_object(), *buckets = json_array();

	for (size_t i = 0; i <= bounds; i++) {
		json_t *bucket = json_object();

		if (i < bounds)
			rq_json_set_integer(bucket, "le", histograms[which].bounds[i]);
		rq_json_set_integer(bucket, "count", numbers[i]);
		rq_json_append_take(buckets, bucket);
	}
	rq_json_set_take(object, "buckets", buckets);
	rq_json_set_integer(object, "sum", numbers[bounds + 1]);
	return object;
}

void rq_metrics_to_json(const struct rq_metrics *metrics, json_t *object)
{
	json_t *counters = json_object(), *list = json_object();

	rq_json_set_take(object, "counters", counters);
	rq_json_set_take(object, "histograms", list);
	for (size_t i = 0; i < metrics->count; i++)
		rq_json_set_integer(counters, metrics->counters[i].name,
				    metrics->counters[i].count);
	for (size_t i = 0; i < RQ_HISTOGRAMS; i++)
		rq_json_set_take(list, histograms[i].name, histogram_to_json(metrics, i));
}

/* --- in tables --------------------------------------------------------------- */

/* A counter is one number under its name, a histogram its buckets and its sum. */
static int add_numbers(struct rq_txn *txn, const char *name, const int64_t *added, size_t count,
		       struct rq_error *err)
{
	struct rq_span key = { name, strlen(name) }, value;
	unsigned char bytes[8 * MAX_NUMBERS];
	int64_t numbers[MAX_NUMBERS] = { 0 };
	int got = rq_table_get(txn, RQ_T_METRICS, key, &value, err);

	if (got == -1)
		return -1;
	if (got == 1 && value.size != 8 * count)
		return rq_fail(err, RQ_STORE, "the metric %s is damaged", name);
	if (got == 1)
		rq_numbers_read(value.data, numbers, count);
	for (size_t i = 0; i < count; i++)
		numbers[i] += added[i];
	rq_numbers_write(bytes, numbers, count);
	return rq_table_put(txn, RQ_T_METRICS, key, (struct rq_span) { bytes, 8 * count }, err);
}

int rq_metrics_write(const struct rq_metrics *metrics, struct rq_txn *txn, struct rq_error *err)
{
	for (size_t i = 0; i < metrics->count; i++)
		if (add_numbers(txn, metrics->counters[i].name, &metrics->counters[i].count, 1,
				err) == -1)
			return -1;
	for (size_t i = 0; i < RQ_HISTOGRAMS; i++)
		if (metrics->observed[i] &&
		    add_numbers(txn, histograms[i].name, metrics->buckets[i],
				histograms[i].count + 2, err) == -1)
			return -1;
	return 0;
}

int rq_metrics_read(struct rq_span key, struct rq_span value, struct rq_metrics *metrics,
		    struct rq_error *err)
{
	int64_t numbers[MAX_NUMBERS];
	char name[NAME_SIZE];
	size_t count;
	int which;

	if (key.size >= sizeof name)
		return rq_fail(err, RQ_STORE, "a metric is damaged");
	memcpy(name, key.data, key.size);
	name[key.size] = '\0';
	which = find_histogram(name);
	count = which == -1 ? 1 : histograms[which].count + 2;
	if (value.size != 8 * count)
		return rq_fail(err, RQ_STORE, "the metric %s is damaged", name);
	rq_numbers_read(value.data, numbers, count);
	for (size_t i = 0; i < count; i++)
		rq_metrics_add(metrics, name, i, numbers[i]);
	return 0;
}

static int read_all(struct rq_txn *txn, struct rq_metrics *metrics, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(txn, RQ_T_METRICS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (rq_metrics_read(key, value, metrics, err) == -1) {
			got = -1;
			break;
		}
	rq_table_end(&walk);
	return got;
}

int rq_metrics_list(struct rq_txn *txn, json_t *object, struct rq_error *err)
{
	struct rq_metrics *metrics = rq_metrics_new();
	int result = read_all(txn, metrics, err);

	rq_metrics_to_json(metrics, object);
	rq_metrics_free(metrics);
	return result;
}
