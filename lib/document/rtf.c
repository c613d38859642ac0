#include "document/rtf.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/rtf_property.h"
#include "document/rtf_word.h"

static int put_bytes(struct rq_rtf *rtf, const char *bytes, size_t length, struct rq_error *err)
{
	struct rq_error ignored = { 0 };

	if (rtf->ignore > 0) {
		size_t ignored_here = (size_t)rtf->ignore < length ? (size_t)rtf->ignore : length;

		rtf->ignore -= (int)ignored_here;
		bytes += ignored_here;
		length -= ignored_here;
	}
	if (length == 0 || rq_rtf_now(rtf)->skip != RQ_RTF_KEEP)
		return 0;
	switch (rq_rtf_now(rtf)->to) {
	case RQ_RTF_TO_FONTS:
		return 0;
	case RQ_RTF_TO_COLORS:
		rq_rtf_tables_text(&rtf->tables, RQ_RTF_COLORS, bytes, length);
		return 0;
	case RQ_RTF_TO_STYLES:
		rq_rtf_tables_text(&rtf->tables, RQ_RTF_STYLES, bytes, length);
		return 0;
	case RQ_RTF_TO_FIELD:
		(void)rq_buffer_append(&rtf->field, bytes, length, &ignored);
		return 0;
	case RQ_RTF_TO_BODY:
	default:
		return rq_rtf_text_bytes(&rtf->text, &rq_rtf_now(rtf)->look, bytes, length, err);
	}
}

/* begins: it is the first in its group. */
static int run_symbol(struct rq_rtf *rtf, const struct rq_rtf_token *token, bool begins,
		      struct rq_error *err)
{
	switch (*token->text) {
	case '*':
		rtf->star = begins;
		return 0;
	case '\\':
	case '{':
	case '}':
		return put_bytes(rtf, token->text, 1, err);
	case '~':
		return rq_rtf_now(rtf)->skip == RQ_RTF_KEEP ? rq_rtf_put(rtf, 0, 0xa0, err) : 0;
	case '_':
		return rq_rtf_now(rtf)->skip == RQ_RTF_KEEP ? rq_rtf_put(rtf, 0, '-', err) : 0;
	case '\r':
	case '\n':
		return rq_rtf_now(rtf)->skip == RQ_RTF_KEEP ? rq_rtf_end_paragraph(rtf, 0, 0, err)
							    : 0;
	default:
		return 0; /* "\-", where a word may be split, and what is for indexes */
	}
}

static int open_group(struct rq_rtf *rtf, struct rq_error *err)
{
	if (rtf->depth + 1 == RQ_MAX_RTF_GROUPS)
		return rq_fail(err, RQ_TOO_DEEP, "more than %d groups inside each other",
			       RQ_MAX_RTF_GROUPS);
	rtf->states[rtf->depth + 1] = rtf->states[rtf->depth];
	rtf->depth++;
	rq_rtf_now(rtf)->leave = RQ_RTF_LEAVE_NOTHING;
	rtf->ignore = 0;
	return 0;
}

static int close_group(struct rq_rtf *rtf, struct rq_error *err)
{
	int result = 0;

	rtf->ignore = 0;
	if (rtf->depth == 0)
		return 0;
	switch (rq_rtf_now(rtf)->leave) {
	case RQ_RTF_LEAVE_SHAPE:
		rtf->shapes--;
		result = rq_composer_close(rtf->composer, err);
		break;
	case RQ_RTF_LEAVE_STORY:
		result = rq_composer_close(rtf->composer, err);
		break;
	case RQ_RTF_LEAVE_LINK:
		result = rq_composer_end_link(rtf->composer, rtf->url,
					      rtf->url ? strlen(rtf->url) : 0, err);
		free(rtf->url);
		rtf->url = NULL;
		break;
	case RQ_RTF_LEAVE_NOTHING:
	default:
		break;
	}
	rtf->depth--;
	return result;
}

/* Cells inside of a cell say what is behind them only when their text is over. */
static int color_of_cell(const struct rq_rtf *rtf, const struct rq_rtf_state *state)
{
	int color = state->in_table && rtf->cell < rtf->defined ? rtf->cells[rtf->cell] : 0;

	return color != 0 && state->nested > 1 ? RQ_RTF_NOT_KNOWN : color;
}

