#include "document/rtf_token.h"

#include <limits.h>
#include <string.h>

#include "base/hex.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_special(char c)
{
	return c == '\\' || c == '{' || c == '}' || c == '\r' || c == '\n';
}

static void read_number(struct rq_rtf_reader *reader, struct rq_rtf_token *token)
{
	const char *at = reader->at;
	bool negative = at < reader->end && *at == '-';
	long value = 0;

	at += negative;
	if (at == reader->end || *at < '0' || *at > '9')
		return;
	for (; at < reader->end && *at >= '0' && *at <= '9'; at++)
		if (value < INT_MAX)
			value = value * 10 + (*at - '0');
	value = value > INT_MAX ? INT_MAX : value;
	token->numbered = true;
	token->number = (int)(negative ? -value : value);
	reader->at = at;
}

static void read_word(struct rq_rtf_reader *reader, struct rq_rtf_token *token)
{
	const char *start = reader->at;
	size_t length;

	while (reader->at < reader->end && is_letter(*reader->at))
		reader->at++;
	length = (size_t)(reader->at - start);
	token->kind = RQ_RTF_WORD;
	if (length < sizeof token->word)
		memcpy(token->word, start, length);
	read_number(reader, token);
	if (reader->at < reader->end && *reader->at == ' ')
		reader->at++;
}

/* Behind a backslash. */
static void read_control(struct rq_rtf_reader *reader, struct rq_rtf_token *token)
{
	const char *at = reader->at;
	size_t left = (size_t)(reader->end - at);

	if (left == 0)
		return; /* the file ends in a backslash */
	if (is_letter(*at)) {
		read_word(reader, token);
		return;
	}
	reader->at++;
	if (*at == '\'' && left > 2 && rq_hex_value(at[1]) >= 0 && rq_hex_value(at[2]) >= 0) {
		reader->at += 2;
		token->kind = RQ_RTF_BYTE;
		token->byte = (char)(rq_hex_value(at[1]) * 16 + rq_hex_value(at[2]));
		token->text = &token->byte;
	} else {
		token->kind = RQ_RTF_SYMBOL;
		token->text = at;
	}
	token->length = 1;
}

static void read_text(struct rq_rtf_reader *reader, struct rq_rtf_token *token)
{
	token->kind = RQ_RTF_TEXT;
	token->text = reader->at;
	while (reader->at < reader->end && !is_special(*reader->at))
		reader->at++;
	token->length = (size_t)(reader->at - token->text);
}

/* Skips the bytes behind "\bin" when they are there. */
static bool skip_binary(struct rq_rtf_reader *reader, const struct rq_rtf_token *token)
{
	if (token->kind != RQ_RTF_WORD || strcmp(token->word, "bin") != 0)
		return false;
	if (token->number < 0 || token->number > reader->end - reader->at)
		reader->lies++;
	else
		reader->at += token->number;
	return true;
}

void rq_rtf_next(struct rq_rtf_reader *reader, struct rq_rtf_token *token)
{
	do {
		memset(token, 0, sizeof *token);
		while (reader->at < reader->end && (*reader->at == '\r' || *reader->at == '\n'))
			reader->at++;
		if (reader->at == reader->end)
			return;
		switch (*reader->at) {
		case '{':
			reader->at++;
			token->kind = RQ_RTF_OPEN;
			break;
		case '}':
			reader->at++;
			token->kind = RQ_RTF_CLOSE;
			break;
		case '\\':
			reader->at++;
			read_control(reader, token);
			break;
		default:
			read_text(reader, token);
		}
	} while (skip_binary(reader, token));
}
