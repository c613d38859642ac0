#include "export/docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "export/printer.h"
#include "export/zip.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define TYPES "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* The relations that word/document.xml has besides its links. */
static const char *const word_parts[] = { "styles", "numbering", "settings" };

struct package {
	struct rq_zip *zip;
	const struct rq_manuscript *manuscript;
	const struct rq_look *look;
	int64_t seconds; /* the time of its members */
	struct rq_error *err;
};

/* LRM of UAX #9; what is newer, programs that open documents do not know. */
static const char rightwards[] = "\xe2\x80\x8e";

/* --- the text ------------------------------------------------------------------------- */

static void print_text(struct rq_markup *part, const char *text, const char *style, bool leftwards)
{
	rq_markup_open(part, "w:r");
	if (style || leftwards) {
		rq_markup_open(part, "w:rPr");
		if (style)
			rq_docx_value(part, "w:rStyle", style);
		if (leftwards)
			rq_markup_empty(part, "w:rtl", NULL, NULL);
		rq_markup_close(part);
	}
	rq_markup_open(part, "w:t");
	rq_markup_attribute(part, "xml:space", "preserve");
	rq_markup_text(part, text);
	rq_markup_close(part);
	rq_markup_close(part);
}

/* A run; a link is numbered as its relation will be. */
static void print_run(struct rq_markup *part, const struct rq_run *run, bool leftwards,
		      size_t *links)
{
	char id[32];

	if (!run->link) {
		print_text(part, run->text, rq_docx_run_style(run->style), leftwards);
		return;
	}
	(void)snprintf(id, sizeof id, "link%zu", ++*links);
	rq_markup_open(part, "w:hyperlink");
	rq_markup_attribute(part, "r:id", id);
	rq_markup_attribute(part, "w:history", "1");
	print_text(part, run->text, "Hyperlink", leftwards);
	rq_markup_close(part);
}

static void print_tab(struct rq_markup *part)
{
	rq_markup_open(part, "w:r");
	rq_markup_empty(part, "w:tab", NULL, NULL);
	rq_markup_close(part);
}

static void print_line(struct rq_markup *part, const struct rq_script_line *line, bool leftwards,
		       const struct rq_look *look, size_t *links)
{
	bool turned = leftwards && !line->right_to_left;

	rq_markup_open(part, "w:p");
	rq_markup_open(part, "w:pPr");
	rq_docx_value(part, "w:pStyle", rq_docx_line_style(line->role));
	if (leftwards)
		rq_markup_empty(part, "w:bidi", NULL, NULL);
	rq_markup_close(part);
	if (turned) /* or signs at its ends would stand as those of the paragraph */
		print_text(part, rightwards, NULL, false);
	for (size_t i = 0; i < line->count; i++) {
		if (i > 0 && line->role == RQ_ROLE_CONTACT)
			print_text(part, look->between, "Soft", false);
		if (line->run[i].number)
			print_text(part, rightwards, NULL, false);
		print_run(part, &line->run[i], line->right_to_left && !line->run[i].number, links);
		if (line->run[i].number)
			print_text(part, rightwards, NULL, false);
	}
	if (turned)
		print_text(part, rightwards, NULL, false);
	if (line->aside && look->joint)
		print_text(part, look->joint, "Soft", false);
	else if (line->aside)
		print_tab(part);
	if (line->aside)
		print_text(part, line->aside, "Soft", leftwards);
	rq_markup_close(part);
}

static void print_page(struct rq_markup *part, const struct rq_look *look, bool leftwards)
{
	static const char *const margins[] = { "w:top", "w:right", "w:bottom", "w:left" };

	rq_markup_open(part, "w:sectPr");
	rq_markup_open(part, "w:pgSz");
	rq_docx_twips(part, "w:w", look->width);
	rq_docx_twips(part, "w:h", look->height);
	rq_markup_close(part);
	rq_markup_open(part, "w:pgMar");
	for (size_t i = 0; i < sizeof margins / sizeof margins[0]; i++)
		rq_docx_twips(part, margins[i], look->margin);
	rq_docx_twips(part, "w:header", look->margin / 2);
	rq_docx_twips(part, "w:footer", look->margin / 2);
	rq_docx_twips(part, "w:gutter", 0);
	rq_markup_close(part);
	if (leftwards)
		rq_markup_empty(part, "w:bidi", NULL, NULL);
	rq_markup_close(part);
}

