#include "export/markup.h"

#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

struct rq_markup {
	xmlTextWriter *writer;
	xmlBuffer *bytes;
	bool failed;
};

/* The library's characters are unsigned ones. */
static const xmlChar *chars(const char *text)
{
	return (const xmlChar *)text;
}

/* The first failure is kept for rq_markup_finish(); the calls behind it change nothing. */
static void note(struct rq_markup *markup, int result)
{
	markup->failed = markup->failed || result < 0;
}

struct rq_markup *rq_markup_new(void)
{
	struct rq_markup *markup = rq_alloc(1, sizeof *markup);

	markup->bytes = xmlBufferCreate();
	markup->writer = markup->bytes ? xmlNewTextWriterMemory(markup->bytes, 0) : NULL;
	note(markup, markup->writer ? 0 : -1);
	return markup;
}

int rq_markup_finish(struct rq_markup *markup, struct rq_buffer *out, struct rq_error *err)
{
	int result = -1;

	note(markup, xmlTextWriterEndDocument(markup->writer));
	xmlFreeTextWriter(markup->writer);
	if (markup->failed)
		(void)rq_fail(err, RQ_SYSTEM, "cannot write XML");
	else
		result = rq_buffer_append(out, xmlBufferContent(markup->bytes),
					  (size_t)xmlBufferLength(markup->bytes), err);
	xmlBufferFree(markup->bytes);
	free(markup);
	return result;
}

void rq_markup_declare(struct rq_markup *markup)
{
	note(markup, xmlTextWriterStartDocument(markup->writer, NULL, "UTF-8", "yes"));
}

void rq_markup_open(struct rq_markup *markup, const char *name)
{
	note(markup, xmlTextWriterStartElement(markup->writer, chars(name)));
}

void rq_markup_attribute(struct rq_markup *markup, const char *name, const char *value)
{
	if (value)
		note(markup,
		     xmlTextWriterWriteAttribute(markup->writer, chars(name), chars(value)));
}

void rq_markup_text(struct rq_markup *markup, const char *text)
{
	note(markup, xmlTextWriterWriteString(markup->writer, chars(text)));
}

void rq_markup_close(struct rq_markup *markup)
{
	note(markup, xmlTextWriterEndElement(markup->writer));
}

void rq_markup_empty(struct rq_markup *markup, const char *name, const char *attribute,
		     const char *value)
{
	rq_markup_open(markup, name);
	rq_markup_attribute(markup, attribute, value);
	rq_markup_close(markup);
}

void rq_markup_element(struct rq_markup *markup, const char *name, const char *text)
{
	rq_markup_open(markup, name);
	rq_markup_text(markup, text);
	rq_markup_close(markup);
}

void rq_markup_raw(struct rq_markup *markup, const char *markup_text, size_t length)
{
	note(markup, xmlTextWriterWriteRawLen(markup->writer, chars(markup_text), (int)length));
}
