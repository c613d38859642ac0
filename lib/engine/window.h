#ifndef RQ_ENGINE_WINDOW_H
#define RQ_ENGINE_WINDOW_H

/*
 * How many requests a server may have at once that publishes no limits: local
 * ones such as vLLM, llama.cpp, Ollama, which queue what they cannot do yet.
 * Additive increase, multiplicative decrease (Chiu and Jain, 1989), after a slow
 * start: one more with each round of answers, half of them when the server says
 * that it is busy, or when a round takes on average twice as long as the best.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rq_window {
	size_t size, most; /* requests at once; 1 <= size <= most */
	bool slow_start;   /* doubles with each round until it was made smaller once */
	size_t answers;    /* of this round; a round is size answers */
	int64_t sum;       /* ms: their latencies together */
	int64_t best;      /* ms: the mean of the best round; 0: none yet */
	int64_t halved;    /* ms, steady: when it was last made smaller; 0: never */
};

void rq_window_init(struct rq_window *window, size_t most);

/*
 * A request was answered after latency ms (now on the steady clock), or turned
 * away because the server is busy. Requests that were sent before the window
 * became smaller do not make it smaller again.
 */
void rq_window_note(struct rq_window *window, bool busy, int64_t latency, int64_t now);

#endif
