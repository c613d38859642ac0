#ifndef RQ_BASE_JSON_H
#define RQ_BASE_JSON_H

/*
 * JSON (RFC 8259), strictly: one value, no duplicate keys, no NUL in strings,
 * bounded depth. json_t is the one foreign type that travels through the tree,
 * with Jansson's own rules of ownership: "borrowed" lives as long as what holds
 * it, "new" is released with json_decref(). Object keys keep their order.
 */

#include <jansson.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/*
 * Makes Jansson read its random seed now. Call it before a sandbox closes
 * /dev/urandom, or the seed is guessable.
 */
void rq_json_prepare(void);

/* One value of any type, or RQ_BAD_RECORD / RQ_TOO_DEEP. *value is new. */
int rq_json_parse(const char *bytes, size_t length, json_t **value, struct rq_error *err);

/*
 * The same of a stranger's text, where a key may stand twice in an object (RFC 8259, section 4,
 * leaves that open): the later one gets RQ_JSON_AGAIN behind it, in text, until it is alone. How
 * often is in *again; more than RQ_MAX_JSON_AGAIN are refused.
 */
#define RQ_JSON_AGAIN '\x01'
int rq_json_parse_repeating(struct rq_buffer *text, json_t **value, size_t *again,
			    struct rq_error *err);

/* The same as the first, and it must be an object. */
int rq_json_parse_object(const char *bytes, size_t length, json_t **object, struct rq_error *err);

/* Compact, in the order of its keys, appended to the buffer. RQ_TOO_LARGE past its limit. */
int rq_json_append(const json_t *value, struct rq_buffer *buffer, struct rq_error *err);

/* Compact; with sorted set, keys in code point order: the form that is digested. free(). */
char *rq_json_text(const json_t *value, int sorted);

/* Read a member of an object: NULL, 0 or the fallback when it is absent or of another type. */
const char *rq_json_string(const json_t *object, const char *key); /* borrowed */
json_int_t rq_json_integer(const json_t *object, const char *key, json_int_t fallback);
json_t *rq_json_array(const json_t *object, const char *key);  /* borrowed */
json_t *rq_json_object(const json_t *object, const char *key); /* borrowed */

/*
 * Set a member; json_t arguments are swallowed. These end the process when
 * there is no memory, so that building a record needs no error path. Keys must
 * be valid UTF-8; set_string leaves the member out when text is NULL, and
 * escapes (base/text.h) what is no UTF-8, as an argument or a path may be.
 */
void rq_json_set_take(json_t *object, const char *key, json_t *value);
void rq_json_set_string(json_t *object, const char *key, const char *text);
void rq_json_set_integer(json_t *object, const char *key, json_int_t number);
void rq_json_append_take(json_t *array, json_t *value);

#endif