/* What the paragraph does to the letters in it. */
static void see_paragraph(struct rq_rtf *rtf)
{
	struct rq_rtf_state *state = rq_rtf_now(rtf);

	state->look.left = (long)state->left + state->first;
	state->look.line = state->line < 0 ? -state->line : 0;
	state->look.ground = rq_rtf_shading_color(&state->shading, &rtf->tables);
	if (state->look.ground == 0)
		state->look.ground = color_of_cell(rtf, state);
	if (state->look.ground == 0 && (rtf->backed || rtf->shapes > 0))
		state->look.ground = RQ_RTF_NOT_KNOWN;
}

static int run_token(struct rq_rtf *rtf, const struct rq_rtf_token *token, struct rq_error *err)
{
	bool star = rtf->star, begins = rtf->begun;

	see_paragraph(rtf);
	rtf->begun = token->kind == RQ_RTF_OPEN;
	if (token->kind == RQ_RTF_TEXT || token->kind == RQ_RTF_BYTE)
		return put_bytes(rtf, token->text, token->length, err);
	if (rq_rtf_text_flush(&rtf->text, &rq_rtf_now(rtf)->look, err) == -1)
		return -1;
	rtf->star = false;
	switch (token->kind) {
	case RQ_RTF_OPEN:
		return open_group(rtf, err);
	case RQ_RTF_CLOSE:
		return close_group(rtf, err);
	case RQ_RTF_WORD:
		return rq_rtf_run_word(rtf, token, star, err);
	case RQ_RTF_SYMBOL:
		return run_symbol(rtf, token, begins, err);
	case RQ_RTF_END:
	case RQ_RTF_BYTE:
	case RQ_RTF_TEXT:
	default:
		return 0;
	}
}

static void init(struct rq_rtf *rtf, struct rq_document *document)
{
	rtf->composer = rq_composer_new(document);
	rq_rtf_tables_init(&rtf->tables);
	rq_rtf_text_init(&rtf->text, rtf->composer, &rtf->tables);
	rq_buffer_init(&rtf->field, RQ_RTF_MAX_FIELD);
	rtf->states[0].fallback = 1;
	rtf->states[0].look =
	    (struct rq_rtf_look) { .size = RQ_RTF_DEFAULT_SIZE, .color = RQ_RTF_NOT_KNOWN };
}

static void release(struct rq_rtf *rtf)
{
	free(rtf->url);
	rq_buffer_free(&rtf->field);
	rq_rtf_text_free(&rtf->text);
	rq_rtf_tables_free(&rtf->tables);
	rq_composer_free(rtf->composer);
	free(rtf);
}

/* Until the group that holds the file closes; what stands behind it is none of it. */
static int run(struct rq_rtf *rtf, struct rq_rtf_reader *reader, struct rq_error *err)
{
	struct rq_rtf_token token;

	do {
		rq_rtf_next(reader, &token);
		if (run_token(rtf, &token, err) == -1)
			return -1;
	} while (token.kind != RQ_RTF_END && (token.kind != RQ_RTF_CLOSE || rtf->depth > 0));
	return 0;
}

static void warn(struct rq_rtf *rtf, const struct rq_rtf_reader *reader,
		 struct rq_document *document)
{
	if (rtf->depth > 0)
		(void)rq_document_warn(document, "damaged", "the file ends too early");
	if (reader->lies > 0)
		(void)rq_document_warn(document, "damaged", "claims more binary data than it has");
	if (rtf->text.bad > 0)
		rq_json_set_integer(rq_document_warn(document, "bad-characters",
						     "some characters could not be read"),
				    "count", (json_int_t)rtf->text.bad);
}

int rq_rtf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	struct rq_rtf *rtf = rq_alloc(1, sizeof *rtf);
	struct rq_rtf_reader reader = { .at = bytes, .end = bytes + length };
	int result = -1;

	document->format = "rtf";
	init(rtf, document);
	if (run(rtf, &reader, err) == -1 || rq_composer_finish(rtf->composer, err) == -1)
		goto out;
	warn(rtf, &reader, document);
	if (document->count == 0 && rtf->depth > 0)
		(void)rq_fail(err, RQ_DAMAGED, "the file ends before its text");
	else
		result = 0;
out:
	release(rtf);
	return result;
}
