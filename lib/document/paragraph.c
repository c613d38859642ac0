#include "document/paragraph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/field.h"
#include "document/link.h"

void rq_paragraph_init(struct rq_paragraph *paragraph)
{
	memset(paragraph, 0, sizeof *paragraph);
	rq_forming_init(&paragraph->line);
}

void rq_paragraph_reset(struct rq_paragraph *paragraph)
{
	rq_forming_clear(&paragraph->line);
	paragraph->kind = RQ_LINE_TEXT;
	paragraph->level = 0;
	paragraph->gap = paragraph->began = paragraph->numbered = false;
	paragraph->left = 0;
	paragraph->target[0] = '\0';
	paragraph->link = paragraph->field_count = 0;
}

void rq_paragraph_free(struct rq_paragraph *paragraph)
{
	rq_forming_free(&paragraph->line);
	rq_block_free(&paragraph->boxes);
}

void rq_paragraph_begin_link(struct rq_paragraph *paragraph, const char *url)
{
	(void)snprintf(paragraph->target, sizeof paragraph->target, "%s", url);
	paragraph->link = paragraph->line.text.length;
}

int rq_paragraph_end_link(struct rq_paragraph *paragraph, struct rq_error *err)
{
	int result = 0;

	if (paragraph->line.text.length > paragraph->link || rq_link_is_reach(paragraph->target))
		result = rq_link_append(&paragraph->line.text, paragraph->link, paragraph->target,
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
	field->start = paragraph->line.text.length;
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

void rq_paragraph_show_field(struct rq_paragraph *paragraph)
{
	struct rq_field *field = open_field(paragraph);

	if (!field)
		return;
	field->shown = true;
	field->start = paragraph->line.text.length;
	paragraph->numbered = paragraph->numbered || rq_field_is_page_number(field->code);
}

int rq_paragraph_end_field(struct rq_paragraph *paragraph, struct rq_error *err)
{
	struct rq_field *field = open_field(paragraph);
	char *url;
	int result = 0;

	if (paragraph->field_count > 0)
		paragraph->field_count--;
	url =
	    field && paragraph->line.text.length > field->start ? rq_field_url(field->code) : NULL;
	if (url)
		result = rq_link_append(&paragraph->line.text, field->start, url, strlen(url), err);
	free(url);
	return result;
}

bool rq_paragraph_in_code(const struct rq_paragraph *paragraph)
{
	for (size_t i = 0; i < paragraph->field_count && i < RQ_FIELDS; i++)
		if (!paragraph->fields[i].shown ||
		    rq_field_is_page_number(paragraph->fields[i].code))
			return true;
	return false;
}

bool rq_paragraph_is_page_label(const struct rq_paragraph *paragraph)
{
	return paragraph->numbered &&
	       rq_block_labels_page(paragraph->line.text.data, paragraph->line.text.length);
}

int rq_paragraph_end_line(struct rq_paragraph *paragraph, struct rq_block *block, size_t cell,
			  unsigned page, struct rq_error *err)
{
	struct rq_forming *line = &paragraph->line;
	struct rq_line facts = rq_forming_facts(line);
	int result;

	facts.kind =
	    paragraph->kind == RQ_LINE_ITEM && paragraph->began ? RQ_LINE_TEXT : paragraph->kind;
	facts.level = paragraph->level;
	facts.page = page;
	facts.left = paragraph->left;
	facts.gap = paragraph->gap;
	result = rq_block_add(block, line->text.data, line->text.length, &facts, cell, err);
	paragraph->began = paragraph->began || !rq_forming_is_blank(line);
	paragraph->gap = paragraph->gap && !paragraph->began;
	rq_forming_clear(line);
	paragraph->link = 0;
	for (size_t i = 0; i < paragraph->field_count && i < RQ_FIELDS; i++)
		paragraph->fields[i].start = 0;
	return result;
}
