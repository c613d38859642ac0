#ifndef RQ_RESUME_STRUNG_H
#define RQ_RESUME_STRUNG_H

/*
 * Several certificates in one line: "CKA (2022), CKS (2023)", "Security+; CySA+; SC-200".
 */

#include "base/json.h"
#include "resume/sheet.h"

/*
 * Adds each as an entry of array, which is the member name of the document, where the text leaves
 * no doubt that it is a list: what gave a certificate, or when, stands behind a comma as well.
 * False: it is none, and nothing is put.
 */
bool rq_strung_read(struct rq_sheet *sheet, const struct rq_slices *text, json_t *array,
		    const char *name);

#endif
