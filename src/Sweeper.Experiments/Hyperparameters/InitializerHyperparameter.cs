using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>How weights begin; the default depends on the activation.</summary>
public sealed class InitializerHyperparameter : NamedHyperparameter
{
    /// <summary>Normal with standard deviation <see cref="Scale"/>.</summary>
    public const string Normal = "normal";

    /// <summary>Uniform between −<see cref="Range"/> and <see cref="Range"/>.</summary>
    public const string Uniform = "uniform";

    public const string Scale = "scale";
    public const string Range = "range";

    /// <summary>Whether biases begin at 0 or are drawn like the weights.</summary>
    public const string Biases = "biases";

    /// <summary>The choice of <see cref="Biases"/> that is not the default.</summary>
    public const string DrawnBiases = "drawn";

    private const string GlorotUniform = "glorot_uniform";
    private const string NormalExample = "{name: normal, scale: 0.01}";

    private static readonly NumberRange SettingRange = new(0, ExcludesMinimum: true);
    private static readonly SettingDefinition BiasesSetting =
        SettingDefinition.Choice(Biases, "whether biases begin at zero or are drawn like the weights", ["zero", DrawnBiases]);

    private static readonly TextValue He = new("he_normal");
    private static readonly TextValue Glorot = new(GlorotUniform);

    internal InitializerHyperparameter()
        : base(
            HyperparameterNames.Initializer,
            "how the weights begin; biases begin at 0 unless it says otherwise",
            [
                new(GlorotUniform), new("glorot_normal"), new("he_uniform"), new("he_normal"), new("lecun_normal"),
                new(Normal, SettingDefinition.Number(Scale, "standard deviation of the weights", SettingRange), BiasesSetting)
                {
                    Example = NormalExample,
                },
                new(Uniform, SettingDefinition.Number(Range, "greatest size of a weight, on either side of 0", SettingRange), BiasesSetting)
                {
                    Example = "{name: uniform, range: 0.5}",
                },
            ],
            NormalExample,
            GlorotUniform)
    {
    }

    public override string DefaultText => "he_normal for relu, leaky_relu, elu, gelu and swish, glorot_uniform otherwise";

    public override IReadOnlyList<string> DependsOn => [HyperparameterNames.Activation];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) =>
        ActivationHyperparameter.IsRectifier(values[HyperparameterNames.Activation]) ? He : Glorot;
}
