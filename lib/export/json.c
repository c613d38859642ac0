#include "export/printer.h"

#include <stdlib.h>

#include "export/address.h"

#define SCHEMA "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.3.0/schema.json"

/* The schema wants URIs; people write "example.org/jane". What can be none gets another name. */
static void mend_address(json_t *object)
{
	const char *url = rq_json_string(object, "url");
	char *link = rq_address_link(url);

	if (url && !link)
		rq_json_set_string(object, "x-url", url);
	if (url && !link)
		(void)json_object_del(object, "url");
	if (link)
		rq_json_set_string(object, "url", link);
	free(link);
}

static void mend_addresses(json_t *value)
{
	const char *key;
	json_t *member;

	if (json_is_object(value))
		mend_address(value);
	for (size_t i = 0; i < json_array_size(value); i++)
		mend_addresses(json_array_get(value, i));
	json_object_foreach (value, key, member)
		mend_addresses(member);
}

int rq_print_json(const json_t *resume, struct rq_printed *printed, struct rq_error *err)
{
	json_t *document = json_object(), *copy = json_deep_copy(resume);
	char *text;
	int result;

	rq_json_set_string(document, "$schema", SCHEMA);
	(void)json_object_update_missing(document, copy);
	mend_addresses(document);
	text = json_dumps(document, JSON_INDENT(2));
	result = rq_buffer_append_text(&printed->bytes, text, err) == -1 ||
			 rq_buffer_append_text(&printed->bytes, "\n", err) == -1
		     ? -1
		     : 0;
	free(text);
	json_decref(copy);
	json_decref(document);
	return result;
}
