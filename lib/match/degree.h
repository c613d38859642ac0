#ifndef RQ_MATCH_DEGREE_H
#define RQ_MATCH_DEGREE_H

/*
 * Levels of education, and the words that name them in English, German,
 * French, Spanish, Portuguese, Italian and Dutch.
 */

#include <stdbool.h>

enum rq_degree { /* lowest first */
		 RQ_DEGREE_NONE,
		 RQ_DEGREE_SCHOOL,
		 RQ_DEGREE_VOCATIONAL,
		 RQ_DEGREE_ASSOCIATE,
		 RQ_DEGREE_BACHELOR,
		 RQ_DEGREE_MASTER,
		 RQ_DEGREE_DOCTOR,
};

/*
 * The lowest and the highest level that a text names; RQ_DEGREE_NONE without
 * any. In the field of a degree (title true) short forms like "MS" and "BA"
 * count wherever they stand; elsewhere only as "MS in", "BA/BS". A "degree" of
 * no stated level is a bachelor's.
 */
void rq_degree_read(const char *text, bool title, enum rq_degree *lowest, enum rq_degree *highest);

/* "bachelor" and the like, in records; NULL for RQ_DEGREE_NONE. Static. */
const char *rq_degree_name(enum rq_degree degree);

/* The level of that name, or RQ_DEGREE_NONE. */
enum rq_degree rq_degree_find(const char *name);

#endif
