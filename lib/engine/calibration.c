#include "engine/calibration.h"

/* What a model may count at most for each estimated token; a stranger says how many. SLACK: per
 * mille. */
enum { SAME = 1000, MOST = 4000, SLACK = 20 };

void rq_calibration_init(struct rq_calibration *calibration)
{
	*calibration = (struct rq_calibration) { .next = 0 };
	for (size_t i = 0; i < RQ_CALIBRATION_SIZE; i++)
		calibration->permille[i] = SAME;
}

void rq_calibration_note(struct rq_calibration *calibration, int64_t estimated, int64_t counted)
{
	int64_t permille;

	if (estimated <= 0 || counted <= 0)
		return;
	permille = counted < estimated * (MOST / SAME) ? counted * SAME / estimated : MOST;
	calibration->permille[calibration->next] = permille;
	calibration->next = (calibration->next + 1) % RQ_CALIBRATION_SIZE;
}

int64_t rq_calibration_expect(const struct rq_calibration *calibration, int64_t estimated)
{
	int64_t worst = 0;

	for (size_t i = 0; i < RQ_CALIBRATION_SIZE; i++)
		if (calibration->permille[i] > worst)
			worst = calibration->permille[i];
	if (worst == SAME)
		return estimated;
	return estimated * (worst + SLACK) / SAME + 1;
}
