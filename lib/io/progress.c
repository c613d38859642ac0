#include "io/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"

enum { REDRAW_MS = 200, SHOWN_NAME = 60, BAR = 20 };

void rq_progress_begin(struct rq_progress *progress, const char *tool, enum rq_progress_mode mode,
		       size_t total)
{
	*progress = (struct rq_progress) {
		.tool = tool,
		.shown = mode == RQ_PROGRESS_ALWAYS ||
			 (mode == RQ_PROGRESS_AUTO && isatty(STDERR_FILENO)),
		.total = total,
		.started = rq_clock_steady(),
	};
}

/* "/40 [##########..........]": the total, and how near it is; it may prove too low. */
static void describe_total(const struct rq_progress *progress, char *text, size_t size)
{
	size_t done = progress->done < progress->total ? progress->done : progress->total;
	char bar[BAR + 1] = "";

	for (size_t i = 0; i < BAR; i++)
		bar[i] = i < done * BAR / progress->total ? '#' : '.';
	(void)snprintf(text, size, "/%zu [%s]", progress->total, bar);
}

/*
 * One call, so that lines of tools that share the terminal do not mix. It cuts what is
 * too long for it (autowrap off and on again): a wrapped line could not be taken away.
 */
static void draw(struct rq_progress *progress, const char *current, bool over)
{
	int64_t spent = rq_clock_steady() - progress->started;
	double rate = spent > 0 ? (double)progress->done * 1000 / (double)spent : 0;
	char total[64] = "", failed[32] = "", left[48] = "", name[SHOWN_NAME] = "";

	if (progress->total > 0)
		describe_total(progress, total, sizeof total);
	if (progress->failed > 0)
		(void)snprintf(failed, sizeof failed, "  %zu failed", progress->failed);
	if (!over && progress->total > progress->done && rate > 0) {
		int64_t seconds = (int64_t)((double)(progress->total - progress->done) / rate);

		(void)snprintf(left, sizeof left, "  %d:%02d left", (int)(seconds / 60),
			       (int)(seconds % 60));
	}
	if (current)
		(void)rq_text_escape(current, name, sizeof name);
	(void)fprintf(stderr, "\r\033[K\033[?7l%s: %zu%s  %.0f/s%s%s%s%s\033[?7h%s", progress->tool,
		      progress->done, total, rate, failed, left, current ? "  " : "", name,
		      over ? "\n" : "");
	progress->drawn = true;
}

void rq_progress_step(struct rq_progress *progress, bool failed, const char *current)
{
	int64_t now;

	progress->done++;
	progress->failed += failed;
	if (!progress->shown)
		return;
	now = rq_clock_steady();
	if (now - progress->drawn_at < REDRAW_MS)
		return;
	progress->drawn_at = now;
	draw(progress, current, false);
}

void rq_progress_clear(struct rq_progress *progress)
{
	if (progress->drawn)
		(void)fputs("\r\033[K", stderr);
	progress->drawn = false;
}

void rq_progress_end(struct rq_progress *progress)
{
	if (!progress->shown)
		return;
	draw(progress, NULL, true);
	progress->drawn = false;
}
