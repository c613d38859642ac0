/* In which country a number is written so, by what else a résumé tells. */

#include "unit.h"

#include <string.h>

#include "base/json.h"
#include "resume/habit.h"

static void check(const char *basics, const char *language, const char *wanted)
{
	struct rq_error err = { 0 };
	const char *country;
	json_t *value;

	assert_works(rq_json_parse(basics, strlen(basics), &value, &err), err);
	country = rq_habit_country(value, language);
	if (strcmp(country ? country : "-", wanted) != 0)
		fail_msg("%s: %s", basics, country ? country : "-");
	json_decref(value);
}

static void a_language_tells_where_one_of_its_countries_writes_so(void **state)
{
	(void)state;
	check("{\"phone\":\"0171 / 284 99 31\"}", "de", "DE");
	check("{\"phone\":\"0664 182 73 64\"}", "de", "AT");
	check("{\"phone\":\"079 415 62 80\"}", "de", "CH");
	check("{\"phone\":\"06-24817790\"}", "nl", "NL");
	check("{\"phone\":\"655 48 21 07\"}", "es", "ES");
	check("{\"phone\":\"333 7421905\"}", "it", "IT");
	check("{\"phone\":\"(11) 98877-4512\"}", "pt", "BR");
	check("{\"phone\":\"914 220 385\"}", "pt", "-");
	check("{\"phone\":\"0478 62 11 90\"}", "nl", "-");
	check("{\"phone\":\"07941 56280\"}", "de", "-");
	check("{\"phone\":\"06 12 34 56 78\"}", "fr", "-");
	check("{\"phone\":\"912 345 678\"}", "es", "-");
	check("{\"phone\":\"(571) 555-0143\"}", "en", "-");
	check("{\"phone\":\"0171 2849931\"}", NULL, "-");
}

static void a_name_in_chinese_characters_tells_china(void **state)
{
	(void)state;
	check("{\"name\":\"王小明\",\"phone\":\"186 5555 0142\"}", NULL, "CN");
	check("{\"name\":\"王小明\",\"phone\":\"090-5555-0142\"}", NULL, "-");
	check("{\"name\":\"山田太郎\",\"phone\":\"090-5555-0142\",\"email\":\"y@example.jp\"}",
	      NULL, "JP");
	check("{\"name\":\"山田さくら\",\"phone\":\"186 5555 0142\"}", NULL, "-");
	check("{\"name\":\"Wang\",\"phone\":\"186 5555 0142\"}", NULL, "-");
}

static void an_address_of_a_mailbox_tells_its_country(void **state)
{
	(void)state;
	check("{\"phone\":\"0171 2849931\",\"email\":\"k@posteo.de\"}", "en", "DE");
	check("{\"phone\":\"06 12 34 56 78\",\"email\":\"e@laposte.fr\"}", "fr", "FR");
	check("{\"phone\":\"052-6143390\",\"email\":\"n@walla.co.il\"}", NULL, "IL");
	check("{\"phone\":\"06 12 34 56 78\",\"email\":\"e@yahoo.fr\"}", "fr", "-");
	check("{\"phone\":\"06 12 34 56 78\",\"email\":\"e@gmail.com\"}", NULL, "-");
	check("{\"phone\":\"(310) 555-0142\",\"email\":\"e@start.co\"}", "en", "-");
	check("{\"phone\":\"(650) 555-0142\",\"email\":\"e@start.in\"}", "en", "-");
}

static void a_postcode_or_a_town_tells_a_country(void **state)
{
	(void)state;
	check("{\"phone\":\"07700 900412\",\"location\":{\"address\":\"17 Mill Road, Cambridge "
	      "CB1 2AD\"}}",
	      "en", "GB");
	check("{\"phone\":\"06-24817790\",\"location\":{\"address\":\"Gracht 1, 3511 AX Zeist\"}}",
	      NULL, "NL");
	check("{\"phone\":\"06 12 34 56 78\",\"location\":{\"postalCode\":\"59500\","
	      "\"city\":\"Douai\"}}",
	      "fr", "FR");
	check("{\"phone\":\"0171 2849931\",\"location\":{\"city\":\"Berlin\"}}", "en", "DE");
	check("{\"phone\":\"07941 56280\",\"location\":{\"address\":\"Ring 1, 4240 Freistadt\"}}",
	      "de", "AT");
	check("{\"phone\":\"(415) 555-0142\",\"location\":{\"city\":\"Paris\"}}", "en", "-");
	check("{\"phone\":\"0171 2849931\",\"location\":{\"address\":\"Hauptstr. 1, 12345 "
	      "Ort\"}}",
	      NULL, "-");
}

static void what_speaks_for_two_countries_tells_none(void **state)
{
	(void)state;
	check("{\"phone\":\"06 12 34 56 78\",\"location\":{\"city\":\"Casablanca\"},"
	      "\"email\":\"e@orange.fr\"}",
	      "fr", "-");
	check("{\"phone\":\"0171 2849931\",\"email\":\"k@aon.at\"}", "de", "-");
	check("{\"phone\":\"0171 2849931\",\"location\":{\"address\":\"Weg 1, 8002 Dorf\"}}", "de",
	      "-");
	check("{\"phone\":\"0171 2849931\",\"location\":{\"address\":\"Berlin / Lyon\"}}", "de",
	      "-");
	check("{\"phone\":\"0471 123456\",\"location\":{\"address\":\"Weg 1, 39042 Dorf\"}}", "de",
	      "-");
	check("{\"phone\":\"06 12 34 56 78\",\"email\":\"e@orange.fr\","
	      "\"location\":{\"countryCode\":\"TN\"}}",
	      "fr", "-");
	check("{\"phone\":\"(51) 99877-4512\",\"location\":{\"city\":\"Porto Alegre\"}}", NULL,
	      "BR");
	check("{\"phone\":\"655 48 21 07\",\"email\":\"k@posteo.de\"}", "es", "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_language_tells_where_one_of_its_countries_writes_so),
		cmocka_unit_test(a_name_in_chinese_characters_tells_china),
		cmocka_unit_test(an_address_of_a_mailbox_tells_its_country),
		cmocka_unit_test(a_postcode_or_a_town_tells_a_country),
		cmocka_unit_test(what_speaks_for_two_countries_tells_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
