/* document/css, css_look, css_place, css_variable, color: what styles let people see. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document_kit.h"
#include "lines.h"

/* A page with that sheet, whose second paragraph has that style. */
static struct rq_document read_styled(const char *sheet, const char *style)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char page[2048];

	(void)snprintf(page, sizeof page,
		       "<!DOCTYPE html><html><head><style>%s</style></head><body><p>Jane</p>"
		       "<div class=o><p class=x style='%s'>smuggled</p></div></body></html>",
		       sheet, style);
	assert_works(read_bytes(copy_bytes(page, strlen(page)), "cv.html", &document, &err), err);
	return document;
}

static void assert_hides(const char *sheet, const char *style, const char *kind)
{
	struct rq_document document = read_styled(sheet, style);

	if (document.count != 1)
		fail_msg("seen: %s %s", sheet, style);
	assert_hidden(&document, kind, 8);
	rq_document_free(&document);
}

static void assert_shows(const char *sheet, const char *style)
{
	struct rq_document document = read_styled(sheet, style);

	if (document.count != 2 || document.hidden.count != 0)
		fail_msg("hidden: %s %s", sheet, style);
	rq_document_free(&document);
}

static void assert_each_hides(const char *kind, const char *const *styles)
{
	for (; *styles; styles++)
		assert_hides("", *styles, kind);
}

#define EACH(...)                                                                                  \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}

static void white_is_white_in_each_notation(void **state)
{
	(void)state;
	assert_each_hides(
	    "white",
	    EACH("color:White", "color:rgb(100%, 100%, 100%)", "color:rgb(255 255 255)",
		 "color:rgba(255,255,255,.5)", "color:hsl(0, 0%, 100%)", "color:hsl(120deg 0% 99%)",
		 "color:hwb(0 100% 0%)", "color:lab(100% 0 0)", "color:oklch(1 0 0)",
		 "color:color(srgb 1 1 1)", "color:Canvas", "color:light-dark(white, black)",
		 "-webkit-text-fill-color:#fff", "background:hsl(240,100%,50%);color:blue",
		 "background:linear-gradient(to right,#fff,#fefefe 50%);color:#fff"));
	assert_each_hides("invisible",
			  EACH("color:#00000003", "-webkit-text-fill-color:transparent",
			       "color:hsla(0,0%,0%,0)", "color:rgb(0 0 0 / 3%)"));
	assert_shows("", "color:hsl(210,50%,20%)");
	assert_shows("", "color:rgb(0 0 0 / 80%)");
	assert_shows("", "color:lab(20% 0 0)");
	assert_shows("", "color:#fff;background:linear-gradient(#fff,#123)");
	assert_shows("", "color:#fff;-webkit-text-fill-color:#123");
}

/* As headings are that a gradient is seen through. */
static void letters_may_show_what_is_behind_them(void **state)
{
	(void)state;
	assert_shows("", "background:linear-gradient(#00f,#0a0);-webkit-background-clip:text;"
			 "color:transparent");
	assert_shows("", "background-image:linear-gradient(#00f,#0a0);background-clip:text;"
			 "-webkit-text-fill-color:transparent");
	assert_hides("", "background:linear-gradient(#00f,#0a0);color:transparent", "invisible");
}

static void type_may_be_too_small_by_each_size(void **state)
{
	(void)state;
	assert_each_hides("tiny", EACH("font:0/0 a", "font:italic 700 1px/1 Arial",
				       "font-size:calc(0px)", "font-size:calc(1px * .1)",
				       "font-size:min(0px, 9px)", "font-size:max(0px, 1px)",
				       "font-size:.01vw", "font-size:.01cm", "zoom:.01", "zoom:1%",
				       "letter-spacing:-1em", "letter-spacing:-12px"));
	assert_shows("", "font:bold 12px/1.2 Arial");
	assert_shows("", "font:1 2 3");
	assert_shows("", "font-size:calc(1rem + 1vw)");
	assert_shows("", "font-size:clamp(8px,2vw,20px)");
	assert_shows("", "letter-spacing:-.02em");
	assert_shows("", "zoom:normal");
}

static void a_text_may_be_far_away(void **state)
{
	(void)state;
	assert_each_hides(
	    "off-page",
	    EACH("text-indent:-99em", "text-indent:9999px",
		 "text-indent:100%;overflow:hidden;white-space:nowrap",
		 "position:absolute;left:-999em", "position:absolute;left:-1000%",
		 "position:absolute;right:-9999px", "position:fixed;left:-100vw",
		 "position:absolute;inset:-9999px auto auto -9999px", "margin:0 0 0 -9999px",
		 "margin-top:-9999px", "transform:translate(0, -9999px)",
		 "transform:rotate(0deg) translateX(-9999px)", "translate:0 -9999px"));
	assert_shows("", "left:-9999px"); /* without a position it moves nothing */
	assert_shows("", "margin:0 -9999px;padding:0 9999px");
	assert_shows("", "position:relative;left:-10px");
	assert_shows("", "transform:translate(-50%,-50%)");
}

