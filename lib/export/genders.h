#ifndef RQ_EXPORT_GENDERS_H
#define RQ_EXPORT_GENDERS_H

/*
 * What titles of postings say of who may apply, because laws want it: "(m/f/d)", "(w/m/d)",
 * "H/F", "(all genders)". It is no part of what the job is called.
 */

/* The title without it; the title where nothing else is left. free(). */
char *rq_genders_dropped(const char *title);

#endif
