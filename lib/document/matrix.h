#ifndef RQ_DOCUMENT_MATRIX_H
#define RQ_DOCUMENT_MATRIX_H

/*
 * Where points of one space lie in another (ISO 32000-1, 8.3.4): x' = ax + cy +
 * e, y' = bx + dy + f, for a matrix of the six numbers a b c d e f.
 */

#include <stdbool.h>

extern const double rq_matrix_identity[6];

/* First through a, and then through b; result may be either. */
void rq_matrix_multiply(const double a[6], const double b[6], double result[6]);

/* First moved by that much, and then as before. */
void rq_matrix_move(double matrix[6], double x, double y);

void rq_matrix_apply(const double matrix[6], double *x, double *y);

/* Whether boxes stay boxes. */
bool rq_matrix_is_upright(const double matrix[6]);

#endif
