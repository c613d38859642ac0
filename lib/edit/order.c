#include "edit/order.h"

#include "match/token.h"

/* What may stand between an order and what it is about. */
enum { BETWEEN_WORDS = 5 };

/* In the form in which one gives orders: people who ignored or rated something may say so. */
static const struct {
	const char *verbs, *about; /* between spaces */
} orders[] = {
	{ " ignore disregard forget override ",
	  " instructions instruction prompt prompts rules above " },
	{ " rate score rank recommend shortlist ", " candidate applicant resume cv " },
	{ " ignoriere ignorieren vergiss ", " anweisungen anweisung regeln " },
	{ " bewerte empfehle ", " kandidaten kandidat bewerber bewerberin lebenslauf " },
	{ " ignorez ignore oubliez ", " instructions consignes " },
	{ " ignora ignore olvida ", " instrucciones instruções istruzioni " },
	{ " negeer vergeet ", " instructies " },
};

static bool is_about(const struct rq_reading *reading, size_t verb, const char *about)
{
	for (size_t i = verb + 1; i < reading->count && i <= verb + BETWEEN_WORDS; i++) {
		if (reading->word[i].sentence != reading->word[verb].sentence)
			return false;
		if (rq_token_is_one_of(reading->word[i].text, about))
			return true;
	}
	return false;
}

bool rq_reading_orders(const struct rq_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		for (size_t j = 0; j < sizeof orders / sizeof orders[0]; j++)
			if (rq_token_is_one_of(reading->word[i].text, orders[j].verbs) &&
			    is_about(reading, i, orders[j].about))
				return true;
	return false;
}
