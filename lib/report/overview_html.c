#include "report/overview_html.h"

#include <stdio.h>

#include "base/money.h"
#include "report/chart.h"
#include "report/frame.h"

static void tile(struct rq_writer *w, const char *name, const char *value)
{
	rq_writer_format(w, "<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
}

static void count_tile(struct rq_writer *w, const char *name, int64_t count)
{
	char text[32];

	(void)snprintf(text, sizeof text, "%lld", (long long)count);
	tile(w, name, text);
}

static void figure_tiles(struct rq_writer *w, const struct rq_summary *summary)
{
	char text[32], percent[40];

	if (summary->results > 0 && summary->requests >= 0) {
		(void)snprintf(percent, sizeof percent, "%s&nbsp;%%",
			       rq_percent(rq_summary_cache_rate(summary), text));
		tile(w, "answered by the result cache", percent);
	}
	if (summary->waited.count > 0)
		tile(w, "median time, queued to done",
		     rq_duration(rq_spread_quantile(&summary->waited, 50), text));
	if (summary->usage.cost_microusd > 0)
		tile(w, "cost", rq_money_format(summary->usage.cost_microusd, text));
	if (summary->saved.cost_microusd > 0)
		tile(w, "saved by the result cache",
		     rq_money_format(summary->saved.cost_microusd, text));
}

static void glance_item(struct rq_writer *w, int64_t count, const char *name)
{
	if (count > 0)
		rq_writer_format(w, "<li><b>%lld</b> %s</li>\n", (long long)count, name);
}

void rq_overview_glance(struct rq_writer *w, const struct rq_summary *summary)
{
	int64_t candidates = (int64_t)summary->candidates.count;

	rq_writer_text(w, "<ul class=\"glance\" aria-label=\"In short\">\n");
	if (candidates > 0)
		rq_writer_format(w, "<li><b>%lld</b> result%s for <b>%lld</b> candidate%s</li>\n",
				 (long long)summary->results, summary->results == 1 ? "" : "s",
				 (long long)candidates, candidates == 1 ? "" : "s");
	for (int i = 0; i < RQ_FINDING_STATUSES; i++)
		glance_item(w, summary->status[i],
			    rq_finding_status_words((enum rq_finding_status)i));
	if (summary->errors > 0)
		rq_writer_format(w, "<li><a href=\"#errors\"><b>%lld</b> not done</a></li>\n",
				 (long long)summary->errors);
	rq_writer_text(w, "</ul>\n");
}

static void overview(struct rq_writer *w, const struct rq_summary *summary)
{
	rq_writer_text(w, "<section aria-labelledby=\"overview\">\n"
			  "<h2 id=\"overview\">The run in figures</h2>\n<dl class=\"tiles\">\n");
	count_tile(w, "candidates", (int64_t)summary->candidates.count);
	count_tile(w, "jobs", (int64_t)summary->job_count);
	count_tile(w, "inputs", summary->results + summary->errors);
	count_tile(w, "results", summary->results);
	count_tile(w, "errors", summary->errors);
	if (summary->redone > 0)
		count_tile(w, "sent back, done again", summary->redone);
	figure_tiles(w, summary);
	rq_writer_text(w, "</dl>\n<dl class=\"tiles\">\n");
	for (int i = 0; i < RQ_FINDING_STATUSES; i++)
		if (summary->status[i] > 0)
			count_tile(w, rq_finding_status_words((enum rq_finding_status)i),
				   summary->status[i]);
	rq_writer_text(w, "</dl>\n<div class=\"charts\">\n");
	rq_chart_times(w, "Results by time from queued to done", &summary->waited);
	rq_timeline_charts(w, &summary->timeline);
	rq_chart_names(w, "Errors by stage and code", &summary->codes);
	rq_chart_names(w, "Refused edits by rule", &summary->rules);
	rq_writer_text(w, "</div>\n</section>\n");
}

/* --- reviews ------------------------------------------------------------------- */

static void review_row(struct rq_writer *w, const char *name,
		       const struct rq_review_figures *figures)
{
	static const char *const labels[] = { "Approved", "Rejected", "Returned" };
	char share[16];

	rq_writer_text(w, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><bdi>");
	rq_writer_escaped(w, name[0] ? name : "without a name");
	rq_writer_text(w, "</bdi></th>");
	for (int i = 0; i < RQ_VERDICTS; i++)
		rq_writer_format(w, "<td role=\"cell\" data-label=\"%s\">%lld</td>", labels[i],
				 (long long)figures->decided[i]);
	rq_writer_format(w,
			 "<td role=\"cell\" data-label=\"Share\">%s&nbsp;%%</td>"
			 "<td role=\"cell\" data-label=\"In bulk\">%lld</td>"
			 "<td role=\"cell\" data-label=\"Too fast\">%s%lld%s</td></tr>\n",
			 rq_percent(rq_reviews_approved(figures), share), (long long)figures->bulk,
			 figures->hasty ? "<b class=\"gap\">" : "", (long long)figures->hasty,
			 figures->hasty ? "</b>" : "");
}

static void review_section(struct rq_writer *w, const struct rq_reviews *reviews)
{
	static const char *const columns[] = { "Reviewer",
					       "Approved",
					       "Rejected",
					       "Returned",
					       "Share approved",
					       "In bulk",
					       "Faster than reading",
					       NULL };

	if (rq_reviews_decided(&reviews->all) == 0)
		return;
	rq_writer_text(w,
		       "<section aria-labelledby=\"reviews\">\n<h2 id=\"reviews\">Reviews</h2>\n");
	rq_frame_table(w, "plain reviews", "What people decided", columns);
	for (size_t i = 0; i < reviews->count; i++)
		review_row(w, reviews->reviewer[i].name, &reviews->reviewer[i].figures);
	rq_frame_table_end(w);
	rq_writer_text(w, "</section>\n");
}

static void queue_section(struct rq_writer *w, const json_t *queue)
{
	json_t *tasks = rq_json_object(queue, "tasks"), *count;
	const char *name;

	if (!queue)
		return;
	rq_writer_text(w, "<section aria-labelledby=\"queue\">\n<h2 id=\"queue\">Queue</h2>\n"
			  "<dl class=\"tiles\">\n");
	json_object_foreach (tasks, name, count) {
		if (json_integer_value(count) <= 0)
			continue;
		rq_writer_text(w, "<div><dt>");
		rq_writer_escaped(w, name);
		rq_writer_format(w, "</dt><dd>%lld</dd></div>\n",
				 (long long)json_integer_value(count));
	}
	count_tile(w, "résumés kept", rq_json_integer(queue, "resumes", 0));
	count_tile(w, "results kept", rq_json_integer(queue, "results", 0));
	rq_writer_text(w, "</dl>\n</section>\n");
}

void rq_overview_html(struct rq_writer *w, const struct rq_summary *summary)
{
	overview(w, summary);
	review_section(w, &summary->reviews);
	queue_section(w, summary->queue);
}
