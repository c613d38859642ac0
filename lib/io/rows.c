#include "io/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/formula.h"

void rq_rows_init(struct rq_rows *rows, struct rq_input *input)
{
	*rows = (struct rq_rows) { .input = input };
}

void rq_rows_free(struct rq_rows *rows)
{
	free(rows->text);
	free(rows->field);
	*rows = (struct rq_rows) { 0 };
}

/* The one of which there are most; quotes do not matter in a line of names. */
static char find_separator(const char *line)
{
	static const char separators[] = ",;\t";
	size_t most = 0;
	char found = ',';

	for (const char *separator = separators; *separator; separator++) {
		size_t count = 0;

		for (const char *at = line; (at = strchr(at, *separator)); at++)
			count++;
		if (count > most) {
			most = count;
			found = *separator;
		}
	}
	return found;
}

/* Whether a quote stands open behind a line, as it did, or did not, in front of it. */
static bool is_open(bool open, const char *line)
{
	for (; *line; line++)
		if (*line == '"')
			open = !open;
	return open;
}

/* The lines of one row, a line end where a quoted field has one. */
static int gather(struct rq_rows *rows, struct rq_buffer *row, struct rq_error *err)
{
	const char *line_end = "";
	bool open = false;
	size_t length;
	char *line;
	int got;

	do {
		got = rq_input_line(rows->input, &line, &length, err);
		if (row->length == 0)
			rows->number = rows->input->number;
		if (got == 0 && row->length > 0)
			return rq_fail(err, RQ_BAD_RECORD, "a quote is never closed");
		if (got != 1)
			return got;
		if (!rq_text_is_utf8(line, length) || strlen(line) != length)
			return rq_fail(err, RQ_BAD_RECORD, "not UTF-8 text");
		if ((row->length > 0 && rq_buffer_append_text(row, line_end, err) == -1) ||
		    rq_buffer_append_text(row, line, err) == -1)
			return -1;
		open = is_open(open, line);
		line_end = rows->input->carriage ? "\r\n" : "\n";
	} while (row->length == 0 || open);
	return 1;
}

/* Unquotes a field in place; *end is where the next begins, NULL behind the last. */
static int cut_quoted(char *at, char separator, char **end, struct rq_error *err)
{
	char *to = at;

	for (char *from = at + 1;; from++) {
		if (from[0] == '"' && from[1] == '"') {
			*to++ = *from++;
		} else if (from[0] == '\0') { /* the row's quotes pair up, this field's do not */
			return rq_fail(err, RQ_BAD_RECORD, "a quote is never closed");
		} else if (from[0] == '"') {
			if (from[1] && from[1] != separator)
				return rq_fail(err, RQ_BAD_RECORD, "text behind a closing quote");
			*end = from[1] ? from + 2 : NULL;
			*to = '\0';
			return 0;
		} else {
			*to++ = *from;
		}
	}
}

static int cut(struct rq_rows *rows, struct rq_error *err)
{
	char *at = rows->text, *end = NULL;

	for (rows->count = 0; at; at = end) {
		if (rows->count == RQ_MAX_ROW_FIELDS)
			return rq_fail(err, RQ_TOO_LARGE, "more than %d fields", RQ_MAX_ROW_FIELDS);
		if (*at != '"') {
			end = strchr(at, rows->separator);
			if (end)
				*end++ = '\0';
		} else if (cut_quoted(at, rows->separator, &end, err) == -1) {
			return -1;
		}
		rq_formula_restore(at);
		rows->field =
		    rq_grow(rows->field, rows->count, &rows->capacity, sizeof *rows->field);
		rows->field[rows->count++] = at;
	}
	return 1;
}

int rq_rows_read(struct rq_rows *rows, struct rq_error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct rq_buffer row;
	int got;

	rq_buffer_init(&row, RQ_MAX_RECORD_BYTES);
	got = gather(rows, &row, err);
	free(rows->text);
	rows->text = rq_buffer_take(&row);
	rq_buffer_free(&row);
	if (got != 1)
		return got;
	if (!rows->separator) {
		if (strncmp(rows->text, mark, strlen(mark)) == 0)
			memmove(rows->text, rows->text + strlen(mark),
				strlen(rows->text + strlen(mark)) + 1);
		rows->separator = find_separator(rows->text);
	}
	return cut(rows, err);
}
