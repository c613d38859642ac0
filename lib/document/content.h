#ifndef RQ_DOCUMENT_CONTENT_H
#define RQ_DOCUMENT_CONTENT_H

/*
 * The streams in which a PDF says how its pages are painted (ISO 32000-1, 7.8),
 * and what the names in them stand for. Poppler shows what text there is, not
 * how it is painted; that is read here.
 */

#include <stdbool.h>
#include <stddef.h>

struct rq_content;

/* Operators as bytes, and where their names are looked up. */
struct rq_stream {
	char *bytes; /* free() */
	size_t length;
	unsigned resources;
};

/* A page's place in user space and how it is turned for display. */
struct rq_page_frame {
	double left, bottom, right, top;
	int turned;     /* degrees clockwise: 0, 90, 180, 270 */
	bool annotated; /* there are annotations, which are painted over it */
};

/* How a form is put on a page: from its space to that of the operator; what it is cut off by. */
struct rq_form {
	double matrix[6];
	double box[4]; /* left, bottom, right, top in its space */
	bool boxed;
	bool group; /* it is laid over the page as one */
};

enum rq_painted {
	RQ_PAINTS_NOTHING,
	RQ_PAINTS_IMAGE,       /* covers all that is behind it */
	RQ_PAINTS_SEE_THROUGH, /* an image with a mask */
	RQ_PAINTS_FORM,
	RQ_PAINTS_UNREAD, /* a form that cannot be read, or is too large to be unpacked */
};

/* NULL when the bytes cannot be read so. They must outlive it. Free it. */
struct rq_content *rq_content_open(const char *bytes, size_t length);
void rq_content_free(struct rq_content *content);

/*
 * The whole file again as it should be, for readers who are less patient with
 * what is broken in it; NULL when that is too much to ask. free().
 */
char *rq_content_mend(struct rq_content *content, size_t *length);

/*
 * Whether the file as it should be shows more or less than it does to those who only
 * read its pages: layers, annotations, pages that were turned.
 */
bool rq_content_is_restated(const struct rq_content *content);

/* Whether pictures in it were made to take less (document/lessen) since that file was made. */
bool rq_content_is_lessened(const struct rq_content *content);

/* Whether anything was not unpacked because it is as large as nobody's page is. */
bool rq_content_is_bomb(const struct rq_content *content);

/* Whether any of it was packed as nothing is that somebody has drawn (RQ_MAX_CONTENT_RATIO). */
bool rq_content_swells(const struct rq_content *content);

/* A page by its number from 0; false when it cannot be read or is too large to be unpacked. */
bool rq_content_page(struct rq_content *content, size_t page, struct rq_stream *stream,
		     struct rq_page_frame *frame);

/*
 * Turns a page by its number from 0, by so many quarters clockwise; the file as it should be has it
 * so.
 */
void rq_content_turn(struct rq_content *content, size_t page, int quarters);

/* What "/name Do" paints; of a form, its stream and how it is put there. */
enum rq_painted rq_content_object(struct rq_content *content, unsigned resources, const char *name,
				  struct rq_stream *stream, struct rq_form *form);

/* How fills are laid over what is behind them (11.3). */
struct rq_transparency {
	double opacity; /* 0 to 1 */
	bool blended;   /* both together make the color */
	bool masked;    /* they are seen here and there */
};

/* How that is after "/name gs", which may change it. */
void rq_content_transparency(struct rq_content *content, unsigned resources, const char *name,
			     struct rq_transparency *now);

/* Whether the glyphs of a font may draw nothing (document/type3). */
bool rq_content_may_show_nothing(struct rq_content *content, unsigned resources, const char *name);

/* How many components a color has after "/name cs": 1, 3, 4; 0 when it is none that is known. */
size_t rq_content_components(struct rq_content *content, unsigned resources, const char *name);

#endif
