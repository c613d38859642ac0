#ifndef RQ_EXPORT_STRAYS_H
#define RQ_EXPORT_STRAYS_H

/*
 * What entries of a résumé say in members that JSON Resume does not have ("summary" of an
 * interest): sentences that a document would lack. Words alone are none: they may be codes.
 */

#include "export/lines.h"

/* A paragraph each, behind the entry's name where it has one. */
int rq_strays_put(struct rq_lines *lines, const json_t *resume);

#endif
