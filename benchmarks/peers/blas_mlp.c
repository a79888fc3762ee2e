// A multi-layer perceptron in C with nothing but OpenBLAS under it: what the workloads cost without a framework. Weights are [in, out].
#include "measure.h"
#include <cblas.h>
#include <math.h>
#include <omp.h>
#if defined(__SSE__)
#include <xmmintrin.h>
#endif

enum rule { ADAM, MOMENTUM };

struct layer {
    int inputs, outputs;
    float *weight, *bias;           // bias follows the weights in memory: one sweep updates both
    float *gradient, *first, *second;
    float *output, *error;          // [batch, outputs]; the error is what the layer above leaves
};

struct network {
    int depth, batch, steps;
    enum rule rule;
    struct layer layer[4];
    int examples;
    float *x, *x_batch;
    int *label, *label_batch, *order;
};

static float *room(size_t count)
{
    size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
    float *memory = aligned_alloc(64, bytes);
    if (!memory) exit(3);
    return memset(memory, 0, bytes);
}

static float any(void) { return (float)rand() / (float)RAND_MAX * 2 - 1; }

static size_t parameters(const struct layer *l) { return ((size_t)l->inputs + 1) * (size_t)l->outputs; }

static struct network *build(const int *sizes, int depth, int batch, int examples, enum rule rule)
{
    struct network *net = calloc(1, sizeof *net);
    *net = (struct network){.depth = depth, .batch = batch, .rule = rule, .examples = examples};
    for (int i = 0; i < depth; i++) {
        struct layer *l = &net->layer[i];
        l->inputs = sizes[i];
        l->outputs = sizes[i + 1];
        l->weight = room(parameters(l));
        l->bias = l->weight + (size_t)l->inputs * l->outputs;
        l->gradient = room(parameters(l));
        l->first = room(parameters(l));
        l->second = room(parameters(l));
        l->output = room((size_t)batch * l->outputs);
        l->error = room((size_t)batch * l->outputs);
        for (float *w = l->weight; w < l->bias; w++) *w = any() * sqrtf(6.0f / (float)l->inputs);
    }
    size_t numbers = (size_t)examples * sizes[0];
    net->x = room(numbers);
    for (size_t i = 0; i < numbers; i++) net->x[i] = any();
    net->label = malloc((size_t)examples * sizeof(int));
    net->order = malloc((size_t)examples * sizeof(int));
    for (int i = 0; i < examples; i++) net->label[i] = rand() % sizes[depth], net->order[i] = i;
    net->x_batch = room((size_t)batch * sizes[0]);
    net->label_batch = malloc((size_t)batch * sizeof(int));
    return net;
}

static const float *input_of(const struct network *net, int i, const float *x) { return i ? net->layer[i - 1].output : x; }

static void forward(struct network *net, const float *x, int rows)
{
    for (int i = 0; i < net->depth; i++) {
        struct layer *l = &net->layer[i];
        for (int r = 0; r < rows; r++) memcpy(l->output + (size_t)r * l->outputs, l->bias, (size_t)l->outputs * sizeof(float));
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, l->outputs, l->inputs, 1, input_of(net, i, x), l->inputs, l->weight, l->outputs, 1,
                    l->output, l->outputs);
        if (i == net->depth - 1) return;
        size_t count = (size_t)rows * l->outputs;
        #pragma omp parallel for simd if (parallel : given.threads > 1 && count > 20000)
        for (size_t k = 0; k < count; k++) l->output[k] = l->output[k] > 0 ? l->output[k] : 0;
    }
}

// Error of the last layer: (softmax - one-hot) / rows. Returns the mean loss.
static float judge(struct layer *last, const int *label, int rows)
{
    float loss = 0;
    for (int r = 0; r < rows; r++) {
        const float *z = last->output + (size_t)r * last->outputs;
        float *e = last->error + (size_t)r * last->outputs, greatest = z[0], sum = 0;
        for (int c = 1; c < last->outputs; c++) greatest = z[c] > greatest ? z[c] : greatest;
        for (int c = 0; c < last->outputs; c++) sum += e[c] = expf(z[c] - greatest);
        loss += logf(sum) - (z[label[r]] - greatest);
        for (int c = 0; c < last->outputs; c++) e[c] /= sum * (float)rows;
        e[label[r]] -= 1.0f / (float)rows;
    }
    return loss / (float)rows;
}

static void update(struct network *net, struct layer *l)
{
    size_t count = parameters(l);
    float *w = l->weight, *g = l->gradient, *m = l->first, *v = l->second;
    if (net->rule == MOMENTUM) {
        #pragma omp parallel for simd if (parallel : given.threads > 1 && count > 20000)
        for (size_t k = 0; k < count; k++) {
            m[k] = 0.9f * m[k] + g[k];
            w[k] -= 0.01f * m[k];
        }
        return;
    }
    float root = sqrtf(1 - powf(0.999f, (float)net->steps)), rate = 1e-3f * root / (1 - powf(0.9f, (float)net->steps)), epsilon = 1e-8f * root;
    #pragma omp parallel for simd if (parallel : given.threads > 1 && count > 20000)
    for (size_t k = 0; k < count; k++) {
        m[k] = 0.9f * m[k] + 0.1f * g[k];
        v[k] = 0.999f * v[k] + 0.001f * g[k] * g[k];
        w[k] -= rate * m[k] / (sqrtf(v[k]) + epsilon);
    }
}

