/* resume/joint, cut, remark, row: headers of entries as people of several countries write them. */

#include "unit.h"

#include "resume_text.h"

/* One job below a heading, and what a reader finds there; NULL: nothing. */
struct job {
	const char *lines;
	const char *position, *name, *start, *end;
};

static void check_member(json_t *record, const char *pointer, const char *want, const char *lines)
{
	const char *have =
	    json_string_value(at_pointer(json_object_get(record, "resume"), pointer));

	if (!want ? have != NULL : !have || strcmp(have, want) != 0)
		fail_msg("%s of \"%s\": %s, not %s", pointer, lines, have ? have : "nothing",
			 want ? want : "nothing");
}

static void check_jobs(const struct job *jobs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char text[600];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nExperience\n\n%s", jobs[i].lines);
		record = build_text(text);
		check_member(record, "/work/0/position", jobs[i].position, jobs[i].lines);
		check_member(record, "/work/0/name", jobs[i].name, jobs[i].lines);
		check_member(record, "/work/0/startDate", jobs[i].start, jobs[i].lines);
		check_member(record, "/work/0/endDate", jobs[i].end, jobs[i].lines);
		json_decref(record);
	}
}

#define CHECK(jobs) check_jobs(jobs, sizeof(jobs) / sizeof((jobs)[0]))

static void how_somebody_was_employed_is_no_employer(void **state)
{
	static const struct job jobs[] = {
		{ "08/2010 bis 08/2012 Sachbearbeiterin Disposition (befristet)\n"
		  "Probe Melsungen AG, Melsungen\n",
		  "Sachbearbeiterin Disposition (befristet)", "Probe Melsungen AG", "2010-08",
		  "2012-08" },
		{ "Data Engineer (Stage)\nExemple Conseil | Paris | Mar 2021 – Août 2021\n",
		  "Data Engineer (Stage)", "Exemple Conseil", "2021-03", "2021-08" },
		{ "Apprenti électrotechnicien (alternance) - Exemplis, Lyon\n09/2014 à 07/2016\n",
		  "Apprenti électrotechnicien (alternance)", "Exemplis", "2014-09", "2016-07" },
		{ "2015 - 2016: Auxiliar de enfermería (sustitución) en Clínica Muestra, Madrid\n",
		  "Auxiliar de enfermería (sustitución)", "Clínica Muestra", "2015", "2016" },
		{ "Développeur Fullstack (Freelance)\nMars 2020 – Fév 2022\n",
		  "Développeur Fullstack (Freelance)", NULL, "2020-03", "2022-02" },
		{ "Engineer (KarrotPay)\n2018 - 2020\n", "Engineer", "KarrotPay", "2018", "2020" },
	};

	(void)state;
	CHECK(jobs);
}

static void an_article_in_front_of_the_employer_is_none_of_it(void **state)
{
	static const struct job jobs[] = {
		{ "seit 04/2018 Teamleiterin Einkauf bei der Muster Automotive GmbH, Kassel\n",
		  "Teamleiterin Einkauf", "Muster Automotive GmbH", "2018-04", NULL },
		{ "2019 hasta la fecha: Enfermera en el Hospital de Muestra (Madrid)\n",
		  "Enfermera", "Hospital de Muestra", "2019", NULL },
		{ "10/2014 a 12/2018\nTécnica de comunicação na Câmara Municipal do Porto\n",
		  "Técnica de comunicação", "Câmara Municipal do Porto", "2014-10", "2018-12" },
		{ "Reporter at The Example Post, 2015 - 2016\n", "Reporter", "The Example Post",
		  "2015", "2016" },
	};

	(void)state;
	CHECK(jobs);
}

static void a_subject_in_small_letters_is_no_employer(void **state)
{
	static const struct job jobs[] = {
		{ "Técnico en electrónica\nMuestra Industrial S.A.\n2010 - 2013\n",
		  "Técnico en electrónica", "Muestra Industrial S.A.", "2010", "2013" },
		{ "Stagiaire en DevOps\nExempla Engineering — Brest, France\nJuin 2025 — Présent\n",
		  "Stagiaire en DevOps", "Exempla Engineering", "2025-06", NULL },
	};

	(void)state;
	CHECK(jobs);
}

