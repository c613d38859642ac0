#ifndef RQ_DOCUMENT_XML_H
#define RQ_DOCUMENT_XML_H

/*
 * XML and HTML as events, so that no tree is ever built of a stranger's
 * document. No network, no external entities, and no DTD at all in XML: none of
 * the formats read here has one, and it is what bombs are made of.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct rq_xml_element {
	const char *name;  /* local name; HTML's is in lower case */
	const char *space; /* namespace, or NULL; the same pointer for the same one in a document */
	const void *attributes; /* for rq_xml_attribute() */
	size_t attribute_count;
	bool html;
};

/*
 * Called in the order of the document; what is NULL is not called. Text comes in
 * pieces of any size. All that is passed lives until the call returns. A handler
 * that sets the error ends the parsing.
 */
struct rq_xml_handler {
	void (*start)(void *context, const struct rq_xml_element *element);
	void (*end)(void *context, const char *name, const char *space);
	void (*text)(void *context, const char *text, size_t length);
	void *context;
	struct rq_error *err; /* where the handlers say that they want no more */
};

/*
 * Parses a whole document. RQ_DAMAGED when it is not well-formed or has a DTD,
 * RQ_TOO_LARGE over RQ_MAX_XML_BYTES, RQ_TOO_DEEP, or the handler's error.
 */
int rq_xml_parse(const char *bytes, size_t length, const struct rq_xml_handler *handler,
		 struct rq_error *err);

/* The same of HTML in UTF-8, which is never malformed: what browsers do with it. */
int rq_xml_parse_html(const char *text, size_t length, const struct rq_xml_handler *handler,
		      struct rq_error *err);

/*
 * The value of an attribute by its local name, whatever its namespace, copied
 * into value and cut to its size; false and "" when there is none.
 */
bool rq_xml_attribute(const struct rq_xml_element *element, const char *name, char *value,
		      size_t size);

/*
 * All attributes of an element of HTML: name, value, name, …, each a string, and an empty one
 * behind the last. It is the caller's (free()).
 */
char *rq_xml_attributes(const struct rq_xml_element *element);

#endif