static void print_document(struct rq_markup *part, const struct package *package)
{
	const struct rq_manuscript *manuscript = package->manuscript;
	size_t links = 0;

	rq_markup_declare(part);
	rq_markup_open(part, "w:document");
	rq_markup_attribute(part, "xmlns:w", RQ_DOCX_WORD);
	rq_markup_attribute(part, "xmlns:r", OFFICE "relationships");
	rq_markup_open(part, "w:body");
	for (size_t i = 0; i < manuscript->count; i++)
		print_line(part, &manuscript->line[i], manuscript->right_to_left, package->look,
			   &links);
	print_page(part, package->look, manuscript->right_to_left);
	rq_markup_close(part);
	rq_markup_close(part);
}

/* --- what holds the parts together ---------------------------------------------------------- */

static void relation(struct rq_markup *part, const char *id, const char *type, const char *target,
		     bool external)
{
	rq_markup_open(part, "Relationship");
	rq_markup_attribute(part, "Id", id);
	rq_markup_attribute(part, "Type", type);
	rq_markup_attribute(part, "Target", target);
	rq_markup_attribute(part, "TargetMode", external ? "External" : NULL);
	rq_markup_close(part);
}

static void begin_relations(struct rq_markup *part)
{
	rq_markup_declare(part);
	rq_markup_open(part, "Relationships");
	rq_markup_attribute(part, "xmlns", PACKAGE "relationships");
}

static void print_root_relations(struct rq_markup *part, const struct package *package)
{
	(void)package;
	begin_relations(part);
	relation(part, "document", OFFICE "relationships/officeDocument", "word/document.xml",
		 false);
	relation(part, "core", PACKAGE "relationships/metadata/core-properties",
		 "docProps/core.xml", false);
	relation(part, "app", OFFICE "relationships/extended-properties", "docProps/app.xml",
		 false);
	rq_markup_close(part);
}

static void print_word_relations(struct rq_markup *part, const struct package *package)
{
	size_t links = 0;
	char id[32], type[128];

	begin_relations(part);
	for (size_t i = 0; i < sizeof word_parts / sizeof word_parts[0]; i++) {
		(void)snprintf(id, sizeof id, "%s.xml", word_parts[i]);
		(void)snprintf(type, sizeof type, OFFICE "relationships/%s", word_parts[i]);
		relation(part, word_parts[i], type, id, false);
	}
	for (size_t i = 0; i < package->manuscript->count; i++) {
		const struct rq_script_line *line = &package->manuscript->line[i];

		for (size_t k = 0; k < line->count; k++) {
			if (!line->run[k].link)
				continue;
			(void)snprintf(id, sizeof id, "link%zu", ++links);
			relation(part, id, OFFICE "relationships/hyperlink", line->run[k].link,
				 true);
		}
	}
	rq_markup_close(part);
}

static void content_type(struct rq_markup *part, const char *element, const char *key,
			 const char *what, const char *type)
{
	rq_markup_open(part, element);
	rq_markup_attribute(part, key, what);
	rq_markup_attribute(part, "ContentType", type);
	rq_markup_close(part);
}

static void print_types(struct rq_markup *part, const struct package *package)
{
	char name[64], type[128];

	(void)package;
	rq_markup_declare(part);
	rq_markup_open(part, "Types");
	rq_markup_attribute(part, "xmlns", PACKAGE "content-types");
	content_type(part, "Default", "Extension", "rels",
		     "application/vnd.openxmlformats-package.relationships+xml");
	content_type(part, "Default", "Extension", "xml", "application/xml");
	content_type(part, "Override", "PartName", "/word/document.xml", TYPES "document.main+xml");
	for (size_t i = 0; i < sizeof word_parts / sizeof word_parts[0]; i++) {
		(void)snprintf(name, sizeof name, "/word/%s.xml", word_parts[i]);
		(void)snprintf(type, sizeof type, TYPES "%s+xml", word_parts[i]);
		content_type(part, "Override", "PartName", name, type);
	}
	content_type(part, "Override", "PartName", "/docProps/core.xml",
		     "application/vnd.openxmlformats-package.core-properties+xml");
	content_type(part, "Override", "PartName", "/docProps/app.xml",
		     "application/vnd.openxmlformats-officedocument.extended-properties+xml");
	rq_markup_close(part);
}

