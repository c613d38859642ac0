#ifndef RQ_REPORT_FRAME_H
#define RQ_REPORT_FRAME_H

/*
 * Beginning and end of the page: the policy that forbids network and any script
 * and style but the two that it names by their digests (page.css, page.js, linked
 * in), and what the words on the page mean. Likewise of its tables.
 */

#include <stdbool.h>

#include "report/writer.h"

/* How each page begins, and the mark by which a further page of a report is known again. */
#define RQ_FRAME_BEGIN "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
#define RQ_FRAME_FURTHER RQ_FRAME_BEGIN "<meta name=\"rq-report\" content=\"further page\">\n"

/* From one of those beginnings up to the heading, inside <header>. now in ms. */
void rq_frame_begin(struct rq_writer *w, const char *beginning, const char *title, int64_t now);

/* From the end of <main>; scored: it has scores, whose words are explained. */
void rq_frame_end(struct rq_writer *w, bool scored);

/* A table of a class up to its rows; the columns, HTML as the caption is, end with NULL. */
void rq_frame_table(struct rq_writer *w, const char *class, const char *caption,
		    const char *const *columns);
void rq_frame_table_end(struct rq_writer *w);

#endif
