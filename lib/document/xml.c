#include "document/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

enum { CHUNK = 64 << 10 }; /* what the parser gets at once, and may do after it was told to stop */

/* Attributes as libxml2 hands them over: five pointers each in XML, pairs in HTML. */
enum { XML_FIELDS = 5, FIELD_NAME = 0, FIELD_VALUE = 3, FIELD_END = 4 };

struct parsing {
	const struct rq_xml_handler *handler;
	xmlParserCtxtPtr parser;
	struct rq_error *err;
	unsigned depth;
	bool html;
	bool stopped;
};

static const char *chars(const xmlChar *text)
{
	return (const char *)text;
}

static void stop(struct parsing *parsing)
{
	parsing->stopped = true;
	xmlStopParser(parsing->parser);
}

/* After a handler ran: whether it has had enough. */
static void look_at_handler(struct parsing *parsing)
{
	if (parsing->handler->err->code != RQ_OK)
		stop(parsing);
}

static void begin_element(struct parsing *parsing, const struct rq_xml_element *element)
{
	if (parsing->stopped)
		return;
	if (++parsing->depth > RQ_MAX_XML_DEPTH && !parsing->html) {
		(void)rq_fail(parsing->err, RQ_TOO_DEEP, "more than %d elements inside each other",
			      RQ_MAX_XML_DEPTH);
		stop(parsing);
		return;
	}
	if (parsing->handler->start)
		parsing->handler->start(parsing->handler->context, element);
	look_at_handler(parsing);
}

static void end_element(struct parsing *parsing, const char *name, const char *space)
{
	if (parsing->stopped)
		return;
	parsing->depth--;
	if (parsing->handler->end)
		parsing->handler->end(parsing->handler->context, name, space);
	look_at_handler(parsing);
}

/* --- libxml2's callbacks --------------------------------------------------------- */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespaces, const xmlChar **declared, int attributes, int defaulted,
		     const xmlChar **values)
{
	struct rq_xml_element element = { .name = chars(name),
					  .space = chars(uri),
					  .attributes = values,
					  .attribute_count = (size_t)attributes };

	(void)prefix;
	(void)namespaces;
	(void)declared;
	(void)defaulted;
	begin_element(context, &element);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix;
	end_element(context, chars(name), chars(uri));
}

static void on_html_start(void *context, const xmlChar *name, const xmlChar **values)
{
	struct rq_xml_element element = { .name = chars(name), .attributes = values, .html = true };

	begin_element(context, &element);
}

static void on_html_end(void *context, const xmlChar *name)
{
	end_element(context, chars(name), NULL);
}

static void on_text(void *context, const xmlChar *text, int length)
{
	struct parsing *parsing = context;

	if (parsing->stopped || !parsing->handler->text)
		return;
	parsing->handler->text(parsing->handler->context, chars(text), (size_t)length);
	look_at_handler(parsing);
}

static void on_dtd(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *uri)
{
	struct parsing *parsing = context;

	(void)name;
	(void)id;
	(void)uri;
	if (parsing->html)
		return;
	(void)rq_fail(parsing->err, RQ_DAMAGED, "XML with a document type: not allowed");
	stop(parsing);
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct parsing *parsing = context;
	char clean[120];

	if (parsing->html || parsing->stopped || error->level != XML_ERR_FATAL)
		return;
	if (error->code == XML_ERR_NO_MEMORY) {
		(void)rq_fail(parsing->err, RQ_TOO_LARGE, "no memory for it");
	} else {
		size_t length = error->message ? strcspn(error->message, "\n") : 0;
		char *line = strndup(error->message ? error->message : "", length);

		(void)rq_fail(parsing->err, RQ_DAMAGED, "XML is not well-formed: line %d: %s",
			      error->line, rq_text_escape(line ? line : "", clean, sizeof clean));
		free(line);
	}
	stop(parsing);
}

static void make_handler(xmlSAXHandler *sax, bool html)
{
	memset(sax, 0, sizeof *sax);
	sax->initialized = XML_SAX2_MAGIC;
	sax->internalSubset = on_dtd;
	sax->characters = on_text;
	sax->ignorableWhitespace = on_text;
	sax->serror = on_error;
	if (html) {
		sax->startElement = on_html_start;
		sax->endElement = on_html_end;
	} else {
		sax->cdataBlock = on_text;
		sax->startElementNs = on_start;
		sax->endElementNs = on_end;
	}
}

/* --- parsing ------------------------------------------------------------------------ */

static void feed(struct parsing *parsing, const char *bytes, size_t length)
{
	for (size_t at = 0; at < length && !parsing->stopped; at += CHUNK) {
		size_t count = length - at < CHUNK ? length - at : CHUNK;

		if (parsing->html)
			(void)htmlParseChunk(parsing->parser, bytes + at, (int)count, 0);
		else
			(void)xmlParseChunk(parsing->parser, bytes + at, (int)count, 0);
	}
	if (parsing->stopped)
		return;
	if (parsing->html)
		(void)htmlParseChunk(parsing->parser, bytes, 0, 1);
	else
		(void)xmlParseChunk(parsing->parser, bytes, 0, 1);
}

