#include "store/postgres_args.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"

enum { MAX_ARGS = 32 };

/* Types by pg_type.dat; they are part of the protocol and never change. */
static const struct {
	unsigned one, array;
} oids[] = {
	[RQ_ARG_NUMBER] = { 20, 1016 },
	[RQ_ARG_TEXT] = { 25, 1009 },
	[RQ_ARG_BYTES] = { 17, 1001 },
};

/*
 * An array in binary: dimensions, whether there are nulls, type of the elements, their
 * number, the first index; then each with its length before it (array_recv).
 */
enum { HEADER = 20, NO_ELEMENTS = 12, LENGTH = 4 };

struct rq_args {
	size_t count;
	struct {
		struct rq_buffer bytes;
		enum rq_arg_type type;
		bool array, null, with_nulls;
		uint32_t elements;
		size_t first; /* the size of the first element, without its length */
	} arg[MAX_ARGS];
	unsigned types[MAX_ARGS];
	const char *values[MAX_ARGS];
	int lengths[MAX_ARGS], formats[MAX_ARGS];
	struct rq_error failure; /* the first; told when the arguments are looked at */
};

struct rq_args *rq_args_new(void)
{
	return rq_alloc(1, sizeof(struct rq_args));
}

void rq_args_free(struct rq_args *args)
{
	if (!args)
		return;
	for (size_t i = 0; i < args->count; i++)
		rq_buffer_free(&args->arg[i].bytes);
	free(args);
}

static size_t begin(struct rq_args *args, enum rq_arg_type type, bool array)
{
	size_t at = args->count++;

	assert(at < MAX_ARGS);
	args->arg[at].type = type;
	args->arg[at].array = array;
	rq_buffer_init(&args->arg[at].bytes, RQ_MAX_ARGUMENT_BYTES);
	return at;
}

static void append(struct rq_args *args, size_t at, const void *bytes, size_t size)
{
	struct rq_error why = { 0 };

	if (rq_buffer_append(&args->arg[at].bytes, bytes, size, &why) == -1 &&
	    args->failure.code == RQ_OK)
		args->failure = why;
}

static void put_32(unsigned char to[4], uint32_t number)
{
	for (int i = 0; i < 4; i++)
		to[i] = (unsigned char)(number >> (24 - 8 * i));
}

static void put_64(unsigned char to[8], int64_t number)
{
	put_32(to, (uint32_t)((uint64_t)number >> 32));
	put_32(to + 4, (uint32_t)number);
}

void rq_args_number(struct rq_args *args, int64_t number)
{
	unsigned char bytes[8];

	put_64(bytes, number);
	append(args, begin(args, RQ_ARG_NUMBER, false), bytes, sizeof bytes);
}

void rq_args_text(struct rq_args *args, const char *text)
{
	append(args, begin(args, RQ_ARG_TEXT, false), text, strlen(text));
}

void rq_args_bytes(struct rq_args *args, struct rq_bytes bytes)
{
	size_t at = begin(args, RQ_ARG_BYTES, false);

	args->arg[at].null = !bytes.data;
	if (bytes.data)
		append(args, at, bytes.data, bytes.length);
}

size_t rq_args_array(struct rq_args *args, enum rq_arg_type type)
{
	static const unsigned char room[HEADER];
	size_t at = begin(args, type, true);

	append(args, at, room, sizeof room);
	return at;
}

static void push(struct rq_args *args, size_t array, enum rq_arg_type type, const void *bytes,
		 size_t size)
{
	unsigned char length[LENGTH];

	assert(args->arg[array].array && args->arg[array].type == type);
	if (args->arg[array].elements == 0)
		args->arg[array].first = bytes ? size : 0;
	put_32(length, bytes ? (uint32_t)size : UINT32_MAX);
	append(args, array, length, sizeof length);
	if (bytes)
		append(args, array, bytes, size);
	else
		args->arg[array].with_nulls = true;
	args->arg[array].elements++;
}

void rq_args_push_number(struct rq_args *args, size_t array, int64_t number)
{
	unsigned char bytes[8];

	put_64(bytes, number);
	push(args, array, RQ_ARG_NUMBER, bytes, sizeof bytes);
}

void rq_args_push_text(struct rq_args *args, size_t array, const char *text)
{
	push(args, array, RQ_ARG_TEXT, text, strlen(text));
}

void rq_args_push_bytes(struct rq_args *args, size_t array, struct rq_bytes bytes)
{
	push(args, array, RQ_ARG_BYTES, bytes.data, bytes.length);
}

size_t rq_args_elements(const struct rq_args *args, size_t array)
{
	return args->arg[array].elements;
}

/* When what stands behind the first element is the same as what begins with it, all are alike. */
bool rq_args_fold(struct rq_args *args, size_t array)
{
	struct rq_buffer *bytes = &args->arg[array].bytes;
	size_t one = LENGTH + args->arg[array].first, count = args->arg[array].elements;
	char *from = bytes->data + HEADER;

	if (count == 0 || bytes->length != HEADER + count * one ||
	    memcmp(from, from + one, (count - 1) * one) != 0)
		return false;
	args->arg[array].array = false;
	args->arg[array].null = args->arg[array].with_nulls;
	bytes->length = args->arg[array].first;
	memmove(bytes->data, from + LENGTH, bytes->length);
	return true;
}

static void write_header(struct rq_args *args, size_t at)
{
	unsigned char *header = (unsigned char *)args->arg[at].bytes.data;

	put_32(header, args->arg[at].elements > 0);
	put_32(header + 4, args->arg[at].with_nulls);
	put_32(header + 8, oids[args->arg[at].type].one);
	put_32(header + 12, args->arg[at].elements);
	put_32(header + 16, 1);
}

int rq_args_view(struct rq_args *args, struct rq_args_view *view, struct rq_error *err)
{
	if (args->failure.code != RQ_OK)
		return rq_fail(err, args->failure.code, "%s", args->failure.message);
	for (size_t i = 0; i < args->count; i++) {
		bool array = args->arg[i].array;

		if (array)
			write_header(args, i);
		args->types[i] =
		    array ? oids[args->arg[i].type].array : oids[args->arg[i].type].one;
		args->values[i] = args->arg[i].null ? NULL : args->arg[i].bytes.data;
		args->lengths[i] = array && args->arg[i].elements == 0
				       ? NO_ELEMENTS
				       : (int)args->arg[i].bytes.length;
		args->formats[i] = 1;
	}
	*view = (struct rq_args_view) { (int)args->count, args->types, args->values, args->lengths,
					args->formats };
	return 0;
}
