#ifndef RQ_REPORT_HTML_H
#define RQ_REPORT_HTML_H

/*
 * One page for a person: figures, each candidate with every edit before and
 * after, and each error by name. The file is all there is: its policy
 * allows no network and no script but its own, without which all can be read
 * as well; every value is escaped. Where a job has more candidates than a browser
 * likes, the rest is on further pages beside it, which it links.
 */

#include <stdint.h>

#include "report/roster.h"
#include "report/summary.h"
#include "report/usage.h"

struct rq_page_options {
	const char *title; /* NULL: a plain one */
	int64_t now;       /* ms: when it was made */
	const char *path;  /* where the page goes; NULL: nowhere, and all is on it */
	const struct rq_roster_source *source; /* as the roster needs it */
	const struct rq_usage_figures *usage;  /* NULL: nobody told */
};

/*
 * Writes the page to out; further pages, before it, to files of their own (pages.h). *count is
 * how many there are with it. Sorts the roster.
 */
int rq_page_write(struct rq_roster *roster, const struct rq_summary *summary,
		  const struct rq_page_options *how, struct rq_output *out, size_t *count,
		  struct rq_error *err);

#endif
