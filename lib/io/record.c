#include "io/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

json_t *rq_record_new(const char *type)
{
	json_t *record = json_object();

	rq_json_set_string(record, "type", type);
	rq_json_set_integer(record, "v", RQ_RECORD_VERSION);
	return record;
}

int rq_record_type(const json_t *record, const char **type, struct rq_error *err)
{
	const char *name = rq_json_string(record, "type");
	json_int_t version = rq_json_integer(record, "v", 0);

	if (!name)
		return rq_fail(err, RQ_BAD_RECORD, "no \"type\": not a record");
	if (version < 1)
		return rq_fail(err, RQ_BAD_RECORD, "no \"v\": not a record");
	if (version > RQ_RECORD_VERSION)
		return rq_fail(err, RQ_BAD_RECORD,
			       "a record of version %lld, this is rq " RQ_VERSION " and knows %d",
			       (long long)version, RQ_RECORD_VERSION);
	*type = name;
	return 0;
}

json_t *rq_record_error(const char *stage, const char *source, const struct rq_error *err)
{
	json_t *record = rq_record_new("error");
	char message[2 * sizeof err->message];

	rq_json_set_string(record, "stage", stage);
	if (source) {
		char *safe = rq_text_escaped(source);

		rq_json_set_string(record, "source", safe);
		free(safe);
	}
	rq_json_set_string(record, "code", rq_code_name(err->code));
	rq_json_set_string(record, "message",
			   rq_text_escape(err->message, message, sizeof message));
	return record;
}

void rq_record_set_time(json_t *record, const char *key, int64_t when)
{
	char text[RQ_TIME_SIZE];

	if (when > 0)
		rq_json_set_string(record, key, rq_clock_format(when, text));
}
