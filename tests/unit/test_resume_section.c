/* resume/section: headings in many languages and shapes. */

#include "unit.h"

#include "resume/section.h"
#include "resume_text.h"

static enum rq_section classify(const char *text)
{
	struct rq_document document;
	struct rq_sheet sheet;
	enum rq_section section;

	read_text_into(&document, text);
	rq_sheet_init(&sheet, &document);
	section = rq_section_classify(&sheet, rq_sheet_whole(&sheet, 0));
	rq_sheet_free(&sheet);
	rq_document_free(&document);
	return section;
}

static void headings_are_known_in_many_languages(void **state)
{
	static const struct {
		const char *text;
		enum rq_section section;
	} cases[] = {
		{ "Experience", RQ_SECTION_WORK },
		{ "WORK EXPERIENCE", RQ_SECTION_WORK },
		{ "Professional Experience:", RQ_SECTION_WORK },
		{ "Employment History", RQ_SECTION_WORK },
		{ "Berufserfahrung", RQ_SECTION_WORK },
		{ "Beruflicher Werdegang", RQ_SECTION_WORK },
		{ "Expérience professionnelle", RQ_SECTION_WORK },
		{ "EXPERIENCIA LABORAL", RQ_SECTION_WORK },
		{ "Experiência Profissional", RQ_SECTION_WORK },
		{ "Esperienze di lavoro", RQ_SECTION_WORK },
		{ "Werkervaring", RQ_SECTION_WORK },
		{ "Schulischer Werdegang", RQ_SECTION_EDUCATION },
		{ "Conhecimentos linguísticos", RQ_SECTION_LANGUAGES },
		{ "Taalkennis", RQ_SECTION_LANGUAGES },
		{ "Kernkwaliteiten", RQ_SECTION_SKILLS },
		{ "IT-Kenntnisse", RQ_SECTION_SKILLS },
		{ "Software-Engineer", RQ_SECTION_NONE },
		{ "COMMUNITY INVOLVEMENT", RQ_SECTION_VOLUNTEER },
		{ "Επαγγελματική εμπειρία", RQ_SECTION_WORK },
		{ "Doświadczenie zawodowe", RQ_SECTION_WORK },
		{ "Pracovní zkušenosti", RQ_SECTION_WORK },
		{ "ניסיון תעסוקתי", RQ_SECTION_WORK },
		{ "الخبرة العملية", RQ_SECTION_WORK },
		{ "ΣΠΟΥΔΕΣ", RQ_SECTION_EDUCATION },
		{ "Competenze informatiche", RQ_SECTION_SKILLS },
		{ "Competenze linguistiche", RQ_SECTION_LANGUAGES },
		{ "Informations personnelles", RQ_SECTION_CONTACT },
		{ "r/programming", RQ_SECTION_NONE },
		{ "BIO-DATA", RQ_SECTION_NONE },
		{ "Academic Qualification", RQ_SECTION_EDUCATION },
		{ "EXTRA-CURRICULAR ACTIVITIES", RQ_SECTION_VOLUNTEER },
		{ "Key Projects Handled", RQ_SECTION_PROJECTS },
		{ "Languages Known", RQ_SECTION_LANGUAGES },
		{ "Corporate Experience", RQ_SECTION_WORK },
		{ "Becas y premios", RQ_SECTION_AWARDS },
		{ "Personal Qualities", RQ_SECTION_SKILLS },
		{ "Accolades / Acknowledgements", RQ_SECTION_AWARDS },
		{ "Declaration", RQ_SECTION_OTHER },
		{ "Passport Details", RQ_SECTION_CONTACT },
		{ "Réseaux sociaux", RQ_SECTION_CONTACT },
		{ "Mentions et prix", RQ_SECTION_AWARDS },
		{ "Áreas de Interés", RQ_SECTION_INTERESTS },
		{ "Cursos e aprimoramentos", RQ_SECTION_EDUCATION },
		{ "Atuação profissional", RQ_SECTION_WORK },
		{ "Zusatzqualifikationen", RQ_SECTION_SKILLS },
		{ "Anställningar", RQ_SECTION_WORK },
		{ "Om meg", RQ_SECTION_SUMMARY },
		{ "Radno iskustvo", RQ_SECTION_WORK },
		{ "Osiągnięcia", RQ_SECTION_AWARDS },
		{ "Osobní údaje", RQ_SECTION_CONTACT },
		{ "Munkatapasztalat", RQ_SECTION_WORK },
		{ "Despre mine", RQ_SECTION_SUMMARY },
		{ "İletişim", RQ_SECTION_CONTACT },
		{ "Профессиональный опыт", RQ_SECTION_WORK },
		{ "Знание языков", RQ_SECTION_LANGUAGES },
		{ "荣誉证书", RQ_SECTION_AWARDS },
		{ "科研经历", RQ_SECTION_PROJECTS },
		{ "대외활동", RQ_SECTION_VOLUNTEER },
		{ "Pengalaman Kerja", RQ_SECTION_WORK },
		{ "Kinh nghiệm làm việc", RQ_SECTION_WORK },
		{ "경력", RQ_SECTION_WORK },
		{ "Employment Record", RQ_SECTION_WORK },
		{ "University Education", RQ_SECTION_EDUCATION },
		{ "Extracurricular Activity", RQ_SECTION_VOLUNTEER },
		{ "University", RQ_SECTION_NONE },
		{ "Berufliche Stationen", RQ_SECTION_WORK },
		{ "Vida laboral", RQ_SECTION_WORK },
		{ "Trajetória profissional", RQ_SECTION_WORK },
		{ "Percorso professionale", RQ_SECTION_WORK },
		{ "Akademischer Werdegang", RQ_SECTION_EDUCATION },
		{ "Habilitações literárias", RQ_SECTION_EDUCATION },
		{ "Parcours académique", RQ_SECTION_EDUCATION },
		{ "Competencias informáticas", RQ_SECTION_SKILLS },
		{ "Savoir-être", RQ_SECTION_SKILLS },
		{ "Tech Stack", RQ_SECTION_SKILLS },
		{ "Methodenkompetenz", RQ_SECTION_SKILLS },
		{ "Competências linguísticas", RQ_SECTION_LANGUAGES },
		{ "Hobby's en interesses", RQ_SECTION_INTERESTS },
		{ "Über mich", RQ_SECTION_SUMMARY },
		{ "Sobre mí", RQ_SECTION_SUMMARY },
		{ "À propos de moi", RQ_SECTION_SUMMARY },
		{ "Chi sono", RQ_SECTION_SUMMARY },
		{ "職務要約", RQ_SECTION_SUMMARY },
		{ "求职意向", RQ_SECTION_SUMMARY },
		{ "Uber", RQ_SECTION_NONE },
		{ "Additional Information", RQ_SECTION_OTHER },
		{ "Otros datos", RQ_SECTION_OTHER },
		{ "Sonstiges", RQ_SECTION_OTHER },
		{ "Altre lingue", RQ_SECTION_LANGUAGES },
		{ "Education", RQ_SECTION_EDUCATION },
		{ "Education & Training", RQ_SECTION_EDUCATION },
		{ "Ausbildung", RQ_SECTION_EDUCATION },
		{ "Hochschulstudium", RQ_SECTION_EDUCATION },
		{ "Formation", RQ_SECTION_EDUCATION },
		{ "FORMACION ACADEMICA", RQ_SECTION_EDUCATION },
		{ "Formação acadêmica", RQ_SECTION_EDUCATION },
		{ "Istruzione", RQ_SECTION_EDUCATION },
		{ "Opleidingen", RQ_SECTION_EDUCATION },
		{ "Skills", RQ_SECTION_SKILLS },
		{ "Technical Skills", RQ_SECTION_SKILLS },
		{ "Programming Languages", RQ_SECTION_SKILLS },
		{ "EDV-Kenntnisse", RQ_SECTION_SKILLS },
		{ "Compétences", RQ_SECTION_SKILLS },
		{ "Habilidades", RQ_SECTION_SKILLS },
		{ "Competenze", RQ_SECTION_SKILLS },
		{ "Vaardigheden", RQ_SECTION_SKILLS },
		{ "Languages", RQ_SECTION_LANGUAGES },
		{ "Sprachkenntnisse", RQ_SECTION_LANGUAGES },
		{ "Idiomas", RQ_SECTION_LANGUAGES },
		{ "Talen", RQ_SECTION_LANGUAGES },
		{ "Projekte", RQ_SECTION_PROJECTS },
		{ "Selected Projects", RQ_SECTION_PROJECTS },
		{ "Selected Work", RQ_SECTION_PROJECTS },
		{ "Selected Work Experience", RQ_SECTION_WORK },
		{ "Licenses and Certifications", RQ_SECTION_CERTIFICATES },
		{ "Volunteer Experience", RQ_SECTION_VOLUNTEER },
		{ "Honors & Awards", RQ_SECTION_AWARDS },
		{ "Selected Publications", RQ_SECTION_PUBLICATIONS },
		{ "Centres d’intérêt", RQ_SECTION_INTERESTS },
		{ "Hobbys und Interessen", RQ_SECTION_INTERESTS },
		{ "Referenzen", RQ_SECTION_REFERENCES },
		{ "About me", RQ_SECTION_SUMMARY },
		{ "Summary of Qualifications", RQ_SECTION_SUMMARY },
		{ "Contact Information", RQ_SECTION_CONTACT },
		{ "Persönliche Daten", RQ_SECTION_CONTACT },
		{ "Tertiary Education", RQ_SECTION_EDUCATION },
		{ "Titulación", RQ_SECTION_EDUCATION },
		{ "Bisherige Tätigkeiten", RQ_SECTION_WORK },
		{ "Arbeidsverleden", RQ_SECTION_WORK },
		{ "Prestaties", RQ_SECTION_AWARDS },
		{ "Angaben zur Person", RQ_SECTION_CONTACT },
		{ "EXPERI ENCE", RQ_SECTION_WORK },
		{ "SKILLS -------------", RQ_SECTION_SKILLS },
		{ "1. Education", RQ_SECTION_EDUCATION },
		{ "Senior Engineer", RQ_SECTION_NONE },
		{ "Jane Doe", RQ_SECTION_NONE },
		{ "Acme Ltd", RQ_SECTION_NONE },
		{ "Education Coordinator", RQ_SECTION_NONE },
		{ "Experience with large volumes of data and cloud", RQ_SECTION_NONE },
		{ "and of the", RQ_SECTION_NONE },
		{ "jane@skills.com", RQ_SECTION_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (classify(cases[i].text) != cases[i].section)
			fail_msg("\"%s\" is %d", cases[i].text, (int)classify(cases[i].text));
}

static void a_text_is_cut_at_its_headings(void **state)
{
	static const enum rq_section wanted[] = { RQ_SECTION_NONE, RQ_SECTION_WORK,
						  RQ_SECTION_OTHER, RQ_SECTION_SKILLS };
	struct rq_document document;
	struct rq_sheet sheet;
	struct rq_block *blocks;
	size_t count;

	(void)state;
	read_text_into(&document, "Jane Doe\n\nEXPERIENCE\nNurse, City Hospital 2019 - 2021\n"
				  "- Cared for people\n\nMISCELLANEA\nMember, A Board\n\n"
				  "SKILLS\nTriage, ACLS\n");
	rq_sheet_init(&sheet, &document);
	blocks = rq_section_find(&sheet, &count);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(blocks[i].section, wanted[i]);
		assert_int_equal(blocks[i].end,
				 i + 1 < count ? blocks[i + 1].heading.line : sheet.count);
	}
	free(blocks);
	rq_sheet_free(&sheet);
	rq_document_free(&document);
}

/* The record of a text whose lines have such sizes, one each; 0 for the rest: 10. */
static json_t *build_set(const char *text, const float *sizes)
{
	struct rq_document document;
	json_t *record;

	read_text_into(&document, text);
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = *sizes > 0 ? *sizes++ : 10;
	record = build_checked(&document);
	rq_document_free(&document);
	return record;
}

/* In a sidebar stand contacts and languages, in front of the name as it is read. */
static void a_name_behind_a_sidebar_goes_on_with_none_of_its_sections(void **state)
{
	static const float sizes[] = { 12, 10, 12, 10, 24, 24, 11, 12, 10, 0 };
	static const float small[] = { 12, 10, 12, 10, 13, 13, 11, 12, 10, 0 };
	static const char text[] =
	    "Contact\njane@doe.example\nLanguages\nEnglish (native)\n"
	    "JANE\nDOE\nRegistered Nurse, Intensive Care\nSummary\n"
	    "I care for people.\nExperience\nNurse, The Hospital, 2019 - 2021\n";
	json_t *record = build_set(text, sizes);

	(void)state;
	assert_leaf(record, "/basics/name", "JANE DOE");
	assert_leaf(record, "/basics/label", "Registered Nurse, Intensive Care");
	assert_length(record, "/languages", 1);
	assert_leaf(record, "/basics/summary", "I care for people.");
	json_decref(record);
	record = build_set(text, small);
	assert_length(record, "/languages", 5);
	json_decref(record);
}

/* A large line far from the next heading is of its section. */
static void a_large_line_in_a_section_ends_it_only_near_the_next_heading(void **state)
{
	static const float sizes[] = { 14, 10, 14, 10, 24, 0 };
	json_t *record =
	    build_set("Skills\nGo\nExperience\nNurse, The Hospital, 2019 - 2021\n"
		      "Jane Doe\n- One\n- Two\n- Three\n- Four\n- Five\n- Six\n- Seven\n"
		      "Languages\nEnglish\n",
		      sizes);

	(void)state;
	assert_leaf(record, "/work/0/highlights/6", "Seven");
	json_decref(record);
}

/* A group of skills may be called so. */
static void languages_among_skills_are_those_of_programs(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nTechnical Skills\n\nLanguages\n"
				    "Go, Python\nInfrastructure\nKubernetes\n\nLanguages\n"
				    "EnglishNative\n");

	(void)state;
	assert_leaf(record, "/skills/0/name", "Go");
	assert_leaf(record, "/languages/0/language", "EnglishNative");
	assert_length(record, "/languages", 1);
	json_decref(record);
	record = build_text("Jane Doe\njane@doe.org\n\nLanguages\nKlingon\n\nSkills\nGo\n");
	assert_leaf(record, "/languages/0/language", "Klingon");
	json_decref(record);
}

