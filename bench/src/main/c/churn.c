// SPDX-License-Identifier: Apache-2.0
//
// Connections that live for one message: connect, send, take the echo, end the sending, see the server close, close.
#include "load.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct histogram lifetimes;
static int64_t finished;

static void begin(int poller, struct connection *c, const struct options *o) {
	*c = (struct connection){.sent_at = now(), .due = o->size};
	c->fd = open_socket(o, 0);
	struct epoll_event event = {.events = EPOLLOUT, .data.ptr = c};
	if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
}

static void connected(int poller, struct connection *c, const struct options *o) {
	if (write(c->fd, payload, (size_t)o->size) != o->size) die("connect or write");
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
	if (epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event) < 0) die("epoll_ctl");
}

static void end(int poller, struct connection *c, const struct options *o) {
	close(c->fd);
	record(&lifetimes, now() - c->sent_at);
	finished++;
	begin(poller, c, o);
}

static void serve(int poller, struct epoll_event *event, const struct options *o) {
	struct connection *c = event->data.ptr;
	if (event->events & EPOLLOUT) {
		connected(poller, c, o);
		return;
	}
	ssize_t count = read(c->fd, inbox, CHUNK);
	if (count < 0) die("read");
	c->received += count;
	if (count == 0 && c->received < o->size) fail("the server closed before it echoed");
	if (c->received > o->size) fail("the server has sent more than it was asked for");
	if (count == 0) {
		end(poller, c, o);
	} else if (c->received == o->size) {
		// With RST nobody waits for the server's close: there is no way to hear of it.
		if (o->reset) end(poller, c, o);
		else shutdown(c->fd, SHUT_WR);
	}
}

static void serve_until(int64_t limit, int poller, const struct options *o) {
	struct epoll_event events[BATCH];
	while (now() < limit) {
		int count = epoll_wait(poller, events, BATCH, 100);
		for (int i = 0; i < count; i++) serve(poller, &events[i], o);
	}
}

void churn(const struct options *o) {
	verify_echo(o);
	int poller = epoll_create1(0);
	struct connection *slots = calloc((size_t)o->connections, sizeof *slots);
	if (!slots) die("calloc");
	for (int i = 0; i < o->connections; i++) begin(poller, &slots[i], o);
	if (o->warmup > 0) serve_until(deadline(o->warmup), poller, o);
	lifetimes = (struct histogram){0};
	finished = 0;
	struct window window;
	begin_window(&window, o->server);
	serve_until(deadline(o->seconds), poller, o);
	double seconds = end_window(&window, o);
	if (finished == 0) fail("not a single connection was completed");
	printf(",\"messages\":%lld,\"per_second\":%.1f", (long long)finished, (double)finished / seconds);
	print_percentiles(&lifetimes);
	puts("}");
	close_all(slots, o);
}

static void wait_for(int64_t time) {
	int64_t asleep = time - 200000;
	if (asleep > now()) {
		struct timespec t = {.tv_sec = asleep / 1000000000, .tv_nsec = asleep % 1000000000};
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
	}
	while (now() < time) {
	}
}

// One connection at a time, by the clock, to a server with nothing else to do: from connect() to the first echoed byte.
void accept_latency(const struct options *o) {
	verify_echo(o);
	int64_t began = now();
	int64_t warm = (int64_t)(o->warmup * o->rate);
	int64_t all = warm + (int64_t)(o->seconds * o->rate);
	struct window window;
	begin_window(&window, o->server);
	for (int64_t k = 0; k < all; k++) {
		int64_t meant = began + (int64_t)((double)k * 1e9 / o->rate);
		wait_for(meant);
		int fd = open_socket(o, 1);
		if (write(fd, payload, (size_t)o->size) != o->size) die("write");
		if (read(fd, inbox, CHUNK) <= 0) die("read");
		if (k >= warm) record(&lifetimes, now() - meant);
		close(fd);
	}
	end_window(&window, o);
	printf(",\"rate\":%.0f,\"messages\":%lld", o->rate, (long long)lifetimes.total);
	print_percentiles(&lifetimes);
	puts("}");
}
