#include "report/usage_text.h"

#include "base/money.h"
#include "base/text.h"
#include "report/writer.h"

enum {
	WIDEST_NAME = 32,
	NARROWEST_NAME = 20,
	FIGURES = 49,
	WIDEST_BAR = 40,
	DAYS_SHOWN = 31,
	ROWS_SHOWN = 20
};

struct table {
	struct rq_writer *w;
	size_t name, bar; /* columns */
	int64_t most;     /* what the longest bar stands for */
	bool by_calls;    /* nothing was paid: bars are of calls */
};

static int64_t measure(const struct table *table, const struct rq_usage *usage)
{
	return table->by_calls ? usage->calls : rq_usage_dollars(usage);
}

static void bar(const struct table *table, const struct rq_usage *usage)
{
	double share = (double)measure(table, usage) / (double)(table->most > 0 ? table->most : 1);
	size_t length = (size_t)(share * (double)table->bar + 0.5);

	if (length > 0)
		rq_writer_text(table->w, " ");
	for (size_t i = 0; i < length; i++)
		rq_writer_text(table->w, "█");
}

static void row(const struct table *table, const struct rq_usage_row *row, const char *others)
{
	const struct rq_usage *usage = &row->usage;
	char calls[16], in[16], cached[16], out[16], paid[RQ_MONEY_SIZE], saved[RQ_MONEY_SIZE];
	const char *name = row->title[0] ? row->title : row->id[0] ? row->id : others;

	rq_writer_text(table->w, "  ");
	rq_writer_cell(table->w, name, table->name);
	rq_writer_format(table->w, " %6s %6s %6s%% %6s %8s %8s",
			 rq_short_count(usage->calls, calls),
			 rq_short_count(usage->prompt_tokens, in),
			 rq_share(usage->cached_tokens, usage->prompt_tokens, cached),
			 rq_short_count(usage->completion_tokens, out),
			 rq_money_format(rq_usage_dollars(usage), paid),
			 rq_money_format(usage->saved_microusd, saved));
	bar(table, usage);
	rq_writer_text(table->w, "\n");
}

static void head(const struct table *table, const char *title)
{
	rq_writer_text(table->w, "\n  ");
	rq_writer_cell(table->w, title, table->name);
	rq_writer_text(table->w, "  calls     in  cached    out     cost    saved\n");
}

static void rows(struct table *table, const char *title, const struct rq_usage_rows *rows,
		 size_t first, size_t count, const char *others)
{
	table->most = 0;
	for (size_t i = first; i < first + count; i++)
		if (measure(table, &rows->row[i].usage) > table->most)
			table->most = measure(table, &rows->row[i].usage);
	head(table, title);
	for (size_t i = first; i < first + count; i++)
		row(table, &rows->row[i], others);
}

static void totals(struct rq_writer *w, const struct rq_usage_figures *figures)
{
	const struct rq_usage *usage = &figures->total;
	char paid[RQ_MONEY_SIZE], saved[RQ_MONEY_SIZE], perhaps[RQ_MONEY_SIZE], share[16];

	rq_writer_format(w, "  calls      %lld, %lld of them in batches, %lld refused\n",
			 (long long)usage->calls, (long long)usage->batch_calls,
			 (long long)usage->refused);
	rq_writer_format(
	    w, "  tokens     %lld in, %s %% of them cached; %lld out, %lld for reasoning\n",
	    (long long)usage->prompt_tokens,
	    rq_share(usage->cached_tokens, usage->prompt_tokens, share),
	    (long long)usage->completion_tokens, (long long)usage->reasoning_tokens);
	rq_writer_format(w, "  cost       %s; %s saved by prompt cache and batch",
			 rq_money_format(usage->cost_microusd, paid),
			 rq_money_format(usage->saved_microusd, saved));
	if (usage->unsettled_microusd > 0)
		rq_writer_format(w, "; %s perhaps",
				 rq_money_format(usage->unsettled_microusd, perhaps));
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
	size_t days = figures->days.count;
	char escaped[256];
	size_t shown = days < DAYS_SHOWN ? days : DAYS_SHOWN;

	table.by_calls = rq_usage_dollars(&figures->total) == 0;
	rq_writer_format(&w, "%s\n", rq_text_escape(title, escaped, sizeof escaped));
	totals(&w, figures);
	month(&w, figures);
	if (days == 0)
		return rq_writer_end(&w);
	rows(&table, days > shown ? "last days" : "day", &figures->days, days - shown, shown, "");
	rows(&table, "model", &figures->models, 0, figures->models.count, "other models");
	rows(&table, "job", &figures->jobs, 0,
	     figures->jobs.count < ROWS_SHOWN ? figures->jobs.count : ROWS_SHOWN, "other jobs");
	if (figures->jobs.count > ROWS_SHOWN)
		rq_writer_format(&w, "  and %zu more\n", figures->jobs.count - ROWS_SHOWN);
	return rq_writer_end(&w);
}
