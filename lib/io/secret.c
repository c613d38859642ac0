#include "io/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"

int rq_secret_read(const char *path, const char *environment, char **secret, struct rq_error *err)
{
	const char *known = getenv(environment);

	*secret = NULL;
	if (path) {
		if (rq_file_read(path, RQ_MAX_KEY_BYTES, secret, err) == -1)
			return -1;
	} else if (known && *known) {
		*secret = rq_strdup(known);
	}
	if (*secret)
		(*secret)[strcspn(*secret, "\r\n")] = '\0';
	return 0;
}

void rq_secret_free(char *secret)
{
	if (secret)
		explicit_bzero(secret, strlen(secret));
	free(secret);
}
