#include "resume/habit.h"

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "resume/whereabouts.h"

enum { MOST_DIGITS = 15 };

#define CHINESE_MOBILE "^1[3-9][0-9] ?[0-9]{8}$"

/* How a postcode looks. */
enum postcode { UNSEEN, FOUR, FIVE, DUTCH, BRITISH, PORTUGUESE, BRAZILIAN };

/* Every form but FOUR and FIVE is of one country alone. The first that is found counts. */
static const struct form {
	enum postcode form;
	const char *pattern;
} forms[] = {
	{ DUTCH, "(^|[^0-9A-Za-z])[1-9][0-9]{3} ?[A-Z]{2}([ ,]|$)" },
	{ BRITISH, "(^|[^0-9A-Za-z])[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}([ ,]|$)" },
	{ BRAZILIAN, "(^|[^0-9A-Za-z])[0-9]{5}-[0-9]{3}([ ,]|$)" },
	{ PORTUGUESE, "(^|[^0-9A-Za-z])[0-9]{4}-[0-9]{3}( [^0-9 ]|$)" },
	{ FIVE, "(^|[^0-9A-Za-z])[0-9]{5}( [^0-9 ]|$)" },
	{ FOUR, "(^|[^0-9A-Za-z])[0-9]{4} [^0-9 ]|^[0-9]{4}$" },
};

/*
 * number is a POSIX regular expression over the digits and one space, where the
 * first group ends: "0171 2849931". The first group tells a town or a network, so
 * one sequence of digits is another number in each country. Countries without a
 * plan in resume/phone.c stand here because numbers in their language look like
 * another's. towns: the larger ones, lower case, without marks.
 */
