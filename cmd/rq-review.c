/* rq-review: result records, one after the other, to a person who decides about them. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "review/agenda.h"
#include "tool/judge.h"
#include "tool/loop.h"

struct wants {
	struct rq_program_wants common;
	const char *decisions, *reviewer;
};

struct work {
	const struct wants *wants;
	struct rq_loop loop;
	struct rq_judge judge;
	struct rq_ledger *ledger;
	struct rq_agenda agenda;
};

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	const char *task_id = rq_json_string(line->record, "task_id");
	struct work *work = context;
	json_t *decision;
	int kept;

	if (strcmp(line->type, "result") != 0)
		return 0;
	if (!task_id)
		return rq_fail(err, RQ_BAD_RECORD, "a result without \"task_id\"");
	if (!rq_agenda_turn(&work->agenda, line->record))
		return 0;
	if (rq_judge_ask(&work->judge, line->record, &work->agenda, &decision, err) == -1)
		return -1;
	kept = decision ? rq_agenda_decide(&work->agenda, decision, err) : 0;
	json_decref(decision);
	return kept;
}

static int take_refused(const json_t *record, void *context, struct rq_error *err)
{
	(void)record;
	(void)context;
	(void)err;
	return 0;
}

static const char *ledger_path(const struct work *work)
{
	return work->wants->decisions ? work->wants->decisions : "decisions.ndjson";
}

static int review(struct rq_program *program, struct work *work, struct rq_error *err)
{
	if (isatty(STDIN_FILENO))
		return rq_fail(err, RQ_USAGE, "no results: rq-review <results.ndjson");
	if (rq_ledger_open(ledger_path(work), &work->ledger, err) == -1 ||
	    rq_program_catch(program, err) == -1 ||
	    rq_agenda_open(&work->agenda, STDIN_FILENO, program->stop_fd, work->ledger, err) ==
		-1 ||
	    rq_judge_open(&work->judge, program->stop_fd, work->wants->reviewer, err) == -1)
		return -1;
	return rq_loop_run(&work->loop, err);
}

/* How far it came, in a new line: new. */
static char *farewell(const struct work *work)
{
	const struct rq_agenda *agenda = &work->agenda;
	char *of = agenda->count > 0 ? rq_printf(" of %zu, %zu left", agenda->count,
						 agenda->count - agenda->decided)
				     : rq_strdup("");
	char *text = rq_printf("%zu decided%s: %s\n", agenda->decided, of, ledger_path(work));

	free(of);
	return text;
}

static int run(struct rq_program *program, const struct wants *wants)
{
	struct work work = { .wants = wants, .judge.keyboard.fd = -1 };
	struct rq_error err = { 0 };
	char *last;

	work.loop = (struct rq_loop) {
		.program = program,
		.stage = "review",
		.take = take_record,
		.refuse = take_refused, /* the complaint is all: nobody reads records here */
		.pause_ms = -1,
		.context = &work,
	};
	(void)review(program, &work, &err);
	if (work.judge.left)
		err = (struct rq_error) { 0 };
	last = farewell(&work);
	rq_judge_close(&work.judge, last);
	free(last);
	rq_agenda_free(&work.agenda);
	rq_ledger_close(work.ledger);
	return rq_program_finish(program, NULL, &err);
}

int main(int argc, char **argv)
{
	struct wants wants = { 0 };
	struct rq_program program = {
		.name = "rq-review",
		.usage = "[OPTION]... <results.ndjson",
		.about =
		    "Shows results, one after the other, to a person at the terminal, and keeps\n"
		    "what was decided for \"rq-admin review\". Decided ones are not shown again.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_TEXT('d', "decisions", "FILE", NULL, &wants.decisions,
			"where decisions are kept (decisions.ndjson)"),
		RQ_TEXT(0, "reviewer", "NAME", "RQ_REVIEWER", &wants.reviewer, "who decides"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
