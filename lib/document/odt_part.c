#include "document/odt_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/odt_text.h"

enum {
	VALUE_SIZE = 32,
	DEEPEST_LEVEL = 10, /* of headings, as the format has them */
	APART = 5,          /* points of space that set paragraphs apart */
};

/* --- what begins ------------------------------------------------------------------------- */

static void begin_box(struct rq_odt_reading *reading)
{
	struct rq_odt_level *level = rq_odt_now(reading);

	level->end = RQ_ODT_END_STORY;
	level->text = false;
	rq_composer_open_box(reading->composer);
}

/* A paragraph in a paragraph stands in a shape that is not known here. */
static void begin_stray(struct rq_odt_reading *reading)
{
	begin_box(reading);
	rq_odt_now(reading)->text = true;
	reading->space = true;
}

static unsigned outline_level(const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];
	long level = 0;

	if (rq_xml_attribute(element, "outline-level", value, sizeof value))
		level = strtol(value, NULL, 10);
	return level >= 1 && level <= DEEPEST_LEVEL ? (unsigned)level : 0;
}

static void begin_paragraph(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	struct rq_odt_level *level = rq_odt_now(reading);
	struct rq_odt_look style;

	if (level->text) {
		begin_stray(reading);
		return;
	}
	level->look = (struct rq_look) { .sight = level->look.sight };
	level->spacing = 0;
	level->ink = (struct rq_color) { 0 };
	level->mark = (struct rq_odt_color) { 0 };
	style = rq_odt_apply_style(reading, element, "paragraph");
	level->kind = RQ_LINE_TEXT;
	if (strcmp(element->name, "h") == 0 || style.heading) {
		level->kind = RQ_LINE_HEADING;
		rq_composer_level(reading->composer, outline_level(element));
	} else if (reading->item) {
		level->kind = RQ_LINE_ITEM;
	}
	level->apart = style.above >= APART || reading->below >= APART;
	level->end = RQ_ODT_END_PARAGRAPH;
	level->text = true;
	reading->item = false;
	reading->below = style.below;
	reading->space = true;
}

static void begin_story(struct rq_odt_reading *reading, enum rq_place place)
{
	struct rq_odt_level *level = rq_odt_now(reading);

	level->end = RQ_ODT_END_STORY;
	level->text = false;
	rq_composer_open(reading->composer, place);
}

static void begin_link(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	if (reading->linked)
		return;
	reading->linked = true;
	rq_odt_now(reading)->end = RQ_ODT_END_LINK;
	(void)rq_xml_attribute(element, "href", reading->url, sizeof reading->url);
	rq_composer_open_link(reading->composer);
}

static bool is_set(const struct rq_xml_element *element, const char *name, const char *wanted)
{
	char value[VALUE_SIZE];

	return rq_xml_attribute(element, name, value, sizeof value) && strcmp(value, wanted) == 0;
}

/* A section or field that is there under a condition which is not met. */
static void begin_condition(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	if (is_set(element, "is-hidden", "true") || is_set(element, "display", "none"))
		rq_odt_now(reading)->look.sight = RQ_VANISHED;
}

static void hide_paragraph(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	size_t depth = reading->depth;

	if (!is_set(element, "is-hidden", "true"))
		return;
	rq_composer_hide_line(reading->composer);
	do
		reading->levels[depth].look.sight = RQ_VANISHED;
	while (reading->levels[depth].end != RQ_ODT_END_PARAGRAPH && --depth > 0);
}

/* --- what each element does ------------------------------------------------------------------ */

typedef void element_handler(struct rq_odt_reading *reading, const struct rq_xml_element *element);

static void skip(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	rq_odt_now(reading)->skipped = true;
}

static void refuse(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)rq_fail(reading->err, RQ_UNSUPPORTED,
		      "not a document that rq reads: an OpenDocument %s", element->name);
}

static void begin_automatic(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	reading->automatic = true;
}

static void begin_item(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	reading->item = true;
}

static void begin_header(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	if (is_set(element, "display", "false"))
		skip(reading, element);
	else
		begin_story(reading, RQ_PLACE_HEADER);
}

static void begin_footer(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	if (is_set(element, "display", "false"))
		skip(reading, element);
	else
		begin_story(reading, RQ_PLACE_FOOTER);
}

static void begin_note(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	begin_story(reading, RQ_PLACE_NOTES);
}

static void begin_row(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)rq_odt_apply_style(reading, element, "table-row");
	rq_odt_now(reading)->end = RQ_ODT_END_ROW;
	rq_composer_open_row(reading->composer);
}

static void begin_cell(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)rq_odt_apply_style(reading, element, "table-cell");
	rq_odt_now(reading)->end = RQ_ODT_END_CELL;
}

static void begin_text_box(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	begin_box(reading);
}

/* It may stand anywhere: on paper, or on what nobody knows. */
static void begin_frame(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	struct rq_odt_color *ground = &rq_odt_now(reading)->ground;

	if (ground->says == RQ_ODT_YES && !rq_color_is_white(&ground->color))
		ground->color = (struct rq_color) { 0 };
	begin_condition(reading, element);
	(void)rq_odt_apply_style(reading, element, "graphic");
}

static void begin_shape(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	begin_frame(reading, element);
	begin_box(reading);
}

static void begin_section(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	begin_condition(reading, element);
	(void)rq_odt_apply_style(reading, element, element->name);
}

static void begin_span(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)rq_odt_apply_style(reading, element, "text");
}

static void put_tab(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	rq_odt_put(reading, "\t", 1);
	reading->space = false;
}

static void break_line(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	(void)element;
	(void)rq_composer_break(reading->composer, rq_odt_now(reading)->kind,
				rq_odt_now(reading)->apart, reading->err);
	reading->space = true;
}

