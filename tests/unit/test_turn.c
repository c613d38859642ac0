/* document/turn, resume/typeset: where a line's type turns bold or italic, and what that parts. */

#include "unit.h"

#include <string.h>

#include "document_kit.h"
#include "resume_text.h"

static void read_page(const char *page, const char *name, struct rq_document *document)
{
	struct rq_error err = { 0 };

	rq_document_init(document);
	assert_works(rq_document_read(page, strlen(page), name, document, &err), err);
}

/* The last line, with a bar where its type turns. */
static void assert_turns(const struct rq_document *document, const char *wanted)
{
	const struct rq_line *line = &document->lines[document->count - 1];
	const char *text = line->text;
	char shown[256] = "";
	size_t words = 0, used = 0, turn = 0;

	for (size_t i = 0; text[i]; i++) {
		bool begins = text[i] != ' ' && text[i] != '\t' &&
			      (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t');

		if (begins && turn < RQ_TURNS && line->turns.words[turn] > 0 &&
		    line->turns.words[turn] == words) {
			shown[used++] = '|';
			turn++;
		}
		words += begins;
		shown[used++] = text[i];
	}
	assert_string_equal(shown, wanted);
}

static void assert_page_turns(const char *page, const char *name, const char *wanted)
{
	struct rq_document document;

	read_page(page, name, &document);
	assert_turns(&document, wanted);
	rq_document_free(&document);
}

#define HTML(body) "<!DOCTYPE html><html><body><p>Jane</p>" body "</body></html>"

static void pages_tell_where_their_type_turns(void **state)
{
	(void)state;
	assert_page_turns(HTML("<p><b>Shift Lead</b> Acme <i>Kassel</i></p>"), "cv.html",
			  "Shift Lead |Acme |Kassel");
	assert_page_turns(HTML("<p>Acme <em>and <strong>more</strong></em></p>"), "cv.html",
			  "Acme |and |more");
	/* inside of a word, and between words of one type, nothing turns */
	assert_page_turns(HTML("<p><b>E</b>ngineer <b>A</b><b>cme</b></p>"), "cv.html",
			  "Engineer |Acme");
	assert_page_turns(HTML("<p><b>Shift</b> <b>Lead</b></p>"), "cv.html", "Shift Lead");
	/* cells of a row, behind each other */
	assert_page_turns(HTML("<table><tr><td>2018</td><td><b>Lead</b> Acme</td></tr></table>"),
			  "cv.html", "2018\tLead |Acme");
	/* a bullet is no word of the line */
	assert_page_turns(HTML("<p>o <b>Lead</b> Acme</p>"), "cv.html", "Lead |Acme");
	/* more than are kept */
	assert_page_turns(HTML("<p>a <b>b</b> c <b>d</b> e <b>f</b> g</p>"), "cv.html",
			  "a |b |c |d |e f g");
}

static void markdown_tells_where_its_type_turns(void **state)
{
	(void)state;
	assert_page_turns("# Jane\n\n**Shift Lead** Acme *Kassel*\n", "cv.md",
			  "Shift Lead |Acme |Kassel");
	assert_page_turns("# Jane\n\n**[Écurie](https://a.example)** *Acme*\n", "cv.md",
			  "Écurie (https://a.example) |Acme");
	assert_page_turns("# Jane\n\n- **all** _of_ it\n", "cv.md", "all |of |it");
	assert_page_turns("# Jane\n\nsnake_case `code` 3 * 4\n", "cv.md", "snake_case code 3 * 4");
}

static void office_files_tell_where_their_type_turns(void **state)
{
	(void)state;
	assert_page_turns("{\\rtf1\\ansi Jane\\par{\\b Shift Lead} Acme {\\i Kassel}\\par}",
			  "cv.rtf", "Shift Lead |Acme |Kassel");
	assert_page_turns("{\\rtf1\\ansi Jane\\par{\\b\\'c9cole} \\'c9lite\\par}", "cv.rtf",
			  "École |Élite");
	assert_page_turns("{\\rtf1\\ansi Jane\\par{\\b one}two {\\b two}\\par}", "cv.rtf",
			  "onetwo |two");
}

/* Each byte is counted once, however often the type turns: else these would take hours. */
static void a_line_of_many_turns_is_read_in_time(void **state)
{
	enum { TIMES = 100000 };
	static const char *const pieces[] = { "*a*.**b**.", "*a* **b** ",
					      "<td><b>a</b>.<i>b</i></td>", "<b>a</b>.<i>b</i>.",
					      "{\\b a}.{\\i b}." };
	static const char *const heads[] = { "# Jane\n\n", "# Jane\n\n", "<html><table><tr>",
					     "<html><p>", "{\\rtf1 " };
	static const char *const names[] = { "cv.md", "cv.md", "cv.html", "cv.html", "cv.rtf" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		size_t length = strlen(pieces[i]), head = strlen(heads[i]);
		char *text = malloc(head + TIMES * length + 1);
		struct rq_document document;
		struct rq_error err = { 0 };

		memcpy(text, heads[i], head);
		for (size_t k = 0; k < TIMES; k++)
			memcpy(text + head + k * length, pieces[i], length);
		rq_document_init(&document);
		(void)rq_document_read(text, head + TIMES * length, names[i], &document, &err);
		rq_document_free(&document);
		free(text);
	}
}

/* A job each, with nothing between its title and its employer but the type. */
static json_t *build_page(const char *page)
{
	struct rq_document document;
	json_t *record;

	read_page(page, "cv.html", &document);
	record = build_checked(&document);
	rq_document_free(&document);
	return record;
}

static void type_alone_parts_title_from_employer(void **state)
{
	json_t *record = build_page(HTML("<h2>Experience</h2>"
					 "<p><b>Crucible Keeper</b> Fennimore</p>"
					 "<p>Mar 2020 – Present | Duluth, MN</p>"
					 "<p><b>Shift Lead</b> Tallow &amp; Wick</p>"
					 "<p>Jan 2014 – May 2017 | Chicago, IL</p>"
					 "<h2>Education</h2>"
					 "<p><b>B.A., Chemistry</b> <i>University of Wisconsin</i> "
					 "(2010 – 2014)</p>"));

	(void)state;
	assert_length(record, "/work", 2);
	assert_leaf(record, "/work/0/position", "Crucible Keeper");
	assert_leaf(record, "/work/0/name", "Fennimore");
	assert_leaf(record, "/work/1/position", "Shift Lead");
	assert_leaf(record, "/work/1/name", "Tallow & Wick");
	assert_leaf(record, "/education/0/studyType", "B.A.");
	assert_leaf(record, "/education/0/area", "Chemistry");
	assert_leaf(record, "/education/0/institution", "University of Wisconsin");
	json_decref(record);
}

static void one_name_stays_one_however_it_is_set(void **state)
{
	json_t *record = build_page(HTML("<h2>Experience</h2>"
					 "<p>Head of <b>Marketing</b></p>"
					 "<p><b>Acme</b> Inc.</p><p>2018 – 2020</p>"
					 "<p><b>Member</b> of the <i>Board</i></p>"
					 "<p>Sample GmbH</p><p>2014 – 2017</p>"));

	(void)state;
	assert_leaf(record, "/work/0/position", "Head of Marketing");
	assert_leaf(record, "/work/0/name", "Acme Inc.");
	assert_leaf(record, "/work/1/position", "Member of the Board");
	assert_leaf(record, "/work/1/name", "Sample GmbH");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_tell_where_their_type_turns),
		cmocka_unit_test(markdown_tells_where_its_type_turns),
		cmocka_unit_test(office_files_tell_where_their_type_turns),
		cmocka_unit_test(a_line_of_many_turns_is_read_in_time),
		cmocka_unit_test(type_alone_parts_title_from_employer),
		cmocka_unit_test(one_name_stays_one_however_it_is_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
