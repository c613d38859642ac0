#ifndef RQ_RESUME_INTRODUCTION_H
#define RQ_RESUME_INTRODUCTION_H

/*
 * Lines between an entry's header and what was done there, which head it and say no more:
 * "Responsibilities:", "Aufgaben", "Missions principales".
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

/* Whether a line of the sheet is one. */
bool rq_introduction_is_one(const struct rq_sheet *sheet, size_t line);

#endif
