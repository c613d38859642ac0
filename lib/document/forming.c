#include "document/forming.h"

#include "base/limits.h"
#include "base/text.h"

void rq_forming_init(struct rq_forming *line)
{
	*line = (struct rq_forming) { .visible = 0 };
	rq_buffer_init(&line->text, RQ_MAX_TEXT_BYTES);
}

void rq_forming_free(struct rq_forming *line)
{
	rq_buffer_free(&line->text);
}

void rq_forming_clear(struct rq_forming *line)
{
	rq_buffer_clear(&line->text);
	*line = (struct rq_forming) { .text = line->text };
}

size_t rq_forming_visible(const char *text, size_t length)
{
	size_t count = 0, size;

	for (size_t at = 0; at < length; at += size)
		count += !rq_text_is_space(rq_text_decode(text + at, length - at, &size));
	return count;
}

static void vote(struct rq_forming *line, float size, size_t visible)
{
	if (size >= line->size && size <= line->size) {
		line->votes += visible;
	} else if (line->votes >= visible) {
		line->votes -= visible;
	} else {
		line->votes = visible - line->votes;
		line->size = size;
	}
}

int rq_forming_add(struct rq_forming *line, const char *text, size_t length, unsigned face,
		   float size, struct rq_error *err)
{
	size_t visible = rq_forming_visible(text, length);

	line->visible += visible;
	line->bold += face & RQ_FACE_BOLD ? visible : 0;
	vote(line, size, visible);
	rq_turn_follow(&line->turning, line->text.data, line->text.length, face, text, length);
	return rq_buffer_append(&line->text, text, length, err);
}

bool rq_forming_is_blank(const struct rq_forming *line)
{
	return line->visible == 0;
}

struct rq_line rq_forming_facts(const struct rq_forming *line)
{
	return (struct rq_line) { .size = line->size,
				  .bold = line->visible > 0 && line->bold == line->visible,
				  .turns = line->turning.turns };
}
