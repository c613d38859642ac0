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

static void a_firm_may_be_named_by_its_country(void **state)
{
	static const struct job jobs[] = {
		{ "Data Engineer\tLeeds, United Kingdom\nFathomWorks UK\t2018 - 2020\n",
		  "Data Engineer", "FathomWorks UK", "2018", "2020" },
		{ "Data Engineer\t2018 - 2020\nFathomWorks Germany\n", "Data Engineer",
		  "FathomWorks Germany", "2018", "2020" },
		/* a town is none */
		{ "Data Engineer, Fathom\nMcKinney Texas\n2018 - 2020\n", "Data Engineer", "Fathom",
		  "2018", "2020" },
		{ "Data Engineer | Fathom | McKinney Texas\n2018 - 2020\n", "Data Engineer",
		  "Fathom", "2018", "2020" },
	};

	(void)state;
	CHECK(jobs);
}

static void a_comma_of_japanese_needs_no_space(void **state)
{
	static const struct job jobs[] = {
		{ "2012年4月 – 2018年3月\nプログラマー、株式会社テスト\n", "プログラマー",
		  "株式会社テスト", "2012-04", "2018-03" },
		{ "C,C++ Engineer\nAcme GmbH\n2018 - 2020\n", "C,C++ Engineer", "Acme GmbH", "2018",
		  "2020" },
	};

	(void)state;
	CHECK(jobs);
}

