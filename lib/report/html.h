#ifndef RQ_REPORT_HTML_H
#define RQ_REPORT_HTML_H

/*
 * One page for a person: figures, each candidate with every edit before and
 * after, and each error by name. The file is all there is: its policy
 * allows no network and no script but its own, without which all can be read
 * as well; every value is escaped. Candidates are kept
 * in a temporary file (TMPDIR, without a name) until their job's table is
 * written, so memory holds a few bytes for each.
 */

#include <stdint.h>

#include "io/output.h"
#include "report/summary.h"

struct rq_page;

/* An empty page. RQ_SYSTEM when there is no room for the temporary file. Free it. */
int rq_page_open(struct rq_page **page, struct rq_error *err);
void rq_page_free(struct rq_page *page);

/* Takes a record that the summary has just taken; types but result and error are ignored. */
int rq_page_add(struct rq_page *page, const struct rq_summary *summary, const json_t *record,
		struct rq_error *err);

/* Writes the whole page. title may be NULL; now (ms) is when it was made. */
int rq_page_write(struct rq_page *page, const struct rq_summary *summary, const char *title,
		  int64_t now, struct rq_output *out, struct rq_error *err);

#endif
