#ifndef RQ_RESUME_NAME_H
#define RQ_RESUME_NAME_H

/*
 * Which of the first pieces of a résumé is the person's name: by its form, its
 * place, its size of type, and the e-mail address where that spells it too.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/piece.h"

/* How many words of the slice, of three letters and more, stand in an e-mail address. */
int rq_name_in_address(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice email);

/* Whether a line far from a name of one word is its other one: "BRZÓSKA" in another column. */
bool rq_name_may_end(const struct rq_sheet *sheet, struct rq_slice name, size_t line,
		     struct rq_slice email);

/* Whether it is written as names are: by its form alone, two words or more, none a small one. */
bool rq_name_has_form(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * Chooses among pieces, which are in reading order; email may be empty (start
 * == end). The name is one slice, or two where it is set in two lines or its
 * family stands first, "Müller, Anna": the given name is the first of them.
 * The number of slices, 0 when there is none.
 */
size_t rq_name_choose(const struct rq_sheet *sheet, const struct rq_piece *pieces, size_t count,
		      struct rq_slice email, struct rq_slice name[2]);

#endif
