using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>schedules.json: the rate of each step. A schedule has no element type; each case is simply checked twice.</summary>
internal static class OracleSchedules
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["step"] = Of((rate, p) => new StepSchedule(rate, Steps(p, "step_size"), p.Number("gamma", 0.1))),
        ["multistep"] = Of((rate, p) => new MultiStepSchedule(rate, p.Take("milestones").EnumerateArray().Select(m => m.GetInt64()), p.Number("gamma", 0.1))),
        ["exponential"] = Of((rate, p) => new ExponentialSchedule(rate, p.Number("gamma"))),
        ["cosine"] = Of((rate, p) => new CosineSchedule(rate, Steps(p, "T_max"), p.Number("eta_min", 0))),
        ["cosine_warm_restarts"] = Of((rate, p) => new CosineRestartsSchedule(rate, Steps(p, "T_0"), (int)p.Number("T_mult", 1), p.Number("eta_min", 0))),
        ["one_cycle"] = Of(OneCycle),
        ["reduce_on_plateau"] = Of(Plateau),
        ["linear_warmup"] = Of((rate, p) =>
        {
            if (p.Number("end_factor", 1) != 1) throw new NotUnderstoodException("a warm-up that ends at another factor than 1");
            return new WarmupSchedule(new ConstantSchedule(rate), Steps(p, "total_iters"), p.Number("start_factor"));
        }),
        ["cyclic"] = Of((_, p) => Cyclic(p)),
    };

    private static ReduceOnPlateau Plateau(double rate, OracleObject p)
    {
        if (p.Number("eps", 1e-8) != 1e-8) throw new NotUnderstoodException("another smallest change than 1e-8");
        return new ReduceOnPlateau(rate, p.Number("factor", 0.1), (int)p.Number("patience", 10), p.Number("threshold", 1e-4),
            p.Text("threshold_mode", "rel") == "rel", p.Text("mode", "min") == "max", (int)p.Number("cooldown", 0), p.Number("min_lr", 0));
    }

    private static Schedule OneCycle(double rate, OracleObject p)
    {
        // PyTorch overwrites the optimizer's own rate with this schedule's first.
        p.Require("three_phase", "False");
        bool linear = p.Text("anneal", "cos") switch
        {
            "linear" => true,
            "cos" => false,
            var other => throw new NotUnderstoodException($"annealing by '{other}'"),
        };
        return new OneCycleSchedule(p.Number("max_lr"), Steps(p, "total_steps"), p.Number("pct_start", 0.3), p.Number("div_factor", 25),
            p.Number("final_div_factor", 1e4), linear, p.Number("base_momentum", 0.85), p.Number("max_momentum", 0.95));
    }

    private static CyclicSchedule Cyclic(OracleObject p)
    {
        double low = p.Number("base_lr_cycle"), high = p.Number("max_lr"), gamma = p.Number("gamma", 1);
        long up = Steps(p, "step_size_up"), down = (long)p.Number("step_size_down", up);
        return p.Text("mode", "triangular") switch
        {
            "triangular" => new CyclicSchedule(low, high, up, down),
            "triangular2" => new HalvingCyclicSchedule(low, high, up, down),
            "exp_range" => new DecayingCyclicSchedule(low, high, up, gamma, down),
            var other => throw new NotUnderstoodException($"the mode '{other}'"),
        };
    }

    private static long Steps(OracleObject p, string name) => (long)p.Number(name);

    private static OracleOp Of(Func<double, OracleObject, Schedule> make) => (record, check) =>
    {
        var schedule = make(record.Params.Number("base_lr"), record.Params);
        double[] rates = [.. record.Field("lr").EnumerateArray().Select(OracleTensor.Number)];
        double[]? Listed(string field) => record.Has(field) ? [.. record.Field(field).EnumerateArray().Select(OracleTensor.Number)] : null;
        double[]? metrics = Listed("metric"), momentum = Listed("momentum");
        for (int i = 0; i < rates.Length; i++)
        {
            check.Close($"rate of step {i}", schedule.RateAt(i), rates[i]);
            if (momentum is not null) check.Close($"momentum of step {i}", schedule.MomentumAt(i) ?? double.NaN, momentum[i]);
            if (metrics is not null) schedule.Report(metrics[i]);
        }
    };
}
