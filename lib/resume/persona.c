#include "resume/persona.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/fold.h"

/* Nobody has more names, addresses and numbers; every one is looked for at every word. */
enum { MAX_WORDS = 32, MAX_CLUES = 64, MAX_PHONES = 16 };
enum { MIN_PHONE = 6, MAX_PHONE = 15, MIN_HANDLE = 3, MIN_POSTAL_CODE = 4 };

const char *rq_trait_name(enum rq_trait trait)
{
	static const char *const names[] = {
#define RQ_TRAIT_NAME_ROW(trait, name) [trait] = (name),
		RQ_TRAITS(RQ_TRAIT_NAME_ROW)
#undef RQ_TRAIT_NAME_ROW
	};

	return names[trait];
}

/* --- letters -------------------------------------------------------------- */

/* The folded characters from first to last, with one ' ' for each run of others. */
static struct rq_letters take_letters(const struct rq_folded *folded, size_t first, size_t last)
{
	struct rq_letters letters = { .at = rq_alloc(last - first + 1, sizeof *letters.at) };

	for (size_t i = first; i < last; i++) {
		if (folded->at[i].word)
			letters.at[letters.count++] = folded->at[i].character;
		else if (letters.count > 0 && letters.at[letters.count - 1] != ' ')
			letters.at[letters.count++] = ' ';
	}
	while (letters.count > 0 && letters.at[letters.count - 1] == ' ')
		letters.count--;
	return letters;
}

static bool is_same(const struct rq_letters *one, const struct rq_letters *other)
{
	return one->count == other->count &&
	       memcmp(one->at, other->at, one->count * sizeof *one->at) == 0;
}

static bool is_plain_word(const struct rq_letters *letters)
{
	for (size_t i = 0; i < letters->count; i++)
		if (letters->at[i] == ' ' || (letters->at[i] >= '0' && letters->at[i] <= '9'))
			return false;
	return true;
}

/* Takes the letters. */
static void add_clue(struct rq_persona *persona, enum rq_trait trait, struct rq_letters letters,
		     bool handle)
{
	bool known = letters.count == 0 || persona->clue_count == MAX_CLUES;

	for (size_t i = 0; i < persona->clue_count && !known; i++)
		known = is_same(&persona->clues[i].letters, &letters);
	if (known) {
		free(letters.at);
		return;
	}
	persona->clues = rq_grow(persona->clues, persona->clue_count, &persona->clue_capacity,
				 sizeof *persona->clues);
	persona->clues[persona->clue_count++] = (struct rq_clue) { trait, letters, handle };
	persona->begins[letters.at[0] & 0xff] |= RQ_BEGINS_CLUE;
}

static void add_text(struct rq_persona *persona, enum rq_trait trait, const char *text,
		     size_t length)
{
	struct rq_folded folded;

	rq_fold_init(&folded, text, length, false);
	add_clue(persona, trait, take_letters(&folded, 0, folded.count), false);
	rq_fold_free(&folded);
}

/* --- names ------------------------------------------------------------------ */

/* Words in front of and behind names that many people share. As they are written. */
static const char *const titles[] = {
	"Dr",  "Prof", "Mr",  "Mrs",  "Ms",  "Miss", "Herr", "Frau", "Dipl", "Ing",
	"Mag", "Jr",   "Sr",  "II",   "III", "PhD",  "MSc",  "BSc",  "MBA",  "Sra",
	"Mme", "MD",   "LLM", "CPA",  "PMP", "RN",   "CFA",  "MPH",  "PE",   "Esq",
	"Phd", "Ph",   "Med", "Univ", "Bc",  "Ir",   "Drs",  "Don",  "Doña", "Eng",
};

static bool is_title(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		if (strlen(titles[i]) == length && strncmp(titles[i], text, length) == 0)
			return true;
	return false;
}

/* Takes the letters. */
static void add_word(struct rq_persona *persona, struct rq_letters letters, bool part)
{
	bool known = letters.count == 0 || persona->word_count == MAX_WORDS;

	for (size_t i = 0; i < persona->word_count && !known; i++)
		known = is_same(&persona->words[i].letters, &letters);
	if (known) {
		free(letters.at);
		return;
	}
	persona->words = rq_grow(persona->words, persona->word_count, &persona->word_capacity,
				 sizeof *persona->words);
	persona->words[persona->word_count++] = (struct rq_name_word) { letters, part };
	persona->begins[letters.at[0] & 0xff] |= RQ_BEGINS_NAME;
}

/*
 * A name of a dense script stands unspaced: of three characters the last two,
 * of four both halves are how its parts are used alone.
 */
