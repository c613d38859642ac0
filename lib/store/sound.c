#include "store/sound.h"

#include <stdlib.h>

#include "base/hex.h"
#include "base/memory.h"
#include "store/object.h"
#include "store/review.h"

const enum rq_table_number rq_sound_tables[RQ_SOUND_TABLES] = { RQ_T_RESUMES, RQ_T_JOBS,
								RQ_T_RECIPES, RQ_T_RESULTS,
								RQ_T_REVIEWS };

static enum rq_store_kind kind_of(enum rq_table_number table)
{
	static const enum rq_store_kind kinds[RQ_TABLES] = {
		[RQ_T_RESUMES] = RQ_STORED_RESUME, [RQ_T_JOBS] = RQ_STORED_JOB,
		[RQ_T_RECIPES] = RQ_STORED_RECIPE, [RQ_T_RESULTS] = RQ_STORED_RESULT,
		[RQ_T_REVIEWS] = RQ_STORED_REVIEW,
	};

	return kinds[table];
}

/* The id that the record may say: 1, 0 when the key does not lead to one, -1. */
static int find_id(struct rq_session *session, enum rq_table_number table, struct rq_span key,
		   char id[RQ_ID_SIZE], struct rq_error *err)
{
	const unsigned char *folded = NULL;
	struct rq_span packed = { NULL, 0 };
	int got = 0;

	if (table == RQ_T_RESUMES && key.size == 8 + RQ_KEY_ID)
		folded = (const unsigned char *)key.data + 8;
	if (table == RQ_T_RESULTS)
		got = rq_table_get(session->txn, RQ_T_TASKS, key, &packed, err);
	if (got == 1)
		folded = rq_pack_id(packed, RQ_PACK_TASK);
	if (folded)
		rq_hex_write(folded, RQ_KEY_ID, id);
	return got == -1 ? -1 : folded != NULL;
}

int rq_sound_record(struct rq_session *session, enum rq_table_number table, struct rq_span key,
		    struct rq_span value, struct rq_error *err)
{
	struct rq_kept_review review = { .decision = value };
	struct rq_error why = { 0 };
	char id[RQ_ID_SIZE];
	int got = find_id(session, table, key, id, err);

	if (got == -1)
		return -1;
	if (value.size == 0 ||
	    (table == RQ_T_REVIEWS && rq_review_read(value, &review, &why) == -1))
		return 1;
	return rq_object_check(kind_of(table), got == 1 ? id : NULL,
			       (struct rq_bytes) { review.decision.data, review.decision.size },
			       &why) == 0;
}

char *rq_sound_name(enum rq_table_number table, struct rq_span key)
{
	char *hex, *name;

	if (key.size == 8 || table == RQ_T_RESUMES)
		return rq_printf("%s: record %llu", rq_table_names[table],
				 key.size < 8 ? 0ULL
					      : (unsigned long long)rq_key_read_number(key.data));
	hex = rq_alloc(2 * key.size + 1, 1);
	rq_hex_write(key.data, key.size, hex);
	name = rq_printf("%s: record %s", rq_table_names[table], hex);
	free(hex);
	return name;
}
