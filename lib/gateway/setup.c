#include "gateway/setup.h"

int rq_setup_open_store(const struct rq_setup *setup, bool look, struct rq_store **store,
			struct rq_answer *answer)
{
	const struct rq_store_options how = { .read_only = look,
					      .must_exist = look,
					      .keys = setup->keys };
	struct rq_error err = { 0 };

	if (rq_store_open(setup->store, &how, store, &err) == 0)
		return 0;
	/* A store that is not there is the operator's to mend, not what the client asked for. */
	if (err.code == RQ_NOT_FOUND)
		err.code = RQ_STORE;
	return rq_answer_failure(answer, &err);
}
