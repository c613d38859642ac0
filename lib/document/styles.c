#include "document/styles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "document/word_name.h"
#include "document/xml.h"

enum { MAX_STYLES = 4096, MAX_BASES = 16 };

bool rq_word_is_on(const char *value)
{
	return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

float rq_word_points(const char *value)
{
	long half = strtol(value, NULL, 10);

	return half > 0 && half < 4000 ? (float)half / 2 : 0;
}

struct reading {
	struct rq_styles *styles;
	struct rq_style *style; /* being read, or NULL */
	size_t usual;           /* the number of the paragraphs' default style, from 1; 0: none */
	bool condition;         /* inside of what a table's style says of some of its cells */
	struct rq_error *err;
	struct rq_word_names names;
};

/* Style names are English in the file, whatever Word's language shows. */
static bool is_heading_name(const char *name)
{
	return strncasecmp(name, "heading ", 8) == 0 || strcasecmp(name, "title") == 0 ||
	       strcasecmp(name, "heading") == 0;
}

unsigned rq_word_level_of_name(const char *name)
{
	const char *digit = strpbrk(name, "123456789");

	return is_heading_name(name) && digit && digit[1] == '\0' ? (unsigned)(*digit - '0') : 0;
}

unsigned rq_word_outline_level(const char *value)
{
	return value[0] >= '0' && value[0] <= '8' ? (unsigned)(value[0] - '0') + 1 : 0;
}

static bool is_usual(const struct rq_xml_element *element)
{
	char type[16], value[16];

	return rq_xml_attribute(element, "type", type, sizeof type) &&
	       strcmp(type, "paragraph") == 0 &&
	       rq_xml_attribute(element, "default", value, sizeof value) && rq_word_is_on(value);
}

static void begin_style(struct reading *reading, const struct rq_xml_element *element)
{
	struct rq_styles *styles = reading->styles;

	if (styles->count == MAX_STYLES) {
		(void)rq_fail(reading->err, RQ_TOO_MANY, "more than %d styles", MAX_STYLES);
		return;
	}
	styles->items =
	    rq_grow(styles->items, styles->count, &styles->capacity, sizeof styles->items[0]);
	reading->style = &styles->items[styles->count++];
	memset(reading->style, 0, sizeof *reading->style);
	(void)rq_xml_attribute(element, "styleId", reading->style->id, sizeof reading->style->id);
	if (is_usual(element))
		reading->usual = styles->count;
}

static void read_property(struct rq_style *style, const struct rq_theme *theme,
			  enum rq_word_name name, const struct rq_xml_element *element)
{
	char value[64];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	switch ((int)name) {
	case RQ_W_NAME:
		style->heading = is_heading_name(value);
		style->level = rq_word_level_of_name(value);
		break;
	case RQ_W_BASED_ON:
		(void)snprintf(style->base, sizeof style->base, "%s", value);
		break;
	case RQ_W_OUTLINE_LVL:
		style->heading = style->heading || rq_word_outline_level(value) > 0;
		if (style->level == 0)
			style->level = rq_word_outline_level(value);
		break;
	case RQ_W_NUM_ID:
	case RQ_W_LIST_PR:
		style->list = strcmp(value, "0") == 0 ? RQ_NO : RQ_YES;
		break;
	case RQ_W_B:
		style->bold = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_I:
		style->italic = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_VANISH:
		style->hidden = rq_word_is_on(value) ? RQ_YES : RQ_NO;
		break;
	case RQ_W_SZ:
		style->size = rq_word_points(value);
		break;
	case RQ_W_COLOR:
		style->ink = rq_word_color_read(element, theme);
		break;
	case RQ_W_SHD:
		style->ground =
		    rq_word_color_or(rq_word_color_shading(element, theme), style->ground);
		break;
	case RQ_W_HIGHLIGHT:
		style->ground = rq_word_color_or(rq_word_color_highlight(value), style->ground);
		break;
	default:
		break;
	}
}

/* Which cells that is for is not reckoned: there a color is one that is not known. */
static void read_condition(struct rq_style *style, enum rq_word_name name)
{
	if (name == RQ_W_COLOR)
		style->ink = (struct rq_word_color) { .said = true };
	else if (name == RQ_W_SHD)
		style->ground = (struct rq_word_color) { .said = true };
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	enum rq_word_name name = rq_word_name(&reading->names, element->name, element->space);

	if (name == RQ_W_STYLE)
		begin_style(reading, element);
	else if (name == RQ_W_DOC_DEFAULTS)
		reading->style = &reading->styles->base;
	else if (name == RQ_W_TBL_STYLE_PR)
		reading->condition = true;
	else if (reading->style && reading->condition)
		read_condition(reading->style, name);
	else if (reading->style && name != RQ_W_OTHER)
		read_property(reading->style, &reading->styles->theme, name, element);
}

static void on_end(void *context, const char *name, const char *space)
{
	struct reading *reading = context;
	enum rq_word_name is = rq_word_name(&reading->names, name, space);

	if (is == RQ_W_STYLE || is == RQ_W_DOC_DEFAULTS)
		reading->style = NULL;
	else if (is == RQ_W_TBL_STYLE_PR)
		reading->condition = false;
}

static const struct rq_style *find(const struct rq_styles *styles, const char *id)
{
	for (size_t i = 0; *id && i < styles->count; i++)
		if (strcmp(styles->items[i].id, id) == 0)
			return &styles->items[i];
	return NULL;
}

/* What a style says, and where it says nothing, another one. */
static struct rq_style over(struct rq_style style, struct rq_style base)
{
	struct rq_style all = style;

	all.heading = style.heading || base.heading;
	all.level = style.level > 0 ? style.level : base.level;
	all.list = style.list ? style.list : base.list;
	all.bold = style.bold ? style.bold : base.bold;
	all.italic = style.italic ? style.italic : base.italic;
	all.hidden = style.hidden ? style.hidden : base.hidden;
	all.size = style.size > 0 ? style.size : base.size;
	all.ink = rq_word_color_or(style.ink, base.ink);
	all.ground = rq_word_color_or(style.ground, base.ground);
	return all;
}

/* Of a style or NULL, with all that it inherits. */
static struct rq_style resolve(const struct rq_styles *styles, const struct rq_style *style)
{
	struct rq_style all = { 0 };

	for (int i = 0; style && i < MAX_BASES; i++) { /* a loop of bases ends, too */
		all = over(all, *style);
		style = find(styles, style->base);
	}
	return all;
}

int rq_styles_read(const char *bytes, size_t length, struct rq_styles *styles, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct reading reading = { .styles = styles, .err = &handler_error };
	struct rq_xml_handler handler = {
		.start = on_start, .end = on_end, .context = &reading, .err = &handler_error
	};

	if (rq_xml_parse(bytes, length, &handler, err) == -1)
		return -1;
	styles->size = styles->base.size;
	if (reading.usual > 0)
		styles->base =
		    over(resolve(styles, &styles->items[reading.usual - 1]), styles->base);
	return 0;
}

void rq_styles_free(struct rq_styles *styles)
{
	free(styles->items);
	memset(styles, 0, sizeof *styles);
}

struct rq_style rq_styles_resolve(const struct rq_styles *styles, const char *id)
{
	return resolve(styles, find(styles, id));
}
