#include "report/html.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/money.h"
#include "report/chart.h"
#include "report/frame.h"
#include "report/row.h"
#include "report/spool.h"
#include "report/writer.h"

enum { TOP = 10, NO_JOB = -1, AN_ERROR = -2 };

/* Where a candidate's or an error's fragment lies in the spool. */
struct fragment {
	uint64_t offset;
	uint32_t length;
	int32_t job; /* index in the summary, NO_JOB or AN_ERROR */
	int32_t evidence;
};

struct rq_page {
	struct rq_spool spool;
	uint64_t end; /* of the spool */
	struct fragment *fragment;
	size_t count, capacity;
};

int rq_page_open(struct rq_page **page, struct rq_error *err)
{
	struct rq_page *made = rq_alloc(1, sizeof *made);

	if (rq_spool_open(&made->spool, err) == -1) {
		rq_page_free(made);
		return -1;
	}
	*page = made;
	return 0;
}

void rq_page_free(struct rq_page *page)
{
	if (!page)
		return;
	rq_spool_close(&page->spool);
	free(page->fragment);
	free(page);
}

int rq_page_add(struct rq_page *page, const struct rq_summary *summary, const json_t *record,
		struct rq_error *err)
{
	struct rq_writer w = { .out = &page->spool.out, .err = err };
	const char *type = rq_json_string(record, "type");
	struct fragment fragment = { .offset = page->end, .job = AN_ERROR };
	struct rq_finding finding;

	if (type && strcmp(type, "error") == 0) {
		rq_row_error(&w, record);
	} else if (type && strcmp(type, "result") == 0) {
		rq_finding_read(record, &finding);
		rq_row_candidate(&w, record, &finding);
		fragment.job = (int32_t)rq_summary_job(summary, record);
		fragment.evidence = finding.evidence;
	} else {
		return 0;
	}
	page->end += w.written;
	fragment.length = (uint32_t)w.written;
	page->fragment =
	    rq_grow(page->fragment, page->count, &page->capacity, sizeof *page->fragment);
	page->fragment[page->count++] = fragment;
	return rq_writer_end(&w);
}

/* Jobs in their order, in each the best first, equals as they came; errors first of all. */
static int compare(const void *left, const void *right)
{
	const struct fragment *a = left, *b = right;

	if (a->job != b->job)
		return a->job < b->job ? -1 : 1;
	if (a->evidence != b->evidence)
		return a->evidence > b->evidence ? -1 : 1;
	return a->offset < b->offset ? -1 : 1;
}

static void copy_fragments(struct rq_page *page, struct rq_writer *w, int32_t job)
{
	for (size_t i = 0; i < page->count && !w->failed; i++)
		if (page->fragment[i].job == job &&
		    rq_spool_copy(&page->spool, page->fragment[i].offset, page->fragment[i].length,
				  w->out, w->err) == -1)
			w->failed = true;
}

/* --- what stands above the tables ------------------------------------------- */

static void job_name(struct rq_writer *w, const struct rq_job_figures *job)
{
	if (!job->title) {
		rq_writer_text(w, job->id[0] ? "Job " : "Other jobs");
		rq_writer_escaped(w, job->id);
		return;
	}
	rq_writer_text(w, "<bdi>");
	rq_writer_escaped(w, job->title);
	rq_writer_text(w, "</bdi>");
	if (!job->company)
		return;
	rq_writer_text(w, ", <bdi>");
	rq_writer_escaped(w, job->company);
	rq_writer_text(w, "</bdi>");
}

static void navigation(struct rq_writer *w, const struct rq_summary *summary)
{
	rq_writer_text(w, "<nav aria-label=\"Sections\"><ul>\n");
	for (size_t i = 0; i < summary->job_count; i++) {
		rq_writer_format(w, "<li><a href=\"#job-%zu\">", i + 1);
		job_name(w, summary->job[i]);
		rq_writer_text(w, "</a></li>\n");
	}
	if (summary->errors > 0)
		rq_writer_format(w, "<li><a href=\"#errors\">Errors (%lld)</a></li>\n",
				 (long long)summary->errors);
	rq_writer_text(w, "<li><a href=\"#words\">What the words mean</a></li>\n</ul></nav>\n"
			  "</header>\n");
}

