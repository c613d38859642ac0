#include "report/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "report/row.h"
#include "report/spool.h"
#include "review/reviewed.h"

/* In the spool: a result's gist, its review as JSON, its details; or an error's row. */
struct line {
	uint64_t offset;
	uint32_t gist, review, html; /* bytes of each */
	int32_t job;
	int32_t evidence;
	bool whole; /* its record was given: details are in the spool, or there are none */
};

struct rq_roster {
	struct rq_spool spool;
	uint64_t end; /* of the spool */
	struct line *line;
	size_t count, capacity;
	size_t detailed; /* the first so many of a job have details */
};

int rq_roster_open(struct rq_roster **roster, struct rq_error *err)
{
	struct rq_roster *made = rq_alloc(1, sizeof *made);

	if (rq_spool_open(&made->spool, err) == -1) {
		rq_roster_free(made);
		return -1;
	}
	*roster = made;
	return 0;
}

void rq_roster_free(struct rq_roster *roster)
{
	if (!roster)
		return;
	rq_spool_close(&roster->spool);
	free(roster->line);
	free(roster);
}

/* --- rows come ------------------------------------------------------------------ */

static int keep(struct rq_roster *roster, struct line line, const struct rq_writer *w)
{
	line.offset = roster->end;
	roster->end += w->written;
	roster->line = rq_grow(roster->line, roster->count, &roster->capacity, sizeof line);
	roster->line[roster->count++] = line;
	return rq_writer_end(w);
}

int rq_roster_result(struct rq_roster *roster, long job, const json_t *record,
		     const struct rq_gist *gist, struct rq_error *err)
{
	struct rq_writer w = { .out = &roster->spool.out, .err = err };
	struct line line = { .gist = (uint32_t)gist->length,
			     .job = (int32_t)job,
			     .evidence = (int32_t)gist->evidence,
			     .whole = record != NULL };
	char *review = gist->review ? rq_json_text(gist->review, 0) : NULL;

	rq_writer_bytes(&w, gist->bytes, gist->length);
	if (review)
		rq_writer_text(&w, review);
	free(review);
	line.review = (uint32_t)w.written - line.gist;
	if (record && rq_row_has_details(gist))
		rq_row_details(&w, record);
	line.html = (uint32_t)w.written - line.gist - line.review;
	return keep(roster, line, &w);
}

int rq_roster_error(struct rq_roster *roster, const json_t *record, struct rq_error *err)
{
	struct rq_writer w = { .out = &roster->spool.out, .err = err };

	rq_row_error(&w, record);
	return keep(roster, (struct line) { .job = RQ_ROSTER_ERRORS, .html = (uint32_t)w.written },
		    &w);
}

/* --- their order ------------------------------------------------------------------ */

static int compare(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->job != b->job)
		return a->job < b->job ? -1 : 1;
	if (a->evidence != b->evidence)
		return a->evidence > b->evidence ? -1 : 1;
	return a->offset < b->offset ? -1 : 1;
}

static size_t first_of(const struct rq_roster *roster, long job)
{
	size_t low = 0, high = roster->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (roster->line[middle].job < job)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rq_roster_count(const struct rq_roster *roster, long job)
{
	return first_of(roster, job + 1) - first_of(roster, job);
}

/* How many details there are when each job has so many at most. */
static size_t details_within(const struct rq_roster *roster, size_t most)
{
	size_t sum = 0;

	for (size_t first = first_of(roster, RQ_ROSTER_NO_JOB), count; first < roster->count;
	     first += count) {
		count = rq_roster_count(roster, roster->line[first].job);
		sum += count < most ? count : most;
	}
	return sum;
}

void rq_roster_sort(struct rq_roster *roster)
{
	size_t low = 1, high = RQ_MAX_PAGE_DETAILS;

	if (roster->count > 0)
		qsort(roster->line, roster->count, sizeof *roster->line, compare);
	while (low < high) { /* the most for which there is room; one at least */
		size_t middle = low + (high - low + 1) / 2;

		if (details_within(roster, middle) <= RQ_MAX_PAGE_DETAILS)
			low = middle;
		else
			high = middle - 1;
	}
	roster->detailed = low;
}

/* --- rows go ------------------------------------------------------------------------ */

/* Gist and review of a line, as they came; free the review. */
static int read_back(struct rq_roster *roster, const struct line *line, struct rq_buffer *bytes,
		     struct rq_gist *gist, json_t **review, struct rq_error *err)
{
	size_t size = (size_t)line->gist + line->review;

	*review = NULL;
	rq_buffer_clear(bytes);
	if (rq_buffer_reserve(bytes, size, err) == -1 ||
	    rq_spool_read(&roster->spool, line->offset, bytes->data, size, err) == -1 ||
	    rq_gist_read(bytes->data, line->gist, gist, err) == -1)
		return -1;
	if (line->review > 0 &&
	    rq_json_parse_object(bytes->data + line->gist, line->review, review, err) == -1)
		return -1;
	if (*review)
		rq_reviewed_gist(gist, *review);
	return 0;
}

static int write_details(struct rq_roster *roster, const struct line *line,
			 const struct rq_gist *gist, const struct rq_roster_source *source,
			 struct rq_writer *w)
{
	json_t *record = NULL;

	if (line->whole)
		return rq_spool_copy(&roster->spool, line->offset + line->gist + line->review,
				     line->html, w->out, w->err);
	if (source && source->read(source->context, gist->task_id, &record, w->err) == -1)
		return -1;
	if (record)
		rq_row_details(w, record);
	else
		rq_row_no_details(w, gist);
	json_decref(record);
	return 0;
}

static int write_result(struct rq_roster *roster, const struct line *line,
			const struct rq_roster_source *source, struct rq_buffer *bytes,
			struct rq_writer *w)
{
	struct rq_gist gist;
	json_t *review;
	int result = read_back(roster, line, bytes, &gist, &review, w->err);

	if (result == 0) {
		rq_row_begin(w, &gist);
		if (rq_row_has_details(&gist))
			result = write_details(roster, line, &gist, source, w);
		rq_row_end(w, &gist);
	}
	json_decref(review);
	return result;
}

void rq_roster_write(struct rq_roster *roster, long job, size_t first, size_t count,
		     const struct rq_roster_source *source, struct rq_writer *w)
{
	const struct line *line = roster->line + first_of(roster, job);
	struct rq_buffer bytes;
	int result = 0;

	rq_buffer_init(&bytes, 2 * RQ_MAX_RECORD_BYTES);
	for (size_t i = first; i < first + count && result == 0 && !w->failed; i++)
		result = job == RQ_ROSTER_ERRORS
			     ? rq_spool_copy(&roster->spool, line[i].offset, line[i].html, w->out,
					     w->err)
			     : write_result(roster, &line[i], i < roster->detailed ? source : NULL,
					    &bytes, w);
	if (result == -1)
		w->failed = true;
	rq_buffer_free(&bytes);
}
