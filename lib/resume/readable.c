#include "resume/readable.h"

#include <stdbool.h>
#include <string.h>

enum {
	CONTACT_POINTS = 10, /* for each of three */
	SECTION_POINTS = 30,
	STRUCTURE_POINTS = 40,
	UNDATED_POINTS = 10,
	NAMELESS_POINTS = 10,
	UNPLACED_POINTS = 20,
	UNPLACED_MOST = 3000, /* basis points of unplaced words that cost all of them */
	WARNING_POINTS = 5,
	WARNINGS_MOST = 2,
	SEVERE_CAP = 59,
	COVERAGE_SEVERE = 5000,
};

static void warn(json_t *warnings, const char *code, const char *message)
{
	json_t *warning = json_object();

	rq_json_set_string(warning, "code", code);
	rq_json_set_string(warning, "message", message);
	rq_json_append_take(warnings, warning);
}

static int deduct_for_work(const json_t *work)
{
	size_t count = json_array_size(work), undated = 0, nameless = 0, i;
	json_t *entry;

	json_array_foreach (work, i, entry) {
		undated +=
		    !json_object_get(entry, "startDate") && !json_object_get(entry, "endDate");
		nameless += !json_object_get(entry, "name") || !json_object_get(entry, "position");
	}
	if (count == 0)
		return 0;
	return (int)((undated * UNDATED_POINTS + nameless * NAMELESS_POINTS) / count);
}

int rq_readable_score(const json_t *resume, const struct rq_readable *seen, json_t *warnings)
{
	const json_t *basics = json_object_get(resume, "basics");
	bool name = json_object_get(basics, "name"), email = json_object_get(basics, "email");
	bool phone = json_object_get(basics, "phone");
	size_t warned = json_array_size(warnings);
	int unplaced = 10000 - seen->coverage, structure = STRUCTURE_POINTS, score;

	structure -= deduct_for_work(json_object_get(resume, "work"));
	structure -=
	    (unplaced < UNPLACED_MOST ? unplaced : UNPLACED_MOST) * UNPLACED_POINTS / UNPLACED_MOST;
	structure -= (int)(warned < WARNINGS_MOST ? warned : WARNINGS_MOST) * WARNING_POINTS;
	score = (name + email + phone) * CONTACT_POINTS + (structure > 0 ? structure : 0);
	if (seen->headings > 0)
		score += (int)(seen->survived * SECTION_POINTS / seen->headings);
	if (!name)
		warn(warnings, "no-name", "no name was found");
	if (!email && !phone)
		warn(warnings, "no-contact",
		     "neither an e-mail address nor a phone number was found");
	if (seen->survived == 0)
		warn(warnings, "no-sections", "no section was found");
	if (seen->coverage < COVERAGE_SEVERE)
		warn(warnings, "low-coverage", "more than half of the words found no place");
	if ((!email && !phone) || seen->survived == 0 || seen->coverage < COVERAGE_SEVERE)
		return score < SEVERE_CAP ? score : SEVERE_CAP;
	return score;
}
