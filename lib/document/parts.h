#ifndef RQ_DOCUMENT_PARTS_H
#define RQ_DOCUMENT_PARTS_H

/*
 * The parts of an office document that hold text, in memory, and how they
 * refer to each other (ISO/IEC 29500-2). Targets are only ever looked up among
 * the parts: what points outside finds nothing.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

enum { RQ_PART_NAME = 256, RQ_TARGET = 1024 };

struct rq_part {
	char name[RQ_PART_NAME]; /* "word/document.xml" */
	struct rq_buffer bytes;
};

struct rq_parts {
	struct rq_part *parts;
	size_t count;
	size_t capacity;
};

/*
 * Unpacks the XML parts with text or styles; pictures and the like stay
 * packed. RQ_DAMAGED, RQ_ENCRYPTED, RQ_TOO_LARGE over RQ_MAX_XML_BYTES in all.
 */
int rq_parts_load(const char *bytes, size_t length, struct rq_parts *parts, struct rq_error *err);
void rq_parts_free(struct rq_parts *parts);

/* The part of that name, any case, or NULL. */
const struct rq_part *rq_parts_find(const struct rq_parts *parts, const char *name);

struct rq_relation {
	char id[64];
	char type[64];          /* the last word of its type: "hyperlink", "header", "styles" */
	char target[RQ_TARGET]; /* of a part: its name in the package; else a URL */
	bool external;
};

struct rq_relations {
	struct rq_relation *items;
	size_t count;
	size_t capacity;
};

/* The relations of a part ("" for the package itself); none is no error. */
int rq_relations_read(const struct rq_parts *parts, const char *part,
		      struct rq_relations *relations, struct rq_error *err);
void rq_relations_free(struct rq_relations *relations);
const struct rq_relation *rq_relations_find(const struct rq_relations *relations, const char *id);

#endif
