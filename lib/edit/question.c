#include "edit/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "resume/sighting.h"

/* "evil.example": a dot inside a word, but for "Node.js" and what else the posting has so. */
static bool names_host(const char *text, const struct rq_job *job)
{
	while (*text) {
		size_t length = strcspn(text, " "), next = length + strspn(text + length, " ");
		const char *dot = memchr(text, '.', length);
		char *word;
		bool host;

		while (length > 0 && strchr(".,;:?!)", text[length - 1]))
			length--;
		word = rq_strndup(text, length);
		host = dot && dot > text && dot + 1 < text + length &&
		       !(job->text && strstr(job->text, word));
		free(word);
		if (host)
			return true;
		text += next;
	}
	return false;
}

/* Somebody's number or address; or a placeholder, which nobody was given. */
static bool tells_of_somebody(const char *text)
{
	static const struct rq_persona nobody;
	struct rq_sighting sighting;
	struct rq_folded folded;
	bool found;

	rq_fold_init(&folded, text, strlen(text), false);
	found = rq_sighting_find(&nobody, &folded, 0, &sighting);
	rq_fold_free(&folded);
	return found;
}

/* A person will send it to a candidate: one line, no links, nothing invisible. */
static bool is_sendable(const char *text, const struct rq_job *job)
{
	size_t length = strlen(text), size;

	if (text[strspn(text, " ")] == '\0' || rq_text_characters(text) > RQ_MAX_QUESTION_CHARS ||
	    strstr(text, "://") || strstr(text, "www.") || strpbrk(text, "@<>\n\t") ||
	    names_host(text, job) || tells_of_somebody(text))
		return false;
	for (size_t at = 0; at < length; at += size)
		if (rq_text_is_unsafe(rq_text_decode(text + at, length - at, &size)))
			return false;
	return true;
}

static const char *find_proposed(const json_t *proposed, const char *id, const struct rq_job *job)
{
	for (size_t i = 0; i < json_array_size(proposed); i++) {
		const json_t *question = json_array_get(proposed, i);
		const char *req_id = rq_json_string(question, "req_id");
		const char *text = rq_json_string(question, "ask_candidate");

		if (req_id && text && strcmp(req_id, id) == 0 && is_sendable(text, job))
			return text;
	}
	return NULL;
}

/* A question of ours in each language, before and behind what it asks for, and what joins the last.
 */
static const struct tongue {
	const char *language, *before, * or, *behind;
} tongues[] = {
	{ "en", "Have you worked with ", " or ", "? Where, and for how long?" },
	{ "de", "Haben Sie mit ", " oder ", " gearbeitet? Wo, und wie lange?" },
	{ "fr", "Avez-vous travaillé avec ", " ou ", " ? Où, et pendant combien de temps ?" },
	{ "es", "¿Ha trabajado con ", " o ", "? ¿Dónde, y durante cuánto tiempo?" },
	{ "pt", "Trabalhou com ", " ou ", "? Onde, e durante quanto tempo?" },
	{ "it", "Ha lavorato con ", " o ", "? Dove, e per quanto tempo?" },
	{ "nl", "Hebt u met ", " of ", " gewerkt? Waar, en hoe lang?" },
};

static const struct tongue *tongue_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof tongues / sizeof tongues[0]; i++)
		if (strncmp(tongues[i].language, language, 2) == 0)
			return &tongues[i];
	return &tongues[0];
}

static char *write_question(const struct rq_requirement *requirement, const char *language)
{
	const struct tongue *tongue = tongue_of(language);
	char *list = rq_strdup(requirement->any[0]), *question;

	for (size_t i = 1; i < requirement->count; i++) {
		char *longer =
		    rq_printf("%s%s%s", list, i + 1 == requirement->count ? tongue->or : ", ",
			      requirement->any[i]);

		free(list);
		list = longer;
	}
	question = rq_printf("%s%s%s", tongue->before, list, tongue->behind);
	free(list);
	return question;
}

/* New; swallows text. */
static json_t *make_question(const char *id, char *text)
{
	json_t *question = json_object();

	rq_json_set_string(question, "req_id", id);
	rq_json_set_string(question, "ask_candidate", text);
	free(text);
	return question;
}

json_t *rq_questions_make(const json_t *proposed, const struct rq_job *job, const char *language,
			  const struct rq_score *score)
{
	json_t *questions = json_array();

	for (size_t i = 0; i < job->count; i++) {
		const struct rq_requirement *requirement = &job->requirements[i];
		const char *text;
		char *ours;

		if (score->credits[i].credit > 0 || requirement->count == 0)
			continue;
		text = find_proposed(proposed, requirement->id, job);
		ours = text ? rq_strdup(text) : write_question(requirement, language);
		if (!text && tells_of_somebody(ours))
			free(ours); /* a posting's own telephone number among its terms */
		else
			rq_json_append_take(questions, make_question(requirement->id, ours));
	}
	return questions;
}
