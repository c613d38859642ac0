#include "report/row.h"

#include <string.h>

#include "base/text.h"
#include "report/change.h"
#include "report/reordered.h"
#include "report/wording.h"
#include "review/decision.h"

enum { LABEL_SIZE = 200, LINE_SIZE = 160, GAPS_SHOWN = 3 };

/* --- the details --------------------------------------------------------------- */

static void message_list(struct rq_writer *w, const char *title, const json_t *messages)
{
	if (json_array_size(messages) == 0)
		return;
	rq_writer_format(w, "<h4>%s</h4><ul>", title);
	for (size_t i = 0; i < json_array_size(messages); i++) {
		rq_writer_text(w, "<li><bdi>");
		rq_writer_escaped(w, rq_finding_message(json_array_get(messages, i)));
		rq_writer_text(w, "</bdi></li>");
	}
	rq_writer_text(w, "</ul>");
}

/* The line that shows a term, as far as there is room. */
static void term_line(struct rq_writer *w, const json_t *record, const char *where)
{
	const char *text = where ? rq_reordered_original(rq_json_array(record, "edits"),
							 rq_json_object(record, "resume"), where)
				 : NULL;
	char line[LINE_SIZE];

	if (!text)
		return;
	rq_writer_text(w, "<q class=\"shows\"><bdi>");
	rq_writer_escaped(w, rq_text_escape(text, line, sizeof line));
	rq_writer_text(w, "</bdi></q>");
}

static void term_row(struct rq_writer *w, const json_t *record, const json_t *term)
{
	const char *kind = rq_json_string(term, "kind");
	json_int_t credit = rq_json_integer(term, "credit", 0);
	json_int_t line = rq_json_integer(term, "line", 0);
	const char *spelled = rq_json_string(term, "spelled");
	char name[LABEL_SIZE];

	rq_writer_text(w, "<li><span class=\"kind\">");
	rq_writer_escaped(w, kind ? kind : "");
	rq_writer_text(w, "</span> <bdi>");
	rq_writer_escaped(w, rq_finding_term(term, name, sizeof name));
	rq_writer_text(w, "</bdi>: ");
	if (credit <= 0) {
		rq_writer_text(w, "<b class=\"gap\">not found</b></li>");
		return;
	}
	rq_change_place(w, rq_json_array(record, "edits"), rq_json_object(record, "resume"),
			rq_json_string(term, "where"));
	if (line > 0)
		rq_writer_format(w, ", line %lld", (long long)line);
	if (spelled && !json_is_true(json_object_get(term, "literal"))) {
		rq_writer_text(w, ", as <bdi>");
		rq_writer_escaped(w, spelled);
		rq_writer_text(w, "</bdi>");
	}
	rq_writer_format(w, ", <span class=\"soft\">counts %lld %%</span>", (long long)credit / 10);
	term_line(w, record, rq_json_string(term, "where"));
	rq_writer_text(w, "</li>");
}

static void term_list(struct rq_writer *w, const json_t *record, const json_t *terms)
{
	if (json_array_size(terms) == 0)
		return;
	rq_writer_text(w, "<h4>What the posting asks for, and where it stands</h4>"
			  "<ul class=\"terms\">");
	for (size_t i = 0; i < json_array_size(terms); i++)
		term_row(w, record, json_array_get(terms, i));
	rq_writer_text(w, "</ul>");
}

/* What a reviewer wrote about it, and the notes that it was done again with. */
static void word_list(struct rq_writer *w, const json_t *record)
{
	static const char *const words[][2] = { { "reason", "Reason of the decision" },
						{ "note", "Sent back with the note" } };
	const json_t *review = rq_json_object(record, "review");

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const char *text = rq_json_string(review, words[i][0]);

		if (!text)
			continue;
		rq_writer_format(w, "<h4>%s</h4><p><bdi>", words[i][1]);
		rq_writer_escaped(w, text);
		rq_writer_text(w, "</bdi></p>");
	}
	message_list(w, "Done again, with the note", rq_json_array(record, "notes"));
}

bool rq_row_has_details(const struct rq_gist *gist)
{
	return gist->review ||
	       gist->notes + gist->edits + rq_gist_rejected(gist) + gist->questions + gist->terms >
		   0 ||
	       gist->warnings.count > 0;
}

/*
 * Where scripts run, what is inside of <noscript> is a text to the browser until the page's own
 * script makes elements of it (page.js): a thousand candidates would be a hundred thousand.
 */
static void more(struct rq_writer *w, const struct rq_gist *gist)
{
	rq_writer_text(w, "<tr role=\"row\" class=\"more\"><td role=\"cell\" colspan=\"6\">"
			  "<details><summary>Details<span class=\"hidden\"> of <bdi>");
	rq_writer_escaped(w, gist->candidate);
	rq_writer_text(w, "</bdi></span></summary><noscript>");
}