/* What stands below the heading tells what it heads. */
static void qualifications_may_be_degrees_and_courses_none(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nQualifications\n"
				    "BA (Hons) Accounting\nCardiff University\n2012 - 2015\n\n"
				    "Courses\nGreen Belt, 2019\nScrum Fundamentals, 2021\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "Cardiff University");
	assert_leaf(record, "/education/0/studyType", "BA (Hons) Accounting");
	assert_length(record, "/education", 1);
	assert_leaf(record, "/certificates/0/name", "Green Belt");
	assert_leaf(record, "/certificates/0/date", "2019");
	assert_leaf(record, "/certificates/1/name", "Scrum Fundamentals");
	json_decref(record);
	record = build_text("Jane Doe\njane@doe.org\n\nQualifications\nBudgeting since 2012\n"
			    "Xero\n\nCourses and Education\nGreen Belt, 2019\n\n"
			    "Training\nMaster of Wine, University of Bordeaux, 2019\n");
	assert_leaf(record, "/skills/1/name", "Xero");
	assert_length(record, "/education", 2);
	assert_no_leaf(record, "/certificates");
	json_decref(record);
	record = build_text("Jane Doe\njane@doe.org\n\nQualifications\nMaster data\n"
			    "University networks\n");
	assert_length(record, "/skills", 2);
	json_decref(record);
}

