#include "report/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/money.h"
#include "base/text.h"
#include "report/savings.h"
#include "report/writer.h"

enum { TOP = 10, NARROWEST = 40, WIDEST = 160, USUAL = 80, LABEL = 11 };

/* Columns behind a candidate's name: with all figures, and on a narrow terminal. */
enum { ALL_FIGURES = 45, FEW_FIGURES = 18, ROOM_FOR_ALL = ALL_FIGURES + 20, WIDEST_NAME = 40 };

size_t rq_report_columns(int fd)
{
	struct winsize size;
	size_t columns = USUAL;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		columns = size.ws_col;
	if (columns < NARROWEST)
		return NARROWEST;
	return columns > WIDEST ? WIDEST : columns;
}

/* --- pieces ---------------------------------------------------------------- */

static void spaces(struct rq_writer *w, size_t count)
{
	rq_writer_format(w, "%*s", (int)count, "");
}

static void label(struct rq_writer *w, const char *text)
{
	rq_writer_text(w, "  ");
	rq_writer_cell(w, text, LABEL);
}

/* "name count, name count", wrapped under the label. */
static void list(struct rq_writer *w, const char *title, const struct rq_census *census,
		 size_t columns)
{
	const struct rq_count *top[TOP];
	size_t count = rq_census_top(census, top, TOP), used = LABEL + 2;

	if (count == 0)
		return;
	label(w, title);
	for (size_t i = 0; i < count; i++) {
		char name[RQ_MAX_CENSUS_BYTES + 64], item[sizeof name + 32];
		size_t width;

		(void)rq_text_escape(top[i]->name, name, sizeof name);
		(void)snprintf(item, sizeof item, "%s %lld%s", name, (long long)top[i]->count,
			       i + 1 < count ? "," : "");
		width = rq_text_columns(item);
		if (i > 0 && used + 1 + width > columns) {
			rq_writer_text(w, "\n");
			spaces(w, LABEL + 2);
			used = LABEL + 2;
		} else if (i > 0) {
			rq_writer_text(w, " ");
			used++;
		}
		rq_writer_text(w, item);
		used += width;
	}
	rq_writer_text(w, "\n");
}

static void plain_row(struct rq_writer *w, const char *name, int64_t count)
{
	rq_writer_format(w, "  %-11s %8lld\n", name, (long long)count);
}

static void share_row(struct rq_writer *w, const char *name, int64_t count, int64_t of)
{
	char share[16];
	int basis_points = of > 0 ? (int)(count * 10000 / of) : 0;

	rq_writer_format(w, "  %-11s %8lld %7s %%\n", name, (long long)count,
			 rq_percent(basis_points, share));
}

/* --- sections --------------------------------------------------------------- */

static void overview(struct rq_writer *w, const struct rq_summary *summary, const char *title)
{
	int64_t inputs = summary->results + summary->errors;
	char escaped[256];

	if (title)
		rq_writer_format(w, "%s\n\n", rq_text_escape(title, escaped, sizeof escaped));
	rq_writer_format(w, "Inputs %lld = results %lld + errors %lld\n", (long long)inputs,
			 (long long)summary->results, (long long)summary->errors);
	if (summary->candidates.count > 0)
		plain_row(w, "candidates", (int64_t)summary->candidates.count);
	for (int i = 0; i < RQ_FINDING_STATUSES; i++)
		if (summary->status[i] > 0)
			share_row(w, rq_finding_status_name((enum rq_finding_status)i),
				  summary->status[i], summary->results);
	if (summary->results > 0 && summary->requests >= 0)
		share_row(w, "from cache", summary->cached,
			  summary->requests > 0 ? summary->requests : summary->results);
	if (summary->fallback > 0)
		share_row(w, "fallback", summary->fallback, summary->results);
	if (summary->redone > 0)
		plain_row(w, "done again", summary->redone);
	if (summary->resumes > 0)
		plain_row(w, "resumes", summary->resumes);
	if (summary->jobs_seen > 0)
		plain_row(w, "jobs", summary->jobs_seen);
	if (summary->others > 0)
		plain_row(w, "others", summary->others);
}

static void spread_row(struct rq_writer *w, const char *name, const struct rq_spread *spread)
{
	char median[16], low[16], high[16], least[16], most[16];

	if (spread->count == 0)
		return;
	label(w, name);
	rq_writer_format(w, "median %5s %%   half within %s – %s   all within %s – %s\n",
			 rq_percent((int)rq_spread_quantile(spread, 50), median),
			 rq_percent((int)rq_spread_quantile(spread, 25), low),
			 rq_percent((int)rq_spread_quantile(spread, 75), high),
			 rq_percent((int)spread->least, least),
			 rq_percent((int)spread->most, most));
}

