using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Reading;

/// <summary>How far a sweep is.</summary>
/// <param name="Running">The numbers of the trials that are being trained, ascending.</param>
/// <param name="MeanSeconds">How long trials took that came to their ends, on average; null before the first.</param>
/// <param name="BestSoFar">The best objective after each trial that was ranked, in the order in which they ended.</param>
public sealed record SweepProgress(ImmutableArray<int> Running, double? MeanSeconds, ImmutableArray<double> BestSoFar);

/// <summary>What tells whether a trial changed since it was read.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="LastEpoch">Its last epoch; null before the first.</param>
/// <param name="Starts">How often it was started.</param>
public readonly record struct TrialMark(int Number, TrialState State, int? LastEpoch, int Starts);

/// <summary>Reads how far a sweep is.</summary>
internal static class ProgressQueries
{
    public static SweepProgress Of(SqliteConnection connection, SweepRecord sweep)
    {
        using SqliteStatement running = new(
            connection, "SELECT number FROM trials WHERE sweep_id = ?1 AND state = 'running' ORDER BY number");
        var numbers = ImmutableArray.CreateBuilder<int>();
        running.Bind(sweep.Id);
        while (running.Step())
            numbers.Add(running.Int32(0));
        using SqliteStatement mean = new(
            connection,
            "SELECT avg(duration_seconds) FROM trials WHERE sweep_id = ?1 AND state IN ('completed', 'pruned', 'diverged')");
        double? seconds = mean.Bind(sweep.Id).Step() ? mean.DoubleOrNull(0) : null;
        return new SweepProgress(numbers.ToImmutable(), seconds, BestSoFar(connection, sweep));
    }

    /// <summary>The marks of all trials, by their numbers: some milliseconds for ten thousand.</summary>
    public static ImmutableArray<TrialMark> Marks(SqliteConnection connection, long sweepId)
    {
        // The first letters of states differ, and a number is read without making a text of it.
        Dictionary<int, TrialState> states = Enum.GetValues<TrialState>().ToDictionary(s => (int)s.Name()[0]);
        using SqliteStatement statement = new(
            connection,
            "SELECT number, unicode(state), last_epoch, starts FROM trials WHERE sweep_id = ?1 ORDER BY number");
        statement.Bind(sweepId);
        var marks = ImmutableArray.CreateBuilder<TrialMark>();
        while (statement.Step())
        {
            marks.Add(new TrialMark(
                statement.Int32(0), states[statement.Int32(1)], statement.Int32OrNull(2), statement.Int32(3)));
        }

        return marks.DrainToImmutable();
    }

    /// <summary>The key of a trial; 0, which none has, when there is no such trial.</summary>
    public static long KeyOf(SqliteConnection connection, long sweepId, int number)
    {
        using SqliteStatement statement = new(connection, "SELECT trial_id FROM trials WHERE sweep_id = ?1 AND number = ?2");
        return statement.Bind(sweepId, number).Step() ? statement.Int64(0) : 0;
    }

    private static ImmutableArray<double> BestSoFar(SqliteConnection connection, SweepRecord sweep)
    {
        using SqliteStatement statement = new(
            connection,
            $"SELECT t.objective FROM trials AS t WHERE t.sweep_id = ?1 AND {StoredRank.IsRanked("t")} ORDER BY t.ended_at, "
            + $"t.number");
        statement.Bind(sweep.Id);
        var best = ImmutableArray.CreateBuilder<double>();
        while (statement.Step())
        {
            double value = statement.Double(0);
            best.Add(best.Count == 0 || sweep.Objective.Goal.IsBetter(value, best[^1]) ? value : best[^1]);
        }

        return best.ToImmutable();
    }
}
