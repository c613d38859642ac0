#include "resume/told.h"

#include <stdbool.h>
#include <string.h>

/* Between a label and what it tells; digits of telephone numbers, and of those of papers at least.
 */
enum { MAX_GAP = 4, MAX_REMARK = 12, MIN_PHONE = 7, MAX_PHONE = 15, MIN_PAPER = 6, MIN_HANDLE = 3 };
/* Digits of a number within its country; letters of a group in the number of a paper. */
enum { MIN_HOME = 9, MAX_HOME = 11, MAX_LETTERS = 2, MAX_GROUPS = 12 };

/* Folded: no marks, no capitals; two letters at least, in the order of the first two. */
static const struct told {
	const char *label;
	enum rq_trait trait;
} labels[] = {
	{ "aadhaar", RQ_TRAIT_PAPER },
	{ "avs", RQ_TRAIT_PAPER },
	{ "bsn", RQ_TRAIT_PAPER },
	{ "c.f", RQ_TRAIT_PAPER },
	{ "cel", RQ_TRAIT_PHONE },
	{ "cell", RQ_TRAIT_PHONE },
	{ "cellulare", RQ_TRAIT_PHONE },
	{ "celular", RQ_TRAIT_PHONE },
	{ "cep", RQ_TRAIT_ADDRESS },
	{ "cf", RQ_TRAIT_PAPER },
	{ "cnh", RQ_TRAIT_PAPER },
	{ "codice fiscale", RQ_TRAIT_PAPER },
	{ "cpf", RQ_TRAIT_PAPER },
	{ "curp", RQ_TRAIT_PAPER },
	{ "discord", RQ_TRAIT_USER },
	{ "dni", RQ_TRAIT_PAPER },
	{ "fax", RQ_TRAIT_PHONE },
	{ "gsm", RQ_TRAIT_PHONE },
	{ "handy", RQ_TRAIT_PHONE },
	{ "id number", RQ_TRAIT_PAPER },
	{ "identity number", RQ_TRAIT_PAPER },
	{ "mobiel", RQ_TRAIT_PHONE },
	{ "mobil", RQ_TRAIT_PHONE },
	{ "mobile", RQ_TRAIT_PHONE },
	{ "movil", RQ_TRAIT_PHONE },
	{ "ni number", RQ_TRAIT_PAPER },
	{ "nie", RQ_TRAIT_PAPER },
	{ "nif", RQ_TRAIT_PAPER },
	{ "nric", RQ_TRAIT_PAPER },
	{ "pasaporte", RQ_TRAIT_PAPER },
	{ "paspoort", RQ_TRAIT_PAPER },
	{ "paspoortnummer", RQ_TRAIT_PAPER },
	{ "passaporte", RQ_TRAIT_PAPER },
	{ "passaporto", RQ_TRAIT_PAPER },
	{ "passeport", RQ_TRAIT_PAPER },
	{ "passport", RQ_TRAIT_PAPER },
	{ "personalausweis", RQ_TRAIT_PAPER },
	{ "phone", RQ_TRAIT_PHONE },
	{ "portable", RQ_TRAIT_PHONE },
	{ "reisepass", RQ_TRAIT_PAPER },
	{ "rg", RQ_TRAIT_PAPER },
	{ "rijksregisternummer", RQ_TRAIT_PAPER },
	{ "rut", RQ_TRAIT_PAPER },
	{ "securite sociale", RQ_TRAIT_PAPER },
	{ "seguridad social", RQ_TRAIT_PAPER },
	{ "sin", RQ_TRAIT_PAPER },
	{ "skype", RQ_TRAIT_USER },
	{ "social security number", RQ_TRAIT_PAPER },
	{ "sozialversicherungsnummer", RQ_TRAIT_PAPER },
	{ "ssn", RQ_TRAIT_PAPER },
	{ "steuer-id", RQ_TRAIT_PAPER },
	{ "tel", RQ_TRAIT_PHONE },
	{ "telefon", RQ_TRAIT_PHONE },
	{ "telefone", RQ_TRAIT_PHONE },
	{ "telefono", RQ_TRAIT_PHONE },
	{ "telefoon", RQ_TRAIT_PHONE },
	{ "telegram", RQ_TRAIT_USER },
	{ "telemovel", RQ_TRAIT_PHONE },
	{ "telephone", RQ_TRAIT_PHONE },
	{ "tlm", RQ_TRAIT_PHONE },
	{ "wechat", RQ_TRAIT_USER },
	{ "whatsapp", RQ_TRAIT_PHONE },
};

static bool stands(const struct rq_folded *folded, size_t i, const char *text)
{
	return rq_fold_stands(folded, i, text) && rq_fold_is_edge(folded, i + strlen(text));
}

static bool stops(const struct rq_folded *folded, size_t i)
{
	return i >= folded->count || rq_fold_at(folded, i) == '\n' || rq_fold_at(folded, i) == '[';
}

/* Two letters as a number that sorts as they do. */
static uint64_t pair_of(int32_t first, int32_t second)
{
	return ((uint64_t)(uint32_t)first << 32) | (uint32_t)second;
}

static uint64_t beginning_of(const struct told *told)
{
	return pair_of(told->label[0], told->label[1]);
}

