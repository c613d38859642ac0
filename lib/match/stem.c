#include "match/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/token.h"

/* Articles, pronouns, prepositions and auxiliaries, between spaces. */
static const struct {
	const char *language;
	const char *words;
} stops[] = {
	{ "en",
	  " a an and are as at be been by did do for from had has have he her his i in into is it "
	  "its me my of on or our she so that the their them they this to was we were which "
	  "while who will with you your " },
	{ "de",
	  " als am an auf aus bei beim das dem den der des die du ein eine einem einen einer eines "
	  "er es für hat habe haben ich im in ins ist mich mein meine mit nach oder sich sie sind "
	  "so sowie um und uns unser vom von vor war waren wir wurde wurden zu zum zur über " },
	{ "fr",
	  " a au aux avec ce ces cette dans de des du en est et été elle il ils je la le les leur "
	  "leurs ma mes mon nos notre nous on ont ou par pour qui que sa se ses son sont sous sur "
	  "un une vos votre vous à était " },
	{ "es",
	  " a al ante con de del desde e el ella en entre era es esta este fue ha han la las le lo "
	  "los me mi mis o para por que se ser sin sobre su sus un una unas unos y yo " },
	{ "pt",
	  " a ao aos as com da das de do dos e ela ele em entre era eu foi há mais me meu minha na "
	  "nas no nos o os ou para pela pelo por que se sem ser seu sua são um uma é à " },
	{ "it",
	  " a ad ai al alla alle con da dai dal dalla degli dei del della delle di e ed era gli ha "
	  "ho i il in io la le lo mi mia mio nei nel nella o per più sono su sua suo tra un una "
	  "uno è che si " },
	{ "nl",
	  " aan als bij dat de deze die dit door een en er het hij ik in is met mijn naar of om "
	  "onder onze op over te ten ter tot uit van voor was we werd wij zijn zij " },
};

static const char *stops_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof stops / sizeof stops[0]; i++)
		if (strcmp(stops[i].language, language) == 0)
			return stops[i].words;
	return "";
}

/* A word and its stem, by their hashes; two words of one place forget each other. */
struct known {
	uint64_t word, stem;
	bool stop;
};

enum { KNOWN = 2048 };

struct rq_stemmer {
	struct sb_stemmer *snowball; /* NULL: the language is not known */
	const char *stops;
	struct known *known;
};

struct rq_stemmer *rq_stemmer_new(const char *language)
{
	struct rq_stemmer *stemmer = rq_alloc(1, sizeof *stemmer);

	stemmer->snowball = language ? sb_stemmer_new(language, "UTF_8") : NULL;
	stemmer->stops = stops_of(language);
	stemmer->known = rq_alloc(KNOWN, sizeof *stemmer->known);
	return stemmer;
}

void rq_stemmer_free(struct rq_stemmer *stemmer)
{
	if (!stemmer)
		return;
	sb_stemmer_delete(stemmer->snowball);
	free(stemmer->known);
	free(stemmer);
}

/* hash is the word's own, which is also what is left of one without a stem. */
static uint64_t hash_of_stem(const struct rq_stemmer *stemmer, const char *word, uint64_t hash)
{
	const sb_symbol *stem;

	/* Names with marks (c++, node.js) have no endings. */
	if (!stemmer->snowball || strpbrk(word, "0123456789+#.&"))
		return hash;
	stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)strlen(word));
	return stem ? rq_token_hash((const char *)stem) : hash;
}

static const struct known *look_up(const struct rq_stemmer *stemmer, const char *word,
				   uint64_t hash)
{
	struct known *known = &stemmer->known[hash % KNOWN];

	if (known->word != hash)
		*known = (struct known) { hash, hash_of_stem(stemmer, word, hash),
					  rq_token_is_one_of(word, stemmer->stops) };
	return known;
}

uint64_t rq_stemmer_hash(const struct rq_stemmer *stemmer, const char *word)
{
	return look_up(stemmer, word, rq_token_hash(word))->stem;
}

static int compare(const void *one, const void *other)
{
	uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

	return (a > b) - (a < b);
}

void rq_stems_init(struct rq_stems *stems, const char *text, const struct rq_stemmer *stemmer)
{
	struct rq_tokens parts;
	size_t count = 0, kept = 0;

	rq_tokens_init_parts(&parts, text);
	stems->hash = rq_alloc(parts.count, sizeof *stems->hash);
	for (size_t i = 0; i < parts.count; i++) {
		const struct known *known =
		    look_up(stemmer, parts.token[i].text, parts.token[i].hash);

		if (!known->stop)
			stems->hash[count++] = known->stem;
	}
	qsort(stems->hash, count, sizeof *stems->hash, compare);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || stems->hash[kept - 1] != stems->hash[i])
			stems->hash[kept++] = stems->hash[i];
	stems->count = kept;
	rq_tokens_free(&parts);
}

void rq_stems_free(struct rq_stems *stems)
{
	free(stems->hash);
	*stems = (struct rq_stems) { 0 };
}

int rq_stems_kept(const struct rq_stems *one, const struct rq_stems *other)
{
	size_t kept = 0;

	for (size_t i = 0, j = 0; i < one->count; i++) {
		while (j < other->count && other->hash[j] < one->hash[i])
			j++;
		kept += j < other->count && other->hash[j] == one->hash[i];
	}
	return one->count > 0 ? (int)(kept * 10000 / one->count) : 10000;
}