/* --- overview ---------------------------------------------------------------- */

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

	if (summary->results > 0) {
		(void)snprintf(percent, sizeof percent, "%s&nbsp;%%",
			       rq_percent(rq_summary_cache_rate(summary), text));
		tile(w, "from the cache", percent);
	}
	if (summary->waited.count > 0)
		tile(w, "median time, queued to done",
		     rq_duration(rq_spread_quantile(&summary->waited, 50), text));
	if (summary->usage.cost_microusd > 0)
		tile(w, "cost", rq_money_format(summary->usage.cost_microusd, text));
	if (summary->saved.cost_microusd > 0)
		tile(w, "saved by the cache", rq_money_format(summary->saved.cost_microusd, text));
}

static void overview(struct rq_writer *w, const struct rq_summary *summary)
{
	rq_writer_text(w, "<main id=\"main\">\n<section aria-labelledby=\"overview\">\n"
			  "<h2 id=\"overview\">Overview</h2>\n<dl class=\"tiles\">\n");
	count_tile(w, "inputs", summary->results + summary->errors);
	count_tile(w, "results", summary->results);
	count_tile(w, "errors", summary->errors);
	figure_tiles(w, summary);
	rq_writer_text(w, "</dl>\n<dl class=\"tiles\">\n");
	for (int i = 0; i < RQ_FINDING_STATUSES; i++)
		if (summary->status[i] > 0)
			count_tile(w, rq_finding_status_words((enum rq_finding_status)i),
				   summary->status[i]);
	rq_writer_text(w, "</dl>\n<div class=\"charts\">\n");
	rq_chart_times(w, "Results by time from queued to done", &summary->waited);
	rq_chart_names(w, "Errors by stage and code", &summary->codes);
	rq_chart_names(w, "Refused edits by rule", &summary->rules);
	rq_writer_text(w, "</div>\n</section>\n");
}

/* "Kubernetes (12), Kafka (3)" */
static void names(struct rq_writer *w, const struct rq_census *census)
{
	const struct rq_count *top[TOP];
	size_t count = rq_census_top(census, top, TOP);

	for (size_t i = 0; i < count; i++) {
		rq_writer_text(w, i == 0 ? "<bdi>" : ", <bdi>");
		rq_writer_escaped(w, top[i]->name);
		rq_writer_format(w, "</bdi> (%lld)", (long long)top[i]->count);
	}
	if (count == 0)
		rq_writer_text(w, "none");
}

