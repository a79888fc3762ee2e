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
        new("T1.lost", 0, "any number that is infinite or NaN (SageMaker Debugger, TensorBoard Debugger V2)", "2026-11"),
        new("T2.rise", 10, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T2.ratio", 1, "own simulation: a step as large as the weights", "2026-11"),
        new("T3.gradient", 1e-3, "AutoTrainer (Zhang and others, 2021)", "2026-11"),
        new("T3.update", 1e-4, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T4.dead", 0.5, "SageMaker Debugger; own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T5.far", 0.5, "DeepDiagnosis (Wardat and others, 2022)", "2026-11"),
        new("T5.loss", 0.1, "own: a task that is solved may be answered surely", "2026-11"),
        new("T6.ratio", 0.1, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T6.swings", 0.2, "AutoTrainer (Zhang and others, 2021)", "2026-11"),
        new("T6.better", 0.7, "own bench", "2026-11"),
        new("T7.ratio", 1e-4, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T7.loss", 0.5, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T7.better", 0.9, "own bench", "2026-11"),
        new("T8.share", 0.95, "own simulation: 0 of 160 healthy runs", "2026-11"),
        new("T9.still", 0, "exact equality (SageMaker's UnchangedTensor allows 1e-5)", "2026-11"),
        new("T10.noise", 1, "norm test (Byrd and others, 2012)", "2026-11"),
        new("T10.fall", 0.05, "own bench", "2026-11"),
        new("T10.gain", 0.15, "own bench", "2026-11"),
        new("T11.share", 0.1, "practice; own bench", "2026-11"),
        new("T12.fall", 0.03, "own bench", "2026-11"),
        new("T12.loss", 0.2, "own bench", "2026-11"),
        new("T12.better", 0.8, "own bench", "2026-11"),

        // Generalisation
        new("G1.rise", 1.25, "own simulation: 3 of 160 healthy runs without the other conditions", "2026-11"),
        new("G1.sure", 2.5, "own bench: below it, only the surety of the answers may suffer; then wrong answers must rise too", "2026-11"),
        new("G1.errors", 2, "two standard errors, row by row", "2026-11"),
        new("G1.since", 0.1, "own simulation", "2026-11"),
        new("G2.loss", 0.5, "own simulation", "2026-11"),
        new("G2.gap", 0.1, "own simulation", "2026-11"),
        new("G2.fall", 0.05, "own bench", "2026-11"),
        new("G3.errors", 3, "three standard errors", "2026-11"),
        new("G4.norm", 0.1, "own simulation", "2026-11"),
        new("G4.loss", 0.9, "own bench", "2026-11"),
        new("G5.rows", 150, "below it, five points are chance for all but the surest answers", "2026-11"),
        new("G5.width", 0.05, "own: five points of accuracy", "2026-11"),

        // Trust and cost
    ];
}
