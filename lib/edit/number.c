#include "edit/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/binding.h"
#include "edit/numeral.h"
#include "edit/range.h"
#include "match/token.h"

struct finder {
	struct rq_reading *reading;
	const struct rq_wording *wording;
};

/* What stands between word at and the next one; of the last word, the rest. */
static const char *gap_after(const struct rq_reading *reading, size_t at, size_t *length)
{
	const char *gap = reading->source + reading->word[at].end;

	*length = at + 1 < reading->count ? reading->word[at + 1].start - reading->word[at].end
					  : strlen(gap);
	return gap;
}

/* How long the blank or hyphen at text is (a no-break space has two bytes); 0: none. */
static size_t blank_at(const char *text)
{
	if (*text == ' ' || *text == '-')
		return 1;
	return strncmp(text, "\u00a0", 2) == 0 ? 2 : 0;
}

/* "Mio.": the full stop of a scale that is cut short is none. */
static size_t stop_of_scale(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return (word->lexeme->class & RQ_WORD_SCALE) && word->end - word->start == 3 &&
	       reading->source[word->end] == '.';
}

static bool gap_is_blank(const struct rq_reading *reading, size_t at)
{
	size_t length, done = stop_of_scale(reading, at), step;
	const char *gap = gap_after(reading, at, &length);

	while (done < length && (step = blank_at(gap + done)) > 0)
		done += step;
	return done == length;
}

static const char *const symbols[] = {
	"$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₫", "₦", "฿"
};
static const char codes[] = "$ELYR???????"; /* of each symbol */

/* The currency whose symbol stands at text: its sign in a unit, "?" for others, 0 for none. */
static char currency_at(const char *text, size_t length, const char **symbol)
{
	for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
		if (strlen(symbols[i]) <= length &&
		    strncmp(text, symbols[i], strlen(symbols[i])) == 0) {
			*symbol = symbols[i];
			return codes[i];
		}
	return 0;
}

static void set_currency(struct rq_quantity *quantity, char sign, const char *symbol)
{
	(void)snprintf(quantity->unit, sizeof quantity->unit, "%c%s", sign,
		       sign == '?' ? symbol : "");
}

static void take(struct finder *finder, struct rq_quantity *quantity, size_t at)
{
	if (at < quantity->first)
		quantity->first = at;
	if (at > quantity->last)
		quantity->last = at;
	finder->reading->word[at].quantity = (long)finder->reading->quantity_count;
}

/* "k", "million", "M" behind a number. */
static void take_scale(struct finder *finder, struct rq_quantity *quantity)
{
	struct rq_reading *reading = finder->reading;
	size_t next = quantity->last + 1;
	const struct rq_word *word = &reading->word[next];
	bool attached, money = quantity->unit[0] != '\0';

	if (next == reading->count || !gap_is_blank(reading, quantity->last))
		return;
	attached = word->start == word[-1].end;
	if (word->lexeme->class & RQ_WORD_SCALE) {
		rq_numeral_scale(quantity->value, word->lexeme->number);
		take(finder, quantity, next);
	} else if (strcmp(word->text, "m") == 0 && attached && (word->upper || money)) {
		rq_numeral_scale(quantity->value, 6);
		take(finder, quantity, next);
	} else if (strcmp(word->text, "b") == 0 && attached && money) {
		rq_numeral_scale(quantity->value, 9);
		take(finder, quantity, next);
	}
}

static bool is_per_cent(const struct rq_reading *reading, size_t at)
{
	static const char *const hundreds[] = { "cent", "ciento", "cento" };

	if (at + 1 >= reading->count || (strcmp(reading->word[at].text, "per") != 0 &&
					 strcmp(reading->word[at].text, "pour") != 0 &&
					 strcmp(reading->word[at].text, "por") != 0))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (strcmp(reading->word[at + 1].text, hundreds[i]) == 0)
			return true;
	return false;
}

