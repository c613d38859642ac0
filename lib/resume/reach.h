#ifndef RQ_RESUME_REACH_H
#define RQ_RESUME_REACH_H

/*
 * The means by which a person is reached, in a line: e-mail addresses, phone
 * numbers, links. Only their form is looked at; nothing is looked up.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

/* The first one in a line at or after byte from of its key: true when there is one. */
bool rq_reach_find_email(const struct rq_sheet *sheet, size_t line, size_t from,
			 struct rq_slice *email);
bool rq_reach_find_link(const struct rq_sheet *sheet, size_t line, size_t from,
			struct rq_slice *link);

/* Whether a slice is a link and nothing else. */
bool rq_reach_is_link(const struct rq_sheet *sheet, struct rq_slice slice);

/* The first number in a slice by which a publication is found, a DOI: "10.1145/3297858.3304061". */
bool rq_reach_find_doi(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice *doi);

/* Whether a text is taken for a link wherever it stands alone. */
bool rq_reach_tells(const char *text);

/*
 * A link as JSON Resume wants it, a URI (RFC 3986): with a scheme, "https" where
 * none is written, and percent-encoding for what a URI may not hold. free().
 */
char *rq_reach_uri(const struct rq_sheet *sheet, struct rq_slice link);

/*
 * A phone number may go on in the next line: up to two slices, *count tells.
 * strict: only what is a phone number without anything else that says so.
 */
bool rq_reach_find_phone(const struct rq_sheet *sheet, size_t line, size_t from, bool strict,
			 struct rq_slice phone[2], size_t *count);

/*
 * Of a link: the network's name and the user's ("github.com/jane"); false when
 * its host is no network that is known.
 */
bool rq_reach_split_profile(const struct rq_sheet *sheet, struct rq_slice link,
			    struct rq_slice *network, struct rq_slice *username);

/* Whether a slice is the name of such a network ("LinkedIn"). */
bool rq_reach_is_network(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
