#include "engine/window.h"

enum { FIRST = 4, TOO_SLOW = 2 };

void rq_window_init(struct rq_window *window, size_t most)
{
	*window = (struct rq_window) {
		.size = most < FIRST ? most : FIRST,
		.most = most,
		.slow_start = true,
	};
}

static void begin_round(struct rq_window *window)
{
	window->answers = 0;
	window->sum = 0;
}

static void shrink(struct rq_window *window, int64_t latency, int64_t now)
{
	if (window->halved != 0 && now - window->halved < latency)
		return;
	window->size = window->size > 1 ? window->size / 2 : 1;
	window->slow_start = false;
	window->halved = now;
	begin_round(window);
}

static void grow(struct rq_window *window)
{
	size_t more = window->slow_start ? window->size : 1, left = window->most - window->size;

	window->size += more < left ? more : left;
	begin_round(window);
}

void rq_window_note(struct rq_window *window, bool busy, int64_t latency, int64_t now)
{
	int64_t mean;

	if (busy) {
		shrink(window, latency, now);
		return;
	}
	window->sum += latency;
	if (++window->answers < window->size)
		return;
	mean = window->sum / (int64_t)window->answers;
	if (window->best == 0 || mean < window->best)
		window->best = mean;
	if (mean > TOO_SLOW * window->best)
		shrink(window, latency, now);
	else
		grow(window);
}