static void a_text_may_be_drawn_together(void **state)
{
	(void)state;
	assert_each_hides(
	    "invisible",
	    EACH("transform:scale(.001)", "transform:scaleX(0)", "transform:scaleY(0)",
		 "transform:scale3d(0,0,0)", "transform:matrix(0,0,0,0,0,0)",
		 "transform:rotateX(90deg)", "transform:rotateY(.25turn)", "scale:0", "opacity:1%",
		 "opacity:calc(0)", "filter:blur(1px) opacity(0)", "mix-blend-mode:screen",
		 "mask-image:linear-gradient(transparent,transparent)"));
	assert_hides("", "content-visibility:hidden", "vanish");
	assert_shows("", "transform:scale(1.05) rotate(180deg)");
	assert_shows("", "transform:matrix(1,0,0,1,0,0)");
	assert_shows("", "filter:opacity(80%)");
	assert_shows("", "background:#123;color:#fff;mix-blend-mode:screen");
	assert_shows("", "mask-image:linear-gradient(#000,transparent)");
}

static void a_text_may_be_cut_off(void **state)
{
	(void)state;
	assert_each_hides("clipped",
			  EACH("clip-path:polygon(0 0,0 0,0 0)", "clip-path:inset(0 100% 0 0)",
			       "clip-path:inset(50% 0)", "clip-path:ellipse(0 0)",
			       "clip-path:circle(0)", "max-width:0;overflow:hidden",
			       "height:0;overflow-y:hidden", "block-size:0;overflow:clip",
			       "height:.1em;overflow:hidden", "height:0;overflow:auto"));
	assert_shows("", "clip-path:inset(0 0 0 0)");
	assert_shows("", "clip-path:circle(50%)");
	assert_shows("", "clip-path:polygon(0 0,100% 0,100% 100%)");
	assert_shows("", "height:0");
	assert_shows("", "height:0;overflow:visible");
	assert_shows("", "width:100%;overflow:hidden");
}

static void variables_stand_for_their_values(void **state)
{
	char sheet[64];

	(void)state;
	assert_hides(":root{--c:#fff}", "color:var(--c)", "white");
	assert_hides(":root{--a:#fff;--c:var(--a)}", "color:var(--c)", "white");
	assert_hides("", "--c:#fff;color:var(--c)", "white");
	assert_hides(":root{--d:none}", "display:var(--d)", "vanish");
	assert_hides(".b{--c:#123} :root{--c:#fff}", "color:var(--c)", "white");
	assert_hides(".o{background:var(--b)} :root{--b:#fff}", "color:#fff", "white");
	assert_shows(":root{--c:#123}", "color:var(--c)");
	assert_shows(":root{--b:#123} .o{background:var(--b)}", "color:#fff");
	assert_shows(".a{--c:#fff}.b{--c:#123}", "color:var(--c)"); /* nobody knows which */
	assert_shows(".a{--c:#123}.b{--c:#fff}", "color:var(--c)");
	assert_shows("", "color:var(--nothing)");
	(void)snprintf(sheet, sizeof sheet, ":root{--c:var(--c)}"); /* a circle ends */
	assert_shows(sheet, "color:var(--c)");
}

static void variables_have_a_limit(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *page = calloc(1, 1 << 20);
	size_t at = 0;

	(void)state;
	at += (size_t)sprintf(page, "<!DOCTYPE html><style>:root{");
	for (int i = 0; i <= RQ_MAX_STYLE_VARIABLES; i++)
		at += (size_t)sprintf(page + at, "--v%d:#fff;", i);
	at += (size_t)sprintf(page + at,
			      "}</style><p>Jane<p style='color:var(--v0)'>smuggled"
			      "<p style='color:var(--v%d)'>one too many",
			      RQ_MAX_STYLE_VARIABLES);
	assert_works(read_bytes(copy_bytes(page, at), "cv.html", &document, &err), err);
	assert_lines(&document, LINES("T Jane", "T one too many"));
	assert_hidden(&document, "white", 8);
	rq_document_free(&document);
	free(page);
}

static void a_body_may_color_its_text(void **state)
{
	static const char page[] = "<body text=White bgcolor='#102030'><p>Jane<table "
				   "bgcolor=white><tr><td>smuggled</table>";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_bytes(copy_bytes(page, sizeof page - 1), "cv.html", &document, &err),
		     err);
	assert_lines(&document, LINES("T Jane"));
	assert_hidden(&document, "white", 8);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_is_white_in_each_notation),
		cmocka_unit_test(letters_may_show_what_is_behind_them),
		cmocka_unit_test(type_may_be_too_small_by_each_size),
		cmocka_unit_test(a_text_may_be_far_away),
		cmocka_unit_test(a_text_may_be_drawn_together),
		cmocka_unit_test(a_text_may_be_cut_off),
		cmocka_unit_test(variables_stand_for_their_values),
		cmocka_unit_test(variables_have_a_limit),
		cmocka_unit_test(a_body_may_color_its_text),
	};

	return cmocka_run_group_tests_name("css", tests, NULL, NULL);
}
