#include "report/table.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "report/wording.h"

enum column {
	RECORD,
	JOB,
	COMPANY,
	CANDIDATE,
	STATUS,
	EVIDENCE,
	LITERAL_BEFORE,
	LITERAL_AFTER,
	CEILING,
	GAPS,
	EDITS,
	REJECTED,
	QUESTIONS,
	WARNINGS,
	CACHED,
	ENGINE,
	MODEL,
	PROMPT_TOKENS,
	CACHED_TOKENS,
	COMPLETION_TOKENS,
	COST,
	LATENCY,
	CREATED,
	FINISHED,
	SOURCE,
	ERROR_CODE,
	MESSAGE,
	CANDIDATE_ID,
	JOB_ID,
	TASK_ID,
	DECISION,
	REASON,
	NOTE,
	REVIEWER,
	DECIDED,
	BULK,
	LOOKED_AT,
};

static const struct rq_column columns[RQ_COLUMNS] = {
	[RECORD] = { "record", "Record", RQ_CELL_TEXT, 8 },
	[JOB] = { "job", "Job", RQ_CELL_TEXT, 28 },
	[COMPANY] = { "company", "Company", RQ_CELL_TEXT, 20 },
	[CANDIDATE] = { "candidate", "Candidate", RQ_CELL_TEXT, 28 },
	[STATUS] = { "status", "Status", RQ_CELL_TEXT, 12 },
	[EVIDENCE] = { "evidence_percent", "Evidence", RQ_CELL_PERCENT, 10 },
	[LITERAL_BEFORE] = { "literal_before_percent", "Literal before", RQ_CELL_PERCENT, 14 },
	[LITERAL_AFTER] = { "literal_after_percent", "Literal tailored", RQ_CELL_PERCENT, 15 },
	[CEILING] = { "ceiling_percent", "Literal at most", RQ_CELL_PERCENT, 15 },
	[GAPS] = { "gaps", "Gaps", RQ_CELL_TEXT, 40 },
	[EDITS] = { "edits", "Edits", RQ_CELL_COUNT, 8 },
	[REJECTED] = { "rejected", "Edits refused", RQ_CELL_COUNT, 13 },
	[QUESTIONS] = { "questions", "Questions", RQ_CELL_COUNT, 10 },
	[WARNINGS] = { "warnings", "Warnings", RQ_CELL_COUNT, 10 },
	[CACHED] = { "cached", "From cache", RQ_CELL_TEXT, 11 },
	[ENGINE] = { "engine", "Engine", RQ_CELL_TEXT, 10 },
	[MODEL] = { "model", "Model", RQ_CELL_TEXT, 24 },
	[PROMPT_TOKENS] = { "prompt_tokens", "Tokens in", RQ_CELL_COUNT, 10 },
	[CACHED_TOKENS] = { "cached_tokens", "of them cached", RQ_CELL_COUNT, 14 },
	[COMPLETION_TOKENS] = { "completion_tokens", "Tokens out", RQ_CELL_COUNT, 11 },
	[COST] = { "cost_dollars", "Cost", RQ_CELL_MONEY, 11 },
	[LATENCY] = { "latency_seconds", "Seconds", RQ_CELL_SECONDS, 9 },
	[CREATED] = { "created_at", "Queued (UTC)", RQ_CELL_TIME, 19 },
	[FINISHED] = { "finished_at", "Done (UTC)", RQ_CELL_TIME, 19 },
	[SOURCE] = { "source", "File", RQ_CELL_TEXT, 40 },
	[ERROR_CODE] = { "error", "Error", RQ_CELL_TEXT, 14 },
	[MESSAGE] = { "message", "What happened", RQ_CELL_TEXT, 40 },
	[CANDIDATE_ID] = { "candidate_id", "Candidate ID", RQ_CELL_TEXT, 34 },
	[JOB_ID] = { "job_id", "Job ID", RQ_CELL_TEXT, 34 },
	[TASK_ID] = { "task_id", "Task ID", RQ_CELL_TEXT, 34 },
	[DECISION] = { "decision", "Decision", RQ_CELL_TEXT, 10 },
	[REASON] = { "reason", "Reason", RQ_CELL_TEXT, 30 },
	[NOTE] = { "note", "Note", RQ_CELL_TEXT, 30 },
	[REVIEWER] = { "reviewer", "Reviewer", RQ_CELL_TEXT, 20 },
	[DECIDED] = { "at", "Decided (UTC)", RQ_CELL_TIME, 19 },
	[BULK] = { "bulk", "In bulk", RQ_CELL_TEXT, 8 },
	[LOOKED_AT] = { "seconds", "Looked at, s", RQ_CELL_COUNT, 12 },
};

const struct rq_column *rq_table_columns(void)
{
	return columns;
}

static void set_text(struct rq_table_row *row, enum column column, const char *text)
{
	struct rq_cell *cell = &row->cell[column];

	if (!text || *text == '\0')
		return;
	cell->empty = false;
	(void)rq_text_escape(text, cell->text, sizeof cell->text);
}

