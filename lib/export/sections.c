#include "export/sections.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/address.h"
#include "export/when.h"

enum { MOST_MEMBERS = 5 };

/* How entries are set. */
enum shape {
	FULL,  /* a head, a line of details, texts and items */
	BRIEF, /* an item: title, giver, text, and when */
	TERM,  /* an item, "Languages: C, Go"; names alone stand on one line together */
	LIST,  /* "German (native), English (C1)": all on one line */
};

/* Which members stand where; NULL ends each list. */
struct form {
	const char *section;
	enum rq_caption caption;
	enum shape shape;
	const char *head;                 /* what the entry is called */
	const char *detail[MOST_MEMBERS]; /* below or behind it */
	const char *date;                 /* of a moment; NULL: startDate and endDate */
	const char *text[MOST_MEMBERS];   /* the first that is there; the others are details */
	const char *items;
	const char *joined[MOST_MEMBERS]; /* lists that stand on one line */
};

static const struct form forms[] = {
	{ .section = "work",
	  .caption = RQ_CAPTION_WORK,
	  .head = "position",
	  .detail = { "name", "location", "description" },
	  .text = { "summary" },
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
	  .detail = { "studyType", "area", "location", "description", "score" },
	  .text = { "summary" },
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
	  .text = { "summary" },
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

/* Whether a member tells the entry's time in words of its own: "Expected 2027". */
static bool tells_time(const json_t *entry, const char *member)
{
	const char *said = rq_json_string(entry, member);

	return strcmp(member, "description") == 0 && said && strlen(said) < RQ_WHEN_SIZE &&
	       rq_when_is_time(said);
}

/* The member that is the entry's text; NULL when it has none. */
static const char *text_of(const struct form *form, const json_t *entry)
{
	for (size_t i = 0; i < MOST_MEMBERS && form->text[i]; i++)
		if (json_string_length(json_object_get(entry, form->text[i])) > 0 &&
		    !tells_time(entry, form->text[i]))
			return form->text[i];
	return NULL;
}

/* All of the members but one. */
static int join_members(struct rq_lines *lines, const json_t *entry, const char *const *members,
			const char *but, const char *before)
{
	for (size_t i = 0; i < MOST_MEMBERS && members[i]; i++) {
		if ((but && strcmp(members[i], but) == 0) || tells_time(entry, members[i]))
			continue;
		if (rq_lines_join(lines, json_object_get(entry, members[i]), before,
				  RQ_RUN_PLAIN) == -1)
			return -1;
		if (lines->line->count > 1)
			before = ", ";
	}
	return 0;
}

static int put_address(struct rq_lines *lines, const json_t *entry)
{
	const char *url = rq_json_string(entry, "url");
	char *link = rq_address_link(url);
	int result = 0;

	if (url && *url && lines->line->count > 0)
		result = rq_lines_run(lines, ", ", RQ_RUN_PLAIN);
	if (result == 0 && url)
		result = rq_lines_link(lines, rq_address_shown(url), link);
	free(link);
	return result;
}

/* When it was; "" when it does not say. */
static const char *when(const struct rq_lines *lines, const struct form *form, const json_t *entry,
			char text[RQ_WHEN_SIZE])
{
	const char *language = lines->script->language;

	if (tells_time(entry, "description")) {
		(void)snprintf(text, RQ_WHEN_SIZE, "%s", rq_json_string(entry, "description"));
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

/* The head and its details; where there is no head, the details are it. */
static int put_head(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	if (rq_lines_begin(lines, RQ_ROLE_ENTRY) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, form->head), RQ_RUN_PLAIN) == -1)
		return -1;
	if (lines->line->count > 0 &&
	    (set_aside(lines, form, entry) == -1 || rq_lines_begin(lines, RQ_ROLE_DETAIL) == -1))
		return -1;
	if (join_members(lines, entry, form->detail, text_of(form, entry), ", ") == -1 ||
	    put_address(lines, entry) == -1)
		return -1;
	if (lines->line->role == RQ_ROLE_ENTRY && set_aside(lines, form, entry) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

static int put_joined(struct rq_lines *lines, const char *key, const json_t *list)
{
	bool courses = strcmp(key, "courses") == 0;

	if (json_array_size(list) == 0)
		return 0;
	if (rq_lines_begin(lines, RQ_ROLE_TEXT) == -1 ||
	    (courses && rq_lines_run(lines, rq_lines_caption(lines, RQ_CAPTION_COURSES),
				     RQ_RUN_PLAIN) == -1) ||
	    rq_lines_join(lines, list, courses ? ": " : ", ", RQ_RUN_PLAIN) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

static int put_full(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	const char *text = text_of(form, entry);

	if (put_head(lines, form, entry) == -1)
		return -1;
	if (text && rq_lines_paragraphs(lines, rq_json_string(entry, text)) == -1)
		return -1;
	for (size_t i = 0; i < MOST_MEMBERS && form->joined[i]; i++)
		if (put_joined(lines, form->joined[i], json_object_get(entry, form->joined[i])) ==
		    -1)
			return -1;
	return rq_lines_items(lines, json_object_get(entry, form->items));
}

/* When it was, behind what else the item says. A run of nothing but a space would be dropped. */
static int put_when(struct rq_lines *lines, const struct form *form, const json_t *entry,
		    bool behind_text)
{
	char date[RQ_WHEN_SIZE], *shown;
	int result = 0;

	if (!*when(lines, form, entry, date))
		return 0;
	if (lines->line->count > 0 && !behind_text)
		result = rq_lines_run(lines, ", ", RQ_RUN_PLAIN);
	shown = rq_printf("%s%s", behind_text ? " " : "", date);
	if (result == 0)
		result = rq_lines_run(lines, shown, RQ_RUN_SOFT);
	free(shown);
	return result;
}

static int put_brief(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	const char *text = rq_json_string(entry, form->text[0]);
	bool more = text && *text;

	if (rq_lines_begin(lines, RQ_ROLE_ITEM) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, form->head), RQ_RUN_STRONG) == -1 ||
	    join_members(lines, entry, form->detail, NULL, ", ") == -1 ||
	    put_address(lines, entry) == -1)
		return -1;
	if (more && ((lines->line->count > 0 && rq_lines_run(lines, ". ", RQ_RUN_PLAIN) == -1) ||
		     rq_lines_run(lines, text, RQ_RUN_PLAIN) == -1))
		return -1;
	if (put_when(lines, form, entry, more) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

static bool is_name_alone(const struct form *form, const json_t *entry)
{
	for (size_t i = 0; i < MOST_MEMBERS && form->joined[i]; i++) {
		const json_t *value = json_object_get(entry, form->joined[i]);

		if (json_array_size(value) > 0 || json_string_length(value) > 0)
			return false;
	}
	return true;
}

static int put_term(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	if (rq_lines_begin(lines, RQ_ROLE_ITEM) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, form->head), RQ_RUN_STRONG) == -1 ||
	    join_members(lines, entry, form->joined, NULL, ": ") == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

/* "German (native)", behind what is on the line. */
static int add_to_list(struct rq_lines *lines, const struct form *form, const json_t *entry)
{
	size_t runs;

	if (rq_lines_join(lines, json_object_get(entry, form->head), ", ", RQ_RUN_PLAIN) == -1)
		return -1;
	runs = lines->line->count;
	if (rq_lines_join(lines, json_object_get(entry, form->joined[0]), " (", RQ_RUN_PLAIN) == -1)
		return -1;
	return lines->line->count > runs ? rq_lines_run(lines, ")", RQ_RUN_PLAIN) : 0;
}

/* All entries of a list on one line; of terms, those that are a name alone. */
static int put_list(struct rq_lines *lines, const struct form *form, const json_t *entries)
{
	if (rq_lines_begin(lines, RQ_ROLE_TEXT) == -1)
		return -1;
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);

		if ((form->shape == LIST || is_name_alone(form, entry)) &&
		    add_to_list(lines, form, entry) == -1)
			return -1;
	}
	rq_lines_end(lines);
	return 0;
}

/* An entry with nothing that it could be called by: below another it would be a part of that. */
static bool is_headless(const struct form *form, const json_t *entry)
{
	if (form->shape != FULL || json_string_length(json_object_get(entry, form->head)) > 0)
		return false;
	for (size_t i = 0; i < MOST_MEMBERS && form->detail[i]; i++)
		if (json_object_get(entry, form->detail[i]))
			return false;
	return !json_object_get(entry, "url") && !json_object_get(entry, "startDate") &&
	       !json_object_get(entry, "endDate");
}

static int put_entries(struct rq_lines *lines, const struct form *form, const json_t *entries,
		       bool headless)
{
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);

		if (is_headless(form, entry) != headless)
			continue;
		if ((form->shape == FULL && put_full(lines, form, entry) == -1) ||
		    (form->shape == BRIEF && put_brief(lines, form, entry) == -1) ||
		    (form->shape == TERM && !is_name_alone(form, entry) &&
		     put_term(lines, form, entry) == -1))
			return -1;
	}
	return 0;
}

static int put_section(struct rq_lines *lines, const struct form *form, const json_t *entries)
{
	bool listed = form->shape == TERM || form->shape == LIST;

	if (json_array_size(entries) == 0)
		return 0;
	if (rq_lines_heading(lines, form->caption) == -1 ||
	    (listed && put_list(lines, form, entries) == -1) ||
	    put_entries(lines, form, entries, true) == -1 ||
	    put_entries(lines, form, entries, false) == -1)
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
