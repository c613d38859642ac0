#ifndef RQ_EXPORT_FILENAME_H
#define RQ_EXPORT_FILENAME_H

/*
 * What an exported document is called: "Jane-Doe--backend-engineer". Letters,
 * digits and marks of any script stay (NFC), all else becomes a hyphen, so that
 * the name is sound in a shell, on Windows (no reserved name has "--" in it,
 * none ends in a dot) and in any file system that takes 143 bytes.
 */

#include "base/json.h"

/* The name of a result's documents, without extension; the caller's, free(). */
char *rq_filename_stem(const json_t *result);

/*
 * Names that are taken, by whom; two that differ in case or composition only
 * are the same, for some file systems think so.
 */
struct rq_filenames {
	json_t *owners; /* by folded name */
};

void rq_filenames_init(struct rq_filenames *names);
void rq_filenames_free(struct rq_filenames *names);

/* Whose the name is (borrowed), or NULL. */
const char *rq_filenames_owner(const struct rq_filenames *names, const char *name);
void rq_filenames_take(struct rq_filenames *names, const char *name, const char *owner);

/* Who a result's documents belong to: a résumé of a candidate for a job. free(). */
char *rq_filename_owner(const json_t *record);

#endif
