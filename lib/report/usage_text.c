#include "report/usage_text.h"

#include "base/money.h"
#include "base/text.h"
#include "report/savings.h"
#include "report/writer.h"

enum {
	WIDEST_NAME = 32,
	NARROWEST_NAME = 20,
	FIGURES = 49,
	WIDEST_BAR = 40,
	DAYS_SHOWN = 31,
	ROWS_SHOWN = 20
};

/* What a table says of each row, and what its bars are of. */
struct view {
	void (*head)(struct rq_writer *w); /* FIGURES wide at most */
	void (*figures)(struct rq_writer *w, const struct rq_usage *usage);
	int64_t (*measure)(const struct rq_usage *usage);
};

struct table {
	struct rq_writer *w;
	size_t name, bar; /* columns */
	int64_t most;     /* what the longest bar stands for */
	const struct view *view;
};

static void head_of_cost(struct rq_writer *w)
{
	rq_writer_text(w, "  calls     in  cached    out     cost    saved");
}

static void took_and_cost(struct rq_writer *w, const struct rq_usage *usage)
{
	char calls[16], in[16], cached[16], out[16], paid[RQ_MONEY_SIZE], saved[RQ_MONEY_SIZE];

	rq_writer_format(w, " %6s %6s %6s%% %6s %8s %8s", rq_short_count(usage->calls, calls),
			 rq_short_count(usage->prompt_tokens, in),
			 rq_share(usage->cached_tokens, usage->prompt_tokens, cached),
			 rq_short_count(usage->completion_tokens, out),
			 rq_money_format(rq_usage_dollars(usage), paid),
			 rq_money_format(rq_saving_sum(usage), saved));
}

static void head_of_savings(struct rq_writer *w)
{
	rq_writer_format(w, " %12s %8s %12s %8s", rq_saving_name(RQ_SAVING_PROMPT_CACHE),
			 rq_saving_name(RQ_SAVING_BATCH), rq_saving_name(RQ_SAVING_RESULT_CACHE),
			 "saved");
}

static void was_saved(struct rq_writer *w, const struct rq_usage *usage)
{
	char prompt[RQ_MONEY_SIZE], batch[RQ_MONEY_SIZE], results[RQ_MONEY_SIZE];
	char sum[RQ_MONEY_SIZE];

	rq_writer_format(w, " %12s %8s %12s %8s",
			 rq_money_format(rq_saving_of(usage, RQ_SAVING_PROMPT_CACHE), prompt),
			 rq_money_format(rq_saving_of(usage, RQ_SAVING_BATCH), batch),
			 rq_money_format(rq_saving_of(usage, RQ_SAVING_RESULT_CACHE), results),
			 rq_money_format(rq_saving_sum(usage), sum));
}

static int64_t calls_of(const struct rq_usage *usage)
{
	return usage->calls;
}

static const struct view cost = { head_of_cost, took_and_cost, rq_usage_dollars };
/* Nothing was paid. */
static const struct view calls = { head_of_cost, took_and_cost, calls_of };
static const struct view savings = { head_of_savings, was_saved, rq_saving_sum };

static void bar(const struct table *table, const struct rq_usage *usage)
{
	double share =
	    (double)table->view->measure(usage) / (double)(table->most > 0 ? table->most : 1);
	size_t length = (size_t)(share * (double)table->bar + 0.5);

	if (length > 0)
		rq_writer_text(table->w, " ");
	for (size_t i = 0; i < length; i++)
		rq_writer_text(table->w, "█");
}

static void row(const struct table *table, const struct rq_usage_row *row, const char *others)
{
	const char *name = row->title[0] ? row->title : row->id[0] ? row->id : others;

	rq_writer_text(table->w, "  ");
	rq_writer_cell(table->w, name, table->name);
	table->view->figures(table->w, &row->usage);
	bar(table, &row->usage);
	rq_writer_text(table->w, "\n");
}

static void rows(struct table *table, const char *title, const struct rq_usage_rows *rows,
		 size_t first, size_t count, const char *others)
{
	table->most = 0;
	for (size_t i = first; i < first + count; i++) {
		int64_t measure = table->view->measure(&rows->row[i].usage);

		if (measure > table->most)
			table->most = measure;
	}
	rq_writer_text(table->w, "\n  ");
	rq_writer_cell(table->w, title, table->name);
	table->view->head(table->w);
	rq_writer_text(table->w, "\n");
	for (size_t i = first; i < first + count; i++)
		row(table, &rows->row[i], others);
}

