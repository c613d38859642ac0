#ifndef RQ_ENGINE_CALIBRATION_H
#define RQ_ENGINE_CALIBRATION_H

/*
 * How many tokens a model counts where we estimate some (engine/estimate.h, which estimates
 * rather too many): what it counted of the last prompts. A limit is used whole only when no more is
 * reserved of it than will be taken.
 */

#include <stddef.h>
#include <stdint.h>

enum { RQ_CALIBRATION_SIZE = 32 };

struct rq_calibration {
	int64_t permille[RQ_CALIBRATION_SIZE]; /* counted of estimated, of the last prompts */
	size_t next;
};

/* Until so many prompts were counted the estimate stands, unless one took more. */
void rq_calibration_init(struct rq_calibration *calibration);

void rq_calibration_note(struct rq_calibration *calibration, int64_t estimated, int64_t counted);

/* What to reserve for an estimate: as the worst of the last prompts, and a little more. */
int64_t rq_calibration_expect(const struct rq_calibration *calibration, int64_t estimated);

#endif
