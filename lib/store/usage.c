#include "store/usage.h"

#include <string.h>

#include "base/clock.h"
#include "store/session.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

enum { FIELDS = 6, DAY_SIZE = 8 };

static const char *const field_names[FIELDS] = { "calls",         "prompt_tokens",
						 "cached_tokens", "completion_tokens",
						 "cost_microusd", "latency_ms" };

static void to_fields(const struct rq_usage *usage, int64_t fields[FIELDS])
{
	fields[0] = usage->calls;
	fields[1] = usage->prompt_tokens;
	fields[2] = usage->cached_tokens;
	fields[3] = usage->completion_tokens;
	fields[4] = usage->cost_microusd;
	fields[5] = usage->latency_ms;
}

static int read_fields(struct rq_span value, int64_t fields[FIELDS], struct rq_error *err)
{
	const unsigned char *bytes = value.data;

	if (value.size != (size_t)8 * FIELDS)
		return rq_fail(err, RQ_STORE, "a usage counter is damaged");
	for (size_t i = 0; i < FIELDS; i++)
		fields[i] = (int64_t)rq_key_read_number(bytes + 8 * i);
	return 0;
}

int rq_usage_add(struct rq_txn *txn, int64_t now, const char *model, const struct rq_usage *usage,
		 struct rq_error *err)
{
	int64_t added[FIELDS], sums[FIELDS] = { 0 };
	unsigned char bytes[8 * FIELDS], name[DAY_SIZE + sizeof((struct rq_task *)0)->model];
	size_t length = strlen(model);
	struct rq_key number = { .size = 0 };
	struct rq_span key = { name, DAY_SIZE + length }, value;
	bool any = false;
	int got;

	to_fields(usage, added);
	for (size_t i = 0; i < FIELDS; i++)
		any = any || added[i] != 0;
	if (!any)
		return 0;
	rq_key_time(&number, now - now % DAY_MS);
	memcpy(name, number.bytes, DAY_SIZE);
	memcpy(name + DAY_SIZE, model, length); /* NOLINT(bugprone-not-null-terminated-result) */
	got = rq_table_get(txn, RQ_T_USAGE, key, &value, err);
	if (got == -1 || (got == 1 && read_fields(value, sums, err) == -1))
		return -1;
	for (size_t i = 0; i < FIELDS; i++) {
		number.size = 0;
		rq_key_number(&number, (uint64_t)(sums[i] + added[i]));
		memcpy(bytes + 8 * i, number.bytes, 8);
	}
	return rq_table_put(txn, RQ_T_USAGE, key, (struct rq_span) { bytes, sizeof bytes }, err);
}

static json_t *line_of(struct rq_span key, const int64_t fields[FIELDS])
{
	const char *model = (const char *)key.data + DAY_SIZE;
	json_t *line = json_object();
	char day[RQ_TIME_SIZE];

	(void)rq_clock_format(rq_key_read_time(key.data), day);
	day[10] = '\0'; /* of the time, only the date */
	rq_json_set_string(line, "day", day);
	rq_json_set_take(line, "model", json_stringn(model, key.size - DAY_SIZE));
	for (size_t i = 0; i < FIELDS; i++)
		rq_json_set_integer(line, field_names[i], fields[i]);
	return line;
}

int rq_usage_list(struct rq_txn *txn, json_t **list, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int64_t fields[FIELDS] = { 0 };
	int got;

	if (rq_table_walk(txn, RQ_T_USAGE, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	*list = json_array();
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		got = key.size < DAY_SIZE ? -1 : read_fields(value, fields, err);
		if (got == -1)
			break;
		rq_json_append_take(*list, line_of(key, fields));
	}
	rq_table_end(&walk);
	if (got == 0)
		return 0;
	json_decref(*list);
	return rq_fail(err, RQ_STORE, "a usage counter is damaged");
}
