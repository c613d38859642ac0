#ifndef RQ_EDIT_ROOT_H
#define RQ_EDIT_ROOT_H

/*
 * What the forms of a word have in common across parts of speech: developed,
 * development; durchgeführt, Durchführung; übernahm, übernommen; realizar, realicé. A stem
 * (match/stem.h) goes across inflections only. Who does something is kept apart from the doing: a
 * developer is more than somebody who developed.
 */

#include <stddef.h>
#include <stdint.h>

/*
 * The hash of the root of a word that rq_text_fold() has folded, by the endings of
 * that language (ISO 639-1); of the word itself when it is short or the language is
 * none of ours.
 */
uint64_t rq_root_hash(const char *word, const char *language);

/*
 * How many bytes of a folded word name who does something (developer, auditores: of their
 * singular), or 0. German and Dutch roots keep them apart by themselves.
 */
size_t rq_root_doer(const char *word, const char *language);

#endif
