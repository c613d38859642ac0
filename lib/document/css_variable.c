#include "document/css_variable.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

enum { MAX_INSIDE = 4 }; /* variables that stand for others */

struct rq_css_variable {
	char *name, *value;
	size_t length; /* of its name */
	bool root, unsure;
};

void rq_css_variables_free(struct rq_css_variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		free(variables->list[i].name);
		free(variables->list[i].value);
	}
	free(variables->list);
	*variables = (struct rq_css_variables) { 0 };
}

static struct rq_css_variable *find(const struct rq_css_variables *variables, const char *name,
				    size_t length)
{
	for (size_t i = 0; i < variables->count; i++)
		if (variables->list[i].length == length &&
		    strncmp(variables->list[i].name, name, length) == 0)
			return &variables->list[i];
	return NULL;
}

void rq_css_variables_add(struct rq_css_variables *variables, const char *name, const char *value,
			  bool root)
{
	struct rq_css_variable *known = find(variables, name, strlen(name));

	if (!known && variables->count < RQ_MAX_STYLE_VARIABLES) {
		variables->list = rq_grow(variables->list, variables->count, &variables->capacity,
					  sizeof *variables->list);
		variables->list[variables->count++] =
		    (struct rq_css_variable) { .name = rq_strdup(name),
					       .value = rq_strdup(value),
					       .length = strlen(name),
					       .root = root };
	} else if (known && root >= known->root) {
		known->unsure = !root && (known->unsure || strcmp(known->value, value) != 0);
		free(known->value);
		known->value = rq_strdup(value);
		known->root = root;
	}
}

const char *rq_css_variables_find(const struct rq_css_variables *variables, const char *value)
{
	static const char var[] = "var(";

	for (int i = 0; i < MAX_INSIDE && strncmp(value, var, sizeof var - 1) == 0; i++) {
		const char *name = value + sizeof var - 1;
		size_t length = strcspn(name, ",)");
		const struct rq_css_variable *known = find(variables, name, length);

		if (known && known->unsure)
			break;
		if (known)
			value = known->value;
		else if (name[length] == ',')
			value = name + length + 1; /* and a bracket that nobody minds */
		else
			break;
	}
	return value;
}
