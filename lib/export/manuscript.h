#ifndef RQ_EXPORT_MANUSCRIPT_H
#define RQ_EXPORT_MANUSCRIPT_H

/*
 * A document before it has a format: lines, each with its part in the whole,
 * made of runs of text. Who composes decides what stands there and in which
 * order; who prints decides how it looks.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum rq_role {
	RQ_ROLE_NAME,    /* whose it is; the title */
	RQ_ROLE_LABEL,   /* what they are, below the name */
	RQ_ROLE_CONTACT, /* how to reach them: a run for each way */
	RQ_ROLE_HEADING, /* of a section */
	RQ_ROLE_ENTRY,   /* head of an entry; aside is when */
	RQ_ROLE_DETAIL,  /* below the head: employer, place */
	RQ_ROLE_TEXT,    /* a paragraph */
	RQ_ROLE_ITEM,    /* of a list */
};

enum rq_run_style {
	RQ_RUN_PLAIN,
	RQ_RUN_STRONG,
	RQ_RUN_SOFT,
	RQ_RUN_DELETED,
	RQ_RUN_INSERTED,
};

struct rq_run {
	char *text; /* without newlines and unsafe characters, never empty */
	char *link; /* an address of a scheme that is safe to follow, or NULL */
	enum rq_run_style style;
	bool number; /* a telephone number among letters from right to left, which it is not */
};

struct rq_script_line {
	enum rq_role role;
	struct rq_run *run;
	size_t count, capacity;
	char *aside;        /* stands at the line's other end; NULL for none */
	bool right_to_left; /* by its first letter that has a direction */
};

struct rq_manuscript {
	char *title;
	char *author;
	const char *language; /* BCP 47, static; "" when it is not one of export/caption.h */
	char *made_at;        /* RFC 3339; NULL when not known */
	bool right_to_left;   /* most letters of its headings are, or of all else */
	struct rq_script_line *line;
	size_t count, capacity;
	size_t bytes; /* of text, which has a limit */
};

void rq_manuscript_init(struct rq_manuscript *manuscript);
void rq_manuscript_free(struct rq_manuscript *manuscript);

/*
 * Whose document it is, for its title and its author: without unsafe characters, as PDF and
 * XML have no place for some of them. NULL: nobody's.
 */
void rq_manuscript_entitle(struct rq_manuscript *manuscript, const char *name);

/* A new line behind the others; valid until the next one. RQ_TOO_MANY. */
int rq_manuscript_add(struct rq_manuscript *manuscript, enum rq_role role,
		      struct rq_script_line **line, struct rq_error *err);

/*
 * Appends a run to the last line: newlines become spaces, unsafe characters go;
 * of an empty text nothing is left. link may be NULL. RQ_TOO_LARGE.
 */
int rq_manuscript_run(struct rq_manuscript *manuscript, const char *text, const char *link,
		      enum rq_run_style style, struct rq_error *err);

/* Drops the last line when it has no run, or when it is a heading with nothing below it. */
void rq_manuscript_drop_empty(struct rq_manuscript *manuscript);
void rq_manuscript_drop_heading(struct rq_manuscript *manuscript);

/* Looks at the letters and sets directions. Call it when all is there. */
void rq_manuscript_direct(struct rq_manuscript *manuscript);

#endif
