#include "export/printer.h"

#include "base/buffer.h"

/*
 * Text to be pasted into a form: a paragraph is one line, however long, for who
 * pastes it wraps it.
 */

static int print_runs(const struct rq_script_line *line, struct rq_buffer *out,
		      struct rq_error *err)
{
	const char *between = line->role == RQ_ROLE_CONTACT ? " | " : "";

	for (size_t i = 0; i < line->count; i++)
		if (rq_buffer_append_text(out, i > 0 ? between : "", err) == -1 ||
		    rq_buffer_append_text(out, line->run[i].text, err) == -1)
			return -1;
	if (line->aside && rq_buffer_append_format(out, err, " | %s", line->aside) == -1)
		return -1;
	return rq_buffer_append_text(out, "\n", err);
}

int rq_print_text(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err)
{
	struct rq_buffer *out = &printed->bytes;

	(void)look;
	for (size_t i = 0; i < manuscript->count; i++) {
		const struct rq_script_line *line = &manuscript->line[i];
		bool apart = line->role == RQ_ROLE_HEADING || line->role == RQ_ROLE_ENTRY;

		if ((i > 0 && apart && rq_buffer_append_text(out, "\n", err) == -1) ||
		    (line->role == RQ_ROLE_ITEM && rq_buffer_append_text(out, "- ", err) == -1) ||
		    print_runs(line, out, err) == -1)
			return -1;
	}
	return 0;
}
