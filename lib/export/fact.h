#ifndef RQ_EXPORT_FACT_H
#define RQ_EXPORT_FACT_H

/*
 * What stands on a line beside each other: members of an entry, written so that who reads the
 * line, a program too, takes each for what it is.
 */

#include "base/json.h"
#include "export/lines.h"

/* Between the facts of a line: a comma may stand inside of one, "Ulm, Germany". */
#define RQ_FACT_APART " · "

/* A member behind what is on the line; a grade that does not say so gets a word in front of it. */
int rq_fact_put(struct rq_lines *lines, const json_t *entry, const char *member);

/* The entry's page. */
int rq_fact_put_address(struct rq_lines *lines, const json_t *entry);

#endif
