#include "document/doc_property.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/doc_color.h"
#include "document/doc_run.h"

enum {
	DEFAULT_SIZE = 20, /* half points */
	MAX_STYLES = 4095,
	MAX_BASES = 16, /* styles based on each other */
	NO_STYLE = 0xfff,
	TITLE = 62, /* number of a built-in style; 1 to 9 are the headings */
	LAST_HEADING = 9,
	BODY_LEVEL = 9, /* of the outline */
	LAST_LIST = 0x7fe,
	STYLE_OF_PARAGRAPH = 1,
};

/* Changes of properties that matter here ([MS-DOC] 2.6.1, 2.6.2). */
enum sprm {
	C_DELETED = 0x0800,
	C_BOLD = 0x0835,
	C_ITALIC = 0x0836,
	C_VANISH = 0x083c,
	C_HIGHLIGHT = 0x2a0c,
	C_COLOR_NUMBER = 0x2a42,
	C_RAISED = 0x4845,
	C_STRETCH = 0x4852,
	C_STYLE = 0x4a30,
	C_SIZE = 0x4a43,
	C_SHADING_OLD = 0x4866,
	C_COLOR = 0x6870,
	C_SYMBOL = 0x6a09,
	C_SPACING = 0x8840,
	C_SHADING = 0xca71,
	P_STYLE = 0x4600,
	P_IN_TABLE = 0x2416,
	P_ROW_END = 0x2417,
	P_INNER_CELL = 0x244b,
	P_INNER_ROW_END = 0x244c,
	P_OUTLINE = 0x2640,
	P_LIST = 0x460b,
	P_SHADING_OLD = 0x442d,
	P_HUGE = 0x6646,
	P_HUGE_OLD = 0x6645,
	P_LINE = 0x6412,
	P_NESTING = 0x6649,
	P_LEFT_OLD = 0x840f,
	P_FIRST_OLD = 0x8411,
	P_LEFT = 0x845e,
	P_FIRST = 0x8460,
	P_ABOVE = 0xa413,
	P_BELOW = 0xa414,
	P_SHADING = 0xc64d,
	T_DEFINITION = 0xd608,
	T_DEFINITION_OLD = 0xd606,
	T_SHADING = 0xd612,
};

struct rq_doc_style {
	unsigned built_in, base;
	struct rq_doc_bytes paragraph, text; /* its changes */
};

struct change {
	unsigned sprm;
	struct rq_doc_bytes operand;
};

