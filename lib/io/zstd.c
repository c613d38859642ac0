#include "io/zstd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zstd.h>

#include "base/memory.h"

enum { LEVEL = 6 };

bool rq_zstd_is(int file)
{
	static const unsigned char magic[] = { 0x28, 0xb5, 0x2f, 0xfd };
	unsigned char start[sizeof magic];

	return pread(file, start, sizeof start, 0) == sizeof start &&
	       memcmp(start, magic, sizeof magic) == 0;
}

/* One direction of the work: what is read, and room for what comes of it. */
struct flow {
	int file;
	struct rq_output *out;
	char *read, *made;
	size_t read_size, made_size;
	uint64_t size;
};

static struct flow begin(int file, struct rq_output *out, size_t read_size, size_t made_size)
{
	return (struct flow) {
		file, out, rq_alloc(read_size, 1), rq_alloc(made_size, 1), read_size, made_size, 0
	};
}

static void end(struct flow *flow)
{
	free(flow->read);
	free(flow->made);
}

static int fill(struct flow *flow, ZSTD_inBuffer *in, struct rq_error *err)
{
	ssize_t got;

	do
		got = read(flow->file, flow->read, flow->read_size);
	while (got == -1 && errno == EINTR);
	if (got == -1)
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot read");
	*in = (ZSTD_inBuffer) { flow->read, (size_t)got, 0 };
	return 0;
}

static int spill(struct flow *flow, const ZSTD_outBuffer *made, struct rq_error *err)
{
	flow->size += made->pos;
	return flow->out ? rq_output_write(flow->out, flow->made, made->pos, err) : 0;
}

/* --- packing --------------------------------------------------------------- */

static int pack_piece(ZSTD_CCtx *zstd, struct flow *flow, ZSTD_inBuffer *in, bool *done,
		      struct rq_error *err)
{
	ZSTD_EndDirective how = in->size == 0 ? ZSTD_e_end : ZSTD_e_continue;
	size_t left;

	do {
		ZSTD_outBuffer made = { flow->made, flow->made_size, 0 };

		left = ZSTD_compressStream2(zstd, &made, in, how);
		if (ZSTD_isError(left))
			return rq_fail(err, RQ_SYSTEM, "zstd: %s", ZSTD_getErrorName(left));
		if (spill(flow, &made, err) == -1)
			return -1;
	} while (how == ZSTD_e_end ? left > 0 : in->pos < in->size);
	*done = how == ZSTD_e_end;
	return 0;
}

int rq_zstd_pack(int file, struct rq_output *out, struct rq_error *err)
{
	struct flow flow = begin(file, out, ZSTD_CStreamInSize(), ZSTD_CStreamOutSize());
	ZSTD_CCtx *zstd = ZSTD_createCCtx();
	ZSTD_inBuffer in;
	bool done = false;
	int result = 0;

	(void)ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, LEVEL);
	(void)ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
	while (result == 0 && !done) {
		result = fill(&flow, &in, err);
		if (result == 0)
			result = pack_piece(zstd, &flow, &in, &done, err);
	}
	ZSTD_freeCCtx(zstd);
	end(&flow);
	return result;
}

/* --- unpacking ------------------------------------------------------------- */

/* *whole: a frame ended here. */
static int unpack_piece(ZSTD_DCtx *zstd, struct flow *flow, ZSTD_inBuffer *in, bool *whole,
			struct rq_error *err)
{
	bool more;

	do {
		ZSTD_outBuffer made = { flow->made, flow->made_size, 0 };
		size_t wanted = ZSTD_decompressStream(zstd, &made, in);

		if (ZSTD_isError(wanted))
			return rq_fail(err, RQ_DAMAGED, "damaged: %s", ZSTD_getErrorName(wanted));
		if (spill(flow, &made, err) == -1)
			return -1;
		*whole = wanted == 0;
		/* Asked once more behind its end, it would begin another frame. */
		more = made.pos == made.size && !*whole;
	} while (in->pos < in->size || more);
	return 0;
}

int rq_zstd_unpack(int file, struct rq_output *out, uint64_t *size, struct rq_error *err)
{
	struct flow flow = begin(file, out, ZSTD_DStreamInSize(), ZSTD_DStreamOutSize());
	ZSTD_DCtx *zstd = ZSTD_createDCtx();
	bool whole = false;
	int result;

	for (;;) {
		ZSTD_inBuffer in = { 0 };

		result = fill(&flow, &in, err);
		if (result == -1 || in.size == 0)
			break;
		result = unpack_piece(zstd, &flow, &in, &whole, err);
		if (result == -1)
			break;
	}
	if (result == 0 && !whole)
		result = rq_fail(err, RQ_DAMAGED, "damaged: it ends too early");
	*size = flow.size;
	ZSTD_freeDCtx(zstd);
	end(&flow);
	return result;
}
