#include "export/docx.h"

#include <stdio.h>
#include <string.h>

/* The usual height of a font in sizes of its type: what word processors count lines in. */
static const double FONT_HEIGHT = 1.35;

/* That of "•" at most, in sizes of its type. */
static const double BULLET_WIDTH = 0.6;

enum { HALF_POINTS = 2, TWENTIETHS = 20, EIGHTHS = 8, LINE_UNITS = 240 };

static const struct style {
	const char *id, *name;
	int outline; /* its level, from 1; 0 for none */
	bool keep;   /* with the line that follows */
} line_styles[] = {
	[RQ_ROLE_NAME] = { "Title", "Title", 0, true },
	[RQ_ROLE_LABEL] = { "Subtitle", "Subtitle", 0, true },
	[RQ_ROLE_CONTACT] = { "Contact", "Contact", 0, false },
	[RQ_ROLE_HEADING] = { "Heading1", "heading 1", 1, true },
	[RQ_ROLE_ENTRY] = { "Heading2", "heading 2", 2, true },
	[RQ_ROLE_DETAIL] = { "Detail", "Detail", 0, true },
	[RQ_ROLE_TEXT] = { "BodyText", "Body Text", 0, false },
	[RQ_ROLE_ITEM] = { "ListBullet", "List Bullet", 0, false },
};

static const char *const run_styles[] = {
	[RQ_RUN_STRONG] = "Strong",
	[RQ_RUN_SOFT] = "Soft",
	[RQ_RUN_DELETED] = "Deleted",
	[RQ_RUN_INSERTED] = "Inserted",
};

const char *rq_docx_line_style(enum rq_role role)
{
	return line_styles[role].id;
}

const char *rq_docx_run_style(enum rq_run_style style)
{
	return run_styles[style];
}

void rq_docx_value(struct rq_markup *part, const char *name, const char *value)
{
	rq_markup_empty(part, name, "w:val", value);
}

void rq_docx_measure(struct rq_markup *part, const char *name, double points, int scale)
{
	char text[32];

	(void)snprintf(text, sizeof text, "%.0f", points * scale);
	rq_docx_value(part, name, text);
}

void rq_docx_twips(struct rq_markup *part, const char *attribute, double points)
{
	char text[32];

	(void)snprintf(text, sizeof text, "%.0f", points * TWENTIETHS);
	rq_markup_attribute(part, attribute, text);
}

static void color(struct rq_markup *part, unsigned rgb)
{
	char text[16];

	(void)snprintf(text, sizeof text, "%06X", rgb & 0xffffff);
	rq_docx_value(part, "w:color", text);
}

/* Without one, word processors take a serif face for these scripts; NULL: none is needed. */
static const char *east_asian_font(const char *language)
{
	static const char *const faces[][2] = { { "ja", "Yu Gothic" },
						{ "ko", "Malgun Gothic" },
						{ "zh", "Microsoft YaHei" } };

	for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++)
		if (strncmp(language, faces[i][0], 2) == 0)
			return faces[i][1];
	return NULL;
}

static void fonts(struct rq_markup *part, const char *font, const char *language)
{
	const char *east_asian = east_asian_font(language);

	rq_markup_open(part, "w:rFonts");
	rq_markup_attribute(part, "w:ascii", font);
	rq_markup_attribute(part, "w:hAnsi", font);
	if (east_asian)
		rq_markup_attribute(part, "w:eastAsia", east_asian);
	rq_markup_attribute(part, "w:cs", font);
	rq_markup_close(part);
}

static void spacing(struct rq_markup *part, double above, double below, double leading)
{
	char line[32];

	(void)snprintf(line, sizeof line, "%.0f", leading * LINE_UNITS);
	rq_markup_open(part, "w:spacing");
	rq_docx_twips(part, "w:before", above);
	rq_docx_twips(part, "w:after", below);
	rq_markup_attribute(part, "w:line", line);
	rq_markup_attribute(part, "w:lineRule", "auto");
	rq_markup_close(part);
}

