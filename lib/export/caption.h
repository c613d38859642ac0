#ifndef RQ_EXPORT_CAPTION_H
#define RQ_EXPORT_CAPTION_H

/*
 * The few words that a document has beside the candidate's own: titles of
 * sections, how dates are written, what a change sheet says, in the languages
 * that rq-ingest knows headings of; in English for a text in any other.
 */

enum rq_caption {
	RQ_CAPTION_SUMMARY,
	RQ_CAPTION_WORK,
	RQ_CAPTION_PROJECTS,
	RQ_CAPTION_EDUCATION,
	RQ_CAPTION_SKILLS,
	RQ_CAPTION_CERTIFICATES,
	RQ_CAPTION_LANGUAGES,
	RQ_CAPTION_VOLUNTEER,
	RQ_CAPTION_AWARDS,
	RQ_CAPTION_PUBLICATIONS,
	RQ_CAPTION_INTERESTS,
	RQ_CAPTION_REFERENCES,
	RQ_CAPTION_OTHER,
	RQ_CAPTION_PRESENT, /* the end of what goes on */
	RQ_CAPTION_COURSES,
	RQ_CAPTION_GRADE,
	RQ_CAPTION_MONTH, /* patterns of dates, see captions.h */
	RQ_CAPTION_DAY,
	/* of a change sheet */
	RQ_CAPTION_SHEET,
	RQ_CAPTION_CHANGES,
	RQ_CAPTION_NO_CHANGES,
	RQ_CAPTION_QUESTIONS,
	RQ_CAPTION_BEFORE,
	RQ_CAPTION_AFTER,
	RQ_CAPTION_ORDER,
	RQ_CAPTION_DROPPED,
	RQ_CAPTION_MORE, /* in front of how many there is no room for */
	RQ_CAPTION_CHECK,
	RQ_CAPTION_CONFIRM,
	RQ_CAPTIONS
};

/* language is a code ("de", "zh-Hant"), or anything else for English. Static. */
const char *rq_caption(enum rq_caption caption, const char *language);

/* The code as one of ours ("de"), or "" for any other language and NULL. Static. */
const char *rq_caption_language(const char *language);

#endif
