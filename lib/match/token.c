#include "match/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* What a character can be to a token. */
enum class {
	OUTSIDE,
	WORD,      /* letter or digit */
	IDEOGRAPH, /* likewise, of a script without spaces: a token of its own kind */
	TAIL,      /* + or #: inside or at the end */
	JOINER,    /* . & / -: between two words only */
	APOSTROPHE,
	IGNORED, /* soft hyphen and the like: as if it were not there */
};

struct cutter {
	const char *text;
	size_t length;
	size_t at;
	bool parts;
	bool apart; /* something that ends a phrase stands before the next token */
	char joint; /* that the next token begins with */
	struct rq_tokens *out;
	size_t capacity; /* of out->token */
	size_t used;     /* of out->folded */
	size_t room;
};

static bool is_ideograph(int32_t c)
{
	return (c >= 0x2e80 && c < 0xa000) || (c >= 0xac00 && c < 0xd7b0) ||
	       (c >= 0xf900 && c < 0xfb00) || (c >= 0xff66 && c < 0xffdd) || c >= 0x20000;
}

/* Letters, digits and marks of ASCII; every other character is 0, OUTSIDE. */
static const unsigned char class_of[128] = {
	['#'] = TAIL,   ['+'] = TAIL,      ['&'] = JOINER, ['-'] = JOINER, ['.'] = JOINER,
	['/'] = JOINER, [39] = APOSTROPHE, ['0'] = WORD,   ['1'] = WORD,   ['2'] = WORD,
	['3'] = WORD,   ['4'] = WORD,      ['5'] = WORD,   ['6'] = WORD,   ['7'] = WORD,
	['8'] = WORD,   ['9'] = WORD,      ['A'] = WORD,   ['B'] = WORD,   ['C'] = WORD,
	['D'] = WORD,   ['E'] = WORD,      ['F'] = WORD,   ['G'] = WORD,   ['H'] = WORD,
	['I'] = WORD,   ['J'] = WORD,      ['K'] = WORD,   ['L'] = WORD,   ['M'] = WORD,
	['N'] = WORD,   ['O'] = WORD,      ['P'] = WORD,   ['Q'] = WORD,   ['R'] = WORD,
	['S'] = WORD,   ['T'] = WORD,      ['U'] = WORD,   ['V'] = WORD,   ['W'] = WORD,
	['X'] = WORD,   ['Y'] = WORD,      ['Z'] = WORD,   ['a'] = WORD,   ['b'] = WORD,
	['c'] = WORD,   ['d'] = WORD,      ['e'] = WORD,   ['f'] = WORD,   ['g'] = WORD,
	['h'] = WORD,   ['i'] = WORD,      ['j'] = WORD,   ['k'] = WORD,   ['l'] = WORD,
	['m'] = WORD,   ['n'] = WORD,      ['o'] = WORD,   ['p'] = WORD,   ['q'] = WORD,
	['r'] = WORD,   ['s'] = WORD,      ['t'] = WORD,   ['u'] = WORD,   ['v'] = WORD,
	['w'] = WORD,   ['x'] = WORD,      ['y'] = WORD,   ['z'] = WORD,
};

/* The class of the character at an offset, and its size; OUTSIDE and 0 past the end. */
static enum class look(const struct cutter *cutter, size_t at, size_t *size) {
	int32_t c;

	*size = 0;
	if (at >= cutter->length) return OUTSIDE;
	*size = 1;
	if ((unsigned char)cutter->text[at] <
	    0x80) return (enum class)class_of[(unsigned char)cutter->text[at]];
	c = rq_text_decode(cutter->text + at, cutter->length - at, size);
	if (c == 0x2019 || c == 0x2bc) return APOSTROPHE;
	if (c == 0x2010 || c == 0x2011) return JOINER;
	if (c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff) return IGNORED;
	if (!rq_text_is_letter(c) && !rq_text_is_digit(c)) return OUTSIDE;
	return is_ideograph(c) ? IDEOGRAPH : WORD;
}

static bool is_word_at(const struct cutter *cutter, size_t at)
{
	size_t size;
	enum class class = look(cutter, at, &size);

	return class == WORD || class == IDEOGRAPH;
}

/* ".net" stands at an offset, and is not the beginning of a longer word. */
static bool is_dot_net(const struct cutter *cutter, size_t at)
{
	const char *text = cutter->text + at;

	return cutter->length - at >= 4 && text[0] == '.' && (text[1] | 0x20) == 'n' &&
	       (text[2] | 0x20) == 'e' && (text[3] | 0x20) == 't' && !is_word_at(cutter, at + 4);
}

static char *room_for(struct cutter *cutter, size_t count)
{
	if (cutter->room - cutter->used < count) {
		cutter->room = (cutter->used + count) * 2;
		cutter->out->folded = rq_resize(cutter->out->folded, cutter->room, 1);
	}
	return cutter->out->folded + cutter->used;
}

