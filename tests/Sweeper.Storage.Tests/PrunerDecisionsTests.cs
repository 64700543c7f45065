using System.Collections.Immutable;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class PrunerDecisionsTests : IDisposable
{
    private static readonly SweepPlan Ladder = Sample.Plan() with { Pruner = new SuccessiveHalvingPruner() };
    private static readonly SweepPlan Median = Sample.Plan() with { Pruner = new MedianPruner() };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WithAPrunerThatComparesArrivals_GivesEveryDecisionInItsOrder()
    {
        PrunerDecision[] made = [Decision(2, 1), Decision(1, 1), Decision(2, 3, isPruned: true),
            Decision(1, 3) with { Value = double.NaN, Threshold = null }];
        InJournal(Ladder, journal =>
        {
            journal.StartTrial(Ladder.Trials[0]);
            journal.StartTrial(Ladder.Trials[1]);
            foreach (PrunerDecision decision in made)
                journal.RecordEpoch(Ladder.Trials[decision.Trial - 1], Sample.Epoch(decision.Epoch, 0.5), decision);
            journal.EndTrial(Ladder.Trials[1], Sample.Outcome(TrialState.Pruned), Sample.Nothing);
        });

        InJournal(Ladder, journal =>
        {
            Assert.Equal<PrunerDecision>(made, journal.InitialPruning.Decisions);
            Assert.Empty(journal.InitialPruning.Completed);
        });
    }

    [Fact]
    public void StartTrial_Anew_KeepsTheDecisions()
    {
        InJournal(Ladder, journal =>
        {
            journal.StartTrial(Ladder.Trials[0]);
            journal.RecordEpoch(Ladder.Trials[0], Sample.Epoch(1, 0.5), Decision(1, 1));
            journal.EndTrial(Ladder.Trials[0], Sample.Outcome(TrialState.Failed), Sample.Nothing);
        });
        InJournal(Ladder, journal =>
        {
            journal.StartTrial(Ladder.Trials[0]);
            journal.RecordEpoch(Ladder.Trials[0], Sample.Epoch(1, 0.5));
            journal.EndTrial(Ladder.Trials[0], Sample.Outcome(), Sample.Nothing);
        });

        InJournal(Ladder, journal => Assert.Equal([Decision(1, 1)], journal.InitialPruning.Decisions.AsEnumerable()));
    }

    [Fact]
    public void Open_WithAPrunerThatComparesCompletedTrials_GivesTheirCurvesAndTheDecisionsOnOthers()
    {
        InJournal(Median, journal =>
        {
            foreach (Trial trial in Median.Trials.Take(2))
            {
                journal.StartTrial(trial);
                journal.RecordEpoch(trial, Sample.Epoch(1, 0.5 + (trial.Number / 10.0)), Decision(trial.Number, 1));
                journal.RecordEpoch(trial, Sample.Epoch(2, 0.8), Decision(trial.Number, 2));
            }

            journal.EndTrial(Median.Trials[0], Sample.Outcome(), Sample.Nothing);
        });

        InJournal(Median, journal =>
        {
            Assert.Equal([Decision(2, 1), Decision(2, 2)], journal.InitialPruning.Decisions.AsEnumerable());
            ObjectiveCurve curve = Assert.Single(journal.InitialPruning.Completed);
            Assert.Equal(
                (1, "1 0.6, 2 0.8"),
                (curve.Trial, string.Join(", ", curve.Values.Select(v => FormattableString.Invariant($"{v.Key} {v.Value}")))));
        });
    }

    [Fact]
    public void Open_WithoutAPruner_GivesNothing() =>
        InJournal(Sample.Plan(), journal => Assert.Same(PrunerLog.Empty, journal.InitialPruning));

    [Fact]
    public void ReadTrials_PrunedTrial_HasTheDecisionThatEndedIt()
    {
        InJournal(Ladder, journal =>
        {
            foreach (Trial trial in Ladder.Trials.Take(2))
            {
                journal.StartTrial(trial);
                journal.RecordEpoch(trial, Sample.Epoch(1, 0.5), Decision(trial.Number, 1));
                journal.RecordEpoch(trial, Sample.Epoch(3, 0.5), Decision(trial.Number, 3, isPruned: trial.Number == 2));
                journal.EndTrial(
                    trial, Sample.Outcome(trial.Number == 2 ? TrialState.Pruned : TrialState.Completed), Sample.Nothing);
            }
        });

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(reader.FindSweep("grid", null)!);
        Assert.Equal([null, Decision(2, 3, isPruned: true), null, null], trials.Select(t => t.Pruning));
        QueryResult rows = new ReadOnlyQuery(_folder.Root, TimeProvider.System)
            .Run("SELECT * FROM pruning ORDER BY sequence", TimeSpan.FromMinutes(1), 100);
        Assert.Equal(
            "sweep, sweep_number, sweep_name, is_latest, sequence, trial, rule, epoch, value, threshold, compared, kept, "
            + "is_pruned",
            string.Join(", ", rows.Columns));
        Assert.Equal(
            ["grid", 1L, "grid", 1L, 4L, 2L, "successive halving", 3L, 0.25, 0.5, 6L, 2L, 1L], rows.Rows[3].AsEnumerable());
    }

    private static PrunerDecision Decision(int trial, int epoch, bool isPruned = false) => new()
    {
        Trial = trial,
        Rule = "successive halving",
        Rung = epoch,
        Epoch = epoch,
        Value = 0.25,
        Threshold = 0.5,
        Compared = 6,
        Kept = 2,
        IsPruned = isPruned,
    };

    private void InJournal(SweepPlan plan, Action<ISweepJournal> act)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        act(store.Open(plan, Sample.Environment, fresh: false));
    }
}
