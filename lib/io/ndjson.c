#include "io/ndjson.h"

#include <string.h>

#include "base/limits.h"
#include "io/record.h"

int rq_ndjson_read(struct rq_input *input, struct rq_ndjson *line, struct rq_error *err)
{
	struct rq_ndjson read = { 0 };
	char *text;
	int got;

	do {
		got = rq_input_line(input, &text, &read.length, err);
		if (got != 1)
			return got;
	} while (text[strspn(text, " \t")] == '\0' && strlen(text) == read.length);
	read.text = text;
	if (rq_json_parse_object(text, read.length, &read.record, err) == -1)
		return -1;
	if (rq_record_type(read.record, &read.type, err) == -1) {
		json_decref(read.record);
		return -1;
	}
	*line = read;
	return 1;
}

int rq_ndjson_write(struct rq_output *output, const json_t *record, struct rq_error *err)
{
	struct rq_buffer text;
	int result;

	rq_buffer_init(&text, RQ_MAX_RECORD_BYTES);
	result = rq_json_append(record, &text, err);
	if (result == 0)
		result = rq_ndjson_write_text(output, text.data, text.length, err);
	rq_buffer_free(&text);
	return result;
}

int rq_ndjson_write_text(struct rq_output *output, const char *text, size_t length,
			 struct rq_error *err)
{
	if (rq_output_write(output, text, length, err) == -1)
		return -1;
	return rq_buffer_append(&output->buffer, "\n", 1, err);
}
