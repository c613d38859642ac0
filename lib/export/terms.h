#ifndef RQ_EXPORT_TERMS_H
#define RQ_EXPORT_TERMS_H

/*
 * Short things with what belongs to each: skills, languages, interests. Of each entry, head is
 * the member that it is called by, and joined, which NULL ends, are those behind it: texts or
 * lists. All return 0 or -1, as export/lines.h does.
 */

#include "export/lines.h"

/* "German (native), English (C1)": all on one line, the first of joined in brackets. */
int rq_terms_put_line(struct rq_lines *lines, const json_t *entries, const char *head,
		      const char *const *joined);

/*
 * An item each, "Languages: C, Go", in their order; names alone that follow each other are one
 * item, and where there is nothing else, a line.
 */
int rq_terms_put_items(struct rq_lines *lines, const json_t *entries, const char *head,
		       const char *const *joined);

#endif
