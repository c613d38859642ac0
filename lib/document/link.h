#ifndef RQ_DOCUMENT_LINK_H
#define RQ_DOCUMENT_LINK_H

/*
 * Where a link leads is text, too, when the page does not show it: "LinkedIn"
 * becomes "LinkedIn (https://…)". One rule for all readers.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* Whether it is a mail or telephone address, which is text even where only an icon shows it. */
bool rq_link_is_reach(const char *url);

/*
 * Appends " (url)" to the buffer when url is a web, mail or telephone address
 * that the text from start on does not show, without brackets when that is empty.
 * "mailto:" and "tel:" are left out.
 */
int rq_link_append(struct rq_buffer *text, size_t start, const char *url, size_t length,
		   struct rq_error *err);

#endif