static void best_row(struct rq_writer *w, const struct rq_standing *best, bool all)
{
	char evidence[16], before[16], after[16], ceiling[16];

	rq_writer_format(w, " %-10s  %5s", rq_finding_status_name(best->status),
			 rq_percent(best->evidence, evidence));
	if (all)
		rq_writer_format(w, "  %5s → %5s %5s %5zu", rq_percent(best->literal, before),
				 rq_percent(best->literal_after, after),
				 rq_percent(best->ceiling, ceiling), best->gaps);
	rq_writer_text(w, "\n");
}

static void best_table(struct rq_writer *w, const struct rq_job_figures *job, size_t columns)
{
	bool all = columns >= ROOM_FOR_ALL;
	size_t width = columns - 2 - (all ? ALL_FIGURES : FEW_FIGURES);

	if (job->best_count == 0 || job->evidence.count == 0)
		return;
	if (width > WIDEST_NAME)
		width = WIDEST_NAME;
	rq_writer_text(w, "\n  ");
	rq_writer_cell(w, "best by evidence", width);
	rq_writer_format(w, " status      evid.%s\n", all ? "  literal          max  gaps" : "");
	for (size_t i = 0; i < job->best_count; i++) {
		rq_writer_text(w, "  ");
		rq_writer_cell(w, job->best[i].name, width);
		best_row(w, &job->best[i], all);
	}
	if (job->results > (int64_t)job->best_count)
		rq_writer_format(w, "  and %lld more\n",
				 (long long)job->results - (long long)job->best_count);
}

static void job_section(struct rq_writer *w, const struct rq_job_figures *job, size_t columns)
{
	rq_writer_text(w, "\n");
	if (job->title)
		rq_writer_format(w, "%s%s%s", job->title, job->company ? ", " : "",
				 job->company ? job->company : "");
	else
		rq_writer_format(w, "%s%s", job->id[0] ? "job " : "other jobs", job->id);
	rq_writer_format(w, ": %lld result%s", (long long)job->results,
			 rq_text_s((uint64_t)job->results));
	if (job->errors > 0)
		rq_writer_format(w, ", %lld error%s", (long long)job->errors,
				 rq_text_s((uint64_t)job->errors));
	rq_writer_text(w, "\n");
	spread_row(w, "evidence", &job->evidence);
	spread_row(w, "literal", &job->literal);
	spread_row(w, " tailored", &job->literal_after);
	if (job->literal.count > 0) {
		label(w, "edits");
		rq_writer_format(w, "%lld applied, %lld rejected; literal rose for %lld of %lld\n",
				 (long long)job->applied, (long long)job->rejected,
				 (long long)job->closer, (long long)job->literal.count);
	}
	list(w, "gaps", &job->gaps, columns);
	best_table(w, job, columns);
}

static void error_section(struct rq_writer *w, const struct rq_summary *summary, size_t columns)
{
	if (summary->errors == 0)
		return;
	rq_writer_text(w, "\nErrors\n");
	list(w, "codes", &summary->codes, columns);
	for (size_t i = 0; i < summary->mishap_count; i++) {
		const struct rq_mishap *mishap = &summary->mishaps[i];

		rq_writer_format(w, "  %s: %s: %s\n", mishap->source, mishap->code,
				 mishap->message);
	}
	if (summary->errors > (int64_t)summary->mishap_count)
		rq_writer_format(w, "  and %lld more\n",
				 (long long)summary->errors - (long long)summary->mishap_count);
}

static void review_row(struct rq_writer *w, const char *name,
		       const struct rq_review_figures *figures)
{
	char share[16];

	label(w, name);
	rq_writer_format(w, "%lld approved (%s %%), %lld rejected, %lld returned",
			 (long long)figures->decided[RQ_APPROVED],
			 rq_percent(rq_reviews_approved(figures), share),
			 (long long)figures->decided[RQ_DECLINED],
			 (long long)figures->decided[RQ_RETURNED]);
	if (figures->bulk > 0)
		rq_writer_format(w, "; %lld approved in bulk", (long long)figures->bulk);
	if (figures->hasty > 0)
		rq_writer_format(w, "; %lld approved faster than a person reads",
				 (long long)figures->hasty);
	rq_writer_text(w, "\n");
}

static void review_section(struct rq_writer *w, const struct rq_reviews *reviews)
{
	if (rq_reviews_decided(&reviews->all) == 0)
		return;
	rq_writer_text(w, "\nReviews\n");
	review_row(w, "all", &reviews->all);
	for (size_t i = 0; i < reviews->count; i++)
		review_row(w, reviews->reviewer[i].name[0] ? reviews->reviewer[i].name : "nobody",
			   &reviews->reviewer[i].figures);
}

