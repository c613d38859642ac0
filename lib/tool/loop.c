#include "tool/loop.h"

#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "io/progress.h"
#include "io/record.h"

static bool costs_one_line(const struct rq_error *failure)
{
	enum rq_kind kind = rq_code_kind(failure->code);

	return kind == RQ_REJECTED || kind == RQ_LIMIT;
}

int rq_loop_refuse(struct rq_loop *loop, size_t number, const struct rq_error *failure,
		   struct rq_error *err)
{
	char source[64];
	json_t *record;
	int result;

	if (!costs_one_line(failure)) {
		*err = *failure;
		return -1;
	}
	(void)snprintf(source, sizeof source, "standard input: line %zu", number);
	record = rq_record_error(loop->stage, source, failure);
	if (loop->refuse) {
		result = loop->refuse(record, loop->context, err);
	} else {
		rq_progress_step(&loop->program->progress, true, NULL);
		result = rq_ndjson_write(loop->out, record, err);
	}
	json_decref(record);
	rq_program_complain(loop->program, source, failure->message);
	loop->program->failed++;
	return result;
}

/* One line: 1, 0 at the end, -1 when the loop must end. */
static int take_line(struct rq_loop *loop, struct rq_input *input, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_ndjson line;
	int got = rq_ndjson_read(input, &line, &failure);

	if (got == 0)
		return 0;
	if (got == -1 && failure.code == RQ_SYSTEM)
		return rq_fail(err, RQ_SYSTEM, "standard input: %s", failure.message);
	loop->number = input->number;
	if (got == 1) {
		got = loop->take(&line, loop->context, &failure) == 0 ? 1 : -1;
		json_decref(line.record);
	}
	if (got == -1)
		return rq_loop_refuse(loop, input->number, &failure, err) == 0 ? 1 : -1;
	return got;
}

int rq_loop_run(struct rq_loop *loop, struct rq_error *err)
{
	struct rq_input input;
	int result = 1;

	if (loop->out)
		loop->out->stop_fd = loop->program->stop_fd;
	rq_input_init(&input, STDIN_FILENO, loop->program->stop_fd,
		      loop->max_line ? loop->max_line : RQ_MAX_RECORD_BYTES);
	while (result == 1) {
		int ready = rq_input_wait(&input, loop->pause_ms, err);

		if (ready == -1)
			result = -1;
		else if (ready == 0)
			result = loop->idle(loop->context, err) == 0 ? 1 : -1;
		else
			result = take_line(loop, &input, err);
	}
	rq_input_free(&input);
	return result;
}

int rq_loop_pass(struct rq_loop *loop, const struct rq_ndjson *line, struct rq_error *err)
{
	rq_progress_step(&loop->program->progress, false, NULL);
	return rq_ndjson_write_text(loop->out, line->text, line->length, err);
}
