#include "resume/part.h"

size_t rq_part_end(const struct rq_sheet *sheet, const struct rq_block *block, size_t row)
{
	const struct rq_sheet_line *lines = sheet->lines + block->first;
	bool headed = lines[row].kind == RQ_LINE_HEADING;

	do
		row++;
	while (row < block->end - block->first && lines[row].kind != RQ_LINE_HEADING &&
	       (headed || !lines[row].gap));
	return row;
}

bool rq_part_heads_next(const struct rq_sheet *sheet, const struct rq_block *block, size_t row)
{
	const struct rq_sheet_line *line = &sheet->lines[block->first + row];

	return row + 1 < block->end - block->first &&
	       ((line->kind == RQ_LINE_HEADING && line[1].kind != RQ_LINE_HEADING) ||
		(line->bold && !line[1].bold));
}
