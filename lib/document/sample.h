#ifndef RQ_DOCUMENT_SAMPLE_H
#define RQ_DOCUMENT_SAMPLE_H

/*
 * What color the images on a page have at a place, as far as that is cheaper to tell
 * than to draw the page: white words on a dark badge are no reason to. An image is unpacked when it
 * is asked for.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"
#include "document/outline.h"

/* The images of a page. Zero is none. */
struct rq_samples {
	struct rq_content *content;
	struct rq_sampled *list;
	size_t count, capacity;
};

void rq_samples_free(struct rq_samples *samples);

/* Remembers what "/name Do" paints upright into the box. Returns its number, from 1. */
size_t rq_samples_add(struct rq_samples *samples, unsigned resources, const char *name,
		      const struct rq_area *box);

enum rq_sample {
	RQ_SAMPLE_UNKNOWN, /* several colors, half of one, or nobody can tell */
	RQ_SAMPLE_CLEAR,   /* nothing: what is behind is seen */
	RQ_SAMPLE_COLOR,
};

/* What is in that part of the page; of the color, red, green and blue, 0 to 1. */
enum rq_sample rq_samples_look(const struct rq_samples *samples, size_t number,
			       const struct rq_area *part, double color[3]);

#endif
