#include "document/word_box.h"

#include "base/text.h"

bool rq_word_has_letter(const struct rq_word_box *word)
{
	size_t size;

	for (size_t at = 0; at < word->length; at += size)
		if (rq_text_is_letter(rq_text_decode(word->text + at, word->length - at, &size)))
			return true;
	return false;
}