static const struct habit {
	const char *country;
	const char *languages;
	const char *domain;
	enum postcode postcode; /* UNSEEN: has none, or people leave it out */
	const char *number;
	const char *towns;
} habits[] = {
	{ "DE", "|de|", "de", FIVE,
	  "^0(15[0-9]{2} ?[0-9]{7}|15[0-9] ?[0-9]{8}|1(6[023]|7[0-9]) ?[0-9]{7,8}|"
	  "(30|40|69|89) ?[0-9]{6,8}|(20[1-3789]|21[124]|2[2-9]1|228|234|335|340|34[15]|"
	  "3[5-9][15]|[4-9][1-9]1|906) ?[0-9]{4,8}|[2-9][0-9]{3} ?[0-9]{3,8})$",
	  "|berlin|hamburg|munchen|munich|koln|cologne|stuttgart|dusseldorf|leipzig|dortmund|essen|"
	  "bremen|dresden|hannover|nurnberg|duisburg|bochum|wuppertal|bielefeld|bonn|karlsruhe|"
	  "mannheim|augsburg|wiesbaden|aachen|kiel|freiburg|mainz|kassel|rostock|frankfurt|" },
	{ "AT", "|de|", "at", FOUR,
	  "^0(6(50|6[0-9]|7[0-9]|8[0-9]|9[0-9]) ?[0-9]{6,9}|1 ?[0-9]{6,7}|"
	  "(316|463|512|662|732|[2-7][0-9]{3}) ?[0-9]{4,8})$",
	  "|wien|vienna|graz|linz|salzburg|innsbruck|klagenfurt|villach|wels|dornbirn|" },
	{ "CH", "|de|fr|it|", "ch", FOUR,
	  "^0(7[4-9]|2[12467]|3[1-4]|4[134]|5[2568]|6[12]|71|81|91) ?[0-9]{7}$",
	  "|zurich|geneve|genf|geneva|basel|lausanne|bern|winterthur|luzern|lugano|biel|"
	  "fribourg|" },
	{ "FR", "|fr|", "fr", FIVE,
	  "^0(6 ?[0-8][0-9]|6 ?9[589]|7 ?[3-9][0-9]|[134] ?[0-9]{2}|2 ?[0-57-9][0-9]|"
	  "5 ?[0-8][0-9]|9 ?[0-9]{2}) ?[0-9]{6}$",
	  "|paris|marseille|lyon|toulouse|nice|nantes|montpellier|strasbourg|bordeaux|lille|rennes|"
	  "reims|toulon|grenoble|dijon|angers|nimes|clermont ferrand|le mans|brest|tours|amiens|"
	  "limoges|metz|besancon|orleans|rouen|caen|nancy|" },
	{ "MA", "|fr|", "ma", UNSEEN, "^0[5-8] ?[0-9]{2} ?[0-9]{6}$",
	  "|casablanca|rabat|fes|tanger|marrakech|agadir|meknes|oujda|kenitra|tetouan|sale|"
	  "mohammedia|el jadida|nador|beni mellal|safi|khouribga|settat|temara|" },
	{ "DZ", "|fr|", "dz", UNSEEN, "^0[5-7] ?[0-9]{2} ?[0-9]{6}$",
	  "|alger|oran|constantine|annaba|blida|batna|setif|tlemcen|bejaia|"
	  "skikda|tizi ouzou|mostaganem|biskra|chlef|sidi bel abbes|tiaret|ouargla|algerie|" },
	{ "CI", "|fr|", "ci", UNSEEN, "^0[157] ?[0-9]{2} ?[0-9]{6}$", "|abidjan|bouake|" },
	{ "BJ", "|fr|", "bj", UNSEEN, "^01 ?[0-9]{2} ?[0-9]{6}$", "|cotonou|benin|" },
	{ "MG", "|fr|", "mg", UNSEEN, "^03[2-48] ?[0-9]{7}$", "|antananarivo|madagascar|" },
	{ "CD", "|fr|", "cd", UNSEEN, "^0[89][0-9] ?[0-9]{7}$", "|kinshasa|lubumbashi|" },
	{ "BE", "|nl|fr|", "be", FOUR,
	  "^0(4[5-9][0-9] ?[0-9]{6}|[2349] ?[0-9]{7}|[15-8][0-9] ?[0-9]{6})$",
	  "|bruxelles|brussel|brussels|antwerpen|antwerp|gent|liege|charleroi|brugge|namur|"
	  "leuven|" },
	{ "NL", "|nl|", "nl", DUTCH,
	  "^0(6 ?[1-58][0-9]{7}|[1-57][0-9] ?[0-9]{7}|[1-57][0-9]{2} "
	  "?[0-9]{6})$",
	  "|amsterdam|rotterdam|den haag|utrecht|eindhoven|groningen|tilburg|almere|breda|nijmegen|"
	  "arnhem|haarlem|enschede|" },
	{ "ES", "|es|", "es", FIVE,
	  "^([67][0-9]{2} ?[0-9]{6}|[89][1-9] ?[0-9]{7}|[89][1-9][0-9] "
	  "[0-9]{6})$",
	  "|madrid|barcelona|valencia|sevilla|zaragoza|malaga|murcia|palma|bilbao|alicante|"
	  "valladolid|vigo|gijon|oviedo|" },
	{ "CL", "|es|", "cl", UNSEEN,
	  "^(9 ?[0-9]{4} ?[0-9]{4}|2 ?[23][0-9]{7}|"
	  "[3-7][1-8] ?[23][0-9]{6})$",
	  "|valparaiso|concepcion|antofagasta|temuco|" },
	{ "PE", "|es|", "pe", UNSEEN, "^9[0-9]{2} ?[0-9]{6}$", "|lima|arequipa|trujillo|cusco|" },
	{ "MX", "|es|", "mx", FIVE, "^([2-9][0-9] ?[0-9]{8}|[2-9][0-9]{2} [0-9]{7})$",
	  "|ciudad de mexico|cdmx|guadalajara|monterrey|puebla|tijuana|queretaro|" },
	{ "AR", "|es|", "ar", UNSEEN,
	  "^0?(11 ?[0-9]{8}|[23][0-9]{2} ?[0-9]{7}|[23][0-9]{3} [0-9]{6})$",
	  "|buenos aires|rosario|mendoza|mar del plata|" },
	{ "CO", "|es|", "com.co", UNSEEN, "^3[0-9]{2} ?[0-9]{7}$",
	  "|bogota|medellin|cali|barranquilla|bucaramanga|" },
	{ "PT", "|pt|", "pt", PORTUGUESE,
	  "^(9[1236]|2[1-9]) ?[0-9]{7}$|^(9[1236]|2[1-9])[0-9] [0-9]{6}$",
	  "|lisboa|lisbon|braga|coimbra|aveiro|faro|" },
	{ "AO", "|pt|", "ao", UNSEEN, "^9[1-79][0-9] ?[0-9]{6}$", "|luanda|angola|" },
	{ "BR", "|pt|", "br", BRAZILIAN, "^0?[1-9][1-9] ?(9[0-9]{8}|[2-5][0-9]{7})$",
	  "|sao paulo|rio de janeiro|brasilia|belo horizonte|curitiba|porto alegre|recife|"
	  "fortaleza|salvador|manaus|belem|goiania|campinas|florianopolis|" },
	{ "IT", "|it|", "it", FIVE, "^(3[2-9][0-9] ?[0-9]{6,7}|0[1-9][0-9]{0,2} ?[0-9]{5,8})$",
	  "|roma|rome|milano|milan|napoli|torino|turin|palermo|genova|bologna|firenze|bari|catania|"
	  "verona|padova|trieste|brescia|parma|modena|" },
	{ "IT", "|de|", "it", FIVE, "^(3[2-9][0-9] ?[0-9]{6,7}|047[1-4] ?[0-9]{4,7})$",
	  "|bozen|meran|brixen|bruneck|" },
	{ "GB", "|en|", "uk", BRITISH,
	  "^0(7[1-57-9][0-9]{2} ?[0-9]{6}|7[1-57-9][0-9] [0-9]{7}|2[03489] ?[0-9]{8}|"
	  "1[0-9]{2,3} ?[0-9]{6,7})$",
	  "|london|leeds|glasgow|sheffield|liverpool|edinburgh|cardiff|belfast|nottingham|" },
	{ "IE", "|en|", "ie", UNSEEN, "^0(8[35-9] ?[0-9]{7}|1 ?[0-9]{7})$",
	  "|dublin|cork|galway|" },
	{ "IN", "|en|", "in", UNSEEN, "^0?[6-9][0-9]{2,4} ?[0-9]{5,7}$",
	  "|bangalore|bengaluru|mumbai|delhi|new delhi|chennai|hyderabad|pune|kolkata|noida|" },
	{ "PL", "|pl|", "pl", UNSEEN, "^[4-8][0-9]{2} ?[0-9]{6}$",
	  "|warszawa|krakow|wroclaw|poznan|gdansk|lodz|katowice|" },
	{ "SE", "|sv|", "se", UNSEEN, "^07[02369] ?[0-9]{7}$",
	  "|stockholm|goteborg|malmo|uppsala|" },
	{ "TR", "|tr|", "tr", UNSEEN, "^0?5[0-9]{2} ?[0-9]{7}$", "|istanbul|ankara|izmir|bursa|" },
	{ "IL", "|he|", "il", UNSEEN, "^05[0-9] ?[0-9]{7}$", "|tel aviv|jerusalem|haifa|" },
	{ "CN", "|zh|", "cn", UNSEEN, CHINESE_MOBILE, "|beijing|shanghai|北京|上海|" },
	{ "JP", "|ja|", "jp", UNSEEN, "^0[789]0 ?[0-9]{8}$", "|tokyo|osaka|東京|大阪|" },
	{ "KR", "|ko|", "kr", UNSEEN, "^010 ?[0-9]{8}$", "|seoul|busan|서울|부산|" },
};

