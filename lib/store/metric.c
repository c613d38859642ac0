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

void rq_metrics_count(struct rq_metrics *metrics, const char *group, const char *name)
{
	char full[NAME_SIZE];
	struct counter *counter;

	(void)snprintf(full, sizeof full, "%s.%s", group, name);
	for (size_t i = metrics->count; i-- > 0;)
		if (strcmp(metrics->counters[i].name, full) == 0) {
			metrics->counters[i].count++;
			return;
		}
	metrics->counters = rq_grow(metrics->counters, metrics->count, &metrics->capacity,
				    sizeof *metrics->counters);
	counter = &metrics->counters[metrics->count++];
	memcpy(counter->name, full, sizeof full);
	counter->count = 1;
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

/* --- in the store ------------------------------------------------------------ */

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

static int list_histogram(struct rq_txn *txn, enum rq_histogram which, json_t *list,
			  struct rq_error *err)
{
	const char *name = histograms[which].name;
	size_t bounds = histograms[which].count;
	int64_t numbers[MAX_NUMBERS] = { 0 };
	json_t *object, *buckets;
	struct rq_span value;
	int got =
	    rq_table_get(txn, RQ_T_METRICS, (struct rq_span) { name, strlen(name) }, &value, err);

	if (got == -1)
		return -1;
	if (got == 1 && value.size != 8 * (bounds + 2))
		return rq_fail(err, RQ_STORE, "the metric %s is damaged", name);
	if (got == 1)
		rq_numbers_read(value.data, numbers, bounds + 2);
	object = json_object();
	buckets = json_array();
	for (size_t i = 0; i <= bounds; i++) {
		json_t *bucket = json_object();

		if (i < bounds)
			rq_json_set_integer(bucket, "le", histograms[which].bounds[i]);
		rq_json_set_integer(bucket, "count", numbers[i]);
		rq_json_append_take(buckets, bucket);
	}
	rq_json_set_take(object, "buckets", buckets);
	rq_json_set_integer(object, "sum", numbers[bounds + 1]);
	rq_json_set_take(list, name, object);
	return 0;
}

static int list_counters(struct rq_txn *txn, json_t *list, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	char name[NAME_SIZE];
	int64_t count;
	int got;

	if (rq_table_walk(txn, RQ_T_METRICS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		if (value.size != 8 || key.size >= sizeof name)
			continue; /* a histogram */
		memcpy(name, key.data, key.size);
		name[key.size] = '\0';
		rq_numbers_read(value.data, &count, 1);
		rq_json_set_integer(list, name, count);
	}
	rq_table_end(&walk);
	return got;
}

int rq_metrics_list(struct rq_txn *txn, json_t *object, struct rq_error *err)
{
	json_t *counters = json_object(), *list = json_object();

	rq_json_set_take(object, "counters", counters);
	rq_json_set_take(object, "histograms", list);
	for (size_t i = 0; i < RQ_HISTOGRAMS; i++)
		if (list_histogram(txn, (enum rq_histogram)i, list, err) == -1)
			return -1;
	return list_counters(txn, counters, err);
}
