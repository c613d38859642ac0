#include "export/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/compose.h"
#include "export/lines.h"
#include "export/passage.h"
#include "export/telling.h"
#include "report/reordered.h"

struct sheet {
	struct rq_lines lines;
	const json_t *edits, *resume;
	const struct rq_extent *extent;
	char *place; /* of the edit before, or NULL */
};

static int put(struct sheet *sheet, enum rq_role role, const char *text)
{
	return rq_lines_put(&sheet->lines, role, text);
}

static int run(struct sheet *sheet, const char *text, enum rq_run_style style)
{
	return rq_lines_run(&sheet->lines, text, style);
}

static const char *word(const struct sheet *sheet, enum rq_caption caption)
{
	return rq_lines_caption(&sheet->lines, caption);
}

/* "New order: ", in front of what follows. */
static int begin_with(struct sheet *sheet, enum rq_caption caption)
{
	return rq_lines_begin(&sheet->lines, RQ_ROLE_TEXT) == -1 ||
		       run(sheet, word(sheet, caption), RQ_RUN_SOFT) == -1
		   ? -1
		   : run(sheet, ": ", RQ_RUN_SOFT);
}

static int put_side(struct sheet *sheet, enum rq_caption caption, const char *text,
		    const struct rq_marked *marked, enum rq_run_style style)
{
	struct rq_passages passages = rq_passages_on(&sheet->lines, sheet->extent->brief);

	return begin_with(sheet, caption) == -1 ? -1
						: rq_passages_put(&passages, text, marked, style);
}

static int put_sides(struct sheet *sheet, const json_t *edit)
{
	const char *before = rq_json_string(edit, "before"), *after = rq_json_string(edit, "after");
	struct rq_difference difference;

	rq_difference(before, after, &difference);
	if (before && put_side(sheet, after ? RQ_CAPTION_BEFORE : RQ_CAPTION_DROPPED, before,
			       &difference.before, RQ_RUN_DELETED) == -1)
		return -1;
	if (after &&
	    put_side(sheet, RQ_CAPTION_AFTER, after, &difference.after, RQ_RUN_INSERTED) == -1)
		return -1;
	return 0;
}

/* All on one line, " · " between. */
static int put_on_line(struct sheet *sheet, const json_t *list)
{
	struct rq_passages passages = rq_passages_on(&sheet->lines, sheet->extent->brief);

	for (size_t i = 0; i < json_array_size(list) && !passages.full; i++) {
		const char *name = rq_reordered_name(json_array_get(list, i));

		if ((i > 0 && run(sheet, " · ", RQ_RUN_SOFT) == -1) ||
		    rq_passages_put_marked(&passages, name, strlen(name), RQ_RUN_PLAIN) == -1)
			return -1;
	}
	return 0;
}

static int put_order(struct sheet *sheet, const json_t *edit)
{
	const json_t *list = rq_reordered_list(sheet->edits, sheet->resume, edit);

	if (!list)
		return 0;
	if (begin_with(sheet, RQ_CAPTION_ORDER) == -1)
		return -1;
	if (sheet->extent->brief || rq_reordered_is_short(list))
		return put_on_line(sheet, list);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (put(sheet, RQ_ROLE_ITEM, rq_reordered_name(json_array_get(list, i))) == -1)
			return -1;
	return 0;
}

/* The title of the section that a path begins with. */
static const char *section_title(const struct sheet *sheet, const char *path)
{
	static const struct {
		const char *section;
		enum rq_caption caption;
	} titles[] = {
		{ "/basics/summary", RQ_CAPTION_SUMMARY },
		{ "/work", RQ_CAPTION_WORK },
		{ "/volunteer", RQ_CAPTION_VOLUNTEER },
		{ "/education", RQ_CAPTION_EDUCATION },
		{ "/projects", RQ_CAPTION_PROJECTS },
		{ "/skills", RQ_CAPTION_SKILLS },
		{ "/certificates", RQ_CAPTION_CERTIFICATES },
	};

	for (size_t i = 0; path && i < sizeof titles / sizeof titles[0]; i++)
		if (strncmp(path, titles[i].section, strlen(titles[i].section)) == 0)
			return word(sheet, titles[i].caption);
	return word(sheet, RQ_CAPTION_SUMMARY);
}

/* What the entry is called that a path leads into; NULL for a section as a whole. */
static const char *entry_name(const struct sheet *sheet, const char *path)
{
	char now[RQ_POINTER_BYTES];
	const json_t *entry;
	char *end;

	rq_reordered_path(sheet->edits, path, now);
	end = now[0] == '/' ? strchr(now + 1, '/') : NULL;
	end = end ? strchr(end + 1, '/') : NULL;
	if (!end)
		return NULL;
	*end = '\0';
	entry = rq_pointer_find(sheet->resume, now);
	if (rq_json_string(entry, "position"))
		return rq_json_string(entry, "position");
	return json_is_object(entry) ? rq_reordered_name(entry) : NULL;
}

