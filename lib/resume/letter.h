#ifndef RQ_RESUME_LETTER_H
#define RQ_RESUME_LETTER_H

/* A letter behind a résumé, in the same file: it is no part of the section above it. */

#include <stddef.h>

#include "resume/sheet.h"

/*
 * The line where a letter begins: whom it greets, or the address in front of that. The number of
 * lines when there is none, or when nothing ends it: "Yours faithfully".
 */
size_t rq_letter_find(const struct rq_sheet *sheet);

#endif
