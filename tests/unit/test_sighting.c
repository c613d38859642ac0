#include "unit.h"

#include <string.h>

#include "resume/sighting.h"

/* One that each list of labels has, and each form. */
static const char *const telling[] = {
	"born 12 May 1980",
	"Born: 1980-05-12",
	"D.O.B. 1980",
	"geb. 1980",
	"née le 3 mai 1980",
	"data di nascita 1980",
	"34 years old",
	"Age: 34",
	"âgée de 34 ans",
	"Alter: 34",
	"im Alter von 34",
	"leeftijd: 34",
	"Reference: Dr. Mary Smith",
	"Referenzen: Max Muster",
	"Address: Hill 9, Leeds",
	"postal_code: 50667",
	"PLZ: 50667",
	"zip: 50667",
	"住所: 東京 9",
	"주소: 서울 9",
	"Tel. 0221 4829107",
	"C.F. 123456782",
	"BSN 123456782",
	"Skype: jane.d",
	"social security number 123456782",
	"NI number 123456782",
	"ID number 123456782",
	"rue de la République, 8",
	"Calle Real 9",
	"8 rue Crébillon",
	"14 Oak Lane",
	"Gartenstraße 17",
	"NW1 6XE",
	"0221 482 9107",
	"+49 221 4829107",
	"Married, two children",
	"2 children",
	"Célibataire",
	"e due figli",
	"jane@doe.example",
	"j-d+x@doe.example",
	"https://doe.example",
	"www.doe.example",
	"linkedin.com/in/jane",
	"data:image/png;base64,AAAA",
	"[NAME-1]",
};

static void what_is_seen_is_seen_by_a_prepared_persona_too(void **state)
{
	struct rq_persona slow = { 0 }, quick = { 0 };

	(void)state;
	rq_sighting_prepare(&quick);
	for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++) {
		struct rq_sighting one = { 0 }, other = { 0 };
		struct rq_folded folded;

		rq_fold_init(&folded, telling[i], strlen(telling[i]), false);
		if (!rq_sighting_find(&quick, &folded, 0, &one))
			fail_msg("\"%s\" is not seen", telling[i]);
		assert_true(rq_sighting_find(&slow, &folded, 0, &other));
		assert_int_equal(one.trait, other.trait);
		assert_int_equal(one.first, other.first);
		assert_int_equal(one.last, other.last);
		rq_fold_free(&folded);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_seen_is_seen_by_a_prepared_persona_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
