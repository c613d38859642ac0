#include "resume/reactive_entry.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/html.h"
#include "resume/model.h"
#include "resume/written_date.h"

enum { GRADES = 5 }; /* of a skill */

enum how {
	TEXT,   /* as it is */
	PAGE,   /* HTML: its list items are highlights, where there are such */
	PERIOD, /* "March 2014 - June 2019", or an object of both ends */
	DATE,   /* one date */
	LINK,   /* an object of an address and a label */
	GRADE,  /* so many of GRADES; 0 is not shown */
	PLACE,  /* a location in one text */
	NOTHING /* about the page, not the person */
};

/* What members become; of two that become the same, the first does. */
static const struct rule {
	const char *section; /* of ours; NULL: any */
	const char *theirs, *ours;
	enum how how;
} rules[] = {
	{ "basics", "headline", "label", TEXT },
	{ "basics", "location", "location", PLACE },
	{ "basics", "picture", "image", LINK },
	{ "work", "company", "name", TEXT },
	{ "education", "school", "institution", TEXT },
	{ "education", "degree", "studyType", TEXT },
	{ "education", "grade", "score", TEXT },
	{ "certificates", "title", "name", TEXT },
	{ "certificates", "date", "date", DATE },
	{ "certificates", "description", "summary", PAGE },
	{ "awards", "date", "date", DATE },
	{ "awards", "description", "summary", PAGE },
	{ "publications", "title", "name", TEXT },
	{ "publications", "date", "releaseDate", DATE },
	{ "publications", "description", "summary", PAGE },
	{ "skills", "description", "level", TEXT },
	{ "skills", "proficiency", "level", TEXT },
	{ "skills", "level", "level", GRADE },
	{ "languages", "name", "language", TEXT },
	{ "languages", "description", "fluency", TEXT },
	{ "languages", "fluency", "fluency", TEXT },
	{ "languages", "level", "fluency", GRADE },
	{ "references", "description", "reference", PAGE },
	{ "references", "summary", "reference", PAGE },
	{ NULL, "date", NULL, PERIOD },
	{ NULL, "period", NULL, PERIOD },
	{ NULL, "description", "description", PAGE },
	{ NULL, "summary", "summary", PAGE },
	{ NULL, "content", "summary", PAGE },
	{ NULL, "url", "url", LINK },
	{ NULL, "website", "url", LINK },
	{ NULL, "id", NULL, NOTHING },
	{ NULL, "visible", NULL, NOTHING },
	{ NULL, "hidden", NULL, NOTHING },
	{ NULL, "icon", NULL, NOTHING },
	{ NULL, "iconColor", NULL, NOTHING },
	{ NULL, "columns", NULL, NOTHING },
	{ NULL, "options", NULL, NOTHING },
};

static bool is_void(const json_t *value)
{
	return !value || json_is_null(value) ||
	       (json_is_string(value) && json_string_length(value) == 0) ||
	       (json_is_array(value) && json_array_size(value) == 0) ||
	       (json_is_object(value) && json_object_size(value) == 0);
}

static const struct rule *find_rule(const char *section, const char *theirs)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (strcmp(rules[i].theirs, theirs) == 0 &&
		    (!rules[i].section || (section && strcmp(rules[i].section, section) == 0)))
			return &rules[i];
	return NULL;
}

/* Depth is bounded by rq_json_parse(). */
void rq_reactive_set_aside(struct rq_reactive *reactive, json_t *value)
{
	const struct rule *rule;
	const char *name;
	json_t *item;
	size_t i;

	if ((json_is_string(value) && !is_void(value)) || json_is_number(value))
		(void)json_array_append(reactive->unplaced, value);
	json_array_foreach (value, i, item)
		rq_reactive_set_aside(reactive, item);
	json_object_foreach (value, name, item) {
		rule = find_rule(NULL, name);
		if (!rule || rule->how != NOTHING)
			rq_reactive_set_aside(reactive, item);
	}
}

