#include "report/savings.h"

#include "base/money.h"
#include "report/sum.h"

static const struct {
	const char *name, *title;
} words[RQ_SAVINGS] = {
	[RQ_SAVING_PROMPT_CACHE] = { "prompt cache", "Prompt cache" },
	[RQ_SAVING_BATCH] = { "batches", "Batches" },
	[RQ_SAVING_RESULT_CACHE] = { "result cache", "Result cache" },
	[RQ_SAVING_UNKNOWN] = { "prompt cache or batches", "Prompt cache or batches" },
};

const char *rq_saving_name(enum rq_saving saving)
{
	return words[saving].name;
}

const char *rq_saving_title(enum rq_saving saving)
{
	return words[saving].title;
}

/* Numbers of results are a stranger's: what is below 0 is none. */
static int64_t at_least_none(int64_t microusd)
{
	return microusd > 0 ? microusd : 0;
}

static int64_t told_apart(const struct rq_usage *usage)
{
	int64_t sum = 0;

	rq_sum_add(&sum, usage->cache_saved_microusd);
	rq_sum_add(&sum, usage->batch_saved_microusd);
	return sum;
}

int64_t rq_saving_of(const struct rq_usage *usage, enum rq_saving saving)
{
	switch (saving) {
	case RQ_SAVING_PROMPT_CACHE:
		return at_least_none(usage->cache_saved_microusd);
	case RQ_SAVING_BATCH:
		return at_least_none(usage->batch_saved_microusd);
	case RQ_SAVING_RESULT_CACHE:
		return at_least_none(usage->reused_microusd);
	case RQ_SAVING_UNKNOWN:
		return at_least_none(at_least_none(usage->saved_microusd) - told_apart(usage));
	case RQ_SAVINGS:
	default:
		return 0;
	}
}

int64_t rq_saving_sum(const struct rq_usage *usage)
{
	int64_t sum = 0;

	for (enum rq_saving i = 0; i < RQ_SAVINGS; i++)
		rq_sum_add(&sum, rq_saving_of(usage, i));
	return sum;
}

void rq_saving_write(struct rq_writer *w, const struct rq_usage *usage)
{
	char money[RQ_MONEY_SIZE];
	const char *before = ": ";

	rq_writer_text(w, rq_money_format(rq_saving_sum(usage), money));
	for (enum rq_saving i = 0; i < RQ_SAVINGS; i++) {
		int64_t microusd = rq_saving_of(usage, i);

		if (microusd == 0)
			continue;
		rq_writer_format(w, "%s%s %s", before, rq_saving_name(i),
				 rq_money_format(microusd, money));
		before = ", ";
	}
}
