using Sweeper.Reporting.Drawing;
using Sweeper.Sweeps;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class PlotLetteringTests
{
    [Theory]
    [InlineData]
    [InlineData("")]
    public void Choose_MachineWithoutFonts_NamesAPackage(params string[] installed)
    {
        var error = Assert.Throws<SweeperException>(() => PlotLettering.Choose(installed, null));

        Assert.Equal(FailureKind.Environment, error.Kind);
        Assert.Contains("install some, such as the package fonts-dejavu-core", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_FontThatIsNotThere_NamesThoseThatAre()
    {
        var error = Assert.Throws<SweeperException>(() =>
            PlotLettering.Choose([.. Enumerable.Range(10, 14).Select(i => $"Font {i}")], "Other"));

        Assert.Equal(FailureKind.Input, error.Kind);
        Assert.EndsWith("Font 20, Font 21 or 2 more", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "DejaVu Sans")]
    [InlineData("serif One", "serif One")]
    public void Choose_Installed_IsTheOneWantedOrASansSerif(string? wanted, string chosen) =>
        Assert.Equal(chosen, PlotLettering.Choose(["", "Serif One", "DejaVu Serif", "DejaVu Sans"], wanted));

    [Fact]
    public void Choose_NoUsualOne_IsTheFirst() => Assert.Equal("Alpha", PlotLettering.Choose(["Beta", "Alpha"], null));
}
