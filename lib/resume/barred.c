#include "resume/barred.h"

/* Where the part ends that begins at start: at a bar between spaces, which dots are in keys. */
static uint32_t end_of_part(const struct rq_sheet_line *line, uint32_t start)
{
	for (uint32_t i = start + 1; i + 1 < line->length; i++)
		if (line->key[i] == '|' && line->key[i - 1] == ' ' && line->key[i + 1] == ' ')
			return i;
	return line->length;
}

bool rq_barred_is(const struct rq_sheet_line *line)
{
	return end_of_part(line, line->start) < line->length;
}

size_t rq_barred_cut(const struct rq_sheet *sheet, size_t line, struct rq_slice *part, size_t most)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	size_t count = 0;

	for (uint32_t start = at->start, end; start < at->length; start = end + 1) {
		struct rq_slice one = { (uint32_t)line, start, end = end_of_part(at, start) };

		one = rq_sheet_trim(sheet, one);
		if (one.start >= one.end)
			continue;
		if (count < most)
			part[count] = one;
		count++;
	}
	return count;
}
