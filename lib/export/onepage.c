#include "export/onepage.h"

#include <math.h>

#include "base/text.h"

/* Of the type's size: a column of text; and what other fonts than ours may need more. */
static const double COLUMN = 0.54, RESERVE = 1.08;

struct sheet {
	const json_t *result;
	rq_fits *fits;
	struct rq_look *look;
	struct rq_manuscript *manuscript;
	struct rq_error *err;
};

/* The sheet anew, with as much of it: whether it fits, or -1. */
static int compose(struct sheet *sheet, size_t most, bool brief)
{
	const struct rq_extent extent = { .most = most, .brief = brief };

	rq_manuscript_free(sheet->manuscript);
	if (rq_compose_changes(sheet->result, &extent, sheet->manuscript, sheet->err) == -1)
		return -1;
	return sheet->fits(sheet->manuscript, sheet->look);
}

/* The most changes that fit, at least one, by halving. */
static int compose_what_fits(struct sheet *sheet, size_t all)
{
	size_t good = 1, bad = all;

	while (bad - good > 1) {
		size_t middle = good + (bad - good) / 2;
		int fit = compose(sheet, middle, true);

		if (fit == -1)
			return -1;
		*(fit ? &good : &bad) = middle;
	}
	return compose(sheet, good, true);
}

int rq_onepage_compose(const json_t *result, rq_fits *fits, struct rq_look *look,
		       struct rq_manuscript *manuscript, struct rq_error *err)
{
	struct sheet sheet = { result, fits, look, manuscript, err };
	size_t all = rq_changes_count(result);
	int fit = compose(&sheet, all, false);

	if (fit == 0) {
		*look = rq_look_dense(look);
		fit = compose(&sheet, all, false);
	}
	if (fit == 0)
		fit = compose(&sheet, all, true);
	if (fit == 0 && all > 1)
		fit = compose_what_fits(&sheet, all);
	return fit == -1 ? -1 : 0;
}

static double line_columns(const struct rq_script_line *line)
{
	size_t columns = line->aside ? rq_text_columns(line->aside) : 0;

	for (size_t i = 0; i < line->count; i++)
		columns += rq_text_columns(line->run[i].text);
	return (double)columns;
}

bool rq_onepage_fits_about(const struct rq_manuscript *manuscript, const struct rq_look *look)
{
	double room = look->height - 2 * look->margin, width = look->width - 2 * look->margin;

	for (size_t i = 0; i < manuscript->count; i++) {
		const struct rq_script_line *line = &manuscript->line[i];
		const struct rq_line_look *set = &look->line[line->role];
		double lines = ceil(line_columns(line) * COLUMN * set->size / width);

		room -= (lines * set->size * look->leading + set->above + set->below) * RESERVE;
	}
	return room >= 0;
}
