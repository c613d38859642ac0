#ifndef RQ_EDIT_COUNTED_H
#define RQ_EDIT_COUNTED_H

/*
 * What a number is of: what it counts ("5 senior engineers"), what it is a measure of ("a
 * rota of 14 colleagues", "a 72-room hotel"), and what introduces it ("Trained 5 nurses").
 * All words are borrowed from the reading.
 */

#include <stdbool.h>
#include <stddef.h>

#include "edit/reading.h"

enum { RQ_COUNTED_WORDS = 4 };

/*
 * What a number counts: the words right behind it, up to the first small word
 * ("5 senior engineers" of "5 senior engineers in two teams"). Returns how many.
 */
size_t rq_counted_words(const struct rq_reading *reading, const struct rq_quantity *quantity,
			const struct rq_word *words[RQ_COUNTED_WORDS]);

/* What a number is said of: up to limit words that say something before it in its clause. */
size_t rq_counted_introduced(const struct rq_reading *reading, const struct rq_quantity *quantity,
			     const struct rq_word *words[], size_t limit);

/* What is said of a number right behind what it counts: "that 40 depots used"; or NULL. */
const struct rq_word *rq_counted_behind(const struct rq_reading *reading,
					const struct rq_quantity *quantity);

/* "5 Kinder in der Gruppe betreut": the verb of a number's clause where it comes last; or NULL. */
const struct rq_word *rq_counted_deed(const struct rq_reading *reading,
				      const struct rq_quantity *quantity);

/* "logged" of "answered 35 calls and logged them": the verb, in words. Returns how many. */
size_t rq_counted_goes_on(const struct rq_reading *reading, const struct rq_quantity *quantity,
			  const struct rq_word *words[1]);

/*
 * Whether a number of a new text counts and measures what one of a cited text does. Modifiers
 * may go ("five senior engineers", five engineers), nothing may come: 40 customers are not 40
 * customer agents.
 */
bool rq_counted_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
		     const struct rq_reading *other, const struct rq_quantity *theirs);

#endif
