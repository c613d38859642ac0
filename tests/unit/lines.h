#ifndef RQ_TESTS_LINES_H
#define RQ_TESTS_LINES_H

/* Documents as text that shows what kind each line is, to compare with. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "document/document.h"

/* "# heading", "- item", "| row", "text", each line ended by a newline; free(). */
static inline char *show_lines(const struct rq_document *document)
{
	static const char *const marks[] = { "", "# ", "- ", "| " };
	struct rq_error err = { 0 };
	struct rq_buffer text;
	char *lines;

	rq_buffer_init(&text, 8 * RQ_MAX_TEXT_BYTES);
	for (size_t i = 0; i < document->count; i++)
		assert_works(rq_buffer_append_format(&text, &err, "%s%s\n",
						     marks[document->lines[i].kind],
						     document->lines[i].text),
			     err);
	lines = rq_buffer_take(&text);
	rq_buffer_free(&text);
	return lines;
}

/* The first warning with that code, borrowed, or NULL. */
static inline json_t *find_warning(const struct rq_document *document, const char *code)
{
	json_t *warning;
	size_t i;

	json_array_foreach (document->warnings, i, warning) {
		if (strcmp(rq_json_string(warning, "code"), code) == 0)
			return warning;
	}
	return NULL;
}

static inline void assert_shown(const struct rq_document *document, const char *wanted)
{
	char *lines = show_lines(document);

	assert_string_equal(lines, wanted);
	free(lines);
}

/* One of that kind of hidden text was told, with so many characters. */
static inline void assert_hidden(const struct rq_document *document, const char *kind, int count)
{
	json_t *warning;
	size_t i, found = 0;

	json_array_foreach (document->warnings, i, warning) {
		const char *known = rq_json_string(warning, "kind");

		if (strcmp(rq_json_string(warning, "code"), "hidden-text") != 0 ||
		    strcmp(known, kind) != 0)
			continue;
		assert_int_equal(rq_json_integer(warning, "count", 0), count);
		found++;
	}
	assert_int_equal(found, 1);
}

#endif
