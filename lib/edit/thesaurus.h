#ifndef RQ_EDIT_THESAURUS_H
#define RQ_EDIT_THESAURUS_H

/*
 * Words that may stand for one another in a résumé without claiming more:
 * reduced, cut, shortened. The groups stand in thesaurus.tsv, whose head says
 * what belongs into one. A word may be in several groups.
 */

#include <stdbool.h>
#include <stdint.h>

enum { RQ_MAX_SENSES = 6 };

/* The groups of a word; 0 ends them. */
struct rq_senses {
	uint16_t group[RQ_MAX_SENSES];
};

struct rq_thesaurus;

/* The groups of English and of that language (ISO 639-1; NULL: English only). Free it. */
struct rq_thesaurus *rq_thesaurus_new(const char *language);
void rq_thesaurus_free(struct rq_thesaurus *thesaurus);

/* The groups of a word with that root (edit/root.h), or of a phrase with that hash; never NULL. */
const struct rq_senses *rq_thesaurus_find(const struct rq_thesaurus *thesaurus, const char *word,
					  uint64_t root);

/* Of a word in no group. */
const struct rq_senses *rq_thesaurus_none(const struct rq_thesaurus *thesaurus);

/* The table itself: for whoever wants to know its phrases. */
extern const char rq_thesaurus_start[] __asm__("_binary_thesaurus_tsv_start");
extern const char rq_thesaurus_end[] __asm__("_binary_thesaurus_tsv_end");

/* Whether they have a group in common. */
bool rq_senses_meet(const struct rq_senses *a, const struct rq_senses *b);

#endif
