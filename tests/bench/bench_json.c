/*
 * The floor under every tool that reads records: Jansson parses each line of
 * standard input and does nothing with it. Prints one JSON line.
 */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <time.h>

static double now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(void)
{
	size_t capacity = 0, records = 0, bytes = 0;
	double start = now(), seconds;
	char *line = NULL;
	ssize_t length;

	while ((length = getline(&line, &capacity, stdin)) > 0) {
		json_t *record = json_loadb(line, (size_t)length, 0, NULL);

		records += record != NULL;
		bytes += (size_t)length;
		json_decref(record);
	}
	seconds = now() - start;
	if (records > 0)
		printf("{\"bench\":\"floor-json-parse\",\"records\":%zu,\"bytes\":%zu,"
		       "\"seconds\":%.3f,\"per_second\":%.0f}\n",
		       records, bytes, seconds, (double)records / seconds);
	free(line);
	return 0;
}
