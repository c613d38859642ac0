#include "document/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/block.h"
#include "document/cascade.h"
#include "document/metadata.h"
#include "document/navigation.h"
#include "document/paragraph.h"
#include "document/plain.h"
#include "document/xml.h"
#include "document/year.h"

enum {
	MAX_TABLES = 32, /* inside each other; deeper ones are flattened */
	DECLARED = 2048, /* bytes in which a page tells its encoding */
	TIME_BYTES = 40, /* at most, of a time from a month to another */
};

struct table {
	struct rq_block row;
	size_t cell;
};

struct html {
	struct rq_paragraph paragraph;
	struct rq_block block;
	struct rq_cascade cascade;
	struct rq_navigation navigation;
	size_t navigations; /* that have begun */
	struct table tables[MAX_TABLES];
	size_t depth;
	struct rq_error *err;
	struct rq_document *document;
	unsigned skip; /* open elements, from one on that is not shown */
	unsigned bold; /* open elements that make bold */
	unsigned italic;
	unsigned preformatted;
	bool beside; /* such an element just ended: another one is set apart by its style */
	bool opened; /* such an element just began */
	bool space;  /* white space waits for the next word */
	bool apart;  /* the next word stands apart, at another side */
};

/* --- which elements are what ------------------------------------------------------ */

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool is_unshown(const char *name)
{
	static const char *const names[] = { "script",   "style",  "head",     "template",
					     "noscript", "svg",    "math",     "object",
					     "iframe",   "select", "textarea", "audio",
					     "video",    "canvas", "datalist", "button",
					     "noframes", NULL };

	return is_one_of(name, names);
}

/* Without an end tag or content: they cannot be waited for. */
static bool is_void(const char *name)
{
	static const char *const names[] = { "br",    "hr",     "img",  "input", "meta",
					     "link",  "area",   "base", "col",   "embed",
					     "param", "source", "wbr",  "track", NULL };

	return is_one_of(name, names);
}

static bool is_block(const char *name)
{
	static const char *const names[] = {
		"p",       "div",     "section", "article", "header",   "footer",     "main",
		"nav",     "aside",   "ul",      "ol",      "li",       "dl",         "dt",
		"dd",      "pre",     "address", "form",    "figure",   "hr",         "blockquote",
		"h1",      "h2",      "h3",      "h4",      "h5",       "h6",         "body",
		"html",    "tr",      "table",   "tbody",   "thead",    "caption",    "center",
		"details", "summary", "hgroup",  "legend",  "fieldset", "figcaption", NULL
	};

	return is_one_of(name, names);
}

static bool is_strong(const char *name)
{
	return strcmp(name, "b") == 0 || strcmp(name, "strong") == 0 || strcmp(name, "th") == 0;
}

static bool is_slanted(const char *name)
{
	return strcmp(name, "i") == 0 || strcmp(name, "em") == 0 || strcmp(name, "cite") == 0;
}

/* What pages set beside each other without white space between them. */
static bool is_beside(const char *name)
{
	return strcmp(name, "span") == 0 || strcmp(name, "time") == 0;
}

