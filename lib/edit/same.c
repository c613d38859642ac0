#include "edit/same.h"

#include <string.h>

#include "match/token.h"

/* "Developer" of "developed", "auditor" of "auditoría"; not "order" of "ordered". */
static bool is_doer_of(const struct rq_word *doer, const struct rq_word *deed)
{
	size_t length = strlen(deed->text);

	if (!doer->doer || deed->doer)
		return false;
	if (length <= doer->doer || strncmp(doer->text, deed->text, doer->doer) != 0)
		return !(strncmp(doer->text, deed->text, doer->doer - 2) == 0 &&
			 deed->text[doer->doer - 2] == 'r'); /* register, registration */
	return rq_token_ends_in_one_of(deed->text, "ía ías ia ias ");
}

bool rq_word_same(const struct rq_word *claimed, const struct rq_word *cited)
{
	if (claimed->term && claimed->term == cited->term)
		return true;
	/* A manager is more than somebody who managed; who was "responsable" was "chargé". */
	if (!(claimed->lexeme->class & RQ_WORD_SENIOR) && cited->lexeme->tier == RQ_TIER_LEAD &&
	    rq_senses_meet(claimed->senses, cited->senses))
		return true;
	if ((claimed->lexeme->class | cited->lexeme->class) & RQ_WORD_SENIOR)
		return strcmp(claimed->text, cited->text) == 0;
	if (rq_senses_meet(claimed->senses, cited->senses))
		return true;
	if (is_doer_of(claimed, cited) || is_doer_of(cited, claimed))
		return false;
	if ((claimed->stem && claimed->stem == cited->stem) ||
	    (claimed->root && claimed->root == cited->root))
		return true;
	return !claimed->phrase && !cited->phrase && strcmp(claimed->text, cited->text) == 0;
}

bool rq_word_is_among(const struct rq_word *claimed, const struct rq_word *const *cited,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rq_word_same(claimed, cited[i]))
			return true;
	return false;
}

bool rq_word_is_told_among(const struct rq_word *const *claimed, size_t count,
			   const struct rq_word *cited)
{
	for (size_t i = 0; i < count; i++)
		if (rq_word_same(claimed[i], cited))
			return true;
	return false;
}

bool rq_words_meet(const struct rq_word *const *claimed, size_t count_claimed,
		   const struct rq_word *const *cited, size_t count_cited)
{
	for (size_t i = 0; i < count_claimed; i++)
		if (rq_word_is_among(claimed[i], cited, count_cited))
			return true;
	return false;
}

bool rq_reading_has(const struct rq_reading *cited, const struct rq_word *claimed)
{
	for (size_t i = 0; i < cited->count; i++)
		if (rq_word_same(claimed, &cited->word[i]))
			return true;
	return false;
}

bool rq_reading_keeps(const struct rq_reading *after, const struct rq_word *cited)
{
	for (size_t i = 0; i < after->count; i++)
		if (rq_word_same(&after->word[i], cited))
			return true;
	return false;
}
