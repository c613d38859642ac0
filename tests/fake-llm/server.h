#ifndef FAKE_SERVER_H
#define FAKE_SERVER_H

/*
 * HTTP by libmicrohttpd, in one thread: a request whose answer is due later is
 * suspended and waits in the timers, so that thousands cost no thread.
 */

#include "fake.h"

struct server;

struct server_options {
	unsigned short port;            /* 0: any that is free */
	const char *tls_cert, *tls_key; /* PEM files; NULL: plain HTTP */
};

/* Listens on 127.0.0.1. Free it. */
int server_open(struct fake *fake, const struct server_options *options, struct server **server,
		struct rq_error *err);
unsigned short server_port(const struct server *server);

/* Answers until stop_fd is readable. */
int server_run(struct server *server, int stop_fd, struct rq_error *err);

/* Ends all connections. */
void server_free(struct server *server);

#endif