/* A unit in words: percent, times, dollars. */
static void take_unit_word(struct finder *finder, struct rq_quantity *quantity)
{
	struct rq_reading *reading = finder->reading;
	size_t next = quantity->last + 1;
	const struct rq_word *word = &reading->word[next];

	if (next == reading->count || quantity->unit[0] || !gap_is_blank(reading, quantity->last) ||
	    (next + 1 < reading->count && word[1].joined))
		return; /* "five X-rays" are not five times */
	if (word->lexeme->unit == RQ_UNIT_CURRENCY)
		set_currency(quantity, word->lexeme->currency, "");
	else if (word->lexeme->unit != RQ_UNIT_NONE)
		(void)snprintf(quantity->unit, sizeof quantity->unit, "%s",
			       word->lexeme->unit == RQ_UNIT_PERCENT ? "%" : "x");
	else if (is_per_cent(reading, next)) {
		(void)snprintf(quantity->unit, sizeof quantity->unit, "%%");
		take(finder, quantity, next++);
	} else
		return;
	take(finder, quantity, next);
}

/* A unit in signs behind the number: 45 %, 3×, 40+, 5 €. */
static void take_unit_sign(struct finder *finder, struct rq_quantity *quantity)
{
	static const char *const signs[][2] = { { "%", "%" }, { "٪", "%" }, { "％", "%" },
						{ "‰", "‰" }, { "×", "x" }, { "°", "°" } };
	size_t length, blanks = stop_of_scale(finder->reading, quantity->last), step;
	const char *gap = gap_after(finder->reading, quantity->last, &length), *symbol = "";
	char sign;

	if (length > 0 && gap[0] == '+') {
		quantity->plus = true;
		gap++;
		length--;
	}
	while (blanks < length && gap[blanks] != '-' && (step = blank_at(gap + blanks)) > 0)
		blanks += step;
	gap += blanks;
	length -= blanks;
	if (quantity->unit[0])
		return;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strlen(signs[i][0]) <= length &&
		    strncmp(gap, signs[i][0], strlen(signs[i][0])) == 0)
			(void)snprintf(quantity->unit, sizeof quantity->unit, "%s", signs[i][1]);
	sign = currency_at(gap, length, &symbol);
	if (sign)
		set_currency(quantity, sign, symbol);
}

/* What stands right before a number: a currency, a sign of more or less, a range's dash. */
static void take_signs_before(struct finder *finder, struct rq_quantity *quantity)
{
	static const struct {
		const char *sign;
		uint8_t binder;
	} bounds[] = { { "~", 10 }, { "≈", 10 }, { "<", 6 }, { "≤", 8 },
		       { ">", 4 },  { "≥", 7 },  { "±", 10 } };
	struct rq_reading *reading = finder->reading;
	size_t from = quantity->first == 0 ? 0 : reading->word[quantity->first - 1].end;
	size_t until = reading->word[quantity->first].start;

	for (size_t at = from; at < until; at++) {
		const char *symbol = "";
		char sign = currency_at(reading->source + at, until - at, &symbol);

		if (sign)
			set_currency(quantity, sign, symbol);
		/* A$ and C$ are other dollars; US$ is the plain one. */
		if (sign == '$' && at == from && quantity->first > 0) {
			const struct rq_word *country = &reading->word[quantity->first - 1];

			if (country->end - country->start <= 2 && strcmp(country->text, "us") != 0)
				(void)snprintf(quantity->unit, sizeof quantity->unit, "$%.4s",
					       country->text);
			if (country->end - country->start <= 2)
				take(finder, quantity, quantity->first - 1);
		}
		for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
			if (strncmp(reading->source + at, bounds[i].sign, strlen(bounds[i].sign)) ==
			    0)
				quantity->binder = bounds[i].binder;
	}
}

/* "EUR" of "EUR 5" */
static void take_currency_before(struct finder *finder, struct rq_quantity *quantity)
{
	const struct rq_word *last = &finder->reading->word[quantity->first] - 1;

	if (quantity->first == 0 || quantity->unit[0] || last->lexeme->unit != RQ_UNIT_CURRENCY ||
	    !gap_is_blank(finder->reading, quantity->first - 1))
		return;
	set_currency(quantity, last->lexeme->currency, "");
	take(finder, quantity, quantity->first - 1);
}

