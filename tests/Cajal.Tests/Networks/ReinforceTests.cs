using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ReinforceTests
{
    [Fact]
    public void The_loss_is_the_formula_and_the_advantage_passes_no_gradient_to_the_value()
    {
        var rng = new Rng(1);
        var model = new Reinforce(new Linear(3, 2, rng, dtype: DType.Float64), new Linear(3, 1, rng, dtype: DType.Float64), 0.3, 0.2);
        Tensor states = Tensor.Normal([4, 3], rng, dtype: DType.Float64), actions = Tensor.From(new long[] { 0, 1, 1, 0 });
        double[] returns = [1, -1, 0.5, 2];
        using var tape = Tape.Start();
        var loss = model.Loss(states, actions, Tensor.From(returns));
        Tensor logits = model.Policy.Forward(states), values = model.Value.Forward(states);
        double expected = 0, ofBias = 0;
        for (int i = 0; i < 4; i++)
        {
            double sum = Math.Exp(logits[i, 0]) + Math.Exp(logits[i, 1]), advantage = returns[i] - values[i, 0];
            double[] p = [Math.Exp(logits[i, 0]) / sum, Math.Exp(logits[i, 1]) / sum];
            expected += (-Math.Log(p[(int)actions[i]]) * advantage + 0.3 * advantage * advantage + 0.2 * p.Sum(v => v * Math.Log(v))) / 4;
            ofBias += -2 * 0.3 * advantage / 4;
        }
        loss.Item().ShouldBe(expected, 1e-12);
        tape.Gradients(loss)[((Linear)model.Value).Bias!].Item().ShouldBe(ofBias, 1e-12);
    }

    [Fact]
    public void Returns_are_discounted_from_the_end_of_each_game()
    {
        var games = new IGame[] { new Steps(3), new Steps(1) };
        var played = PlayedGames.Play(games, s => Tensor.Full([s.Shape[0], 2], 0.5), new Rng(1), discount: 0.5);
        played.Returns.ToArray<float>().ShouldBe([1 + 0.5f * (2 + 0.5f * 3), 2 + 0.5f * 3, 3, 1]);
        played.States.ToArray<float>().ShouldBe([0, 1, 2, 0]);
        played.MeanReward.ShouldBe((1 + 2 + 3 + 1) / 2.0);
        Should.Throw<ArgumentException>(() => PlayedGames.Play([], s => s, new Rng(1))).Message.ShouldContain("at least one");
        Should.Throw<ArgumentOutOfRangeException>(() => PlayedGames.Play(games, s => s, new Rng(1), 2)).Message.ShouldContain("received 2");
    }

    [Fact]
    public void Actions_are_drawn_by_their_chances_or_the_likeliest_is_taken()
    {
        IGame[] games = [.. Enumerable.Range(0, 4000).Select(_ => new Steps(1))];
        Tensor Policy(Tensor s) => Tensor.From([0.3f, 0.7f]).Expand([s.Shape[0], 2]).Contiguous();
        PlayedGames.Play(games, Policy, new Rng(1)).Actions.To(DType.Float64).Mean().Item().ShouldBe(0.7, 0.03);
        PlayedGames.Play(games, Policy, new Rng(1), greedy: true).Actions.To(DType.Float64).Mean().Item().ShouldBe(1);
    }

    [Fact]
    public void The_ball_falls_the_bat_moves_and_the_end_is_judged()
    {
        var game = new CatchGame(3, 4);
        Should.Throw<InvalidOperationException>(() => game.Act(1)).Message.ShouldContain("over");
        var seen = new float[game.StateSize];
        for (ulong seed = 0; seed < 20; seed++)
        {
            game.Begin(new Rng(seed));
            game.See(seen);
            int ball = Array.IndexOf(seen, 1f), bat = 2;
            ball.ShouldBeLessThan(4);
            seen[8 + bat].ShouldBe(1);
            double reward = 0;
            while (!game.IsOver)
            {
                int action = 1 + Math.Sign(ball - bat);
                bat += action - 1;
                reward += game.Act(action);
            }
            game.See(seen);
            seen[8 + ball].ShouldBe(1);
            reward.ShouldBe(ball == bat ? 1 : -1);
            (Math.Abs(ball - 2) <= 2).ShouldBe(ball == bat);
        }
        game.BestShare.ShouldBe(1);
        new CatchGame(2, 5).BestShare.ShouldBe(0.6);
        game.Begin(new Rng(1));
        Should.Throw<ArgumentOutOfRangeException>(() => game.Act(3)).Message.ShouldContain("received 3");
        Should.Throw<ArgumentOutOfRangeException>(() => new CatchGame(1, 3));
    }

    [Fact]
    public void It_learns_to_catch_every_ball()
    {
        var rng = new Rng(7);
        IGame[] games = [.. Enumerable.Range(0, 64).Select(_ => new CatchGame(5, 8))];
        int size = games[0].StateSize;
        var model = new Reinforce(Mlp.Build([size, 64, 3], rng), Mlp.Build([size, 64, 1], rng), entropyWeight: 0.1);
        var adam = new Adam(model.Parameters, 0.01);
        var step = new PlannedStep(x =>
        {
            var loss = model.Loss(x[0], x[1], x[2]);
            adam.Step(Tape.Recording!.Gradients(loss));
            return [loss];
        })
        { IsDebugged = () => false };
        double before = model.Play(games, rng.Fork("before"), greedy: true).MeanReward;
        IGame[] many = [.. Enumerable.Range(0, 500).Select(_ => new CatchGame(5, 8))];
        int rounds = 0;
        while (rounds < 600 && !(rounds % 20 == 19 && model.Play(many, rng.Fork($"judge {rounds}"), greedy: true).MeanReward > 0.99))
        {
            var played = model.Play(games, rng);
            step.Run(played.States, played.Actions, played.Returns);
            rounds++;
        }
        before.ShouldBeLessThan(0.5);
        model.Play(many, rng.Fork("last"), greedy: true).MeanReward.ShouldBeGreaterThan(0.98);
        rounds.ShouldBeLessThan(600);
        step.WhyEager.ShouldBeNull();
    }

    // Ends after some steps; step t is worth t.
    private sealed class Steps(int length) : IGame
    {
        private int at = int.MaxValue;

        public int StateSize => 1;

        public int Actions => 2;

        public bool IsOver => at >= length;

        public void Begin(Rng rng) => at = 0;

        public void See(Span<float> state) => state[0] = at;

        public double Act(int action) => ++at;
    }
}
