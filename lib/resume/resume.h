#ifndef RQ_RESUME_RESUME_H
#define RQ_RESUME_RESUME_H

/*
 * The "resume" record and the JSON Resume document in it. What the rest of the
 * tree knows of résumés:
 *
 *   {"type":"resume","v":1,"resume_id":ID,"candidate_id":ID,
 *    "phone":"+493012345","source":{"path","format","bytes","digest"},
 *    "language":"en","text":"…\n…\n","resume":{JSON Resume, "unplaced":[…]},
 *    "provenance":{"/work/0/highlights/1":[12,13],…},
 *    "coverage":9876,"parse":87,"warnings":[…]}
 *
 * text is UTF-8 NFC in reading order; its lines count from 1. provenance names,
 * for each leaf string of the document by its JSON Pointer (RFC 6901), the
 * lines of text it came from. coverage is in basis points of the text's words.
 * Unknown members are kept.
 */

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "document/document.h"

/*
 * What a document says about a person: sets text, language, resume,
 * provenance, coverage, parse and warnings in *record, which is new. A JSON
 * document must be a JSON Resume; its unknown members stay, its text is made by
 * rq_resume_render(). RQ_NO_TEXT when there is less to read than
 * RQ_MIN_TEXT_LETTERS.
 */
int rq_resume_build(const struct rq_document *document, json_t **record, struct rq_error *err);

/*
 * Sets type, v, resume_id (of text and structure: an edit of either makes
 * another résumé), phone (resume/phone.h; basics.phone stays as it is written)
 * and candidate_id: the one that is given (as its digest, the original kept as
 * candidate_ref, when it is no id), else of the e-mail address, else of name and
 * phone, else resume_id. source is swallowed; NULL leaves what
 * is there. Doing it again changes nothing.
 */
void rq_resume_identify(json_t *record, json_t *source);

/*
 * Checks a record that came from outside: members of the right types, text
 * present and well-formed, lengths within limits. RQ_BAD_RECORD, naming the
 * member.
 */
int rq_resume_check(const json_t *record, struct rq_error *err);

/*
 * A JSON Resume document as text, one leaf a line in a fixed order of
 * sections, unplaced lines last; deterministic. *provenance (may be NULL) is
 * new. The text is the caller's, free().
 */
char *rq_resume_render(const json_t *resume, json_t **provenance);

#endif