static void defaults(struct rq_markup *part, const struct rq_look *look, const char *language)
{
	rq_markup_open(part, "w:docDefaults");
	rq_markup_open(part, "w:rPrDefault");
	rq_markup_open(part, "w:rPr");
	fonts(part, look->office_font, language);
	rq_docx_measure(part, "w:sz", look->line[RQ_ROLE_TEXT].size, HALF_POINTS);
	rq_docx_measure(part, "w:szCs", look->line[RQ_ROLE_TEXT].size, HALF_POINTS);
	if (language[0]) {
		rq_markup_open(part, "w:lang");
		rq_markup_attribute(part, "w:val", language);
		rq_markup_attribute(part, "w:eastAsia", language);
		rq_markup_attribute(part, "w:bidi", language);
		rq_markup_close(part);
	}
	rq_markup_close(part);
	rq_markup_close(part);
	rq_markup_empty(part, "w:pPrDefault", NULL, NULL);
	rq_markup_close(part);
}

static void begin_style(struct rq_markup *part, const char *type, const char *id, const char *name,
			const char *based_on)
{
	rq_markup_open(part, "w:style");
	rq_markup_attribute(part, "w:type", type);
	rq_markup_attribute(part, "w:default", based_on ? NULL : "1");
	rq_markup_attribute(part, "w:styleId", id);
	rq_docx_value(part, "w:name", name);
	if (based_on)
		rq_docx_value(part, "w:basedOn", based_on);
}

/* The line under a heading. */
static void rule(struct rq_markup *part, const struct rq_look *look)
{
	char thickness[16], rgb[16];

	(void)snprintf(thickness, sizeof thickness, "%.0f", look->rule * EIGHTHS);
	(void)snprintf(rgb, sizeof rgb, "%06X", look->line[RQ_ROLE_HEADING].color & 0xffffff);
	rq_markup_open(part, "w:pBdr");
	rq_markup_open(part, "w:bottom");
	rq_markup_attribute(part, "w:val", "single");
	rq_markup_attribute(part, "w:sz", thickness);
	rq_markup_attribute(part, "w:space", "1");
	rq_markup_attribute(part, "w:color", rgb);
	rq_markup_close(part);
	rq_markup_close(part);
}

/* Where the aside of an entry ends. */
static void tab_stop(struct rq_markup *part, const struct rq_look *look)
{
	rq_markup_open(part, "w:tabs");
	rq_markup_open(part, "w:tab");
	rq_markup_attribute(part, "w:val", "right");
	rq_docx_twips(part, "w:pos", look->width - 2 * look->margin);
	rq_markup_close(part);
	rq_markup_close(part);
}

static void list_number(struct rq_markup *part)
{
	rq_markup_open(part, "w:numPr");
	rq_docx_value(part, "w:numId", "1");
	rq_markup_close(part);
}

static void paragraph_properties(struct rq_markup *part, const struct rq_look *look,
				 enum rq_role role)
{
	const struct style *style = &line_styles[role];
	const struct rq_line_look *line = &look->line[role];

	rq_markup_open(part, "w:pPr");
	if (style->keep)
		rq_markup_empty(part, "w:keepNext", NULL, NULL);
	if (role == RQ_ROLE_ITEM || style->keep)
		rq_markup_empty(part, "w:keepLines", NULL, NULL);
	if (role == RQ_ROLE_ITEM)
		list_number(part);
	if (role == RQ_ROLE_HEADING && look->rule > 0)
		rule(part, look);
	if (role == RQ_ROLE_ENTRY)
		tab_stop(part, look);
	spacing(part, line->above, line->below, look->leading / FONT_HEIGHT);
	if (style->outline > 0)
		rq_docx_measure(part, "w:outlineLvl", style->outline - 1, 1);
	rq_markup_close(part);
}

/* Arabic, Hebrew and Thai letters, among others, have a weight of their own. */
static void bold(struct rq_markup *part)
{
	rq_markup_empty(part, "w:b", NULL, NULL);
	rq_markup_empty(part, "w:bCs", NULL, NULL);
}

static void line_style(struct rq_markup *part, const struct rq_look *look, enum rq_role role)
{
	const struct rq_line_look *line = &look->line[role];
	const char *next = role == RQ_ROLE_ITEM ? "ListBullet" : "BodyText";

	begin_style(part, "paragraph", line_styles[role].id, line_styles[role].name, "Normal");
	rq_docx_value(part, "w:next", next);
	rq_markup_empty(part, "w:qFormat", NULL, NULL);
	paragraph_properties(part, look, role);
	rq_markup_open(part, "w:rPr");
	if (line->bold)
		bold(part);
	color(part, line->color);
	rq_docx_measure(part, "w:sz", line->size, HALF_POINTS);
	rq_docx_measure(part, "w:szCs", line->size, HALF_POINTS);
	rq_markup_close(part);
	rq_markup_close(part);
}

