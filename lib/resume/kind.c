#include "resume/kind.h"

#include "resume/resume.h"

enum { FEWEST_DATED = 2 };

static size_t count_dated(const json_t *entries)
{
	size_t count = 0;

	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);

		count += rq_json_string(entry, "startDate") || rq_json_string(entry, "endDate");
	}
	return count;
}

bool rq_kind_is_resume(const struct rq_document *document)
{
	struct rq_error ignored = { 0 };
	const json_t *resume, *basics;
	json_t *record;
	bool is_resume;

	if (rq_resume_build(document, &record, &ignored) == -1)
		return false;
	resume = rq_json_object(record, "resume");
	basics = rq_json_object(resume, "basics");
	is_resume = rq_json_string(basics, "name") &&
		    (rq_json_string(basics, "email") || rq_json_string(basics, "phone")) &&
		    count_dated(rq_json_array(resume, "work")) +
			    count_dated(rq_json_array(resume, "education")) >=
			FEWEST_DATED;
	json_decref(record);
	return is_resume;
}
