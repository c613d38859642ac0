#include "resume/phone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "resume/whereabouts.h"
#include "resume/word.h"

enum { FEWEST_DIGITS = 8, MOST_DIGITS = 15 };

/*
 * How people write numbers inside of a country: ITU-T E.164 national numbering
 * plans. trunk stands in front of the national number and is left out behind
 * the code; bare tells that it is often left out at home too.
 */
static const struct country {
	const char *id; /* ISO 3166-1 */
	const char *code;
	const char *trunk;
	uint8_t shortest; /* digits of a whole national number, without trunk */
	uint8_t longest;
	bool bare;
	const char *names; /* in the languages of words.h and its own; lower case, no marks */
} countries[] = {
	{ "US", "1", "1", 10, 10, true,
	  "|usa|united states|united states of america|vereinigte staaten|etats unis|"
	  "estados unidos|stati uniti|verenigde staten|new mexico|" },
	{ "CA", "1", "1", 10, 10, true, "|canada|kanada|" },
	{ "GB", "44", "0", 9, 10, false,
	  "|uk|united kingdom|great britain|england|scotland|wales|großbritannien|"
	  "vereinigtes konigreich|royaume uni|reino unido|regno unito|verenigd koninkrijk|" },
	{ "IE", "353", "0", 7, 9, false, "|ireland|eire|irland|irlande|irlanda|ierland|" },
	{ "DE", "49", "0", 6, 12, false,
	  "|germany|deutschland|allemagne|alemania|alemanha|germania|duitsland|" },
	{ "AT", "43", "0", 6, 13, false, "|austria|osterreich|oesterreich|autriche|oostenrijk|" },
	{ "CH", "41", "0", 9, 9, false,
	  "|switzerland|schweiz|suisse|suiza|suica|svizzera|zwitserland|" },
	{ "FR", "33", "0", 9, 9, false, "|france|frankreich|francia|franca|frankrijk|" },
	{ "BE", "32", "0", 8, 9, false, "|belgium|belgien|belgique|belgica|belgio|belgie|" },
	{ "NL", "31", "0", 9, 9, false,
	  "|netherlands|the netherlands|niederlande|pays bas|paises bajos|paises baixos|"
	  "paesi bassi|nederland|holland|" },
	{ "LU", "352", "", 6, 9, true, "|luxembourg|luxemburg|luxemburgo|lussemburgo|" },
	{ "ES", "34", "", 9, 9, true, "|spain|spanien|espagne|espana|espanha|spagna|spanje|" },
	{ "PT", "351", "", 9, 9, true, "|portugal|portogallo|" },
	{ "IT", "39", "", 8, 11, true, "|italy|italien|italie|italia|" },
	{ "GR", "30", "", 10, 10, true, "|greece|griechenland|grece|grecia|griekenland|ελλαδα|" },
	{ "DK", "45", "", 8, 8, true, "|denmark|danemark|dinamarca|danimarca|denemarken|danmark|" },
	{ "NO", "47", "", 8, 8, true,
	  "|norway|norwegen|norvege|noruega|norvegia|noorwegen|norge|" },
	{ "SE", "46", "0", 7, 10, false, "|sweden|schweden|suede|suecia|svezia|zweden|sverige|" },
	{ "FI", "358", "0", 6, 11, false, "|finland|finnland|finlande|finlandia|suomi|" },
	{ "PL", "48", "", 9, 9, true, "|poland|polen|pologne|polonia|polska|" },
	{ "CZ", "420", "", 9, 9, true,
	  "|czechia|czech republic|tschechien|tchequie|chequia|cechia|tsjechie|ceska republika|"
	  "cesko|" },
	{ "SK", "421", "0", 9, 9, false,
	  "|slovakia|slowakei|slovaquie|eslovaquia|slovacchia|slowakije|slovensko|" },
	{ "HU", "36", "06", 8, 9, false,
	  "|hungary|ungarn|hongrie|hungria|ungheria|hongarije|magyarorszag|" },
	{ "RO", "40", "0", 9, 9, false, "|romania|rumanien|roumanie|rumania|romenia|roemenie|" },
	{ "BG", "359", "0", 7, 9, false, "|bulgaria|bulgarien|bulgarie|bulgarije|българия|" },
	{ "HR", "385", "0", 8, 9, false,
	  "|croatia|kroatien|croatie|croacia|croazia|kroatie|hrvatska|" },
	{ "SI", "386", "0", 8, 8, false, "|slovenia|slowenien|slovenie|eslovenia|slovenija|" },
	{ "UA", "380", "0", 9, 9, false, "|ukraine|ucrania|ucraina|oekraine|украіна|україна|" },
	{ "RU", "7", "8", 10, 10, false,
	  "|russia|russland|russie|rusia|rusland|россия|russian federation|" },
	{ "TR", "90", "0", 10, 10, false,
	  "|turkey|turkiye|turkei|turquie|turquia|turchia|turkije|" },
	{ "IL", "972", "0", 8, 9, false, "|israel|israele|ישראל|" },
	{ "AE", "971", "0", 8, 9, false, "|united arab emirates|uae|" },
	{ "SA", "966", "0", 9, 9, false, "|saudi arabia|" },
	{ "EG", "20", "0", 8, 10, false, "|egypt|agypten|egypte|egipto|egitto|مصر|" },
	{ "MA", "212", "0", 9, 9, false, "|morocco|marokko|maroc|marruecos|marrocos|marocco|" },
	{ "ZA", "27", "0", 9, 9, false, "|south africa|sudafrika|" },
	{ "NG", "234", "0", 8, 10, false, "|nigeria|" },
	{ "KE", "254", "0", 8, 9, false, "|kenya|kenia|" },
	{ "IN", "91", "0", 10, 10, true, "|india|indien|inde|" },
	{ "PK", "92", "0", 9, 10, false, "|pakistan|" },
	{ "CN", "86", "0", 10, 11, true, "|china|chine|cina|中国|" },
	{ "JP", "81", "0", 9, 10, false, "|japan|japon|japao|giappone|日本|" },
	{ "KR", "82", "0", 8, 10, false, "|south korea|korea|sudkorea|대한민국|" },
	{ "SG", "65", "", 8, 8, true, "|singapore|singapur|" },
	{ "AU", "61", "0", 9, 9, false, "|australia|australien|australie|new south wales|" },
	{ "NZ", "64", "0", 8, 10, false, "|new zealand|neuseeland|" },
	{ "BR", "55", "0", 10, 11, true, "|brazil|brasil|brasilien|bresil|brasile|brazilie|" },
	{ "MX", "52", "01", 10, 10, true, "|mexico|mexiko|mexique|messico|" },
	{ "AR", "54", "0", 10, 11, true, "|argentina|argentinien|argentine|argentinie|" },
	{ "CL", "56", "", 9, 9, true, "|chile|chili|cile|" },
	{ "CO", "57", "", 10, 10, true, "|colombia|kolumbien|colombie|" },
	{ "PE", "51", "0", 8, 9, true, "|peru|perou|" },
};

