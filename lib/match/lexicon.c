#include "match/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "match/token.h"

/* vocabulary.tsv, linked in as it is. */
extern const char builtin_start[] __asm__("_binary_vocabulary_tsv_start");
extern const char builtin_end[] __asm__("_binary_vocabulary_tsv_end");

enum { EXPECTED_NAMES = 10000 };

/* What a line says of other terms, which may be named in a later one. */
struct claim {
	char *names; /* NULL: nothing */
	size_t term, line;
	bool meant; /* what it may stand for, not what it shows */
};

struct reading {
	struct rq_vocabulary *v;
	struct claim *claim;
	size_t claims, claim_capacity;
	size_t line;
	bool strict; /* a user's file: a name that is taken is an error */
};

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " ");
	length = strlen(text);
	while (length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}

static int fail_at(const struct reading *reading, const char *what, const char *name,
		   struct rq_error *err)
{
	char shown[RQ_MAX_TERM_BYTES + 8];

	return rq_fail(err, RQ_USAGE, "vocabulary: line %zu: %s \"%s\"", reading->line, what,
		       rq_text_escape(name, shown, sizeof shown));
}

/*
 * One form of a spelling into the table. A name that another term has already
 * stays with the first one.
 */
static int index_form(struct reading *reading, const struct rq_tokens *tokens, const char *name,
		      size_t term, struct rq_error *err)
{
	struct rq_vocabulary *v = reading->v;
	uint32_t number = rq_phrases_add(&v->names, tokens, (uint32_t)v->spellings);
	size_t owner = v->owner[number - 1];

	if (reading->strict && owner != term)
		return rq_fail(err, RQ_USAGE, "vocabulary: line %zu: \"%s\" is a name of \"%s\"",
			       reading->line, name, v->term[owner].canonical);
	return 0;
}

static int add_spelling(struct reading *reading, char *name, size_t term, bool foreign,
			struct rq_error *err)
{
	struct rq_vocabulary *v = reading->v;
	struct rq_tokens tokens;
	bool exact = name[0] == '=';
	int result;

	name = trim(name + exact);
	if (strlen(name) > RQ_MAX_TERM_BYTES)
		return fail_at(reading, "a name of more bytes than are allowed:", name, err);
	rq_tokens_init(&tokens, name);
	if (tokens.count == 0) {
		rq_tokens_free(&tokens);
		return fail_at(reading, "a name without letters:", name, err);
	}
	v->spelling =
	    rq_grow(v->spelling, v->spellings, &v->spelling_capacity, sizeof *v->spelling);
	v->owner = rq_grow(v->owner, v->spellings, &v->owner_capacity, sizeof *v->owner);
	v->place = rq_grow(v->place, v->spellings, &v->place_capacity, sizeof *v->place);
	v->place[v->spellings] = (uint32_t)v->spellings;
	v->spelling[v->spellings] =
	    (struct rq_spelling) { name, exact, foreign, false, tokens.token[0].hash };
	v->owner[v->spellings++] = (uint32_t)term;
	result = index_form(reading, &tokens, name, term, err);
	rq_tokens_free(&tokens);
	if (result == -1 || !strpbrk(name, "/-"))
		return result;
	rq_tokens_init_parts(&tokens, name);
	v->spelling[v->spellings - 1].hash = tokens.token[0].hash;
	result = index_form(reading, &tokens, name, term, err);
	rq_tokens_free(&tokens);
	return result;
}

