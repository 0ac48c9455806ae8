// SPDX-License-Identifier: Apache-2.0
//
// The floor: what one thread, epoll and nothing else can do.   echo MODE, where MODE is echo, sink, source or hub.
// Level-triggered, one read and one write per message. Prints "READY port"; ends on SIGTERM or when stdin ends.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, BACKLOG = 4096, MAX_FDS = 1 << 17, BATCH = 256 };
enum mode { ECHO, SINK, SOURCE, HUB };

// What could not be written at once; most connections never need it.
struct pending {
	char *bytes;
	size_t length;
};

static enum mode mode;
static int poller;
static struct pending pending[MAX_FDS];
static int members[MAX_FDS];
static int place[MAX_FDS];
static int member_count;
static char chunk[CHUNK];

static void die(const char *what) {
	perror(what);
	exit(1);
}

static void watch(int operation, int fd, unsigned events) {
	struct epoll_event event = {.events = events, .data.fd = fd};
	if (epoll_ctl(poller, operation, fd, &event) < 0) die("epoll_ctl");
}

static void leave(int fd) {
	free(pending[fd].bytes);
	pending[fd] = (struct pending){0};
	if (place[fd] >= 0) {
		int last = members[--member_count];
		members[place[fd]] = last;
		place[last] = place[fd];
		place[fd] = -1;
	}
	close(fd);
}

// Returns 0 when the connection is gone.
static int send_bytes(int fd, const char *bytes, size_t length) {
	struct pending *rest = &pending[fd];
	if (rest->length == 0) {
		ssize_t sent = write(fd, bytes, length);
		if (sent < 0 && errno != EAGAIN) return 0;
		if (sent < 0) sent = 0;
		if ((size_t)sent == length) return 1;
		bytes += sent;
		length -= (size_t)sent;
		// A peer that does not take its answers is not read from meanwhile, except in a hub, where it is the others who speak.
		watch(EPOLL_CTL_MOD, fd, mode == HUB ? EPOLLIN | EPOLLOUT : EPOLLOUT);
	}
	rest->bytes = realloc(rest->bytes, rest->length + length);
	if (!rest->bytes) die("realloc");
	memcpy(rest->bytes + rest->length, bytes, length);
	rest->length += length;
	return 1;
}

static void send_rest(int fd) {
	struct pending *rest = &pending[fd];
	ssize_t sent = write(fd, rest->bytes, rest->length);
	if (sent < 0) {
		if (errno != EAGAIN) leave(fd);
		return;
	}
	rest->length -= (size_t)sent;
	memmove(rest->bytes, rest->bytes + sent, rest->length);
	if (rest->length == 0) {
		free(rest->bytes);
		rest->bytes = NULL;
		watch(EPOLL_CTL_MOD, fd, EPOLLIN);
	}
}

static void broadcast(size_t length) {
	for (int i = member_count - 1; i >= 0; i--) {
		int fd = members[i];
		if (!send_bytes(fd, chunk, length)) leave(fd);
	}
}

static void readable(int fd) {
	ssize_t count = read(fd, chunk, CHUNK);
	if (count <= 0) {
		if (count == 0 || errno != EAGAIN) leave(fd);
	} else if (mode == ECHO) {
		if (!send_bytes(fd, chunk, (size_t)count)) leave(fd);
	} else if (mode == HUB) {
		broadcast((size_t)count);
	}
}

static void writable(int fd) {
	if (mode != SOURCE) {
		send_rest(fd);
	} else if (write(fd, chunk, CHUNK) < 0 && errno != EAGAIN) {
		leave(fd);
	}
}

static void take(int listener) {
	for (;;) {
		int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0) return;
		if (fd >= MAX_FDS) {
			close(fd);
			return;
		}
		int on = 1;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		place[fd] = -1;
		if (mode == HUB) {
			place[fd] = member_count;
			members[member_count++] = fd;
		}
		watch(EPOLL_CTL_ADD, fd, mode == SOURCE ? EPOLLOUT : EPOLLIN);
	}
}

static int open_listener(void) {
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) < 0 || listen(fd, BACKLOG) < 0) die("listen");
	getsockname(fd, (struct sockaddr *)&address, &length);
	printf("READY %d\n", ntohs(address.sin_port));
	fflush(stdout);
	return fd;
}

static enum mode parse(const char *name) {
	static const char *const names[] = {"echo", "sink", "source", "hub"};
	for (int i = 0; i < 4; i++) {
		if (strcmp(names[i], name) == 0) return (enum mode)i;
	}
	fprintf(stderr, "echo: no mode %s; one of echo, sink, source, hub\n", name);
	exit(2);
}

int main(int argc, char **argv) {
	mode = parse(argc > 1 ? argv[1] : "echo");
	struct rlimit files;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	signal(SIGPIPE, SIG_IGN);
	poller = epoll_create1(EPOLL_CLOEXEC);
	int listener = open_listener();
	watch(EPOLL_CTL_ADD, listener, EPOLLIN);
	struct epoll_event input = {.events = EPOLLIN, .data.fd = STDIN_FILENO};
	epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &input);
	struct epoll_event events[BATCH];
	for (;;) {
		int count = epoll_wait(poller, events, BATCH, -1);
		for (int i = 0; i < count; i++) {
			int fd = events[i].data.fd;
			if (fd == listener) {
				take(listener);
			} else if (fd == STDIN_FILENO) {
				if (read(fd, chunk, CHUNK) <= 0) return 0;
			} else if (events[i].events & EPOLLOUT) {
				writable(fd);
			} else {
				readable(fd);
			}
		}
	}
}
