#ifndef RQ_RESUME_REDACT_H
#define RQ_RESUME_REDACT_H

/*
 * Who it is, out of a text and back into it. What a record knows of a person
 * (name, e-mail, phone, address, links, user names, birth date, photo), and
 * whatever has the form of such a thing, becomes a placeholder: "[NAME-1]
 * wrote". Each different original has a placeholder of its own, so that every
 * one comes back exactly as it stood; a text that looks like a placeholder
 * becomes one itself.
 *
 * What counts: the whole name in any case, its parts as whole words with a
 * capital (any case where a script has none), joined forms as user names have
 * them, dotted initials. A part that is also a skill or an employer ("Ford") is
 * hidden all the same: privacy first, and what comes back is judged whole. A
 * city or country alone may stay: it tells where somebody works, not who
 * it is. Compared without case, marks and invisible characters.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/json.h"

struct rq_redaction;

/* From a resume record, which need not outlive it. Free it. */
struct rq_redaction *rq_redaction_new(const json_t *record);
void rq_redaction_free(struct rq_redaction *redaction);

/* The text with placeholders; new ones are remembered. The caller's, free(). */
char *rq_redact(struct rq_redaction *redaction, const char *text);

/*
 * Puts the originals back in every string of a value, in place. Placeholders that were
 * never given out stay. RQ_BAD_ANSWER when the strings together grow past
 * RQ_MAX_ANSWER_BYTES: a model may repeat a placeholder of a long original.
 */
int rq_redaction_restore(const struct rq_redaction *redaction, json_t *value, struct rq_error *err);

/*
 * Whether bytes tell who it is, more often than frame does: the same bytes without
 * what was redacted (resume/leak.h). *what is the kind of what was found ("name"),
 * never its value; static.
 */
bool rq_redaction_leaks(const struct rq_redaction *redaction, const char *frame,
			size_t frame_length, const char *bytes, size_t length, const char **what);

#endif
