#include "report/sum.h"

void rq_sum_add(int64_t *sum, int64_t number)
{
	if (number > 0 && __builtin_add_overflow(*sum, number, sum))
		*sum = INT64_MAX;
}
