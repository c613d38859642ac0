#ifndef RQ_BASE_TEXT_H
#define RQ_BASE_TEXT_H

/*
 * Unicode text: checks, normal forms and character classes (by utf8proc), and
 * what makes a stranger's text safe to show. Strings are UTF-8.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool rq_text_is_utf8(const char *bytes, size_t length);

/*
 * The code point at the start of text, which is not empty; *size is how many
 * bytes it takes. Bytes that are no UTF-8 give U+FFFD and a size of 1.
 */
int32_t rq_text_decode(const char *text, size_t length, size_t *size);

/* Writes one code point as UTF-8; returns how many bytes (1 to 4). */
size_t rq_text_encode(int32_t character, char bytes[4]);

/* Canonical composition (NFC, UAX #15) of valid UTF-8; the caller's, free(). */
char *rq_text_nfc(const char *text, size_t length);

/* Compatibility composition and full case folding (NFKC, casefold): the form that is compared. */
char *rq_text_fold(const char *text, size_t length);

/* Character classes by Unicode general category. */
bool rq_text_is_letter(int32_t character);
bool rq_text_is_upper(int32_t character);
bool rq_text_is_lower(int32_t character);
bool rq_text_is_mark(int32_t character);        /* an accent of its own, a vowel sign */
bool rq_text_is_ideographic(int32_t character); /* Han, kana, their marks: without spaces */
bool rq_text_is_leftward(int32_t character);    /* of a script that runs from right to left */
bool rq_text_is_digit(int32_t character);       /* Nd, in any script */
bool rq_text_is_space(int32_t character);       /* Z*, and the ASCII white space */

/*
 * The lower-case letter without its marks, of Latin, Greek and Cyrillic letters
 * and full-width forms ("É" is "e"); every other character is itself.
 */
int32_t rq_text_plain(int32_t character);

/* The value of a decimal digit of any script ("٣" is 3), or -1. */
int rq_text_digit_value(int32_t character);

/*
 * Whether the character must not reach a document or a terminal: controls but
 * tab and newline, bidirectional controls, zero-width characters, tag
 * characters, noncharacters.
 */
bool rq_text_is_unsafe(int32_t character);

/*
 * Whether the character at a byte is a mark of direction (LRM, RLM, ALM) where typography has it:
 * beside a script that runs from right to left, a space or a sign. Within a word that runs from
 * left to right it does nothing but hide that word from who looks for it.
 */
bool rq_text_is_direction_mark(const char *text, size_t length, size_t at);

/*
 * Whether the character at a byte joins or parts its neighbours (ZWJ, ZWNJ) where a script needs
 * that, as Persian and Hindi do (RFC 5892, A.1), or is a part of a picture (UTS #51): a woman and a
 * computer, the flag of Wales. Between other letters it does nothing but hide a word.
 */
bool rq_text_is_joint(const char *text, size_t length, size_t at);

/* Whether its last bytes are those. */
bool rq_text_ends_in(const char *text, const char *ending);

/* How many terminal columns the text takes, and how many characters it has. */
size_t rq_text_columns(const char *text);
size_t rq_text_characters(const char *text);

/*
 * The first character of text as a reader sees it (an extended grapheme cluster, UAX #29: a letter
 * with its accents, a flag), of length bytes that are not 0: returns how many bytes it has.
 */
size_t rq_text_cluster(const char *text, size_t length, size_t *columns);

/* What the noun behind a count ends with: "s", or "" for one. Static. */
const char *rq_text_s(uint64_t count);

/*
 * Copies text for a terminal or a log line: unsafe characters, newlines and
 * tabs become "\u{..}", bad bytes "\x..". Ends with "…" where size is too
 * small. Returns out.
 */
const char *rq_text_escape(const char *text, char *out, size_t size);

/* The same with all the room that it takes: a new string, free(). */
char *rq_text_escaped(const char *text);

#endif
