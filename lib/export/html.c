#include "export/printer.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/limits.h"
#include "base/memory.h"
#include "export/markup.h"

/* document.css, linked in. */
extern const char style_start[] __asm__("_binary_document_css_start");
extern const char style_end[] __asm__("_binary_document_css_end");

/* The style sheet of a paper; free(). */
static char *style_of(const struct rq_look *look)
{
	/* cppcheck-suppress comparePointers ; the linker puts one behind the other */
	int length = (int)(style_end - style_start);

	return rq_printf("%.*s@page { size: %.2fpt %.2fpt; margin: %.0fpt; }\n"
			 "@media print { body { font-size: %.2fpt; line-height: %.2f; } }\n",
			 length, style_start, look->width, look->height, look->margin,
			 look->line[RQ_ROLE_TEXT].size, look->leading);
}

static void meta(struct rq_markup *page, const char *key, const char *name, const char *content)
{
	rq_markup_open(page, "meta");
	rq_markup_attribute(page, key, name);
	rq_markup_attribute(page, "content", content);
	rq_markup_close(page);
}

static void print_head(struct rq_markup *page, const struct rq_manuscript *manuscript,
		       const struct rq_look *look)
{
	char *style = style_of(look), *policy;
	char digest[RQ_DIGEST_BASE64_SIZE];

	rq_digest_base64(style, strlen(style), digest);
	policy = rq_printf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
			   "form-action 'none'",
			   digest);
	rq_markup_open(page, "head");
	rq_markup_empty(page, "meta", "charset", "utf-8");
	meta(page, "http-equiv", "Content-Security-Policy", policy);
	meta(page, "name", "viewport", "width=device-width, initial-scale=1");
	meta(page, "name", "generator", "rq " RQ_VERSION);
	if (manuscript->author)
		meta(page, "name", "author", manuscript->author);
	rq_markup_element(page, "title", manuscript->title ? manuscript->title : "–");
	rq_markup_open(page, "style");
	rq_markup_raw(page, style, strlen(style));
	rq_markup_close(page);
	rq_markup_close(page);
	free(policy);
	free(style);
}

static void print_run(struct rq_markup *page, const struct rq_run *run)
{
	static const char *const elements[] = {
		[RQ_RUN_STRONG] = "strong",
		[RQ_RUN_SOFT] = "span",
		[RQ_RUN_DELETED] = "del",
		[RQ_RUN_INSERTED] = "ins",
	};

	if (run->link) {
		rq_markup_open(page, "a");
		rq_markup_attribute(page, "href", run->link);
	}
	if (run->style != RQ_RUN_PLAIN) {
		rq_markup_open(page, elements[run->style]);
		rq_markup_attribute(page, "class", run->style == RQ_RUN_SOFT ? "soft" : NULL);
	}
	rq_markup_text(page, run->text);
	if (run->style != RQ_RUN_PLAIN)
		rq_markup_close(page);
	if (run->link)
		rq_markup_close(page);
}

/* What stands between ways to reach somebody, for who reads the text alone too. */
static void print_between(struct rq_markup *page, const char *between)
{
	rq_markup_open(page, "span");
	rq_markup_attribute(page, "class", "soft");
	rq_markup_text(page, between);
	rq_markup_close(page);
}

static void print_line(struct rq_markup *page, const struct rq_script_line *line,
		       const struct rq_look *look, bool leftwards)
{
	static const struct {
		const char *element, *class;
	} forms[] = {
		[RQ_ROLE_NAME] = { "h1", NULL },        [RQ_ROLE_LABEL] = { "p", "label" },
		[RQ_ROLE_CONTACT] = { "p", "contact" }, [RQ_ROLE_HEADING] = { "h2", NULL },
		[RQ_ROLE_ENTRY] = { "h3", NULL },       [RQ_ROLE_DETAIL] = { "p", "detail" },
		[RQ_ROLE_TEXT] = { "p", NULL },         [RQ_ROLE_ITEM] = { "li", NULL },
	};
	bool apart = line->role == RQ_ROLE_CONTACT;
	bool turned = line->right_to_left != leftwards;

	rq_markup_open(page, forms[line->role].element);
	rq_markup_attribute(page, "class", forms[line->role].class);
	if (turned && line->role == RQ_ROLE_ITEM) /* its bullet stands with the others */
		rq_markup_open(page, "bdi");
	if (turned)
		rq_markup_attribute(page, "dir", line->right_to_left ? "rtl" : "ltr");
	if (line->aside)
		rq_markup_open(page, "span");
	for (size_t i = 0; i < line->count; i++) {
		if (apart && i > 0)
			print_between(page, look->between);
		if (apart)
			rq_markup_open(page, "bdi");
		print_run(page, &line->run[i]);
		if (apart)
			rq_markup_close(page);
	}
	if (line->aside) {
		rq_markup_close(page);
		rq_markup_text(page, look->joint ? look->joint : " ");
		rq_markup_open(page, "span");
		rq_markup_attribute(page, "class", "when");
		rq_markup_attribute(page, "dir", leftwards ? "rtl" : "ltr");
		rq_markup_text(page, line->aside);
		rq_markup_close(page);
	}
	if (turned && line->role == RQ_ROLE_ITEM)
		rq_markup_close(page);
	rq_markup_close(page);
	rq_markup_raw(page, "\n", 1);
}

static void print_body(struct rq_markup *page, const struct rq_manuscript *manuscript,
		       const struct rq_look *look)
{
	bool list = false;

	rq_markup_open(page, "body");
	rq_markup_attribute(page, "class", look->rule > 0 ? "modern" : "plain");
	rq_markup_open(page, "main");
	rq_markup_raw(page, "\n", 1);
	for (size_t i = 0; i < manuscript->count; i++) {
		bool item = manuscript->line[i].role == RQ_ROLE_ITEM;

		if (item && !list)
			rq_markup_open(page, "ul");
		else if (!item && list)
			rq_markup_close(page);
		list = item;
		print_line(page, &manuscript->line[i], look, manuscript->right_to_left);
	}
	if (list)
		rq_markup_close(page);
	rq_markup_close(page);
	rq_markup_close(page);
}

int rq_print_html(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err)
{
	struct rq_markup *page;

	if (rq_buffer_append_text(&printed->bytes, "<!DOCTYPE html>\n", err) == -1)
		return -1;
	page = rq_markup_new();
	rq_markup_open(page, "html");
	rq_markup_attribute(page, "lang", manuscript->language[0] ? manuscript->language : NULL);
	rq_markup_attribute(page, "dir", manuscript->right_to_left ? "rtl" : "ltr");
	print_head(page, manuscript, look);
	print_body(page, manuscript, look);
	return rq_markup_finish(page, &printed->bytes, err);
}
