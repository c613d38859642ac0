/* Telephone numbers as people write them, and the country that a résumé names. */

#include "unit.h"

#include <string.h>

#include "base/json.h"
#include "resume/phone.h"

static void check(const char *phone, const char *country, const char *wanted)
{
	char number[RQ_PHONE_SIZE];
	bool told = rq_phone_normalise(phone, country, number);

	if (told != (wanted != NULL) || (wanted && strcmp(number, wanted) != 0))
		fail_msg("%s (%s): %s", phone, country ? country : "-", told ? number : "untold");
}

static void a_number_with_its_country_needs_no_other(void **state)
{
	static const char *const cases[][2] = {
		{ "+1 (415) 555-0142", "+14155550142" },
		{ "+49 30 1234567", "+49301234567" },
		{ "+49 (0)30 / 12 34 567", "+49301234567" },
		{ "+49 030 1234567", "+49301234567" },
		{ "0049 30 1234567", "+49301234567" },
		{ "(+44) 020 7946 0018", "+442079460018" },
		{ "+39 06 1234 5678", "+390612345678" },
		{ "+36 20 123 4567", "+36201234567" },
		{ "tel:+33-1-23-45-67-89", "+33123456789" },
		{ "+１ ４１５ ５５５ ０１４２", "+14155550142" },
		{ "+971 50 123 4567 ext. 12", "+971501234567" },
		{ "1 (438) 555-0142", "+14385550142" },
		{ "1-415-555-0142", "+14155550142" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check(cases[i][0], NULL, cases[i][1]);
}

static void a_number_from_inside_a_country_needs_its_name(void **state)
{
	static const char *const cases[][3] = {
		{ "030 1234567", "DE", "+49301234567" },
		{ "0171/1234567", "DE", "+491711234567" },
		{ "020 7946 0018", "GB", "+442079460018" },
		{ "06 12 34 56 78", "FR", "+33612345678" },
		{ "06-12345678", "NL", "+31612345678" },
		{ "347 123 4567", "IT", "+393471234567" },
		{ "06 1234 5678", "IT", "+390612345678" },
		{ "612 34 56 78", "ES", "+34612345678" },
		{ "(415) 555-0142", "US", "+14155550142" },
		{ "1-415-555-0142", "US", "+14155550142" },
		{ "011 44 20 7946 0018", "US", "+442079460018" },
		{ "(11) 98765-4321", "BR", "+5511987654321" },
		{ "971501234567", "AE", "+971501234567" },
		{ "91 98555 01422", "IN", "+919855501422" },
		{ "06 20 123 4567", "HU", "+36201234567" },
		{ "8 (495) 123-45-67", "RU", "+74951234567" },
		{ "090-1234-5678", "JP", "+819012345678" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check(cases[i][0], cases[i][1], cases[i][2]);
}

static void what_a_country_does_not_have_is_not_guessed(void **state)
{
	static const char *const cases[][2] = {
		{ "030 1234567", NULL },
		{ "030 1234567", "XX" },
		{ "7946 0018", "GB" },
		{ "555-0142", "US" },
		{ "(115) 555-0142", "US" },
		{ "186 1020 5501", NULL },
		{ "1 115 555-0142", NULL },
		{ "(415) 055-0142", "US" },
		{ "06 12 34 56", "FR" },
		{ "1234567", "DE" },
		{ "+49", NULL },
		{ "+0 123 456 789", NULL },
		{ "+1 415 555", NULL },
		{ "", "US" },
		{ "+1234567890123456", NULL },
		{ "call me", "US" },
		{ "0000000000", "DE" },
		{ "111111111111111111111111111111111111111111", "DE" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check(cases[i][0], cases[i][1], NULL);
}

static void check_country(const char *location, const char *language, const char *wanted)
{
	struct rq_error err = { 0 };
	json_t *basics = json_object(), *value;
	const char *country;

	assert_works(rq_json_parse(location, strlen(location), &value, &err), err);
	rq_json_set_take(basics, "location", value);
	country = rq_phone_country(basics, language);
	if (strcmp(country ? country : "-", wanted) != 0)
		fail_msg("%s: %s", location, country ? country : "-");
	json_decref(basics);
}

static void a_country_is_told_by_code_name_or_state(void **state)
{
	(void)state;
	check_country("{\"countryCode\":\"AT\"}", "de", "AT");
	check_country("{\"city\":\"Köln\",\"region\":\"Deutschland\"}", "de", "DE");
	check_country("{\"address\":\"12 High Street, Leeds, United Kingdom\"}", "en", "GB");
	check_country("{\"address\":\"Wien, ÖSTERREICH\"}", NULL, "AT");
	check_country("{\"city\":\"Austin\",\"region\":\"TX\"}", "en", "US");
	check_country("{\"address\":\"1 Main St, Austin, TX 78701\"}", NULL, "US");
	check_country("{\"city\":\"Milano\",\"region\":\"MI\"}", "it", "-");
	check_country("{\"city\":\"Paris\"}", "fr", "-");
	check_country("{\"city\":\"Indianapolis\"}", "en", "-");
	check_country("{\"address\":\"Berlin, Germany and Lyon, France\"}", "en", "-");
	check_country("{\"address\":\"Santa Fe, New Mexico\"}", "en", "-");
	check_country("{}", "de", "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_with_its_country_needs_no_other),
		cmocka_unit_test(a_number_from_inside_a_country_needs_its_name),
		cmocka_unit_test(what_a_country_does_not_have_is_not_guessed),
		cmocka_unit_test(a_country_is_told_by_code_name_or_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