static void append(struct cutter *cutter, const char *bytes, size_t count)
{
	memcpy(room_for(cutter, count), bytes, count);
	cutter->used += count;
}

/* Folds what is not ASCII: ignored characters go, hyphens of all kinds become one. */
static void fold_foreign(struct cutter *cutter, size_t start, size_t end)
{
	char *plain = rq_alloc(end - start + 1, 1), *folded;
	size_t count = 0, size;

	for (size_t at = start; at < end; at += size) {
		enum class class = look(cutter, at, &size);

		if (class == JOINER && size > 1)
			plain[count++] = '-';
		else if (class != IGNORED) {
			memcpy(plain + count, cutter->text + at, size);
			count += size;
		}
	}
	folded = rq_text_fold(plain, count);
	append(cutter, folded, strlen(folded) + 1);
	free(folded);
	free(plain);
}

static void fold(struct cutter *cutter, size_t start, size_t end)
{
	char *to = room_for(cutter, end - start + 1);

	for (size_t at = start; at < end; at++) {
		unsigned char c = (unsigned char)cutter->text[at];

		if (c >= 0x80) {
			fold_foreign(cutter, start, end);
			return;
		}
		*to++ = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	*to = '\0';
	cutter->used += end - start + 1;
}

static bool is_upper(const char *text, size_t length)
{
	size_t size;

	if ((unsigned char)text[0] < 0x80)
		return text[0] >= 'A' && text[0] <= 'Z';
	return rq_text_is_upper(rq_text_decode(text, length, &size));
}

/* One token; its text is an offset for now, because folded may still move. */
static void emit(struct cutter *cutter, size_t start, size_t end)
{
	struct rq_tokens *out = cutter->out;
	size_t offset = cutter->used;

	fold(cutter, start, end);
	out->token = rq_grow(out->token, out->count, &cutter->capacity, sizeof *out->token);
	out->token[out->count++] = (struct rq_token) {
		.start = start,
		.end = end,
		.hash = rq_token_hash(out->folded + offset),
		.upper = is_upper(cutter->text + start, end - start),
		.apart = cutter->apart,
		.joint = cutter->joint,
	};
	cutter->apart = false;
	cutter->joint = 0;
}

/* The letters, digits, + and # from an offset on; where they end. */
static size_t run_from(const struct cutter *cutter, size_t at)
{
	size_t size;
	enum class kind = look(cutter, at, &size), next;

	at += size;
	for (;;) {
		next = look(cutter, at, &size);
		if (next != kind && next != IGNORED && (next != TAIL || kind != WORD))
			return at;
		at += size;
	}
}

/* What may join the word that ends at an offset to the one behind it, or 0. */
static char joiner_at(const struct cutter *cutter, size_t at, size_t *size)
{
	if (look(cutter, at, size) != JOINER)
		return 0;
	if (!is_word_at(cutter, at + *size) &&
	    (cutter->text[at] != '/' || !is_dot_net(cutter, at + *size)))
		return '\0';
	if (*size > 1)
		return '-';
	return cutter->text[at];
}

static size_t skip_dot(const struct cutter *cutter, size_t at)
{
	return cutter->text[at] == '.' ? at + 1 : at;
}

static void cut_token(struct cutter *cutter)
{
	size_t start = cutter->at, end = run_from(cutter, skip_dot(cutter, start)), size;
	char joiner;

	while ((joiner = joiner_at(cutter, end, &size)) != 0) {
		bool cut = cutter->parts && (joiner == '/' || joiner == '-');

		if (cut) {
			emit(cutter, start, end);
			cutter->joint = joiner;
			start = end + size;
		}
		end = run_from(cutter, skip_dot(cutter, end + size));
	}
	emit(cutter, start, end);
	cutter->at = end;
}

/* Whether an apostrophe and a lone s stand at an offset; *size is theirs. */
static bool is_possessive(const struct cutter *cutter, size_t at, size_t *size)
{
	size_t mark;

	if (look(cutter, at, &mark) != APOSTROPHE || (cutter->text[at + mark] | 0x20) != 's' ||
	    is_word_at(cutter, at + mark + 1))
		return false;
	*size = mark + 1;
	return true;
}

/* The l' of l'anglais is no word. */
static bool is_elision(const struct cutter *cutter, size_t *size)
{
	char letter = cutter->text[cutter->at];
	size_t mark;

	if (look(cutter, cutter->at + 1, &mark) != APOSTROPHE ||
	    !strchr("cdjlmnstCDJLMNST", letter) || !is_word_at(cutter, cutter->at + 1 + mark) ||
	    is_possessive(cutter, cutter->at + 1, size))
		return false;
	*size = 1 + mark;
	return true;
}

static void cut(struct rq_tokens *tokens, const char *text, bool parts)
{
	struct cutter cutter = {
		.text = text, .length = strlen(text), .parts = parts, .out = tokens
	};
	const char *folded;
	size_t size;

	*tokens = (struct rq_tokens) { 0 };
	(void)room_for(&cutter, cutter.length / 2 + 1); /* doubled, it is enough for most texts */
	while (cutter.at < cutter.length) {
		if (is_elision(&cutter, &size)) {
			cutter.at += size;
		} else if (is_word_at(&cutter, cutter.at) || is_dot_net(&cutter, cutter.at)) {
			cut_token(&cutter);
			if (is_possessive(&cutter, cutter.at, &size))
				cutter.at += size;
		} else {
			(void)look(&cutter, cutter.at, &size);
			cutter.apart |= strchr(",;:.!?()[]{}|\"", text[cutter.at]) != NULL;
			cutter.at += size;
		}
	}
	folded = tokens->folded;
	for (size_t i = 0; i < tokens->count; i++) {
		tokens->token[i].text = folded;
		folded += strlen(folded) + 1;
	}
}

void rq_tokens_init(struct rq_tokens *tokens, const char *text)
{
	cut(tokens, text, false);
}

void rq_tokens_init_parts(struct rq_tokens *tokens, const char *text)
{
	cut(tokens, text, true);
}

void rq_tokens_free(struct rq_tokens *tokens)
{
	free(tokens->token);
	free(tokens->folded);
	*tokens = (struct rq_tokens) { 0 };
}

uint64_t rq_token_hash(const char *text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return hash;
}

bool rq_token_is_one_of(const char *word, const char *list)
{
	size_t length = strlen(word);

	if (length == 0)
		return false;
	for (const char *at = list; (at = strstr(at, word)) != NULL; at++)
		if (at > list && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

bool rq_tokens_match_at(const struct rq_tokens *tokens, size_t at, const struct rq_tokens *phrase)
{
	if (phrase->count == 0 || phrase->count > tokens->count ||
	    at > tokens->count - phrase->count)
		return false;
	for (size_t i = 0; i < phrase->count; i++) {
		const struct rq_token *one = &tokens->token[at + i], *other = &phrase->token[i];

		if (one->hash != other->hash || (i > 0 && one->apart && !other->apart) ||
		    strcmp(one->text, other->text) != 0)
			return false;
	}
	return true;
}

long rq_tokens_find(const struct rq_tokens *tokens, const struct rq_tokens *phrase)
{
	for (size_t at = 0; at + phrase->count <= tokens->count; at++)
		if (rq_tokens_match_at(tokens, at, phrase))
			return (long)at;
	return -1;
}

/* Behind these, a compound says what its first part says. */
static const char suffixes[] =
    " based backed basiert basierte basierten basierter built centric certified compatible driven "
    "enabled first focused heavy hosted like native only oriented powered ready related specific "
    "style trained written ";

static const char denials[] = " anti no non not ";

static bool is_letter_pair(const struct rq_token *one, const struct rq_token *other)
{
	return one->text[1] == '\0' && other->text[1] == '\0';
}

bool rq_tokens_stand_free(const struct rq_tokens *parts, size_t at, size_t count)
{
	const struct rq_token *first = &parts->token[at], *last = first + count - 1;
	const struct rq_token *next = at + count < parts->count ? last + 1 : NULL;
	char before = first->joint, behind = '\0';

	if (next)
		behind = next->joint;
	if (before == '-' && rq_token_is_one_of(first[-1].text, denials))
		return false;
	if (count == 1 && ((before == '/' && is_letter_pair(first - 1, first)) ||
			   (behind == '/' && is_letter_pair(first, next))))
		return false;
	if (behind == '-' && before != '-' && rq_token_is_one_of(next->text, suffixes))
		return true;
	if (before == '-' || behind == '-')
		return count > 1 || rq_text_characters(first->text) > 2;
	return true;
}

long rq_tokens_find_free(const struct rq_tokens *parts, const struct rq_tokens *phrase)
{
	for (size_t at = 0; at + phrase->count <= parts->count; at++)
		if (rq_tokens_match_at(parts, at, phrase) &&
		    rq_tokens_stand_free(parts, at, phrase->count))
			return (long)at;
	return -1;
}

bool rq_token_ends_in_one_of(const char *word, const char *list)
{
	size_t length = strlen(word), size;

	/* No call in the loop, as in edit/root: few words end in any. */
	for (; *list; list += size + 1) {
		for (size = 1; list[size] != ' '; size++)
			;
		if (size <= length && list[size - 1] == word[length - 1] &&
		    memcmp(word + length - size, list, size) == 0)
			return true;
	}
	return false;
}
