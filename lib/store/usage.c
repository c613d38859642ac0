#include "store/usage.h"

#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/session.h"
#include "store/spending.h"

/*
 * The key: day, model, a zero, the folded job_id. The value: the first numbers, the
 * job_id as it is, and unless an older rq wrote it, a zero and the other numbers.
 */
enum {
	COST = 5,
	UNSETTLED = 7,
	FIELDS = RQ_USAGE_FIELDS,
	DAY_SIZE = 8,
	MODEL_SIZE = sizeof((struct rq_task *)0)->model
};
enum {
	KEY_SIZE = DAY_SIZE + MODEL_SIZE + RQ_KEY_ID,
	FIRST_SIZE = 8 * RQ_USAGE_FIRST,
	OTHERS = FIELDS - RQ_USAGE_FIRST,
	VALUE_SIZE = FIRST_SIZE + RQ_ID_SIZE + 8 * OTHERS
};

static const char *const field_names[FIELDS] = {
	"calls",
	"prompt_tokens",
	"cached_tokens",
	"completion_tokens",
	"reasoning_tokens",
	"cost_microusd",
	"saved_microusd",
	"unsettled_microusd",
	"latency_ms",
	"refused",
	"batch_calls",
	"cache_saved_microusd",
	"batch_saved_microusd",
	"reused",
	"reused_microusd",
};

static int64_t within(int64_t value, int64_t most)
{
	return value < 0 ? 0 : value > most ? most : value;
}

void rq_usage_numbers(const struct rq_usage *usage, int64_t fields[RQ_USAGE_FIELDS])
{
	fields[0] = within(usage->calls, RQ_MAX_RATE);
	fields[1] = within(usage->prompt_tokens, RQ_MAX_RATE);
	fields[2] = within(usage->cached_tokens, RQ_MAX_RATE);
	fields[3] = within(usage->completion_tokens, RQ_MAX_RATE);
	fields[4] = within(usage->reasoning_tokens, RQ_MAX_RATE);
	fields[COST] = within(usage->cost_microusd, RQ_MAX_MICROUSD);
	fields[6] = within(usage->saved_microusd, RQ_MAX_MICROUSD);
	fields[UNSETTLED] = within(usage->unsettled_microusd, RQ_MAX_MICROUSD);
	fields[8] = within(usage->latency_ms, RQ_MAX_RATE);
	fields[9] = within(usage->refused, RQ_MAX_RATE);
	fields[10] = within(usage->batch_calls, RQ_MAX_RATE);
	fields[11] = within(usage->cache_saved_microusd, RQ_MAX_MICROUSD);
	fields[12] = within(usage->batch_saved_microusd, RQ_MAX_MICROUSD);
	fields[13] = within(usage->reused, RQ_MAX_RATE);
	fields[14] = within(usage->reused_microusd, RQ_MAX_MICROUSD);
}

const char *rq_usage_name(size_t number)
{
	return field_names[number];
}

int rq_usage_find(const char *name)
{
	for (int i = 0; i < FIELDS; i++)
		if (strcmp(field_names[i], name) == 0)
			return i;
	return -1;
}

const char *rq_usage_model(const struct rq_task *task)
{
	return task->model[0] ? task->model : task->engine;
}

static size_t write_key(unsigned char bytes[KEY_SIZE], int64_t now, const char *model,
			const char *job_id)
{
	size_t length = strlen(model) + 1;
	struct rq_key day = { .size = 0 };

	rq_key_time(&day, rq_clock_day(now));
	memcpy(bytes, day.bytes, DAY_SIZE);
	memcpy(bytes + DAY_SIZE, model, length);
	rq_key_fold(job_id, bytes + DAY_SIZE + length);
	return DAY_SIZE + length + RQ_KEY_ID;
}

static int read_line(struct rq_span key, struct rq_span value, struct rq_usage_line *line,
		     struct rq_error *err)
{
	const char *model = (const char *)key.data + DAY_SIZE;
	const char *job_id;
	size_t rest, job_length;

	*line = (struct rq_usage_line) { 0 };
	if (key.size <= DAY_SIZE + RQ_KEY_ID || key.size > KEY_SIZE || value.size < FIRST_SIZE)
		return rq_fail(err, RQ_STORE, "a usage counter is damaged");
	job_id = (const char *)value.data + FIRST_SIZE;
	rest = value.size - FIRST_SIZE;
	job_length = strnlen(job_id, rest);
	if (job_length >= sizeof line->job_id ||
	    (job_length < rest && rest != job_length + 1 + (size_t)8 * OTHERS))
		return rq_fail(err, RQ_STORE, "a usage counter is damaged");
	line->day = rq_key_read_time(key.data);
	memcpy(line->model, model, strnlen(model, key.size - DAY_SIZE - RQ_KEY_ID - 1));
	rq_numbers_read(value.data, line->numbers, RQ_USAGE_FIRST);
	memcpy(line->job_id, job_id, job_length);
	if (job_length < rest)
		rq_numbers_read(job_id + job_length + 1, line->numbers + RQ_USAGE_FIRST, OTHERS);
	return 0;
}

