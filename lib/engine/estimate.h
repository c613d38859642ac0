#ifndef RQ_ENGINE_ESTIMATE_H
#define RQ_ENGINE_ESTIMATE_H

/*
 * How many tokens a text takes, about and rather too many: limits and budgets
 * are reserved by it before a call and corrected by what the provider counts.
 *
 * Tokenizers of today (byte pair encodings such as o200k) first cut a text into
 * words with the space before them, runs of digits, punctuation and line ends,
 * and then join bytes as often as they occurred in a large corpus. So: a
 * lower-case ASCII word is one token and one more for each five letters from the
 * fifth on; capitals inside of words begin a new one; three digits are a token, each
 * other ASCII character is one, a space in front of a word none. Letters
 * of other scripts are counted by what a letter of that script takes at worst in
 * ordinary text. A token is at least one byte, so the bytes of a text are
 * the last bound.
 */

#include <stddef.h>

size_t rq_estimate_tokens(const char *text, size_t length);

#endif
