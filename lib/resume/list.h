#ifndef RQ_RESUME_LIST_H
#define RQ_RESUME_LIST_H

/*
 * Lists of short things, as skills, languages and interests are written. Lines
 * are cut at commas, semicolons, bars, bullets and tabs, outside of brackets;
 * what is broken over two lines is put together again.
 */

#include "resume/sheet.h"

/* Calls take for each part of a text that separators cut. */
void rq_list_cut(const struct rq_sheet *sheet, const struct rq_slices *text,
		 void (*take)(void *context, const struct rq_slice *slices, size_t count),
		 void *context);

/* Collects a line and what continues it, before end; returns the line behind. */
size_t rq_list_collect(const struct rq_sheet *sheet, size_t line, size_t end,
		       struct rq_slices *text);

/* Where a category ends: at its colon, with something behind or below it; else 0. */
uint32_t rq_list_end_of_category(const struct rq_sheet_line *line);

/* The kinds of enum rq_word_kind that all words of a slice share. */
uint32_t rq_list_shared_kinds(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
