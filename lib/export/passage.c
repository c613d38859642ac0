#include "export/passage.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { END = 32, ROOM = 400 }; /* bytes of an end of a passage; of what is marked on a line */

struct rq_passages rq_passages_on(struct rq_lines *lines, bool brief)
{
	return (
	    struct rq_passages) { .lines = lines, .brief = brief, .room = brief ? ROOM : SIZE_MAX };
}

static int run(struct rq_passages *passages, const char *text, size_t length,
	       enum rq_run_style style)
{
	char *part = rq_strndup(text, length);
	int result = rq_lines_run(passages->lines, part, style);

	free(part);
	return result;
}

/* Where to part a text near a place: between words, or else between characters. */
static size_t part_near(const char *text, size_t place)
{
	size_t at = place;

	while (at > place / 2 && text[at] != ' ')
		at--;
	if (text[at] == ' ')
		return at;
	for (at = place; at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80; at--)
		;
	return at;
}

/* A passage between marks, or in front of the first or behind the last. */
static int put_between(struct rq_passages *passages, const char *text, size_t length, bool first,
		       bool last)
{
	size_t beginning, ending;

	if (!passages->brief || length <= (first || last ? 2 : 3) * (size_t)END)
		return run(passages, text, length, RQ_RUN_PLAIN);
	beginning = first ? 0 : part_near(text, END);
	ending = last ? length : part_near(text, length - END);
	if (run(passages, text, beginning, RQ_RUN_PLAIN) == -1 ||
	    rq_lines_run(passages->lines, first ? "… " : " … ", RQ_RUN_PLAIN) == -1)
		return -1;
	return run(passages, text + ending, length - ending, RQ_RUN_PLAIN);
}

int rq_passages_put_marked(struct rq_passages *passages, const char *text, size_t length,
			   enum rq_run_style style)
{
	size_t shown = length > passages->room ? part_near(text, passages->room) : length;

	passages->full = shown < length;
	passages->room -= shown;
	if (run(passages, text, shown, style) == -1)
		return -1;
	return passages->full ? rq_lines_run(passages->lines, " …", style) : 0;
}

int rq_passages_put(struct rq_passages *passages, const char *text, const struct rq_marked *marked,
		    enum rq_run_style style)
{
	size_t at = 0, i;

	for (i = 0; i < marked->count && !passages->full; i++) {
		size_t start = marked->mark[i].start, end = marked->mark[i].end;

		if (put_between(passages, text + at, start - at, i == 0, false) == -1 ||
		    rq_passages_put_marked(passages, text + start, end - start, style) == -1)
			return -1;
		at = end;
	}
	if (i < marked->count)
		return 0; /* without its marks a text would tell something else */
	/* where nothing is marked, both ends are told */
	return put_between(passages, text + at, strlen(text + at), false, marked->count > 0);
}
