#include "dice.h"

#include <math.h>

/* SplitMix64 (Steele, Lea, Flood 2014). */
double dice_roll(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (double)((z ^ (z >> 31)) >> 11) / (double)(UINT64_C(1) << 53);
}

/* Box and Muller. */
static double normal(struct dice *dice)
{
	double radius = sqrt(-2 * log(1 - dice_roll(dice)));

	return radius * cos(2 * 3.14159265358979323846 * dice_roll(dice));
}

int64_t dice_latency(struct dice *dice, const struct latency *latency)
{
	return (int64_t)(latency->median * exp(latency->sigma * normal(dice)));
}
