/* document/stylesheet, selector, media, cascade, navigation: which text of a page is seen. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document_kit.h"
#include "lines.h"

/* Reads a page with that sheet and body behind one line. */
static struct rq_document read_page(const char *sheet, const char *body)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char page[1024];

	(void)snprintf(page, sizeof page,
		       "<!DOCTYPE html><html><head><style>%s</style></head><body><p>Jane</p>%s"
		       "</body></html>",
		       sheet, body);
	assert_works(read_bytes(copy_bytes(page, strlen(page)), "cv.html", &document, &err), err);
	return document;
}

static void assert_hides(const char *sheet, const char *body, enum rq_hidden_kind kind)
{
	struct rq_document document = read_page(sheet, body);

	if (document.hidden.count != 1 || document.hidden.texts[0].kind != kind)
		fail_msg("not hidden, or not so: %s %s", sheet, body);
	assert_non_null(strstr(document.hidden.texts[0].kept, "smuggled"));
	assert_lines(&document, LINES("T Jane"));
	rq_document_free(&document);
}

static void assert_seen(const char *sheet, const char *body)
{
	struct rq_document document = read_page(sheet, body);

	if (document.hidden.count != 0 || document.count != 2)
		fail_msg("not seen: %s %s", sheet, body);
	assert_lines(&document, LINES("T Jane", "T worked"));
	rq_document_free(&document);
}

static void each_way_to_hide_is_known(void **state)
{
	static const struct {
		const char *style;
		enum rq_hidden_kind kind;
	} ways[] = {
		{ "display:none", RQ_HIDDEN_VANISH },
		{ "visibility:hidden", RQ_HIDDEN_VANISH },
		{ "display:none;display:bogus", RQ_HIDDEN_VANISH },
		{ "display:none!important;display:block", RQ_HIDDEN_VANISH },
		{ "font-size:0", RQ_HIDDEN_TINY },
		{ "font-size:.1em", RQ_HIDDEN_TINY },
		{ "opacity:.01", RQ_HIDDEN_INVISIBLE },
		{ "color:transparent", RQ_HIDDEN_INVISIBLE },
		{ "color:rgba(0,0,0,0)", RQ_HIDDEN_INVISIBLE },
		{ "color:#fff", RQ_HIDDEN_WHITE },
		{ "background:#123 none;color:rgb(17 34 50)", RQ_HIDDEN_WHITE },
		{ "position:absolute;left:-9999px", RQ_HIDDEN_OFF_PAGE },
		{ "transform:translateX(-9999px)", RQ_HIDDEN_OFF_PAGE },
		{ "position:absolute;clip:rect(0 0 0 0)", RQ_HIDDEN_CLIPPED },
		{ "clip-path: inset(50%)", RQ_HIDDEN_CLIPPED },
		{ "height:1px;overflow:hidden", RQ_HIDDEN_CLIPPED },
	};
	char sheet[256];

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		(void)snprintf(sheet, sizeof sheet, ".x{%s}", ways[i].style);
		assert_hides(sheet, "<p class=x>smuggled</p>", ways[i].kind);
	}
}

