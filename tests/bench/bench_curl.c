/*
 * bench_curl URL BODY REQUESTS IN_FLIGHT: the floor under rq-optimize. It sends the bytes of the
 * file BODY to URL so often, so many at once, by one bare curl_multi loop, and reads what
 * comes back without looking at it. One JSON line.
 */

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/limits.h"
#include "io/file.h"

static size_t drop(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

static CURL *make_handle(const char *url, const char *body, struct curl_slist *headers)
{
	CURL *easy = curl_easy_init();

	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
	return easy;
}

/* How many requests ended well. Each that has ended is the next one, until all were begun. */
static long run(CURLM *multi, long requests, long in_flight)
{
	long begun = in_flight, ended = 0, well = 0;
	int running, left;

	while (ended < requests) {
		const CURLMsg *message;

		(void)curl_multi_perform(multi, &running);
		while ((message = curl_multi_info_read(multi, &left))) {
			CURL *easy = message->easy_handle;
			long status = 0;

			(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
			well += message->data.result == CURLE_OK && status == 200;
			ended++;
			(void)curl_multi_remove_handle(multi, easy);
			if (begun < requests && ++begun)
				(void)curl_multi_add_handle(multi, easy);
			else
				curl_easy_cleanup(easy);
		}
		(void)curl_multi_poll(multi, NULL, 0, 100, NULL);
	}
	return well;
}

static double cpu_seconds(const struct rusage *usage)
{
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
	long requests = argc == 5 ? atol(argv[3]) : 0, in_flight = argc == 5 ? atol(argv[4]) : 0;
	struct curl_slist *headers;
	struct rq_error err = { 0 };
	struct rusage usage;
	int64_t start;
	CURLM *multi;
	char *body;
	long well;

	if (requests < 1 || in_flight < 1 ||
	    rq_file_read(argv[2], RQ_MAX_REQUEST_BYTES, &body, &err) == -1) {
		fprintf(stderr, "usage: bench_curl URL BODY REQUESTS IN_FLIGHT: %s\n", err.message);
		return 2;
	}
	if (in_flight > requests)
		in_flight = requests;
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	headers = curl_slist_append(NULL, "Content-Type: application/json");
	multi = curl_multi_init();
	(void)curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, in_flight);
	start = rq_clock_steady();
	for (long i = 0; i < in_flight; i++)
		(void)curl_multi_add_handle(multi, make_handle(argv[1], body, headers));
	well = run(multi, requests, in_flight);
	(void)getrusage(RUSAGE_SELF, &usage);
	printf("{\"bench\":\"llm-bare-curl\",\"requests\":%ld,\"in_flight\":%ld,\"seconds\":%.2f,"
	       "\"cpu_seconds\":%.2f,\"peak_kib\":%ld,\"paid\":%ld}\n",
	       requests, in_flight, (double)(rq_clock_steady() - start) / 1000, cpu_seconds(&usage),
	       usage.ru_maxrss, well);
	curl_multi_cleanup(multi);
	curl_slist_free_all(headers);
	curl_global_cleanup();
	free(body);
	return 0;
}