/* What a thousand results of each model cost, and why. */
static void cost_section(struct rq_writer *w, const struct rq_costs *costs)
{
	char paid[RQ_MONEY_SIZE], each[RQ_MONEY_SIZE], share[16];

	for (size_t i = 0; i < costs->count; i++) {
		const struct rq_cost *cost = &costs->of[i];
		const struct rq_usage *usage = &cost->usage;
		double part = usage->prompt_tokens > 0
				  ? (double)usage->cached_tokens / (double)usage->prompt_tokens
				  : 0;

		rq_writer_format(w, "\n%s\n", cost->model[0] ? cost->model : "other models");
		label(w, "calls");
		rq_writer_format(w, "%lld, %lld of them in batches, %lld refused; %lld result%s\n",
				 (long long)usage->calls, (long long)usage->batch_calls,
				 (long long)usage->refused, (long long)cost->results,
				 rq_text_s((uint64_t)cost->results));
		label(w, "tokens");
		rq_writer_format(
		    w, "%lld in, %s %% of them cached; %lld out, %lld for reasoning\n",
		    (long long)usage->prompt_tokens, rq_percent((int)(part * 10000), share),
		    (long long)usage->completion_tokens, (long long)usage->reasoning_tokens);
		label(w, "cost");
		rq_writer_format(w, "%s, %s a thousand results",
				 rq_money_format(usage->cost_microusd, paid),
				 rq_money_format(rq_cost_per_thousand(cost), each));
		if (usage->unsettled_microusd > 0)
			rq_writer_format(w, "; %s perhaps",
					 rq_money_format(usage->unsettled_microusd, paid));
		rq_writer_text(w, "\n");
		label(w, "saved");
		rq_saving_write(w, usage);
		rq_writer_text(w, "\n");
	}
}

static void work_section(struct rq_writer *w, const struct rq_summary *summary, size_t columns)
{
	const struct rq_sums *usage = &summary->usage;
	char cost[32], saved[32], median[32], slow[32], most[32];

	rq_writer_text(w, "\nWork\n");
	list(w, "engines", &summary->engines, columns);
	list(w, "rules", &summary->rules, columns);
	list(w, "warnings", &summary->warnings, columns);
	list(w, "tasks", &summary->tasks, columns);
	if (usage->prompt_tokens > 0 || summary->saved.prompt_tokens > 0) {
		label(w, "tokens");
		rq_writer_format(w, "%lld in, of them %lld cached; %lld out\n",
				 (long long)usage->prompt_tokens, (long long)usage->cached_tokens,
				 (long long)usage->completion_tokens);
		label(w, "cost");
		rq_writer_format(w, "%s; %s saved by the result cache\n",
				 rq_money_format(usage->cost_microusd, cost),
				 rq_money_format(summary->saved.cost_microusd, saved));
	}
	if (summary->waited.count == 0)
		return;
	label(w, "time");
	rq_writer_format(w, "from queued to done: median %s, 95 %% within %s, all within %s\n",
			 rq_duration(rq_spread_quantile(&summary->waited, 50), median),
			 rq_duration(rq_spread_quantile(&summary->waited, 95), slow),
			 rq_duration(summary->waited.most, most));
}

static void queue_section(struct rq_writer *w, const json_t *queue)
{
	json_t *tasks = rq_json_object(queue, "tasks"), *count;
	const char *name;

	if (!queue)
		return;
	rq_writer_text(w, "\nQueue\n");
	json_object_foreach (tasks, name, count) {
		char escaped[32];

		if (json_integer_value(count) > 0)
			plain_row(w, rq_text_escape(name, escaped, sizeof escaped),
				  json_integer_value(count));
	}
	plain_row(w, "resumes", rq_json_integer(queue, "resumes", 0));
	plain_row(w, "results", rq_json_integer(queue, "results", 0));
}

int rq_report_text(struct rq_output *out, const struct rq_summary *summary, const char *title,
		   size_t columns, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	overview(&w, summary, title);
	for (size_t i = 0; i < summary->job_count; i++)
		job_section(&w, summary->job[i], columns);
	review_section(&w, &summary->reviews);
	error_section(&w, summary, columns);
	if (summary->results > 0 || summary->tasks.count > 0)
		work_section(&w, summary, columns);
	cost_section(&w, &summary->costs);
	queue_section(&w, summary->queue);
	return rq_writer_end(&w);
}