/* Sets a member that the model has and nothing else became. */
static void put(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		const char *name, json_t *value)
{
	if (is_void(value))
		return;
	if (!rq_model_find(entry->members, name) || json_object_get(entry->made, name))
		rq_reactive_set_aside(reactive, value);
	else
		(void)json_object_set(entry->made, name, value);
}

static void put_text(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		     const char *name, const char *text)
{
	json_t *value = json_string(text);

	put(reactive, entry, name, value);
	json_decref(value);
}

/* --- prose ------------------------------------------------------------------------------ */

static bool has_markup(const char *text)
{
	const char *last = strrchr(text, '>'); /* behind it no tag begins */

	for (const char *at = strpbrk(text, "<&"); at; at = strpbrk(at + 1, "<&")) {
		size_t name = strspn(at + 1, "#0123456789abcdefghijklmnopqrstuvwxyz"
					     "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

		if (*at == '&' ? name > 0 && at[1 + name] == ';'
			       : (isalpha((unsigned char)at[1]) || at[1] == '/') && at < last)
			return true;
	}
	return false;
}

static void add_prose(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		      const char *name, const char *prose)
{
	const char *before = rq_json_string(entry->made, name);
	char *both;

	if (!before || !*prose) {
		put_text(reactive, entry, name, prose);
		return;
	}
	both = rq_printf("%s\n%s", before, prose);
	rq_json_set_string(entry->made, name, both);
	free(both);
}

static void add_highlight(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
			  const char *text)
{
	json_t *highlights = json_object_get(entry->made, "highlights");

	if (!highlights) {
		highlights = json_array();
		rq_json_set_take(entry->made, "highlights", highlights);
	}
	rq_json_append_take(json_is_array(highlights) ? highlights : reactive->unplaced,
			    json_string(text));
}

/* Lines but those of items, which are highlights, as one text; the caller's. */
static char *join_lines(const struct rq_line *lines, size_t count, bool items)
{
	size_t size = 1;
	char *joined, *end;

	for (size_t i = 0; i < count; i++)
		size += strlen(lines[i].text) + 1;
	joined = end = rq_alloc(size, 1);
	for (size_t i = 0; i < count; i++) {
		if (items && lines[i].kind == RQ_LINE_ITEM)
			continue;
		if (end > joined)
			*end++ = '\n';
		end = stpcpy(end, lines[i].text);
	}
	return joined;
}

/* HTML that cannot be read stays as it is. */
static void put_page(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		     const char *name, const char *html)
{
	bool items = rq_model_find(entry->members, "highlights");
	bool placed = rq_model_find(entry->members, name);
	struct rq_document *pages = &reactive->pages;
	struct rq_error ignored = { 0 };
	size_t first = pages->count;
	char *prose;

	if (!has_markup(html) || rq_html_read_text(html, strlen(html), pages, &ignored) == -1) {
		add_prose(reactive, entry, name, html);
		return;
	}
	for (size_t i = first; i < pages->count; i++) {
		const struct rq_line *line = &pages->lines[i];

		if (items && line->kind == RQ_LINE_ITEM)
			add_highlight(reactive, entry, line->text);
		else if (!placed)
			put_text(reactive, entry, name, line->text);
	}
	if (!placed)
		return;
	prose = join_lines(pages->lines + first, pages->count - first, items);
	add_prose(reactive, entry, name, prose);
	free(prose);
}

/* --- other values ------------------------------------------------------------------------ */

static void put_ends(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		     json_t *period)
{
	const char *name;
	json_t *value;

	json_object_foreach (period, name, value) {
		if (strcmp(name, "start") == 0)
			put(reactive, entry, "startDate", value);
		else if (strcmp(name, "end") == 0)
			put(reactive, entry, "endDate", value);
		else
			rq_reactive_set_aside(reactive, value);
	}
}

static void put_period(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		       json_t *value)
{
	const char *text = json_string_value(value);
	struct rq_date_range range = { 0 };
	bool alone, ends;

	if (json_is_object(value)) {
		put_ends(reactive, entry, value);
		return;
	}
	if (!text || !rq_model_find(entry->members, "startDate") ||
	    !rq_written_date_find(text, &range, &alone)) {
		rq_reactive_set_aside(reactive, value);
		return;
	}
	/* One date alone is when it ended: a degree, a summer's work. */
	ends = !range.range && !range.present && !range.only_end;
	put_text(reactive, entry, "startDate", ends ? "" : range.start);
	put_text(reactive, entry, "endDate", ends ? range.start : range.end);
	if (!alone || (!range.start[0] && !range.end[0]))
		rq_reactive_set_aside(reactive, value);
}

static void put_date(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		     const char *name, json_t *value)
{
	const char *text = json_string_value(value);
	struct rq_date_range range = { 0 };
	bool alone;

	if (text && rq_written_date_find(text, &range, &alone) && alone && !range.range &&
	    !range.present && range.start[0])
		put_text(reactive, entry, name, range.start);
	else
		rq_reactive_set_aside(reactive, value);
}

/* A label that is a part of the address says nothing of its own. */
static void put_link(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		     const char *name, json_t *value)
{
	json_t *address = json_object_get(value, "href");
	const char *label = rq_json_string(value, "label");

	if (!address)
		address = json_object_get(value, "url");
	if (!address) {
		put(reactive, entry, name, value);
		return;
	}
	put(reactive, entry, name, address);
	if (label && (!json_is_string(address) || !strstr(json_string_value(address), label)))
		rq_reactive_set_aside(reactive, json_object_get(value, "label"));
}

static void put_grade(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		      const char *name, json_t *value)
{
	json_int_t grade = json_integer_value(value);
	char *text;

	if (!json_is_integer(value) || grade < 0 || grade > GRADES) {
		put(reactive, entry, name, value);
		return;
	}
	text = rq_printf("%d/%d", (int)grade, GRADES);
	put_text(reactive, entry, name, grade > 0 ? text : "");
	free(text);
}

static void put_place(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		      const char *name, json_t *value)
{
	json_t *place = json_is_string(value) && !is_void(value)
			    ? json_pack("{sO}", "address", value)
			    : json_incref(value);

	put(reactive, entry, name, place);
	json_decref(place);
}

/* --- entries ------------------------------------------------------------------------------ */

static void apply(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		  const struct rule *rule, json_t *value)
{
	switch (rule->how) {
	case PAGE:
		if (json_is_string(value)) {
			put_page(reactive, entry, rule->ours, json_string_value(value));
			break;
		}
		/* fallthrough */
	case TEXT:
		put(reactive, entry, rule->ours, value);
		break;
	case PERIOD:
		put_period(reactive, entry, value);
		break;
	case DATE:
		put_date(reactive, entry, rule->ours, value);
		break;
	case LINK:
		put_link(reactive, entry, rule->ours, value);
		break;
	case GRADE:
		put_grade(reactive, entry, rule->ours, value);
		break;
	case PLACE:
		put_place(reactive, entry, rule->ours, value);
		break;
	case NOTHING:
		break;
	}
}

/* The rules of the section in their order, then what is left in that of the item. */
void rq_reactive_fill(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		      json_t *item)
{
	const struct rule *rule;
	const char *name;
	json_t *value;

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (rules[i].section && strcmp(rules[i].section, entry->section) == 0)
			apply(reactive, entry, &rules[i], json_object_get(item, rules[i].theirs));
	json_object_foreach (item, name, value) {
		rule = find_rule(entry->section, name);
		if (rule && !rule->section)
			apply(reactive, entry, rule, value);
		else if (!rule && json_is_string(value) && strcmp(entry->section, "basics") == 0 &&
			 !rq_model_find(entry->members, name))
			(void)json_object_set(entry->made, name, value);
		else if (!rule)
			put(reactive, entry, name, value);
	}
}
