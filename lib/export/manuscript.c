#include "export/manuscript.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

void rq_manuscript_init(struct rq_manuscript *manuscript)
{
	*manuscript = (struct rq_manuscript) { .language = "", .spoken = "" };
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
	line->run[line->count++] = (struct rq_run) { kept, rq_strdup(link), style };
	return 0;
}

/* Letters by what they tell of direction and language. */
enum letter { OTHER, HEBREW, ARABIC, KANA, HANGUL, HAN, LETTERS };

static bool between(int32_t character, int32_t first, int32_t last)
{
	return character >= first && character <= last;
}

/* By Unicode's blocks; ARABIC stands for every other script that runs from right to left. */
static enum letter letter_of(int32_t character)
{
	if (between(character, 0x590, 0x5ff) || between(character, 0xfb1d, 0xfb4f))
		return HEBREW;
	if (between(character, 0x600, 0x8ff) || between(character, 0xfb50, 0xfdff) ||
	    between(character, 0xfe70, 0xfeff) || between(character, 0x10800, 0x10fff) ||
	    between(character, 0x1e800, 0x1efff))
		return ARABIC;
	if (between(character, 0x3040, 0x30ff))
		return KANA;
	if (between(character, 0x1100, 0x11ff) || between(character, 0xac00, 0xd7af))
		return HANGUL;
	if (between(character, 0x3400, 0x9fff) || between(character, 0x20000, 0x3ffff))
		return HAN;
	return OTHER;
}

/* Counts the letters of a text, stops after most of them. */
static void count_letters(const char *text, size_t most, size_t count[LETTERS])
{
	size_t length = strlen(text), size, seen = 0;

	for (size_t at = 0; at < length && seen < most; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (!rq_text_is_letter(character))
			continue;
		count[letter_of(character)]++;
		seen++;
	}
}

/* A language that its script alone tells; Latin letters are names of tools in any language. */
static const char *language_of(const size_t count[LETTERS])
{
	size_t asian = count[KANA] + count[HANGUL] + count[HAN];

	if (count[HEBREW] > count[OTHER] / 2)
		return "he";
	if (asian <= count[OTHER] / 4)
		return "";
	if (count[HANGUL] > asian / 4)
		return "ko";
	return count[KANA] > asian / 10 ? "ja" : "zh";
}

void rq_manuscript_direct(struct rq_manuscript *manuscript)
{
	size_t all[LETTERS] = { 0 };

	for (size_t i = 0; i < manuscript->count; i++) {
		struct rq_script_line *line = &manuscript->line[i];
		size_t first[LETTERS] = { 0 };

		for (size_t k = 0; k < line->count; k++) {
			if (k == 0)
				count_letters(line->run[k].text, 1, first);
			if (line->role != RQ_ROLE_CONTACT && line->role != RQ_ROLE_HEADING)
				count_letters(line->run[k].text, RQ_MAX_TEXT_BYTES, all);
		}
		line->right_to_left = first[HEBREW] + first[ARABIC] > 0;
	}
	manuscript->right_to_left =
	    all[HEBREW] + all[ARABIC] > all[OTHER] + all[KANA] + all[HANGUL] + all[HAN];
	manuscript->spoken = manuscript->language[0] ? manuscript->language : language_of(all);
}
