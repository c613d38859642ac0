#include "document/field.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

static const char white[] = " \t\r\n";

/* What stands behind the field's name, or NULL when it has another. */
static const char *behind_name(const char *instructions, const char *name)
{
	size_t length = strlen(name);

	instructions += strspn(instructions, white);
	if (strncasecmp(instructions, name, length) != 0 ||
	    !strchr(" \t\r\n\"\\", instructions[length]))
		return NULL;
	instructions += length;
	return instructions + strspn(instructions, white);
}

char *rq_field_url(const char *instructions)
{
	const char *at = behind_name(instructions, "HYPERLINK"), *end;

	if (!at || *at == '\\' || *at == '\0')
		return NULL;
	if (*at != '"')
		return rq_strndup(at, strcspn(at, white));
	end = strchr(++at, '"');
	return end ? rq_strndup(at, (size_t)(end - at)) : NULL;
}

bool rq_field_is_page_number(const char *instructions)
{
	return behind_name(instructions, "PAGE") || behind_name(instructions, "NUMPAGES") ||
	       behind_name(instructions, "SECTIONPAGES");
}
