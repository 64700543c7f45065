using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Tests.Store;

public class SweepReferenceTests
{
    [Theory]
    [InlineData(1, "grid", "grid")]
    [InlineData(2, "grid#2", "grid.2")]
    [InlineData(12, "grid#12", "grid.12")]
    public void Reference_Number_DecidesNameAndFolder(int number, string text, string folder)
    {
        var reference = new SweepReference("grid", number);
        Assert.Equal(text, reference.ToString());
        Assert.Equal(folder, reference.FolderName);
    }

    [Theory]
    [InlineData(SweepState.Running)]
    [InlineData(SweepState.Completed)]
    [InlineData(SweepState.Interrupted)]
    public void States_EachState_HasANameThatParsesBack(SweepState state) =>
        Assert.Equal(state, SweepStates.Parse(state.Name()));
}
