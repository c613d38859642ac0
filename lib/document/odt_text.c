#include "document/odt_text.h"

#include <stdlib.h>

enum {
	MAX_SPACES = 8, /* of one <text:s>: more are no more than a gap, too */
	VALUE_SIZE = 32,
};

static const float usual = 12; /* points of type whose size nothing tells, or a share of it */

static struct rq_color ground_of(const struct rq_odt_reading *reading,
				 const struct rq_odt_level *level)
{
	if (level->mark.says == RQ_ODT_YES)
		return level->mark.color;
	if (level->ground.says == RQ_ODT_YES)
		return level->ground.color;
	return rq_odt_styles_page(reading->styles);
}

void rq_odt_put(struct rq_odt_reading *reading, const char *text, size_t length)
{
	const struct rq_odt_level *level = rq_odt_now(reading);
	struct rq_color ground = ground_of(reading, level);
	struct rq_look look = level->look;

	if (look.sight == RQ_SEEN &&
	    !rq_legible_spacing((double)level->spacing,
				(double)(look.size > 0 ? look.size : usual)))
		look.sight = RQ_TINY;
	if (look.sight == RQ_SEEN && rq_color_is_near(&level->ink, &ground))
		look.sight = RQ_WHITE;
	(void)rq_composer_text(reading->composer, &look, text, length, reading->err);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space in the file is one space, and none at a paragraph's start (part 3, 6.1.2). */
void rq_odt_put_characters(struct rq_odt_reading *reading, const char *text, size_t length)
{
	size_t at = 0;

	if (rq_odt_now(reading)->skipped || !rq_odt_now(reading)->text)
		return;
	while (at < length && reading->err->code == RQ_OK) {
		size_t end = at;

		while (end < length && !is_space(text[end]))
			end++;
		if (end > at) {
			rq_odt_put(reading, text + at, end - at);
			reading->space = false;
		}
		for (at = end; at < length && is_space(text[at]); at++)
			if (!reading->space) {
				rq_odt_put(reading, " ", 1);
				reading->space = true;
			}
	}
}

void rq_odt_put_spaces(struct rq_odt_reading *reading, const struct rq_xml_element *element)
{
	char count[VALUE_SIZE];
	long spaces = 1;

	if (rq_xml_attribute(element, "c", count, sizeof count))
		spaces = strtol(count, NULL, 10);
	for (long i = 0; i < spaces && i < MAX_SPACES; i++)
		rq_odt_put(reading, " ", 1);
	reading->space = false;
}

struct rq_odt_look rq_odt_apply_style(struct rq_odt_reading *reading,
				      const struct rq_xml_element *element, const char *family)
{
	struct rq_odt_level *level = rq_odt_now(reading);
	struct rq_odt_look style;
	char name[RQ_ODT_NAME_SIZE];

	(void)rq_xml_attribute(element, "style-name", name, sizeof name);
	style = rq_odt_styles_find(reading->styles, family, name);
	if (style.size > 0)
		level->look.size = style.size;
	else if (style.size < 0)
		level->look.size = -style.size * (level->look.size > 0 ? level->look.size : usual);
	if (style.bold != RQ_ODT_UNSAID)
		level->look.bold = style.bold == RQ_ODT_YES;
	if (style.italic != RQ_ODT_UNSAID)
		level->look.italic = style.italic == RQ_ODT_YES;
	if (style.hidden == RQ_ODT_YES)
		level->look.sight = RQ_VANISHED;
	else if (level->look.sight == RQ_SEEN)
		level->look.sight = style.sight;
	if (style.spacing != 0)
		level->spacing = style.spacing;
	if (style.ink.says != RQ_ODT_UNSAID)
		level->ink = style.ink.color;
	if (style.mark.says != RQ_ODT_UNSAID)
		level->mark = style.mark;
	if (style.ground.says == RQ_ODT_YES)
		level->ground = style.ground;
	return style;
}
