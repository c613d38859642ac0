#ifndef RQ_RESUME_LOCATION_H
#define RQ_RESUME_LOCATION_H

/*
 * Places and addresses: what names one, and what of it is city, region, postal
 * code (residence.c). A place is known by its words, an address by its numbers.
 */

#include <stdbool.h>

#include "resume/sheet.h"

/* Whether a slice names a place: "Berlin", "San Francisco, CA", "Remote". */
bool rq_location_is_place(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * Whether a slice may name a town that no list knows: one to three words, the first with a
 * capital, that do not tell how somebody was employed ("Full-time", "Vollzeit", "CDI").
 */
bool rq_location_may_be_town(const struct rq_sheet *sheet, struct rq_slice slice);

/* "Campinas - SP": a town, known or not, and its state, as Brazilians write both. */
bool rq_location_is_town_of_region(const struct rq_sheet *sheet, struct rq_slice slice);

/* House number and street, postcode and town: digits and words in a few words. */
bool rq_location_is_address(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether two bytes of the key are two capital letters of the alphabet. */
bool rq_location_is_pair(const struct rq_sheet_line *line, uint32_t start, uint32_t end);

/* Whether at this byte of the key stands a region in two capitals and nothing more: "SP", "CA". */
bool rq_location_is_region(const struct rq_sheet_line *line, uint32_t at);

/* Whether a slice is a state of a federation in two capitals, and no more: "CA". */
bool rq_location_is_state(const struct rq_sheet *sheet, struct rq_slice slice);

/* Puts a slice into basics.location: a town with its region as such, else as the address. */
void rq_location_put(struct rq_sheet *sheet, json_t *basics, struct rq_slice slice);

/* "Tulsa OK", "Bristol BS9": a town that no list need know, by the state or code behind it. */
bool rq_location_is_town_and_code(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * "Eastmere" near the name, where "Analyst, Acme Ltd, Eastmere: 2021 - now" tells below that it is
 * a town.
 */
bool rq_location_recurs(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether a slice is the town that somebody lives in, as rq_location_put() noted it. */
bool rq_location_is_home(const struct rq_sheet *sheet, struct rq_slice slice);

/* "Born 1990 in New York": whether a slice begins to say when or where somebody was born. */
bool rq_location_tells_birth(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
