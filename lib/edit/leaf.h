#ifndef RQ_EDIT_LEAF_H
#define RQ_EDIT_LEAF_H

/*
 * The leaves of a résumé by their JSON Pointers: which of them say something
 * that an edit may rest on, and which belong together.
 */

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a leaf may support an edit. Not the words of referees, not contact
 * data, and not lines that nobody knows the meaning of.
 */
bool rq_leaf_supports(const char *pointer);

/* Whether a leaf tells something in sentences: no title, name, date or keyword. */
bool rq_leaf_is_prose(const char *pointer);

/*
 * The length of the part that names its entry: "/work/0/" of
 * "/work/0/highlights/1", "/skills/" of any skill.
 */
size_t rq_leaf_entry(const char *pointer);

/* Whether two leaves are of the same entry. */
bool rq_leaf_is_beside(const char *one, const char *other);

#endif
