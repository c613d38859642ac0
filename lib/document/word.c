#include "document/word.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/paragraph.h"
#include "document/xml.h"

enum {
	MAX_ALTERNATIVES = 16,
	MAX_LEVELS = 64, /* tables and text boxes inside each other; deeper ones are flattened */
	GAP_TWIPS = 120, /* space above that shows: 6 points */
	TWIPS = 20,      /* in a point */
};

static const float SMALLEST = 4; /* points: nobody reads less */

struct run {
	enum rq_tristate bold;
	enum rq_tristate hidden;
	bool white, shaded;
	float size;
	struct rq_style style;
};

/* A table or a text box: lines inside it wait there. */
struct level {
	bool table;
	struct rq_block row; /* of a table */
	size_t cell;
	struct rq_paragraph *host; /* of a text box: the paragraph that goes on behind it */
	struct rq_style host_style;
};

struct word {
	struct rq_word_part *part;
	struct rq_block *block;
	struct rq_error *err;
	struct rq_paragraph *paragraph; /* open, or NULL */
	struct rq_paragraph *spare;     /* the last one, to be used again */
	struct rq_style style;          /* of the paragraph */
	struct run run;
	bool in_properties; /* of the paragraph */
	bool in_text;       /* w:t */
	bool in_code;       /* w:instrText */
	bool gap;           /* above the next paragraph */
	bool shaded;        /* the paragraph */
	unsigned skip;      /* open elements, from one on that is left out */
	struct level levels[MAX_LEVELS];
	size_t depth;
	size_t choices[MAX_ALTERNATIVES]; /* of open alternatives: text written before the choice */
	size_t choice_count;
	size_t written; /* characters of text so far */
	size_t hidden;
	unsigned page;
	const char *word_space, *other_space; /* seen last: pointers stay the same */
};

/* --- values -------------------------------------------------------------------- */