static void set_number(struct rq_table_row *row, enum column column, int64_t number)
{
	row->cell[column].empty = false;
	row->cell[column].number = number;
}

/* Below 0: the record does not say. */
static void set_known(struct rq_table_row *row, enum column column, int64_t number)
{
	if (number >= 0)
		set_number(row, column, number);
}

static void set_time(struct rq_table_row *row, enum column column, int64_t when)
{
	if (when > 0)
		set_number(row, column, when);
}

/* "Kafka; PostgreSQL or MySQL", as far as there is room. */
static void set_gaps(struct rq_table_row *row, const struct rq_gist *gist)
{
	char list[RQ_MAX_CELL_BYTES + 2];
	const char *gap = NULL;
	size_t used = 0;

	list[0] = '\0';
	while ((gap = rq_texts_next(&gist->gaps, gap))) {
		size_t needed = strlen(gap) + (used > 0 ? 2 : 0);

		if (used + needed >= sizeof list)
			break;
		(void)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? "; " : "", gap);
		used += needed;
	}
	set_text(row, GAPS, list);
}

/* What was decided, under the names by which rq-admin takes it back. */
static void set_review(struct rq_table_row *row, const json_t *review)
{
	json_int_t seconds = rq_json_integer(review, "seconds", -1);

	if (!review)
		return;
	set_text(row, DECISION, rq_json_string(review, "decision"));
	set_text(row, REASON, rq_json_string(review, "reason"));
	set_text(row, NOTE, rq_json_string(review, "note"));
	set_text(row, REVIEWER, rq_json_string(review, "reviewer"));
	set_time(row, DECIDED, rq_finding_time(review, "at"));
	set_text(row, BULK, json_is_true(json_object_get(review, "bulk")) ? "yes" : "no");
	set_known(row, LOOKED_AT, seconds);
}

static void set_scores(struct rq_table_row *row, const struct rq_gist *gist)
{
	set_known(row, EVIDENCE, gist->evidence);
	set_known(row, LITERAL_BEFORE, gist->literal);
	set_known(row, LITERAL_AFTER, gist->literal_after);
	set_known(row, CEILING, gist->ceiling);
}

static void set_usage(struct rq_table_row *row, const struct rq_gist *gist)
{
	set_known(row, PROMPT_TOKENS, gist->prompt_tokens);
	set_known(row, CACHED_TOKENS, gist->cached_tokens);
	set_known(row, COMPLETION_TOKENS, gist->completion_tokens);
	set_known(row, COST, gist->cost_microusd);
	set_known(row, LATENCY, gist->latency_ms);
}

static void clear(struct rq_table_row *row)
{
	for (size_t i = 0; i < RQ_COLUMNS; i++) {
		row->cell[i].empty = true;
		row->cell[i].words = NULL;
	}
}

void rq_table_result(const struct rq_gist *gist, struct rq_table_row *row)
{
	clear(row);
	set_text(row, RECORD, "result");
	set_text(row, JOB, gist->title);
	set_text(row, COMPANY, gist->company);
	set_text(row, CANDIDATE, gist->candidate);
	set_text(row, STATUS, gist->status_name);
	if (gist->status != RQ_FINDING_OTHER)
		row->cell[STATUS].words = rq_wording_of(gist);
	set_scores(row, gist);
	set_gaps(row, gist);
	set_number(row, EDITS, gist->edits);
	set_number(row, REJECTED, rq_gist_rejected(gist));
	set_number(row, QUESTIONS, gist->questions);
	set_number(row, WARNINGS, (int64_t)gist->warnings.count);
	set_text(row, CACHED, gist->cached ? "yes" : "no");
	set_text(row, ENGINE, gist->engine);
	set_text(row, MODEL, gist->model);
	set_usage(row, gist);
	set_time(row, CREATED, gist->created_at);
	set_time(row, FINISHED, gist->finished_at);
	set_review(row, gist->review);
	set_text(row, SOURCE, *gist->source ? gist->source : gist->task_id);
	set_text(row, CANDIDATE_ID, gist->candidate_id);
	set_text(row, JOB_ID, gist->job_id);
	set_text(row, TASK_ID, gist->task_id);
}

bool rq_table_error(const json_t *record, struct rq_table_row *row)
{
	const char *type = rq_json_string(record, "type");

	if (!type || strcmp(type, "error") != 0)
		return false;
	clear(row);
	set_text(row, RECORD, "error");
	set_text(row, STATUS, "error");
	set_text(row, SOURCE, rq_finding_origin(record));
	set_text(row, ERROR_CODE, rq_json_string(record, "code"));
	set_text(row, MESSAGE, rq_json_string(record, "message"));
	set_text(row, CANDIDATE_ID, rq_json_string(record, "candidate_id"));
	set_text(row, JOB_ID, rq_json_string(record, "job_id"));
	set_text(row, TASK_ID, rq_json_string(record, "task_id"));
	return true;
}
