using System.Globalization;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class RegisterWidthTests
{
    // The suite is run once for each width of registers, with the wider ones switched off. This test makes sure that the switch
    // was heard.
    private const string Variable = "SWEEPER_TEST_REGISTER_BITS";

    private static readonly string? Asked = Environment.GetEnvironmentVariable(Variable);

    /// <summary>
    /// Whether kernels for registers of a width are tested in this run. Those wider than what was asked for are emulated, which
    /// takes many times as long and says nothing that the run at full width did not say.
    /// </summary>
    internal static bool Covers(int bits) =>
        string.IsNullOrEmpty(Asked) || bits <= int.Parse(Asked, CultureInfo.InvariantCulture);

    /// <summary>Skips a test of kernels that <see cref="Covers"/> leaves out.</summary>
    internal static void SkipUnlessCovered(Register register)
    {
        int bits = register switch { Register.Bits512 => 512, Register.Bits256 => 256, Register.Bits128 => 128, _ => 0 };
        Skip.IfNot(Covers(bits), $"Registers of {bits} bits are switched off.");
    }

    [SkippableFact]
    public void Registers_WidthThatWasAskedFor_IsTheWidestInUse()
    {
        Skip.If(string.IsNullOrEmpty(Asked), $"{Variable} does not say which width to expect.");

        int widest = RegisterWidth.Bits;
        Assert.True(
            widest <= int.Parse(Asked, CultureInfo.InvariantCulture),
            $"Registers of {widest} bits are in use, not {Asked}.");
    }
}