bool rq_word_is_space(const char *space)
{
	return space &&
	       (strcmp(space, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") ==
		    0 ||
		strcmp(space, "http://purl.oclc.org/ooxml/wordprocessingml/main") == 0);
}

bool rq_word_is_on(const char *value)
{
	return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

float rq_word_points(const char *value)
{
	long half = strtol(value, NULL, 10);

	return half > 0 && half < 4000 ? (float)half / 2 : 0;
}

static bool is_word(struct word *word, const char *space)
{
	if (!space || space == word->other_space)
		return false;
	if (space == word->word_space)
		return true;
	if (!rq_word_is_space(space)) {
		word->other_space = space;
		return false;
	}
	word->word_space = space;
	return true;
}

static bool is_on(const struct rq_xml_element *element)
{
	char value[16];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	return rq_word_is_on(value);
}

static long twips(const struct rq_xml_element *element, const char *name)
{
	char value[16];

	(void)rq_xml_attribute(element, name, value, sizeof value);
	return strtol(value, NULL, 10);
}

/* --- paragraphs, tables, boxes ----------------------------------------------------- */

/* Where lines go now: the row of the innermost table or, in a box, what follows its host. */
static struct rq_block *target(struct word *word, size_t *cell)
{
	struct level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;

	*cell = level ? level->cell : 0;
	if (!level)
		return word->block;
	return level->table ? &level->row : &level->host->boxes;
}

static void begin_paragraph(struct word *word)
{
	if (word->paragraph)
		return; /* one inside another is none */
	word->paragraph = word->spare;
	word->spare = NULL;
	if (!word->paragraph) {
		word->paragraph = rq_alloc(1, sizeof *word->paragraph);
		rq_paragraph_init(word->paragraph);
	}
	rq_paragraph_reset(word->paragraph);
	word->paragraph->gap = word->gap;
	word->gap = word->shaded = false;
	memset(&word->style, 0, sizeof word->style);
}

static void drop_paragraph(struct word *word, struct rq_paragraph *paragraph)
{
	if (!word->spare) {
		word->spare = paragraph;
		return;
	}
	rq_paragraph_free(paragraph);
	free(paragraph);
}

static void end_line(struct word *word)
{
	size_t cell;
	struct rq_block *block = target(word, &cell);

	if (word->part->margin && rq_paragraph_is_page_label(word->paragraph))
		rq_buffer_clear(&word->paragraph->text);
	if (word->err->code == RQ_OK)
		(void)rq_paragraph_end_line(word->paragraph, block, cell, word->page, word->err);
}

static void end_paragraph(struct word *word)
{
	struct rq_paragraph *paragraph = word->paragraph;
	struct rq_block *block;
	size_t cell;

	if (!paragraph)
		return;
	end_line(word);
	word->gap = word->gap || !paragraph->began;
	block = target(word, &cell);
	rq_block_move(block, &paragraph->boxes, cell);
	word->paragraph = NULL;
	drop_paragraph(word, paragraph);
}

static void push_level(struct word *word, bool table)
{
	struct level *level;

	if (word->depth == MAX_LEVELS) {
		(void)rq_fail(word->err, RQ_TOO_DEEP, "more than %d tables inside each other",
			      MAX_LEVELS);
		return;
	}
	level = &word->levels[word->depth++];
	memset(level, 0, sizeof *level);
	level->table = table;
	word->gap = true;
}

static void begin_box(struct word *word)
{
	struct rq_paragraph *host = word->paragraph;

	if (!host) {
		begin_paragraph(word);
		host = word->paragraph;
	}
	push_level(word, false);
	if (word->err->code != RQ_OK)
		return;
	word->levels[word->depth - 1].host = host;
	word->levels[word->depth - 1].host_style = word->style;
	word->paragraph = NULL;
}

static void end_box(struct word *word)
{
	struct level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;

	if (!level || level->table)
		return;
	end_paragraph(word);
	word->paragraph = level->host;
	word->style = level->host_style;
	word->depth--;
}

static void end_row(struct word *word)
{
	struct level *level = word->depth > 0 ? &word->levels[word->depth - 1] : NULL;
	struct rq_block *block;
	size_t cell;

	if (!level || !level->table)
		return;
	word->depth--; /* to see where the row itself goes */
	block = target(word, &cell);
	word->depth++;
	(void)rq_block_move_row(block, &level->row, cell, word->err);
	level->cell = 0;
}

static void end_table(struct word *word)
{
	if (word->depth == 0 || !word->levels[word->depth - 1].table)
		return;
	end_row(word);
	rq_block_free(&word->levels[word->depth - 1].row);
	word->depth--;
	word->gap = true;
}

/* --- text ---------------------------------------------------------------------------- */

static float run_size(const struct word *word)
{
	if (word->run.size > 0)
		return word->run.size;
	if (word->run.style.size > 0)
		return word->run.style.size;
	return word->style.size > 0 ? word->style.size : word->part->styles->size;
}

static bool run_is_bold(const struct word *word)
{
	if (word->run.bold != RQ_UNSET)
		return word->run.bold == RQ_YES;
	if (word->run.style.bold != RQ_UNSET)
		return word->run.style.bold == RQ_YES;
	return word->style.bold == RQ_YES;
}

/* White counts only where nothing can stand behind it: in tables and boxes something may. */
static bool run_is_hidden(const struct word *word)
{
	float size = run_size(word);
	enum rq_tristate hidden = word->run.hidden;

	if (hidden == RQ_UNSET)
		hidden = word->run.style.hidden ? word->run.style.hidden : word->style.hidden;
	return hidden == RQ_YES || (size > 0 && size < SMALLEST) ||
	       (word->run.white && !word->run.shaded && !word->shaded && word->depth == 0);
}

static void add_text(struct word *word, const char *text, size_t length)
{
	if (!word->paragraph || rq_paragraph_in_code(word->paragraph) || word->err->code != RQ_OK)
		return;
	if (run_is_hidden(word)) {
		for (size_t i = 0; i < length; i++)
			word->hidden +=
			    (unsigned char)text[i] > ' ' && ((unsigned char)text[i] & 0xc0) != 0x80;
		return;
	}
	word->written += length;
	(void)rq_paragraph_text(word->paragraph, text, length, run_is_bold(word), run_size(word),
				word->err);
}

static void add_symbol(struct word *word, const struct rq_xml_element *element)
{
	char value[16], bytes[4];
	long character;

	(void)rq_xml_attribute(element, "char", value, sizeof value);
	character = strtol(value, NULL, 16);
	if (character > ' ' && character < 0x110000 && (character < 0xd800 || character > 0xdfff))
		add_text(word, bytes, rq_text_encode((int32_t)character, bytes));
}

static void add_break(struct word *word, const struct rq_xml_element *element)
{
	char type[16];

	(void)rq_xml_attribute(element, "type", type, sizeof type);
	if (word->paragraph)
		end_line(word);
	if (strcmp(type, "page") == 0)
		word->page++;
}

static void note_field(struct word *word, const struct rq_xml_element *element)
{
	char type[16];

	if (!word->paragraph)
		return;
	(void)rq_xml_attribute(element, "fldCharType", type, sizeof type);
	if (strcmp(type, "begin") == 0)
		rq_paragraph_begin_field(word->paragraph);
	else if (strcmp(type, "separate") == 0)
		rq_paragraph_show_field(word->paragraph);
	else if (strcmp(type, "end") == 0)
		(void)rq_paragraph_end_field(word->paragraph, word->err);
}

static void begin_simple_field(struct word *word, const struct rq_xml_element *element)
{
	char code[RQ_FIELD_CODE];

	if (!word->paragraph)
		return;
	(void)rq_xml_attribute(element, "instr", code, sizeof code);
	rq_paragraph_begin_field(word->paragraph);
	rq_paragraph_field_code(word->paragraph, code, strlen(code));
	rq_paragraph_show_field(word->paragraph);
}

static void begin_link(struct word *word, const struct rq_xml_element *element)
{
	const struct rq_relation *relation;
	char id[64];

	if (!word->paragraph || !rq_xml_attribute(element, "id", id, sizeof id))
		return;
	relation = rq_relations_find(word->part->relations, id);
	if (relation && relation->external)
		rq_paragraph_begin_link(word->paragraph, relation->target);
}

/* --- properties ------------------------------------------------------------------------- */

static void set_style(struct word *word, const struct rq_xml_element *element)
{
	char id[64];

	(void)rq_xml_attribute(element, "val", id, sizeof id);
	word->style = rq_styles_resolve(word->part->styles, id);
	if (word->style.heading)
		word->paragraph->kind = RQ_LINE_HEADING;
	else if (word->style.list == RQ_YES)
		word->paragraph->kind = RQ_LINE_ITEM;
}

static void paragraph_property(struct word *word, const struct rq_xml_element *element)
{
	struct rq_paragraph *paragraph = word->paragraph;
	const char *name = element->name;
	char value[32];

	if (strcmp(name, "pStyle") == 0) {
		set_style(word, element);
	} else if (strcmp(name, "numId") == 0) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		if (paragraph->kind != RQ_LINE_HEADING)
			paragraph->kind = strcmp(value, "0") == 0 ? RQ_LINE_TEXT : RQ_LINE_ITEM;
	} else if (strcmp(name, "outlineLvl") == 0) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		if (value[0] >= '0' && value[0] <= '8')
			paragraph->kind = RQ_LINE_HEADING;
	} else if (strcmp(name, "spacing") == 0) {
		paragraph->gap = paragraph->gap || twips(element, "before") >= GAP_TWIPS;
	} else if (strcmp(name, "ind") == 0) {
		paragraph->left = (float)twips(element, "left") / TWIPS;
	} else if (strcmp(name, "shd") == 0) {
		word->shaded = true;
	} else if (strcmp(name, "pageBreakBefore") == 0) {
		word->page += is_on(element);
	}
}

