#ifndef RQ_EXPORT_WRITTEN_H
#define RQ_EXPORT_WRITTEN_H

/*
 * How a text is written: which scripts its letters are of, which way it runs,
 * and which language that comes to.
 */

#include <stdbool.h>
#include <stddef.h>

enum rq_script {
	RQ_SCRIPT_OTHER, /* Latin, and all that tells nothing */
	RQ_SCRIPT_GREEK,
	RQ_SCRIPT_CYRILLIC,
	RQ_SCRIPT_HEBREW,
	RQ_SCRIPT_ARABIC, /* and every other one that runs from right to left */
	RQ_SCRIPT_DEVANAGARI,
	RQ_SCRIPT_KANA,
	RQ_SCRIPT_HANGUL,
	RQ_SCRIPT_HAN,
	RQ_SCRIPTS
};

/* How many letters each script has. Begin with zeros. */
struct rq_written {
	size_t count[RQ_SCRIPTS];
};

/* Adds the letters of a text; stops after most of them. */
void rq_written_add(struct rq_written *written, const char *text, size_t most);

/* Whether most of the letters run from right to left. */
bool rq_written_leftwards(const struct rq_written *written);

/*
 * The language of a text (BCP 47), by its letters and else by its words, "" when
 * neither tells. said is what its reader took it for, or NULL: letters that are
 * mostly of a script of their own count more. Static, or said.
 */
const char *rq_written_language(const char *text, const char *said);

#endif
