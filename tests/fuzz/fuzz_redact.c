/*
 * Any text about one person: what is hidden comes back to the byte, and after hiding
 * nothing is left that tells who it is. The input is the text. What a text itself wrapped in
 * escapes is not hidden; it is a leak, and no request is sent with it.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "resume/redact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 13 };

static const char record_text[] =
    "{\"resume\":{\"basics\":{\"name\":\"Dr. Jane M. van Müller-Doe\","
    "\"email\":\"jane.doe@example.org\",\"phone\":\"+49 170 1234567, 0301234567\","
    "\"url\":\"https://jdoe.example/cv\",\"birthDate\":\"1985-03-12\","
    "\"location\":{\"address\":\"Musterstraße 12\",\"postalCode\":\"10115\"},"
    "\"profiles\":[{\"username\":\"jd-codes\"},{\"username\":\"tiger\"},"
    "{\"url\":\"https://github.com/王小明\"}]}}}";

static void check(struct rq_redaction *redaction, const char *text)
{
	char *redacted = rq_redact(redaction, text);
	json_t *back = json_pack("[s]", redacted);
	struct rq_error err = { 0 };
	const char *what;
	bool leaks = rq_redaction_leaks(redaction, "", 0, redacted, strlen(redacted), &what) &&
		     !strpbrk(text, "\\%");

	if (leaks || !back || rq_redaction_restore(redaction, back, &err) == -1 ||
	    strcmp(json_string_value(json_array_get(back, 0)), text) != 0)
		abort();
	json_decref(back);
	free(redacted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_redaction *redaction;
	struct rq_error err = { 0 };
	json_t *record;
	char *text;

	if (size > MAX_INPUT || !rq_text_is_utf8((const char *)data, size) ||
	    memchr(data, '\0', size))
		return 0;
	if (rq_json_parse_object(record_text, strlen(record_text), &record, &err) == -1)
		abort();
	redaction = rq_redaction_new(record);
	text = strndup((const char *)data, size);
	check(redaction, text);
	free(text);
	rq_redaction_free(redaction);
	json_decref(record);
	return 0;
}