static void run_property(struct word *word, const struct rq_xml_element *element)
{
	const char *name = element->name;
	char value[64];

	if (strcmp(name, "b") == 0) {
		word->run.bold = is_on(element) ? RQ_YES : RQ_NO;
	} else if (strcmp(name, "vanish") == 0) {
		word->run.hidden = is_on(element) ? RQ_YES : RQ_NO;
	} else if (strcmp(name, "sz") == 0) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		word->run.size = rq_word_points(value);
	} else if (strcmp(name, "rStyle") == 0) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		word->run.style = rq_styles_resolve(word->part->styles, value);
	} else if (strcmp(name, "color") == 0) {
		(void)rq_xml_attribute(element, "val", value, sizeof value);
		word->run.white = strcasecmp(value, "FFFFFF") == 0;
	} else if (strcmp(name, "shd") == 0 || strcmp(name, "highlight") == 0) {
		word->run.shaded = true;
	}
}

/* --- events ------------------------------------------------------------------------------- */

/* Deleted, moved away, what it was before a change, and readings above characters. */
static bool is_left_out(const char *name)
{
	static const char *const names[] = { "del", "moveFrom", "rt", "delText", "delInstrText" };
	size_t length = strlen(name);

	if (length > 6 && strcmp(name + length - 6, "Change") == 0)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The elements that hold others; false: none of these. */
static bool begin_structure(struct word *word, const struct rq_xml_element *element)
{
	const char *name = element->name;
	char type[32];

	if (strcmp(name, "p") == 0)
		begin_paragraph(word);
	else if (strcmp(name, "r") == 0)
		memset(&word->run, 0, sizeof word->run);
	else if (strcmp(name, "pPr") == 0)
		word->in_properties = true;
	else if (strcmp(name, "tbl") == 0)
		push_level(word, true);
	else if (strcmp(name, "txbxContent") == 0)
		begin_box(word);
	else if (strcmp(name, "hyperlink") == 0)
		begin_link(word, element);
	else if (strcmp(name, "fldSimple") == 0)
		begin_simple_field(word, element);
	else if (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0)
		word->skip += rq_xml_attribute(element, "type", type, sizeof type) &&
			      strcmp(type, "normal") != 0;
	else
		return false;
	return true;
}

static void begin_content(struct word *word, const struct rq_xml_element *element)
{
	const char *name = element->name;

	if (strcmp(name, "t") == 0)
		word->in_text = true;
	else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		add_text(word, "\t", 1);
	else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
		add_break(word, element);
	else if (strcmp(name, "noBreakHyphen") == 0)
		add_text(word, "-", 1);
	else if (strcmp(name, "sym") == 0)
		add_symbol(word, element);
	else if (strcmp(name, "fldChar") == 0)
		note_field(word, element);
	else if (strcmp(name, "instrText") == 0)
		word->in_code = true;
	else if (strcmp(name, "lastRenderedPageBreak") == 0)
		word->page++;
	else
		run_property(word, element);
}

/* mc:AlternateContent: the first choice, or the fallback when that has no text. */
static void begin_alternative(struct word *word, const char *name)
{
	size_t *choice = word->choice_count > 0 && word->choice_count <= MAX_ALTERNATIVES
			     ? &word->choices[word->choice_count - 1]
			     : NULL;

	if (strcmp(name, "AlternateContent") == 0) {
		if (word->choice_count < MAX_ALTERNATIVES)
			word->choices[word->choice_count] = word->written;
		word->choice_count++;
	} else if ((strcmp(name, "Choice") == 0 || strcmp(name, "Fallback") == 0) && choice &&
		   *choice != word->written) {
		word->skip = 1;
	}
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct word *word = context;

	if (word->skip > 0) {
		word->skip++;
		return;
	}
	if (!is_word(word, element->space)) {
		if (element->space && strstr(element->space, "markup-compatibility"))
			begin_alternative(word, element->name);
		return;
	}
	if (is_left_out(element->name)) {
		word->skip = 1;
		return;
	}
	if (begin_structure(word, element))
		return;
	if (word->in_properties && word->paragraph)
		paragraph_property(word, element);
	else
		begin_content(word, element);
}

static void end_structure(struct word *word, const char *name)
{
	if (strcmp(name, "t") == 0)
		word->in_text = false;
	else if (strcmp(name, "instrText") == 0)
		word->in_code = false;
	else if (strcmp(name, "pPr") == 0)
		word->in_properties = false;
	else if (strcmp(name, "p") == 0)
		end_paragraph(word);
	else if (strcmp(name, "tc") == 0 && word->depth > 0)
		word->levels[word->depth - 1].cell++;
	else if (strcmp(name, "tr") == 0)
		end_row(word);
	else if (strcmp(name, "tbl") == 0)
		end_table(word);
	else if (strcmp(name, "txbxContent") == 0)
		end_box(word);
	else if (strcmp(name, "hyperlink") == 0 && word->paragraph)
		(void)rq_paragraph_end_link(word->paragraph, word->err);
	else if (strcmp(name, "fldSimple") == 0 && word->paragraph)
		(void)rq_paragraph_end_field(word->paragraph, word->err);
}

static void on_end(void *context, const char *name, const char *space)
{
	struct word *word = context;

	if (word->skip > 0) {
		word->skip--;
		return;
	}
	if (is_word(word, space))
		end_structure(word, name);
	else if (word->choice_count > 0 && strcmp(name, "AlternateContent") == 0)
		word->choice_count--;
}

static void on_text(void *context, const char *text, size_t length)
{
	struct word *word = context;

	if (word->skip > 0)
		return;
	if (word->in_text)
		add_text(word, text, length);
	else if (word->in_code && word->paragraph)
		rq_paragraph_field_code(word->paragraph, text, length);
}

static void free_word(struct word *word)
{
	struct rq_paragraph *open[2] = { word->paragraph, word->spare };

	for (size_t i = 0; i < word->depth; i++) {
		rq_block_free(&word->levels[i].row);
		if (word->levels[i].host)
			rq_paragraph_free(word->levels[i].host);
		free(word->levels[i].host);
	}
	for (size_t i = 0; i < 2; i++) {
		if (open[i])
			rq_paragraph_free(open[i]);
		free(open[i]);
	}
	free(word);
}

int rq_word_read(const char *bytes, size_t length, struct rq_word_part *part,
		 struct rq_block *block, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct word *word = rq_alloc(1, sizeof *word);
	struct rq_xml_handler handler = { on_start, on_end, on_text, word, &handler_error };
	int result;

	word->part = part;
	word->block = block;
	word->err = &handler_error;
	word->page = 1;
	result = rq_xml_parse(bytes, length, &handler, err);
	part->hidden += word->hidden;
	free_word(word);
	return result;
}
