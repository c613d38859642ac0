#include "document/upright.h"

#include "document/hidden.h"

enum { FEW = 40 }; /* bytes of text: a page without more says little of itself */

static const double MOST = 0.8; /* of its text: the rest are labels, or a date at the edge */

int rq_upright_quarters(const struct rq_paint *paint)
{
	size_t total = 0;

	for (int i = 0; i < 4; i++)
		total += paint->turned[i];
	for (int i = 1; i < 4 && total >= FEW; i++)
		if ((double)paint->turned[i] >= MOST * (double)total)
			return i;
	return 0;
}

void rq_upright_turn(struct rq_content *content, size_t from, size_t count)
{
	for (size_t page = from; page < count; page++) {
		struct rq_hidden told = { 0 }; /* by who reads the page */
		struct rq_paint paint;
		int quarters;

		rq_paint_read(content, page, &told, &paint);
		quarters = rq_upright_quarters(&paint);
		rq_paint_free(&paint);
		rq_hidden_free(&told);
		if (quarters > 0)
			rq_content_turn(content, page, -quarters);
	}
}
