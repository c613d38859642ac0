#ifndef RQ_EDIT_GUARD_H
#define RQ_EDIT_GUARD_H

/*
 * The guard stands between every engine and the result and fails closed: an
 * edit that the candidate's own lines do not support is dropped, and the rule
 * it broke is named. There is no weaker mode. It cannot read; it makes sure
 * that a new text is made of the candidate's own words, numbers and names,
 * about the same things, and that nothing which held a claim back is gone.
 *
 * The rules in their order; the first that is broken decides:
 *
 *   path       an allowed place and operation; an order is a permutation
 *   before     what the engine says stands there does stand there
 *   form       length: 1.4 x the old text + 40 characters, a summary 600 or as long as
 *              it was. Early, because it bounds the work of all that follows
 *   source     cited lines exist and belong to the same entry (a summary: to any
 *              entry, but not to references, contact data or unplaced lines);
 *              no lines, no edit; a text that gives orders to its reader proves nothing
 *   number     each number with its unit, what binds it (from, over, almost) and
 *              what it counts
 *   term       each skill, tool, name, acronym, mixed token; through the aliases
 *   scope      no verb claims more than before: helped < did < built < led < founded;
 *              and it is said of the same, as the candidate's own deed (edit/subject.h,
 *              edit/agent.h, edit/object.h), which was done and not only meant (edit/intent.h)
 *   reach      words of reach ("company-wide", "daily") are cited, of the same thing
 *   seniority  no word of rank is added; a summary's are those of positions held
 *   date       years and months
 *   job-name   the name of the job's own company is never written in
 *   form       characters, addresses
 *   content    every other word stands there too, in some form (edit/root.h) or other
 *              wording (edit/thesaurus.h), neither freed from a negation or a hedge nor put
 *              under one; what a summary says of one thing, one line says, with
 *              the title and names of its entry
 *   anchor     a term is said of the same thing as before; what stood behind a preposition
 *              becomes no object, what was done to a thing is what is done to it
 *              (edit/fate.h, edit/pairing.h); what another line brings in does not mix
 *              with this one; old words in a new order stand as they stood
 *              (edit/arrangement.h)
 *   loss       three fifths of the old text, what "15%" is of, what "12" is told per (a
 *              month), that there was one (edit/several.h), with whom it was done, and all
 *              that holds back or makes smaller (helped, began, small, when asked, with a
 *              colleague), are kept; and what is told of a thing goes with it only
 *   phrase     stock phrases; only warns
 */

#include "base/json.h"
#include "edit/edit.h"
#include "match/job.h"

/* Part of the recipe: raise it with every change of what the guard lets pass. */
#define RQ_GUARD_VERSION "41"

struct rq_wording;
struct rq_readings;

struct rq_guard {
	const json_t *record; /* the resume record: document, text, provenance */
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	const struct rq_wording *wording; /* of the record's language; NULL: made for each edit */
	struct rq_readings *readings;     /* of all texts; NULL: read for each edit */
};

/* What the guard says of one edit; rule NULL: it may pass. */
struct rq_verdict {
	const char *rule; /* its name above; static */
	char why[160];    /* what broke it, for a person */
	json_t *warnings; /* array of strings (stock phrases), or NULL; new */
};

void rq_guard_judge(const struct rq_guard *guard, const struct rq_edit *edit,
		    struct rq_verdict *verdict);

#endif
