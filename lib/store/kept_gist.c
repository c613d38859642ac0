#include "store/kept_gist.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"

enum { TIME_SIZE = 8 };

int rq_kept_gist_find(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		      struct rq_span *gist, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, number);
	got = rq_table_get(txn, RQ_T_GISTS, rq_key_span(&key), &value, err);
	if (got != 1)
		return got;
	if (value.size < TIME_SIZE || rq_key_read_time(value.data) != finished_at)
		return 0;
	*gist = (struct rq_span) { (const char *)value.data + TIME_SIZE, value.size - TIME_SIZE };
	return 1;
}

static int drop(struct rq_txn *txn, uint64_t number, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	return rq_table_delete(txn, RQ_T_GISTS, rq_key_span(&key), err) == -1 ? -1 : 0;
}

int rq_kept_gist_keep(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		      struct rq_bytes gist, struct rq_error *err)
{
	struct rq_key key = { .size = 0 }, time = { .size = 0 };
	size_t size = TIME_SIZE + gist.length;
	char *bytes;
	int result;

	if (gist.length == 0)
		return drop(txn, number, err);
	bytes = rq_alloc(size, 1);
	rq_key_number(&key, number);
	rq_key_time(&time, finished_at);
	memcpy(bytes, time.bytes, TIME_SIZE);
	memcpy(bytes + TIME_SIZE, gist.data, gist.length);
	result =
	    rq_table_put(txn, RQ_T_GISTS, rq_key_span(&key), (struct rq_span) { bytes, size }, err);
	free(bytes);
	return result;
}

int rq_kept_gist_judge(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		       rq_gist_maker *make, enum rq_gist_state *state, struct rq_buffer *fresh,
		       struct rq_error *err)
{
	struct rq_span result = { NULL, 0 }, gist = { NULL, 0 };
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	if (rq_table_get(txn, RQ_T_RESULTS, rq_key_span(&key), &result, err) == -1 ||
	    rq_kept_gist_find(txn, number, finished_at, &gist, err) == -1)
		return -1;
	*state = rq_outline_judge(make, result, gist, fresh);
	return 0;
}
