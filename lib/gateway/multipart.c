#include "gateway/multipart.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

enum { MAX_BOUNDARY = 70 }; /* RFC 2046, section 5.1.1 */

/*
 * The value of a parameter in a header's text up to end, behind its first ";": quoted or a
 * token; the caller's, or NULL.
 */
static char *find_parameter(const char *at, const char *end, const char *name)
{
	size_t length = strlen(name);

	at = memchr(at, ';', (size_t)(end - at));
	while (at && at < end) {
		const char *key, *value, *stop;
		bool quoted, found;

		at++;
		while (at < end && (*at == ' ' || *at == '\t'))
			at++;
		key = at;
		while (at < end && *at != '=' && *at != ';')
			at++;
		if (at == end || *at == ';')
			continue;
		found = (size_t)(at - key) == length && strncasecmp(key, name, length) == 0;
		value = ++at;
		quoted = at < end && *at == '"';
		if (quoted)
			for (value = ++at; at < end && *at != '"'; at++)
				at += *at == '\\' && at + 1 < end;
		else
			while (at < end && *at != ';')
				at++;
		stop = at < end ? at : end;
		if (found)
			return rq_strndup(value, (size_t)(stop - value));
		at = at < end ? memchr(at, ';', (size_t)(end - at)) : NULL;
	}
	return NULL;
}

/* The header with that name among a part's headers; its end goes to *end. */
static const char *find_header(const char *at, const char *limit, const char *name,
			       const char **end)
{
	size_t length = strlen(name);

	while (at < limit) {
		const char *line = memmem(at, (size_t)(limit - at), "\r\n", 2);

		*end = line ? line : limit;
		if ((size_t)(*end - at) > length && at[length] == ':' &&
		    strncasecmp(at, name, length) == 0)
			return at;
		at = line ? line + 2 : limit;
	}
	return NULL;
}

static bool is_text(const char *text)
{
	return !text || (rq_text_is_utf8(text, strlen(text)));
}

/* One part: headers, an empty line, bytes. */
static int add_part(struct rq_multipart *form, const char *start, const char *end,
		    struct rq_error *err)
{
	const char *content = memmem(start, (size_t)(end - start), "\r\n\r\n", 4);
	const char *line, *line_end;
	struct rq_part part;

	if (form->count == RQ_MAX_FORM_PARTS)
		return rq_fail(err, RQ_TOO_MANY, "more than %d parts in the form",
			       RQ_MAX_FORM_PARTS);
	if (!content || (size_t)(content - start) > RQ_MAX_PART_HEADER_BYTES)
		return rq_fail(err, RQ_DAMAGED, "part %zu of the form has no end of its headers",
			       form->count + 1);
	line = find_header(start, content, "Content-Disposition", &line_end);
	part = (struct rq_part) { .data = content + 4, .length = (size_t)(end - content - 4) };
	if (line && !memchr(line, '\0', (size_t)(line_end - line))) {
		part.name = find_parameter(line, line_end, "name");
		part.file = find_parameter(line, line_end, "filename");
	}
	if (part.name && is_text(part.name) && is_text(part.file)) {
		form->part[form->count++] = part;
		return 0;
	}
	free(part.name);
	free(part.file);
	return rq_fail(err, RQ_DAMAGED, "part %zu of the form has no name, or one that is no text",
		       form->count + 1);
}

int rq_multipart_read(struct rq_multipart *form, const char *type, const char *body, size_t length,
		      struct rq_error *err)
{
	char *boundary = find_parameter(type, type + strlen(type), "boundary");
	const char *end = body + length, *at;
	char *mark;
	size_t size;
	int result = -1;

	*form = (struct rq_multipart) { .count = 0 };
	if (!boundary || *boundary == '\0' || strlen(boundary) > MAX_BOUNDARY) {
		free(boundary);
		return rq_fail(err, RQ_DAMAGED, "the form's Content-Type names no boundary");
	}
	mark = rq_printf("\r\n--%s", boundary);
	size = strlen(mark);
	/* The first one stands at the very beginning, or behind a preamble. */
	if (length >= size - 2 && memcmp(body, mark + 2, size - 2) == 0)
		at = body + size - 2;
	else if ((at = memmem(body, length, mark, size)))
		at += size;
	while (at && !(end - at >= 2 && memcmp(at, "--", 2) == 0)) {
		const char *next = memmem(at, (size_t)(end - at), mark, size);
		const char *start = memmem(at, (size_t)(end - at), "\r\n", 2);

		if (!next || !start || start >= next) {
			at = NULL;
			break;
		}
		if (add_part(form, start + 2, next, err) == -1)
			goto out;
		at = next + size;
	}
	result = at ? 0 : rq_fail(err, RQ_DAMAGED, "the form ends before its last boundary");
out:
	free(mark);
	free(boundary);
	return result;
}

void rq_multipart_free(struct rq_multipart *form)
{
	for (size_t i = 0; i < form->count; i++) {
		free(form->part[i].name);
		free(form->part[i].file);
	}
	form->count = 0;
}
