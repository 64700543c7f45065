using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class LeaderboardTests
{
    [Fact]
    public void Rank_Maximize_PutsTheLargestFirst()
    {
        TrialRecord[] trials = [TrialRecords.Create(1, 0.5), TrialRecords.Create(2, 0.9), TrialRecords.Create(3, 0.7)];

        Assert.Equal([2, 3, 1], Leaderboard.Rank(trials, Goal.Maximize).Select(e => e.Trial.Number));
    }

    [Fact]
    public void Rank_Minimize_PutsTheSmallestFirst()
    {
        TrialRecord[] trials = [TrialRecords.Create(1, 0.5), TrialRecords.Create(2, 0.9), TrialRecords.Create(3, 0.1)];

        Assert.Equal([3, 1, 2], Leaderboard.Rank(trials, Goal.Minimize).Select(e => e.Trial.Number));
    }

    [Fact]
    public void Rank_EqualObjectives_ShareARankInOrderOfNumber()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(4, 0.9), TrialRecords.Create(3, 0.5), TrialRecords.Create(2, 0.9), TrialRecords.Create(1, 0.95),
        ];

        var entries = Leaderboard.Rank(trials, Goal.Maximize);

        Assert.Equal([1, 2, 4, 3], entries.Select(e => e.Trial.Number));
        Assert.Equal([1, 2, 2, 4], entries.Select(e => e.Rank));
    }

    [Fact]
    public void Rank_TrialsWithoutAResult_FollowGroupedByState()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(1, null, TrialState.Failed),
            TrialRecords.Create(2, null, TrialState.Waiting),
            TrialRecords.Create(3, null, TrialState.Diverged),
            TrialRecords.Create(4, null, TrialState.Interrupted),
            TrialRecords.Create(5, null, TrialState.Waiting),
            TrialRecords.Create(6, 0.1),
        ];

        var entries = Leaderboard.Rank(trials, Goal.Maximize);

        Assert.Equal([6, 2, 5, 4, 3, 1], entries.Select(e => e.Trial.Number));
        Assert.Equal([1, null, null, null, null, null], entries.Select(e => e.Rank));
    }

    [Theory]
    [InlineData(TrialState.Diverged)]
    [InlineData(TrialState.Failed)]
    public void Rank_ObjectiveReachedBeforeAFailure_IsNotRanked(TrialState state)
    {
        TrialRecord[] trials = [TrialRecords.Create(1, 0.99, state), TrialRecords.Create(2, 0.5)];

        var entries = Leaderboard.Rank(trials, Goal.Maximize);

        Assert.Equal([2, 1], entries.Select(e => e.Trial.Number));
        Assert.Null(entries[1].Rank);
    }

    [Fact]
    public void Rank_InfiniteObjective_IsOrderedLikeANumber()
    {
        TrialRecord[] trials = [TrialRecords.Create(1, double.PositiveInfinity), TrialRecords.Create(2, 3)];

        Assert.Equal([2, 1], Leaderboard.Rank(trials, Goal.Minimize).Select(e => e.Trial.Number));
    }

    [Fact]
    public void Rank_NoTrials_IsEmpty() => Assert.Empty(Leaderboard.Rank([], Goal.Maximize));
}
