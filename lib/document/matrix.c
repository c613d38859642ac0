#include "document/matrix.h"

#include <math.h>
#include <string.h>

static const double NOTHING = 1e-6;

const double rq_matrix_identity[6] = { 1, 0, 0, 1, 0, 0 };

void rq_matrix_multiply(const double a[6], const double b[6], double result[6])
{
	double product[6] = {
		a[0] * b[0] + a[1] * b[2],        a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2],        a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
	};

	memcpy(result, product, sizeof product);
}

void rq_matrix_move(double matrix[6], double x, double y)
{
	const double by[6] = { 1, 0, 0, 1, x, y };

	rq_matrix_multiply(by, matrix, matrix);
}

void rq_matrix_apply(const double matrix[6], double *x, double *y)
{
	double from = *x;

	*x = from * matrix[0] + *y * matrix[2] + matrix[4];
	*y = from * matrix[1] + *y * matrix[3] + matrix[5];
}

bool rq_matrix_is_upright(const double m[6])
{
	return (fabs(m[1]) < NOTHING && fabs(m[2]) < NOTHING) ||
	       (fabs(m[0]) < NOTHING && fabs(m[3]) < NOTHING);
}
