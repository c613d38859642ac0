#include "store/sieve.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"

/* A block and the head that LMDB gives it are one page of 4,096 bytes. */
enum { BLOCK = 4080, BLOCK_BITS = BLOCK * 8, BITS_OF_ID = 10, PROBES = 7 };

static struct rq_key key_of(const struct rq_run *run, uint64_t block)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, run->name);
	rq_key_number(&key, block);
	return key;
}

/* Where an id stands: its block, and the bits in it. An id is a digest, and strewn by itself. */
struct place {
	uint64_t block;
	uint32_t first, step;
};

static struct place place_of(const unsigned char id[RQ_KEY_ID], uint64_t blocks)
{
	uint64_t low = rq_key_read_number(id), high = rq_key_read_number(id + 8);

	return (struct place) { (low ^ low >> 32) % blocks, (uint32_t)high,
				(uint32_t)(high >> 32) | 1 };
}

static uint32_t bit_of(const struct place *place, uint32_t probe)
{
	return (place->first + probe * place->step) % BLOCK_BITS;
}

static void set(unsigned char *blocks, const struct place *place)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		uint32_t bit = bit_of(place, i);

		blocks[place->block * BLOCK + bit / 8] |= (unsigned char)(1 << bit % 8);
	}
}

static bool has(const unsigned char *block, const struct place *place)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		uint32_t bit = bit_of(place, i);

		if ((block[bit / 8] & 1 << bit % 8) == 0)
			return false;
	}
	return true;
}

/* --- making ----------------------------------------------------------------------------- */

struct sieve {
	unsigned char *bits; /* NULL: ids are only counted */
	uint64_t blocks, ids;
};

/* Of one index by ids of résumés. */
static int put_ids(struct rq_session *session, size_t table, const struct rq_run *run,
		   struct sieve *sieve, struct rq_error *err)
{
	unsigned char last[RQ_KEY_ID] = { 0 };
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	rq_key_number(&from, run->name);
	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1 && rq_run_has(run, key)) {
		const struct rq_line *lines = value.data;

		for (size_t i = 0; i < value.size / sizeof *lines; i++) {
			if (memcmp(lines[i].id, last, RQ_KEY_ID) == 0)
				continue;
			memcpy(last, lines[i].id, RQ_KEY_ID);
			sieve->ids++;
			if (sieve->bits) {
				struct place place = place_of(last, sieve->blocks);

				set(sieve->bits, &place);
			}
		}
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

static int put_all(struct rq_session *session, const struct rq_run *run, struct sieve *sieve,
		   struct rq_error *err)
{
	return put_ids(session, RQ_T_BY_USE, run, sieve, err) == -1
		   ? -1
		   : put_ids(session, RQ_T_BY_RESUME, run, sieve, err);
}

int rq_sieve_make(struct rq_session *session, struct rq_run *run, struct rq_error *err)
{
	struct sieve sieve = { .bits = NULL };
	int result = put_all(session, run, &sieve, err);

	if (result == -1)
		return -1;
	run->sieve_blocks = sieve.blocks = sieve.ids * BITS_OF_ID / BLOCK_BITS + 1;
	sieve.bits = rq_alloc(sieve.blocks, BLOCK);
	result = put_all(session, run, &sieve, err);
	for (uint64_t i = 0; result == 0 && i < sieve.blocks; i++) {
		struct rq_key key = key_of(run, i);

		result = rq_table_put(session->txn, RQ_T_SIEVES, rq_key_span(&key),
				      (struct rq_span) { sieve.bits + i * BLOCK, BLOCK }, err);
	}
	free(sieve.bits);
	return result;
}

/* --- looking ---------------------------------------------------------------------------- */

static int may_have(struct rq_session *session, const struct rq_run *run,
		    const unsigned char resume[RQ_KEY_ID], struct rq_error *err)
{
	struct place place = place_of(resume, run->sieve_blocks);
	struct rq_key key = key_of(run, place.block);
	struct rq_span value;
	int got = rq_table_get(session->txn, RQ_T_SIEVES, rq_key_span(&key), &value, err);

	return got == 1 ? value.size == BLOCK && has(value.data, &place) : got;
}

int rq_sieve_look(struct rq_session *session, const unsigned char resume[RQ_KEY_ID],
		  uint64_t *found, struct rq_error *err)
{
	const struct rq_runs *runs = &session->runs;

	*found = 0;
	for (size_t i = 0; i < runs->count; i++) {
		int got = may_have(session, &runs->list[i], resume, err);

		if (got == -1)
			return -1;
		*found |= (uint64_t)got << i;
	}
	return 0;
}
