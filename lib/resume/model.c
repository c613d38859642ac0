#include "resume/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "document/document.h"
#include "resume/date.h"

#define TEXT(name)                                                                                 \
	{                                                                                          \
		name, RQ_MODEL_TEXT, NULL                                                          \
	}
#define DATE(name)                                                                                 \
	{                                                                                          \
		name, RQ_MODEL_DATE, NULL                                                          \
	}
#define TEXTS(name)                                                                                \
	{                                                                                          \
		name, RQ_MODEL_TEXTS, NULL                                                         \
	}
#define END                                                                                        \
	{                                                                                          \
		NULL, RQ_MODEL_TEXT, NULL                                                          \
	}

static const struct rq_model_member location[] = {
	TEXT("address"), TEXT("postalCode"), TEXT("city"), TEXT("countryCode"), TEXT("region"), END,
};

static const struct rq_model_member profile[] = {
	TEXT("network"),
	TEXT("username"),
	TEXT("url"),
	END,
};

static const struct rq_model_member basics[] = {
	TEXT("name"),
	TEXT("label"),
	TEXT("image"),
	TEXT("email"),
	TEXT("phone"),
	TEXT("url"),
	TEXT("summary"),
	{ "location", RQ_MODEL_OBJECT, location },
	{ "profiles", RQ_MODEL_OBJECTS, profile },
	END,
};

static const struct rq_model_member work[] = {
	TEXT("name"),      TEXT("position"), TEXT("location"), TEXT("description"), TEXT("url"),
	DATE("startDate"), DATE("endDate"),  TEXT("summary"),  TEXTS("highlights"), END,
};

static const struct rq_model_member volunteer[] = {
	TEXT("organization"), TEXT("position"), TEXT("location"), TEXT("description"), TEXT("url"),
	DATE("startDate"),    DATE("endDate"),  TEXT("summary"),  TEXTS("highlights"), END,
};

static const struct rq_model_member education[] = {
	TEXT("institution"),
	TEXT("url"),
	TEXT("studyType"),
	TEXT("area"),
	TEXT("location"),
	TEXT("description"),
	DATE("startDate"),
	DATE("endDate"),
	TEXT("score"),
	TEXTS("courses"),
	TEXT("summary"),
	TEXTS("highlights"),
	END,
};

static const struct rq_model_member award[] = {
	TEXT("title"), DATE("date"), TEXT("awarder"), TEXT("summary"), END,
};

static const struct rq_model_member certificate[] = {
	TEXT("name"), DATE("date"), TEXT("url"), TEXT("issuer"), TEXT("summary"), END,
};

static const struct rq_model_member publication[] = {
	TEXT("name"), TEXT("publisher"), DATE("releaseDate"), TEXT("url"), TEXT("summary"), END,
};

static const struct rq_model_member skill[] = {
	TEXT("name"),
	TEXT("level"),
	TEXTS("keywords"),
	END,
};

static const struct rq_model_member language[] = { TEXT("language"), TEXT("fluency"), END };

static const struct rq_model_member interest[] = { TEXT("name"), TEXTS("keywords"), END };

static const struct rq_model_member reference[] = { TEXT("name"), TEXT("reference"), END };

static const struct rq_model_member project[] = {
	TEXT("name"),      TEXT("description"), TEXT("summary"), TEXTS("highlights"),
	TEXTS("keywords"), DATE("startDate"),   DATE("endDate"), TEXT("url"),
	TEXTS("roles"),    TEXT("entity"),      TEXT("type"),    END,
};

static const struct rq_model_member sections[] = {
	{ "basics", RQ_MODEL_OBJECT, basics },
	{ "work", RQ_MODEL_OBJECTS, work },
	{ "volunteer", RQ_MODEL_OBJECTS, volunteer },
	{ "education", RQ_MODEL_OBJECTS, education },
	{ "awards", RQ_MODEL_OBJECTS, award },
	{ "certificates", RQ_MODEL_OBJECTS, certificate },
	{ "publications", RQ_MODEL_OBJECTS, publication },
	{ "skills", RQ_MODEL_OBJECTS, skill },
	{ "languages", RQ_MODEL_OBJECTS, language },
	{ "interests", RQ_MODEL_OBJECTS, interest },
	{ "references", RQ_MODEL_OBJECTS, reference },
	{ "projects", RQ_MODEL_OBJECTS, project },
	TEXTS("unplaced"),
	END,
};

