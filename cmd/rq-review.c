/* rq-review: result records, one after the other, to a person who decides about them. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "io/record.h"
#include "report/screen.h"
#include "review/decision.h"
#include "review/ledger.h"
#include "tool/keyboard.h"
#include "tool/loop.h"

enum { WHY_SIZE = 512 }; /* bytes of a line that is typed */

struct wants {
	struct rq_program_wants common;
	const char *decisions, *reviewer;
};

struct work {
	const struct wants *wants;
	struct rq_loop loop;
	struct rq_output screen;
	struct rq_keyboard keyboard;
	struct rq_ledger *ledger;
	bool left; /* the person has had enough */
};

static int show(struct work *work, const json_t *result, struct rq_error *err)
{
	struct rq_writer w = { .out = &work->screen, .err = err };

	rq_writer_text(&w, "\n");
	rq_screen_result(&w, result, getenv("NO_COLOR") == NULL);
	rq_writer_text(&w, "approve (a)  reject (r)  send back (b)  skip (s)  quit (q) ");
	return rq_writer_end(&w) == 0 ? rq_output_flush(&work->screen, err) : -1;
}

/* why: its reason, or the note that a result is sent back with. */
static int keep(struct work *work, const char *task_id, enum rq_verdict verdict, const char *why,
		int64_t shown, struct rq_error *err)
{
	json_t *record = rq_record_new("decision");
	char at[RQ_TIME_SIZE];
	int result;

	rq_json_set_string(record, "task_id", task_id);
	rq_json_set_string(record, "decision", rq_verdict_name(verdict));
	rq_json_set_string(record, verdict == RQ_RETURNED ? "note" : "reason", why);
	rq_json_set_string(record, "reviewer", work->wants->reviewer);
	rq_json_set_string(record, "at", rq_clock_format(rq_clock_now(), at));
	rq_json_set_take(record, "bulk", json_false());
	rq_json_set_integer(record, "seconds", (rq_clock_steady() - shown) / 1000);
	result = rq_ledger_add(work->ledger, record, err);
	json_decref(record);
	return result;
}

static int ask_why(struct work *work, const char *question, char *why, size_t size,
		   struct rq_error *err)
{
	if (rq_output_text(&work->screen, question, err) == -1 ||
	    rq_output_flush(&work->screen, err) == -1)
		return -1;
	return rq_keyboard_line(&work->keyboard, why, size, err);
}

static int reject(struct work *work, const char *task_id, int64_t shown, struct rq_error *err)
{
	char reason[WHY_SIZE];

	if (ask_why(work, "\nreason: ", reason, sizeof reason, err) == -1)
		return -1;
	return keep(work, task_id, RQ_DECLINED, reason, shown, err);
}

/* Nothing can be done otherwise without a word about what. */
static int send_back(struct work *work, const char *task_id, int64_t shown, struct rq_error *err)
{
	char note[WHY_SIZE];

	do {
		if (ask_why(work, "\nwhat to do otherwise: ", note, sizeof note, err) == -1)
			return -1;
	} while (note[strspn(note, " \t")] == '\0');
	return keep(work, task_id, RQ_RETURNED, note, shown, err);
}

/* Asks until a key is pressed that means something. */
static int ask(struct work *work, const char *task_id, struct rq_error *err)
{
	int64_t shown = rq_clock_steady();
	char key;

	for (;;) {
		if (rq_keyboard_key(&work->keyboard, &key, err) == -1)
			return -1;
		switch (key) {
		case 'a':
			return keep(work, task_id, RQ_APPROVED, NULL, shown, err);
		case 'r':
			return reject(work, task_id, shown, err);
		case 'b':
			return send_back(work, task_id, shown, err);
		case 's':
			return 0;
		case 'q':
			work->left = true;
			return rq_fail(err, RQ_INTERRUPTED, "left");
		default:
			break;
		}
	}
}

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	const char *task_id = rq_json_string(line->record, "task_id");
	struct work *work = context;

	if (strcmp(line->type, "result") != 0 || json_object_get(line->record, "review"))
		return 0;
	if (!task_id)
		return rq_fail(err, RQ_BAD_RECORD, "a result without \"task_id\"");
	if (rq_ledger_has(work->ledger, task_id))
		return 0;
	return show(work, line->record, err) == 0 ? ask(work, task_id, err) : -1;
}

static int take_refused(const json_t *record, void *context, struct rq_error *err)
{
	(void)record;
	(void)context;
	(void)err;
	return 0;
}

static int review(struct rq_program *program, struct work *work, struct rq_error *err)
{
	if (isatty(STDIN_FILENO))
		return rq_fail(err, RQ_USAGE, "no results: rq-review <results.ndjson");
	if (rq_ledger_open(work->wants->decisions ? work->wants->decisions : "decisions.ndjson",
			   &work->ledger, err) == -1 ||
	    rq_program_catch(program, err) == -1 ||
	    rq_keyboard_open(&work->keyboard, program->stop_fd, err) == -1)
		return -1;
	work->screen.fd = work->keyboard.fd;
	return rq_loop_run(&work->loop, err);
}

static int run(struct rq_program *program, const struct wants *wants)
{
	struct work work = { .wants = wants, .keyboard.fd = -1 };
	struct rq_error err = { 0 };

	rq_output_init(&work.screen, -1);
	work.loop = (struct rq_loop) {
		.program = program,
		.stage = "review",
		.take = take_record,
		.refuse = take_refused, /* the complaint is all: nobody reads records here */
		.pause_ms = -1,
		.context = &work,
	};
	(void)review(program, &work, &err);
	if (work.left)
		err = (struct rq_error) { 0 };
	rq_output_free(&work.screen);
	rq_keyboard_close(&work.keyboard);
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