/* The next change at *at, which moves behind it (2.6, "operand size by spra"). */
static bool next_change(struct rq_doc_bytes changes, size_t *at, struct change *change)
{
	static const unsigned char sizes[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	size_t size, start = *at + 2;

	if (start >= changes.length)
		return false;
	change->sprm = rq_doc_short(changes, *at);
	size = sizes[change->sprm >> 13];
	if (change->sprm == T_DEFINITION || change->sprm == T_DEFINITION_OLD) {
		size = rq_doc_short(changes, start);
		size = 2 + (size > 0 ? size - 1 : 0);
	} else if (size == 0) {
		size = rq_doc_byte(changes, start);
		start++;
	}
	change->operand = rq_doc_part(changes, start, size);
	*at = start + size;
	return true;
}

/* --- values ------------------------------------------------------------------------ */

/* A property that a style may turn around: 0, 1, as the style has it, as it has it not. */
static bool toggle(unsigned value, bool style)
{
	switch (value) {
	case 0x80:
		return style;
	case 0x81:
		return !style;
	default:
		return value == 1;
	}
}

/* Two bytes with a sign. */
static int number(struct rq_doc_bytes operand)
{
	return (int16_t)rq_doc_short(operand, 0);
}

/* --- styles ---------------------------------------------------------------------------- */

/* The parts of a style behind its name: changes of a paragraph, then of text, or of text only. */
static void read_style(struct rq_doc_bytes bytes, size_t base_size, struct rq_doc_style *style)
{
	unsigned kind = rq_doc_short(bytes, 2) & 0xf, parts = rq_doc_short(bytes, 4) & 0xf;
	size_t at = base_size + 2 + 2 * (size_t)rq_doc_short(bytes, base_size) + 2;

	style->built_in = rq_doc_short(bytes, 0) & 0xfff;
	style->base = rq_doc_short(bytes, 2) >> 4;
	for (unsigned i = 0; i < parts; i++) {
		struct rq_doc_bytes part = rq_doc_part(bytes, at + 2, rq_doc_short(bytes, at));

		at += 2UL + rq_doc_short(bytes, at);
		at += at & 1;
		if (kind == STYLE_OF_PARAGRAPH && i == 0)
			style->paragraph = rq_doc_part(part, 2, part.length);
		else if (i == (kind == STYLE_OF_PARAGRAPH))
			style->text = part;
	}
}

void rq_doc_properties_init(struct rq_doc_properties *properties, const struct rq_doc_file *file)
{
	struct rq_doc_bytes sheet = rq_doc_pair(file, RQ_DOC_STYLES);
	size_t count = rq_doc_short(sheet, 2), base_size = rq_doc_short(sheet, 4);
	size_t at = 2UL + rq_doc_short(sheet, 0);

	*properties = (struct rq_doc_properties) { .file = file };
	properties->count = count < MAX_STYLES ? count : MAX_STYLES;
	properties->styles = rq_alloc(properties->count, sizeof properties->styles[0]);
	for (size_t i = 0; i < properties->count; i++) {
		size_t size = rq_doc_short(sheet, at);

		properties->styles[i].base = NO_STYLE;
		if (size > 0)
			read_style(rq_doc_part(sheet, at + 2, size), base_size,
				   &properties->styles[i]);
		at += 2 + size + (size & 1);
	}
}

void rq_doc_properties_free(struct rq_doc_properties *properties)
{
	free(properties->styles);
}

/* The style and those below it, the lowest last; returns how many. */
static size_t find_bases(const struct rq_doc_properties *properties, unsigned style,
			 const struct rq_doc_style *bases[MAX_BASES])
{
	size_t count = 0;

	while (style < properties->count && count < MAX_BASES) {
		bases[count++] = &properties->styles[style];
		style = properties->styles[style].base;
	}
	return count;
}

/* --- what they come to --------------------------------------------------------------------- */

static void change_look(const struct rq_doc_properties *properties, struct rq_doc_bytes changes,
			const struct rq_doc_look *style, struct rq_doc_look *look);

static void apply_text_style(const struct rq_doc_properties *properties, unsigned number,
			     struct rq_doc_look *look)
{
	const struct rq_doc_style *bases[MAX_BASES];
	size_t count = find_bases(properties, number, bases);
	struct rq_doc_look below;

	while (count > 0) {
		below = *look;
		change_look(NULL, bases[--count]->text, &below, look);
	}
}

/* What may make it vanish. */
static void change_sight(const struct change *change, struct rq_doc_look *look)
{
	switch (change->sprm) {
	case C_HIGHLIGHT:
		look->highlight = rq_doc_color_highlight(rq_doc_byte(change->operand, 0));
		break;
	case C_COLOR_NUMBER:
		look->ink = rq_doc_color_number(rq_doc_byte(change->operand, 0));
		break;
	case C_COLOR:
		look->ink = rq_doc_color(change->operand);
		break;
	case C_SHADING_OLD:
		look->ground = rq_doc_color_old_shading(rq_doc_short(change->operand, 0));
		break;
	case C_SHADING:
		look->ground = rq_doc_color_shading(change->operand);
		break;
	case C_STRETCH:
		look->stretch = rq_doc_short(change->operand, 0);
		break;
	case C_SPACING:
		look->spacing = number(change->operand);
		break;
	case C_RAISED:
		look->raised = number(change->operand);
		break;
	default:
		break;
	}
}

/* properties: NULL inside of styles, which name no others. */
static void change_look(const struct rq_doc_properties *properties, struct rq_doc_bytes changes,
			const struct rq_doc_look *style, struct rq_doc_look *look)
{
	struct change change;
	size_t at = 0;

	while (next_change(changes, &at, &change)) {
		unsigned value = rq_doc_byte(change.operand, 0);

		switch (change.sprm) {
		case C_DELETED:
			look->deleted = value != 0;
			break;
		case C_BOLD:
			look->bold = toggle(value, style->bold);
			break;
		case C_ITALIC:
			look->italic = toggle(value, style->italic);
			break;
		case C_VANISH:
			look->vanished = toggle(value, style->vanished);
			break;
		case C_SIZE:
			look->size = rq_doc_short(change.operand, 0);
			break;
		case C_SYMBOL:
			look->symbol = rq_doc_short(change.operand, 2);
			break;
		case C_STYLE:
			if (properties)
				apply_text_style(properties, rq_doc_short(change.operand, 0), look);
			break;
		default:
			change_sight(&change, look);
		}
	}
}

/* Where it stands in tables. */
static void change_place(unsigned sprm, unsigned value, struct rq_doc_paragraph *paragraph)
{
	bool set = (value & 0xff) != 0;

	switch (sprm) {
	case P_IN_TABLE:
		if (set && paragraph->nesting == 0)
			paragraph->nesting = 1;
		break;
	case P_NESTING:
		paragraph->nesting = value;
		break;
	case P_ROW_END:
	case P_INNER_ROW_END:
		paragraph->row_end = paragraph->row_end || set;
		break;
	case P_INNER_CELL:
		paragraph->cell_end = set;
		break;
	default:
		break;
	}
}

static void change_paragraph(const struct rq_doc_file *file, struct rq_doc_bytes changes,
			     struct rq_doc_paragraph *paragraph)
{
	struct change change;
	size_t at = 0;

	while (next_change(changes, &at, &change)) {
		unsigned value = rq_doc_short(change.operand, 0);
		size_t huge = rq_doc_long(change.operand, 0);

		switch (change.sprm) {
		case P_OUTLINE:
			paragraph->heading = rq_doc_byte(change.operand, 0) < BODY_LEVEL;
			paragraph->level = rq_doc_byte(change.operand, 0) + 1U;
			break;
		case P_LIST:
			paragraph->item = value > 0 && value <= LAST_LIST;
			break;
		case P_SHADING_OLD:
			paragraph->ground = rq_doc_color_old_shading(value);
			break;
		case P_SHADING:
			paragraph->ground = rq_doc_color_shading(change.operand);
			break;
		case P_ABOVE:
			paragraph->above = value;
			break;
		case P_BELOW:
			paragraph->below = value;
			break;
		case P_HUGE:
		case P_HUGE_OLD: /* more than fits here stands in another stream, once */
			if (file)
				change_paragraph(NULL,
						 rq_doc_part(file->data, huge + 2,
							     rq_doc_short(file->data, huge)),
						 paragraph);
			break;
		case P_LEFT:
		case P_LEFT_OLD:
			paragraph->left = number(change.operand);
			break;
		case P_FIRST:
		case P_FIRST_OLD:
			paragraph->first = number(change.operand);
			break;
		case P_LINE: /* less than nothing: exactly so much ([MS-DOC] 2.9.146) */
			paragraph->line = number(change.operand) < 0 ? -number(change.operand) : 0;
			break;
		case T_SHADING:
			paragraph->cells = change.operand;
			break;
		default:
			change_place(change.sprm, value, paragraph);
		}
	}
}

static void apply_paragraph_style(const struct rq_doc_properties *properties,
				  struct rq_doc_paragraph *paragraph)
{
	const struct rq_doc_style *bases[MAX_BASES];
	size_t count = find_bases(properties, paragraph->style, bases);

	while (count > 0) {
		const struct rq_doc_style *style = bases[--count];

		bool leveled = style->built_in >= 1 && style->built_in <= LAST_HEADING;

		if (style->built_in == TITLE || leveled) {
			paragraph->heading = true;
			paragraph->level = leveled ? style->built_in : 0;
		}
		change_paragraph(NULL, style->paragraph, paragraph);
	}
}

const struct rq_doc_paragraph *rq_doc_paragraph_at(struct rq_doc_properties *properties,
						   size_t offset)
{
	struct rq_doc_range *range = &properties->paragraph_range;
	struct rq_doc_paragraph *paragraph = &properties->paragraph;
	struct rq_doc_bytes changes;

	if (offset >= range->from && offset < range->to)
		return paragraph;
	*paragraph = (struct rq_doc_paragraph) { 0 };
	changes = rq_doc_paragraph_run(properties->file, offset, range, &paragraph->style);
	apply_paragraph_style(properties, paragraph);
	change_paragraph(properties->file, changes, paragraph);
	return paragraph;
}

const struct rq_doc_look *rq_doc_look_at(struct rq_doc_properties *properties, size_t offset)
{
	const struct rq_doc_paragraph *paragraph = rq_doc_paragraph_at(properties, offset);
	struct rq_doc_range *range = &properties->look_range;
	struct rq_doc_look *look = &properties->look, style;
	struct rq_doc_bytes changes;

	if (offset >= range->from && offset < range->to)
		return look;
	changes = rq_doc_text_run(properties->file, offset, range);
	*look = (struct rq_doc_look) { .size = DEFAULT_SIZE };
	apply_text_style(properties, paragraph->style, look);
	style = *look;
	change_look(properties, changes, &style, look);
	/* It holds no longer than its paragraph, whose style it comes from. */
	if (range->from < properties->paragraph_range.from)
		range->from = properties->paragraph_range.from;
	if (range->to > properties->paragraph_range.to)
		range->to = properties->paragraph_range.to;
	return look;
}
