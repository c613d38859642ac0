#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "document/legible.h"

enum {
	VALUE_SIZE = 64,
};

static const double TWIPS = 20;     /* in a point */
static const double HALVES = 2;     /* likewise */
static const double WHOLE = 100000; /* of a fill that is missing */

static const struct rq_word_color unknown = { .said = true };
static const struct rq_word_color paper = { true, { true, 255, 255, 255 } };

static bool is_on(const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	return rq_word_is_on(value);
}

static double number(const struct rq_xml_element *element, const char *name)
{
	char value[VALUE_SIZE];

	(void)rq_xml_attribute(element, name, value, sizeof value);
	return (double)strtol(value, NULL, 10);
}

/* --- the run -------------------------------------------------------------------------------- */

/* What holds for a paragraph that names no style. */
static const struct rq_style *base_of(const struct rq_word *word)
{
	return &word->part->styles->base;
}

static const struct rq_word_level *innermost_table(const struct rq_word *word)
{
	const struct rq_word_level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;

	return level && level->table ? level : NULL;
}

float rq_word_size(const struct rq_word *word)
{
	if (word->run.size > 0)
		return word->run.size;
	if (word->run.style.size > 0)
		return word->run.style.size;
	return word->setting.style.size > 0 ? word->setting.style.size : word->part->styles->size;
}

/* The same, also by the style of paragraphs that name none. */
static float true_size(const struct rq_word *word)
{
	if (word->run.size > 0 || word->run.style.size > 0 || word->setting.style.size > 0 ||
	    word->setting.styled)
		return rq_word_size(word);
	return base_of(word)->size;
}

static bool is_marked(const struct rq_word *word)
{
	const struct rq_word_level *table = innermost_table(word);
	const enum rq_tristate says[] = { word->run.hidden, word->run.style.hidden,
					  word->setting.style.hidden,
					  table ? table->style.hidden : RQ_UNSET,
					  base_of(word)->hidden };

	for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
		if (says[i] != RQ_UNSET)
			return says[i] == RQ_YES;
	return false;
}

/* --- its color, and what is behind it --------------------------------------------------------- */

static struct rq_color ink_of(const struct rq_word *word)
{
	const struct rq_word_level *table = innermost_table(word);
	struct rq_word_color ink = rq_word_color_or(word->run.fill, word->run.ink);

	ink = rq_word_color_or(ink, word->run.style.ink);
	ink = rq_word_color_or(ink, word->setting.style.ink);
	if (table)
		ink = rq_word_color_or(ink, table->style.ink);
	return rq_word_color_or(ink, base_of(word)->ink).color;
}

/* Behind a table and its cells; behind a box that is not filled there may be anything. */
static struct rq_word_color ground_of_level(const struct rq_word_level *level)
{
	struct rq_word_color ground = rq_word_color_or(level->cell_ground, level->style.ground);

	ground = rq_word_color_or(ground, level->ground);
	return level->table || level->margin ? ground : rq_word_color_or(ground, unknown);
}

static struct rq_color ground_of(const struct rq_word *word)
{
	struct rq_word_color ground = rq_word_color_or(word->run.ground, word->run.style.ground);

	ground = rq_word_color_or(ground, word->setting.ground);
	ground = rq_word_color_or(ground, word->setting.style.ground);
	if (!word->setting.styled)
		ground = rq_word_color_or(ground, base_of(word)->ground);
	for (size_t i = word->depth; i-- > 0;)
		ground = rq_word_color_or(ground, ground_of_level(&word->levels[i]));
	if (word->depth > 0 && word->part->backed && *word->part->backed)
		ground = rq_word_color_or(ground, unknown);
	return rq_word_color_or(rq_word_color_or(ground, word->paper), paper).color;
}

bool rq_word_hides(const struct rq_word *word, enum rq_hidden_kind *kind)
{
	struct rq_color ink = ink_of(word), ground;
	float size = true_size(word);

	*kind = RQ_HIDDEN_VANISH;
	if (is_marked(word))
		return true;
	for (size_t i = word->depth; i-- > 0;) {
		*kind = word->levels[i].how;
		if (word->levels[i].gone || word->levels[i].row_gone)
			return true;
	}
	*kind = word->setting.how;
	if (word->setting.gone)
		return true;
	*kind = word->run.how;
	if (word->run.gone)
		return true;
	*kind = RQ_HIDDEN_TINY;
	if (size > 0 && !rq_legible_size((double)size))
		return true;
	*kind = RQ_HIDDEN_WHITE;
	if (!ink.known)
		return false;
	ground = ground_of(word);
	return rq_color_is_near(&ink, &ground);
}

/* --- properties ------------------------------------------------------------------------------ */

static void hide_run(struct rq_word *word, enum rq_hidden_kind how)
{
	word->run.gone = true;
	word->run.how = how;
}