enum { HABITS = sizeof habits / sizeof habits[0], FORMS = sizeof forms / sizeof forms[0] };

/* What a résumé tells of its country besides a name. */
struct evidence {
	char number[MOST_DIGITS + 2];
	char language[5]; /* between bars; "" for none and for English */
	const char *host; /* of the e-mail address; "" when it is that of a service for the world */
	enum postcode postcode;
	const struct habit *town;
	bool towns;    /* of two countries */
	bool american; /* the number may be one of North America, whatever the host */
};

static bool matches(const char *pattern, const char *text)
{
	regex_t compiled;
	bool found;

	if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	found = regexec(&compiled, text, 0, NULL, 0) == 0;
	regfree(&compiled);
	return found;
}

/* The digits, with a space behind the first group; false when there are too many. */
static bool read_number(const char *phone, char number[MOST_DIGITS + 2])
{
	size_t length = strlen(phone), used = 0, size;
	bool gap = false, apart = false;

	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(phone + i, length - i, &size);
		int digit = rq_text_digit_value(c);

		if (used > 0 && rq_text_is_letter(c))
			break;
		if (digit < 0) {
			apart = used > 0;
			continue;
		}
		if (apart && !gap) {
			number[used++] = ' ';
			gap = true;
		}
		apart = false;
		if (used > MOST_DIGITS)
			return false;
		number[used++] = (char)('0' + digit);
	}
	number[used] = '\0';
	return used > 0;
}

