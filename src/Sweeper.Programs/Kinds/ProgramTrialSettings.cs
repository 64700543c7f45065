using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Programs.CommandLines;
using Sweeper.Programs.Settings;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Kinds;

/// <summary>What an experiment says of trials that are programs.</summary>
public sealed record ProgramTrialSettings : TrialSettings
{
    /// <summary>What <c>program</c> says; null where only a command is given.</summary>
    public required string? Program { get; init; }

    /// <summary>The elements of the command, its macros not replaced; at least one.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>How programs are started and ended.</summary>
    public required RunSettings Run { get; init; }

    /// <summary>Where their metrics are read.</summary>
    public required ReportSettings Reports { get; init; }

    public override ITrialKind Kind => throw new NotSupportedException();

    public override IEnumerable<KeyValuePair<string, string>> Facts => throw new NotSupportedException();

    public override IEnumerable<string> FingerprintLines => throw new NotSupportedException();

    public override int PlannedEpochs(HyperparameterValues values) => throw new NotSupportedException();

    public override int? MostEpochs(IEnumerable<SearchSpace> spaces) => throw new NotSupportedException();

    /// <summary>What starts an attempt of a trial.</summary>
    public Invocation Invoke(Trial trial, InvocationPlace place) => throw new NotSupportedException();
}
