#include "document/paragraph.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "document/link.h"

void rq_paragraph_init(struct rq_paragraph *paragraph)
{
	memset(paragraph, 0, sizeof *paragraph);
	rq_buffer_init(&paragraph->text, RQ_MAX_TEXT_BYTES);
}

void rq_paragraph_reset(struct rq_paragraph *paragraph)
{
	rq_buffer_clear(&paragraph->text);
	paragraph->kind = RQ_LINE_TEXT;
	paragraph->level = 0;
	paragraph->gap = paragraph->began = paragraph->numbered = false;
	paragraph->left = paragraph->size = 0;
	paragraph->bold = paragraph->characters = paragraph->votes = 0;
	paragraph->turning = (struct rq_turning) { 0 };
	paragraph->target[0] = '\0';
	paragraph->link = paragraph->field_count = 0;
}

void rq_paragraph_free(struct rq_paragraph *paragraph)
{
	rq_buffer_free(&paragraph->text);
	rq_block_free(&paragraph->boxes);
}

/* The size of most characters, without counting each size (Boyer and Moore's majority vote). */
static void vote(struct rq_paragraph *paragraph, float size, size_t characters)
{
	if (paragraph->votes == 0)
		paragraph->size = size;
	if (size <= paragraph->size && size >= paragraph->size)
		paragraph->votes += characters;
	else if (paragraph->votes > characters)
		paragraph->votes -= characters;
	else
		paragraph->votes = 0;
}

int rq_paragraph_text(struct rq_paragraph *paragraph, const char *text, size_t length,
		      unsigned face, float size, struct rq_error *err)
{
	size_t characters = 0;

	for (size_t i = 0; i < length; i++)
		characters +=
		    (unsigned char)text[i] > ' ' && ((unsigned char)text[i] & 0xc0) != 0x80;
	paragraph->characters += characters;
	paragraph->bold += face & RQ_FACE_BOLD ? characters : 0;
	if (characters > 0) {
		vote(paragraph, size, characters);
		rq_turn_follow(&paragraph->turning, paragraph->text.data, paragraph->text.length,
			       face, text, length);
	}
	return rq_buffer_append(&paragraph->text, text, length, err);
}

void rq_paragraph_begin_link(struct rq_paragraph *paragraph, const char *url)
{
	(void)snprintf(paragraph->target, sizeof paragraph->target, "%s", url);
	paragraph->link = paragraph->text.length;
}

int rq_paragraph_end_link(struct rq_paragraph *paragraph, struct rq_error *err)
{
	int result = 0;

	if (paragraph->text.length > paragraph->link || rq_link_is_reach(paragraph->target))
		result = rq_link_append(&paragraph->text, paragraph->link, paragraph->target,
					strlen(paragraph->target), err);
	paragraph->target[0] = '\0';
	return result;
}

static struct rq_field *open_field(struct rq_paragraph *paragraph)
{
	if (paragraph->field_count == 0 || paragraph->field_count > RQ_FIELDS)
		return NULL;
	return &paragraph->fields[paragraph->field_count - 1];
}

void rq_paragraph_begin_field(struct rq_paragraph *paragraph)
{
	struct rq_field *field;

	paragraph->field_count++;
	field = open_field(paragraph);
	if (!field)
		return;
	field->code[0] = '\0';
	field->shown = false;
	field->start = paragraph->text.length;
}

void rq_paragraph_field_code(struct rq_paragraph *paragraph, const char *code, size_t length)
{
	struct rq_field *field = open_field(paragraph);
	size_t used = field ? strlen(field->code) : 0;

	if (!field || field->shown)
		return;
	if (length > sizeof field->code - 1 - used)
		length = sizeof field->code - 1 - used;
	memcpy(field->code + used, code, length);
	field->code[used + length] = '\0';
}

/* The first word of a field's code. */
static bool is_code(const struct rq_field *field, const char *name)
{
	const char *code = field->code + strspn(field->code, " \t\n");
	size_t length = strlen(name);

	return strncasecmp(code, name, length) == 0 &&
	       (code[length] == ' ' || code[length] == '\0' || code[length] == '\\');
}

static bool is_page_number(const struct rq_field *field)
{
	return is_code(field, "PAGE") || is_code(field, "NUMPAGES") ||
	       is_code(field, "SECTIONPAGES");
}

void rq_paragraph_show_field(struct rq_paragraph *paragraph)
{
	struct rq_field *field = open_field(paragraph);

	if (!field)
		return;
	field->shown = true;
	field->start = paragraph->text.length;
	paragraph->numbered = paragraph->numbered || is_page_number(field);
}

int rq_paragraph_end_field(struct rq_paragraph *paragraph, struct rq_error *err)
{
	struct rq_field *field = open_field(paragraph);
	const char *url, *end;

	if (paragraph->field_count > 0)
		paragraph->field_count--;
	if (!field || !is_code(field, "HYPERLINK") || paragraph->text.length == field->start)
		return 0;
	url = strchr(field->code, '"');
	end = url ? strchr(url + 1, '"') : NULL;
	if (!end)
		return 0;
	return rq_link_append(&paragraph->text, field->start, url + 1, (size_t)(end - url - 1),
			      err);
}

bool rq_paragraph_in_code(const struct rq_paragraph *paragraph)
{
	for (size_t i = 0; i < paragraph->field_count && i < RQ_FIELDS; i++)
		if (!paragraph->fields[i].shown || is_page_number(&paragraph->fields[i]))
			return true;
	return false;
}

bool rq_paragraph_is_page_label(const struct rq_paragraph *paragraph)
{
	return paragraph->numbered &&
	       rq_block_labels_page(paragraph->text.data, paragraph->text.length);
}

int rq_paragraph_end_line(struct rq_paragraph *paragraph, struct rq_block *block, size_t cell,
			  unsigned page, struct rq_error *err)
{
	struct rq_line facts = { .kind = paragraph->kind,
				 .level = paragraph->level,
				 .page = page,
				 .size = paragraph->size,
				 .left = paragraph->left,
				 .bold = paragraph->characters > 0 &&
					 paragraph->bold == paragraph->characters,
				 .gap = paragraph->gap,
				 .turns = paragraph->turning.turns };
	int result;

	if (facts.kind == RQ_LINE_ITEM && paragraph->began)
		facts.kind = RQ_LINE_TEXT;
	result =
	    rq_block_add(block, paragraph->text.data, paragraph->text.length, &facts, cell, err);
	paragraph->began = paragraph->began || paragraph->characters > 0;
	paragraph->gap = paragraph->gap && !paragraph->began;
	rq_buffer_clear(&paragraph->text);
	paragraph->bold = paragraph->characters = paragraph->votes = paragraph->link = 0;
	paragraph->turning = (struct rq_turning) { 0 };
	for (size_t i = 0; i < paragraph->field_count && i < RQ_FIELDS; i++)
		paragraph->fields[i].start = 0;
	return result;
}