static bool is_heading(const char *name)
{
	return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

/* --- lines -------------------------------------------------------------------------- */

static struct rq_block *target(struct html *html, size_t *cell)
{
	struct table *table = html->depth > 0 ? &html->tables[html->depth - 1] : NULL;

	*cell = table ? table->cell : 0;
	return table ? &table->row : &html->block;
}

static void end_line(struct html *html)
{
	size_t cell;
	struct rq_block *block = target(html, &cell);

	html->space = html->apart = false;
	if (html->paragraph.line.text.length > 0 && html->err->code == RQ_OK)
		(void)rq_paragraph_end_line(&html->paragraph, block, cell, 0, html->err);
}

/* A new block: what follows has the facts of its own element. */
static void begin_block(struct html *html, enum rq_line_kind kind, bool gap)
{
	end_line(html);
	gap = gap || (html->paragraph.gap && !html->paragraph.began);
	rq_paragraph_reset(&html->paragraph);
	html->paragraph.kind = kind;
	html->paragraph.gap = gap;
}

static void begin_heading(struct html *html, const char *name)
{
	begin_block(html, RQ_LINE_HEADING, true);
	html->paragraph.level = (unsigned)(name[1] - '0');
}

/* What parts the next word from the one before it. */
static void add_space(struct html *html)
{
	if ((html->space || html->apart) && html->paragraph.line.text.length > 0)
		(void)rq_forming_add(&html->paragraph.line, html->apart ? "\t" : " ", 1, 0, 0,
				     html->err);
	html->space = html->apart = false;
}

/* Whether a letter is the last of what the line has. */
static bool ends_in_letter(const struct rq_buffer *line)
{
	size_t last = line->length, size;

	while (last > 0 && ((unsigned char)line->data[--last] & 0xc0) == 0x80)
		;
	return line->length > 0 &&
	       rq_text_is_letter(rq_text_decode(line->data + last, line->length - last, &size));
}

/*
 * Whether an element just began with a time right behind a letter ("Acme<span>May 2019</span>"):
 * a style sheet, ours to see or not, puts it at the other side.
 */
static bool is_time_beside(const struct html *html, const char *text, size_t length)
{
	return html->opened && length > 0 && length <= TIME_BYTES &&
	       isalnum((unsigned char)text[0]) && rq_year_in(text, length) != 0 &&
	       ends_in_letter(&html->paragraph.line.text);
}

static void add_word(struct html *html, const char *text, size_t length)
{
	add_space(html);
	if (html->err->code == RQ_OK)
		(void)rq_forming_add(&html->paragraph.line, text, length,
				     rq_face(html->bold > 0, html->italic > 0), 0, html->err);
}

static void begin_table(struct html *html)
{
	begin_block(html, RQ_LINE_TEXT, true);
	if (html->depth < MAX_TABLES)
		memset(&html->tables[html->depth], 0, sizeof html->tables[0]);
	html->depth += html->depth < MAX_TABLES;
}

static void end_row(struct html *html)
{
	struct table *table = html->depth > 0 ? &html->tables[html->depth - 1] : NULL;
	struct rq_block *block;
	size_t cell;

	end_line(html);
	if (!table)
		return;
	html->depth--;
	block = target(html, &cell);
	html->depth++;
	if (html->err->code == RQ_OK)
		(void)rq_block_move_row(block, &table->row, cell, html->err);
	table->cell = 0;
}

static void end_table(struct html *html)
{
	end_row(html);
	if (html->depth > 0)
		rq_block_free(&html->tables[--html->depth].row);
}

/* --- events --------------------------------------------------------------------------- */

static void begin_link(struct html *html, const struct rq_xml_element *element)
{
	char url[RQ_TARGET];

	if (!rq_xml_attribute(element, "href", url, sizeof url))
		return;
	add_space(html);
	rq_paragraph_begin_link(&html->paragraph, url);
}

/* Keywords and description of the page (HTML, 4.2.5.1). */
static void add_description(struct html *html, const struct rq_xml_element *element)
{
	char value[4096];

	(void)rq_xml_attribute(element, "name", value, sizeof value);
	if (strcasecmp(value, "keywords") != 0 && strcasecmp(value, "description") != 0)
		return;
	if (rq_xml_attribute(element, "content", value, sizeof value))
		rq_metadata_add(html->document, value);
}

/* Once for each element, in their order. */
static bool is_list_of_sections(struct html *html, const char *name)
{
	return strcmp(name, "nav") == 0 && html->navigations < html->navigation.count &&
	       html->navigation.lists[html->navigations++];
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct html *html = context;
	const char *name = element->name;

	if (strcmp(name, "meta") == 0)
		add_description(html, element);
	if (is_list_of_sections(html, name) || html->skip > 0 || is_unshown(name)) {
		html->skip += !is_void(name);
		return;
	}
	if (!is_void(name))
		rq_cascade_open(&html->cascade, element);
	if (rq_cascade_is_gone(&html->cascade))
		return;
	html->space = html->space || (html->beside && is_beside(name));
	html->apart = html->apart || (!is_void(name) && rq_cascade_floats(&html->cascade));
	html->beside = false;
	html->opened = is_beside(name) || (html->opened && !is_void(name));
	html->bold += is_strong(name);
	html->italic += is_slanted(name);
	html->preformatted += strcmp(name, "pre") == 0;
	if (strcmp(name, "br") == 0)
		end_line(html);
	else if (strcmp(name, "a") == 0)
		begin_link(html, element);
	else if (strcmp(name, "table") == 0)
		begin_table(html);
	else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
		begin_block(html, RQ_LINE_TEXT, false);
	else if (is_heading(name))
		begin_heading(html, name);
	else if (strcmp(name, "li") == 0)
		begin_block(html, RQ_LINE_ITEM, false);
	else if (is_block(name) && !(html->paragraph.kind == RQ_LINE_ITEM &&
				     rq_forming_is_blank(&html->paragraph.line)))
		begin_block(html, RQ_LINE_TEXT, strcmp(name, "div") != 0);
}

static void on_end(void *context, const char *name, const char *space)
{
	struct html *html = context;
	bool gone;

	(void)space;
	if (html->skip > 0) {
		html->skip -= !is_void(name);
		return;
	}
	gone = rq_cascade_is_gone(&html->cascade);
	html->apart = html->apart || (!gone && !is_void(name) && rq_cascade_floats(&html->cascade));
	if (!is_void(name))
		rq_cascade_close(&html->cascade);
	if (gone)
		return;
	html->beside = is_beside(name);
	html->opened = false;
	html->bold -= is_strong(name) && html->bold > 0;
	html->italic -= is_slanted(name) && html->italic > 0;
	html->preformatted -= strcmp(name, "pre") == 0 && html->preformatted > 0;
	if (strcmp(name, "a") == 0)
		(void)rq_paragraph_end_link(&html->paragraph, html->err);
	else if (strcmp(name, "table") == 0)
		end_table(html);
	else if (strcmp(name, "tr") == 0)
		end_row(html);
	else if (is_block(name) || strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
		begin_block(html, RQ_LINE_TEXT, false);
	if ((strcmp(name, "td") == 0 || strcmp(name, "th") == 0) && html->depth > 0)
		html->tables[html->depth - 1].cell++;
}

static void on_text(void *context, const char *text, size_t length)
{
	struct html *html = context;
	enum rq_hidden_kind kind;

	if (html->skip > 0)
		return;
	if (rq_cascade_hides(&html->cascade, &kind)) {
		rq_hidden_add(&html->document->hidden, kind, 0, text, length);
		html->space = html->space || !rq_cascade_is_gone(&html->cascade);
		return;
	}
	html->space = html->space || is_time_beside(html, text, length);
	html->beside = html->opened = false;
	for (size_t at = 0, end; at < length && html->err->code == RQ_OK; at = end) {
		end = at;
		while (end < length && !strchr(" \t\r\n\f", text[end]))
			end++;
		if (end > at) {
			add_word(html, text + at, end - at);
		} else {
			if (html->preformatted > 0 && text[at] == '\n')
				end_line(html);
			html->space = true;
			end++;
		}
	}
}

/* What a page says of itself near its beginning (HTML, 4.2.5.4), or NULL. */
static const char *declared_charset(const char *bytes, size_t length, char charset[32])
{
	const char *end = bytes + (length < DECLARED ? length : DECLARED), *at = bytes;
	size_t used = 0;

	while (end - at > 8 && strncasecmp(at, "charset=", 8) != 0)
		at++;
	if (end - at <= 8)
		return NULL;
	at += 8;
	at += *at == '"' || *at == '\'';
	while (at < end && used < 31 && (isalnum((unsigned char)*at) || strchr("-_:.", *at)))
		charset[used++] = *at++;
	charset[used] = '\0';
	return used > 0 ? charset : NULL;
}

int rq_html_read(const char *bytes, size_t length, struct rq_document *document,
		 struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct html html = { .err = &handler_error, .document = document };
	struct rq_xml_handler handler = { on_start, on_end, on_text, &html, &handler_error };
	struct rq_buffer text;
	char charset[32];
	int result;

	document->format = "html";
	rq_paragraph_init(&html.paragraph);
	rq_buffer_init(&text, RQ_MAX_XML_BYTES);
	result = rq_plain_decode(bytes, length, declared_charset(bytes, length, charset), &text,
				 document, err);
	if (result == 0)
		result = rq_cascade_init(&html.cascade, text.data, text.length, err);
	if (result == 0)
		result = rq_navigation_init(&html.navigation, text.data, text.length, err);
	if (result == 0)
		result = rq_xml_parse_html(text.data, text.length, &handler, err);
	while (result == 0 && html.depth > 0)
		end_table(&html);
	if (result == 0) {
		end_line(&html);
		result = rq_block_flush(&html.block, document, err);
	}
	while (html.depth > 0)
		rq_block_free(&html.tables[--html.depth].row);
	rq_block_free(&html.block);
	rq_cascade_free(&html.cascade);
	rq_navigation_free(&html.navigation);
	rq_buffer_free(&text);
	rq_paragraph_free(&html.paragraph);
	return result;
}

int rq_html_read_text(const char *text, size_t length, struct rq_document *document,
		      struct rq_error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct rq_buffer page;
	int result = -1;

	rq_buffer_init(&page, RQ_MAX_XML_BYTES);
	if (rq_buffer_append(&page, mark, sizeof mark - 1, err) == 0 &&
	    rq_buffer_append(&page, text, length, err) == 0)
		result = rq_html_read(page.data, page.length, document, err);
	rq_buffer_free(&page);
	return result;
}
