#ifndef RQ_EDIT_ROOT_H
#define RQ_EDIT_ROOT_H

/*
 * What the forms of a word have in common across parts of speech: developed,
 * development; durchgeführt, Durchführung. A stem (match/stem.h) goes across
 * inflections only. Who does something is kept apart from the doing: a
 * developer is more than somebody who developed.
 */

#include <stdint.h>

/*
 * The hash of the root of a word that rq_text_fold() has folded, by the endings of
 * that language (ISO 639-1); of the word itself when it is short or the language is
 * none of ours.
 */
uint64_t rq_root_hash(const char *word, const char *language);

#endif
