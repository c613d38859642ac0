#include "document/doc_run.h"

enum {
	PAGE = 512,       /* of runs */
	PAGE_COUNT = 511, /* where it says how many */
	PARAGRAPH_ENTRY = 13,
};

#define PAGE_NUMBER_MASK 0x3fffffU

/* The last of count places (4 bytes each) that is not behind the offset; count: none. */
static size_t find_place(struct rq_doc_bytes places, size_t count, size_t offset)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rq_doc_long(places, 4 * middle) <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : count;
}

/* The page of runs for that place; *run is its number there. False: there is none. */
static bool find_run(const struct rq_doc_file *file, enum rq_doc_pair pair, size_t offset,
		     struct rq_doc_bytes *page, size_t *run, struct rq_doc_range *range)
{
	struct rq_doc_bytes pages = rq_doc_pair(file, pair);
	size_t count = pages.length / 8, i = find_place(pages, count, offset), runs;

	*range = (struct rq_doc_range) { offset, offset + 1 };
	if (i == count)
		return false;
	*page = rq_doc_part(
	    file->main,
	    PAGE * (size_t)(rq_doc_long(pages, 4 * (count + 1) + 4 * i) & PAGE_NUMBER_MASK), PAGE);
	runs = rq_doc_byte(*page, PAGE_COUNT);
	*run = find_place(*page, runs, offset);
	if (*run == runs || rq_doc_long(*page, 4 * (*run + 1)) <= offset)
		return false;
	range->from = rq_doc_long(*page, 4 * *run);
	range->to = rq_doc_long(*page, 4 * (*run + 1));
	return true;
}

struct rq_doc_bytes rq_doc_text_run(const struct rq_doc_file *file, size_t offset,
				    struct rq_doc_range *range)
{
	struct rq_doc_bytes page = { NULL, 0 };
	size_t run, at;

	if (!find_run(file, RQ_DOC_TEXT_RUNS, offset, &page, &run, range))
		return (struct rq_doc_bytes) { page.data, 0 };
	at = 2 * (size_t)rq_doc_byte(page, 4 * (rq_doc_byte(page, PAGE_COUNT) + 1UL) + run);
	return rq_doc_part(page, at + 1, at > 0 ? rq_doc_byte(page, at) : 0);
}

struct rq_doc_bytes rq_doc_paragraph_run(const struct rq_doc_file *file, size_t offset,
					 struct rq_doc_range *range, unsigned *style)
{
	struct rq_doc_bytes page = { NULL, 0 }, changes;
	size_t run, at;

	*style = 0;
	if (!find_run(file, RQ_DOC_PARAGRAPHS, offset, &page, &run, range))
		return (struct rq_doc_bytes) { page.data, 0 };
	at = 2 * (size_t)rq_doc_byte(page, 4 * (rq_doc_byte(page, PAGE_COUNT) + 1UL) +
					       PARAGRAPH_ENTRY * run);
	if (at == 0)
		return (struct rq_doc_bytes) { page.data, 0 };
	if (rq_doc_byte(page, at) > 0)
		changes = rq_doc_part(page, at + 1, 2UL * rq_doc_byte(page, at) - 1);
	else
		changes = rq_doc_part(page, at + 2, 2UL * rq_doc_byte(page, at + 1));
	*style = rq_doc_short(changes, 0);
	return rq_doc_part(changes, 2, changes.length);
}
