#include "resume/field.h"

#include <string.h>

#include "resume/header.h"
#include "resume/label.h"
#include "resume/location.h"

/* What a line of a form says that stands below its tasks; NULL: nothing that an entry has. */
static const char *member_of(enum rq_section section, enum rq_label label)
{
	if (label == RQ_LABEL_PLACE)
		return "location";
	if (section == RQ_SECTION_EDUCATION)
		return label == RQ_LABEL_SCHOOL   ? "institution"
		       : label == RQ_LABEL_DEGREE ? "studyType"
						  : NULL;
	if (label == RQ_LABEL_TITLE)
		return "position";
	return section == RQ_SECTION_WORK && label == RQ_LABEL_EMPLOYER ? "name" : NULL;
}

/*
 * "Acme, Ulm": forms ask for name and address in one line. The address is what begins at the first
 * comma behind which a place or an address stands, and nothing of the firm.
 */
static struct rq_slice take_address(const struct rq_sheet *sheet, struct rq_slice *name)
{
	const char *key = sheet->lines[name->line].key;
	struct rq_slice rest = *name;

	while (rest.start < rest.end) {
		const char *comma = memchr(key + rest.start, ',', rest.end - rest.start);

		if (!comma)
			break;
		rest.start = (uint32_t)(comma - key) + 1;
		rest = rq_sheet_trim(sheet, rest);
		if ((rq_location_is_place(sheet, rest) || rq_location_is_address(sheet, rest) ||
		     rq_location_may_be_town(sheet, rest)) &&
		    !(rq_header_kinds(sheet, rest) & (RQ_WORD_LEGAL | RQ_WORD_ORG))) {
			name->end = (uint32_t)(comma - key);
			return rest;
		}
	}
	rest.start = rest.end;
	return rest;
}

/* Whether the time or the employer of an entry's header has a label, as forms have them. */
static bool is_form(const struct rq_sheet *sheet, const struct rq_block *block,
		    const struct rq_group *at)
{
	for (size_t row = at->first; row < at->body; row++) {
		struct rq_slice whole = rq_sheet_whole(sheet, block->first + row);
		uint32_t end;
		enum rq_label label = rq_label_find(sheet, whole, &end);

		if (label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_TIME)
			return true;
	}
	return false;
}

/*
 * Forms ask for the tasks or subjects in front of employer or degree, too: what their lines say
 * that the entry lacks.
 */
void rq_field_put(struct rq_sheet *sheet, const struct rq_block *block, enum rq_row_kind *rows,
		  const struct rq_group *at, json_t *object, const char *path)
{
	bool form = is_form(sheet, block, at);

	for (size_t row = at->body; row < at->end; row++) {
		struct rq_slice whole = rq_sheet_whole(sheet, block->first + row);
		struct rq_slice value = whole, place;
		enum rq_label label = rq_label_find(sheet, whole, &value.start);
		const char *member = member_of(block->section, label);

		form |= label == RQ_LABEL_TASKS;
		if (!form || !member || rows[row] == RQ_ROW_GOES_ON)
			continue;
		value = rq_sheet_trim(sheet, value);
		place = (struct rq_slice) { value.line, value.end, value.end };
		if (label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_SCHOOL)
			place = take_address(sheet, &value);
		if (rq_sheet_put(sheet, object, path, member, &value, 1)) {
			if (place.start < place.end)
				(void)rq_sheet_put(sheet, object, path, "location", &place, 1);
			whole.end = value.start;
			rq_sheet_mark(sheet, whole);
			rows[row] = RQ_ROW_EMPTY;
		}
	}
}