void rq_word_set_run(struct rq_word *word, enum rq_word_name name,
		     const struct rq_xml_element *element)
{
	const struct rq_theme *theme = &word->part->styles->theme;
	char value[VALUE_SIZE];

	switch ((int)name) {
	case RQ_W_COLOR:
		word->run.ink = rq_word_color_read(element, theme);
		break;
	case RQ_W_SHD:
		word->run.ground =
		    rq_word_color_or(word->run.ground, rq_word_color_shading(element, theme));
		break;
	case RQ_W_HIGHLIGHT:
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		word->run.ground =
		    rq_word_color_or(rq_word_color_highlight(value), word->run.ground);
		break;
	case RQ_W_W:
		if (rq_xml_attribute(element, "val", value, sizeof value) &&
		    !rq_legible_stretch(number(element, "val")))
			hide_run(word, RQ_HIDDEN_TINY);
		break;
	case RQ_W_POSITION:
		if (!rq_legible_raised(number(element, "val") / HALVES))
			hide_run(word, RQ_HIDDEN_OFF_PAGE);
		break;
	case RQ_W_SPACING:
		if (!rq_legible_spacing(number(element, "val") / TWIPS, (double)true_size(word)))
			hide_run(word, RQ_HIDDEN_TINY);
		break;
	default:
		break;
	}
}

/* What Word 2010 and later fill letters with (MS-DOCX, 2.6.1), from its first element on. */
void rq_word_fill_letters(struct rq_word *word, const struct rq_xml_element *element)
{
	struct rq_word_color *fill = &word->run.fill;
	char value[VALUE_SIZE];

	if (!word->paragraph || word->in_properties)
		return;
	(void)rq_xml_attribute(element, "val", value, sizeof value);
	if (strcmp(element->name, "noFill") == 0 ||
	    (strcmp(element->name, "alpha") == 0 &&
	     rq_color_is_faint(1 - number(element, "val") / WHOLE)))
		hide_run(word, RQ_HIDDEN_INVISIBLE);
	else if (strcmp(element->name, "srgbClr") == 0)
		fill->said = rq_color_read_digits(value, &fill->color);
	else if (strcmp(element->name, "schemeClr") == 0)
		*fill = (struct rq_word_color) { true,
						 rq_theme_find(&word->part->styles->theme, value) };
	else if (strcmp(element->name, "textFill") != 0 &&
		 strcmp(element->name, "solidFill") != 0 && strcmp(element->name, "alpha") != 0)
		*fill = unknown;
}

static void hide_paragraph(struct rq_word *word, enum rq_hidden_kind how)
{
	word->setting.gone = true;
	word->setting.how = how;
}

static bool is_exact(const struct rq_xml_element *element, const char *name)
{
	char value[VALUE_SIZE];

	return rq_xml_attribute(element, name, value, sizeof value) && strcmp(value, "exact") == 0;
}

/* Whether what is as high as that shows no line. */
static bool is_low(const struct rq_xml_element *element, const char *height)
{
	return !rq_legible_line(number(element, height) / TWIPS);
}

static void place_frame(struct rq_word *word, const struct rq_xml_element *element)
{
	double right = number(element, "x") / TWIPS, down = number(element, "y") / TWIPS;

	if (!rq_legible_left(right) || (down < 0 && !rq_legible_left(down)))
		hide_paragraph(word, RQ_HIDDEN_OFF_PAGE);
	else if (is_exact(element, "hRule") && is_low(element, "h"))
		hide_paragraph(word, RQ_HIDDEN_CLIPPED);
}

void rq_word_place_paragraph(struct rq_word *word, enum rq_word_name name,
			     const struct rq_xml_element *element)
{
	double left;

	switch ((int)name) {
	case RQ_W_SHD:
		word->setting.ground = rq_word_color_shading(element, &word->part->styles->theme);
		break;
	case RQ_W_IND:
		left = number(element, "left") + number(element, "start") +
		       number(element, "firstLine");
		if (!rq_legible_left(left / TWIPS))
			hide_paragraph(word, RQ_HIDDEN_OFF_PAGE);
		break;
	case RQ_W_SPACING:
		if (is_exact(element, "lineRule") && is_low(element, "line"))
			hide_paragraph(word, RQ_HIDDEN_CLIPPED);
		break;
	case RQ_W_FRAME_PR:
		place_frame(word, element);
		break;
	default:
		break;
	}
}

static void hide_row(struct rq_word_level *level, enum rq_hidden_kind how)
{
	level->row_gone = true;
	level->how = how;
}

void rq_word_table_property(struct rq_word *word, enum rq_word_name name,
			    const struct rq_xml_element *element)
{
	struct rq_word_level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;
	char value[VALUE_SIZE];

	if (!level || !level->table)
		return;
	(void)rq_xml_attribute(element, "val", value, sizeof value);
	if (name == RQ_W_TBL_STYLE)
		level->style = rq_styles_resolve(word->part->styles, value);
	else if (name == RQ_W_SHD && word->in_table == RQ_W_TC_PR)
		level->cell_ground = rq_word_color_shading(element, &word->part->styles->theme);
	else if (name == RQ_W_SHD)
		level->ground = rq_word_color_shading(element, &word->part->styles->theme);
	else if (name == RQ_W_HIDDEN && is_on(element))
		hide_row(level, RQ_HIDDEN_VANISH);
	else if (name == RQ_W_TR_HEIGHT && is_exact(element, "hRule") && is_low(element, "val"))
		hide_row(level, RQ_HIDDEN_CLIPPED);
}
