#ifndef RQ_STORE_USAGE_H
#define RQ_STORE_USAGE_H

/*
 * What calls cost, summed per day (UTC), model and job; and with it, per day,
 * what the budget looks at (spending.h), so that the two cannot disagree.
 */

#include "store/store.h"
#include "store/table.h"

/* Adds to the day of now, for the task's model (or engine) and job; a usage of zeros is none. */
int rq_usage_add(struct rq_txn *txn, int64_t now, const struct rq_task *task,
		 const struct rq_usage *usage, struct rq_error *err);

/* The numbers of a usage, each within its bounds: an answer's are a stranger's. */
enum { RQ_USAGE_FIELDS = 15, RQ_USAGE_FIRST = 11 }; /* an older rq knows the first ones only */
void rq_usage_numbers(const struct rq_usage *usage, int64_t fields[RQ_USAGE_FIELDS]);

/* What came together on a day, for a model and a job. */
struct rq_usage_line {
	int64_t day;
	char model[sizeof((struct rq_task *)0)->model];
	char job_id[RQ_ID_SIZE];
	int64_t numbers[RQ_USAGE_FIELDS];
};

/*
 * The line is one of another store: of each number the greater one stands. *known: there
 * was nothing to raise.
 */
int rq_usage_raise(struct rq_txn *txn, const struct rq_usage_line *given, bool *known,
		   struct rq_error *err);

/* As an object; new. */
json_t *rq_usage_to_json(const struct rq_usage_line *line);

/* The name of a number, such as "calls", and whose it is; -1: nobody's. Static. */
const char *rq_usage_name(size_t number);
int rq_usage_find(const char *name);

/* What a task's usage is filed under: its model, or else its engine. Borrowed. */
const char *rq_usage_model(const struct rq_task *task);

/* The dollars in an entry of the usage; RQ_STORE when it is damaged. */
int rq_usage_read(struct rq_span key, struct rq_span value, int64_t *day, int64_t *cost,
		  int64_t *unsettled, struct rq_error *err);

/* Adds to list what rq_store_usage() says. */
int rq_usage_list(struct rq_txn *txn, int64_t since, int64_t until, json_t *list,
		  struct rq_error *err);

#endif
