#include "document/link.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { MAX_SHOWN = 300 }; /* longer ones carry tracking, not meaning */

static bool take_prefix(const char **url, size_t *length, const char *prefix)
{
	size_t size = strlen(prefix);

	if (*length < size || strncasecmp(*url, prefix, size) != 0)
		return false;
	*url += size;
	*length -= size;
	return true;
}

/* Letters and digits only: "+49 (0)30" and "+49030", "Example.org/" and "example.org". */
static bool shows(const char *text, size_t length, const char *what, size_t size)
{
	for (size_t start = 0; start < length; start++) {
		size_t at = start, i = 0;

		while (i < size && at < length) {
			if (!isalnum((unsigned char)what[i])) {
				i++;
			} else if (!isalnum((unsigned char)text[at])) {
				at++;
			} else if (tolower((unsigned char)what[i]) ==
				   tolower((unsigned char)text[at])) {
				i++;
				at++;
			} else {
				break;
			}
		}
		while (i < size && !isalnum((unsigned char)what[i]))
			i++;
		if (i == size)
			return true;
	}
	return false;
}

bool rq_link_is_reach(const char *url)
{
	size_t length = strlen(url);

	return take_prefix(&url, &length, "mailto:") || take_prefix(&url, &length, "tel:");
}

int rq_link_append(struct rq_buffer *text, size_t start, const char *url, size_t length,
		   struct rq_error *err)
{
	const char *core = url, *open = " (", *close = ")";
	size_t size = length;

	if (length == 0 || length > MAX_SHOWN)
		return 0;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)url[i] <= ' ' || (unsigned char)url[i] >= 0x7f)
			return 0;
	if (take_prefix(&core, &size, "mailto:")) {
		const char *query = memchr(core, '?', size);

		size = query ? (size_t)(query - core) : size;
		url = core;
		length = size;
	} else if (take_prefix(&core, &size, "tel:")) {
		url = core;
		length = size;
	} else if (!take_prefix(&core, &size, "https://") &&
		   !take_prefix(&core, &size, "http://")) {
		return 0;
	}
	(void)take_prefix(&core, &size, "www.");
	if (size == 0 || shows(text->data + start, text->length - start, core, size))
		return 0;
	if (text->length == start)
		open = close = " "; /* nothing is shown: an icon */
	if (rq_buffer_append_text(text, open, err) == -1 ||
	    rq_buffer_append(text, url, length, err) == -1)
		return -1;
	return rq_buffer_append_text(text, close, err);
}
