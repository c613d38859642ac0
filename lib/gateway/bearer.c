#include "gateway/bearer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/limits.h"
#include "io/file.h"

static const struct {
	const char *name;
	enum rq_bearer_scope scope;
} scopes[] = {
	{ "submit", RQ_SCOPE_SUBMIT },
	{ "read", RQ_SCOPE_READ },
	{ "stats", RQ_SCOPE_STATS },
};

static int read_scopes(char *text, unsigned *all)
{
	char *rest = NULL;

	*all = 0;
	for (char *word = strtok_r(text, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
		size_t i = 0;

		while (i < sizeof scopes / sizeof scopes[0] && strcmp(word, scopes[i].name) != 0)
			i++;
		if (i == sizeof scopes / sizeof scopes[0])
			return -1;
		*all |= scopes[i].scope;
	}
	return *all ? 0 : -1;
}

static int is_name(const char *text)
{
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") ==
		   strlen(text) &&
	       *text != '.' && strlen(text) < sizeof((struct rq_bearer *)0)->name;
}

/* One line; *hash is its digest, in the line. 0 for a blank or a comment. */
static int read_line(char *line, struct rq_bearer *bearer, char **hash, struct rq_error *err)
{
	char *rest = NULL;
	char *name = strtok_r(line, " \t\r", &rest), *which, *limits;

	if (!name || *name == '#')
		return 0;
	*bearer = (struct rq_bearer) { .scopes = 0 };
	*hash = strtok_r(NULL, " \t\r", &rest);
	which = strtok_r(NULL, " \t\r", &rest);
	limits = strtok_r(NULL, " \t\r", &rest);
	if (!is_name(name))
		return rq_fail(err, RQ_USAGE, "the name is none");
	if (!*hash || strlen(*hash) != RQ_DIGEST_SIZE - 1 ||
	    strspn(*hash, "0123456789abcdef") != RQ_DIGEST_SIZE - 1)
		return rq_fail(err, RQ_USAGE, "the digest has not 64 hexadecimal digits");
	if (!which || read_scopes(which, &bearer->scopes) == -1)
		return rq_fail(err, RQ_USAGE, "scopes are submit, read, stats");
	if (limits && rq_limits_parse(limits, &bearer->limits, err) == -1)
		return -1;
	memcpy(bearer->name, name, strlen(name) + 1);
	return 1;
}

/* The digest of what stands behind "Bearer", or of nothing, which is no line's. */
static void digest_of(const char *authorization, char hex[RQ_DIGEST_SIZE])
{
	const char *token = "";

	if (authorization && strncasecmp(authorization, "Bearer ", 7) == 0)
		token = authorization + 7 + strspn(authorization + 7, " ");
	rq_digest_bytes(token, strnlen(token, RQ_MAX_TOKEN_BYTES + 1), hex);
}

int rq_bearer_find(const char *path, const char *authorization, struct rq_bearer *bearer,
		   struct rq_error *err)
{
	char *text, *hash = NULL, *rest = NULL, hex[RQ_DIGEST_SIZE], none[RQ_DIGEST_SIZE];
	size_t number = 0;
	int found = 0;

	if (rq_file_read(path, RQ_MAX_TOKENS_BYTES, &text, err) == -1)
		return -1;
	digest_of(authorization, hex);
	digest_of(NULL, none);
	for (char *line = text; line; line = rest) {
		struct rq_error why = { 0 };
		struct rq_bearer candidate;
		int got;

		number++;
		rest = strchr(line, '\n');
		if (rest)
			*rest++ = '\0';
		got = read_line(line, &candidate, &hash, &why);
		if (got == -1) {
			free(text);
			return rq_fail(err, RQ_USAGE, "%s: line %zu: %s", path, number,
				       why.message);
		}
		if (got == 1 && rq_digest_is_equal(hash, hex)) {
			*bearer = candidate;
			found = 1;
		}
	}
	free(text);
	return found && !rq_digest_is_equal(hex, none);
}
