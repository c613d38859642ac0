#ifndef RQ_RESUME_SLOT_H
#define RQ_RESUME_SLOT_H

/*
 * The line in which documents wait for their records. Records go out in its order, however fast
 * each is read: behind one another as paths name them, the members of a container in front of it
 * until it is at its end.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/twin.h"

enum rq_slot_state {
	RQ_SLOT_WAITING,   /* for a reader */
	RQ_SLOT_READING,   /* a reader has it */
	RQ_SLOT_CONTAINER, /* its members go in front of it, one by one, until it is at its end */
	RQ_SLOT_DONE,      /* text is its record; without one it leaves nothing */
};

/* A place in the line, which owns what it holds. */
struct rq_slot {
	struct rq_slot *next;
	enum rq_slot_state state;
	char *source;
	int fd; /* of the document; -1: closed */
	char *text;
	bool failed; /* text is an error record */
	struct rq_twin twin;
	bool member;    /* of a container: what is in it has been unpacked already */
	size_t members; /* that came out of this container */
};

/*
 * A new place in front of that container, or behind all (NULL), in the line that begins at *first.
 * source and fd are its own from then on.
 */
struct rq_slot *rq_slots_insert(struct rq_slot **first, const struct rq_slot *before, char *source,
				int fd);

/* Closes the document and sets its record, which is the slot's from then on, or NULL. */
void rq_slot_finish(struct rq_slot *slot, char *text, bool failed);

/* The first container of a line, or NULL. */
struct rq_slot *rq_slots_container(struct rq_slot *first);

/* How many stand in front of that one, or in all (NULL). */
size_t rq_slots_count(const struct rq_slot *first, const struct rq_slot *end);

/* False while a file in front of the container may turn out to be one: that would come first. */
bool rq_slots_is_first(const struct rq_slot *first, const struct rq_slot *container);

/*
 * Takes the first out of the line when its record is there, or NULL; what left no record is passed
 * over. rq_slot_free().
 */
struct rq_slot *rq_slots_take(struct rq_slot **first);

/* NULL is none. */
void rq_slot_free(struct rq_slot *slot);

#endif
