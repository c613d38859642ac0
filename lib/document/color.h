#ifndef RQ_DOCUMENT_COLOR_H
#define RQ_DOCUMENT_COLOR_H

/* Colors, also as style sheets write them (CSS Color 4), as far as text vanishes by them. */

#include <stdbool.h>

struct rq_color {
	bool known;
	unsigned char red, green, blue;
};

/* Whether it is the color of paper, or so near that nobody reads it there; no, when not known. */
bool rq_color_is_white(const struct rq_color *color);

/* Reads "fff" or "fefefe80", hexadecimal digits without a sign. False for others. */
bool rq_color_read_digits(const char *digits, struct rq_color *color);

/*
 * Reads "#fff", "rgb(…)" or a name, in lower case, without how much of it shows. False for
 * others, which are not known, either.
 */
bool rq_color_read(const char *value, struct rq_color *color);

/*
 * Whether a gradient is of one color all over, which may be none that shows: it is not known,
 * then.
 */
bool rq_color_of_gradient(const char *value, struct rq_color *color);

/* Reads how much of a color shows: "0.5", "50%". False, and *share is 0, for others. */
bool rq_color_read_share(const char *value, double *share);

/* Whether so little shows that nobody sees it. */
bool rq_color_is_faint(double share);

/* Whether nothing of it shows: "rgba(0,0,0,0)", "rgb(0 0 0/0)", "#fff0", "transparent". */
bool rq_color_is_clear(const char *value);

/* Whether nobody tells one from the other: no, when one is not known. */
bool rq_color_is_near(const struct rq_color *a, const struct rq_color *b);

#endif
