#ifndef RQ_RESUME_HABIT_H
#define RQ_RESUME_HABIT_H

/*
 * In which country a telephone number is written the way it is, where nobody
 * names the country: by what the rest of a résumé tells of it.
 */

#include "base/json.h"

/*
 * The country (ISO 3166-1, static) where basics.phone is a number as people write
 * it and for which the language, the domain of the e-mail address, the postcode
 * or the town speaks; NULL when nothing does, when one of these speaks for
 * another country, or when as much speaks for two. English speaks for none.
 * language is that of the text, or NULL.
 */
const char *rq_habit_country(const json_t *basics, const char *language);

#endif
