#include "document/doc_field.h"

#include <stdlib.h>
#include <string.h>

#include "document/field.h"

enum { MAX_CODE = 4096 }; /* bytes of a field's instructions that are looked at */

void rq_doc_fields_init(struct rq_doc_fields *fields)
{
	*fields = (struct rq_doc_fields) { 0 };
	rq_buffer_init(&fields->code, MAX_CODE);
}

void rq_doc_fields_reset(struct rq_doc_fields *fields)
{
	fields->depth = fields->coded = 0;
	free(fields->url);
	fields->url = NULL;
}

void rq_doc_fields_free(struct rq_doc_fields *fields)
{
	rq_doc_fields_reset(fields);
	rq_buffer_free(&fields->code);
}

void rq_doc_field_begin(struct rq_doc_fields *fields)
{
	if (fields->depth++ >= RQ_DOC_FIELDS)
		return;
	fields->fields[fields->depth - 1] = (struct rq_doc_field) { 0 };
	fields->coded++;
	rq_buffer_clear(&fields->code);
}

void rq_doc_field_show(struct rq_doc_fields *fields, struct rq_composer *composer)
{
	struct rq_doc_field *field;

	if (fields->depth == 0 || fields->depth > RQ_DOC_FIELDS)
		return;
	field = &fields->fields[fields->depth - 1];
	if (field->result)
		return;
	field->result = true;
	fields->coded--;
	field->number = rq_field_is_page_number(fields->code.data);
	if (field->number)
		rq_composer_page_number(composer);
	if (!fields->url && fields->coded == 0) {
		fields->url = rq_field_url(fields->code.data);
		field->link = fields->url != NULL;
		if (field->link)
			rq_composer_open_link(composer);
	}
	rq_buffer_clear(&fields->code);
}

int rq_doc_field_end(struct rq_doc_fields *fields, struct rq_composer *composer,
		     struct rq_error *err)
{
	struct rq_doc_field *field;
	int result = 0;

	if (fields->depth == 0 || fields->depth-- > RQ_DOC_FIELDS)
		return 0;
	field = &fields->fields[fields->depth];
	fields->coded -= !field->result;
	if (field->link) {
		result = rq_composer_end_link(composer, fields->url, strlen(fields->url), err);
		free(fields->url);
		fields->url = NULL;
	}
	return result;
}

bool rq_doc_field_conceals(const struct rq_doc_fields *fields)
{
	return fields->coded > 0 || (fields->depth > 0 && fields->depth <= RQ_DOC_FIELDS &&
				     fields->fields[fields->depth - 1].number);
}

void rq_doc_field_add(struct rq_doc_fields *fields, int32_t unit)
{
	struct rq_error ignored = { 0 };
	char c = '?';

	if (unit >= ' ' && unit < 0x7f)
		c = (char)unit;
	if (fields->coded > 0 && fields->code.length < MAX_CODE - 1)
		(void)rq_buffer_append(&fields->code, &c, 1, &ignored);
}
