#ifndef RQ_STORE_SOUND_H
#define RQ_STORE_SOUND_H

/* Whether records that are to be JSON are, and are those that their keys say. */

#include "store/session.h"

/* Tables of such records. A gist has none: without it a report only takes longer. */
enum { RQ_SOUND_TABLES = 5 };
extern const enum rq_table_number rq_sound_tables[RQ_SOUND_TABLES];

/* 1 when it is, or is empty, of which others tell; 0 when not; -1. */
int rq_sound_record(struct rq_session *session, enum rq_table_number table, struct rq_span key,
		    struct rq_span value, struct rq_error *err);

/* What a record is called: "results: record 12"; free(). */
char *rq_sound_name(enum rq_table_number table, struct rq_span key);

#endif
