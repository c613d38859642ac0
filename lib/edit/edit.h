#ifndef RQ_EDIT_EDIT_H
#define RQ_EDIT_EDIT_H

/*
 * The only ways in which a résumé changes: replace a text, reorder a list, drop
 * a highlight, set the summary. No operation can add an entry, an employer, a
 * date, a degree, a certificate or a skill. An engine's answer (rq.tailor.v1,
 * tailor.schema.json beside this file) is untrusted; this is its form once
 * checked.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/json.h"

enum rq_edit_op { RQ_EDIT_REPLACE, RQ_EDIT_REORDER, RQ_EDIT_DROP, RQ_EDIT_SUMMARY };

struct rq_edit {
	enum rq_edit_op op;
	const char *path;    /* JSON Pointer; these borrow from the answer */
	const char *before;  /* NULL for none */
	const char *after;   /* NULL for reorder and drop */
	const json_t *order; /* for reorder, else NULL: old indices in their new order */
	const json_t *lines; /* array of integers: source_lines */
	const json_t *json;  /* the edit as it was proposed */
};

struct rq_edits {
	struct rq_edit *edit;
	size_t count;
};

/* What an edit may touch. Everything else of a résumé is out of reach. */
enum rq_place {
	RQ_PLACE_NONE,
	RQ_PLACE_SUMMARY,   /* /basics/summary */
	RQ_PLACE_LABEL,     /* /basics/label: only to a title held in work */
	RQ_PLACE_TEXT,      /* /work/i/summary, /projects/i/description */
	RQ_PLACE_HIGHLIGHT, /* /work|projects|volunteer/i/highlights/j */
	/*
	 * /skills/i/name, /skills/i/keywords/j: only another spelling of the same terms. That
	 * adds no skill, and without it a list that says K8s stays invisible to a search for
	 * Kubernetes, which is the very thing that tailoring is for.
	 */
	RQ_PLACE_KEYWORD,
	/*
	 * Lists to reorder: .../highlights, /projects, /skills, /skills/i/keywords.
	 * Not /work: its order is its chronology.
	 */
	RQ_PLACE_LIST,
};

/*
 * Checks an answer against the schema, closed: unknown members, wrong types,
 * too many edits, more text than a résumé has are RQ_BAD_ANSWER. The edits
 * borrow from answer. Free them.
 */
int rq_edits_parse(const json_t *answer, struct rq_edits *edits, struct rq_error *err);
void rq_edits_free(struct rq_edits *edits);

/* An answer that changes nothing; new. */
json_t *rq_edits_none(void);

/* What the path names, if op may be done there; else RQ_PLACE_NONE. */
enum rq_place rq_edit_place(enum rq_edit_op op, const char *path);

/* Whether order holds each of 0 to count - 1 once. */
bool rq_edit_is_permutation(const json_t *order, size_t count);

/*
 * Carries out edits that the guard let pass on a document that is the caller's
 * to change. All paths and indices are those of the document as it is now:
 * texts are replaced first, then lists reordered, then highlights dropped, and
 * what an edit named stays what it meant. RQ_BAD_ANSWER when a path is not
 * there; the document is then half changed.
 */
int rq_edits_apply(const struct rq_edit *edits, size_t count, json_t *document,
		   struct rq_error *err);

#endif
