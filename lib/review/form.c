#include "review/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "io/record.h"

enum column { TASK_ID, DECISION, REASON, NOTE, REVIEWER, AT, BULK, SECONDS };

static const char *const names[RQ_FORM_COLUMNS] = {
	[TASK_ID] = "task_id", [DECISION] = "decision", [REASON] = "reason",
	[NOTE] = "note",       [REVIEWER] = "reviewer", [AT] = "at",
	[BULK] = "bulk",       [SECONDS] = "seconds",
};

/* Without the spaces around it. */
static const char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]))
		text[--length] = '\0';
	return text;
}

static const char *value(const struct rq_form *form, enum column column)
{
	size_t at = form->column[column];

	return at == 0 || at > form->rows.count ? "" : trim(form->rows.field[at - 1]);
}

int rq_form_open(struct rq_form *form, struct rq_input *input, struct rq_error *err)
{
	int got;

	*form = (struct rq_form) { 0 };
	rq_rows_init(&form->rows, input);
	got = rq_rows_read(&form->rows, err);
	if (got != 1)
		return got;
	for (size_t i = 0; i < form->rows.count; i++)
		for (int j = 0; j < RQ_FORM_COLUMNS; j++)
			if (strcasecmp(trim(form->rows.field[i]), names[j]) == 0) {
				if (form->column[j])
					return rq_fail(err, RQ_USAGE, "two columns are \"%s\"",
						       names[j]);
				form->column[j] = i + 1;
			}
	if (form->column[TASK_ID] && form->column[DECISION])
		return 0;
	return rq_fail(err, RQ_USAGE,
		       "the first line must name the columns, \"task_id\" and "
		       "\"decision\" among them");
}

void rq_form_free(struct rq_form *form)
{
	rq_rows_free(&form->rows);
}

static void set_seconds(json_t *record, const char *text)
{
	char *end;
	long long seconds = strtoll(text, &end, 10);

	if (*text == '\0')
		return;
	if (*end == '\0')
		rq_json_set_integer(record, names[SECONDS], seconds);
	else
		rq_json_set_string(record, names[SECONDS], text); /* to be refused by name */
}

static json_t *to_record(const struct rq_form *form)
{
	static const char *const yes[] = { "yes", "true", "1" };
	json_t *record = rq_record_new("decision");

	for (enum column i = TASK_ID; i <= AT; i++)
		if (*value(form, i))
			rq_json_set_string(record, names[i], value(form, i));
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		if (strcasecmp(value(form, BULK), yes[i]) == 0)
			rq_json_set_take(record, names[BULK], json_true());
	set_seconds(record, value(form, SECONDS));
	return record;
}

int rq_form_read(struct rq_form *form, json_t **record, struct rq_error *err)
{
	int got;

	do {
		got = rq_rows_read(&form->rows, err);
	} while (got == 1 && *value(form, DECISION) == '\0');
	if (got == 1)
		*record = to_record(form);
	return got;
}
