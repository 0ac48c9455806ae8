// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { SOURCES = 250, OPENING_AT_ONCE = 32 };

char payload[CHUNK];
char inbox[CHUNK];

void die(const char *what) {
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	exit(1);
}

void fail(const char *message) {
	fprintf(stderr, "load: %s\n", message);
	exit(1);
}

int64_t deadline(double seconds) {
	return now() + (int64_t)(seconds * 1e9);
}

// Each socket comes from another loopback address in turn, so that ports in TIME_WAIT never run out.
static void bind_source(int fd) {
	static unsigned turn;
	unsigned source = turn++ % SOURCES;
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000101u + source)};
	int on = 1;
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) die("bind a source address");
}

int open_socket(const struct options *o, int blocking) {
	int fd = socket(AF_INET, SOCK_STREAM | (blocking ? 0 : SOCK_NONBLOCK), 0);
	if (fd < 0) die("socket");
	int on = 1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (o->reset) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	if (blocking) {
		struct timeval limit = {.tv_sec = STALL_SECONDS};
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	}
	bind_source(fd);
	struct sockaddr_in server = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)o->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) die("connect");
	return fd;
}

static void set_blocking(int fd, int blocking) {
	int flags = fcntl(fd, F_GETFL);
	fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

// Opened one after another, and now and then given a breath, so that no queue of connections is ever put to the test.
struct connection *open_all(const struct options *o, int poller) {
	struct connection *all = calloc((size_t)o->connections, sizeof *all);
	if (!all) die("calloc");
	for (int i = 0; i < o->connections; i++) {
		struct connection *c = &all[i];
		c->fd = open_socket(o, 1);
		set_blocking(c->fd, 0);
		struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
		if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
		if (i % OPENING_AT_ONCE == OPENING_AT_ONCE - 1) usleep(2000);
	}
	return all;
}

// By RST: the servers are about to end, and the next one should not start among thousands of sockets in TIME_WAIT.
void close_all(struct connection *all, const struct options *o) {
	struct linger linger = {.l_onoff = 1, .l_linger = 0};
	for (int i = 0; i < o->connections; i++) {
		setsockopt(all[i].fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
		close(all[i].fd);
	}
	free(all);
}

static void wait_to_write(int poller, struct connection *c, int wait) {
	if (c->waits_to_write == wait) return;
	c->waits_to_write = wait;
	struct epoll_event event = {.events = wait ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c};
	if (epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event) < 0) die("epoll_ctl");
}

void send_due(int poller, struct connection *c) {
	while (c->due > 0) {
		ssize_t sent = write(c->fd, payload, (size_t)(c->due < CHUNK ? c->due : CHUNK));
		if (sent < 0 && errno != EAGAIN) die("write");
		if (sent < 0) break;
		c->due -= sent;
	}
	wait_to_write(poller, c, c->due > 0);
}

ssize_t receive(struct connection *c, size_t limit) {
	ssize_t count = read(c->fd, inbox, limit < CHUNK ? limit : CHUNK);
	if (count == 0) fail("the server has ended a connection");
	if (count < 0 && errno != EAGAIN) die("read");
	return count < 0 ? 0 : count;
}

// Once in each run: what comes back is what was sent.
void verify_echo(const struct options *o) {
	int fd = open_socket(o, 1);
	if (write(fd, payload, (size_t)o->size) != o->size) die("write");
	for (int got = 0; got < o->size;) {
		ssize_t count = read(fd, inbox + got, (size_t)(o->size - got));
		if (count <= 0) die("the first echo");
		got += (int)count;
	}
	if (memcmp(payload, inbox, (size_t)o->size) != 0) fail("the server does not echo what it was sent");
	close(fd);
}
