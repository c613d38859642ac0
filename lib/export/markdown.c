#include "export/printer.h"

#include <string.h>

#include "base/buffer.h"

/* CommonMark (https://spec.commonmark.org/0.30/), whose every mark in a text is escaped. */

static const char *const before_line[] = {
	[RQ_ROLE_NAME] = "# ",     [RQ_ROLE_LABEL] = "**",   [RQ_ROLE_CONTACT] = "",
	[RQ_ROLE_HEADING] = "## ", [RQ_ROLE_ENTRY] = "### ", [RQ_ROLE_DETAIL] = "",
	[RQ_ROLE_TEXT] = "",       [RQ_ROLE_ITEM] = "- ",
};

static const char *const around_run[] = {
	[RQ_RUN_PLAIN] = "",     [RQ_RUN_STRONG] = "**",   [RQ_RUN_SOFT] = "",
	[RQ_RUN_DELETED] = "~~", [RQ_RUN_INSERTED] = "**",
};

/* Whether the text begins with what would make its line a list, a quote or a heading. */
static size_t block_mark(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (digits > 0 && digits < 10 && text[digits] && strchr(".)", text[digits]))
		return digits + 1;
	return text[0] && strchr("#+->=", text[0]) ? 1 : 0;
}

static int print_escaped(const char *text, bool first, struct rq_buffer *out, struct rq_error *err)
{
	size_t mark = first ? block_mark(text) : 0;

	for (size_t i = 0; text[i]; i++) {
		bool special = strchr("\\`*_[]<&|~", text[i]) || (mark > 0 && i == mark - 1);

		if ((special && rq_buffer_append(out, "\\", 1, err) == -1) ||
		    rq_buffer_append(out, text + i, 1, err) == -1)
			return -1;
	}
	return 0;
}

static int print_run(const struct rq_run *run, bool first, struct rq_buffer *out,
		     struct rq_error *err)
{
	const char *around = around_run[run->style];

	/* an address is printed bare: readers and people make a link of it themselves */
	if (rq_buffer_append_text(out, run->link ? "[" : around, err) == -1 ||
	    print_escaped(run->text, first && !run->link && !*around, out, err) == -1)
		return -1;
	if (run->link)
		return rq_buffer_append_format(out, err, "](%s)", run->link);
	return rq_buffer_append_text(out, around, err);
}

static int print_line(const struct rq_script_line *line, struct rq_buffer *out,
		      struct rq_error *err)
{
	if (rq_buffer_append_text(out, before_line[line->role], err) == -1)
		return -1;
	for (size_t i = 0; i < line->count; i++)
		if ((i > 0 && line->role == RQ_ROLE_CONTACT &&
		     rq_buffer_append_text(out, " · ", err) == -1) ||
		    print_run(&line->run[i], i == 0, out, err) == -1)
			return -1;
	if (line->role == RQ_ROLE_LABEL && rq_buffer_append_text(out, "**", err) == -1)
		return -1;
	if (line->aside && rq_buffer_append_format(out, err, " | %s", line->aside) == -1)
		return -1;
	return rq_buffer_append_text(out, "\n", err);
}

int rq_print_markdown(const struct rq_manuscript *manuscript, const struct rq_look *look,
		      struct rq_printed *printed, struct rq_error *err)
{
	struct rq_buffer *out = &printed->bytes;

	(void)look;
	for (size_t i = 0; i < manuscript->count; i++) {
		const struct rq_script_line *line = &manuscript->line[i];
		bool list = i > 0 && line->role == RQ_ROLE_ITEM && line[-1].role == RQ_ROLE_ITEM;

		if ((i > 0 && !list && rq_buffer_append_text(out, "\n", err) == -1) ||
		    print_line(line, out, err) == -1)
			return -1;
	}
	return 0;
}