static void moment(struct rq_markup *part, const char *name, const char *text)
{
	if (!text)
		return;
	rq_markup_open(part, name);
	rq_markup_attribute(part, "xsi:type", "dcterms:W3CDTF");
	rq_markup_text(part, text);
	rq_markup_close(part);
}

static void print_core(struct rq_markup *part, const struct package *package)
{
	const struct rq_manuscript *manuscript = package->manuscript;

	rq_markup_declare(part);
	rq_markup_open(part, "cp:coreProperties");
	rq_markup_attribute(part, "xmlns:cp", PACKAGE "metadata/core-properties");
	rq_markup_attribute(part, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	rq_markup_attribute(part, "xmlns:dcterms", "http://purl.org/dc/terms/");
	rq_markup_attribute(part, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	if (manuscript->title)
		rq_markup_element(part, "dc:title", manuscript->title);
	if (manuscript->author)
		rq_markup_element(part, "dc:creator", manuscript->author);
	if (manuscript->language[0])
		rq_markup_element(part, "dc:language", manuscript->language);
	moment(part, "dcterms:created", manuscript->made_at);
	moment(part, "dcterms:modified", manuscript->made_at);
	rq_markup_close(part);
}

static void print_app(struct rq_markup *part, const struct package *package)
{
	(void)package;
	rq_markup_declare(part);
	rq_markup_open(part, "Properties");
	rq_markup_attribute(part, "xmlns", OFFICE "extended-properties");
	rq_markup_element(part, "Application", "rq");
	rq_markup_close(part);
}

static void print_settings(struct rq_markup *part, const struct package *package)
{
	(void)package;
	rq_markup_declare(part);
	rq_markup_open(part, "w:settings");
	rq_markup_attribute(part, "xmlns:w", RQ_DOCX_WORD);
	rq_docx_value(part, "w:defaultTabStop", "720");
	rq_markup_open(part, "w:compat");
	rq_markup_open(part, "w:compatSetting"); /* Word 2013 and later: no compatibility mode */
	rq_markup_attribute(part, "w:name", "compatibilityMode");
	rq_markup_attribute(part, "w:uri", "http://schemas.microsoft.com/office/word");
	rq_markup_attribute(part, "w:val", "15");
	rq_markup_close(part);
	rq_markup_close(part);
	rq_markup_close(part);
}

static void print_styles(struct rq_markup *part, const struct package *package)
{
	rq_docx_styles(part, package->look, package->manuscript->language);
}

static void print_numbering(struct rq_markup *part, const struct package *package)
{
	rq_docx_numbering(part, package->look, package->manuscript->right_to_left);
}

/* --- the package ---------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*print)(struct rq_markup *part, const struct package *package);
} parts[] = {
	{ "[Content_Types].xml", print_types },
	{ "_rels/.rels", print_root_relations },
	{ "docProps/core.xml", print_core },
	{ "docProps/app.xml", print_app },
	{ "word/document.xml", print_document },
	{ "word/_rels/document.xml.rels", print_word_relations },
	{ "word/styles.xml", print_styles },
	{ "word/numbering.xml", print_numbering },
	{ "word/settings.xml", print_settings },
};

static int add_part(struct package *package, size_t i)
{
	struct rq_markup *part = rq_markup_new();
	struct rq_buffer bytes;
	int result;

	rq_buffer_init(&bytes, RQ_MAX_PRINTED_BYTES);
	parts[i].print(part, package);
	result = rq_markup_finish(part, &bytes, package->err);
	if (result == 0)
		result = rq_zip_add(package->zip, parts[i].name, bytes.data, bytes.length,
				    package->seconds, package->err);
	rq_buffer_free(&bytes);
	return result;
}

static int keep(void *context, const void *bytes, size_t count, struct rq_error *err)
{
	return rq_buffer_append(context, bytes, count, err);
}

int rq_print_docx(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err)
{
	struct package package = { .manuscript = manuscript, .look = look, .err = err };
	struct rq_error ignored = { 0 };
	int64_t made = 0;
	int result;

	if (manuscript->made_at)
		(void)rq_clock_parse(manuscript->made_at, &made, &ignored);
	package.seconds = made / 1000;
	result = rq_zip_open(keep, &printed->bytes, &package.zip, err);
	for (size_t i = 0; result == 0 && i < sizeof parts / sizeof parts[0]; i++)
		result = add_part(&package, i);
	if (result == 0)
		result = rq_zip_finish(package.zip, err);
	rq_zip_free(package.zip);
	return result;
}
