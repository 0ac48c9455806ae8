// SPDX-License-Identifier: Apache-2.0
//
// Messages leave by the clock, whether or not earlier ones have been answered. A latency counts from the moment at which
// the message was meant to leave, so that a server that stalls is charged for everybody who had to wait.
#include "load.h"

#include <stdlib.h>
#include <unistd.h>

static struct histogram latencies;
static int64_t began;
static int64_t measured_from;
static int64_t answered;

// The k-th message of all goes over connection k % connections.
static int64_t meant_to_leave(const struct options *o, int64_t k) {
	return began + (int64_t)((double)k * 1e9 / o->rate);
}

static void count_answers(struct connection *c, int place, int64_t time, const struct options *o) {
	for (int64_t whole = c->received / o->size; c->count < whole; c->count++) {
		int64_t meant = meant_to_leave(o, c->count * o->connections + place);
		answered++;
		if (meant >= measured_from) record(&latencies, time - meant);
	}
}

static void serve(int poller, struct connection *all, const struct options *o) {
	struct epoll_event events[BATCH];
	int count = epoll_wait(poller, events, BATCH, 0);
	for (int i = 0; i < count; i++) {
		struct connection *c = events[i].data.ptr;
		if (events[i].events & EPOLLOUT) send_due(poller, c);
		if (!(events[i].events & ~(unsigned)EPOLLOUT)) continue;
		c->received += receive(c, CHUNK);
		count_answers(c, (int)(c - all), now(), o);
	}
}

// Those that were never answered have waited until now.
static void charge_missing(struct connection *all, int64_t sent, const struct options *o) {
	for (int i = 0; i < o->connections; i++) {
		int64_t asked = (sent - i + o->connections - 1) / o->connections;
		if (all[i].count < asked) {
			all[i].received = asked * o->size;
			count_answers(&all[i], i, now(), o);
		}
	}
}

void rate(const struct options *o) {
	verify_echo(o);
	int poller = epoll_create1(0);
	struct connection *all = open_all(o, poller);
	began = now();
	measured_from = began + (int64_t)(o->warmup * 1e9);
	int64_t end = measured_from + (int64_t)(o->seconds * 1e9);
	int64_t sent = 0;
	int measuring = 0;
	struct window window;
	for (int64_t time = began; time < end; time = now()) {
		if (!measuring && time >= measured_from) {
			begin_window(&window, o->server);
			measuring = 1;
		}
		for (; meant_to_leave(o, sent) <= time; sent++) {
			struct connection *c = &all[sent % o->connections];
			c->due += o->size;
			send_due(poller, c);
		}
		serve(poller, all, o);
	}
	end_window(&window, o);
	for (int64_t last = deadline(5); answered < sent && now() < last;) serve(poller, all, o);
	int64_t missing = sent - answered;
	charge_missing(all, sent, o);
	printf(",\"rate\":%.0f,\"messages\":%llu,\"unanswered\":%lld", o->rate, (unsigned long long)latencies.total,
		(long long)missing);
	print_percentiles(&latencies);
	puts("}");
	close_all(all, o);
}
