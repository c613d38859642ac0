#include "export/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/look.h"

enum { SHORT_RUN = 48 }; /* bytes that fit on a line of any page */

/* Marks of UAX #9: what stands between them runs rightwards. Nothing is drawn of them. */
enum { LRI = 0x2066, PDI = 0x2069 };

/* Han characters have forms of each country; Chinese has two, by which fonts are chosen. */
static void use_forms(PangoContext *context, const char *language)
{
	if (!language || !*language)
		return;
	if (strncmp(language, "zh", 2) == 0)
		language = strcmp(language, "zh-Hant") == 0 ? "zh-tw" : "zh-cn";
	pango_context_set_language(context, pango_language_from_string(language));
}

/* A page is no screen: glyphs stand where the font wants them, not where pixels are. */
static PangoContext *new_context(cairo_t *cairo, PangoDirection direction, const char *language)
{
	PangoContext *context = pango_cairo_create_context(cairo);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_base_dir(context, direction);
	use_forms(context, language);
	return context;
}

void rq_setter_init(struct rq_setter *setter, cairo_t *cairo, const char *language)
{
	setter->rightwards = new_context(cairo, PANGO_DIRECTION_LTR, language);
	setter->leftwards = new_context(cairo, PANGO_DIRECTION_RTL, language);
	rq_missing_init(&setter->missing);
}

void rq_setter_free(struct rq_setter *setter)
{
	g_object_unref(setter->rightwards);
	g_object_unref(setter->leftwards);
	rq_missing_free(&setter->missing);
}

static void add(PangoAttrList *list, PangoAttribute *attribute, size_t start, size_t end)
{
	attribute->start_index = (guint)start;
	attribute->end_index = (guint)end;
	pango_attr_list_insert(list, attribute);
}

static void add_color(PangoAttrList *list, unsigned rgb, size_t start, size_t end)
{
	guint16 red = (guint16)((rgb >> 16 & 0xff) * 0x101);
	guint16 green = (guint16)((rgb >> 8 & 0xff) * 0x101);

	add(list, pango_attr_foreground_new(red, green, (guint16)((rgb & 0xff) * 0x101)), start,
	    end);
}

static void style_run(PangoAttrList *list, const struct rq_run *run, const struct rq_typeface *face,
		      size_t start, size_t end)
{
	if (run->link)
		add_color(list, face->link, start, end);
	if (face->whole_runs && end - start <= SHORT_RUN)
		add(list, pango_attr_allow_breaks_new(FALSE), start, end);
	switch (run->style) {
	case RQ_RUN_STRONG:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
		break;
	case RQ_RUN_SOFT:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_NORMAL), start, end);
		add_color(list, face->soft, start, end);
		break;
	case RQ_RUN_DELETED:
		add(list, pango_attr_strikethrough_new(TRUE), start, end);
		add_color(list, RQ_COLOR_DELETED, start, end);
		break;
	case RQ_RUN_INSERTED:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
		add_color(list, RQ_COLOR_INSERTED, start, end);
		break;
	case RQ_RUN_PLAIN:
	default:
		break;
	}
}

/*
 * Compounds and addresses stay on one line: a hyphen that a line's end leaves
 * behind is one of the word or of the setting, and who reads the text of the
 * page cannot tell which.
 */
static void keep_words(PangoAttrList *list, const char *text)
{
	for (size_t at = strspn(text, " "), end; text[at]; at = end + strspn(text + end, " ")) {
		end = at + strcspn(text + at, " ");
		if (end - at <= SHORT_RUN && at + strcspn(text + at, "-/") < end)
			add(list, pango_attr_allow_breaks_new(FALSE), at, end);
	}
}

static void add_link(struct rq_setting *setting, const char *address, size_t start, size_t end)
{
	setting->link = rq_resize(setting->link, setting->links + 1, sizeof *setting->link);
	setting->link[setting->links++] =
	    (struct rq_setting_link) { start, end, rq_strdup(address) };
}

