#include "strict.h"

#include <string.h>

static bool is_required(const json_t *schema, const char *name)
{
	json_t *required;
	size_t i;

	json_array_foreach (rq_json_array(schema, "required"), i, required)
		if (strcmp(json_string_value(required), name) == 0)
			return true;
	return false;
}

static bool is_closed(const json_t *schema)
{
	const char *name;
	json_t *property;

	json_object_foreach (rq_json_object(schema, "properties"), name, property)
		if (!is_required(schema, name) || !strict_takes(property))
			return false;
	return json_is_false(json_object_get(schema, "additionalProperties"));
}

bool strict_takes(const json_t *schema)
{
	const char *type = rq_json_string(schema, "type");
	const json_t *items = rq_json_object(schema, "items");

	return (!type || strcmp(type, "object") != 0 || is_closed(schema)) &&
	       (!items || strict_takes(items));
}
