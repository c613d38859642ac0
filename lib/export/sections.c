#include "export/sections.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/fact.h"
#include "export/terms.h"
#include "export/when.h"

enum {
	MOST_MEMBERS = 5,
	LONGEST_TITLE = 90,  /* bytes of a name that stands on one line with its date */
	LONGEST_DETAIL = 90, /* a longer one is a text of its own */
};

/* How entries are set. */
enum shape {
	FULL,  /* a head, a line of details, texts and items */
	BRIEF, /* an item: title, giver, and when; FULL where one has a text */
	TERM,  /* an item, "Languages: C, Go" */
	LIST,  /* "German (native), English (C1)": all on one line */
};

/* Which members stand where; NULL ends each list. */
struct form {
	const char *section;
	enum rq_caption caption;
	enum shape shape;
	const char *head;                 /* what the entry is called */
	const char *beside;               /* a place that stands behind it; NULL: none does */
	const char *detail[MOST_MEMBERS]; /* below or behind it */
	const char *date;                 /* of a moment; NULL: startDate and endDate */
	const char *text[MOST_MEMBERS];   /* the first that is there; the others are details */
	bool below;                       /* details without a head stand below their date */
	const char *items;
	const char *joined[MOST_MEMBERS]; /* lists that stand on one line */
};

static const struct form forms[] = {
	{ .section = "work",
	  .caption = RQ_CAPTION_WORK,
	  .head = "position",
	  .detail = { "name", "location", "description" },
	  .below = true,
	  .text = { "summary", "description" },
	  .items = "highlights" },
	{ .section = "projects",
	  .caption = RQ_CAPTION_PROJECTS,
	  .head = "name",
	  .detail = { "roles", "entity", "type", "description" },
	  .text = { "summary", "description" },
	  .items = "highlights",
	  .joined = { "keywords" } },
	{ .section = "education",
	  .caption = RQ_CAPTION_EDUCATION,
	  .head = "institution",
	  .beside = "location",
	  .detail = { "studyType", "area", "location", "score", "description" },
	  .text = { "summary", "description" },
	  .items = "highlights",
	  .joined = { "courses" } },
	{ .section = "skills",
	  .caption = RQ_CAPTION_SKILLS,
	  .shape = TERM,
	  .head = "name",
	  .joined = { "level", "keywords" } },
	{ .section = "certificates",
	  .caption = RQ_CAPTION_CERTIFICATES,
	  .shape = BRIEF,
	  .head = "name",
	  .detail = { "issuer" },
	  .date = "date",
	  .text = { "summary" } },
	{ .section = "languages",
	  .caption = RQ_CAPTION_LANGUAGES,
	  .shape = LIST,
	  .head = "language",
	  .joined = { "fluency" } },
	{ .section = "volunteer",
	  .caption = RQ_CAPTION_VOLUNTEER,
	  .head = "position",
	  .detail = { "organization", "location", "description" },
	  .below = true,
	  .text = { "summary", "description" },
	  .items = "highlights" },
	{ .section = "awards",
	  .caption = RQ_CAPTION_AWARDS,
	  .shape = BRIEF,
	  .head = "title",
	  .detail = { "awarder" },
	  .date = "date",
	  .text = { "summary" } },
	{ .section = "publications",
	  .caption = RQ_CAPTION_PUBLICATIONS,
	  .shape = BRIEF,
	  .head = "name",
	  .detail = { "publisher" },
	  .date = "releaseDate",
	  .text = { "summary" } },
	{ .section = "interests",
	  .caption = RQ_CAPTION_INTERESTS,
	  .shape = LIST,
	  .head = "name",
	  .joined = { "keywords" } },
	{ .section = "references",
	  .caption = RQ_CAPTION_REFERENCES,
	  .shape = BRIEF,
	  .head = "name",
	  .text = { "reference" } },
};

/* --- members ------------------------------------------------------------------------ */

/* Whether a member is what stands for the entry's dates. */
static bool tells_time(const json_t *entry, const char *member)
{
	return strcmp(member, "description") == 0 && rq_when_told(entry);
}

/* The member that an entry is called by: for an award without a title, what is said of it. */
static const char *head_of(const struct form *form, const json_t *entry)
{
	bool named = json_string_length(json_object_get(entry, form->head)) > 0;

	return named || !form->date ? form->head : form->text[0];
}

