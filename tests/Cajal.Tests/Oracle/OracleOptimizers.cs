using System.Text.Json;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>optimizers.json: each is fed the recorded gradients, and then runs on its own.</summary>
internal static class OracleOptimizers
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["sgd"] = Run(Sgd),
        ["adagrad"] = Run((p, o) => new Adagrad(p, o.Number("lr"), o.Number("lr_decay", 0), o.Number("initial_accumulator_value", 0), o.Number("eps", 1e-10),
            o.Number("weight_decay", 0))),
        ["rmsprop"] = Run(RmsProp),
        ["adam"] = Run((p, o) => Adam(p, o, decoupled: false)),
        ["adamw"] = Run((p, o) => Adam(p, o, decoupled: true)),
        ["nadam"] = Run((p, o) => new NAdam(p, o.Number("lr"), Beta(o, 0), Beta(o, 1), o.Number("eps"), o.Number("weight_decay"), o.Number("momentum_decay"))),
        ["radam"] = Run((p, o) => new RAdam(p, o.Number("lr"), Beta(o, 0), Beta(o, 1), o.Number("eps"), o.Number("weight_decay"))),
        ["adadelta"] = Run((p, o) => new Adadelta(p, o.Number("lr"), o.Number("rho"), o.Number("eps"), o.Number("weight_decay"))),
        ["lecture_momentum_ema"] = Run((p, o) => new AveragingSgd(p, o.Number("alpha"), o.Number("beta")), "v=beta*v+(1-beta)*g; p-=alpha*v"),
        ["lecture_adam_no_bias_correction"] = Run((p, o) => new AdamUncorrected(p, o.Number("alpha"), o.Number("beta1"), o.Number("beta2"), o.Number("eps")),
            "m,v as Adam; p-=alpha*m/(sqrt(v)+eps), no bias correction"),
    };

    private static Optimizer Sgd(Parameter[] p, OracleObject o)
    {
        double rate = o.Number("lr"), momentum = o.Number("momentum", 0), dampening = o.Number("dampening", 0), decay = o.Number("weight_decay", 0);
        if (!o.Flag("nesterov")) return new Sgd(p, rate, momentum, dampening, decay);
        return dampening == 0 ? new NesterovSgd(p, rate, momentum, decay) : throw new NotUnderstoodException("Nesterov's momentum with dampening");
    }

    private static Optimizer RmsProp(Parameter[] p, OracleObject o)
    {
        double rate = o.Number("lr"), alpha = o.Number("alpha"), momentum = o.Number("momentum"), epsilon = o.Number("eps"), decay = o.Number("weight_decay");
        return o.Flag("centered") ? new CenteredRmsProp(p, rate, alpha, momentum, epsilon, decay) : new RmsProp(p, rate, alpha, momentum, epsilon, decay);
    }

    private static Optimizer Adam(Parameter[] p, OracleObject o, bool decoupled)
    {
        double rate = o.Number("lr"), beta1 = Beta(o, 0), beta2 = Beta(o, 1), epsilon = o.Number("eps"), decay = o.Number("weight_decay");
        if (o.Flag("amsgrad")) return new AmsGrad(p, rate, beta1, beta2, epsilon, decay, decoupled);
        return decoupled ? new AdamW(p, rate, beta1, beta2, epsilon, decay) : new Adam(p, rate, beta1, beta2, epsilon, decay);
    }

    private static double Beta(OracleObject o, int which) => o.Take("betas")[which].GetDouble();

    private static OracleOp Run(Func<Parameter[], OracleObject, Optimizer> make, string? formula = null) => (record, check) =>
    {
        if (record.Field("loss").GetString() != "mean((tanh(X@w+b)-Y)^2)") throw new NotUnderstoodException($"the loss '{record.Field("loss")}'");
        if (formula is not null && record.Field("formula").GetString() != formula) throw new NotUnderstoodException($"the formula '{record.Field("formula")}'");
        Walk(record, check, make, fed: true);
        check.IsRun = true;
        Walk(record, check, make, fed: false);
    };

    private static void Walk(OracleCase record, OracleCheck check, Func<Parameter[], OracleObject, Optimizer> make, bool fed)
    {
        Tensor In(string name) => OracleTensor.Read(record.Inputs.Take(name)).In(check.DType);
        Tensor x = In("X"), y = In("Y");
        Parameter w = new(In("w0")), b = new(In("b0"));
        var settings = Settings(record);
        var optimizer = make([w, b], settings);
        bool maximize = settings.Flag("maximize");
        if (settings.Unread.Any()) throw new NotUnderstoodException($"the settings {string.Join(", ", settings.Unread)}");
        int number = 0;
        foreach (var step in record.Field("steps").EnumerateArray())
        {
            string where = $"step {number++}{(fed ? " fed" : "")}: ";
            Tensor Recorded(string name, Shape shape) => Numbers(step, name, shape).In(check.DType);
            using var tape = Tape.Start();
            var loss = (x.MatMul(w) + b).Tanh().MeanSquaredError(y);
            var gradients = tape.Gradients(loss);
            if (fed)
                gradients = new Gradients(new(ReferenceEqualityComparer.Instance) { [w] = Recorded("grad_w", w.Shape), [b] = Recorded("grad_b", b.Shape) });
            else
                check.Close(where + "loss", loss.Item(), step.GetProperty("loss").GetDouble());
            optimizer.Step(maximize ? gradients.Map(g => -g) : gradients);
            check.Close(where + "w", w, Numbers(step, "w", w.Shape));
            check.Close(where + "b", b, Numbers(step, "b", b.Shape));
        }
    }

    // Given and usual settings; what is off in PyTorch need not have a counterpart.
    private static OracleObject Settings(OracleCase record)
    {
        if (!record.Has("params_full")) return record.Params;
        foreach (string name in record.Params.Names) record.Params.Take(name);
        var settings = new OracleObject(record.Field("params_full"));
        foreach (string name in new[] { "foreach", "capturable", "differentiable", "fused" })
            if (settings.TryTake(out var value, name) && value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
                throw new NotUnderstoodException($"'{name}' is '{value}'");
        return settings;
    }

    private static OracleTensor Numbers(JsonElement step, string name, Shape shape) =>
        new(shape.ToArray(), "f64", [.. step.GetProperty(name).EnumerateArray().Select(OracleTensor.Number)]);
}
