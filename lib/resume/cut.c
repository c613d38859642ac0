#include "resume/header.h"

#include "resume/joint.h"
#include "resume/label.h"
#include "resume/origin.h"
#include "resume/separator.h"
#include "resume/table.h"
#include "resume/typeset.h"
#include "resume/word.h"

/* A header's lines to its pieces: where joints cut them. */

/* Cuts a part at its commas; the first piece is what its column or the joint before it says. */
static void cut_part(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice part,
		     enum rq_joint joint)
{
	const uint32_t told = RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE;
	enum rq_label column = rq_table_label(sheet, part);
	const char *key = sheet->lines[part.line].key;
	size_t first = header->count;

	rq_header_cut_commas(sheet, header, part);
	for (size_t i = first; i < header->count; i++)
		header->piece[i].aside = part.start > 0 && key[part.start - 1] == '(' &&
					 part.end > part.start &&
					 (key[part.end] == ')' || key[part.end - 1] == ')');
	if (header->count > first &&
	    (column == RQ_LABEL_DEGREE || !(header->piece[first].kinds & told))) {
		if (column == RQ_LABEL_DEGREE) /* "High school" */
			header->piece[first].kinds &= ~(uint32_t)RQ_HEADER_ORGANISATION;
		header->piece[first].kinds |= rq_header_told_by(column);
		header->piece[first].place |= column == RQ_LABEL_PLACE;
	}
	if (header->count > first)
		header->piece[first].typeset = joint == RQ_JOINT_TYPE;
	if (header->count > first &&
	    (joint == RQ_JOINT_BEFORE_TOWN || joint == RQ_JOINT_BEFORE_EMPLOYER))
		header->piece[first].place = joint == RQ_JOINT_BEFORE_TOWN;
}

static void cut_slice(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	struct rq_slice part = { slice.line, slice.start, slice.start };
	enum rq_joint before = RQ_JOINT_NONE;
	uint32_t end = slice.start; /* of its label, which is not cut: it may end with a tab */
	enum rq_label label = rq_label_find(sheet, rq_header_trim(sheet, slice), &end);
	bool glued = label == RQ_LABEL_TITLE; /* "Position: Officer in Charge" */

	if (label == RQ_LABEL_TIME || label == RQ_LABEL_FROM) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		part.start = slice.start = end; /* "From - To:" has a joint in it */
	}
	for (uint32_t i = end; i < slice.end; i++) {
		struct rq_slice rest = { slice.line, part.start, slice.end };
		uint32_t aside = rq_joint_aside(sheet, rest, i);

		if (aside > 0) {
			i = aside - 1;
			continue;
		}
		uint32_t next = rq_separator_parts(sheet, slice, rest, i) ? i + 1 : 0;
		enum rq_joint joint = RQ_JOINT_NONE;

		if (next == 0 && !glued) {
			next = rq_joint_employer(sheet, header, rest, i, &joint);
			glued = next > 0;
		}
		if (next == 0 && (next = rq_joint_town(sheet, header, rest, i)) > 0)
			joint = RQ_JOINT_BEFORE_TOWN;
		if (next == 0)
			next = rq_origin_joint(sheet, header, rest, i);
		if (next == 0 && rq_typeset_parts(sheet, rest, i)) {
			next = i + 1;
			joint = RQ_JOINT_TYPE;
		}
		if (next == 0)
			continue;
		part.end = i;
		cut_part(sheet, header, part, before);
		part.start = next;
		before = joint;
		i = next - 1;
	}
	part.end = slice.end;
	cut_part(sheet, header, part, before);
}

/* Whether all words of the lines but the date stand in one of them. */
static bool is_single(const struct rq_sheet *sheet, size_t first, size_t end,
		      const struct rq_header *header)
{
	size_t lines = 0;

	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest = whole;

		if (header->dated && header->date.line == i) {
			whole.end = header->date.start;
			rest.start = header->date.end;
		}
		lines += rq_header_has_text(sheet, whole) || rq_header_has_text(sheet, rest);
	}
	return lines == 1;
}

/* The slice without what of its line is behind a byte. */
static struct rq_slice cut_off(struct rq_slice slice, uint32_t until)
{
	slice.end = until < slice.end ? until : slice.end;
	slice.start = slice.start < slice.end ? slice.start : slice.end;
	return slice;
}

void rq_header_cut_until(const struct rq_sheet *sheet, size_t first, size_t end, uint32_t until,
			 struct rq_header *header)
{
	rq_header_find_date(sheet, first, end, header);
	header->single = is_single(sheet, first, end, header);
	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest;
		uint32_t dated = i > first ? rq_header_ends_date(sheet, i - 1) : 0;

		if (i + 1 == end)
			whole = cut_off(whole, until);
		rest = whole;
		if (dated > 0)
			whole.start = dated;
		if (dated >= whole.end)
			continue;
		if (header->dated && header->date.line == i && header->date.start < whole.end) {
			whole.end = header->date.start;
			rest.start = header->date.end;
			if (whole.end > whole.start)
				cut_slice(sheet, header, whole);
			cut_slice(sheet, header, rest);
		} else {
			cut_slice(sheet, header, whole);
		}
	}
	rq_header_settle(sheet, header);
}

void rq_header_cut(const struct rq_sheet *sheet, size_t first, size_t end, struct rq_header *header)
{
	rq_header_cut_until(sheet, first, end, UINT32_MAX, header);
}
