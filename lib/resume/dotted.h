#ifndef RQ_RESUME_DOTTED_H
#define RQ_RESUME_DOTTED_H

/*
 * Certificates, awards and publications whose line is cut by dots or bars.
 */

#include "base/json.h"
#include "resume/sheet.h"

/*
 * "Prize · Acme, Inc. · acme.com · 2021": the parts of a line by their place, into the members name
 * and giver of an entry, its url and a summary; without a name (NULL) there is only a giver. The
 * date is left to the caller. False: there are others, and nothing is put. path is the entry's.
 */
bool rq_dotted_put(struct rq_sheet *sheet, size_t line, const char *name, const char *giver,
		   json_t *entry, const char *path);

#endif
