#include "base/log.h"

#include <stdio.h>

#include "base/text.h"

void rq_log(const char *tool, const char *source, const char *message)
{
	char safe_source[512], safe_message[512];

	(void)fprintf(stderr, "%s: %s%s%s\n", tool,
		      source ? rq_text_escape(source, safe_source, sizeof safe_source) : "",
		      source ? ": " : "",
		      rq_text_escape(message, safe_message, sizeof safe_message));
}