static void a_bracket_parts_languages_where_nothing_else_does(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nIdiomas\n"
				    "Español y catalán (nativa) inglés (C1)\n");

	(void)state;
	assert_length(record, "/languages", 3);
	assert_leaf(record, "/languages/1/fluency", "nativa");
	assert_leaf(record, "/languages/2/language", "inglés");
	assert_leaf(record, "/languages/2/fluency", "C1");
	json_decref(record);
}

static void a_heading_may_go_on_in_its_line(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nSkills: Go, Rust\n\n"
				    "Languages: German (native), English\n");

	(void)state;
	assert_leaf(record, "/skills/0/name", "Go");
	assert_leaf(record, "/skills/1/name", "Rust");
	assert_leaf(record, "/languages/0/language", "German");
	assert_leaf(record, "/languages/0/fluency", "native");
	json_decref(record);
}

static void headings_may_stand_in_the_margin(void **state)
{
	static const char rows[] =
	    "Personal information\tJane Doe\nExperience\tAcme Corp.\tJanuary 2019 to "
	    "Present\nEngineer\tSan Jose, CA\n"
	    "Education\tUniversity of California\t2012 to 2016\nProjects\tSolar Boat\n"
	    "Skills\tC, POSIX\n";
	static const char apart[] =
	    "Jane Doe\nExperience\n\nAcme Corp.\tJanuary 2019 to Present\nEngineer\n"
	    "Experience\tten years\nSkills\tC, POSIX\n";
	json_t *record = build_text(rows);

	(void)state;
	assert_leaf(record, "/basics/name", "Jane Doe");
	assert_no_leaf(record, "/basics/label");
	assert_leaf(record, "/work/0/name", "Acme Corp.");
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_leaf(record, "/education/0/institution", "University of California");
	assert_leaf(record, "/projects/0/name", "Solar Boat");
	json_decref(record);
	record = build_text(apart); /* one such row is a row */
	assert_length(record, "/work", 1);
	json_decref(record);
}

