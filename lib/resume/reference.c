#include "resume/reference.h"

#include <stdio.h>
#include <stdlib.h>

#include "resume/dated.h"
#include "resume/name.h"
#include "resume/part.h"
#include "resume/scan.h"

/* The row behind a reference that begins at a row. */
static size_t end_of(const struct rq_sheet *sheet, const struct rq_block *block,
		     const enum rq_row_kind *rows, size_t row)
{
	size_t end = rq_part_end(sheet, block, row);

	do
		row++;
	while (row < end && rows[row] != RQ_ROW_ITEM);
	return row;
}

/* "박지훈": two to four characters of China, Japan or Korea. */
static bool is_eastern_name(const struct rq_sheet *sheet, struct rq_slice whole)
{
	const char *key = rq_sheet_key(sheet, whole);
	uint32_t length = whole.end - whole.start;

	for (uint32_t i = 0; i < length; i += 3)
		if (!rq_scan_is_dense(key[i]) || i + 3 > length)
			return false;
	return length >= 6 && length <= 12;
}

/* Whether a line is the name of who says what stands below it, or is all that stands there. */
static bool is_name(const struct rq_sheet *sheet, const struct rq_block *block,
		    const enum rq_row_kind *rows, size_t row, size_t end)
{
	const struct rq_sheet_line *line = &sheet->lines[block->first + row];
	struct rq_slice whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, block->first + row));

	return (rq_name_has_form(sheet, whole) || is_eastern_name(sheet, whole)) &&
	       (row + 1 == end || rows[row + 1] == RQ_ROW_PROSE ||
		rq_dated_ends_sentence(&line[1]));
}

static void put_reference(struct rq_sheet *sheet, const struct rq_block *block,
			  const enum rq_row_kind *rows, size_t row, size_t end, json_t *array)
{
	json_t *entry = json_object();
	struct rq_slices text = { 0 };
	char path[64];

	(void)snprintf(path, sizeof path, "/references/%zu", json_array_size(array));
	if (is_name(sheet, block, rows, row, end)) {
		struct rq_slice name = rq_sheet_whole(sheet, block->first + row);

		(void)rq_sheet_put(sheet, entry, path, "name", &name, 1);
		row++;
	}
	for (; row < end; row++)
		rq_slices_add(&text, rq_sheet_whole(sheet, block->first + row));
	if (text.count > 0)
		(void)rq_sheet_put(sheet, entry, path, "reference", text.slice, text.count);
	if (json_object_size(entry) > 0)
		rq_json_append_take(array, entry);
	else
		json_decref(entry);
	free(text.slice);
}

void rq_reference_read(struct rq_sheet *sheet, const struct rq_block *block,
		       const enum rq_row_kind *rows, json_t *array)
{
	for (size_t row = 0, end; row < block->end - block->first; row = end) {
		end = end_of(sheet, block, rows, row);
		put_reference(sheet, block, rows, row, end, array);
	}
}
