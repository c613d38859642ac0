#include "io/http.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "io/exchange.h"

enum {
	EVENTS_AT_ONCE = 64,
	SPARE_DESCRIPTORS = 64, /* of the program, beside connections */
	STREAMS = 100, /* of one HTTP/2 connection: what servers allow at least (RFC 9113) */
};

struct rq_http {
	struct rq_exchange_terms terms;
	CURLM *multi;
	int epoll;
	int64_t timer;      /* when curl wants to be called, steady ms; -1: never */
	size_t connections; /* at most */
	struct rq_exchange *idle, *flying;
	size_t in_flight, max_in_flight;
};

/* --- what curl asks of us ----------------------------------------------------------- */

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *unused)
{
	struct rq_http *http = context;
	struct epoll_event event = { .data.fd = fd };

	(void)easy;
	(void)unused;
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(http->epoll, EPOLL_CTL_DEL, fd, NULL);
		return 0;
	}
	if (what & CURL_POLL_IN)
		event.events |= EPOLLIN;
	if (what & CURL_POLL_OUT)
		event.events |= EPOLLOUT;
	/* Nearly always the first: curl lets go of a connection that rests. */
	if (epoll_ctl(http->epoll, EPOLL_CTL_ADD, fd, &event) == 0 ||
	    epoll_ctl(http->epoll, EPOLL_CTL_MOD, fd, &event) == 0)
		return 0;
	return -1;
}

static int on_timer(CURLM *multi, long milliseconds, void *context)
{
	struct rq_http *http = context;

	(void)multi;
	http->timer = milliseconds < 0 ? -1 : rq_clock_steady() + milliseconds;
	return 0;
}

/* --- opening and closing -------------------------------------------------------------- */

/* A connection is a descriptor, and the usual soft limit is 1024. */
static void make_room(size_t connections)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)connections + SPARE_DESCRIPTORS;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

/*
 * When a hundred requests find a connection full, curl opens a hundred more. So it
 * may open only as many as HTTP/2 needs, until an answer comes by HTTP/1.
 */
static long first_connections(const struct rq_http *http)
{
	size_t enough = http->max_in_flight / STREAMS + 1;

	return (long)(http->terms.tls && enough < http->connections ? enough : http->connections);
}

static int open_multi(struct rq_http *http, struct rq_error *err)
{
	http->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (http->epoll == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot wait for connections");
	http->multi = curl_multi_init();
	if (!http->multi || curl_multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, on_socket) ||
	    curl_multi_setopt(http->multi, CURLMOPT_SOCKETDATA, http) ||
	    curl_multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, on_timer) ||
	    curl_multi_setopt(http->multi, CURLMOPT_TIMERDATA, http) ||
	    curl_multi_setopt(http->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX) ||
	    curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)http->connections) ||
	    curl_multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, first_connections(http)))
		return rq_fail(err, RQ_SYSTEM, "cannot set up libcurl");
	return 0;
}

int rq_http_open(const struct rq_http_options *options, struct rq_http **opened,
		 struct rq_error *err)
{
	struct rq_http *http;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return rq_fail(err, RQ_SYSTEM, "cannot set up libcurl");
	http = rq_alloc(1, sizeof *http);
	http->epoll = -1;
	http->timer = -1;
	http->max_in_flight = options->max_in_flight;
	http->connections =
	    options->max_connections ? options->max_connections : options->max_in_flight;
	make_room(http->connections);
	if (rq_exchange_agree(&http->terms, options, err) == -1 || open_multi(http, err) == -1) {
		rq_http_free(http);
		return -1;
	}
	*opened = http;
	return 0;
}

static void free_list(struct rq_http *http, struct rq_exchange *first)
{
	while (first) {
		struct rq_exchange *next = first->next;

		(void)curl_multi_remove_handle(http->multi, first->easy);
		rq_exchange_free(first);
		first = next;
	}
}

void rq_http_free(struct rq_http *http)
{
	if (!http)
		return;
	free_list(http, http->flying);
	free_list(http, http->idle);
	(void)curl_multi_cleanup(http->multi);
	rq_exchange_terms_free(&http->terms);
	if (http->epoll != -1)
		(void)close(http->epoll);
	free(http);
	curl_global_cleanup();
}

/* --- a request ------------------------------------------------------------------------- */

static void hang_in(struct rq_http *http, struct rq_exchange *exchange)
{
	exchange->next = http->flying;
	exchange->link = &http->flying;
	if (exchange->next)
		exchange->next->link = &exchange->next;
	http->flying = exchange;
	http->in_flight++;
}