static void larger_type_makes_a_heading_of_unknown_words(void **state)
{
	struct rq_document document;
	struct rq_sheet sheet;
	struct rq_block *blocks;
	size_t count;

	(void)state;
	read_text_into(&document, "Education\nCity University 2001 - 2005\nMiscellanea\n"
				  "I was born on a boat.\nSkills\nRowing\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i % 2 ? 10.0f : 14.0f;
	rq_sheet_init(&sheet, &document);
	blocks = rq_section_find(&sheet, &count);
	assert_int_equal(count, 3);
	assert_int_equal(blocks[1].section, RQ_SECTION_OTHER);
	free(blocks);
	rq_sheet_free(&sheet);
	rq_document_free(&document);
}

static void a_heading_may_have_a_bullet_where_it_is_set_as_one(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document,
		       "Jane Doe\njane@doe.org\nEXPERIENCE\nNurse\n2019 - 2021\n"
		       "Languages\nEDUCATIONAL BACKGROUND\nCity University 2001 - 2005\n");
	document.lines[5].kind = document.lines[6].kind = RQ_LINE_ITEM;
	document.lines[6].bold = true;
	record = build_checked(&document);
	assert_leaf(record, "/work/0/highlights/0", "Languages");
	assert_leaf(record, "/education/0/institution", "City University");
	json_decref(record);
	rq_document_free(&document);
}

