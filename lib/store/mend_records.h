#ifndef RQ_STORE_MEND_RECORDS_H
#define RQ_STORE_MEND_RECORDS_H

/* Records that are not the JSON that they should be leave a store that is made anew. */

#include "store/mend.h"

/* Each is set aside, so that nothing of it is lost. Tasks that need it are mended behind it. */
int rq_mend_records(struct rq_session *session, const struct rq_mending *mending,
		    struct rq_error *err);

#endif
