#ifndef RQ_DOCUMENT_LANGUAGE_H
#define RQ_DOCUMENT_LANGUAGE_H

/* What language a text is in, by its most frequent short words. */

/*
 * "en", "de", "fr", "es", "pt", "it", "nl", or NULL when the words do not tell;
 * static. Looks at the first thousand words.
 */
const char *rq_language_guess(const char *text);

/*
 * As that, and besides "cs", "da", "fi", "hu", "no", "pl", "ro", "sv", "tr", of which rq
 * knows no more than headings and dates.
 */
const char *rq_language_tell(const char *text);

#endif