void rq_row_no_details(struct rq_writer *w, const struct rq_gist *gist)
{
	rq_writer_text(w, "<p class=\"soft\">Not on this page: <code>rq-report --format=html "
			  "--candidate=");
	rq_writer_escaped(w, gist->candidate_id);
	rq_writer_text(w, "</code></p>");
}

void rq_row_details(struct rq_writer *w, const json_t *record)
{
	const json_t *resume = rq_json_object(record, "resume");
	struct rq_finding finding;

	rq_finding_read(record, &finding);
	if (rq_finding_is_held(finding.status))
		rq_writer_text(w, "<p>Held back: nobody's approval lets it out. Reject it, or send "
				  "it back.</p>");
	word_list(w, record);
	message_list(w, "Warnings", finding.warnings);
	rq_change_list(w, finding.edits, resume, finding.terms);
	rq_change_refused(w, finding.rejected, finding.edits, resume, finding.terms);
	message_list(w, "Questions to the candidate", finding.questions);
	term_list(w, record, finding.terms);
}

/* --- the row of figures ---------------------------------------------------------- */

/* Of a path its last two parts: which file of which folder. */
static const char *end_of_path(const char *path)
{
	size_t slashes = 0;

	for (const char *at = path + strlen(path); at > path; at--)
		if (at[-1] == '/' && ++slashes == 2)
			return at;
	return path;
}

static void name_cell(struct rq_writer *w, const struct rq_gist *gist)
{
	rq_writer_text(w, "<th role=\"rowheader\" scope=\"row\"><bdi>");
	rq_writer_escaped(w, gist->candidate);
	rq_writer_text(w, "</bdi>");
	if (*gist->source && gist->source != gist->candidate) {
		const char *file = end_of_path(gist->source);

		rq_writer_format(w, "<span class=\"file\"><bdi>%s",
				 file > gist->source ? "…/" : "");
		rq_writer_escaped(w, file);
		rq_writer_text(w, "</bdi></span>");
	}
	rq_writer_text(w, "</th>");
}

static void review_line(struct rq_writer *w, const json_t *review)
{
	const char *reviewer = rq_json_string(review, "reviewer");
	enum rq_verdict verdict;

	if (!rq_verdict_find(rq_json_string(review, "decision"), &verdict))
		return;
	rq_writer_format(w, "<b class=\"line\">%s%s</b>", rq_verdict_name(verdict),
			 json_is_true(json_object_get(review, "bulk")) ? " in bulk" : "");
	if (!reviewer)
		return;
	rq_writer_text(w, "<span class=\"soft line\">by <bdi>");
	rq_writer_escaped(w, reviewer);
	rq_writer_text(w, "</bdi></span>");
}

static void status_cell(struct rq_writer *w, const struct rq_gist *gist)
{
	enum rq_finding_status look =
	    rq_wording_is_original(gist) ? RQ_FINDING_UNCHANGED : gist->status;

	rq_writer_format(w,
			 "<td role=\"cell\" data-label=\"Status\"><span class=\"status %s\">%s"
			 "</span>%s%s",
			 rq_finding_status_name(look), rq_wording_of(gist),
			 gist->cached ? " <span class=\"soft line\">from cache</span>" : "",
			 gist->fallback ? " <span class=\"soft line\">fallback</span>" : "");
	review_line(w, gist->review);
	rq_writer_text(w, "</td>");
}

/* Of a score, in basis points; decoration only. */
static void score_bar(struct rq_writer *w, int before, int after, int ceiling)
{
	if (before < 0 || after < 0)
		return;
	rq_writer_text(w, "<svg class=\"bar\" viewBox=\"0 0 1000 60\" "
			  "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
			  "<rect class=\"track\" width=\"1000\" height=\"60\"/>");
	if (ceiling > after)
		rq_writer_format(w, "<rect class=\"ceiling\" width=\"%d\" height=\"60\"/>",
				 ceiling / 10);
	if (after > before)
		rq_writer_format(w, "<rect class=\"after\" width=\"%d\" height=\"60\"/>",
				 after / 10);
	rq_writer_format(w, "<rect class=\"before\" width=\"%d\" height=\"60\"/></svg>",
			 (before < after ? before : after) / 10);
}

static void score_cells(struct rq_writer *w, const struct rq_gist *gist)
{
	int had = (int)gist->evidence, has = (int)gist->evidence_after;
	int was = (int)gist->literal, is = (int)gist->literal_after, most = (int)gist->ceiling;
	char evidence[16], before[16], after[16], ceiling[16];

	rq_writer_format(
	    w, "<td role=\"cell\" data-label=\"Evidence\" data-sort=\"%d\" class=\"n\">%s", had,
	    rq_percent(had, evidence));
	if (has >= 0 && has < had)
		rq_writer_format(w, " <b class=\"gap\">now %s</b>", rq_percent(has, after));
	rq_writer_format(w,
			 "</td><td role=\"cell\" data-label=\"Literal\" data-sort=\"%d\" "
			 "class=\"n\">%s → <b>%s</b> "
			 "<span class=\"soft\">of %s</span>",
			 is, rq_percent(was, before), rq_percent(is, after),
			 rq_percent(most, ceiling));
	score_bar(w, was, is, most);
	rq_writer_text(w, "</td>");
}