static void table_head(struct rq_writer *w, const char *kind, const char *caption,
		       const char *const *columns)
{
	rq_writer_format(w,
			 "<table role=\"table\" class=\"%s\">\n<caption>%s</caption>\n"
			 "<thead role=\"rowgroup\"><tr role=\"row\">",
			 kind, caption);
	for (; *columns; columns++)
		rq_writer_format(w, "<th role=\"columnheader\" scope=\"col\">%s</th>", *columns);
	rq_writer_text(w, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
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
	table_head(w, "plain reviews", "What people decided", columns);
	for (size_t i = 0; i < reviews->count; i++)
		review_row(w, reviews->reviewer[i].name, &reviews->reviewer[i].figures);
	rq_writer_text(w, "</tbody>\n</table>\n</section>\n");
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

/* --- jobs ---------------------------------------------------------------------- */

static void spread_figure(struct rq_writer *w, const char *name, const struct rq_spread *spread)
{
	char median[16], low[16], high[16];

	rq_writer_format(w,
			 "<div><dt>%s</dt><dd><b>%s</b> <span class=\"soft\">half within %s–%s"
			 "</span></dd></div>\n",
			 name, rq_percent((int)rq_spread_quantile(spread, 50), median),
			 rq_percent((int)rq_spread_quantile(spread, 25), low),
			 rq_percent((int)rq_spread_quantile(spread, 75), high));
}

static void job_figures(struct rq_writer *w, const struct rq_job_figures *job)
{
	rq_writer_text(w, "<div class=\"figures\">\n<dl>\n");
	if (job->evidence.count > 0)
		spread_figure(w, "evidence, median", &job->evidence);
	if (job->literal.count > 0) {
		spread_figure(w, "literal before", &job->literal);
		spread_figure(w, "literal tailored", &job->literal_after);
	}
	rq_writer_format(w,
			 "</dl>\n<dl>\n<div><dt>candidates</dt><dd>%lld</dd></div>\n"
			 "<div><dt>edits</dt><dd>%lld applied, %lld refused</dd></div>\n"
			 "<div><dt>frequent gaps</dt><dd>",
			 (long long)job->results, (long long)job->applied,
			 (long long)job->rejected);
	names(w, &job->gaps);
	rq_writer_text(w, "</dd></div>\n");
	if (job->errors > 0)
		rq_writer_format(
		    w, "<div><dt>errors</dt><dd><a href=\"#errors\">%lld</a></dd></div>\n",
		    (long long)job->errors);
	rq_writer_text(w, "</dl>\n</div>\n<div class=\"charts\">\n");
	rq_chart_scores(w, "Candidates by evidence, %", &job->evidence);
	rq_chart_scores(w, "Candidates by literal score before, %", &job->literal);
	rq_chart_scores(w, "Candidates by literal score tailored, %", &job->literal_after);
	rq_writer_text(w, "</div>\n");
}

static void candidate_table(struct rq_page *page, struct rq_writer *w, int32_t job)
{
	static const char *const columns[] = { "Candidate", "Status",
					       "Evidence",  "Literal before → tailored",
					       "Gaps",      "Edits",
					       NULL };

	table_head(w, "people", "Candidates, most evidence first; scores are percentages", columns);
	copy_fragments(page, w, job);
	rq_writer_text(w, "</tbody>\n</table>\n");
}

static void job_section(struct rq_page *page, struct rq_writer *w, const struct rq_summary *summary,
			size_t i)
{
	rq_writer_format(w, "<section aria-labelledby=\"job-%zu\">\n<h2 id=\"job-%zu\">", i + 1,
			 i + 1);
	job_name(w, summary->job[i]);
	rq_writer_text(w, "</h2>\n");
	job_figures(w, summary->job[i]);
	if (summary->job[i]->results > 0)
		candidate_table(page, w, (int32_t)i);
	rq_writer_text(w, "</section>\n");
}

static size_t count_fragments(const struct rq_page *page, int32_t job)
{
	size_t count = 0;

	for (size_t i = 0; i < page->count; i++)
		count += page->fragment[i].job == job;
	return count;
}

static void stray_section(struct rq_page *page, struct rq_writer *w)
{
	if (count_fragments(page, NO_JOB) == 0)
		return;
	rq_writer_text(w, "<section aria-labelledby=\"stray\">\n"
			  "<h2 id=\"stray\">Results that name no job</h2>\n");
	candidate_table(page, w, NO_JOB);
	rq_writer_text(w, "</section>\n");
}

static void error_section(struct rq_page *page, struct rq_writer *w,
			  const struct rq_summary *summary)
{
	static const char *const columns[] = { "Source", "Stage", "Code", "What happened", NULL };

	if (summary->errors == 0)
		return;
	rq_writer_text(w, "<section aria-labelledby=\"errors\">\n<h2 id=\"errors\">Errors</h2>\n");
	table_head(w, "plain errors", "Everything that could not become a result, and why",
		   columns);
	copy_fragments(page, w, AN_ERROR);
	rq_writer_text(w, "</tbody>\n</table>\n</section>\n");
}

int rq_page_write(struct rq_page *page, const struct rq_summary *summary, const char *title,
		  int64_t now, struct rq_output *out, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	if (page->count > 0)
		qsort(page->fragment, page->count, sizeof *page->fragment, compare);
	rq_frame_begin(&w, title ? title : "Tailored résumés", now);
	navigation(&w, summary);
	overview(&w, summary);
	review_section(&w, &summary->reviews);
	queue_section(&w, summary->queue);
	for (size_t i = 0; i < summary->job_count; i++)
		job_section(page, &w, summary, i);
	stray_section(page, &w);
	error_section(page, &w, summary);
	rq_frame_end(&w);
	return rq_writer_end(&w);
}
