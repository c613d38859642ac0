#ifndef FAKE_TROUBLE_H
#define FAKE_TROUBLE_H

/*
 * What a server and a model do to their clients, on command. A rule names a
 * trouble and says which requests it meets:
 *
 *   {"do":"429","nth":3}          the third request that the rule sees
 *   {"do":"503","every":10}       each tenth
 *   {"do":"reset-in","rate":0.01} by chance, from --seed
 *   {"do":"length","match":"Kubernetes","times":2}
 *
 * "match": only requests whose bytes hold that text; "times": no more often;
 * "retry_after" and "delay": ms. Troubles happen to chat requests, those of LOSE to
 * lines of a batch or to its end; "at" puts one elsewhere: "line", "batch" (its
 * end), "batches", "file", "models", "hook" or "sentry" (calls of these doors).
 */

#include <stdbool.h>

#include "base/json.h"
#include "dice.h"
#include "reply.h"

enum trouble_kind {
	REFUSE, /* an error, or an end of the connection, before the work; costs nothing */
	BREAK,  /* the answer is made and charged; its connection suffers */
	SPOIL,  /* the model's answer is bad */
	LOSE,   /* a batch goes wrong */
};

enum spoil {
	TRUNCATED,    /* the content ends in the middle, finish_reason stop */
	CUT_OFF,      /* the same with finish_reason length, as it should be */
	NOT_JSON,     /* prose */
	FENCED,       /* ```json around it: harmless, weak servers do it */
	WRONG_SCHEMA, /* JSON of another shape */
	EMPTY,        /* no choices */
	NUMBER,       /* edits with an invented number */
	SKILL,        /* ... skill */
	EMPLOYER,     /* ... employer */
	OBEY,         /* edits that praise, as a hidden line of the résumé may order */
};

enum loss { LINE_MISSING, LINE_TWICE, EXPIRED, BATCH_FAILED };

struct trouble {
	const char *name;
	enum trouble_kind kind;
	int status;              /* REFUSE */
	const char *type, *code; /* REFUSE */
	int which;        /* REFUSE and BREAK: enum ending, SPOIL: enum spoil, LOSE: enum loss */
	const char *text; /* REFUSE: the message, or all of the body when type is NULL */
};

struct rule {
	const struct trouble *trouble;
	json_t *json; /* as it was given */
	long seen, fired;
};

struct rules {
	struct rule *rule;
	size_t count, capacity;
};

/* One rule, or an array of them; RQ_USAGE. */
int rules_add(struct rules *rules, const json_t *json, struct rq_error *err);
void rules_clear(struct rules *rules);

/* The first rule that meets this request, or NULL. Counts what each rule has seen. */
const struct rule *rules_pick(struct rules *rules, const char *at, const char *bytes,
			      struct dice *dice);

/* Makes the reply that a REFUSE rule asks for. */
void rule_refuse(const struct rule *rule, struct reply *reply);

#endif