static void gap_cell(struct rq_writer *w, const struct rq_gist *gist)
{
	const char *gap = NULL;

	rq_writer_format(w, "<td role=\"cell\" data-label=\"Gaps\" data-sort=\"%zu\">",
			 gist->gaps.count);
	for (int i = 0; i < GAPS_SHOWN && (gap = rq_texts_next(&gist->gaps, gap)); i++) {
		rq_writer_format(w, "%s<bdi%s>", i == 0 ? "" : ", ",
				 gist->musts >> i & 1 ? " class=\"gap\"" : "");
		rq_writer_escaped(w, gap);
		rq_writer_text(w, "</bdi>");
	}
	if (gist->gaps.count > GAPS_SHOWN)
		rq_writer_format(w, " <span class=\"soft\">and %zu more</span>",
				 gist->gaps.count - GAPS_SHOWN);
	rq_writer_text(w, gist->gaps.count == 0 ? "none</td>" : "</td>");
}

static void edit_cell(struct rq_writer *w, const struct rq_gist *gist)
{
	long long edits = gist->edits, rejected = rq_gist_rejected(gist);
	size_t warnings = gist->warnings.count;

	rq_writer_format(w, "<td role=\"cell\" data-label=\"Edits\" data-sort=\"%lld\">%lld", edits,
			 edits);
	if (rejected > 0)
		rq_writer_format(w, " <span class=\"soft line\">%lld refused</span>", rejected);
	if (warnings > 0)
		rq_writer_format(w, " <b class=\"gap line\">%zu warning%s</b>", warnings,
				 rq_text_s(warnings));
	rq_writer_text(w, "</td>");
}

void rq_row_begin(struct rq_writer *w, const struct rq_gist *gist)
{
	rq_writer_format(w, "<tr role=\"row\" class=\"person\" data-status=\"%s\" data-task=\"",
			 rq_wording_of(gist));
	rq_writer_escaped(w, gist->task_id);
	rq_writer_text(w, rq_finding_is_held(gist->status) ? "\" data-held>" : "\">");
	name_cell(w, gist);
	status_cell(w, gist);
	score_cells(w, gist);
	gap_cell(w, gist);
	edit_cell(w, gist);
	rq_writer_text(w, "</tr>\n");
	if (rq_row_has_details(gist))
		more(w, gist);
}

void rq_row_end(struct rq_writer *w, const struct rq_gist *gist)
{
	if (rq_row_has_details(gist))
		rq_writer_text(w, "</noscript></details></td></tr>\n");
}

/* --- errors ----------------------------------------------------------------------- */

static const char *advice(const char *code)
{
	static const char *const advices[][2] = {
		{ "encrypted", "Ask for a copy without a password." },
		{ "no-text", "Ask for a copy with text in it." },
		{ "garbled-text", "Its fonts hide the letters. Ask for another format." },
		{ "unsupported", "Ask for PDF, DOCX or plain text." },
		{ "damaged", "Ask for it again: it did not arrive whole." },
		{ "empty", "There is nothing in it." },
		{ "too-large", "Larger than a résumé should be; see rq(7) for the limits." },
		{ "timeout", "Reading took too long; the file may be made to harm." },
		{ "crashed", "Reading failed; the file may be made to harm." },
		{ "unsafe-name", "The archive tries to write elsewhere. Do not unpack it." },
		{ "unreadable", "Check the permissions of the file." },
		{ "stale-recipe", "Queue it again with this version of rq." },
	};

	for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (strcmp(code, advices[i][0]) == 0)
			return advices[i][1];
	return NULL;
}

static const char *text_or(const json_t *record, const char *key, const char *fallback)
{
	const char *text = rq_json_string(record, key);

	return text && *text ? text : fallback;
}

void rq_row_error(struct rq_writer *w, const json_t *record)
{
	const char *code = text_or(record, "code", "unknown");
	const char *hint = advice(code);

	rq_writer_text(w, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><bdi>");
	rq_writer_escaped(w, rq_finding_origin(record));
	rq_writer_text(w, "</bdi></th><td role=\"cell\" data-label=\"Stage\">");
	rq_writer_escaped(w, text_or(record, "stage", "unknown"));
	rq_writer_text(w, "</td><td role=\"cell\" data-label=\"Code\"><code>");
	rq_writer_escaped(w, code);
	rq_writer_text(w, "</code></td><td role=\"cell\" data-label=\"What happened\"><bdi>");
	rq_writer_escaped(w, text_or(record, "message", ""));
	rq_writer_text(w, "</bdi>");
	if (hint)
		rq_writer_format(w, "<span class=\"soft\"> %s</span>", hint);
	rq_writer_text(w, "</td></tr>\n");
}