static void a_year_in_a_title_is_not_its_time(void **state)
{
	static const struct job jobs[] = {
		{ "Editor of Report 2017 | 2021\nAcme Ltd\n", "Editor of Report 2017", "Acme Ltd",
		  NULL, "2021" },
		{ "Editor (1980's films) | 2021\nAcme Ltd\n", "Editor (1980's films)", "Acme Ltd",
		  NULL, "2021" },
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
		{ "Responsable des Produits à la Société des Arts, 2015 - 2016\n",
		  "Responsable des Produits", "Société des Arts", "2015", "2016" },
		{ "Reporter at The Example Post, 2015 - 2016\n", "Reporter", "The Example Post",
		  "2015", "2016" },
		{ "2015 - 2016\tEntwickler\nbei der 3XY in Brixen\n", "Entwickler", "3XY", "2015",
		  "2016" },
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

static void an_item_may_be_the_time_of_those_above(void **state)
{
	json_t *record = build_text("Ana Exemplo\n\nExperiência\n\n"
				    "- Empresa Exemplo Ltda.\n- Estagiária\n- 2017 - 2019\n"
				    "- Padaria Modelo Ltda.\n- Auxiliar\n- 2015 - 2017\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Empresa Exemplo Ltda.");
	assert_leaf(record, "/work/0/position", "Estagiária");
	assert_leaf(record, "/work/0/endDate", "2019");
	assert_leaf(record, "/work/1/position", "Auxiliar");
	assert_leaf(record, "/work/1/startDate", "2015");
	json_decref(record);
}

static void an_item_may_end_in_its_time(void **state)
{
	json_t *record = build_text("Ana Ejemplo\n\nExperiencia\n\n"
				    "- Contable. Ejemplo S.L., Madrid. Desde febrero de 2015.\n"
				    "- Auxiliar. Muestra S.A., Madrid. 2010 - 2015.\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/startDate", "2015-02");
	assert_leaf(record, "/work/1/position", "Auxiliar");
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

static void a_form_may_be_a_list(void **state)
{
	static const struct job jobs[] = {
		{ "- Empresa: Exemplo Brasil Ltda\n- Cargo: Jovem Aprendiz\n"
		  "- Início: 12/06/2017 Término: 14/10/2018\n",
		  "Jovem Aprendiz", "Exemplo Brasil Ltda", "2017-06-12", "2018-10-14" },
		{ "• Date (da – a)\tDa maggio 2017 ad oggi\n"
		  "• Nome e indirizzo del datore di lavoro\tEsempio 3.0, Bologna\n"
		  "• Tipo di azienda o settore\tGrande distribuzione\n"
		  "• Tipo di impiego\tResponsabile di reparto\n",
		  "Responsabile di reparto", "Esempio 3.0", "2017-05", NULL },
	};

	(void)state;
	CHECK(jobs);
}

static void names_and_titles_may_have_dashes(void **state)
{
	static const struct job jobs[] = {
		{ "# SEFA – Secretaria de Estado de Fazenda\n- Analista, 07/2023 - 04/2025\n"
		  "- Trainee, 06/2021 - 12/2021\n",
		  "Analista", "SEFA – Secretaria de Estado de Fazenda", "2023-07", "2025-04" },
		{ "Februar 2022 – Juni 2022\n"
		  "Polymechaniker – Stv. Zerspanung | Muster AG Umformtechnik, Wil\n",
		  "Polymechaniker – Stv. Zerspanung", "Muster AG Umformtechnik", "2022-02",
		  "2022-06" },
	};

	(void)state;
	CHECK(jobs);
}

static void who_stands_beside_the_title_is_the_employer(void **state)
{
	static const struct job jobs[] = {
		{ "Cloud-Architekt — Exemplo\n08/2018 – 11/2025 · München · Advertising "
		  "Technology\n",
		  "Cloud-Architekt", "Exemplo", "2018-08", "2025-11" },
	};

	(void)state;
	CHECK(jobs);
}

static void the_first_of_several_roles_needs_no_tasks(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\nAcme GmbH\n"
				    "Engineer, 2018 - 2020\nManager, 2016 - 2018\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_leaf(record, "/work/0/name", "Acme GmbH");
	assert_leaf(record, "/work/1/name", "Acme GmbH");
	json_decref(record);
}

static void a_town_behind_the_date_is_no_employer(void **state)
{
	static const struct job jobs[] = {
		{ "mars 2018 – août 2021, Saint-Brieuc\nChargée de communication, Ville Exemple\n",
		  "Chargée de communication", "Ville Exemple", "2018-03", "2021-08" },
	};

	(void)state;
	CHECK(jobs);
}

static void a_grade_is_a_title(void **state)
{
	static const struct job jobs[] = {
		{ "KPMG Perú\nSenior de Auditoría (julio 2018 - diciembre 2020)\n",
		  "Senior de Auditoría", "KPMG Perú", "2018-07", "2020-12" },
	};

	(void)state;
	CHECK(jobs);
}

static void what_is_done_inside_of_a_job_has_lesser_headings(void **state)
{
	json_t *record = build_text("Jane Doe\n\n## Experience\n\n"
				    "### Consultant @ Acme GmbH\n2016 – 2019\n"
				    "#### Developer for a bank\n- wrote a ledger\n"
				    "### Engineer @ Sample AG\n2012 – 2016\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Acme GmbH");
	assert_leaf(record, "/work/1/name", "Sample AG");
	json_decref(record);
}

/* One degree below a heading, and what a reader finds there. */
struct degree {
	const char *lines;
	const char *type, *area, *institution, *start, *end;
};

static void check_degrees(const struct degree *degrees, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct degree *degree = &degrees[i];
		char text[600];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n\nEducation\n\n%s", degree->lines);
		record = build_text(text);
		check_member(record, "/education/0/studyType", degree->type, degree->lines);
		check_member(record, "/education/0/area", degree->area, degree->lines);
		check_member(record, "/education/0/institution", degree->institution,
			     degree->lines);
		check_member(record, "/education/0/startDate", degree->start, degree->lines);
		check_member(record, "/education/0/endDate", degree->end, degree->lines);
		json_decref(record);
	}
}

#define CHECK_DEGREES(degrees) check_degrees(degrees, sizeof(degrees) / sizeof((degrees)[0]))

static void schools_and_degrees_are_told_apart(void **state)
{
	static const struct degree degrees[] = {
		{ "Studium an der Fachhochschule Wedel, 2001 bis 2004\n", "Studium", NULL,
		  "Fachhochschule Wedel", "2001", "2004" },
		{ "Licence de droit à l'Université de Nantes, 2010 - 2013\n", "Licence de droit",
		  NULL, "Université de Nantes", "2010", "2013" },
		{ "Diploma in School Management, Example University, 2013\n", "Diploma",
		  "School Management", "Example University", NULL, "2013" },
		{ "2010 - 2012 – Sekundarschule – Hochalpines Institut Ftan\n", "Sekundarschule",
		  NULL, "Hochalpines Institut Ftan", "2010", "2012" },
		{ "2010 – 2015 Master in de wiskunde, Universiteit Gent (onderscheiding)\n",
		  "Master", "wiskunde", "Universiteit Gent", "2010", "2015" },
		{ "Diploma di Geometra, ITG Belzoni, Padova, 2009 (voto 92/100)\n"
		  "Abilitazione alla professione, 2011\n",
		  "Diploma di Geometra", NULL, "ITG Belzoni", NULL, "2009" },
		{ "Lycée Freyssinet, Saint-Brieuc\t2008 – 2010\nBTS Comptabilité\n",
		  "BTS Comptabilité", NULL, "Lycée Freyssinet", "2008", "2010" },
		{ "2008 – 2010: Master in Marketing, SDA Esempio, Milano\n", "Master", "Marketing",
		  "SDA Esempio", "2008", "2010" },
		{ "1996 – 2003 Gymnasium Wilhelmshöhe, Kassel\nAbitur\n", "Abitur", NULL,
		  "Gymnasium Wilhelmshöhe", "1996", "2003" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void what_was_studied_is_told_whole(void **state)
{
	static const struct degree degrees[] = {
		{ "B.Sc. in Physics, Chemistry and Biology, 2010 - 2014\nUniversity of Sample\n",
		  "B.Sc.", "Physics, Chemistry and Biology", "University of Sample", "2010",
		  "2014" },
		{ "Grado en Ingeniería, Física, Química y Dibujo, Universidad de Muestra, 2014\n",
		  "Grado", "Ingeniería, Física, Química y Dibujo", "Universidad de Muestra", NULL,
		  "2014" },
		{ "University of Sample, BSc in Computer Science (Data Mining), 2014\n", "BSc",
		  "Computer Science (Data Mining)", "University of Sample", NULL, "2014" },
		/* neither who taught it, nor where, nor what came of it */
		{ "Master of Science in Physics, Simon and Fraser, 2012\n", "Master of Science",
		  "Physics", "Simon and Fraser", NULL, "2012" },
		{ "MSc in Finance, Kassel\nUniversität Kassel\n2010 - 2012\n", "MSc", "Finance",
		  "Universität Kassel", "2010", "2012" },
		{ "BSc in Biology, Thesis on cells and trees, University of Sample, 2004\n", "BSc",
		  "Biology", "University of Sample", NULL, "2004" },
		{ "BSc in Nursing (https://example.com/nursing), University of Sample, 2004\n",
		  "BSc", "Nursing", "University of Sample", NULL, "2004" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void degrees_are_known_with_their_dots(void **state)
{
	static const struct degree degrees[] = {
		{ "University of Sample, Faculty of Law\nLL.M.\n2009\n", "LL.M.", "Faculty of Law",
		  "University of Sample", NULL, "2009" },
		{ "B.E. in Computer Science, Sample Institute of Technology, 2010 - 2014\n", "B.E.",
		  "Computer Science", "Sample Institute of Technology", "2010", "2014" },
		{ "B.Eng. (Hons) Mechanical Engineering, University of Sample, 2010\n",
		  "B.Eng. (Hons) Mechanical Engineering", NULL, "University of Sample", NULL,
		  "2010" },
		{ "M.Ed. Special Education, Sample College, 2010\n", "M.Ed. Special Education",
		  NULL, "Sample College", NULL, "2010" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void a_faculty_is_none_of_two_schools(void **state)
{
	static const struct degree degrees[] = {
		{ "BSc in Biology, Faculty of Science, University of Sample, 2004\n", "BSc",
		  "Biology", "University of Sample", NULL, "2004" },
		{ "Fakultät für Physik, Universität Musterstadt\nM.Sc. Physik\n2004 - 2009\n",
		  "M.Sc. Physik", "Fakultät für Physik", "Universität Musterstadt", "2004",
		  "2009" },
		/* but the only one */
		{ "BSc in Biology, Faculty of Science, 2004\n", "BSc", "Biology",
		  "Faculty of Science", NULL, "2004" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void no_school_begins_with_a_small_word(void **state)
{
	static const struct degree degrees[] = {
		{ "2017 – 2020\tBachelor Mathématiques, statistiques et chimie, EXU, Exemplin\n",
		  "Bachelor Mathématiques", "statistiques et chimie", "EXU", "2017", "2020" },
		{ "BSc Physics, eSample, 2004\n", "BSc Physics", NULL, "eSample", NULL, "2004" },
		{ "BSc Physics, eSample, Exemplin, 2004\n", "BSc Physics", NULL, "eSample", NULL,
		  "2004" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void degrees_below_one_school_are_all_from_there(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducation\n\n"
				    "Example University College\n"
				    "B.Sc. Physics, 2015 - 2018\n"
				    "M.Sc. Physics, 2018 - 2020\n"
				    "\nM.A. History, 2008 - 2010\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Example University College");
	assert_leaf(record, "/education/1/institution", "Example University College");
	assert_leaf(record, "/education/1/studyType", "M.Sc. Physics");
	assert_no_leaf(record, "/education/2/institution");
	json_decref(record);
}

static void dates_are_read_as_the_others_are_written(void **state)
{
	/* the last job tells that no December is meant, and that a dash may stay open */
	json_t *record = build_text("Ana Ejemplo\n\nExperience\n\n"
				    "2013- Consultores Muestra\nTrainer\n\n"
				    "2006-12 Televisión Ejemplo S.A.\nManager\n\n"
				    "1998-99 Sample Ltd\nClerk\n");

	(void)state;
	assert_leaf(record, "/work/0/startDate", "2013");
	assert_no_leaf(record, "/work/0/endDate");
	assert_leaf(record, "/work/1/startDate", "2006");
	assert_leaf(record, "/work/1/endDate", "2012");
	json_decref(record);
	record =
	    build_text("Ana Ejemplo\n\nExperience\n\n"
		       "2006-12 - 2007-03\nManager, Sample Ltd\n\n1998-99 Clerk, Sample Ltd\n");
	assert_leaf(record, "/work/0/startDate", "2006-12");
	assert_leaf(record, "/work/0/endDate", "2007-03");
	json_decref(record);
}

static void a_label_tells_beginning_from_end(void **state)
{
	static const struct degree degrees[] = {
		{ "Universidade Modelo\nBacharelado em Direito\nInício: 25/08/2013, Fim: "
		  "14/10/2018\n",
		  "Bacharelado", "Direito", "Universidade Modelo", "2013-08-25", "2018-10-14" },
		{ "Universidade Modelo\nBacharelado em Direito\nInício: 25/08/2013\n",
		  "Bacharelado", "Direito", "Universidade Modelo", "2013-08-25", NULL },
		{ "- Universidade Modelo\n- Bacharelado em Direito\n- Início: 25/08/2013, Fim: "
		  "14/10/2018\n",
		  "Bacharelado", "Direito", "Universidade Modelo", "2013-08-25", "2018-10-14" },
		{ "Universidade Modelo - Bacharel em Direito\nConcluído em 2016\n", "Bacharel",
		  "Direito", "Universidade Modelo", NULL, "2016" },
	};

	(void)state;
	CHECK_DEGREES(degrees);
}

static void items_may_be_all_that_tells_of_entries(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n\n"
				    "(26/01/2018 - 01/03/2019)\n"
				    "- Developer, Sample Ltd, Berlin\n- wrote a ledger\n"
				    "(03/11/2020 - 01/02/2021)\n"
				    "- Analyst, Acme GmbH, Berlin\n- read it\n"
				    "\nEducation\n\n"
				    "- Bachelor of Arts, Example University College\n"
				    "- Sample Grange School\n");

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Sample Ltd");
	assert_leaf(record, "/work/1/position", "Analyst");
	assert_leaf(record, "/work/1/highlights/0", "read it");
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/institution", "Example University College");
	assert_leaf(record, "/education/1/institution", "Sample Grange School");
	json_decref(record);
}

static void a_town_that_no_list_knows_is_a_place_before_its_country(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nExperience\n\n"
				    "Engineer\nAcme GmbH\nQwertz, Germany\n2019 - 2021\n"
				    "- Built things.\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme GmbH");
	assert_leaf(record, "/work/0/location", "Qwertz, Germany");
	assert_no_leaf(record, "/work/0/description");
	json_decref(record);
}

static void items_with_dates_are_what_was_done_for_whom_is_above(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nExperience\n\n"
				    "Qwertz\n- Asdf Uiop, 2019 - 2021\n\n"
				    "Hjkl\n- Rtzu, 2015 - 2016\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Qwertz");
	assert_leaf(record, "/work/0/position", "Asdf Uiop");
	assert_leaf(record, "/work/1/name", "Hjkl");
	json_decref(record);
}

static void a_number_in_brackets_is_no_duration(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nExperience\n\n"
				    "Consultant (365), Acme GmbH\n2019 - 2021\n"
				    "- Built things.\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Consultant (365)");
	json_decref(record);
}

static void what_is_expected_is_not_told_as_done(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nEducation\n\n"
				    "B.Sc. Biology, University of Leeds\nExpected 2027\n\n"
				    "M.Sc. Physics, University of York\n2019 - 2021\n\n"
				    "Certificates\n\nLifeguard, voraussichtlich 2028\n");

	(void)state;
	assert_leaf(record, "/education/0/endDate", "2027");
	assert_leaf(record, "/education/0/description", "Expected 2027");
	assert_no_leaf(record, "/education/1/description");
	assert_leaf(record, "/certificates/0/description", "voraussichtlich 2028");
	json_decref(record);
}

static void forms_may_ask_for_the_degree_behind_the_subjects(void **state)
{
	json_t *record = build_text(
	    "Martina Rossi\n\nISTRUZIONE E FORMAZIONE\n\n• Date (da – a)\t2006 – 2008\n"
	    "• Nome e tipo di istituto di istruzione o formazione\tUniversità di Torino\n"
	    "• Principali materie / abilità professionali oggetto dello studio\tDiritto, economia\n"
	    "• Qualifica conseguita\tLaurea triennale in Economia\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Università di Torino");
	assert_leaf(record, "/education/0/studyType", "Laurea triennale in Economia");
	assert_leaf(record, "/education/0/startDate", "2006");
	assert_length(record, "/education", 1);
	json_decref(record);
}

static void a_school_may_stand_behind_a_small_word_or_a_chamber(void **state)
{
	json_t *record =
	    build_text("Jane Doe\n\nAusbildung\n\n2010 – 2011\tWeiterbildung zur Buchhalterin "
		       "(IHK)\nIHK-Akademie Südlicher Oberrhein\n\n"
		       "2008 – 2010\tMaster Informatik\nan der Universität Kassel\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "IHK-Akademie Südlicher Oberrhein");
	assert_leaf(record, "/education/1/institution", "Universität Kassel");
	assert_leaf(record, "/education/1/startDate", "2008");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_somebody_was_employed_is_no_employer),
		cmocka_unit_test(a_firm_may_be_named_by_its_country),
		cmocka_unit_test(a_comma_of_japanese_needs_no_space),
		cmocka_unit_test(a_year_in_a_title_is_not_its_time),
		cmocka_unit_test(an_article_in_front_of_the_employer_is_none_of_it),
		cmocka_unit_test(a_subject_in_small_letters_is_no_employer),
		cmocka_unit_test(an_employer_may_stand_between_title_and_country),
		cmocka_unit_test(a_colon_parts_employer_and_title),
		cmocka_unit_test(items_that_begin_with_dates_are_entries),
		cmocka_unit_test(items_below_an_employer_are_what_was_done_there),
		cmocka_unit_test(an_item_may_be_the_time_of_those_above),
		cmocka_unit_test(an_item_may_end_in_its_time),
		cmocka_unit_test(a_date_inside_of_a_job_is_no_job),
		cmocka_unit_test(slashed_dates_are_read_as_the_document_writes_them),
		cmocka_unit_test(a_form_may_be_a_list),
		cmocka_unit_test(names_and_titles_may_have_dashes),
		cmocka_unit_test(who_stands_beside_the_title_is_the_employer),
		cmocka_unit_test(the_first_of_several_roles_needs_no_tasks),
		cmocka_unit_test(a_town_behind_the_date_is_no_employer),
		cmocka_unit_test(a_grade_is_a_title),
		cmocka_unit_test(what_is_done_inside_of_a_job_has_lesser_headings),
		cmocka_unit_test(schools_and_degrees_are_told_apart),
		cmocka_unit_test(what_was_studied_is_told_whole),
		cmocka_unit_test(degrees_are_known_with_their_dots),
		cmocka_unit_test(a_faculty_is_none_of_two_schools),
		cmocka_unit_test(no_school_begins_with_a_small_word),
		cmocka_unit_test(degrees_below_one_school_are_all_from_there),
		cmocka_unit_test(dates_are_read_as_the_others_are_written),
		cmocka_unit_test(a_label_tells_beginning_from_end),
		cmocka_unit_test(items_may_be_all_that_tells_of_entries),
		cmocka_unit_test(a_town_that_no_list_knows_is_a_place_before_its_country),
		cmocka_unit_test(items_with_dates_are_what_was_done_for_whom_is_above),
		cmocka_unit_test(a_number_in_brackets_is_no_duration),
		cmocka_unit_test(what_is_expected_is_not_told_as_done),
		cmocka_unit_test(forms_may_ask_for_the_degree_behind_the_subjects),
		cmocka_unit_test(a_school_may_stand_behind_a_small_word_or_a_chamber),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
