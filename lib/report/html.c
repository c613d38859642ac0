#include "report/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "report/chart.h"
#include "report/frame.h"
#include "report/overview_html.h"
#include "report/pages.h"
#include "report/usage_html.h"
#include "report/writer.h"

#define TITLE "Tailored résumés"

enum { TOP = 10, FIRST_FURTHER = 2 };

struct page {
	struct rq_writer *w;
	struct rq_roster *roster;
	const struct rq_summary *summary;
	const struct rq_page_options *how;
	size_t further; /* the number of the next further page */
};

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
	rq_writer_text(w, "<li><a href=\"#overview\">The run in figures</a></li>\n"
			  "<li><a href=\"#words\">What the words mean</a></li>\n</ul></nav>\n"
			  "</header>\n");
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

static void score_figures(struct rq_writer *w, const struct rq_job_figures *job)
{
	if (job->evidence.count + job->literal.count == 0)
		return;
	rq_writer_text(w, "<dl>\n");
	if (job->evidence.count > 0)
		spread_figure(w, "evidence, median", &job->evidence);
	if (job->literal.count > 0) {
		spread_figure(w, "literal before", &job->literal);
		spread_figure(w, "literal tailored", &job->literal_after);
	}
	rq_writer_text(w, "</dl>\n");
}

static void job_figures(struct rq_writer *w, const struct rq_job_figures *job)
{
	rq_writer_text(w, "<h3>In figures</h3>\n<div class=\"figures\">\n");
	score_figures(w, job);
	rq_writer_format(w,
			 "<dl>\n<div><dt>results</dt><dd>%lld</dd></div>\n"
			 "<div><dt>edits</dt><dd>%lld applied, %lld refused</dd></div>\n",
			 (long long)job->results, (long long)job->applied,
			 (long long)job->rejected);
	if (job->evidence.count > 0) {
		rq_writer_text(w, "<div><dt>frequent gaps</dt><dd>");
		names(w, &job->gaps);
		rq_writer_text(w, "</dd></div>\n");
	}
	if (job->errors > 0)
		rq_writer_format(
		    w, "<div><dt>errors</dt><dd><a href=\"#errors\">%lld</a></dd></div>\n",
		    (long long)job->errors);
	rq_writer_text(w, "</dl>\n</div>\n<div class=\"charts\">\n");
	rq_chart_scores(w, "Results by evidence, %", &job->evidence);
	rq_chart_scores(w, "Results by literal score before, %", &job->literal);
	rq_chart_scores(w, "Results by literal score tailored, %", &job->literal_after);
	rq_writer_text(w, "</div>\n");
}

/* Whether anybody of a job (of any, when it is none) has a score; without jobs nobody knows. */
static bool is_scored(const struct rq_summary *summary, long job)
{
	if (summary->job_count == 0)
		return true;
	for (size_t i = 0; i < summary->job_count; i++)
		if ((job < 0 || i == (size_t)job) &&
		    summary->job[i]->evidence.count + summary->job[i]->literal.count > 0)
			return true;
	return false;
}

static void candidate_rows(struct page *page, long job, size_t first, size_t count)
{
	static const char *const columns[] = { "Candidate", "Status",
					       "Evidence",  "Literal before → tailored",
					       "Gaps",      "Edits",
					       NULL };

	if (is_scored(page->summary, job))
		rq_frame_table(
		    page->w, "people",
		    "Candidates<span>, most evidence first</span>; scores are percentages",
		    columns);
	else
		rq_frame_table(page->w, "people unscored", "Candidates", columns);
	rq_roster_write(page->roster, job, first, count, page->how->source, page->w);
	rq_frame_table_end(page->w);
}

/* What the first page has of a job; the rest is linked, when there is a place for it. */
static size_t rows_here(const struct page *page, long job)
{
	size_t count = rq_roster_count(page->roster, job);

	return page->how->path && count > RQ_MAX_PAGE_ROWS ? RQ_MAX_PAGE_ROWS : count;
}

static void candidate_table(struct page *page, long job)
{
	size_t count = rq_roster_count(page->roster, job), here = rows_here(page, job);
	char *path;

	candidate_rows(page, job, 0, here);
	if (here == count)
		return;
	rq_writer_text(page->w,
		       "<nav aria-label=\"More candidates\"><p>More candidates:</p><ul>\n");
	for (size_t first = here; first < count; first += RQ_MAX_PAGE_ROWS) {
		path = rq_pages_path(page->how->path, page->further++);
		rq_writer_text(page->w, "<li><a href=\"");
		rq_writer_link(page->w, path);
		rq_writer_format(page->w, "\">%zu–%zu</a></li>\n", first + 1,
				 first + RQ_MAX_PAGE_ROWS < count ? first + RQ_MAX_PAGE_ROWS
								  : count);
		free(path);
	}
	rq_writer_text(page->w, "</ul></nav>\n");
}

