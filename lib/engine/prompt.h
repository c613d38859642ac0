#ifndef RQ_ENGINE_PROMPT_H
#define RQ_ENGINE_PROMPT_H

/*
 * What a model is told, as three messages that change ever more often, so that
 * the provider's cache of prefixes works: the rules, the posting with its
 * requirements (both are the briefing), and the candidate.
 *
 * The candidate is data lines, "12 /work/0/highlights/1 | Built ...": the number
 * to cite, the JSON Pointer, the text. Contact data, references and lines of
 * unknown meaning are left out: they support nothing. No text can begin a line of
 * its own; what is invisible or turns the direction of writing is shown as "\u{..}".
 * Behind it stand the notes of people who sent an earlier answer back, "note 1 | ...":
 * data as well, redacted like the candidate, and no support for any edit.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/json.h"
#include "engine/briefing.h"
#include "resume/redact.h"

struct rq_prompt {
	const char *rules, *posting; /* the briefing's, which has to outlive the request */
	char *candidate;
	struct rq_redaction *redaction; /* NULL: nothing is hidden; its own */
	size_t tokens;                  /* estimate of the three messages */
	size_t answer_tokens; /* what an answer of ten edits may take, without reasoning */
	size_t editable;      /* lines that an edit may touch; 0: nothing to ask for */
	size_t left_out;      /* lines of candidate and posting that found no room */
};

struct rq_prompt_options {
	bool redact;
	const json_t *notes; /* array of strings, of the recipe; NULL: none */
	size_t max_bytes;    /* of the candidate's message; 0: what RQ_MAX_PROMPT_BYTES leaves */
};

/*
 * The prompt for a resume record behind the briefing on a job. Where it would be too long, whole
 * lines are left out from the end of the longest entries.
 * RQ_TOO_LARGE when that does not help. Free it.
 */
int rq_prompt_make(const json_t *record, const struct rq_briefing *briefing,
		   const struct rq_prompt_options *options, struct rq_prompt *prompt,
		   struct rq_error *err);
void rq_prompt_free(struct rq_prompt *prompt);

/* Gives the messages up once a request holds them; the answer can be restored all the same. */
void rq_prompt_let_go(struct rq_prompt *prompt);

/*
 * Makes an answer of the model fit to be judged: personal data back in the place of
 * its placeholders, and "before" as it stands in the résumé where the model
 * copied it with another kind of dash, quote or space. RQ_BAD_ANSWER when the answer
 * grows past its limit.
 */
int rq_prompt_restore(const struct rq_prompt *prompt, const json_t *record, json_t *answer,
		      struct rq_error *err);

#endif
