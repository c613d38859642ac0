#include "resume/misplaced.h"

#include <stdlib.h>
#include <string.h>

#include "resume/alone.h"
#include "resume/header.h"
#include "resume/location.h"
#include "resume/name.h"
#include "resume/word.h"

static bool is_place(const char *text)
{
	struct rq_alone alone;
	bool place = rq_alone_open(&alone, text) && rq_location_is_place(&alone.sheet, alone.whole);

	rq_alone_close(&alone);
	return place;
}

static bool is_name(const char *text)
{
	struct rq_alone alone;
	bool name = rq_alone_open(&alone, text) && rq_name_has_form(&alone.sheet, alone.whole);

	rq_alone_close(&alone);
	return name;
}

static void put(const struct rq_alone *alone, json_t *entry, const char *member,
		struct rq_slice slice)
{
	char *text = rq_sheet_text(&alone->sheet, &slice, 1);

	rq_json_set_string(entry, member, text);
	free(text);
}

/* "Bachelor's in Computer Science": behind the degree stands what was studied. */
static bool part_degree(json_t *entry)
{
	struct rq_alone alone;
	bool parted = false;

	if (rq_alone_open(&alone, rq_json_string(entry, "studyType"))) {
		const char *key = rq_sheet_key(&alone.sheet, alone.whole);
		const char *joint =
		    memmem(key, alone.whole.end - alone.whole.start, " in ", strlen(" in "));
		struct rq_slice degree = alone.whole, area = alone.whole;

		degree.end = degree.start + (uint32_t)(joint ? joint - key : 0);
		area.start = degree.end + (uint32_t)strlen(" in ");
		parted = joint && (rq_header_kinds(&alone.sheet, degree) & RQ_WORD_DEGREE);
		if (parted) {
			put(&alone, entry, "studyType", degree);
			put(&alone, entry, "area", area);
		}
	}
	rq_alone_close(&alone);
	return parted;
}

static void mend_education(json_t *entry)
{
	json_t *area = json_incref(json_object_get(entry, "area"));
	bool place =
	    area && !json_object_get(entry, "location") && is_place(json_string_value(area));

	if ((!area || place) && part_degree(entry) && place)
		(void)json_object_set(entry, "location", area);
	json_decref(area);
}

/* "Available upon request" is nobody. */
static void mend_reference(json_t *entry)
{
	json_t *name = json_object_get(entry, "name");

	if (!json_is_string(name) || json_object_get(entry, "reference") ||
	    is_name(json_string_value(name)))
		return;
	(void)json_object_set(entry, "reference", name);
	(void)json_object_del(entry, "name");
}

void rq_misplaced_mend(const char *section, json_t *entry)
{
	if (strcmp(section, "education") == 0)
		mend_education(entry);
	else if (strcmp(section, "references") == 0)
		mend_reference(entry);
}