enum { COUNTRIES = sizeof countries / sizeof countries[0] };

static const struct country *find_country(const char *id)
{
	for (size_t i = 0; id && i < COUNTRIES; i++)
		if (strcmp(countries[i].id, id) == 0)
			return &countries[i];
	return NULL;
}

/* The one country that has the code in front of digits, or NULL. */
static const struct country *find_code(const char *digits)
{
	for (size_t i = 0; i < COUNTRIES; i++)
		if (strncmp(digits, countries[i].code, strlen(countries[i].code)) == 0)
			return &countries[i];
	return NULL;
}

/* What is written: its digits, whether a plus stands in front, and where "(0)" stood. */
struct written {
	char digits[40];
	size_t count;
	size_t optional; /* index of a digit in brackets of its own; count when there is none */
	bool plus;
	bool american; /* begins with "1" alone, as those of North America do: "1 (438) 555-0142" */
};

/* False when there are too many digits. What follows a letter is an extension. */
static bool read_written(const char *phone, struct written *written)
{
	size_t length = strlen(phone), size;

	*written = (struct written) { .optional = SIZE_MAX };
	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(phone + i, length - i, &size);
		int digit = rq_text_digit_value(c);

		if (digit >= 0) {
			if (written->count + 1 == sizeof written->digits)
				return false;
			if (digit == 0 && i > 0 && phone[i - 1] == '(' && phone[i + size] == ')')
				written->optional = written->count;
			written->digits[written->count++] = (char)('0' + digit);
		} else if (written->count > 0 && rq_text_is_letter(c)) {
			break;
		} else if (written->count == 1 && written->digits[0] == '1') {
			written->american = true;
		} else if (written->count == 0 && (c == '+' || c == 0xff0b)) {
			written->plus = true;
		}
	}
	written->digits[written->count] = '\0';
	return true;
}

