#include "export/manuscript.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "export/written.h"

void rq_manuscript_init(struct rq_manuscript *manuscript)
{
	*manuscript = (struct rq_manuscript) { .language = "" };
}

static void free_line(struct rq_script_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		free(line->run[i].text);
		free(line->run[i].link);
	}
	free(line->run);
	free(line->aside);
}

void rq_manuscript_free(struct rq_manuscript *manuscript)
{
	for (size_t i = 0; i < manuscript->count; i++)
		free_line(&manuscript->line[i]);
	free(manuscript->line);
	free(manuscript->title);
	free(manuscript->author);
	free(manuscript->made_at);
	rq_manuscript_init(manuscript);
}

int rq_manuscript_add(struct rq_manuscript *manuscript, enum rq_role role,
		      struct rq_script_line **line, struct rq_error *err)
{
	if (manuscript->count == RQ_MAX_LINES)
		return rq_fail(err, RQ_TOO_MANY, "more than %d lines to print", RQ_MAX_LINES);
	manuscript->line = rq_grow(manuscript->line, manuscript->count, &manuscript->capacity,
				   sizeof *manuscript->line);
	*line = &manuscript->line[manuscript->count++];
	**line = (struct rq_script_line) { .role = role };
	return 0;
}

static struct rq_script_line *last_line(struct rq_manuscript *manuscript)
{
	return manuscript->count > 0 ? &manuscript->line[manuscript->count - 1] : NULL;
}

static void drop_last(struct rq_manuscript *manuscript)
{
	free_line(last_line(manuscript));
	manuscript->count--;
}

void rq_manuscript_drop_empty(struct rq_manuscript *manuscript)
{
	const struct rq_script_line *last = last_line(manuscript);

	if (last && last->count == 0)
		drop_last(manuscript);
}

void rq_manuscript_drop_heading(struct rq_manuscript *manuscript)
{
	const struct rq_script_line *last = last_line(manuscript);

	if (last && last->role == RQ_ROLE_HEADING)
		drop_last(manuscript);
}

/* What may be shown of a text, on one line; free(). */
static char *clean(const char *text)
{
	size_t length = strlen(text), size, used = 0;
	char *kept = rq_alloc(length + 1, 1);

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (character == '\n' || character == '\t' || character == '\r')
			kept[used++] = ' ';
		else if (!rq_text_is_unsafe(character)) {
			memcpy(kept + used, text + at, size);
			used += size;
		}
	}
	kept[used] = '\0';
	return kept;
}

void rq_manuscript_entitle(struct rq_manuscript *manuscript, const char *name)
{
	manuscript->title = name ? clean(name) : NULL;
	manuscript->author = rq_strdup(manuscript->title);
}

int rq_manuscript_run(struct rq_manuscript *manuscript, const char *text, const char *link,
		      enum rq_run_style style, struct rq_error *err)
{
	struct rq_script_line *line = &manuscript->line[manuscript->count - 1];
	char *kept;

	manuscript->bytes += strlen(text);
	if (manuscript->bytes > RQ_MAX_TEXT_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu KiB of text to print",
			       RQ_MAX_TEXT_BYTES >> 10);
	kept = clean(text);
	if (!kept[strspn(kept, " ")]) {
		free(kept);
		return 0;
	}
	line->run = rq_grow(line->run, line->count, &line->capacity, sizeof *line->run);
	line->run[line->count++] = (struct rq_run) { kept, rq_strdup(link), style, false };
	return 0;
}

static struct rq_written letters_of(const struct rq_script_line *line)
{
	struct rq_written all = { 0 };

	for (size_t i = 0; i < line->count; i++)
		rq_written_add(&all, line->run[i].text, RQ_MAX_TEXT_BYTES);
	return all;
}

static bool has_letters(const struct rq_written *written)
{
	const struct rq_written none = { 0 };

	return memcmp(written, &none, sizeof none) != 0;
}

static bool has_leftward(const struct rq_written *written)
{
	return written->count[RQ_SCRIPT_HEBREW] + written->count[RQ_SCRIPT_ARABIC] > 0;
}

/*
 * Ways to reach somebody stand in the order of the whole. Digits have no direction of their own:
 * groups of them would follow each other as the letters around them do.
 */
static void direct_contact(struct rq_script_line *line, bool whole)
{
	struct rq_written all = letters_of(line);

	line->right_to_left = whole;
	if (!whole && !has_leftward(&all))
		return;
	for (size_t i = 0; i < line->count; i++) {
		struct rq_written letters = { 0 };

		rq_written_add(&letters, line->run[i].text, 1);
		line->run[i].number = !has_letters(&letters);
	}
}

/*
 * By the first letter of a line; one that has none runs as the whole does, and so does one of
 * both directions where the whole runs leftwards: names of tools begin many lines there.
 */
static bool runs_leftwards(const struct rq_script_line *line, bool whole)
{
	struct rq_written first = { 0 }, all = letters_of(line);

	for (size_t i = 0; i < line->count && !has_letters(&first); i++)
		rq_written_add(&first, line->run[i].text, 1);
	if (!has_letters(&first) || has_leftward(&all))
		return whole || rq_written_leftwards(&first);
	return false;
}

void rq_manuscript_direct(struct rq_manuscript *manuscript)
{
	struct rq_written titles = { 0 }, all = { 0 };

	for (size_t i = 0; i < manuscript->count; i++) {
		const struct rq_script_line *line = &manuscript->line[i];

		for (size_t k = 0; line->role != RQ_ROLE_CONTACT && k < line->count; k++)
			rq_written_add(line->role == RQ_ROLE_HEADING ? &titles : &all,
				       line->run[k].text, RQ_MAX_TEXT_BYTES);
	}
	manuscript->right_to_left = rq_written_leftwards(&titles) || rq_written_leftwards(&all);
	for (size_t i = 0; i < manuscript->count; i++) {
		struct rq_script_line *line = &manuscript->line[i];

		if (line->role == RQ_ROLE_CONTACT)
			direct_contact(line, manuscript->right_to_left);
		else
			line->right_to_left = runs_leftwards(line, manuscript->right_to_left);
	}
}
