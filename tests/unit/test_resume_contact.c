/* resume/contact, name, reach: who it is and how to reach them. */

#include "unit.h"

#include "resume_text.h"

static void the_first_lines_tell_who_it_is(void **state)
{
	json_t *record = build_text("Siobhán O’Dea-Nuñez\n"
				    "Registered nurse · Cork, Ireland · siobhan.odea@example.org · "
				    "+1 (415) 555-0142\n\n"
				    "Summary\nNurse with 15 years in intensive care.\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Siobhán O’Dea-Nuñez");
	assert_leaf(record, "/basics/label", "Registered nurse");
	assert_leaf(record, "/basics/email", "siobhan.odea@example.org");
	assert_leaf(record, "/basics/phone", "+1 (415) 555-0142");
	assert_leaf(record, "/basics/location/city", "Cork");
	assert_leaf(record, "/basics/location/region", "Ireland");
	assert_leaf(record, "/basics/summary", "Nurse with 15 years in intensive care.");
	assert_int_equal(rq_json_integer(record, "coverage", 0), 10000);
	json_decref(record);
}

static void labels_are_no_part_of_what_they_name(void **state)
{
	json_t *record =
	    build_text("Lebenslauf\nName: Jürgen Groß\nE-Mail: j.gross@web.de\n"
		       "Telefon: 030 / 1234567\nAnschrift: Hauptstr. 5, 10115 Berlin\n"
		       "LinkedIn: linkedin.com/in/jgross\n\nAusbildung\nAbitur 1999\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jürgen Groß");
	assert_leaf(record, "/basics/email", "j.gross@web.de");
	assert_leaf(record, "/basics/phone", "030 / 1234567");
	assert_leaf(record, "/basics/location/address", "Hauptstr. 5, 10115 Berlin");
	assert_leaf(record, "/basics/profiles/0/network", "linkedin");
	assert_leaf(record, "/basics/profiles/0/username", "jgross");
	json_decref(record);
}

static void the_fields_that_a_file_begins_with_may_tell_the_name(void **state)
{
	static const char *const cases[] = {
		"title: Oliver Grant\nlang: en-GB\n",
		"title: Curriculum\nauthor: \"Oliver Grant\"\n",
		"lang: en\nname: Oliver Grant\ntitle: Software Engineer\n",
	};
	json_t *record;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[400];

		(void)snprintf(text, sizeof text,
			       "%s\nTeacher of mathematics\n\noliver@example.org\n\n"
			       "Skills\nAlgebra, Physics\n",
			       cases[i]);
		record = build_text(text);
		assert_leaf(record, "/basics/name", "Oliver Grant");
		json_decref(record);
	}
	record = build_text("author: Acme Consulting\n\nj@example.org\n\nSkills\nAlgebra\n");
	assert_no_leaf(record, "/basics/name");
	json_decref(record);
	record = build_text("title: Software Engineer\n\njobs@example.org\n\nSkills\nAlgebra\n");
	assert_no_leaf(record, "/basics/name");
	json_decref(record);
	record =
	    build_text("title: Annual Review\n\nJane Doe\njane.doe@example.org\n\nSkills\nC\n");
	assert_leaf(record, "/basics/name", "Jane Doe");
	json_decref(record);
}

