#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/language.h"
#include "io/record.h"
#include "resume/contact.h"
#include "resume/date_style.h"
#include "resume/entry.h"
#include "resume/fluency.h"
#include "resume/folio.h"
#include "resume/mend.h"
#include "resume/model.h"
#include "resume/nest.h"
#include "resume/readable.h"
#include "resume/render.h"
#include "resume/resume.h"
#include "resume/section.h"
#include "resume/sheet.h"
#include "resume/skill.h"
#include "resume/table.h"
#include "resume/titled.h"
#include "resume/unheaded.h"

/* A document in the making: each section has its array, empty ones go at the end. */
struct builder {
	struct rq_sheet *sheet;
	struct rq_block *blocks;
	size_t count;
	json_t *resume;
	/* of titles and employers above, or else of degrees and schools */
	enum rq_header_order order;
	struct rq_readable seen;
};

/* The sections that blocks can fill, in the order of the model. */
static const struct {
	enum rq_section section;
	const char *name;
} arrays[] = {
	{ RQ_SECTION_WORK, "work" },
	{ RQ_SECTION_VOLUNTEER, "volunteer" },
	{ RQ_SECTION_EDUCATION, "education" },
	{ RQ_SECTION_AWARDS, "awards" },
	{ RQ_SECTION_CERTIFICATES, "certificates" },
	{ RQ_SECTION_PUBLICATIONS, "publications" },
	{ RQ_SECTION_SKILLS, "skills" },
	{ RQ_SECTION_LANGUAGES, "languages" },
	{ RQ_SECTION_INTERESTS, "interests" },
	{ RQ_SECTION_REFERENCES, "references" },
	{ RQ_SECTION_PROJECTS, "projects" },
};

enum { ARRAYS = sizeof arrays / sizeof arrays[0] };

static const char *name_of(enum rq_section section)
{
	for (size_t i = 0; i < ARRAYS; i++)
		if (arrays[i].section == section)
			return arrays[i].name;
	return NULL;
}

static void read_summary(struct builder *builder, const struct rq_block *block,
			 struct rq_slices *summary)
{
	for (size_t line = block->first; line < block->end; line++) {
		struct rq_slice whole = rq_sheet_whole(builder->sheet, line);

		if (whole.start < whole.end && !rq_sheet_is_placed(builder->sheet, whole))
			rq_slices_add(summary, whole);
	}
}

static void read_section(struct builder *builder, const struct rq_block *block)
{
	const struct rq_lists lists = {
		.skills = rq_json_array(builder->resume, "skills"),
		.languages = rq_json_array(builder->resume, "languages"),
		.interests = rq_json_array(builder->resume, "interests"),
	};
	const char *name = name_of(block->section);
	json_t *array = name ? rq_json_array(builder->resume, name) : NULL;
	size_t before = json_object_size(builder->sheet->provenance);
	enum rq_header_order told;

	switch (block->section) {
	case RQ_SECTION_WORK:
	case RQ_SECTION_VOLUNTEER:
	case RQ_SECTION_EDUCATION:
	case RQ_SECTION_PROJECTS:
		told = rq_entry_read(builder->sheet, block, builder->order, array, name);
		if (told != RQ_ORDER_UNKNOWN)
			builder->order = told; /* jobs tell more of the next ones than schools */
		break;
	case RQ_SECTION_AWARDS:
	case RQ_SECTION_CERTIFICATES:
	case RQ_SECTION_PUBLICATIONS:
	case RQ_SECTION_REFERENCES:
		rq_titled_read(builder->sheet, block, array, name);
		break;
	case RQ_SECTION_SKILLS:
		rq_skill_read(builder->sheet, block, &lists);
		break;
	case RQ_SECTION_LANGUAGES:
		rq_fluency_read(builder->sheet, block, array);
		break;
	case RQ_SECTION_INTERESTS:
		rq_skill_read_interests(builder->sheet, block, array);
		break;
	case RQ_SECTION_NONE:
	case RQ_SECTION_CONTACT:
	case RQ_SECTION_SUMMARY:
	case RQ_SECTION_OTHER:
		return;
	}
	builder->seen.survived += json_object_size(builder->sheet->provenance) > before;
}

/*
 * A heading's meaning is held by the section; but for that of "Clinical Experience", of which
 * the section says a part.
 */
static void mark_headings(struct builder *builder)
{
	for (size_t i = 0; i < builder->count; i++) {
		const struct rq_block *block = &builder->blocks[i];

		if (block->section != RQ_SECTION_OTHER &&
		    rq_section_classify(builder->sheet, block->heading) != RQ_SECTION_NONE)
			rq_sheet_mark(builder->sheet, block->heading);
	}
}

static void read_blocks(struct builder *builder)
{
	json_t *basics = rq_json_object(builder->resume, "basics");
	struct rq_slices summary = { 0 };

	for (size_t i = 0; i < builder->count && builder->order == RQ_ORDER_UNKNOWN; i++)
		if (builder->blocks[i].section == RQ_SECTION_EDUCATION)
			builder->order =
			    rq_entry_order_of_schools(builder->sheet, &builder->blocks[i]);
	rq_contact_read(builder->sheet, builder->blocks, builder->count, basics, &summary);
	for (size_t i = 0; i < builder->count; i++) {
		const struct rq_block *block = &builder->blocks[i];

		if (block->section != RQ_SECTION_NONE && block->section != RQ_SECTION_CONTACT &&
		    (block->heading.end > block->heading.start ||
		     block->section != RQ_SECTION_OTHER))
			builder->seen.headings++;
		if (block->section == RQ_SECTION_SUMMARY) {
			builder->seen.survived++;
			read_summary(builder, block, &summary);
		} else {
			read_section(builder, block);
		}
	}
	if (summary.count > 0)
		(void)rq_sheet_put(builder->sheet, basics, "/basics", "summary", summary.slice,
				   summary.count);
	free(summary.slice);
	mark_headings(builder);
}