/* "two hundred and fifty thousand": returns the last word, with its value in *value. */
static size_t read_words(const struct rq_reading *reading, size_t at, long long *value)
{
	long long total = 0, current = 0;
	size_t last = at;

	for (size_t i = at; i < reading->count && i < at + 12; i++) {
		const struct rq_word *word = &reading->word[i];
		bool linked = i == at || gap_is_blank(reading, i - 1);

		if (!linked || word->quantity >= 0)
			break;
		if (word->lexeme->class & RQ_WORD_NUMERAL) {
			/* "five six" are two numbers; "twenty five" is one. */
			if (i > at &&
			    !(current % 100 == 0 || (current % 100 >= 20 && current % 10 == 0 &&
						     word->lexeme->number < 10)))
				break;
			current += word->lexeme->number;
		} else if ((word->lexeme->class & RQ_WORD_SCALE) && word->end - word->start > 2) {
			long long scale = 1;

			for (int power = word->lexeme->number; power > 0; power--)
				scale *= 10;
			current = (current == 0 ? 1 : current) * scale;
			if (scale > 100) {
				total += current;
				current = 0;
			}
		} else if (i > at && strcmp(word->text, "and") == 0 && i + 1 < reading->count &&
			   (word[-1].lexeme->class & RQ_WORD_SCALE) &&
			   (word[1].lexeme->class & RQ_WORD_NUMERAL)) {
			continue;
		} else {
			break;
		}
		last = i;
		*value = total + current;
		if (*value > 1000000000000LL)
			break;
	}
	return last;
}

static bool looks_like_year(const struct rq_quantity *quantity, const struct rq_reading *reading)
{
	const struct rq_word *word = &reading->word[quantity->first];
	size_t bytes, count = rq_numeral_digits(reading->source + word->start, &bytes);
	long year;

	if (quantity->first != quantity->last || count != 4 || bytes != word->end - word->start ||
	    quantity->unit[0] || quantity->plus)
		return false;
	year = strtol(quantity->value, NULL, 10);
	for (const char *zeros = strchr(quantity->value, 'e'); zeros && *zeros; zeros = NULL)
		for (long power = strtol(zeros + 1, NULL, 10); power > 0; power--)
			year *= 10;
	return year >= 1900 && year <= 2099;
}

static void finish(struct finder *finder, struct rq_quantity *quantity)
{
	struct rq_reading *reading = finder->reading;

	take_signs_before(finder, quantity);
	take_currency_before(finder, quantity);
	rq_binding_find(reading, quantity);
	take_scale(finder, quantity);
	take_unit_sign(finder, quantity);
	take_unit_word(finder, quantity);
	rq_binding_complete(reading, quantity);
	quantity->date = looks_like_year(quantity, reading);
	reading->quantity = rq_grow(reading->quantity, reading->quantity_count,
				    &reading->quantity_capacity, sizeof *reading->quantity);
	reading->quantity[reading->quantity_count++] = *quantity;
}

void rq_number_find(struct rq_reading *reading, const struct rq_wording *wording)
{
	struct finder finder = { reading, wording };

	for (size_t i = 0; i < reading->count; i++) {
		struct rq_word *word = &reading->word[i];
		struct rq_quantity quantity = { .first = i, .last = i };

		if (word->quantity >= 0) {
			(void)snprintf(quantity.value, sizeof quantity.value, "%s", word->text);
			take(&finder, &quantity, i);
		} else if ((word->lexeme->class & RQ_WORD_NUMERAL) ||
			   ((word->lexeme->class & RQ_WORD_SCALE) && word->end - word->start > 2)) {
			long long value = 0;
			size_t last = read_words(reading, i, &value);

			rq_numeral_print(value, quantity.value);
			for (size_t j = i; j <= last; j++)
				take(&finder, &quantity, j);
		} else {
			continue;
		}
		finish(&finder, &quantity);
		i = quantity.last;
	}
	rq_range_find(reading);
}
