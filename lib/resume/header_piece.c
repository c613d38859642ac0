#include "resume/header.h"

#include "base/memory.h"
#include "resume/joint.h"
#include "resume/location.h"
#include "resume/numbering.h"
#include "resume/origin.h"
#include "resume/remark.h"
#include "resume/separator.h"
#include "resume/word.h"

/* A slice of a header to a piece: what its label and its words say of it. */

bool rq_header_has_text(const struct rq_sheet *sheet, struct rq_slice slice)
{
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (rq_sheet_is_word(sheet->lines[slice.line].key[i]))
			return true;
	return false;
}

/* "School of Medicine.": a sentence's end; but "Acme Ltd.", "Sample S.A." */
static bool ends_in_stop(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	return slice.end - slice.start >= 2 && key[slice.end - 1] == '.' &&
	       !rq_separator_abbreviates(key, slice.start, slice.end - 1,
					 RQ_WORD_LEGAL | RQ_WORD_DEGREE);
}

uint32_t rq_header_told_by(enum rq_label label)
{
	static const uint32_t says[RQ_LABEL_TASKS + 1] = {
		[RQ_LABEL_EMPLOYER] = RQ_WORD_ORG,  [RQ_LABEL_TITLE] = RQ_WORD_TITLE,
		[RQ_LABEL_PLACE] = RQ_WORD_PLACE,   [RQ_LABEL_SCHOOL] = RQ_WORD_SCHOOL,
		[RQ_LABEL_DEGREE] = RQ_WORD_DEGREE, [RQ_LABEL_SCORE] = RQ_WORD_SCORE,
	};

	return says[label];
}

/* "Senior de Auditoría": a grade and its subject are a title though no word names one. */
static bool is_graded(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = rq_sheet_end_of_word(key, slice.start, slice.end), next;

	if (!(rq_word_find(key + slice.start, end - slice.start).kinds & RQ_WORD_GRADE) ||
	    end >= slice.end || key[end] != ' ')
		return false;
	next = rq_sheet_end_of_word(key, end + 1, slice.end);
	return rq_word_find(key + end + 1, next - end - 1).kinds & RQ_WORD_FILL;
}

static bool is_bracketed(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	return slice.start > line->start && line->key[slice.start - 1] == '(' &&
	       slice.end < line->length && line->key[slice.end] == ')';
}

void rq_header_add(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	struct rq_header_piece piece = { 0 };
	enum rq_label label;
	const char *key = sheet->lines[slice.line].key;
	uint32_t end;
	bool led;

	slice = rq_header_trim(sheet, slice);
	end = rq_numbering_end(sheet, slice);
	if (end > slice.start) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
	}
	label = rq_label_find(sheet, slice, &end);
	if (label != RQ_LABEL_NONE) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		if (end >= slice.end)
			return;
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
	}
	if (label == RQ_LABEL_NONE && (end = rq_origin_leading(sheet, slice)) > 0) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
		label = RQ_LABEL_TITLE;
	}
	end = label ? 0 : rq_joint_leading(sheet, slice);
	led = end > 0;
	if (led) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice.start = end;
	}
	if (!rq_header_has_text(sheet, slice) || rq_header_is_date(sheet, slice))
		return; /* a second date says nothing that a member could hold */
	if (ends_in_stop(sheet, slice))
		slice.end--;
	while (slice.start + 1 < slice.end && key[slice.start] == '.' &&
	       key[slice.start + 1] == ' ')
		slice.start += 2; /* "2018 - 2020. Engineer": the stop is the date's */
	piece.slice = slice;
	piece.remark = label == RQ_LABEL_SECTOR ||
		       (!label && (rq_remark_tells_duration(sheet, slice) ||
				   (is_bracketed(sheet, slice) && rq_remark_is(sheet, slice))));
	piece.labelled = label != RQ_LABEL_NONE;
	piece.kinds = label ? rq_header_told_by(label) : rq_header_kinds(sheet, slice);
	if (!(piece.kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE)) && is_graded(sheet, slice))
		piece.kinds |= RQ_WORD_TITLE;
	piece.place = label
			  ? label == RQ_LABEL_PLACE
			  : rq_location_is_place(sheet, slice) || rq_location_is_home(sheet, slice);
	if (led && !piece.place && !(piece.kinds & (RQ_WORD_TITLE | RQ_WORD_DEGREE)))
		piece.kinds |= RQ_WORD_ORG;
	header->piece =
	    rq_grow(header->piece, header->count, &header->capacity, sizeof *header->piece);
	header->piece[header->count++] = piece;
}
