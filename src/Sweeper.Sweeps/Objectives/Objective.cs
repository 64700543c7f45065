namespace Sweeper.Sweeps.Objectives;

/// <summary>The metric and direction by which trials are ranked.</summary>
public sealed record Objective(string Metric, Goal Goal)
{
    public override string ToString() => $"{Goal.Name()} {Metric}";
}
