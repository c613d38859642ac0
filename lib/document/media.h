#ifndef RQ_DOCUMENT_MEDIA_H
#define RQ_DOCUMENT_MEDIA_H

/* Which parts of a style sheet are for the screen that somebody reads a page on (Media Queries 4).
 */

enum rq_media { RQ_MEDIA_OTHER, RQ_MEDIA_MAYBE, RQ_MEDIA_SCREEN };

/* Whom a list of media queries is for; an empty one is for all. The text is changed. */
enum rq_media rq_media_of(char *queries);

#endif