static void a_section_ends_at_the_next_heading_of_its_depth(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\n"
				    "## Languages\nEnglish (C2)\n\n"
				    "## Qwerty\nVim\n\n"
				    "### Asdf\nEmacs\n");

	(void)state;
	assert_leaf(record, "/languages/0/language", "English");
	assert_no_leaf(record, "/languages/1");
	json_decref(record);
}

/* As office files set both: in type of one size. */
static void a_deeper_heading_of_the_same_size_ends_no_section(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "Jane Doe\n\n## Experience\n### Qwerty\nAsdf · Madison, WI\n"
				  "2019 - 2021\nKept books\n## Skills\nExcel\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = document.lines[i].level > 0 ? 14.0f : 11.0f;
	record = build_checked(&document);
	assert_length(record, "/work", 1);
	assert_leaf(record, "/work/0/position", "Qwerty");
	assert_leaf(record, "/work/0/name", "Asdf");
	json_decref(record);
	rq_document_free(&document);
}

static void a_deeper_heading_ends_no_section(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\n"
				    "## Experience\n\n"
				    "### Qwerty\nSoftware Engineer\n2019 - 2021\n\n"
				    "### Asdf\nSoftware Engineer\n2017 - 2018\n");

	(void)state;
	assert_leaf(record, "/work/0/startDate", "2019");
	assert_leaf(record, "/work/1/startDate", "2017");
	json_decref(record);
}