static void each_selector_that_hides_is_understood(void **state)
{
	static const char *const sheets[] = {
		".x{display:none}",
		"#i { display : NONE }",
		"P.x.y{display:none}",
		"h1,.x , h2{display:none}",
		"div .x{display:none}",
		"body>section>div>p{display:none}",
		"body section div p{display:none}",
		"[hidden],.x{display:none}",
		"[data-k='v']{display:none}",
		".y:not(#z){display:none} p:first-child{display:block}",
		":is(.x){display:none}",
		".x:nth-child(1n){display:none}",
		"h1 ~ .x{display:none}",
		".\\78{display:none}",
		".x{d\\69splay:none}",
		".x{display/**/:/*;}*/none}",
		"/* .q{ */ .x{display:none}",
		"<!-- .x{display:none} -->",
		"@import url('a;b.css'); .x{display:none}",
		"@media screen{.x{display:none}}",
		"@media all and (min-width:1px){.x{display:none}}",
		"@media not print{.x{display:none}}",
		"@supports (display:grid){@media screen{.x{display:none}}}",
		"@layer a{.x{display:none}}",
		".q::after{content:'}'} .x{display:none}",
		".x{.q{color:red} display:none}",
		"section,h1{color:red; div, b{.x{display:none}}}",
		".x{&.y{display:none}}",
		".x{display:block; &{display:none}}",
		".x{@media screen{display:none}}",
		".x{display:none", /* browsers close what is open */
		".x{display:none} .x:hover{display:block}",
		".x{display:none} .x:nth-child(9){display:block}",
		".x{display:none} @media print{.x{display:block}}",
		".x{display:none} @supports (no:way){.x{display:block}}",
		".x{display:none} ;.x{display:block}",
		".x{display:none} .x,::no-such{display:block}",
		".x{display:none} .X{display:block}",
		".x{display:none!important} #i{display:block}",
		"#i{display:none} .x.y{display:block}",
		"div{display:none} .x{display:block}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++)
		assert_hides(
		    sheets[i],
		    "<section><div><p id=i class='y x' data-k=v>smuggled</p></div></section>",
		    RQ_HIDDEN_VANISH);
}

static void what_prevails_shows(void **state)
{
	static const char *const sheets[] = {
		".x{display:none} .x.y{display:block}",
		".x{display:none} .x{display:block}",
		"#i{display:block} .x{display:none}",
		".x{display:block!important} #i{display:none}",
		"div{visibility:hidden} .x{visibility:visible}",
		"div{font-size:0} .x{font-size:14px}",
		"div{background:#123} .x{color:#fff}",
		"div{background:url(a.png)} .x{color:#fff}",
		".x:hover{display:none}",
		".x{&:hover{display:none}}",
		"h1{.x{display:none}}",
		".x::before{display:none}",
		".z,.x:not(.y){display:none}",
		"section>p{display:none}",
		"p p{display:none}",
		".a .x{display:none}",
		"[data-k=w]{display:none}",
		"@media print{.x{display:none}}",
		"@media (max-width:600px){.x{display:none}}",
		"@media not screen{.x{display:none}}",
		"@keyframes k{from{opacity:0}}",
		"/* .x{display:none} */",
		".q{content:'.x{display:none}'}",
		".x{opacity:.9;left:-3px;font-size:62.5%;color:#bbb}",
		":nth-child(2){display:none}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++)
		assert_seen(
		    sheets[i],
		    "<section><div><p id=i class='x y' data-k=v>worked</p></div></section>");
}

static void attributes_yield_to_rules_and_rules_to_styles(void **state)
{
	(void)state;
	assert_hides("", "<p hidden>smuggled</p>", RQ_HIDDEN_VANISH);
	assert_seen("p{display:block}", "<p hidden>worked</p>");
	assert_seen(".x{display:none}", "<p class=x style='display:block'>worked</p>");
	assert_hides(".x{display:none!important}", "<p class=x style='display:block'>smuggled</p>",
		     RQ_HIDDEN_VANISH);
	assert_hides("", "<dialog>smuggled</dialog>", RQ_HIDDEN_VANISH);
	assert_seen("", "<dialog open><p>worked</p></dialog>");
	assert_seen("", "<details><p>worked</p></details>");
	assert_hides("", "<font color=white>smuggled</font>", RQ_HIDDEN_WHITE);
}

static void only_sheets_that_browsers_read_are_read(void **state)
{
	(void)state;
	assert_hides("", "<p class=x>smuggled</p><style>.x{display:none}</style>",
		     RQ_HIDDEN_VANISH);
	assert_hides(".x{display:none}",
		     "<template><style>.x{display:block}</style></template>"
		     "<p class=x>smuggled</p>",
		     RQ_HIDDEN_VANISH);
	assert_hides(".x{display:none}",
		     "<style type=text/x>.x{display:block}</style><p class=x>smuggled</p>",
		     RQ_HIDDEN_VANISH);
	assert_seen("", "<style media=print>.x{display:none}</style><p class=x>worked</p>");
}

static void a_list_of_the_own_sections_is_no_text(void **state)
{
	(void)state;
	assert_seen("", "<nav><ul><li><a href='#work'>Work</a><li><a href='#b'>B</a></ul></nav>"
			"<div id=work><p id='b'>worked</p></div>");
	assert_seen("", "<nav><a href='#'>worked</a></nav>");
	assert_seen("", "<nav><a href='#gone'>wor</a><a href='#away'>ked</a></nav>");
	assert_seen("", "<nav id=b>wor<a href='#b'>k</a><a href='#b'>ed</a></nav>");
}

static void sheets_over_a_limit_are_refused(void **state)
{
	static const char head[] = "<html><style>", tail[] = "</style><p>Jane</p></html>";
	static const char *const rules[] = { ".x{top:0}", "@media all{" };
	static const enum rq_code codes[] = { RQ_TOO_LARGE, RQ_TOO_DEEP };
	struct rq_document document;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		size_t each = strlen(rules[i]), count = RQ_MAX_STYLE_RULES + 1;
		struct rq_error err = { 0 };
		char *page = malloc(sizeof head + sizeof tail + each * count), *to;

		assert_non_null(page);
		to = stpcpy(page, head);
		for (size_t j = 0; j < count; j++)
			to = stpcpy(to, rules[i]);
		to = stpcpy(to, tail);
		assert_int_equal(
		    read_bytes(copy_bytes(page, (size_t)(to - page)), "cv.html", &document, &err),
		    -1);
		assert_int_equal(err.code, codes[i]);
		rq_document_free(&document);
		free(page);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_to_hide_is_known),
		cmocka_unit_test(each_selector_that_hides_is_understood),
		cmocka_unit_test(what_prevails_shows),
		cmocka_unit_test(attributes_yield_to_rules_and_rules_to_styles),
		cmocka_unit_test(only_sheets_that_browsers_read_are_read),
		cmocka_unit_test(a_list_of_the_own_sections_is_no_text),
		cmocka_unit_test(sheets_over_a_limit_are_refused),
	};

	return cmocka_run_group_tests_name("stylesheet", tests, NULL, NULL);
}