static void take_out(struct rq_http *http, struct rq_exchange *exchange)
{
	*exchange->link = exchange->next;
	if (exchange->next)
		exchange->next->link = exchange->link;
	http->in_flight--;
}

int rq_http_start(struct rq_http *http, const struct rq_http_request *request, struct rq_error *err)
{
	struct rq_exchange *exchange = http->idle;

	if (http->in_flight == http->max_in_flight)
		return rq_fail(err, RQ_AGAIN, "%zu requests are in flight", http->in_flight);
	if (exchange)
		http->idle = exchange->next;
	else
		exchange = rq_exchange_new(&http->terms);
	if (!exchange)
		return rq_fail(err, RQ_SYSTEM, "cannot set up libcurl");
	if (rq_exchange_prepare(exchange, &http->terms, request) == -1 ||
	    curl_multi_add_handle(http->multi, exchange->easy) != CURLM_OK) {
		rq_exchange_free(exchange);
		return rq_fail(err, RQ_SYSTEM, "libcurl refuses the request");
	}
	hang_in(http, exchange);
	return 0;
}

size_t rq_http_in_flight(const struct rq_http *http)
{
	return http->in_flight;
}

static void note_version(struct rq_http *http, CURL *easy)
{
	long version = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
	if (version == CURL_HTTP_VERSION_1_1 || version == CURL_HTTP_VERSION_1_0)
		(void)curl_multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
					(long)http->connections);
}

/* 1 and an answer that is there, or 0. */
static int take_answer(struct rq_http *http, struct rq_http_answer **answer)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(http->multi, &left))) {
		struct rq_exchange *exchange = NULL;
		CURLcode code;

		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
		code = message->data.result;
		note_version(http, exchange->easy);
		(void)curl_multi_remove_handle(http->multi, exchange->easy); /* and the message */
		take_out(http, exchange);
		*answer = rq_exchange_conclude(exchange, code);
		exchange->next = http->idle;
		http->idle = exchange;
		return 1;
	}
	return 0;
}

/* --- waiting ------------------------------------------------------------------------------ */

static int work_on_sockets(struct rq_http *http)
{
	struct epoll_event events[EVENTS_AT_ONCE];
	int count = epoll_wait(http->epoll, events, EVENTS_AT_ONCE, 0), running;

	for (int i = 0; i < count; i++) {
		uint32_t got = events[i].events;
		int what = (got & EPOLLIN ? CURL_CSELECT_IN : 0) |
			   (got & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
			   (got & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);

		if (curl_multi_socket_action(http->multi, events[i].data.fd, what, &running))
			return -1;
	}
	return 0;
}

static int work_on_timer(struct rq_http *http)
{
	int running;

	if (http->timer < 0 || rq_clock_steady() < http->timer)
		return 0;
	http->timer = -1;
	return curl_multi_socket_action(http->multi, CURL_SOCKET_TIMEOUT, 0, &running) ? -1 : 0;
}

/* How long poll(2) may sleep: until the deadline or curl's timer, whatever is first. */
static int time_to_sleep(const struct rq_http *http, int64_t deadline)
{
	int64_t until = deadline, left;

	if (http->timer >= 0 && (until < 0 || http->timer < until))
		until = http->timer;
	if (until < 0)
		return -1;
	left = until - rq_clock_steady();
	return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

int rq_http_wait(struct rq_http *http, int milliseconds, int wake_fd,
		 struct rq_http_answer **answer, struct rq_error *err)
{
	int64_t deadline = milliseconds < 0 ? -1 : rq_clock_steady() + milliseconds;
	struct pollfd polled[2] = { { .fd = http->epoll, .events = POLLIN },
				    { .fd = wake_fd, .events = POLLIN } };

	for (;;) {
		int sleep = time_to_sleep(http, deadline);

		if (take_answer(http, answer))
			return 1;
		/* Without sleep there is nothing to be woken from: the sockets alone tell. */
		if (sleep != 0 && poll(polled, 2, sleep) == -1 && errno != EINTR)
			return rq_fail_errno(err, RQ_SYSTEM, "cannot wait for answers");
		if (((sleep == 0 || polled[0].revents) && work_on_sockets(http) == -1) ||
		    work_on_timer(http) == -1)
			return rq_fail(err, RQ_SYSTEM, "libcurl has lost its way");
		if (take_answer(http, answer))
			return 1;
		if (polled[1].revents || (deadline >= 0 && rq_clock_steady() >= deadline))
			return 0;
	}
}
