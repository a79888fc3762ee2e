// ONNX Runtime at I1 and I2 through its C interface, whichever library it is told to load. Usage: ort_mlp --lib LIBRARY --model FILE [...]
// The interface is one table of functions to which new versions only append, so its first entries can be named by their place here, and no header
// is needed. (Header: onnxruntime_c_api.h, struct OrtApi.)
#include "measure.h"
#include <dlfcn.h>
#include <stdint.h>

enum place {
    GET_ERROR_MESSAGE = 2,
    CREATE_ENV = 3,
    CREATE_SESSION = 7,
    RUN = 9,
    CREATE_SESSION_OPTIONS = 10,
    SET_SESSION_GRAPH_OPTIMIZATION_LEVEL = 23,
    SET_INTRA_OP_NUM_THREADS = 24,
    CREATE_TENSOR_WITH_DATA = 49,
    CREATE_CPU_MEMORY_INFO = 69,
};
enum { WARNING = 2, ALL_OPTIMIZATIONS = 99, ARENA = 1, DEFAULT_MEMORY = 0, FLOAT32 = 1, OLDEST_VERSION = 11 };

typedef void status;
struct base {
    void *const *(*get_api)(uint32_t version);
    const char *(*get_version)(void);
};
static void *const *api;

static void require(status *failed)
{
    if (!failed) return;
    fprintf(stderr, "ONNX Runtime: %s\n", ((const char *(*)(const status *))api[GET_ERROR_MESSAGE])(failed));
    exit(1);
}

struct prediction {
    void *session, *input, *output;
};

static void predict(void *context, long runs)
{
    struct prediction *p = context;
    static const char *const input_name = "x", *const output_name = "y";
    status *(*run)(void *, const void *, const char *const *, const void *const *, size_t, const char *const *, size_t, void **) =
        (status * (*)(void *, const void *, const char *const *, const void *const *, size_t, const char *const *, size_t, void **)) api[RUN];
    for (long i = 0; i < runs; i++) require(run(p->session, NULL, &input_name, (const void *const *)&p->input, 1, &output_name, 1, &p->output));
}

static void *tensor(void *memory_info, float *numbers, int64_t rows, int64_t columns)
{
    int64_t shape[] = {rows, columns};
    void *made;
    require(((status * (*)(const void *, void *, size_t, const int64_t *, size_t, int, void **)) api[CREATE_TENSOR_WITH_DATA])(
        memory_info, numbers, (size_t)(rows * columns) * sizeof(float), shape, 2, FLOAT32, &made));
    return made;
}

int main(int count, char **words)
{
    read_options(count, words);
    void *library = dlopen(option(count, words, "--lib", "libonnxruntime.so"), RTLD_NOW), *env, *options, *memory_info;
    if (!library) return fprintf(stderr, "%s\n", dlerror()), 1;
    const struct base *base = ((const struct base *(*)(void))dlsym(library, "OrtGetApiBase"))();
    api = base->get_api(OLDEST_VERSION);
    require(((status * (*)(int, const char *, void **)) api[CREATE_ENV])(WARNING, "peers", &env));
    require(((status * (*)(int, int, void **)) api[CREATE_CPU_MEMORY_INFO])(ARENA, DEFAULT_MEMORY, &memory_info));
    require(((status * (*)(void **)) api[CREATE_SESSION_OPTIONS])(&options));
    require(((status * (*)(void *, int)) api[SET_SESSION_GRAPH_OPTIMIZATION_LEVEL])(options, ALL_OPTIMIZATIONS));
    require(((status * (*)(void *, int)) api[SET_INTRA_OP_NUM_THREADS])(options, given.threads));
    for (int batch = 1; batch <= 256; batch += 255) {
        const char *name = batch == 1 ? "I1-mlp-b1" : "I2-mlp-b256";
        if (!is_wanted(name)) continue;
        struct prediction p;
        require(((status * (*)(const void *, const char *, const void *, void **)) api[CREATE_SESSION])(env, option(count, words, "--model", "mlp.onnx"),
                                                                                                        options, &p.session));
        float *x = malloc((size_t)batch * 784 * sizeof(float)), *y = calloc((size_t)batch * 10, sizeof(float));
        for (int i = 0; i < batch * 784; i++) x[i] = (float)rand() / (float)RAND_MAX * 2 - 1;
        p.input = tensor(memory_info, x, batch, 784);
        p.output = tensor(memory_info, y, batch, 10);
        measure(name, "onnxruntime", base->get_version(), batch == 1 ? "latency" : "batch_time", batch, "C", 0, predict, &p);
        float greatest = 0;
        for (int i = 0; i < batch * 10; i++) greatest = y[i] > greatest ? y[i] : greatest;
        if (!(greatest > 0)) return fprintf(stderr, "ONNX Runtime wrote no results\n"), 1;
    }
    return 0;
}
