/* resume/spoken, fluency: languages and how well somebody speaks them, in seven languages. */

#include "unit.h"

#include "resume_text.h"

/* What becomes of lines below "Languages": "language, fluency; …". */
static void check(const char *lines, const char *want)
{
	char text[600], have[600] = "";
	json_t *record, *languages, *language;
	size_t i;

	(void)snprintf(text, sizeof text, "Jane Doe\n\nLanguages\n\n%s", lines);
	record = build_text(text);
	languages = json_object_get(json_object_get(record, "resume"), "languages");
	json_array_foreach (languages, i, language) {
		const char *fluency = json_string_value(json_object_get(language, "fluency"));
		size_t used = strlen(have);

		(void)snprintf(have + used, sizeof have - used, "%s%s%s%s", used > 0 ? "; " : "",
			       json_string_value(json_object_get(language, "language")),
			       fluency ? ", " : "", fluency ? fluency : "");
	}
	if (strcmp(have, want) != 0)
		fail_msg("\"%s\": %s, not %s", lines, have, want);
	json_decref(record);
}

static void how_well_may_stand_in_front(void **state)
{
	(void)state;
	check("Langue maternelle : français\n", "français, Langue maternelle");
	check("Moedertaal: Nederlands\n", "Nederlands, Moedertaal");
	check("Lengua materna: español\n", "español, Lengua materna");
	check("Muttersprache Deutsch\n", "Deutsch, Muttersprache");
	check("Fluent in English\n", "English, Fluent");
	check("MADRELINGUA\tItaliano\n", "Italiano, MADRELINGUA");
}

static void how_well_may_stand_behind_a_comma(void **state)
{
	(void)state;
	check("Inglese, livello professionale (certificato C2)\n",
	      "Inglese, livello professionale (certificato C2)");
	check("Nederlands (moedertaal), Engels (vloeiend)\n",
	      "Nederlands, moedertaal; Engels, vloeiend");
	check("Duits en Spaans: noties\n", "Duits, noties; Spaans, noties");
}

static void how_well_may_stand_in_a_line_below(void **state)
{
	(void)state;
	check("Français\nDALF C1\nAnglais\nTOEFL\n", "Français, DALF C1; Anglais, TOEFL");
	check("Inglese\n• Capacità di lettura\tBuono\n• Capacità di scrittura\tScolastico\n",
	      "Inglese, Capacità di lettura Buono Capacità di scrittura Scolastico");
}

static void languages_may_all_stand_above_how_well(void **state)
{
	(void)state;
	check("Italiano\nInglese\nMadrelingua\nOttimo\n", "Italiano, Madrelingua; Inglese, Ottimo");
}

static void the_head_of_a_table_is_no_language(void **state)
{
	(void)state;
	check("| Sprache\tNiveau\n| Deutsch\tMuttersprache\n| Englisch\tB2\n",
	      "Deutsch, Muttersprache; Englisch, B2");
}

static void what_else_stands_there_is_no_language(void **state)
{
	(void)state;
	check("Engels: goed\nVervoer: rijbewijs\n", "Engels, goed");
	check("English: C1\nDaily exchange with the customers of the firm in English\n",
	      "English, C1");
	check("English: C1\n[1]: https://example.com/certificate\n", "English, C1");
	check("Deutsch: C1\n\nSão Paulo, August 2026\n", "Deutsch, C1");
	check("Deutsch: C1\n+57 300 6459216\nMadrid\n", "Deutsch, C1");
}

static void several_languages_may_share_how_well(void **state)
{
	(void)state;
	check("Allemand, Russe : notions\n", "Allemand, notions; Russe, notions");
	check("Allemand, Russe (notions)\n", "Allemand; Russe, notions");
	check("Italiano, español, inglés: nivel medio\n",
	      "Italiano, nivel medio; español, nivel medio; inglés, nivel medio");
}

static void a_sentence_may_end_behind_each(void **state)
{
	(void)state;
	check("Inglés: nivel medio (B1 Cambridge). Francés: nivel básico.\n",
	      "Inglés, nivel medio (B1 Cambridge); Francés, nivel básico");
}

/* Below skills, in a document that has no heading of languages. */
static void a_language_may_stand_among_the_skills(void **state)
{
	json_t *record = build_text("Jane Doe\n\nCompétences\n\nInformatique\tPython, SQL\n"
				    "Anglais\tMaîtrise parfaite\nEspagnol : niveau scolaire\n");

	(void)state;
	assert_leaf(record, "/skills/0/name", "Informatique");
	assert_leaf(record, "/skills/0/keywords/1", "SQL");
	assert_length(record, "/skills", 1);
	assert_leaf(record, "/languages/0/language", "Anglais");
	assert_leaf(record, "/languages/0/fluency", "Maîtrise parfaite");
	assert_leaf(record, "/languages/1/language", "Espagnol");
	assert_leaf(record, "/languages/1/fluency", "niveau scolaire");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_well_may_stand_in_front),
		cmocka_unit_test(how_well_may_stand_behind_a_comma),
		cmocka_unit_test(how_well_may_stand_in_a_line_below),
		cmocka_unit_test(languages_may_all_stand_above_how_well),
		cmocka_unit_test(the_head_of_a_table_is_no_language),
		cmocka_unit_test(what_else_stands_there_is_no_language),
		cmocka_unit_test(several_languages_may_share_how_well),
		cmocka_unit_test(a_sentence_may_end_behind_each),
		cmocka_unit_test(a_language_may_stand_among_the_skills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