static int run(struct parsing *parsing, const char *bytes, size_t length)
{
	feed(parsing, bytes, length);
	if (parsing->parser->myDoc)
		xmlFreeDoc(parsing->parser->myDoc);
	parsing->parser->myDoc = NULL;
	if (parsing->err->code == RQ_OK && parsing->handler->err->code != RQ_OK)
		*parsing->err = *parsing->handler->err;
	return parsing->err->code == RQ_OK ? 0 : -1;
}

int rq_xml_parse(const char *bytes, size_t length, const struct rq_xml_handler *handler,
		 struct rq_error *err)
{
	struct parsing parsing = { .handler = handler, .err = err };
	xmlSAXHandler sax;
	int result;

	if (length > RQ_MAX_XML_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu MiB of XML",
			       RQ_MAX_XML_BYTES >> 20);
	make_handler(&sax, false);
	/* Four bytes tell the encoding. */
	parsing.parser =
	    xmlCreatePushParserCtxt(&sax, &parsing, bytes, length < 4 ? (int)length : 4, NULL);
	if (!parsing.parser)
		return rq_fail(err, RQ_TOO_LARGE, "no memory for it");
	(void)xmlCtxtUseOptions(parsing.parser, XML_PARSE_NONET | XML_PARSE_COMPACT);
	result = length < 4 ? rq_fail(err, RQ_DAMAGED, "XML that is cut off")
			    : run(&parsing, bytes + 4, length - 4);
	xmlFreeParserCtxt(parsing.parser);
	return result;
}

int rq_xml_parse_html(const char *text, size_t length, const struct rq_xml_handler *handler,
		      struct rq_error *err)
{
	struct parsing parsing = { .handler = handler, .err = err, .html = true };
	xmlSAXHandler sax;
	int result;

	if (length > RQ_MAX_XML_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu MiB of HTML",
			       RQ_MAX_XML_BYTES >> 20);
	make_handler(&sax, true);
	parsing.parser =
	    htmlCreatePushParserCtxt(&sax, &parsing, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (!parsing.parser)
		return rq_fail(err, RQ_TOO_LARGE, "no memory for it");
	(void)htmlCtxtUseOptions(parsing.parser, HTML_PARSE_NONET | HTML_PARSE_RECOVER |
						     HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
	result = run(&parsing, text, length);
	htmlFreeParserCtxt(parsing.parser);
	return result;
}

/* --- attributes ------------------------------------------------------------------------ */

/* libxml2 leaves "&" as "&#38;" where it would be an entity's value. */
static bool copy_value(const char *start, size_t length, char *value, size_t size)
{
	static const char ampersand[] = "&#38;";
	size_t used = 0;

	for (size_t at = 0; at < length && used + 1 < size; at++) {
		value[used++] = start[at];
		if (length - at >= sizeof ampersand - 1 &&
		    memcmp(start + at, ampersand, sizeof ampersand - 1) == 0)
			at += sizeof ampersand - 2;
	}
	value[used] = '\0';
	return true;
}

bool rq_xml_attribute(const struct rq_xml_element *element, const char *name, char *value,
		      size_t size)
{
	const xmlChar *const *fields = element->attributes;

	value[0] = '\0';
	if (element->html) { /* name, value, …, NULL */
		for (; fields && fields[0]; fields += 2)
			if (strcmp(chars(fields[0]), name) == 0)
				return copy_value(fields[1] ? chars(fields[1]) : "",
						  fields[1] ? strlen(chars(fields[1])) : 0, value,
						  size);
		return false;
	}
	for (size_t i = 0; i < element->attribute_count; i++, fields += XML_FIELDS)
		if (strcmp(chars(fields[FIELD_NAME]), name) == 0)
			return copy_value(chars(fields[FIELD_VALUE]),
					  (size_t)(fields[FIELD_END] - fields[FIELD_VALUE]), value,
					  size);
	return false;
}

char *rq_xml_attributes(const struct rq_xml_element *element)
{
	const xmlChar *const *fields = element->html ? element->attributes : NULL;
	size_t size = 1;
	char *all, *to;

	for (size_t i = 0; fields && fields[i]; i += 2)
		size += strlen(chars(fields[i])) + 2 +
			(fields[i + 1] ? strlen(chars(fields[i + 1])) : 0);
	all = to = rq_alloc(size, 1);
	for (size_t i = 0; fields && fields[i]; i += 2) {
		if (!*fields[i])
			continue;
		to = stpcpy(to, chars(fields[i])) + 1;
		(void)copy_value(chars(fields[i + 1]),
				 fields[i + 1] ? strlen(chars(fields[i + 1])) : 0, to,
				 (size_t)(all + size - to));
		to += strlen(to) + 1;
	}
	*to = '\0';
	return all;
}
