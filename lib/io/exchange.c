#include "io/exchange.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/origin.h"

enum {
	RECEIVE_AT_ONCE = 8 << 10, /* curl keeps such a buffer for each request in flight */
	SEND_AT_ONCE = 16 << 10,   /* its minimum */
};

/* --- what all exchanges share ------------------------------------------------------- */

static int add_header(struct curl_slist **list, const char *line, struct rq_error *err)
{
	struct curl_slist *longer = curl_slist_append(*list, line);

	if (!longer)
		return rq_fail(err, RQ_SYSTEM, "libcurl has no memory");
	*list = longer;
	return 0;
}

static int add_bearer(struct rq_exchange_terms *terms, const char *key, struct rq_error *err)
{
	char *line;
	int result;

	for (const char *c = key; *c; c++)
		if (*c <= ' ' || *c > '~')
			return rq_fail(err, RQ_USAGE, "the key holds a character that no key has");
	line = rq_printf("Authorization: Bearer %s", key);
	result = add_header(&terms->plain, line, err);
	explicit_bzero(line, strlen(line));
	free(line);
	return result;
}

static int make_headers(struct rq_exchange_terms *terms, const struct rq_http_options *options,
			struct rq_error *err)
{
	char type[128];

	(void)snprintf(type, sizeof type, "Content-Type: %s",
		       options->type ? options->type : "application/json");
	if (add_header(&terms->plain, "Expect:", err) == -1 || /* no round trip before a body */
	    (options->bearer && add_bearer(terms, options->bearer, err) == -1) ||
	    (options->header && add_header(&terms->plain, options->header, err) == -1) ||
	    add_header(&terms->json, type, err) == -1)
		return -1;
	terms->json->next = terms->plain;
	return 0;
}

int rq_exchange_agree(struct rq_exchange_terms *terms, const struct rq_http_options *options,
		      struct rq_error *err)
{
	terms->base_url = rq_strdup(options->base_url);
	while (*terms->base_url && terms->base_url[strlen(terms->base_url) - 1] == '/')
		terms->base_url[strlen(terms->base_url) - 1] = '\0';
	terms->ca_file = rq_strdup(options->ca_file);
	terms->user_agent = rq_strdup(options->user_agent);
	terms->tls = strncasecmp(options->base_url, "https:", 6) == 0;
	terms->connect_timeout = options->connect_timeout;
	terms->timeout = options->timeout;
	if (rq_origin_check(terms->base_url, options->insecure, &terms->loopback, err) == -1)
		return -1;
	return make_headers(terms, options, err);
}

void rq_exchange_terms_free(struct rq_exchange_terms *terms)
{
	for (struct curl_slist *line = terms->plain; line; line = line->next)
		explicit_bzero(line->data, strlen(line->data));
	curl_slist_free_all(terms->json ? terms->json : terms->plain);
	free(terms->base_url);
	free(terms->ca_file);
	free(terms->user_agent);
	*terms = (struct rq_exchange_terms) { 0 };
}

/* --- what curl asks of us ----------------------------------------------------------- */

static size_t on_send(char *bytes, size_t size, size_t count, void *context)
{
	struct rq_exchange *exchange = context;
	size_t left = exchange->length - exchange->given;

	count *= size;
	if (count > left)
		count = left;
	if (count > 0)
		memcpy(bytes, exchange->body + exchange->given, count);
	exchange->given += count;
	return count;
}

/*
 * Curl repeats a request by itself when a kept connection dies before the
 * answer. Once the whole of it was sent the server may have done it: then no.
 */
static int on_rewind(void *context, curl_off_t offset, int origin)
{
	struct rq_exchange *exchange = context;

	if (origin != SEEK_SET || offset != 0 || exchange->given == exchange->length)
		return CURL_SEEKFUNC_FAIL;
	exchange->given = 0;
	return CURL_SEEKFUNC_OK;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct rq_exchange *exchange = context;
	struct rq_error ignored = { 0 };

	if (rq_buffer_append(&exchange->answer->body, bytes, size * count, &ignored) == -1) {
		exchange->too_large = true;
		return 0;
	}
	return size * count;
}

static size_t on_header(char *line, size_t size, size_t count, void *context)
{
	struct rq_exchange *exchange = context;

	count *= size;
	exchange->header_bytes += count;
	if (exchange->header_bytes > RQ_MAX_HTTP_HEADER_BYTES) {
		exchange->too_large = true;
		return 0;
	}
	if (exchange->header_bytes == count) /* the first line */
		exchange->answer->first_byte = rq_clock_steady() - exchange->started;
	rq_http_answer_header(exchange->answer, line, count);
	return count;
}

/* --- a request ---------------------------------------------------------------------- */

/* What is the same for all requests; curl keeps its own copies of strings. */
static int set_up(struct rq_exchange *exchange, const struct rq_exchange_terms *terms)
{
	CURL *easy = exchange->easy;

	return curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange) ||
	       curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->message) ||
	       curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) ||
	       curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS) ||
	       curl_easy_setopt(easy, CURLOPT_PIPEWAIT, terms->tls ? 1L : 0L) ||
	       curl_easy_setopt(easy, CURLOPT_PROXY, terms->loopback ? "" : NULL) ||
	       curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) ||
	       curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) ||
	       curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) ||
	       curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) ||
	       /* Only without a folder are the certificates read once for all connections. */
	       curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) ||
	       (terms->ca_file && curl_easy_setopt(easy, CURLOPT_CAINFO, terms->ca_file)) ||
	       curl_easy_setopt(easy, CURLOPT_USERAGENT, terms->user_agent) ||
	       curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)terms->connect_timeout) ||
	       curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)terms->timeout) ||
	       curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)RECEIVE_AT_ONCE) ||
	       curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, (long)SEND_AT_ONCE) ||
	       curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_send) ||
	       curl_easy_setopt(easy, CURLOPT_READDATA, exchange) ||
	       curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_rewind) ||
	       curl_easy_setopt(easy, CURLOPT_SEEKDATA, exchange) ||
	       curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) ||
	       curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange) ||
	       curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) ||
	       curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
}

