#include "document/metadata.h"

#include <string.h>

#include "document/xml.h"

static void add(struct rq_document *document, const char *text, size_t length)
{
	rq_hidden_add(&document->hidden, RQ_HIDDEN_METADATA, 0, text, length);
}

void rq_metadata_add(struct rq_document *document, const char *text)
{
	if (!text)
		return;
	add(document, text, strlen(text));
	add(document, " ", 1);
}

/* Adobe writes short members as attributes. */
static void on_start(void *context, const struct rq_xml_element *element)
{
	char keywords[4096];

	if (rq_xml_attribute(element, "Keywords", keywords, sizeof keywords))
		rq_metadata_add(context, keywords);
}

static void on_end(void *context, const char *name, const char *space)
{
	(void)name;
	(void)space;
	add(context, " ", 1);
}

static void on_text(void *context, const char *text, size_t length)
{
	add(context, text, length);
}

void rq_metadata_add_xml(struct rq_document *document, const char *bytes, size_t length)
{
	struct rq_error handler_error = { 0 }, ignored = { 0 };
	struct rq_xml_handler handler = { on_start, on_end, on_text, document, &handler_error };

	(void)rq_xml_parse(bytes, length, &handler, &ignored);
}