static void add_dense_parts(struct rq_persona *persona, const struct rq_folded *folded,
			    size_t first, size_t last)
{
	if (!folded->at[first].dense)
		return;
	if (last - first == 3 || last - first == 4)
		add_word(persona, take_letters(folded, last - 2, last), true);
	if (last - first == 4)
		add_word(persona, take_letters(folded, first, first + 2), true);
}

/* The words of a name; cased: it has capitals, so "van" in it is a particle. */
static void add_name(struct rq_persona *persona, const char *text, bool cased, bool spelled_out)
{
	struct rq_folded folded;
	size_t first, last = 0;

	rq_fold_init(&folded, text, strlen(text), spelled_out);
	for (first = 0; first < folded.count; first = last + 1) {
		const struct rq_folded_char *begin = &folded.at[first];

		for (last = first; last < folded.count && folded.at[last].word; last++)
			;
		if (last == first ||
		    is_title(text + begin->start, folded.at[last - 1].end - begin->start))
			continue;
		add_word(persona, take_letters(&folded, first, last),
			 last - first > 1 && (begin->capital || !cased));
		add_dense_parts(persona, &folded, first, last);
	}
	rq_fold_free(&folded);
}

static void read_name(struct rq_persona *persona, const char *name)
{
	struct rq_folded folded;
	bool cased = false;

	if (!name)
		return;
	rq_fold_init(&folded, name, strlen(name), false);
	for (size_t i = 0; i < folded.count; i++)
		cased = cased || folded.at[i].capital;
	rq_fold_free(&folded);
	add_name(persona, name, cased, false);
	add_name(persona, name, cased, true);
}

/* --- user names --------------------------------------------------------------- */

/* "jane.doe" is a name as well: where a document was misread, the only whole one. */
static bool is_name(const struct rq_letters *letters)
{
	size_t length = 0;
	bool several = false;

	for (size_t i = 0; i <= letters->count; i++) {
		int32_t letter = i < letters->count ? letters->at[i] : ' ';

		if (letter >= '0' && letter <= '9')
			return false;
		if (letter != ' ') {
			length++;
			continue;
		}
		if (length < MIN_HANDLE)
			return false;
		several = several || i < letters->count;
		length = 0;
	}
	return several;
}

static void read_handle(struct rq_persona *persona, const char *text, size_t length)
{
	struct rq_folded folded;
	struct rq_letters letters;

	rq_fold_init(&folded, text, length, false);
	letters = take_letters(&folded, 0, folded.count);
	if (is_name(&letters)) {
		char *name = rq_strndup(text, length);

		add_name(persona, name, false, false);
		free(name);
	}
	if (letters.count >= MIN_HANDLE)
		add_clue(persona, RQ_TRAIT_USER, letters, is_plain_word(&letters));
	else
		free(letters.at);
	rq_fold_free(&folded);
}

static void read_email(struct rq_persona *persona, const char *email)
{
	const char *host = email ? strchr(email, '@') : NULL;
	char *spoken;

	if (!host)
		return;
	add_text(persona, RQ_TRAIT_EMAIL, email, strlen(email));
	/* "jane (at) example (dot) org" */
	spoken = rq_printf("%.*s at %.*s dot %s", (int)(host - email), email,
			   (int)strcspn(host + 1, "."), host + 1,
			   host + 1 + strcspn(host + 1, ".") + (strchr(host, '.') != NULL));
	add_text(persona, RQ_TRAIT_EMAIL, spoken, strlen(spoken));
	free(spoken);
	read_handle(persona, email, (size_t)(host - email));
}

/* --- links ---------------------------------------------------------------------- */

/* Without scheme and "www.": people leave them out. The last step of its path is a user. */
static void read_link(struct rq_persona *persona, const char *link)
{
	const char *host, *path, *last;
	size_t length;

	if (!link)
		return;
	host = strstr(link, "://");
	host = host ? host + 3 : link;
	if (strncasecmp(host, "www.", 4) == 0)
		host += 4;
	length = strcspn(host, "?#");
	while (length > 0 && host[length - 1] == '/')
		length--;
	add_text(persona, RQ_TRAIT_LINK, host, length);
	path = memchr(host, '/', length);
	last = memrchr(host, '/', length);
	if (path && last && host + length - last > MIN_HANDLE)
		read_handle(persona, last + 1, (size_t)(host + length - last - 1));
}

static void read_profiles(struct rq_persona *persona, const json_t *basics)
{
	const json_t *profiles = rq_json_array(basics, "profiles");

	for (size_t i = 0; i < json_array_size(profiles); i++) {
		const json_t *profile = json_array_get(profiles, i);
		const char *user = rq_json_string(profile, "username");

		read_link(persona, rq_json_string(profile, "url"));
		if (user && strchr(user, '/'))
			read_link(persona, user);
		else if (user)
			read_handle(persona, user, strlen(user));
	}
}

