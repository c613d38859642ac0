#ifndef RQ_RESUME_COUPLET_H
#define RQ_RESUME_COUPLET_H

/*
 * Headers of two lines, "Engineer, Tools <tab> 2019 – 2021" above "Smith, Jones & Co. · Ulm": where
 * a section writes its entries so, the upper line is one name beside its date and dots part what
 * the lower says. Commas, dashes and small words are of the names then, and part nothing.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/header.h"
#include "resume/section.h"
#include "resume/sheet.h"

/* What the headers of a section are like, counted. Begin with { 0 }. */
struct rq_couplets {
	size_t whole;  /* of two lines */
	size_t told;   /* words tell what the dots of the lower line part */
	size_t others; /* have another form */
	int votes;     /* of words for titles, or schools, in the upper lines */
};

/* Counts a header, of the lines from first to end. */
void rq_couplet_count(const struct rq_sheet *sheet, enum rq_section section, size_t first,
		      size_t end, struct rq_couplets *couplets);

/*
 * Whether the headers that were counted are such: all have the form, a lower line is told in the
 * section or in the document, and as far as words tell titles or schools are in the upper line.
 */
bool rq_couplet_is_usual(const struct rq_sheet *sheet, enum rq_section section,
			 const struct rq_couplets *couplets);

/* Whether one stands in the document whose words tell what its dots part. */
bool rq_couplet_stands(const struct rq_sheet *sheet);

/*
 * Whether a line with dots stands right below one that ends with a time: where such headers stand
 * in the document, it is of that.
 */
bool rq_couplet_is_lower(const struct rq_sheet *sheet, size_t line);

/* Likewise whether a line that ends with a time has one below it that may be of its header. */
bool rq_couplet_is_upper(const struct rq_sheet *sheet, size_t line);

/*
 * Cuts a header of such a section, of the lines from first to end; its pieces know what they are.
 * Free it.
 */
void rq_couplet_cut(const struct rq_sheet *sheet, enum rq_section section, size_t first, size_t end,
		    struct rq_header *header);

#endif
