#include "store/mend_records.h"

#include <stdlib.h>
#include <string.h>

#include "store/sound.h"

/* The next from the place on, which is moved to it, set aside: 1, 0 when there is none, -1. */
static int set_next_aside(struct rq_session *session, enum rq_table_number table,
			  const struct rq_mending *mending, unsigned char *place, size_t *size,
			  struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got, sound = 1;
	char *name;

	if (rq_table_walk(session->txn, table, (struct rq_span) { place, *size }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1 &&
	       (sound = rq_sound_record(session, table, key, value, err)) == 1)
		;
	if (got == 1 && sound == 0) {
		memcpy(place, key.data, key.size);
		*size = key.size;
		name = rq_sound_name(table, key);
		if (mending->set_aside(name, (struct rq_bytes) { value.data, value.size },
				       (struct rq_bytes) { NULL, 0 }, mending->context, err) == -1)
			sound = -1;
		free(name);
	}
	rq_table_end(&walk);
	return sound == -1 ? -1 : got;
}

static int mend_table(struct rq_session *session, enum rq_table_number table,
		      const struct rq_mending *mending, struct rq_error *err)
{
	unsigned char place[RQ_TABLE_KEY_MAX];
	size_t size = 0;
	int got;

	while ((got = set_next_aside(session, table, mending, place, &size, err)) == 1)
		if (rq_table_delete(session->txn, table, (struct rq_span) { place, size }, err) ==
		    -1)
			return -1;
	return got;
}

int rq_mend_records(struct rq_session *session, const struct rq_mending *mending,
		    struct rq_error *err)
{
	for (size_t i = 0; i < RQ_SOUND_TABLES; i++)
		if (mend_table(session, rq_sound_tables[i], mending, err) == -1)
			return -1;
	return 0;
}