static void an_employer_may_stand_between_title_and_country(void **state)
{
	static const struct job jobs[] = {
		{ "Software Engineer, ABN, Nederland | Nov 2020 - Heden\n", "Software Engineer",
		  "ABN", "2020-11", NULL },
		{ "Cook, Bar and Grill, Lakewood, Ohio, 2018 - 2019\n", "Cook", "Bar and Grill",
		  "2018", "2019" },
	};

	(void)state;
	CHECK(jobs);
}

static void a_colon_parts_employer_and_title(void **state)
{
	static const struct job jobs[] = {
		{ "Sample Group: Senior Backend Developer\nOct 2021 – Present\nKotlin | Kafka\n",
		  "Senior Backend Developer", "Sample Group", "2021-10", NULL },
	};

	(void)state;
	CHECK(jobs);
}

static void items_that_begin_with_dates_are_entries(void **state)
{
	json_t *record = build_text("Jan Voorbeeld\n\nWerkervaring\n\n"
				    "- 2020 – nu Leerkracht wiskunde, Sint-Barbaracollege, Gent\n"
				    "- 2016 – 2020 Leerkracht fysica, Proefatheneum, Aalst\n"
				    "\nOpleiding\n\n"
				    "- 2010 – 2015 Master wiskunde, Universiteit Gent\n"
				    "- Lerarenopleiding, Universiteit Gent, 2015\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Sint-Barbaracollege");
	assert_leaf(record, "/work/1/position", "Leerkracht fysica");
	assert_leaf(record, "/work/1/endDate", "2020");
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/1/endDate", "2015");
	json_decref(record);
}

static void items_below_an_employer_are_what_was_done_there(void **state)
{
	json_t *record = build_text("Ana Exemplo\n\nExperiência\n\n"
				    "# Padaria Modelo\n"
				    "- Auxiliar, de 01/07/2018 - 01/04/2020.\n"
				    "- Atendimento ao público\n"
				    "# Empresa Exemplo Ltda.\n"
				    "- Estagiária, de 13/06/2016 a 14/10/2016.\n"
				    "- Suporte técnico\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Padaria Modelo");
	assert_leaf(record, "/work/0/highlights/0", "Atendimento ao público");
	assert_leaf(record, "/work/1/position", "Estagiária");
	assert_leaf(record, "/work/1/startDate", "2016-06-13");
	json_decref(record);
}

static void a_date_inside_of_a_job_is_no_job(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "Engineer, Acme GmbH, Berlin, 2015 - 2020\n"
				    "- 2019: moved the shop to Poland\n"
				    "- 2020: moved it back\n");

	(void)state;
	assert_length(record, "/work", 1);
	assert_length(record, "/work/0/highlights", 2);
	json_decref(record);
}

static void slashed_dates_are_read_as_the_document_writes_them(void **state)
{
	static const struct job jobs[] = {
		/* no other date tells, and English is written in both ways */
		{ "Engineer, Acme GmbH, 01/06/2019 - 02/07/2020\n", "Engineer", "Acme GmbH", "2019",
		  "2020" },
		{ "Engineer, Acme GmbH, 01/06/2019 - 31/07/2020\n", "Engineer", "Acme GmbH",
		  "2019-06-01", "2020-07-31" },
		{ "Engineer, Acme GmbH, 01/06/2019 - 07/31/2020\n", "Engineer", "Acme GmbH", "2019",
		  "2020-07-31" },
		{ "01/06/2019 hasta la fecha: Enfermera en el Hospital de Muestra\n"
		  "Atención a los pacientes en la sala de urgencias y en la planta del hospital, "
		  "con los médicos y las familias de los enfermos.\n",
		  "Enfermera", "Hospital de Muestra", "2019-06-01", NULL },
	};

	(void)state;
	CHECK(jobs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_somebody_was_employed_is_no_employer),
		cmocka_unit_test(an_article_in_front_of_the_employer_is_none_of_it),
		cmocka_unit_test(a_subject_in_small_letters_is_no_employer),
		cmocka_unit_test(an_employer_may_stand_between_title_and_country),
		cmocka_unit_test(a_colon_parts_employer_and_title),
		cmocka_unit_test(items_that_begin_with_dates_are_entries),
		cmocka_unit_test(items_below_an_employer_are_what_was_done_there),
		cmocka_unit_test(a_date_inside_of_a_job_is_no_job),
		cmocka_unit_test(slashed_dates_are_read_as_the_document_writes_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
