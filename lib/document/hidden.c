#include "document/hidden.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

enum {
	MIN_LETTERS = 3,    /* of a word: shorter ones are scraps */
	KEYWORDS = 3,       /* so many words that the visible text lacks are no accident */
	FILE_KEYWORDS = 25, /* of metadata: honest titles and descriptions have some */
};

/* A text as words: folded, one space between them and at both ends. */
struct words {
	char *text;
	const char **list; /* into text; sorted, each once */
	size_t count;
};

void rq_hidden_free(struct rq_hidden *hidden)
{
	for (size_t i = 0; i < hidden->count; i++)
		free(hidden->texts[i].kept);
	free(hidden->texts);
	*hidden = (struct rq_hidden) { 0 };
}

static struct rq_hidden_text *find(struct rq_hidden *hidden, enum rq_hidden_kind kind,
				   unsigned page)
{
	for (size_t i = hidden->count; i-- > 0;)
		if (hidden->texts[i].kind == kind && hidden->texts[i].page == page)
			return &hidden->texts[i];
	hidden->texts =
	    rq_grow(hidden->texts, hidden->count, &hidden->capacity, sizeof *hidden->texts);
	hidden->texts[hidden->count] = (struct rq_hidden_text) { .kind = kind, .page = page };
	return &hidden->texts[hidden->count++];
}

static void keep(struct rq_hidden *hidden, struct rq_hidden_text *one, const char *text,
		 size_t length)
{
	if (length > RQ_MAX_HIDDEN_BYTES - hidden->bytes)
		return;
	one->kept = rq_resize(one->kept, one->length + length + 1, 1);
	memcpy(one->kept + one->length, text, length);
	one->length += length;
	one->kept[one->length] = '\0';
	hidden->bytes += length;
}

void rq_hidden_add(struct rq_hidden *hidden, enum rq_hidden_kind kind, unsigned page,
		   const char *text, size_t length)
{
	struct rq_hidden_text *one = find(hidden, kind, page);
	size_t size;

	for (size_t at = 0; at < length; at += size)
		one->characters += !rq_text_is_space(rq_text_decode(text + at, length - at, &size));
	keep(hidden, one, text, length);
}

void rq_hidden_break(struct rq_hidden *hidden)
{
	for (size_t i = 0; i < hidden->count; i++) {
		struct rq_hidden_text *one = &hidden->texts[i];

		if (one->length > 0 && one->kept[one->length - 1] != ' ')
			keep(hidden, one, " ", 1);
	}
}

/* --- words ---------------------------------------------------------------------------- */

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Folds, and leaves nothing but letters, digits and single spaces. */
static char *plain_words(const char *text)
{
	char *folded = rq_text_fold(text, strlen(text)), *plain;
	size_t length = strlen(folded), used = 1, size;

	plain = rq_alloc(length + 3, 1);
	plain[0] = ' ';
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(folded + at, length - at, &size);

		if (rq_text_is_letter(character) || rq_text_is_digit(character)) {
			memcpy(plain + used, folded + at, size);
			used += size;
		} else if (plain[used - 1] != ' ') {
			plain[used++] = ' ';
		}
	}
	if (plain[used - 1] != ' ')
		plain[used++] = ' ';
	plain[used] = '\0';
	free(folded);
	return plain;
}

static bool is_word(const char *text)
{
	size_t length = strlen(text), letters = 0, size;

	for (size_t at = 0; at < length; at += size)
		letters += rq_text_is_letter(rq_text_decode(text + at, length - at, &size));
	return letters >= MIN_LETTERS;
}

/* The words of a text that plain_words() made, which is cut up. */
static struct words sort_words(char *plain)
{
	struct words words = { .text = plain };
	size_t capacity = 0, kept = 0;
	char *rest = plain, *word;

	while ((word = strsep(&rest, " "))) {
		if (!is_word(word))
			continue;
		words.list = rq_grow(words.list, words.count, &capacity, sizeof *words.list);
		words.list[words.count++] = word;
	}
	if (words.count > 1)
		qsort(words.list, words.count, sizeof *words.list, compare_words);
	for (size_t i = 0; i < words.count; i++)
		if (kept == 0 || strcmp(words.list[kept - 1], words.list[i]) != 0)
			words.list[kept++] = words.list[i];
	words.count = kept;
	return words;
}

