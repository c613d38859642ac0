#include "report/timeline.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/money.h"
#include "report/sum.h"

enum { SPANS = RQ_CHART_BARS, NARROWEST = 60000, LONG = 86400000 };

static bool is_empty(const struct rq_time_span *span)
{
	return span->calls == 0;
}

/* Two spans become one. */
static void widen(struct rq_timeline *timeline)
{
	struct rq_timeline wider = { .width = timeline->width * 2, .first = timeline->first / 2 };

	for (int i = 0; i < SPANS; i++) {
		struct rq_time_span *to = &wider.span[(timeline->first + i) / 2 - wider.first];

		rq_sum_add(&to->calls, timeline->span[i].calls);
		rq_sum_add(&to->latency_ms, timeline->span[i].latency_ms);
		rq_sum_add(&to->cost_microusd, timeline->span[i].cost_microusd);
	}
	*timeline = wider;
}

/* Whether an earlier span finds room in front of those that are not empty. */
static bool make_room(struct rq_timeline *timeline, int64_t by)
{
	int last = SPANS - 1;

	while (last > 0 && is_empty(&timeline->span[last]))
		last--;
	if (by > SPANS - 1 - last)
		return false;
	memmove(timeline->span + by, timeline->span, (size_t)(last + 1) * sizeof timeline->span[0]);
	memset(timeline->span, 0, (size_t)by * sizeof timeline->span[0]);
	timeline->first -= by;
	return true;
}

void rq_timeline_add(struct rq_timeline *timeline, int64_t when, int64_t latency_ms,
		     int64_t cost_microusd)
{
	struct rq_time_span *span;

	if (when <= 0)
		return;
	if (timeline->width == 0)
		*timeline = (struct rq_timeline) { .width = NARROWEST, .first = when / NARROWEST };
	while (when / timeline->width - timeline->first >= SPANS ||
	       (when / timeline->width < timeline->first &&
		!make_room(timeline, timeline->first - when / timeline->width)))
		widen(timeline);
	span = &timeline->span[when / timeline->width - timeline->first];
	rq_sum_add(&span->calls, 1);
	rq_sum_add(&span->latency_ms, latency_ms);
	rq_sum_add(&span->cost_microusd, cost_microusd);
}

/* "23:40", or a day where spans are long. */
static void name(const struct rq_timeline *timeline, int at, char label[32])
{
	char text[RQ_TIME_SIZE];

	(void)rq_clock_format((timeline->first + at) * timeline->width, text);
	if (timeline->width < LONG / 4)
		(void)snprintf(label, 32, "%.5s %.5s", text + 5, text + 11);
	else
		(void)snprintf(label, 32, "%.10s", text);
}

void rq_timeline_charts(struct rq_writer *w, const struct rq_timeline *timeline)
{
	struct rq_chart_bar latency[SPANS], cost[SPANS];
	size_t count = SPANS;

	while (count > 0 && is_empty(&timeline->span[count - 1]))
		count--;
	for (size_t i = 0; i < count; i++) {
		const struct rq_time_span *span = &timeline->span[i];

		name(timeline, (int)i, latency[i].label);
		memcpy(cost[i].label, latency[i].label, sizeof cost[i].label);
		latency[i].value = span->calls > 0 ? span->latency_ms / span->calls : 0;
		(void)rq_duration(latency[i].value, latency[i].text);
		cost[i].value = span->cost_microusd;
		(void)rq_money_format(cost[i].value, cost[i].text);
	}
	rq_chart_bars(w, "Latency of calls over time (UTC), mean", latency, count);
	rq_chart_bars(w, "Dollars over time (UTC)", cost, count);
}
