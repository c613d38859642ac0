#include <stdlib.h>

#include "store/check.h"
#include "store/embedded.h"
#include "store/sound.h"

static int check_record(struct rq_session *session, enum rq_table_number table, struct rq_span key,
			struct rq_span value, struct rq_complaints *complaints,
			struct rq_error *err)
{
	int sound = rq_sound_record(session, table, key, value, err);
	char *name;

	if (sound != 0)
		return sound == -1 ? -1 : 0;
	name = rq_sound_name(table, key);
	rq_complain(complaints, "%s is damaged", name);
	free(name);
	return 0;
}

static int check_table(struct rq_session *session, enum rq_table_number table,
		       struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (check_record(session, table, key, value, complaints, err) == -1) {
			got = -1;
			break;
		}
	rq_table_end(&walk);
	return got;
}

/* Of an encrypted store, records that nobody looks at are at least what was sealed. */
static int check_sealed(struct rq_session *session, enum rq_table_number table,
			struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (walk.damaged && key.size == 8)
			rq_complain(complaints, "%s: record %llu is damaged", rq_table_names[table],
				    (unsigned long long)rq_key_read_number(key.data));
		else if (walk.damaged)
			rq_complain(complaints, "%s: a record is damaged", rq_table_names[table]);
	rq_table_end(&walk);
	return got;
}

int rq_check_records(struct rq_session *session, struct rq_complaints *complaints,
		     struct rq_error *err)
{
	static const enum rq_table_number unseen[] = { RQ_T_JOBS, RQ_T_RECIPES, RQ_T_RESULTS,
						       RQ_T_GISTS, RQ_T_HOLDS };
	const bool sealed = rq_tables_cipher(session->store->tables) != NULL;

	for (size_t i = 0; sealed && i < sizeof unseen / sizeof unseen[0]; i++)
		if (check_sealed(session, unseen[i], complaints, err) == -1)
			return -1;
	for (size_t i = 0; i < RQ_SOUND_TABLES; i++)
		if (check_table(session, rq_sound_tables[i], complaints, err) == -1)
			return -1;
	return 0;
}
