#include "document/rtf_table.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "document/codepage.h"
#include "document/styles.h"

enum {
	MAX_ENTRIES = 32768, /* numbers are 16 bits with a sign */
	MAX_NAME = 256,
	UNSET = -1, /* a color without parts is "automatic" */
	DARK = 0,
	LAST_OUTLINE_LEVEL = 8, /* 9 is text */
};

void rq_rtf_tables_init(struct rq_rtf_tables *tables)
{
	*tables = (struct rq_rtf_tables) {
		.pages = rq_alloc(MAX_ENTRIES, sizeof tables->pages[0]),
		.palette = rq_alloc(MAX_ENTRIES, sizeof tables->palette[0]),
		.headings = rq_alloc(MAX_ENTRIES, sizeof tables->headings[0]),
		.red = UNSET,
		.green = UNSET,
		.blue = UNSET,
	};
	rq_buffer_init(&tables->name, MAX_NAME);
}

void rq_rtf_tables_free(struct rq_rtf_tables *tables)
{
	free(tables->pages);
	free(tables->palette);
	free(tables->headings);
	rq_buffer_free(&tables->name);
}

static bool is_entry(int number)
{
	return number >= 0 && number < MAX_ENTRIES;
}

static void font_word(struct rq_rtf_tables *tables, const char *word, int number)
{
	if (strcmp(word, "f") == 0)
		tables->font = number;
	else if (!is_entry(tables->font))
		return;
	else if (strcmp(word, "fcharset") == 0)
		tables->pages[tables->font] = (unsigned short)rq_codepage_of_charset(number);
	else if (strcmp(word, "cpg") == 0 && number > 0 && number <= 65535)
		tables->pages[tables->font] = (unsigned short)number;
}

static void color_word(struct rq_rtf_tables *tables, const char *word, int number)
{
	if (strcmp(word, "red") == 0)
		tables->red = number;
	else if (strcmp(word, "green") == 0)
		tables->green = number;
	else if (strcmp(word, "blue") == 0)
		tables->blue = number;
}

static void style_word(struct rq_rtf_tables *tables, const char *word, int number)
{
	if (strcmp(word, "s") == 0)
		tables->style = number;
	else if (strcmp(word, "outlinelevel") == 0 && is_entry(tables->style))
		tables->headings[tables->style] =
		    number >= 0 && number <= LAST_OUTLINE_LEVEL ? (unsigned char)(number + 2) : 0;
}

void rq_rtf_tables_word(struct rq_rtf_tables *tables, enum rq_rtf_table_kind kind, const char *word,
			int number)
{
	switch (kind) {
	case RQ_RTF_FONTS:
		font_word(tables, word, number);
		break;
	case RQ_RTF_COLORS:
		color_word(tables, word, number);
		break;
	case RQ_RTF_STYLES:
	default:
		style_word(tables, word, number);
	}
}

static unsigned char part(int value)
{
	return (unsigned char)(value < 0 ? DARK : value > UCHAR_MAX ? UCHAR_MAX : value);
}

static void end_color(struct rq_rtf_tables *tables)
{
	struct rq_color color = {
		.known = tables->red != UNSET || tables->green != UNSET || tables->blue != UNSET,
		.red = part(tables->red),
		.green = part(tables->green),
		.blue = part(tables->blue),
	};

	if (tables->colors < MAX_ENTRIES)
		tables->palette[tables->colors++] = color;
	tables->red = tables->green = tables->blue = UNSET;
}

/* Word writes the names of its own styles in English in every language. */
static void end_style(struct rq_rtf_tables *tables)
{
	const char *name = tables->name.data + strspn(tables->name.data, " ");

	if (is_entry(tables->style) && tables->headings[tables->style] == 0 &&
	    (strncasecmp(name, "heading ", 8) == 0 || strcasecmp(name, "title") == 0))
		tables->headings[tables->style] = (unsigned char)(rq_word_level_of_name(name) + 1);
	tables->style = 0;
	rq_buffer_clear(&tables->name);
}

void rq_rtf_tables_text(struct rq_rtf_tables *tables, enum rq_rtf_table_kind kind, const char *text,
			size_t length)
{
	struct rq_error ignored = { 0 };

	if (kind == RQ_RTF_FONTS)
		return;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == ';' && kind == RQ_RTF_COLORS)
			end_color(tables);
		else if (text[i] == ';')
			end_style(tables);
		else if (kind == RQ_RTF_STYLES)
			(void)rq_buffer_append(&tables->name, text + i, 1, &ignored);
	}
}

unsigned rq_rtf_tables_page(const struct rq_rtf_tables *tables, int font)
{
	return is_entry(font) ? tables->pages[font] : 0;
}

struct rq_color rq_rtf_tables_color(const struct rq_rtf_tables *tables, int color)
{
	return is_entry(color) ? tables->palette[color] : (struct rq_color) { 0 };
}

bool rq_rtf_tables_is_heading(const struct rq_rtf_tables *tables, int style)
{
	return is_entry(style) && tables->headings[style];
}

unsigned rq_rtf_tables_level(const struct rq_rtf_tables *tables, int style)
{
	return rq_rtf_tables_is_heading(tables, style) ? tables->headings[style] - 1U : 0;
}
