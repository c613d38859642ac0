#include "resume/reactive.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "resume/misplaced.h"
#include "resume/model.h"
#include "resume/reactive_entry.h"
#include "resume/resume.h"

struct bringing {
	json_t *resume;
	struct rq_reactive reactive;
	size_t unshown;
};

/* What sections are called there. Others have the names of JSON Resume. */
static const struct {
	const char *theirs, *ours;
} names[] = {
	{ "experience", "work" },
	{ "certifications", "certificates" },
};

static bool is_unshown(const json_t *object)
{
	return json_is_false(json_object_get(object, "visible")) ||
	       json_is_true(json_object_get(object, "hidden"));
}

static const char *our_name(const char *theirs)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].theirs, theirs) == 0)
			return names[i].ours;
	return theirs;
}

/* The members that entries of a section of ours have; NULL when there is no such section. */
static const struct rq_model_member *members_of(const char *section)
{
	const struct rq_model_member *members = rq_model_sections(), *found;

	if (strcmp(section, "profiles") == 0)
		members = rq_model_find(members, "basics")->members;
	found = rq_model_find(members, section);
	return found && found->type == RQ_MODEL_OBJECTS ? found->members : NULL;
}

/* The array that entries of a section go to, made where there is none. Borrowed. */
static json_t *array_of(struct bringing *bringing, const char *section)
{
	json_t *holder = strcmp(section, "profiles") == 0
			     ? json_object_get(bringing->resume, "basics")
			     : bringing->resume;
	json_t *array = json_object_get(holder, section);

	if (json_is_array(array))
		return array;
	rq_reactive_set_aside(&bringing->reactive, array);
	rq_json_set_take(holder, section, json_array());
	return json_object_get(holder, section);
}

static void bring_item(struct bringing *bringing, const char *section, json_t *item)
{
	const struct rq_model_member *members = members_of(section);
	struct rq_reactive_entry entry = { members ? section : "", members, json_object() };

	if (is_unshown(item))
		bringing->unshown++;
	else if (!json_is_object(item))
		rq_reactive_set_aside(&bringing->reactive, item);
	else
		rq_reactive_fill(&bringing->reactive, &entry, item);
	rq_misplaced_mend(section, entry.made);
	if (json_object_size(entry.made) > 0)
		(void)json_array_append(array_of(bringing, section), entry.made);
	json_decref(entry.made);
}

/* --- sections ----------------------------------------------------------------------------- */

/* Fills the basics from one value of that name. */
static void bring_basic(struct bringing *bringing, const char *name, json_t *value)
{
	const struct rq_reactive_entry basics = {
		"basics",
		rq_model_find(rq_model_sections(), "basics")->members,
		json_object_get(bringing->resume, "basics"),
	};
	json_t *item = json_object();

	if (value)
		rq_json_set_take(item, name, json_incref(value));
	rq_reactive_fill(&bringing->reactive, &basics, item);
	json_decref(item);
}

static void bring_section(struct bringing *bringing, const char *theirs, json_t *section)
{
	json_t *items = json_object_get(section, "items"), *item;
	json_t *content = json_object_get(section, "content");
	const char *ours = our_name(theirs);
	size_t i;

	if (is_unshown(section)) {
		bringing->unshown += json_array_size(items) + (json_string_length(content) > 0);
		return;
	}
	if (strcmp(theirs, "summary") == 0 && json_is_object(section)) {
		bring_basic(bringing, "summary", content);
	} else if (!items) {
		bring_item(bringing, "", section);
	} else if (!members_of(ours)) {
		rq_reactive_set_aside(&bringing->reactive, json_object_get(section, "name"));
		rq_reactive_set_aside(&bringing->reactive, json_object_get(section, "title"));
	}
	json_array_foreach (items, i, item)
		bring_item(bringing, ours, item);
	if (!json_is_array(items) && items)
		bring_item(bringing, ours, items);
}

static void bring_sections(struct bringing *bringing, json_t *sections)
{
	const char *name;
	json_t *section;

	json_object_foreach (sections, name, section) {
		if (strcmp(name, "custom") == 0 && json_is_object(section) &&
		    !json_object_get(section, "items"))
			bring_sections(bringing, section);
		else
			bring_section(bringing, name, section);
	}
}

/* Whether there is a section of theirs: one that is known and says what stands in it. */
static bool is_theirs(json_t *sections)
{
	const char *name;
	json_t *section;

	json_object_foreach (sections, name, section)
		if ((members_of(our_name(name)) && json_object_get(section, "items")) ||
		    (strcmp(name, "summary") == 0 && json_object_get(section, "content")))
			return true;
	return false;
}

static void bring_basics(struct bringing *bringing, json_t *given)
{
	const struct rq_reactive_entry basics = {
		"basics", rq_model_find(rq_model_sections(), "basics")->members, json_object()
	};

	rq_json_set_take(bringing->resume, "basics", basics.made);
	rq_reactive_fill(&bringing->reactive, &basics, given);
	if (!json_is_object(given))
		rq_reactive_set_aside(&bringing->reactive, given);
}

/* Takes a member out of the document. New; NULL when it is not there. */
static json_t *take(json_t *resume, const char *name)
{
	json_t *value = json_incref(json_object_get(resume, name));

	(void)json_object_del(resume, name);
	return value;
}

/* What version 5 has beside "sections". */
static void bring_rest(struct bringing *bringing)
{
	json_t *summary = take(bringing->resume, "summary"), *section;
	json_t *picture = take(bringing->resume, "picture");
	json_t *custom = take(bringing->resume, "customSections");
	size_t i;

	if (picture && !is_unshown(picture))
		bring_basic(bringing, "picture", picture);
	if (summary)
		bring_section(bringing, "summary", summary);
	json_array_foreach (custom, i, section) {
		const char *type = rq_json_string(section, "type");

		bring_section(bringing, type ? type : "", section);
	}
	if (!json_is_array(custom))
		rq_reactive_set_aside(&bringing->reactive, custom);
	json_decref(summary);
	json_decref(picture);
	json_decref(custom);
}

size_t rq_reactive_bring(json_t *resume, json_t *warnings)
{
	struct bringing bringing = { .resume = resume };
	json_t *basics, *sections;
	char *visible;

	if (!is_theirs(json_object_get(resume, "sections")))
		return 0;
	bringing.reactive.unplaced = json_array();
	rq_document_init(&bringing.reactive.pages);
	sections = take(resume, "sections");
	basics = take(resume, "basics");
	(void)json_object_del(resume, "metadata");
	bring_basics(&bringing, basics);
	bring_sections(&bringing, sections);
	bring_rest(&bringing);
	if (json_array_size(bringing.reactive.unplaced) > 0)
		(void)json_array_extend(array_of(&bringing, "unplaced"),
					bringing.reactive.unplaced);
	visible = rq_resume_render(resume, NULL);
	rq_hidden_warn(&bringing.reactive.pages.hidden, visible, warnings);
	(void)json_array_extend(warnings, bringing.reactive.pages.warnings);
	free(visible);
	rq_document_free(&bringing.reactive.pages);
	json_decref(bringing.reactive.unplaced);
	json_decref(sections);
	json_decref(basics);
	return bringing.unshown;
}
