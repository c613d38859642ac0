#ifndef RQ_REPORT_BIAS_TEXT_H
#define RQ_REPORT_BIAS_TEXT_H

/* The figures of bias.h and groups.h, either of them or both, for a person. NULL: not asked for. */

#include "report/writer.h"

#include "base/json.h"

void rq_bias_text(struct rq_writer *w, const json_t *bias, const json_t *groups);

#endif
