#include "review/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/ndjson.h"

struct rq_ledger {
	int fd;
	struct rq_output out;
	json_t *decided; /* an object with a member for each task */
};

static void remember(struct rq_ledger *ledger, const json_t *decision)
{
	const char *task_id = rq_json_string(decision, "task_id");

	if (task_id)
		rq_json_set_take(ledger->decided, task_id, json_true());
}

static int read_decisions(struct rq_ledger *ledger, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_ndjson line;
	struct rq_input input;
	int got;

	rq_input_init(&input, ledger->fd, -1, RQ_MAX_RECORD_BYTES);
	while ((got = rq_ndjson_read(&input, &line, &failure)) != 0) {
		if (got == -1 && failure.code == RQ_SYSTEM)
			break;
		if (got == -1)
			continue;
		if (strcmp(line.type, "decision") == 0)
			remember(ledger, line.record);
		json_decref(line.record);
	}
	rq_input_free(&input);
	if (got == -1)
		*err = failure;
	return got;
}

int rq_ledger_open(const char *path, struct rq_ledger **opened, struct rq_error *err)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	struct rq_ledger *ledger;

	if (fd == -1)
		return rq_fail(err, RQ_SYSTEM, "%s: %s", path, strerror(errno));
	ledger = rq_alloc(1, sizeof *ledger);
	ledger->fd = fd;
	ledger->decided = json_object();
	rq_output_init(&ledger->out, fd);
	if (read_decisions(ledger, err) == -1 || rq_output_end_last_line(&ledger->out, err) == -1) {
		rq_ledger_close(ledger);
		return -1;
	}
	*opened = ledger;
	return 0;
}

void rq_ledger_close(struct rq_ledger *ledger)
{
	if (!ledger)
		return;
	rq_output_free(&ledger->out);
	(void)close(ledger->fd);
	json_decref(ledger->decided);
	free(ledger);
}

bool rq_ledger_has(const struct rq_ledger *ledger, const char *task_id)
{
	return json_object_get(ledger->decided, task_id) != NULL;
}

int rq_ledger_add(struct rq_ledger *ledger, const json_t *decision, struct rq_error *err)
{
	if (rq_ndjson_write(&ledger->out, decision, err) == -1 ||
	    rq_output_flush(&ledger->out, err) == -1)
		return -1;
	if (fsync(ledger->fd) == -1 && errno != EINVAL)
		return rq_fail(err, RQ_SYSTEM, "decisions: %s", strerror(errno));
	remember(ledger, decision);
	return 0;
}
