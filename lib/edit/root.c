#include "edit/root.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "match/token.h"

/* Fewer letters in front of an ending are another word: nation, national. */
enum { ROOT_BYTES = 4, STEM_BYTES = 3 /* behind a prefix */, WORD_BYTES = 64 };

/* Endings, the longest first, between spaces; "ction>c" puts a letter in their place. */
struct endings {
	const char *language;
	const char *endings;
	const char *prefixes; /* that part from a verb: durch-führen; NULL for none */
};

static const struct endings known[] = {
	{ "en",
	  "ementations ementation mentations ifications>if mentation ementing emented ements ement "
	  "ification>if isations izations menting ization "
	  "isation iations mented ifying>if ations iation ctions>c isions ating "
	  "ising izing ified>if ifies>if ction>c cting>c ation ments ision iated "
	  "iates iate cted>c ates ated ised ized ises izes ions ysis>ys yses>ys "
	  "ysed>ys yzed>ys ment yse>ys yze>ys cts>c ify>if ing ion ate ise ize "
	  "ied>y ies>y ings ces>c ced>c ct>c ce>c ed es s e",
	  NULL },
	{ "de",
	  "ierungen ierenden ationen ierung ierten aturen ieren ierte innen ation "
	  "ungen ierst atur lichen licher liches liche ischen ischer isches ische "
	  "lich isch etet eten iere iert ung ete ten et en te st es t n e s",
	  "zusammen weiter zurück bereit sicher durch frei fest teil nach auf aus "
	  "ein vor mit her hin bei weg los ab an um zu" },
	{ "fr",
	  "issements issement ifications ifiées>if ifiée>if ifiés>if ifiais>if "
	  "ifier>if ifié>if ications ionnées ionnée ionnés ionnais ionner ionné "
	  "ication issages issage issais issait ations aisons ements ement ation "
	  "aison itions ition issant ances ance geais>g geait>g ages ions aient age "
	  "ant ées ais ait ion ées ure és ée er ir is ie it é e i s",
	  NULL },
	{ "es",
	  "amente mente amientos imientos amiento imiento ificaciones>ific ificación>ific "
	  "aciones uciones>u iciones ionados ionadas ionando ionado ionada ionaba "
	  "ionaron ación ución>u ición ancias encias ancia encia ieron iendo ionar "
	  "ioné ionó ando ados adas idos idas aban aron iones ajes ión ado ada ido "
	  "ida aje aba ían ía ar er ir ió os as é í ó a o s",
	  NULL },
	{ "pt",
	  "amente mente amentos imentos amento imento ificações>ific ificação>ific ionados "
	  "ionadas ionando ionado ionada ionava ações ições uições>u uição>u ância "
	  "ência ionar ionei ionou ação ição ções>c ção>c iões ião ando endo indo "
	  "ados adas idos idas avam aram eram iram agem agens ado ada ido ida ava "
	  "iam ei ou eu iu ar er ir ia os as i a o s",
	  NULL },
	{ "it",
	  "amente mente ionamento azioni amenti imenti izioni uzioni>u azione amento imento "
	  "izione uzione>u ionato ionati ionata ionare ionavo atura itura aggio "
	  "anza enza ando endo ione ioni avano are ere ire ato ata ati ate uto uta "
	  "uti ute avo ava evo eva ivo iva ito ita iti ite o a i e",
	  NULL },
	{ "nl",
	  "eringen eerden ering aties eerde eren atie eerd eert ingen ages age eer "
	  "ing den ten de te en d t",
	  "samen klaar terug schoon weg neer door voor mee toe aan uit af op in bij "
	  "over onder mede" },
};

/*
 * How the consonant before an ending is written goes by the vowel behind: realizar, realicé. And
 * what England and America write: colour, color.
 */
static const struct {
	const char *languages, *written, *sound;
} spellings[] = {
	{ "es pt", "qu", "c" }, { "es pt", "gu", "g" }, { "es", "z", "c" },
	{ "fr", "qu", "c" },    { "fr", "gu", "g" },    { "fr pt", "ç", "c" },
	{ "it", "ch", "c" },    { "it", "gh", "g" },    { "en", "our", "or" },
};

/*
 * Stems of strong verbs, and of their nouns, to that of the infinitive, behind any prefix:
 * nahm, genommen, Abnahme, übernahm.
 */