static bool is_kind(const char *kind)
{
	static const char *const kinds[] = { "skill",       "tool",     "method",    "standard",
					     "certificate", "language", "occupation" };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

/* The number of the term with that canonical name, which is made when it is new. */
static int take_term(struct reading *reading, char *name, const char *kind, const char *field,
		     size_t *number, struct rq_error *err)
{
	struct rq_vocabulary *v = reading->v;
	const char *plain = trim(name + (name[0] == '='));
	const struct rq_term *known = reading->strict ? rq_vocabulary_find(v, plain) : NULL;

	if (known && strcmp(known->canonical, plain) == 0) {
		*number = (size_t)(known - v->term);
		return 0;
	}
	if (known)
		return rq_fail(err, RQ_USAGE, "vocabulary: line %zu: \"%s\" is known as \"%s\"",
			       reading->line, plain, known->canonical);
	v->term = rq_grow(v->term, v->terms, &v->term_capacity, sizeof *v->term);
	v->term[v->terms] = (struct rq_term) { .canonical = plain, .kind = kind, .field = field };
	*number = v->terms++;
	return add_spelling(reading, name, *number, false, err);
}

/* aliases may be NULL. */
static int take_aliases(struct reading *reading, char *aliases, size_t term, bool foreign,
			struct rq_error *err)
{
	char *alias;

	while ((alias = strsep(&aliases, ";")) != NULL) {
		alias = trim(alias);
		if (*alias && add_spelling(reading, alias, term, foreign, err) == -1)
			return -1;
	}
	return 0;
}

static void add_claim(struct reading *reading, struct claim claim)
{
	if (!claim.names)
		return;
	reading->claim = rq_grow(reading->claim, reading->claims, &reading->claim_capacity,
				 sizeof *reading->claim);
	reading->claim[reading->claims++] = claim;
}

static int take_line(struct reading *reading, char *line, struct rq_error *err)
{
	char *rest = line, *name = strsep(&rest, "\t"), *kind = strsep(&rest, "\t");
	char *field = strsep(&rest, "\t"), *aliases = strsep(&rest, "\t"), *english;
	char *broader = strsep(&rest, "\t"), *meanings = rest;
	size_t term = 0;

	if (!field || (meanings && strchr(meanings, '\t')))
		return rq_fail(err, RQ_USAGE,
			       "vocabulary: line %zu: not NAME<tab>KIND<tab>FIELD"
			       "[<tab>ALIASES[<tab>BROADER[<tab>MEANINGS]]]",
			       reading->line);
	name = trim(name);
	kind = trim(kind);
	field = trim(field);
	if (!is_kind(kind))
		return fail_at(reading, "no such kind:", kind, err);
	if (!*field)
		return fail_at(reading, "no field for", name, err);
	if (take_term(reading, name, kind, field, &term, err) == -1)
		return -1;
	english = strsep(&aliases, "|");
	if (take_aliases(reading, english, term, false, err) == -1 ||
	    take_aliases(reading, aliases, term, true, err) == -1)
		return -1;
	add_claim(reading, (struct claim) { broader, term, reading->line, false });
	add_claim(reading, (struct claim) { meanings, term, reading->line, true });
	return 0;
}

static void add_pair(struct rq_term_pairs *pairs, size_t of, size_t other)
{
	pairs->pair = rq_grow(pairs->pair, pairs->count, &pairs->capacity, sizeof *pairs->pair);
	pairs->pair[pairs->count++] = (struct rq_term_pair) { of, other };
}

/* Once all names are known. */
static int take_claim(struct reading *reading, const struct claim *claim, struct rq_error *err)
{
	struct rq_vocabulary *v = reading->v;
	char *names = claim->names, *name;

	while ((name = strsep(&names, ";")) != NULL) {
		const struct rq_term *term =
		    *(name = trim(name)) ? rq_vocabulary_find(v, name) : NULL;
		size_t number = term ? (size_t)(term - v->term) : 0;

		reading->line = claim->line;
		if (*name && (!term || number == claim->term))
			return fail_at(reading, "no such term:", name, err);
		if (!term)
			continue;
		if (claim->meant)
			add_pair(&v->meaning, claim->term, number);
		else
			add_pair(&v->narrower, number, claim->term);
	}
	return 0;
}

static int take_text(struct reading *reading, char *text, struct rq_digest *digest,
		     struct rq_error *err)
{
	char *line;

	while ((line = strsep(&text, "\n")) != NULL) {
		size_t length = strlen(line);

		reading->line++;
		if (length > 0 && line[length - 1] == '\r')
			line[--length] = '\0';
		if (line[0] == '#' || line[strspn(line, " \t")] == '\0')
			continue;
		if (!rq_text_is_utf8(line, length))
			return rq_fail(err, RQ_USAGE, "vocabulary: line %zu: not UTF-8",
				       reading->line);
		rq_digest_add_field(digest, line);
		if (take_line(reading, line, err) == -1)
			return -1;
	}
	return 0;
}

static int take_list(struct reading *reading, char *text, struct rq_digest *digest,
		     struct rq_error *err)
{
	int result = take_text(reading, text, digest, err);

	for (size_t i = 0; result == 0 && i < reading->claims; i++)
		result = take_claim(reading, &reading->claim[i], err);
	free(reading->claim);
	return result;
}

/* Brings the spellings of each term together, in their order. */
static void sort_spellings(struct rq_vocabulary *v)
{
	struct rq_spelling *sorted = rq_alloc(v->spellings, sizeof *sorted);
	uint32_t *owner = rq_alloc(v->spellings, sizeof *owner);
	size_t first = 0;

	for (size_t i = 0; i < v->spellings; i++)
		v->term[v->owner[i]].count++;
	for (size_t i = 0; i < v->terms; i++) {
		v->term[i].first = first;
		first += v->term[i].count;
		v->term[i].count = 0;
	}
	for (size_t i = 0; i < v->spellings; i++) {
		struct rq_term *term = &v->term[v->owner[i]];

		v->place[i] = (uint32_t)(term->first + term->count++);
		sorted[v->place[i]] = v->spelling[i];
		owner[v->place[i]] = v->owner[i];
	}
	free(v->spelling);
	free(v->owner);
	v->spelling = sorted;
	v->owner = owner;
}

static int compare_pairs(const void *one, const void *another)
{
	const struct rq_term_pair *a = one, *b = another;

	if (a->of != b->of)
		return a->of < b->of ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

static void sort_pairs(struct rq_term_pairs *pairs)
{
	if (pairs->count > 0)
		qsort(pairs->pair, pairs->count, sizeof *pairs->pair, compare_pairs);
}

static void link_pairs(struct rq_vocabulary *v)
{
	sort_pairs(&v->narrower);
	sort_pairs(&v->meaning);
	for (size_t i = 0; i < v->narrower.count; i++) {
		struct rq_term *term = &v->term[v->narrower.pair[i].of];

		if (term->narrowers++ == 0)
			term->narrower = i;
	}
	for (size_t i = 0; i < v->meaning.count; i++) {
		struct rq_term *term = &v->term[v->meaning.pair[i].of];

		if (term->meanings++ == 0)
			term->meaning = i;
		for (size_t k = term->first; k < term->first + term->count; k++)
			v->spelling[k].several = true;
	}
}

int rq_lexicon_read(struct rq_vocabulary *v, const char *extra, struct rq_error *err)
{
	struct reading builtin = { .v = v }, own = { .v = v, .strict = true };
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_phrases_init(&v->names, EXPECTED_NAMES);
	// cppcheck-suppress comparePointers // the linker's two ends of one object
	v->text[0] = rq_strndup(builtin_start, (size_t)(builtin_end - builtin_start));
	if (take_list(&builtin, v->text[0], &digest, err) == -1)
		return -1;
	if (extra) {
		if (strlen(extra) > RQ_MAX_VOCABULARY_BYTES)
			return rq_fail(err, RQ_TOO_LARGE, "vocabulary: more than %zu bytes",
				       RQ_MAX_VOCABULARY_BYTES);
		if (strncmp(extra, "\xef\xbb\xbf", 3) == 0)
			extra += 3;
		v->text[1] = rq_strdup(extra);
		if (take_list(&own, v->text[1], &digest, err) == -1)
			return -1;
	}
	sort_spellings(v);
	link_pairs(v);
	rq_digest_id(&digest, v->id);
	return 0;
}
