#include "report/usage_html.h"

#include <stdio.h>

#include "base/money.h"
#include "report/chart.h"
#include "report/frame.h"
#include "report/savings.h"

enum { ROWS_SHOWN = 50 };

static void tile(struct rq_writer *w, const char *name, int64_t microusd)
{
	char money[RQ_MONEY_SIZE];

	rq_writer_format(w, "<div><dt>%s</dt><dd>%s</dd></div>\n", name,
			 rq_money_format(microusd, money));
}

static void tiles(struct rq_writer *w, const struct rq_usage_figures *figures)
{
	char name[64];

	rq_writer_text(w, "<dl class=\"tiles\">\n");
	rq_writer_format(w,
			 "<div><dt>calls</dt><dd>%lld</dd></div>\n"
			 "<div><dt>calls spared by the %s</dt><dd>%lld</dd></div>\n",
			 (long long)figures->total.calls, rq_saving_name(RQ_SAVING_RESULT_CACHE),
			 (long long)figures->total.reused);
	tile(w, "paid", figures->total.cost_microusd);
	for (enum rq_saving i = 0; i < RQ_SAVINGS; i++)
		if (i != RQ_SAVING_UNKNOWN || rq_saving_of(&figures->total, i) > 0) {
			(void)snprintf(name, sizeof name, "saved by %s", rq_saving_name(i));
			tile(w, name, rq_saving_of(&figures->total, i));
		}
	if (figures->total.unsettled_microusd > 0)
		tile(w, "perhaps paid", figures->total.unsettled_microusd);
	(void)snprintf(name, sizeof name, "%s so far", figures->month);
	tile(w, name, figures->month_dollars);
	(void)snprintf(name, sizeof name, "%s, forecast", figures->month);
	tile(w, name, figures->month_forecast);
	rq_writer_text(w, "</dl>\n");
}

static void days(struct rq_writer *w, const struct rq_usage_rows *days)
{
	struct rq_chart_bar bars[RQ_CHART_BARS];
	size_t count = days->count < RQ_CHART_BARS ? days->count : RQ_CHART_BARS;

	for (size_t i = 0; i < count; i++) {
		const struct rq_usage_row *row = &days->row[days->count - count + i];

		(void)snprintf(bars[i].label, sizeof bars[i].label, "%.10s", row->id);
		bars[i].value = rq_usage_dollars(&row->usage);
		(void)rq_money_format(bars[i].value, bars[i].text);
	}
	rq_writer_text(w, "<div class=\"charts\">\n");
	rq_chart_bars(w, "Dollars by day", bars, count);
	rq_writer_text(w, "</div>\n");
}

static void cell(struct rq_writer *w, const char *label, const char *text)
{
	rq_writer_format(w, "<td role=\"cell\" class=\"n\" data-label=\"%s\">%s</td>", label, text);
}

static void row(struct rq_writer *w, const struct rq_usage_row *row, const char *others)
{
	const struct rq_usage *usage = &row->usage;
	char text[RQ_MONEY_SIZE];

	rq_writer_text(w, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><bdi>");
	rq_writer_escaped(w, row->title[0] ? row->title : row->id[0] ? row->id : others);
	rq_writer_text(w, "</bdi></th>");
	cell(w, "Calls", rq_short_count(usage->calls, text));
	cell(w, "Tokens in", rq_short_count(usage->prompt_tokens, text));
	cell(w, "Cached, %", rq_share(usage->cached_tokens, usage->prompt_tokens, text));
	cell(w, "Tokens out", rq_short_count(usage->completion_tokens, text));
	cell(w, "Reasoning", rq_short_count(usage->reasoning_tokens, text));
	cell(w, "Dollars", rq_money_format(rq_usage_dollars(usage), text));
	cell(w, "Saved", rq_money_format(rq_saving_sum(usage), text));
	for (enum rq_saving i = 0; i < RQ_SAVING_UNKNOWN; i++)
		cell(w, rq_saving_title(i), rq_money_format(rq_saving_of(usage, i), text));
	rq_writer_text(w, "</tr>\n");
}

/* others: what those past the limit are called; NULL for days, of which the last are shown. */
static void table(struct rq_writer *w, const char *caption, const char *what,
		  const struct rq_usage_rows *rows, const char *others)
{
	const char *const columns[] = { what,
					"Calls",
					"Tokens in",
					"Cached, %",
					"Tokens out",
					"Reasoning",
					"Dollars",
					"Saved",
					rq_saving_title(RQ_SAVING_PROMPT_CACHE),
					rq_saving_title(RQ_SAVING_BATCH),
					rq_saving_title(RQ_SAVING_RESULT_CACHE),
					NULL };

	size_t left_out = rows->count > ROWS_SHOWN ? rows->count - ROWS_SHOWN : 0;
	size_t first = others ? 0 : left_out;

	rq_frame_table(w, "plain usage", caption, columns);
	for (size_t i = first; i < first + rows->count - left_out; i++)
		row(w, &rows->row[i], others);
	rq_frame_table_end(w);
	if (left_out > 0)
		rq_writer_format(w, "<p class=\"soft\">and %zu %s</p>\n", left_out,
				 others ? "more" : "earlier");
}

void rq_usage_html(struct rq_writer *w, const struct rq_usage_figures *figures)
{
	if (figures->total.calls == 0 && figures->total.reused == 0)
		return;
	rq_writer_text(w, "<section aria-labelledby=\"usage\">\n"
			  "<h2 id=\"usage\">Usage and cost</h2>\n");
	tiles(w, figures);
	days(w, &figures->days);
	table(w, "What calls took and cost, by day", "Day", &figures->days, NULL);
	table(w, "By model", "Model", &figures->models, "other models");
	table(w, "By job", "Job", &figures->jobs, "other jobs");
	rq_writer_text(w, "</section>\n");
}