/* The member that is the entry's text; NULL when it has none. */
static const char *text_of(const struct form *form, const json_t *entry)
{
	const char *head = head_of(form, entry);

	for (size_t i = 0; i < MOST_MEMBERS && form->text[i]; i++)
		if (form->text[i] != head &&
		    json_string_length(json_object_get(entry, form->text[i])) > 0 &&
		    !tells_time(entry, form->text[i]))
			return form->text[i];
	return NULL;
}

/* Whether a member is a text that stands above the entry's own, too long for a detail. */
static bool is_above(const json_t *entry, const char *member)
{
	return strcmp(member, "description") == 0 && !tells_time(entry, member) &&
	       json_string_length(json_object_get(entry, "summary")) > 0 &&
	       json_string_length(json_object_get(entry, member)) > LONGEST_DETAIL;
}

static bool is_same(const char *member, const char *other)
{
	return other && strcmp(member, other) == 0;
}

/* All of the members but two, behind what is on the line. */
static int join_members(struct rq_lines *lines, const json_t *entry, const char *const *members,
			const char *but, const char *nor)
{
	for (size_t i = 0; i < MOST_MEMBERS && members[i]; i++) {
		if (is_same(members[i], but) || is_same(members[i], nor) ||
		    tells_time(entry, members[i]) || is_above(entry, members[i]))
			continue;
		if (rq_fact_put(lines, entry, members[i]) == -1)
			return -1;
	}
	return 0;
}

/* When it was; "" when it does not say. */
static const char *when(const struct rq_lines *lines, const struct form *form, const json_t *entry,
			char text[RQ_WHEN_SIZE])
{
	const char *language = lines->script->language;

	if (rq_when_told(entry)) {
		(void)snprintf(text, RQ_WHEN_SIZE, "%s", rq_when_told(entry));
		return text;
	}
	if (form->date)
		return rq_when_date(rq_json_string(entry, form->date), language, text);
	return rq_when(rq_json_string(entry, "startDate"), rq_json_string(entry, "endDate"),
		       language, text);
}

/* At the other end of the line; where nothing stands on it, on the line itself. */
static int set_aside(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	char text[RQ_WHEN_SIZE];

	if (!*when(lines, form, entry, text))
		return 0;
	if (lines->line->count == 0)
		return rq_lines_run(lines, text, RQ_RUN_PLAIN);
	lines->line->aside = rq_strdup(text);
	return 0;
}

/* --- shapes --------------------------------------------------------------------------- */

/*
 * Whether the details stand below a date alone: where others have a head beside theirs, one that
 * says nothing but an employer would be read as it.
 */
static bool stands_below(const struct form *form, const json_t *entry)
{
	size_t details = 0;

	for (size_t i = 0; i < MOST_MEMBERS && form->detail[i]; i++)
		details += json_string_length(json_object_get(entry, form->detail[i])) > 0;
	return form->below && details == 1 &&
	       (json_object_get(entry, "startDate") || json_object_get(entry, "endDate"));
}

