namespace Cajal.Insight;

public sealed partial class Thresholds
{
    private static Threshold[] Table =>
    [
        // Data
        new("D1.exact", 0.01, "ours: fewer repeated rows cannot move a score", "2026-11"),
        new("D1.certain", 0.05, "deepchecks, train-test sample mix", "2026-11"),
        new("D1.above", 4, "standard errors; ours", "2026-11"),
        new("D1.near", 0.13, "cleanlab, times the median distance of neighbours", "2026-11"),
        new("D2.share", 0.01, "ours: fewer rows move neither loss nor accuracy", "2026-11"),
        new("D2.disagreeing", 0.7, "ours: noise of a task seldom lets so many repeated rows differ", "2026-11"),
        new("D3.sure", 0.015, "ours: what overlap leaves among the rows a learner is surest of", "2026-11"),
        new("D3.ratio", 0.2, "ours: overlap is denied where the learner is unsure", "2026-11"),
        new("D3.accuracy", 0.7, "after cleanlab issue 25: a learner that knows little accuses nobody", "2026-11"),
        new("D4.share", 0.2, "of an equal share; cleanlab has 0.1, here recall must be low as well", "2026-11"),
        new("D4.recall", 0.5, "ours [0 of 160 healthy runs, 20 of 20]", "2026-11"),
        new("D5.scale", 10, "ours [0 of 160 healthy runs, 40 of 40]", "2026-11"),
        new("D5.tiny", 0.05, "ours", "2026-11"),
        new("D5.missing", 0.05, "deepchecks", "2026-11"),
        new("D6.effect", 0.1, "ours", "2026-11"),
        new("D6.deviations", 6, "standard deviations; ours", "2026-11"),
        new("D7.psi", 0.2, "the usual band; deepchecks", "2026-11"),
        new("D8.power", 0.8, "deepchecks", "2026-11"),
        new("D8.second", 0.7, "ours: of the best column's power", "2026-11"),

        // Set-up
        new("S3.apart", 1e-3, "ours: of the way the weights have gone [0 of 160 healthy runs, 40 of 40]", "2026-11"),
        new("S4.ratio", 10, "SageMaker's ratio, on signals instead of weights", "2026-11"),
        new("S4.gainHigh", 2, "ours: of the gain that suits the activation", "2026-11"),
        new("S4.gainLow", 0.33, "ours: below what PyTorch's Linear begins with, 0.41", "2026-11"),
        new("S5.classes", 3, "ours [2 of 160 healthy runs]", "2026-11"),
        new("S5.numbers", 12, "ours: He weights begin near 3", "2026-11"),
        new("S5.low", 0.2, "ours", "2026-11"),
        new("S6.wrong", 1e-2, "CS231n notes", "2026-11"),
        new("S6.doubtful", 1e-4, "CS231n notes", "2026-11"),
        new("S7.penalty", 2, "ours: of the loss of chance", "2026-11"),
        new("S7.dropout", 0.7, "ours; UMLAUT notes 0.5", "2026-11"),
        new("S7.decay", 0.005, "ours", "2026-11"),

        // Optimisation

        // Generalisation

        // Trust and cost
    ];
}
