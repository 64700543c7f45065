namespace Sweeper.Sweeps.Objectives;

/// <summary>The direction in which a metric is better.</summary>
public enum Goal
{
    Minimize,
    Maximize,
}