/* Country code and national number; "(0)", or a trunk prefix behind the code, is left out. */
static bool write_international(struct written *written, size_t skip, char number[RQ_PHONE_SIZE])
{
	char *digits = written->digits + skip;
	size_t count = written->count - skip;
	const struct country *country;

	if (written->optional != SIZE_MAX && written->optional > skip) {
		char *optional = written->digits + written->optional;

		memmove(optional, optional + 1, strlen(optional));
		count--;
	}
	country = find_code(digits);
	if (country && strcmp(country->trunk, "0") == 0) {
		char *national = digits + strlen(country->code);

		if (*national == '0') {
			memmove(national, national + 1, strlen(national));
			count--;
		}
	}
	if (count < FEWEST_DIGITS || count > MOST_DIGITS || digits[0] == '0')
		return false;
	number[0] = '+';
	memcpy(number + 1, digits, count + 1);
	return true;
}

static bool write_national(const struct written *written, const struct country *country,
			   char number[RQ_PHONE_SIZE])
{
	size_t trunk = strlen(country->trunk), code = strlen(country->code);
	size_t count = written->count;
	const char *digits = written->digits;

	if (count > country->longest + trunk && strncmp(digits, country->code, code) == 0) {
		digits += code; /* "971 50 555 0142", where the plus was left out */
		count -= code;
	} else if (trunk > 0 && count > country->shortest &&
		   strncmp(digits, country->trunk, trunk) == 0) {
		digits += trunk;
		count -= trunk;
	} else if (!country->bare) {
		return false;
	}
	/* In North America neither an area nor an exchange begins with 0 or 1. */
	if (count < country->shortest || count > country->longest || code + count > MOST_DIGITS ||
	    (code == 1 && country->code[0] == '1' && (digits[0] < '2' || digits[3] < '2')))
		return false;
	number[0] = '+';
	memcpy(number + 1, country->code, code);
	memcpy(number + 1 + code, digits, count + 1);
	return true;
}

bool rq_phone_normalise(const char *phone, const char *country, char number[RQ_PHONE_SIZE])
{
	const struct country *plan = find_country(country);
	struct written written;

	if (!read_written(phone, &written))
		return false;
	if (written.plus)
		return write_international(&written, 0, number);
	if (strncmp(written.digits, "00", 2) == 0)
		return write_international(&written, 2, number);
	if (!plan && written.american)
		plan = find_country("US");
	if (!plan)
		return false;
	if (strcmp(plan->code, "1") == 0 && strncmp(written.digits, "011", 3) == 0)
		return write_international(&written, 3, number);
	return write_national(&written, plan, number);
}

/* --- which country ---------------------------------------------------------------- */

/* Whether text begins with two capitals that are a state's: "TX", and no more letters. */
static bool begins_with_state(const char *text)
{
	char key[2];

	if (text[0] < 'A' || text[0] > 'Z' || text[1] < 'A' || text[1] > 'Z' ||
	    (text[2] != '\0' && text[2] != ' '))
		return false;
	key[0] = (char)(text[0] + ('a' - 'A'));
	key[1] = (char)(text[1] + ('a' - 'A'));
	return rq_word_find(key, 2).kinds & RQ_WORD_STATE;
}

/* "Austin, TX 78701": a state with a postcode of five digits at the end of an address. */
static bool ends_with_zip(const char *address)
{
	size_t length = address ? strlen(address) : 0;

	return length > 10 && strspn(address + length - 5, "0123456789") == 5 &&
	       address[length - 9] == ' ' && begins_with_state(address + length - 8);
}

const char *rq_phone_country(const json_t *basics, const char *language)
{
	const json_t *location = rq_json_object(basics, "location");
	const char *region = rq_json_string(location, "region");
	const struct country *found = find_country(rq_json_string(location, "countryCode"));
	size_t named = 0;
	char *place;

	if (!location || found)
		return found ? found->id : NULL;
	place = rq_whereabouts_words(location);
	for (size_t i = 0; i < COUNTRIES; i++)
		if (rq_whereabouts_name(place, countries[i].names)) {
			found = &countries[i];
			named++;
		}
	free(place);
	if (named == 1)
		return found->id;
	if (named == 0 && ends_with_zip(rq_json_string(location, "address")))
		return "US";
	if (named == 0 && language && strcmp(language, "en") == 0 && region &&
	    begins_with_state(region) && region[2] == '\0')
		return "US";
	return NULL;
}
