// What the C peers share: which workloads are wanted, how one is timed, and the line of JSON that says the result.
// The rule is that of bench.py: warm up, make the block long enough, time blocks, take the median.
#pragma once
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void (*work_t)(void *context, long runs);

static struct {
    const char *only;
    int threads, blocks;
    double block_s, warm_s;
} given = {"", 1, 15, 0.1, 1.0};

static const char *option(int count, char **words, const char *name, const char *otherwise)
{
    for (int i = 1; i + 1 < count; i++)
        if (!strcmp(words[i], name)) return words[i + 1];
    return otherwise;
}

static inline void read_options(int count, char **words)
{
    given.only = option(count, words, "--only", "");
    given.threads = atoi(option(count, words, "--threads", "1"));
    given.blocks = atoi(option(count, words, "--blocks", "15"));
    given.block_s = atof(option(count, words, "--block-s", "0.1"));
    given.warm_s = atof(option(count, words, "--warm-s", "1"));
    if (given.threads < 1 || given.blocks < 1 || given.blocks > 1000) exit(2);
}

// T1 stands for T1-... and for T1b-...
static inline bool is_wanted(const char *name)
{
    if (!*given.only) return true;
    for (const char *wish = given.only; *wish;) {
        size_t length = strcspn(wish, ",");
        const char *rest = name + length;
        if (length && !strncmp(name, wish, length) && (!*rest || *rest == '-' || !strncmp(rest, "b-", 2))) return true;
        wish += length + (wish[length] == ',');
    }
    return false;
}

static inline double clock_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline double seconds_of(work_t work, void *context, long runs)
{
    double begin = clock_s();
    work(context, runs);
    return clock_s() - begin;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

// whole_blocks > 0: a block is one run however long it takes, and there are so many; results are in s instead of us.
static inline void measure(const char *name, const char *peer, const char *version, const char *metric, int samples, const char *variant, int whole_blocks,
                           work_t work, void *context)
{
    int blocks = whole_blocks ? whole_blocks : given.blocks;
    double seconds[1000], until = clock_s() + given.warm_s, factor = whole_blocks ? 1 : 1e6;
    long runs = 1;
    for (;;) {
        double took = seconds_of(work, context, runs);
        if (whole_blocks || (took >= given.block_s && clock_s() > until)) break;
        if (took >= given.block_s) continue;
        double growth = 1.15 * given.block_s / (took > 1e-7 ? took : 1e-7);
        long next = (long)((double)runs * (growth < 4 ? growth : 4));
        runs = next > runs ? next : runs + 1;
    }
    for (int i = 0; i < blocks; i++) seconds[i] = seconds_of(work, context, runs) / (double)runs;
    qsort(seconds, (size_t)blocks, sizeof *seconds, by_size);
    double middle = (seconds[(blocks - 1) / 2] + seconds[blocks / 2]) / 2;
    printf("{\"workload\": \"%s\", \"peer\": \"%s\", \"version\": \"%s\", \"threads\": %d, \"metric\": \"%s\", \"median\": %.5g, \"min\": %.5g, "
           "\"max\": %.5g, \"unit\": \"%s\", \"samples_per_s\": %.5g, \"variant\": \"%s\"}\n",
           name, peer, version, given.threads, metric, middle * factor, seconds[0] * factor, seconds[blocks - 1] * factor, whole_blocks ? "s" : "us",
           samples / middle, variant);
    fflush(stdout);
}
