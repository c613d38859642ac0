#include "store/parcel_member.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "base/memory.h"

int rq_parcel_time(const json_t *object, const char *key, int64_t *when, struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);

	*when = 0;
	if (!member)
		return 0;
	if (!json_is_string(member))
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is no time", key);
	if (rq_clock_parse(json_string_value(member), when, err) == -1)
		return -1;
	return *when > 0 ? 0 : rq_fail(err, RQ_BAD_RECORD, "\"%s\" was before 1970", key);
}

void rq_parcel_set_bytes(json_t *object, const char *key, struct rq_span bytes)
{
	char *text = rq_alloc(2 * bytes.size + 1, 1);

	rq_hex_write(bytes.data, bytes.size, text);
	rq_json_set_string(object, key, text);
	free(text);
}

int rq_parcel_bytes(const json_t *object, const char *key, unsigned char **bytes, size_t *size,
		    struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);
	size_t length = json_string_length(member);
	const char *text = json_string_value(member);

	*bytes = NULL;
	*size = length / 2;
	if (!member)
		return 0;
	if (!text || length % 2 != 0 || *size > RQ_MAX_PARCEL_BYTES)
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" holds no bytes", key);
	*bytes = rq_alloc(*size + 1, 1);
	if (rq_hex_read(text, *size, *bytes) == 0)
		return 0;
	free(*bytes);
	*bytes = NULL;
	return rq_fail(err, RQ_BAD_RECORD, "\"%s\" holds no bytes", key);
}

int rq_parcel_text(const json_t *object, const char *key, char *text, size_t size, bool optional,
		   struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);
	size_t length = json_string_length(member);

	text[0] = '\0';
	if (!member && optional)
		return 0;
	if (!json_is_string(member) || length >= size || (length == 0 && !optional))
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is missing or too long", key);
	memcpy(text, json_string_value(member), length + 1);
	return 0;
}

int rq_parcel_number(const json_t *object, const char *key, int64_t most, int64_t *number,
		     struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);

	*number = json_integer_value(member);
	if (json_is_integer(member) && *number >= 0 && *number <= most)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is no number from 0 to %lld", key,
		       (long long)most);
}

char *rq_parcel_record(const json_t *object, const char *key)
{
	const json_t *record = rq_json_object(object, key);

	return record ? rq_json_text(record, 0) : NULL;
}
