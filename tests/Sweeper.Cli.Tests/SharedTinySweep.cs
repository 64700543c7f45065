namespace Sweeper.Cli.Tests;

/// <summary>Tests that read one results folder: it is made once.</summary>
[CollectionDefinition(Name)]
public sealed class SharedTinySweep : ICollectionFixture<TinySweep>
{
    public const string Name = "tiny sweep";
}