static void skip_page_number(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	rq_composer_page_number(reading->composer);
	skip(reading, element);
}

static const struct {
	const char *space; /* the last word of its namespace but the version */
	const char *name;
	element_handler *begin;
	bool in_text; /* means something inside a paragraph only */
} elements[] = {
	{ "text", "p", begin_paragraph, false },
	{ "text", "h", begin_paragraph, false },
	{ "text", "span", begin_span, true },
	{ "text", "s", rq_odt_put_spaces, true },
	{ "text", "tab", put_tab, true },
	{ "text", "line-break", break_line, true },
	{ "text", "a", begin_link, true },
	{ "text", "list-item", begin_item, false },
	{ "text", "note-body", begin_note, false },
	{ "text", "note-citation", skip, false },
	{ "text", "section", begin_section, false },
	{ "text", "hidden-text", begin_condition, false },
	{ "text", "hidden-paragraph", hide_paragraph, true },
	{ "text", "page-number", skip_page_number, true },
	{ "text", "page-count", skip_page_number, true },
	{ "text", "tracked-changes", skip, false },
	{ "text", "number", skip, false },
	{ "text", "ruby-text", skip, false },
	{ "text", "table-of-content-source", skip, false },
	{ "text", "bibliography-source", skip, false },
	{ "text", "illustration-index-source", skip, false },
	{ "text", "alphabetical-index-source", skip, false },
	{ "text", "user-index-source", skip, false },
	{ "table", "table", begin_section, false },
	{ "table", "table-row", begin_row, false },
	{ "table", "table-cell", begin_cell, false },
	{ "table", "covered-table-cell", skip, false },
	{ "drawing", "text-box", begin_text_box, false },
	{ "drawing", "custom-shape", begin_shape, false },
	{ "drawing", "rect", begin_shape, false },
	{ "drawing", "ellipse", begin_shape, false },
	{ "drawing", "frame", begin_frame, false },
	{ "drawing", "object", skip, false },
	{ "svg-compatible", "title", skip, false },
	{ "svg-compatible", "desc", skip, false },
	{ "style", "header", begin_header, false },
	{ "style", "header-left", begin_header, false },
	{ "style", "header-first", begin_header, false },
	{ "style", "footer", begin_footer, false },
	{ "style", "footer-left", begin_footer, false },
	{ "style", "footer-first", begin_footer, false },
	{ "office", "automatic-styles", begin_automatic, false },
	{ "office", "annotation", skip, false },
	{ "office", "binary-data", skip, false },
	{ "office", "forms", skip, false },
	{ "office", "meta", skip, false },
	{ "office", "settings", skip, false },
	{ "office", "scripts", skip, false },
	{ "office", "spreadsheet", refuse, false },
	{ "office", "presentation", refuse, false },
	{ "office", "drawing", refuse, false },
	{ "office", "chart", refuse, false },
};

/* "urn:oasis:names:tc:opendocument:xmlns:text:1.0" is "text". */
static bool is_namespace(const char *uri, const char *name)
{
	static const char prefix[] = "urn:oasis:names:tc:opendocument:xmlns:";
	size_t length = strlen(name);

	return uri && strncmp(uri, prefix, sizeof prefix - 1) == 0 &&
	       strncmp(uri + sizeof prefix - 1, name, length) == 0 &&
	       uri[sizeof prefix - 1 + length] == ':';
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct rq_odt_reading *reading = context;

	reading->depth++;
	reading->levels[reading->depth] = reading->levels[reading->depth - 1];
	rq_odt_now(reading)->end = RQ_ODT_END_NOTHING;
	if (rq_odt_now(reading)->skipped)
		return;
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
		if (strcmp(element->name, elements[i].name) == 0 &&
		    is_namespace(element->space, elements[i].space)) {
			if (rq_odt_now(reading)->text || !elements[i].in_text)
				elements[i].begin(reading, element);
			return;
		}
	if (!rq_odt_now(reading)->text)
		rq_odt_styles_element(reading->styles, element, reading->automatic);
}

static void on_text(void *context, const char *text, size_t length)
{
	rq_odt_put_characters(context, text, length);
}

static void on_end(void *context, const char *name, const char *space)
{
	struct rq_odt_reading *reading = context;
	const struct rq_odt_level *level = rq_odt_now(reading);

	switch (level->end) {
	case RQ_ODT_END_PARAGRAPH:
		(void)rq_composer_end(reading->composer, level->kind, level->apart, reading->err);
		break;
	case RQ_ODT_END_CELL:
		(void)rq_composer_end_cell(reading->composer, reading->err);
		break;
	case RQ_ODT_END_ROW:
		(void)rq_composer_end_row(reading->composer, reading->err);
		break;
	case RQ_ODT_END_STORY:
		(void)rq_composer_close(reading->composer, reading->err);
		break;
	case RQ_ODT_END_LINK:
		reading->linked = false;
		(void)rq_composer_end_link(reading->composer, reading->url, strlen(reading->url),
					   reading->err);
		break;
	case RQ_ODT_END_NOTHING:
	default:
		break;
	}
	if (strcmp(name, "automatic-styles") == 0 && is_namespace(space, "office"))
		reading->automatic = false;
	if (strcmp(name, "list-item") == 0)
		reading->item = false;
	reading->depth--;
}

int rq_odt_part_read(const char *bytes, size_t length, struct rq_odt_styles *styles,
		     struct rq_composer *composer, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct rq_odt_reading *reading = rq_alloc(1, sizeof *reading);
	struct rq_xml_handler handler = { on_start, on_end, on_text, reading, &handler_error };
	int result;

	reading->styles = styles;
	reading->composer = composer;
	reading->err = &handler_error;
	result = rq_xml_parse(bytes, length, &handler, err);
	free(reading);
	return result;
}
