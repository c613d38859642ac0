#ifndef RQ_EXPORT_FONTS_H
#define RQ_EXPORT_FONTS_H

/* Where this machine's fonts are, by fontconfig: what a jailed printer must still be able to read.
 */

#include "base/error.h"

/*
 * Folders and files of fonts, of fontconfig's settings and caches, NULL behind
 * the last; the caller's, rq_fonts_free_places(). RQ_SYSTEM when there is no
 * font at all.
 */
int rq_fonts_places(char ***found, struct rq_error *err);
void rq_fonts_free_places(char **places);

#endif
