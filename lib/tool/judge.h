#ifndef RQ_TOOL_JUDGE_H
#define RQ_TOOL_JUDGE_H

/* A person at the terminal who decides about results, one after the other, a key each. */

#include "base/json.h"
#include "review/agenda.h"
#include "tool/pager.h"

struct rq_judge {
	const char *reviewer; /* who decides, or NULL; borrowed */
	struct rq_keyboard keyboard;
	struct rq_output screen;
	struct rq_pager pager;
	bool left; /* the person has had enough */
};

/* At the terminal; as rq_keyboard_open(). Close it, whatever is returned, with a last line. */
int rq_judge_open(struct rq_judge *judge, int stop_fd, const char *reviewer, struct rq_error *err);
void rq_judge_close(struct rq_judge *judge, const char *farewell);

/*
 * Shows a result and which of an agenda it is, and asks what to do. *decision is a new "decision"
 * record, or NULL when it was skipped. RQ_INTERRUPTED at a signal, and when the person left.
 */
int rq_judge_ask(struct rq_judge *judge, const json_t *result, const struct rq_agenda *agenda,
		 json_t **decision, struct rq_error *err);

#endif
