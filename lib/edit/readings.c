#include "edit/readings.h"

#include <stdlib.h>

#include "base/memory.h"

struct rq_readings {
	struct rq_reading **reading; /* each at its own address, which outlasts growth */
	size_t count, capacity;
};

struct rq_readings *rq_readings_new(void)
{
	return rq_alloc(1, sizeof(struct rq_readings));
}

void rq_readings_free(struct rq_readings *readings)
{
	if (!readings)
		return;
	for (size_t i = 0; i < readings->count; i++) {
		rq_reading_free(readings->reading[i]);
		free(readings->reading[i]);
	}
	free(readings->reading);
	free(readings);
}

const struct rq_reading *rq_readings_get(struct rq_readings *readings,
					 const struct rq_reader *reader, const char *text,
					 bool prose)
{
	struct rq_reading *reading;

	for (size_t i = 0; i < readings->count; i++)
		if (readings->reading[i]->source == text)
			return readings->reading[i];
	reading = rq_alloc(1, sizeof *reading);
	rq_reading_init(reading, reader, text, prose);
	readings->reading = rq_grow(readings->reading, readings->count, &readings->capacity,
				    sizeof(struct rq_reading *));
	readings->reading[readings->count++] = reading;
	return reading;
}
