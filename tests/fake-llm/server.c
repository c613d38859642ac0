#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"
#include "request.h"

enum {
	MOST_CONNECTIONS = 4096,
	DRIP_BYTES = 64,
	DRIP_PAUSE = 50,  /* ms */
	A_DAY = 86400000, /* ms: longer than any client waits */
	BLOCK = 16 << 10,
	BACKLOG = 1024,
};

struct server {
	struct MHD_Daemon *daemon;
	struct fake *fake;
	char *cert, *key;
};

/* One request and its answer. */
struct visit {
	struct server *server;
	struct MHD_Connection *connection;
	struct rq_buffer body;
	struct reply reply;
	bool answered, chat;
	bool rested; /* a drip may fall */
};

/* --- connections that break ---------------------------------------------------------- */

static int fd_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

/* Sends RST now, as a crashed server or a middlebox does: connect(2), "dissolve the association".
 */
static void reset(struct MHD_Connection *connection)
{
	struct sockaddr nobody = { .sa_family = AF_UNSPEC };

	(void)connect(fd_of(connection), &nobody, sizeof nobody);
}

static void resume(void *context)
{
	struct visit *visit = context;

	visit->rested = true;
	MHD_resume_connection(visit->connection);
}

static void suspend(struct visit *visit, int64_t milliseconds)
{
	MHD_suspend_connection(visit->connection);
	timers_add(&visit->server->fake->timers, rq_clock_steady() + milliseconds, resume, visit);
}

/* A body that does not arrive whole, or slowly. */
static ssize_t read_body(void *context, uint64_t position, char *bytes, size_t most)
{
	struct visit *visit = context;
	const struct reply *reply = &visit->reply;
	size_t end = reply->ending == DRIP ? reply->length : reply->length / 2, count;

	if (position >= end) {
		if (reply->ending == RESET_IN)
			reset(visit->connection);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	if (reply->ending == DRIP && !visit->rested) {
		suspend(visit, DRIP_PAUSE);
		return 0;
	}
	visit->rested = false;
	count = end - (size_t)position;
	if (reply->ending == DRIP && count > DRIP_BYTES)
		count = DRIP_BYTES;
	if (count > most)
		count = most;
	memcpy(bytes, reply->body + position, count);
	return (ssize_t)count;
}

/* --- answers ---------------------------------------------------------------------------- */

static void add_number(struct MHD_Response *response, const char *name, const char *suffix,
		       int64_t number)
{
	char header[64], value[32];

	(void)snprintf(header, sizeof header, "%s%s", name, suffix);
	(void)snprintf(value, sizeof value, "%lld", (long long)number);
	(void)MHD_add_response_header(response, header, value);
}

/* Groq names requests a day and tokens a minute, whatever else it limits. */
static void add_limits(struct MHD_Response *response, struct fake *fake)
{
	static const struct {
		enum limit limit;
		const char *suffix, *reset;
	} told[] = { { LIMIT_RPD, "requests", "x-ratelimit-reset-requests" },
		     { LIMIT_TPM, "tokens", "x-ratelimit-reset-tokens" } };

	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		struct limit_state state;

		if (!limits_state(&fake->limits, told[i].limit, rq_clock_steady(), &state))
			continue;
		add_number(response, "x-ratelimit-limit-", told[i].suffix, state.size);
		add_number(response, "x-ratelimit-remaining-", told[i].suffix, state.remaining);
		(void)MHD_add_response_header(response, told[i].reset, state.reset);
	}
}

static void add_headers(struct MHD_Response *response, struct visit *visit)
{
	const struct reply *reply = &visit->reply;

	(void)MHD_add_response_header(response, "content-type", reply->type);
	(void)MHD_add_response_header(response, "x-request-id", reply->id);
	if (reply->retry_after >= 0)
		add_number(response, "retry-after", "", (reply->retry_after + 999) / 1000);
	if (visit->chat)
		add_limits(response, visit->server->fake);
}

static enum MHD_Result deliver(struct visit *visit)
{
	struct reply *reply = &visit->reply;
	struct fake *fake = visit->server->fake;
	bool whole = reply->ending == WHOLE || reply->ending == RESET_AFTER;
	struct MHD_Response *response;
	enum MHD_Result result;

	limits_give_back(&fake->limits, rq_clock_steady(), reply->give_back);
	if (reply->ending == RESET_BEFORE || reply->ending == STALL) {
		reset(visit->connection);
		return MHD_NO;
	}
	response =
	    whole ? MHD_create_response_from_buffer(reply->length, reply->body,
						    MHD_RESPMEM_PERSISTENT)
		  : MHD_create_response_from_callback(reply->length, BLOCK, read_body, visit, NULL);
	add_headers(response, visit);
	result = MHD_queue_response(visit->connection, (unsigned)reply->status, response);
	MHD_destroy_response(response);
	return result;
}

/* --- requests ---------------------------------------------------------------------------- */

static enum MHD_Result add_argument(void *context, enum MHD_ValueKind kind, const char *name,
				    const char *value)
{
	json_t *query = context, *values = json_object_get(query, name);

	(void)kind;
	if (!values) {
		values = json_array();
		rq_json_set_take(query, name, values);
	}
	rq_json_append_take(values, json_string(value ? value : ""));
	return MHD_YES;
}