static void job_section(struct page *page, size_t i)
{
	const struct rq_job_figures *job = page->summary->job[i];

	rq_writer_format(page->w, "<section aria-labelledby=\"job-%zu\">\n<h2 id=\"job-%zu\">",
			 i + 1, i + 1);
	job_name(page->w, job);
	rq_writer_text(page->w, "</h2>\n");
	if (job->results > 0)
		candidate_table(page, (long)i);
	job_figures(page->w, job);
	rq_writer_text(page->w, "</section>\n");
}

static void stray_section(struct page *page)
{
	if (rq_roster_count(page->roster, RQ_ROSTER_NO_JOB) == 0)
		return;
	rq_writer_text(page->w, "<section aria-labelledby=\"stray\">\n"
				"<h2 id=\"stray\">Results that name no job</h2>\n");
	candidate_table(page, RQ_ROSTER_NO_JOB);
	rq_writer_text(page->w, "</section>\n");
}

static void error_section(struct page *page)
{
	static const char *const columns[] = { "Source", "Stage", "Code", "What happened", NULL };
	size_t count = rq_roster_count(page->roster, RQ_ROSTER_ERRORS);

	if (count == 0)
		return;
	rq_writer_text(page->w, "<section aria-labelledby=\"errors\">\n"
				"<h2 id=\"errors\">Errors</h2>\n");
	rq_frame_table(page->w, "plain errors",
		       "Everything that could not become a result, and why", columns);
	rq_roster_write(page->roster, RQ_ROSTER_ERRORS, 0, count, NULL, page->w);
	rq_frame_table_end(page->w);
	rq_writer_text(page->w, "</section>\n");
}

static int write_first(struct page *page, struct rq_output *out, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };
	const struct rq_summary *summary = page->summary;

	page->w = &w;
	page->further = FIRST_FURTHER;
	rq_frame_begin(&w, RQ_FRAME_BEGIN, page->how->title ? page->how->title : TITLE,
		       page->how->now);
	navigation(&w, summary);
	rq_writer_text(&w, "<main id=\"main\">\n");
	rq_overview_glance(&w, summary);
	for (size_t i = 0; i < summary->job_count; i++)
		job_section(page, i);
	stray_section(page);
	error_section(page);
	rq_overview_html(&w, summary);
	if (page->how->usage)
		rq_usage_html(&w, page->how->usage);
	page->w = NULL;
	rq_frame_end(&w, is_scored(page->summary, RQ_ROSTER_NO_JOB));
	return rq_writer_end(&w);
}

/* --- further pages ----------------------------------------------------------------- */

/* So many candidates of a job, and the way back. */
static void further_page(struct page *page, long job, size_t first, size_t count)
{
	struct rq_writer *w = page->w;

	rq_frame_begin(w, RQ_FRAME_FURTHER, page->how->title ? page->how->title : TITLE,
		       page->how->now);
	rq_writer_text(w, "<nav aria-label=\"Sections\"><ul>\n<li><a href=\"");
	rq_writer_link(w, page->how->path);
	rq_writer_text(w, "\">Overview</a></li>\n</ul></nav>\n</header>\n<main id=\"main\">\n"
			  "<section aria-labelledby=\"more\">\n<h2 id=\"more\">");
	if (job >= 0)
		job_name(w, page->summary->job[job]);
	else
		rq_writer_text(w, "Results that name no job");
	rq_writer_format(w, ": candidates %zu–%zu</h2>\n", first + 1, first + count);
	candidate_rows(page, job, first, count);
	rq_writer_text(w, "</section>\n");
	rq_frame_end(w, is_scored(page->summary, RQ_ROSTER_NO_JOB));
}

static int write_further(struct page *page, long job, size_t first, size_t count,
			 struct rq_error *err)
{
	char *path = rq_pages_path(page->how->path, page->further++);
	struct rq_output out;
	struct rq_writer w = { .out = &out, .err = err };
	int result = rq_output_create(&out, path, err);

	free(path);
	if (result == -1)
		return -1;
	page->w = &w;
	further_page(page, job, first, count);
	page->w = NULL;
	result = rq_writer_end(&w);
	if (result == 0)
		result = rq_output_finish(&out, err);
	rq_output_free(&out);
	return result;
}

static int write_rest(struct page *page, long job, struct rq_error *err)
{
	size_t count = rq_roster_count(page->roster, job), first = rows_here(page, job), size;

	for (; first < count; first += size) {
		size = count - first < RQ_MAX_PAGE_ROWS ? count - first : RQ_MAX_PAGE_ROWS;
		if (write_further(page, job, first, size, err) == -1)
			return -1;
	}
	return 0;
}

/* Further pages first: when the first appears, its links lead somewhere. */
int rq_page_write(struct rq_roster *roster, const struct rq_summary *summary,
		  const struct rq_page_options *how, struct rq_output *out, size_t *count,
		  struct rq_error *err)
{
	struct page page = {
		.roster = roster, .summary = summary, .how = how, .further = FIRST_FURTHER
	};

	rq_roster_sort(roster);
	for (size_t i = 0; i < summary->job_count; i++)
		if (write_rest(&page, (long)i, err) == -1)
			return -1;
	if (write_rest(&page, RQ_ROSTER_NO_JOB, err) == -1)
		return -1;
	*count = page.further - 1;
	return write_first(&page, out, err);
}
