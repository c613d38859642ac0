#ifndef RQ_BASE_JSON_READER_H
#define RQ_BASE_JSON_READER_H

/*
 * JSON as programs write it, in a fraction of the time that Jansson takes: every task is read
 * from the store twice, and its answer twice as well. What is rare is read by Jansson.
 */

#include <stddef.h>

#include "base/json.h"

/*
 * One value, new, as Jansson would read it; or NULL, which only says that it takes Jansson to
 * tell: the text may be JSON of a rare kind, or none, nested too deep, or with a key twice.
 */
json_t *rq_json_read(const char *bytes, size_t length);

#endif