const struct rq_model_member *rq_model_sections(void)
{
	return sections;
}

const struct rq_model_member *rq_model_find(const struct rq_model_member *members, const char *name)
{
	for (; members && members->name; members++)
		if (strcmp(members->name, name) == 0)
			return members;
	return NULL;
}

bool rq_model_is_resume(const json_t *value)
{
	if (!json_is_object(value))
		return false;
	for (const struct rq_model_member *member = sections; member->members; member++)
		if (json_object_get(value, member->name))
			return true;
	return false;
}

static const char *name_of_type(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a string";
	case JSON_INTEGER:
	case JSON_REAL:
		return "a number";
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	case JSON_NULL:
		break;
	}
	return "null";
}

static int fail_type(const char *path, const char *rule, const json_t *value, struct rq_error *err)
{
	return rq_fail(err, RQ_BAD_RECORD, "%.120s: must be %s, found %s", path, rule,
		       name_of_type(value));
}

static int check_date(const json_t *value, const char *path, struct rq_error *err)
{
	char shown[48];

	if (!json_is_string(value))
		return fail_type(path, "a date YYYY[-MM[-DD]]", value, err);
	if (rq_date_is_iso(json_string_value(value)))
		return 0;
	return rq_fail(err, RQ_BAD_RECORD,
		       "%.120s: must be a date YYYY[-MM[-DD]], found \"%s\"; leave it out where "
		       "there is none",
		       path, rq_text_escape(json_string_value(value), shown, sizeof shown));
}

static int check_texts(const json_t *value, const char *path, struct rq_error *err)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(value))
		return fail_type(path, "an array of strings", value, err);
	json_array_foreach (value, i, item)
		if (!json_is_string(item)) {
			char inner[192];

			(void)snprintf(inner, sizeof inner, "%.160s/%zu", path, i);
			return fail_type(inner, "a string", item, err);
		}
	return 0;
}

static int check_object(const json_t *object, const struct rq_model_member *members,
			const char *path, struct rq_error *err);

static int check_objects(const json_t *value, const struct rq_model_member *members,
			 const char *path, struct rq_error *err)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(value))
		return fail_type(path, "an array of objects", value, err);
	json_array_foreach (value, i, item) {
		char inner[192];

		(void)snprintf(inner, sizeof inner, "%.160s/%zu", path, i);
		if (check_object(item, members, inner, err) == -1)
			return -1;
	}
	return 0;
}

int rq_model_check_member(const json_t *value, const struct rq_model_member *member,
			  const char *path, struct rq_error *err)
{
	switch (member->type) {
	case RQ_MODEL_TEXT:
		return json_is_string(value) ? 0 : fail_type(path, "a string", value, err);
	case RQ_MODEL_DATE:
		return check_date(value, path, err);
	case RQ_MODEL_TEXTS:
		return check_texts(value, path, err);
	case RQ_MODEL_OBJECT:
		return check_object(value, member->members, path, err);
	case RQ_MODEL_OBJECTS:
		return check_objects(value, member->members, path, err);
	}
	return 0;
}

static int check_object(const json_t *object, const struct rq_model_member *members,
			const char *path, struct rq_error *err)
{
	if (!json_is_object(object))
		return fail_type(path, "an object", object, err);
	for (; members->name; members++) {
		const json_t *value = json_object_get(object, members->name);
		char inner[192];

		if (!value)
			continue;
		(void)snprintf(inner, sizeof inner, "%.160s/%s", path, members->name);
		if (rq_model_check_member(value, members, inner, err) == -1)
			return -1;
	}
	return 0;
}

int rq_model_check(const json_t *resume, struct rq_error *err)
{
	if (!json_is_object(resume))
		return fail_type("resume", "an object", resume, err);
	return check_object(resume, sections, "", err);
}
