namespace Cajal.Insight;

public sealed partial class Thresholds
{
    private static Threshold[] Table =>
    [
        // Data

        // Set-up

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
        new("T10.better", 0.95, "own bench", "2026-11"),
        new("T11.share", 0.1, "practice; own bench", "2026-11"),
        new("T12.fall", 0.03, "own bench", "2026-11"),
        new("T12.loss", 0.2, "own bench", "2026-11"),
        new("T12.better", 0.8, "own bench", "2026-11"),

        // Generalisation
        new("G1.rise", 1.25, "own simulation: 3 of 160 healthy runs without the other conditions", "2026-11"),
        new("G1.sure", 2, "own bench: below it, only the surety of the answers may suffer; then wrong answers must rise too", "2026-11"),
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