static void a_heading_with_words_that_no_list_knows_loses_none(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\n"
				    "## Skills\nVim, Emacs\n\n"
				    "## Qwerty Experience\nSoftware Engineer\n2019 - 2021\n");

	(void)state;
	assert_leaf(record, "/work/0/position", "Software Engineer");
	assert_leaf(record, "/unplaced/0", "Qwerty Experience");
	json_decref(record);
}

static void a_heading_with_a_time_is_one_of_an_entry(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\n"
				    "## Experience\n\n"
				    "## Qwerty\nSoftware Engineer\n2019 - 2021\n\n"
				    "## Asdf\nSoftware Engineer\n2017 - 2018\n");

	(void)state;
	assert_leaf(record, "/work/0/startDate", "2019");
	assert_leaf(record, "/work/1/startDate", "2017");
	json_decref(record);
}

static void the_words_are_in_order(void **state)
{
	static const char *const words[] = {
#define WORD(word, kinds) word,
#define MONTH_WORD(word, kinds, month) word,
#define HEADING_WORD(word, kinds, section, rank) word,
#include "resume/words.h"
	};
	const size_t count = sizeof words / sizeof words[0];

	(void)state;
	for (size_t i = 0; i + 1 < count; i++)
		if (strcmp(words[i], words[i + 1]) >= 0)
			fail_msg("\"%s\" stands before \"%s\"", words[i], words[i + 1]);
	for (size_t i = 0; i < count; i++) {
		struct rq_word word = rq_word_find(words[i], strlen(words[i]));

		if (!word.kinds && !word.section)
			fail_msg("\"%s\" is not found", words[i]);
	}
	assert_int_equal(rq_word_find("nurs", 4).kinds, 0);
	assert_int_equal(rq_word_find("nursesx", 7).kinds, 0);
}

/* What a heading could say, in small type right below a title and its time. */
static void an_employer_below_a_time_is_no_heading(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "Jane Doe\nEDUCATION\nUniversity of Oslo, 2001 - 2005\n\n"
				  "WORK EXPERIENCE\n\nWelder\tMay 2018 - May 2019\n"
				  "Research and Education\nMended what was brought.\n\n"
				  "Turner\tMay 2016 - May 2018\nTourism industry\nTurned it.\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i < 2 || i == 3 ? 17 : 10;
	record = build_checked(&document);
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/name", "Research and Education");
	json_decref(record);
	rq_document_free(&document);
}

/* A sign in front of headings, which are larger than all else, is no bullet of a list. */
static void a_large_heading_may_have_a_sign_in_front(void **state)
{
	struct rq_document document;
	json_t *record;

	(void)state;
	read_text_into(&document, "Jane Doe\n- Employment History\nWelder at Acme GmbH\n"
				  "2018 - 2019\n- Mended what was brought\n");
	for (size_t i = 0; i < document.count; i++)
		document.lines[i].size = i < 2 ? 18 : 11;
	record = build_checked(&document);
	assert_leaf(record, "/work/0/name", "Acme GmbH");
	json_decref(record);
	rq_document_free(&document);
}

/* The first row of a section may name an employer alone, with what somebody was there below. */
static void headings_in_the_margin_stand_beside_an_employer(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEDUCATION\tUniversity of Oslo, Norway\n"
				    "B.S. in Geography\tMay 2002 - May 2005\n\n"
				    "WORK\tAcme GmbH, Berlin\nWelder\tMay 2006 - May 2009\n\n"
				    "LANGUAGES\tEnglish: native\n");

	(void)state;
	assert_leaf(record, "/education/0/institution", "University of Oslo");
	assert_leaf(record, "/work/0/name", "Acme GmbH");
	assert_leaf(record, "/work/0/position", "Welder");
	assert_leaf(record, "/languages/0/language", "English");
	json_decref(record);
}

