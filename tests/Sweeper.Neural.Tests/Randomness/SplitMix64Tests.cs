using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Tests.Randomness;

public sealed class SplitMix64Tests
{
    // The outputs of the authors' splitmix64.c.
    [Theory]
    [InlineData(0UL, new[] { 16294208416658607535UL, 7960286522194355700UL, 487617019471545679UL })]
    [InlineData(1234567UL, new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL })]
    public void Next_KnownState_MatchesReference(ulong state, ulong[] expected)
    {
        foreach (ulong value in expected)
            Assert.Equal(value, SplitMix64.Next(ref state));
    }
}
