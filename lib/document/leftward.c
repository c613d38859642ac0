#include "document/leftward.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/bullet.h"

bool rq_leftward_runs(const struct rq_word_box *words, size_t count, double share)
{
	size_t leftward = 0, letters = 0, size;

	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at < words[i].length; at += size) {
			int32_t character =
			    rq_text_decode(words[i].text + at, words[i].length - at, &size);

			leftward += rq_text_is_leftward(character);
			letters += rq_text_is_letter(character);
		}
	return (double)leftward > share * (double)letters;
}

void rq_leftward_mirror(struct rq_word_box *words, size_t count)
{
	double least = HUGE_VAL, most = 0;

	for (size_t i = 0; i < count; i++) {
		least = fmin(least, words[i].left);
		most = fmax(most, words[i].right);
	}
	for (size_t i = 0; i < count; i++) {
		double left = least + most - words[i].right;

		words[i].right = least + most - words[i].left;
		words[i].left = left;
	}
}

/* In which direction a word runs: numbers go with the words before them. */
enum direction { NEITHER, NUMBER, RIGHTWARD, LEFTWARD };

static enum direction direction_of(const struct rq_word_box *word)
{
	enum direction direction = NEITHER;
	size_t size;

	for (size_t at = 0; at < word->length; at += size) {
		int32_t character = rq_text_decode(word->text + at, word->length - at, &size);

		if (rq_text_is_leftward(character))
			return LEFTWARD;
		if (rq_text_is_letter(character))
			direction = RIGHTWARD;
		else if (direction == NEITHER && character >= '0' && character <= '9')
			direction = NUMBER;
	}
	return direction;
}

/* The words in the other order; the first is as far from what is before it as the last was. */
static void turn(struct rq_word_box *words, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct rq_word_box word = words[i];

		words[i] = words[count - 1 - i];
		words[count - 1 - i] = word;
	}
	for (size_t i = count; i-- > 1;) {
		double apart = words[i].apart;

		words[i].apart = words[i - 1].apart;
		words[i - 1].apart = apart;
	}
}

/*
 * A telephone number's groups run as they do elsewhere where its "+" tells which one is the first.
 */
static void turn_numbers(struct rq_word_box *words, size_t count)
{
	size_t first = 0; /* behind the number before */

	for (size_t end = 0; end < count; end++) {
		size_t begin = end;

		if (words[end].text[0] != '+')
			continue;
		while (begin > first && direction_of(&words[begin - 1]) == NUMBER)
			begin--;
		turn(words + begin, end - begin + 1);
		first = end + 1;
	}
}

static bool is_year(const struct rq_word_box *word)
{
	return word->length == 4 && strspn(word->text, "0123456789") >= 4 &&
	       (memcmp(word->text, "19", 2) == 0 || memcmp(word->text, "20", 2) == 0);
}

/* Two years with a sign between run from the earlier to the later, whichever way they are set. */
static void turn_years(struct rq_word_box *words, size_t count)
{
	for (size_t i = 0; i + 2 < count; i++)
		if (is_year(&words[i]) && is_year(&words[i + 2]) &&
		    direction_of(&words[i + 1]) == NEITHER &&
		    memcmp(words[i].text, words[i + 2].text, 4) > 0)
			turn(words + i, 3);
}

static bool has_letter(const struct rq_word_box *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rq_word_has_letter(&words[i]))
			return true;
	return false;
}

static bool is_bullet(const struct rq_word_box *word)
{
	size_t size;

	return word->symbol || (rq_bullet_is(rq_text_decode(word->text, word->length, &size)) &&
				size == word->length);
}

/*
 * A line of a page that runs leftward, without a letter that does, begins at its right all the
 * same where its bullet stands there; and so does a telephone number whose "+" does.
 */
static void turn_start(struct rq_word_box *words, size_t count)
{
	size_t bullets = count > 1 && is_bullet(&words[count - 1]);
	struct rq_word_box *last = &words[count - 1 - bullets];

	if (bullets > 0) {
		turn(words, count);
		turn(words + 1, count - 1);
		last = &words[count - 1];
	}
	count -= bullets;
	words += bullets;
	if (count > 1 && last->length == 1 && *last->text == '+' && !has_letter(words, count) &&
	    direction_of(last - 1) == NUMBER)
		turn(words, count);
}

/* Behind the last word that runs leftward, of those with none between that runs rightward. */
static size_t end_of_leftward(const struct rq_word_box *words, size_t first, size_t count)
{
	size_t end = first;
	enum direction direction;

	for (size_t at = first; at < count && (direction = direction_of(&words[at])) != RIGHTWARD;
	     at++)
		if (direction == LEFTWARD)
			end = at + 1;
	return end;
}

/* Words that run leftward in a line that does not, with what stands between them. */
static void turn_leftward(struct rq_word_box *words, size_t count)
{
	for (size_t begin = 0, end; begin < count; begin = end) {
		end = begin + 1;
		if (direction_of(&words[begin]) == LEFTWARD)
			end = end_of_leftward(words, begin, count);
		if (end - begin == 1)
			continue;
		turn(words + begin, end - begin);
		for (size_t i = begin; i <= end && i < count; i++)
			words[i].space = false; /* what was told of it holds for another order */
	}
}

void rq_leftward_order(struct rq_word_box *words, size_t count, bool mirrored)
{
	bool leftward = rq_leftward_runs(words, count, mirrored ? 0 : 0.5);

	for (size_t i = 1; i < count; i++)
		words[i].apart = words[i].left - words[i - 1].right;
	words[0].apart = 0;
	if (leftward != mirrored)
		turn(words, count);
	for (size_t from = 0, to; leftward && from < count; from = to + 1) {
		size_t begin = from, end = from;

		for (to = from; to < count && direction_of(&words[to]) != LEFTWARD; to++)
			if (direction_of(&words[to]) == RIGHTWARD)
				end = to + 1;
		while (begin < end && direction_of(&words[begin]) == NEITHER)
			begin++;
		turn(words + begin, end - begin);
	}
	if (leftward)
		turn_numbers(words, count);
	else if (mirrored)
		turn_start(words, count);
	else
		turn_leftward(words, count);
	if (leftward || mirrored)
		turn_years(words, count);
	for (size_t i = 0; (leftward || mirrored) && i < count; i++)
		words[i].space = false; /* what was told of them holds for another order */
}
