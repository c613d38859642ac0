#include "report/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/difference.h"
#include "report/place.h"
#include "report/reordered.h"
#include "result/finding.h"

enum { LABEL_SIZE = 200 };

/* How words that differ begin and end. */
struct ink {
	const char *old, *new, *plain;
};

static const struct ink colored = { "\033[31;9m", "\033[32;4m", "\033[0m" };
static const struct ink uncolored = { "[", "[", "]" };

/* So many bytes, made safe. */
static void text(struct rq_writer *w, const char *bytes, size_t count)
{
	char *copy = rq_strndup(bytes, count);
	char *safe = rq_text_escaped(copy);

	rq_writer_text(w, safe);
	free(safe);
	free(copy);
}

static void line(struct rq_writer *w, const char *title, const char *value)
{
	if (!value || !*value)
		return;
	rq_writer_format(w, "  %s ", title);
	text(w, value, strlen(value));
	rq_writer_text(w, "\n");
}

static void side(struct rq_writer *w, const char *sign, const char *mark, const char *plain,
		 const char *words, const struct rq_marked *marked)
{
	size_t at = 0;

	rq_writer_format(w, "    %s ", sign);
	for (size_t i = 0; i < marked->count; i++) {
		text(w, words + at, marked->mark[i].start - at);
		rq_writer_text(w, mark);
		at = marked->mark[i].end;
		text(w, words + marked->mark[i].start, at - marked->mark[i].start);
		rq_writer_text(w, plain);
	}
	text(w, words + at, strlen(words + at));
	rq_writer_text(w, "\n");
}

/* "  rewritten: Nurse, City Hospital, highlight 3" */
static void deed(struct rq_writer *w, const json_t *result, const char *op, const char *path)
{
	struct rq_buffer words;

	rq_buffer_init(&words, RQ_POINTER_BYTES);
	rq_place_words(rq_json_array(result, "edits"), rq_json_object(result, "resume"), path,
		       &words);
	rq_writer_format(w, "  %s%s", rq_place_deed(op), words.length > 0 ? ": " : "");
	text(w, words.data, words.length);
	rq_writer_text(w, "\n");
	rq_buffer_free(&words);
}

static void edit(struct rq_writer *w, const json_t *result, const json_t *element,
		 const struct ink *ink)
{
	const char *before = rq_json_string(element, "before");
	const char *after = rq_json_string(element, "after");
	struct rq_difference difference;

	deed(w, result, rq_json_string(element, "op"), rq_json_string(element, "path"));
	rq_difference(before, after, &difference);
	if (before)
		side(w, "-", ink->old, ink->plain, before, &difference.before);
	if (after)
		side(w, "+", ink->new, ink->plain, after, &difference.after);
}

static void edits(struct rq_writer *w, const json_t *result, const json_t *list,
		  const struct ink *ink)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *element = json_array_get(list, i);
		const json_t *ordered =
		    rq_reordered_list(list, rq_json_object(result, "resume"), element);

		edit(w, result, element, ink);
		for (size_t j = 0; j < json_array_size(ordered); j++)
			line(w, "  +", rq_reordered_name(json_array_get(ordered, j)));
	}
}

static void messages(struct rq_writer *w, const char *title, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		line(w, title, rq_finding_message(json_array_get(list, i)));
}

/* What an engine proposed and did not get. */
static void refused(struct rq_writer *w, const json_t *result, const json_t *list,
		    const struct ink *ink)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *element = json_array_get(list, i);
		const char *rule = rq_json_string(element, "rule");

		rq_writer_text(w, "  refused by rule ");
		text(w, rule ? rule : "unknown", strlen(rule ? rule : "unknown"));
		rq_writer_text(w, "\n");
		line(w, "  because", rq_json_string(element, "why"));
		edit(w, result, rq_json_object(element, "edit"), ink);
	}
}

/* A result may be without scores. */
static void status(struct rq_writer *w, const struct rq_finding *finding)
{
	char evidence[16], before[16], after[16];

	rq_writer_format(w, "  %s", rq_finding_status_words(finding->status));
	if (finding->evidence != RQ_FINDING_NO_SCORE)
		rq_writer_format(w, "; evidence %s, literal %s → %s",
				 rq_percent(finding->evidence, evidence),
				 rq_percent(finding->literal, before),
				 rq_percent(finding->literal_after, after));
	rq_writer_text(w, "\n");
}

void rq_screen_result(struct rq_writer *w, const json_t *result, bool color)
{
	const struct ink *ink = color ? &colored : &uncolored;
	struct rq_finding finding;
	char label[LABEL_SIZE];
	bool must;

	rq_finding_read(result, &finding);
	text(w, finding.candidate, strlen(finding.candidate));
	rq_writer_text(w, "\n");
	line(w, "for", finding.title);
	line(w, "from", finding.source);
	status(w, &finding);
	messages(w, "done again, with the note:", rq_json_array(result, "notes"));
	messages(w, "warning:", finding.warnings);
	for (size_t i = 0; i < json_array_size(finding.gaps); i++)
		line(w, "gap:", rq_finding_gap(&finding, i, label, sizeof label, &must));
	edits(w, result, finding.edits, ink);
	if (json_array_size(finding.edits) == 0)
		rq_writer_text(w, "  nothing was changed\n");
	refused(w, result, finding.rejected, ink);
	messages(w, "question:", finding.questions);
}

/* Line by line: newlines are all that steers. */
void rq_screen_resume(struct rq_writer *w, const json_t *result)
{
	const char *at = rq_json_string(result, "text");

	for (; at && *at; at += strcspn(at, "\n"), at += *at == '\n') {
		text(w, at, strcspn(at, "\n"));
		rq_writer_text(w, "\n");
	}
}
