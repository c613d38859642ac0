#include "report/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "io/formula.h"
#include "report/writer.h"

static void quoted(struct rq_writer *w, const char *text)
{
	char *harmless = rq_formula_disarm(text);
	const char *at = harmless;

	rq_writer_text(w, "\"");
	for (const char *quote; (quote = strchr(at, '"')); at = quote + 1) {
		rq_writer_bytes(w, at, (size_t)(quote - at));
		rq_writer_text(w, "\"\"");
	}
	rq_writer_text(w, at);
	rq_writer_text(w, "\"");
	free(harmless);
}

/* A whole number of units of so many decimals: 7683 is 76.83. */
static void decimal(struct rq_writer *w, int64_t number, int decimals)
{
	lldiv_t part;
	long long scale = 1;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	part = lldiv(number, scale);
	rq_writer_format(w, "%lld.%0*lld", part.quot, decimals, part.rem);
}

static void write_cell(struct rq_writer *w, enum rq_cell_kind kind, const struct rq_cell *cell)
{
	char time[RQ_TIME_SIZE];

	switch (kind) {
	case RQ_CELL_TEXT:
		quoted(w, cell->text);
		break;
	case RQ_CELL_COUNT:
		rq_writer_format(w, "%lld", (long long)cell->number);
		break;
	case RQ_CELL_PERCENT:
		decimal(w, cell->number, 2);
		break;
	case RQ_CELL_MONEY:
		decimal(w, cell->number, 6);
		break;
	case RQ_CELL_SECONDS:
		decimal(w, cell->number, 3);
		break;
	case RQ_CELL_TIME:
		rq_writer_text(w, rq_clock_format(cell->number, time));
		break;
	}
}

int rq_csv_begin(struct rq_output *out, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	for (size_t i = 0; i < RQ_COLUMNS; i++)
		rq_writer_format(&w, "%s%s", i > 0 ? "," : "", rq_table_columns()[i].name);
	rq_writer_text(&w, "\r\n");
	return rq_writer_end(&w);
}

int rq_csv_add(struct rq_output *out, const struct rq_table_row *row, struct rq_error *err)
{
	struct rq_writer w = { .out = out, .err = err };

	for (size_t i = 0; i < RQ_COLUMNS; i++) {
		if (i > 0)
			rq_writer_text(&w, ",");
		if (!row->cell[i].empty)
			write_cell(&w, rq_table_columns()[i].kind, &row->cell[i]);
	}
	rq_writer_text(&w, "\r\n");
	return rq_writer_end(&w);
}
