#ifndef RQ_EXPORT_MISSING_H
#define RQ_EXPORT_MISSING_H

/*
 * Characters that no font of this machine has. Pango draws a box for them, and
 * nobody reads a box, nor notices it before the document is sent: they become
 * "?", and a warning names them.
 */

#include <pango/pango.h>
#include <stdbool.h>

#include "base/json.h"

struct rq_missing {
	unsigned char *set; /* a bit for each code point; NULL while all have a font */
};

void rq_missing_init(struct rq_missing *missing);
void rq_missing_free(struct rq_missing *missing);

/* Notes the characters that a layout has no glyph for; whether any was new. */
bool rq_missing_collect(struct rq_missing *missing, PangoLayout *layout);

/* Appends text, with "?" for each character that was noted. */
void rq_missing_replace(const struct rq_missing *missing, const char *text, GString *out);

/* A warning for each script (ISO 15924) that characters were noted of. */
void rq_missing_warn(const struct rq_missing *missing, json_t *warnings);

#endif
