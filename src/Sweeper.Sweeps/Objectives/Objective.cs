namespace Sweeper.Sweeps.Objectives;

/// <summary>The metric and direction by which trials are ranked.</summary>
public sealed record Objective(string Metric, Goal Goal)
{
    /// <summary>
    /// No metric at all: nothing is ranked, and no trial is the best. Its metric has no name, so that none is it.
    /// </summary>
    public static Objective None { get; } = new("", Goal.Minimize);

    /// <summary>Whether it is <see cref="None"/>.</summary>
    public bool IsNone => Metric.Length == 0;

    public override string ToString() => IsNone ? "nothing ranked" : $"{Goal.Name()} {Metric}";
}

/// <summary>The direction in which a metric is better.</summary>
public enum Goal
{
    Minimize,
    Maximize,
}

/// <summary>What follows from a <see cref="Goal"/>.</summary>
public static class Goals
{
    /// <summary>The name used in experiment files and the database: <c>minimize</c> or <c>maximize</c>.</summary>
    public static string Name(this Goal goal) => goal == Goal.Minimize ? "minimize" : "maximize";

    /// <summary>The goal with a given <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">No goal has that name.</exception>
    public static Goal Parse(string name) => name switch
    {
        "minimize" => Goal.Minimize,
        "maximize" => Goal.Maximize,
        _ => throw new FormatException($"'{name}' is not a goal."),
    };

    /// <summary>
    /// Whether <paramref name="candidate"/> beats <paramref name="incumbent"/> by more than <paramref name="minDelta"/>.
    /// NaN never beats anything, and any other value beats a missing incumbent.
    /// </summary>
    public static bool IsBetter(this Goal goal, double candidate, double? incumbent, double minDelta = 0)
    {
        if (double.IsNaN(candidate))
            return false;
        if (incumbent is not double value)
            return true;
        return goal == Goal.Minimize ? candidate < value - minDelta : candidate > value + minDelta;
    }
}
