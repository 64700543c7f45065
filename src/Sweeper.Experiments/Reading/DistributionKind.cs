using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// A distribution by the name that it has in a file, and the keys that go with it besides <c>distribution</c> and <c>when</c>.
/// </summary>
internal sealed record DistributionKind(string Name, params ImmutableArray<string> Keys)
{
    public const string Uniform = "uniform";
    public const string LogUniformValues = "log_uniform_values";
    public const string QUniform = "q_uniform";
    public const string QLogUniformValues = "q_log_uniform_values";
    public const string IntUniform = "int_uniform";
    public const string Categorical = "categorical";
    public const string Constant = "constant";
    public const string Normal = "normal";
    public const string LogNormal = "log_normal";
    public const string QNormal = "q_normal";
    public const string QLogNormal = "q_log_normal";

    public const string LogUniform = "log_uniform";
    public const string QLogUniform = "q_log_uniform";
    public const string InverseLogUniform = "inv_log_uniform";
    public const string InverseLogUniformValues = "inv_log_uniform_values";

    private static readonly ImmutableArray<DistributionKind> Common =
    [
        new(Uniform, "min", "max"),
        new(LogUniformValues, "min", "max"),
        new(QUniform, "min", "max", "q"),
        new(QLogUniformValues, "min", "max", "q"),
        new(IntUniform, "min", "max"),
        new(Categorical, "values", "probabilities"),
        new(Constant, "value"),
        new(Normal, "mu", "sigma"),
        new(LogNormal, "mu", "sigma"),
        new(QNormal, "mu", "sigma", "q"),
        new(QLogNormal, "mu", "sigma", "q"),
    ];

    private static readonly ImmutableArray<DistributionKind> Wandb =
    [
        .. Common,
        new("categorical_w_probabilities", "values", "probabilities"),
        new(LogUniform, "min", "max"),
        new(QLogUniform, "min", "max", "q"),
        new(InverseLogUniform, "min", "max"),
        new(InverseLogUniformValues, "min", "max"),
        new("beta", "a", "b"),
        new("q_beta", "a", "b", "q"),
    ];

    /// <summary>Those that documents can name.</summary>
    public static ImmutableArray<DistributionKind> All(Dialect dialect) => dialect == Dialect.Wandb ? Wandb : Common;

    /// <summary>
    /// Names of the W&amp;B sweep format that <see cref="Dialect.Sweeper"/> refuses, and what to write instead.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log_uniform"] =
            "takes exponents as its bounds; write log_uniform_values, with the least and greatest value themselves",
        ["q_log_uniform"] =
            "takes exponents as its bounds; write q_log_uniform_values, with the least and greatest value themselves",
        ["inv_log_uniform"] = "is not supported; write log_uniform_values, with the least and greatest value themselves",
        ["inv_log_uniform_values"] = "is not supported; write log_uniform_values",
        ["beta"] = "is not supported; write uniform, or normal with mu and sigma",
        ["q_beta"] = "is not supported; write q_uniform, or q_normal with mu and sigma",
    };

    public bool IsQuantized => Keys.Contains("q");

    public bool IsRange => Keys.Contains("min");

    /// <summary>Whether its values are listed.</summary>
    public bool IsListed => Keys[0] == "values";

    /// <summary>Whether it is the beta distribution.</summary>
    public bool IsBeta => Keys[0] == "a";

    /// <summary>Whether the logarithm of its numbers is uniform. That of their inverse then is, too.</summary>
    public bool IsLogarithmic => IsExponential || Name is LogUniformValues or QLogUniformValues or InverseLogUniformValues;

    /// <summary>
    /// Whether its bounds are the natural logarithms of what it gives, or for <see cref="InverseLogUniform"/> of the inverse.
    /// </summary>
    public bool IsExponential => Name is LogUniform or QLogUniform or InverseLogUniform;

    public static DistributionKind Named(string name) => Wandb.Single(k => k.Name == name);
}
