#include "report/wording.h"

#include "review/decision.h"

bool rq_wording_is_original(const struct rq_gist *gist)
{
	enum rq_verdict verdict;

	return !rq_finding_is_held(gist->status) &&
	       rq_verdict_find(rq_json_string(gist->review, "decision"), &verdict) &&
	       verdict == RQ_DECLINED;
}

const char *rq_wording_of(const struct rq_gist *gist)
{
	return rq_wording_is_original(gist) ? "original" : rq_finding_status_words(gist->status);
}