static const struct {
	const char *language, *stems;
} strong[] = {
	{ "de", "nahm>nehm nomm>nehm schrieb>schreib sprach>sprech sproch>sprech gab>geb worf>werf "
		"wurf>werf warf>werf fing>fang rief>ruf trat>tret riet>rat schloss>schliess "
		"schluss>schliess hielt>halt zog>zieh bot>biet lud>lad trug>trag wusch>wasch "
		"half>helf holf>helf fuhr>fahr traf>treff troff>treff stieg>steig wuchs>wachs "
		"brach>brech broch>brech bracht>bring kannt>kenn schob>schieb wog>wieg griff>greif "
		"wies>weis hob>heb schnitt>schneid strich>streich schuf>schaff wandt>wend "
		"lief>lauf goss>giess versand>versend" },
	{ "nl", "nam>nem nom>nem schreef>schrijv schrev>schrijv sprak>sprek sprok>sprek gaf>gev "
		"gav>gev hil>hou wierp>werp worp>werp ving>vang riep>roep trok>trek trokk>trek "
		"droeg>drag hielp>help holp>help steeg>stijg steg>stijg woog>weg wog>weg "
		"greep>grijp grep>grijp wees>wijz wez>wijz sloeg>sla kreeg>krijg kreg>krijg "
		"hief>hef" },
};

static const struct endings *endings_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof known / sizeof known[0]; i++)
		if (strncmp(known[i].language, language, 2) == 0)
			return &known[i];
	return NULL;
}

static bool begins(const char *word, const char *start, size_t length)
{
	return strncmp(word, start, length) == 0;
}

/* geschrieben, durchgeführt, auszuwerten: without the "ge" or "zu" of the form. */
static void drop_infix(char *word, const char *prefixes)
{
	size_t at = 0, length = strlen(word);

	for (const char *prefix = prefixes; *prefix && at == 0;) {
		size_t size = strcspn(prefix, " ");

		if (begins(word, prefix, size) &&
		    (begins(word + size, "ge", 2) || begins(word + size, "zu", 2)))
			at = size;
		prefix += size + strspn(prefix + size, " ");
	}
	if (length < at + 2 + (at > 0 ? STEM_BYTES : ROOT_BYTES) ||
	    !strchr("tnd", word[length - 1]) || (at == 0 && !begins(word, "ge", 2)))
		return;
	memmove(word + at, word + at + 2, length - at - 1);
}

static bool drop_ending(char *word, const char *endings)
{
	size_t length = strlen(word);

	/* No call in the loop: this is what reading a text costs. */
	for (const char *ending = endings, *end; *ending; ending = *end ? end + 1 : end) {
		const char *last = ending;
		size_t size;

		while (*last && *last != ' ' && *last != '>')
			last++;
		for (end = last; *end && *end != ' ';)
			end++;
		size = (size_t)(last - ending);
		if (size == 1 && strcmp(word + length - 2, "ss") == 0)
			continue; /* process */
		if (length > 3 && strcmp(word + length - 3, "sst") == 0 && size == 2)
			continue; /* geschweisst: of the "st" only the t is an ending */
		if (last[-1] != word[length - 1] || length < size + ROOT_BYTES ||
		    memcmp(word + length - size, ending, size) != 0)
			continue;
		word[length - size] = '\0';
		if (*last == '>')
			(void)strncat(word, last + 1, (size_t)(end - last) - 1);
		return true;
	}
	return false;
}

/*
 * planning, planned: one n; entwickeln, Entwicklung, administer, administration: no e;
 * detección, detecté: ct.
 */
static void settle(char *word)
{
	size_t length = strlen(word);

	if (length > ROOT_BYTES && strcmp(word + length - 2, "cc") == 0)
		word[length - 1] = 't';
	else if (length > ROOT_BYTES && word[length - 1] == word[length - 2] &&
		 !strchr("s", word[length - 1]))
		word[length - 1] = '\0';
	else if (length > ROOT_BYTES && word[length - 2] == 'e' && strchr("lr", word[length - 1])) {
		word[length - 2] = word[length - 1];
		word[length - 1] = '\0';
	}
}

/* Dutch zette, gezet, German unterrichtet, Unterricht: the t is of the stem or of the ending. */
static void drop_dental(char *word, const char *dentals)
{
	size_t length = strlen(word);

	if (length > ROOT_BYTES && strchr(dentals, word[length - 1]))
		word[length - 1] = '\0';
}

