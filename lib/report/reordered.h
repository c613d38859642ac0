#ifndef RQ_REPORT_REORDERED_H
#define RQ_REPORT_REORDERED_H

/*
 * Where in the tailored document the things are that an edit's path names in
 * the one before: other edits may have put lists in order, or left elements out.
 */

#include <stdbool.h>

#include "base/json.h"
#include "edit/pointer.h"

/* A path of the document before any edit, as it is now. */
void rq_reordered_path(const json_t *edits, const char *path, char now[RQ_POINTER_BYTES]);

/* The text that stood at a path before any edit; NULL when nothing tells. Borrowed. */
const char *rq_reordered_original(const json_t *edits, const json_t *resume, const char *path);

/* Where the element that had an index stands in an order; the index itself when there is none. */
size_t rq_reordered_place(const json_t *order, size_t before);

/* The list that an edit put in order, as it is now; NULL when it has other elements by now. */
const json_t *rq_reordered_list(const json_t *edits, const json_t *resume, const json_t *edit);

/* What an element of a list is called: itself, or its name. Borrowed. */
const char *rq_reordered_name(const json_t *element);

/* Whether what the elements of a list are called is short enough to stand on one line. */
bool rq_reordered_is_short(const json_t *list);

#endif
