/*
 * Records from a stranger: reading never crashes, every refusal has a message,
 * and what is accepted survives being written and read again.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "io/ndjson.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 14, MAX_LINE = 1 << 12 };

static void check_round_trip(const json_t *record)
{
	struct rq_error err = { 0 };
	char *text = rq_json_text(record, 0);
	json_t *again;

	if (rq_json_parse_object(text, strlen(text), &again, &err) == -1 ||
	    !json_equal(record, again))
		abort();
	json_decref(again);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_input input;
	int ends[2], got;

	if (size > MAX_INPUT || pipe(ends) == -1)
		return 0;
	if (write(ends[1], data, size) != (ssize_t)size)
		abort();
	(void)close(ends[1]);
	rq_input_init(&input, ends[0], -1, MAX_LINE);
	do {
		struct rq_error err = { 0 };
		struct rq_ndjson line;

		got = rq_ndjson_read(&input, &line, &err);
		if (got == 1) {
			check_round_trip(line.record);
			json_decref(line.record);
		} else if (got == -1 && (err.code == RQ_OK || err.message[0] == '\0')) {
			abort();
		}
	} while (got != 0);
	rq_input_free(&input);
	(void)close(ends[0]);
	return 0;
}
