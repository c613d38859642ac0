#include "store/postgres_fetched.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/memory.h"

static const PGresult *result_of(const struct rq_fetched *rows)
{
	return (const PGresult *)(const void *)rows;
}

void rq_fetched_free(struct rq_fetched *rows)
{
	PQclear((PGresult *)(void *)rows);
}

void *rq_fetched_room(const struct rq_fetched *rows, size_t size)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): what is added to an answer changes no row */
	void *room = PQresultAlloc((PGresult *)(uintptr_t)rows, size);

	if (!room)
		rq_memory_out();
	return room;
}

size_t rq_fetched_count(const struct rq_fetched *rows)
{
	return (size_t)PQntuples(result_of(rows));
}

/* Of any width: boolean, integer, bigint. */
int64_t rq_fetched_number(const struct rq_fetched *rows, size_t row, int column)
{
	const char *bytes = PQgetvalue(result_of(rows), (int)row, column);
	int length = PQgetlength(result_of(rows), (int)row, column);
	uint64_t number = 0;

	for (int i = 0; i < length && i < 8; i++)
		number = number << 8 | (unsigned char)bytes[i];
	if (length == 4)
		return (int32_t)(uint32_t)number;
	return (int64_t)number;
}

const char *rq_fetched_text(const struct rq_fetched *rows, size_t row, int column)
{
	return PQgetvalue(result_of(rows), (int)row, column);
}

struct rq_bytes rq_fetched_bytes(const struct rq_fetched *rows, size_t row, int column)
{
	if (PQgetisnull(result_of(rows), (int)row, column))
		return (struct rq_bytes) { NULL, 0 };
	return (struct rq_bytes) { PQgetvalue(result_of(rows), (int)row, column),
				   (size_t)PQgetlength(result_of(rows), (int)row, column) };
}

bool rq_fetched_copy(const struct rq_fetched *rows, size_t row, int column, char *text, size_t size)
{
	size_t length = (size_t)PQgetlength(result_of(rows), (int)row, column);

	if (length >= size)
		return false;
	memcpy(text, PQgetvalue(result_of(rows), (int)row, column), length);
	text[length] = '\0';
	return true;
}