static void free_links(struct rq_setting *setting)
{
	for (size_t i = 0; i < setting->links; i++)
		free(setting->link[i].address);
	free(setting->link);
	setting->link = NULL;
	setting->links = 0;
}

/* The runs behind each other, with what has no font replaced. */
static void fill(struct rq_setter *setter, struct rq_setting *setting, const struct rq_run *run,
		 size_t count, const char *between, const struct rq_typeface *face)
{
	PangoAttrList *list = pango_attr_list_new();
	GString *text = g_string_new(NULL);

	free_links(setting);
	for (size_t i = 0; i < count; i++) {
		size_t start;

		if (i > 0)
			g_string_append(text, between);
		start = text->len;
		if (run[i].number)
			g_string_append_unichar(text, LRI);
		rq_missing_replace(&setter->missing, run[i].text, text);
		if (run[i].number)
			g_string_append_unichar(text, PDI);
		style_run(list, &run[i], face, start, text->len);
		if (run[i].link)
			add_link(setting, run[i].link, start, text->len);
	}
	keep_words(list, text->str);
	/* fonts of some scripts are twice as high as their letters */
	add(list, pango_attr_line_height_new_absolute((int)(face->height * PANGO_SCALE)), 0,
	    text->len);
	pango_layout_set_text(setting->layout, text->str, (int)text->len);
	pango_layout_set_attributes(setting->layout, list);
	pango_attr_list_unref(list);
	(void)g_string_free(text, TRUE);
}

static void use_font(PangoLayout *layout, const struct rq_typeface *face)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, face->fonts);
	pango_font_description_set_absolute_size(font, face->size * PANGO_SCALE);
	pango_font_description_set_weight(font,
					  face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

struct rq_setting *rq_setting_new(struct rq_setter *setter, const struct rq_run *run, size_t count,
				  const char *between, const struct rq_typeface *face, double width)
{
	struct rq_setting *setting = rq_alloc(1, sizeof *setting);
	PangoLayout *layout =
	    pango_layout_new(face->right_to_left ? setter->leftwards : setter->rightwards);

	setting->layout = layout;
	setting->color = face->color;
	use_font(layout, face);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout,
				   face->flush_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	do
		fill(setter, setting, run, count, between, face);
	while (pango_layout_get_unknown_glyphs_count(layout) > 0 &&
	       rq_missing_collect(&setter->missing, layout));
	return setting;
}

void rq_setting_free(struct rq_setting *setting)
{
	if (!setting)
		return;
	free_links(setting);
	g_object_unref(setting->layout);
	free(setting);
}

size_t rq_setting_lines(const struct rq_setting *setting)
{
	return (size_t)pango_layout_get_line_count(setting->layout);
}

double rq_setting_width(const struct rq_setting *setting)
{
	PangoRectangle extents;

	pango_layout_get_extents(setting->layout, NULL, &extents);
	return (double)extents.width / PANGO_SCALE;
}

double rq_setting_line_height(PangoLayoutIter *iterator)
{
	PangoRectangle extents;

	pango_layout_iter_get_line_extents(iterator, NULL, &extents);
	return (double)extents.height / PANGO_SCALE;
}

double rq_setting_line_baseline(PangoLayoutIter *iterator)
{
	PangoRectangle extents;

	pango_layout_iter_get_line_extents(iterator, NULL, &extents);
	return (double)(pango_layout_iter_get_baseline(iterator) - extents.y) / PANGO_SCALE;
}

double rq_setting_baseline(const struct rq_setting *setting)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(setting->layout);
	double baseline = rq_setting_line_baseline(iterator);

	pango_layout_iter_free(iterator);
	return baseline;
}

double rq_setting_height(const struct rq_setting *setting, size_t count)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(setting->layout);
	double height = 0;

	for (size_t i = 0; i < count; i++) {
		height += rq_setting_line_height(iterator);
		if (!pango_layout_iter_next_line(iterator))
			break;
	}
	pango_layout_iter_free(iterator);
	return height;
}
