#include "engine/briefing.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "engine/estimate.h"
#include "engine/quote.h"

/* prompt.txt, linked in as it is. */
extern const char rules_start[] __asm__("_binary_prompt_txt_start");
extern const char rules_end[] __asm__("_binary_prompt_txt_end");

static size_t rules_size(void)
{
	/* cppcheck-suppress comparePointers ; the linker puts one behind the other */
	return (size_t)(rules_end - rules_start);
}

void rq_prompt_id(char id[RQ_ID_SIZE])
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add(&digest, rules_start, rules_size());
	rq_digest_id(&digest, id);
}

static int append_requirement(struct rq_buffer *buffer, const struct rq_requirement *requirement,
			      struct rq_error *err)
{
	if (rq_quote(buffer, requirement->id, err) == -1 ||
	    rq_buffer_append_text(buffer,
				  requirement->kind == RQ_MUST ? " must: " : " nice: ", err) == -1)
		return -1;
	for (size_t i = 0; i < requirement->count; i++)
		if ((i > 0 && rq_buffer_append_text(buffer, " | ", err) == -1) ||
		    rq_quote(buffer, requirement->any[i], err) == -1)
			return -1;
	return rq_buffer_append(buffer, "\n", 1, err);
}

/* The posting's lines as far as there is room for them; how many were left out. */
static int append_posting(struct rq_buffer *buffer, const char *text, size_t *left_out,
			  struct rq_error *err)
{
	size_t room = RQ_MAX_POSTING_BYTES;

	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = rq_strndup(text, length);
		int failed = 0;

		if (length > 0 && length > room) {
			room = 0;
			++*left_out;
		} else if (length > 0) {
			room -= length;
			failed = rq_buffer_append(buffer, "| ", 2, err) == -1 ||
				 rq_quote(buffer, line, err) == -1 ||
				 rq_buffer_append(buffer, "\n", 1, err) == -1;
		}
		free(line);
		if (failed)
			return -1;
		text += length + (text[length] == '\n');
	}
	return 0;
}

static int write_posting(struct rq_briefing *briefing, const struct rq_job *job,
			 struct rq_error *err)
{
	struct rq_buffer buffer;
	int failed;

	rq_buffer_init(&buffer, RQ_MAX_PROMPT_BYTES / 2);
	failed = rq_buffer_append_text(&buffer, "# Posting\nTitle: ", err) == -1 ||
		 rq_quote(&buffer, job->title, err) == -1 ||
		 rq_buffer_append_text(&buffer, "\n# Its requirements\n", err) == -1;
	for (size_t i = 0; !failed && i < job->count; i++)
		failed = append_requirement(&buffer, &job->requirements[i], err) == -1;
	failed = failed || rq_buffer_append_text(&buffer, "# Its text\n", err) == -1 ||
		 append_posting(&buffer, job->text, &briefing->left_out, err) == -1;
	briefing->posting = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return failed ? -1 : 0;
}

void rq_briefing_free(struct rq_briefing *briefing)
{
	free(briefing->rules);
	free(briefing->posting);
	*briefing = (struct rq_briefing) { 0 };
}

int rq_briefing_fit(struct rq_briefing *briefing, const struct rq_job *job, struct rq_error *err)
{
	if (briefing->posting && strcmp(briefing->version, job->version) == 0)
		return 0;
	rq_briefing_free(briefing);
	if (write_posting(briefing, job, err) == -1)
		return -1;
	briefing->rules = rq_strndup(rules_start, rules_size());
	memcpy(briefing->version, job->version, sizeof briefing->version);
	briefing->requirements = job->count;
	briefing->tokens = rq_estimate_tokens(briefing->rules, strlen(briefing->rules)) +
			   rq_estimate_tokens(briefing->posting, strlen(briefing->posting));
	return 0;
}
