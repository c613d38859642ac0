#include "resume/scan.h"

char rq_scan_at(const struct rq_scan *scan, size_t i)
{
	if (i >= scan->length)
		return '\0';
	return scan->key[i];
}

size_t rq_scan_skip_spaces(const struct rq_scan *scan, size_t i)
{
	while (rq_scan_at(scan, i) == ' ' || rq_scan_at(scan, i) == '\t')
		i++;
	return i;
}

size_t rq_scan_number(const struct rq_scan *scan, size_t i, int *value)
{
	size_t digits = 0;

	*value = 0;
	while (rq_scan_is_digit(rq_scan_at(scan, i + digits))) {
		if (digits < 5)
			*value = *value * 10 + (scan->key[i + digits] - '0');
		digits++;
	}
	return digits;
}

struct rq_word rq_scan_word(const struct rq_scan *scan, size_t i, size_t *end)
{
	size_t stop = i;

	while (rq_scan_is_letter(rq_scan_at(scan, stop)))
		stop++;
	*end = stop;
	return rq_word_find(scan->key + i, stop - i);
}
