#include "document/cascade.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "document/css_look.h"

struct rq_cascade_element {
	struct rq_css_look look;
	char *name, *attributes;
	size_t children;
};

/* --- the sheets of a page ---------------------------------------------------------- */

struct collecting {
	struct rq_stylesheet *sheet;
	struct rq_buffer text;
	char media[256];
	unsigned unread; /* open elements, from one on whose sheets browsers do not read */
	bool style;      /* inside of a sheet */
	struct rq_error err;
};

/* Is no sheet: another language than CSS (HTML, 4.2.6). */
static bool is_other(const struct rq_xml_element *element)
{
	char type[32];

	return rq_xml_attribute(element, "type", type, sizeof type) && *type &&
	       strcasecmp(type, "text/css") != 0;
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct collecting *collecting = context;

	if (collecting->unread > 0 || strcmp(element->name, "template") == 0 ||
	    strcmp(element->name, "noscript") == 0)
		collecting->unread++;
	collecting->style =
	    collecting->unread == 0 && strcmp(element->name, "style") == 0 && !is_other(element);
	if (collecting->style)
		(void)rq_xml_attribute(element, "media", collecting->media,
				       sizeof collecting->media);
}

static void on_end(void *context, const char *name, const char *space)
{
	struct collecting *collecting = context;

	(void)name;
	(void)space;
	collecting->unread -= collecting->unread > 0;
	if (collecting->style)
		(void)rq_stylesheet_add(collecting->sheet, collecting->media,
					collecting->text.data ? collecting->text.data : "",
					collecting->text.length, &collecting->err);
	collecting->style = false;
	rq_buffer_clear(&collecting->text);
}

static void on_text(void *context, const char *text, size_t length)
{
	struct collecting *collecting = context;

	if (collecting->style)
		(void)rq_buffer_append(&collecting->text, text, length, &collecting->err);
}

int rq_cascade_init(struct rq_cascade *cascade, const char *page, size_t length,
		    struct rq_error *err)
{
	bool quirks = !strcasestr(page, "<!doctype");
	struct collecting collecting = { .sheet = rq_stylesheet_new(quirks) };
	struct rq_xml_handler handler = { on_start, on_end, on_text, &collecting, &collecting.err };
	int result = 0;

	*cascade = (struct rq_cascade) { .sheet = collecting.sheet };
	rq_buffer_init(&collecting.text, RQ_MAX_STYLE_BYTES);
	if (strcasestr(page, "<style"))
		result = rq_xml_parse_html(page, length, &handler, err);
	rq_buffer_free(&collecting.text);
	return result;
}

/* --- the open elements --------------------------------------------------------------- */

static void declare(struct rq_css_style *style, struct rq_css_variables *variables,
		    char *declarations)
{
	struct rq_css_declaration one;

	while (rq_css_next(&declarations, &one))
		if (one.property == RQ_CSS_VARIABLE)
			rq_css_variables_add(variables, one.name, one.value, false);
		else
			rq_css_apply(style, &one,
				     RQ_STYLE_OWN + (one.important ? RQ_STYLE_IMPORTANT : 0));
}

static void replace_variables(struct rq_css_style *style, const struct rq_css_variables *variables)
{
	for (size_t i = 0; i < RQ_CSS_PROPERTIES; i++)
		if (style->values[i])
			style->values[i] = rq_css_variables_find(variables, style->values[i]);
}

/* What attributes say as hints that any rule prevails over (HTML, 15.2). */
static void apply_hints(struct rq_css_style *style, const struct rq_selector_element *element)
{
	static const struct rq_css_declaration none = { .property = RQ_CSS_DISPLAY,
							.value = "none" };
	struct rq_css_declaration color = { .property = RQ_CSS_COLOR };

	if (rq_selector_attribute(element, "hidden") ||
	    (strcmp(element->name, "dialog") == 0 && !rq_selector_attribute(element, "open")))
		rq_css_apply(style, &none, 0);
	color.value = rq_selector_attribute(element, "color");
	if (color.value && strcmp(element->name, "font") == 0)
		rq_css_apply(style, &color, 0);
	color.value = rq_selector_attribute(element, "text");
	if (color.value && strcmp(element->name, "body") == 0)
		rq_css_apply(style, &color, 0);
	color.value = rq_selector_attribute(element, "bgcolor");
	color.property = RQ_CSS_BACKGROUND;
	if (color.value)
		rq_css_apply(style, &color, 0);
}

void rq_cascade_open(struct rq_cascade *cascade, const struct rq_xml_element *element)
{
	struct rq_cascade_element one = { .name = rq_strdup(element->name),
					  .attributes = rq_xml_attributes(element) };
	struct rq_cascade_element *parent =
	    cascade->count > 0 ? &cascade->elements[cascade->count - 1] : NULL;
	struct rq_css_look page = rq_css_page();
	struct rq_css_style style = { 0 };
	struct rq_selector_element *name;
	const char *own;
	char *declarations;

	cascade->names = rq_grow(cascade->names, cascade->count, &cascade->name_capacity,
				 sizeof *cascade->names);
	name = &cascade->names[cascade->count];
	*name = (struct rq_selector_element) { one.name, one.attributes,
					       !parent || parent->children++ == 0, !parent };
	own = rq_selector_attribute(name, "style");
	declarations = rq_strdup(own ? own : "");
	apply_hints(&style, name);
	rq_stylesheet_apply(cascade->sheet, cascade->names, cascade->count + 1, &style);
	declare(&style, rq_stylesheet_variables(cascade->sheet), declarations);
	replace_variables(&style, rq_stylesheet_variables(cascade->sheet));
	one.look = rq_css_inside(parent ? &parent->look : &page, &style);
	free(declarations);
	cascade->elements = rq_grow(cascade->elements, cascade->count, &cascade->capacity,
				    sizeof *cascade->elements);
	cascade->elements[cascade->count++] = one;
}

void rq_cascade_close(struct rq_cascade *cascade)
{
	if (cascade->count == 0)
		return;
	cascade->count--;
	free(cascade->elements[cascade->count].name);
	free(cascade->elements[cascade->count].attributes);
}

bool rq_cascade_is_gone(const struct rq_cascade *cascade)
{
	return cascade->count > 0 && cascade->elements[cascade->count - 1].look.gone;
}

bool rq_cascade_floats(const struct rq_cascade *cascade)
{
	return cascade->count > 0 && cascade->elements[cascade->count - 1].look.floats;
}

bool rq_cascade_hides(const struct rq_cascade *cascade, enum rq_hidden_kind *kind)
{
	return cascade->count > 0 &&
	       rq_css_hides(&cascade->elements[cascade->count - 1].look, kind);
}

void rq_cascade_free(struct rq_cascade *cascade)
{
	while (cascade->count > 0)
		rq_cascade_close(cascade);
	free(cascade->elements);
	free(cascade->names);
	rq_stylesheet_free(cascade->sheet);
	*cascade = (struct rq_cascade) { 0 };
}
