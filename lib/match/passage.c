#include "match/passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "match/mention.h"

enum {
	HEADING_PARTS = 10,
	LABEL_PARTS = 6,
	BARE_HEADING_PARTS = 6,
	HEADING_BYTES = 100,
	SHORT_LINE = 60,
	SENTENCE_BYTES = 2000
};

/* A line without the marks that said what it is. */
struct line {
	const char *at;
	size_t length;
	int level; /* of a # heading, 0 for none */
	bool bullet;
	bool bold;  /* all of it */
	bool colon; /* ends in one */
};

struct reader {
	struct rq_passage *passage;
	const struct rq_cues *cues;
	const struct rq_vocabulary *vocabulary;
	struct rq_buffer block;
	enum rq_cue section; /* that lasts until the next heading */
	enum rq_cue here;    /* of the block */
	int level;           /* of the heading that began the section */
	size_t last;         /* length of the line before */
	bool fresh;          /* the line before is blank, a heading, or not there */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static void strip(struct line *line, const char *marks)
{
	while (line->length > 0 && (is_space(line->at[0]) || strchr(marks, line->at[0]))) {
		line->at++;
		line->length--;
	}
	while (line->length > 0 &&
	       (is_space(line->at[line->length - 1]) || strchr(marks, line->at[line->length - 1])))
		line->length--;
}

/* The bytes of a list mark at the start: "- ", "• ", "2. ", "c) "; 0 for none. */
static size_t bullet_size(const char *at, size_t length)
{
	static const char *const marks[] = { "-", "*", "+", "•", "·", "–", "—", "▪", "◦", "●",
					     "○", "‣", "■", "□", "✓", "✔", "➢", "►", "⁃", "o" };
	size_t digits = 0;

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t size = strlen(marks[i]);

		if (length > size && strncmp(at, marks[i], size) == 0 && is_space(at[size]))
			return size + 1;
	}
	while (digits < length && digits < 3 && at[digits] >= '0' && at[digits] <= '9')
		digits++;
	if (digits > 0 && digits + 1 < length && strchr(".)", at[digits]) &&
	    is_space(at[digits + 1]))
		return digits + 2;
	return 0;
}

static struct line read_line(const char *text)
{
	struct line line = { .at = text, .length = strcspn(text, "\n") };
	size_t size;

	strip(&line, "");
	while (line.length > 0 && line.at[0] == '#') {
		line.at++;
		line.length--;
		line.level++;
	}
	strip(&line, line.level > 0 ? "#" : "");
	size = bullet_size(line.at, line.length);
	line.at += size;
	line.length -= size;
	line.bullet = size > 0;
	line.bold = line.length > 4 && strncmp(line.at, "**", 2) == 0 &&
		    (strncmp(line.at + line.length - 2, "**", 2) == 0 ||
		     strncmp(line.at + line.length - 3, "**:", 3) == 0) &&
		    !memmem(line.at + 2, line.length - 5, "**", 2);
	strip(&line, "*_");
	line.colon = line.length > 0 && line.at[line.length - 1] == ':';
	strip(&line, "*_:");
	return line;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\n' || text[strspn(text, " \t")] == '\0';
}

/* Where a sentence that ends at a full stop really ends: not behind "e.g." or a lone letter. */
static bool is_abbreviation(const char *text, size_t stop)
{
	static const char known[] =
	    " e.g i.e z.b etc incl inkl bzw ca approx min mín mind ing sr jr vs resp "
	    "dr mr mrs no nr st u.a d.h p.ej por.ej ex bijv m.sc b.sc ph.d ";
	size_t start = stop;
	char *word;
	bool found;

	while (start > 0 && !strchr(" (\t", text[start - 1]))
		start--;
	if (stop - start <= 1)
		return stop > start;
	if (stop - start > 6)
		return false;
	word = rq_text_fold(text + start, stop - start);
	found = rq_token_is_one_of(word, known);
	free(word);
	return found;
}

static bool ends_sentence(const char *text, size_t at)
{
	size_t next = at + 1, size;
	int32_t c;

	if (text[at] == ';')
		return true;
	if (!strchr(".!?", text[at]) || !(is_space(text[next]) || text[next] == '\0'))
		return false;
	while (is_space(text[next]))
		next++;
	if (text[next] == '\0')
		return true;
	c = rq_text_decode(text + next, strnlen(text + next, 4), &size);
	if (rq_text_is_letter(c) && !rq_text_is_upper(c))
		return false;
	return text[at] != '.' || !is_abbreviation(text, at);
}

static void add_sentence(struct reader *reader, const char *text, size_t length)
{
	struct rq_passage *passage = reader->passage;

	passage->sentence = rq_grow(passage->sentence, passage->count, &passage->capacity,
				    sizeof *passage->sentence);
	passage->sentence[passage->count++] =
	    (struct rq_sentence) { rq_strndup(text, length), reader->here };
}

static void flush(struct reader *reader)
{
	const char *text = reader->block.data;
	size_t start = 0;

	for (size_t at = 0; text[at]; at++)
		/* What goes on and on is cut, because the work on a sentence is quadratic. */
		if (ends_sentence(text, at) || (at - start > SENTENCE_BYTES && text[at] == ' ')) {
			add_sentence(reader, text + start, at + 1 - start);
			start = at + 1;
		}
	if (text[start + strspn(text + start, " ")])
		add_sentence(reader, text + start, strlen(text + start));
	rq_buffer_clear(&reader->block);
	reader->here = reader->section;
}

