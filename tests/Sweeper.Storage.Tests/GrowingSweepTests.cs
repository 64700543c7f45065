using System.Collections;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class GrowingSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddTrials_Proposals_AreReadBackWithWhatTheyCameFrom()
    {
        SweepPlan plan = Growing(most: 6);
        Trial proposed = Trial(3, new TrialProposal("near", "1,2f"));
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.Train(plan.Trials[0], 0.9);
            journal.AddTrials([proposed], further: 3);
            journal.Train(proposed, 0.8);
        });

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        TrialRecord record = reader.ReadTrials(sweep)[2];
        Assert.Equal(
            (proposed.Identity, proposed.Proposal, TrialState.Completed), (record.Identity, record.Proposal, record.State));
        Assert.Equal(proposed.Values, record.Values);
        Assert.Equal([null, null, proposed.Proposal], reader.ReadTrials(sweep).Select(t => t.Proposal));
        Assert.Equal(
            [1.0, 2.0, 3.0],
            sweep.Space.Hyperparameters.Single(h => h.Name == "x").Values.Cast<NumberValue>().Select(n => n.Number));
        Assert.Equal([3L, "near", "1,2f"], Query("SELECT trial, sampler, proposed_from FROM proposals"));
    }

    [Theory]
    [InlineData(6, 3, 6, 4)]
    [InlineData(null, 0, 3, 1)]
    public void List_OfASweepThatGrows_CountsWhatIsToCome(int? most, int further, int all, int waiting)
    {
        SweepPlan plan = Growing(most);
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.Train(plan.Trials[0], 0.9);
            journal.AddTrials([Trial(3, new TrialProposal("near", "1"))], most - 3);
            journal.Train(plan.Trials[1], 0.9);
        });

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(
            (all, 3, 2, waiting),
            (sweep.TrialCount, sweep.RecordedCount, sweep.DoneCount, sweep.TrialCounts[TrialState.Waiting]));
        Assert.Equal(most is null ? null : further, sweep.Further);
    }

    [Theory]
    [InlineData(2, SweepState.Completed)]
    [InlineData(3, SweepState.Interrupted)]
    [InlineData(null, SweepState.Interrupted)]
    public void Open_KilledWhenAllRecordedTrialsHadEnded_KnowsWhetherMoreFollow(int? most, SweepState expected)
    {
        SweepPlan plan = Growing(most);
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, 0.9);
        });

        InStore(_ => { });

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(expected, reader.FindSweep("grid", null)!.State);
    }

    [Fact]
    public void Open_SweepThatGrew_TellsWhatItsTrialsCameTo()
    {
        SweepPlan plan = Growing(most: 6);
        InStore(store => store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[1], 0.7));

        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal([default, new EarlierResult(0.7, 2)], journal.InitialResults.AsEnumerable());
            journal.AddTrials([Trial(3, new TrialProposal("near", "2"))], further: 3);
            Assert.Throws<ArgumentException>(() => journal.StartTrial(Trial(4, null)));
            journal.EndSweep(SweepState.Interrupted, "it was asked to stop");
        });
    }

    [Fact]
    public void Open_PlanOfAMillion_RecordsOnlyWhatIsNear()
    {
        SweepPlan plan = Sample.Plan() with { Trials = new ManyTrials(1_000_000), Space = Sample.SpaceOf(("x", [1.0])),
            Repeats = 1, LastEpoch = 3 };
        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal(SweepPlan.RecordedAhead, journal.InitialStates.Length);
            journal.Train(plan.Trials[0], 0.9);
        });

        InStore(store =>
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal(1, journal.Reference.Number);
            Assert.Equal(SweepPlan.RecordedAhead + 1, journal.InitialStates.Length);
        });

        Assert.Equal([SweepPlan.RecordedAhead + 1L], Query("SELECT count(*) FROM trials"));
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(
            (1_000_000, 999_999, SweepState.Interrupted),
            (sweep.TrialCount, sweep.TrialCounts[TrialState.Waiting], sweep.State));
    }

    private static SweepPlan Growing(int? most) => Sample.Plan() with
    {
        Trials = [Trial(1, null), Trial(2, null)],
        Space = new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "x", Values = [], DependsOnTrials = true }] },
        Growth = new PlanGrowth
        {
            SamplerName = "near",
            Sampler = new NearBestSampler(Sweeps.Objectives.Goal.Maximize),
            Space = Sample.Space,
            MostTrials = most,
            Trainings = _ => [],
        },
    };

    private static Trial Trial(int number, TrialProposal? proposal)
    {
        HyperparameterValues values = new([KeyValuePair.Create<string, HyperparameterValue>("x", (double)number)]);
        return new Trial
        {
            Number = number,
            Repeat = 1,
            Identity = TrialIdentity.Of(values, 1),
            Seed = number,
            Values = values,
            PlannedEpochs = 3,
            Proposal = proposal,
        };
    }

    private object?[] Query(string sql) =>
        [.. new ReadOnlyQuery(_folder.Root, TimeProvider.System).Run(sql, TimeSpan.FromMinutes(1), 10).Rows.Single()];

    private void InStore(Action<SqliteSweepStore> action)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        action(store);
    }

    private sealed class ManyTrials(int count) : IReadOnlyList<Trial>
    {
        public int Count => count;

        public Trial this[int index] => Trial(index + 1, null);

        public IEnumerator<Trial> GetEnumerator() =>
            throw new InvalidOperationException("Nothing may look at a million trials.");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