/* --- phone, address, birth -------------------------------------------------------- */

static void add_phone(struct rq_persona *persona, char *digits)
{
	const char *national = digits + strspn(digits, "0");

	if (strlen(national) >= MIN_PHONE && strlen(national) <= MAX_PHONE &&
	    persona->phone_count < MAX_PHONES) {
		persona->phones = rq_grow(persona->phones, persona->phone_count,
					  &persona->phone_capacity, sizeof *persona->phones);
		persona->phones[persona->phone_count++] = rq_strdup(national);
	}
	digits[0] = '\0';
}

/* A field may hold several numbers: a "+", a comma or a letter begins another. */
static void read_phone(struct rq_persona *persona, const char *phone)
{
	struct rq_folded folded;
	char digits[64] = "";
	size_t count = 0;

	if (!phone)
		return;
	rq_fold_init(&folded, phone, strlen(phone), false);
	for (size_t i = 0; i < folded.count; i++) {
		int32_t c = folded.at[i].character;

		if (c >= '0' && c <= '9' && count + 1 < sizeof digits) {
			digits[count++] = (char)c;
			digits[count] = '\0';
		} else if (c == '+' || c == ',' || c == ';' || c == '|' || folded.at[i].word) {
			add_phone(persona, digits);
			count = 0;
		}
	}
	add_phone(persona, digits);
	rq_fold_free(&folded);
}

static bool is_region(const json_t *location, const char *text, size_t length)
{
	static const char *const keys[] = { "city", "region", "countryCode" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *region = rq_json_string(location, keys[i]);

		if (region && strlen(region) == length && strncasecmp(region, text, length) == 0)
			return true;
	}
	return false;
}

static void read_location(struct rq_persona *persona, const json_t *location)
{
	const char *address = rq_json_string(location, "address");
	const char *code = rq_json_string(location, "postalCode");

	if (code && strlen(code) >= MIN_POSTAL_CODE)
		add_text(persona, RQ_TRAIT_ADDRESS, code, strlen(code));
	while (address && *address) {
		size_t length;

		address += strspn(address, ",;\n ");
		length = strcspn(address, ",;\n");
		if (length >= MIN_POSTAL_CODE && !is_region(location, address, length))
			add_text(persona, RQ_TRAIT_ADDRESS, address, length);
		address += length;
	}
}

/* 1985-03-12 is 12 March and 3/12 as well, with and without zeros. */
static void read_birth(struct rq_persona *persona, const char *date)
{
	static const int orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 } };
	long part[3];

	if (!date)
		return;
	add_text(persona, RQ_TRAIT_BIRTH, date, strlen(date));
	if (strlen(date) != strlen("1985-03-12"))
		return;
	part[0] = strtol(date, NULL, 10);
	part[1] = strtol(date + 5, NULL, 10);
	part[2] = strtol(date + 8, NULL, 10);
	for (size_t i = 0; i < 3; i++)
		for (int width = 1; width <= 2; width++) {
			char *text =
			    rq_printf("%0*ld %0*ld %0*ld", width, part[orders[i][0]], width,
				      part[orders[i][1]], width, part[orders[i][2]]);

			add_text(persona, RQ_TRAIT_BIRTH, text, strlen(text));
			free(text);
		}
}

/* --- the persona ---------------------------------------------------------------- */

void rq_persona_init(struct rq_persona *persona, const json_t *record)
{
	static const char *const births[] = { "birthDate", "birthdate", "dateOfBirth", "birthday" };
	const json_t *basics = rq_json_object(rq_json_object(record, "resume"), "basics");

	*persona = (struct rq_persona) { 0 };
	read_name(persona, rq_json_string(basics, "name"));
	read_email(persona, rq_json_string(basics, "email"));
	read_phone(persona, rq_json_string(basics, "phone"));
	read_link(persona, rq_json_string(basics, "url"));
	read_link(persona, rq_json_string(basics, "image"));
	read_profiles(persona, basics);
	read_location(persona, rq_json_object(basics, "location"));
	for (size_t i = 0; i < sizeof births / sizeof births[0]; i++)
		read_birth(persona, rq_json_string(basics, births[i]));
}

void rq_persona_free(struct rq_persona *persona)
{
	for (size_t i = 0; i < persona->word_count; i++)
		free(persona->words[i].letters.at);
	for (size_t i = 0; i < persona->clue_count; i++)
		free(persona->clues[i].letters.at);
	for (size_t i = 0; i < persona->phone_count; i++)
		free(persona->phones[i]);
	free(persona->words);
	free(persona->clues);
	free(persona->phones);
	*persona = (struct rq_persona) { 0 };
}
