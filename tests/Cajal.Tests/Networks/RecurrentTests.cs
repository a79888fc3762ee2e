using Cajal.Networks;
using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Networks;

public class RecurrentTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Rnn", [4, 2, 3], [4, 2, 5], rng => new Rnn(3, 5, rng)),
        new("Rnn, relu", [1, 2, 3], [2, 3], rng => new Rnn(3, 5, rng, nonlinearity: "relu", bias: false)),
        new("Lstm", [4, 2, 3], [4, 2, 5], rng => new Lstm(3, 5, rng, layers: 2, dropout: 0.3)),
        new("Lstm, batch first, both directions", [2, 4, 3], [2, 0, 3], rng => new Lstm(3, 5, rng, batchFirst: true, bidirectional: true)),
        new("Gru", [4, 2, 3], [4, 2, 5], rng => new Gru(3, 5, rng, layers: 2, bidirectional: true)),
        new("Gru without bias", [4, 2, 3], null, rng => new Gru(3, 5, rng, bias: false)),
        new("RnnCell", [2, 3], [2, 4], rng => new RnnCell(3, 5, rng)),
        new("LstmCell", [2, 3], [2, 4], rng => new LstmCell(3, 5, rng)),
        new("GruCell", [2, 3], [2, 4], rng => new GruCell(3, 5, rng)),
    ];

    public static TheoryData<string> Kinds => new("rnn", "lstm", "gru");

    private static Recurrent Make(string kind, int layers = 1, bool batchFirst = false, bool bidirectional = false) => kind switch
    {
        "rnn" => new Rnn(3, 4, new Rng(1), layers, batchFirst: batchFirst, bidirectional: bidirectional, dtype: DType.Float64),
        "lstm" => new Lstm(3, 4, new Rng(1), layers, batchFirst: batchFirst, bidirectional: bidirectional, dtype: DType.Float64),
        _ => new Gru(3, 4, new Rng(1), layers, batchFirst: batchFirst, bidirectional: bidirectional, dtype: DType.Float64),
    };

    private static RecurrentCell MakeCell(string kind) => kind switch
    {
        "rnn" => new RnnCell(3, 4, new Rng(2), dtype: DType.Float64),
        "lstm" => new LstmCell(3, 4, new Rng(2), dtype: DType.Float64),
        _ => new GruCell(3, 4, new Rng(2), dtype: DType.Float64),
    };

    private static Tensor Draw(params int[] sizes) => Tensor.Normal(Shape.Of(sizes), new Rng(5), dtype: DType.Float64);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_layer_is_its_cell_step_by_step(string kind)
    {
        var layer = Make(kind);
        var cell = MakeCell(kind);
        foreach (var (name, variable) in layer.NamedVariables) cell.NamedVariables.Single(v => name == v.Name
            + "_l0").Variable.Assign(variable);
        var x = Draw(6, 2, 3);
        var (y, last) = layer.Run(x);
        RecurrentState? state = null;
        for (int t = 0; t < 6; t++)
        {
            state = cell.Run(x.Select(0, t), state);
            Closeness.ShouldBeClose(y.Select(0, t), Plain.Of(state.Hidden), 1e-14);
        }
        Closeness.ShouldBeClose(last.Hidden.Select(0, 0), Plain.Of(state!.Hidden), 1e-14);
        (last.Cell is null).ShouldBe(kind != "lstm");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_padded_sequence_gives_what_it_gives_alone(string kind)
    {
        var layer = Make(kind, layers: 2, batchFirst: true, bidirectional: true);
        var x = Draw(3, 5, 3);
        long[] lengths = [5, 2, 0];
        var (y, state) = layer.Run(x, lengths: Tensor.From(lengths));
        for (int n = 0; n < 2; n++)
        {
            int length = (int)lengths[n];
            var (alone, its) = layer.Run(x.Slice(0, n..(n + 1)).Slice(1, ..length));
            Closeness.ShouldBeClose(y.Slice(0, n..(n + 1)).Slice(1, ..length), Plain.Of(alone), 1e-14);
            Closeness.ShouldBeClose(state.Hidden.Slice(1, n..(n + 1)), Plain.Of(its.Hidden), 1e-14);
            y.Slice(0, n..(n + 1)).Slice(1, length..).ToArray<double>().ShouldAllBe(v => v == 0);
        }
        y.Select(0, 2).ToArray<double>().ShouldAllBe(v => v == 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Padding_has_no_say_in_gradients(string kind)
    {
        var layer = Make(kind, bidirectional: true);
        Tensor x = Draw(5, 2, 3), lengths = Tensor.From([5L, 3L]);
        var spoiled = Tensor.Where(SequenceMask.Padding(lengths, 5).T.Unsqueeze(-1), double.NaN, x);
        double[] Gradient(Tensor input)
        {
            using var tape = Tape.Start();
            var gradients = tape.Gradients(layer.Run(input, lengths: lengths).State.Hidden.Square().Sum());
            return [.. layer.Parameters.Where(p => p.Name.Contains("hh")).SelectMany(p => gradients[p].ToArray<double>())];
        }
        Gradient(spoiled).ShouldBe(Gradient(x));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_thread_or_several_give_the_same_bits_and_nothing_is_allocated(string kind)
    {
        var layer = Make(kind);
        var x = Draw(7, 50, 3);
        int before = Workers.Count;
        try
        {
            double[][] results = [.. new[] { 1, 2, 5 }.Select(threads =>
            {
                Workers.Count = threads;
                using var tape = Tape.Start();
                var y = layer.Forward(x);
                var gradients = tape.Gradients(y.Square().Sum());
                return (double[])[.. y.ToArray<double>(), .. layer.Parameters.SelectMany(p => gradients[p].ToArray<double>())];
            })];
            results[1].ShouldBe(results[0]);
            results[2].ShouldBe(results[0]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Wrong_lengths_and_states_are_told_in_a_sentence()
    {
        var layer = Make("lstm");
        Should.Throw<ArgumentException>(() => layer.Run(Draw(5, 2, 3), lengths: Tensor.From([6L, 1L]))).Message
            .ShouldBe("LstmScan received the length 6 for sequences of 5 steps; lengths lie in 0..5.");
        Should.Throw<ShapeException>(() => layer.Run(Draw(5, 2, 3),
            lengths: Tensor.From([1L]))).Message.ShouldContain("a length for each sequence, [2]");
        Should.Throw<ShapeException>(() => layer.Run(Draw(5, 2, 3), new(Draw(1, 2, 4)))).Message.ShouldContain("first cells [1, 2, 4]");
        Should.Throw<ShapeException>(() => layer.Run(Draw(0, 2, 3))).Message.ShouldContain("at least one step");
        Should.Throw<ArgumentException>(() => new Rnn(3, 4, new Rng(1), nonlinearity: "gelu")).Message.ShouldContain("tanh or relu");
    }

    [Fact]
    public void A_training_step_becomes_a_plan_that_allocates_nothing()
    {
        var model = new Sequential(new Lstm(3, 8, new Rng(1)), new Linear(8, 2, new Rng(2)));
        var optimizer = new Adam(model.Parameters);
        var step = new PlannedStep(t =>
        {
            var loss = model.Forward(t[0]).Square().Mean();
            optimizer.Step(Tape.Recording!.Gradients(loss));
            return [loss];
        })
        { IsDebugged = () => false };
        var x = Tensor.Normal([5, 20, 3], new Rng(3));
        for (int i = 0; i < 5; i++) step.Run(x);
        step.WhyEager.ShouldBeNull();
    }
}
