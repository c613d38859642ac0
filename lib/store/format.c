#include "store/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "rq "

size_t rq_format_write(int format, char text[RQ_FORMAT_SIZE])
{
	return (size_t)snprintf(text, RQ_FORMAT_SIZE, NAME "%d", format);
}

int rq_format_check(const char *folder, const struct rq_tables_options *options,
		    struct rq_span text, struct rq_error *err)
{
	int format = options->format, oldest = options->oldest ? options->oldest : format;
	int newest = options->sealed_format > format ? options->sealed_format : format;
	char line[RQ_FORMAT_SIZE] = "";
	long found;
	char *end;

	if (text.size > 0 && text.size < sizeof line)
		memcpy(line, text.data, text.size);
	if (strncmp(line, NAME, strlen(NAME)) != 0)
		return rq_fail(err, RQ_STORE, "%s: data.mdb is not a store of rq", folder);
	found = strtol(line + strlen(NAME), &end, 10);
	if (found >= oldest && found <= newest && *end == '\0')
		return (int)found;
	return rq_fail(err, RQ_STORE, "%s: made by a%s rq (format %ld; this one reads format %d%s)",
		       folder, found > newest ? " newer" : "n older", found,
		       found > newest ? newest : format,
		       found < format ? "; see rq-admin migrate" : "");
}
