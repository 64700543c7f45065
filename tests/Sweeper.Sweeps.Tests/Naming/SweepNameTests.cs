using Sweeper.Sweeps.Naming;

namespace Sweeper.Sweeps.Tests.Naming;

public sealed class SweepNameTests
{
    [Theory]
    [InlineData("mnist-grid", "mnist-grid")]
    [InlineData("a--b-", "a--b-")]
    [InlineData("Bird_Song Sweep", "bird-song-sweep")]
    [InlineData("  Größe / No. #2 ", "gr-e-no-2")]
    [InlineData("../x", "x")]
    [InlineData("!!!", "sweep")]
    [InlineData("-a", "a")]
    public void Of_Title_IsANameOfLettersDigitsAndHyphens(string title, string name) => Assert.Equal(name, SweepName.Of(title));

    [Fact]
    public void Of_LongTitle_IsCutWithoutAHyphenAtItsEnd() =>
        Assert.Equal(new string('a', 63), SweepName.Of(new string('a', 63) + " b"));
}
