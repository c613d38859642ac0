#include "edit/leaf.h"

#include <string.h>

static const char *const sections[] = {
	"/basics/summary", "/basics/label",  "/work/",      "/volunteer/",
	"/education/",     "/projects/",     "/skills/",    "/certificates/",
	"/awards/",        "/publications/", "/languages/",
};

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool rq_leaf_supports(const char *pointer)
{
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
		if (begins(pointer, sections[i]))
			return true;
	return false;
}

bool rq_leaf_is_prose(const char *pointer)
{
	const char *last = strrchr(pointer, '/');

	return strstr(pointer, "/highlights/") ||
	       (last && (strcmp(last, "/summary") == 0 || strcmp(last, "/description") == 0));
}

size_t rq_leaf_entry(const char *pointer)
{
	const char *end;

	if (begins(pointer, "/basics/"))
		return strlen("/basics/");
	if (begins(pointer, "/skills/"))
		return strlen("/skills/");
	end = strchr(pointer + 1, '/');
	end = end ? strchr(end + 1, '/') : NULL;
	return end ? (size_t)(end - pointer) + 1 : strlen(pointer);
}

bool rq_leaf_is_beside(const char *one, const char *other)
{
	size_t length = rq_leaf_entry(one);

	return rq_leaf_entry(other) == length && strncmp(one, other, length) == 0;
}