static void tables(struct table *table, const struct rq_usage_figures *figures)
{
	const struct rq_usage_rows *days = &figures->days, *jobs = &figures->jobs;
	size_t shown = days->count < DAYS_SHOWN ? days->count : DAYS_SHOWN;

	rows(table, days->count > shown ? "last days" : "day", days, days->count - shown, shown,
	     "");
	rows(table, "model", &figures->models, 0, figures->models.count, "other models");
	rows(table, "job", jobs, 0, jobs->count < ROWS_SHOWN ? jobs->count : ROWS_SHOWN,
	     "other jobs");
	if (jobs->count > ROWS_SHOWN)
		rq_writer_format(table->w, "  and %zu more\n", jobs->count - ROWS_SHOWN);
}

static void totals(struct rq_writer *w, const struct rq_usage_figures *figures)
{
	const struct rq_usage *usage = &figures->total;
	char paid[RQ_MONEY_SIZE], perhaps[RQ_MONEY_SIZE], share[16];

	rq_writer_format(w,
			 "  calls      %lld, %lld of them in batches, %lld refused; %lld spared "
			 "by the %s\n",
			 (long long)usage->calls, (long long)usage->batch_calls,
			 (long long)usage->refused, (long long)usage->reused,
			 rq_saving_name(RQ_SAVING_RESULT_CACHE));
	rq_writer_format(
	    w, "  tokens     %lld in, %s %% of them cached; %lld out, %lld for reasoning\n",
	    (long long)usage->prompt_tokens,
	    rq_share(usage->cached_tokens, usage->prompt_tokens, share),
	    (long long)usage->completion_tokens, (long long)usage->reasoning_tokens);
	rq_writer_format(w, "  cost       %s", rq_money_format(usage->cost_microusd, paid));
	if (usage->unsettled_microusd > 0)
		rq_writer_format(w, "; %s perhaps",
				 rq_money_format(usage->unsettled_microusd, perhaps));
	rq_writer_text(w, "\n  saved      ");
	rq_saving_write(w, usage);
	rq_writer_text(w, "\n");
}

static void month(struct rq_writer *w, const struct rq_usage_figures *figures)
{
	char spent[RQ_MONEY_SIZE], expected[RQ_MONEY_SIZE], day[RQ_MONEY_SIZE];

	rq_writer_format(w, "  %s    %s so far; at %s a day, %s by its end\n", figures->month,
			 rq_money_format(figures->month_dollars, spent),
			 rq_money_format(figures->day_mean, day),
			 rq_money_format(figures->month_forecast, expected));
}

/* A third of what the figures leave is for bars, the rest for names. */
static struct table layout(struct rq_writer *w, size_t columns)
{
	size_t room = columns > FIGURES + NARROWEST_NAME ? columns - FIGURES : NARROWEST_NAME;
	struct table table = { .w = w, .name = room - room / 3 };

	if (table.name < NARROWEST_NAME)
		table.name = NARROWEST_NAME;
	if (table.name > WIDEST_NAME)
		table.name = WIDEST_NAME;
	table.bar = room > table.name + 1 ? room - table.name - 1 : 0;
	if (table.bar > WIDEST_BAR)
		table.bar = WIDEST_BAR;
	return table;
}

int rq_usage_text(struct rq_output *out, const struct rq_usage_figures *figures, const char *title,
		  size_t columns, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };
	struct table table = layout(&w, columns);
	char escaped[256];

	rq_writer_format(&w, "%s\n", rq_text_escape(title, escaped, sizeof escaped));
	totals(&w, figures);
	month(&w, figures);
	if (figures->days.count == 0)
		return rq_writer_end(&w);
	table.view = rq_usage_dollars(&figures->total) > 0 ? &cost : &calls;
	tables(&table, figures);
	if (rq_saving_sum(&figures->total) > 0) {
		table.view = &savings;
		tables(&table, figures);
	}
	return rq_writer_end(&w);
}
