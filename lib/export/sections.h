#ifndef RQ_EXPORT_SECTIONS_H
#define RQ_EXPORT_SECTIONS_H

/*
 * The sections of a JSON Resume, in the order that recruiters expect, and how
 * the entries of each are set. Where two forms look as well, the one is taken
 * that programs read without doubt: what belongs to one entry stands on one
 * line or right below it.
 */

#include "base/json.h"
#include "export/lines.h"

/* All sections but the contact block and the summary. */
int rq_sections_put(struct rq_lines *lines, const json_t *resume);

#endif
