namespace Sweeper.Cli.Tests.Commands;

public sealed class SchemaCommandTests
{
    private static readonly string Shipped = Path.Combine(Checkout.Root, "experiments", "experiment.schema.json");

    [Fact]
    public void Schema_ShippedCopy_IsCurrent() => Assert.Equal(CommandRun.Of("schema").Output, File.ReadAllText(Shipped));
}
