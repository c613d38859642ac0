#ifndef RQ_RESUME_PHONE_H
#define RQ_RESUME_PHONE_H

/*
 * Telephone numbers in the international form of ITU-T E.164: "+", the code of
 * the country, the national number; at most 15 digits. Two ways of writing one
 * number become one string, so that a person is known by it again.
 */

#include <stdbool.h>

#include "base/json.h"

enum { RQ_PHONE_SIZE = 17 }; /* "+", 15 digits and a NUL */

/*
 * The number as people write it in that form; false when its country is not
 * told. It is told by a "+" or "00" in front ("011" in North America), else by
 * country, two letters (ISO 3166) or NULL, when the number has the length and
 * the trunk prefix of that country. Numbers inside of one town are not enough.
 */
bool rq_phone_normalise(const char *phone, const char *country, char number[RQ_PHONE_SIZE]);

/*
 * The country that a JSON Resume's basics.location names: by its code, by its
 * name, or by a state of North America: with its postcode, or where the text is
 * in English. NULL when none is named, or two. A town names none: there is a Paris
 * in Texas; resume/habit.h asks whether the number is one of France.
 * language is that of the text, or NULL. Static.
 */
const char *rq_phone_country(const json_t *basics, const char *language);

#endif
