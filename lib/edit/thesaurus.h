#ifndef RQ_EDIT_THESAURUS_H
#define RQ_EDIT_THESAURUS_H

/*
 * Words that may stand for one another in a résumé without claiming more:
 * reduced, cut, shortened; and words that may stand for narrower ones, never the
 * other way: prepared for baked. The groups stand in thesaurus.tsv, whose head
 * says what belongs into one. A word may be in several groups.
 */

#include <stdbool.h>
#include <stdint.h>

enum { RQ_MAX_SENSES = 40 };

/* What a word is in a group: what may support others of it, what others may support. */
enum rq_sense { RQ_SENSE_SUPPORTS = 1, RQ_SENSE_CLAIMS = 2 };

/* The groups of a word; 0 ends them. */
struct rq_senses {
	uint16_t group[RQ_MAX_SENSES];
	uint8_t sense[RQ_MAX_SENSES]; /* of enum rq_sense, both for most */
};

struct rq_thesaurus;

/* The groups of that language (ISO 639-1; NULL: English). Free it. */
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

/* Whether a word may stand where the cited one stood: by a group that they share. */
bool rq_senses_meet(const struct rq_senses *claimed, const struct rq_senses *cited);

#endif
