#include "edit/numeral.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { VALUE = RQ_NUMERAL_SIZE, MAX_DIGITS = 30 };

/* One digit of any script: its value, and how long it is; -1 when there is none. */
static int digit_at(const char *text, size_t *size)
{
	size_t length = strnlen(text, 4);

	*size = 0;
	return length == 0 ? -1 : rq_text_digit_value(rq_text_decode(text, length, size));
}

size_t rq_numeral_digits(const char *text, size_t *bytes)
{
	size_t count = 0, size;

	*bytes = 0;
	while (digit_at(text + *bytes, &size) >= 0) {
		*bytes += size;
		count++;
	}
	return count;
}

/* Separators between groups of three; the first two may be decimal signs as well. */
static const char *const separators[] = { ",",      ".",      " ",      "'", "’",
					  "\u00a0", "\u202f", "\u2009", "٬", "٫" };

static const char *separator_at(const char *text)
{
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
		if (strncmp(text, separators[i], strlen(separators[i])) == 0)
			return separators[i];
	return NULL;
}

/* Digits and a power of ten, without zeros at either end: 2.40 is "24e-1". */
struct decimal {
	char digits[MAX_DIGITS + 1];
	size_t count;
	int power;
	bool overflow;
};

static void push(struct decimal *decimal, const char *text, size_t bytes)
{
	size_t size;

	for (size_t at = 0; at < bytes; at += size) {
		int digit = digit_at(text + at, &size);

		if (decimal->count == 0 && digit == 0)
			continue;
		if (decimal->count == MAX_DIGITS) {
			decimal->overflow = true;
			return;
		}
		decimal->digits[decimal->count++] = (char)('0' + digit);
	}
}

static void print(struct decimal *decimal, char value[VALUE])
{
	while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0') {
		decimal->count--;
		decimal->power++;
	}
	decimal->digits[decimal->count] = '\0';
	if (decimal->overflow)
		(void)snprintf(value, VALUE, "?");
	else if (decimal->count == 0)
		(void)snprintf(value, VALUE, "0");
	else
		(void)snprintf(value, VALUE, "%se%d", decimal->digits, decimal->power);
}

/*
 * Whether three digits behind one separator are a group or decimals. "50.000"
 * is fifty thousand everywhere: nobody writes fifty so exactly.
 */
static bool is_group(const char *separator, const char *digits, bool first, bool decimal_comma)
{
	if (!first || (*separator != ',' && *separator != '.'))
		return true;
	return strncmp(digits, "000", 3) == 0 || (*separator == ',') != decimal_comma;
}

size_t rq_numeral_scan(const char *text, bool decimal_comma, char value[VALUE])
{
	struct decimal decimal = { 0 };
	size_t end, bytes, count = rq_numeral_digits(text, &end);
	const char *group = NULL, *separator;

	push(&decimal, text, end);
	while ((separator = separator_at(text + end)) != NULL) {
		const char *next = text + end + strlen(separator);
		size_t digits = rq_numeral_digits(next, &bytes);
		bool grouped = digits == 3 && count <= 3 && (!group || group == separator) &&
			       is_group(separator, next, !group, decimal_comma);

		if (digits == 0)
			break;
		if (!grouped &&
		    ((*separator != ',' && *separator != '.' && strcmp(separator, "٫") != 0) ||
		     group == separator))
			break;
		push(&decimal, next, bytes);
		end = (size_t)(next - text) + bytes;
		if (!grouped) {
			decimal.power -= (int)digits;
			break;
		}
		group = separator;
		count = 3;
	}
	print(&decimal, value);
	return end;
}

void rq_numeral_scale(char value[VALUE], int power)
{
	char *exponent = strchr(value, 'e');
	char digits[VALUE];

	if (!exponent)
		return;
	(void)snprintf(digits, sizeof digits, "%.*s", (int)(exponent - value), value);
	(void)snprintf(value, VALUE, "%.*se%ld", MAX_DIGITS, digits,
		       strtol(exponent + 1, NULL, 10) + power);
}

void rq_numeral_print(long long number, char value[VALUE])
{
	struct decimal decimal = { 0 };
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%lld", number);
	push(&decimal, digits, strlen(digits));
	print(&decimal, value);
}

bool rq_numeral_is_one(const char value[VALUE])
{
	return strcmp(value, "1e0") == 0;
}
