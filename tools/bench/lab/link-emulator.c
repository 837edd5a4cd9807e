// A link between two network namespaces, as seen by IP packets.
//
//   link-emulator <namespace> <namespace> <interface>
//
// Each namespace gets a TUN device of that name. What is sent into one comes out of the other:
//
//   read ─▶ queue (drop-tail, in time) ─▶ wire (rate) ─▶ loss (random) ─▶ delay ─▶ write
//
// Both directions have the same figures and queues of their own. A lost packet has used the wire, as
// on a radio path. Commands come on stdin, one a line, and each is answered by one line:
//
//   link <bit/s> <one-way delay, ns> <loss in a million> <queue, ns> <seed>   → ok
//   count                                                                     → JSON, since `link`
//
// It ends with its stdin, so that it never outlives whoever started it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum {
  MTU_MAX = 1600,
  // 48 MiB a direction, touched only as far as used: 50 ms on the wire at 1 Gbit/s and more than any
  // queue and delay that is asked for here.
  PACKETS_MAX = 1 << 15,
  // Read at once from one side before the other has its turn.
  BATCH = 32,
};

struct link_figures {
  double ns_per_byte;
  int64_t delay_ns;
  uint32_t loss_per_million;
  int64_t queue_ns;
};

struct packet {
  int64_t arrives_ns;
  uint16_t length;
  unsigned char bytes[MTU_MAX];
};

struct direction {
  int from, to;
  struct packet *ring;
  uint32_t head, tail; // count up for ever; the ring's size divides 2^32
  int64_t wire_free_ns;
  uint64_t random_state;
  uint64_t packets, bytes, lost, dropped;
  int64_t longest_queue_ns;
};

static struct link_figures figures;
static struct direction directions[2];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/** splitmix64: a well-mixed number from any seed, 0 included. */
static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/** A TUN device in another namespace; the descriptor stays ours wherever we are afterwards. */
static int open_tun(const char *namespace, const char *interface) {
  char path[256];
  snprintf(path, sizeof path, "/run/netns/%s", namespace);
  int ns = open(path, O_RDONLY | O_CLOEXEC);
  if (ns < 0) fail(path);
  if (setns(ns, CLONE_NEWNET) != 0) fail("setns");
  close(ns);
  int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (tun < 0) fail("/dev/net/tun");
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  if (ioctl(tun, TUNSETIFF, &request) != 0) fail("TUNSETIFF");
  return tun;
}

static void shape(const struct link_figures *wanted, uint64_t seed) {
  figures = *wanted;
  for (int i = 0; i < 2; i++) {
    struct direction *d = &directions[i];
    d->head = d->tail = 0; // what is still under way belongs to the link that was
    d->wire_free_ns = 0;
    d->random_state = seed * 2 + (uint64_t)i;
    d->packets = d->bytes = d->lost = d->dropped = 0;
    d->longest_queue_ns = 0;
  }
}

/** Takes packets off one side for as long as there are any, at most a batch of them. */
static void take(struct direction *d) {
  for (int i = 0; i < BATCH; i++) {
    struct packet *p = &d->ring[d->tail % PACKETS_MAX];
    bool full = d->tail - d->head == PACKETS_MAX;
    unsigned char nowhere[MTU_MAX];
    ssize_t length = read(d->from, full ? nowhere : p->bytes, MTU_MAX);
    if (length <= 0) {
      if (length < 0 && errno != EAGAIN && errno != EIO) fail("read");
      return; // EIO: the interface is not up yet
    }
    int64_t now = now_ns();
    int64_t waits = d->wire_free_ns > now ? d->wire_free_ns - now : 0;
    if (full || waits > figures.queue_ns) {
      d->dropped++;
      continue;
    }
    if (waits > d->longest_queue_ns) d->longest_queue_ns = waits;
    d->wire_free_ns = now + waits + (int64_t)((double)length * figures.ns_per_byte);
    if (next_random(&d->random_state) % 1000000 < figures.loss_per_million) {
      d->lost++;
      continue;
    }
    p->length = (uint16_t)length;
    p->arrives_ns = d->wire_free_ns + figures.delay_ns;
    d->tail++;
  }
}

