#include "document/root.h"

#include <ctype.h>
#include <string.h>

struct tag {
	const char *name; /* without its prefix */
	size_t length;
	const char *end; /* of its attributes */
	bool declared;   /* an XML declaration stands in front */
};

static bool starts_with(const char *at, const char *end, const char *what)
{
	size_t size = strlen(what);

	return (size_t)(end - at) >= size && memcmp(at, what, size) == 0;
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && isspace((unsigned char)*at))
		at++;
	return at;
}

/* Behind a document type, which may have declarations in brackets; NULL: it does not end. */
static const char *skip_type(const char *at, const char *end)
{
	const char *close = memchr(at, '>', (size_t)(end - at));
	const char *bracket = memchr(at, '[', (size_t)(end - at));

	if (!close || !bracket || bracket > close)
		return close ? close + 1 : NULL;
	bracket = memchr(bracket, ']', (size_t)(end - bracket));
	close = bracket ? memchr(bracket, '>', (size_t)(end - bracket)) : NULL;
	return close ? close + 1 : NULL;
}

/* Behind "<?…?>", "<!--…-->" and "<!DOCTYPE…>"; NULL when one of them does not end. */
static const char *skip_prolog(const char *at, const char *end, bool *declared)
{
	for (;;) {
		const char *close = NULL;

		at = skip_space(at, end);
		*declared = *declared || starts_with(at, end, "<?xml");
		if (starts_with(at, end, "<?"))
			close = "?>";
		else if (starts_with(at, end, "<!--"))
			close = "-->";
		else if (!starts_with(at, end, "<!"))
			return at;
		if (close) {
			at = memmem(at, (size_t)(end - at), close, strlen(close));
			at = at ? at + strlen(close) : NULL;
		} else {
			at = skip_type(at, end);
		}
		if (!at)
			return NULL;
	}
}

static bool find_tag(const char *bytes, size_t length, struct tag *tag)
{
	const char *end = bytes + length, *at = bytes;

	if (starts_with(at, end, "\xef\xbb\xbf"))
		at += 3;
	tag->declared = false;
	at = skip_prolog(at, end, &tag->declared);
	if (!at || end - at < 2 || *at++ != '<')
		return false;
	tag->name = at;
	for (; at < end && !isspace((unsigned char)*at) && *at != '>' && *at != '/'; at++)
		if (*at == ':')
			tag->name = at + 1;
	tag->length = (size_t)(at - tag->name);
	tag->end = memchr(at, '>', (size_t)(end - at));
	if (!tag->end)
		tag->end = end;
	return tag->length > 0;
}

static bool is_named(const struct tag *tag, const char *name)
{
	return tag->length == strlen(name) && memcmp(tag->name, name, tag->length) == 0;
}

static bool mentions(const struct tag *tag, const char *space)
{
	return memmem(tag->name, (size_t)(tag->end - tag->name), space, strlen(space)) != NULL;
}

enum rq_root rq_root_kind(const char *bytes, size_t length)
{
	struct tag tag;

	if (!find_tag(bytes, length, &tag))
		return RQ_ROOT_NONE;
	if (is_named(&tag, "html"))
		return RQ_ROOT_PAGE;
	if ((is_named(&tag, "document") || is_named(&tag, "document-content")) && tag.declared)
		return RQ_ROOT_OPENDOCUMENT;
	if (is_named(&tag, "wordDocument") ||
	    (is_named(&tag, "package") && mentions(&tag, "/office/2006/xmlPackage")))
		return RQ_ROOT_WORD;
	if (is_named(&tag, "SkillsPassport") || is_named(&tag, "Europass") ||
	    (is_named(&tag, "Candidate") && mentions(&tag, "europass")))
		return RQ_ROOT_EUROPASS;
	return tag.declared || mentions(&tag, "xmlns=") ? RQ_ROOT_OTHER : RQ_ROOT_NONE;
}
