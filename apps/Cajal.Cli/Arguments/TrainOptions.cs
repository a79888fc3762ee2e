using System.CommandLine;

namespace Cajal.Cli;

/// <summary>The options of <c>train</c> that say what network is built and how it is trained.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string> layers = new("--layers") { HelpName = "SIZES", Description = "hidden layers, 128,64; 0 for none (a linear model); without it, chosen from inputs and outputs" };
    private readonly Option<string> activation = NetworkOptions.Activation();
    private readonly Option<string> loss = new("--loss") { HelpName = "NAME", Description = "what is minimised: cross-entropy, bce-logits, mse, huber(0.5), …; without it, chosen by the task" };
    private readonly Option<string> optimizer = new("--optimizer") { HelpName = "NAME", Description = "adam, sgd(momentum=0.9), rmsprop, …" };
    private readonly Option<string> learningRate = new("--learning-rate") { HelpName = "X", Description = "step length at the start, or at the peak of a schedule" };
    private readonly Option<string> schedule = new("--schedule") { HelpName = "NAME", Description = "how the learning rate moves: constant, cosine, one-cycle, …" };
    private readonly Option<string> batch = new("--batch") { HelpName = "N|all", Description = "examples per step; all is full-batch gradient descent" };
    private readonly Option<string> epochs = new("--epochs") { HelpName = "N", Description = "passes over the training part" };
    private readonly Option<string> l1 = new("--l1") { HelpName = "X", Description = "weight of the penalty Σ|w|" };
    private readonly Option<string> l2 = new("--l2") { HelpName = "X", Description = "weight of the penalty Σw²" };
    private readonly Option<string> dropout = new("--dropout") { HelpName = "RATE", Description = "share of hidden units left out in each step, 0 to below 1" };
    private readonly Option<string> earlyStopping = new("--early-stopping")
    {
        HelpName = "PATIENCE", Arity = ArgumentArity.ZeroOrOne, Description = "stop after this many epochs without progress on validation, and restore the best weights",
    };
    private readonly Option<string> validation = new("--validation") { HelpName = "SHARE", Description = "share of the examples for validation, 0 to below 1" };
    private readonly Option<string> test = new("--test") { HelpName = "SHARE", Description = "share of the examples for the test, which only evaluate opens" };

    public void AddTo(Command command)
    {
        Option[] all = [layers, activation, loss, optimizer, learningRate, schedule, batch, epochs, l1, l2, dropout, earlyStopping, validation, test];
        foreach (var option in all) command.Add(option);
    }
}
