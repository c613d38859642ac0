#include "report/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

void rq_tally_init(struct rq_tally *tally, size_t limit)
{
	*tally = (struct rq_tally) { .limit = limit };
}

void rq_tally_free(struct rq_tally *tally)
{
	if (!tally)
		return;
	for (size_t i = 0; i < tally->count; i++)
		free(tally->entry[i].name);
	free(tally->entry);
	*tally = (struct rq_tally) { 0 };
}

/* How many bytes of a name are kept: whole characters. */
static size_t kept_bytes(const char *name)
{
	size_t length = strnlen(name, RQ_MAX_TALLY_BYTES + 1);

	if (length <= RQ_MAX_TALLY_BYTES)
		return length;
	length = RQ_MAX_TALLY_BYTES;
	while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
		length--;
	return length;
}

void rq_tally_add(struct rq_tally *tally, const char *name, int64_t count)
{
	size_t length = kept_bytes(name);

	for (size_t i = 0; i < tally->count; i++) {
		struct rq_count *entry = &tally->entry[i];

		if (strncmp(entry->name, name, length) == 0 && entry->name[length] == '\0') {
			entry->count += count;
			return;
		}
	}
	if (tally->count == tally->limit) {
		tally->other += count;
		return;
	}
	tally->entry = rq_grow(tally->entry, tally->count, &tally->capacity, sizeof *tally->entry);
	tally->entry[tally->count++] = (struct rq_count) { rq_strndup(name, length), count };
}

int64_t rq_tally_total(const struct rq_tally *tally)
{
	int64_t total = tally->other;

	for (size_t i = 0; i < tally->count; i++)
		total += tally->entry[i].count;
	return total;
}

static int goes_before(const struct rq_count *a, const struct rq_count *b)
{
	if (a->count != b->count)
		return a->count > b->count;
	return strcmp(a->name, b->name) < 0;
}

size_t rq_tally_top(const struct rq_tally *tally, const struct rq_count **top, size_t max)
{
	size_t filled = 0;

	for (size_t i = 0; i < tally->count; i++) {
		const struct rq_count *entry = &tally->entry[i];
		size_t at = filled;

		while (at > 0 && goes_before(entry, top[at - 1]))
			at--;
		if (at == max)
			continue;
		if (filled < max)
			filled++;
		memmove(&top[at + 1], &top[at],
			(filled - at - 1) * sizeof(const struct rq_count *));
		top[at] = entry;
	}
	return filled;
}