static float step(struct network *net, const float *x, const int *label, int rows)
{
    forward(net, x, rows);
    float loss = judge(&net->layer[net->depth - 1], label, rows);
    net->steps++;
    for (int i = net->depth - 1; i >= 0; i--) {
        struct layer *l = &net->layer[i];
        const float *in = input_of(net, i, x);
        float *bias_gradient = l->gradient + (size_t)l->inputs * l->outputs;
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, l->inputs, l->outputs, rows, 1, in, l->inputs, l->error, l->outputs, 0, l->gradient, l->outputs);
        memset(bias_gradient, 0, (size_t)l->outputs * sizeof(float));
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < l->outputs; c++) bias_gradient[c] += l->error[(size_t)r * l->outputs + c];
        if (i) {
            float *below = net->layer[i - 1].error;
            size_t count = (size_t)rows * l->inputs;
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, l->inputs, l->outputs, 1, l->error, l->outputs, l->weight, l->outputs, 0, below, l->inputs);
            #pragma omp parallel for simd if (parallel : given.threads > 1 && count > 20000)
            for (size_t k = 0; k < count; k++) below[k] = in[k] > 0 ? below[k] : 0;
        }
        update(net, l);
    }
    return loss;
}

static void steps(void *context, long runs)
{
    struct network *net = context;
    int batches = net->examples / net->batch;
    for (long i = 0; i < runs; i++) {
        size_t from = (size_t)(i % batches) * net->batch;
        step(net, net->x + from * net->layer[0].inputs, net->label + from, net->batch);
    }
}

static void epoch(void *context, long runs)
{
    struct network *net = context;
    size_t width = (size_t)net->layer[0].inputs;
    for (; runs > 0; runs--) {
        for (int i = net->examples - 1; i > 0; i--) {
            int j = rand() % (i + 1), kept = net->order[i];
            net->order[i] = net->order[j];
            net->order[j] = kept;
        }
        for (int from = 0; from < net->examples; from += net->batch) {
            int rows = net->examples - from < net->batch ? net->examples - from : net->batch;
            for (int r = 0; r < rows; r++) {
                memcpy(net->x_batch + r * width, net->x + net->order[from + r] * width, width * sizeof(float));
                net->label_batch[r] = net->label[net->order[from + r]];
            }
            step(net, net->x_batch, net->label_batch, rows);
        }
    }
}

static void predictions(void *context, long runs)
{
    struct network *net = context;
    for (; runs > 0; runs--) forward(net, net->x, net->batch);
}

int main(int count, char **words)
{
    read_options(count, words);
    openblas_set_num_threads(given.threads);
    omp_set_num_threads(given.threads);
#if defined(__SSE__)
    _mm_setcsr(_mm_getcsr() | 0x8040); // numbers too small to matter are zero
#endif
    const char *peer = "c-openblas", *version = "-", *core = openblas_get_corename();
    const int mnist[] = {784, 128, 64, 10}, wide[] = {1024, 1024, 1024, 1024, 10}, batches[] = {64, 256, 1024};
    const char *names[] = {"T1-mlp-mnist-b64", "T1b-mlp-mnist-b256", "T1b-mlp-mnist-b1024"};
    struct network *check = build(mnist, 3, 64, 64, ADAM);
    float before = step(check, check->x, check->label, 64);
    steps(check, 50);
    if (!(step(check, check->x, check->label, 64) < before / 2)) return fprintf(stderr, "50 steps on one batch taught it nothing\n"), 1;
    for (int i = 0; i < 3; i++)
        if (is_wanted(names[i])) measure(names[i], peer, version, "train_step", batches[i], core, 0, steps, build(mnist, 3, batches[i], 32 * batches[i], ADAM));
    if (is_wanted("T2-mlp-wide-b256")) measure("T2-mlp-wide-b256", peer, version, "train_step", 256, core, 0, steps, build(wide, 4, 256, 32 * 256, MOMENTUM));
    if (is_wanted("T8-epoch-mnist")) measure("T8-epoch-mnist", peer, version, "epoch", 60000, core, 3, epoch, build(mnist, 3, 64, 60000, ADAM));
    if (is_wanted("I1-mlp-b1")) measure("I1-mlp-b1", peer, version, "latency", 1, core, 0, predictions, build(mnist, 3, 1, 1, ADAM));
    if (is_wanted("I2-mlp-b256")) measure("I2-mlp-b256", peer, version, "batch_time", 256, core, 0, predictions, build(mnist, 3, 256, 256, ADAM));
    return 0;
}
