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
        ["linear_warmup"] = Of((rate, p) => new WarmupSchedule(new ConstantSchedule(rate), (long)p.Number("total_iters", 5),
            p.Number("start_factor", 1.0 / 3), p.Number("end_factor", 1))),
        ["cyclic"] = Of((_, p) => Cyclic(p)),
    };

    private static ReduceOnPlateau Plateau(double rate, OracleObject p) =>
        new(rate, p.Number("factor", 0.1), (int)p.Number("patience", 10), p.Number("threshold", 1e-4),
        p.Text("threshold_mode", "rel") == "rel",
            p.Text("mode", "min") == "max", (int)p.Number("cooldown", 0), p.Number("min_lr", 0), p.Number("eps", 1e-8));

    private static Schedule OneCycle(double rate, OracleObject p)
    {
        // PyTorch overwrites the optimizer's own rate with this schedule's first.
        bool linear = p.Text("anneal", p.Text("anneal_strategy", "cos")) switch
        {
            "linear" => true,
            "cos" => false,
            var other => throw new NotUnderstoodException($"annealing by '{other}'"),
        };
        double most = p.Number("max_lr"), share = p.Number("pct_start", 0.3), first = p.Number("div_factor", 25),
            last = p.Number("final_div_factor", 1e4);
        long steps = p.TryTake(out _, "total_steps") ? Steps(p, "total_steps") : Steps(p, "epochs") * Steps(p, "steps_per_epoch");
        var (low, high) = Momenta(p, 0.85, 0.95);
        return p.Flag("three_phase") ? new ThreePhaseSchedule(most, steps, share, first, last, linear, low, high)
            : new OneCycleSchedule(most, steps, share, first, last, linear, low, high);
    }

    private static CyclicSchedule Cyclic(OracleObject p)
    {
        double low = p.Number("base_lr_cycle"), high = p.Number("max_lr"), gamma = p.Number("gamma", 1);
        long up = (long)p.Number("step_size_up", 2000), down = (long)p.Number("step_size_down", up);
        var (least, most) = Momenta(p, 0.8, 0.9);
        // PyTorch looks at the scale mode only beside a function of the user's own; a named mode brings its scale mode along.
        _ = p.Text("scale_mode", "cycle");
        return p.Text("mode", "triangular") switch
        {
            "triangular" => new CyclicSchedule(low, high, up, down, least, most),
            "triangular2" => new HalvingCyclicSchedule(low, high, up, down, least, most),
            "exp_range" => new DecayingCyclicSchedule(low, high, up, gamma, down, least, most),
            var other => throw new NotUnderstoodException($"the mode '{other}'"),
        };
    }

    private static (double? Low, double? High) Momenta(OracleObject p, double low, double high)
    {
        (low, high) = (p.Number("base_momentum", low), p.Number("max_momentum", high));
        return p.Flag("cycle_momentum", true) ? (low, high) : (null, null);
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
            // A schedule that leaves the momentum alone has nothing to compare: the numbers are the optimizer's own.
            if (momentum is not null && schedule.MomentumAt(i) is { } ours) check.Close($"momentum of step {i}", ours, momentum[i]);
            if (metrics is not null) schedule.Report(metrics[i]);
        }
    };
}
