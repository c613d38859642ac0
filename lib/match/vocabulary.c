#include "match/vocabulary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/lexicon.h"
#include "match/phrase.h"

/* The term itself, or what it stands for. */
static const struct rq_term *stands_for(const struct rq_vocabulary *v, const struct rq_term *term)
{
	for (size_t i = term->meaning; v->settled && i < term->meaning + term->meanings; i++)
		if (v->settled[i])
			return &v->term[v->meaning.pair[i].other];
	return term;
}

const struct rq_term *rq_vocabulary_at(const struct rq_vocabulary *v,
				       const struct rq_tokens *tokens, size_t at, size_t *used,
				       const struct rq_spelling **spelling)
{
	uint32_t number = rq_phrases_at(&v->names, tokens, at, used);

	if (number == 0)
		return NULL;
	number = v->place[number - 1];
	if (spelling)
		*spelling = &v->spelling[number];
	return stands_for(v, &v->term[v->owner[number]]);
}

static const struct rq_term *find_whole(const struct rq_vocabulary *v,
					const struct rq_tokens *tokens)
{
	size_t used;
	const struct rq_term *term =
	    tokens->count > 0 ? rq_vocabulary_at(v, tokens, 0, &used, NULL) : NULL;

	return term && used == tokens->count ? term : NULL;
}

const struct rq_term *rq_vocabulary_find(const struct rq_vocabulary *v, const char *phrase)
{
	const struct rq_term *term;
	struct rq_tokens tokens;

	rq_tokens_init(&tokens, phrase);
	term = find_whole(v, &tokens);
	rq_tokens_free(&tokens);
	if (term || !strpbrk(phrase, "/-"))
		return term;
	rq_tokens_init_parts(&tokens, phrase);
	term = find_whole(v, &tokens);
	rq_tokens_free(&tokens);
	return term;
}

/* The i-th spelling of all short forms that stand for the term. */
static const struct rq_spelling *short_spelling(const struct rq_vocabulary *v,
						const struct rq_term *term, size_t i)
{
	for (size_t k = 0; v->settled && k < v->meaning.count; k++) {
		const struct rq_term *form = &v->term[v->meaning.pair[k].of];

		if (!v->settled[k] || &v->term[v->meaning.pair[k].other] != term)
			continue;
		if (i < form->count)
			return &v->spelling[form->first + i];
		i -= form->count;
	}
	return NULL;
}

const struct rq_spelling *rq_vocabulary_spelling(const struct rq_vocabulary *v,
						 const struct rq_term *term, size_t i)
{
	return i < term->count ? &v->spelling[term->first + i]
			       : short_spelling(v, term, i - term->count);
}

const struct rq_term *rq_vocabulary_narrower(const struct rq_vocabulary *v,
					     const struct rq_term *term, size_t i)
{
	return i < term->narrowers ? &v->term[v->narrower.pair[term->narrower + i].other] : NULL;
}

const struct rq_term *rq_vocabulary_meaning(const struct rq_vocabulary *v,
					    const struct rq_term *term, size_t i)
{
	return i < term->meanings ? &v->term[v->meaning.pair[term->meaning + i].other] : NULL;
}

struct rq_vocabulary *rq_vocabulary_settle(
    const struct rq_vocabulary *v,
    const struct rq_term *(*meant)(const struct rq_term *form, const void *context),
    const void *context)
{
	struct rq_vocabulary *own = rq_alloc(1, sizeof *own);

	*own = *v;
	own->settled = rq_alloc(v->meaning.count + 1, sizeof *own->settled);
	for (size_t i = 0; i < v->meaning.count; i++)
		own->settled[i] = meant(&v->term[v->meaning.pair[i].of], context) ==
				  &v->term[v->meaning.pair[i].other];
	return own;
}

const char *rq_vocabulary_id(const struct rq_vocabulary *v)
{
	return v->id;
}

int rq_vocabulary_open(const char *extra, struct rq_vocabulary **vocabulary, struct rq_error *err)
{
	struct rq_vocabulary *v = rq_alloc(1, sizeof *v);

	if (rq_lexicon_read(v, extra, err) == -1) {
		rq_vocabulary_free(v);
		return -1;
	}
	*vocabulary = v;
	return 0;
}

void rq_vocabulary_free(struct rq_vocabulary *v)
{
	if (!v)
		return;
	if (v->settled) { /* all else is of the whole one */
		free(v->settled);
		free(v);
		return;
	}
	rq_phrases_free(&v->names);
	free(v->term);
	free(v->spelling);
	free(v->owner);
	free(v->place);
	free(v->narrower.pair);
	free(v->meaning.pair);
	free(v->text[0]);
	free(v->text[1]);
	free(v);
}