struct rq_exchange *rq_exchange_new(const struct rq_exchange_terms *terms)
{
	struct rq_exchange *exchange = rq_alloc(1, sizeof *exchange);

	exchange->easy = curl_easy_init();
	if (exchange->easy && set_up(exchange, terms) == 0)
		return exchange;
	rq_exchange_free(exchange);
	return NULL;
}

void rq_exchange_free(struct rq_exchange *exchange)
{
	curl_easy_cleanup(exchange->easy);
	curl_mime_free(exchange->form);
	rq_http_answer_free(exchange->answer);
	free(exchange);
}

static int set_form(struct rq_exchange *exchange, const struct rq_http_request *request)
{
	exchange->form = curl_mime_init(exchange->easy);
	for (size_t i = 0; i < request->part_count; i++) {
		const struct rq_http_part *part = &request->parts[i];
		curl_mimepart *to = curl_mime_addpart(exchange->form);

		if (curl_mime_name(to, part->name) || curl_mime_filename(to, part->filename) ||
		    curl_mime_data(to, part->data, part->length))
			return -1;
	}
	return curl_easy_setopt(exchange->easy, CURLOPT_MIMEPOST, exchange->form);
}

static int set_method(struct rq_exchange *exchange, const struct rq_exchange_terms *terms,
		      const struct rq_http_request *request)
{
	CURL *easy = exchange->easy;
	bool json = request->method == RQ_HTTP_POST && request->part_count == 0;

	if (curl_easy_setopt(easy, CURLOPT_HTTPHEADER, json ? terms->json : terms->plain) ||
	    /* Curl reads forms itself; on a new connection it never repeats one. */
	    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, request->part_count > 0 ? 1L : 0L) ||
	    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST,
			     request->method == RQ_HTTP_DELETE ? "DELETE" : NULL))
		return -1;
	if (request->method != RQ_HTTP_POST)
		return curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	if (request->part_count > 0)
		return set_form(exchange, request);
	exchange->body = request->body;
	exchange->length = request->length;
	return curl_easy_setopt(easy, CURLOPT_POST, 1L) ||
	       curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length);
}

int rq_exchange_prepare(struct rq_exchange *exchange, const struct rq_exchange_terms *terms,
			const struct rq_http_request *request)
{
	size_t max_body = request->max_body ? request->max_body : RQ_MAX_HTTP_BODY_BYTES;
	char *url = rq_printf("%s%s", terms->base_url, request->path);
	int failed;

	assert(request->path[0] == '/'); /* anything else could change the host */
	failed = curl_easy_setopt(exchange->easy, CURLOPT_URL, url) ||
		 set_method(exchange, terms, request);
	free(url);
	exchange->answer = rq_http_answer_new(request->context, max_body);
	exchange->started = rq_clock_steady();
	return failed ? -1 : 0;
}

/* --- its answer --------------------------------------------------------------------- */

static enum rq_http_failure classify(CURLcode code, const struct rq_exchange *exchange)
{
	if (code == CURLE_OK)
		return RQ_HTTP_WELL;
	/* Curl's own limit on a header is told as a lack of memory. */
	if (exchange->too_large || code == CURLE_OUT_OF_MEMORY)
		return RQ_HTTP_TOO_LARGE;
	switch ((int)code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return RQ_HTTP_DNS;
	case CURLE_COULDNT_CONNECT:
	case CURLE_PROXY:
	case CURLE_SSL_CONNECT_ERROR: /* also a connection that ends in the handshake */
		return RQ_HTTP_UNREACHABLE;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return RQ_HTTP_TLS;
	case CURLE_OPERATION_TIMEDOUT:
		return RQ_HTTP_TIMEOUT;
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_SEND_FAIL_REWIND:
	case CURLE_RECV_ERROR:
	case CURLE_PARTIAL_FILE:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return exchange->answer->status ? RQ_HTTP_CUT : RQ_HTTP_RESET;
	default:
		return RQ_HTTP_NONSENSE;
	}
}

static bool was_sent(const struct rq_exchange *exchange)
{
	curl_off_t uploaded = 0;
	long request_bytes = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_REQUEST_SIZE, &request_bytes);
	(void)curl_easy_getinfo(exchange->easy, CURLINFO_SIZE_UPLOAD_T, &uploaded);
	if (exchange->form)
		return uploaded > 0;
	return exchange->given == exchange->length && request_bytes > 0;
}

/* As set_up() left it. */
static void reset(struct rq_exchange *exchange)
{
	(void)curl_easy_setopt(exchange->easy, CURLOPT_MIMEPOST, NULL);
	curl_mime_free(exchange->form);
	*exchange = (struct rq_exchange) { .easy = exchange->easy };
}

struct rq_http_answer *rq_exchange_conclude(struct rq_exchange *exchange, CURLcode code)
{
	struct rq_http_answer *answer = exchange->answer;
	const char *message = exchange->message[0] ? exchange->message : curl_easy_strerror(code);
	long status = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	answer->status = (int)status;
	answer->failure = classify(code, exchange);
	answer->sent = answer->status != 0 || was_sent(exchange);
	answer->total = rq_clock_steady() - exchange->started;
	if (answer->failure == RQ_HTTP_TOO_LARGE)
		message = "the answer is too large";
	if (answer->failure != RQ_HTTP_WELL)
		(void)rq_text_escape(message, answer->message, sizeof answer->message);
	reset(exchange);
	return answer;
}