/* The labels end here, or one stands there that begins so or later. Asked of every word. */
static size_t first_label(uint64_t beginning)
{
	size_t low = 0, high = sizeof labels / sizeof labels[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (beginning_of(&labels[middle]) < beginning)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest label at i. */
static const struct told *find_label(const struct rq_folded *folded, size_t i)
{
	const struct told *longest = NULL;
	uint64_t beginning = pair_of(rq_fold_at(folded, i), rq_fold_at(folded, i + 1));

	for (size_t k = first_label(beginning);
	     k < sizeof labels / sizeof labels[0] && beginning_of(&labels[k]) == beginning; k++)
		if ((!longest || strlen(labels[k].label) > strlen(longest->label)) &&
		    stands(folded, i, labels[k].label))
			longest = &labels[k];
	return longest;
}

/* "Phone (home):", "Passport No.", "DNI nº": behind what a label has with it. */
static size_t skip_remark(const struct rq_folded *folded, size_t i)
{
	static const char *const numbers[] = { " number", " no", " nr", " n" };
	size_t end = i + 1;

	for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
		if (stands(folded, i, numbers[k]))
			return i + strlen(numbers[k]);
	while (rq_fold_at(folded, end) == ' ')
		end++;
	if (rq_fold_at(folded, end) != '(')
		return i;
	for (size_t k = end; k - end < MAX_REMARK && !stops(folded, k); k++) {
		if (rq_fold_is_digit(folded, k))
			return i;
		if (rq_fold_at(folded, k) == ')')
			return k + 1;
	}
	return i;
}

/*
 * Groups of digits from i on, one or two signs between them, and where a paper's number is read of
 * capitals as well; how many digits they have. Where the last group of digits, or a letter
 * that checks them, ends.
 */
static size_t skip_groups(const struct rq_folded *folded, size_t i, bool letters, size_t *digits)
{
	size_t end = 0;

	*digits = 0;
	for (size_t group = 0; group < MAX_GROUPS; group++) {
		size_t start = i, in_group = 0;

		for (; rq_fold_is_word(folded, i); i++)
			in_group += rq_fold_is_digit(folded, i);
		if (i == start || (in_group < i - start &&
				   (!letters || (in_group == 0 && (i - start > MAX_LETTERS ||
								   !folded->at[start].capital)))))
			break;
		*digits += in_group;
		end = i;
		for (start = i; i - start < 2 && !stops(folded, i) && !rq_fold_is_word(folded, i);
		     i++)
			if (rq_fold_at(folded, i) >= 0x80 ||
			    !strchr(" ()-./", (char)rq_fold_at(folded, i)))
				return end;
	}
	return end;
}

/* An account has no space in it. */
static size_t skip_account(const struct rq_folded *folded, size_t label, size_t i)
{
	size_t end = i;
	bool marked = false;

	for (size_t k = label; k < i; k++)
		marked = marked || rq_fold_at(folded, k) == ':' || rq_fold_at(folded, k) == '@';
	while (!stops(folded, end) &&
	       (rq_fold_is_word(folded, end) ||
		(rq_fold_at(folded, end) < 0x80 && strchr("._-:", (char)rq_fold_at(folded, end)))))
		end++;
	while (end > i && !rq_fold_is_word(folded, end - 1))
		end--;
	return marked && end - i >= MIN_HANDLE ? end : 0;
}

void rq_told_openings(struct rq_openings *openings)
{
	for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++)
		rq_opening_add(openings, RQ_OPENS_TOLD, labels[k].label);
}

size_t rq_told_behind_label(const struct rq_folded *folded, size_t i, size_t *first,
			    enum rq_trait *trait)
{
	const struct told *told = find_label(folded, i);
	size_t label, start, digits, end;

	if (!told)
		return 0;
	label = skip_remark(folded, i + strlen(told->label));
	for (start = label; !rq_fold_is_word(folded, start); start++)
		if (stops(folded, start) || start - label == MAX_GAP)
			return 0;
	if (start == label) /* "phone1" */
		return 0;
	*first = start;
	*trait = told->trait;
	if (told->trait == RQ_TRAIT_USER)
		return skip_account(folded, label, start);
	end = skip_groups(folded, start, told->trait == RQ_TRAIT_PAPER, &digits);
	if (told->trait != RQ_TRAIT_PHONE)
		return digits >= MIN_PAPER ? end : 0;
	return digits >= MIN_PHONE && digits <= MAX_PHONE ? end : 0;
}

/* A year, which no group of a number that is not labelled may be taken for. */
static bool is_year(const struct rq_folded *folded, size_t i, size_t length)
{
	int32_t century = rq_fold_at(folded, i);

	return length == 4 && ((century == '1' && rq_fold_at(folded, i + 1) == '9') ||
			       (century == '2' && rq_fold_at(folded, i + 1) == '0'));
}

size_t rq_told_phone(const struct rq_folded *folded, size_t i)
{
	size_t digits, end, length, groups = 0;

	if (rq_fold_at(folded, i) != '0' || (i > 1 && rq_fold_is_digit(folded, i - 2)))
		return 0;
	end = skip_groups(folded, i, false, &digits);
	if (end == 0 || digits < MIN_HOME || digits > MAX_HOME)
		return 0;
	for (; i < end; i += length + 1) {
		for (length = 0; rq_fold_is_digit(folded, i + length); length++)
			;
		if (is_year(folded, i, length) || (groups == 0 && length == 1))
			return 0;
		groups += length > 0;
	}
	return groups > 1 ? end : 0;
}
