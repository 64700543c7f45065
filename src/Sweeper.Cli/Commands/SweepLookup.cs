using System.Globalization;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary>Finds the sweep that a user named.</summary>
internal static class SweepLookup
{
    /// <param name="reader">Where to look.</param>
    /// <param name="text"><c>name</c> for the latest sweep of a name, or <c>name#2</c>.</param>
    /// <exception cref="SweeperException">There is no such sweep.</exception>
    public static SweepRecord Find(ISweepReader reader, string text)
    {
        string[] parts = text.Split('#', 2);
        int? number = null;
        if (parts.Length == 2)
        {
            if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int given))
                throw new SweeperException(
                    $"'{text}' names no sweep; write a name, or a name and a number such as {parts[0]}#2", FailureKind.Input);
            number = given;
        }

        return reader.FindSweep(parts[0], number) ?? throw NotFound(reader, text);
    }

    /// <summary>Finds a sweep, and a trial of it when one is named.</summary>
    /// <param name="reader">Where to look.</param>
    /// <param name="text"><c>name</c>, <c>name#2</c>, <c>name/7</c> or <c>name#2/7</c>.</param>
    /// <exception cref="SweeperException">There is no such sweep or trial.</exception>
    public static (SweepRecord Sweep, TrialDetails? Trial) FindTrial(SqliteSweepReader reader, string text)
    {
        int slash = text.LastIndexOf('/');
        if (slash < 0)
            return (Find(reader, text), null);
        string found = text[(slash + 1)..];
        SweepRecord sweep = Find(reader, text[..slash]);
        if (!int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw new SweeperException(
                $"'{text}' names no trial; write the sweep, a slash and the trial's number, such as {sweep.Reference}/1",
                FailureKind.Input);
        string known = sweep.Further == 0 ? "its trials are" : "so far it has";
        TrialDetails details = reader.FindTrial(sweep, number) ?? throw new SweeperException(
            string.Create(
                CultureInfo.InvariantCulture, $"'{sweep.Reference}' has no trial {number}; {known} 1 to {sweep.RecordedCount}"),
            FailureKind.Input);
        return (sweep, details);
    }

    /// <summary>The same, but a sweep alone stands for its best trial.</summary>
    /// <exception cref="SweeperException">There is no such trial, or no best one yet.</exception>
    public static (SweepRecord Sweep, TrialDetails Trial) FindTrialOrBest(SqliteSweepReader reader, string text)
    {
        (SweepRecord sweep, TrialDetails? trial) = FindTrial(reader, text);
        trial ??= sweep.BestTrial is int best ? reader.FindTrial(sweep, best) : null;
        return trial is not null
            ? (sweep, trial)
            : throw new SweeperException(
                $"'{sweep.Reference}' has no best trial yet; name one, such as {sweep.Reference}/1", FailureKind.Input);
    }

    private static SweeperException NotFound(ISweepReader reader, string text)
    {
        string[] names = [.. reader.ReadSweeps().Select(s => s.Reference.ToString())];
        if (names.Length == 0)
            return new SweeperException(
                $"there is no sweep '{text}'; nothing was run in this results folder yet", FailureKind.Input);
        string known = NearestName.To(text, names) is string nearest
            ? $"did you mean '{nearest}'?"
            : $"there are: {string.Join(", ", names.TakeLast(20))}";
        return new SweeperException($"there is no sweep '{text}'; {known}", FailureKind.Input);
    }
}
