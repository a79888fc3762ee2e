// Matrix products by OpenBLAS, one at a time, on demand. Each line of input names one:
//     batch m n k transposedA transposedB pitch seconds
// and is answered by a line with the seconds of one product, from a block of products that lasts at least the seconds asked for.
// C[m,n] = A·B per member of the batch; a transposed operand lies in memory as [k,m] or [n,k]. pitch is the distance between rows of the
// operands in memory, 0 for none between them. A vector (m or n of 1) goes through whichever of sgemm and sgemv is faster.
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct product {
    int batch, m, n, k, transposed_a, transposed_b, pitch;
    int rows_a, rows_b, width_a, width_b; // as they lie in memory
    float *a, *b, *c;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static float *numbers(size_t count)
{
    size_t bytes = (count * sizeof(float) + 127) / 64 * 64;
    float *memory = aligned_alloc(64, bytes);
    if (!memory) exit(3);
    for (size_t i = 0; i < count; i++) memory[i] = (float)((i * 2654435761u >> 7) % 2001) / 1000.0f - 1.0f;
    return memory;
}

static void by_matrix(const struct product *p)
{
    enum CBLAS_TRANSPOSE ta = p->transposed_a ? CblasTrans : CblasNoTrans, tb = p->transposed_b ? CblasTrans : CblasNoTrans;
    for (int i = 0; i < p->batch; i++)
        cblas_sgemm(CblasRowMajor, ta, tb, p->m, p->n, p->k, 1, p->a + (size_t)i * p->rows_a * p->width_a, p->width_a,
                    p->b + (size_t)i * p->rows_b * p->width_b, p->width_b, 0, p->c + (size_t)i * p->m * p->n, p->n);
}

static void by_vector(const struct product *p)
{
    if (p->n == 1) // C = A·b
        cblas_sgemv(CblasRowMajor, p->transposed_a ? CblasTrans : CblasNoTrans, p->rows_a, p->transposed_a ? p->m : p->k, 1, p->a, p->width_a, p->b,
                    p->transposed_b ? 1 : p->width_b, 0, p->c, 1);
    else // Cᵀ = Bᵀ·a
        cblas_sgemv(CblasRowMajor, p->transposed_b ? CblasNoTrans : CblasTrans, p->rows_b, p->transposed_b ? p->k : p->n, 1, p->b, p->width_b, p->a,
                    p->transposed_a ? p->width_a : 1, 0, p->c, 1);
}

static double block(const struct product *p, void (*multiply)(const struct product *), double seconds)
{
    multiply(p);
    for (long runs = 1;;) {
        double start = now();
        for (long i = 0; i < runs; i++) multiply(p);
        double took = now() - start;
        if (took >= seconds) return took / (double)runs;
        double wanted = 1.2 * (double)runs * seconds / (took > 1e-8 ? took : 1e-8);
        runs = wanted > 8.0 * (double)runs ? 8 * runs : (long)wanted + 1;
    }
}

int main(void)
{
    struct product p;
    char line[256];
    double seconds;
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%d %d %d %d %d %d %d %lf", &p.batch, &p.m, &p.n, &p.k, &p.transposed_a, &p.transposed_b, &p.pitch, &seconds) != 8) return 2;
        p.rows_a = p.transposed_a ? p.k : p.m;
        p.rows_b = p.transposed_b ? p.n : p.k;
        p.width_a = p.pitch ? p.pitch : p.transposed_a ? p.m : p.k;
        p.width_b = p.pitch ? p.pitch : p.transposed_b ? p.k : p.n;
        p.a = numbers((size_t)p.batch * p.rows_a * p.width_a);
        p.b = numbers((size_t)p.batch * p.rows_b * p.width_b);
        p.c = numbers((size_t)p.batch * p.m * p.n);
        double took = block(&p, by_matrix, seconds);
        if (p.batch == 1 && (p.m == 1 || p.n == 1)) took = fmin(took, block(&p, by_vector, seconds));
        printf("%.9g\n", took);
        fflush(stdout);
        free(p.a);
        free(p.b);
        free(p.c);
    }
    return 0;
}
