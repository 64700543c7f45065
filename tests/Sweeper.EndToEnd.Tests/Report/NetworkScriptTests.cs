using System.Text.RegularExpressions;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Outputs;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The page computes networks itself: it must know every function that a network can have.</summary>
public sealed partial class NetworkScriptTests
{
    private static readonly string Script = File.ReadAllText(
        Path.Combine(Checkout.Root, "src/Sweeper.Reporting/Scripts/network.js"));

    [Fact]
    public void Activations_OfTheScript_AreThoseOfNetworks() =>
        Assert.Equal(ActivationKind.All.Select(a => a.Name).Order(StringComparer.Ordinal), FunctionsIn("activations"));

    [Fact]
    public void Outputs_OfTheScript_AreThoseOfNetworks() =>
        Assert.Equal(OutputKind.All.Select(o => o.Name).Order(StringComparer.Ordinal), FunctionsIn("outputs"));

    private static IEnumerable<string> FunctionsIn(string table)
    {
        Match match = Regex.Match(Script, $@"const {table} = \{{\n(.*?)\n\}};", RegexOptions.Singleline);
        Assert.True(match.Success, $"network.js has no table of {table}.");
        return Entry().Matches(match.Groups[1].Value).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^  (\w+)(?=[:,(])", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