static void strike(struct rq_markup *part)
{
	rq_markup_empty(part, "w:strike", NULL, NULL);
}

static void run_style(struct rq_markup *part, const char *id,
		      void (*effect)(struct rq_markup *part), unsigned rgb)
{
	begin_style(part, "character", id, id, "DefaultParagraphFont");
	rq_markup_empty(part, "w:qFormat", NULL, NULL);
	rq_markup_open(part, "w:rPr");
	if (effect)
		effect(part);
	color(part, rgb);
	rq_markup_close(part);
	rq_markup_close(part);
}

static void soft_style(struct rq_markup *part, const struct rq_look *look)
{
	begin_style(part, "character", "Soft", "Soft", "DefaultParagraphFont");
	rq_markup_empty(part, "w:qFormat", NULL, NULL);
	rq_markup_open(part, "w:rPr");
	rq_docx_value(part, "w:b", "0");
	rq_docx_value(part, "w:bCs", "0");
	color(part, look->soft);
	rq_markup_close(part);
	rq_markup_close(part);
}

void rq_docx_styles(struct rq_markup *part, const struct rq_look *look, const char *language)
{
	rq_markup_declare(part);
	rq_markup_open(part, "w:styles");
	rq_markup_attribute(part, "xmlns:w", RQ_DOCX_WORD);
	defaults(part, look, language);
	begin_style(part, "paragraph", "Normal", "Normal", NULL);
	rq_markup_empty(part, "w:qFormat", NULL, NULL);
	rq_markup_close(part);
	begin_style(part, "character", "DefaultParagraphFont", "Default Paragraph Font", NULL);
	rq_markup_close(part);
	for (int role = RQ_ROLE_NAME; role <= RQ_ROLE_ITEM; role++)
		line_style(part, look, (enum rq_role)role);
	run_style(part, "Hyperlink", NULL, look->link);
	run_style(part, "Strong", bold, look->line[RQ_ROLE_TEXT].color);
	soft_style(part, look);
	run_style(part, "Deleted", strike, RQ_COLOR_DELETED);
	run_style(part, "Inserted", bold, RQ_COLOR_INSERTED);
	rq_markup_close(part);
}

/*
 * Where a list's bullets stand. "left" of a level is where a line begins for Word, also when it
 * runs from right to left; for LibreOffice it is the left, so bullets there stand in front of
 * that place: behind room for one they are inside of the text for both.
 */
static double bullet_inset(const struct rq_look *look, bool leftwards)
{
	return leftwards ? look->line[RQ_ROLE_ITEM].size * BULLET_WIDTH : 0;
}

void rq_docx_numbering(struct rq_markup *part, const struct rq_look *look, bool leftwards)
{
	rq_markup_declare(part);
	rq_markup_open(part, "w:numbering");
	rq_markup_attribute(part, "xmlns:w", RQ_DOCX_WORD);
	rq_markup_open(part, "w:abstractNum");
	rq_markup_attribute(part, "w:abstractNumId", "0");
	rq_docx_value(part, "w:multiLevelType", "singleLevel");
	rq_markup_open(part, "w:lvl");
	rq_markup_attribute(part, "w:ilvl", "0");
	rq_docx_value(part, "w:start", "1");
	rq_docx_value(part, "w:numFmt", "bullet");
	rq_docx_value(part, "w:pStyle", "ListBullet");
	rq_docx_value(part, "w:lvlText", "•");
	rq_docx_value(part, "w:lvlJc", "left");
	rq_markup_open(part, "w:pPr");
	rq_markup_open(part, "w:ind");
	rq_docx_twips(part, "w:left", look->indent + bullet_inset(look, leftwards));
	rq_docx_twips(part, "w:hanging", look->indent);
	rq_markup_close(part);
	rq_markup_close(part);
	rq_markup_close(part);
	rq_markup_close(part);
	rq_markup_open(part, "w:num");
	rq_markup_attribute(part, "w:numId", "1");
	rq_docx_value(part, "w:abstractNumId", "0");
	rq_markup_close(part);
	rq_markup_close(part);
}
