#include "review/agenda.h"

#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "io/ndjson.h"

/* The task that a record asks a person about, or NULL. */
static const char *task_of(const json_t *record)
{
	return json_object_get(record, "review") ? NULL : rq_json_string(record, "task_id");
}

/* Whether the task is new to the set; it is in it then. */
static bool join(json_t *set, const char *task_id)
{
	if (json_object_get(set, task_id))
		return false;
	rq_json_set_take(set, task_id, json_true());
	return true;
}

static void count(struct rq_agenda *agenda, json_t *seen, const struct rq_ndjson *line)
{
	const char *task_id = strcmp(line->type, "result") == 0 ? task_of(line->record) : NULL;

	if (!task_id || !join(seen, task_id))
		return;
	agenda->count++;
	agenda->decided += rq_ledger_has(agenda->ledger, task_id);
}

/* What is no record is told when its turn comes. */
static int count_all(struct rq_agenda *agenda, struct rq_input *input, struct rq_error *err)
{
	json_t *seen = json_object();
	struct rq_ndjson line;
	int got;

	for (;;) {
		struct rq_error failure = { 0 };

		got = rq_ndjson_read(input, &line, &failure);
		if (got == 1) {
			count(agenda, seen, &line);
			json_decref(line.record);
		}
		if (got == -1 && (failure.code == RQ_SYSTEM || failure.code == RQ_INTERRUPTED))
			*err = failure;
		if (got == 0 || err->code != RQ_OK)
			break;
	}
	json_decref(seen);
	return got;
}

int rq_agenda_open(struct rq_agenda *agenda, int fd, int stop_fd, struct rq_ledger *ledger,
		   struct rq_error *err)
{
	off_t start = lseek(fd, 0, SEEK_CUR);
	struct rq_input input;
	int result;

	*agenda = (struct rq_agenda) { .ledger = ledger, .shown = json_object() };
	if (start == -1)
		return 0;
	rq_input_init(&input, fd, stop_fd, RQ_MAX_RECORD_BYTES);
	result = count_all(agenda, &input, err);
	rq_input_free(&input);
	agenda->number = agenda->decided;
	if (result == 0 && lseek(fd, start, SEEK_SET) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "results");
	return result;
}

void rq_agenda_free(struct rq_agenda *agenda)
{
	json_decref(agenda->shown);
	agenda->shown = NULL;
}

bool rq_agenda_turn(struct rq_agenda *agenda, const json_t *result)
{
	const char *task_id = task_of(result);

	if (!task_id || rq_ledger_has(agenda->ledger, task_id) || !join(agenda->shown, task_id))
		return false;
	agenda->number++;
	if (agenda->count > 0 && agenda->number > agenda->count)
		agenda->count = agenda->number; /* the file has grown meanwhile */
	return true;
}

int rq_agenda_decide(struct rq_agenda *agenda, const json_t *decision, struct rq_error *err)
{
	if (rq_ledger_add(agenda->ledger, decision, err) == -1)
		return -1;
	agenda->decided++;
	return 0;
}
