#ifndef FAKE_TAILOR_H
#define FAKE_TAILOR_H

/*
 * The model's mind: from the messages of a tailoring prompt to an answer in
 * rq.tailor.v1, the same for the same messages. It reads data lines,
 *
 *     12 /work/0/highlights/1 | Built the billing service.
 *
 * from the last message, and ids of requirements from lines that begin with
 * one ("m1 ...", "n2 ...") in the others. Its honest edits say the same: a full
 * stop more or less at the end of some highlights, skills in reverse. Its
 * dishonest ones are what the guard is there for.
 */

#include "base/json.h"
#include "trouble.h"

enum { HONEST = -1 };

/*
 * The content of the answer (free()): JSON, or what a spoilt one is; spoil is
 * HONEST or an enum spoil. Prompts without data lines get a sentence.
 */
char *tailor_content(const json_t *messages, int spoil);

#endif
