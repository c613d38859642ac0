#include "report/census.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

void rq_census_init(struct rq_census *census, size_t limit)
{
	*census = (struct rq_census) { .limit = limit };
}

void rq_census_free(struct rq_census *census)
{
	if (!census)
		return;
	for (size_t i = 0; i < census->count; i++)
		free(census->entry[i].name);
	free(census->entry);
	*census = (struct rq_census) { 0 };
}

/* How many bytes of a name are kept: whole characters. */
static size_t kept_bytes(const char *name)
{
	size_t length = strnlen(name, RQ_MAX_CENSUS_BYTES + 1);

	if (length <= RQ_MAX_CENSUS_BYTES)
		return length;
	length = RQ_MAX_CENSUS_BYTES;
	while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
		length--;
	return length;
}

void rq_census_add(struct rq_census *census, const char *name, int64_t count)
{
	size_t length = kept_bytes(name);

	for (size_t i = 0; i < census->count; i++) {
		struct rq_count *entry = &census->entry[i];

		if (strncmp(entry->name, name, length) == 0 && entry->name[length] == '\0') {
			entry->count += count;
			return;
		}
	}
	if (census->count == census->limit) {
		census->other += count;
		return;
	}
	census->entry =
	    rq_grow(census->entry, census->count, &census->capacity, sizeof *census->entry);
	census->entry[census->count++] = (struct rq_count) { rq_strndup(name, length), count };
}

int64_t rq_census_total(const struct rq_census *census)
{
	int64_t total = census->other;

	for (size_t i = 0; i < census->count; i++)
		total += census->entry[i].count;
	return total;
}

static int goes_before(const struct rq_count *a, const struct rq_count *b)
{
	if (a->count != b->count)
		return a->count > b->count;
	return strcmp(a->name, b->name) < 0;
}

size_t rq_census_top(const struct rq_census *census, const struct rq_count **top, size_t max)
{
	size_t filled = 0;

	for (size_t i = 0; i < census->count; i++) {
		const struct rq_count *entry = &census->entry[i];
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
