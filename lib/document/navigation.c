#include "document/navigation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "document/xml.h"

enum { MIN_LINKS = 2 }; /* of a list of sections: a single one may be anything */

struct reading {
	struct rq_navigation *navigation;
	const char *page;
	unsigned depth; /* open elements from a "nav" on */
	unsigned link;  /* depth of the open link to a section, or 0 */
	unsigned links;
	bool other; /* there is something else */
	struct rq_error err;
};

/* Whether a link leads to a section. What leads to the top may be the candidate's name. */
static bool is_section(const char *page, const char *href)
{
	size_t length = strlen(href + (*href == '#'));

	if (*href++ != '#' || length == 0 || strcasecmp(href, "top") == 0 ||
	    strcasecmp(href, "home") == 0)
		return false;
	for (const char *at = page; (at = strstr(at, "id=")); at += 3) {
		const char *value = at + 3 + (at[3] == '"' || at[3] == '\'');

		if (strncmp(value, href, length) == 0 && strchr("\"'> \t\r\n", value[length]))
			return true;
	}
	return false;
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	struct rq_navigation *navigation = reading->navigation;
	bool nav = strcmp(element->name, "nav") == 0;
	char href[128];

	if (nav) {
		navigation->lists = rq_grow(navigation->lists, navigation->count,
					    &navigation->capacity, sizeof *navigation->lists);
		navigation->lists[navigation->count++] = false;
	}
	if (!nav && reading->depth == 0)
		return;
	if (reading->depth++ == 0) {
		reading->links = 0;
		reading->other = false;
		return;
	}
	reading->other = reading->other || nav;
	if (strcmp(element->name, "a") == 0 &&
	    rq_xml_attribute(element, "href", href, sizeof href) &&
	    is_section(reading->page, href)) {
		reading->link = reading->depth;
		reading->links++;
	}
}

static void on_end(void *context, const char *name, const char *space)
{
	struct reading *reading = context;
	struct rq_navigation *navigation = reading->navigation;

	(void)name;
	(void)space;
	if (reading->depth == 0)
		return;
	if (reading->link == reading->depth)
		reading->link = 0;
	if (--reading->depth == 0)
		navigation->lists[navigation->count - 1] =
		    !reading->other && reading->links >= MIN_LINKS;
}

static void on_text(void *context, const char *text, size_t length)
{
	struct reading *reading = context;

	for (size_t i = 0; reading->depth > 0 && reading->link == 0 && i < length; i++)
		reading->other = reading->other || !isspace((unsigned char)text[i]);
}

int rq_navigation_init(struct rq_navigation *navigation, const char *page, size_t length,
		       struct rq_error *err)
{
	struct reading reading = { .navigation = navigation, .page = page };
	struct rq_xml_handler handler = { on_start, on_end, on_text, &reading, &reading.err };

	*navigation = (struct rq_navigation) { 0 };
	return strcasestr(page, "<nav") ? rq_xml_parse_html(page, length, &handler, err) : 0;
}

void rq_navigation_free(struct rq_navigation *navigation)
{
	free(navigation->lists);
	*navigation = (struct rq_navigation) { 0 };
}
