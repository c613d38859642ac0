#ifndef RQ_RESUME_CONTACT_H
#define RQ_RESUME_CONTACT_H

/*
 * Who it is and how to reach them: name, label, e-mail, phone, location, links
 * and profiles, from the lines above the first heading and from a contact
 * section.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/*
 * Fills basics (its path is "/basics") from the blocks without a section and of
 * RQ_SECTION_CONTACT. Paragraphs found there are added to summary.
 */
void rq_contact_read(struct rq_sheet *sheet, const struct rq_block *blocks, size_t count,
		     json_t *basics, struct rq_slices *summary);

#endif