/* The line as the store has it; its numbers are 0 when it has none. */
static int find_line(struct rq_txn *txn, struct rq_span key, struct rq_usage_line *line,
		     struct rq_error *err)
{
	struct rq_span value;
	int got = rq_table_get(txn, RQ_T_USAGE, key, &value, err);

	*line = (struct rq_usage_line) { 0 };
	return got == 1 ? read_line(key, value, line, err) : got;
}

/* Adds to a line, and with it to what its day has cost. */
static int add_to_line(struct rq_txn *txn, struct rq_span key, const char *job_id,
		       struct rq_usage_line *line, int64_t day, const int64_t added[FIELDS],
		       struct rq_error *err)
{
	unsigned char bytes[VALUE_SIZE];
	size_t job_size = strlen(job_id) + 1;
	struct rq_span value = { bytes, FIRST_SIZE + job_size + (size_t)8 * OTHERS };

	for (size_t i = 0; i < FIELDS; i++)
		line->numbers[i] += added[i];
	rq_numbers_write(bytes, line->numbers, RQ_USAGE_FIRST);
	memcpy(bytes + FIRST_SIZE, job_id, job_size);
	rq_numbers_write(bytes + FIRST_SIZE + job_size, line->numbers + RQ_USAGE_FIRST, OTHERS);
	if (rq_table_put(txn, RQ_T_USAGE, key, value, err) == -1)
		return -1;
	return rq_spending_add(txn, day, added[COST], added[UNSETTLED], err);
}

static bool is_nothing(const int64_t numbers[FIELDS])
{
	for (size_t i = 0; i < FIELDS; i++)
		if (numbers[i] != 0)
			return false;
	return true;
}

int rq_usage_add(struct rq_txn *txn, int64_t now, const struct rq_task *task,
		 const struct rq_usage *usage, struct rq_error *err)
{
	unsigned char name[KEY_SIZE];
	const char *model = rq_usage_model(task);
	struct rq_span key = { name, write_key(name, now, model, task->job_id) };
	struct rq_usage_line line;
	int64_t added[FIELDS];

	rq_usage_numbers(usage, added);
	if (is_nothing(added))
		return 0;
	if (find_line(txn, key, &line, err) == -1)
		return -1;
	return add_to_line(txn, key, task->job_id, &line, now, added, err);
}

int rq_usage_raise(struct rq_txn *txn, const struct rq_usage_line *given, bool *known,
		   struct rq_error *err)
{
	unsigned char name[KEY_SIZE];
	struct rq_span key = { name, write_key(name, given->day, given->model, given->job_id) };
	struct rq_usage_line line;
	int64_t added[FIELDS];

	if (find_line(txn, key, &line, err) == -1)
		return -1;
	for (size_t i = 0; i < FIELDS; i++)
		added[i] =
		    given->numbers[i] > line.numbers[i] ? given->numbers[i] - line.numbers[i] : 0;
	*known = is_nothing(added);
	return *known ? 0 : add_to_line(txn, key, given->job_id, &line, given->day, added, err);
}

int rq_usage_read(struct rq_span key, struct rq_span value, int64_t *day, int64_t *cost,
		  int64_t *unsettled, struct rq_error *err)
{
	struct rq_usage_line line;

	if (read_line(key, value, &line, err) == -1)
		return -1;
	*day = line.day;
	*cost = line.numbers[COST];
	*unsettled = line.numbers[UNSETTLED];
	return 0;
}

/* --- reading ------------------------------------------------------------------ */

json_t *rq_usage_to_json(const struct rq_usage_line *line)
{
	json_t *object = json_object();
	char day[RQ_TIME_SIZE];

	(void)rq_clock_format(line->day, day);
	day[10] = '\0'; /* of the time, only the date */
	rq_json_set_string(object, "day", day);
	rq_json_set_string(object, "model", line->model);
	rq_json_set_string(object, "job_id", line->job_id);
	for (size_t i = 0; i < FIELDS; i++)
		rq_json_set_integer(object, field_names[i], line->numbers[i]);
	return object;
}

static int add_lines(struct rq_table_walk *walk, int64_t until, json_t *list, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_usage_line line;
	int got;

	while ((got = rq_table_next(walk, &key, &value, err)) == 1) {
		if (read_line(key, value, &line, err) == -1)
			return -1;
		if (until > 0 && line.day >= until)
			return 0;
		rq_json_append_take(list, rq_usage_to_json(&line));
	}
	return got;
}

int rq_usage_list(struct rq_txn *txn, int64_t since, int64_t until, json_t *list,
		  struct rq_error *err)
{
	struct rq_key from = { .size = 0 };
	struct rq_table_walk walk;
	int result;

	rq_key_time(&from, since);
	if (rq_table_walk(txn, RQ_T_USAGE, rq_key_span(&from), &walk, err) == -1)
		return -1;
	result = add_lines(&walk, until, list, err);
	rq_table_end(&walk);
	return result;
}
