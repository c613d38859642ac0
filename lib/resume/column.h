#ifndef RQ_RESUME_COLUMN_H
#define RQ_RESUME_COLUMN_H

/*
 * What the cell at the head of a column says of those below it: "Year of passing", "Board /
 * University", "% of marks". Such cells are made of few words, in any order, unlike the labels in
 * front of pieces (resume/label.h), most of which head columns, too.
 */

#include "resume/label.h"

/*
 * Of a cell's key: RQ_LABEL_TASKS where the column is of no piece of a header; RQ_LABEL_NONE when
 * it is no such cell.
 */
enum rq_label rq_column_label(const char *key, size_t length);

/*
 * Whether a cell goes on with the head above it, as where "Year of" stands above "passing": it has
 * no word but of such heads, which may be broken, "Percentag" above "e".
 */
bool rq_column_goes_on(const char *key, size_t length);

#endif