/* A new document with every section, empty. */
static json_t *begin_document(void)
{
	json_t *resume = json_object();

	rq_json_set_take(resume, "basics", json_object());
	for (size_t i = 0; i < ARRAYS; i++)
		rq_json_set_take(resume, arrays[i].name, json_array());
	return resume;
}

static void drop_empty_sections(json_t *resume)
{
	for (size_t i = 0; i < ARRAYS; i++)
		if (json_array_size(json_object_get(resume, arrays[i].name)) == 0)
			(void)json_object_del(resume, arrays[i].name);
	if (json_object_size(json_object_get(resume, "basics")) == 0)
		(void)json_object_del(resume, "basics");
}

/* Everything of a record that follows from its parts, which are swallowed. */
static json_t *make_record(char *text, json_t *resume, json_t *provenance, json_t *warnings,
			   const struct rq_readable *seen)
{
	const char *language = rq_language_guess(text);
	json_t *record = rq_record_new("resume");

	rq_json_set_take(record, "language", language ? json_string(language) : json_null());
	rq_json_set_string(record, "text", text);
	rq_json_set_take(record, "resume", resume);
	rq_json_set_take(record, "provenance", provenance);
	rq_json_set_integer(record, "coverage", seen->coverage);
	rq_json_set_integer(record, "parse", rq_readable_score(resume, seen, warnings));
	rq_json_set_take(record, "warnings", warnings);
	free(text);
	return record;
}

static json_t *build_from_lines(const struct rq_document *document)
{
	struct rq_sheet sheet;
	struct builder builder = { .sheet = &sheet, .resume = begin_document() };
	char *text = rq_document_text(document);
	json_t *record;

	rq_sheet_init(&sheet, document);
	rq_date_style_settle(&sheet, rq_language_guess(text));
	rq_folio_set_aside(&sheet);
	rq_table_find_heads(&sheet);
	builder.blocks = rq_section_find(&sheet, &builder.count);
	rq_nest_cut(&sheet, &builder.blocks, &builder.count);
	rq_unheaded_cut(&sheet, &builder.blocks, &builder.count);
	read_blocks(&builder);
	drop_empty_sections(builder.resume);
	builder.seen.coverage = rq_sheet_finish(&sheet, builder.resume);
	record = make_record(text, builder.resume, json_incref(sheet.provenance),
			     json_deep_copy(document->warnings), &builder.seen);
	free(builder.blocks);
	rq_sheet_free(&sheet);
	return record;
}

static int build_from_json(const struct rq_document *document, json_t **record,
			   struct rq_error *err)
{
	json_t *resume, *provenance, *warnings;
	struct rq_readable seen = { .coverage = 10000 };
	struct rq_document rendered;
	int result = -1;

	if (!rq_model_is_resume(document->json))
		return rq_fail(err, RQ_BAD_RECORD,
			       "not a JSON Resume: none of basics, work, education, skills");
	resume = json_deep_copy(document->json);
	provenance = json_object();
	warnings = json_deep_copy(document->warnings);
	rq_document_init(&rendered);
	if (rq_mend_resume(resume, warnings, err) == -1 || rq_model_check(resume, err) == -1 ||
	    rq_render_into(resume, &rendered, provenance, err) == -1)
		goto out;
	if (rendered.count == 0) {
		(void)rq_fail(err, RQ_NO_TEXT, "a JSON Resume without any text");
		goto out;
	}
	for (size_t i = 0; i < ARRAYS; i++)
		seen.headings += json_array_size(json_object_get(resume, arrays[i].name)) > 0;
	seen.survived = seen.headings;
	*record = make_record(rq_document_text(&rendered), json_incref(resume),
			      json_incref(provenance), json_incref(warnings), &seen);
	result = 0;
out:
	rq_document_free(&rendered);
	json_decref(resume);
	json_decref(provenance);
	json_decref(warnings);
	return result;
}

static size_t count_letters(const char *text)
{
	size_t length = strlen(text), count = 0, size;

	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(text + i, length - i, &size);

		count += rq_text_is_letter(c) || rq_text_is_digit(c);
	}
	return count;
}

/* A résumé has at least a name and a way to reach its person. */
static int check_length(const struct rq_document *document, struct rq_error *err)
{
	size_t letters = 0;

	for (size_t i = 0; i < document->count && letters < RQ_MIN_TEXT_LETTERS; i++)
		letters += count_letters(document->lines[i].text);
	if (letters >= RQ_MIN_TEXT_LETTERS)
		return 0;
	if (letters == 0)
		return rq_fail(err, RQ_NO_TEXT, "no text in the document");
	return rq_fail(err, RQ_NO_TEXT, "only %zu letters and digits: no résumé", letters);
}

int rq_resume_build(const struct rq_document *document, json_t **record, struct rq_error *err)
{
	if (document->json)
		return build_from_json(document, record, err);
	if (check_length(document, err) == -1)
		return -1;
	*record = build_from_lines(document);
	return 0;
}
