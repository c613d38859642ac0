#ifndef RQ_DOCUMENT_BROKEN_H
#define RQ_DOCUMENT_BROKEN_H

/*
 * Dates in a narrow margin, set flush with the text beside them and broken over lines:
 * "September / 2017– / December / 2018". Other lines of the margin may be labels of any kind; but
 * where no date breaks off inside of a range, "Nurse / 2018" may be two facts, and stays.
 */

#include "document/word_box.h"

/*
 * Puts the lines of each such date level with the line beside its first one, as one line. unit is
 * the usual size of the type. The words stay in their order.
 */
void rq_broken_mend(struct rq_word_box *words, size_t count, double unit);

#endif