static void labels_may_stand_in_cells_of_their_own(void **state)
{
	json_t *record =
	    build_text("Lebenslauf\nName\tJürgen Groß\nAnschrift\tHauptstr. 5, 10115 Berlin\n"
		       "Telefon\t030 / 1234567\n\nAusbildung\nAbitur 1999\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jürgen Groß");
	assert_leaf(record, "/basics/location/address", "Hauptstr. 5, 10115 Berlin");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void given_and_family_name_may_stand_in_two_rows(void **state)
{
	static const char *const cases[] = {
		"Lebenslauf\nVorname: Jürgen\nNachname: Groß\nE-Mail: info@web.de\n\nAusbildung\n"
		"Abitur 1999\n",
		"Lebenslauf\nNachname: Groß\nVorname: Jürgen\nE-Mail: info@web.de\n\nAusbildung\n"
		"Abitur 1999\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *record = build_text(cases[i]);

		assert_leaf(record, "/basics/name", "Jürgen Groß");
		json_decref(record);
	}
}

static void names_take_many_forms(void **state)
{
	static const char *const cases[][2] = {
		{ "JANE DOE\nSoftware Engineer\n", "JANE DOE" },
		{ "Curriculum Vitae\nLudwig van Beethoven\n", "Ludwig van Beethoven" },
		{ "Resume of Jane Q. Doe\n", "Jane Q. Doe" },
		{ "Jane Doe | Product Designer\n", "Jane Doe" },
		{ "Jane Doe - Resume\n", "Jane Doe" },
		{ "Jane Doe's CV\njane@doe.org\n", "Jane Doe" },
		{ "Jane Doe (Web Developer)\n", "Jane Doe" },
		{ "Lebenslauf\nName: Jane Doe (*28.10.1997)\n", "Jane Doe" },
		{ "Senior Engineer\nMaria del Mar García\n", "Maria del Mar García" },
		{ "王道尔\n上海 · john.doe@me.org\n", "王道尔" },
		{ "김서연\n데이터 과학자 · seoyeon@example.kr\n", "김서연" },
		{ "आरव शर्मा\nपरियोजना प्रबंधक\n", "आरव शर्मा" },
		{ "Ελένη Παπαδοπούλου\neleni@example.gr\n", "Ελένη Παπαδοπούλου" },
		{ "דוד כהן\ndavid@example.il\n", "דוד כהן" },
		{ "San Francisco, CA\nJane Doe\njane@doe.org\n", "Jane Doe" },
		{ "Jane Doe (she/her)\njane@doe.org\n", "Jane Doe" },
		{ "Jane Doe :computer:\njane@doe.org\n", "Jane Doe" },
		{ "Développeuse\nJane Doe, 19 ans\njdoe@example.fr\n", "Jane Doe" },
		{ "Jane Doe Software engineer\njane.doe@example.org\n", "Jane Doe" },
		{ "PERSONAL DETAILS Jane Marie Doe\njdoe@example.org\n", "Jane Marie Doe" },
		{ "Jane Doe______________ Contact\n9 High St, Leeds\n", "Jane Doe" },
		{ "PERSONLIG DATA\nNavn: Jane Doe\nTelefon: 31557904\n", "Jane Doe" },
		{ "I. Data Pribadi\n1. Nama\t:\tJane Doe\n2. Agama\t:\tIslam\n", "Jane Doe" },
		{ "Surname\tDoe\nName\tJane\n", "Jane Doe" },
		{ "Name\tDoe\nVorname\tJane\n", "Jane Doe" },
		{ "BIO-DATA\nNAME\t: JANE DOE\nFATHER'S NAME\t: JOHN DOE\n", "JANE DOE" },
		{ "# Jane Doe — Data Scientist | NLP, Text Mining & Machine Learning\n",
		  "Jane Doe" },
		{ "Vor- und Nachname: Jane Doe\n", "Jane Doe" },
		{ "Nome completo: Jane Doe\n", "Jane Doe" },
		{ "1234 Broadway\n(555) 010-2030\n", "(nothing)" },
		{ "EXPERIENCE\nNurse 2019 - 2020\n", "(nothing)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *record = build_text(cases[i][0]);

		assert_leaf(record, "/basics/name", cases[i][1]);
		json_decref(record);
	}
}

/* Large type in two lines: the second one may be as short as names are. */
static void a_short_surname_may_stand_below(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "JANE\nOH\njane@example.org\n\nSkills\n\nWelding, milling\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i < 2 ? 22 : 11;
	record = build_checked(&document);
	assert_leaf(record, "/basics/name", "JANE OH");
	json_decref(record);
	rq_document_free(&document);
}

/* A record of a text whose first lines are set in large type. */
static json_t *build_large(const char *text, size_t lines)
{
	struct rq_document document;
	json_t *record;

	read_text_into(&document, text);
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i < lines ? 24.0f : 10.0f;
	record = build_checked(&document);
	rq_document_free(&document);
	return record;
}

static void a_name_may_be_set_in_two_large_lines(void **state)
{
	static const char *const cases[][2] = {
		{ "JANE\nDOE\n", "JANE DOE" },
		{ "Mauro Ezequiel\nDoe\n", "Mauro Ezequiel Doe" },
		{ "Cléophée\nDoe\n", "Cléophée Doe" },
		{ "JOÃO VICTOR\nLISBOA DOE\n", "JOÃO VICTOR LISBOA DOE" },
		{ "Jane Doe\nWeb Developer\n", "Jane Doe" },
		{ "Jane Doe\nJane Doe\n", "Jane Doe" },
		{ "jane henriette\nnurse in a ward\n", "jane henriette" },
		{ "Jane doe\nnurse in a ward\n", "Jane doe" },
		{ "Web developer\nnurse in a ward\n", "(nothing)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[256];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "%smauro.victor.cdoe@example.org\nSkills\nC, Go, Rust, SQL\n",
			       cases[i][0]);
		record = build_large(text, 2);
		assert_leaf(record, "/basics/name", cases[i][1]);
		json_decref(record);
	}
}

static void a_name_in_the_address_goes_on_in_smaller_type(void **state)
{
	static const float sizes[] = { 28, 18, 12, 12, 12, 12, 12 };
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document,
		       "JANE MARY\nSMITH DOE\njanemarydoe@example.org\nSkills\nC, Go, Rust\n"
		       "Hobbies\nChess, bridge\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = sizes[i];
	record = build_checked(&document);
	assert_leaf(record, "/basics/name", "JANE MARY SMITH DOE");
	json_decref(record);
	rq_document_free(&document);
}

static void halves_of_a_name_are_headings_alike_or_stand_in_two_columns(void **state)
{
	struct rq_document document;
	json_t *record = build_text("## Jane\n## Doe\n\njane@doe.org\n\n## Skills\nC, Go\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jane Doe");
	json_decref(record);
	read_text_into(&document,
		       "JANE\nSkills\nC, Go, Rust, SQL\nDOE\nContact\njanedoe@example.org\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i == 0 || i == 3 ? 24 : 10;
	record = build_checked(&document);
	assert_leaf(record, "/basics/name", "JANE DOE");
	json_decref(record);
	rq_document_free(&document);
}

static void a_name_may_stand_beside_the_columns(void **state)
{
	json_t *record = build_text("Soft skills\nRhetoric, Patience\n\nEducation\n"
				    "City University 2001 - 2005\n\nHobbies\nChess\n\n"
				    "Contact\nJANE DOE\njane.doe@example.org\n");

	(void)state;
	assert_leaf(record, "/basics/name", "JANE DOE");
	json_decref(record);
}

static void what_no_rule_knows_is_neither_trade_nor_town(void **state)
{
	static const char *const heads[] = {
		"Geburtstag:\t20.10.1990",
		"Father's name\t: John Doe",
		"052 5400318",
		"0xjane",
		"PH:\t+1 555 010 2030",
		"Nurse · jane@doe.org",
		"1. First part",
		"Mail me (jane@doe.org)",
	};
	json_t *beside = build_text("Jane Doe — Engineer | NLP\njane@doe.org\n\nSkills\nC, Go\n");

	(void)state;
	assert_no_leaf(beside, "/basics/location");
	json_decref(beside);
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		char text[256];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n%s\n\nSkills\nC, Go\n", heads[i]);
		record = build_text(text);
		assert_leaf(record, "/basics/name", "Jane Doe");
		assert_no_leaf(record, "/basics/location");
		if (strncmp(heads[i], "Nurse", 5) != 0 && strncmp(heads[i], "1.", 2) != 0 &&
		    strncmp(heads[i], "Mail", 4) != 0)
			assert_no_leaf(record, "/basics/label");
		json_decref(record);
	}
}

static void titles_and_degrees_stand_around_a_name(void **state)
{
	static const char *const cases[][2] = {
		{ "Dr.-Ing. Friedrich von der Heide", "Dr.-Ing. Friedrich von der Heide" },
		{ "Prof. Elena Marković, Ph.D.", "Prof. Elena Marković" },
		{ "JANE A. O'CONNOR-SMITH, MBA, CPA", "JANE A. O'CONNOR-SMITH" },
		{ "João Pedro da Silva e Souza", "João Pedro da Silva e Souza" },
		{ "Nome e cognome: Giulia Bianchi", "Giulia Bianchi" },
		{ "个人简历\n姓名：王小明", "王小明" },
		{ "履歴書\n氏名：山田 太郎", "山田 太郎" },
		{ "ΒΙΟΓΡΑΦΙΚΟ ΣΗΜΕΙΩΜΑ\nΝίκος Παπαδάκης", "Νίκος Παπαδάκης" },
		{ "קורות חיים\nדוד כהן", "דוד כהן" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[256];
		json_t *record;

		(void)snprintf(text, sizeof text, "%s\ncv@example.org\n\nSkills\n\nC, Go\n",
			       cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/basics/name", cases[i][1]);
		json_decref(record);
	}
}

static void a_label_stays_with_what_has_no_place(void **state)
{
	json_t *record = build_text("Lebenslauf\nName: Jana Groß\nGeburtsdatum: 12.03.1979\n"
				    "Geburtsort: Berlin\nדוא\"ל: jana@example.org\n\n"
				    "Ausbildung\nAbitur 1999\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jana Groß");
	assert_leaf(record, "/basics/email", "jana@example.org");
	assert_no_leaf(record, "/basics/location");
	assert_no_leaf(record, "/basics/label");
	assert_leaf(record, "/unplaced/0", "Geburtsdatum: 12.03.1979");
	assert_leaf(record, "/unplaced/1", "Geburtsort: Berlin");
	assert_length(record, "/unplaced", 2);
	json_decref(record);
}

static void a_link_becomes_a_uri(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "Jane Doe\njane.dev/josé | http://jane.example.com\n");
	record = build_checked(&document);
	assert_leaf(record, "/basics/url", "https://jane.dev/jos%C3%A9");
	assert_leaf(record, "/basics/profiles/0/url", "http://jane.example.com");
	json_decref(record);
	rq_document_free(&document);
}

static void the_address_tells_which_line_is_the_name(void **state)
{
	json_t *record = build_text("Radiant Solutions\nThe Art of Care\nMina Harker\n"
				    "mina.harker@example.org\n\nSkills\nShorthand, Typing\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Mina Harker");
	json_decref(record);
}

static void phones_are_told_from_dates_and_other_numbers(void **state)
{
	static const char *const cases[][2] = {
		{ "Jane Doe\n+49 30 12345678\n", "+49 30 12345678" },
		{ "Jane Doe\n1-650-999-7777\n", "1-650-999-7777" },
		{ "Jane Doe\n010-5555-0142\n", "010-5555-0142" },
		{ "Jane Doe\n+55 11 95555-0142\n", "+55 11 95555-0142" },
		{ "Jane Doe\n0123 456789 1234 Broadway\n", "0123 456789" },
		{ "Jane Doe\n0123 456789\n", "0123 456789" },
		{ "Jane Doe\nTel. (555) 012-3456 | jane@doe.org\n", "(555) 012-3456" },
		{ "Jane Doe\nEngineer · +1 (415)\n555-0142\n", "+1 (415) 555-0142" },
		{ "Jane Doe\n2019-2021\n", "(nothing)" },
		{ "Jane Doe\n01.03.2015 - 31.12.2018\n", "(nothing)" },
		{ "Jane Doe\nTalks (2020 – 2023)\n", "(nothing)" },
		{ "Jane Doe\n(2019-2021)\n", "(nothing)" },
		{ "Jane Doe\nA talk (2022) 2024\n", "(nothing)" },
		{ "Jane Doe\n94588\n", "(nothing)" },
		{ "Jane Doe\n(+90) 537 555 01 42 | Izmir\n", "(+90) 537 555 01 42" },
		{ "Jane Doe\n+54 011 5555-0142 (+54%20011%205555-0142)\n", "+54 011 5555-0142" },
		{ "Jane Doe\nContact No. : -+919955501422\n", "+919955501422" },
		{ "Jane Doe\n[Kadapa] | [+919955501422]\n", "+919955501422" },
		{ "Jane Doe\nColumbus, Ohio 44444 614-555-5555\n", "614-555-5555" },
		{ "Jane Doe\n4-1-108/2/4, Plot-7\n", "(nothing)" },
		{ "Jane Doe\nGrant 2020/04871-0\n", "(nothing)" },
		{ "Jane Doe\ndoi 2022.01.044\n", "(nothing)" },
		{ "Jane Doe\nWorkshop (28.02.2018)\n", "(nothing)" },
		{ "Jane Doe\nWorkshop 6.12.2019 (5 days)\n", "(nothing)" },
		{ "Jane Doe\n1234567890123456789\n", "(nothing)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *record = build_text(cases[i][0]);

		assert_leaf(record, "/basics/phone", cases[i][1]);
		json_decref(record);
	}
}

static void the_number_that_is_called_a_phone_is_it(void **state)
{
	static const char *const cases[][2] = {
		{ "Address: P.O. Box 4417-00200, Nairobi\nTelephone: 722 555 018\n",
		  "722 555 018" },
		{ "Rua do Almada 112, 4050-031 Porto\nTelemóvel: 912 555 017\n", "912 555 017" },
		{ "Rua do Almada 112, 4050-031 Porto\n", "(nothing)" },
		{ "28199 Bremen\nMobil: 0176 555 40 219\n", "0176 555 40 219" },
		{ "Passport 99555014\nPhone No. : 7795550142\n", "7795550142" },
		{ "Passport 99555014\nContact: 7795550142\n", "7795550142" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[256];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n%sjane@example.org\n\nSkills\nC, Go\n",
			       cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/basics/phone", cases[i][1]);
		json_decref(record);
	}
}

static void labels_may_stand_above_what_they_name(void **state)
{
	json_t *record = build_text("Sanne van der Meulen\nAdres\nOudegracht 215\n3511 NK Utrecht\n"
				    "Telefoon\n06-55501274\nE-mail\nsanne@example.nl\n\n"
				    "Talen\nEngels\n");

	(void)state;
	assert_leaf(record, "/basics/location/address", "Oudegracht 215");
	assert_leaf(record, "/basics/location/postalCode", "3511 NK");
	assert_leaf(record, "/basics/location/city", "Utrecht");
	assert_leaf(record, "/basics/phone", "06-55501274");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void a_town_that_no_list_knows_stands_beside_the_means(void **state)
{
	json_t *record =
	    build_text("Juliana Prado\nAnalista\nItapetininga – SP | (19) 95555-0138 | "
		       "juliana@example.br\n\nIdiomas\nInglês\n");

	(void)state;
	assert_leaf(record, "/basics/location/city", "Itapetininga");
	assert_leaf(record, "/basics/location/region", "SP");
	json_decref(record);
}

static void a_title_below_the_address_is_the_label(void **state)
{
	json_t *record = build_text("Mamadou Diallo\n8 allée des Pins\n31400 Toulouse\n"
				    "Tél : 07 55 50 12 36\nMail : m.diallo@example.fr\n\n"
				    "Technicien de maintenance\n\nLangues\nFrançais\n");

	(void)state;
	assert_leaf(record, "/basics/label", "Technicien de maintenance");
	json_decref(record);
}

static void a_word_among_means_of_contact_is_no_trade(void **state)
{
	json_t *above = build_text("Software Developer\nJane Doe\njdoe@example.org | janey\n");
	json_t *beside = build_text("Jane Doe\njdoe@example.org | Nurse\n");

	(void)state;
	assert_leaf(above, "/basics/label", "Software Developer");
	assert_leaf(beside, "/basics/label", "Nurse");
	json_decref(above);
	json_decref(beside);
}

static void a_name_behind_its_label_may_begin_with_the_surname(void **state)
{
	json_t *record;

	(void)state;
	record = build_text("Name, Vorname:\tDoe, Jane\nGeburtsort:\tKassel\n\nSkills\nC, Go\n");
	assert_leaf(record, "/basics/name", "Jane Doe");
	json_decref(record);
	record = build_text("Nome\tFerraris, Giulia Beatrice\n"
			    "E-mail\tg@lettera.example\n\nLingue\nInglese\n");

	assert_leaf(record, "/basics/name", "Giulia Beatrice Ferraris");
	json_decref(record);
	record = build_text("Müller, Anna\nBerlin, Germany\nanna.mueller@example.org\n\n"
			    "Skills\nC, Go\n");
	assert_leaf(record, "/basics/name", "Anna Müller");
	json_decref(record);
	record = build_text("# Jane Doe, Weltenbummlerin\njane.doe@example.org\n\nSkills\nC, Go\n");
	assert_no_leaf(record, "/basics/name");
	json_decref(record);
	record = build_text("# Jane Doe, Ashby\ninfo@example.org\n\nSkills\nC, Go\n");
	assert_no_leaf(record, "/basics/name");
	json_decref(record);
}

static void links_and_profiles_are_kept_as_they_stand(void **state)
{
	json_t *record =
	    build_text("Jane Doe\njane@doe.org\nhttps://jane.example.com/cv | github.com/JaneD | "
		       "https://www.linkedin.com/in/jane-doe/\n\nSkills\nC, Go\n");

	(void)state;
	assert_leaf(record, "/basics/url", "https://jane.example.com/cv");
	assert_leaf(record, "/basics/profiles/0/network", "github");
	assert_leaf(record, "/basics/profiles/0/username", "JaneD");
	assert_leaf(record, "/basics/profiles/0/url", "https://github.com/JaneD");
	assert_leaf(record, "/basics/profiles/1/username", "jane-doe");
	json_decref(record);
}

static void addresses_are_told_from_their_labels(void **state)
{
	static const char *const cases[][2] = {
		{ "Email Id-jane.doe@example.org", "jane.doe@example.org" },
		{ "Email-jane.doe@example.org", "jane.doe@example.org" },
		{ "id-jane.doe@example.org", "id-jane.doe@example.org" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[128];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n%s\n\nSkills\nC\n", cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/basics/email", cases[i][1]);
		json_decref(record);
	}
}

static void what_ends_as_a_host_does_may_be_none(void **state)
{
	static const char *const cases[][2] = {
		{ "C#, ASP.NET", "(nothing)" },
		{ "Ph.no", "(nothing)" },
		{ "https://www", "(nothing)" },
		{ "jane.net", "https://jane.net" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[128];
		json_t *record;

		(void)snprintf(text, sizeof text, "Jane Doe\n%s\n\nSkills\nC\n", cases[i][0]);
		record = build_text(text);
		assert_leaf(record, "/basics/url", cases[i][1]);
		json_decref(record);
	}
}

static void a_number_below_other_facts_is_found_by_its_label(void **state)
{
	json_t *record =
	    build_text("Jane Doe\njane@doe.org\n\nEducation\nCity University 2001 - 2005\n"
		       "Mobile no 7795550142\n");

	(void)state;
	assert_leaf(record, "/basics/phone", "7795550142");
	json_decref(record);
}

static void a_contact_section_at_the_end_counts(void **state)
{
	json_t *record = build_text("Jane Doe\n\nSkills\nTriage, ACLS\n\nContact\n"
				    "jane@doe.org\n+1 555 010 2030\nDublin, Ireland\n");

	(void)state;
	assert_leaf(record, "/basics/email", "jane@doe.org");
	assert_leaf(record, "/basics/phone", "+1 555 010 2030");
	assert_leaf(record, "/basics/location/city", "Dublin");
	json_decref(record);
}

static void an_address_may_have_numbers_of_a_house_a_flat_and_a_code(void **state)
{
	json_t *record = build_text("Jane Doe\n22 Harbour View, #05-12, Singapore 048621\n"
				    "jane@doe.org\n\nSkills\nTriage, ACLS\n");

	(void)state;
	assert_no_leaf(record, "/basics/label");
	assert_leaf(record, "/basics/location/address",
		    "22 Harbour View, #05-12, Singapore 048621");
	json_decref(record);
}

static void a_place_before_an_address_is_no_label_of_it(void **state)
{
	json_t *record = build_text("Jane Doe\nData engineer * Dublin, Ireland : jane@doe.org\n\n"
				    "Skills\nTriage, ACLS\n");

	(void)state;
	assert_leaf(record, "/basics/email", "jane@doe.org");
	assert_leaf(record, "/basics/location/city", "Dublin");
	json_decref(record);
}

static void a_name_far_from_the_head_is_known_by_the_address(void **state)
{
	json_t *record = build_text("jane.doe@example.org\n\nExperience\n\n"
				    "Engineer\nAcme GmbH\n2019 - 2021\n\n"
				    "References\n\nAvailable on request\n\nJane Doe\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Jane Doe");
	json_decref(record);
}

/* "São Paulo - SP", whatever its words: but an analyst of IT is no town. */
static void a_town_may_stand_with_its_state_behind_a_dash(void **state)
{
	static const char format[] = "Thaís Lacerda\n%s\nthais@caixa.example\n\nExperiência\n"
				     "Banco X, Analista, 2019 - 2021\n";
	char text[200];
	json_t *record;

	(void)state;
	(void)snprintf(text, sizeof text, format, "São Paulo - SP");
	record = build_text(text);
	assert_leaf(record, "/basics/location/city", "São Paulo");
	assert_leaf(record, "/basics/location/region", "SP");
	assert_no_leaf(record, "/basics/label");
	json_decref(record);
	(void)snprintf(text, sizeof text, format, "Analista - TI");
	record = build_text(text);
	assert_leaf(record, "/basics/label", "Analista - TI");
	json_decref(record);
}

static void names_have_nicknames_and_marks(void **state)
{
	static const char *const names[] = {
		"Robert \"Bob\" Ashdown",     "Robert (Bob) Ashdown", "Dr. rer. nat. Aylin Vale",
		"Jean-Baptiste d'Orsay-Vale", "Anna dell'Orto",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char text[200];
		json_t *record;

		(void)snprintf(text, sizeof text,
			       "%s\nAnalyst | Healthcare\npost@example.org\n\nSkills\nSQL, R\n",
			       names[i]);
		record = build_text(text);
		assert_leaf(record, "/basics/name", names[i]);
		assert_leaf(record, "/basics/label", "Analyst | Healthcare");
		json_decref(record);
	}
}

static void a_title_as_long_as_a_sentence_is_the_label(void **state)
{
	json_t *record = build_text(
	    "Jane Doe\nPrincipal Software Engineer, Distributed Storage Systems and Consensus "
	    "Protocols for Markets\njane@example.org\n\nSummary\nStorage engineer.\n\n"
	    "Education\n\nUniversity of Vale 1 2016 - 2019\n");

	(void)state;
	assert_leaf(record, "/basics/label",
		    "Principal Software Engineer, Distributed Storage Systems and Consensus "
		    "Protocols for Markets");
	assert_leaf(record, "/basics/summary", "Storage engineer.");
	assert_no_leaf(record, "/basics/phone");
	json_decref(record);
}

static void an_address_may_be_long_where_commas_part_it(void **state)
{
	json_t *record = build_text("Jane Doe\njane@example.org | Example Court, 123 Somewhere "
				    "Road, Mountain View, CA 94035, "
				    "US\n\nSkills\nSQL, R\n");

	(void)state;
	assert_leaf(record, "/basics/location/address",
		    "Example Court, 123 Somewhere Road, Mountain View, CA 94035, US");
	json_decref(record);
}

/* A grade with a number makes no address of what somebody is. */
static void a_title_with_a_number_is_the_label(void **state)
{
	json_t *record =
	    build_text("Jane Doe\nRegistered Nurse (Adult), Band 6\njane@example.org\n\n"
		       "Experience\nNurse, Acme Hospital, 2019 - 2021\n- Nursed\n");

	(void)state;
	assert_leaf(record, "/basics/label", "Registered Nurse (Adult), Band 6");
	assert_no_leaf(record, "/basics/location/address");
	json_decref(record);
}

/* Front matter: what it says of the person is told in fields, and long ones are no summary. */
static void fields_in_front_are_no_summary(void **state)
{
	json_t *record = build_text(
	    "name: Taro Yamada\nemail_address: taro@example.com\n"
	    "home_address: 東京都渋谷区神宮前 1 - 2 - 3\n"
	    "home_address_reading: toukyouto shibuyaku jinguumae ichi no ni no san\n"
	    "email_address2: taro.yamada2@example.com\n"
	    "summary: Builds systems that carry the work of a million people a day.\n\n"
	    "学歴\n東京大学\n\nその他\n- A line that has no place in any of all the sections "
	    "above it\n");

	(void)state;
	assert_leaf(record, "/basics/name", "Taro Yamada");
	assert_leaf(record, "/basics/email", "taro@example.com");
	assert_leaf(record, "/basics/location/address", "東京都渋谷区神宮前 1 - 2 - 3");
	assert_leaf(record, "/basics/summary",
		    "Builds systems that carry the work of a million people a day.");
	json_decref(record);
	record = build_text("Taro Yamada\n東京都渋谷区神宮前 1 - 2 - 3\ntaro@example.com\n\n"
			    "Skills\nAlgebra\n");
	assert_leaf(record, "/basics/location/address", "東京都渋谷区神宮前 1 - 2 - 3");
	json_decref(record);
}

static void where_somebody_was_born_is_no_place_to_live(void **state)
{
	json_t *record = build_text("Jane Doe\nBorn 1990 in New York\n1 High Street, Leeds\n"
				    "jane@example.com\n\nSkills\nAlgebra\n");

	(void)state;
	assert_leaf(record, "/basics/location/address", "1 High Street, Leeds");
	assert_leaf(record, "/unplaced/0", "Born 1990 in New York");
	json_decref(record);
	record = build_text("Jane Doe\njane@example.com\nBorn 9 Ulm Lane\n\nSkills\nAlgebra\n");
	assert_no_leaf(record, "/basics/location");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_far_from_the_head_is_known_by_the_address),
		cmocka_unit_test(the_first_lines_tell_who_it_is),
		cmocka_unit_test(labels_are_no_part_of_what_they_name),
		cmocka_unit_test(the_fields_that_a_file_begins_with_may_tell_the_name),
		cmocka_unit_test(labels_may_stand_in_cells_of_their_own),
		cmocka_unit_test(given_and_family_name_may_stand_in_two_rows),
		cmocka_unit_test(names_take_many_forms),
		cmocka_unit_test(names_have_nicknames_and_marks),
		cmocka_unit_test(a_title_as_long_as_a_sentence_is_the_label),
		cmocka_unit_test(an_address_may_be_long_where_commas_part_it),
		cmocka_unit_test(a_short_surname_may_stand_below),
		cmocka_unit_test(titles_and_degrees_stand_around_a_name),
		cmocka_unit_test(a_label_stays_with_what_has_no_place),
		cmocka_unit_test(a_link_becomes_a_uri),
		cmocka_unit_test(the_address_tells_which_line_is_the_name),
		cmocka_unit_test(a_name_may_be_set_in_two_large_lines),
		cmocka_unit_test(a_name_in_the_address_goes_on_in_smaller_type),
		cmocka_unit_test(halves_of_a_name_are_headings_alike_or_stand_in_two_columns),
		cmocka_unit_test(a_name_may_stand_beside_the_columns),
		cmocka_unit_test(what_no_rule_knows_is_neither_trade_nor_town),
		cmocka_unit_test(addresses_are_told_from_their_labels),
		cmocka_unit_test(what_ends_as_a_host_does_may_be_none),
		cmocka_unit_test(phones_are_told_from_dates_and_other_numbers),
		cmocka_unit_test(the_number_that_is_called_a_phone_is_it),
		cmocka_unit_test(labels_may_stand_above_what_they_name),
		cmocka_unit_test(a_town_that_no_list_knows_stands_beside_the_means),
		cmocka_unit_test(a_title_below_the_address_is_the_label),
		cmocka_unit_test(a_word_among_means_of_contact_is_no_trade),
		cmocka_unit_test(a_name_behind_its_label_may_begin_with_the_surname),
		cmocka_unit_test(links_and_profiles_are_kept_as_they_stand),
		cmocka_unit_test(a_number_below_other_facts_is_found_by_its_label),
		cmocka_unit_test(a_contact_section_at_the_end_counts),
		cmocka_unit_test(an_address_may_have_numbers_of_a_house_a_flat_and_a_code),
		cmocka_unit_test(a_place_before_an_address_is_no_label_of_it),
		cmocka_unit_test(a_town_may_stand_with_its_state_behind_a_dash),
		cmocka_unit_test(a_title_with_a_number_is_the_label),
		cmocka_unit_test(fields_in_front_are_no_summary),
		cmocka_unit_test(where_somebody_was_born_is_no_place_to_live),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