static const char *read_host(const char *email)
{
	static const char *const services[] = { "yahoo.", "hotmail.", "live.", "outlook.", "msn." };
	const char *at = email ? strrchr(email, '@') : NULL;

	for (size_t i = 0; at && i < sizeof services / sizeof services[0]; i++)
		if (strncmp(at + 1, services[i], strlen(services[i])) == 0)
			return "";
	return at ? at + 1 : "";
}

static bool is_below(const char *host, const char *domain)
{
	size_t length = strlen(host), end = strlen(domain);

	return length > end && host[length - end - 1] == '.' &&
	       strcasecmp(host + length - end, domain) == 0;
}

static enum postcode read_postcode(const json_t *location)
{
	static const char *const members[] = { "address", "postalCode", "city" };

	for (size_t i = 0; i < FORMS; i++)
		for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
			const char *text = rq_json_string(location, members[k]);

			if (text && matches(forms[i].pattern, text))
				return forms[i].form;
		}
	return UNSEEN;
}

static void read_town(struct evidence *evidence, const json_t *location)
{
	char *words = rq_whereabouts_words(location);

	for (size_t i = 0; i < HABITS; i++)
		if (rq_whereabouts_name(words, habits[i].towns)) {
			evidence->towns = evidence->town != NULL;
			evidence->town = &habits[i];
		}
	free(words);
}

/* How many things speak for a country; 0 when one speaks against it. */
static int support(const struct evidence *evidence, const struct habit *habit)
{
	bool spoken = *evidence->language && strstr(habit->languages, evidence->language);
	bool mailed = is_below(evidence->host, habit->domain);
	bool posted = evidence->postcode != UNSEEN && evidence->postcode == habit->postcode;

	if ((*evidence->language && !spoken) || (evidence->town && evidence->town != habit))
		return 0;
	if (!posted && evidence->postcode != UNSEEN && habit->postcode != UNSEEN)
		return 0;
	for (size_t i = 0; i < HABITS && !mailed; i++)
		if (is_below(evidence->host, habits[i].domain))
			return 0;
	if (posted && evidence->postcode <= FIVE && !spoken && !mailed)
		posted = false;
	return spoken + (mailed && !evidence->american) + posted + (evidence->town == habit);
}

/* Whether a name is written in Chinese characters and in no others, but for spaces. */
static bool is_chinese(const char *name)
{
	size_t length = name ? strlen(name) : 0, size;

	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(name + i, length - i, &size);

		if (c != ' ' && (c < 0x4e00 || c > 0x9fff))
			return false;
	}
	return length > 0;
}

const char *rq_habit_country(const json_t *basics, const char *language)
{
	const char *phone = rq_json_string(basics, "phone"), *found = NULL;
	const json_t *location = rq_json_object(basics, "location");
	struct evidence evidence = { .host = read_host(rq_json_string(basics, "email")) };
	int most = 0;

	if (!phone || rq_json_string(location, "countryCode") ||
	    !read_number(phone, evidence.number))
		return NULL;
	if (language && strlen(language) == 2 && strcmp(language, "en") != 0)
		(void)snprintf(evidence.language, sizeof evidence.language, "|%s|", language);
	else if (!language && is_chinese(rq_json_string(basics, "name")) &&
		 matches(CHINESE_MOBILE, evidence.number)) /* no Japanese name's */
		(void)snprintf(evidence.language, sizeof evidence.language, "|zh|");
	evidence.american = matches("^[2-9][0-9]{2} ?[2-9][0-9]{6}$", evidence.number);
	evidence.postcode = read_postcode(location);
	read_town(&evidence, location);
	for (size_t i = 0; i < HABITS && !evidence.towns; i++) {
		int points = support(&evidence, &habits[i]);

		if (points == 0 || points < most || !matches(habits[i].number, evidence.number))
			continue;
		found = points > most ? habits[i].country : NULL;
		most = points;
	}
	return found;
}
