#ifndef RQ_RESUME_SPOKEN_H
#define RQ_RESUME_SPOKEN_H

/*
 * One language and how well somebody speaks it, as people write both in one text: "German
 * (native)", "Anglais : courant", "Langue maternelle : français", "Fluent in English".
 */

#include <stdbool.h>

#include "resume/sheet.h"

struct rq_spoken {
	struct rq_slice language;
	struct rq_slice fluency; /* empty when it is not said */
	struct rq_slice joint;   /* "in" of "fluent in English"; empty when there is none */
};

void rq_spoken_split(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_spoken *spoken);

/* Whether the first word names a language. */
bool rq_spoken_begins(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether every word tells how well, numbers aside: "fluent", "Level 2". */
bool rq_spoken_is_fluency(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether the first word tells how well: "livello avanzato (corso in via di conclusione)". */
bool rq_spoken_begins_fluency(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether it begins with one of the skills of which forms ask apart: "Capacità di lettura". */
bool rq_spoken_is_aspect(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether a sign parts the language from its fluency: "German: C1, spoken daily". */
bool rq_spoken_has_sign(const struct rq_sheet *sheet, struct rq_slice slice);

/* The fluency without brackets around it. */
struct rq_slice rq_spoken_trim_fluency(const struct rq_sheet *sheet, struct rq_slice fluency);

#endif