/* In front of what it says stand the head of the résumé again, and whom it is sent to. */
static void a_letter_behind_the_resume_is_of_no_section(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nPublications\n"
				    "- On welding, 2019\n- On rivets, 2021\n\n"
				    "Jane Doe\njane@doe.org\n\n"
				    "Acme GmbH\nHafenstr. 12\n28195 Bremen\n\n"
				    "Dear Ms Voss,\n\nI should like to weld for you.\n\n"
				    "Yours sincerely,\nJane Doe\n");
	json_t *resume = json_object_get(record, "resume");

	(void)state;
	assert_int_equal(json_array_size(json_object_get(resume, "publications")), 2);
	assert_leaf(record, "/unplaced/0", "Jane Doe");
	assert_leaf(record, "/unplaced/5", "Dear Ms Voss,");
	assert_int_equal(json_integer_value(json_object_get(record, "coverage")), 10000);
	json_decref(record);
}

/* Nothing ends it, nor is it a greeting that stands in a sentence. */
static void a_greeting_alone_begins_no_letter(void **state)
{
	json_t *record = build_text("Jane Doe\njane@doe.org\n\nPublications\n"
				    "- Dear Ms Voss,\n- On rivets, 2021\n");

	(void)state;
	assert_leaf(record, "/publications/0/name", "Dear Ms Voss,");
	json_decref(record);
	record = build_text("Jane Doe\njane@doe.org\n\nInterests\nRivets\n\nDear Ms Voss,\n"
			    "what a fine book\n");
	assert_no_leaf(record, "/unplaced");
	json_decref(record);
}

static void a_word_is_one_of_a_list_whole_or_not_at_all(void **state)
{
	static const char list[] = " from to tot ";

	(void)state;
	assert_true(rq_word_is_one_of("from", 4, list));
	assert_true(rq_word_is_one_of("tots", 3, list));
	assert_false(rq_word_is_one_of("fro", 3, list));
	assert_false(rq_word_is_one_of("rom", 3, list));
	assert_false(rq_word_is_one_of("from to", 7, list));
	assert_false(rq_word_is_one_of("", 0, list));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_known_in_many_languages),
		cmocka_unit_test(a_text_is_cut_at_its_headings),
		cmocka_unit_test(a_heading_may_go_on_in_its_line),
		cmocka_unit_test(a_name_behind_a_sidebar_goes_on_with_none_of_its_sections),
		cmocka_unit_test(a_large_line_in_a_section_ends_it_only_near_the_next_heading),
		cmocka_unit_test(languages_among_skills_are_those_of_programs),
		cmocka_unit_test(a_bracket_parts_languages_where_nothing_else_does),
		cmocka_unit_test(qualifications_may_be_degrees_and_courses_none),
		cmocka_unit_test(headings_may_stand_in_the_margin),
		cmocka_unit_test(larger_type_makes_a_heading_of_unknown_words),
		cmocka_unit_test(a_heading_may_have_a_bullet_where_it_is_set_as_one),
		cmocka_unit_test(a_section_ends_at_the_next_heading_of_its_depth),
		cmocka_unit_test(a_deeper_heading_of_the_same_size_ends_no_section),
		cmocka_unit_test(a_deeper_heading_ends_no_section),
		cmocka_unit_test(a_heading_with_words_that_no_list_knows_loses_none),
		cmocka_unit_test(a_heading_with_a_time_is_one_of_an_entry),
		cmocka_unit_test(the_words_are_in_order),
		cmocka_unit_test(a_word_is_one_of_a_list_whole_or_not_at_all),
		cmocka_unit_test(an_employer_below_a_time_is_no_heading),
		cmocka_unit_test(a_large_heading_may_have_a_sign_in_front),
		cmocka_unit_test(headings_in_the_margin_stand_beside_an_employer),
		cmocka_unit_test(a_letter_behind_the_resume_is_of_no_section),
		cmocka_unit_test(a_greeting_alone_begins_no_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