/* "Experience: Backend Engineer", unless the edit before was of the same. */
static int put_place(struct sheet *sheet, const char *path)
{
	const char *name = path ? entry_name(sheet, path) : NULL;
	char *place =
	    rq_printf("%s%s%s", section_title(sheet, path), name ? ": " : "", name ? name : "");
	int result = 0;

	if (!sheet->place || strcmp(sheet->place, place) != 0)
		result = put(sheet, RQ_ROLE_ENTRY, place);
	free(sheet->place);
	sheet->place = place;
	return result;
}

static int put_edit(struct sheet *sheet, const json_t *edit)
{
	if (put_place(sheet, rq_json_string(edit, "path")) == -1)
		return -1;
	return rq_json_array(edit, "order") ? put_order(sheet, edit) : put_sides(sheet, edit);
}

/* "Further, in the full report: 12", of a list that has more than is shown. */
static int put_rest(struct sheet *sheet, const json_t *list)
{
	char *text;
	int result;

	if (json_array_size(list) <= sheet->extent->most)
		return 0;
	text = rq_printf("%s: %zu", word(sheet, RQ_CAPTION_MORE),
			 json_array_size(list) - sheet->extent->most);
	result = rq_lines_begin(&sheet->lines, RQ_ROLE_TEXT) == -1
		     ? -1
		     : run(sheet, text, RQ_RUN_STRONG);
	free(text);
	return result;
}

static int put_edits(struct sheet *sheet)
{
	size_t count = json_array_size(sheet->edits);
	size_t *order = rq_telling_order(sheet->edits);
	int result = 0;

	for (size_t i = 0; i < count && i < sheet->extent->most && result == 0; i++)
		result = put_edit(sheet, json_array_get(sheet->edits, order[i]));
	free(order);
	return result == 0 ? put_rest(sheet, sheet->edits) : -1;
}

static int put_changes(struct sheet *sheet)
{
	if (rq_lines_heading(&sheet->lines, RQ_CAPTION_CHANGES) == -1)
		return -1;
	if (json_array_size(sheet->edits) == 0)
		return put(sheet, RQ_ROLE_TEXT, word(sheet, RQ_CAPTION_NO_CHANGES));
	if (put_edits(sheet) == -1)
		return -1;
	return rq_lines_heading(&sheet->lines, RQ_CAPTION_CHECK) == -1
		   ? -1
		   : put(sheet, RQ_ROLE_TEXT, word(sheet, RQ_CAPTION_CONFIRM));
}

static int put_questions(struct sheet *sheet, const json_t *questions)
{
	if (json_array_size(questions) == 0)
		return 0;
	if (rq_lines_heading(&sheet->lines, RQ_CAPTION_QUESTIONS) == -1)
		return -1;
	for (size_t i = 0; i < json_array_size(questions) && i < sheet->extent->most; i++)
		if (put(sheet, RQ_ROLE_ITEM,
			rq_json_string(json_array_get(questions, i), "ask_candidate")) == -1)
			return -1;
	return put_rest(sheet, questions);
}

/* "Backend Engineer, Brackenfold Ltd": what the résumé was tailored for. */
static int put_job(struct sheet *sheet, const json_t *job)
{
	const char *title = rq_json_string(job, "title"), *company = rq_json_string(job, "company");

	if (!title || !*title)
		return 0;
	if (put(sheet, RQ_ROLE_CONTACT, title) == -1)
		return -1;
	return company && *company ? run(sheet, company, RQ_RUN_PLAIN) : 0;
}

size_t rq_changes_count(const json_t *result)
{
	size_t edits = json_array_size(rq_json_array(result, "edits"));
	size_t questions = json_array_size(rq_json_array(result, "questions"));

	return edits > questions ? edits : questions;
}

int rq_compose_changes(const json_t *result, const struct rq_extent *extent,
		       struct rq_manuscript *manuscript, struct rq_error *err)
{
	struct sheet sheet = {
		.lines = { .script = manuscript, .err = err },
		.edits = rq_json_array(result, "edits"),
		.resume = rq_json_object(result, "resume"),
		.extent = extent,
	};
	int done;

	if (json_array_size(sheet.edits) > RQ_MAX_EDITS)
		return rq_fail(err, RQ_TOO_MANY, "more than %d edits to print", RQ_MAX_EDITS);
	done = rq_compose_head(result, manuscript, err);
	if (done == 0 &&
	    (put(&sheet, RQ_ROLE_NAME, manuscript->author) == -1 ||
	     put(&sheet, RQ_ROLE_LABEL, word(&sheet, RQ_CAPTION_SHEET)) == -1 ||
	     put_job(&sheet, rq_json_object(result, "job")) == -1 || put_changes(&sheet) == -1 ||
	     put_questions(&sheet, rq_json_array(result, "questions")) == -1))
		done = -1;
	free(sheet.place);
	if (done == 0)
		rq_manuscript_direct(manuscript);
	return done;
}
