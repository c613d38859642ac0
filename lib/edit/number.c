#include "edit/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
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

/* "between 5 and 7" binds its numbers like "from 5 to 7". */
static bool ends_between(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_quantity *start =
	    reading->quantity_count > 0 ? &reading->quantity[reading->quantity_count - 1] : NULL;

	return start && start->last + 2 == quantity->first && start->first > 0 &&
	       reading->word[start->first - 1].lexeme->binder == RQ_BINDER_BETWEEN &&
	       (reading->word[quantity->first - 1].lexeme->class & RQ_WORD_AND);
}

/*
 * "De 5 à 12", "de 12 kg para 8 kg": a preposition that is the end of a range behind another
 * number only, or behind one of the same things.
 */
static bool ends_range(const struct rq_reading *reading, size_t first)
{
	const struct rq_word *word = &reading->word[first];

	if (first < 2 || !rq_token_is_one_of(word[-1].text, " à a para "))
		return false;
	return word[-2].quantity >= 0 ||
	       (first > 2 && first + 1 < reading->count && word[-3].quantity >= 0 &&
		strcmp(word[-2].text, word[1].text) == 0);
}

/* "Réduit à 10 %", "baixou para 10 %": where it ended, other than "de 10 %". */
static bool ends_change(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	return strcmp(quantity->unit, "%") == 0 &&
	       rq_token_is_one_of(reading->word[quantity->first - 1].text, " à au al ao para ");
}

/* "calls to 40-50 prospects": "to" is of the prospects, not of the number. */
static bool begins_range(const struct rq_reading *reading, size_t first)
{
	size_t length;
	const char *gap = gap_after(reading, first, &length);

	return first + 1 < reading->count && reading->word[first + 1].quantity >= 0 && length > 0 &&
	       (strncmp(gap, "-", length) == 0 || strncmp(gap, "–", length) == 0);
}

/* "up to", "bis zu": the word at is the second of them. */
static bool tells_up_to(const struct rq_reading *reading, size_t at)
{
	static const char *const pairs[][2] = {
		{ "up", "to" }, { "bis", "zu" }, { "jusqu", "à" }, { "fino", "a" }, { "fino", "ad" }
	};

	for (size_t i = 0; at > 0 && i < sizeof pairs / sizeof pairs[0]; i++)
		if (strcmp(reading->word[at - 1].text, pairs[i][0]) == 0 &&
		    strcmp(reading->word[at].text, pairs[i][1]) == 0)
			return true;
	return false;
}

/* "as many as 60" is up to 60. */
static bool tells_as_many(const struct rq_reading *reading, size_t first)
{
	const struct rq_word *last = &reading->word[first] - 1;

	return first > 2 && strcmp(last->text, "as") == 0 && strcmp(last[-2].text, "as") == 0 &&
	       rq_token_is_one_of(last[-1].text, " many much ");
}

static void bind(struct finder *finder, struct rq_quantity *quantity)
{
	struct rq_reading *reading = finder->reading;
	size_t first = quantity->first, length;
	const struct rq_word *last = &reading->word[first] - 1;
	const char *gap;

	if (first == 0 || quantity->binder)
		return;
	gap = gap_after(reading, first - 1, &length);
	if (last->lexeme->unit == RQ_UNIT_CURRENCY && !quantity->unit[0] &&
	    gap_is_blank(reading, first - 1)) {
		set_currency(quantity, last->lexeme->currency, "");
		take(finder, quantity, first - 1);
		bind(finder, quantity);
		return;
	}
	if (last->quantity >= 0 && length > 0 &&
	    (strncmp(gap, "-", length) == 0 || strncmp(gap, "–", length) == 0))
		quantity->binder = RQ_BINDER_TO;
	if (last->clause != reading->word[first].clause)
		return;
	if (first > 1 && strcmp(last->text, "de") == 0 && last[-1].lexeme->binder)
		last--; /* cerca de 30 */
	if (last->lexeme->binder &&
	    !(last->lexeme->binder == RQ_BINDER_TO && begins_range(reading, first)))
		quantity->binder = last->lexeme->binder;
	if (quantity->binder == RQ_BINDER_NEARLY || quantity->binder == RQ_BINDER_ABOUT)
		reading->word[last - reading->word].quantity = (long)reading->quantity_count;
	if (quantity->binder == RQ_BINDER_BETWEEN)
		quantity->binder = RQ_BINDER_FROM;
	else if (ends_between(reading, quantity) || ends_range(reading, first))
		quantity->binder = RQ_BINDER_TO;
	if (tells_up_to(reading, (size_t)(last - reading->word)))
		quantity->binder = RQ_BINDER_UP_TO;
	if (!tells_as_many(reading, first))
		return;
	quantity->binder = RQ_BINDER_UP_TO;
	for (size_t i = first - 3; i < first; i++)
		reading->word[i].quantity = (long)reading->quantity_count;
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
	bind(finder, quantity);
	take_scale(finder, quantity);
	take_unit_sign(finder, quantity);
	take_unit_word(finder, quantity);
	if (quantity->first > 0 && !quantity->binder && ends_change(reading, quantity))
		quantity->binder = RQ_BINDER_TO;
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
