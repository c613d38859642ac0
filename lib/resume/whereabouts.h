#ifndef RQ_RESUME_WHEREABOUTS_H
#define RQ_RESUME_WHEREABOUTS_H

/* Names of towns and countries in a JSON Resume's basics.location, compared word by word. */

#include <stdbool.h>

#include "base/json.h"

/* The words of a location between bars, lower case, without marks: "|new|york|usa|"; to free. */
char *rq_whereabouts_words(const json_t *location);

/* Whether one of the names ("|new york|usa|", lower case, without marks) stands in words. */
bool rq_whereabouts_name(const char *words, const char *names);

#endif
