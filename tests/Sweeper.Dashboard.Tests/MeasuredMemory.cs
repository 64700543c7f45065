namespace Sweeper.Dashboard.Tests;

/// <summary>Tests that measure how much memory the process holds, and therefore run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredMemory
{
    public const string Name = "measured memory";
}
