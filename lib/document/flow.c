#include "document/flow.h"

#include "base/limits.h"
#include "document/bullet.h"
#include "document/seam.h"
#include "document/wrap.h"

/* A paragraph while its lines come in: what stands behind wide gaps goes to its end. */
struct paragraph {
	struct rq_buffer head, tail;
};

static int begin_paragraph(struct paragraph *paragraph, const struct rq_set_line *line,
			   struct rq_error *err)
{
	size_t skip = rq_bullet_skip(line->text, line->length);

	rq_buffer_clear(&paragraph->head);
	rq_buffer_clear(&paragraph->tail);
	if (skip >= line->head) /* the bullet's own gap is none */
		return rq_buffer_append(&paragraph->head, line->text + skip, line->length - skip,
					err);
	if (rq_buffer_append(&paragraph->head, line->text + skip, line->head - skip, err) == -1)
		return -1;
	return rq_buffer_append(&paragraph->tail, line->text + line->head,
				line->length - line->head, err);
}

static int continue_paragraph(struct paragraph *paragraph, const struct rq_set_line *line,
			      enum rq_wrap joint, struct rq_error *err)
{
	struct rq_set_line rest = { .text = line->text + line->head + 1 };

	if (rq_seam_join(joint == RQ_WRAP_TAIL ? &paragraph->tail : &paragraph->head, line->text,
			 line->head, err) == -1)
		return -1;
	if (line->head < line->length)
		rest.head = rest.length = line->length - line->head - 1;
	if (paragraph->tail.length > 0 &&
	    rq_seam_begins_small(rest.text, rest.length)) /* both cells of a row go on */
		return rq_seam_join(&paragraph->tail, rest.text, rest.head, err);
	return rq_buffer_append(&paragraph->tail, line->text + line->head,
				line->length - line->head, err);
}

/* Whether all lines of a paragraph are set bold. */
static bool are_bold(const struct rq_set_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!lines[i].bold)
			return false;
	return true;
}

/* count: of the lines that it is made of; where there are more than one, its words have moved. */
static int end_paragraph(struct paragraph *paragraph, const struct rq_set_line *first, size_t count,
			 struct rq_document *document, struct rq_error *err)
{
	struct rq_line *line;

	document->page = first->page;
	if (rq_buffer_append(&paragraph->head, paragraph->tail.data, paragraph->tail.length, err) ==
		-1 ||
	    rq_document_add(document, paragraph->head.data, paragraph->head.length, &line, err) ==
		-1)
		return -1;
	if (!line)
		return 0;
	line->kind = first->kind == RQ_LINE_TEXT && rq_bullet_skip(first->text, first->length) > 0
			 ? RQ_LINE_ITEM
			 : first->kind;
	line->level = first->level;
	line->size = first->size;
	line->left = (float)first->left;
	line->bold = are_bold(first, count);
	line->gap = line->gap || first->gap;
	if (count == 1)
		line->turns = rq_turns_behind(
		    &first->turns,
		    rq_turn_words(first->text, rq_bullet_skip(first->text, first->length)));
	return 0;
}

static int add_paragraph(struct rq_document *document, const struct rq_set_line *lines,
			 size_t count, struct rq_wrap_habit habit, size_t *used,
			 struct paragraph *paragraph, struct rq_error *err)
{
	enum rq_wrap last = RQ_WRAP_HEAD;

	if (begin_paragraph(paragraph, lines, err) == -1)
		return -1;
	for (*used = 1; *used < count; ++*used) {
		enum rq_wrap joint =
		    rq_wrap_joint(&lines[0], &lines[*used - 1], &lines[*used], habit);

		if (joint == RQ_WRAP_NONE)
			break;
		if (joint == RQ_WRAP_HEAD && last == RQ_WRAP_TAIL)
			joint = RQ_WRAP_TAIL; /* below a line of the second cell */
		last = joint;
		if (continue_paragraph(paragraph, &lines[*used], joint, err) == -1)
			return -1;
	}
	return end_paragraph(paragraph, &lines[0], *used, document, err);
}

int rq_flow_add(struct rq_document *document, const struct rq_set_line *lines, size_t count,
		struct rq_error *err)
{
	struct paragraph paragraph;
	struct rq_wrap_habit habit = { false, false };
	int result = 0;

	rq_buffer_init(&paragraph.head, RQ_MAX_TEXT_BYTES);
	rq_buffer_init(&paragraph.tail, RQ_MAX_TEXT_BYTES);
	for (size_t i = 0, used = 1; result == 0 && i < count; i += used) {
		if (i == 0 || lines[i].page != lines[i - 1].page ||
		    lines[i].outer != lines[i - 1].outer)
			habit = rq_wrap_habit(lines + i, count - i);
		result =
		    add_paragraph(document, lines + i, count - i, habit, &used, &paragraph, err);
	}
	rq_buffer_free(&paragraph.head);
	rq_buffer_free(&paragraph.tail);
	return result;
}
