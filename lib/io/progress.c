#include "io/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"

enum { REDRAW_MS = 200, SHOWN_NAME = 60 };

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

static void draw(struct rq_progress *progress, const char *current)
{
	int64_t spent = rq_clock_steady() - progress->started;
	double rate = spent > 0 ? (double)progress->done * 1000 / (double)spent : 0;
	char name[SHOWN_NAME];

	(void)fprintf(stderr, "\r\033[K%s: %zu", progress->tool, progress->done);
	if (progress->total > 0)
		(void)fprintf(stderr, "/%zu", progress->total);
	(void)fprintf(stderr, "  %.0f/s", rate);
	if (progress->failed > 0)
		(void)fprintf(stderr, "  %zu failed", progress->failed);
	if (progress->total > progress->done && rate > 0) {
		int64_t left = (int64_t)((double)(progress->total - progress->done) / rate);

		(void)fprintf(stderr, "  %d:%02d left", (int)(left / 60), (int)(left % 60));
	}
	if (current)
		(void)fprintf(stderr, "  %s", rq_text_escape(current, name, sizeof name));
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
	draw(progress, current);
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
	draw(progress, NULL);
	(void)fputc('\n', stderr);
	progress->drawn = false;
}
