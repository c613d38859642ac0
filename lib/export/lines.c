#include "export/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int rq_lines_begin(struct rq_lines *lines, enum rq_role role)
{
	return rq_manuscript_add(lines->script, role, &lines->line, lines->err);
}

int rq_lines_run(struct rq_lines *lines, const char *text, enum rq_run_style style)
{
	if (!text || !*text)
		return 0;
	return rq_manuscript_run(lines->script, text, NULL, style, lines->err);
}

int rq_lines_link(struct rq_lines *lines, const char *text, const char *link)
{
	if (!text || !*text)
		return 0;
	return rq_manuscript_run(lines->script, text, link, RQ_RUN_PLAIN, lines->err);
}

void rq_lines_end(struct rq_lines *lines)
{
	rq_manuscript_drop_empty(lines->script);
}

int rq_lines_put(struct rq_lines *lines, enum rq_role role, const char *text)
{
	if (!text || !*text)
		return 0;
	if (rq_lines_begin(lines, role) == -1 || rq_lines_run(lines, text, RQ_RUN_PLAIN) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

const char *rq_lines_caption(const struct rq_lines *lines, enum rq_caption caption)
{
	return rq_caption(caption, lines->script->language);
}

int rq_lines_heading(struct rq_lines *lines, enum rq_caption caption)
{
	return rq_lines_put(lines, RQ_ROLE_HEADING, rq_lines_caption(lines, caption));
}

int rq_lines_paragraphs(struct rq_lines *lines, const char *text)
{
	while (text && *text) {
		size_t length = strcspn(text, "\n");
		char *paragraph = rq_strndup(text, length);
		int result = rq_lines_put(lines, RQ_ROLE_TEXT, paragraph);

		free(paragraph);
		if (result == -1)
			return -1;
		text += length + (text[length] == '\n');
	}
	return 0;
}

int rq_lines_items(struct rq_lines *lines, const json_t *array)
{
	for (size_t i = 0; i < json_array_size(array); i++)
		if (rq_lines_put(lines, RQ_ROLE_ITEM,
				 json_string_value(json_array_get(array, i))) == -1)
			return -1;
	return 0;
}

int rq_lines_join(struct rq_lines *lines, const json_t *value, const char *before,
		  enum rq_run_style style)
{
	bool list = json_is_array(value);
	size_t count = list ? json_array_size(value) : 1;

	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(list ? json_array_get(value, i) : value);

		if (!text || !*text)
			continue;
		if ((lines->line->count > 0 && rq_lines_run(lines, before, RQ_RUN_PLAIN) == -1) ||
		    rq_lines_run(lines, text, style) == -1)
			return -1;
		before = ", ";
	}
	return 0;
}
