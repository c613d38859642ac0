#ifndef RQ_EXPORT_LINES_H
#define RQ_EXPORT_LINES_H

/*
 * Putting the lines of a manuscript one behind the other. All return 0 or -1
 * (RQ_TOO_LARGE, RQ_TOO_MANY, in lines->err); NULL and "" put nothing.
 */

#include "base/json.h"
#include "export/caption.h"
#include "export/manuscript.h"

/* Begin with { script, NULL, err }. It owns nothing. */
struct rq_lines {
	struct rq_manuscript *script;
	struct rq_script_line *line; /* the last one */
	struct rq_error *err;
};

int rq_lines_begin(struct rq_lines *lines, enum rq_role role);
int rq_lines_run(struct rq_lines *lines, const char *text, enum rq_run_style style);
int rq_lines_link(struct rq_lines *lines, const char *text, const char *link);

/* The end of a line, which goes when nothing is on it. */
void rq_lines_end(struct rq_lines *lines);

/* A line of one run. */
int rq_lines_put(struct rq_lines *lines, enum rq_role role, const char *text);

/* A title in the language of the manuscript. */
int rq_lines_heading(struct rq_lines *lines, enum rq_caption caption);
const char *rq_lines_caption(const struct rq_lines *lines, enum rq_caption caption);

/* Each line of a text as a paragraph; each string of an array as an item. */
int rq_lines_paragraphs(struct rq_lines *lines, const char *text);
int rq_lines_items(struct rq_lines *lines, const json_t *array);

/*
 * Runs behind those of the line: a string, or the strings of an array with ", "
 * between. before stands in front of the first when the line is not empty.
 */
int rq_lines_join(struct rq_lines *lines, const json_t *value, const char *before,
		  enum rq_run_style style);

#endif
