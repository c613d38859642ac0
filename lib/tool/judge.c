#include "tool/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/record.h"
#include "io/scratch.h"
#include "report/screen.h"
#include "result/finding.h"
#include "review/decision.h"

enum { WHY_SIZE = RQ_MAX_REASON_BYTES + 1 }; /* of a line that is typed */

/* A result before a person: what there is to judge, and the whole résumé. */
struct showing {
	const char *task_id;
	struct rq_buffer judged, whole;
	bool held;     /* nobody's approval would be taken */
	bool is_whole; /* what is on the screen */
	int64_t since;
	json_t *decision; /* once there is one */
	bool done;
};

static const char free_question[] =
    "approve (a)  reject (r)  send back (b)  skip (s)  whole résumé (v)  quit (q) ";
static const char held_question[] =
    "held back: reject (r)  send back (b)  skip (s)  whole résumé (v)  quit (q) ";

int rq_judge_open(struct rq_judge *judge, int stop_fd, const char *reviewer, struct rq_error *err)
{
	int result = rq_keyboard_open(&judge->keyboard, stop_fd, err);

	judge->reviewer = reviewer;
	judge->left = false;
	judge->pager = (struct rq_pager) { .keyboard = &judge->keyboard, .screen = &judge->screen };
	rq_output_init(&judge->screen, judge->keyboard.fd);
	return result;
}

/* Who shares the terminal, such as a shell, goes on in a line of its own. */
static void leave_screen(struct rq_judge *judge, const char *farewell)
{
	struct rq_error ignored = { 0 };

	if (judge->keyboard.fd != -1 &&
	    rq_output_format(&judge->screen, &ignored, "%s%s", judge->pager.question ? "\n" : "",
			     farewell) == 0)
		(void)rq_output_flush(&judge->screen, &ignored);
}

void rq_judge_close(struct rq_judge *judge, const char *farewell)
{
	leave_screen(judge, farewell);
	rq_pager_free(&judge->pager);
	rq_output_free(&judge->screen);
	rq_keyboard_close(&judge->keyboard);
}

/* --- what is shown --------------------------------------------------------------------- */

static int write_to(struct rq_buffer *text, const json_t *result, bool whole, struct rq_error *err)
{
	struct rq_scratch scratch;
	struct rq_writer w = { .out = &scratch.out, .err = err };
	int written = rq_scratch_open(&scratch, err);

	if (written == 0 && whole)
		rq_screen_resume(&w, result);
	else if (written == 0)
		rq_screen_result(&w, result, getenv("NO_COLOR") == NULL);
	if (written == 0)
		written = rq_writer_end(&w);
	if (written == 0)
		written = rq_scratch_turn(&scratch, err);
	if (written == 0)
		written = rq_scratch_drain(&scratch, text, err);
	rq_scratch_close(&scratch);
	return written;
}

static int show(struct rq_judge *judge, struct showing *showing, bool whole, struct rq_error *err)
{
	showing->is_whole = whole;
	return rq_pager_show(&judge->pager, whole ? showing->whole.data : showing->judged.data,
			     showing->held ? held_question : free_question, err);
}

/* --- decisions -------------------------------------------------------------------------- */

/* why: its reason, or the note that a result is sent back with. */
static void decide(const struct rq_judge *judge, struct showing *showing, enum rq_verdict verdict,
		   const char *why)
{
	json_t *record = rq_record_new("decision");
	char at[RQ_TIME_SIZE];

	rq_json_set_string(record, "task_id", showing->task_id);
	rq_json_set_string(record, "decision", rq_verdict_name(verdict));
	rq_json_set_string(record, verdict == RQ_RETURNED ? "note" : "reason", why);
	rq_json_set_string(record, "reviewer", judge->reviewer);
	rq_json_set_string(record, "at", rq_clock_format(rq_clock_now(), at));
	rq_json_set_take(record, "bulk", json_false());
	rq_json_set_integer(record, "seconds", (rq_clock_steady() - showing->since) / 1000);
	showing->decision = record;
	showing->done = true;
}

static int ask_why(struct rq_judge *judge, const char *question, char why[WHY_SIZE],
		   struct rq_error *err)
{
	if (rq_output_text(&judge->screen, question, err) == -1 ||
	    rq_output_flush(&judge->screen, err) == -1)
		return -1;
	return rq_keyboard_line(&judge->keyboard, why, WHY_SIZE, err);
}

static int reject(struct rq_judge *judge, struct showing *showing, struct rq_error *err)
{
	char reason[WHY_SIZE];

	if (ask_why(judge, "\nreason: ", reason, err) == -1)
		return -1;
	decide(judge, showing, RQ_DECLINED, reason);
	return 0;
}

/* Nothing can be done otherwise without a word about what. */
static int send_back(struct rq_judge *judge, struct showing *showing, struct rq_error *err)
{
	char note[WHY_SIZE];

	if (ask_why(judge, "\nwhat to do otherwise (nothing: go back): ", note, err) == -1)
		return -1;
	if (note[strspn(note, " \t")] == '\0')
		return rq_pager_redraw(&judge->pager, err);
	decide(judge, showing, RQ_RETURNED, note);
	return 0;
}

/* What a key does; those that mean nothing do nothing. */
static int act(struct rq_judge *judge, struct showing *showing, int key, struct rq_error *err)
{
	switch (key) {
	case 'a':
		if (!showing->held)
			decide(judge, showing, RQ_APPROVED, NULL);
		return 0;
	case 'r':
		return reject(judge, showing, err);
	case 'b':
		return send_back(judge, showing, err);
	case 's':
		showing->done = true;
		return 0;
	case 'v':
		return show(judge, showing, !showing->is_whole, err);
	case 'q':
		judge->left = true;
		return rq_fail(err, RQ_INTERRUPTED, "left");
	default:
		return 0;
	}
}

static int ask(struct rq_judge *judge, const json_t *result, struct showing *showing,
	       struct rq_error *err)
{
	int key;

	if (write_to(&showing->judged, result, false, err) == -1 ||
	    write_to(&showing->whole, result, true, err) == -1 ||
	    show(judge, showing, false, err) == -1)
		return -1;
	while (!showing->done)
		if (rq_pager_key(&judge->pager, &key, err) == -1 ||
		    act(judge, showing, key, err) == -1)
			return -1;
	return 0;
}

/* "3 of 40"; new. */
static char *name_place(const struct rq_agenda *agenda)
{
	return agenda->count == 0 ? rq_printf("%zu", agenda->number)
				  : rq_printf("%zu of %zu", agenda->number, agenda->count);
}

int rq_judge_ask(struct rq_judge *judge, const json_t *result, const struct rq_agenda *agenda,
		 json_t **decision, struct rq_error *err)
{
	const char *status = rq_json_string(result, "status");
	struct showing showing = { .task_id = rq_json_string(result, "task_id"),
				   .held = rq_finding_is_held(rq_finding_status(status)),
				   .since = rq_clock_steady() };
	char *which = name_place(agenda);
	int asked;

	judge->pager.status = which;
	rq_buffer_init(&showing.judged, RQ_MAX_SCREEN_BYTES);
	rq_buffer_init(&showing.whole, RQ_MAX_SCREEN_BYTES);
	asked = ask(judge, result, &showing, err);
	*decision = showing.decision;
	free(which);
	rq_buffer_free(&showing.judged);
	rq_buffer_free(&showing.whole);
	return asked;
}
