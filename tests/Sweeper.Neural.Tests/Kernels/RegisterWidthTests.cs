using System.Globalization;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class RegisterWidthTests
{
    // The suite is run once for each width of registers, with the wider ones switched off. This test makes sure that the switch
    // was heard.
    private const string Variable = "SWEEPER_TEST_REGISTER_BITS";

    [SkippableFact]
    public void Registers_WidthThatWasAskedFor_IsTheWidestInUse()
    {
        string? expected = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(expected), $"{Variable} does not say which width to expect.");

        int widest = RegisterWidth.Bits;
        Assert.True(
            widest <= int.Parse(expected, CultureInfo.InvariantCulture),
            $"Registers of {widest} bits are in use, not {expected}.");
    }
}