static void free_words(struct words *words)
{
	free(words->list);
	free(words->text);
}

static size_t count_new(const struct words *words, const struct words *known)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		count += !known->list || !bsearch(&words->list[i], known->list, known->count,
						  sizeof *known->list, compare_words);
	return count;
}

/* --- judgement -------------------------------------------------------------------------- */

/* How one speaks to who, or what, reads résumés; as plain_words() writes it. */
static bool instructs(const char *plain)
{
	static const char *const phrases[] = {
		" ignore all ",
		" ignore any ",
		" ignore previous ",
		" ignore the ",
		" disregard ",
		" previous instructions ",
		" prior instructions ",
		" system prompt ",
		" system message ",
		" you are a ",
		" you are an ",
		" you must ",
		" as an ai ",
		" language model ",
		" chatgpt ",
		" this candidate ",
		" the candidate ",
		" ideal candidate ",
		" best candidate ",
		" perfect candidate ",
		" this applicant ",
		" this resume ",
		" hire ",
		" ignoriere ",
		" anweisungen ",
		" dieser kandidat ",
		" diesen kandidaten ",
		" dieser bewerber ",
		" instructions précédentes ",
		" ignorez ",
		" ce candidat ",
		" instrucciones ",
		" este candidato ",
		" instruções ",
		" istruzioni ",
		" questo candidato ",
		" instructies ",
		" negeer ",
		" deze kandidaat ",
	};

	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
		if (strstr(plain, phrases[i]))
			return true;
	return false;
}

/* The text that is seen, as words once somebody asks for them: few hidden texts are so long. */
struct visible {
	const char *text;
	struct words words;
};

static const struct words *visible_words(struct visible *visible)
{
	if (!visible->words.text)
		visible->words = sort_words(plain_words(visible->text));
	return &visible->words;
}

/* What the text carries, or NULL. */
static const char *judge(const struct rq_hidden_text *text, struct visible *visible)
{
	size_t limit = text->kind == RQ_HIDDEN_METADATA ? FILE_KEYWORDS : KEYWORDS;
	struct words words;
	char *plain;
	const char *carries;

	if (!text->kept)
		return text->characters > 0 ? "keywords" : NULL; /* more than can be looked at */
	plain = plain_words(text->kept);
	if (instructs(plain)) {
		free(plain);
		return "instructions";
	}
	words = sort_words(plain);
	carries = words.count >= limit && count_new(&words, visible_words(visible)) >= limit
		      ? "keywords"
		      : NULL;
	free_words(&words);
	return carries;
}

static void warn(const struct rq_hidden_text *text, const char *carries, json_t *warnings)
{
	static const char *const kinds[] = {
		[RQ_HIDDEN_VANISH] = "vanish",     [RQ_HIDDEN_WHITE] = "white",
		[RQ_HIDDEN_TINY] = "tiny",         [RQ_HIDDEN_INVISIBLE] = "invisible",
		[RQ_HIDDEN_CLIPPED] = "clipped",   [RQ_HIDDEN_COVERED] = "covered",
		[RQ_HIDDEN_OFF_PAGE] = "off-page", [RQ_HIDDEN_TAGS] = "tags",
		[RQ_HIDDEN_METADATA] = "metadata",
	};
	json_t *warning = json_object();

	rq_json_set_string(warning, "code", "hidden-text");
	rq_json_set_string(warning, "message",
			   text->kind == RQ_HIDDEN_METADATA
			       ? "the file's description holds text that its pages do not"
			       : "text that nobody sees on the page was left out");
	rq_json_set_string(warning, "kind", kinds[text->kind]);
	if (text->page > 0)
		rq_json_set_integer(warning, "page", (json_int_t)text->page);
	rq_json_set_integer(warning, "count", (json_int_t)text->characters);
	if (carries)
		rq_json_set_string(warning, "carries", carries);
	rq_json_append_take(warnings, warning);
}

void rq_hidden_warn(const struct rq_hidden *hidden, const char *visible, json_t *warnings)
{
	struct visible seen = { .text = visible };

	for (size_t i = 0; i < hidden->count; i++) {
		const struct rq_hidden_text *text = &hidden->texts[i];
		const char *carries = judge(text, &seen);

		if (text->characters > 0 && (carries || text->kind != RQ_HIDDEN_METADATA))
			warn(text, carries, warnings);
	}
	free_words(&seen.words);
}
