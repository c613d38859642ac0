#include "store/postgres_where.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_set(const char *text)
{
	return text && text[0] != '\0';
}

static const char *option_of(const PQconninfoOption *options, const char *keyword)
{
	for (; options->keyword; options++)
		if (strcmp(options->keyword, keyword) == 0)
			return is_set(options->val) ? options->val : NULL;
	return NULL;
}

/* Several hosts stand in a list; one of them that is elsewhere is enough. */
static bool is_remote(const char *hosts)
{
	static const char *const here[] = { "localhost", "127.0.0.1", "::1" };

	while (is_set(hosts)) {
		size_t length = strcspn(hosts, ",");
		bool local = length == 0 || hosts[0] == '/' || hosts[0] == '@';

		for (size_t i = 0; i < sizeof here / sizeof *here; i++)
			local = local ||
				(strlen(here[i]) == length && strncmp(here[i], hosts, length) == 0);
		if (!local)
			return true;
		hosts += length + (hosts[length] == ',');
	}
	return false;
}

static const char *either(const char *one, const char *other)
{
	return one ? one : other;
}

/* Whether it has to prove who it is. */
static int must_verify(const char *url, bool *verify, struct rq_error *err)
{
	char *why = NULL;
	PQconninfoOption *options = PQconninfoParse(url, &why);
	const char *hosts;

	if (!options) {
		(void)rq_fail(err, RQ_USAGE, "the URL of the store: %.*s",
			      (int)strcspn(why ? why : "not understood", "\"\n"),
			      why ? why : "not understood");
		PQfreemem(why);
		return -1;
	}
	hosts = either(option_of(options, "hostaddr"), option_of(options, "host"));
	hosts = either(hosts, either(getenv("PGHOSTADDR"), getenv("PGHOST")));
	*verify = is_remote(hosts) && !option_of(options, "sslmode") &&
		  !option_of(options, "service") && !is_set(getenv("PGSSLMODE")) &&
		  !is_set(getenv("PGSERVICE"));
	PQconninfoFree(options);
	return 0;
}

/* What stands before the URL it may change; what stands behind it, it may not. */
struct pg_conn *rq_postgres_connect(const char *url, bool read_only, struct rq_error *err)
{
	PGconn *connection;
	bool verify;
	const char *keywords[11] = {
		"connect_timeout",  "keepalives_idle",           "keepalives_interval",
		"keepalives_count", "tcp_user_timeout",          "client_encoding",
		"dbname",           "fallback_application_name", "target_session_attrs",
	};
	const char *values[11] = {
		"10", "30", "10", "3", "30000", "UTF8", url, "rq", "read-write"
	};

	if (must_verify(url, &verify, err) == -1)
		return NULL;
	if (read_only)
		values[8] = "any";
	if (verify) {
		keywords[9] = "sslmode";
		values[9] = "verify-full";
	}
	connection = PQconnectdbParams(keywords, values, 1);
	if (!connection)
		rq_memory_out();
	return connection;
}