static void spell(char *word, const char *language)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		size_t size = strlen(spellings[i].written);

		if (!strstr(spellings[i].languages, language) || length < size + 2 ||
		    strcmp(word + length - size, spellings[i].written) != 0)
			continue;
		memcpy(word + length - size, spellings[i].sound, strlen(spellings[i].sound) + 1);
		return;
	}
}

/* übernahm, übernomm: übernehm. */
static void weaken_by(char *word, const char *stems)
{
	size_t length = strlen(word);

	for (const char *stem = stems, *end; *stem; stem = *end ? end + 1 : end) {
		size_t size = strcspn(stem, ">"), rest;

		end = stem + strcspn(stem, " ");
		rest = (size_t)(end - stem) - size - 1;
		if (length < size || memcmp(word + length - size, stem, size) != 0 ||
		    length - size + rest >= WORD_BYTES)
			continue;
		memcpy(word + length - size, stem + size + 1, rest);
		word[length - size + rest] = '\0';
		return;
	}
}

static void weaken(char *word, const char *language)
{
	for (size_t i = 0; i < sizeof strong / sizeof strong[0]; i++)
		if (strcmp(strong[i].language, language) == 0)
			weaken_by(word, strong[i].stems);
}

/* Dutch writes a long vowel twice where a consonant ends the word: controleer, controleren. */
static void shorten(char *word)
{
	size_t length = strlen(word);

	if (length <= ROOT_BYTES || strchr("aeou", word[length - 1]) ||
	    word[length - 2] != word[length - 3] || !strchr("aeou", word[length - 2]))
		return;
	word[length - 2] = word[length - 1];
	word[length - 1] = '\0';
}

/*
 * Bestände, Verträge: the plural of a noun. Not of doers (Verkäufer), nor of verbs (zählen,
 * zählte).
 */
static void drop_umlaut(char *word)
{
	size_t length = strlen(word);
	char *umlaut = strstr(word, "ä");

	if (!umlaut || word[length - 1] != 'e' || word[length - 2] == 't' ||
	    strstr(umlaut + 1, "ä"))
		return;
	*umlaut = 'a';
	memmove(umlaut + 1, umlaut + strlen("ä"), strlen(umlaut + strlen("ä")) + 1);
}

uint64_t rq_root_hash(const char *word, const char *language)
{
	const struct endings *endings = endings_of(language);
	char root[WORD_BYTES];
	size_t length = strlen(word);

	if (!endings || length < ROOT_BYTES || length >= WORD_BYTES)
		return rq_token_hash(word);
	memcpy(root, word, length + 1);
	if (endings->prefixes)
		drop_infix(root, endings->prefixes);
	if (strcmp(endings->language, "de") == 0)
		drop_umlaut(root);
	(void)drop_ending(root, endings->endings);
	if (strcmp(endings->language, "de") == 0)
		drop_dental(root, "t");
	if (strcmp(endings->language, "nl") == 0) {
		drop_dental(root, "td");
		shorten(root);
	}
	weaken(root, endings->language);
	settle(root); /* which makes one of "hiel" that is known, and none of "annomm" */
	weaken(root, endings->language);
	spell(root, endings->language);
	return rq_token_hash(root);
}

size_t rq_root_doer(const char *word, const char *language)
{
	static const struct {
		const char *language, *endings;
	} doers[] = {
		{ "en", "er or ist " },
		{ "fr", "eur euse trice iste " },
		{ "es", "dor dora tor tora sor sora ista " },
		{ "pt", "dor dora tor tora sor sora ista " },
		{ "it", "tore tori trice trici ista isti cuoco cuoca cuochi cuoche " },
	};
	size_t length = strlen(word);
	char singular[WORD_BYTES];

	if (length <= ROOT_BYTES || length >= WORD_BYTES)
		return 0;
	memcpy(singular, word, length + 1);
	if (word[length - 1] == 's')
		singular[--length] = '\0';
	if (length <= ROOT_BYTES)
		return 0; /* users, as user */
	if (rq_token_ends_in_one_of(singular, "ore ") && word[length] == 's')
		singular[--length] = '\0'; /* auditores */
	for (size_t i = 0; i < sizeof doers / sizeof doers[0]; i++)
		if (strncmp(doers[i].language, language ? language : "en", 2) == 0)
			return rq_token_ends_in_one_of(singular, doers[i].endings) ? length : 0;
	return 0;
}