static void append(struct reader *reader, const char *text, size_t length)
{
	struct rq_error ignored = { 0 };

	if (reader->block.length > 0)
		(void)rq_buffer_append(&reader->block, " ", 1, &ignored);
	(void)rq_buffer_append(&reader->block, text, length, &ignored);
}

/* What a run of text says as a heading; *count its words, *half whether half of them say
 * it and none is a term, *named whether one is. */
static enum rq_cue read_heading(const struct reader *reader, const char *at, size_t length,
				size_t *count, bool *half, bool *named)
{
	char *text = rq_strndup(at, length);
	struct rq_mentions mentions;
	struct rq_tokens parts;
	enum rq_cue cue;
	size_t covered;

	rq_tokens_init_parts(&parts, text);
	rq_mentions_init_parts(&mentions, reader->vocabulary, text, &parts, true);
	cue = rq_cues_of_heading(reader->cues, &parts, &covered);
	*count = parts.count;
	*named = mentions.count > 0;
	*half = !*named && covered * 2 >= parts.count;
	rq_mentions_free(&mentions);
	rq_tokens_free(&parts);
	free(text);
	return cue;
}

static bool starts_upper(const struct line *line)
{
	size_t size;

	return rq_text_is_upper(rq_text_decode(line->at, line->length, &size));
}

/* Whether the line is a heading; *cue is what it says, RQ_CUE_NONE when that is not known. */
static bool is_heading(const struct reader *reader, const struct line *line, bool alone,
		       enum rq_cue *cue)
{
	bool marked = line->level > 0 || line->bold || line->colon, half, named;
	size_t count;

	if (line->bullet || line->length > HEADING_BYTES ||
	    (!marked && strchr(".,;", line->at[line->length - 1])))
		return false;
	*cue = read_heading(reader, line->at, line->length, &count, &half, &named);
	if (count == 0 || count > HEADING_PARTS)
		return line->level > 0;
	if (line->level > 0 || (line->bold && (alone || half)))
		return true;
	if (*cue != RQ_CUE_NONE)
		return line->colon || (half && starts_upper(line));
	return line->colon ? reader->fresh
			   : alone && !named && count <= BARE_HEADING_PARTS && starts_upper(line);
}

/* "Requirements: 3 years of ...": a label that is a heading before a colon; its length. */
static size_t label_length(const struct reader *reader, const struct line *line, enum rq_cue *cue)
{
	const char *colon = memchr(line->at, ':', line->length);
	size_t length = colon ? (size_t)(colon - line->at) : 0, count;
	bool half, named;

	if (length == 0 || length > HEADING_BYTES)
		return 0;
	*cue = read_heading(reader, line->at, length, &count, &half, &named);
	return *cue != RQ_CUE_NONE && half && count <= LABEL_PARTS ? length : 0;
}

/* A sub-heading, or a label before a list, that says nothing keeps the section. */
static void begin_section(struct reader *reader, const struct line *line, enum rq_cue cue)
{
	flush(reader);
	reader->fresh = true;
	if (cue == RQ_CUE_NONE && (line->colon || (line->level > reader->level && reader->level)))
		return;
	reader->section = reader->here = cue;
	reader->level = line->level;
}

static void read_body(struct reader *reader, const struct line *line)
{
	enum rq_cue cue;
	size_t label = label_length(reader, line, &cue), rest = label;

	/* A full line goes on in the next one; a short one before a capital is an item. */
	if (line->bullet || label > 0 || (reader->last < SHORT_LINE && starts_upper(line)))
		flush(reader);
	reader->last = line->length;
	if (label > 0) {
		reader->here = cue;
		if (!line->bullet)
			reader->section = cue;
		while (rest < line->length && strchr(":* ", line->at[rest]))
			rest++;
	}
	append(reader, line->at + rest, line->length - rest);
	reader->fresh = false;
}

void rq_passage_init(struct rq_passage *passage, const char *text, const struct rq_cues *cues,
		     const struct rq_vocabulary *vocabulary)
{
	struct reader reader = {
		.passage = passage, .cues = cues, .vocabulary = vocabulary, .fresh = true
	};

	*passage = (struct rq_passage) { 0 };
	rq_buffer_init(&reader.block, RQ_MAX_TEXT_BYTES * 2);
	while (*text) {
		const char *next = text + strcspn(text, "\n");
		struct line line = read_line(text);
		enum rq_cue cue;

		next += *next != '\0';
		if (line.length == 0) {
			flush(&reader);
			reader.fresh = true;
		} else if (is_heading(&reader, &line,
				      reader.fresh && (is_blank(next) || read_line(next).bullet),
				      &cue)) {
			begin_section(&reader, &line, cue);
		} else {
			read_body(&reader, &line);
		}
		text = next;
	}
	flush(&reader);
	rq_buffer_free(&reader.block);
}

void rq_passage_free(struct rq_passage *passage)
{
	for (size_t i = 0; i < passage->count; i++)
		free(passage->sentence[i].text);
	free(passage->sentence);
	*passage = (struct rq_passage) { 0 };
}
