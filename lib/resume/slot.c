#include "resume/slot.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

struct rq_slot *rq_slots_insert(struct rq_slot **first, const struct rq_slot *before, char *source,
				int fd)
{
	struct rq_slot *slot = rq_alloc(1, sizeof *slot), **at = first;

	while (*at != before)
		at = &(*at)->next;
	slot->next = *at;
	*at = slot;
	slot->source = source;
	slot->fd = fd;
	slot->member = before != NULL;
	return slot;
}

static void close_document(struct rq_slot *slot)
{
	if (slot->fd != -1)
		(void)close(slot->fd);
	slot->fd = -1;
}

void rq_slot_finish(struct rq_slot *slot, char *text, bool failed)
{
	close_document(slot);
	slot->state = RQ_SLOT_DONE;
	slot->text = text;
	slot->failed = failed;
}

struct rq_slot *rq_slots_container(struct rq_slot *first)
{
	while (first && first->state != RQ_SLOT_CONTAINER)
		first = first->next;
	return first;
}

size_t rq_slots_count(const struct rq_slot *first, const struct rq_slot *end)
{
	size_t count = 0;

	for (; first != end; first = first->next)
		count++;
	return count;
}

bool rq_slots_is_first(const struct rq_slot *first, const struct rq_slot *container)
{
	for (; first != container; first = first->next)
		if (!first->member && first->state != RQ_SLOT_DONE)
			return false;
	return true;
}

struct rq_slot *rq_slots_take(struct rq_slot **first)
{
	while (*first && (*first)->state == RQ_SLOT_DONE) {
		struct rq_slot *slot = *first;

		*first = slot->next;
		if (slot->text)
			return slot;
		rq_slot_free(slot);
	}
	return NULL;
}

void rq_slot_free(struct rq_slot *slot)
{
	if (!slot)
		return;
	close_document(slot);
	free(slot->source);
	free(slot->text);
	free(slot);
}