static void answer(struct visit *visit, const char *method, const char *path)
{
	struct MHD_Connection *connection = visit->connection;
	struct fake *fake = visit->server->fake;
	struct request request = {
		.method = method,
		.path = path,
		.type = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "content-type"),
		.authorization =
		    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "authorization"),
		.sentry_auth =
		    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "x-sentry-auth"),
		.query = json_object(),
		.body = visit->body.data,
		.length = visit->body.length,
	};

	(void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_argument,
					request.query);
	visit->chat = request_is_chat(&request);
	request_answer(fake, &request, &visit->reply);
	if (visit->chat)
		ledger_asked(&fake->ledger, visit->reply.status);
	if (visit->reply.ending == STALL)
		visit->reply.delay = A_DAY;
	visit->answered = true;
	rq_buffer_clear(&visit->body);
	json_decref(request.query);
}

static struct visit *new_visit(struct server *server, struct MHD_Connection *connection)
{
	struct visit *visit = rq_alloc(1, sizeof *visit);

	visit->server = server;
	visit->connection = connection;
	rq_buffer_init(&visit->body, RQ_MIB(256));
	return visit;
}

/* Called first with the headers, then with pieces of the body, then with none; and after a rest. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
				  const char *path, const char *method, const char *version,
				  const char *bytes, size_t *count, void **state)
{
	struct visit *visit = *state;
	struct rq_error too_large = { 0 };

	(void)version;
	if (!visit) {
		*state = new_visit(context, connection);
		return MHD_YES;
	}
	if (*count > 0) {
		if (rq_buffer_append(&visit->body, bytes, *count, &too_large) == -1)
			return MHD_NO;
		*count = 0;
		return MHD_YES;
	}
	if (!visit->answered) {
		answer(visit, method, path);
		if (visit->reply.delay > 0) {
			suspend(visit, visit->reply.delay);
			return MHD_YES;
		}
	}
	return deliver(visit);
}

static void on_end(void *context, struct MHD_Connection *connection, void **state,
		   enum MHD_RequestTerminationCode code)
{
	struct visit *visit = *state;
	struct server *server = context;

	if (!visit)
		return;
	if (visit->chat)
		ledger_answered(&server->fake->ledger, code == MHD_REQUEST_TERMINATED_COMPLETED_OK
							   ? visit->reply.status
							   : 0);
	if (visit->reply.ending == RESET_AFTER)
		reset(connection);
	reply_free(&visit->reply);
	rq_buffer_free(&visit->body);
	free(visit);
	*state = NULL;
}

/* --- the server ------------------------------------------------------------------------------ */

static int start(struct server *server, unsigned short port, struct rq_error *err)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons(port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, server->cert },
					{ MHD_OPTION_HTTPS_MEM_KEY, 0, server->key },
					{ MHD_OPTION_END, 0, NULL } };
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;

	if (!server->cert)
		tls[0].option = MHD_OPTION_END;
	else
		flags |= MHD_USE_TLS;
	server->daemon = MHD_start_daemon(
	    flags, port, NULL, NULL, on_request, server, MHD_OPTION_SOCK_ADDR, &address,
	    MHD_OPTION_NOTIFY_COMPLETED, on_end, server, MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)MOST_CONNECTIONS, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG,
	    MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
	if (!server->daemon)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot listen on port %u", port);
	return 0;
}

int server_open(struct fake *fake, const struct server_options *options, struct server **opened,
		struct rq_error *err)
{
	struct server *server = rq_alloc(1, sizeof *server);

	server->fake = fake;
	*opened = server;
	if (options->tls_cert &&
	    (rq_file_read(options->tls_cert, RQ_MIB(1), &server->cert, err) == -1 ||
	     rq_file_read(options->tls_key, RQ_MIB(1), &server->key, err) == -1))
		return -1;
	return start(server, options->port, err);
}

unsigned short server_port(const struct server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

/* Milliseconds that poll(2) may sleep; -1: as long as it likes. */
static int time_to_sleep(const struct server *server)
{
	int64_t timer = timers_next(&server->fake->timers, rq_clock_steady());
	MHD_UNSIGNED_LONG_LONG mhd;

	if (MHD_get_timeout(server->daemon, &mhd) == MHD_YES && (timer < 0 || (int64_t)mhd < timer))
		timer = (int64_t)mhd;
	return timer > INT32_MAX ? INT32_MAX : (int)timer;
}

int server_run(struct server *server, int stop_fd, struct rq_error *err)
{
	struct pollfd polled[2] = {
		{ .fd = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
		  .events = POLLIN },
		{ .fd = stop_fd, .events = POLLIN },
	};

	while (!polled[1].revents) {
		if (poll(polled, 2, time_to_sleep(server)) == -1 && errno != EINTR)
			return rq_fail_errno(err, RQ_SYSTEM, "cannot wait");
		timers_run(&server->fake->timers, rq_clock_steady());
		if (MHD_run(server->daemon) != MHD_YES)
			return rq_fail(err, RQ_SYSTEM, "libmicrohttpd has lost its way");
	}
	return 0;
}

void server_free(struct server *server)
{
	if (!server)
		return;
	if (server->daemon) {
		timers_run(&server->fake->timers, INT64_MAX); /* nothing may be suspended */
		MHD_stop_daemon(server->daemon);
	}
	free(server->cert);
	free(server->key);
	free(server);
}
