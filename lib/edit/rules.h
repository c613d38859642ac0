#ifndef RQ_EDIT_RULES_H
#define RQ_EDIT_RULES_H

/*
 * One edit before the guard: what it would write, what stands there now, and
 * what the cited lines say. The rules (guard.c has their order) only look at
 * this.
 */

#include <stdbool.h>
#include <stddef.h>

#include "edit/edit.h"
#include "edit/guard.h"
#include "edit/reading.h"
#include "edit/readings.h"

/* A text that supports the edit: what it replaces, or a leaf that stands in a cited line. */
struct rq_support {
	const struct rq_reading *reading; /* borrowed from the guard's */
	size_t entry;                     /* of the same work entry, project ...: the same number */
	bool title;                       /* a position held */
	bool frame; /* a title, a name, a keyword: what may stand beside any line of its entry */
};

struct rq_case {
	const struct rq_guard *guard;
	const struct rq_edit *edit;
	enum rq_place place;
	const json_t *document; /* the résumé in the record */
	const char *current;    /* the text at path; NULL for lists and a missing summary */
	struct rq_reader reader;
	struct rq_readings *readings;
	struct rq_reading after;
	struct rq_support *support;
	size_t count, capacity;
	bool has_before; /* support[0] is what the edit replaces */
};

/* Fills the verdict's why; returns false, so that "return rq_refuse(...)" reads well. */
bool rq_refuse(struct rq_verdict *verdict, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The words first to last of a reading for a message, escaped and cut. Returns out. */
const char *rq_quote_words(const struct rq_reading *reading, size_t first, size_t last,
			   char out[64]);

/* Sets support from the cited lines; the rule "source". */
bool rq_rule_source(struct rq_case *c, struct rq_verdict *verdict);
void rq_case_free(struct rq_case *c);

/* Whether the edit is of sentences about one entry: no summary, title or keyword. */
bool rq_case_is_prose(const struct rq_case *c);

/* Whether a cited text has the word. A word that stands nowhere is for the content rule. */
bool rq_case_cites(const struct rq_case *c, const struct rq_word *word);

/* Whether a word is a compound of words that stand in one cited line (compound.c). */
enum { RQ_COMPOUND_BYTES = 64 };
bool rq_word_is_compounded(const struct rq_case *c, const struct rq_word *word);

/* Whether the word at is half of a compound of a cited line, and the other half stands by it. */
bool rq_word_is_parted(const struct rq_case *c, size_t at);

/*
 * Whether a verb adds nothing to what a cited line tells (light.c): "prepared" of "prepared
 * summaries", where something was summarised; "supported" of "supported residents with washing" of
 * who washed them; "tenuto" of "tenuto colloqui", where the line is "Colloqui".
 */
bool rq_word_is_light(const struct rq_case *c, size_t at);

/* "Realicé formación" of "Formación en carretilla": that one was at a course is not to give it. */
bool rq_word_gives_what_was_learnt(const struct rq_case *c, size_t at);

/* Whether both halves of a cited compound are told of one thing: "Kabel verlegt". */
bool rq_word_is_told_in_parts(const struct rq_case *c, const struct rq_word *compound);

/* "Each" of "each shift", where the text itself says "per shift" (edit/rate.h). */
bool rq_word_is_rate_of_before(const struct rq_case *c, size_t at);

/* Whether a word of a cited line is part of such a compound. */
bool rq_word_is_in_compound(const struct rq_case *c, const struct rq_word *part);

/* Whether the word at is the "Used" of "Used Excel to write reports", told otherwise (scope.c). */
bool rq_word_names_means(const struct rq_case *c, size_t at);

/* Each returns whether the edit keeps the rule, else fills why. */
bool rq_rule_number(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_date(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_term(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_scope(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_reach(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_seniority(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_job_name(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_length(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_shape(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_content(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_anchor(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_loss(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_phrase(struct rq_case *c, struct rq_verdict *verdict);

#endif
