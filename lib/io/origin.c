#include "io/origin.h"

#include <arpa/inet.h>
#include <curl/urlapi.h>
#include <string.h>
#include <strings.h>

static bool is_loopback(const char *host)
{
	struct in_addr address;

	return strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       (inet_pton(AF_INET, host, &address) == 1 && ntohl(address.s_addr) >> 24 == 127);
}

static int check_parts(CURLU *url, bool insecure, bool *loopback, struct rq_error *err)
{
	char *scheme = NULL, *host = NULL;
	int result = 0;

	if (curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
	    curl_url_get(url, CURLUPART_HOST, &host, 0) != CURLUE_OK)
		result = rq_fail(err, RQ_USAGE, "the server's URL lacks a host");
	else if (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
		result = rq_fail(err, RQ_USAGE, "the server's URL must begin with https://");
	else
		*loopback = is_loopback(host);
	if (result == 0 && !*loopback && !insecure && strcmp(scheme, "http") == 0)
		result = rq_fail(err, RQ_USAGE,
				 "http:// to another machine sends all, keys too, in the clear");
	curl_free(scheme);
	curl_free(host);
	return result;
}

int rq_origin_check(const char *text, bool insecure, bool *loopback, struct rq_error *err)
{
	CURLU *url = curl_url();
	int result;

	if (!url)
		return rq_fail(err, RQ_SYSTEM, "libcurl has no memory");
	if (strpbrk(text, "?#"))
		result = rq_fail(err, RQ_USAGE, "the server's URL may hold no ? and no #");
	else if (curl_url_set(url, CURLUPART_URL, text, CURLU_DISALLOW_USER) != CURLUE_OK)
		result = rq_fail(err, RQ_USAGE, "the server's URL is none, or names a user");
	else
		result = check_parts(url, insecure, loopback, err);
	curl_url_cleanup(url);
	return result;
}
