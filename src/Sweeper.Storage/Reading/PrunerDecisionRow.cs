using Sweeper.Storage.Codecs;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Storage.Reading;

/// <summary>A row of the table <c>pruner_decisions</c>, with the number of its trial.</summary>
internal sealed class PrunerDecisionRow
{
    /// <summary>The columns of the row, for a SELECT from <c>trials AS t</c> and <c>pruner_decisions AS d</c>.</summary>
    public const string Columns =
        """
        t.number AS Trial, d.rule AS Rule, d.rung AS Rung, d.epoch AS Epoch, d.value AS Value, d.kind AS Kind, d.threshold AS Threshold,
        d.compared AS Compared, d.kept AS Kept, d.is_pruned AS IsPruned
        """;

    public int Trial { get; init; }

    public string Rule { get; init; } = "";

    public int Rung { get; init; }

    public int Epoch { get; init; }

    public double? Value { get; init; }

    public string? Kind { get; init; }

    public double? Threshold { get; init; }

    public int Compared { get; init; }

    public int Kept { get; init; }

    public bool IsPruned { get; init; }

    public PrunerDecision ToDecision() => new()
    {
        Trial = Trial,
        Rule = Rule,
        Rung = Rung,
        Epoch = Epoch,
        Value = StoredMetric.Read(Value, Kind),
        Threshold = Threshold,
        Compared = Compared,
        Kept = Kept,
        IsPruned = IsPruned,
    };
}