static void deliver(struct direction *d) {
  int64_t now = now_ns();
  for (; d->head != d->tail; d->head++) {
    struct packet *p = &d->ring[d->head % PACKETS_MAX];
    if (p->arrives_ns > now) return;
    // Refused while the interface over there is down; then nobody wants the packet.
    if (write(d->to, p->bytes, p->length) < 0) continue;
    d->packets++;
    d->bytes += p->length;
  }
}

static void count(void) {
  printf("[");
  for (int i = 0; i < 2; i++) {
    struct direction *d = &directions[i];
    printf("%s{\"packets\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"lost\":%" PRIu64
           ",\"dropped\":%" PRIu64 ",\"longestQueueMs\":%.1f}",
           i ? "," : "", d->packets, d->bytes, d->lost, d->dropped,
           (double)d->longest_queue_ns / 1e6);
  }
  printf("]\n");
}

/** One command; whether there may be more. */
static bool obey(void) {
  char line[256];
  if (fgets(line, sizeof line, stdin) == NULL) return false;
  struct link_figures wanted;
  double bits_per_s;
  uint64_t seed;
  if (strcmp(line, "count\n") == 0) {
    count();
  } else if (sscanf(line, "link %lf %" SCNd64 " %" SCNu32 " %" SCNd64 " %" SCNu64, &bits_per_s,
                    &wanted.delay_ns, &wanted.loss_per_million, &wanted.queue_ns, &seed) == 5 &&
             bits_per_s > 0) {
    wanted.ns_per_byte = 8e9 / bits_per_s;
    shape(&wanted, seed);
    printf("ok\n");
  } else {
    printf("what?\n");
  }
  fflush(stdout);
  return true;
}

/** When the next packet arrives, as a wait from now; -1 ns stands for never. */
static int64_t next_wait_ns(void) {
  int64_t soonest = INT64_MAX;
  for (int i = 0; i < 2; i++) {
    struct direction *d = &directions[i];
    if (d->head == d->tail) continue;
    int64_t arrives = d->ring[d->head % PACKETS_MAX].arrives_ns;
    if (arrives < soonest) soonest = arrives;
  }
  if (soonest == INT64_MAX) return -1;
  int64_t wait = soonest - now_ns();
  return wait > 0 ? wait : 0;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: link-emulator <namespace> <namespace> <interface>\n");
    return 2;
  }
  // Browsers take all processors there are; a link does not slow down because of it. Without the
  // right to do so it works all the same, less punctually.
  prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0);
  struct sched_param priority = {.sched_priority = 1};
  if (sched_setscheduler(0, SCHED_RR, &priority) != 0)
    fprintf(stderr, "link-emulator: no real-time priority: %s\n", strerror(errno));
  int ends[2] = {open_tun(argv[1], argv[3]), open_tun(argv[2], argv[3])};
  for (int i = 0; i < 2; i++) {
    directions[i].from = ends[i];
    directions[i].to = ends[1 - i];
    directions[i].ring = calloc(PACKETS_MAX, sizeof(struct packet));
    if (directions[i].ring == NULL) fail("calloc");
  }
  shape(&(struct link_figures){.ns_per_byte = 8, .queue_ns = 20000000}, 0);
  // Commands are read through stdio one by one; unbuffered, so that `poll` sees what is left.
  setvbuf(stdin, NULL, _IONBF, 0);
  printf("ready\n");
  fflush(stdout);

  for (;;) {
    int64_t wait = next_wait_ns();
    struct timespec timeout = {.tv_sec = wait / 1000000000, .tv_nsec = wait % 1000000000};
    struct pollfd awaited[3] = {{ends[0], POLLIN, 0}, {ends[1], POLLIN, 0}, {0, POLLIN, 0}};
    if (ppoll(awaited, 3, wait < 0 ? NULL : &timeout, NULL) < 0 && errno != EINTR) fail("ppoll");
    if (awaited[2].revents != 0 && !obey()) return 0;
    for (int i = 0; i < 2; i++) take(&directions[i]);
    for (int i = 0; i < 2; i++) deliver(&directions[i]);
  }
}
