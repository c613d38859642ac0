#include "report/chart.h"

enum { COLUMNS = 10, WIDTH = 40, HEIGHT = 100, LABEL = 16, NAMES = 10, LENGTH = 1000 };

/* A column holds what is over the edge before its own, and at most that. */
struct columns {
	const char *label[COLUMNS]; /* at the column's foot; "" for none */
	int64_t count[COLUMNS];
};

static int64_t most_of(const int64_t *counts, size_t count)
{
	int64_t most = 1;

	for (size_t i = 0; i < count; i++)
		if (counts[i] > most)
			most = counts[i];
	return most;
}

static void column(struct rq_writer *w, int at, int64_t count, int64_t most, const char *label)
{
	int high = (int)((double)count / (double)most * HEIGHT), middle = at * WIDTH + WIDTH / 2;

	rq_writer_format(w, "<rect class=\"before\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
			 at * WIDTH + 2, LABEL + HEIGHT - high, WIDTH - 4, high);
	if (count > 0)
		rq_writer_format(w, "<text x=\"%d\" y=\"%d\">%lld</text>", middle,
				 LABEL + HEIGHT - high - 3, (long long)count);
	rq_writer_format(w, "<text x=\"%d\" y=\"%d\">%s</text>", middle, HEIGHT + 2 * LABEL - 2,
			 label);
}

static void draw(struct rq_writer *w, const char *title, const struct columns *columns)
{
	int64_t most = most_of(columns->count, COLUMNS);

	rq_writer_format(w,
			 "<figure class=\"chart\"><figcaption>%s</figcaption>"
			 "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s:",
			 title, COLUMNS * WIDTH, HEIGHT + 2 * LABEL, title);
	for (int i = 0; i < COLUMNS; i++)
		rq_writer_format(w, " %s: %lld.", columns->label[i], (long long)columns->count[i]);
	rq_writer_format(w, "\"><rect class=\"track\" y=\"%d\" width=\"%d\" height=\"1\"/>",
			 LABEL + HEIGHT, COLUMNS * WIDTH);
	for (int i = 0; i < COLUMNS; i++)
		column(w, i, columns->count[i], most, columns->label[i]);
	rq_writer_text(w, "</svg></figure>\n");
}

static void fill(struct columns *columns, const struct rq_spread *spread,
		 const int64_t edges[COLUMNS])
{
	int64_t before = 0;

	for (int i = 0; i < COLUMNS; i++) {
		int64_t upto = i == COLUMNS - 1 ? spread->count : rq_spread_upto(spread, edges[i]);

		columns->count[i] = upto - before;
		before = upto;
	}
}

void rq_chart_scores(struct rq_writer *w, const char *title, const struct rq_spread *scores)
{
	static const int64_t edges[COLUMNS] = { 1000, 2000, 3000, 4000, 5000,
						6000, 7000, 8000, 9000, 10000 };
	struct columns columns = { .label = { "≤10", "≤20", "≤30", "≤40", "≤50", "≤60", "≤70",
					      "≤80", "≤90", "≤100" } };

	if (scores->count == 0)
		return;
	fill(&columns, scores, edges);
	draw(w, title, &columns);
}

void rq_chart_times(struct rq_writer *w, const char *title, const struct rq_spread *times)
{
	static const int64_t edges[COLUMNS] = { 1000,   5000,    15000,   60000,    300000,
						900000, 1800000, 3600000, 14400000, 0 };
	struct columns columns = { .label = { "≤1 s", "≤5 s", "≤15 s", "≤1 m", "≤5 m", "≤15 m",
					      "≤30 m", "≤1 h", "≤4 h", "over" } };

	if (times->count == 0)
		return;
	fill(&columns, times, edges);
	draw(w, title, &columns);
}

static size_t highest(const struct rq_chart_bar *bars, size_t count)
{
	size_t at = 0;

	for (size_t i = 1; i < count; i++)
		if (bars[i].value > bars[at].value)
			at = i;
	return at;
}

/* The first, the last and the most are told; of the others, the bars. */
void rq_chart_bars(struct rq_writer *w, const char *title, const struct rq_chart_bar *bars,
		   size_t count)
{
	size_t most = count > 0 ? highest(bars, count) : 0;
	int step = COLUMNS * WIDTH / (count < COLUMNS ? COLUMNS : (int)count);

	if (count == 0 || bars[most].value <= 0)
		return;
	rq_writer_format(w,
			 "<figure class=\"chart\"><figcaption>%s; at most %s</figcaption>"
			 "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s: "
			 "%s: %s. At most %s: %s. %s: %s.\">"
			 "<rect class=\"track\" y=\"%d\" width=\"%d\" height=\"1\"/>",
			 title, bars[most].text, COLUMNS * WIDTH, HEIGHT + 2 * LABEL, title,
			 bars[0].label, bars[0].text, bars[most].label, bars[most].text,
			 bars[count - 1].label, bars[count - 1].text, LABEL + HEIGHT,
			 COLUMNS * WIDTH);
	for (int i = 0; i < (int)count; i++) {
		int high = (int)((double)bars[i].value / (double)bars[most].value * HEIGHT);

		rq_writer_format(
		    w, "<rect class=\"before\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
		    i * step + 1, LABEL + HEIGHT - high, step - 2, high);
	}
	rq_writer_format(w, "<text class=\"from\" x=\"0\" y=\"%d\">%s</text>",
			 HEIGHT + 2 * LABEL - 2, bars[0].label);
	if (count > 1)
		rq_writer_format(w, "<text class=\"to\" x=\"%d\" y=\"%d\">%s</text>",
				 step * (int)count, HEIGHT + 2 * LABEL - 2, bars[count - 1].label);
	rq_writer_text(w, "</svg></figure>\n");
}

void rq_chart_names(struct rq_writer *w, const char *title, const struct rq_census *names)
{
	const struct rq_count *top[NAMES];
	size_t count = rq_census_top(names, top, NAMES);

	if (count == 0)
		return;
	rq_writer_format(
	    w, "<figure class=\"chart\"><figcaption>%s</figcaption><dl class=\"bars\">\n", title);
	for (size_t i = 0; i < count; i++) {
		rq_writer_text(w, "<div><dt><bdi>");
		rq_writer_escaped(w, top[i]->name);
		rq_writer_format(
		    w,
		    "</bdi></dt><dd>%lld<svg class=\"bar\" viewBox=\"0 0 %d 60\" "
		    "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"before\" "
		    "width=\"%d\" height=\"60\"/></svg></dd></div>\n",
		    (long long)top[i]->count, LENGTH,
		    (int)((double)top[i]->count / (double)top[0]->count * LENGTH));
	}
	rq_writer_text(w, "</dl></figure>\n");
}
