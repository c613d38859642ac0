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
	bool defaults;          /* inside docDefaults */
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
}

static void read_property(struct rq_style *style, enum rq_word_name name,
			  const struct rq_xml_element *element)
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
	default:
		break;
	}
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	enum rq_word_name name = rq_word_name(&reading->names, element->name, element->space);
	char value[64];

	if (name == RQ_W_STYLE) {
		begin_style(reading, element);
	} else if (name == RQ_W_DOC_DEFAULTS) {
		reading->defaults = true;
	} else if (reading->style && name != RQ_W_OTHER) {
		read_property(reading->style, name, element);
	} else if (reading->defaults && name == RQ_W_SZ) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		reading->styles->size = rq_word_points(value);
	}
}

static void on_end(void *context, const char *name, const char *space)
{
	struct reading *reading = context;
	enum rq_word_name is = rq_word_name(&reading->names, name, space);

	if (is == RQ_W_STYLE)
		reading->style = NULL;
	else if (is == RQ_W_DOC_DEFAULTS)
		reading->defaults = false;
}

int rq_styles_read(const char *bytes, size_t length, struct rq_styles *styles, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct reading reading = { .styles = styles, .err = &handler_error };
	struct rq_xml_handler handler = {
		.start = on_start, .end = on_end, .context = &reading, .err = &handler_error
	};

	return rq_xml_parse(bytes, length, &handler, err);
}

void rq_styles_free(struct rq_styles *styles)
{
	free(styles->items);
	memset(styles, 0, sizeof *styles);
}

static const struct rq_style *find(const struct rq_styles *styles, const char *id)
{
	for (size_t i = 0; *id && i < styles->count; i++)
		if (strcmp(styles->items[i].id, id) == 0)
			return &styles->items[i];
	return NULL;
}

struct rq_style rq_styles_resolve(const struct rq_styles *styles, const char *id)
{
	struct rq_style all = { 0 };
	const struct rq_style *style = find(styles, id);

	for (int i = 0; style && i < MAX_BASES; i++) { /* a loop of bases ends, too */
		all.heading = all.heading || style->heading;
		all.level = all.level > 0 ? all.level : style->level;
		all.list = all.list ? all.list : style->list;
		all.bold = all.bold ? all.bold : style->bold;
		all.italic = all.italic ? all.italic : style->italic;
		all.hidden = all.hidden ? all.hidden : style->hidden;
		all.size = all.size > 0 ? all.size : style->size;
		style = find(styles, style->base);
	}
	return all;
}
