#include "report/headcount.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"

enum { SMALLEST = 64 };

/* The slot that has the number, or the free one where it would be. */
static uint64_t *find(const struct rq_headcount *heads, uint64_t number)
{
	size_t at = (size_t)number & (heads->capacity - 1);

	while (heads->slots[at] != 0 && heads->slots[at] != number)
		at = (at + 1) & (heads->capacity - 1);
	return &heads->slots[at];
}

static void grow(struct rq_headcount *heads)
{
	struct rq_headcount wider = {
		.capacity = heads->capacity ? 2 * heads->capacity : SMALLEST,
		.count = heads->count,
	};

	wider.slots = rq_alloc(wider.capacity, sizeof *wider.slots);
	for (size_t i = 0; i < heads->capacity; i++)
		if (heads->slots[i] != 0)
			*find(&wider, heads->slots[i]) = heads->slots[i];
	free(heads->slots);
	*heads = wider;
}

void rq_headcount_add(struct rq_headcount *heads, const char *candidate_id)
{
	unsigned char bytes[sizeof(uint64_t)];
	uint64_t number = 0, *slot;

	if (!candidate_id || !rq_digest_is_id(candidate_id) ||
	    heads->count == RQ_MAX_REPORT_CANDIDATES)
		return;
	if (4 * (heads->count + 1) > 3 * heads->capacity)
		grow(heads);
	(void)rq_hex_read(candidate_id, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		number = number << 8 | bytes[i];
	slot = find(heads, number ? number : 1);
	if (*slot == 0)
		heads->count++;
	*slot = number ? number : 1;
}

void rq_headcount_free(struct rq_headcount *heads)
{
	free(heads->slots);
	*heads = (struct rq_headcount) { NULL, 0, 0 };
}
