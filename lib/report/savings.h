#ifndef RQ_REPORT_SAVINGS_H
#define RQ_REPORT_SAVINGS_H

/* What a usage says was not paid, by what spared it. */

#include <stdint.h>

#include "report/writer.h"
#include "store/store.h"

enum rq_saving {
	RQ_SAVING_PROMPT_CACHE, /* the provider's, for tokens that it had read before */
	RQ_SAVING_BATCH,        /* its price for batches */
	RQ_SAVING_RESULT_CACHE, /* ours: results that were there, at what their calls cost */
	RQ_SAVING_UNKNOWN, /* the first two, of batches of an rq that did not tell them apart */
	RQ_SAVINGS
};

/* "prompt cache" in a sentence, "Prompt cache" above a column; static. */
const char *rq_saving_name(enum rq_saving saving);
const char *rq_saving_title(enum rq_saving saving);

/* Micro-dollars of one kind, never below 0; and of all. */
int64_t rq_saving_of(const struct rq_usage *usage, enum rq_saving saving);
int64_t rq_saving_sum(const struct rq_usage *usage);

/* "$0.5000: prompt cache $0.2000, batches $0.3000", or "$0.0000". */
void rq_saving_write(struct rq_writer *w, const struct rq_usage *usage);

#endif
