#include "match/mention.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c >= 0x80 || c == '+' || c == '#';
}

bool rq_mention_is_as_spelled(const char *text, size_t start, size_t end, const char *spelling)
{
	while (start < end || *spelling) {
		if (start < end && !is_word((unsigned char)text[start]))
			start++;
		else if (*spelling && !is_word((unsigned char)*spelling))
			spelling++;
		else if (start == end || text[start++] != *spelling++)
			return false;
	}
	return true;
}

bool rq_mention_is_occupation(const struct rq_mention *mention)
{
	return strcmp(mention->term->kind, "occupation") == 0;
}

void rq_mentions_init_parts(struct rq_mentions *mentions, const struct rq_vocabulary *vocabulary,
			    const char *text, const struct rq_tokens *parts, bool prose)
{
	size_t capacity = 0, step;

	*mentions = (struct rq_mentions) { 0 };
	for (size_t at = 0; at < parts->count; at += step) {
		const struct rq_spelling *spelling;
		const struct rq_term *term =
		    rq_vocabulary_at(vocabulary, parts, at, &step, &spelling);
		size_t start, end;

		if (!term) {
			step = 1;
			continue;
		}
		start = parts->token[at].start;
		end = parts->token[at + step - 1].end;
		if (!rq_tokens_stand_free(parts, at, step) ||
		    ((prose || spelling->several) && spelling->exact &&
		     !rq_mention_is_as_spelled(text, start, end, spelling->text)))
			continue;
		mentions->mention = rq_grow(mentions->mention, mentions->count, &capacity,
					    sizeof *mentions->mention);
		mentions->mention[mentions->count++] = (struct rq_mention) {
			term, spelling->text, spelling->exact, spelling->foreign, start, end, at,
			step
		};
	}
}

void rq_mentions_init(struct rq_mentions *mentions, const struct rq_vocabulary *vocabulary,
		      const char *text, bool prose)
{
	struct rq_tokens parts;

	rq_tokens_init_parts(&parts, text);
	rq_mentions_init_parts(mentions, vocabulary, text, &parts, prose);
	rq_tokens_free(&parts);
}

void rq_mentions_free(struct rq_mentions *mentions)
{
	free(mentions->mention);
	*mentions = (struct rq_mentions) { 0 };
}
