#include "report/frame.h"

#include "base/clock.h"
#include "base/digest.h"

/* page.css, linked in. */
extern const char style_start[] __asm__("_binary_page_css_start");
extern const char style_end[] __asm__("_binary_page_css_end");

/* page.js, likewise. */
extern const char script_start[] __asm__("_binary_page_js_start");
extern const char script_end[] __asm__("_binary_page_js_end");

static size_t script_length(void)
{
	/* cppcheck-suppress comparePointers ; the linker puts one behind the other */
	return (size_t)(script_end - script_start);
}

static size_t style_length(void)
{
	/* cppcheck-suppress comparePointers ; the linker puts one behind the other */
	return (size_t)(style_end - style_start);
}

void rq_frame_begin(struct rq_writer *w, const char *beginning, const char *title, int64_t now)
{
	char style[RQ_DIGEST_BASE64_SIZE], script[RQ_DIGEST_BASE64_SIZE], made[RQ_TIME_SIZE];

	rq_digest_base64(style_start, style_length(), style);
	rq_digest_base64(script_start, script_length(), script);
	(void)rq_clock_format(now, made);
	rq_writer_text(w, beginning);
	rq_writer_format(
	    w,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	    "style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action "
	    "'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"robots\" content=\"noindex\">\n<title>",
	    style, script);
	rq_writer_escaped(w, title);
	rq_writer_text(w, "</title>\n<style>");
	rq_writer_bytes(w, style_start, style_length());
	rq_writer_text(w, "</style>\n<script>");
	rq_writer_bytes(w, script_start, script_length());
	rq_writer_text(w, "</script>\n</head>\n<body>\n"
			  "<a class=\"skip\" href=\"#main\">Skip to the results</a>\n"
			  "<header>\n<h1>");
	rq_writer_escaped(w, title);
	rq_writer_format(
	    w,
	    "</h1>\n<p class=\"made\">Made <time datetime=\"%s\">%.10s %.5s UTC</time> "
	    "by rq " RQ_VERSION ". Confidential: it holds personal data.</p>\n",
	    made, made, made + 11);
}

static void words_of_scores(struct rq_writer *w)
{
	rq_writer_text(
	    w,
	    "<dt>Evidence</dt><dd>How far the résumé shows what the posting asks for, wherever "
	    "it says so and however it spells it. What work or a project shows counts in full, "
	    "what is only listed in part. Tailoring never raises it.</dd>\n"
	    "<dt>Literal</dt><dd>The same requirements found as the posting spells them: what a "
	    "search finds. Tailoring may bring it up to the evidence that is there (“of”).</dd>\n"
	    "<dt>Gap</dt><dd>A requirement without evidence; a must is in bold. It is never "
	    "written in.</dd>\n");
}

void rq_frame_end(struct rq_writer *w, bool scored)
{
	rq_writer_text(w, "</main>\n<footer>\n<h2 id=\"words\">What the words mean</h2>\n<dl>\n");
	if (scored)
		words_of_scores(w);
	rq_writer_text(
	    w, "<dt>Refused</dt><dd>An edit that the candidate’s own lines do not support, or "
	       "that a person rejected. The original line stays.</dd>\n"
	       "</dl>\n</footer>\n</body>\n</html>\n");
}

void rq_frame_table(struct rq_writer *w, const char *class, const char *caption,
		    const char *const *columns)
{
	rq_writer_format(w,
			 "<table role=\"table\" class=\"%s\">\n<caption>%s</caption>\n"
			 "<thead role=\"rowgroup\"><tr role=\"row\">",
			 class, caption);
	for (; *columns; columns++)
		rq_writer_format(w, "<th role=\"columnheader\" scope=\"col\">%s</th>", *columns);
	rq_writer_text(w, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void rq_frame_table_end(struct rq_writer *w)
{
	rq_writer_text(w, "</tbody>\n</table>\n");
}
