#include "resume/renamed.h"

static const struct {
	const char *section, *before, *now;
} members[] = {
	{ "basics", "headline", "label" },
	{ "basics", "picture", "image" },
	{ "basics", "website", "url" },
	{ "work", "company", "name" },
	{ "work", "title", "position" },
	{ "work", "role", "position" },
	{ "work", "employer", "name" },
	{ "education", "school", "institution" },
	{ "education", "university", "institution" },
	{ "projects", "title", "name" },
	{ "publications", "title", "name" },
	{ "certificates", "title", "name" },
	{ "work", "website", "url" },
	{ "volunteer", "website", "url" },
	{ "education", "degree", "studyType" },
	{ "education", "gpa", "score" },
	{ "education", "website", "url" },
	{ "publications", "website", "url" },
	{ "projects", "website", "url" },
	{ "languages", "name", "language" },
	{ "languages", "level", "fluency" },
};

static size_t rename_member(json_t *object, const char *before, const char *now)
{
	json_t *value = json_object_get(object, before);

	if (!(json_is_string(value) || json_is_number(value)) || json_object_get(object, now))
		return 0;
	rq_json_set_take(object, now, json_incref(value));
	(void)json_object_del(object, before);
	return 1;
}

/* What a document without basics says of who it is stands beside its sections. */
static size_t gather_basics(json_t *resume)
{
	static const char *const names[] = { "name",  "label", "headline", "email",
					     "phone", "url",   "website",  "summary" };
	json_t *basics;
	size_t count = 0;

	if (json_object_get(resume, "basics"))
		return 0;
	basics = json_object();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		json_t *value = json_object_get(resume, names[i]);

		if (!json_is_string(value))
			continue;
		(void)json_object_set(basics, names[i], value);
		(void)json_object_del(resume, names[i]);
		count++;
	}
	if (count > 0)
		(void)json_object_set(resume, "basics", basics);
	json_decref(basics);
	return count;
}

size_t rq_renamed_mend(json_t *resume)
{
	size_t count = gather_basics(resume);

	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		json_t *section = json_object_get(resume, members[i].section), *entry;
		size_t k;

		if (json_is_object(section))
			count += rename_member(section, members[i].before, members[i].now);
		json_array_foreach (section, k, entry)
			count += rename_member(entry, members[i].before, members[i].now);
	}
	return count;
}
