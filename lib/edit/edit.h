#ifndef RQ_EDIT_EDIT_H
#define RQ_EDIT_EDIT_H

/*
 * The only ways in which a résumé changes: replace a text, reorder a list, drop
 * a highlight, set the summary. No operation can add an entry, an employer, a
 * date, a degree, a certificate or a skill. An engine's answer (rq.tailor.v1,
 * the schema beside this file) is untrusted; this is its form once checked.
 */

#include <stddef.h>

#include "base/error.h"
#include "base/json.h"

enum rq_edit_op { RQ_EDIT_REPLACE, RQ_EDIT_REORDER, RQ_EDIT_DROP, RQ_EDIT_SUMMARY };

struct rq_edit {
	enum rq_edit_op op;
	const char *path;    /* JSON Pointer; these borrow from the answer */
	const char *before;  /* NULL for none */
	const char *after;   /* NULL for reorder and drop */
	const json_t *order; /* array of integers, for reorder; else NULL */
	const json_t *lines; /* array of integers: source_lines */
	const json_t *json;  /* the edit as it was proposed */
};

struct rq_edits {
	struct rq_edit *edit;
	size_t count;
};

/*
 * Checks an answer against the schema, closed: unknown members, wrong types,
 * too many edits are RQ_BAD_ANSWER. The edits borrow from answer. Free them.
 */
int rq_edits_parse(const json_t *answer, struct rq_edits *edits, struct rq_error *err);
void rq_edits_free(struct rq_edits *edits);

/*
 * Carries out an edit that the guard let pass on a document that is the
 * caller's to change. Pointers are those of the document before any edit:
 * apply drops last and reorders after replaces (rq_tailor does).
 */
int rq_edit_apply(const struct rq_edit *edit, json_t *resume, struct rq_error *err);

#endif
