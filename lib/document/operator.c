#include "document/operator.h"

#include <string.h>

#include "base/hex.h"

static const double MAX_UNIT = 1e15; /* of a fraction's digits: those behind it say nothing */

/* White space and delimiters (7.2.2); everything else is regular. */
enum class { REGULAR, WHITE, DELIMITER };

static enum class class_of(char c)
{
	static const unsigned char classes[256] = {
		['\0'] = WHITE,    ['\t'] = WHITE,    ['\n'] = WHITE,    ['\f'] = WHITE,
		['\r'] = WHITE,    [' '] = WHITE,     ['('] = DELIMITER, [')'] = DELIMITER,
		['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
		['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
	};

	return (enum class) classes[(unsigned char)c];
}

static bool is_white(char c)
{
	return class_of(c) == WHITE;
}

static bool is_regular(char c)
{
	return class_of(c) == REGULAR;
}

/* --- operands ------------------------------------------------------------------------------ */

static void put_byte(struct rq_operator *one, int byte)
{
	if (one->text_length < RQ_SHOWN_TEXT)
		one->text[one->text_length++] = (char)(byte >= ' ' && byte <= '~' ? byte : ' ');
	one->shown++;
}

/* What a backslash and what follows stand for (7.3.4.2): returns where that ends. */
static const char *read_escape(const char *at, const char *end, struct rq_operator *one)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *known;
	int value = 0, digits = 0;

	if (at == end)
		return at;
	while (at < end && digits < 3 && *at >= '0' && *at <= '7') {
		value = value * 8 + (*at++ - '0');
		digits++;
	}
	if (digits > 0) {
		put_byte(one, value);
		return at;
	}
	known = *at ? strchr(from, *at) : NULL;
	put_byte(one, known ? to[known - from] : *at);
	return at + 1;
}

static const char *read_string(const char *at, const char *end, struct rq_operator *one)
{
	size_t depth = 1;

	while (at < end) {
		char c = *at++;

		if (c == '\\') {
			at = read_escape(at, end, one);
			continue;
		}
		depth += c == '(';
		depth -= c == ')';
		if (depth == 0)
			break;
		put_byte(one, c);
	}
	return at;
}

static const char *read_hex(const char *at, const char *end, struct rq_operator *one)
{
	int high = -1;

	for (; at < end && *at != '>'; at++) {
		int value = rq_hex_value(*at);

		if (value < 0)
			continue;
		if (high < 0) {
			high = value;
			continue;
		}
		put_byte(one, high * 16 + value);
		high = -1;
	}
	return at < end ? at + 1 : at;
}

static const char *read_name(const char *at, const char *end, struct rq_operator *one)
{
	size_t length = 1;

	while (at + length < end && is_regular(at[length]))
		length++;
	one->optional = strncmp(one->name, "/OC", 3) == 0;
	if (length < RQ_OPERATOR_NAME) {
		memcpy(one->name, at, length);
		one->name[length] = '\0';
	}
	return at + length;
}

static void put_number(struct rq_operator *one, double number, bool in_array)
{
	if (in_array) {
		one->adjusted += number;
		return;
	}
	if (one->count == RQ_OPERANDS) {
		memmove(one->numbers, one->numbers + 1, sizeof one->numbers - sizeof(double));
		one->count--;
	}
	one->numbers[one->count++] = number;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * The number that a run of regular characters is, and where that ends; NULL when
 * it is none. Numbers have no exponents (7.3.3).
 */
static const char *read_number(const char *at, const char *end, double *number)
{
	bool minus = *at == '-';
	double value = 0, unit = 1;

	at += *at == '-' || *at == '+';
	if (at == end || !(is_digit(*at) || *at == '.'))
		return NULL;
	for (; at < end && is_digit(*at); at++)
		value = value * 10 + (*at - '0');
	if (at < end && *at == '.')
		for (at++; at < end && is_digit(*at); at++)
			if (unit < MAX_UNIT) {
				value = value * 10 + (*at - '0');
				unit *= 10;
			}
	*number = (minus ? -value : value) / unit;
	return at == end || !is_regular(*at) ? at : NULL;
}

/* --- operators ------------------------------------------------------------------------------ */

/* Behind "ID" and one white space are bytes of any kind up to "EI" between white space. */
static const char *skip_image(const char *at, const char *end)
{
	for (; end - at >= 3; at++)
		if (is_white(at[0]) && at[1] == 'E' && at[2] == 'I' &&
		    (end - at == 3 || is_white(at[3])))
			return at + 3;
	return end;
}

static const char *skip_comment(const char *at, const char *end)
{
	while (at < end && *at != '\n' && *at != '\r')
		at++;
	return at;
}

/* A run of regular characters that is no number: whether it ends the operands. */
static bool read_verb(struct rq_operators *operators, unsigned *verb)
{
	const char *at = operators->at;
	size_t length = 0;

	while (at + length < operators->end && is_regular(at[length]))
		length++;
	operators->at = at + length;
	if (length > 3) /* true, false, null, or noise */
		return false;
	*verb = 0;
	for (size_t i = 0; i < length; i++)
		*verb = *verb << 8 | (unsigned char)at[i];
	if (*verb == RQ_VERB2('I', 'D')) {
		operators->at = skip_image(operators->at, operators->end);
		*verb = RQ_VERB2('E', 'I');
	}
	return *verb != RQ_VERB2('B', 'I');
}

/* A run of regular characters: a number, or the operator that ends the operands. */
static bool read_run(struct rq_operators *operators, struct rq_operator *one, bool in_array)
{
	double number;
	const char *behind = read_number(operators->at, operators->end, &number);

	if (!behind)
		return read_verb(operators, &one->verb);
	operators->at = behind;
	put_number(one, number, in_array);
	return false;
}

bool rq_operator_next(struct rq_operators *operators, struct rq_operator *one)
{
	bool in_array = false;

	one->count = one->text_length = one->shown = 0;
	one->adjusted = 0;
	one->name[0] = '\0';
	one->optional = false;
	while (operators->at < operators->end) {
		char c = *operators->at;

		if (is_white(c)) {
			operators->at++;
		} else if (is_regular(c)) {
			if (read_run(operators, one, in_array))
				return true;
		} else if (c == '(') {
			operators->at = read_string(operators->at + 1, operators->end, one);
		} else if (c == '<' && operators->end - operators->at > 1 &&
			   operators->at[1] != '<') {
			operators->at = read_hex(operators->at + 1, operators->end, one);
		} else if (c == '/') {
			operators->at = read_name(operators->at, operators->end, one);
		} else if (c == '%') {
			operators->at = skip_comment(operators->at, operators->end);
		} else {
			in_array = c == '[' || (in_array && c != ']');
			operators->at += c == '<' && operators->end - operators->at > 1 ? 2 : 1;
		}
	}
	return false;
}

/* --- without operands ------------------------------------------------------------------------ */

/* As read_string() ends. */
static const char *skip_string(const char *at, const char *end)
{
	for (size_t depth = 1; at < end && depth > 0; at++) {
		depth += *at == '(';
		depth -= *at == ')';
		if (*at == '\\' && at + 1 < end)
			at++;
	}
	return at;
}

/* As read_number() ends. */
static const char *skip_number(const char *at, const char *end)
{
	at += *at == '-' || *at == '+';
	if (at == end || !(is_digit(*at) || *at == '.'))
		return NULL;
	while (at < end && is_digit(*at))
		at++;
	if (at < end && *at == '.')
		for (at++; at < end && is_digit(*at); at++)
			;
	return at == end || !is_regular(*at) ? at : NULL;
}

static const char *skip_hex(const char *at, const char *end)
{
	const char *close = memchr(at, '>', (size_t)(end - at));

	return close ? close + 1 : end;
}

static const char *skip_name(const char *at, const char *end)
{
	for (at++; at < end && is_regular(*at); at++)
		;
	return at;
}

bool rq_operator_skip(struct rq_operators *operators, unsigned *verb)
{
	const char *end = operators->end;

	while (operators->at < end) {
		const char *at = operators->at, *behind;

		switch (*at) {
		case '(':
			operators->at = skip_string(at + 1, end);
			continue;
		case '/':
			operators->at = skip_name(at, end);
			continue;
		case '%':
			operators->at = skip_comment(at, end);
			continue;
		case '<':
			if (end - at > 1)
				operators->at = at[1] == '<' ? at + 2 : skip_hex(at + 1, end);
			else
				operators->at = end;
			continue;
		default:
			break;
		}
		behind = is_regular(*at) ? skip_number(at, end) : at + 1;
		if (behind)
			operators->at = behind;
		else if (read_verb(operators, verb))
			return true;
	}
	return false;
}
