using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Commands;

/// <summary>Options that several commands understand in the same way.</summary>
internal static class SharedOptions
{
    /// <summary>The folder with a folder per dataset.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description =
            "Folder of the datasets; MNIST lies in, or is fetched to, its folder mnist. Default: $SWEEPER_DATA, else data.",
        HelpName = "DIR",
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("SWEEPER_DATA") is { Length: > 0 } folder ? folder : "data",
    };

    /// <summary>The interpreter that peers run in.</summary>
    public static Option<string> Python() => new("--python")
    {
        Description = "The Python interpreter that has the peers' packages.",
        HelpName = "PATH",
        DefaultValueFactory = _ => "python3",
    };

    /// <summary>The command as people install it.</summary>
    public static Option<string?> Published(string description) => new("--command")
    {
        Description = description,
        HelpName = "PATH",
    };

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public static Option<int> Count(string name, string description, int standard, int least = 1) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= least)
                return count;
            result.AddError($"{name} is '{found}'; it must be a whole number from {least}.");
            return standard;
        },
    };

    /// <summary>The hidden layers of networks, such as <c>128,512-512</c>.</summary>
    public static Option<ImmutableArray<NetworkNotation>> Networks(string standard) => new("--networks")
    {
        Description = "Hidden layers of the networks, as in an experiment, separated by commas.",
        HelpName = "128,512-512",
        DefaultValueFactory = _ => [.. standard.Split(',').Select(NetworkNotation.Parse)],
        CustomParser = ParseNetworks,
    };

    private static ImmutableArray<NetworkNotation> ParseNetworks(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens[0].Value.Split(',').Select(NetworkNotation.Parse)];
        }
        catch (FormatException e)
        {
            result.AddError($"--networks: {e.Message}");
            return [];
        }
    }
}
