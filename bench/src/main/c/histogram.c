// SPDX-License-Identifier: Apache-2.0
#include "load.h"

// Values below 2^SUB_BITS have a bucket each; above, each power of two is divided into 2^SUB_BITS buckets.
static int bucket_of(uint64_t value) {
	if (value < 1u << SUB_BITS) return (int)value;
	int shift = 63 - __builtin_clzll(value) - SUB_BITS;
	return ((shift + 1) << SUB_BITS) + (int)((value >> shift) & ((1u << SUB_BITS) - 1));
}

static double middle_of(int bucket) {
	int shift = (bucket >> SUB_BITS) - 1;
	if (shift < 0) return bucket;
	uint64_t low = ((uint64_t)((1 << SUB_BITS) + (bucket & ((1 << SUB_BITS) - 1)))) << shift;
	return (double)low + (double)(1ull << shift) / 2;
}

void record(struct histogram *h, int64_t nanos) {
	uint64_t value = nanos < 0 ? 0 : (uint64_t)nanos;
	int bucket = bucket_of(value);
	h->counts[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
	h->total++;
	if (value > h->max) h->max = value;
}

double percentile_us(const struct histogram *h, double percent) {
	uint64_t wanted = (uint64_t)((double)h->total * percent / 100);
	uint64_t seen = 0;
	for (int i = 0; i < BUCKETS; i++) {
		seen += h->counts[i];
		if (seen > wanted) return middle_of(i) / 1000;
	}
	return (double)h->max / 1000;
}

void print_percentiles(const struct histogram *h) {
	printf(",\"p50_us\":%.2f,\"p99_us\":%.2f,\"p999_us\":%.2f,\"max_us\":%.2f", percentile_us(h, 50),
		percentile_us(h, 99), percentile_us(h, 99.9), (double)h->max / 1000);
}