/* The head and its details; where there is no head, the details are it. */
static int put_head(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	const char *beside = NULL;

	if (rq_lines_begin(lines, RQ_ROLE_ENTRY) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, head_of(form, entry)), RQ_RUN_PLAIN) == -1)
		return -1;
	if (lines->line->count == 0 && stands_below(form, entry) &&
	    (set_aside(lines, form, entry) == -1 || rq_lines_begin(lines, RQ_ROLE_DETAIL) == -1))
		return -1;
	if (lines->line->role == RQ_ROLE_ENTRY && lines->line->count > 0) {
		beside = form->beside;
		if ((beside && rq_fact_put(lines, entry, beside) == -1) ||
		    set_aside(lines, form, entry) == -1 ||
		    rq_lines_begin(lines, RQ_ROLE_DETAIL) == -1)
			return -1;
	}
	if (join_members(lines, entry, form->detail, text_of(form, entry), beside) == -1 ||
	    rq_fact_put_address(lines, entry) == -1)
		return -1;
	if (lines->line->role == RQ_ROLE_ENTRY && set_aside(lines, form, entry) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

/* "Courses: Algebra, Logic", "Skills: C, Go" */
static int put_joined(struct rq_lines *lines, const char *key, const json_t *list)
{
	enum rq_caption label =
	    strcmp(key, "courses") == 0 ? RQ_CAPTION_COURSES : RQ_CAPTION_SKILLS;

	if (json_array_size(list) == 0)
		return 0;
	if (rq_lines_begin(lines, RQ_ROLE_TEXT) == -1 ||
	    rq_lines_run(lines, rq_lines_caption(lines, label), RQ_RUN_PLAIN) == -1 ||
	    rq_lines_join(lines, list, ": ", RQ_RUN_PLAIN) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

/* The entry's text, and in front of it what is too long for a detail: two texts would be items. */
static int put_text(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	const char *member = text_of(form, entry);
	const char *text = member ? rq_json_string(entry, member) : NULL;
	char *both = NULL;
	int result;

	if (form->text[1] && is_above(entry, "description"))
		text = both = rq_printf("%s %s", rq_json_string(entry, "description"), text);
	result = rq_lines_paragraphs(lines, text);
	free(both);
	return result;
}

static int put_full(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	if (put_head(lines, form, entry) == -1 || put_text(lines, form, entry) == -1)
		return -1;
	for (size_t i = 0; i < MOST_MEMBERS && form->joined[i]; i++)
		if (put_joined(lines, form->joined[i], json_object_get(entry, form->joined[i])) ==
		    -1)
			return -1;
	return rq_lines_items(lines, json_object_get(entry, form->items));
}

static int put_when(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	char date[RQ_WHEN_SIZE];

	if (!*when(lines, form, entry, date))
		return 0;
	if (lines->line->count > 0 && rq_lines_run(lines, RQ_FACT_APART, RQ_RUN_PLAIN) == -1)
		return -1;
	return rq_lines_run(lines, date, RQ_RUN_SOFT);
}

/* One that has no name may have a text instead. */
static int put_brief(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	if (rq_lines_begin(lines, RQ_ROLE_ITEM) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, form->head), RQ_RUN_STRONG) == -1 ||
	    join_members(lines, entry, form->detail, NULL, NULL) == -1 ||
	    rq_fact_put_address(lines, entry) == -1 ||
	    join_members(lines, entry, form->text, NULL, NULL) == -1 ||
	    put_when(lines, form, entry) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

/*
 * Whether one of the entries has a name and a text to stand below it. Not where a name is as long
 * as a text itself: in a list of such, what begins an entry is told by its bullet.
 */
static bool tells_more(const struct form *form, const json_t *entries)
{
	bool more = false;

	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);
		size_t name = json_string_length(json_object_get(entry, form->head));

		if (name > LONGEST_TITLE)
			return false;
		more |= name > 0 && json_string_length(json_object_get(entry, form->text[0])) > 0;
	}
	return more;
}

static enum shape shape_of(const struct form *form, const json_t *entries)
{
	return form->shape == BRIEF && tells_more(form, entries) ? FULL : form->shape;
}

/* An entry with nothing that it could be called by: below another it would be a part of that. */
static bool is_headless(const struct form *form, const json_t *entry)
{
	if (json_string_length(json_object_get(entry, head_of(form, entry))) > 0)
		return false;
	for (size_t i = 0; i < MOST_MEMBERS && form->detail[i]; i++)
		if (json_object_get(entry, form->detail[i]))
			return false;
	return !json_object_get(entry, "url") && !json_object_get(entry, "startDate") &&
	       !json_object_get(entry, "endDate");
}

static int put_fully(struct rq_lines *lines, const struct form *form, const json_t *entries,
		     bool headless)
{
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);

		if (is_headless(form, entry) == headless && put_full(lines, form, entry) == -1)
			return -1;
	}
	return 0;
}

static int put_briefly(struct rq_lines *lines, const struct form *form, const json_t *entries)
{
	for (size_t i = 0; i < json_array_size(entries); i++)
		if (put_brief(lines, form, json_array_get(entries, i)) == -1)
			return -1;
	return 0;
}

static int put_entries(struct rq_lines *lines, const struct form *form, const json_t *entries)
{
	switch (shape_of(form, entries)) {
	case FULL:
		return put_fully(lines, form, entries, true) == -1
			   ? -1
			   : put_fully(lines, form, entries, false);
	case BRIEF:
		return put_briefly(lines, form, entries);
	case TERM:
		return rq_terms_put_items(lines, entries, form->head, form->joined);
	case LIST:
		break;
	}
	return rq_terms_put_line(lines, entries, form->head, form->joined);
}

static int put_section(struct rq_lines *lines, const struct form *form, const json_t *entries)
{
	if (json_array_size(entries) == 0)
		return 0;
	if (rq_lines_heading(lines, form->caption) == -1 || put_entries(lines, form, entries) == -1)
		return -1;
	rq_manuscript_drop_heading(lines->script);
	return 0;
}

int rq_sections_put(struct rq_lines *lines, const json_t *resume)
{
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (put_section(lines, &forms[i], rq_json_array(resume, forms[i].section)) == -1)
			return -1;
	return 0;
}
