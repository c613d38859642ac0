/* rq-report: records, or a store, to figures for people and machines. */

#include "base/limits.h"
#include "tool/report.h"

int main(int argc, char **argv)
{
	struct rq_program_wants common = { 0 };
	struct rq_report_wants wants = { .sample = 50 };
	struct rq_error err = { 0 };
	struct rq_program program = {
		.name = "rq-report",
		.usage = "[OPTION]... [<results.ndjson]",
		.about =
		    "Folds \"result\" and \"error\" records, or what a store holds, into figures:\n"
		    "counts, scores before and after, gaps, errors, timings.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, common),
		RQ_TEXT('s', "store", "DIR", NULL, &wants.storage.store,
			"report on this store when no record comes (a terminal: $RQ_STORE)"),
		RQ_STORAGE_KEY(wants.storage),
		RQ_CHOICE('f', "format", "RQ_FORMAT", &wants.format, RQ_REPORT_FORMATS,
			  "what to make (text)"),
		RQ_TEXT('o', "output", "FILE", NULL, &wants.output,
			"write there, whole or not at all"),
		RQ_FLAG(0, "usage", &wants.usage,
			"what calls took and cost, by day, model and job, and the month"),
		RQ_TEXT(0, "job", "ID", NULL, &wants.job, "only results of this job_id"),
		RQ_TEXT(0, "candidate", "ID", NULL, &wants.candidate,
			"only results of this candidate_id"),
		RQ_TEXT(0, "status", "STATUS", NULL, &wants.status, "only results of this status"),
		RQ_MOMENT(0, "since", &wants.since,
			  "only results finished since (RFC 3339, or 2h)"),
		RQ_FLAG(0, "no-score", &wants.no_score, "leave scores and gaps out"),
		RQ_FLAG(0, "bias-canary", &wants.bias_canary,
			"instead: whether scores move with names, pronouns, schools"),
		RQ_NUMBER(0, "sample", NULL, &wants.sample, 1, RQ_MAX_BIAS_SAMPLE,
			  "of so many results of the store (50)"),
		RQ_TEXT(0, "groups", "FILE", NULL, &wants.groups,
			"instead: rates and impact ratios of groups; CSV: candidate_id,group"),
		RQ_TEXT(0, "verify", "TASK", NULL, &wants.verify,
			"instead: whether a result is what its inputs come to (-: those on input)"),
		RQ_TEXT(0, "title", "TEXT", NULL, &wants.title, "a title for the report"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &common, argc, argv, &status))
		return status;
	(void)rq_report_run(&program, &wants, &err);
	return rq_program_finish(&program, NULL, &err);
}
